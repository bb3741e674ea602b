"""What is the person's own: to have a budget, and to say when and where."""

import re
from collections.abc import Iterator
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


def discretion(matter: Matter) -> Iterator[Finding]:
    """There is a claim to the budget itself; discretion is about kind and extent."""
    for form in ("sie", "name"):
        pointer = f"/entscheidung/ermessen/{form}"
        text = matter.case.get(pointer)
        if isinstance(text, str) and _BUDGET.search(text):
            yield matter.find("ermessen.kein_ermessen_ob", pointer, norm="pb_anspruch")


def self_determination(matter: Matter) -> Iterator[Finding]:
    """How, where and when assistance happens is for the person to say, not for the letter."""
    if not matter.cites("egh_selbstbestimmung"):
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
