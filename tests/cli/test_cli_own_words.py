"""Edges of what a caseworker types: nothing of it makes a proof fail or the program stop.

Hostile texts in every field are in tests/letters; here are texts without letters, neighbours that
read as one value, and lengths at the limit.
"""

import pytest
from cases import (
    STATED,
    Case,
    example,
    full_case,
    limited_case,
    put,
    represented_case,
    squeezed,
    without,
)
from cli_runs import errors, pages, written

from docgen.pipeline import FORMATS, State

# Words, norms, amounts, days and an account that docgen itself may not print: here they are told.
TOLD = (
    "Der alte Bescheid nannte § 5 SGB XII und § 53 SGB XII, Sozialhilfe, De-Mail, den dritten Tag, "
    "einen Verwendungsnachweis, den Widerruf, 1.234,56 Euro, 99 €, den 24.12.2025, den 1. Mai "
    "2020, "
    "2020-02-03, das Konto DE02 1203 0000 0000 2020 51, Frau Kurz, [fehlt, None und {{ name }}."
)
STATEMENTS = [
    (full_case, "/begruendung/beeintraechtigung/sie"),
    (full_case, "/begruendung/wunsch/sie"),
    (full_case, "/entscheidung/ermessen/sie"),
    (full_case, "/budget/ueberschreitung_grund/sie"),
    (full_case, "/bewilligung/ueberpruefung_grund/sie"),
    (full_case, "/leistungen/0/bedarf/problemlage/sie"),
    (full_case, "/leistungen/1/bedarf/ziel/sie"),
    (full_case, "/leistungen/1/voraussetzungen/sie"),
    (limited_case, "/bewilligung/befristung_grund/sie"),
    (represented_case, "/begruendung/wunsch/name"),
]


@pytest.mark.parametrize(
    ("make", "pointer"), STATEMENTS, ids=lambda value: getattr(value, "__name__", value)
)
def test_a_statement_may_tell_what_the_letter_itself_may_not_say(
    make: type[Case], pointer: str
) -> None:
    result = written(put(make(), pointer, TOLD))

    assert result.state is State.FERTIG, result.findings
    assert all(squeezed(TOLD) in text for text in pages(result).values())


# Whole texts that are nothing but figures or signs; each could stand in a file.
BARE = {
    "a file number like a day": ("/aktenzeichen", "12.05.2024-33"),
    "a file number like an ISO day": ("/aktenzeichen", "2024-05-12"),
    "a file number like no day": ("/aktenzeichen", "50.21.2026"),
    "a day alone": ("/leistungen/0/bedarf/bereich", "01.02.2020"),
    "an amount alone": ("/begruendung/wunsch/sie", "99,99 €"),
    "a service that is a number": ("/leistungen/0/bezeichnung", "12,50"),
    "Jinja alone": ("/bankverbindung/kontoinhaber", "{{7*7}}"),
    "a telephone number like a day": ("/sachbearbeitung/telefon", "0351/12.05.2024"),
}


@pytest.mark.parametrize(("pointer", "text"), BARE.values(), ids=BARE)
def test_a_text_without_letters_is_a_text_of_the_case(pointer: str, text: str) -> None:
    result = written(put(full_case(), pointer, text), "docx")

    assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, result.findings


# What stands beside it on the page would make one value of both.
NEIGHBOURS = {
    "a mistyped IBAN before a number of hours": (
        "/leistungen/0/bezeichnung",
        "Konto DE02 1203 0000 0000 2020 52",
    ),
    "a currency before a number of hours": ("/leistungen/0/bezeichnung", "Hilfe in €"),
    "a currency before a postcode": ("/person/anschrift/strasse", "Hof €"),
}


@pytest.mark.parametrize(("pointer", "text"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_text_does_not_grow_together_with_its_neighbour(pointer: str, text: str) -> None:
    result = written(put(example(), pointer, text), "docx")

    assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, result.findings


# --- lengths -------------------------------------------------------------------------------------

LONG = {
    "a name of 200 letters": ("/person/nachname", "N" * 200),
    "a name of many words": ("/person/nachname", ("Name " * 40).strip()),
    "a title of 200 letters": ("/person/titel", "T" * 200),
    "a second line of 200 letters": ("/person/anschrift/zusatz", "Z" * 200),
    "a street of 80 letters": ("/person/anschrift/strasse", "S" * 80),
    "a town of 200 letters": ("/person/anschrift/ort", "O" * 200),
    "a file number of 200 letters": ("/aktenzeichen", "A" * 200),
    "a file number of many words": ("/aktenzeichen", ("Akte " * 40).strip()),
    "a telephone number of 100 figures": ("/sachbearbeitung/telefon", "0" * 100),
    "a statement of 2 000 signs": ("/begruendung/wunsch/sie", "Ein Satz. " * 199 + "Das Ende."),
}


@pytest.mark.parametrize(("pointer", "text"), LONG.values(), ids=LONG)
def test_long_texts_are_written_or_refused(pointer: str, text: str) -> None:
    result = written(put(example(), pointer, text))

    assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, result.findings
    if result.state is State.FERTIG:
        assert all(squeezed(text) in page for page in pages(result).values())
    else:
        assert {code.partition(".")[0] for code, _ in errors(result)} <= {"seite", "feld"}
        assert result.files == ()


def test_six_lines_of_address_are_written_in_the_window() -> None:
    case = put(represented_case(), "/vertretung/anschrift/zusatz", "Haus 3, Zimmer 12, 2. Stock")
    case["vertretung"]["titel"] = "Prof. Dr. Dr. h. c."

    result = written(case)

    assert result.state is State.FERTIG, result.findings
    assert all("Haus3,Zimmer12,2.Stock" in page for page in pages(result).values())


# --- amounts at the edge -------------------------------------------------------------------------


def priced(quantity: str, rate: str) -> Case:
    case = without(without(example(), *STATED), "/budget/vergleichsbetrag")
    put(case, "/leistungen/0/umfang/menge", quantity)
    return put(case, "/leistungen/0/satz", {"betrag": rate, "quelle": "Angebot"})


@pytest.mark.parametrize(
    ("quantity", "rate"),
    [("1", "0.01"), ("700", "1428.56"), ("0.0009", "999999999.99")],
)
def test_a_cent_and_nearly_a_million_are_amounts_like_others(quantity: str, rate: str) -> None:
    result = written(priced(quantity, rate), *FORMATS)

    assert result.state is State.FERTIG, result.findings


@pytest.mark.parametrize(
    ("quantity", "rate", "cost"),
    [
        ("1", "1000000.00", "1.000.000,00"),
        ("10", "999999999.99", "9.999.999.999,90"),
        ("700", "999999999.99", "699.999.999.993,00"),
    ],
    ids=["seven digits", "ten digits", "twelve digits"],
)
def test_a_service_that_costs_a_million_or_more_is_refused_with_its_amount(
    quantity: str, rate: str, cost: str
) -> None:
    result = written(priced(quantity, rate), *FORMATS)

    assert errors(result) == [("leistung.betrag_zu_gross", "/leistungen/0/satz")]
    assert result.findings[0].message == (
        f"Die Leistung kostet {cost} Euro; möglich ist weniger als 1.000.000,00 Euro. "
        "Bitte prüfen Sie Umfang und Satz."
    ).replace(" Euro", "\u00a0Euro")
    assert result.state is State.FALL_UNVOLLSTAENDIG


def test_a_need_that_no_month_can_hold_is_refused() -> None:
    assert written(priced("99999999.9999", "1.00"), "pdf").state is State.FALL_UNVOLLSTAENDIG


def test_a_service_that_costs_nothing_is_refused_at_its_place() -> None:
    result = written(priced("4", "0.00"), "docx")

    assert all(pointer.startswith("/leistungen/0") for _, pointer in errors(result))


def test_a_fixed_contribution_of_nothing_gives_no_reason_nobody_stated() -> None:
    case = put(
        example(),
        "/budget/eigenbeitrag",
        {"art": "festgesetzt", "monatsbetrag": "0.00", "bescheid": "2026-11-01"},
    )

    result = written(case, "docx")

    assert result.state is State.FALL_UNVOLLSTAENDIG or "Grenze" not in pages(result)["docx"]
