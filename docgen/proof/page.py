"""The pages of a PDF as read into findings about where their text stands.

All lengths are millimetres from the upper left corner of the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.findings import Finding, finding
from docgen.proof.reading import Box, Reading, Sheet

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

# From what share of the height of the smaller text, and from what width, another text hides it. In
# the tightest lines of a letter, those of the address, the deepest tails reach into the tallest
# accents by almost that; where words meet in one line, their boxes share a hair.
_HIDDEN_SHARE = 0.2
_HIDDEN_WIDTH = 3.0


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Text that stands where it may not.

    page: counted from 1, None where the letter as a whole is meant; boxes: in points, as read.
    """

    finding: Finding
    page: int | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stretch of text in millimetres, and the box it was read with."""

    left: float
    top: float
    right: float
    bottom: float
    box: Box


def misplaced(reading: Reading, din_form: str) -> tuple[Misplaced, ...]:
    """Check that text keeps inside margins, address inside its window, and no text hides another.

    din_form: `A` or `B`.
    Each page is reported once for each edge. Text over other text is reported only where nothing
    else is wrong on the page: what leaves its place runs into what stands there. A letter of too
    many pages is reported and only its first pages, up to the limit, are looked at. A file without
    pages has nothing to check.
    Errors: ValueError for an unknown form.
    """
    if din_form not in _ZONES:
        raise ValueError(f"unknown DIN form: {din_form!r}")
    found: list[Misplaced] = []
    pages = len(reading.sheets)
    if pages > MAX_LETTER_PAGES:
        told = finding("seite.zu_viele", anzahl=pages, grenze=MAX_LETTER_PAGES)
        found.append(Misplaced(told, None, ()))
    for number, sheet in enumerate(reading.sheets[:MAX_LETTER_PAGES], start=1):
        placed = list(_in_millimetres(sheet))
        edges = _margins(placed)
        if number == 1:
            edges |= _window(placed, *_ZONES[din_form])
        outside = tuple(_told(edges, number))
        found += outside or _told({"seite.text_ueberdeckt": _overlapping(placed)}, number)
    return tuple(found)


def _in_millimetres(sheet: Sheet) -> Iterator[_Placed]:
    for box in sheet.boxes:
        yield _Placed(
            box.left * _MM_PER_POINT,
            (sheet.height - box.top) * _MM_PER_POINT,
            box.right * _MM_PER_POINT,
            (sheet.height - box.bottom) * _MM_PER_POINT,
            box,
        )


def _told(wrong: Mapping[str, Sequence[_Placed]], page: int) -> Iterator[Misplaced]:
    for code, texts in wrong.items():
        if texts:
            yield Misplaced(finding(code, seite=page), page, tuple(one.box for one in texts))


def _margins(placed: list[_Placed]) -> dict[str, list[_Placed]]:
    """Sort what stands beyond an edge of the page by the finding that tells of it."""
    return {
        "seite.rand_links": [one for one in placed if one.left < _LEFT - _TOLERANCE],
        "seite.rand_rechts": [one for one in placed if one.right > _RIGHT + _TOLERANCE],
        "seite.rand_oben": [one for one in placed if one.top < _TOP - _TOLERANCE],
        "seite.rand_unten": [one for one in placed if one.bottom > _BOTTOM + _TOLERANCE],
    }


def _window(placed: list[_Placed], start: float, end: float) -> dict[str, list[_Placed]]:
    """Sort what stands beyond an edge of the address window likewise."""
    inside = [
        one
        for one in placed
        if one.left < _ZONE_RIGHT and start - _TOLERANCE <= one.top <= end + _OVERFLOW
    ]
    return {
        "seite.anschrift_zu_breit": [one for one in inside if one.right > _ZONE_RIGHT + _TOLERANCE],
        "seite.anschrift_zu_hoch": [one for one in inside if one.bottom > end + _TOLERANCE],
    }


def _overlapping(placed: list[_Placed]) -> list[_Placed]:
    """Give the texts that stand in one place with another, from the top down."""
    found: list[_Placed] = []
    above: list[_Placed] = []
    for one in sorted(placed, key=lambda text: text.top):
        above = [other for other in above if other.bottom > one.top]
        hidden = [other for other in above if _hides(one, other)]
        found += (*hidden, one) if hidden else ()
        above.append(one)
    return list(dict.fromkeys(found))


def _hides(one: _Placed, other: _Placed) -> bool:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min(one.bottom - one.top, other.bottom - other.top)
    return width >= _HIDDEN_WIDTH and height >= _HIDDEN_SHARE * smaller
