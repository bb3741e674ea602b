"""What changes if: two budgets of one case, before and after, day by day.

An Änderungsbescheid rests on it: from which day on which amount is another one, and by how much.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.budget.dated import on, stretches
from docgen.budget.model import ZERO, Budget, Line, Slice
from docgen.law import Row


@dataclass(frozen=True, slots=True)
class Difference:
    """One service, by its id, whose euro per month is another; None where it is not there."""

    id: str
    title: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Change:
    """A time (both days inclusive; None: open) and what differs in it, euro per month.

    before, after: what is paid; None where nothing is granted at that time. services: only those
    that differ.
    """

    start: date
    end: date | None
    before: Decimal | None
    after: Decimal | None
    services: tuple[Difference, ...]

    @property
    def more(self) -> Decimal:
        """How much more is paid a month; negative where it is less."""
        return (self.after or ZERO) - (self.before or ZERO)


def compare(before: Budget, after: Budget) -> tuple[Change, ...]:
    """Give every time in which the two budgets differ; times that differ alike are one."""
    first = min(one.slices[0].start for one in (before, after))
    ends = [one.slices[-1].end for one in (before, after)]
    last = None if None in ends else max(end for end in ends if end)
    old, new = _rows(before), _rows(after)
    changes: list[Change] = []
    for start, end in stretches(first, last, (*old, *new)):
        one = _change(start, end, on(old, start), on(new, start))
        if one is None:
            continue
        known = changes[-1] if changes else None
        if known and known.end and (start - known.end).days == 1 and _same(known, one):
            changes[-1] = Change(known.start, end, one.before, one.after, one.services)
        else:
            changes.append(one)
    return tuple(changes)


def _rows(budget: Budget) -> tuple[Row[Slice], ...]:
    return tuple(Row(one, one.start, one.end, "") for one in budget.slices)


def _change(
    start: date, end: date | None, before: Row[Slice] | None, after: Row[Slice] | None
) -> Change | None:
    services = tuple(_differences(before, after))
    amounts = [row.value.payable if row else None for row in (before, after)]
    if not services and amounts[0] == amounts[1]:
        return None
    return Change(start, end, amounts[0], amounts[1], services)


def _differences(before: Row[Slice] | None, after: Row[Slice] | None) -> Iterator[Difference]:
    old, new = _lines(before), _lines(after)
    for name, line in (old | new).items():
        amounts = [known[name].amount if name in known else None for known in (old, new)]
        if amounts[0] != amounts[1]:
            yield Difference(name, line.service.title, amounts[0], amounts[1])


def _lines(row: Row[Slice] | None) -> dict[str, Line]:
    return {line.service.id: line for line in row.value.lines} if row else {}


def _same(one: Change, other: Change) -> bool:
    return (one.before, one.after, one.services) == (other.before, other.after, other.services)
