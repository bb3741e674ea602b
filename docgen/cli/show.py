"""How findings and amounts look on a terminal."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import IntEnum
from itertools import groupby
from textwrap import wrap
from typing import Any, Final

import click

from docgen.budget import Budget, Change, Payment, Row, RowKind, account, spelled
from docgen.findings import Finding
from docgen.german import day, money

_LABEL: Final = 64
_AMOUNT: Final = 18


class Exit(IntEnum):
    """What the exit code of a command says."""

    DONE = 0
    """The command did what was asked."""
    PROBLEMS = 1
    """The case or the file has problems; all were printed."""
    USAGE = 2
    """The command was called wrongly."""
    BROKEN = 3
    """The installation or its content is broken, or a proof failed."""


def say(text: str = "") -> None:
    """Print one line to standard output."""
    click.echo(text)


def warn(text: str) -> None:
    """Print one line to standard error."""
    click.echo(text, err=True)


def say_json(value: Any) -> None:  # noqa: ANN401
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def warn_findings(findings: Iterable[Finding]) -> None:
    """Print every finding with its place, errors first as they come."""
    for one in findings:
        word = "Fehler" if one.is_error else "Hinweis"
        place = " · ".join(part for part in (one.title, one.pointer) if part)
        warn(f"{word}: {place or 'Fall'}")
        warn(f"    {one.message}")
        warn(f"    {one.code}" + (f" · {one.norm}" if one.norm else ""))


def say_budget(budget: Budget) -> None:
    """Print every slice of a budget with its Rechenweg, then what is paid when."""
    for one in budget.slices:
        say(f"{_period(one.start, one.end)}:")
        for row in account(one):
            _say_row(row)
        say()
    for paid in budget.one_offs:
        say(f"Einmalig am {day(paid.due)}: {paid.title}: {money(paid.eur)}")
        if paid.source:
            say(f"      Quelle: {paid.source}")
    if budget.payments is not None:
        _say_payments(budget, budget.payments)
    if budget.comparison is not None:
        say(f"Ohne Persönliches Budget: {money(budget.comparison)} im Monat")


def _say_row(row: Row) -> None:
    indent = "    " if row.kind is RowKind.POSITION else "  "
    label = f"Teilbudget {row.carrier}" if row.kind is RowKind.SHARE else row.label
    amount = money(row.amount)
    if row.kind is RowKind.LESS:
        amount = f"− {amount}"
    *above, last = wrap(label, _LABEL - len(indent))
    for part in above:
        say(f"{indent}{part}")
    say(f"{indent}{last:<{_LABEL - len(indent)}} {amount:>{_AMOUNT}}")
    for note in _notes(row):
        say(f"{indent}    {note}")


def _notes(row: Row) -> Iterator[str]:
    """Say beneath a line how it came about."""
    if row.formula:
        yield row.formula
    if row.source:
        yield f"Quelle: {row.source}"


def say_changes(changes: tuple[Change, ...]) -> None:
    """Print in which time another amount is paid, and what of it differs."""
    if not changes:
        say("Es ändert sich kein Betrag.")
    for one in changes:
        say(f"{_period(one.start, one.end)}: {_turn(one.before, one.after)} im Monat")
        for service in one.services:
            say(f"  {service.title}: {_turn(service.before, service.after)}")


def _turn(before: Decimal | None, after: Decimal | None) -> str:
    """Say what an amount was and is, and by how much it differs."""
    difference = (after or Decimal(0)) - (before or Decimal(0))
    sign = "+" if difference >= 0 else "−"
    was, becomes = ("nichts" if one is None else money(one) for one in (before, after))
    return f"{was} → {becomes} ({sign} {money(abs(difference))})"


def _say_payments(budget: Budget, paid: tuple[Payment, ...]) -> None:
    """Print payments; equal ones that follow each other are one line."""
    say("Zahlungen:")
    for _, group in groupby(paid, key=lambda one: (one.amount, one.once, _is_whole(one))):
        several = tuple(group)
        first, last = several[0], several[-1]
        when = day(first.due)
        if len(several) > 1:
            when += f" bis {day(last.due)}, {len(several)} Mal"
        say(f"  {when}: {money(first.amount)}" + (f", {first.once.title}" if first.once else ""))
        if not _is_whole(first):
            for part in first.parts:
                say(f"      {_period(part.start, part.end)}: {spelled(part.step.formula)}")
    if budget.whole_term is not None:
        say(f"  Zusammen: {money(budget.whole_term)}")
    say()


def _is_whole(one: Payment) -> bool:
    return len(one.parts) <= 1 and all(part.days is None for part in one.parts)


def _period(start: date, end: date | None) -> str:
    return f"{day(start)} bis {day(end)}" if end else f"Ab {day(start)}, ohne Ende"
