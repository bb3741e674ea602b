"""Plain text is read by its marks, and no text is lost where somebody changed them."""

import pytest

from docgen.proof import Unit, UnreadableFileError, read_text

LETTER = """\
Amt Nord

Frau
Erika Beispiel
1. Stock

- Aktenzeichen: 1
- Auskunft: Herr Muster
    Zimmer 2

# Bescheid

## Unsere
    Entscheidung

1. Sie bekommen
       Geld:

   - jeden Monat
   - sofort

   Tabelle: Ihr Budget
   * Leistung: Assistenz: abends
       (am Wochenende)
     Betrag: 1,00 Euro
   * Betrag: 2,00 Euro

12. Sie zahlen nichts.

\u2060- Kein Punkt

Gruß
    Jonas Muster
"""
UNITS = (
    Unit("absatz", "Amt Nord"),
    Unit("absatz", "Frau Erika Beispiel 1. Stock"),
    Unit("punkt", "Aktenzeichen: 1"),
    Unit("punkt", "Auskunft: Herr Muster Zimmer 2"),
    Unit("ueberschrift", "Bescheid", level=1),
    Unit("ueberschrift", "Unsere Entscheidung", level=2),
    Unit("punkt", "Sie bekommen Geld:"),
    Unit("punkt", "jeden Monat"),
    Unit("punkt", "sofort"),
    Unit("titel", "Ihr Budget"),
    Unit("zeile", "Leistung Betrag"),
    Unit("zeile", "Assistenz: abends (am Wochenende) 1,00 Euro"),
    Unit("zeile", "2,00 Euro"),
    Unit("punkt", "Sie zahlen nichts."),
    Unit("absatz", "- Kein Punkt"),
    Unit("absatz", "Gruß Jonas Muster"),
)


def texts(text: str) -> list[str]:
    return [unit.text for unit in read_text(text.encode()).units]


@pytest.mark.parametrize(
    "text", [LETTER, LETTER.replace("\n", "\r\n"), f"\ufeff{LETTER}", LETTER.rstrip()]
)
def test_marks_tell_what_a_line_is(text: str) -> None:
    reading = read_text(text.encode())

    assert (reading.format, reading.provenance) == ("text", None)
    assert reading.units == UNITS
    assert (reading.sheets, reading.footers, reading.aside) == ((), (), ())


def test_the_mark_of_a_draft_stands_aside() -> None:
    reading = read_text(f"ENTWURF – nicht versenden\n\n{LETTER}".encode())

    assert reading.units == UNITS
    assert reading.aside == ("ENTWURF – nicht versenden",)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("kein Betreff\n\nmehr", ["kein Betreff", "mehr"]),
        ("# B\n\neins\nzwei\n   drei", ["B", "eins", "zwei", "drei"]),
        ("# B\n\n       verirrt", ["B", "verirrt"]),
        ("# B\n\n* keine Tabelle", ["B", "* keine Tabelle"]),
        ("# B\n\n1. eins\nzwei\n   drei", ["B", "eins", "zwei", "drei"]),
        ("# B\n\n1. eins\n\n   2. zwei", ["B", "eins", "2. zwei"]),
        ("# B\n\n-ohne Abstand\n#auch", ["B", "-ohne Abstand", "#auch"]),
        ("# B\n\nTabelle: T\n* A: a\nnicht mehr", ["B", "T", "A", "a", "nicht mehr"]),
        ("# B\n\nTabelle: T\n  A: a\n* A: b", ["B", "T", "A", "a", "b"]),
        ("# B\n\nTabelle: T\n* ohne Titel\n* A: b", ["B", "T", "ohne Titel", "A: b"]),
    ],
)
def test_no_text_is_lost_whatever_its_marks(text: str, read: list[str]) -> None:
    assert texts(text) == read


TABLE = "# B\n\nTabelle: T\n* A: a\n  B: b\n  C: c\n* A: d\n  B: e\n  C: f\n"


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ("B: e", "B: e", ["A B C", "a b c", "d e f"]),
        ("  B: e\n", "", ["A B C", "a b c", "d f"]),
        ("B: e", "X: e", ["A B C", "a b c", "d X: e f"]),
        ("B: e", "A: e", ["A B C", "a b c", "d A: e f"]),
        ("B: b", "X: b", ["A X C", "a b c", "d B: e f"]),
        ("  B: b\n", "", ["A C", "a c", "d B: e f"]),
        ("* A: d\n  B", "* B", ["A B C", "a b c", "e f"]),
    ],
)
def test_a_changed_title_of_a_column_is_seen(before: str, after: str, rows: list[str]) -> None:
    assert before in TABLE
    assert texts(TABLE.replace(before, after)) == ["B", "T", *rows]


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xff\xfeB\x00", "Prüfung".encode("latin-1")])
def test_what_is_no_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^Die Datei .+\.$"):
        read_text(data)
