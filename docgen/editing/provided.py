"""Is every duty carried, whatever the answers to the conditions around its words?

For each readable duty, each combination of days, each form and each carrier with words of its own,
the evidence of the duty is held against what its clauses (`dient`) can say: in every world in which
the evidence is demanded, one of the clauses that are printed has to hold, in one unit, all facts
and one of each group of words. It is the question the proof asks of a finished letter, asked of all
letters at once.

Limits. Values are not known here: a fact is found by its name, or by that of another fact which a
condition around the words makes equal, and words of a pattern inside a value are not seen. Rows and
points of named blocks are trusted to hold the facts the block knows (`document.BLOCK_FACTS`),
whatever their words; they and whole sections are looked for in every clause of the place, because
the proof does not care either which clause they come from. What the letterhead carries is left to
the proof. A world that only a rule refuses is reported, although no letter can show it (see
`worlds`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from docgen.doctypes import Doctype, Form
from docgen.duties import Duty, EvidencePlan
from docgen.editing.days import cells
from docgen.editing.desk import Desk
from docgen.editing.evidence import (
    LETTERHEAD,
    Reading,
    Standing,
    in_form,
    is_for_anyone,
    looked_at,
    pieces_of,
    shows,
    single,
    spoken,
    standing,
    unit_shows,
)
from docgen.editing.expressions import equal_in
from docgen.editing.remarks import Check, Remark
from docgen.editing.texts import Variant
from docgen.editing.worlds import World
from docgen.law import LetterLaw
from docgen.patterns import quoted
from docgen.wording.markdown import MARKER

_WHERE: Final = {
    "absatz": "in einem Absatz",
    "abschnitt": "in diesem Teil",
    "punkt": "in einem Punkt",
    "zeile": "in einer Zeile",
}

_TOGETHER: Final = {
    "absatz": "zusammen im selben Absatz",
    "abschnitt": "in diesem Teil",
    "punkt": "zusammen im selben Punkt",
    "zeile": "zusammen in derselben Zeile",
}


def uncarried_duties(desk: Desk) -> Iterator[Remark]:
    """Find evidence that letters would lack, each with one way in which it is missing."""
    for doctype in desk.content.doctypes.values():
        carriers = ("", *(name for name, own in doctype.carrier_clauses.items() if own))
        terms = tuple(desk.content.law.terms.values())
        asked: set[tuple[object, ...]] = set()
        for cell in cells(doctype, desk.content.duties, terms):
            law = desk.content.law.for_letter(cell.axes)
            for carrier in carriers:
                for form in Form:
                    yield from _Letters(desk, doctype, law, carrier, form, asked).lacking()


@dataclass(frozen=True, slots=True)
class _Letters:
    """All letters of one type, form and carrier on some days. asked: what was asked of others."""

    desk: Desk
    doctype: Doctype
    law: LetterLaw
    carrier: str
    form: Form
    asked: set[tuple[object, ...]]
    _places: dict[str, tuple[Standing, ...]] = field(default_factory=dict)

    def lacking(self) -> Iterator[Remark]:
        for duty in self.desk.duties(self.doctype, "lesbar"):
            if self._is_owed(duty):
                for plan in duty.evidence:
                    if plan.where not in LETTERHEAD:
                        yield from self._evidence(duty, plan)

    def _is_owed(self, duty: Duty) -> bool:
        """Leave out days on which no clause of the duty is in force: that is told as a gap."""
        versions = (one for name in duty.clauses for one in self.doctype.clauses.get(name, ()))
        owed = duty.period is None or duty.period.holds(self.law.axes)
        return owed and any(one.holds(self.law.axes) for one in versions)

    def _place(self, where: str) -> tuple[Standing, ...]:
        if where not in self._places:
            texts = in_form(self.desk.texts[self.doctype.id], self.form)
            found = standing(self.doctype, texts, where, self.carrier, self.law)
            self._places[where] = tuple(found)
        return self._places[where]

    def _evidence(self, duty: Duty, plan: EvidencePlan) -> Iterator[Remark]:
        everyone = is_for_anyone(plan)
        there = [
            one for one in self._place(plan.where) if everyone or duty.id in one.text.clause.serves
        ]
        files = tuple(one.text.clause.file for one in there)
        question = (duty.id, plan, self.form, files, self._words(there))
        if question not in self.asked:
            self.asked.add(question)
            for part in pieces_of(plan):
                world = self._world_without(duty, part, there)
                if world is not None:
                    yield self._told(duty, part, there, world)

    def _words(self, there: list[Standing]) -> tuple[str, ...]:
        """Tell apart days on which the same clauses call things by different names."""
        pieces = {one.printed or "" for each in there for one in each.text.pieces}
        named = sorted(one for one in pieces if one.startswith(("begriff.", "norm.")))
        marked = (f"\ue000{one}\ue001" for one in named)
        return tuple(MARKER.sub(lambda one: spoken(one, self.law), one) for one in marked)

    def _world_without(self, duty: Duty, plan: EvidencePlan, there: list[Standing]) -> World | None:
        """Give a world in which the evidence is demanded and nobody gives it, if there is one."""
        able = [one for one in there if self._is_able(one, plan)]
        due = {name: True for name in (duty.condition, plan.condition) if name}
        asked = frozenset().union(*(one.conditions for one in able))
        facts = [one for one in plan.facts if one in self.desk.content.vocabulary]
        worlds = self.desk.worlds(self.doctype, self.form).over(asked, facts, due)
        return next(
            (
                world
                for world in worlds
                if not world.unstated and not any(self._gives(one, plan, world) for one in able)
            ),
            None,
        )

    def _is_able(self, one: Standing, plan: EvidencePlan) -> bool:
        return any(shows(said, plan, self._reading(one, said)) for said in one.text.variants)

    def _reading(self, one: Standing, said: Variant) -> Reading:
        true = [name for name, answer in said.answers.items() if answer]
        true += [one.text.clause.condition] if one.text.clause.condition else []
        expressions = self.desk.content.conditions.expressions
        same = tuple(pair for name in true for pair in equal_in(expressions[name]))
        return Reading(self.law, one.numbered, same)

    def _gives(self, one: Standing, plan: EvidencePlan, world: World) -> bool:
        if not one.is_printed(world.answers):
            return False
        said = one.says(world.answers)
        return shows(said, plan, self._reading(one, said))

    def _told(self, duty: Duty, plan: EvidencePlan, there: list[Standing], world: World) -> Remark:
        able = [one for one in there if self._is_able(one, plan)]
        said = (
            [(one, one.says(world.answers)) for one in able if one.is_printed(world.answers)]
            if able
            else [(one, variant) for one in there for variant in one.text.variants]
        )
        place, missing = self._nearest(plan, said)
        if able:
            place = _unprinted(able, world)
        parts = tuple(single(plan))
        together = ""
        if 0 < len(missing) < len(parts):
            together = f" Alle {len(parts)} Teile müssen {_TOGETHER[plan.unit]} stehen."
        elif not missing:
            together = f" Es steht dort, aber nicht {_TOGETHER[plan.unit]}."
        wanted = [self._title(name) for one in missing or parts for name in one.facts]
        wanted += [quoted(group) for one in missing or parts for group in one.words]
        sentences = self.desk.content.conditions.sentences
        given = [
            f"{'' if answer else 'nicht '}„{sentences[name]}“"
            for name, answer in world.answers.items()
        ]
        when = f" Das trifft Fälle mit: {', '.join(given)}." if given else ""
        sentence = (
            f"Der Pflichtangabe „{duty.title}“ fehlt {_WHERE[plan.unit]} "
            f"(Form „{self.form.value}“): {', '.join(wanted)}.{together}{when}"
        )
        return Remark(Check.PFLICHT, *(place or self.desk.duty_place(duty)), sentence)

    def _nearest(
        self, plan: EvidencePlan, said: list[tuple[Standing, Variant]]
    ) -> tuple[tuple[str, int] | None, tuple[EvidencePlan, ...]]:
        """Give the place of the paragraph that holds most of what is asked for, and what it lacks.

        It lacks nothing where it is no point although the evidence asks for one.
        """
        parts = tuple(single(plan))
        best: tuple[tuple[str, int] | None, tuple[EvidencePlan, ...]] = (None, parts)
        for one, variant in said:
            how = self._reading(one, variant)
            for unit in tuple(looked_at(variant, plan, how)) or variant.units:
                lacking = tuple(part for part in parts if not unit_shows(unit, part, how))
                if best[0] is None or len(lacking) < len(best[1]):
                    best = (one.text.clause.file, unit.line), lacking
        return best

    def _title(self, name: str) -> str:
        head, _, field_ = name.partition(".")
        if head == "norm":
            return f"{{{{ {name} }}}}"
        plan = self.desk.content.vocabulary[head]
        return plan.fields[field_].title if field_ else f"{{{{ {name} }}}} ({plan.title})"


def _unprinted(able: list[Standing], world: World) -> tuple[str, int]:
    """Name the clause that could say it and here does not: its branch, if it is printed at all."""
    printed = [one for one in able if one.is_printed(world.answers)]
    text = (printed or able)[0].text
    branch = [
        one.line
        for one in text.pieces
        if printed and one.guard and world.answers[one.guard[0]] is one.guard[1]
    ]
    return text.clause.file, min(branch, default=text.first_line)
