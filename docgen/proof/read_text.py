"""Plain text into a Reading, by the marks that stand before its lines.

    # subject              - item of a list         Tabelle: caption
    ## heading             1. ruling                * title: value in the first column
                              more of the ruling      title: value in a further column

A line indented by four more spaces goes on from the one above; over the subject, where only lists
have a mark, every line below another does. The titles of the first row are the header row of a
table; a title in a further row that is none of them is read as text. Whatever has no mark is a
paragraph: no text is ever lost.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from docgen.proof.reading import (
    CAPTION,
    HEADING,
    ITEM,
    PARAGRAPH,
    ROW,
    Reading,
    Unit,
    UnreadableFileError,
    fold,
)

_DRAFT = "ENTWURF – nicht versenden"
_GOES_ON = " " * 4
_IN_RULING = " " * 3
_SUBJECT = re.compile(r"#(?: |$)")
_HEADING = re.compile(r"(##?)(?: |$)")
_ITEM = "- "
_RULING = re.compile(r"[0-9]+\. ")
_TABLE = re.compile(r"Tabelle:(?: |$)")
_ROW, _CELL = "* ", "  "
_TITLED = re.compile(r"(?P<title>[^\n]*?):(?:[ \n](?P<value>.*))?", re.DOTALL)


def read_text(data: bytes) -> Reading:
    """Read plain text; nothing in the bytes tells whether it is a letter.

    Errors: UnreadableFileError for what is empty or not in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            "Die Datei ist kein Text, oder sie ist nicht in UTF-8 gespeichert."
        ) from error
    if not text.strip():
        raise UnreadableFileError("Die Datei ist leer.")
    lines = text.replace("\r\n", "\n").split("\n")
    aside = [_DRAFT] if lines[0] == _DRAFT else []
    lines = lines[len(aside) :]
    start = next((at for at, line in enumerate(lines) if _SUBJECT.match(line)), 0)
    units = (*_above(lines[:start]), *_flow(lines[start:], PARAGRAPH))
    return Reading("text", tuple(unit for unit in units if unit.text), None, aside=tuple(aside))


_Lines = Sequence[str]


def _stretches(lines: _Lines, goes_on: Callable[[str], bool]) -> Iterator[_Lines]:
    """Part lines into stretches: a first line, and those below it that go on from it."""
    start = 0
    while start < len(lines):
        end = _end(lines, start + 1, goes_on)
        yield lines[start:end]
        start = end


def _end(lines: _Lines, start: int, goes_on: Callable[[str], bool]) -> int:
    return next((at for at in range(start, len(lines)) if not goes_on(lines[at])), len(lines))


def _above(lines: _Lines) -> Iterator[Unit]:
    """Read what stands over the subject."""
    for is_written, group in groupby(lines, _is_written):
        stretch = list(group)
        if is_written and stretch[0].startswith(_ITEM):
            yield from _flow(stretch, PARAGRAPH)
        else:
            yield Unit(PARAGRAPH, fold("\n".join(stretch)))


def _flow(lines: _Lines, kind: str) -> Iterator[Unit]:
    """Read running text; `kind` is what its paragraphs are, items inside a ruling."""
    start = 0
    while start < len(lines):
        first, below = lines[start], start + 1
        if kind == PARAGRAPH and (number := _RULING.match(first)):
            end = _end(lines, below, _is_in_ruling)
            rest = (line.removeprefix(_IN_RULING) for line in lines[below:end])
            yield from _flow((first[number.end() :], *rest), ITEM)
        elif _TABLE.match(first):
            end = _end(lines, below, _is_in_table)
            yield from _table(lines[start:end])
        else:
            end = _end(lines, below, _goes_on)
            yield _unit("\n".join(lines[start:end]), kind)
        start = end


def _unit(text: str, kind: str) -> Unit:
    if heading := _HEADING.match(text):
        return Unit(HEADING, fold(text[heading.end() :]), level=len(heading[1]))
    if text.startswith(_ITEM):
        return Unit(ITEM, fold(text.removeprefix(_ITEM)))
    return Unit(kind, fold(text))


def _is_written(line: str) -> bool:
    return bool(line.strip())


def _goes_on(line: str) -> bool:
    return line.startswith(_GOES_ON) and _is_written(line)


def _is_in_ruling(line: str) -> bool:
    return line.startswith(_IN_RULING) or not _is_written(line)


def _is_in_table(line: str) -> bool:
    return line.startswith((_ROW, _CELL)) and _is_written(line)


def _table(lines: _Lines) -> Iterator[Unit]:
    caption, *cells = ["\n".join(stretch) for stretch in _stretches(lines, _goes_on)]
    yield Unit(CAPTION, fold(caption.partition(":")[2]))
    rows = list(_stretches(cells, lambda cell: not cell.startswith(_ROW)))
    titles = [_parted(cell)[0] for cell in rows[0]] if rows else []
    yield Unit(ROW, fold(" ".join(titles)))
    for row in rows:
        yield Unit(ROW, fold(" ".join(_values(row, titles))))


def _values(row: _Lines, titles: list[str]) -> Iterator[str]:
    """Give the values of a row; with its title, where that does not follow in the first row."""
    start = 0
    for cell in row:
        title, value = _parted(cell)
        try:
            start = titles.index(title, start) + 1
        except ValueError:
            value = cell[len(_CELL) :]
        yield value


def _parted(cell: str) -> tuple[str, str]:
    """Part title and value; a cell without any title has an empty one."""
    text = cell[len(_CELL) :]
    titled = _TITLED.fullmatch(text)
    return (titled["title"], titled["value"] or "") if titled else ("", text)
