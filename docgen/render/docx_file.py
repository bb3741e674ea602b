"""A finished Word document into bytes: its properties, its provenance, its fixed ZIP."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from lxml import etree

from docgen.letter import Letter
from docgen.render.docx_fonts import OBFUSCATED
from docgen.zipped import add_files

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.package import OpcPackage

_PROVENANCE = "urn:docgen:herkunft"
_LANGUAGE = "de-DE"
_ITEM_ID = "{5B2F6D0E-3C7A-5E41-9A86-D0C6E4E4A201}"
"""Names our part among the custom parts of a document; any fixed GUID will do."""

_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_BY_ENDING: Final = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
"""What a part is whose name ends so, unless it is told of it by name."""


def finish(document: "Document", letter: Letter) -> bytes:
    """Give the bytes of a document, the same in every process."""
    _describe(document, letter)
    _embed(document, letter.provenance)
    return _packed(document.part.package)


def _describe(document: "Document", letter: Letter) -> None:
    midnight = datetime.fromisoformat(letter.date).replace(tzinfo=UTC)
    properties = document.core_properties
    properties.title = letter.title
    properties.author = letter.author
    properties.last_modified_by = letter.author
    properties.language = _LANGUAGE
    properties.created = midnight
    properties.modified = midnight
    properties.revision = 1


def _embed(document: "Document", provenance: str) -> None:
    """Put the provenance into a custom XML part with properties, so that Word keeps it."""
    package = document.part.package
    root = etree.fromstring(f'<herkunft xmlns="{_PROVENANCE}"/>')
    root.text = provenance
    item = Part(PackURI("/customXml/item1.xml"), "application/xml", _xml(root), package)

    names = {"ds": _CUSTOM_XML}
    root = etree.Element(f"{{{_CUSTOM_XML}}}datastoreItem", nsmap=names)
    root.set(f"{{{_CUSTOM_XML}}}itemID", _ITEM_ID)
    references = etree.SubElement(root, f"{{{_CUSTOM_XML}}}schemaRefs")
    etree.SubElement(references, f"{{{_CUSTOM_XML}}}schemaRef").set(
        f"{{{_CUSTOM_XML}}}uri", _PROVENANCE
    )
    about = Part(PackURI("/customXml/itemProps1.xml"), _ITEM_PROPERTIES, _xml(root), package)

    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(root: "etree._Element") -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(package: "OpcPackage") -> bytes:
    """Write a ZIP that knows neither when nor on which system it was written.

    python-docx could only write one with the time in it, which would have to be written again.
    """
    parts = package.parts
    fonts = ((part.partname, part.blob) for part in parts if part.content_type == OBFUSCATED)
    packed = BytesIO()
    packed.write(_begun((CONTENT_TYPES_URI, _content_types(parts)), *fonts))
    with ZipFile(packed, "a") as archive:
        _add(archive, _files(package, parts))
    return packed.getvalue()


@lru_cache(maxsize=4)
def _begun(*files: tuple[PackURI, bytes]) -> bytes:
    """Begin the ZIP with what is alike in all letters: packing the fonts takes as long as a letter.

    The types of the parts come first, because programs know a Word file by that.
    """
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        _add(archive, files)
    return packed.getvalue()


def _add(archive: ZipFile, parts: Iterable[tuple[PackURI, bytes]]) -> None:
    add_files(archive, ((name.membername, content) for name, content in parts))


def _files(package: "OpcPackage", parts: list[Part]) -> Iterator[tuple[PackURI, bytes]]:
    """Yield all parts but fonts by name, each followed by its links."""
    yield PACKAGE_URI.rels_uri, package.rels.xml
    for part in parts:
        if part.content_type != OBFUSCATED:
            yield part.partname, part.blob
        if part.rels:
            yield part.partname.rels_uri, part.rels.xml


def _content_types(parts: list[Part]) -> bytes:
    root = etree.fromstring(f'<Types xmlns="{_TYPES}"/>')
    for ending, kind in _BY_ENDING.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=kind)
    for part in sorted(parts, key=lambda part: part.partname):
        name, kind = part.partname, part.content_type
        if _BY_ENDING.get(name.ext) != kind:
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return _xml(root)
