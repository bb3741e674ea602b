"""Does a clause say, under some answers, what one piece of evidence asks for?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from docgen.doctypes import FRAME, Clause, Doctype, Form, SectionPlan
from docgen.document import BLOCK_FACTS
from docgen.duties import EvidencePlan
from docgen.editing.texts import Text, Unit, Variant
from docgen.facts import HOLDS
from docgen.law import LawGapError, LetterLaw
from docgen.wording.markdown import MARKER

ANYWHERE: Final = "ueberall"
LETTERHEAD: Final = frozenset({"briefkopf", "seite1"})
_SECTION: Final = "abschnitt"


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause in force in its place.

    numbered: its part counts its points. others: for a clause that only stands in, the clauses
    whose absence makes it appear.
    """

    text: Text
    numbered: bool
    others: tuple[Clause, ...] | None

    def is_printed(self, answers: Mapping[str, bool]) -> bool:
        """Tell whether a letter with these answers has it."""
        if self.others is not None and any(_applies(one, answers) for one in self.others):
            return False
        return _applies(self.text.clause, answers)

    def says(self, answers: Mapping[str, bool]) -> Variant:
        """Give what it says under these answers."""
        return next(
            one
            for one in self.text.variants
            if all(answers[name] is answer for name, answer in one.answers.items())
        )

    @property
    def conditions(self) -> frozenset[str]:
        """Name all conditions that decide whether it is printed and what it says."""
        clauses = (self.text.clause, *(self.others or ()))
        inner = self.text.variants[0].answers
        return frozenset({*inner, *(one.condition for one in clauses if one.condition)})


def _applies(clause: Clause, answers: Mapping[str, bool]) -> bool:
    return clause.condition is None or answers[clause.condition]


def standing(
    doctype: Doctype, texts: Iterable[Text], where: str, carrier: str, law: LetterLaw
) -> Iterator[Standing]:
    """Yield the clauses in force where evidence is looked for; `texts` are those of one form."""
    by_file = {one.clause.file: one for one in texts}
    axes = law.axes
    if where == ANYWHERE:
        for clause in doctype.clauses_for(doctype.subject, carrier, axes)[-1:]:
            yield Standing(by_file[clause.file], numbered=False, others=None)
    for section in doctype.sections:
        if where in {section.place, ANYWHERE}:
            clauses = tuple(_listed(doctype, section, carrier, law))
            for clause in clauses:
                yield Standing(by_file[clause.file], section.numbered, None)
            for clause in doctype.clauses_for(section.fallback or "", carrier, axes):
                yield Standing(by_file[clause.file], numbered=False, others=clauses)


def _listed(
    doctype: Doctype, section: SectionPlan, carrier: str, law: LetterLaw
) -> Iterator[Clause]:
    for clause_id in section.clauses:
        yield from doctype.clauses_for(clause_id, carrier, law.axes)
    if section.role != FRAME:
        yield from doctype.further_clauses(section.role, carrier, law.axes)


def in_form(texts: Iterable[Text], form: Form) -> Iterator[Text]:
    """Yield the texts of one form."""
    return (one for one in texts if form in one.forms)


def is_for_anyone(plan: EvidencePlan) -> bool:
    """Tell whether any clause of the place may hold it: rows and points of blocks, a section."""
    return plan.each is not None or plan.unit in {"zeile", _SECTION}


def pieces_of(plan: EvidencePlan) -> Iterator[EvidencePlan]:
    """Part the evidence of a whole section, which may hold each fact and word in its own clause."""
    if plan.unit != _SECTION:
        yield plan
    else:
        yield from single(plan)


def single(plan: EvidencePlan) -> Iterator[EvidencePlan]:
    """Yield each fact and each group of words by itself."""
    yield from (replace(plan, facts=(name,), words=()) for name in plan.facts)
    yield from (replace(plan, facts=(), words=(group,)) for group in plan.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a clause is read: on which days, whether it is numbered, which facts are the same there.

    same: pairs of facts that a condition around the words makes equal.
    """

    law: LetterLaw
    numbered: bool = False
    same: tuple[frozenset[str], ...] = ()


def shows(said: Variant, plan: EvidencePlan, how: Reading) -> bool:
    """Tell whether one unit, or a named block, holds all that the evidence asks for."""
    blocks = [BLOCK_FACTS[one.block] for one in said.units if one.block]
    if plan.facts and any(facts.issuperset(plan.facts) for facts in blocks):
        return True
    if blocks and plan.unit == _SECTION and not plan.facts:
        return True  # words of a block are not known here
    return any(unit_shows(one, plan, how) for one in looked_at(said, plan, how))


def looked_at(said: Variant, plan: EvidencePlan, how: Reading) -> Iterable[Unit]:
    """Give the paragraphs or points of a clause that may be the unit the evidence asks for."""
    units = [one for one in said.units if one.block is None]
    if plan.unit != "punkt":
        return units
    if how.numbered and units:
        return [replace(units[0], text=" ".join(one.text for one in units))]
    return [one for one in units if one.is_point]


def unit_shows(unit: Unit, plan: EvidencePlan, how: Reading) -> bool:
    """Tell whether one paragraph or point holds all facts and one of each group of words."""
    text = MARKER.sub(lambda one: spoken(one, how.law), unit.text)
    printed = unit.printed.union(*(HOLDS.get(name, ()) for name in unit.printed))
    printed = printed.union(*(pair for pair in how.same if pair & printed))
    return printed.issuperset(plan.facts) and all(
        any(re.search(pattern, text) for pattern in group) for group in plan.words
    )


def spoken(marker: re.Match[str], law: LetterLaw) -> str:
    """Put in what a norm or term is called on these days; a value stays a marker."""
    try:
        match marker[1].split("."):
            case ["norm", name]:
                return law.norm(name)
            case ["begriff", name, form]:
                return law.term(name)[form]
    except LawGapError:
        pass
    return marker[0]
