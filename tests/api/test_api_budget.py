"""A budget needs a carrier, a day and services; what else a letter needs is not asked for."""

from io import BytesIO
from typing import Any, Final

import pytest
from cases import Case, example, leaves, put, raw, without
from openpyxl import load_workbook
from service import Service

from docgen.budget import NEEDED
from docgen.pipeline import SHEET_TYPE, Content, examine, load_content, workings_of

BUDGET: Final = "/v1/budgets"
GRANT: Final = "bescheid/bewilligung"
USED: Final = ("bewilligung", "leistungen", "traeger")


@pytest.fixture(scope="module")
def content() -> Content:
    """The content the service has loaded, too."""
    return load_content()


def small_case() -> Case:
    """Only what a budget is computed from; of each service neither need nor legal basis."""
    case = {name: value for name, value in example().items() if name in USED}
    case["bewilligung"] = {"beginn": "2026-12-01"}
    for service in case["leistungen"]:
        del service["bedarf"], service["rechtsgrundlage"]
    return case


def asked(service: Service, case: Case) -> tuple[int, Any]:
    """Status and body for a case."""
    answer = service.post(BUDGET, raw(case))
    return answer.status_code, answer.json()


def errors(body: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Code and place of each error of a problem."""
    return [(one["code"], one["pointer"]) for one in body["errors"]]


def test_a_case_that_holds_only_what_a_budget_needs_is_computed(service: Service) -> None:
    status, body = asked(service, small_case())

    assert status == 200
    [now] = body["abschnitte"]
    assert (now["gesamtbudget"], now["eigenbeitrag"], now["zahlbetrag"]) == (
        "447.80",
        "0.00",
        "447.80",
    )
    assert body["vergleichsbetrag"] is None


@pytest.mark.parametrize(
    ("asked", "accept", "given"),
    [
        ("", "*/*", "application/json"),
        ("", SHEET_TYPE, SHEET_TYPE),
        ("", f"{SHEET_TYPE}, application/json;q=0.9", SHEET_TYPE),
        ("?format=xlsx", "application/json", SHEET_TYPE),
        ("?format=json", SHEET_TYPE, "application/json"),
    ],
)
def test_a_budget_is_told_as_values_or_as_a_worksheet(
    asked: str, accept: str, given: str, service: Service
) -> None:
    answer = service.post(BUDGET + asked, raw(small_case()), {"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, given)


def test_the_worksheet_is_the_rechenweg_of_the_case(service: Service, content: Content) -> None:
    answer = service.post(f"{BUDGET}?format=xlsx", raw(example()))

    examined = examine(content, GRANT, raw(example()))
    assert examined.budget
    assert examined.case
    assert answer.content == workings_of(examined.budget, examined.case, content).data
    assert answer.headers["content-disposition"] == 'attachment; filename="rechenweg.xlsx"'
    assert answer.headers["docgen-content"] == content.digest
    sheet = load_workbook(BytesIO(answer.content))["ab 01.12.2026"]
    assert sheet["A1"].value.startswith(
        f"Rechenweg des Persönlichen Budgets, Aktenzeichen {example()['aktenzeichen']}: ab"
    )
    assert sheet["B3"].value == "Kommunaler Sozialverband Sachsen"


def test_of_an_unfinished_case_only_what_the_budget_lacks_is_told(service: Service) -> None:
    case = without(example(), "/person", "/bankverbindung", "/begruendung", "/bewilligung/beginn")
    case["leistungen"][1]["umfang"]["menge"] = "12,5"
    del case["leistungen"][0]["bedarf"], case["leistungen"][0]["satz"]

    status, body = asked(service, case)

    assert (status, body["type"]) == (422, "urn:docgen:problem:fall-unvollstaendig")
    assert errors(body) == [
        ("feld.fehlt", "/leistungen/0/satz"),
        ("feld.zahl_schreibweise", "/leistungen/1/umfang/menge"),
        ("feld.fehlt", "/bewilligung/beginn"),
    ]


@pytest.mark.parametrize("pointer", NEEDED)
def test_each_thing_a_budget_needs_is_asked_for_where_it_is_missing(
    pointer: str, service: Service
) -> None:
    status, body = asked(service, without(small_case(), pointer))

    assert status == 422
    assert errors(body) == [("feld.fehlt", pointer)]


@pytest.mark.parametrize(
    ("pointer", "value", "told"),
    [
        ("/bewilligung/ende", "31.12.2027", "feld.datum_schreibweise"),
        ("/bewilligung/ende", "⟨Tag⟩", "feld.platzhalter"),
        ("/budget/vergleichsbetrag", 505, "feld.zahl_statt_text"),
        ("/budget/eigenbeitrag/monatsbetrag", "90,00", "feld.zahl_schreibweise"),
        ("/budget/wochenfaktor", [], "feld.art"),
        ("/budget/wochenfaktor/wert", "viel", "feld.schreibweise"),
        ("/budget", [], "feld.art"),
        ("/budget", "⟨Budget⟩", "feld.platzhalter"),
        ("/budget", "", "feld.leer"),
    ],
)
def test_what_would_change_the_amount_is_never_passed_over(
    pointer: str, value: object, told: str, service: Service
) -> None:
    """Nobody is told an amount without the contribution that could not be read."""
    status, body = asked(service, put(small_case(), pointer, value))

    assert status == 422
    assert (told, pointer) in errors(body)


def test_a_fixed_contribution_needs_its_amount_but_not_its_notice(service: Service) -> None:
    fixed = put(small_case(), "/budget/eigenbeitrag/art", "festgesetzt")

    refused = asked(service, fixed)
    computed = asked(service, put(fixed, "/budget/eigenbeitrag/monatsbetrag", "47.80"))

    assert errors(refused[1]) == [("feld.fehlt", "/budget/eigenbeitrag/monatsbetrag")]
    assert computed[1]["abschnitte"][0]["zahlbetrag"] == "400.00"


@pytest.mark.parametrize("pointer", ["/bewilligung/end", "/budget/vergleich", "/budgt"])
def test_a_name_that_may_be_a_misspelt_one_is_told(pointer: str, service: Service) -> None:
    status, body = asked(service, put(small_case(), pointer, "2027-12-31"))

    assert status == 422
    assert errors(body) == [("feld.unbekannt", pointer)]


def test_an_unknown_name_where_nothing_is_read_is_nobodys_business(service: Service) -> None:
    status, _ = asked(service, put(small_case(), "/person/name", "Weiß"))

    assert status == 200


def test_a_carrier_nobody_knows_is_told(service: Service) -> None:
    status, body = asked(service, put(small_case(), "/traeger", "ksv-sachsn"))

    assert status == 422
    assert ("traeger.unbekannt", "/traeger") in errors(body)


def test_a_budget_that_is_refused_always_says_why(content: Content) -> None:
    """Each value of the example is taken out, emptied and spoilt; a refusal names an error."""
    spoilt: tuple[Any, ...] = (None, "", "⟨?⟩", [], "x")
    for pointer in leaves(example()):
        for value in spoilt:
            case = without(example(), pointer) if value is None else put(example(), pointer, value)
            examined = examine(content, GRANT, raw(case))

            assert examined.is_priced != bool(examined.unpriced), (pointer, value)
            assert not examined.is_priced or examined.budget is not None
