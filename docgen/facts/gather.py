"""Turn a case, its law, carrier and budget into the facts of one letter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen import german
from docgen.budget import Budget, Slice
from docgen.carriers import Carrier, Profile
from docgen.case import Case
from docgen.facts.conditions import Conditions
from docgen.facts.vocabulary import FactPlan, SourceKind, Vocabulary
from docgen.law import LetterLaw
from docgen.obligations import Expected, ValueKind


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a fact may be taken from.

    `carriers` are those of the case, by id; `carrier` is the one that writes.
    """

    case: Case
    law: LetterLaw
    carrier: Carrier
    profile: Profile
    carriers: Mapping[str, Carrier]
    budget: Budget

    @property
    def slice(self) -> Slice:
        """The first slice of the budget: what is paid from the start."""
        return self.budget.slices[0]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of this letter. `text` is the German spelling, `value` the plain one."""

    plan: FactPlan
    value: Any
    text: str

    def expected(self) -> Expected:
        """Give the canonical value a proof looks for (see `ValueKind`)."""
        kind = self.plan.kind
        if kind is None:
            raise TypeError(self.plan.name)
        return Expected(self.plan.name, self.plan.title, kind, _canonical(kind, self.value))


@dataclass(frozen=True, slots=True)
class FactList:
    """A fact with several items, each with the same fields; a field may be unstated."""

    plan: FactPlan
    items: tuple[Mapping[str, Fact], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The stated facts, lists and answered conditions of one letter, by name."""

    single: Mapping[str, Fact]
    lists: Mapping[str, FactList]
    conditions: Mapping[str, bool]

    def all(self) -> Iterator[Fact]:
        """Yield every stated value, those inside lists too."""
        yield from self.single.values()
        for facts in self.lists.values():
            for item in facts.items:
                yield from item.values()

    def text(self, name: str) -> str:
        """Give the German spelling of a stated fact.

        Errors: KeyError when it is not stated.
        """
        return self.single[name].text


def gather(
    circumstances: Circumstances,
    vocabulary: Vocabulary,
    conditions: Conditions,
    derived: Mapping[str, Any],
) -> Facts:
    """Fill the vocabulary for one letter; a fact without a value is left out.

    Errors: LawGapError when a parameter of the law does not hold on the day it follows.
    """
    single: dict[str, Fact] = {}
    lists: dict[str, FactList] = {}
    for name, plan in vocabulary.items():
        value = _value(plan, circumstances, derived)
        if plan.kind is None:
            lists[name] = FactList(plan, tuple(_item(plan, row) for row in value or ()))
        elif value is not None:
            single[name] = _fact(plan, value)
    values: dict[str, Any] = dict.fromkeys(vocabulary)
    values |= {name: fact.value for name, fact in single.items()}
    values |= {name: fact.items or None for name, fact in lists.items()}
    return Facts(single, lists, conditions.answer(values))


def _item(plan: FactPlan, row: Mapping[str, Any]) -> Mapping[str, Fact]:
    return {
        name: _fact(field, row[name])
        for name, field in plan.fields.items()
        if row.get(name) is not None
    }


def _fact(plan: FactPlan, value: Any) -> Fact:  # noqa: ANN401
    return Fact(plan, value, _spell(plan, value))


def _value(plan: FactPlan, of: Circumstances, derived: Mapping[str, Any]) -> Any:  # noqa: ANN401
    match plan.source:
        case SourceKind.FALL:
            return _from_case(plan, of.case)
        case SourceKind.TRAEGER:
            rule = of.carrier.rule(plan.key, of.law.axes.verfahren)
            return Decimal(rule) if rule and plan.kind is ValueKind.NUMBER else rule
        case SourceKind.RECHT:
            return of.law.parameter(plan.key)
        case SourceKind.BUDGET:
            holder = of.slice if hasattr(of.slice, plan.key) else of.budget
            return getattr(holder, plan.key)
        case SourceKind.ABGELEITET:
            return derived[plan.key](of)


def _from_case(plan: FactPlan, case: Case) -> Any:  # noqa: ANN401
    match plan.kind:
        case ValueKind.DATE:
            return case.date(plan.key)
        case ValueKind.MONEY | ValueKind.NUMBER:
            return case.decimal(plan.key)
        case _:
            return case.get(plan.key)


def _spell(plan: FactPlan, value: Any) -> str:  # noqa: ANN401
    match plan.kind:
        case ValueKind.MONEY:
            return german.money(value)
        case ValueKind.DATE:
            return german.day(value)
        case ValueKind.IBAN:
            return german.iban(value)
        case ValueKind.AMOUNT:
            return german.amount(*value)
        case ValueKind.NUMBER:
            return _spell_number(plan, value)
        case ValueKind.NORM:
            return german.bind(value)
        case _:
            return german.unparted(str(value)) if plan.form == "ungetrennt" else str(value)


def _spell_number(plan: FactPlan, value: Decimal) -> str:
    match plan.form:
        case "wort":
            return german.numeral(value)
        case "ordnung":
            return german.ordinal(value)
        case _:
            return german.decimal(value)


def _canonical(kind: ValueKind, value: Any) -> str:  # noqa: ANN401
    match kind:
        case ValueKind.MONEY:
            return f"{value:.2f}"
        case ValueKind.DATE:
            day: date = value
            return day.isoformat()
        case ValueKind.IBAN:
            return str(value).replace(" ", "").upper()
        case ValueKind.AMOUNT:
            quantity, unit, period = value
            return f"{_plain(quantity)} {unit} {period}"
        case ValueKind.NUMBER:
            return _plain(value)
        case _:
            return str(value)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
