"""The tables of a letter: what is granted, what is paid when, and how it was computed.

`stufen` are the times in which services cost the same, `abschnitte` those in which nothing at all
changes; every other list of amounts names in `zeitraum` the one it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from docgen.facts import Fact, Facts
from docgen.letter import Block, Column, Row, Table

FactRow = Mapping[str, Fact]
"""One row of a list of facts, by field."""
_MONTHLY: Final = Column("Betrag im Monat", 24, numeric=True)
_LONG: Final = 40
"""Letters of an extent that wants more room."""


def services(facts: Facts) -> Block:
    """List what is granted: norm, extent and amount, Teilbudgets and Gesamtbudget."""
    rows: list[Row] = []
    for stage in times(facts, "stufen"):
        for item in _of_time(facts, "leistungen", stage):
            label = f"{_service(item)}{_time(facts, 'stufen', item)}"
            rows.append(Row((label, item["umfang"].text, item["betrag"].text)))
        rows += _totals(facts, stage)
    is_long = any(len(row.cells[1]) > _LONG for row in rows)
    service, extent = (44, 32) if is_long else (58, 18)
    columns = (Column("Leistung", service), Column("Umfang", extent), _MONTHLY)
    return Table("Bewilligte Leistungen", columns, tuple(rows))


def _service(item: FactRow) -> str:
    form = f", {item['form'].text}" if "form" in item else ""
    return f"{item['bezeichnung'].text}\n({item['norm'].text}){form}"


def _totals(facts: Facts, stage: FactRow) -> Iterator[Row]:
    """The Teilbudgets and the Gesamtbudget, in one row where they are the same."""
    shares = tuple(_of_time(facts, "teilbudgets", stage))
    time, total = _time(facts, "stufen", stage), _total(facts, stage)
    if len(shares) == 1:
        (only,) = shares
        label = f"Gesamtbudget = Teilbudget {only['traeger'].text}{time}"
        yield Row((label, "", total), total=True)
        return
    for share in shares:
        yield Row((f"Teilbudget {share['traeger'].text}{time}", "", share["betrag"].text))
    yield Row((f"Gesamtbudget{time}", "", total), total=True)


def calculation(facts: Facts) -> Block:
    """Each row can be followed with a pocket calculator."""
    rows: list[Row] = []
    for stage in times(facts, "stufen"):
        time = _time(facts, "stufen", stage)
        for item in _of_time(facts, "rechenwege", stage):
            cells = (f"{item['titel'].text}{time}", item["rechnung"].text, item["betrag"].text)
            rows.append(Row(cells))
        rows += _sums(facts, stage)
    return Table(
        "Rechenweg",
        (Column("Leistung", 38), Column("Rechnung", 38), _MONTHLY),
        tuple(rows),
    )


def _sums(facts: Facts, stage: FactRow) -> Iterator[Row]:
    """The Gesamtbudget of each time in a stage, what goes off it, and what is left."""
    for when in times(facts, "abschnitte"):
        if _is_of(when.get("stufe"), stage):
            time = _time(facts, "abschnitte", when)
            yield Row((f"Gesamtbudget im Monat{time}", "", _total(facts, stage)), total=True)
            for item in _of_time(facts, "abzuege", when):
                label = f"abzüglich {item['name'].text}{time}"
                yield Row((label, item["rechnung"].text, f"− {item['betrag'].text}"))
            if facts.lists["abzuege"].items:
                yield Row((f"Zahlbetrag im Monat{time}", "", _payable(facts, when)), total=True)


def payments(facts: Facts) -> Block:
    """The amounts of each time in a few lines: what is paid, and what it comes from."""
    rows: list[Row] = []
    for when in times(facts, "abschnitte"):
        time = when["zeitraum"].text
        rows.append(Row(("Gesamtbudget im Monat", time, when["gesamtbudget"].text)))
        rows += (
            Row((f"abzüglich {item['name'].text}", time, f"− {item['betrag'].text}"))
            for item in _of_time(facts, "abzuege", when)
        )
        rows.append(Row(("Zahlbetrag im Monat", time, _payable(facts, when)), total=True))
    return Table(
        "Beträge im Monat",
        (Column("Posten", 38), Column("Zeitraum", 38), _MONTHLY),
        tuple(rows),
    )


def times(facts: Facts, name: str) -> tuple[FactRow, ...]:
    """Give the rows of a list of times; one without anything stated on a draft without a budget."""
    return facts.lists[name].items or ({},)


def _of_time(facts: Facts, name: str, when: FactRow) -> Iterator[FactRow]:
    """Yield the rows of a list that hold in a time."""
    for item in facts.lists[name].items:
        if _is_of(item.get("zeitraum"), when):
            yield item


def _is_of(period: Fact | None, when: FactRow) -> bool:
    """Tell whether something holds in a time; on a draft without a budget all does."""
    return period is None or "zeitraum" not in when or period.text == when["zeitraum"].text


def _time(facts: Facts, name: str, item: FactRow) -> str:
    """Name the time of a row in a line of its own, where there are several in a list of times."""
    return f"\n{item['zeitraum'].text}" if len(times(facts, name)) > 1 else ""


def _total(facts: Facts, stage: FactRow) -> str:
    several = len(times(facts, "stufen")) > 1
    return stage["gesamtbudget"].text if several else facts.text("gesamtbudget")


def _payable(facts: Facts, when: FactRow) -> str:
    several = len(times(facts, "abschnitte")) > 1
    return when["zahlbetrag"].text if several else facts.text("zahlbetrag")
