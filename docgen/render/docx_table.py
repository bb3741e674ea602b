"""A Table into a Word table whose header row repeats and whose rows stay whole."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from docgen.letter import Run, Table
from docgen.render import arrangement
from docgen.render.docx_xml import Line, element, paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "Tabelle"
_CELL = "Tabellentext"
_NUMBER = "Tabellenzahl"

STYLES: Final = (_TABLE, _CELL, _NUMBER)
"""The styles of tables and of the paragraphs in their cells."""


def word_table(table: Table, style_ids: Mapping[str, str], *, left: int, width: int) -> "_Element":
    """Make a table `left` twips from the margin and `width` twips wide."""
    shares = arrangement.widths(table, width)
    properties = element(
        "tblPr",
        element("tblStyle", val=style_ids[_TABLE]),
        element("tblW", w=width, type="dxa"),
        element("tblInd", w=left, type="dxa"),
        element("tblLayout", type="fixed"),
        # Header row and header column, no bands; `val` says the same to older programs.
        element("tblLook", val="06A0", firstRow=1, firstColumn=1, noHBand=1, noVBand=1),
    )
    grid = element("tblGrid", *(element("gridCol", w=share) for share in shares))
    return element("tbl", properties, grid, *_rows(table, style_ids, shares))


def _rows(
    table: Table, style_ids: Mapping[str, str], shares: tuple[int, ...]
) -> Iterator["_Element"]:
    lines = _lines(table, tuple(column.title for column in table.columns), keep_next=True)
    whole = (element("cantSplit"), element("tblHeader"))
    yield element("tr", element("trPr", *whole), *_cells(lines, style_ids, shares))
    short = arrangement.is_short(table)
    for row, below in zip_longest(table.rows, table.rows[1:]):
        keep_next = below is not None and (short or below.total)
        lines = _lines(table, row.cells, bold=row.total, keep_next=keep_next)
        cells = _cells(lines, style_ids, shares, rule=row.total)
        yield element("tr", element("trPr", element("cantSplit")), *cells)


def _lines(
    table: Table, texts: tuple[str, ...], *, bold: bool = False, keep_next: bool
) -> Iterator[Line]:
    for column, text in zip(table.columns, texts, strict=True):
        runs = (Run(text, bold=bold),) if text else ()
        yield Line(_NUMBER if column.numeric else _CELL, runs, keep_next=keep_next)


def _cells(
    lines: Iterator[Line],
    style_ids: Mapping[str, str],
    shares: tuple[int, ...],
    *,
    rule: bool = False,
) -> Iterator["_Element"]:
    for line, share in zip(lines, shares, strict=True):
        properties = element("tcPr", element("tcW", w=share, type="dxa"))
        if rule:
            properties.append(
                element("tcBorders", element("top", val="single", sz=8, space=0, color="000000"))
            )
        yield element("tc", properties, paragraph(line, style_ids))
