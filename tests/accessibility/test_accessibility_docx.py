"""Each rule about a Word document finds its own defect, and nothing else, in a sound letter."""

import re
from collections.abc import Callable

import pytest
from sound_docx import (
    ADDRESS,
    BODY,
    CORE,
    DATA,
    DAYS,
    DRAWING,
    GREETING,
    HEAD,
    HEADER,
    ITEM,
    LEAD,
    NEW_LINE,
    REASONS,
    SECOND,
    STYLES,
    TAB,
    TITLE,
    broken,
    paragraph,
    row,
    run,
    sound,
    table,
    without,
)

from docgen.accessibility import check_accessibility
from docgen.accessibility.check import DOCX_RULES
from docgen.findings import KINDS


def codes(data: bytes) -> set[str]:
    """The codes of everything found in a file."""
    return {one.code for one in check_accessibility(data)}


def box(text: str) -> str:
    """A text box as Word writes it: a new form, and an old one for older programs."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    picture = '<wp:docPr id="2" name="Feld" descr="Feld"/>'
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{picture}{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def bold(text: str, look: str) -> str:
    return f"<w:p>{run(text, look)}</w:p>"


def shape(kind: str, attributes: str) -> str:
    return f"<w:p><w:r><w:pict><v:{kind} {attributes}/></w:pict></w:r></w:p>"


STRONG = '<w:rStyle w:val="Strong"/>'
EMPTY = "<w:p/>"
DECORATION = '<adec:decorative val="1"/>'

BROKEN: dict[str, tuple[str, bytes]] = {
    "no_first_heading": (
        "zugang.word_hauptueberschrift",
        broken(TITLE, paragraph("Bescheid über Ihr Budget.")),
    ),
    "two_first_headings": (
        "zugang.word_hauptueberschrift",
        broken(REASONS, paragraph("Begründung", "Heading1")),
    ),
    "first_heading_comes_second": (
        "zugang.word_hauptueberschrift",
        broken(TITLE, paragraph("Betreff", "Heading2") + TITLE),
    ),
    "level_left_out": (
        "zugang.word_ueberschrift_sprung",
        broken(REASONS, paragraph("Begründung", "Heading2", '<w:outlineLvl w:val="2"/>')),
    ),
    "level_left_out_by_an_own_style": (
        "zugang.word_ueberschrift_sprung",
        broken(REASONS, paragraph("Begründung", "Gross")),
    ),
    "bold_paragraph_as_heading": (
        "zugang.word_ueberschrift_gemalt",
        broken(REASONS, bold("Begründung", "<w:b/>")),
    ),
    "bold_style_as_heading": (
        "zugang.word_ueberschrift_gemalt",
        broken(REASONS, bold("Begründung", STRONG)),
    ),
    "typed_bullet": (
        "zugang.word_liste_getippt",
        broken(ITEM, paragraph("• Sie wohnen allein.")),
    ),
    "typed_dash": ("zugang.word_liste_getippt", broken(ITEM, paragraph("– Sie wohnen allein."))),
    "typed_numbers": (
        "zugang.word_liste_getippt",
        broken(DAYS, paragraph("1. Sie wohnen allein.") + paragraph("2. Sie brauchen Hilfe.")),
    ),
    "typed_letters": (
        "zugang.word_liste_getippt",
        broken(DAYS, paragraph("a) Sie wohnen allein.") + paragraph("b) Sie brauchen Hilfe.")),
    ),
    "no_header_row": (
        "zugang.word_tabellenkopf",
        broken(HEAD, row("Leistung", "Betrag")),
    ),
    "header_row_turned_off": (
        "zugang.word_tabellenkopf",
        broken("<w:tblHeader/>", '<w:tblHeader w:val="0"/>'),
    ),
    "cell_missing": ("zugang.word_tabelle_zeile", broken(DATA, row("Assistenz"))),
    "cell_too_many": ("zugang.word_tabelle_zeile", broken(DATA, row("Assistenz", "1", "2"))),
    "cells_merged": (
        "zugang.word_zellen_verbunden",
        broken(SECOND, row("Summe", cell='<w:gridSpan w:val="2"/>')),
    ),
    "cells_merged_downwards": (
        "zugang.word_zellen_verbunden",
        broken(DATA, row("Assistenz", "100 Euro", cell='<w:vMerge w:val="restart"/>')),
    ),
    "table_in_a_table": (
        "zugang.word_zellen_verbunden",
        broken(paragraph("100 Euro"), table(HEAD, DATA) + EMPTY),
    ),
    "no_language": ("zugang.word_sprache", broken('<w:lang w:val="de-DE"/>', "", STYLES)),
    "no_title": (
        "zugang.word_titel",
        broken("<dc:title>Bescheid</dc:title>", "<dc:title> </dc:title>", CORE),
    ),
    "silent_picture": ("zugang.word_bild_ohne_text", broken('descr="Wappen"', "")),
    "silent_shape": (
        "zugang.word_bild_ohne_text",
        broken(GREETING, shape("shape", 'id="Siegel"') + GREETING),
    ),
    "silent_picture_in_the_header": (
        "zugang.word_bild_ohne_text",
        broken("<w:p/>", DRAWING.replace('descr="Wappen"', ""), HEADER),
    ),
    "empty_paragraph": ("zugang.word_leerer_absatz", broken(GREETING, EMPTY + GREETING)),
    "paragraph_of_spaces": (
        "zugang.word_leerer_absatz",
        broken(GREETING, paragraph(" ") + GREETING),
    ),
    "line_breaks_as_room": (
        "zugang.word_leerer_absatz",
        broken(
            GREETING,
            f"<w:p>{run('Grüße')}<w:r>{NEW_LINE}{NEW_LINE}</w:r>{run('Im Auftrag')}</w:p>",
        ),
    ),
    "empty_paragraph_in_a_cell": (
        "zugang.word_leerer_absatz",
        broken(paragraph("100 Euro"), EMPTY + paragraph("100 Euro")),
    ),
    "text_box": ("zugang.word_textfeld", broken(GREETING, box("Wichtig") + GREETING)),
    "frame": (
        "zugang.word_rahmen",
        broken(ADDRESS, paragraph("Frau Erika Beispiel", "Normal", '<w:framePr w:w="4000"/>')),
    ),
    "frame_by_style": (
        "zugang.word_rahmen",
        broken(ADDRESS, paragraph("Frau Erika Beispiel", "Rahmen")),
    ),
    "spaces_as_a_column": (
        "zugang.word_leerraum",
        broken(LEAD, paragraph("Datum     1. Dezember 2026")),
    ),
    "tabs_as_columns": (
        "zugang.word_leerraum",
        broken(LEAD, f"<w:p>{run('Eins')}<w:r>{TAB}{TAB}</w:r>{run('zwei')}</w:p>"),
    ),
    "tab_as_indent": (
        "zugang.word_leerraum",
        broken(LEAD, f"<w:p><w:r>{TAB}</w:r>{run('Eins')}</w:p>"),
    ),
    "tabs_as_a_table": (
        "zugang.word_tabulator",
        broken(LEAD, f"<w:p>{run('Datum:')}<w:r>{TAB}</w:r>{run('heute')}</w:p>" * 2),
    ),
}


def test_in_a_sound_letter_nothing_is_found() -> None:
    assert check_accessibility(sound()) == ()


@pytest.mark.parametrize("defect", BROKEN)
def test_a_rule_finds_its_defect_and_no_other_does(defect: str) -> None:
    code, data = BROKEN[defect]

    assert codes(data) == {code}


def test_every_code_has_its_broken_file() -> None:
    wanted = {code for code in KINDS if code.startswith("zugang.word_")}

    assert {code for code, _ in BROKEN.values()} == wanted


@pytest.mark.parametrize(
    "data",
    [
        broken(DRAWING, DRAWING.replace('descr="Wappen"/>', f">{DECORATION}</wp:docPr>")),
        broken(GREETING, shape("shape", 'alt="Siegel"') + GREETING),
        broken(GREETING, shape("shapetype", "") + GREETING),
        broken(LEAD, f"<w:p>{run('Datum:')}<w:r>{TAB}</w:r>{run('heute')}</w:p>"),
        broken(GREETING, f'<w:p><w:r><w:br w:type="page"/></w:r></w:p>{GREETING}'),
        broken(GREETING, table(HEAD, DATA) + EMPTY),
        broken(GREETING, bold("Im Auftrag", "<w:b/>")),
        broken(LEAD, bold("Das gilt ab heute.", "<w:b/>") + LEAD),
        broken(LEAD, f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{run('x')}</w:p>"),
        broken(LEAD, f"<w:p><w:r><w:instrText>{' ' * 9}PAGE</w:instrText></w:r>{run('x')}</w:p>"),
    ],
    ids=[
        "decoration",
        "shape_that_speaks",
        "kind_of_a_shape",
        "one_tab",
        "page_break",
        "paragraph_after_a_last_table",
        "bold_and_nothing_behind",
        "bold_sentence",
        "tab_stop",
        "field",
    ],
)
def test_what_is_allowed_is_not_found(data: bytes) -> None:
    assert check_accessibility(data) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"PK",
        sound()[:900],
        without(BODY),
        without(STYLES),
        broken("<w:body>", "<w:koerper>"),
        broken("<w:document", '<!DOCTYPE w [<!ENTITY a "b">]><w:document'),
    ],
    ids=["only_a_beginning", "half", "no_body", "no_styles", "broken_xml", "document_type"],
)
def test_what_is_no_letter_cannot_be_checked(data: bytes) -> None:
    assert codes(data) == {"zugang.nicht_pruefbar"}


def test_a_finding_names_place_and_norm() -> None:
    [found] = check_accessibility(BROKEN["typed_bullet"][1])

    assert found.title == "Absatz 12 „• Sie wohnen allein.“"
    assert found.norm == "EN 301 549 10.1.3.1 (WCAG 1.3.1)"


@pytest.mark.parametrize("rule", DOCX_RULES, ids=lambda rule: rule.__name__)
def test_every_rule_names_its_norm(rule: Callable[..., object]) -> None:
    assert re.search(r"EN 301 549 10\.[\d.]+", rule.__doc__ or "")
