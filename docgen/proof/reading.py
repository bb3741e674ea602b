"""What a finished file says, as a sequence of units: the one form all formats are read into."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

HEADING = "ueberschrift"
PARAGRAPH = "absatz"
ITEM = "punkt"
ROW = "zeile"
CAPTION = "titel"

COUNTER = "…"
"""Stands for the number of a page, and for that of all pages."""

_DROPPED = "\u00ad\u200b\u2060\ufeff"
_HYPHENS = "\u2010\u2011"
# PDFium sets a space before a mark that a font places by itself; no text has one there.
_PARTED_MARKS = re.compile("\\s+(?=[\u0300-\u036f])")


class UnreadableFileError(Exception):
    """The bytes cannot be read as a letter; the message is a German sentence for the user."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of reading, its text folded (see `fold`).

    kind: `ueberschrift`, `absatz`, `punkt` (list item, or a paragraph of a numbered ruling),
    `zeile` (a table row, its cells joined by one space) or `titel` (of a table).
    page: counted from 1; None where the format has no pages (all but PDF).
    level: 1 to 9 for headings, else 0.
    """

    kind: str
    text: str
    page: int | None = None
    level: int = 0


class Box(NamedTuple):
    """Where a stretch of text stands, in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as paper: its height in points and where text stands on it, artefacts too."""

    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read.

    provenance: the embedded JSON text, None where there is none. sheets: empty where the format
    has no pages (all but PDF).
    What is no unit is no evidence either; it is read only so that a change is seen. footers: the
    foot of each kind of page in DOCX, `COUNTER` where pages are counted; in PDF, page by page,
    whatever belongs to no unit, its pages counted. aside: what else a reader sees, which no letter
    of ours has: headers of other pages, notes, comments, watermarks. All texts are folded.
    """

    format: str
    units: tuple[Unit, ...]
    provenance: str | None
    sheets: tuple[Sheet, ...] = ()
    footers: tuple[tuple[str, ...], ...] = ()
    aside: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Bring text into the one spelling in which page and expectation are compared.

    NFC; every stretch of white space (no-break spaces too) becomes one space; invisible break
    characters (soft hyphen, zero width space, word joiner) are dropped; the two Unicode hyphens
    become the plain one, because pages use them only against or for line breaks.
    """
    folded = unicodedata.normalize("NFC", _PARTED_MARKS.sub("", text))
    # Plain replacing: most texts have none of these signs, and that is seen at once.
    for sign in _DROPPED:
        folded = folded.replace(sign, "")
    for sign in _HYPHENS:
        folded = folded.replace(sign, "-")
    return " ".join(folded.split())


def squeeze(text: str) -> str:
    """Fold and drop all white space: what is left is the same wherever a line was broken."""
    return fold(text).replace(" ", "")
