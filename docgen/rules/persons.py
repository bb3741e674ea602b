"""What is the person's own: to act at a certain age, to have a budget, to say when and where."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from docgen.findings import Finding
from docgen.rules.matter import Matter

_BUDGET: Final = re.compile(r"Persönliche[ns]?\s+Budget|\bob\b.{0,40}\bBudget", re.IGNORECASE)
_TIME: Final = re.compile(
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs"
    r"|(?:jeden|am|an jedem)\s+(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|(?:jeden|am)\s+Mittwoch"
    r"|\d{1,2}(?:[.:]\d\d)?\s+Uhr)\b",
    re.IGNORECASE,
)


def age(matter: Matter) -> Iterator[Finding]:
    """A child is represented; from an age of the law on it may apply by itself."""
    born = matter.case.date("/person/geburtsdatum")
    decided = matter.case.date("/entscheidung/datum")
    if born is None or decided is None or matter.law is None or matter.case.get("/vertretung"):
        return
    years = _years(born, decided)
    acting = int(matter.law.parameter("alter_handlungsfaehig"))
    if years < acting:
        code = "person.noch_nicht_handlungsfaehig"
    elif years < int(matter.law.parameter("alter_volljaehrig")):
        code = "person.minderjaehrig"
    else:
        return
    yield matter.find(code, "/person/geburtsdatum", norm="handlungsfaehigkeit", jahre=acting)


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def discretion(matter: Matter) -> Iterator[Finding]:
    """There is a claim to the budget itself; discretion is about kind and extent."""
    for form in ("sie", "name"):
        pointer = f"/entscheidung/ermessen/{form}"
        text = matter.case.get(pointer)
        if isinstance(text, str) and _BUDGET.search(text):
            yield matter.find("ermessen.kein_ermessen_ob", pointer, norm="pb_anspruch")


def self_determination(matter: Matter) -> Iterator[Finding]:
    """How, where and when assistance happens is for the person to say, not for the letter."""
    if not matter.is_in_force("egh_selbstbestimmung"):
        return
    places = (
        *(f"{one}/bezeichnung" for one in matter.case.items("/leistungen")),
        *(f"{one}/bedarf/ziel/sie" for one in matter.case.items("/leistungen")),
        *(f"{one}/bedarf/ziel/name" for one in matter.case.items("/leistungen")),
        *(f"{one}/text" for one in matter.case.items("/zusaetze")),
    )
    for pointer in places:
        text = matter.case.get(pointer)
        if isinstance(text, str) and (found := _TIME.search(text)) is not None:
            yield matter.find(
                "text.legt_zeit_fest", pointer, norm="egh_selbstbestimmung", wort=found[0]
            )
