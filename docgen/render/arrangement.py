"""How a letter is arranged on paper, whatever the format: decisions every renderer shares."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from docgen.letter import Block, Letter, Ruling, Section, Table

FORMS = ("A", "B")
"""The forms of DIN 5008."""

_SHORT_ROWS = 12
"""A table of up to so many rows is about a third of a page and stays in one piece."""


def check_form(letter: Letter) -> None:
    """Raise ValueError unless the letter asks for one of `FORMS`."""
    if letter.din_form not in FORMS:
        raise ValueError(f"unknown DIN form: {letter.din_form!r}")


def is_closing(section: Section, sections: Sequence[Section]) -> bool:
    """Tell whether `section` is the closing: the last one without a heading, not the first."""
    plain = [one for one in sections if one.heading is None]
    return bool(plain) and section is plain[-1] and section is not sections[0]


def is_short(table: Table) -> bool:
    """Tell whether a table should stay in one piece."""
    return len(table.rows) <= _SHORT_ROWS


def stretches(blocks: Sequence[Block | Ruling]) -> Iterator[tuple[Block | Ruling, ...]]:
    """Part blocks into stretches of rulings, each one list, and stretches of everything else."""
    for _, stretch in groupby(blocks, lambda block: isinstance(block, Ruling)):
        yield tuple(stretch)


def widths(table: Table, whole: int) -> tuple[int, ...]:
    """Share out `whole` among the columns by weight; the shares add up to `whole`."""
    total = sum(column.weight for column in table.columns)
    edges = [0]
    weight = 0
    for column in table.columns:
        weight += column.weight
        edges.append(whole * weight // total)
    return tuple(right - left for left, right in pairwise(edges))
