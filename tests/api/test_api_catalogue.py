"""An integrator learns from the service which keys a case may name."""

from typing import Any, Final

import pytest
from cases import STATED, example, put, raw, without
from service import VALIDATION, Service

from docgen.pipeline import Content, load_content

BEGIN: Final = "2026-12-01"
RATE: Final = "/leistungen/0/satz/schluessel"
GROUND: Final = "/leistungen/0/rechtsgrundlage"
HOURS: Final = "/leistungen/0/umfang/menge"


@pytest.fixture(scope="module")
def content() -> Content:
    """The content the service has loaded, too."""
    return load_content()


@pytest.fixture(scope="module")
def carrier(service: Service) -> Any:  # noqa: ANN401  # an answer
    """The one carrier there is."""
    [listed] = service.get("/v1/carriers").json()
    told = service.get(f"/v1/carriers/{listed['id']}").json()
    assert listed.items() <= told.items()
    return told


def in_force(versions: list[dict[str, Any]], day: str) -> dict[str, Any] | None:
    """The version that holds on a day; ISO days sort as text."""
    return next(
        (one for one in versions if one["ab"] <= day and (one["bis"] or "9999") >= day), None
    )


def test_one_document_type_is_told_as_in_the_list(service: Service) -> None:
    for one in service.get("/v1/document-types").json():
        assert service.get(f"/v1/document-types/{one['typ']}").json() == one


@pytest.mark.parametrize(
    "path",
    [
        "/v1/document-types/bescheid/gibtesnicht",
        "/v1/document-types/bescheid",
        "/v1/document-types/bescheid/bewilligung/mehr",
        "/v1/document-types/bescheid%2Fbewilligung/",
        "/v1/carriers/gibtesnicht",
        "/v1/carriers/ksv-sachsen/mehr",
        "/v1/carriers/..%2fksv-sachsen",
    ],
)
def test_what_there_is_not_is_a_problem(path: str, service: Service) -> None:
    answer = service.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:docgen:problem:nicht-gefunden"


def test_whoever_asks_for_an_unknown_carrier_is_told_the_known_ones(service: Service) -> None:
    assert "ksv-sachsen" in service.get("/v1/carriers/ksv").json()["detail"]


def test_each_rate_that_is_told_computes_to_its_price_and_no_other_does(
    service: Service,
    carrier: Any,  # noqa: ANN401
) -> None:
    """One hour of each: it costs what the rate says, or the rate does not hold on that day."""
    case = put(without(example(), *STATED, "/budget/vergleichsbetrag"), HOURS, "1")
    computed = 0
    for rate in carrier["saetze"]:
        answer = service.post("/v1/budgets", raw(put(case, RATE, rate["schluessel"])))
        now = in_force(rate["fassungen"], BEGIN)
        if now is None:
            [refused] = answer.json()["errors"]
            assert refused["code"] == "satz.keine_fassung"
        else:
            [line, _] = answer.json()["abschnitte"][0]["leistungen"]
            assert (line["betrag"], line["quelle"]) == (now["betrag"], now["quelle"])
            computed += 1
    assert computed == 2

    unknown = service.post("/v1/budgets", raw(put(case, RATE, "gibtesnicht"))).json()
    assert [one["code"] for one in unknown["errors"]] == ["satz.unbekannt"]


def test_a_rule_that_is_told_is_the_one_the_amounts_follow(
    service: Service,
    carrier: Any,  # noqa: ANN401
) -> None:
    rules = {one["schluessel"]: in_force(one["fassungen"], BEGIN) for one in carrier["regeln"]}
    case = put(put(example(), HOURS, "1"), "/leistungen/0/umfang/je", "woche")

    [line, _] = service.post("/v1/budgets", raw(case)).json()["abschnitte"][0]["leistungen"]

    week = rules["wochenfaktor"]
    assert week is not None
    assert line["formel"] == f"1 × {week['wert']} × 52.40"


def test_nothing_the_content_knows_of_a_carrier_is_left_out(
    content: Content,
    carrier: Any,  # noqa: ANN401
) -> None:
    known = content.carriers[carrier["id"]]

    assert {one["schluessel"]: len(one["fassungen"]) for one in carrier["saetze"]} == {
        key: len(sheet.rows) for key, sheet in known.rates.items()
    }
    assert {one["schluessel"]: len(one["fassungen"]) for one in carrier["regeln"]} == {
        key: len(rows) for key, rows in known.rules.items()
    }
    profile = known.profiles[-1].value
    assert (profile.street, profile.postcode, profile.town) == tuple(
        carrier["fassungen"][-1]["anschrift"].values()
    )


def test_each_legal_ground_that_is_told_is_accepted_and_no_other(service: Service) -> None:
    def refused(key: str) -> bool:
        checked = service.post(VALIDATION, raw(put(example(), GROUND, key))).json()
        return "rechtsgrundlage.unbekannt" in {one["code"] for one in checked["befunde"]}

    told = [one["schluessel"] for one in service.get("/v1/legal-grounds").json()]

    assert len(told) > 1
    assert not any(map(refused, told))
    assert refused("gibtesnicht")


def test_grounds_of_former_law_are_told_with_the_days_on_which_they_held(service: Service) -> None:
    told = {one["schluessel"]: one for one in service.get("/v1/legal-grounds").json()}

    assert in_force(told["assistenz_einfach"]["fassungen"], BEGIN)
    assert in_force(told["selbstbestimmtes_wohnen"]["fassungen"], "2019-12-31")
    assert not in_force(told["selbstbestimmtes_wohnen"]["fassungen"], BEGIN)
