"""Turn a case, its law, carrier and budget into the facts of one letter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

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

    `carriers` are those of the case, by id; `carrier` is the one that writes. budget: None for a
    letter whose case has none, and for a draft where it could not be computed. Only for a draft:
    `lacking`, the places of the case where something needed is missing.
    """

    case: Case
    law: LetterLaw
    carrier: Carrier
    profile: Profile
    carriers: Mapping[str, Carrier]
    budget: Budget | None
    lacking: frozenset[str] = frozenset()

    @property
    def slice(self) -> Slice | None:
        """The first slice of the budget: what is paid from the start; None without a budget."""
        return self.budget.slices[0] if self.budget else None

    @property
    def slices(self) -> tuple[Slice, ...]:
        """All slices of the budget; none without one."""
        return self.budget.slices if self.budget else ()

    @property
    def stages(self) -> tuple["Stage", ...]:
        """Every time in which the services cost the same, whatever is deducted."""
        groups = groupby(self.slices, key=lambda one: one.lines)
        return tuple(Stage(tuple(slices)) for _, slices in groups)


@dataclass(frozen=True, slots=True)
class Stage:
    """Slices that follow each other and differ in nothing but what is deducted; never empty."""

    slices: tuple[Slice, ...]

    @property
    def first(self) -> Slice:
        """The first of them: for services, shares and the Gesamtbudget it speaks for all."""
        return self.slices[0]

    @property
    def period(self) -> str:
        """First and last day in words."""
        return german.period(self.first.start, self.slices[-1].end)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of this letter. `text` is the German spelling, `value` the plain one.

    On a draft the value may be None: then the text says what is missing.
    """

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
    """The stated facts, lists and answered conditions of one letter, by name.

    vocabulary: the plans of all facts, stated or not.
    """

    vocabulary: Vocabulary
    single: Mapping[str, Fact]
    lists: Mapping[str, FactList]
    conditions: Mapping[str, bool]

    def all(self) -> Iterator[Fact]:
        """Yield every stated value, those inside lists too."""
        yield from self.single.values()
        for facts in self.lists.values():
            for item in facts.items:
                yield from item.values()

    def with_gaps(self, names: Collection[str]) -> "Facts":
        """Give the facts of a draft: each of `names` that is unstated says that it is missing.

        A name with a dot is a field of every item of a list. Conditions keep their answers.
        """
        single = dict(self.single)
        lists = dict(self.lists)
        for name in names:
            head, _, field = name.partition(".")
            if not field:
                single.setdefault(head, _gap(self.vocabulary[head]))
                continue
            gap = _gap(self.vocabulary[head].fields[field])
            items = tuple({field: gap, **item} for item in lists[head].items or ({},))
            lists[head] = replace(lists[head], items=items)
        return replace(self, single=single, lists=lists)

    def gaps(self) -> Iterator[FactPlan]:
        """Yield the plan of each fact `with_gaps` has filled, in the order of the vocabulary."""
        for plan in self.vocabulary.values():
            if plan.kind is not None and plan.name in self.single:
                yield from (plan,) if self.single[plan.name].value is None else ()
                continue
            items = self.lists[plan.name].items if plan.name in self.lists else ()
            for name, field in plan.fields.items():
                if any(name in item and item[name].value is None for item in items):
                    yield field

    def text(self, name: str) -> str:
        """Give the German spelling of a stated fact.

        Errors: KeyError when it is not stated.
        """
        return self.single[name].text


class _Unknown:
    """The value of a fact that is needed and not known yet: stated, but like nothing else."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, _: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = __eq__


_UNKNOWN: Final = _Unknown()

NEEDS: Final = {
    "eigenbeitrag": ("/budget/eigenbeitrag/art", "/budget/eigenbeitrag/monatsbetrag"),
    "zahlbetrag": ("/budget/eigenbeitrag/art", "/budget/eigenbeitrag/monatsbetrag"),
    "zielvereinbarung_datum": (
        "/zielvereinbarung/unterschriften/person",
        "/zielvereinbarung/unterschriften/traeger",
    ),
}
"""Facts that decide which words are chosen, and the places without which they are not known."""


def gather(
    circumstances: Circumstances,
    vocabulary: Vocabulary,
    conditions: Conditions,
    derived: Mapping[str, Any],
) -> Facts:
    """Fill the vocabulary for one letter; a fact without a value is left out.

    Conditions take what a draft lacks for stated, so that it stands there as a gap.
    Errors: LawGapError when a parameter of the law does not hold on the day it follows.
    """
    single: dict[str, Fact] = {}
    lists: dict[str, FactList] = {}
    unknown = {name for name, plan in vocabulary.items() if _is_unknown(plan, circumstances)}
    for name, plan in vocabulary.items():
        value = None if name in unknown else _value(plan, circumstances, derived)
        if plan.kind is None:
            lists[name] = FactList(plan, tuple(_item(plan, row) for row in value or ()))
        elif value is not None:
            single[name] = _fact(plan, value)
    values: dict[str, Any] = dict.fromkeys(vocabulary) | dict.fromkeys(unknown, _UNKNOWN)
    values |= {name: fact.value for name, fact in single.items()}
    values |= {name: fact.items or None for name, fact in lists.items()}
    return Facts(vocabulary, single, lists, conditions.answer(values))


def _is_unknown(plan: FactPlan, of: Circumstances) -> bool:
    """Tell whether a fact cannot be known, because the case lacks what it is taken from.

    A text that is missing is filled already and says so itself.
    """
    if plan.source is SourceKind.FALL:
        return plan.key in of.lacking and of.case.get(plan.key) is None
    return not of.lacking.isdisjoint(NEEDS.get(plan.name, ()))


def _item(plan: FactPlan, row: Mapping[str, Any]) -> Mapping[str, Fact]:
    return {
        name: _fact(field, row[name])
        for name, field in plan.fields.items()
        if row.get(name) is not None
    }


def _gap(plan: FactPlan) -> Fact:
    return Fact(plan, None, german.missing(plan.title))


def _fact(plan: FactPlan, value: Any) -> Fact:  # noqa: ANN401
    return Fact(plan, value, _spell(plan, value))


def _value(plan: FactPlan, of: Circumstances, derived: Mapping[str, Any]) -> Any:  # noqa: ANN401
    match plan.source:
        case SourceKind.FALL:
            return _from_case(plan, of.case)
        case SourceKind.TRAEGER:
            rule = of.carrier.rule(plan.key, of.law.axes.leistung)
            return Decimal(rule) if rule and plan.kind is ValueKind.NUMBER else rule
        case SourceKind.RECHT:
            return of.law.parameter(plan.key)
        case SourceKind.BUDGET:
            holder = of.slice if hasattr(of.slice, plan.key) else of.budget
            return None if holder is None else getattr(holder, plan.key)
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
