"""Plain text: one line for each thought, and nothing in a text that could be taken for a mark."""

from dataclasses import replace

import pytest
from render_sample import HOSTILE, HOSTILE_PLACES, hostile, paragraph, sample, text_renderer
from syrupy.assertion import SnapshotAssertion

from docgen.letter import Block, BulletList, Column, Letter, Row, Ruling, Run, Section, Table
from docgen.proof import read_text

LETTER = sample()
DRAFT_LINE = "ENTWURF – nicht versenden"


def written(letter: Letter) -> str:
    return text_renderer().render(letter).decode()


def body(*blocks: Block | Ruling) -> str:
    """What stands below the salutation."""
    text = written(replace(LETTER, sections=(Section("rahmen", None, blocks),)))
    return text.partition(f"{LETTER.salutation}\n\n")[2]


def test_text_of_the_sample(snapshot: SnapshotAssertion) -> None:
    assert written(LETTER) == snapshot


def test_lines_end_in_one_way_and_hold_no_blanks_at_their_ends() -> None:
    data = text_renderer().render(LETTER)
    lines = data.decode().split("\n")

    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert lines[-2:] == [lines[-2], ""] != ["", ""]
    assert all(line == line.rstrip() for line in lines)


def test_a_paragraph_is_one_line_however_long() -> None:
    text = "Wort " * 300 + "Ende."

    assert body(paragraph(text)) == f"{text}\n"


def test_a_line_feed_goes_on_in_an_indented_line() -> None:
    assert body(
        paragraph("Gruß\n\nJonas Muster"),
        BulletList(((Run("eins\nzwei"),),)),
        Ruling(1, (paragraph("eins\nzwei"), BulletList(((Run("drei\nvier"),),)))),
    ) == (
        "Gruß\n    Jonas Muster\n\n"
        "- eins\n    zwei\n\n"
        "1. eins\n       zwei\n\n   - drei\n       vier\n"
    )


def test_address_lines_stand_below_each_other() -> None:
    lines = ("Frau", "Erika Beispiel", "1. Stock", "- Hof -", "# 3")
    letter = replace(LETTER, letterhead=replace(LETTER.letterhead, address=lines))

    assert "\n\nFrau\nErika Beispiel\n1. Stock\n\u2060- Hof -\n\u2060# 3\n\n" in written(letter)


@pytest.mark.parametrize(
    "text", ["- x", "* x", "# x", "## x", "#", "1. x", "23. x", "Tabelle: x", "Tabelle:"]
)
def test_a_text_that_begins_like_a_mark_is_told_from_it(text: str) -> None:
    assert body(paragraph(text)) == f"\u2060{text}\n"
    assert body(Ruling(4, (paragraph(text),))) == f"4. \u2060{text}\n"


@pytest.mark.parametrize(
    "text", ["-x", "1.x", "1 x", "#x", "### x", "Tabellen: x", "3.4. x", "– x"]
)
def test_any_other_text_stands_as_it_is(text: str) -> None:
    assert body(paragraph(text)) == f"{text}\n"


def test_spaces_at_the_ends_of_a_text_are_left_out() -> None:
    assert body(paragraph("   x \n \u00a0y ")) == "x\n    y\n"


def test_a_ruling_may_begin_with_any_block() -> None:
    table = Table("T", (Column("A", 1),), (Row(("a",)),))

    assert body(Ruling(1, (table,)), Ruling(2, (BulletList(((Run("x"),),)),)), Ruling(3, ())) == (
        "1. Tabelle: T\n   * A: a\n\n2. - x\n"
    )


def test_each_value_of_a_table_follows_the_title_of_its_column() -> None:
    columns = (Column("Art", 1), Column("Preis: netto", 1), Column("Zeit\nje Tag:", 1))
    rows = (Row(("a", "", "b: c\nd")), Row(("", "1,00 €", "")), Row(("", "", "")))

    assert body(Table("T\nU", columns, rows)) == (
        "Tabelle: T\n    U\n"
        "* Art: a\n  Preis:\u2060 netto:\n  Zeit je Tag:: b: c\n    d\n"
        "* Preis:\u2060 netto: 1,00 €\n"
    )


def test_a_table_without_rows_still_names_its_columns() -> None:
    columns = (Column("Art", 1), Column("Preis", 1))

    assert body(Table("", columns, ())) == "Tabelle:\n* Art:\n  Preis:\n"


def test_a_draft_says_so_first() -> None:
    assert written(replace(LETTER, draft=True)) == f"{DRAFT_LINE}\n\n{written(LETTER)}"


def test_no_text_of_a_letter_makes_a_draft_of_it() -> None:
    head = replace(LETTER.letterhead, authority=(DRAFT_LINE,))

    reading = read_text(text_renderer().render(replace(LETTER, letterhead=head)))

    assert reading.aside == ()
    assert reading.units[0].text == DRAFT_LINE


def test_every_hostile_value_stands_literally_in_every_place() -> None:
    text = written(hostile())

    for value in HOSTILE:
        assert text.count(value) >= HOSTILE_PLACES


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\uffff"])
def test_what_no_file_of_text_can_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        written(replace(LETTER, subject=f"a{character}b"))
