"""Which answers can the conditions have together, and which facts are then unstated?

Conditions are compared over small sets of fact values: the choices of the schema, the constants
they compare with and a neighbour of each, one or two plain values else, and "not stated" where a
letter can do without. A letter that may be sent also keeps what the schema of its type requires
or refuses, such as a reason where there is no contribution; a draft keeps none of it.

Limits: rules that no schema says are unknown here, so that some of these worlds may be impossible.
A fact derived from several others counts as independent unless `RESTS_ON` or `HOLDS` says so.
"""

import typing
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from types import NoneType
from typing import Any, Final

from jsonschema.exceptions import ValidationError

from docgen.budget import Budget, Slice
from docgen.doctypes import Form
from docgen.editing.expressions import NOTHING, compared, facts_of
from docgen.facts import DERIVED, HOLDS, RESTS_ON, FactPlan, SourceKind
from docgen.obligations import ValueKind
from docgen.pipeline import Content

_OTHER: Final = "anderes"
_BUDGET: Final = "/budget"
_REPRESENTATION: Final = "/vertretung"
_EMPTY: Final[Mapping[str, Any]] = {"object": {}, "array": []}
_DAYS: Final = (date(2000, 1, 1), date(2000, 1, 2))
_NUMBERS: Final = (Decimal(1), Decimal(2))
_NUMERIC: Final = frozenset({ValueKind.MONEY, ValueKind.NUMBER})


@dataclass(frozen=True, slots=True)
class World:
    """One way things can be: an answer for each condition asked about, and what is unstated."""

    answers: Mapping[str, bool]
    unstated: frozenset[str]


_Key = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Worlds:
    """The worlds of one document type and form; form None: those of drafts, in either form.

    schema: of the type.
    """

    content: Content
    doctype: str
    form: Form | None
    schema: Mapping[str, Any]
    _known: dict[_Key, tuple[World, ...]] = field(default_factory=dict)

    def over(
        self,
        conditions: Iterable[str],
        facts: Iterable[str] = (),
        where: Mapping[str, bool] | None = None,
    ) -> Iterator[World]:
        """Yield every world, told apart by these conditions and facts, in which `where` holds."""
        held = where or {}
        asked, named = frozenset({*conditions, *held}), frozenset(facts)
        parts = [
            self._part(group, conditions_, named & group)
            for group, conditions_ in self._groups(asked, named)
        ]
        for combined in product(*parts):
            answers = {name: answer for one in combined for name, answer in one.answers.items()}
            if all(answers[name] is answer for name, answer in held.items()):
                yield World(answers, frozenset().union(*(one.unstated for one in combined)))

    def possible(self, answers: Mapping[str, bool]) -> bool:
        """Tell whether these answers can be given together."""
        return any(True for _ in self.over((), (), answers))

    def _groups(
        self, conditions: frozenset[str], facts: frozenset[str]
    ) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Part facts that have nothing to do with each other, each with its conditions."""
        asked = {name: facts_of(self.content.conditions.expressions[name]) for name in conditions}
        sets = [set(one) for one in asked.values()] + [{name} for name in facts]
        sets += [{*one, *self._neighbours(one)} for one in sets]
        needed = frozenset().union(*sets)
        sets += [{holder, *held} & needed for holder, held in HOLDS.items() if holder in needed]
        groups: list[set[str]] = []
        for one in sets:
            merged = set(one).union(*(group for group in groups if group & one))
            groups = [*(group for group in groups if not group & one), merged]
        for group in groups:
            own = frozenset(name for name, one in asked.items() if set(one) <= group)
            yield frozenset(group), own

    def _neighbours(self, facts: Iterable[str]) -> Iterator[str]:
        """Yield the choices of a case that stand beside the places of some facts."""
        above = {_above(place) for name in facts for place in _places(self._plan(name))}
        for plan in self.content.vocabulary.values():
            if plan.source is SourceKind.FALL and _above(plan.key) in above and self._choices(plan):
                yield plan.name

    def _part(
        self, facts: frozenset[str], conditions: frozenset[str], named: frozenset[str]
    ) -> tuple[World, ...]:
        key = (facts, conditions, named)
        if key not in self._known:
            found = {
                (tuple(sorted(one.answers.items())), one.unstated): one
                for one in self._count(sorted(facts), conditions, named)
            }
            self._known[key] = tuple(found.values())
        return self._known[key]

    def _count(
        self, facts: list[str], conditions: frozenset[str], named: frozenset[str]
    ) -> Iterator[World]:
        unstated = dict.fromkeys(self.content.vocabulary)
        for values in product(*(self._values(self._plan(name)) for name in facts)):
            stated = dict(zip(facts, values, strict=True))
            if not self._is_sound(stated):
                continue
            questions = self.content.conditions.questions
            answers = {name: bool(questions[name](**{**unstated, **stated})) for name in conditions}
            yield World(answers, frozenset(name for name in named if stated[name] is None))

    def _plan(self, name: str) -> FactPlan:
        return self.content.vocabulary[name]

    def _values(self, plan: FactPlan) -> tuple[Any, ...]:
        expressions = tuple(self.content.conditions.expressions.values())
        other = compared(expressions).get(plan.name, NOTHING)
        values: dict[Any, None] = {}
        choices = self._choices(plan)
        if plan.kind is ValueKind.DATE:
            values = dict.fromkeys(_DAYS if other.with_facts else _DAYS[:1])
        elif plan.kind in _NUMERIC:
            near = [one + step for one in other.numbers for step in (-1, 0, 1)]
            values = dict.fromkeys(near or (_NUMBERS if other.with_facts else _NUMBERS[:1]))
        elif choices:
            values = dict.fromkeys((*choices, *((_OTHER,) if self.form is None else ())))
        else:
            values = dict.fromkeys((*other.texts, _OTHER))
        return (*values, None) if self._may_lack(plan) else tuple(values)

    def _choices(self, plan: FactPlan) -> tuple[str, ...]:
        if plan.source is not SourceKind.FALL:
            return ()
        place = self.content.schemas.vocabulary.at(plan.key)
        return place.choices if place else ()

    def _may_lack(self, plan: FactPlan) -> bool:
        """Tell whether a fact may be unstated as far as its source goes."""
        match plan.source:
            case SourceKind.RECHT:
                return False
            case SourceKind.BUDGET:
                return _is_optional_amount(plan.key) or not _is_required(self.schema, _BUDGET)
            case SourceKind.TRAEGER:
                return any(plan.key not in one.rules for one in self.content.carriers.values())
            case SourceKind.ABGELEITET:
                return plan.kind is None or _gives_nothing(plan.key)
            case SourceKind.FALL:
                return True

    def _is_sound(self, values: Mapping[str, Any]) -> bool:
        """Hold what is stated against facts inside others; in letters, against the schema, too."""
        for holder, held in HOLDS.items():
            inside = any(values.get(name) is not None for name in held)
            if holder in values and values[holder] is None and inside:
                return False
        if self.form is None:
            return True
        stated: dict[str, Any] = {_REPRESENTATION: {}} if self.form is Form.NAME else {}
        absent = set() if self.form is Form.NAME else {_REPRESENTATION}
        several: list[tuple[str, ...]] = []
        for name, value in values.items():
            plan = self._plan(name)
            places = _places(plan)
            if value is not None:
                stated = {place: self._in_case(plan, place, value) for place in places} | stated
            elif len(places) == 1:
                absent |= set(places)
            elif places:
                several.append(places)
        return any(self._is_allowed(stated, absent | set(one)) for one in product(*several))

    def _in_case(self, plan: FactPlan, pointer: str, value: Any) -> Any:  # noqa: ANN401
        """Write a value as a case does; what a derived fact rests on is any value of that place."""
        place = self.content.schemas.vocabulary.at(pointer)
        if place and place.kind in _EMPTY:
            return _EMPTY[place.kind]
        if plan.source is SourceKind.ABGELEITET and place and place.choices:
            return place.choices[0]
        return value.isoformat() if isinstance(value, date) else str(value)

    def _is_allowed(self, stated: Mapping[str, Any], absent: set[str]) -> bool:
        if any(_is_below(place, gone) for place in stated for gone in absent):
            return False
        case = self._case(stated, absent)
        errors = self.content.schemas.validator(self.doctype).iter_errors(case)
        return not any(_refuses(one, stated, absent) for one in errors)

    def _case(self, stated: Mapping[str, Any], absent: set[str]) -> dict[str, Any]:
        """Write a case of nothing but these places; what is absent has its holder, if required."""
        case: dict[str, Any] = {}
        holders = {_above(one) for one in absent if _is_required(self.schema, _above(one))}
        for place in sorted(holders | stated.keys()):
            *above, last = place.split("/")[1:] or [""]
            holder = case
            for step in above:
                holder = holder.setdefault(step, {})
            if last and (place in stated or last not in holder):
                holder.setdefault(last, deepcopy(stated.get(place, {})))
        return case


def _places(plan: FactPlan) -> tuple[str, ...]:
    """Name the places of a case a fact rests on; none where it rests on more than the case."""
    if plan.source is SourceKind.FALL:
        return (plan.key,)
    return RESTS_ON.get(plan.key, ()) if plan.source is SourceKind.ABGELEITET else ()


def _above(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _is_below(pointer: str, other: str) -> bool:
    return pointer == other or pointer.startswith(f"{other}/")


def _is_required(schema: Mapping[str, Any], pointer: str) -> bool:
    """Tell whether a type always has an object at a place, as far as its own schema says."""
    part: Mapping[str, Any] = schema
    for step in pointer.split("/")[1:]:
        if step not in part.get("required", ()):
            return False
        part = part.get("properties", {}).get(step, {})
    return True


def _refuses(error: ValidationError, stated: Mapping[str, Any], absent: set[str]) -> bool:
    """Tell whether an error is about what is stated or absent here; the rest is meant."""
    place = "".join(f"/{step}" for step in error.absolute_path)
    match error.validator:
        case "required":
            found: Any = error.instance
            names: Any = error.validator_value
            return any(f"{place}/{name}" in absent for name in names if name not in found)
        case "anyOf":
            branches: dict[Any, bool] = {}
            for one in error.context or ():
                number = one.schema_path[0]
                branches[number] = branches.get(number, False) or _refuses(one, stated, absent)
            return bool(branches) and all(branches.values())
        case "not" | "enum" | "const":
            return stated.get(place) not in (None, {})
        case _:
            return False


@cache
def _is_optional_amount(name: str) -> bool:
    holder = next(one for one in (Slice, Budget) if name in {part.name for part in fields(one)})
    return NoneType in typing.get_args(typing.get_type_hints(holder)[name])


@cache
def _gives_nothing(name: str) -> bool:
    given = typing.get_type_hints(DERIVED[name]).get("return")
    return given is Any or NoneType in typing.get_args(given)
