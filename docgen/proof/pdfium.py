"""PDF bytes into an open PDFium document with limits, and its pages into stretches of text.

PDFium is not safe for threads; `open_pdf` therefore lets in one at a time per process.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from docgen.proof.reading import Box, UnreadableFileError

MAX_PAGES = 500
_MAX_BYTES = 64 * 2**20
_MAX_OBJECTS_PER_PAGE = 20_000
_MAX_CHARACTERS_PER_PAGE = 50_000
_TAIL = 2048
_TOO_FULL = "Eine Seite der PDF-Datei enthält zu viel Text."

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text object: its marked content id (-1 for none), its text as drawn, and where."""

    mcid: int
    text: str
    box: Box


@contextmanager
def open_pdf(data: bytes) -> Iterator[Any]:
    """Open a PDF and close it again; yields PDFium's raw document.

    Errors: UnreadableFileError for anything that is no whole PDF, needs a password, or is too big.
    """
    if len(data) > _MAX_BYTES:
        raise UnreadableFileError("Die PDF-Datei ist zu groß, um geprüft zu werden.")
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableFileError(
            "Die PDF-Datei ist unvollständig: Ihr Ende fehlt. Bitte laden Sie sie erneut."
        )
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(_reason(error)) from error
        try:
            pages = pdfium.FPDF_GetPageCount(document.raw)
            if not 0 < pages <= MAX_PAGES:
                raise UnreadableFileError(
                    f"Die PDF-Datei hat {pages} Seiten; geprüft werden 1 bis {MAX_PAGES} Seiten."
                )
            yield document.raw
        finally:
            document.close()


def _reason(error: pypdfium2.PdfiumError) -> str:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return "Die PDF-Datei ist mit einem Kennwort geschützt. Bitte entfernen Sie den Schutz."
    return "Die Datei lässt sich nicht als PDF lesen. Sie ist beschädigt oder keine PDF-Datei."


@contextmanager
def open_page(document: Any, index: int) -> Iterator[Any]:  # noqa: ANN401  # PDFium has no types
    """Open one page, counted from 0, and close it again.

    Errors: UnreadableFileError for a broken page.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableFileError(f"Seite {index + 1} der PDF-Datei ist beschädigt.")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def stretches(page: Any) -> Iterator[Stretch]:  # noqa: ANN401  # PDFium has no types
    """Yield the text objects of an open page in drawing order.

    Errors: UnreadableFileError for a broken page or one with more text than any letter has.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise UnreadableFileError("Der Text einer Seite der PDF-Datei ist beschädigt.")
    try:
        characters = pdfium.FPDFText_CountChars(text_page)
        if characters > _MAX_CHARACTERS_PER_PAGE:
            raise UnreadableFileError(_TOO_FULL)
        buffer = (ctypes.c_ushort * (characters + 2))()
        size = ctypes.sizeof(buffer)
        for item, box in _text_objects(page):
            length = min(pdfium.FPDFTextObj_GetText(item, text_page, buffer, size), size)
            text = ctypes.string_at(buffer, length).decode("utf-16-le", "replace").rstrip("\0")
            yield Stretch(pdfium.FPDFPageObj_GetMarkedContentID(item), text, box)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def notes(page: Any) -> Iterator[str]:  # noqa: ANN401  # PDFium has no types
    """Yield the texts of comments and text boxes that a PDF program laid over an open page.

    Errors: UnreadableFileError for more of them, or longer ones, than anybody writes.
    """
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if count > _MAX_OBJECTS_PER_PAGE:
        raise UnreadableFileError(_TOO_FULL)
    for index in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            if size > 2 * _MAX_CHARACTERS_PER_PAGE:
                raise UnreadableFileError(_TOO_FULL)
            buffer = (ctypes.c_ushort * (size // 2 + 1))()
            pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size)
            yield ctypes.string_at(buffer, size).decode("utf-16-le", "replace").rstrip("\0")
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _text_objects(page: Any) -> Iterator[tuple[Any, Box]]:  # noqa: ANN401  # PDFium has no types
    count = pdfium.FPDFPage_CountObjects(page)
    if count > _MAX_OBJECTS_PER_PAGE:
        raise UnreadableFileError(_TOO_FULL)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            yield item, Box(left.value, bottom.value, right.value, top.value)
