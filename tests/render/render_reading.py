"""What the tests read out of finished files, with other libraries than those that wrote them."""

import ctypes
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": WORD}
MILLIMETRES = 25.4 / 72


def w(tag: str) -> str:
    """Give the full name of a WordprocessingML tag."""
    return f"{{{WORD}}}{tag}"


@dataclass(frozen=True)
class Glyph:
    """A printed character: page from 1, millimetres from the upper left corner, its font."""

    character: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    font: str


def pdf_texts(content: bytes) -> list[str]:
    """Give the text of each page."""
    pages = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pages]


def pdf_words(content: bytes) -> str:
    """Give the text of all pages with every stretch of white space as one space."""
    return " ".join(" ".join(pdf_texts(content)).split())


def pdf_metadata(content: bytes) -> dict[str, str]:
    """Give the document information."""
    metadata: dict[str, str] = pypdfium2.PdfDocument(content).get_metadata_dict()
    return metadata


def pdf_attachments(content: bytes) -> dict[str, bytes]:
    """Give the embedded files by name."""
    document = pypdfium2.PdfDocument(content)
    found = [document.get_attachment(index) for index in range(document.count_attachments())]
    return {one.get_name(): bytes(one.get_data()) for one in found}


def pdf_glyphs(content: bytes) -> Iterator[Glyph]:
    """Give every printed character with its place."""
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        height = page.get_height()
        words = page.get_textpage()
        for index in range(words.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(words, index))
            if character.isspace() or pdfium.FPDFText_IsGenerated(words, index) == 1:
                continue
            left, bottom, right, top = (
                side * MILLIMETRES for side in words.get_charbox(index, loose=False)
            )
            upper = height * MILLIMETRES
            font = _font(words, index)
            yield Glyph(character, number, left, upper - top, right, upper - bottom, font)


def find(glyphs: list[Glyph], text: str) -> list[Glyph]:
    """Give the glyphs that print `text` for the first time."""
    wanted = "".join(text.split())
    place = "".join(glyph.character for glyph in glyphs).index(wanted)
    return glyphs[place : place + len(wanted)]


def pdf_outline(content: bytes) -> list[str]:
    """Give the tags of the PDF, indented, each with the text right below it."""
    lines = []
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        lines.append(f"--- {number}")
        texts = _texts_by_mark(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            lines += _tag_lines(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), texts, 0)
        pdfium.FPDF_StructTree_Close(tree)
    return lines


def _tag_lines(element: Any, texts: dict[int, str], depth: int) -> Iterator[str]:  # noqa: ANN401
    kind = _wide(pdfium.FPDF_StructElement_GetType, element)
    marks = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
    own = [
        texts.get(pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index), "")
        for index in range(marks)
    ]
    parts = (kind, _scope(element), "".join(own).strip())
    yield "  " * depth + " ".join(filter(None, parts))
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _tag_lines(child, texts, depth + 1)


def _scope(element: Any) -> str:  # noqa: ANN401
    for index in range(max(pdfium.FPDF_StructElement_GetAttributeCount(element), 0)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
        if value := pdfium.FPDF_StructElement_Attr_GetValue(attribute, b"Scope"):
            return _wide(_name, value)
    return ""


def _name(value: Any, buffer: Any, size: int) -> int:  # noqa: ANN401
    length = ctypes.c_ulong()
    pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, size, ctypes.byref(length))
    return length.value


def pdf_untagged_text(content: bytes) -> str:
    """Give the text of all pages that is no content but decoration."""
    return "".join(
        _text(one, page.get_textpage())
        for page in pypdfium2.PdfDocument(content)
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
        if pdfium.FPDFPageObj_GetMarkedContentID(one.raw) < 0
    )


def _texts_by_mark(page: pypdfium2.PdfPage) -> dict[int, str]:
    words = page.get_textpage()
    texts: dict[int, str] = {}
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
        if mark >= 0:
            texts[mark] = texts.get(mark, "") + _text(one, words)
    return texts


def _text(one: pypdfium2.PdfObject, words: pypdfium2.PdfTextPage) -> str:
    def read(raw: Any, buffer: Any, size: int) -> int:  # noqa: ANN401
        wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        return int(pdfium.FPDFTextObj_GetText(raw, words.raw, wide, size))

    return _wide(read, one.raw)


def _wide(read: Callable[..., int], element: Any) -> str:  # noqa: ANN401
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    read(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _font(words: Any, index: int) -> str:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(words, index, buffer, 200, ctypes.byref(ctypes.c_int()))
    return buffer.value.decode()


def docx_part(content: bytes, name: str) -> _Element:
    """Give the root of one part of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def docx_part_names(content: bytes) -> list[str]:
    """Give the names of the parts in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def nodes(root: _Element, path: str) -> list[_Element]:
    """Give the elements at an XPath with the prefix `w`."""
    return cast("list[_Element]", root.xpath(path, namespaces=NAMES))


def values(root: _Element, path: str) -> list[str]:
    """Give the attributes or texts at an XPath with the prefix `w`."""
    return [str(value) for value in cast("list[object]", root.xpath(path, namespaces=NAMES))]


def docx_text(paragraph: _Element) -> str:
    """Give the text of a paragraph; line breaks are line feeds, where a column begins is none."""
    signs = {w("br"): "\n", w("tab"): "\t"}
    return "".join(
        signs.get(str(node.tag), node.text or "")
        for node in paragraph.iter(w("t"), *signs)
        if node.get(w("type")) != "column"
    )


def docx_style(paragraph: _Element) -> str:
    """Give the id of the style of a paragraph."""
    [style] = paragraph.iterfind("w:pPr/w:pStyle", NAMES)
    return str(style.attrib[w("val")])


def docx_paragraphs(content: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """Give style and text of each paragraph of a part, those in tables included."""
    root = docx_part(content, name)
    return [(docx_style(one), docx_text(one)) for one in root.iter(w("p"))]


def docx_words(content: bytes) -> str:
    """Give the text of body, headers and footers, one paragraph a line."""
    parts = [
        part
        for part in docx_part_names(content)
        if part.startswith(("word/document", "word/header", "word/footer")) and ".rels" not in part
    ]
    return "\n".join(text for part in parts for _, text in docx_paragraphs(content, part))
