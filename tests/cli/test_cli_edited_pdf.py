"""A caseworker writes onto the finished PDF and asks docgen whether it may go out."""

import ctypes
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from cases import EXAMPLE
from cli_runs import GRANT, told

NEW = "Gilt nur mit Stempel."
WIDE = (ctypes.c_ushort * (len(NEW) + 1))(*map(ord, NEW))


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefe")
    assert told("render", GRANT, EXAMPLE, "--out", folder, "--format", "pdf").code == 0
    return folder / "bescheid-bewilligung.pdf"


def nothing(_: pypdfium2.PdfDocument) -> None:
    """Only opened and saved."""


def note(document: pypdfium2.PdfDocument) -> None:
    """A comment as PDF programs stick it onto a page."""
    page = document[0]
    one = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_TEXT)
    assert pdfium.FPDFAnnot_SetStringValue(one, b"Contents", WIDE)
    pdfium.FPDFPage_CloseAnnot(one)


def stamp(document: pypdfium2.PdfDocument) -> None:
    """Text drawn over a page, which no tag reaches."""
    page = document[1]
    text = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 12.0)
    assert pdfium.FPDFText_SetText(text, WIDE)
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 100, 400)
    pdfium.FPDFPage_InsertObject(page.raw, text)
    assert pdfium.FPDFPage_GenerateContent(page.raw)


def edited(letter: Path, folder: Path, edit: Callable[[pypdfium2.PdfDocument], None]) -> list[str]:
    """What verify says of the letter, opened, changed and saved under another name."""
    document = pypdfium2.PdfDocument(letter)
    edit(document)
    file = folder / "geaendert.pdf"
    document.save(file)
    document.close()
    run = told("verify", file)
    assert run.code == 0
    return [line.strip() for line in run.out.splitlines()]


def test_a_pdf_that_was_only_saved_anew_is_unchanged(letter: Path, tmp_path: Path) -> None:
    assert edited(letter, tmp_path, nothing) == [
        "Das Schreiben ist unverändert; alle Pflichtangaben stehen darin."
    ]


@pytest.mark.parametrize("edit", [note, stamp])
def test_what_was_written_over_a_page_is_shown(
    edit: Callable[[pypdfium2.PdfDocument], None], letter: Path, tmp_path: Path
) -> None:
    assert edited(letter, tmp_path, edit) == [
        "Das Schreiben wurde geändert; alle Pflichtangaben stehen noch darin.",
        f"hinzugefügt: „“ → „{NEW}“",
    ]
