"""The tags of a finished PDF as an outline that a person reads in a review.

One line is one element: its type, what it says of itself, the pages it goes over where these are
several, and the beginning of its text. Spans that say nothing are left out, because the engine
makes one of each line; their text is that of the element around them.
"""

import ctypes
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_LENGTH: Final = 50
_SAID: Final = ("Lang", "Alt", "ActualText", "E")
_ATTRIBUTES: Final = ("Scope", "Headers", "ColSpan", "RowSpan", "ListNumbering")

Mark = tuple[int, int]
"""A marked content: its page, from 1, and its number there."""


def tag_outline(pdf: bytes) -> str:
    """Give the outline of a tagged PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        reader = _Outline(document.Root.StructTreeRoot, pages, _texts(pdf))
        return "\n".join(reader.lines())


class _Outline:
    def __init__(self, root: Any, pages: Mapping[Any, int], texts: Mapping[Mark, str]) -> None:  # noqa: ANN401  # pikepdf has no types
        self._root, self._pages, self._texts = root, pages, texts
        self._named = {str(one.ID): one for one in self._below(root) if "/ID" in one}

    def lines(self) -> Iterator[str]:
        for element in _elements(self._root):
            yield from self._lines(element, "")

    def _lines(self, element: Any, indent: str) -> Iterator[str]:  # noqa: ANN401
        kind = str(element.S).removeprefix("/")
        inside = [one for one in self._inside(element) if isinstance(one, pikepdf.Dictionary)]
        parts = (kind, *self._said(element), self._over_pages(element), self._text(element))
        yield indent + " ".join(filter(None, parts))
        for one in inside:
            yield from self._lines(one, indent + "  ")

    def _inside(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        """Yield what is right inside an element, plain spans opened: elements and marks."""
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                yield self._pages[element.Pg.objgen], int(kid)
            elif "/S" not in kid:
                yield self._pages[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID)
            elif kid.S == "/Span" and not any(self._said(kid)):
                yield from self._inside(kid)
            else:
                yield kid

    def _below(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        for kid in _elements(element):
            yield kid
            yield from self._below(kid)

    def _said(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        for name in _SAID:
            if f"/{name}" in element:
                yield f'{name}="{element[f"/{name}"]}"'
        found = element.get("/A", [])
        for attributes in found if isinstance(found, pikepdf.Array) else [found]:
            for name in _ATTRIBUTES:
                if f"/{name}" in attributes:
                    yield f"{name}={self._value(attributes[f'/{name}'])}"

    def _value(self, value: Any) -> str:  # noqa: ANN401
        """Give a name or number, or in the place of ids the texts of the cells they name."""
        if not isinstance(value, pikepdf.Array):
            return str(value).removeprefix("/")
        return "[" + " | ".join(self._text(self._named[str(one)], 20) for one in value) + "]"

    def _text(self, element: Any, length: int = _LENGTH) -> str:  # noqa: ANN401
        marks = (one for one in self._inside(element) if isinstance(one, tuple))
        text = " ".join(" ".join(self._texts.get(mark, "") for mark in marks).split())
        text = re.sub(" (?=[.,;:)])", "", text)  # a bold word ended there
        return text if len(text) <= length else text[: length - 1].rstrip() + "…"

    def _over_pages(self, element: Any) -> str:  # noqa: ANN401
        pages = sorted({page for page, _ in self._marks(element)})
        return f"(Seite {pages[0]}–{pages[-1]})" if len(pages) > 1 else ""

    def _marks(self, element: Any) -> Iterator[Mark]:  # noqa: ANN401
        for one in self._inside(element):
            if isinstance(one, tuple):
                yield one
            else:
                yield from self._marks(one)


def _kids(element: Any) -> list[Any]:  # noqa: ANN401
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _elements(element: Any) -> Iterator[Any]:  # noqa: ANN401
    return (one for one in _kids(element) if isinstance(one, pikepdf.Dictionary) and "/S" in one)


def _texts(pdf: bytes) -> dict[Mark, str]:
    found: dict[Mark, str] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        words = page.get_textpage()
        buffer = (ctypes.c_ushort * (words.count_chars() + 2))()
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = number, pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
            size = pdfium.FPDFTextObj_GetText(one.raw, words.raw, buffer, ctypes.sizeof(buffer))
            text = ctypes.string_at(buffer, size).decode("utf-16-le").rstrip("\0")
            found[mark] = found.get(mark, "") + text
    return found
