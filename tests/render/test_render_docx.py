"""The DOCX: styles, numbering, tables, metadata, and values that stay what they are."""

import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest
from lxml import etree
from render_reading import (
    NAMES,
    docx_paragraphs,
    docx_part,
    docx_part_names,
    docx_style,
    docx_text,
    docx_words,
    nodes,
    values,
    w,
)
from render_sample import (
    HOSTILE,
    HOSTILE_PLACES,
    LAYOUTS,
    PROVENANCE,
    docx_renderer,
    hostile,
    paragraph,
    pdf_renderer,
    sample,
)
from syrupy.assertion import SnapshotAssertion

from docgen.letter import Letter, Row, Ruling, Section, Table
from docgen.proof import read_file

LETTER = sample()


def written(letter: Letter) -> bytes:
    return docx_renderer().render(letter)


def body(letter: Letter) -> etree._Element:
    return docx_part(written(letter), "word/document.xml")


def test_outline_of_the_sample(snapshot: SnapshotAssertion) -> None:
    parts = ("word/header1.xml", "word/document.xml", "word/footer1.xml")

    outline = [
        f"{style}: {text!r}"
        for part in parts
        for style, text in docx_paragraphs(written(LETTER), part)
    ]

    assert "\n".join(outline) == snapshot


def test_reading_order_of_the_letter_stands_in_the_docx() -> None:
    root = body(LETTER)
    units = [
        " ".join(docx_text(paragraph) for paragraph in unit.iter(w("p")))
        for unit in nodes(root, "w:body/w:p | w:body/w:tbl/w:tr")
    ]

    start = units.index(LETTER.subject)
    assert units[start:] == list(LETTER.reading_order())


def test_every_paragraph_has_a_style_of_the_frame_and_some_text() -> None:
    content = written(LETTER)

    styles = docx_part(content, "word/styles.xml")
    known = set(values(styles, "w:style/@w:styleId"))
    for one in docx_part(content, "word/document.xml").iter(w("p")):
        assert docx_style(one) in known
        assert docx_text(one).strip() or one.getparent().tag == w("tc")  # type: ignore[union-attr]


def test_headings_are_word_headings() -> None:
    paragraphs = docx_paragraphs(written(LETTER))

    assert [text for style, text in paragraphs if style == "Heading1"] == [LETTER.subject]
    headings = [section.heading for section in LETTER.sections if section.heading]
    assert [text for style, text in paragraphs if style == "Heading2"] == headings


def test_language_is_german_by_default() -> None:
    styles = docx_part(written(LETTER), "word/styles.xml")

    assert values(styles, "w:docDefaults//w:lang/@w:val") == ["de-DE"]


def numbered(letter: Letter) -> list[tuple[int, str]]:
    """Give number and text of numbered paragraphs, counted as Word counts."""
    content = written(letter)
    starts = {
        number.attrib[w("numId")]: values(number, "w:lvlOverride/w:startOverride/@w:val")
        for number in docx_part(content, "word/numbering.xml").iter(w("num"))
    }
    counts: Counter[str] = Counter()
    found = []
    for one in docx_part(content, "word/document.xml").iter(w("p")):
        for list_id in values(one, "w:pPr/w:numPr/w:numId/@w:val"):
            found.append((int(starts[list_id][0]) + counts[list_id], docx_text(one)))
            counts[list_id] += 1
    return found


def test_rulings_are_numbered_by_word_from_one_in_each_section() -> None:
    numbers = [number for number, _ in numbered(LETTER)]

    assert numbers == [1, 2, 3, 4, 5, 1, 2]


def test_numbers_are_those_of_the_letter_even_with_gaps() -> None:
    rulings = tuple(Ruling(number, (paragraph(f"Punkt {number}"),)) for number in (3, 4, 7))
    letter = replace(LETTER, sections=(Section("x", "X", rulings),))

    assert numbered(letter) == [(3, "Punkt 3"), (4, "Punkt 4"), (7, "Punkt 7")]


def test_a_ruling_that_begins_with_a_table_numbers_its_caption() -> None:
    table = LETTER.sections[3].blocks[3]
    assert isinstance(table, Table)
    letter = replace(LETTER, sections=(Section("x", "X", (Ruling(1, (table,)),)),))

    assert numbered(letter) == [(1, "Rechenweg")]


def test_from_the_subject_on_word_file_and_pdf_read_alike() -> None:
    """Also the second paragraph of a ruling is one of its point, not one of the letter."""
    readings = [
        [(unit.kind, unit.level, unit.text) for unit in read_file(content).units]
        for content in (written(LETTER), pdf_renderer().render(LETTER))
    ]

    word, pdf = (units[units.index(("ueberschrift", 1, LETTER.subject)) :] for units in readings)
    assert word == pdf
    assert ("punkt", 0, "Fällt der Zahltag auf einen Sonntag, zahlen wir am Werktag davor.") in word


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    for table in body(LETTER).iter(w("tbl")):
        rows = table.findall("w:tr", NAMES)
        heads = [row.find("w:trPr/w:tblHeader", NAMES) is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)


def test_table_widths_follow_the_weights_and_fill_the_text_width() -> None:
    inside, outside = (
        [int(value) for value in values(table, "w:tblGrid/w:gridCol/@w:w")]
        for table in body(LETTER).iter(w("tbl"))
    )

    assert sum(outside) == pytest.approx(165 / 25.4 * 1440, abs=2)
    assert sum(inside) == pytest.approx(157.24 / 25.4 * 1440, abs=2)
    assert [round(100 * width / sum(outside)) for width in outside] == [34, 44, 22]


def test_numeric_columns_are_aligned_by_their_style() -> None:
    table = next(body(LETTER).iter(w("tbl")))

    for row in table.iter(w("tr")):
        styles = [docx_style(one) for one in row.iter(w("p"))]
        assert styles == ["Tabellentext", "Tabellentext", "Tabellentext", "Tabellenzahl"]


def test_the_head_is_text_in_the_order_it_is_read() -> None:
    paragraphs = docx_paragraphs(written(LETTER))

    head = list(LETTER.head_order())
    assert [text for _, text in paragraphs[: len(head) + 1]] == [*head, LETTER.subject]


@pytest.mark.parametrize("tag", ["framePr", "txbxContent", "pict", "drawing", "tab"])
def test_nothing_in_the_text_is_placed_by_itself_or_parted_by_tabs(tag: str) -> None:
    root = body(LETTER)

    assert nodes(root, f"//w:p//w:{tag} | //w:body//w:tbl//w:tbl") == []
    assert nodes(docx_part(written(LETTER), "word/styles.xml"), "//w:framePr") == []


def test_address_and_information_are_two_columns_between_text_over_the_whole_width() -> None:
    root = body(LETTER)

    starts = [docx_text(one) for one in nodes(root, "//w:p[w:r/w:br/@w:type='column']")]
    ends = [docx_text(one) for one in nodes(root, "//w:p[w:pPr/w:sectPr]")]
    columns = [len(nodes(one, "w:cols/w:col")) for one in nodes(root, "//w:sectPr")]
    assert starts == ["Aktenzeichen: 50.2-TH-4711/26"]
    assert ends == [LETTER.letterhead.authority[-1], "Datum: 23. November 2026"]
    assert columns == [0, 2, 0]
    assert nodes(root, "//w:r[not(w:t or w:br)]") == []


def spacing(letter: Letter, style: str, side: str) -> int:
    """Give the twips above or below the last paragraph of a style."""
    path = f"//w:p[w:pPr/w:pStyle/@w:val='{style}']/w:pPr/w:spacing/@w:{side}"
    return int(values(body(letter), path)[-1])


def test_a_line_more_above_leaves_less_room_above_the_columns() -> None:
    head = LETTER.letterhead
    more = replace(LETTER, letterhead=replace(head, authority=(*head.authority, "Zimmer 7")))
    longer = replace(
        LETTER, letterhead=replace(head, authority=(*head.authority[:3], "Teilhabe " * 20))
    )

    for one in (more, longer):
        rooms = [spacing(letter, "BriefkopfZeile", "after") for letter in (LETTER, one)]
        assert rooms[0] - rooms[1] == 238


def test_a_line_more_in_the_address_leaves_less_room_above_the_subject() -> None:
    letters = [
        replace(LETTER, letterhead=replace(LETTER.letterhead, address=("Zeile",) * lines))
        for lines in (5, 6)
    ]

    rooms = [spacing(letter, "Heading1", "before") for letter in letters]
    assert rooms[0] - rooms[1] == 252


@pytest.mark.parametrize(("form", "marks"), [("A", [87, 148.5, 192]), ("B", [105, 148.5, 210])])
def test_fold_marks_follow_the_form(form: str, marks: list[float]) -> None:
    header = docx_part(written(replace(LETTER, din_form=form)), "word/header1.xml")

    offsets = values(header, "//*[local-name()='positionV']/*/text()")
    assert [int(offset) / 36000 for offset in offsets] == marks


def test_footers_count_pages_with_fields() -> None:
    content = written(LETTER)

    for name in ("word/footer1.xml", "word/footer2.xml"):
        root = docx_part(content, name)
        fields = [(node.text or "").strip() for node in root.iter(w("instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert docx_paragraphs(content, name) == [
            ("Footer", f"{LETTER.running_line}\tSeite 1 von 1")
        ]


def test_hostile_values_stand_literally() -> None:
    words = docx_words(written(hostile()))

    for value in HOSTILE:
        assert words.count(value) >= HOSTILE_PLACES, value


def test_a_value_like_a_marker_of_ours_stands_literally() -> None:
    markers = "".join(map(chr, range(0xE000, 0xE010)))
    letter = replace(LETTER, subject=markers, reference=markers)

    assert docx_words(written(letter)).count(markers) == 2


def test_a_control_character_is_refused() -> None:
    with pytest.raises(ValueError, match="XML compatible"):
        written(replace(LETTER, subject="\x0c"))


def test_unknown_din_form_is_refused() -> None:
    with pytest.raises(ValueError, match="DIN form"):
        written(replace(LETTER, din_form="C"))


def test_what_the_letter_does_not_have_leaves_no_paragraph() -> None:
    head = replace(LETTER.letterhead, authority=("Amt",), information=(), return_line="")
    letter = replace(LETTER, reference="", salutation="", letterhead=head)

    content = written(letter)

    styles = {style for style, _ in docx_paragraphs(content)}
    assert not styles & {"Bezugszeile", "Salutation", "Ruecksendezeile", "Informationsblock"}
    assert docx_paragraphs(content)[0] == ("BriefkopfName", "Amt")
    assert "BriefkopfZeile" not in styles
    root = docx_part(content, "word/document.xml")
    ends = [docx_style(one) for one in nodes(root, "//w:p[w:pPr/w:sectPr]")]
    assert ends == ["BriefkopfName", "Anschriftfeld"]


def test_two_letters_never_share_text() -> None:
    other = replace(
        LETTER,
        title="Anderes",
        subject="Etwas anderes",
        running_line="Andere Zeile",
        sections=(Section("rahmen", None, (paragraph("Nur dies."),)),),
        provenance="{}",
    )

    first = written(LETTER)
    second = written(other)

    raw = "".join(
        etree.tostring(docx_part(second, name), encoding="unicode")
        for name in docx_part_names(second)
        if name.endswith((".xml", ".rels"))
    )
    assert "Persönliches Budget" not in raw
    assert LETTER.running_line not in raw
    assert "bausteine" not in raw
    assert written(LETTER) == first


def test_the_file_brings_its_fonts_so_that_lines_break_alike_everywhere() -> None:
    content = written(LETTER)

    [entry] = nodes(docx_part(content, "word/fontTable.xml"), "w:font[@w:name='Noto Sans']")
    links = {one.get("Id"): one for one in docx_part(content, "word/_rels/fontTable.xml.rels")}
    for kind, file in {"embedRegular": "NotoSans-Regular", "embedBold": "NotoSans-Bold"}.items():
        [key] = values(entry, f"w:{kind}/@w:fontKey")
        [link] = values(entry, f"w:{kind}/@*[local-name() = 'id']")
        mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            font = archive.read(f"word/{links[link].get('Target')}")
        plain = bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]
        assert plain == (LAYOUTS / "fonts" / f"{file}.ttf").read_bytes()
    named = set(values(docx_part(content, "word/styles.xml"), "//w:rFonts/@w:*"))
    assert named == {"Noto Sans"}


def test_core_properties_know_only_the_day_of_the_letter() -> None:
    core = docx_part(written(LETTER), "docProps/core.xml")

    properties = {etree.QName(one).localname: one.text for one in core if one.text}
    assert properties == {
        "title": LETTER.title,
        "creator": LETTER.author,
        "lastModifiedBy": LETTER.author,
        "language": "de-DE",
        "created": "2026-11-23T00:00:00Z",
        "modified": "2026-11-23T00:00:00Z",
        "revision": "1",
    }


def test_a_part_that_is_to_stay_whole_holds_each_line_to_the_next() -> None:
    lines = tuple(paragraph(f"Satz {number}.") for number in range(1, 4))
    letter = replace(LETTER, sections=(Section("rechtsbehelf", "Ganz", lines, whole=True),))

    kept = {
        text: one.find(".//w:keepNext", NAMES) is not None
        for one in body(letter).iter(w("p"))
        if (text := "".join(map(str, one.itertext()))).startswith("Satz")
    }

    assert kept == {"Satz 1.": True, "Satz 2.": True, "Satz 3.": False}


def test_provenance_is_a_custom_part_that_word_keeps() -> None:
    content = written(LETTER)

    root = docx_part(content, "customXml/item1.xml")
    assert root.tag == "{urn:docgen:herkunft}herkunft"
    assert root.text == PROVENANCE
    links = docx_part(content, "word/_rels/document.xml.rels")
    assert any(link.get("Target") == "../customXml/item1.xml" for link in links)
    [link] = docx_part(content, "customXml/_rels/item1.xml.rels")
    assert link.get("Target") == "itemProps1.xml"
    types = docx_part(content, "[Content_Types].xml")
    assert any(one.get("PartName") == "/customXml/itemProps1.xml" for one in types)


def test_zip_knows_neither_time_nor_system() -> None:
    with zipfile.ZipFile(io.BytesIO(written(LETTER))) as archive:
        entries = archive.infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    assert entries[0].filename == "[Content_Types].xml"


def test_a_long_table_stays_a_table_of_whole_rows() -> None:
    table = LETTER.sections[3].blocks[3]
    assert isinstance(table, Table)
    rows = tuple(Row((f"Schritt {number}", "", "1,00 €")) for number in range(60))
    long = replace(table, rows=(*rows, *table.rows))

    root = body(replace(LETTER, sections=(Section("x", "X", (long,)),)))

    [word_table] = root.iter(w("tbl"))
    kept = [row.find(".//w:keepNext", NAMES) is not None for row in word_table.iter(w("tr"))]
    # The header stays with the first row, the last row before the total with the total.
    assert kept == [True, *([False] * 63), True, False]
