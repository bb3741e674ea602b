"""A Letter into plain text: for Braille displays, for speech, for e-mail.

Every paragraph is one line, and an empty line parts what does not belong together:

    # subject              - item of a list         Tabelle: caption
    ## heading             1. ruling                * title: value in the first column
                              more of the ruling      title: value in a further column

A line indented by four more spaces goes on from the one above; over the subject, where addresses
stand, a line below another does so without. A text that begins like one of these marks has a word
joiner before it, which nobody sees. A table names the column before each value; an empty cell is
left out but in the first row, which so names every column.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docgen.german import NBSP
from docgen.letter import Block, BulletList, Inline, Letter, Paragraph, Ruling, Section, Table
from docgen.render.characters import check_characters

_DRAFT: Final = "ENTWURF – nicht versenden"
_GOES_ON: Final = " " * 4
_IN_RULING: Final = " " * 3
_JOINER: Final = "\u2060"
_MARK: Final = re.compile(r"#{1,2}(?: |$)|[-*] |[0-9]+\. |Tabelle:(?: |$)")
_MARK_ABOVE: Final = re.compile(rf"#(?: |$)|- |{_DRAFT}$")

Lines = list[str]
"""What stands together, with no empty line in it."""


class TextRenderer:
    """Writes letters as plain text."""

    def render(self, letter: Letter) -> bytes:
        """Write one letter, in UTF-8; every line ends with a line feed.

        Errors: ValueError for a character no text may hold.
        """
        text = "\n\n".join("\n".join(lines) for lines in _letter(letter) if lines) + "\n"
        check_characters(text)
        return text.encode()


def _letter(letter: Letter) -> Iterator[Lines]:
    head = letter.letterhead
    if letter.draft:
        yield [_DRAFT]
    for text in (*head.authority, head.return_line, "\n".join(head.address)):
        yield [_guarded(line, _MARK_ABOVE) for line in _lines(text)]
    yield _list(f"{label}: {value}" for label, value in head.information)
    yield _unit("#", letter.subject) or ["#"]
    yield _paragraph(letter.reference)
    yield _paragraph(letter.salutation)
    for section in letter.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Lines]:
    if section.heading is not None:
        yield _unit("##", section.heading)
    for block in section.blocks:
        if isinstance(block, Ruling):
            yield from _ruling(block)
        else:
            yield _block(block)


def _ruling(ruling: Ruling) -> Iterator[Lines]:
    """Give what a ruling says, indented; its number stands in the indent of the first line."""
    mark = f"{ruling.number}. "
    for lines in filter(None, map(_block, ruling.blocks)):
        first, *others = lines
        yield [f"{mark}{first}", *(f"{_IN_RULING}{line}" for line in others)]
        mark = _IN_RULING


def _block(block: Block) -> Lines:
    match block:
        case Paragraph(runs):
            return _paragraph(_text(runs))
        case BulletList(items):
            return _list(map(_text, items))
        case Table():
            return [*(_unit("Tabelle:", block.caption) or ["Tabelle:"]), *_rows(block)]


def _paragraph(text: str) -> Lines:
    first, *others = _lines(text) or [""]
    return [_guarded(first, _MARK), *(f"{_GOES_ON}{line}" for line in others)] if first else []


def _list(items: Iterable[str]) -> Lines:
    return [line for item in items for line in _unit("-", item)]


def _rows(table: Table) -> Iterator[str]:
    titles = [_title(column.title) for column in table.columns]
    # Without any row an empty one names the columns; nobody takes it for a row.
    for index, cells in enumerate([row.cells for row in table.rows] or [("",) * len(titles)]):
        mark = "*"
        for title, cell in zip(titles, cells, strict=True):
            if _lines(cell) or index == 0:
                yield from _unit(f"{mark} {title}:", cell) or [f"{mark} {title}:"]
                mark = " "


def _title(text: str) -> str:
    """Give a title in one line, in which no colon can be taken for the one behind it."""
    return " ".join(_lines(text)).replace(": ", f":{_JOINER} ")


def _unit(mark: str, text: str) -> Lines:
    """Give a text behind its mark; nothing for an empty text."""
    first, *others = _lines(text) or [""]
    return [f"{mark} {first}", *(f"{_GOES_ON}{line}" for line in others)] if first else []


def _guarded(line: str, mark: re.Pattern[str]) -> str:
    return f"{_JOINER}{line}" if mark.match(line) else line


def _lines(text: str) -> Lines:
    """Part a text where a reader begins a new line; an empty line would end the unit."""
    return [line for one in text.replace(NBSP, " ").splitlines() if (line := one.strip())]


def _text(runs: Inline) -> str:
    return "".join(run.text for run in runs)
