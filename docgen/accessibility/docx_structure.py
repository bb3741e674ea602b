"""DOCX bytes into what the rules look at: paragraphs with what their styles say, and tables."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath

from lxml import etree

from docgen.accessibility.told import excerpt
from docgen.wordml import (
    BODY_LEVEL,
    MAX_STYLE_DEPTH,
    MC,
    W,
    declares_type,
    is_on,
    parse_part,
    styles_by_id,
    value,
)

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAX_PARTS = 2000
_MAX_BYTES = 64 * 2**20
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_UNSEEN = frozenset(f"{W}{one}" for one in ("del", "moveFrom", "instrText", "delText"))
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    RuntimeError,
)


class BrokenDocxError(Exception):
    """The bytes are no DOCX that can be read, or too large a one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a reader meets it.

    level: of its heading, 0 for text. listed: whether Word numbers it or sets its bullet.
    place: German, where it stands. framed: whether it is placed on the page by itself.
    """

    element: etree._Element
    place: str
    text: str
    level: int
    listed: bool
    framed: bool
    in_table: bool
    in_body: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body, counted from 1 in the order of the text."""

    element: etree._Element
    place: str


@dataclass
class DocxFile:
    """The parts of a DOCX that are looked at; core and styles may be missing."""

    body: etree._Element
    around: tuple[tuple[str, etree._Element], ...]
    styles: "Styles"
    core: etree._Element | None

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the body, then those of headers and footers."""
        parts = (("", self.body), *self.around)
        return tuple(one for where, root in parts for one in self._paragraphs(where, root))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of the body."""
        found = (one for one in seen(self.body) if one.tag == f"{W}tbl")
        return tuple(Table(one, f"Tabelle {number}") for number, one in enumerate(found, start=1))

    @property
    def roots(self) -> tuple[tuple[str, etree._Element], ...]:
        """Body, headers and footers with their German names."""
        return (("Text", self.body), *self.around)

    def _paragraphs(self, where: str, root: etree._Element) -> Iterator[Paragraph]:
        found = (one for one in seen(root) if one.tag == f"{W}p")
        for number, element in enumerate(found, start=1):
            words = text_of(element)
            shown = f" {excerpt(words)}" if words.strip() else ""
            properties = element.find(f"{W}pPr")
            style = value(properties, "pStyle")
            yield Paragraph(
                element,
                f"{where + ', ' if where else ''}Absatz {number}{shown}",
                words,
                self.styles.level(properties, style),
                self.styles.listed(properties, style),
                self.styles.has(properties, style, "framePr"),
                in_table=next(element.iterancestors(f"{W}tc"), None) is not None,
                in_body=not where,
            )


class Styles:
    """What paragraph styles say, inheritance followed."""

    def __init__(self, root: etree._Element | None) -> None:
        """Note the styles; None where the package has none."""
        self.root = root
        self._elements, self._default = styles_by_id(root)

    def level(self, properties: etree._Element | None, style: str | None) -> int:
        """Give the level of a heading; 0 for text."""
        for holder, one in self._chain(properties, style):
            stated = value(holder, "outlineLvl")
            if stated is not None and stated.isdigit():
                return 0 if int(stated) == BODY_LEVEL else int(stated) + 1
            printed = value(one, "name") or ""
            if heading := _HEADING_NAME.fullmatch(printed):
                return int(heading[1])
            if printed.lower() == "title":
                return 1
        return 0

    def listed(self, properties: etree._Element | None, style: str | None) -> bool:
        """Tell whether Word itself numbers the paragraph or sets its bullet."""
        for holder, _ in self._chain(properties, style):
            numbering = None if holder is None else holder.find(f"{W}numPr")
            if (number := value(numbering, "numId")) is not None:
                return number != "0"
        return False

    def has(self, properties: etree._Element | None, style: str | None, name: str) -> bool:
        """Tell whether the paragraph or a style of it has a property."""
        chain = self._chain(properties, style)
        return any(
            holder is not None and holder.find(f"{W}{name}") is not None for holder, _ in chain
        )

    def is_bold(self, style: str) -> bool:
        """Tell whether a character style is bold."""
        return any(
            one is not None and is_on(one.find(f"{W}rPr"), "b")
            for _, one in self._chain(None, style)
            if style
        )

    def _chain(
        self, properties: etree._Element | None, style: str | None
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Yield properties and style, first those of the paragraph, then those it inherits."""
        yield properties, None
        name = style or self._default
        for _ in range(MAX_STYLE_DEPTH):
            element = self._elements.get(name)
            if element is None:
                return
            yield element.find(f"{W}pPr"), element
            name = value(element, "basedOn") or ""


def read_docx(data: bytes) -> DocxFile:
    """Read a DOCX.

    Errors: BrokenDocxError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except (*_ZIP_ERRORS, etree.LxmlError, RecursionError) as error:
        raise BrokenDocxError from error


def _read(archive: zipfile.ZipFile) -> DocxFile:
    entries = archive.infolist()
    if len(entries) > _MAX_PARTS or sum(one.file_size for one in entries) > _MAX_BYTES:
        raise BrokenDocxError
    of_package = _links(archive, "")
    main = _first(of_package, "/officeDocument")
    links = _links(archive, main)
    body = _xml(archive, main).find(f"{W}body")
    if body is None:
        raise BrokenDocxError
    core, styles = _first(of_package, "/core-properties"), _first(links, "/styles")
    around = [
        (f"{title} {number}", _xml(archive, path))
        for kind, title in (("/header", "Kopfzeile"), ("/footer", "Fußzeile"))
        for number, path in enumerate(
            sorted(path for ending, path in links if ending.endswith(kind)), start=1
        )
    ]
    return DocxFile(
        body,
        tuple(around),
        Styles(_xml(archive, styles) if styles else None),
        _xml(archive, core) if core else None,
    )


def _links(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str]]:
    """Give kind and target of the inner relationships of a part (`` for the package)."""
    folder, name = dirname(part), part.rpartition("/")[2]
    source = join(folder, "_rels", f"{name}.rels")
    if source not in archive.namelist():
        return []
    return [
        (one.get("Type", ""), normpath(join("/", folder, one.get("Target", ""))).lstrip("/"))
        for one in _xml(archive, source).iter(_RELATIONSHIP)
        if one.get("TargetMode") != "External"
    ]


def _first(links: list[tuple[str, str]], ending: str) -> str:
    return next((path for kind, path in links if kind.endswith(ending)), "")


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    root = parse_part(archive.read(name))
    if root is None or declares_type(root):
        raise BrokenDocxError
    return root


def seen(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what is below an element and read, in order; of alternative contents the first."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from seen(choice if choice is not None else child)
        elif child.tag not in _UNSEEN:
            yield child
            yield from seen(child)


def text_of(element: etree._Element) -> str:
    """Give the text of a paragraph without that of text boxes in it; tabs and breaks as such."""
    signs = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
    parts = []
    for one in seen(element):
        if next((up for up in one.iterancestors(f"{W}p")), None) is not element:
            continue
        if one.tag == f"{W}t":
            parts.append(one.text or "")
        elif one.tag in signs and next(one.iterancestors(f"{W}pPr"), None) is None:
            parts.append(signs[str(one.tag)])
    return "".join(parts)
