"""How a letter is arranged on paper, whatever the format: decisions every renderer shares."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, groupby, pairwise
from typing import Final

from docgen.letter import Block, Letter, Ruling, Section, Table

FORMS = ("A", "B")
"""The forms of DIN 5008."""

_SHORT_ROWS = 4
_LONG_WORD = 20
"""A table of up to so many rows is about a third of a page and stays in one piece."""


def check_form(letter: Letter) -> None:
    """Raise ValueError unless the letter asks for one of `FORMS`."""
    if letter.din_form not in FORMS:
        raise ValueError(f"unknown DIN form: {letter.din_form!r}")


def is_closing(section: Section, sections: Sequence[Section]) -> bool:
    """Tell whether `section` is the closing: the last one without a heading, not the first."""
    plain = [one for one in sections if one.heading is None]
    return bool(plain) and section is plain[-1] and section is not sections[0]


def has_long_word(text: str) -> bool:
    """Tell whether a text has a word that a narrow column has to break."""
    return any(len(word) > _LONG_WORD for word in re.split("[ \n]", text))


def is_short(table: Table) -> bool:
    """Tell whether a table should stay in one piece."""
    return len(table.rows) <= _SHORT_ROWS


def stretches(blocks: Sequence[Block | Ruling]) -> Iterator[tuple[Block | Ruling, ...]]:
    """Part blocks into stretches of rulings, each one list, and stretches of everything else."""
    for _, stretch in groupby(blocks, lambda block: isinstance(block, Ruling)):
        yield tuple(stretch)


def widths(table: Table, whole: int) -> tuple[int, ...]:
    """Share out `whole` among the columns by weight; the shares add up to `whole`.

    Numbers stand in one line: where their column is too narrow for that, the others make way, up to
    half of what they have.
    """
    edges = (int(whole * edge) for edge in accumulate(_shares(table), initial=Fraction(0)))
    return tuple(right - left for left, right in pairwise(edges))


_EM: Final = Fraction(1, 44)
"""The size of type in a table, as a share of its width where that is least: inside a ruling."""
_SIGN: Final = Fraction("0.58") * _EM
"""The width of a bold figure; no other sign of an amount is much wider, and most are narrower."""
_EDGES: Final = Fraction("1.2") * _EM


def _shares(table: Table) -> tuple[Fraction, ...]:
    total = sum(column.weight for column in table.columns)
    shares = [Fraction(column.weight, total) for column in table.columns]
    lacking = [max(Fraction(0), _room(table, number) - one) for number, one in enumerate(shares)]
    lack = sum(lacking, Fraction(0))
    if not lack:
        return tuple(shares)
    plain = (one for one, column in zip(shares, table.columns, strict=True) if not column.numeric)
    words = sum(plain, Fraction(0))
    given = min(lack, words / 2)
    return tuple(
        one + given * own / lack if column.numeric else one - given * one / words
        for one, own, column in zip(shares, lacking, table.columns, strict=True)
    )


def _room(table: Table, number: int) -> Fraction:
    """Give the share of the width that the longest number of a column needs; words need none."""
    if not table.columns[number].numeric:
        return Fraction(0)
    return _EDGES + _SIGN * max((len(row.cells[number]) for row in table.rows), default=0)
