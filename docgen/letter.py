"""The letter without a format: what `document` builds and every renderer draws.

Values are finished German text; nothing here is computed, and no format shines through.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. A line feed in `text` is a line break in one paragraph."""

    text: str
    bold: bool = False


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list; one line of thought per item."""

    items: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. `weight` shares out the width; `numeric` aligns right."""

    title: str
    weight: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; the first cell is its header. `total` rows are set off."""

    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row and a header cell in front of each row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block = Paragraph | BulletList | Table


@dataclass(frozen=True, slots=True)
class Ruling:
    """A numbered point (Verfügung, Nebenbestimmung): its number and what it says."""

    number: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter with one role; without a heading it is plain frame text.

    whole: whether it stays on one page where it fits on one.
    """

    role: str
    heading: str | None
    blocks: tuple[Block | Ruling, ...]
    whole: bool = False

    def units(self) -> Iterator[str]:
        """Yield the text of its units in the order they are read, the heading first."""
        if self.heading is not None:
            yield self.heading
        for block in self.blocks:
            for one in block.blocks if isinstance(block, Ruling) else (block,):
                yield from _units(one)


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture in a letterhead. No text of it counts as said.

    png: RGB without metadata. text: what it shows, for who does not see it. Its size is that on
    paper, in millimetres.
    """

    png: bytes
    text: str
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Everything above the subject, each a tuple of printed lines.

    authority: name first, then what else the letterhead shows. return_line: one line above the
    address. address: the window, at most six lines. information: label and value pairs. logo: in
    the upper right corner, beside the authority.
    """

    authority: tuple[str, ...]
    return_line: str
    address: tuple[str, ...]
    information: tuple[tuple[str, str], ...]
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, ready to be drawn.

    title: for the file's metadata, without personal data. subject: heading of the first level.
    reference: the line under it. salutation: as printed, with its comma. running_line: repeated
    on every page beside the page number. din_form: `A` or `B` (DIN 5008). date: the day of the
    letter, ISO 8601, the only date that may enter a file's metadata. author: the authority.
    provenance: the JSON text embedded in every file but plain text. draft: it must not be sent, and
    every page says so.
    """

    title: str
    author: str
    date: str
    din_form: str
    letterhead: Letterhead
    subject: str
    reference: str
    salutation: str
    sections: tuple[Section, ...]
    running_line: str
    provenance: str
    draft: bool = False

    def with_provenance(self, provenance: str) -> "Letter":
        """Give the same letter with its provenance written."""
        return replace(self, provenance=provenance)

    def head_order(self) -> Iterator[str]:
        """Yield the text of every unit above the subject."""
        yield from self.letterhead.authority
        yield self.letterhead.return_line
        yield "\n".join(self.letterhead.address)
        for label, value in self.letterhead.information:
            yield f"{label}: {value}"

    def footer(self) -> str:
        """Give what stands at the foot of every page, `…` in the place of what counts pages."""
        return f"{self.running_line} Seite … von …"

    def reading_order(self) -> Iterator[str]:
        """Yield the text of every unit from the subject on, in the order it is read.

        A unit is a heading, paragraph, list item, table caption or table row (cells joined by a
        space). Numbers and bullets of lists are not text.
        """
        yield self.subject
        yield self.reference
        yield self.salutation
        for section in self.sections:
            yield from section.units()


def _units(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield _text(runs)
        case BulletList(items):
            yield from map(_text, items)
        case Table():
            yield block.caption
            yield " ".join(column.title for column in block.columns)
            for row in block.rows:
                yield " ".join(row.cells)


def _text(runs: Inline) -> str:
    return "".join(run.text for run in runs)
