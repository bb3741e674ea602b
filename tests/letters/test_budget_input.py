"""What cannot be meant is told at its place, before any amount is believed."""

from typing import Any

import pytest
from cases import Case, example, put
from letters import findings

START, LATER = "2026-12-01", "2027-06-01"


def with_service(**parts: Any) -> Case:  # noqa: ANN401
    """The example with its first service told otherwise."""
    case = example()
    told = case["leistungen"][0]
    if parts.keys() & {"kosten", "einmalig"} or "je" in parts.get("satz", {}):
        del told["umfang"]
    if parts.keys() & {"kosten", "einmalig"}:
        del told["satz"]
    told |= parts
    return case


def with_budget(**parts: Any) -> Case:  # noqa: ANN401
    """The example with its budget told otherwise."""
    case = example()
    case["budget"] |= parts
    return case


def need(quantity: str, per: str = "monat", **more: Any) -> Case:  # noqa: ANN401
    return {"menge": quantity, "einheit": "stunde", "je": per, **more}


WAGE = {
    "id": "lohn",
    "bezeichnung": "Lohn",
    "satz": {"betrag": "1600.00", "quelle": "V", "je": "monat"},
}
SHARE = {"id": "rv", "bezeichnung": "Rentenversicherung", "abgabe": "rv", "von": ["lohn"]}
INCOME = {
    "art": "berechnet",
    "einkommen": "52800.00",
    "einkommensjahr": 2024,
    "einkommensart": "beschaeftigung",
}
HOURLY = {"betrag": "9.00", "quelle": "V"}
FLAT = {"betrag": "300.00", "quelle": "V", "je": "monat"}
CHANGE = {"ab": LATER, "umfang": need("2")}


@pytest.mark.parametrize(
    ("case", "code", "pointer"),
    [
        # Time
        (with_service(ende="2026-11-30"), "leistung.zeitraum", "/leistungen/0/ende"),
        (with_service(beginn="2026-11-30"), "leistung.zeitraum", "/leistungen/0/beginn"),
        (
            with_service(aenderungen=[CHANGE, CHANGE]),
            "leistung.aenderung_doppelt",
            "/leistungen/0/aenderungen/1/ab",
        ),
        (
            with_service(aenderungen=[{**CHANGE, "ab": START}]),
            "leistung.aenderung_doppelt",
            "/leistungen/0/aenderungen/0/ab",
        ),
        (
            with_service(ende="2027-03-31", aenderungen=[CHANGE]),
            "leistung.zeitraum",
            "/leistungen/0/aenderungen/0/ab",
        ),
        # Changes that say nothing, or not enough
        (
            with_service(satz=FLAT, aenderungen=[CHANGE]),
            "leistung.aenderung_ohne_wirkung",
            "/leistungen/0/aenderungen/0/umfang",
        ),
        (
            with_service(kosten=[WAGE], aenderungen=[CHANGE]),
            "leistung.aenderung_ohne_wirkung",
            "/leistungen/0/aenderungen/0/umfang",
        ),
        (
            with_service(satz=FLAT, aenderungen=[{"ab": LATER, "satz": HOURLY}]),
            "satz.ohne_umfang",
            "/leistungen/0/aenderungen/0/satz",
        ),
        (
            with_service(einmalig={"betrag": "1.00", "quelle": "V", "faellig": "2026-11-30"}),
            "leistung.zeitraum",
            "/leistungen/0/einmalig/faellig",
        ),
        (
            put(example(), "/bewilligung/ende", "2126-11-30"),
            "bewilligung.zu_lang",
            "/bewilligung/ende",
        ),
        (
            put(example(), "/bewilligung/ende", "2026-11-30"),
            "datum.reihenfolge",
            "/bewilligung/ende",
        ),
        # How much
        (with_service(umfang=need("25", "tag")), "traeger.regel_fehlt", "/traeger"),
        (with_service(umfang=need("173", "woche")), "leistung.mehr_als_der_tag", "/leistungen/0"),
        (
            with_service(umfang=need("735")),
            "leistung.mehr_als_der_tag",
            "/leistungen",
        ),
        # Costs
        (
            with_service(kosten=[SHARE, WAGE]),
            "kosten.grundlage_unbekannt",
            "/leistungen/0/kosten/0/von",
        ),
        (with_service(kosten=[WAGE, WAGE]), "kosten.kennung_doppelt", "/leistungen/0/kosten/1/id"),
        (
            with_service(kosten=[WAGE, {**SHARE, "abgabe": "rente"}]),
            "kosten.abgabe_unbekannt",
            "/leistungen/0/kosten/1/abgabe",
        ),
        (
            with_service(kosten=[WAGE, {**SHARE, "prozent": "9.3"}]),
            "feld.unpassend",
            "/leistungen/0/kosten/1/prozent",
        ),
        (with_service(kosten=[]), "feld.zu_wenige", "/leistungen/0/kosten"),
        # Rates
        (
            with_service(satz={"betrag": "310.00", "je": "monat"}),
            "feld.fehlt",
            "/leistungen/0/satz/quelle",
        ),
        (
            with_service(satz={"schluessel": "orientierung_mobilitaet", "je": "monat"}),
            "satz.anderer_zeitraum",
            "/leistungen/0/satz/schluessel",
        ),
        # Deductions
        (
            with_budget(pflegegeld={"betrag": "599.00", "quelle": "V"}),
            "pflegegeld.zu_hoch",
            "/budget/pflegegeld/betrag",
        ),
        (
            with_budget(eigenbeitrag={**INCOME, "einkommensjahr": 2025}),
            "eigenbeitrag.falsches_jahr",
            "/budget/eigenbeitrag/einkommensjahr",
        ),
        (
            with_budget(eigenbeitrag=INCOME),
            "eigenbeitrag.neues_jahr",
            "/budget/eigenbeitrag/einkommen",
        ),
        (
            with_budget(eigenbeitrag={**INCOME, "monatsbetrag": "240.00"}),
            "feld.unpassend",
            "/budget/eigenbeitrag/monatsbetrag",
        ),
        # What no budget pays
        (
            with_service(bezeichnung="Stundenweise Verhinderungspflege"),
            "leistung.nicht_budgetfaehig",
            "/leistungen/0/bezeichnung",
        ),
        (
            with_service(bezeichnung="Entlastungsbetrag"),
            "leistung.nicht_budgetfaehig",
            "/leistungen/0/bezeichnung",
        ),
        (
            with_service(kosten=[{**WAGE, "bezeichnung": "Miete der Wohnung"}]),
            "leistung.lebensunterhalt_nicht_moeglich",
            "/leistungen/0/kosten/0/bezeichnung",
        ),
        (
            with_service(kosten=[{**WAGE, "bezeichnung": "Miete für das Assistenzzimmer"}]),
            "leistung.lebensunterhalt_pruefen",
            "/leistungen/0/kosten/0/bezeichnung",
        ),
    ],
)
def test_each_slip_is_told_at_its_place(case: Case, code: str, pointer: str) -> None:
    assert (code, pointer) in findings(case)


def test_a_year_whose_limit_nobody_knows_is_never_estimated() -> None:
    case = with_budget(eigenbeitrag={**INCOME, "einkommensjahr": 2025})
    case["bewilligung"]["beginn"] = "2027-01-01"

    assert ("eigenbeitrag.grenze_unbekannt", "/budget/eigenbeitrag") in findings(case)


def test_several_assistants_at_a_time_may_work_more_than_the_day_has() -> None:
    alone, together = (with_service(umfang=need("735", personen=people)) for people in (1, 2))

    assert ("leistung.mehr_als_der_tag", "/leistungen") in findings(alone)
    assert ("leistung.mehr_als_der_tag", "/leistungen") not in findings(together)
