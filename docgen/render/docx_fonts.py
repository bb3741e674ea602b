"""The fonts of the layouts as parts of a Word file.

A machine that lacks a font takes another, breaks the lines elsewhere, and needs more pages.
"""

import hashlib
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from docgen.render.docx_xml import element
from docgen.render.fonts import Font

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

OBFUSCATED: Final = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
"""What a font in a Word file is (ISO/IEC 29500-1, 17.8.1)."""

_KINDS: Final = {
    (False, False): "embedRegular",
    (True, False): "embedBold",
    (False, True): "embedItalic",
    (True, True): "embedBoldItalic",
}
"""What a font table calls a font by bold and italic, in the order the schema wants."""
_HIDDEN: Final = 32
"""So many bytes at the beginning of a font are made unreadable."""


def embed(document: "Document", fonts: tuple[Font, ...]) -> None:
    """Put fonts into a document and its table of fonts, instead of any it has."""
    main, package = document.part, document.part.package
    root: Any = OxmlElement("w:fonts")
    for link, old in list(main.rels.items()):
        if old.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            root = parse_xml(old.target_part.blob)
            main.drop_rel(link)
    for entry in root:
        for kind in _KINDS.values():
            for place in entry.findall(qn(f"w:{kind}")):
                entry.remove(place)
    table = XmlPart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, root, package)
    main.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    for number, font in enumerate(_in_order(fonts), start=1):
        key = uuid.UUID(bytes=hashlib.sha256(font.file).digest()[:16])
        name = PackURI(f"/word/fonts/font{number}.odttf")
        part = Part(name, OBFUSCATED, _obfuscated(font.file, key), package)
        place = element(_KINDS[font.bold, font.italic], fontKey=f"{{{str(key).upper()}}}")
        place.set(qn("r:id"), table.relate_to(part, RELATIONSHIP_TYPE.FONT))
        _entry(root, font.family).append(place)


def _entry(root: "_Element", family: str) -> "_Element":
    """Give the entry of a family in a table of fonts, a new one if need be."""
    for entry in root.iter(qn("w:font")):
        if entry.get(qn("w:name")) == family:
            return entry
    entry = element("font", name=family)
    root.append(entry)
    return entry


def _in_order(fonts: tuple[Font, ...]) -> Iterator[Font]:
    for looks in _KINDS:
        yield from (font for font in fonts if (font.bold, font.italic) == looks)


def _obfuscated(file: bytes, key: uuid.UUID) -> bytes:
    """Change the first bytes as Word wants it: by the key, read from its end."""
    mask = key.bytes[::-1] * (_HIDDEN // len(key.bytes))
    return bytes(a ^ b for a, b in zip(file, mask, strict=False)) + file[_HIDDEN:]
