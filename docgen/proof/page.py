"""The pages of a PDF as read into findings about where their text stands.

All lengths are millimetres from the upper left corner of the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.findings import Finding, finding
from docgen.proof.reading import Reading, Sheet

MAX_LETTER_PAGES = 60

_LEFT = 20.0
_RIGHT = 195.0
_TOP = 5.0
_BOTTOM = 290.0

# The address window of DIN 5008 with its zone for the return line, and how far below it a line may
# begin that is still meant for it.
_ZONES = {"A": (27.0, 72.0), "B": (45.0, 90.0)}
_ZONE_RIGHT = 105.0
_OVERFLOW = 7.0

_MM_PER_POINT = 25.4 / 72
# Glyph boxes are rounded by PDFium; a tenth of a millimetre is nothing anybody sees.
_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float


def check_page(reading: Reading, din_form: str) -> tuple[Finding, ...]:
    """Check that text keeps inside the margins and the address inside its window.

    din_form: `A` or `B`.
    Each page is reported once for each edge. A letter of too many pages is reported and only its
    first pages, up to the limit, are looked at. A file without pages has nothing to check.
    Errors: ValueError for an unknown form.
    """
    if din_form not in _ZONES:
        raise ValueError(f"unknown DIN form: {din_form!r}")
    findings: list[Finding] = []
    pages = len(reading.sheets)
    if pages > MAX_LETTER_PAGES:
        findings.append(finding("seite.zu_viele", anzahl=pages, grenze=MAX_LETTER_PAGES))
    for number, sheet in enumerate(reading.sheets[:MAX_LETTER_PAGES], start=1):
        found = list(_in_millimetres(sheet))
        findings += _check_margins(found, number)
        if number == 1:
            findings += _check_window(found, *_ZONES[din_form])
    return tuple(findings)


def _in_millimetres(sheet: Sheet) -> Iterator[_Box]:
    for box in sheet.boxes:
        yield _Box(
            box.left * _MM_PER_POINT,
            (sheet.height - box.top) * _MM_PER_POINT,
            box.right * _MM_PER_POINT,
            (sheet.height - box.bottom) * _MM_PER_POINT,
        )


def _check_margins(boxes: list[_Box], page: int) -> Iterator[Finding]:
    if any(box.left < _LEFT - _TOLERANCE for box in boxes):
        yield finding("seite.rand_links", seite=page)
    if any(box.right > _RIGHT + _TOLERANCE for box in boxes):
        yield finding("seite.rand_rechts", seite=page)
    if any(box.top < _TOP - _TOLERANCE for box in boxes):
        yield finding("seite.rand_oben", seite=page)
    if any(box.bottom > _BOTTOM + _TOLERANCE for box in boxes):
        yield finding("seite.rand_unten", seite=page)


def _check_window(boxes: list[_Box], start: float, end: float) -> Iterator[Finding]:
    inside = [
        box
        for box in boxes
        if box.left < _ZONE_RIGHT and start - _TOLERANCE <= box.top <= end + _OVERFLOW
    ]
    if any(box.right > _ZONE_RIGHT + _TOLERANCE for box in inside):
        yield finding("seite.anschrift_zu_breit")
    if any(box.bottom > end + _TOLERANCE for box in inside):
        yield finding("seite.anschrift_zu_hoch")
