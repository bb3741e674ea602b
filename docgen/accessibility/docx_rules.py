"""Rules about the meaning of a Word document: headings, lists, tables, language, title, pictures.

EN 301 549 asks in chapter 10 of documents what WCAG asks of web pages, under the same numbers.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from docgen.accessibility.docx_structure import DocxFile, Paragraph, Table, seen
from docgen.accessibility.told import told
from docgen.findings import Finding
from docgen.wordml import W, is_on, value

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHAPES = frozenset(f"{_VML}{one}" for one in ("shape", "rect", "oval", "line", "roundrect"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

_BULLET = re.compile(r"[•·▪◦‣∙*–—-][ \t\u00a0]+\S")
_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jänner"
)
_NUMBER = re.compile(rf"(?!\d+\.\s+(?:{_MONTHS}))(?:\d{{1,2}}|[a-z])[.)][ \t\u00a0]+\S")
_ENDS_SENTENCE = (".", ":", ";", ",", "!", "?")
_LONGEST_HEADING = 80


def one_first_heading(file: DocxFile) -> Iterator[Finding]:
    """There is exactly one heading of the first level, and it comes first.

    EN 301 549 10.1.3.1, 10.2.4.6 (WCAG 1.3.1, 2.4.6). That there is only one is the rule of this
    house: a letter has one subject.
    """
    norm = "EN 301 549 10.2.4.6 (WCAG 2.4.6)"
    headings = _headings(file)
    tops = [one for one in headings if one.level == 1]
    if len(tops) != 1:
        place = tops[1].place if tops else "ganzes Dokument"
        yield told("zugang.word_hauptueberschrift", place, norm, anzahl=len(tops))
    elif headings[0] is not tops[0]:
        yield told("zugang.word_hauptueberschrift", headings[0].place, norm, anzahl=1)


def no_gaps_in_headings(file: DocxFile) -> Iterator[Finding]:
    """A heading is at most one level below the one before. EN 301 549 10.1.3.1 (WCAG 1.3.1)."""
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    before = 0
    for one in _headings(file):
        if before and one.level > before + 1:
            yield told(
                "zugang.word_ueberschrift_sprung", one.place, norm, vorher=before, nachher=one.level
            )
        before = one.level


def no_painted_headings(file: DocxFile) -> Iterator[Finding]:
    """No paragraph only looks like a heading.

    EN 301 549 10.1.3.1 (WCAG 1.3.1, failure F2). Suspicious is a short paragraph that is bold from
    end to end, does not end like a sentence, and has plain text behind it.
    """
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    texts = [one for one in file.paragraphs if one.in_body and not one.in_table]
    for one, behind in pairwise(texts):
        words = one.text.strip()
        short = 0 < len(words) <= _LONGEST_HEADING and not words.endswith(_ENDS_SENTENCE)
        plain = not (one.level or one.listed or one.framed)
        opens = behind.text.strip() and _is_bold(file, one) and not _is_bold(file, behind)
        if plain and short and opens:
            yield told("zugang.word_ueberschrift_gemalt", one.place, norm)


def real_lists(file: DocxFile) -> Iterator[Finding]:
    """Bullets and numbers are set by Word, not typed.

    EN 301 549 10.1.3.1 (WCAG 1.3.1, failure F2). One typed bullet is enough; typed numbers are
    told where two paragraphs in a row have them, because a sentence may begin with a day.
    """
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    texts = [one for one in file.paragraphs if one.in_body]
    numbered: list[Paragraph] = []
    for one in texts:
        typed = not (one.listed or one.level)
        if typed and _BULLET.match(one.text.lstrip()):
            yield told("zugang.word_liste_getippt", one.place, norm)
        if typed and _NUMBER.match(one.text.lstrip()):
            numbered.append(one)
            continue
        yield from _typed(numbered, norm)
        numbered = []
    yield from _typed(numbered, norm)


def heads_of_tables(file: DocxFile) -> Iterator[Finding]:
    """The first row of a table is marked as its header. EN 301 549 10.1.3.1 (WCAG 1.3.1, H51)."""
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    for table in file.tables:
        first = next(iter(rows(table)), None)
        if first is None or not is_on(first.find(f"{W}trPr"), "tblHeader"):
            yield told("zugang.word_tabellenkopf", table.place, norm)


def whole_rows(file: DocxFile) -> Iterator[Finding]:
    """Every row fills the grid of its table. EN 301 549 10.1.3.1, 10.1.3.2 (WCAG 1.3.1, 1.3.2)."""
    norm = "EN 301 549 10.1.3.1 (WCAG 1.3.1)"
    for table in file.tables:
        columns = len(table.element.findall(f"{W}tblGrid/{W}gridCol"))
        for number, row in enumerate(rows(table), start=1):
            filled = sum(_number(cell.find(f"{W}tcPr"), "gridSpan", 1) for cell in cells(row))
            if filled != columns:
                place = f"{table.place}, Zeile {number}"
                values = {"anzahl": filled, "spalten": columns}
                yield told("zugang.word_tabelle_zeile", place, norm, **values)


def no_merged_cells(file: DocxFile) -> Iterator[Finding]:
    """No cell reaches over several rows or columns, no table stands in a table.

    EN 301 549 10.1.3.1, 10.1.3.2 (WCAG 1.3.1, 1.3.2). Word knows no header for single cells, so
    that a reader loses count.
    """
    norm = "EN 301 549 10.1.3.2 (WCAG 1.3.2)"
    for table in file.tables:
        if next(table.element.iterancestors(f"{W}tbl"), None) is not None:
            yield told("zugang.word_zellen_verbunden", table.place, norm)
        for number, row in enumerate(rows(table), start=1):
            properties = [cell.find(f"{W}tcPr") for cell in cells(row)]
            if any(
                _number(one, "gridSpan", 1) > 1
                or (one is not None and one.find(f"{W}vMerge") is not None)
                or (one is not None and one.find(f"{W}hMerge") is not None)
                for one in properties
            ):
                yield told("zugang.word_zellen_verbunden", f"{table.place}, Zeile {number}", norm)


def language(file: DocxFile) -> Iterator[Finding]:
    """The styles say the language of the text. EN 301 549 10.3.1.1 (WCAG 3.1.1)."""
    root = file.styles.root
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
    stated = value(None if root is None else root.find(path), "lang")
    if not _LANGUAGE.fullmatch(stated or ""):
        yield told("zugang.word_sprache", "Formatvorlagen", "EN 301 549 10.3.1.1 (WCAG 3.1.1)")


def title(file: DocxFile) -> Iterator[Finding]:
    """The properties of the document hold a title. EN 301 549 10.2.4.2 (WCAG 2.4.2)."""
    found = None if file.core is None else file.core.find(_TITLE)
    if found is None or not (found.text or "").strip():
        yield told("zugang.word_titel", "Eigenschaften", "EN 301 549 10.2.4.2 (WCAG 2.4.2)")


def pictures_speak(file: DocxFile) -> Iterator[Finding]:
    """Every drawing has an alternative text or is marked as decoration.

    EN 301 549 10.1.1.1 (WCAG 1.1.1).
    """
    norm = "EN 301 549 10.1.1.1 (WCAG 1.1.1)"
    for where, root in file.roots:
        for one in seen(root):
            silent = (
                one.tag == _DRAWING and not one.get("descr", "").strip() and not _decorates(one)
            ) or (one.tag in _SHAPES and not one.get("alt", "").strip())
            if silent:
                called = one.get("name") or one.get("id") or "ohne Namen"
                yield told("zugang.word_bild_ohne_text", f"{where}, Zeichnung {called}", norm)


def rows(table: Table) -> list[etree._Element]:
    """Give the rows of a table, those of a table in a cell left out."""
    return [one for one in table.element.iter(f"{W}tr") if _around(one, "tbl") is table.element]


def cells(row: etree._Element) -> list[etree._Element]:
    """Give the cells of a row, those of a table in a cell left out."""
    return [one for one in row.iter(f"{W}tc") if _around(one, "tr") is row]


def _around(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(f"{W}{name}"), None)


def _headings(file: DocxFile) -> list[Paragraph]:
    return [one for one in file.paragraphs if one.in_body and one.level]


def _typed(numbered: list[Paragraph], norm: str) -> Iterator[Finding]:
    if len(numbered) > 1:
        yield from (told("zugang.word_liste_getippt", one.place, norm) for one in numbered)


def _is_bold(file: DocxFile, paragraph: Paragraph) -> bool:
    """Tell whether every run with text is bold by itself or by its character style."""
    runs = [one for one in paragraph.element.iter(f"{W}r") if one.find(f"{W}t") is not None]
    return bool(runs) and all(
        is_on(one.find(f"{W}rPr"), "b")
        or file.styles.is_bold(value(one.find(f"{W}rPr"), "rStyle") or "")
        for one in runs
    )


def _number(properties: etree._Element | None, name: str, otherwise: int) -> int:
    stated = value(properties, name) or ""
    return int(stated) if stated.isdecimal() else otherwise


def _decorates(drawing: etree._Element) -> bool:
    return any(one.get("val") in {"1", "true"} for one in drawing.iter(_DECORATIVE))


RULES = (
    one_first_heading,
    no_gaps_in_headings,
    no_painted_headings,
    real_lists,
    heads_of_tables,
    whole_rows,
    no_merged_cells,
    language,
    title,
    pictures_speak,
)
