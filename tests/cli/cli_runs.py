"""What the tests of the program share: cases with small changes, and two ways to start it.

`process` starts `python -m docgen` for real. `told` calls the same entry point in this process,
with the content loaded once; it serves where a process of its own would show nothing more.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unittest import mock

from cases import Case, raw, squeezed

from docgen.cli import source
from docgen.cli.main import run
from docgen.pipeline import STANDARD, Content, Result, generate, load_content
from docgen.proof import read_file

GRANT: Final = "bescheid/bewilligung"
STEM: Final = "bescheid-bewilligung"
LARGE: Final = f"{STEM}-grossdruck.pdf"
"""What the person of the example needs."""
ALL_FILES: Final = {f"{STEM}.pdf", f"{STEM}.docx", LARGE, f"{STEM}.manifest.json"}

# What Python, click or jsonschema would say by themselves.
_ENGLISH: Final = re.compile(
    r"Traceback|Usage|Options:|\b(?:Error|Exception|Errno|No such|Is a directory|Not a directory|"
    r"File exists|unexpected|requires|required|Invalid|does not|expected|is not|should be)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a run of the program said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        """Both streams, no-break spaces as plain ones."""
        return (self.out + self.err).replace("\u00a0", " ")


# --- cases ---------------------------------------------------------------------------------------


def file_of(case: Case | bytes, folder: Path) -> Path:
    """Write a case file."""
    file = folder / "fall.json"
    file.write_bytes(case if isinstance(case, bytes) else raw(case))
    return file


# --- letters -------------------------------------------------------------------------------------


@cache
def content(layer: Path | None = None) -> Content:
    """The shipped content, loaded once; the same with a layer over it."""
    return load_content(layer=layer)


def written(case: Case, *formats: str) -> Result:
    """What becomes of a case, in the usual formats unless one is named."""
    return generate(content(), GRANT, raw(case), formats or STANDARD, access=False)


def errors(result: Result) -> list[tuple[str, str]]:
    """Code and pointer of every error."""
    return [(one.code, one.pointer) for one in result.findings if one.is_error]


def pages(result: Result) -> dict[str, str]:
    """The text of each letter by its ending, without white space, as the proof reads it."""
    return {
        file.name.rpartition(".")[2]: squeezed(
            " ".join(one.text for one in read_file(file.data).units)
        )
        for file in result.files
        if not file.name.endswith(".json")
    }


# --- the program ---------------------------------------------------------------------------------


def told(*arguments: str | Path) -> Told:
    """Run the program in this process, with content that is loaded already."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(source, "load_content", lambda layer=None: content(layer)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run([str(one) for one in arguments])
    return Told(int(code), out.getvalue(), err.getvalue())


def process(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, code: str | None = None
) -> Told:
    """Run the program in a process of its own; `code` runs another program text in its place."""
    start = ("-m", "docgen") if code is None else ("-c", code)
    done = subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Told(done.returncode, done.stdout, done.stderr)


def assert_german(run: Told) -> None:
    """No traceback, and none of the words that libraries say by themselves."""
    english = _ENGLISH.search(run.everything)
    assert english is None, run.everything


def assert_nothing_in(folder: Path) -> None:
    """Neither letters nor temporary files."""
    assert not folder.is_dir() or not list(folder.rglob("*"))
