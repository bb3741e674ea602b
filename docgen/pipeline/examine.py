"""One case before a word is written: read, computed, held against every rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from docgen.budget import Budget, about_budget, budget_inputs, compute_budget
from docgen.case import Case, Reading, read_case
from docgen.doctypes import REMEDY, Doctype
from docgen.duties import UnstatedFactError
from docgen.findings import Finding, finding, has_errors
from docgen.german import day as spelled
from docgen.law import Axes, Axis, LawGapError, LetterLaw
from docgen.pipeline.content import Content
from docgen.pipeline.settled import Settled, judge
from docgen.rules import Matter, check_amounts, check_rules
from docgen.wording import WordingError


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a case before a word is written; parts are None where the case fails.

    settled: the hints that a person has judged; they are not among the findings. priced: what is
    found of the amounts themselves; the letter may lack other things.
    """

    findings: tuple[Finding, ...]
    case: Case | None
    law: LetterLaw | None
    budget: Budget | None
    settled: tuple[Settled, ...] = ()
    priced: tuple[Finding, ...] = ()

    @property
    def unpriced(self) -> tuple[Finding, ...]:
        """The errors for which no budget can be told; none where it can."""
        return tuple(one for one in self.priced if one.is_error and not _is_control(one))

    @property
    def is_priced(self) -> bool:
        """Whether the budget is there, and nothing it is computed from is wrong."""
        return self.budget is not None and not self.unpriced

    @property
    def is_sound(self) -> bool:
        """Whether a letter can be written."""
        return not has_errors(self.findings)

    def carrier(self, content: Content) -> str | None:
        """Give the id of the carrier that decides; None where the case names none that is known."""
        named = None if self.case is None else self.case.get("/traeger")
        return named if isinstance(named, str) and named in content.carriers else None


def examine(content: Content, doctype_id: str, raw: bytes) -> Examined:
    """Read a case, compute its budget and hold it against every rule; all findings at once.

    Errors: KeyError for an unknown document type.
    """
    return examine_read(content, doctype_id, read_case(raw, content.schemas, doctype_id))


def examine_read(content: Content, doctype_id: str, reading: Reading) -> Examined:
    """Do the same with a case that is read already."""
    doctype = content.doctypes[doctype_id]
    case = reading.case
    if case is None:
        return Examined(reading.findings, None, None, None, priced=reading.findings)
    law = _law_of(content, doctype, case)
    read = budget_inputs(case, content.carriers, content.law)
    budget = compute_budget(read.inputs) if read.inputs else None
    matter = Matter(case, content.carriers, law, budget, content.schemas.title)
    findings = [
        *reading.findings,
        *read.findings,
        *_rules_within(matter, doctype),
        *unprintable(content, case),
    ]
    titled = [_titled(one, content) for one in findings]
    judged = judge(titled, case, content.schemas.title("/bestaetigte_hinweise"))
    of_case = titled if budget is None else titled[: len(reading.findings) + len(read.findings)]
    priced = dict.fromkeys((*about_budget(of_case), *_amounts(matter)))
    return Examined(
        errors_first(judged.open), case, law, budget, judged.settled, errors_first(priced)
    )


def _amounts(matter: Matter) -> tuple[Finding, ...]:
    try:
        return check_amounts(matter)
    except LawGapError as gap:
        return (gap_finding(gap),)


def _is_control(one: Finding) -> bool:
    """Tell whether a finding is about amounts of the file that a budget is only compared with."""
    return one.pointer.startswith("/kontrolle")


def _titled(one: Finding, content: Content) -> Finding:
    """Give a finding about a field its German title where the room that found it knows none."""
    if one.title or not one.pointer:
        return one
    return replace(one, title=content.schemas.title(one.pointer))


def _law_of(content: Content, doctype: Doctype, case: Case) -> LetterLaw | None:
    known = days_of(doctype, case)
    return content.law.for_letter(Axes(**known)) if len(known) == len(Axis) else None


def days_of(doctype: Doctype, case: Case) -> dict[str, date]:
    """Give the days of a case by axis, those that it states."""
    days = {axis: case.date(pointer) for axis, pointer in doctype.axes.items()}
    return {axis.value: day for axis, day in days.items() if day is not None}


def _rules_within(matter: Matter, doctype: Doctype) -> Iterator[Finding]:
    """Run the rules; where the law of that time is unknown, say so instead."""
    try:
        yield from check_rules(matter)
        yield from _other_law(doctype, matter)
        yield from _turn_on_the_way(doctype, matter.law, matter.case)
    except LawGapError as gap:
        yield gap_finding(gap)


def _other_law(doctype: Doctype, matter: Matter) -> Iterator[Finding]:
    """Refuse a letter whose norms are those of another kind of carrier."""
    profile = matter.profile()
    if profile and doctype.carrier_kinds and profile.route.kind.id not in doctype.carrier_kinds:
        known = ", ".join(sorted(doctype.carrier_kinds))
        kind = profile.route.kind.title
        yield matter.find("traeger.art_nicht_moeglich", "/traeger", arten=known, art=kind)


_ON_THE_WAY: Final = timedelta(days=7)
"""So long may a letter take from its date, or its posting, until it is made known."""


def _turn_on_the_way(doctype: Doctype, law: LetterLaw | None, case: Case) -> Iterator[Finding]:
    """Warn where the Belehrung that holds on the day of the letter may not when it arrives."""
    if law is None or all(plan.role != REMEDY for plan in doctype.sections):
        return
    turns = [
        *law.law.turns((Axis.BEKANNTGABE,)),
        *(one.valid_from for one in doctype.versions() if one.role == REMEDY),
    ]
    written = law.axes.bekanntgabe
    sent = case.date("/entscheidung/aufgabe_zur_post") or written
    for turn in sorted(turns):
        if written < turn <= max(written, sent) + _ON_THE_WAY:
            norm = law.law.norms["rechtsbehelfsbelehrung"].on(turn).value
            yield finding(
                "bekanntgabe.recht_wechselt",
                "/entscheidung/datum",
                norm=norm,
                tag=spelled(turn),
            )
            return


def gap_finding(gap: LawGapError | UnstatedFactError | WordingError) -> Finding:
    """Tell what keeps a letter from being written: a gap of law, case or wording."""
    match gap:
        case LawGapError():
            return finding("recht.keine_fassung", tag=spelled(gap.day), eintrag=gap.entry)
        case UnstatedFactError():
            return finding("pflicht.angabe_fehlt", pflicht=gap.duty, fakt=gap.fact)
        case _:
            return finding("baustein.angabe_fehlt", grund=str(gap))


def unprintable(content: Content, case: Case) -> Iterator[Finding]:
    """Tell every text with characters the fonts do not have."""
    for pointer, text in case.texts():
        missing = content.glyphs.missing(text)
        if missing and case.is_sound(pointer):
            yield finding(
                "zeichen.nicht_druckbar",
                pointer,
                title=content.schemas.title(pointer),
                zeichen=", ".join(f"U+{ord(letter):04X}" for letter in missing),
            )


def errors_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put errors before hints, each in the order they came."""
    return tuple(sorted(findings, key=lambda one: not one.is_error))
