"""Word files held against their schema, as far as a library can, and a little further.

`openxml-audit` knows the elements, their order and the values of attributes of ISO/IEC 29500
(transitional), with what later versions of Word added, from the data of Microsoft's own validator.
Like Word it skips what a file calls ignorable and takes of alternatives what it knows. What it
does not look at is looked at here, by rules of their own.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from posixpath import join, normpath
from tempfile import TemporaryDirectory
from typing import Final

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from openxml_audit.codegen.schema_loader import get_registry

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXTS: Final = frozenset(f"{_W}{name}" for name in ("t", "instrText", "delText"))
_REFERENCES: Final = (f"{_W}headerReference", f"{_W}footerReference")


def problems(letter: bytes) -> list[str]:
    """Say what is wrong with a Word file, the part first; nothing where it is sound."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "letter.docx"
        file.write_bytes(letter)
        # Not strict: a theme is no more required of a file than colours are of a letter.
        validator = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0, strict=False)
        found = [f"{one.part_uri}: {one.description}" for one in validator.validate(file).errors]
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        names = archive.namelist()
        try:
            parts = {
                name: etree.fromstring(archive.read(name))
                for name in names
                if name.endswith((".xml", ".rels"))
            }
        except etree.XMLSyntaxError as error:
            return [*found, str(error)]
    for name, root in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += (f"/{name}: {one}" for one in _beyond_the_library(root))
    return [*found, *_unreached(names, parts)]


def _beyond_the_library(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from _strange_attributes(element)
        yield from _stray_text(element)
        yield from _unknown_prefixes(element)
        yield from _doubled_references(element)
    ids = Counter(one.get("id") for one in root.iter(_DRAWING))
    yield from (f"id {one} of drawings is there twice" for one, count in ids.items() if count > 1)


def _strange_attributes(element: etree._Element) -> Iterator[str]:
    """An attribute that no element of this name has; the library asks only where it is sure."""
    known = _attributes(str(element.tag))
    for name in element.attrib:
        foreign = str(name).startswith(("{http://www.w3.org/XML", _MC))
        if known and not foreign and name not in known:
            yield f"{etree.QName(element).localname} has no attribute {name!r}"


@cache
def _attributes(tag: str) -> frozenset[str]:
    registry = get_registry()
    found = [
        attribute.qname
        for kind in registry.get_element_type_candidates(tag)
        for attribute in kind.attributes
    ]
    split = (name.rpartition(":") for name in found)
    return frozenset(
        f"{{{registry.get_namespace(prefix)}}}{name}" if prefix else name
        for prefix, _, name in split
    )


def _stray_text(element: etree._Element) -> Iterator[str]:
    """Text between elements, which Word refuses to read."""
    if str(element.tag).startswith(_W):
        own = "" if element.tag in _TEXTS else element.text
        if ((own or "") + (element.tail or "")).strip():
            yield f"text beside {etree.QName(element).localname}"


def _unknown_prefixes(element: etree._Element) -> Iterator[str]:
    """A prefix that is to be ignored or understood and stands for nothing."""
    said = f"{element.get(f'{_MC}Ignorable', '')} "
    said += element.get("Requires", "") if element.tag == f"{_MC}Choice" else ""
    for prefix in said.split():
        if prefix not in element.nsmap:
            yield f"prefix {prefix} is not declared"


def _doubled_references(element: etree._Element) -> Iterator[str]:
    """Two headers or footers of a section for the same pages."""
    kinds = Counter((one.tag, one.get(f"{_W}type")) for one in element if one.tag in _REFERENCES)
    if any(count > 1 for count in kinds.values()):
        yield "two headers or footers for the same pages"


def _unreached(names: list[str], parts: Mapping[str, etree._Element]) -> Iterator[str]:
    """A part that nothing leads to."""
    reached = {"[Content_Types].xml"} | {name for name in names if name.endswith(".rels")}
    for name, root in parts.items():
        folder = join(name.rpartition("_rels/")[0], "")
        inner = (one for one in root.iter(_RELATIONSHIP) if one.get("TargetMode") != "External")
        for link in inner:
            reached.add(normpath(join("/", folder, link.get("Target", ""))).lstrip("/"))
    yield from (f"/{name}: nothing leads to it" for name in names if name not in reached)
