"""Facts about what is granted: services, their needs, and how their amounts are computed.

Most are rows, one for each stretch of time, which they name in `zeitraum`. Without a budget there
are rows for what the case states.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final, TypeVar

from docgen import german
from docgen.budget import (
    FACTORS,
    VOUCHER,
    Amount,
    Hours,
    Line,
    Percent,
    RowKind,
    extent,
    hours_in_words,
    spelled,
    told_of,
)
from docgen.facts.gather import Circumstances
from docgen.facts.parties import statement, text_of

Row = dict[str, Any]
T = TypeVar("T")

_ONCE: Final = "einmalig"


def leistungen(of: Circumstances) -> tuple[Row, ...]:
    """Every service that is paid each month, for each stage, in the order of the case."""
    places = of.case.items("/leistungen")
    if of.budget is None:
        return tuple(
            _service(of, place) | {"umfang": _stated_extent(of, place)}
            for place in places
            if of.case.get(f"{place}/{_ONCE}") is None
        )
    return tuple(
        _service(of, places[line.service.index])
        | {
            "zeitraum": stage.period,
            "umfang": _extent(of, places[line.service.index], line),
            "betrag": line.amount,
        }
        for stage in of.stages
        for line in stage.first.lines
    )


def bedarfe(of: Circumstances) -> tuple[Row, ...]:
    """Every service with the need it meets, in the order of the case."""
    return tuple(
        {
            "worte": _in_words(of, place),
            "bereich": of.case.get(f"{place}/bedarf/bereich"),
            "problemlage": statement(of, f"{place}/bedarf/problemlage"),
            "ziel": statement(of, f"{place}/bedarf/ziel"),
            "voraussetzungen": statement(of, f"{place}/voraussetzungen"),
            "umfang": _determined(of, index, place),
        }
        for index, place in enumerate(of.case.items("/leistungen"))
    )


def festgestellte(of: Circumstances) -> tuple[Row, ...]:
    """Every need of which it is said how much there is, by its area."""
    return tuple(row for row in bedarfe(of) if row["umfang"])


def umfaenge(of: Circumstances) -> tuple[Row, ...]:
    """Every need that is counted in hours, with the row it stands in and the rate of an hour."""
    rows = [
        {
            "bezeichnung": line.service.title,
            "bereich": of.case.get(f"/leistungen/{line.service.index}/bedarf/bereich"),
            "posten": _label(title, line),
            "zeitraum": stage.period,
            "umfang": (need.quantity, need.unit, need.period),
            "teil": need.area,
            "satz": hours.price.eur,
        }
        for stage in of.stages
        for line in stage.first.lines
        for title, hours in _hours(line)
        for need in hours.needs
    ]
    return tuple(rows)


def rechenwege(of: Circumstances) -> tuple[Row, ...]:
    """Every line of the Rechenweg above the sums: a service, or one of the costs it consists of."""
    if of.budget is None:
        return tuple({"titel": row["bezeichnung"]} for row in leistungen(of))
    return tuple(
        {
            "titel": _label(row.label, line) if row.kind is RowKind.POSITION else row.label,
            "zeitraum": stage.period,
            "rechnung": row.formula or "Summe der folgenden Zeilen",
            "betrag": row.amount,
        }
        for stage in of.stages
        for line in stage.first.lines
        for row in told_of(line)
    )


def hoechstbetraege(of: Circumstances) -> tuple[Row, ...]:
    """Every service of which not all costs are paid, with both amounts and the reason."""
    rows = [
        {
            "bezeichnung": line.service.title,
            "kosten": line.cost,
            "betrag": line.amount,
            "grund": statement(of, f"/leistungen/{line.service.index}/hoechstbetrag/grund"),
        }
        for stage in of.stages
        for line in stage.first.lines
        if line.is_capped
    ]
    return tuple(row for number, row in enumerate(rows) if row not in rows[:number])


def einmalige(of: Circumstances) -> tuple[Row, ...]:
    """What is paid once, with its norm and the day it is paid."""
    places = of.case.items("/leistungen")
    if of.budget is None:
        once = (place for place in places if of.case.get(f"{place}/{_ONCE}") is not None)
        return tuple(_service(of, place) for place in once)
    return tuple(
        _service(of, places[one.index]) | {"betrag": one.eur, "zahltag": one.due}
        for one in of.budget.one_offs
    )


def gutscheine(of: Circumstances) -> tuple[Row, ...]:
    """Every service that is given as a voucher, with its value, its reason, and where it counts."""
    return tuple(
        {
            "bezeichnung": text_of(of, f"{place}/bezeichnung"),
            "grund": statement(of, f"{place}/gutschein_grund"),
            "einloesung": text_of(of, f"{place}/gutschein_einloesung"),
        }
        | value
        for index, place in enumerate(of.case.items("/leistungen"))
        if of.case.get(f"{place}/form") == VOUCHER
        for value in _values(of, index)
    )


def rechenart(of: Circumstances) -> str:
    """Whether all services are hours times a rate (`stunden`) or not (`gemischt`)."""
    other = ("kosten", _ONCE, "satz/je", "hoechstbetrag")
    holders = [
        holder
        for place in of.case.items("/leistungen")
        for holder in (place, *of.case.items(f"{place}/aenderungen"))
    ]
    is_other = any(of.case.get(f"{one}/{field}") is not None for one in holders for field in other)
    return "gemischt" if is_other else "stunden"


def wochenfaktor(of: Circumstances) -> str | None:
    """How many weeks a month has here; None where no need is stated per week, or factors differ."""
    factors = {
        need.factor.text
        for one in of.slices
        for line in one.lines
        for _, hours in _hours(line)
        for need in hours.needs
        if need.period == "woche" and need.factor
    }
    return spelled(factors.pop()) if len(factors) == 1 else None


def satzquellen(of: Circumstances) -> str | None:
    """The sources of all rates and costs, and reasons for factors; None without a budget."""
    if of.budget is None:
        return None
    lines = (line for one in of.budget.slices for line in one.lines)
    sources = [source for line in lines for source in _sources(line)]
    sources += [one.source for one in of.budget.one_offs]
    sources += [text_of(of, f"/budget/{factor}/grund") or "" for factor in FACTORS.values()]
    return german.enumerate_words(tuple(dict.fromkeys(filter(None, sources))))


def _service(of: Circumstances, place: str) -> Row:
    is_voucher = of.case.get(f"{place}/form") == VOUCHER
    return {
        "bezeichnung": text_of(of, f"{place}/bezeichnung"),
        "norm": _basis(of, place),
        "form": "als Gutschein" if is_voucher else None,
    }


def _basis(of: Circumstances, place: str) -> str | None:
    key = text_of(of, f"{place}/rechtsgrundlage")
    name = f"leistung_{key}"
    return of.law.norm(name) if name in of.law.law.norms else None


def _stated_extent(of: Circumstances, place: str) -> str | None:
    """Say how much a case states of a service, None where that is not known yet."""
    in_words = _in_words(of, place)
    if in_words and of.case.get(f"{place}/umfang") is None:
        return in_words
    if of.case.get(f"{place}/kosten") is not None:
        return "nach Kosten"
    if of.case.get(f"{place}/satz/je") is not None:
        return "Pauschale"
    parts = of.case.items(f"{place}/umfang/teile") or (f"{place}/umfang",)
    words = tuple(_stated_need(of, part) for part in parts)
    return german.enumerate_words(tuple(filter(None, words))) if all(words) else None


def _extent(of: Circumstances, place: str, line: Line) -> str:
    """Say how much of a service is granted, in hours and in the words of the case."""
    told = filter(None, (hours_in_words(line), _in_words(of, place)))
    return ", ".join(told) or extent(line)


def _in_words(of: Circumstances, place: str) -> str | None:
    return text_of(of, f"{place}/umfang_in_worten")


def _stated_need(of: Circumstances, place: str) -> str | None:
    quantity = of.case.decimal(f"{place}/menge")
    unit, period = text_of(of, f"{place}/einheit"), text_of(of, f"{place}/je")
    if quantity is None or unit is None or period is None:
        return None
    return german.amount(quantity, unit, period)


def _determined(of: Circumstances, index: int, place: str) -> str | None:
    """Say how much was determined for a service, hours with their time where they change."""
    in_words = _in_words(of, place)
    if of.budget is None:
        is_counted = of.case.get(f"{place}/umfang") is not None
        return _stated_extent(of, place) if is_counted else in_words
    runs = tuple(run for run in _runs(of, index, hours_in_words) if run[0])
    is_one = len(runs) == 1 and runs[0][1:] == (of.slices[0].start, of.slices[-1].end)
    told = "; ".join(
        words if is_one else f"{words} ({german.period(start, end)})" for words, start, end in runs
    )
    return ", ".join(filter(None, (told, in_words))) or None


def _values(of: Circumstances, index: int) -> Iterator[Row]:
    """Yield the monthly amounts of a service, one after the other."""
    if of.budget is None:
        yield {}
    for amount, start, end in _runs(of, index, lambda line: line.amount):
        yield {"betrag": amount, "zeitraum": german.period(start, end)}


def _runs(
    of: Circumstances, index: int, told: Callable[[Line], T]
) -> Iterator[tuple[T, date, date | None]]:
    """Yield what is told of a service with its first and last day; equal neighbours are one."""
    lines = (
        (told(line), one) for one in of.slices for line in one.lines if line.service.index == index
    )
    for value, group in groupby(lines, key=lambda pair: pair[0]):
        slices = [one for _, one in group]
        yield value, slices[0].start, slices[-1].end


def _hours(line: Line) -> Iterator[tuple[str, Hours]]:
    for entry in line.entries:
        if isinstance(entry.position.basis, Hours):
            yield entry.position.title, entry.position.basis


def _sources(line: Line) -> Iterator[str]:
    for entry in line.entries:
        match entry.position.basis:
            case Hours(price=price):
                yield price.source
            case Amount(source=source) | Percent(source=source):
                yield source
    if line.service.cap and line.is_capped:
        yield line.service.cap.source


def _label(title: str, line: Line) -> str:
    """Call a position what it is: part of the amount of its service, or of costs beyond it."""
    if line.is_capped:
        return f"Kosten: {title}"
    return f"davon {title}" if len(line.entries) > 1 else title


GRANTED: Final = (
    bedarfe,
    einmalige,
    festgestellte,
    gutscheine,
    hoechstbetraege,
    leistungen,
    rechenart,
    rechenwege,
    satzquellen,
    umfaenge,
    wochenfaktor,
)
"""Every fact of this module, by the name of its function."""
