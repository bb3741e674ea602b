"""The invented cases, one for each law: what must stand, what may not, what a change brings.

Every line of a case's lists is a row of its table (`case_1` to `case_3`); what belongs to letters
or forms that do not exist yet is listed as open, and the list complains when it is out of date.
"""

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType

import case_1
import case_2
import case_3
import pytest
from cases import Case, example
from letters import content, findings, page, read, written

from docgen.pipeline import FORMATS, State

CASES = {"2011": case_1, "2019": case_2, "2026": case_3}


@cache
def letter(year: str, ending: str) -> str:
    result = written(example(CASES[year].NAME), ending)
    assert result.state is State.FERTIG, result.findings
    return page(result, ending)


def rows(table: Callable[[ModuleType], dict[str, str]]) -> list[object]:
    return [
        pytest.param(year, words, id=f"{year}: {what}")
        for year, case in CASES.items()
        for what, words in table(case).items()
    ]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("year", "words"), rows(lambda case: case.MUST_STAND))
def test_what_must_stand_stands(year: str, words: str, ending: str) -> None:
    assert words in letter(year, ending)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(("year", "words"), rows(lambda case: case.MAY_NOT_STAND))
def test_what_may_not_stand_does_not(year: str, words: str, ending: str) -> None:
    assert not re.search(words, letter(year, ending))


CHANGES = [
    pytest.param(year, change, id=f"{year}: {change.__name__}")
    for year, case in CASES.items()
    for change in case.CHANGES
]


@pytest.mark.parametrize(("year", "change"), CHANGES)
def test_a_single_change_brings_its_complaint(year: str, change: Callable[[Case], None]) -> None:
    code, pointer, words = CASES[year].CHANGES[change]
    case = example(CASES[year].NAME)
    change(case)

    result = written(case)

    (found,) = [one for one in result.findings if (one.code, one.pointer) == (code, pointer)]
    told = f"{found.message} {found.norm}".replace("\u00a0", " ")
    assert words in told
    if found.is_error:
        assert result.state is State.FALL_UNVOLLSTAENDIG
        assert result.files == ()


@pytest.mark.parametrize("year", CASES)
def test_the_case_itself_has_only_its_reminders(year: str) -> None:
    assert findings(example(CASES[year].NAME)) == CASES[year].HINTS


def test_the_amount_payable_stands_in_the_first_two_rulings() -> None:
    rulings = [unit.text for unit in read(written(example())).units if unit.kind == "punkt"]

    assert rulings[0].startswith("Wir bewilligen")
    assert rulings[1] == "Wir zahlen Ihnen 447,80 Euro im Monat. Das ist das ganze Gesamtbudget."


def test_a_decision_after_the_review_or_the_end_brings_a_reminder() -> None:
    reviewed, ended = example(), example()
    reviewed["bewilligung"]["ueberpruefung"] = "2026-12-01"
    del ended["bewilligung"]["ueberpruefung"]
    ended["bewilligung"] |= {
        "ende": "2026-12-31",
        "befristung_grund": {"sie": "Die Schulung endet mit dem Jahr."},
    }
    for case in (reviewed, ended):
        case["entscheidung"] |= {"datum": "2027-01-11", "aufgabe_zur_post": "2027-01-11"}

    assert ("entscheidung.nach_ueberpruefung", "/bewilligung/ueberpruefung") in findings(reviewed)
    assert ("entscheidung.nach_ende", "/bewilligung/ende") in findings(ended)


@pytest.mark.parametrize("year", CASES)
def test_every_law_named_in_short_is_named_in_full_at_the_end(year: str) -> None:
    text, _, laws = letter(year, "pdf").rpartition("Gesetze in diesem Brief")

    short = set(re.findall(r"\bSGB [IVX]+\b|\b(?:SGG|OZG|BGG|BGB|BudgetV)\b", text))
    assert short == set(re.findall(r"\bSGB [IVX]+\b|\b(?:SGG|OZG|BGG|BGB|BudgetV)\b", laws))


# Lines of the case that belong to later letters and forms.
OPEN = {
    "Großdruck mit gleichen Beträgen und gleichem Datum": "docx-grossdruck",
    "Zielvereinbarung": "zielvereinbarung/erstvereinbarung",
    "Schreiben und Fristen": "anschreiben/eingangsbestaetigung",
}


@pytest.mark.parametrize("line", OPEN)
def test_open_lines_are_still_open(line: str) -> None:
    """When this fails, the line has become possible: make rows of it."""
    assert OPEN[line] not in {*content().doctypes, *FORMATS}
