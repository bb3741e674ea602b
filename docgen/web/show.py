"""Findings and amounts as a page tells them: grouped, titled, spelled in German."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.budget import Budget, Slice
from docgen.case import Schemas
from docgen.findings import Finding
from docgen.german import amount, day, money
from docgen.pipeline import Content

# Hints that end by themselves as soon as something else is mended.
_ABOUT_OTHERS: Final = frozenset({"regel.nicht_geprueft", "hinweis.wieder_offen"})


@dataclass(frozen=True, slots=True)
class Told:
    """One finding and the name of its place on the page.

    key: by what a person names it to settle it; empty where that cannot be.
    """

    anchor: str
    finding: Finding
    key: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings about one part of the case, under its German title."""

    title: str
    told: tuple[Told, ...]


def grouped(findings: Iterable[Finding], schemas: Schemas) -> tuple[Group, ...]:
    """Group findings by the part of the case they are about, in the order of the case."""
    ordered = sorted(findings, key=lambda one: schemas.vocabulary.order(one.pointer))
    groups: dict[str, list[Told]] = {}
    for number, one in enumerate(ordered, start=1):
        kind = "fehler" if one.is_error else "hinweis"
        told = Told(f"{kind}-{number}", one, key_of(one))
        groups.setdefault(schemas.title(_part(one.pointer)), []).append(told)
    return tuple(Group(title, tuple(told)) for title, told in groups.items())


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
    for line in one.lines:
        need = line.need
        quantity = amount(need.quantity, need.unit, need.period)
        formula = line.step.formula.replace(".", ",")
        notes = [f"{quantity}: {formula} = {money(line.amount)}"]
        if line.step.source:
            notes.append(f"Quelle: {line.step.source}")
        yield Row(need.title, money(line.amount), tuple(notes))
    if len(one.shares) > 1:
        for share in one.shares:
            profile = content.carriers[share.carrier].profile(one.start)
            name = profile.name if profile else share.carrier
            yield Row(f"Teilbudget: {name}", money(share.amount))
    yield Row("Gesamtbudget", money(one.total), is_sum=True)
    if one.vouchers:
        yield Row("Davon als Gutschein", f"− {money(one.vouchers)}")
    if one.contribution:
        yield Row("Eigener Beitrag", f"− {money(one.contribution)}")
    yield Row("Zahlbetrag", money(one.payable), is_sum=True)
    if budget.comparison is not None:
        yield Row("Zum Vergleich: Kosten ohne Persönliches Budget", money(budget.comparison))
