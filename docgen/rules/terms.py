"""When what is part of a budget begins, changes and ends, and how much of it a day can hold."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from docgen.budget import Hours, Line, rounded
from docgen.findings import Finding
from docgen.german import day as spelled
from docgen.german import decimal
from docgen.rules.dates import follow
from docgen.rules.matter import Matter

_YEARS: Final = 10
"""No grant is limited to so long a time; the review of the need comes every two years."""
_MOST: Final = 24 * 31
"""Hours of the longest month."""
_DAYS: Final = Fraction(365, 12)


def length(matter: Matter) -> Iterator[Finding]:
    """A grant ends after it begins; one that ends in a hundred years has a slip in its year."""
    yield from follow(matter, "/bewilligung/beginn", "/bewilligung/ende")
    start, end = matter.case.date("/bewilligung/beginn"), matter.case.date("/bewilligung/ende")
    if start is not None and end is not None and end.year - start.year > _YEARS:
        yield matter.find("bewilligung.zu_lang", "/bewilligung/ende", jahre=str(_YEARS))


def within(matter: Matter) -> Iterator[Finding]:
    """Own days of a service lie inside the grant; each change has a day of its own."""
    start, end = matter.case.date("/bewilligung/beginn"), matter.case.date("/bewilligung/ende")
    for service in matter.case.items("/leistungen"):
        begins = matter.case.date(f"{service}/beginn") or start
        ends = matter.case.date(f"{service}/ende") or end
        for place, first in (
            (f"{service}/beginn", start),
            (f"{service}/ende", begins),
            (f"{service}/einmalig/faellig", start),
        ):
            yield from _inside(matter, place, first, end)
        yield from _changes(matter, service, begins, ends)
    for deduction in ("/budget/pflegegeld", "/budget/eigenbeitrag"):
        yield from _changes(matter, deduction, start, end)


def _changes(
    matter: Matter, holder: str, first: date | None, last: date | None
) -> Iterator[Finding]:
    places = [f"{one}/ab" for one in matter.case.items(f"{holder}/aenderungen")]
    days = [matter.case.date(place) for place in places]
    for place, (before, day) in zip(places, pairwise((first, *days)), strict=True):
        if day is not None and before is not None and day <= before:
            yield matter.find("leistung.aenderung_doppelt", place, tag=spelled(day))
        else:
            yield from _inside(matter, place, first, last)


def _inside(matter: Matter, place: str, first: date | None, last: date | None) -> Iterator[Finding]:
    day = matter.case.date(place)
    if day is not None and ((first and day < first) or (last and day > last)):
        yield matter.find("leistung.zeitraum", place, tag=spelled(day))


def hours_of_a_day(matter: Matter) -> Iterator[Finding]:
    """One assistant at a time works 24 hours a day at most.

    Costs of one service may be for the same hours, a supplement for nights for example, so only the
    largest number counts. Where several assistants are there at a time, services may overlap.
    """
    for one in matter.budget.slices if matter.budget else ():
        by_service = {line.service.index: _hours(line) for line in one.lines}
        alone = not any(hours.people > 1 for line in one.lines for hours in _all_hours(line))
        for index, hours in by_service.items():
            if _too_many(hours):
                yield _too_much(matter, f"/leistungen/{index}", hours)
                return
        if alone and _too_many(sum(by_service.values(), Fraction(0))):
            yield _too_much(matter, "/leistungen", sum(by_service.values(), Fraction(0)))
            return


def _too_many(hours: Fraction) -> bool:
    return hours > _MOST


def _too_much(matter: Matter, place: str, hours: Fraction) -> Finding:
    a_day = rounded(hours / _DAYS, Decimal("0.1"))
    return matter.find("leistung.mehr_als_der_tag", place, stunden=decimal(a_day))


def _hours(line: Line) -> Fraction:
    """Hours a month of a service, without what comes on top."""
    return max((hours.in_month() for hours in _all_hours(line)), default=Fraction(0))


def _all_hours(line: Line) -> Iterator[Hours]:
    for entry in line.entries:
        if isinstance(entry.position.basis, Hours):
            yield entry.position.basis
