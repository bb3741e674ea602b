"""PDF bytes into what the rules look at: pages with their marks, and the tree of tags."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from docgen.accessibility.pdf_content import Mark, PageContent, Place, TooComplexError, read_content
from docgen.accessibility.pdf_fonts import Font
from docgen.accessibility.pdf_objects import Key, entry, key
from docgen.accessibility.pdf_structure import Element, Tree, read_tree
from docgen.accessibility.told import excerpt

_MAX_PAGES = 500


@dataclass
class PdfFile:
    """An open PDF. tree: None if it has none."""

    pdf: pikepdf.Pdf
    pages: tuple[PageContent, ...]
    tree: Tree | None

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements in the order of the tree."""
        return self.tree.elements if self.tree else ()

    @cached_property
    def marks(self) -> dict[Place, Mark]:
        """Every stretch of marked content of all pages."""
        return {place: mark for page in self.pages for place, mark in page.marks.items()}

    @cached_property
    def holders(self) -> dict[Place, list[Element]]:
        """The elements that point to a place, whether anything is there or not."""
        found: dict[Place, list[Element]] = {}
        for top in self.tree.roots if self.tree else ():
            for element, pointer in top.pointers:
                if pointer.place is not None:
                    found.setdefault(pointer.place, []).append(element)
        return found

    @cached_property
    def targets(self) -> dict[Key, Element]:
        """The elements that hold an object such as an annotation."""
        return {
            pointer.target: element
            for top in (self.tree.roots if self.tree else ())
            for element, pointer in top.pointers
            if pointer.target is not None
        }

    def content(self, element: Element) -> list[Mark]:
        """Give what is painted inside an element, in the order of the tree."""
        found = (self.marks.get(one.place) for _, one in element.pointers if one.place is not None)
        return [mark for mark in found if mark is not None and mark.painted]

    def text(self, element: Element) -> str:
        """Give the text inside an element, white space as single spaces."""
        return " ".join(" ".join(mark.text for mark in self.content(element)).split())

    def where(self, element: Element) -> str:
        """Name the place of an element: its page, its path, the beginning of its text."""
        content = self.content(element)
        near = key(entry(element.source, "/Pg"))
        pages = [page.number for page in self.pages if page.page.objgen == near]
        number = content[0].page if content else next(iter(pages), None)
        words = self.text(element)
        place = element.path if number is None else f"Seite {number}, {element.path}"
        return f"{place} {excerpt(words)}" if words else place


@contextmanager
def open_pdf(data: bytes) -> Iterator[PdfFile]:
    """Open a PDF and close it again.

    Errors: pikepdf.PasswordError, pikepdf.PdfError, TooComplexError.
    """
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if len(pdf.pages) > _MAX_PAGES:
            raise TooComplexError
        fonts: dict[Key, Font] = {}
        pages = tuple(
            read_content(number, page.obj, fonts) for number, page in enumerate(pdf.pages, start=1)
        )
        root = entry(pdf.Root, "/StructTreeRoot")
        tree = read_tree(root) if isinstance(root, pikepdf.Dictionary) else None
        yield PdfFile(pdf, pages, tree)
