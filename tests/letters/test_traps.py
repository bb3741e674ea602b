"""Known traps of the Bewilligung: each is told at its place, with its source.

A hint leaves the decision to the caseworker, who can settle it; an error stops the letter.
"""

from dataclasses import replace
from datetime import date

import pytest
from cases import Case, example, put, raw, represented_case, without
from letters import GRANT, content, findings, page, written

from docgen.findings import Finding
from docgen.german import NBSP
from docgen.pipeline import STANDARD, Content, State, examine, generate, settle

UNFAIR = {"sie": "In einer Wohnform müssten Sie Ihren Verein verlassen."}
Changes = dict[str, object]


def changed(changes: Changes, case: Case | None = None) -> Case:
    """The example with some values set; None takes one away."""
    case = case or example()
    for pointer, value in changes.items():
        case = without(case, pointer) if value is None else put(case, pointer, value)
    return case


def told(case: Case, code: str, of: Content | None = None) -> Finding:
    """The one finding of a kind."""
    found = examine(of or content(), GRANT, raw(case)).findings
    [one] = [finding for finding in found if finding.code == code]
    return one


# --- hints ----------------------------------------------------------------------------------------

HINTS: dict[str, tuple[Changes, str, str, str]] = {
    "help with the budget itself, which this carrier does not pay": (
        {"/leistungen/1/bezeichnung": "Budgetassistenz"},
        "leistung.budgetassistenz_nicht_gezahlt",
        "/leistungen/1/bezeichnung",
        "Leitfaden des KSV Sachsen, Juli 2011, Nr. 12",
    ),
    "the same, known by its short name": (
        {"/leistungen/1/id": "budget-assistenz"},
        "leistung.budgetassistenz_nicht_gezahlt",
        "/leistungen/1/bezeichnung",
        "Ob das noch gilt, ist zweifelhaft",
    ),
    "a skilled worker under the ground of simple assistance": (
        {"/leistungen/0/rechtsgrundlage": "assistenz_einfach"},
        "leistung.assistenz_durch_fachkraft",
        "/leistungen/0/rechtsgrundlage",
        "qualifizierte Assistenz",
    ),
    "discretion about whether there is a budget": (
        {"/entscheidung/ermessen": {"sie": "Das Persönliche Budget halten wir für richtig."}},
        "ermessen.kein_ermessen_ob",
        "/entscheidung/ermessen/sie",
        "besteht ein Anspruch",
    ),
    "days on which assistance happens": (
        {"/leistungen/1/bedarf/ziel/sie": "Sie wollen dienstags in den Verein."},
        "text.legt_zeit_fest",
        "/leistungen/1/bedarf/ziel/sie",
        "„dienstags“",
    ),
    "an hour at which assistance happens": (
        {"/zusaetze": [{"rolle": "hinweis", "text": "Die Assistenz kommt um 17 Uhr."}]},
        "text.legt_zeit_fest",
        "/zusaetze/0/text",
        "„17 Uhr“",
    ),
    "somebody else's account, though the claim cannot be assigned": (
        {"/bankverbindung/kontoinhaber": "Assistenzdienst Muster"},
        "bank.anderer_kontoinhaber",
        "/bankverbindung/kontoinhaber",
        "abtreten lässt sich der Anspruch nicht",
    ),
    "less proof than the carrier wants from 500 euro on": (
        {
            "/leistungen/1/umfang/menge": "15",
            "/kontrolle": None,
            "/zielvereinbarung/gesamtbudget": None,
            "/budget/vergleichsbetrag": None,
        },
        "nachweis.ab_grenze_verlangt",
        "/zielvereinbarung/nachweis/art",
        "Ab 500,00 Euro im Monat",
    ),
}
NORMS = {
    "leistung.assistenz_durch_fachkraft": "§ 78 Abs. 2 Satz 3 SGB IX",
    "text.legt_zeit_fest": "§ 78 Abs. 2 Satz 1 SGB IX",
    "bank.anderer_kontoinhaber": "§ 107 Abs. 1 SGB IX",
}


@pytest.mark.parametrize("trap", HINTS)
def test_a_trap_is_a_hint_with_its_source(trap: str) -> None:
    changes, code, pointer, words = HINTS[trap]

    hint = told(changed(changes), code)

    assert not hint.is_error
    assert hint.pointer == pointer
    assert words in hint.message.replace(NBSP, " ")
    assert (hint.norm or "").replace(NBSP, " ") == NORMS.get(code, hint.norm or "")
    assert code not in {one for one, _ in findings(example())}


@pytest.mark.parametrize("trap", HINTS)
def test_the_caseworker_can_settle_it_and_the_letter_is_written(trap: str) -> None:
    changes, code, _, _ = HINTS[trap]
    case = changed(changes)
    case.pop("kontrolle", None)
    examined = examine(content(), GRANT, raw(case))
    assert examined.case is not None

    settled = settle(
        examined.case,
        told(case, code),
        reason="Geprüft.",
        person="Jeannette Großkopf-Žák",
        day="2026-11-09",
    )
    result = generate(content(), GRANT, settled, ("docx",))

    assert result.state is State.FERTIG, result.findings
    assert code not in {one.code for one in result.findings}


@pytest.mark.parametrize(
    "changes",
    [
        {"/person/geburtsdatum": "2008-11-05"},
        {"/entscheidung/ermessen": {"sie": "Beim Umfang haben wir den Abend bedacht."}},
        {"/leistungen/1/bedarf/ziel/sie": "Sie wollen jeden Monat in ein Konzert."},
        {"/leistungen/1/bezeichnung": "Beratung zum Budget der Familie"},
    ],
)
def test_what_only_looks_like_a_trap_is_none(changes: Changes) -> None:
    assert findings(changed(changes)) == findings(example())


def test_a_child_with_a_representative_is_no_trap() -> None:
    case = put(represented_case(), "/person/geburtsdatum", "2015-01-01")

    assert not {code for code, _ in findings(case) if code.startswith("person.")}


# --- no comparison where another form is no fair demand -------------------------------------------


@pytest.mark.parametrize("ending", STANDARD)
def test_costs_are_not_compared_where_another_form_is_no_fair_demand(ending: str) -> None:
    case = changed({"/budget/vergleich_unzumutbar": UNFAIR, "/budget/vergleichsbetrag": None})

    result = written(case, ending)
    text = page(result, ending).replace(NBSP, " ")

    assert result.state is State.FERTIG, result.findings
    assert (
        "Warum wir die Kosten nicht vergleichen. In einer Wohnform müssten Sie Ihren Verein "
        "verlassen. Eine andere Form der Leistung ist deshalb nicht zumutbar. Dann vergleichen wir "
        "die Kosten nicht. (§ 104 Abs. 3 Satz 5 SGB IX)" in text
    )
    assert "Ohne Persönliches Budget" not in text


def test_a_letter_about_the_person_needs_the_reason_in_that_form() -> None:
    case = changed(
        {"/budget/vergleich_unzumutbar": UNFAIR, "/budget/vergleichsbetrag": None},
        represented_case(),
    )

    assert ("feld.fehlt", "/budget/vergleich_unzumutbar/name") in findings(case)


def test_a_comparison_beside_the_reason_against_it_is_refused() -> None:
    refused = told(
        changed({"/budget/vergleich_unzumutbar": UNFAIR}), "budget.vergleich_trotz_unzumutbarkeit"
    )

    assert refused.is_error
    assert refused.pointer == "/budget/vergleichsbetrag"
    assert (refused.norm or "").replace(NBSP, " ") == "§ 104 Abs. 3 Satz 5 SGB IX"


def test_a_budget_above_the_comparison_needs_a_reason() -> None:
    refused = told(changed({"/budget/vergleichsbetrag": "400.00"}), "budget.ueber_vergleich")

    assert refused.is_error
    assert refused.pointer == "/budget/vergleichsbetrag"


def with_norm_until(name: str, last: str) -> Content:
    """The shipped content, one norm of which ended on a day."""
    law = content().law
    entry = law.norms[name]
    rows = (*entry.rows[:-1], replace(entry.rows[-1], valid_until=date.fromisoformat(last)))
    norms = {**law.norms, name: replace(entry, rows=rows)}
    return replace(content(), law=replace(law, norms=norms))


def test_before_the_law_knew_it_the_reason_is_refused_at_its_place() -> None:
    """As for a benefit that begins before 2020."""
    case = changed({"/budget/vergleich_unzumutbar": UNFAIR, "/budget/vergleichsbetrag": None})

    refused = told(
        case,
        "budget.unzumutbar_nicht_geregelt",
        with_norm_until("pb_kein_vergleich", "2026-11-30"),
    )

    assert refused.is_error
    assert refused.pointer == "/budget/vergleich_unzumutbar"


# --- what cannot be -------------------------------------------------------------------------------

ERRORS: dict[str, tuple[Changes, str, str]] = {
    "the end lies before the beginning": (
        {
            "/bewilligung/ende": "2026-10-31",
            "/bewilligung/befristung_grund": {"sie": "Danach endet die Maßnahme."},
            "/bewilligung/ueberpruefung": None,
        },
        "datum.reihenfolge",
        "/bewilligung/ende",
    ),
    "two services have one id": (
        {"/leistungen/1/id": "orientierung", "/kontrolle": None},
        "leistung.kennung_doppelt",
        "/leistungen/1/id",
    ),
    "the carrier signed after the letter": (
        {"/zielvereinbarung/unterschriften/traeger": "2026-11-10"},
        "zielvereinbarung.unterschrift_nach_bescheid",
        "/zielvereinbarung/unterschriften/traeger",
    ),
    "nobody knows the legal ground": (
        {"/leistungen/1/rechtsgrundlage": "assistenz"},
        "rechtsgrundlage.unbekannt",
        "/leistungen/1/rechtsgrundlage",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_cannot_be_stops_the_letter_at_its_place(case: str) -> None:
    changes, code, pointer = ERRORS[case]

    result = written(changed(changes))

    assert result.state is State.FALL_UNVOLLSTAENDIG
    assert (code, pointer) in [(one.code, one.pointer) for one in result.findings if one.is_error]


def test_a_service_of_a_carrier_that_takes_no_part_is_refused_at_the_service() -> None:
    known = content().carriers["ksv-sachsen"]
    other = replace(known, id="anderer")
    both = replace(content(), carriers={known.id: known, other.id: other})
    case = changed({"/leistungen/1/traeger": "anderer"})

    refused = told(case, "leistung.traeger_nicht_beteiligt", both)
    case["verfahren"]["beteiligte_traeger"] = [{"traeger": "anderer"}]
    codes = {one.code for one in examine(both, GRANT, raw(case)).findings}

    assert refused.is_error
    assert refused.pointer == "/leistungen/1/traeger"
    assert "leistung.traeger_nicht_beteiligt" not in codes
    assert "traeger.mehrere_nicht_moeglich" in codes


def test_a_legal_ground_of_another_time_is_refused_with_those_that_hold() -> None:
    """As for a ground of the SGB XII and a benefit from 2020 on, or the reverse."""
    of = with_norm_until("leistung_assistenz_einfach", "2026-11-30")

    refused = told(example(), "rechtsgrundlage.gilt_nicht", of)

    assert refused.is_error
    assert refused.pointer == "/leistungen/1/rechtsgrundlage"
    message = refused.message.replace(NBSP, " ")
    assert "gilt am 1. Dezember 2026 nicht" in message
    assert "assistenz_qualifiziert" in message
    assert "assistenz_einfach" not in message
