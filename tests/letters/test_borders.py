"""Letters on both sides of each day on which the law changes: each norm follows its own day.

Norms of the benefit follow its first day, the procedure the day of the decision; so a decision of
December for January already speaks the language of the new law.
"""

import re
from datetime import date, timedelta

import pytest
from cases import Case, example
from letters import findings, page, written

from docgen.pipeline import State

Words = dict[str, tuple[str, ...]]

TO_2017: Words = {
    "must": (
        "als Beauftragter",
        "§ 17 Abs. 4 SGB IX",
        "§ 3 Abs. 5 Satz 4 BudgetV",
        "§ 53 Abs. 1 SGB XII",
    ),
    "may_not": ("leistender Rehabilitationsträger", "§ 29", "§ 78"),
}
TO_2019: Words = {
    "must": (
        "als leistender Rehabilitationsträger",
        "§ 29 Abs. 3 SGB IX",
        "§ 29 Abs. 1 Satz 1 und 4 SGB IX, § 57 SGB XII",
        "§ 53 Abs. 1 SGB XII",
        "§ 18 Abs. 1 SGB XII",
    ),
    "may_not": ("Beauftragte", "BudgetV", "§ 105", "§ 108", "§ 78"),
}
TO_JUNE_2021: Words = {
    "must": (
        "§ 29 Abs. 1 Satz 1 und 4, § 105 Abs. 4 SGB IX",
        "wesentlich in Ihrer Fähigkeit eingeschränkt, an der Gesellschaft teilzuhaben",
        "(§§ 90, 99 SGB IX)",
        "§ 108 Abs. 1 Satz 2 SGB IX",
        "§ 78 Abs. 2 Satz 1 SGB IX",
    ),
    "may_not": ("SGB XII", "§ 53", "Sozialhilfe", "gleichberechtigten Teilhabe"),
}
TODAY: Words = {
    "must": (
        "§ 29 Abs. 1 Satz 1 und 4, § 105 Abs. 4 SGB IX",
        "wesentlich in der gleichberechtigten Teilhabe an der Gesellschaft eingeschränkt",
        "(§§ 90, 99 Abs. 1 SGB IX)",
    ),
    "may_not": ("SGB XII", "§ 53", "Sozialhilfe", "Fähigkeit"),
}

BY_FIRST_DAY: dict[str, Words] = {
    "2011-07-01": TO_2017,
    "2017-12-01": TO_2017,
    "2018-01-01": TO_2019,
    "2019-12-01": TO_2019,
    "2020-01-01": TO_JUNE_2021,
    "2021-06-01": TO_JUNE_2021,
    "2021-07-01": TODAY,
    "2024-12-01": TODAY,
    "2025-01-01": TODAY,
}


def granted(begins: str, decided: str | None = None) -> Case:
    """Case 3 as it would have been granted for three months from another day."""
    case = example()
    start = date.fromisoformat(begins)
    decision = date.fromisoformat(decided) if decided else start
    ends = (start.replace(day=1) + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    if start.year == ends.year - 1 or start.month == 12:
        ends = start.replace(day=31)
    before = (decision - timedelta(days=20)).isoformat()
    case["entscheidung"] |= {
        "datum": decision.isoformat(),
        "aufgabe_zur_post": decision.isoformat(),
    }
    case["antrag"] = {"datum": before, "eingang": before, "zustimmung": decision.isoformat()}
    case["verfahren"] = {
        "gesamtplan": decision.isoformat(),
        "feststellungen": [{"grundlage": "Bericht der Augenärztin", "datum": before}],
    }
    case["person"]["geburtsdatum"] = "1979-02-14"
    case["bewilligung"] = {
        "beginn": begins,
        "ende": ends.isoformat(),
        "befristung_grund": {"sie": "Die Schulung endet dann."},
    }
    for service, amount in zip(case["leistungen"], ("52.40", "19.85"), strict=True):
        service["satz"] = {"betrag": amount, "quelle": "Vereinbarung mit dem Dienst"}
        if start < date(2020, 1, 1):
            service["rechtsgrundlage"] = "selbstbestimmtes_wohnen"
            service["bezeichnung"] = "Hilfe im Alltag"
            service["bedarf"]["ziel"] = {"sie": "Sie wollen drei feste Wege allein gehen."}
    case["budget"]["eigenbeitrag"] = {"art": "keiner", "grund": "einkommen_unter_grenze"}
    case["zielvereinbarung"] |= {
        "nachweis": {"art": "erfahrungsbericht", "faellig": ends.isoformat()},
        "unterschriften": {"person": before, "traeger": before},
    }
    if "zugangsform" in case["person"]:
        del case["person"]["zugangsform"]
    return case


def text(case: Case) -> str:
    result = written(case)
    assert result.state is State.FERTIG, [one.message for one in result.findings if one.is_error]
    return page(result)


@pytest.mark.parametrize("begins", BY_FIRST_DAY)
def test_the_first_day_of_the_benefit_chooses_its_law(begins: str) -> None:
    said = text(granted(begins))

    assert [words for words in BY_FIRST_DAY[begins]["must"] if words not in said] == []
    assert [words for words in BY_FIRST_DAY[begins]["may_not"] if words in said] == []


@pytest.mark.parametrize(
    ("decided", "begins", "law"),
    [
        ("2017-12-15", "2018-01-01", TO_2019),
        ("2019-12-16", "2020-01-01", TO_JUNE_2021),
    ],
)
def test_a_decision_of_december_for_january_speaks_the_new_law(
    decided: str, begins: str, law: Words
) -> None:
    said = text(granted(begins, decided))

    assert [words for words in law["must"] if words not in said] == []
    assert not re.search(r"Beauftragte|§ 53|§ 57" if begins > "2019" else "BudgetV", said)


def test_the_procedure_of_a_december_decision_is_still_the_old_one() -> None:
    said = text(granted("2018-01-01", "2017-12-15"))

    assert "elektronischer Form" not in said
    assert "zur Niederschrift" in said


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        ("2017-12-01", "2017-12-31", None),
        ("2017-12-01", "2018-01-31", "zeitraum.rechtswechsel"),
        ("2017-12-01", None, "zeitraum.rechtswechsel"),
        ("2018-01-01", "2019-12-31", None),
        ("2019-12-01", "2019-12-31", None),
        ("2019-12-01", "2020-01-31", "zeitraum.ueber_rechtswechsel"),
        ("2019-12-01", None, "zeitraum.ueber_rechtswechsel"),
        ("2020-01-01", None, None),
    ],
)
def test_a_grant_over_a_change_of_law_is_told_or_refused(
    begins: str, ends: str | None, code: str | None
) -> None:
    case = granted(begins)
    case["bewilligung"] |= {"ende": ends}
    if ends is None:
        del case["bewilligung"]["ende"]
        del case["bewilligung"]["befristung_grund"]
        case["bewilligung"]["ueberpruefung"] = begins

    found = {one for one, _ in findings(case) if one.startswith("zeitraum.")}

    assert found == ({code} if code else set())


def test_before_2008_there_was_no_claim_and_there_is_no_letter() -> None:
    assert "recht.keine_fassung" in {code for code, _ in findings(granted("2007-12-01"))}


def test_a_contribution_is_reasoned_by_the_law_of_its_time() -> None:
    old, new = granted("2019-12-01"), granted("2020-01-01")
    for case in (old, new):
        case["budget"]["eigenbeitrag"] = {
            "art": "festgesetzt",
            "monatsbetrag": "90.00",
            "bescheid": case["entscheidung"]["datum"],
        }
        case["kontrolle"]["zahlbetrag"] = "357.80"

    assert "(§ 19 Abs. 3, §§ 85, 87, 92 SGB XII)" in text(old)
    assert "nur ein Beitrag ab" not in text(old)
    assert "§ 137 Abs. 3, § 138 Abs. 2 SGB IX" in text(new)
    assert "nur ein Beitrag ab" in text(new)


def test_freedom_from_contribution_by_subsistence_exists_only_since_2020() -> None:
    case = granted("2019-12-01")
    case["budget"]["eigenbeitrag"] = {"art": "keiner", "grund": "lebensunterhalt"}

    refused = [one for one in written(case).findings if one.is_error]

    assert [one.code for one in refused] == ["recht.keine_fassung"]
    assert "Kein Beitrag bei Leistungen zum Lebensunterhalt" in refused[0].message
