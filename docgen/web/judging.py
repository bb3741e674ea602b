"""What a person may say of a hint: everything is stated, and the day of the check can be true."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from docgen.case import Case
from docgen.german import day as spelled
from docgen.web.submission import Judgement

_APPLICATION: Final = ("/antrag/datum", "/antrag/erster_eingang", "/antrag/eingang")


def first_day(case: Case) -> date | None:
    """Give the first day on which anything about a case can have been checked.

    That is the earliest day the application names; None where the case has no application.
    """
    return min(filter(None, map(case.date, _APPLICATION)), default=None)


def flaws_of(said: Judgement, case: Case, today: date) -> Mapping[str, str]:
    """Tell in German what is wrong with a judgement, by the name of the field; empty if nothing."""
    flaws = {}
    if not said.reason.strip():
        flaws["grund"] = "Bitte geben Sie den Grund an."
    if not said.person.strip():
        flaws["name"] = "Bitte geben Sie Ihren Namen an."
    if wrong := _wrong_day(said.day, first_day(case), today):
        flaws["tag"] = wrong
    return flaws


def _wrong_day(stated: str, first: date | None, today: date) -> str:
    try:
        day = date.fromisoformat(stated)
    except ValueError:
        return "Bitte geben Sie den Tag der Prüfung an."
    if day > today:
        return f"Dieser Tag liegt in der Zukunft. Heute ist der {spelled(today)}."
    if first is not None and day < first:
        return f"Dieser Tag liegt vor dem Antrag vom {spelled(first)}."
    return ""
