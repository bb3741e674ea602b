"""A file is read unit by unit as a reader reads it, in every format."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from mini_letter import (
    LETTER,
    MAKERS,
    RUNNING_LINE,
    make_docx,
    make_pdf,
    make_pdf_of_html,
    save_docx,
)

from docgen.proof import Reading, Unit, read_file
from docgen.provenance import read_provenance

LONG = "Sie bekommen die Leistung, weil Sie sie brauchen und beantragt haben"


def units(reading: Reading, *kinds: str) -> list[str]:
    return [unit.text for unit in reading.units if not kinds or unit.kind in kinds]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_every_format_of_a_letter_reads_the_same(form: str) -> None:
    pdf, other = read_file(make_pdf()), read_file(MAKERS[form]())

    assert (pdf.format, other.format) == ("pdf", form)
    assert units(pdf) == units(other)
    assert [(unit.kind, unit.level) for unit in pdf.units] == [
        (unit.kind, unit.level) for unit in other.units
    ]
    assert len(pdf.units) == len(LETTER)
    assert {unit.page for unit in other.units} == {None}


@pytest.mark.parametrize("form", MAKERS)
def test_the_provenance_is_read(form: str) -> None:
    text = '{"docgen": "ä & <b>"}'

    read = read_file(MAKERS[form](LETTER, embedded=text)).provenance

    assert read is not None
    assert read_provenance(read) == {"docgen": "ä & <b>"}
    assert read_file(MAKERS[form](LETTER)).provenance is None


# --- PDF -----------------------------------------------------------------------------------------


def test_pdf_units_are_headings_paragraphs_items_rows_and_captions() -> None:
    html = """
      <header><address>Frau<br>Erika Beispiel</address><div>Behörde <b>Nord</b> Ost</div></header>
      <h1>Eins</h1><h3>Drei</h3>
      <ol><li><p>Punkt <strong>fett</strong>.</p><p>Noch einer.</p>
        <table><caption>Titel</caption><thead><tr><th>A</th><th>B</th></tr></thead>
        <tr><th>x<br>y</th><td>1,00&nbsp;€</td></tr></table></li>
        <li>Nackt<ul><li>Innen</li></ul></li></ol>"""

    reading = read_file(make_pdf_of_html(html))

    assert reading.units == (
        Unit("absatz", "Frau Erika Beispiel", 1),
        Unit("absatz", "Behörde Nord Ost", 1),
        Unit("ueberschrift", "Eins", 1, 1),
        Unit("ueberschrift", "Drei", 1, 3),
        Unit("punkt", "Punkt fett.", 1),
        Unit("punkt", "Noch einer.", 1),
        Unit("titel", "Titel", 1),
        Unit("zeile", "A B", 1),
        Unit("zeile", "x y 1,00 €", 1),
        Unit("punkt", "Nackt", 1),
        Unit("punkt", "Innen", 1),
    )


def test_line_breaks_in_pdf_leave_words_whole() -> None:
    html = """<p style="width: 3cm">Budget-Konferenz Vor- und Nachname und/oder
      Einkommens&shy;verhältnisse&shy;abrechnung im Jahr 2025–2026 a&#8209;b pflicht</p>"""

    reading = read_file(make_pdf_of_html(html))

    (text,) = units(reading)
    assert text == (
        "Budget-Konferenz Vor- und Nachname und/oder "
        "Einkommensverhältnisseabrechnung im Jahr 2025–2026 a-b pflicht"
    )


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize("tag", ["p", "li"])
@pytest.mark.parametrize("lead", range(0, 12, 3))
def test_a_paragraph_over_two_pages_is_one(tag: str, end: str, lead: int) -> None:
    # Every line may end with a full stop, so that the end of the page often ends a sentence.
    text = " ".join(f"{LONG}{end}" for _ in range(60)) + " Ende."
    inner = f"<{tag}>{text}</{tag}><{tag}>Der nächste.</{tag}>"
    html = f"<p style='height: {lead}mm'>Vorher</p>" + (
        f"<ul>{inner}</ul>" if tag == "li" else inner
    )

    reading = read_file(make_pdf_of_html(html, points=13))

    assert units(reading) == ["Vorher", text, "Der nächste."]


@pytest.mark.parametrize("first", ["Sehr geehrte Frau Beispiel,", "Das war es."])
def test_a_short_line_at_the_end_of_a_page_does_not_go_on(first: str) -> None:
    html = f"<p style='break-after: page'>{first}</p><p>{LONG} und mehr davon, {LONG}.</p>"

    reading = read_file(make_pdf_of_html(html))

    assert units(reading) == [first, f"{LONG} und mehr davon, {LONG}."]


def test_an_item_with_its_own_bullet_does_not_go_on_from_a_full_line() -> None:
    full = " ".join("wort" for _ in range(33))
    html = f"<ul><li style='break-after: page'>{full}</li><li>{full}</li></ul>"

    assert units(read_file(make_pdf_of_html(html))) == [full, full]


def test_a_table_over_pages_repeats_no_header() -> None:
    rows = "".join(f"<tr><td>Leistung {i}</td><td>{i},00 €</td></tr>" for i in range(120))
    html = f"<table><caption>T</caption><thead><tr><th>A</th><th>B</th></tr></thead>{rows}</table>"

    reading = read_file(make_pdf_of_html(html))

    assert reading.units[-1].page == 4
    assert units(reading) == ["T", "A B", *(f"Leistung {i} {i},00 €" for i in range(120))]


def test_another_table_at_a_page_top_keeps_its_header() -> None:
    table = (
        "<table><caption>{}</caption><thead><tr><th>A</th></tr></thead><tr><td>b</td></tr></table>"
    )
    html = table.format("Eins") + f"<div style='break-before: page'>{table.format('Zwei')}</div>"

    assert units(read_file(make_pdf_of_html(html))) == ["Eins", "A", "b", "Zwei", "A", "b"]


def test_running_lines_and_background_are_no_units() -> None:
    reading = read_file(make_pdf())

    assert "Laufende Zeile" not in str(reading.units)
    assert reading.footers == tuple((f"{RUNNING_LINE} Seite {page} von 3",) for page in range(1, 4))
    assert reading.aside == ()


# --- DOCX ----------------------------------------------------------------------------------------


def word(*paragraphs: str) -> Document:
    """A document with raw paragraphs, styles as python-docx ships them."""
    document = docx.Document()
    for xml in paragraphs:
        document.element.body.insert_element_before(
            parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)), "w:sectPr"
        )
    return document


def read_word(*paragraphs: str) -> list[str]:
    return units(read_file(save_docx(word(*paragraphs))))


def test_docx_kinds_come_from_styles_and_numbering() -> None:
    style = "<w:p><w:pPr><w:pStyle w:val='{}'/>{}</w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    document = word(
        style.format("Title", "", "T"),
        style.format("Heading3", "", "H"),
        style.format("ListBullet", "", "L"),
        style.format("ListContinue", "", "weiter"),
        style.format("ListContinue2", "", "tiefer"),
        style.format("ListBullet", "<w:numPr><w:numId w:val='0'/></w:numPr>", "keine"),
        style.format("Normal", "<w:numPr><w:numId w:val='1'/></w:numPr>", "N"),
        style.format("Normal", "<w:outlineLvl w:val='1'/>", "O"),
        style.format("Heading3", "<w:outlineLvl w:val='9'/>", "Text"),
        style.format("Caption", "", "C"),
    )

    assert [
        (unit.kind, unit.level, unit.text) for unit in read_file(save_docx(document)).units
    ] == [
        ("ueberschrift", 1, "T"),
        ("ueberschrift", 3, "H"),
        ("punkt", 0, "L"),
        ("punkt", 0, "weiter"),
        ("punkt", 0, "tiefer"),
        ("absatz", 0, "keine"),
        ("punkt", 0, "N"),
        ("ueberschrift", 2, "O"),
        ("absatz", 0, "Text"),
        ("titel", 0, "C"),
    ]


def test_docx_text_is_what_a_reader_sees() -> None:
    assert read_word(
        "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Vor</w:t><w:noBreakHyphen/><w:t>Name\u00ad\u00a0x</w:t></w:r></w:p>",
        "<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>neu</w:t></w:r></w:ins></w:p>",
        "<w:p><w:moveFrom><w:r><w:t>alt</w:t></w:r></w:moveFrom><w:r><w:t>hier</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unsichtbar</w:t></w:r><w:r><w:t>da</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>gestrichen</w:t></w:r><w:r><w:t>da</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:dstrike/></w:rPr><w:t>doppelt</w:t></w:r><w:r><w:t>da</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:color w:val='ffffff'/></w:rPr><w:t>weiß</w:t></w:r>"
        "<w:r><w:t>da</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>doch</w:t></w:r></w:p>",
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Feld</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p></w:p>",
    ) == ["a b c", "Vor-Name x", "neu", "hier", "da", "da", "da", "da", "doch", "7", "Feld"]


def test_docx_text_boxes_are_read_once_and_before_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

    assert read_word(
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Text</w:t></w:r></w:p>"
    ) == ["Kasten", "Text"]


def test_docx_headers_come_first_and_footers_are_no_units() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Folgeseite"
    section.footer.paragraphs[0].text = "Fuß"
    section.first_page_header.add_table(1, 1, Mm(50)).cell(0, 0).text = "Behörde"
    document.add_paragraph("Text")

    plain = units(read_file(save_docx(document)))
    section.different_first_page_header_footer = True
    both = read_file(save_docx(document)).units

    assert plain == ["Folgeseite", "Text"]
    assert [(unit.kind, unit.text) for unit in both] == [
        ("absatz", "Behörde"),
        ("absatz", "Folgeseite"),
        ("absatz", "Text"),
    ]


def test_docx_footers_are_read_for_each_kind_of_page_that_shows_one() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.footer.paragraphs[0].text = "Fuß"
    section.first_page_footer.add_table(1, 1, Mm(50)).cell(0, 0).text = "Erste"
    section.even_page_footer.paragraphs[0].text = "Gerade"

    def footers() -> tuple[tuple[str, ...], ...]:
        return read_file(save_docx(document)).footers

    assert footers() == (("Fuß",),)
    section.different_first_page_header_footer = True
    assert footers() == (("Erste",), ("Fuß",))
    document.settings.odd_and_even_pages_header_footer = True
    assert footers() == (("Erste",), ("Fuß",), ("Gerade",))
    section.first_page_footer.is_linked_to_previous = True
    assert footers() == ((), ("Fuß",), ("Gerade",))


def test_docx_sections_go_on_with_the_headers_and_footers_before_them() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kopf"
    document.sections[0].footer.paragraphs[0].text = "Fuß"
    second = document.add_section()
    linked = read_file(save_docx(document))
    for part, text in ((second.header, "Anderer Kopf"), (second.footer, "Anderer Fuß")):
        part.is_linked_to_previous = False
        part.paragraphs[0].text = text
    own = read_file(save_docx(document))

    assert units(linked) == units(own) == ["Kopf"]
    assert (linked.footers, linked.aside) == ((("Fuß",),), ())
    assert (own.footers, own.aside) == ((("Fuß",), ("Anderer Fuß",)), ("Anderer Kopf",))


def test_docx_page_numbers_are_read_as_their_place() -> None:
    def field(name: str, result: str) -> str:
        kinds = [f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in FIELD]
        begin, separate, end = kinds
        instruction = f"<w:r><w:instrText> {name} \\* MERGEFORMAT </w:instrText></w:r>"
        return f"{begin}{instruction}{separate}<w:r><w:t>{result}</w:t></w:r>{end}"

    simple = "<w:fldSimple w:instr='NUMPAGES'><w:r><w:t>12</w:t></w:r></w:fldSimple>"
    fields = f"{field('page', '3')}<w:r><w:t>/</w:t></w:r>{simple}{field('AUTHOR', 'Noa')}"
    xml = f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Blatt </w:t></w:r>{fields}</w:p>"
    document = docx.Document()
    footer = document.sections[0].footer
    footer.paragraphs[0]._p.addnext(parse_xml(xml))  # noqa: SLF001

    assert read_file(save_docx(document)).footers == (("Blatt …/…Noa",),)


FIELD = ("begin", "separate", "end")


def test_docx_notes_comments_watermarks_and_further_headers_stand_aside() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Kopf"
    section.even_page_header.paragraphs[0].text = "Gerade"
    document.settings.odd_and_even_pages_header_footer = True
    mark = "<v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='KOPIE'/>"
    section.header.paragraphs[0].runs[0]._r.append(parse_xml(mark))  # noqa: SLF001
    run = document.add_paragraph("Text").runs[0]
    document.add_comment(run, "Kommentar", author="Noa")
    note = "<w:footnote{}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
    notes = note.format(" w:type='separator'", "Strich") + note.format("", "Anmerkung")
    attach(document, "footnotes", f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>")

    reading = read_file(save_docx(document))

    assert units(reading) == ["Kopf", "Text"]
    assert reading.aside == ("Gerade", "KOPIE", "Anmerkung", "Kommentar")


def attach(document: Document, kind: str, xml: str) -> None:
    """Link a part of that kind to the body."""
    part = Part(
        PackURI(f"/word/{kind}.xml"), "application/xml", xml.encode(), document.part.package
    )
    document.part.relate_to(part, f"{RELATIONSHIPS}/{kind}")


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_docx_rows_join_their_cells_and_drop_deleted_ones() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "A\nB"
    table.cell(0, 1).text = "1"
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "innen"
    table.cell(1, 0).text = "gelöscht"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))  # noqa: SLF001

    assert read_file(save_docx(document)).units == (Unit("zeile", "A B 1 innen"),)


def test_docx_styles_in_a_circle_are_plain() -> None:
    document = word("<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
    for name, base in (("A", "B"), ("B", "A")):
        xml = f"<w:style w:styleId='{name}' {nsdecls('w')}><w:basedOn w:val='{base}'/></w:style>"
        document.styles.element.append(parse_xml(xml))

    assert read_file(save_docx(document)).units == (Unit("absatz", "x"),)


def test_docx_hidden_by_style_is_not_read() -> None:
    document = word("<w:p><w:r><w:rPr><w:rStyle w:val='X'/></w:rPr><w:t>weg</w:t></w:r></w:p>")
    xml = f"<w:style w:styleId='X' {nsdecls('w')}><w:rPr><w:vanish/></w:rPr></w:style>"
    document.styles.element.append(parse_xml(xml))

    assert read_file(save_docx(document)).units == ()


def test_two_provenances_are_none() -> None:
    file = io.BytesIO(make_docx(embedded="{}"))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("customXml/item8.xml", "<herkunft xmlns='urn:docgen:herkunft'/>")

    assert read_file(file.getvalue()).provenance is None
