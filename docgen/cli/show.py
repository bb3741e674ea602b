"""How findings and amounts look on a terminal."""

import json
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

import click

from docgen.budget import Budget, Slice
from docgen.findings import Finding
from docgen.german import day, decimal, money


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
    """Print every slice of a budget with its Rechenweg."""
    for one in budget.slices:
        until = f"bis {day(one.end)}" if one.end else "ohne Ende"
        say(f"Ab {day(one.start)}, {until}:")
        _say_lines(one)
        say()
    if budget.comparison is not None:
        say(f"Ohne Persönliches Budget: {money(budget.comparison)} im Monat")


def _say_lines(one: Slice) -> None:
    for line in one.lines:
        parts = [decimal(line.need.quantity)]
        if line.factor:
            parts.append(line.factor.text.replace(".", ","))
        parts.append(money(line.price.eur))
        say(f"  {line.need.title}: {' × '.join(parts)} = {money(line.amount)}")
        say(f"      {line.step.source}")
    for share in one.shares:
        say(f"  Teilbudget {share.carrier}: {money(share.amount)}")
    say(f"  Gesamtbudget: {money(one.total)}")
    if one.vouchers:
        say(f"  Davon als Gutschein: {money(one.vouchers)}")
    if one.contribution:
        say(f"  Eigener Beitrag: {money(one.contribution)}")
    say(f"  Zahlbetrag im Monat: {money(one.payable)}")
