"""German spelling, as DIN 5008 and the duden of offices have it."""

from datetime import date
from decimal import Decimal

import pytest

from docgen import german


def plain(text: str) -> str:
    return text.replace(german.NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "spelled"),
    [
        ("447.80", "447,80 Euro"),
        ("1234.5", "1.234,50 Euro"),
        ("0", "0,00 Euro"),
        ("250800.00", "250.800,00 Euro"),
    ],
)
def test_money_has_two_places_and_grouping_dots(amount: str, spelled: str) -> None:
    assert plain(german.money(Decimal(amount))) == spelled


@pytest.mark.parametrize(
    ("number", "spelled"), [("4", "4"), ("4.50", "4,5"), ("100", "100"), ("9.25", "9,25")]
)
def test_numbers_have_a_comma_and_no_idle_zeros(number: str, spelled: str) -> None:
    assert german.decimal(Decimal(number)) == spelled


def test_a_date_is_written_out() -> None:
    assert plain(german.day(date(2027, 3, 1))) == "1. März 2027"


@pytest.mark.parametrize(
    ("quantity", "period", "spelled"),
    [
        ("1", "tag", "1 Stunde am Tag"),
        ("6.5", "woche", "6,5 Stunden in der Woche"),
        ("12", "monat", "12 Stunden im Monat"),
        ("300", "jahr", "300 Stunden im Jahr"),
    ],
)
def test_a_need_is_said_as_one_speaks(quantity: str, period: str, spelled: str) -> None:
    assert german.amount(Decimal(quantity), "stunde", period) == spelled


def test_numbers_up_to_twelve_are_words_after_an_article_too() -> None:
    assert german.numeral(Decimal(6)) == "sechs"
    assert german.numeral(Decimal(14)) == "14"
    assert german.ordinal(Decimal(4)) == "vierten"
    with pytest.raises(ValueError, match="no ordinal"):
        german.ordinal(Decimal(13))


@pytest.mark.parametrize(
    ("form", "title", "greeting", "line"),
    [
        ("frau", None, "Sehr geehrte Frau Muster,", "Frau Kim Muster"),
        ("herr", "Dr.", "Sehr geehrter Herr Dr. Muster,", "Herrn Dr. Kim Muster"),
        ("divers", None, "Guten Tag Kim Muster,", "Kim Muster"),
        ("keine", "Dr.", "Guten Tag Dr. Kim Muster,", "Dr. Kim Muster"),
    ],
)
def test_nobody_is_given_a_gender_that_was_not_chosen(
    form: str, title: str | None, greeting: str, line: str
) -> None:
    assert german.salutation(form, "Kim", "Muster", title) == greeting
    assert german.address_name(form, "Kim", "Muster", title) == line


def test_an_iban_stands_in_fours() -> None:
    assert plain(german.iban("de41999123450003703701")) == "DE41 9991 2345 0003 7037 01"


def test_a_citation_stays_on_one_line() -> None:
    bound = german.bind("§ 29 Abs. 2 Satz 3 SGB IX und Anlage 1")

    assert bound.split(" ") == [
        german.unparted("§ 29 Abs. 2 Satz 3 SGB IX"),
        "und",
        "Anlage\u00a01",
    ]


def test_a_date_to_come_keeps_its_word_on_the_line() -> None:
    assert german.bind("ab dem \ue0000\ue001 an") == "ab dem\u00a0\ue0000\ue001 an"


@pytest.mark.parametrize(
    ("words", "joined"),
    [((), ""), (("a",), "a"), (("a", "b"), "a und b"), (("a", "b", "c"), "a, b und c")],
)
def test_words_are_enumerated(words: tuple[str, ...], joined: str) -> None:
    assert german.enumerate_words(words) == joined
