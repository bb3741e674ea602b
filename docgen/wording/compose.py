"""Choose and fill the clauses of one letter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import Template, UndefinedError

from docgen.doctypes import FRAME, Clause, Form, SectionPlan
from docgen.facts import FactPlan, Facts
from docgen.german import bind, missing
from docgen.law import Axes, LetterLaw
from docgen.wording.compile import CompiledWording
from docgen.wording.markdown import ClauseBlock, WordingError, read_blocks

_NAME_IN_ERROR: Final = re.compile(r"'([^']+)' is undefined")


@dataclass(frozen=True, slots=True)
class ComposedClause:
    """One filled clause; number None where it carries none."""

    clause: Clause
    number: int | None
    blocks: tuple[ClauseBlock, ...]


@dataclass(frozen=True, slots=True)
class ComposedSection:
    """One part of the letter with its filled clauses; never empty."""

    plan: SectionPlan
    clauses: tuple[ComposedClause, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """All words of one letter. gaps: names of unstated facts that a draft prints as missing."""

    form: Form
    subject: ComposedClause
    sections: tuple[ComposedSection, ...]
    gaps: tuple[str, ...] = ()

    def clauses(self) -> Iterator[Clause]:
        """Yield every clause used, in reading order."""
        yield self.subject.clause
        for section in self.sections:
            for one in section.clauses:
                yield one.clause


class _Opaque:
    """A value inside a clause template: it can only be written, as a marker."""

    __slots__ = ("_marker",)

    def __init__(self, marker: str) -> None:
        self._marker = marker

    def __str__(self) -> str:
        return self._marker


class _Gap:
    """A fact that is not stated inside a clause of a draft: it notes that it was written."""

    __slots__ = ("_name", "_opaque", "_written")

    def __init__(self, opaque: _Opaque, name: str, written: dict[str, None]) -> None:
        self._opaque, self._name, self._written = opaque, name, written

    def __str__(self) -> str:
        self._written[self._name] = None
        return str(self._opaque)


class _Ledger:
    """The values of one letter behind their markers.

    A value has the same marker in every letter, made of its name; so the text of a clause is the
    same for every case, and reading its Markdown is remembered.
    """

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self.gaps: dict[str, None] = {}

    def marker(self, name: str, text: str) -> _Opaque:
        self._texts[name] = text
        return _Opaque(f"\ue000{name}\ue001")

    def text(self, name: str) -> str:
        return self._texts[name]

    def gap(self, plan: FactPlan) -> "_Gap":
        opaque = self.marker(plan.name, missing(plan.title))
        return _Gap(opaque, plan.name, self.gaps)


def compose(  # noqa: PLR0913  (what the words depend on)
    wording: CompiledWording,
    facts: Facts,
    law: LetterLaw,
    *,
    carrier: str,
    form: Form,
    draft: bool = False,
) -> Composition:
    """Choose the clauses in force whose condition holds, number the rulings, fill the values.

    In a draft a fact that is not stated reads `[fehlt: Titel]`.
    Errors: WordingError when a clause prints a fact that this case does not state;
    LawGapError when a norm does not hold on its day.
    """
    doctype, axes = wording.doctype, law.axes
    chosen = [
        (plan, [one for one in _candidates(wording, plan, carrier, axes) if _applies(one, facts)])
        for plan in doctype.sections
    ]
    numbers = {
        clause.file: number
        for plan, clauses in chosen
        if plan.numbered
        for number, clause in enumerate(clauses, start=1)
    }
    by_id = {clause.id: numbers.get(clause.file) for _, clauses in chosen for clause in clauses}
    complete = [
        (plan, clauses or _fallback(wording, plan, carrier, axes)) for plan, clauses in chosen
    ]
    ledger = _Ledger()
    context = _context(facts, law, by_id, ledger)
    if draft:
        unstated = facts.vocabulary.keys() - context.keys()
        context |= {name: ledger.gap(facts.vocabulary[name]) for name in unstated}

    def filled(clause: Clause) -> ComposedClause:
        template = wording.clauses[clause.file].templates[form]
        blocks = read_blocks(_render(clause, template, context), ledger.text)
        if not blocks:
            raise WordingError(f"Der Baustein „{clause.id}“ hat in diesem Fall keinen Text.")
        return ComposedClause(clause, numbers.get(clause.file), blocks)

    subjects = doctype.clauses_for(doctype.subject, carrier, axes)
    if not subjects:
        raise WordingError(f"Für „{doctype.subject}“ gilt an diesem Tag keine Fassung.")
    subject = filled(subjects[-1])
    sections = tuple(
        ComposedSection(plan, tuple(map(filled, clauses))) for plan, clauses in complete if clauses
    )
    return Composition(form, subject, sections, tuple(ledger.gaps))


def _candidates(
    wording: CompiledWording, plan: SectionPlan, carrier: str, axes: Axes
) -> Iterator[Clause]:
    doctype = wording.doctype
    for clause_id in plan.clauses:
        yield from doctype.clauses_for(clause_id, carrier, axes)
    if plan.role != FRAME:
        yield from doctype.further_clauses(plan.role, carrier, axes)


def _fallback(
    wording: CompiledWording, plan: SectionPlan, carrier: str, axes: Axes
) -> list[Clause]:
    if plan.fallback is None:
        return []
    return list(wording.doctype.clauses_for(plan.fallback, carrier, axes))


def _applies(clause: Clause, facts: Facts) -> bool:
    return clause.condition is None or facts.conditions[clause.condition]


def _context(
    facts: Facts, law: LetterLaw, numbers: Mapping[str, int | None], ledger: _Ledger
) -> dict[str, object]:
    def number_of(clause: str) -> _Opaque:
        number = numbers.get(clause)
        if number is None:
            raise WordingError(f"Der Baustein „{clause}“ hat in diesem Schreiben keine Nummer.")
        return ledger.marker(f"nummer.{clause}", str(number))

    values = {name: ledger.marker(name, fact.text) for name, fact in facts.single.items()}
    return {
        **values,
        **facts.conditions,
        "norm": _Norms(law, ledger),
        "begriff": _Terms(law, ledger),
        "nummer": number_of,
    }


def _render(clause: Clause, template: Template, context: Mapping[str, object]) -> str:
    try:
        return template.render(context)
    except UndefinedError as error:
        match = _NAME_IN_ERROR.search(str(error))
        missing = match[1] if match else str(error)
        raise WordingError(
            f"Der Baustein „{clause.id}“ nennt „{missing}“, weder Fall noch Träger geben es an."
        ) from None


class _Norms:
    """`norm.x` inside a clause."""

    def __init__(self, law: LetterLaw, ledger: _Ledger) -> None:
        self._law, self._ledger = law, ledger

    def __getattr__(self, name: str) -> _Opaque:
        return self._ledger.marker(f"norm.{name}", bind(self._law.norm(name)))


class _Terms:
    """`begriff.x.form` inside a clause."""

    def __init__(self, law: LetterLaw, ledger: _Ledger) -> None:
        self._law, self._ledger = law, ledger

    def __getattr__(self, name: str) -> "_Forms":
        return _Forms(name, self._law.term(name), self._ledger)


class _Forms:
    """`begriff.x` inside a clause: it knows its forms and nothing else."""

    def __init__(self, name: str, forms: Mapping[str, str], ledger: _Ledger) -> None:
        self._name, self._forms, self._ledger = name, forms, ledger

    def __getattr__(self, name: str) -> _Opaque:
        return self._ledger.marker(f"begriff.{self._name}.{name}", self._forms[name])
