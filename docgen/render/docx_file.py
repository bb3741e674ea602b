"""A finished Word document into bytes: its properties, its provenance, its fixed ZIP."""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from docgen.letter import Letter

if TYPE_CHECKING:
    from docx.document import Document

_PROVENANCE = "urn:docgen:herkunft"
_LANGUAGE = "de-DE"
_ITEM_ID = "{5B2F6D0E-3C7A-5E41-9A86-D0C6E4E4A201}"
"""Names our part among the custom parts of a document; any fixed GUID will do."""

_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ZIP_LEVEL = 6


def finish(document: "Document", letter: Letter) -> bytes:
    """Give the bytes of a document, the same in every process."""
    _describe(document, letter)
    _embed(document, letter.provenance)
    saved = BytesIO()
    document.save(saved)
    return _fixed_zip(saved)


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


def _fixed_zip(saved: BytesIO) -> bytes:
    """Write a ZIP again in its order, without the time and the system it was written on."""
    fixed = BytesIO()
    with ZipFile(saved) as old, ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 0
            new.writestr(entry, old.read(name), ZIP_DEFLATED, _ZIP_LEVEL)
    return fixed.getvalue()
