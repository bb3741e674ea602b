"""Tagged PDF bytes into a Reading: structure tree to marked content to text.

Text that the structure tree does not reach (artefacts, running lines) is no unit. It is read beside
the text, page by page, and so are the notes a PDF program lays over a page.

**Across pages.** The engine tags whatever is split over a page as two elements, so the last
paragraph or item of a page and the first of the next are joined when all of this holds:

- both are of one kind and stand in the same place of the tree (the same chain of element types);
- the second has no label of its own (a list item that goes on has no bullet or number);
- the last line was full: the first word of the second would not have fitted behind it. The width
  of the line is the widest line of the two, the width of the word is guessed a little generously.

A sentence that ends is no criterion: it may end by chance where the page ends. The one error left
is that two paragraphs are joined because the first happens to fill its last line; the proof is then
a little more lenient there, and `compare_text` sees through it.

Where a table goes on from the page before, its header rows, drawn once more on top, are dropped,
whether they are tagged or decoration.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from docgen.proof.pdfium import Stretch, notes, open_page, open_pdf, stretches
from docgen.proof.reading import (
    CAPTION,
    HEADING,
    ITEM,
    PARAGRAPH,
    ROW,
    Box,
    Reading,
    Sheet,
    Unit,
    UnreadableFileError,
    fold,
    squeeze,
)

ATTACHMENT = "docgen-herkunft.json"

_MAX_ATTACHMENT_BYTES = 8 * 2**20
_MAX_ATTACHMENTS = 100
_MAX_DEPTH = 64
_MAX_ELEMENTS_PER_PAGE = 50_000

_INLINE = frozenset(
    {"Span", "Link", "Annot", "Em", "Strong", "Sub", "Quote", "Code", "Note", "FENote"}
    | {"Reference", "BibEntry", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"}
    | {"Formula", "Form", "Figure"}
)
_EITHER = frozenset({"NonStruct", ""})
_HEADINGS = {"H": 1, "Title": 1} | {f"H{level}": level for level in range(1, 7)}
_LINE_END_HYPHEN = "\x02"
"""PDFium's sign for a hyphen at the end of a line."""
_BREAK = re.compile(f"(?<![(\\[{{„‚])[ \t\r\n{_LINE_END_HYPHEN}](?![)\\]}}])|-(?![0-9])")
"""Where a line may end (UAX #14): not at the inner edge of brackets, even at a blank (LB 13, 14),
nor between a hyphen and a number (LB 25).
"""
_SUSPENDED = re.compile(r"(?:und|oder|bzw\.|sowie|bis|noch)\b")
_OVERLAP_POINTS = 1.0
_GENEROUS = 1.3


@dataclass(slots=True)
class _Element:
    """A structure element; children are elements or marked content ids."""

    type: str
    children: list["_Element | int"] = field(default_factory=list)

    def elements(self) -> Iterator["_Element"]:
        return (child for child in self.children if isinstance(child, _Element))

    def is_inline(self) -> bool:
        """Whether it can stand inside a line: no block anywhere below."""
        if self.type in _INLINE:
            return True
        return self.type in _EITHER and all(one.is_inline() for one in self.elements())


@dataclass(slots=True)
class _Draft:
    """A unit before units are joined: with its lines, and what tells whether it goes on."""

    kind: str
    lines: list[Stretch]
    page: int
    level: int = 0
    place: tuple[str, ...] = ()
    labelled: bool = False
    header: bool = False
    cells: tuple[str, ...] | None = None

    def text(self) -> str:
        return fold(" ".join(self.cells) if self.cells is not None else _run_together(self.lines))


def read_pdf(data: bytes) -> Reading:
    """Read a tagged PDF.

    Errors: UnreadableFileError for a file that is broken, protected, too big, or not tagged.
    """
    drafts: list[_Draft] = []
    sheets: list[Sheet] = []
    footers: list[tuple[str, ...]] = []
    aside: list[str] = []
    with open_pdf(data) as document:
        if not pdfium.FPDFCatalog_IsTagged(document):
            raise UnreadableFileError(
                "Der PDF-Datei fehlt die Gliederung (sie ist nicht getaggt), deshalb lässt sich "
                "nicht nachweisen, was in ihr steht. Bitte prüfen Sie die Datei, die docgen "
                "geschrieben hat, nicht einen Ausdruck in eine neue PDF-Datei."
            )
        provenance = _attachment(document)
        for index in range(pdfium.FPDF_GetPageCount(document)):
            with open_page(document, index) as page:
                found = tuple(stretches(page))
                sheets.append(_sheet(page, found))
                read = _Page(page, index + 1, found)
                here = read.drafts()
                footers.append(_without_header(drafts, here, tuple(read.beside())))
                _append_page(drafts, here)
                aside += (text for note in notes(page) if (text := fold(note)))
    units = (Unit(one.kind, one.text(), one.page, one.level) for one in drafts)
    return Reading(
        "pdf",
        tuple(unit for unit in units if unit.text),
        provenance,
        tuple(sheets),
        tuple(footers),
        tuple(aside),
    )


def _sheet(page: Any, found: tuple[Stretch, ...]) -> Sheet:  # noqa: ANN401  # PDFium has no types
    boxes = (stretch.box for stretch in found)
    visible = (box for box in boxes if box.left < box.right and box.bottom < box.top)
    return Sheet(pdfium.FPDF_GetPageHeightF(page), tuple(visible))


# --- one page ------------------------------------------------------------------------------------


class _Page:
    """The drafts of one open page, in reading order."""

    def __init__(
        self,
        page: Any,  # noqa: ANN401  # PDFium has no types
        number: int,
        found: tuple[Stretch, ...],
    ) -> None:
        self._number = number
        self._content: dict[int, list[Stretch]] = {}
        for stretch in found:
            if stretch.mcid >= 0 and stretch.text:
                self._content.setdefault(stretch.mcid, []).append(stretch)
        self._roots = _tree(page)
        self._found = found
        self._drafts: list[_Draft] = []
        self._label_pending = False

    def drafts(self) -> list[_Draft]:
        for root in self._roots:
            self._block(root, (), PARAGRAPH)
        return self._drafts

    def beside(self) -> Iterator[str]:
        """Yield what is drawn on the page and is reached by no tag, line by line."""
        reached = set(_reached(self._roots))
        line: list[Stretch] = []
        for stretch in self._found:
            if stretch.mcid in reached or not stretch.text.strip():
                continue
            if line and not _is_level(line[-1].box, stretch.box):
                yield _beside(line)
                line = []
            line.append(stretch)
        if line:
            yield _beside(line)

    def _block(self, element: _Element, place: tuple[str, ...], kind: str) -> None:
        """Read an element that stands by itself; `kind` is what its paragraphs are."""
        place = (*place, element.type)
        match element.type:
            case "P" | "LBody" if _is_line(element):
                self._add(_Draft(kind, self._lines(element), self._number, place=place))
            case heading if level := _HEADINGS.get(heading, 0):
                self._add(_Draft(HEADING, self._lines(element), self._number, level))
            case "Caption":
                self._add(_Draft(CAPTION, self._lines(element), self._number))
            case "LI":
                self._label_pending = any(one.type == "Lbl" for one in element.elements())
                self._flow(element, place, ITEM)
                self._label_pending = False
            case "Lbl":
                pass
            case "TR":
                self._row(element, place)
            case _:
                self._flow(element, place, kind)

    def _flow(self, element: _Element, place: tuple[str, ...], kind: str) -> None:
        """Read the children of a transparent element; text between blocks is a paragraph.

        As in CSS, a container with text or a plain span of its own holds lines, so that a bold
        word (which the engine tags as it tags a container) belongs to them; otherwise each child
        is a block.
        """
        holds_lines = any(
            isinstance(child, int) or child.type in _INLINE for child in element.children
        )
        pending: list[Stretch] = []
        for child in element.children:
            if isinstance(child, int):
                pending += self._content.get(child, ())
            elif child.type in _INLINE or (holds_lines and child.is_inline()):
                pending += self._lines(child)
            else:
                self._add(_Draft(kind, pending, self._number, place=place))
                pending = []
                self._block(child, place, kind)
        self._add(_Draft(kind, pending, self._number, place=place))

    def _row(self, element: _Element, place: tuple[str, ...]) -> None:
        cells = tuple(fold(_run_together(self._lines(cell))) for cell in element.elements())
        cells = tuple(cell for cell in cells if cell)
        self._add(_Draft(ROW, [], self._number, header="THead" in place, cells=cells))

    def _add(self, draft: _Draft) -> None:
        if not draft.lines and not draft.cells:
            return
        draft.labelled = self._label_pending
        self._label_pending = False
        self._drafts.append(draft)

    def _lines(self, element: _Element) -> list[Stretch]:
        """Collect all text below an element in reading order."""
        found: list[Stretch] = []
        for child in element.children:
            if isinstance(child, int):
                found += self._content.get(child, ())
            elif child.type != "Lbl":
                found += self._lines(child)
        return found


def _reached(elements: Iterable[_Element]) -> Iterator[int]:
    for element in elements:
        for child in element.children:
            if isinstance(child, int):
                yield child
            else:
                yield from _reached([child])


def _is_line(element: _Element) -> bool:
    return all(one.is_inline() for one in element.elements())


# --- text ----------------------------------------------------------------------------------------


def _run_together(lines: list[Stretch]) -> str:
    """Set the stretches of one unit behind one another, a space for each line break.

    No space stands where the break itself was made at a hyphen, a dash or a slash; a suspended
    hyphen (`Vor- und Nachname`) keeps its space. U+2010 at the end of a line is what the engine
    writes for a soft hyphen: it is no part of the word.
    """
    parts: list[str] = []
    before: Stretch | None = None
    for stretch in lines:
        if before is not None and _starts_line(before, stretch):
            _break_line(parts, stretch.text)
        parts.append(stretch.text)
        before = stretch
    return "".join(parts).replace(_LINE_END_HYPHEN, "-")


def _beside(line: list[Stretch]) -> str:
    return fold(" ".join(one.text for one in line)).replace(_LINE_END_HYPHEN, "-")


def _is_level(before: Box, box: Box) -> bool:
    return box.bottom < before.top and before.bottom < box.top


def _starts_line(before: Stretch, stretch: Stretch) -> bool:
    return (
        stretch.box.left < before.box.right - _OVERLAP_POINTS or stretch.box.top < before.box.bottom
    )


def _break_line(parts: list[str], following: str) -> None:
    end = parts[-1].rstrip()
    if end.endswith("\u2010"):
        parts[-1] = end[:-1]
    elif end[-1:] in {"-", _LINE_END_HYPHEN, "/", "\u2011", "\u2013"} and end[-2:-1].isalnum():
        parts[-1] = end
        if end[-1] in {"-", _LINE_END_HYPHEN} and _SUSPENDED.match(following):
            parts.append(" ")
    else:
        parts.append(" ")


# --- from page to page ---------------------------------------------------------------------------


def _append_page(drafts: list[_Draft], page: list[_Draft]) -> None:
    if drafts and drafts[-1].kind == ROW:
        page = page[_repeated_header(drafts, page) :]
    if drafts and page and _goes_on(drafts[-1], page[0]):
        drafts[-1].lines += page.pop(0).lines
    drafts += page


def _without_header(
    drafts: list[_Draft], page: list[_Draft], beside: tuple[str, ...]
) -> tuple[str, ...]:
    """Leave out of what stands beside the text the header of a table that goes on."""
    if not (drafts and page and drafts[-1].kind == page[0].kind == ROW):
        return beside
    header = squeeze("".join(one.text() for one in drafts[_header_of_last(drafts)]))
    for start in range(len(beside)):
        for end in range(start + 1, len(beside) + 1):
            if header and squeeze("".join(beside[start:end])) == header:
                return beside[:start] + beside[end:]
    return beside


def _header_of_last(drafts: list[_Draft]) -> slice:
    """Find the header rows of the table that ends the drafts."""
    end = len(drafts)
    while end and drafts[end - 1].kind == ROW and not drafts[end - 1].header:
        end -= 1
    start = end
    while start and drafts[start - 1].header:
        start -= 1
    return slice(start, end)


def _repeated_header(drafts: list[_Draft], page: list[_Draft]) -> int:
    """Count the rows at the top of a page that repeat the header of the last table."""
    old = [row.cells for row in drafts[_header_of_last(drafts)]]
    new = [row.cells for row in page[: len(old)] if row.header]
    return len(old) if new == old else 0


def _goes_on(first: _Draft, second: _Draft) -> bool:
    if first.kind not in {PARAGRAPH, ITEM} or second.labelled:
        return False
    if (first.kind, first.place) != (second.kind, second.place):
        return False
    last, following = first.lines[-1], second.lines[0]
    word = _BREAK.split(following.text.lstrip(), maxsplit=1)[0]
    width = (following.box.right - following.box.left) / max(len(following.text.rstrip()), 1)
    edge = max(line.box.right for line in (*first.lines, *second.lines))
    return last.box.right + _GENEROUS * width * (len(word) + 1) > edge


# --- PDFium --------------------------------------------------------------------------------------


def _tree(page: Any) -> list[_Element]:  # noqa: ANN401  # PDFium has no types
    """Copy the structure elements that have content on this page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    budget = [_MAX_ELEMENTS_PER_PAGE]
    buffer = ctypes.create_string_buffer(128)
    try:
        return [
            _copy(element, buffer, budget, 0)
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
            if (element := pdfium.FPDF_StructTree_GetChildAtIndex(tree, index))
        ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _copy(element: Any, buffer: Any, budget: list[int], depth: int) -> _Element:  # noqa: ANN401
    count = max(pdfium.FPDF_StructElement_CountChildren(element), 0)
    budget[0] -= count + 1
    if depth > _MAX_DEPTH or budget[0] < 0:
        raise UnreadableFileError("Die Gliederung der PDF-Datei ist zu tief oder zu groß.")
    length = pdfium.FPDF_StructElement_GetType(element, buffer, len(buffer))
    name = buffer.raw[: length - 2].decode("utf-16-le", "replace") if length <= len(buffer) else ""
    copied = _Element(name)
    for index in range(count):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
            copied.children.append(_copy(child, buffer, budget, depth + 1))
        else:
            mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                copied.children.append(mcid)
    return copied


def _attachment(document: Any) -> str | None:  # noqa: ANN401  # PDFium has no types
    """Get the provenance; two attachments of its name are as good as none."""
    count = min(pdfium.FPDFDoc_GetAttachmentCount(document), _MAX_ATTACHMENTS)
    attachments = (pdfium.FPDFDoc_GetAttachment(document, index) for index in range(count))
    named = [one for one in attachments if one and _name(one) == ATTACHMENT]
    if len(named) != 1:
        return None
    size = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(named[0], None, 0, size):
        return None
    if size.value > _MAX_ATTACHMENT_BYTES:
        raise UnreadableFileError("Die eingebettete Herkunft der PDF-Datei ist zu groß.")
    content = ctypes.create_string_buffer(size.value)
    pdfium.FPDFAttachment_GetFile(named[0], content, size.value, size)
    return content.raw[: size.value].decode("utf-8", "replace")


def _name(attachment: Any) -> str:  # noqa: ANN401  # PDFium has no types
    buffer = (ctypes.c_ushort * 256)()
    size = ctypes.sizeof(buffer)
    length = min(pdfium.FPDFAttachment_GetName(attachment, buffer, size), size)
    return ctypes.string_at(buffer, length).decode("utf-16-le", "replace").rstrip("\0")
