"""Cut time where something changes: rows with a first and a last day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from docgen.law import Row

T = TypeVar("T")

_ONE_DAY = timedelta(days=1)


def on(rows: Iterable[Row[T]], day: date) -> Row[T] | None:
    """Give the row that holds on a day, None where none does."""
    return next((row for row in rows if row.holds_on(day)), None)


def always(value: T, source: str = "") -> tuple[Row[T], ...]:
    """Give one row that holds on every day."""
    return (Row(value, date.min, None, source),)


def successive(versions: Iterable[tuple[date, T]], until: date | None) -> tuple[Row[T], ...]:
    """Give rows of which each holds until the day before the next, the last to `until`."""
    known = sorted(versions, key=lambda one: one[0])
    ends = [*(start - _ONE_DAY for start, _ in known[1:]), until]
    return tuple(
        Row(value, start, end, "") for (start, value), end in zip(known, ends, strict=True)
    )


def stretches(
    start: date, end: date | None, rows: Iterable[Row[Any]]
) -> Iterator[tuple[date, date | None]]:
    """Cut a term (both days inclusive) on every day on which some row begins or has ended."""
    days = {
        day
        for row in rows
        for day in (row.valid_from, row.valid_until and row.valid_until + _ONE_DAY)
        if day and start < day and (end is None or day <= end)
    }
    starts = [start, *sorted(days)]
    yield from zip(starts, [*(day - _ONE_DAY for day in starts[1:]), end], strict=True)
