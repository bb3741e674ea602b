"""What cannot be meant is told at its place, before any amount is believed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from cases import Case, example, put, raw
from letters import GRANT, content, findings
from routed import routed

from docgen.law import Row
from docgen.pipeline import Content, examine

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


# --- what deductions, Pflegekassen and assets are held against ------------------------------------


def found_with(case: Case, known: Content | None = None) -> set[tuple[str, str]]:
    """Code and place of all that is found."""
    examined = examine(known or content(), GRANT, raw(case))
    return {(one.code, one.pointer) for one in examined.findings}


@pytest.mark.parametrize(
    ("name", "form", "is_refused"),
    [
        ("Pflege durch einen Dienst", "geld", True),
        ("Pflege durch einen Dienst", "gutschein", False),
        ("Anteiliges Pflegegeld", "geld", False),
    ],
)
def test_what_the_pflegekasse_bears_is_a_voucher(name: str, form: str, is_refused: bool) -> None:  # noqa: FBT001
    case = with_service(traeger="pflegekasse", bezeichnung=name, form=form)
    case["leistungen"][0] |= {
        "gutschein_grund": {"sie": "Das Gesetz sieht es so vor."},
        "gutschein_einloesung": "Bei jedem zugelassenen Dienst.",
    }

    told = found_with(case, routed())
    assert (("leistung.nur_als_gutschein", "/leistungen/0/form") in told) is is_refused


CARE = {
    "betrag": "99.00",
    "quelle": "V",
    "grund": {"sie": "Das Pflegegeld ist für dieselbe Hilfe bestimmt (§ 1)."},
}


def test_pflegegeld_goes_off_only_where_there_is_care() -> None:
    without_care = with_budget(pflegegeld=CARE)
    with_care = put(with_budget(pflegegeld=CARE), "/leistungen/0/bedarf/bereich", "Basisversorgung")

    place = ("pflegegeld.ohne_pflege", "/budget/pflegegeld")
    assert place in found_with(without_care)
    assert place not in found_with(with_care)


def test_a_share_of_the_carrier_holds_where_the_case_names_none() -> None:
    """A third stays with the person: 2/3 of 99,00 euro are 66,00 euro."""
    carrier = content().carriers["ksv-sachsen"]
    row = Row("2/3", date(2020, 1, 1), None, "Richtlinie 2020")
    known = replace(
        content(),
        carriers={
            carrier.id: replace(carrier, rules={**carrier.rules, "pflegegeld_anteil": (row,)})
        },
    )
    of_rule, of_case = (
        examine(known, GRANT, raw(with_budget(pflegegeld=CARE | more))).budget
        for more in ({}, {"anteil": "1/2"})
    )

    assert of_rule is not None
    assert of_case is not None
    less, own = (one.slices[0].deductions[0] for one in (of_rule, of_case))
    assert (str(less.amount), less.step.formula, less.step.source) == (
        "66.00",
        "99.00 × 2/3",
        "V; Richtlinie 2020",
    )
    assert (str(own.amount), own.step.source) == ("49.50", "V")


def test_what_is_contributed_once_and_what_is_free_are_told() -> None:
    case = with_service(einmalig={"betrag": "700.00", "quelle": "V"})
    case["budget"] |= {"eigenbeitrag": INCOME, "vermoegen": "71190.01"}
    examined = examine(content(), GRANT, raw(case))
    messages = {one.code: one.message for one in examined.findings}

    # 4 × 240 euro are more than the 700 it costs; 150 % of 47.460 are 71.190
    assert "hier bis 700,00" in messages["eigenbeitrag.einmalige_leistung"]
    assert "71.190,00" in messages["vermoegen.ueber_grenze"]
    assert "vermoegen.ueber_grenze" not in {
        code for code, _ in found_with(put(case, "/budget/vermoegen", "71190.00"))
    }
