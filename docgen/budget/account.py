"""The lines in which a budget is told, the same on a terminal, on a page and in a letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from docgen.budget.model import Amount, Deducted, Hours, Line, Need, Percent, Slice, Step
from docgen.german import amount as spelled_need
from docgen.german import enumerate_words


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
    """One line: what it is, the sum with its numbers as Germans write them, euro per month.

    label: empty for a share, whose carrier is named by `carrier`. need: how much of it, in words.
    """

    kind: RowKind
    label: str
    amount: Decimal
    need: str = ""
    formula: str = ""
    source: str = ""
    carrier: str = ""


def account(one: Slice) -> Iterator[Row]:
    """Tell a slice line by line: services with their positions, shares, sums, deductions."""
    for line in one.lines:
        yield from _service(line)
    if len(one.shares) > 1:
        for share in one.shares:
            yield Row(RowKind.SHARE, "", share.amount, carrier=share.carrier)
    yield Row(RowKind.TOTAL, one.step.parts[0].label, one.total)
    if one.vouchers:
        yield Row(RowKind.LESS, "Davon als Gutschein", one.vouchers)
    for less in one.deductions:
        yield from _deduction(less)
    yield Row(RowKind.PAYABLE, one.step.label, one.payable)


def _deduction(less: Deducted) -> Iterator[Row]:
    """Tell a deduction, and above it how it was computed where it was."""
    steps = tuple(_steps(less.step.parts))
    for step in steps:
        yield Row(RowKind.STEP, step.label, step.result, "", spelled(step.formula), step.source)
    is_computed = steps or less.deduction.share
    formula = spelled(less.step.formula) if is_computed else ""
    yield Row(RowKind.LESS, less.step.label, less.amount, "", formula, less.step.source)


def _steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield from _steps(step.parts)
        yield step


def _service(line: Line) -> Iterator[Row]:
    kind = RowKind.SERVICE
    if len(line.entries) > 1 or line.is_capped:
        formula = spelled(line.step.formula) if line.is_capped else ""
        source = line.step.source
        yield Row(kind, line.service.title, line.amount, "", formula, source, line.service.carrier)
        kind = RowKind.POSITION
    for entry in line.entries:
        step = entry.step
        yield Row(
            kind,
            entry.position.title,
            entry.amount,
            need_in_words(entry.position.basis),
            spelled(step.formula),
            step.source,
            line.service.carrier,
        )


def need_in_words(basis: Hours | Amount | Percent) -> str:
    """Say how much of it there is: `4 Stunden im Monat`; empty for a percentage."""
    match basis:
        case Hours(needs, _, people, reserve):
            words = enumerate_words(tuple(map(_need, needs)))
            if people > 1:
                words += f", {people} Kräfte zugleich"
            return f"{words}, dazu {spelled(str(reserve.normalize()))} %" if reserve else words
        case Amount(months=1):
            return "im Monat"
        case Amount():
            return "im Jahr"
        case Percent():
            return ""


def _need(need: Need) -> str:
    words = spelled_need(need.quantity, need.unit, need.period)
    return f"{words} ({need.area})" if need.area else words


def spelled(formula: str) -> str:
    """Write the numbers of a formula as Germans do."""
    return formula.replace(".", ",")
