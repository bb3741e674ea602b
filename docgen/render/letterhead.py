"""How wide a logo may be for the lines of the letterhead to fit beside it, in every format."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from docgen.render.fonts import read_fonts

# What `letter.css` and `letter.docx` do, the larger of both; in millimetres and points.
_WIDTH: Final = 165
_GAP: Final = 5
_HEIGHTS: Final = {"A": 20.5, "B": 30.0}
_NAME_POINTS: Final = 14
_NAME_HEIGHT: Final = 6.8
_BELOW_NAME: Final = 0.7
_LINE_POINTS: Final = 8.5
_LINE_HEIGHT: Final = 4.2
_MM_PER_POINT: Final = 25.4 / 72


def widest_logo(layouts: Path, authority: Sequence[str], din_form: str) -> int:
    """Give the width in millimetres, 0 where there is no room for any.

    layouts: with fonts that can be read. authority: the lines of the letterhead, the name first.
    """
    fonts = read_fonts(layouts)

    def measure(text: str) -> float:
        return max(font.width(text) for font in fonts)

    name, *others = authority
    widths = range(_WIDTH - _GAP - 1, 0, -1)
    return next(
        (one for one in widths if _height(name, others, one, measure) <= _HEIGHTS[din_form]), 0
    )


def _height(name: str, others: Sequence[str], logo: int, measure: Callable[[str], float]) -> float:
    room = (_WIDTH - _GAP - logo) / _MM_PER_POINT
    of_name = _lines(name, room / _NAME_POINTS, measure)
    of_others = sum(_lines(one, room / _LINE_POINTS, measure) for one in others)
    return of_name * _NAME_HEIGHT + _BELOW_NAME + of_others * _LINE_HEIGHT


def _lines(text: str, room: float, measure: Callable[[str], float]) -> int:
    """Count the lines of a text; a word that is longer than one breaks anywhere."""
    lines, filled = 1, 0.0
    for word in map(measure, text.split(" ")):
        beside = filled + measure(" ") + word if filled else word
        if beside <= room:
            filled = beside
            continue
        lines += bool(filled) + int(word // room)
        filled = word % room
    return lines
