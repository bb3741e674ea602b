"""Rules about the layout of a Word document: nothing that only the eye understands.

EN 301 549 asks in chapter 10 of documents what WCAG asks of web pages, under the same numbers.
"""

import re
from collections.abc import Iterator

from docgen.accessibility.docx_structure import DocxFile, Paragraph, seen, text_of
from docgen.accessibility.told import excerpt, told
from docgen.findings import Finding
from docgen.wordml import W

_SPACES = re.compile(r"\t[^\S\n]*\t|^\t|\t.*\t|[ \u00a0]{3,}", re.MULTILINE)
_TAB_BETWEEN = re.compile(r"\S\t\S")
_FILLED = frozenset(
    f"{W}{one}" for one in ("drawing", "pict", "object", "fldChar", "fldSimple", "sectPr")
)


def no_empty_paragraphs(file: DocxFile) -> Iterator[Finding]:
    """No empty paragraph and no row of line breaks makes room.

    EN 301 549 10.1.3.1 (WCAG 1.3.1). A reader tells of each as "blank". A cell may be empty, Word
    wants a paragraph behind a last table, and a header needs at least one.
    """
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    for one in file.paragraphs:
        if "\n\n" in one.text or (_is_empty(one) and not _is_needed(one)):
            yield told("zugang.word_leerer_absatz", one.place, norm)


def no_text_boxes(file: DocxFile) -> Iterator[Finding]:
    """No text stands in a text box, which lies outside of the order of the text.

    EN 301 549 10.1.3.2 (WCAG 1.3.2).
    """
    norm = "EN 301 549 10.1.3.2 (WCAG 1.3.2)"
    for where, root in file.roots:
        for one in seen(root):
            if one.tag == f"{W}txbxContent":
                words = " ".join(text_of(each) for each in one.iter(f"{W}p"))
                if words.strip():
                    yield told("zugang.word_textfeld", f"{where} {excerpt(words)}", norm)


def no_frames(file: DocxFile) -> Iterator[Finding]:
    """No text stands in a frame, which is placed on the page and not in the text.

    EN 301 549 10.1.3.2 (WCAG 1.3.2). A frame keeps its place in the order of the text, unlike a
    text box, and DIN 5008 wants the address where it is: a hint to look at the order.
    """
    norm = "EN 301 549 10.1.3.2 (WCAG 1.3.2)"
    for one in file.paragraphs:
        if one.framed and one.in_body and one.text.strip():
            yield told("zugang.word_rahmen", one.place, norm)


def no_columns_of_spaces(file: DocxFile) -> Iterator[Finding]:
    """No columns or indents are made of tabs or spaces.

    EN 301 549 10.1.3.1, 10.1.3.2 (WCAG failures F33, F34).
    """
    norm = "EN 301 549 10.1.3.2 (WCAG 1.3.2)"
    for one in file.paragraphs:
        if one.in_body and _SPACES.search(one.text):
            yield told("zugang.word_leerraum", one.place, norm)


def no_tables_of_tabs(file: DocxFile) -> Iterator[Finding]:
    """Paragraphs in a row, each in two parts by a tab, look like a table and are none.

    EN 301 549 10.1.3.1 (WCAG failure F34). Label and value are read in the right order: a hint.
    """
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    row: list[Paragraph] = []
    for one in (*file.paragraphs, None):
        if one is not None and one.in_body and _TAB_BETWEEN.search(one.text):
            row.append(one)
            continue
        if len(row) > 1:
            yield told("zugang.word_tabulator", row[0].place, norm, anzahl=len(row))
        row = []


def _is_empty(paragraph: Paragraph) -> bool:
    return not paragraph.text.strip() and not any(
        one.tag in _FILLED or (one.tag == f"{W}br" and one.get(f"{W}type") == "page")
        for one in seen(paragraph.element)
    )


def _is_needed(paragraph: Paragraph) -> bool:
    """Tell whether Word's own rules want this paragraph, empty as it is."""
    element = paragraph.element
    around = element.getparent()
    if around is None:
        return True
    beside = [one for one in around if one.tag in {f"{W}p", f"{W}tbl"}]
    if around.tag != f"{W}body" and len(beside) == 1:
        return True
    return element is beside[-1] and len(beside) > 1 and beside[-2].tag == f"{W}tbl"


RULES = (
    no_empty_paragraphs,
    no_text_boxes,
    no_frames,
    no_columns_of_spaces,
    no_tables_of_tabs,
)
