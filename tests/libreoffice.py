"""LibreOffice, started once for many files: it lays out Word letters and recalculates sheets."""

import io
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook

Row = tuple[Any, ...]

_TAGGED: Final = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": "true"}})


def printed(folder: Path, letters: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give Word files as tagged PDF; `folder` is an empty one of its own."""
    for name, letter in letters.items():
        (folder / f"{name}.docx").write_bytes(letter)
    _convert(folder, f"pdf:writer_pdf_Export:{_TAGGED}", *(f"{name}.docx" for name in letters))
    return {name: (folder / f"{name}.pdf").read_bytes() for name in letters}


def recalculated(folder: Path, books: Mapping[str, bytes]) -> dict[str, dict[str, list[Row]]]:
    """Give the cells of each worksheet of Excel files, each formula with the value it has."""
    done = folder / "done"
    for name, book in books.items():
        (folder / f"{name}.xlsx").write_bytes(book)
    _convert(folder, "xlsx", "--outdir", done.name, *(f"{name}.xlsx" for name in books))
    return {name: _cells((done / f"{name}.xlsx").read_bytes()) for name in books}


def has_calc() -> bool:
    """Whether LibreOffice is there with its part for sheets."""
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").is_file()


def _cells(book: bytes) -> dict[str, list[Row]]:
    read = load_workbook(io.BytesIO(book), data_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in read.worksheets}


def _convert(folder: Path, target: str, *options: str) -> None:
    command = (
        *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
        *("--convert-to", target),
        *options,
    )
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
