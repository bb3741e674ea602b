"""One worksheet: its title, its named columns, and rows of cells that are what they look like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import wrap
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, Side
from openpyxl.styles.borders import Border
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheet.formulas import Formula

Value = str | int | Decimal | date | Formula

EURO: Final = '#,##0.00 "Euro"'
HOURS: Final = "0.00##"
PLAIN: Final = "General"
DAY: Final = "DD.MM.YYYY"
TEXT: Final = "@"

TOP: Final = 3
"""The first row below title and heads of the columns."""
_BEFORE_FORMULAS: Final = ("=", "+", "-", "@", "\t")
_FONT: Final = "Calibri"
_PLAIN: Final = Font(_FONT, 11)
_BOLD: Final = Font(_FONT, 11, bold=True)
_TITLE: Final = Font(_FONT, 14, bold=True)
_LINE: Final = Border(bottom=Side("thin"))
_LINE_HEIGHT: Final = 15
"""Of a line of text, in points. Not every program fits rows to their text when it opens a file."""
_A4: Final = 9


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how wide it is in characters, how numbers look there."""

    head: str
    width: int
    spelling: str = TEXT


class Page:
    """A worksheet that is written from top to bottom."""

    def __init__(self, sheet: Worksheet, title: str, columns: Mapping[str, Column]) -> None:
        """Write title and heads, which stay in sight and stand on every printed page."""
        self._sheet = sheet
        self._columns = columns
        self._last = TOP - 1
        self._text(sheet["A1"], title)
        sheet["A1"].font = _TITLE
        sheet.row_dimensions[1].height = 1.5 * _LINE_HEIGHT
        self._fit(2, [(column.head, column.width) for column in columns.values()])
        for letter, column in columns.items():
            head = sheet[f"{letter}2"]
            self._text(head, column.head)
            head.font, head.border = _BOLD, _LINE
            is_text = column.spelling == TEXT
            side, indent = ("left", _indent(letter)) if is_text else ("right", 0)
            head.alignment = Alignment(side, "bottom", wrap_text=True, indent=indent)
            sheet.column_dimensions[letter].width = column.width
        sheet.freeze_panes = f"B{TOP}"
        self._for_print()

    @property
    def last(self) -> int:
        """The row that was claimed last."""
        return self._last

    def claim(self) -> int:
        """Take the next row, to be written now or when what stands beneath is known."""
        self._last += 1
        return self._last

    def put(
        self, row: int, values: Mapping[str, Value], *, level: int = 0, is_sum: bool = False
    ) -> None:
        """Write a row by its columns. level: how far its first cell is moved in."""
        texts = []
        for letter, value in values.items():
            cell, column = self._sheet[f"{letter}{row}"], self._columns[letter]
            self._value(cell, value)
            cell.font = _BOLD if is_sum else _PLAIN
            if column.spelling == TEXT:
                indent = _indent(letter, level)
                cell.alignment = Alignment("left", "top", wrap_text=True, indent=indent)
                if isinstance(value, str):
                    texts.append((value, column.width - 2 * indent))
            else:
                cell.number_format = column.spelling
                cell.alignment = Alignment("right", "top")
        self._fit(row, texts)

    def elsewhere(self, cell: str) -> str:
        """Name one of its cells for other worksheets."""
        return f"{quote_sheetname(self._sheet.title)}!{cell}"

    def _value(self, cell: Cell, value: Value) -> None:
        match value:
            case Formula(text):
                cell.value = f"={text}"
            case str():
                self._text(cell, value)
            case _:
                cell.value = value

    def _text(self, cell: Cell, text: str) -> None:
        """Write text that stays text, also when somebody edits the cell."""
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_BEFORE_FORMULAS)

    def _fit(self, row: int, texts: Iterable[tuple[str, int]]) -> None:
        """Make a row as high as its longest text is in a column of so many characters."""
        lines = max((len(wrap(text, width)) for text, width in texts), default=1)
        self._sheet.row_dimensions[row].height = _LINE_HEIGHT * max(1, lines)

    def _for_print(self) -> None:
        sheet = self._sheet
        sheet.print_title_rows = f"1:{TOP - 1}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
        sheet.oddFooter.left.text = "&A"
        sheet.oddFooter.right.text = "Seite &P von &N"


def _indent(letter: str, level: int = 0) -> int:
    """Keep text away from the number on its left; only the first column tells levels."""
    return level if letter == "A" else 1
