"""Rules about single elements: known types, headings, pictures, links, nothing empty."""

import re
from collections.abc import Iterator

from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_objects import entry, items, key, name, number, text, whole
from docgen.accessibility.pdf_structure import STANDARD, Element
from docgen.accessibility.told import told
from docgen.findings import Finding

_HEADING = re.compile("H[1-6]")
_MAY_BE_EMPTY = frozenset({"TD"})
_MAY_SHOW = ("Alt", "ActualText")
_HIDDEN = 2
_SIDES = ("links", "unten", "rechts", "oben")
_SILENT_NOTES = frozenset({"Popup", "PrinterMark"})
_INLINE = (
    "Span NonStruct Quote Reference BibEntry Code Link Annot Note",
    "Ruby RB RT RP Warichu WT WP",
)
_GROUPING = (
    "Document Part Art Sect Div BlockQuote TOC",
    "Table THead TBody TFoot TR L LI",
)
_LINES = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"})
_BLOCKS = _LINES - {"Lbl"} | {"Document", "Part", "Art", "Sect", "Div", "L", "Table"}
_THROUGH = frozenset(one for row in _INLINE for one in row.split())
_GROUPS = frozenset(one for row in _GROUPING for one in row.split())


def known_types(file: PdfFile) -> Iterator[Finding]:
    """Every element is of a standard type, by itself or by the RoleMap, and none is renamed.

    ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 02-001, 02-003, 02-004.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 02-001, 02-003, 02-004"
    for one in file.elements:
        if not one.role:
            yield told("zugang.art_unbekannt", file.where(one), norm, art=one.kind)
    mapped = entry(file.tree.root, "/RoleMap") if file.tree else None
    for kind in sorted(STANDARD):
        if entry(mapped, f"/{kind}") is not None:
            yield told("zugang.art_unbekannt", "RoleMap", norm, art=kind)


def one_first_heading(file: PdfFile) -> Iterator[Finding]:
    """A letter has exactly one H1, and it is the first heading.

    ISO 14289-1 (PDF/UA-1) 7.4.2; Matterhorn 14-002; WCAG 2.1, 2.4.6. That there is only one is the
    rule of this house: a letter has one subject.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.4.2; Matterhorn 14-002; WCAG 2.4.6"
    headings = _headings(file)
    tops = [one for one in headings if one.role == "H1"]
    if len(tops) != 1:
        place = file.where(tops[1]) if tops else "ganzes Dokument"
        yield told("zugang.hauptueberschrift", place, norm, anzahl=len(tops))
    elif headings[0] is not tops[0]:
        yield told("zugang.hauptueberschrift", file.where(headings[0]), norm, anzahl=1)


def no_gaps_in_headings(file: PdfFile) -> Iterator[Finding]:
    """A heading is at most one level below the one before; H is not mixed in.

    ISO 14289-1 (PDF/UA-1) 7.4.2, 7.4.4; Matterhorn 14-003, 14-007; WCAG 1.3.1.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.4.2; Matterhorn 14-003, 14-007; WCAG 1.3.1"
    before = 0
    for one in _headings(file):
        level = int(one.role[1])
        if before and level > before + 1:
            yield told(
                "zugang.ueberschrift_sprung", file.where(one), norm, vorher=before, nachher=level
            )
        before = level
    for one in file.elements:
        if one.role == "H":
            yield told("zugang.ueberschrift_sprung", file.where(one), norm, vorher="n", nachher="H")


def nothing_empty(file: PdfFile) -> Iterator[Finding]:
    """Every element leads to something painted, to an annotation, or says its text itself.

    ISO 14289-1 (PDF/UA-1) 7.1; ISO 32000-1 14.8.4; Matterhorn 01-006. A reader stops at an empty
    element and tells of it. Only a data cell may be empty; its row needs it.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; ISO 32000-1 14.8.4; Matterhorn 01-006"
    empty: set[Element] = set()
    for one in file.elements:
        if one.parent in empty or any(around.role in _MAY_BE_EMPTY for around in one.above):
            empty.add(one)
        elif one.role not in _MAY_BE_EMPTY and not _holds_something(file, one):
            empty.add(one)
            yield told("zugang.element_leer", file.where(one), norm, art=one.kind)


def text_in_paragraphs(file: PdfFile) -> Iterator[Finding]:
    """Text stands in a paragraph, heading, item, cell or caption, not right in a group of them.

    ISO 32000-1 14.8.4.2, 14.8.4.3; ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-006.
    """
    norm = "ISO 32000-1 14.8.4.3; ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-006"
    for elements in file.holders.values():
        for one in elements:
            chain = (around for around in (one, *one.above) if around.role not in _THROUGH)
            block = next(chain, None)
            if block is None or block.role in _GROUPS:
                yield told("zugang.text_ohne_absatz", file.where(one), norm)


def no_blocks_in_text(file: PdfFile) -> Iterator[Finding]:
    """No heading or paragraph holds another block, such as a list or an address.

    ISO 32000-1 14.8.4.3; ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-002.
    """
    norm = "ISO 32000-1 14.8.4.3; ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-002"
    for one in file.elements:
        around = next((each.role for each in one.above if each.role not in _THROUGH), "")
        if one.role in _BLOCKS and around in _LINES:
            yield told("zugang.verschachtelung", file.where(one), norm, art=one.kind)


def pictures_speak(file: PdfFile) -> Iterator[Finding]:
    """A Figure or Formula has an alternative text.

    ISO 14289-1 (PDF/UA-1) 7.3, 7.7; Matterhorn 13-004, 17-002; WCAG 1.1.1.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.3; Matterhorn 13-004, 17-002; WCAG 1.1.1"
    for one in file.elements:
        if one.role in {"Figure", "Formula"} and not _speaks(one):
            yield told("zugang.bild_ohne_text", file.where(one), norm)


def pictures_in_place(file: PdfFile) -> Iterator[Finding]:
    """The box a Figure names is where it is painted.

    ISO 32000-1 14.8.5.4.3, Table 345; ISO 14289-1 (PDF/UA-1) 7.3. A box in other units than points
    or counted from the top of the page leads a magnifier astray. Figures without a box, and those
    of which the place is not known, are not judged.
    """
    norm = "ISO 32000-1 14.8.5.4.3, Table 345; ISO 14289-1 (PDF/UA-1) 7.3"
    for one in file.elements:
        stated = [number(side) for side in items(one.attribute("Layout", "BBox"))]
        boxes = [mark.box for mark in file.content(one) if mark.box is not None]
        if one.role == "Figure" and boxes and len(stated) == len(_SIDES):
            left, low, right, high = stated
            across, up = (boxes[0].left + boxes[0].right) / 2, (boxes[0].bottom + boxes[0].top) / 2
            if not (left <= across <= right and low <= up <= high):
                yield told("zugang.bild_rahmen", file.where(one), norm)


def notes_and_links(file: PdfFile) -> Iterator[Finding]:
    """A link stands in a Link element and says where it leads; every other note in an Annot.

    ISO 14289-1 (PDF/UA-1) 7.18.1, 7.18.5; Matterhorn 28-002, 28-004, 28-011, 28-012.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.18; Matterhorn 28-002, 28-004, 28-011, 28-012"
    wanted = {"Link": "Link", "Widget": "Form"}
    for page in file.pages:
        for note in items(entry(page.page, "/Annots")):
            kind = name(entry(note, "/Subtype"))
            if kind in _SILENT_NOTES or whole(entry(note, "/F"), 0) & _HIDDEN:
                continue
            element = file.targets.get(key(note) or (0, 0))
            told_of = text(entry(note, "/Contents")) or (element is not None and _speaks(element))
            if element is None or element.role != wanted.get(kind, "Annot") or not told_of:
                yield told("zugang.anmerkung", f"Seite {page.number}", norm, art=kind or "?")


def _headings(file: PdfFile) -> list[Element]:
    return [one for one in file.elements if _HEADING.fullmatch(one.role)]


def _speaks(element: Element) -> bool:
    return any(element.said(attribute).strip() for attribute in _MAY_SHOW)


def _holds_something(file: PdfFile, element: Element) -> bool:
    # A place that is not there is told by another rule.
    return _speaks(element) or any(
        pointer.place is None
        or pointer.place not in file.marks
        or file.marks[pointer.place].painted
        for _, pointer in element.pointers
    )


RULES = (
    known_types,
    one_first_heading,
    no_gaps_in_headings,
    nothing_empty,
    text_in_paragraphs,
    no_blocks_in_text,
    pictures_speak,
    pictures_in_place,
    notes_and_links,
)
