"""What the proof's own parser sees on a page, and what it must not see."""

import pytest

from docgen.obligations import ValueKind
from docgen.proof.values import canonical, find_counted, find_stated


def seen(kind: ValueKind, text: str, *, is_row: bool = False) -> list[str]:
    stated = find_stated(text, is_row=is_row)
    found = (*stated, *find_counted(text, stated))
    return [one.value for one in found if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie bekommen 1.234,56 Euro im Monat.", ["1234.56"]),
        ("447,80 €", ["447.80"]),
        ("447,80€ und 12 EUR", ["447.80", "12.00"]),
        ("€ 447,80", ["447.80"]),
        ("100,- Euro", ["100.00"]),
        ("ca.500 Euro", ["500.00"]),
        ("1.234.567 Euro", ["1234567.00"]),
        ("50 Cent", ["0.50"]),
        ("0,3567 Euro je Kilometer", ["0.3567"]),
        ("−50,00 €", ["50.00"]),
        ("447.80 Euro", ["447.80 Euro"]),  # English spelling: seen, but no German amount
        ("1.23,45 Euro", ["1.23,45 Euro"]),
        ("§ 29 Abs. 2 Satz 3", []),
        ("4,50 Stunden", []),
        ("447,80", []),
        ("ein Eurobetrag von 5 Eurobeträgen", []),
        ("Nummer 12 Euro-Zone", ["12.00"]),
        ("Az. 12,50/2", []),
    ],
)
def test_money_is_a_figure_with_its_currency(text: str, expected: list[str]) -> None:
    assert seen(ValueKind.MONEY, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assistenz 447,80", ["447.80"]),
        ("Assistenz 30,00 € 135,00", ["30.00", "135.00"]),
        ("Assistenz 4,50 Stunden 135,00", ["135.00"]),
        ("Assistenz 30,00 × 4,33 129,90", ["30.00", "129.90"]),
        ("Erhöhung 2,50 % 9,99", ["9.99"]),
        ("Summe 1.447,80", ["1447.80"]),
        ("Faktor 4,345 Nr. 1.2", []),
        ("Zeile 12 3,5", []),
        ("Summe 1.23,45", ["1.23,45"]),
    ],
)
def test_a_bare_figure_with_two_places_is_money_in_a_row(text: str, expected: list[str]) -> None:
    assert seen(ValueKind.MONEY, text, is_row=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 1. Dezember 2026.", ["2026-12-01"]),
        ("am 01.12.2026,", ["2026-12-01"]),
        ("1.12.2026", ["2026-12-01"]),
        ("01. 12. 2026", ["2026-12-01"]),
        ("5. Mrz. 2027", ["2027-03-05"]),
        ("3. märz 2027", ["2027-03-03"]),
        ("vom 1. bis 31. Dezember 2026", ["2026-12-31"]),
        ("2026-12-01", ["2026-12-01"]),
        ("29. Februar 2027", ["29. Februar 2027"]),  # no such day
        ("32.13.2026", ["32.13.2026"]),
        ("§ 29 Abs. 2 Satz 3, § 5. Mai haben wir", []),
        ("im Dezember 2026, Az. 12.34.56", []),
        ("Nummer 1.2 von 2026", []),
    ],
)
def test_dates_are_seen_in_every_usual_spelling(text: str, expected: list[str]) -> None:
    assert seen(ValueKind.DATE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IBAN: DE02 1203 0000 0000 2020 51.", ["DE02120300000000202051"]),
        ("DE02120300000000202051", ["DE02120300000000202051"]),
        ("DE02 1203 0000 0000 2020 51 12 Euro", ["DE02120300000000202051"]),
        ("DE02 1203 0000 0000 2020 51 BIC BYLADEM1001", ["DE02120300000000202051"]),
        ("AT61 1904 3002 3457 3201 BIC", ["AT611904300234573201"]),
        ("NL91 ABNA 0417 1643 00", ["NL91ABNA0417164300"]),
        ("DE03 1203 0000 0000 2020 51", ["DE03120300000000202051"]),  # wrong check digits
        ("Gläubiger DE98ZZZ09999999999", []),
        ("USt-IdNr. DE123456789", []),
    ],
)
def test_ibans_are_seen_whole_and_without_what_follows(text: str, expected: list[str]) -> None:
    assert seen(ValueKind.IBAN, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4,5 Stunden in der Woche", ["4.5 stunde woche"]),
        ("18 Stunden im Monat", ["18 stunde monat"]),
        ("1 Stunde am Tag", ["1 stunde tag"]),
        ("eine Stunde am Tag", ["1 stunde tag"]),
        ("30 Minuten pro Tag", ["30 minute tag"]),
        ("6,50 Std. wöchentlich", ["6.5 stunde woche"]),
        ("monatlich 4,00 Stunden", ["4 stunde monat"]),
        ("1.200 Stunden im Jahr", ["1200 stunde jahr"]),
        ("4 Stunden", []),
        ("die Stunde am Tag", []),
    ],
)
def test_extents_have_number_unit_and_period(text: str, expected: list[str]) -> None:
    assert seen(ValueKind.AMOUNT, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("innerhalb von 14 Tagen", ["14"]),
        ("Faktor 4,33 Wochen", ["4.33"]),
        ("zwei Monate, im vierten Jahr, eines Monats", ["2", "4", "1"]),
        ("Zwölf Ziele am dritten Ort, der siebte, die achten", ["12", "3", "7", "8"]),
        ("Nummer 2 dieses Bescheids", ["2"]),
        ("bis zum 15. des Monats", ["15"]),
        ("52/12", ["52", "12"]),
        ("§ 29 Abs. 2 Satz 3 SGB IX", []),
        ("§§ 29 bis 31, § 66 Abs. 1 Nr. 2 und Art. 6", []),
        ("am 1. Dezember 2026 447,80 Euro auf DE02 1203 0000 0000 2020 51", []),
        ("10:30 Uhr, 4h, Eingang, Dreimonatsfrist", []),
    ],
)
def test_numbers_are_figures_and_numerals_that_mean_nothing_else(
    text: str, expected: list[str]
) -> None:
    assert seen(ValueKind.NUMBER, text) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ValueKind.MONEY, "447.8", "447.80"),
        (ValueKind.MONEY, "-50.00", "50.00"),
        (ValueKind.NUMBER, "4.50", "4.5"),
        (ValueKind.NUMBER, "100", "100"),
        (ValueKind.AMOUNT, "6.50 stunde woche", "6.5 stunde woche"),
        (ValueKind.DATE, "2026-12-01", "2026-12-01"),
        (ValueKind.MONEY, "viel", "viel"),
    ],
)
def test_expected_values_are_brought_to_the_same_spelling(
    kind: ValueKind, value: str, expected: str
) -> None:
    assert canonical(kind, value) == expected
