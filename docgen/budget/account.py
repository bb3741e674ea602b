"""The lines in which a budget is told, the same on a terminal, on a page and in a letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from docgen.budget.formula import WORDS, formula, need_in_words, spelled
from docgen.budget.model import Amount, Deducted, Deduction, Hours, Line, Percent, Slice, Step
from docgen.german import NBSP, enumerate_words, money


class RowKind(StrEnum):
    """What a line of an account stands for."""

    SERVICE = "leistung"
    POSITION = "posten"
    SHARE = "teilbudget"
    TOTAL = "gesamtbudget"
    STEP = "schritt"
    """How a deduction came about: an amount that is part of no sum."""
    LESS = "abzug"
    PAYABLE = "zahlbetrag"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is, how it was computed as Germans write it, euro per month.

    label: empty for a share, whose carrier is named by `carrier`.
    """

    kind: RowKind
    label: str
    amount: Decimal
    formula: str = ""
    source: str = ""
    carrier: str = ""


def account(one: Slice) -> Iterator[Row]:
    """Tell a slice line by line: services with their positions, shares, sums, deductions."""
    for line in one.lines:
        yield from told_of(line)
    if len(one.shares) > 1:
        for share in one.shares:
            yield Row(RowKind.SHARE, "", share.amount, carrier=share.carrier)
    yield Row(RowKind.TOTAL, one.step.parts[0].label, one.total)
    if one.vouchers:
        yield Row(RowKind.LESS, "Gutscheine", one.vouchers)
    for less in one.deductions:
        yield from _deduction(less)
    yield Row(RowKind.PAYABLE, one.step.label, one.payable)


def _deduction(less: Deducted) -> Iterator[Row]:
    """Tell a deduction, and above it how it was computed where it was."""
    steps = tuple(_steps(less.step.parts))
    for step in steps:
        yield Row(RowKind.STEP, step.label, step.result, spelled(step.formula), step.source)
    told = spelled(less.step.formula) if steps else share_in_words(less.deduction)
    yield Row(RowKind.LESS, less.step.label, less.amount, told, less.step.source)


def share_in_words(one: Deduction) -> str:
    """Say of what a share goes off: `599,00 Euro × 2/3`; empty where the whole does."""
    return f"{money(one.eur)} × {spelled(one.share.text)}" if one.share else ""


def _steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield from _steps(step.parts)
        yield step


def told_of(line: Line) -> Iterator[Row]:
    """Tell a service, and below it the positions it consists of where they are several."""
    service, kind = line.service, RowKind.SERVICE
    if len(line.entries) > 1 or line.is_capped:
        told = f"Kosten {money(line.cost)}, bis zum Höchstbetrag" if line.is_capped else ""
        yield Row(kind, service.title, line.amount, told, line.step.source, service.carrier)
        kind = RowKind.POSITION
    amounts = {entry.position.id: entry.amount for entry in line.entries}
    for entry in line.entries:
        basis = entry.position.basis
        of = (amounts[name] for name in basis.of) if isinstance(basis, Percent) else ()
        told = formula(basis, service.rounding, of, WORDS)
        source, title = entry.step.source, entry.position.title
        yield Row(kind, title, entry.amount, told, source, service.carrier)


def extent(line: Line) -> str:
    """Say how much of a service there is: `4 Stunden im Monat`.

    Where no hours are counted it is a flat rate, or what its costs come to.
    """
    bases = tuple(entry.position.basis for entry in line.entries)
    is_flat = len(bases) == 1 and isinstance(bases[0], Amount)
    return hours_in_words(line) or ("Pauschale" if is_flat else "nach Kosten")


def hours_in_words(line: Line) -> str:
    """Say how many hours of a service there are; empty where none are counted."""
    bases = (entry.position.basis for entry in line.entries)
    told = (_hours(basis) for basis in bases if isinstance(basis, Hours))
    return enumerate_words(tuple(dict.fromkeys(told)))


def _hours(hours: Hours) -> str:
    words = enumerate_words(tuple(map(need_in_words, hours.needs)))
    return f"{words}, {hours.people}{NBSP}Kräfte zugleich" if hours.people > 1 else words
