"""DOCX bytes into a Reading: the body in order, the headers of the first section before it.

What a reader does not see is not read: deleted or moved-away text of tracked changes, hidden,
struck or white text, field instructions, the fallback of a drawing. Inserted text of tracked
changes counts.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

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

PROVENANCE_ROOT = "{urn:docgen:herkunft}herkunft"

_MAX_PARTS = 2000
_MAX_PART_BYTES = 32 * 2**20
_MAX_BYTES = 64 * 2**20
_MAX_STYLE_DEPTH = 16

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = "/officeDocument"

_UNSEEN = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")}
)
_GLYPHS = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": " ",
    f"{_W}cr": " ",
    f"{_W}noBreakHyphen": "-",
}
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9

_BROKEN = "Die Datei lässt sich nicht als DOCX lesen. Sie ist beschädigt oder keine DOCX-Datei."
_TOO_BIG = "Die DOCX-Datei ist entpackt zu groß, um geprüft zu werden."


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph or character style says about the text in it."""

    level: int = 0
    numbered: bool = False
    hidden: bool = False
    caption: bool = False


_PLAIN = _Style()
_WHITE = "FFFFFF"


def read_docx(data: bytes) -> Reading:
    """Read a DOCX.

    Errors: UnreadableFileError for a file that is broken, protected, too big when unpacked, or
    declares a document type.
    """
    package = _Package(data)
    main = package.main_part()
    links = package.links(main)
    body = package.xml(main).find(f"{_W}body")
    if body is None:
        raise UnreadableFileError(_BROKEN)
    styles_part = next((path for kind, path in links.values() if kind.endswith("/styles")), None)
    styles = _Styles(package.xml(styles_part) if styles_part else None)
    units = [*_headers(package, body, links, styles), *_Body(styles).blocks(body)]
    return Reading("docx", tuple(unit for unit in units if unit.text), package.provenance())


# --- the package ---------------------------------------------------------------------------------


class _Package:
    """The parts of the ZIP, unpacked once each and within limits."""

    def __init__(self, data: bytes) -> None:
        if len(data) > _MAX_BYTES:
            raise UnreadableFileError(_TOO_BIG)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = self._zip.namelist()
        except _ZIP_ERRORS as error:
            raise UnreadableFileError(_BROKEN) from error
        if len(self._names) > _MAX_PARTS:
            raise UnreadableFileError(_TOO_BIG)
        if len(set(self._names)) != len(self._names):
            raise UnreadableFileError(_BROKEN)
        self._left = _MAX_BYTES

    def xml(self, name: str) -> etree._Element:
        """Parse one part; what is named must be there."""
        # A parser of its own for each part: lxml parsers are not to be shared between threads.
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._bytes(name), parser)
        except (etree.LxmlError, ValueError) as error:
            raise UnreadableFileError(_BROKEN) from error
        if root is None:
            raise UnreadableFileError(_BROKEN)
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # wrong in the stubs
            raise UnreadableFileError(
                "Die DOCX-Datei enthält eine Dokumenttyp-Angabe (DTD). Solche Dateien werden aus "
                "Sicherheitsgründen nicht gelesen."
            )
        return root

    def _bytes(self, name: str) -> bytes:
        try:
            info = self._zip.getinfo(name)
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise UnreadableFileError(_BROKEN)
            limit = min(_MAX_PART_BYTES, self._left)
            with self._zip.open(info) as part:
                content = part.read(limit + 1)
        except _ZIP_ERRORS as error:
            raise UnreadableFileError(_BROKEN) from error
        if len(content) > limit:
            raise UnreadableFileError(_TOO_BIG)
        self._left -= len(content)
        return content

    def links(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Map the relationship ids of a part (`` for the package) to kind and inner target."""
        folder, name = dirname(part), part.rpartition("/")[2]
        source = join(folder, "_rels", f"{name}.rels")
        if source not in self._names:
            return {}
        return {
            one.get("Id", ""): (one.get("Type", ""), _inner(folder, one.get("Target", "")))
            for one in self.xml(source).iter(_RELATIONSHIP)
            if one.get("TargetMode") != "External"
        }

    def main_part(self) -> str:
        mains = [path for kind, path in self.links("").values() if kind.endswith(_OFFICE_DOCUMENT)]
        if len(mains) != 1:
            raise UnreadableFileError(_BROKEN)
        return mains[0]

    def provenance(self) -> str | None:
        """Get the provenance; two of them are as good as none."""
        items = [name for name in self._names if re.fullmatch(r"customXml/item[0-9]+\.xml", name)]
        roots = [root for name in items if (root := self.xml(name)).tag == PROVENANCE_ROOT]
        return "".join(map(str, roots[0].itertext())) if len(roots) == 1 else None


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,  # the part is not there
    ValueError,
    OverflowError,
    RuntimeError,  # a password is needed, or (NotImplementedError) an unknown method
)


def _inner(folder: str, target: str) -> str:
    return normpath(join("/", folder, target)).lstrip("/")


# --- styles --------------------------------------------------------------------------------------


class _Styles:
    """Style id to what it says, inheritance resolved."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{_W}style")
        self._elements = {one.get(f"{_W}styleId", ""): one for one in found}
        self._resolved: dict[str, _Style] = {}
        self._default = next(
            (
                one.get(f"{_W}styleId", "")
                for one in found
                if one.get(f"{_W}type") == "paragraph"
                and one.get(f"{_W}default", "0").lower() not in _OFF
            ),
            "",
        )

    def paragraph(self, properties: etree._Element | None) -> _Style:
        """Resolve the style of a paragraph together with its own properties."""
        style = self._named(_value(properties, "pStyle") or self._default)
        return _Style(
            _outline(properties, style.level),
            _numbered(properties, inherited=style.numbered),
            style.hidden,
            style.caption,
        )

    def is_hidden(self, run_properties: etree._Element | None, paragraph: _Style) -> bool:
        """Tell whether a run is hidden, directly or by style."""
        name = _value(run_properties, "rStyle")
        by_style = paragraph.hidden or (name is not None and self._named(name).hidden)
        return _hidden(run_properties, inherited=by_style)

    def _named(self, name: str, depth: int = 0) -> _Style:
        element = self._elements.get(name)
        if element is None or depth > _MAX_STYLE_DEPTH:
            return _PLAIN
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name, element, depth)
        return self._resolved[name]

    def _resolve(self, name: str, element: etree._Element, depth: int) -> _Style:
        parent = self._named(_value(element, "basedOn") or "", depth + 1)
        properties = element.find(f"{_W}pPr")
        printed = _value(element, "name") or ""
        heading = _HEADING_NAME.fullmatch(printed)
        if heading:
            level = int(heading[1])
        elif name == "Title" or printed.lower() == "title":
            level = 1
        else:
            level = parent.level
        return _Style(
            _outline(properties, level),
            _numbered(properties, inherited=parent.numbered),
            _hidden(element.find(f"{_W}rPr"), inherited=parent.hidden),
            parent.caption or printed.lower() == "caption",
        )


def _value(element: etree._Element | None, name: str) -> str | None:
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val", "")


def _outline(properties: etree._Element | None, inherited: int) -> int:
    level = _value(properties, "outlineLvl")
    if level is None or not re.fullmatch("[0-9]", level):
        return inherited
    return 0 if int(level) == _BODY_LEVEL else int(level) + 1


def _numbered(properties: etree._Element | None, *, inherited: bool) -> bool:
    numbering = None if properties is None else properties.find(f"{_W}numPr")
    number = _value(numbering, "numId")
    return inherited if number is None else number != "0"


def _hidden(run_properties: etree._Element | None, *, inherited: bool) -> bool:
    """Tell whether nobody reads a run: hidden, struck through, or white."""
    said = [_value(run_properties, name) for name in ("vanish", "strike", "dstrike")]
    stated = [one.lower() not in _OFF for one in said if one is not None]
    if any(stated) or (_value(run_properties, "color") or "").upper() == _WHITE:
        return True
    return inherited and not stated


# --- text ----------------------------------------------------------------------------------------


def _headers(
    package: _Package,
    body: etree._Element,
    links: Mapping[str, tuple[str, str]],
    styles: _Styles,
) -> Iterator[Unit]:
    """Read the headers of the first section, first page before default, as paragraphs."""
    section = next(body.iter(f"{_W}sectPr"), None)
    if section is None:
        return
    references = {
        one.get(f"{_W}type", "default"): one.get(f"{_R}id", "")
        for one in section.findall(f"{_W}headerReference")
    }
    has_first = section.find(f"{_W}titlePg") is not None
    title_page = (_value(section, "titlePg") or "1") if has_first else "0"
    shown = ["default"] if title_page.lower() in _OFF else ["first", "default"]
    reader = _Body(styles)
    for kind in shown:
        _, part = links.get(references.get(kind, ""), ("", ""))
        if part:
            yield from reader.paragraphs(package.xml(part))


class _Body:
    """Block elements into units."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles

    def blocks(self, container: etree._Element) -> Iterator[Unit]:
        """Yield the units of a container in order."""
        for element in _visible(container):
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._rows(element)
            else:
                yield from self.blocks(element)

    def paragraphs(self, container: etree._Element) -> Iterator[Unit]:
        """Yield every paragraph below a container as a plain one, those of tables too."""
        for element in _visible(container):
            if element.tag == f"{_W}p":
                yield from (Unit(PARAGRAPH, unit.text) for unit in self._paragraph(element))
            else:
                yield from self.paragraphs(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Unit]:
        """Yield the text boxes anchored in a paragraph, then the paragraph itself."""
        style = self._styles.paragraph(element.find(f"{_W}pPr"))
        text, boxes = self._text(element, style)
        for box in boxes:
            yield from self.blocks(box)
        if style.level:
            yield Unit(HEADING, fold(text), level=style.level)
        elif style.numbered:
            yield Unit(ITEM, fold(text))
        else:
            yield Unit(CAPTION if style.caption else PARAGRAPH, fold(text))

    def _rows(self, table: etree._Element) -> Iterator[Unit]:
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue  # a row of a table inside a cell is text of that cell
            if row.find(f"{_W}trPr/{_W}del") is None:
                texts = (unit.text for cell in _cells(row) for unit in self.paragraphs(cell))
                yield Unit(ROW, fold(" ".join(texts)))

    def _text(self, element: etree._Element, style: _Style) -> tuple[str, list[etree._Element]]:
        parts: list[str] = []
        boxes: list[etree._Element] = []
        for child in _visible(element):
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag == f"{_W}txbxContent":
                boxes.append(child)
            elif child.tag in _GLYPHS:
                parts.append(_GLYPHS[str(child.tag)])
            elif child.tag != f"{_W}r" or not self._styles.is_hidden(child.find(f"{_W}rPr"), style):
                text, inner = self._text(child, style)
                parts.append(text)
                boxes += inner
        return "".join(parts), boxes


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in _visible(row):
        if child.tag == f"{_W}tc":
            yield child
        else:
            yield from _cells(child)


def _visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children a reader sees; of alternative contents the first."""
    for child in element:
        if child.tag == f"{_MC}AlternateContent":
            choice = child.find(f"{_MC}Choice")
            yield from _visible(choice if choice is not None else child)
        elif child.tag not in _UNSEEN:
            yield child
