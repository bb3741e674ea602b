"""A foreign word keeps its language in every format, and the text stays what it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from render_sample import LAYOUTS, paragraph, sample, text

from docgen.letter import BulletList, Column, Letter, Row, Ruling, Section, Table
from docgen.proof import PlannedText, compare, read_file
from docgen.proof.pdfium import open_page, open_pdf, stretches
from docgen.proof.reading import squeeze
from docgen.render import DocxRenderer, HtmlRenderer, PdfRenderer
from docgen.render.tongues import Tongues
from docgen.render.weasy import Press

WORDS = {"Peer Counseling": "en", "Case Manager": "en", "Case Managerin": "en", "Café": "fr"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hilfe im Alltag", [("Hilfe im Alltag", None)]),
        ("Peer Counseling", [("Peer Counseling", "en")]),
        (
            "mit Peer\u00a0Counseling.",
            [("mit ", None), ("Peer\u00a0Counseling", "en"), (".", None)],
        ),
        ("Case Managerin", [("Case Managerin", "en")]),
        ("Café/Case Manager", [("Café", "fr"), ("/", None), ("Case Manager", "en")]),
        ("Peer Counselings", [("Peer Counselings", None)]),
        ("", []),
    ],
)
def test_foreign_words_are_told_from_german(text: str, parts: list[tuple[str, str | None]]) -> None:
    assert list(Tongues(WORDS).parts(text)) == parts


def test_without_foreign_words_all_is_german() -> None:
    assert list(Tongues({}).parts("Peer Counseling")) == [("Peer Counseling", None)]


# --- in the files ---------------------------------------------------------------------------------

SENTENCE = "Sie lernen im Peer Counseling, was Ihr Case Manager weiß. "


def in_every_place() -> Letter:
    """Foreign words in a heading, a paragraph over pages, a point, and each kind of cell."""
    title = Column("Peer Counseling", 1)
    table = Table("Peer Counseling", (title, title), (Row(("Peer Counseling", "Café\nCafé")),))
    blocks = (
        paragraph(SENTENCE * 90),
        BulletList((text("Das ", "Peer Counseling"),)),
        Ruling(1, (paragraph("Zuerst."), BulletList((text("Café"),)), paragraph("Case Manager"))),
        table,
    )
    section = Section("rahmen", "Peer Counseling", blocks)
    return replace(sample(), subject="Peer Counseling", sections=(section,))


FOREIGN = "".join(
    part
    for unit in in_every_place().reading_order()
    for part, language in Tongues(WORDS).parts(unit)
    if language
)


def test_a_pdf_tags_each_foreign_word_with_its_language() -> None:
    letter = in_every_place()
    pdf = pikepdf.open(
        BytesIO(PdfRenderer(LAYOUTS, foreign_words=WORDS).render(letter)),
    )
    told = [one for one in elements(pdf.Root.StructTreeRoot) if "/Lang" in one]

    assert {str(one.S) for one in told} == {"/Span"}
    assert {str(one.Lang) for one in told} == {"en", "fr"}
    words = "".join(filter(None, (said(one, pdf) for one in told)))
    assert squeeze(words) == squeeze(FOREIGN)


def test_weasyprint_still_tags_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it does by itself, the repair in docgen/render can go."""
    monkeypatch.setattr(Press, "_finish", lambda *_: None)
    written = PdfRenderer(LAYOUTS, foreign_words=WORDS).render(in_every_place())

    with pikepdf.open(BytesIO(written)) as pdf:
        assert not any("/Lang" in one for one in elements(pdf.Root.StructTreeRoot))


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements(kid)


def said(element: pikepdf.Dictionary, pdf: pikepdf.Pdf) -> str:
    """The text behind the marks of an element, as PDFium reads it."""
    marks = [(one.Pg.objgen, int(one.K[0])) for one in elements(element)]
    return "".join(texts_of(pdf)[mark] for mark in marks)


@cache
def texts_of(pdf: pikepdf.Pdf) -> dict[tuple[tuple[int, int], int], str]:
    """The text of each mark of each page."""
    written = BytesIO()
    pdf.save(written)
    found: dict[tuple[tuple[int, int], int], str] = {}
    with open_pdf(written.getvalue()) as document:
        for index, page in enumerate(pdf.pages):
            with open_page(document, index) as drawn:
                for one in stretches(drawn):
                    place = (page.obj.objgen, one.mcid)
                    found[place] = found.get(place, "") + one.text
    return found


def test_word_runs_say_the_language_of_each_foreign_word_and_of_nothing_else() -> None:
    letter = in_every_place()
    written = docx.Document(BytesIO(DocxRenderer(LAYOUTS, foreign_words=WORDS).render(letter)))
    runs = list(written.element.body.iter(qn("w:r")))
    told = [one for one in runs if one.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None]
    bold = [one for one in told if one.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None]

    assert "".join(one.text for one in told) == FOREIGN
    assert [one.text for one in bold] == ["Peer Counseling"]


def test_html_says_the_language_of_each_foreign_word() -> None:
    letter = in_every_place()
    html = HtmlRenderer(LAYOUTS, foreign_words=WORDS).render(letter)
    found = re.findall('<span lang="(?:en|fr)">([^<]+)</span>', html.decode())

    assert "".join(found) == FOREIGN


@pytest.mark.parametrize("renderer", [PdfRenderer, DocxRenderer, HtmlRenderer])
def test_the_text_is_what_it_was(
    renderer: type[PdfRenderer | DocxRenderer | HtmlRenderer],
) -> None:
    letter = in_every_place()
    planned = PlannedText(
        tuple(letter.head_order()), tuple(letter.reading_order()), letter.footer()
    )

    reading = read_file(renderer(LAYOUTS, foreign_words=WORDS).render(letter))

    assert compare(reading, planned) == ()
