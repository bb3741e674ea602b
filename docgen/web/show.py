"""Findings and amounts as a page tells them: grouped, titled, spelled in German."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from docgen.budget import Budget, RowKind, Slice, account
from docgen.budget import Row as AccountRow
from docgen.case import Schemas
from docgen.findings import Finding
from docgen.german import day, money
from docgen.pipeline import Content
from docgen.web.entries import is_simple
from docgen.web.submission import ENTRY

_UNCHECKED: Final = "regel.nicht_geprueft"
# Hints that end by themselves as soon as something else is mended.
_ABOUT_OTHERS: Final = frozenset({_UNCHECKED, "hinweis.wieder_offen"})
# How a field is written is what these findings are about, but not where nobody knows the field.
_WRITING: Final = ("feld.", "bank.iban")
_STRANGE: Final = "feld.unbekannt"
_SUMS: Final = (RowKind.TOTAL, RowKind.PAYABLE)
_YES_NO: Final = (("true", "ja"), ("false", "nein"))


@dataclass(frozen=True, slots=True)
class Model:
    """How a field is written: what belongs there, and a line to copy.

    block: name of the object the line belongs into, empty where it has none of its own; place: its
    German title, empty for the top of the case. name: of the field to type a value into, and
    choices: what is possible there, each with its word; both empty where one value is not all.
    is_day: a day is wanted.
    """

    meaning: str
    line: str
    block: str
    place: str
    name: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One finding and the name of its place on the page.

    key: by what a person names it to settle it; empty where that cannot be. model: how the field is
    written; None where that is not what is wrong.
    """

    anchor: str
    finding: Finding
    key: str
    model: Model | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The findings about one part of the case, under its German title."""

    title: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All findings of a case as a page shows them.

    unchecked: sentences of the checks that wait until something else is mended.
    """

    errors: tuple[Group, ...]
    hints: tuple[Group, ...]
    unchecked: tuple[str, ...]

    @property
    def error_count(self) -> int:
        """How many errors there are."""
        return sum(len(group.told) for group in self.errors)

    @property
    def has_boxes(self) -> bool:
        """Whether a value can be typed beside any error."""
        return any(one.model and one.model.name for group in self.errors for one in group.told)

    @property
    def hint_count(self) -> int:
        """How many hints there are, without the checks that wait."""
        return sum(len(group.told) for group in self.hints)


def board(findings: Iterable[Finding], schemas: Schemas) -> Board:
    """Group findings by the part of the case they are about, in the order of the case."""
    ordered = sorted(findings, key=lambda one: schemas.vocabulary.order(one.pointer))
    errors = [one for one in ordered if one.is_error]
    hints = [one for one in ordered if not one.is_error and one.code != _UNCHECKED]
    unchecked = dict.fromkeys(one.message for one in ordered if one.code == _UNCHECKED)
    return Board(
        _grouped(errors, "fehler", schemas), _grouped(hints, "hinweis", schemas), tuple(unchecked)
    )


def _grouped(findings: Iterable[Finding], kind: str, schemas: Schemas) -> tuple[Group, ...]:
    groups: dict[str, list[Told]] = {}
    boxes: set[str] = set()
    for number, one in enumerate(findings, start=1):
        model = _model(one, schemas)
        if model and model.name in boxes:
            model = replace(model, name="")  # one box for each place
        boxes |= {model.name} if model else set()
        told = Told(f"{kind}-{number}", one, key_of(one), model)
        groups.setdefault(schemas.title(_part(one.pointer)), []).append(told)
    return tuple(Group(title, tuple(told)) for title, told in groups.items())


def _model(one: Finding, schemas: Schemas) -> Model | None:
    """Show how a field is written whose finding is about that."""
    if not one.code.startswith(_WRITING) or one.code.startswith(_STRANGE):
        return None
    field = schemas.vocabulary.at(one.pointer)
    if field is None or field.example is None or not one.pointer:
        return None
    above, _, name = one.pointer.rpartition("/")
    value = json.dumps(field.example, ensure_ascii=False, indent=2 if field.members else None)
    block = above.rpartition("/")[2]
    choices = _YES_NO if field.kind == "boolean" else tuple((one, one) for one in field.choices)
    return Model(
        field.description,
        value if name.isdecimal() else f'"{name}": {value}',
        "" if block.isdecimal() else block,
        schemas.title(above) if above else "",
        f"{ENTRY}{one.pointer}" if one.is_error and is_simple(field) else "",
        choices,
        field.spelling == "date",
    )


def key_of(one: Finding) -> str:
    """Name a hint that can be settled: what it is, about which place, said of what."""
    if not one.stand or one.code in _ABOUT_OTHERS:
        return ""
    return f"{one.code} {one.pointer} {one.stand}"


def _part(pointer: str) -> str:
    """Give the pointer of the part of the case: `/person` for `/person/anschrift/ort`."""
    return "/".join(pointer.split("/")[:2])


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the Rechenweg: what, how much in a month, and how it came about."""

    title: str
    amount: str
    notes: tuple[str, ...] = ()
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The amounts of one stretch of time."""

    period: str
    payable: str
    rows: tuple[Row, ...]


def accounts(budget: Budget, content: Content) -> tuple[Account, ...]:
    """Tell every slice of a budget with its Rechenweg."""
    return tuple(
        Account(_period(one), money(one.payable), tuple(_rows(one, budget, content)))
        for one in budget.slices
    )


def _period(one: Slice) -> str:
    return f"ab {day(one.start)}, " + (f"bis {day(one.end)}" if one.end else "unbefristet")


def _rows(one: Slice, budget: Budget, content: Content) -> Iterator[Row]:
    for row in account(one):
        label, amount = row.label, money(row.amount)
        if row.kind is RowKind.SHARE:
            profile = content.carriers[row.carrier].profile(one.start)
            label = f"Teilbudget: {profile.name if profile else row.carrier}"
        if row.kind is RowKind.LESS:
            amount = f"− {amount}"
        yield Row(label, amount, tuple(_notes(row)), row.kind in _SUMS)
    if budget.comparison is not None:
        yield Row("Zum Vergleich: Kosten ohne Persönliches Budget", money(budget.comparison))


def _notes(row: AccountRow) -> Iterator[str]:
    if row.formula:
        yield f"{row.formula} = {money(row.amount)}"
    if row.source:
        yield f"Quelle: {row.source}"
