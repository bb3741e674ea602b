"""On which days does which version hold, and which days are there to be told apart?

Two axes that a document type reads from the same place of the case are one line of days (`line`).
All days are inclusive; the last day of time stands for "open".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any, Final

from docgen.doctypes import Clause, Doctype
from docgen.duties import Duty, Period
from docgen.law import Axes, Axis, Entry

_DAY: Final = timedelta(days=1)
_LATEST_AHEAD: Final = timedelta(days=366)
"""No benefit begins later than this after the day of its decision."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last."""

    first: date = date.min
    last: date = date.max

    def overlaps(self, other: "Span") -> bool:
        """Tell whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def common(self, other: "Span") -> "Span | None":
        """Give the days that lie in both."""
        if not self.overlaps(other):
            return None
        return Span(max(self.first, other.first), min(self.last, other.last))


def period_span(period: Period | None) -> Span:
    """Give the days of a duty on its own axis."""
    if period is None:
        return Span()
    return Span(period.first or date.min, period.last or date.max)


def clause_span(clause: Clause) -> Span:
    """Give the days from beginning to end of a version, whether or not a later one replaces it."""
    return Span(clause.valid_from, clause.valid_until or date.max)


def entry_spans(entry: Entry[Any]) -> tuple[Span, ...]:
    """Give the days of each row of an entry of the law."""
    return tuple(Span(row.valid_from, row.valid_until or date.max) for row in entry.rows)


def in_force(versions: Iterable[Clause]) -> Mapping[str, tuple[Span, ...]]:
    """Give for each version, by file, the days on which it is the one that holds.

    The newest version whose days include the day holds; so an older one without an end comes back
    after a newer one that ends.
    """
    ordered = tuple(versions)
    found: dict[str, list[Span]] = {one.file: [] for one in ordered}
    for part in parts(map(clause_span, ordered)):
        holding = [one for one in ordered if clause_span(one).overlaps(part)]
        if holding:
            found[holding[-1].file].append(part)
    return {file: tuple(spans) for file, spans in found.items()}


def parts(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Cut all of time where one of the spans begins or ends."""
    starts = {date.min}
    for span in spans:
        starts.add(span.first)
        if span.last < date.max:
            starts.add(span.last + _DAY)
    ends = [start - _DAY for start in sorted(starts)[1:]]
    return tuple(map(Span, sorted(starts), [*ends, date.max]))


def holes(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the days between spans that follow one another."""
    for before, after in pairwise(sorted(spans, key=lambda one: one.first)):
        if before.last < date.max and before.last + _DAY < after.first:
            yield Span(before.last + _DAY, after.first - _DAY)


def line(doctype: Doctype, axis: Axis) -> str:
    """Give the place of the case from which a type reads the day of an axis."""
    return doctype.axes[axis]


def supported(doctype: Doctype, duties: Iterable[Duty]) -> Mapping[str, date]:
    """Give by line the first day for which letters of a type are meant to be written.

    No file says so. It is the day from which on more than half of the duties that are owed on every
    day have a clause; so neither one clause too early nor one too late moves it. Where no clause
    follows a line, its first day is that of the decisions.
    """
    starts: dict[str, list[date]] = {place: [] for place in doctype.axes.values()}
    for duty in duties:
        if duty.period is None and doctype.id in duty.doctypes:
            first: dict[str, date] = {}
            for clause in serving(doctype, duty):
                place = line(doctype, clause.axis)
                first[place] = min(first.get(place, date.max), clause.valid_from)
            for place, day in first.items():
                starts[place].append(day)
    middle = {place: sorted(days)[len(days) // 2] for place, days in starts.items() if days}
    decided = middle.get(line(doctype, Axis.VERFAHREN), date.min)
    return {place: middle.get(place, decided) for place in starts}


def serving(doctype: Doctype, duty: Duty) -> tuple[Clause, ...]:
    """Give every standard version of a type that says it carries a duty."""
    return tuple(
        one for versions in doctype.clauses.values() for one in versions if duty.id in one.serves
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """Letters whose days lie in the same part of each line: the same versions hold for them."""

    by_line: Mapping[str, Span]
    axes: Axes


def cells(
    doctype: Doctype, duties: Iterable[Duty], entries: Iterable[Entry[Any]] = ()
) -> Iterator[Cell]:
    """Yield every combination of days that letters of a type can have and that differ in law."""
    duties = tuple(duties)
    spans: dict[str, list[Span]] = {place: [] for place in doctype.axes.values()}
    for clause in doctype.versions():
        spans[line(doctype, clause.axis)].append(clause_span(clause))
    for duty in duties:
        if duty.period is not None:
            spans[line(doctype, duty.period.axis)].append(period_span(duty.period))
    for entry in entries:
        spans[line(doctype, entry.axis)].extend(entry_spans(entry))
    first = supported(doctype, duties)
    kept = {
        place: [
            common
            for part in parts(some)
            if (common := part.common(Span(first[place]))) is not None
        ]
        for place, some in spans.items()
    }
    for combined in product(*kept.values()):
        by_line = dict(zip(kept, combined, strict=True))
        begun, decided = (by_line[line(doctype, axis)] for axis in (Axis.LEISTUNG, Axis.VERFAHREN))
        if decided.last > date.max - _LATEST_AHEAD or begun.first <= decided.last + _LATEST_AHEAD:
            days = {axis.value: by_line[line(doctype, axis)].first for axis in Axis}
            yield Cell(by_line, Axes(**days))
