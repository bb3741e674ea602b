"""Turn duty rows and the facts of one letter into its obligations."""

from collections.abc import Iterator, Mapping

from docgen.budget import Budget
from docgen.doctypes import Doctype
from docgen.duties.rows import Duty, EvidencePlan
from docgen.facts import Fact, Facts
from docgen.german import bind
from docgen.law import LawGapError, LetterLaw
from docgen.obligations import Evidence, Expected, Obligation, Obligations, ValueKind


class UnstatedFactError(LookupError):
    """A duty demands a fact that the case does not state; both by their German titles."""

    def __init__(self, duty: str, fact: str) -> None:
        """Keep what is missing for what."""
        super().__init__(f"{duty}: {fact}")
        self.duty = duty
        self.fact = fact


def oblige(
    duties: tuple[Duty, ...], doctype: Doctype, facts: Facts, budget: Budget | None, law: LetterLaw
) -> Obligations:
    """Work out what this letter owes and which amounts, dates and accounts it may show.

    Errors: LawGapError when a norm or a clause does not hold on its day; UnstatedFactError when a
    duty demands a fact that the case does not state.
    """
    due = _due(duties, doctype, facts, law)
    for duty in due:
        _demand_words(duty, doctype, law)
    items = tuple(_obligation(duty, facts, law) for duty in due)
    stated = tuple(facts.all())
    amounts = {f"{amount:.2f}" for amount in (budget.amounts() if budget else ())}
    return Obligations(
        doctype=doctype.id,
        headings=doctype.headings(),
        items=items,
        amounts=tuple(sorted(amounts | _values(stated, ValueKind.MONEY))),
        dates=tuple(sorted(_values(stated, ValueKind.DATE))),
        ibans=tuple(sorted(_values(stated, ValueKind.IBAN))),
        literals=tuple(sorted({fact.text for fact in stated if fact.plan.literal})),
    )


def demanded(
    duties: tuple[Duty, ...], doctype: Doctype, facts: Facts, law: LetterLaw
) -> tuple[str, ...]:
    """Name the facts, and the fields of lists, that the duties of this letter demand.

    Errors: LawGapError when a clause does not hold on its day.
    """
    due = _due(duties, doctype, facts, law)
    for duty in due:
        _demand_words(duty, doctype, law)
    named = (
        name
        for duty in due
        for plan in duty.evidence
        if _holds(plan.condition, facts)
        for name in plan.facts
    )
    return tuple(dict.fromkeys(name for name in named if not name.startswith("norm.")))


def _due(
    duties: tuple[Duty, ...], doctype: Doctype, facts: Facts, law: LetterLaw
) -> tuple[Duty, ...]:
    return tuple(
        duty
        for duty in duties
        if doctype.id in duty.doctypes
        and (duty.period is None or duty.period.holds(law.axes))
        and _holds(duty.condition, facts)
    )


def _demand_words(duty: Duty, doctype: Doctype, law: LetterLaw) -> None:
    """Refuse a day for which no clause that carries the duty is written.

    What only a carrier's own clause carries, or the letterhead, is left to the proof.
    """
    versions = [one for clause in duty.clauses for one in doctype.clauses.get(clause, ())]
    if versions and not any(one.holds(law.axes) for one in versions):
        raise LawGapError(duty.title, law.axes.day(versions[0].axis))


def _obligation(duty: Duty, facts: Facts, law: LetterLaw) -> Obligation:
    try:
        evidence = tuple(
            one
            for plan in duty.evidence
            if _holds(plan.condition, facts)
            for one in _evidence(plan, facts, law)
        )
    except KeyError as error:
        raise UnstatedFactError(duty.title, str(error.args[0])) from None
    return Obligation(
        duty.id,
        duty.title,
        duty.kind,
        law.norm(duty.norm),
        duty.consequence,
        evidence,
        duty.patterns,
    )


def _values(stated: tuple[Fact, ...], kind: ValueKind) -> set[str]:
    return {fact.expected().value for fact in stated if fact.plan.kind is kind}


def _holds(condition: str | None, facts: Facts) -> bool:
    return condition is None or facts.conditions[condition]


def _evidence(plan: EvidencePlan, facts: Facts, law: LetterLaw) -> Iterator[Evidence]:
    items: tuple[Mapping[str, Fact], ...] = facts.lists[plan.each].items if plan.each else ({},)
    for item in items:
        expected = tuple(_expected(name, item, facts, law) for name in plan.facts)
        yield Evidence(plan.where, plan.unit, expected, plan.words)


def _expected(name: str, item: Mapping[str, Fact], facts: Facts, law: LetterLaw) -> Expected:
    head, _, field = name.partition(".")
    if head == "norm":
        return Expected(name, law.law.norms[field].title, ValueKind.NORM, bind(law.norm(field)))
    return (item[field] if field else facts.single[head]).expected()
