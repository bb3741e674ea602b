"""Turn `law/duties/*.yaml` into duty rows, each held against everything it names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from docgen.dataset import Problems, read_yaml, sorted_files
from docgen.doctypes import Doctype
from docgen.facts import Conditions, Vocabulary
from docgen.law import Axes, Axis, Law, parse_day
from docgen.nearest import meant

_WHOLE_PLACES: Final = frozenset({"briefkopf", "seite1", "ueberall"})


@dataclass(frozen=True, slots=True)
class EvidencePlan:
    """How a duty is recognised, with names in place of values (see `obligations.Evidence`)."""

    where: str
    unit: str
    facts: tuple[str, ...]
    each: str | None
    words: tuple[tuple[str, ...], ...]
    condition: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """When a duty is owed: the day of an axis lies within, both ends included and either open."""

    axis: Axis
    first: date | None
    last: date | None

    def holds(self, axes: Axes) -> bool:
        """Tell whether a letter of these days owes the duty."""
        day = axes.day(self.axis)
        return not ((self.first and day < self.first) or (self.last and self.last < day))


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: what must stand, may not stand, or is checked before writing.

    period: None for what is owed on every day. clauses: ids of the clauses that carry it (their
    `dient`). checked: whether its norm has been read; if not, `note` says what is open.
    """

    id: str
    title: str
    kind: str
    doctypes: tuple[str, ...]
    norm: str
    source: str
    condition: str | None
    period: Period | None
    clauses: tuple[str, ...]
    evidence: tuple[EvidencePlan, ...]
    patterns: tuple[str, ...]
    rules: tuple[str, ...]
    consequence: str
    checked: bool
    note: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a duty row may name.

    is_whole: whether every manifest and clause could be read; if not, one that is missing here may
    be there.
    """

    doctypes: Mapping[str, Doctype]
    vocabulary: Vocabulary
    conditions: Conditions
    law: Law
    finding_codes: frozenset[str]
    is_whole: bool = True


def load_duties(
    root: Path, schemas: Mapping[str, Draft202012Validator], problems: Problems, known: Known
) -> tuple[Duty, ...]:
    """Read all duty rows below a content root and hold each against what it names."""
    duties: list[Duty] = []
    is_whole = True
    for path in sorted_files(root / "law" / "duties", "*.yaml"):
        tree = read_yaml(root, path.relative_to(root).as_posix(), schemas["duties"], problems)
        is_whole = is_whole and tree is not None
        for number, row in enumerate(tree.value if tree else ()):
            duty = _duty(row, known, tree.place(number, "gilt") if tree else "", problems)
            duties.append(duty)
            for steps, sentence in _faults(duty, row, known):
                place = tree.place(number, *steps) if tree else ""
                problems.add(place, f"Pflichtangabe „{duty.id}“: {sentence}")
    ids = [duty.id for duty in duties]
    for repeated in sorted({name for name in ids if ids.count(name) > 1}):
        problems.add("law/duties", f"Die Pflichtangabe „{repeated}“ gibt es zweimal.")
    for doctype in known.doctypes.values() if is_whole else ():
        for clause in doctype.versions():
            for unknown in sorted(set(clause.serves) - set(ids)):
                sentence = f"Die Pflichtangabe „{unknown}“ gibt es nicht.{meant(unknown, ids)}"
                problems.add(clause.place("dient"), sentence)
    return tuple(duties)


def _duty(row: Mapping[str, Any], known: Known, place: str, problems: Problems) -> Duty:
    clauses = dict.fromkeys(
        clause.id
        for name in row["dokumente"]
        if name in known.doctypes
        for clause in known.doctypes[name].versions()
        if row["id"] in clause.serves
    )
    return Duty(
        id=row["id"],
        title=row["titel"],
        kind=row["art"],
        doctypes=tuple(row["dokumente"]),
        norm=row["norm"],
        source=row["quelle"],
        condition=row.get("wenn"),
        period=_period(row.get("gilt"), place, problems),
        clauses=tuple(clauses),
        evidence=tuple(map(_evidence_plan, row.get("belege", ()))),
        patterns=tuple(row.get("muster", ())),
        rules=tuple(row.get("regeln", ())),
        consequence=row["folge"],
        checked=row["geprueft"],
        note=row.get("anmerkung", ""),
    )


def _period(row: Mapping[str, str] | None, place: str, problems: Problems) -> Period | None:
    if row is None:
        return None
    first, last = (
        parse_day(row[end], place, problems) if end in row else None for end in ("ab", "bis")
    )
    if first and last and last < first:
        problems.add(place, "Die Pflichtangabe endet, bevor sie beginnt.")
    return Period(Axis(row["achse"]), first, last)


def _evidence_plan(row: Mapping[str, Any]) -> EvidencePlan:
    return EvidencePlan(
        row["in"],
        row["einheit"],
        tuple(row.get("fakten", ())),
        row.get("je"),
        tuple(
            (group,) if isinstance(group, str) else tuple(group) for group in row.get("woerter", ())
        ),
        row.get("wenn"),
    )


def _faults(
    duty: Duty, row: Mapping[str, Any], known: Known
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name in duty.doctypes:
        if name not in known.doctypes and known.is_whole:
            nearest = meant(name, known.doctypes)
            yield ("dokumente",), f"Den Dokumenttyp „{name}“ gibt es nicht.{nearest}"
    if duty.norm not in known.law.norms:
        nearest = meant(duty.norm, known.law.norms)
        yield ("norm",), f"Die Norm „{duty.norm}“ gibt es nicht.{nearest}"
    if known.is_whole and duty.kind == "lesbar" and not duty.clauses and not row.get("briefkopf"):
        yield (), "Kein Textbaustein trägt sie („dient“), auch nicht der Briefkopf."
    for code in duty.rules:
        if code not in known.finding_codes:
            yield ("regeln",), f"Die Regel „{code}“ gibt es nicht."
    places = {
        place
        for name in duty.doctypes
        if name in known.doctypes
        for place in known.doctypes[name].headings()
    }
    for index, plan in enumerate(duty.evidence):
        path = ("belege", index)
        if known.is_whole and plan.where not in places | _WHOLE_PLACES:
            nearest = meant(plan.where, sorted(places | _WHOLE_PLACES))
            yield path, f"Den Ort „{plan.where}“ gibt es nicht.{nearest}"
        for name in plan.facts:
            if not _is_fact(name, plan.each, known):
                nearest = meant(name, _facts(plan.each, known))
                yield path, f"Den Fakt „{name}“ gibt es nicht.{nearest}"
        yield from ((path, sentence) for sentence in _bad_patterns(plan.words))
    for condition in (duty.condition, *(plan.condition for plan in duty.evidence)):
        if condition is not None and condition not in known.conditions.sentences:
            nearest = meant(condition, known.conditions.sentences)
            yield (), f"Die Bedingung „{condition}“ gibt es nicht.{nearest}"
    yield from ((("muster",), sentence) for sentence in _bad_patterns((duty.patterns,)))


def _facts(each: str | None, known: Known) -> Iterator[str]:
    """Yield every name that evidence may give a fact."""
    yield from (f"norm.{name}" for name in known.law.norms)
    yield from (name for name, plan in known.vocabulary.items() if plan.kind is not None)
    if each is not None and each in known.vocabulary:
        yield from (f"{each}.{field}" for field in known.vocabulary[each].fields)


def _is_fact(name: str, each: str | None, known: Known) -> bool:
    head, _, field = name.partition(".")
    if head == "norm":
        return field in known.law.norms
    plan = known.vocabulary.get(head)
    if plan is None:
        return False
    return field in plan.fields and head == each if field else plan.kind is not None


def _bad_patterns(groups: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for pattern in (pattern for group in groups for pattern in group):
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            yield f"„{pattern}“ ist kein gültiges Suchmuster."
