"""An amount is read in one line: whoever sees half of it reads another amount."""

from dataclasses import replace

import pytest
from render_reading import docx_part, find, pdf_glyphs, values
from render_sample import LAYOUTS, docx_renderer, pdf_renderer, sample

from docgen.letter import Column, Letter, Row, Ruling, Section, Table
from docgen.render import LARGE_PRINT, PdfRenderer
from docgen.render.fonts import read_fonts

LONGEST = "− 49.999.999,95\u00a0Euro"
"""Fifty services, each just below what a service may cost."""
BEYOND = "9.999.999.999.999,95\u00a0Euro"
WEIGHTS = (38, 38, 24)


def costing(amount: str, name: str = "Assistenz") -> Letter:
    """A letter that grants one service at this price, in a table inside a ruling."""
    columns = tuple(
        Column(title, weight, numeric=title == "Betrag im Monat")
        for title, weight in zip(("Leistung", "Umfang", "Betrag im Monat"), WEIGHTS, strict=True)
    )
    rows = (Row((name, "4 Stunden im Monat", amount)), Row(("Summe", "", amount), total=True))
    section = Section("verfuegung", "Probe", (Ruling(1, (Table("Preis", columns, rows),)),))
    return replace(sample(), sections=(section,))


def word_columns(letter: Letter) -> list[int]:
    """The widths of a table's columns in Word, in twips."""
    document = docx_part(docx_renderer().render(letter), "word/document.xml")
    return [int(value) for value in values(document, "//w:tblGrid/w:gridCol/@w:w")][-3:]


@pytest.mark.parametrize("amount", [LONGEST, BEYOND])
def test_an_amount_on_paper_stands_in_one_line_beside_a_name_of_one_word(amount: str) -> None:
    letter = costing(amount, "Donaudampfschifffahrt" * 9)

    for renderer in (pdf_renderer(), PdfRenderer(LAYOUTS, look=LARGE_PRINT)):
        drawn = find(list(pdf_glyphs(renderer.render(letter))), amount)

        # Commas hang below the line; half a line lies between the figures of two.
        assert max(one.top for one in drawn) - min(one.top for one in drawn) < 4.5
        assert max(one.right for one in drawn) <= 190


@pytest.mark.parametrize("amount", [LONGEST, BEYOND])
def test_an_amount_in_word_has_a_column_it_fits_into(amount: str) -> None:
    bold = next(font for font in read_fonts(LAYOUTS) if font.bold)

    *_, column = word_columns(costing(amount))

    # Tabellenzahl is 10 pt, 200 twips; a cell has 113 twips on either side.
    assert column - 2 * 113 >= bold.width(amount) * 200


def test_amounts_as_they_are_leave_the_columns_as_they_are() -> None:
    *columns, whole = word_columns(costing("999.999,99\u00a0Euro"))

    shares = [round(100 * one / sum((*columns, whole))) for one in (*columns, whole)]
    assert tuple(shares) == WEIGHTS


def test_words_keep_half_of_their_room_beside_the_longest_number() -> None:
    columns = word_columns(costing("9" * 200))

    assert [round(100 * one / sum(columns)) for one in columns] == [19, 19, 62]
