"""What a draft may be written from, on which day's law, and what it lists at its end.

A draft is for an unfinished case: what is missing or unsound stands on it as `[fehlt: Titel]`.
It owes nothing and is not proven, and `docgen.proof.verify` never takes it for a letter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from docgen.case import Gap
from docgen.doctypes import Doctype
from docgen.facts import FactPlan, Facts, SourceKind, Vocabulary
from docgen.findings import ABSENT, Finding
from docgen.law import Axes, Axis, Law
from docgen.obligations import ValueKind
from docgen.wording import Composition

_HOSTILE: Final = ("datei.", "zeichen.")
_TEXTS: Final = frozenset({ValueKind.NAME, ValueKind.TEXT})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a draft lacks, by its German title.

    pointer: its place in the case, empty for what only follows from other places. fact: the name
    of the fact, empty for what stands in the case.
    """

    title: str
    pointer: str = ""
    fact: str = ""

    def to_json(self) -> dict[str, str]:
        """Tell it in a manifest."""
        place = {"pointer": self.pointer} if self.pointer else {"fakt": self.fact}
        return {**place, "titel": self.title}


class Bar(Enum):
    """What keeps a case from being drafted."""

    UNREADABLE = auto()
    """The case cannot be read, or holds characters that no letter may hold."""
    CARRIER = auto()
    """It names no carrier that is known, and so no letterhead."""
    CONTENT = auto()
    """Letterhead, law or wording of its days are missing, or a character cannot be printed."""


def stops_draft(findings: Iterable[Finding]) -> bool:
    """Tell whether a case cannot be read or holds characters that no letter may hold."""
    return any(one.is_error and one.code.startswith(_HOSTILE) for one in findings)


def draft_axes(stated: Mapping[str, date], law: Law, doctype: Doctype) -> Axes:
    """Give the days of a draft; no clock is asked for those the case does not state.

    They are the latest day it does state, but never before the first day for which all law and
    clauses are written; without any stated day, the newest day on which law or clauses change.
    """
    clauses = (tuple(one.valid_from for one in versions) for versions in doctype.clauses.values())
    starts = [*law.starts(), *clauses]
    complete, newest = max(map(min, starts)), max(map(max, starts))
    borrowed = max(*stated.values(), complete) if stated else newest
    return Axes(**{axis.value: stated.get(axis.value, borrowed) for axis in Axis})


def bare_places(vocabulary: Vocabulary) -> frozenset[str]:
    """Name the places of a case that are printed as something else than a text, such as an IBAN."""
    return frozenset(
        plan.key
        for plan in vocabulary.values()
        if plan.source is SourceKind.FALL and plan.kind not in _TEXTS
    )


def lacks(gaps: Iterable[Gap], facts: Facts, composition: Composition) -> tuple[Lack, ...]:
    """Join the gaps of the case and the facts that are unstated because of them, each once."""
    gaps = tuple(gaps)
    places = {gap.pointer for gap in gaps}
    printed = (facts.vocabulary[name] for name in composition.gaps)
    plans = {plan.name: plan for plan in (*facts.gaps(), *printed)}
    return (
        *(Lack(gap.title, pointer=gap.pointer) for gap in gaps),
        *(
            Lack(_title(plan, facts.vocabulary), fact=plan.name)
            for plan in plans.values()
            if plan.source is not SourceKind.FALL or plan.key not in places
        ),
    )


def _title(plan: FactPlan, vocabulary: Vocabulary) -> str:
    holder, _, field = plan.name.partition(".")
    return f"{vocabulary[holder].title}: {plan.title}" if field else plan.title


def missing_lines(lacking: Iterable[Lack], findings: Iterable[Finding]) -> Iterator[str]:
    """Say what stands between a draft and the letter: what is missing, then what is wrong."""
    lacking = tuple(lacking)
    yield from dict.fromkeys(one.title for one in lacking)
    for one in findings:
        if one.is_error and not (one.code in ABSENT and _is_told(one, lacking)):
            named = not one.title or one.title in one.message
            yield one.message if named else f"{one.title}: {one.message}"


def _is_told(one: Finding, lacking: tuple[Lack, ...]) -> bool:
    return any(f"{lack.pointer}/".startswith(f"{one.pointer}/") for lack in lacking)
