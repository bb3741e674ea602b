"""The sections of a Letter into paragraphs and tables in the frame's named styles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from docgen.letter import Block, BulletList, Paragraph, Ruling, Run, Section, Table
from docgen.render import arrangement, docx_table
from docgen.render.docx_xml import BOLD, Line, paragraph

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from lxml.etree import _Element

_TEXT = "Body Text"
_HEADING = "Heading 2"
_BULLET = "List Bullet"
_RULING = "List Number"
_RULING_TEXT = "List Continue"
_RULING_BULLET = "List Bullet 2"
_CAPTION = "Caption"
_GREETING = "Closing"
_SIGNATURE = "Signature"

STYLES: Final = (
    *(_TEXT, _HEADING, _BULLET, _RULING, _RULING_TEXT, _RULING_BULLET, _CAPTION),
    *(_GREETING, _SIGNATURE, BOLD),
    *docx_table.STYLES,
)
"""The names of the styles the frame must have."""

_BELOW_TABLE: Final = 230
_BELOW_TABLE_OF_RULING: Final = 132
_BELOW_BULLETS: Final = 143
"""Twips above what follows a table or a list; Word takes the larger of this and the list's own."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, so many twips from the left margin."""

    table: Table
    left: int


@dataclass(frozen=True, slots=True)
class _Look:
    """The styles of running text outside or inside a ruling, and its indent in twips."""

    text: str
    bullet: str
    left: int


_Part = Line | _Grid


class Body:
    """Builds the body of one document and enters its numbered lists in the numbering part."""

    def __init__(self, document: "Document") -> None:
        """Read what the frame says of styles, numbering and widths.

        Errors: KeyError or ValueError if the style of rulings has no numbering.
        """
        styles = document.styles
        page = document.sections[0]
        self._ids = {style.name: style.style_id for style in styles}
        margins = _twips(page.left_margin) + _twips(page.right_margin)
        self._width = _twips(page.page_width) - margins
        indent = _twips(styles[_RULING_TEXT].paragraph_format.left_indent)
        self._outside = _Look(_TEXT, _BULLET, 0)
        self._inside = _Look(_RULING_TEXT, _RULING_BULLET, indent)
        self._numbering = document.part.numbering_part.element
        [number] = styles[_RULING].element.iter(qn("w:numId"))
        self._pattern = self._numbering.num_having_numId(number.val).abstractNumId.val

    def elements(self, sections: Sequence[Section]) -> Iterator["_Element"]:
        """Give the sections as `w:p` and `w:tbl`, in order."""
        space = 0
        for part in self._parts(sections):
            if isinstance(part, _Grid):
                width = self._width - part.left
                yield docx_table.word_table(part.table, self._ids, left=part.left, width=width)
                space = _BELOW_TABLE_OF_RULING if part.left else _BELOW_TABLE
                continue
            bullet = part.style in (_BULLET, _RULING_BULLET)
            spaced = part.style in (_HEADING, _CAPTION, _GREETING)
            if spaced or (bullet and space == _BELOW_BULLETS):
                space = 0
            yield paragraph(replace(part, before=space), self._ids)
            space = _BELOW_BULLETS if bullet else 0

    def _parts(self, sections: Sequence[Section]) -> Iterator[_Part]:
        for section in sections:
            if section.heading is not None:
                yield Line(_HEADING, (Run(section.heading),))
            parts = [
                part
                for stretch in arrangement.stretches(section.blocks)
                for part in self._stretch(stretch)
            ]
            if section.whole:
                parts = [*map(_kept, parts[:-1]), *parts[-1:]]
            yield from _closing(parts) if arrangement.is_closing(section, sections) else parts

    def _stretch(self, stretch: Sequence[Block | Ruling]) -> Iterator[_Part]:
        """Give a stretch of rulings or a stretch of blocks; it is never mixed."""
        yield from _flow([one for one in stretch if not isinstance(one, Ruling)], self._outside)
        list_id, expected = 0, None
        for ruling in stretch:
            if isinstance(ruling, Ruling):
                if ruling.number != expected:
                    list_id = self._start_list(ruling.number)
                expected = ruling.number + 1
                yield from _numbered(_flow(ruling.blocks, self._inside), list_id)

    def _start_list(self, first: int) -> int:
        """Enter a list whose numbers begin with `first`; give its id."""
        entry = self._numbering.add_num(self._pattern)
        entry.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(entry.numId)


def _twips(length: "Length | None") -> int:
    return length.twips if length else 0


def _numbered(parts: Iterable[_Part], list_id: int) -> Iterator[_Part]:
    """Let the first line of a ruling carry its number."""
    for index, part in enumerate(parts):
        if index == 0 and isinstance(part, Line):
            yield replace(part, style=_RULING, list_id=list_id, left=0)
        else:
            yield part


def _flow(blocks: Sequence[Block], look: _Look) -> Iterator[_Part]:
    """Give blocks as lines and grids; the first is a line. A paragraph stays with what it opens."""
    for block, below in zip_longest(blocks, blocks[1:]):
        match block:
            case Paragraph(runs):
                opens = isinstance(below, BulletList | Table)
                yield Line(look.text, runs, keep_next=opens)
            case BulletList(items):
                yield from (Line(look.bullet, item) for item in items)
            case Table(caption):
                yield Line(_CAPTION, (Run(caption),), left=look.left)
                yield _Grid(block, look.left)


def _kept(part: _Part) -> _Part:
    """Hold a line on the page of what follows; the rows of a table hold each other."""
    return replace(part, keep_next=True) if isinstance(part, Line) else part


def _closing(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Set the closing as one piece: a greeting with room to sign below it, then the rest."""
    parts = list(parts)
    for index, part in enumerate(parts):
        if isinstance(part, Line) and part.style == _TEXT:
            alone = len(parts) == 1
            style = _SIGNATURE if index or alone else _GREETING
            yield replace(part, style=style, keep_next=index < len(parts) - 1)
        else:
            yield part
