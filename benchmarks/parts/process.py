"""What a process costs: its start, its memory, the files it opens.

Run as a program it is the process whose start is measured: it writes one letter and prints, as
JSON, the milliseconds of import, content and first letter.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from parts.clock import Laps, Samples

_STATM = Path("/proc/self/statm")


def cold_starts(doctype_id: str, case: Path, times: int) -> Samples:
    """Start so many processes that write one letter each; give the times of their parts.

    All find their byte code, as they do once installed: one process before them has written it.
    """
    samples: Samples = {}
    with TemporaryDirectory() as cache:
        places = (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, places)),
            "PYTHONPYCACHEPREFIX": cache,
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(times + 1):
            start = perf_counter()
            done = subprocess.run(  # noqa: S603  # this very file
                [sys.executable, "-m", "parts.process", doctype_id, str(case)],
                env=environment,
                capture_output=True,
                check=True,
            )
            if number:
                _note(samples, done.stdout, (perf_counter() - start) * 1000)
    return samples


def _note(samples: Samples, printed: bytes, whole: float) -> None:
    for name, times in (json.loads(printed) | {"whole process": [whole]}).items():
        samples.setdefault(name, []).extend(times)


def resident_mib() -> float:
    """Give the memory of this process that lies in RAM; Linux only, elsewhere it is 0."""
    if not _STATM.exists():
        return 0.0
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def opened_files(action: Callable[[], object]) -> list[str]:
    """Name every file that Python code opens during an action.

    The hook stays for the life of the process, so this comes after all that is timed. What C
    libraries open by themselves is not seen.
    """
    opened: list[str] = []
    listening = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open":
            opened.append(str(arguments[0]))

    sys.addaudithook(hook)
    action()
    listening = False
    return opened


def _first_letter(doctype_id: str, case: str) -> Samples:
    samples: Samples = {}
    lap = Laps(samples)
    from docgen.pipeline import State, generate, load_content  # noqa: PLC0415  # it is timed

    lap("import")
    content = load_content()
    lap("load_content")
    result = generate(content, doctype_id, Path(case).read_bytes(), ("pdf",))
    lap("first letter")
    assert result.state is State.FERTIG
    return samples


if __name__ == "__main__":
    print(json.dumps(_first_letter(*sys.argv[1:])))
