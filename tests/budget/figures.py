"""Budgets of small cases, with carriers whose rules stand in the test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from docgen.budget import Budget, ReadInputs, Slice, budget_inputs, compute_budget
from docgen.carriers import Carrier, Rate, RateSheet
from docgen.case import Case
from docgen.dataset import Problems, load_validators
from docgen.law import Law, Row, load_law

Values = dict[str, Any]

CALENDAR: Final = {"monatstage": "kalendertage"}


@cache
def law() -> Law:
    """The law as it is shipped."""
    root = Path(__file__).parents[2]
    return load_law(root, load_validators(root / "schemas" / "data"), Problems())


def rows(*versions: tuple[str, str | None, str], source: str = "Träger") -> tuple[Row[str], ...]:
    """Dated values: first day, last day, value."""
    return tuple(
        Row(value, date.fromisoformat(start), date.fromisoformat(until) if until else None, source)
        for start, until, value in versions
    )


def sheet(*versions: tuple[str, str | None, str], minutes: int | None = 60) -> RateSheet:
    """A rate over time."""
    return RateSheet(
        "Satz",
        tuple(
            Row(Rate(Decimal(row.value), minutes), row.valid_from, row.valid_until, row.source)
            for row in rows(*versions, source="Vergütungsvereinbarung")
        ),
    )


def carrier(name: str = "ksv", **rules: str) -> Carrier:
    """A carrier whose rules hold always; it rounds to the cent unless told otherwise."""
    known = {"rundung_auf_euro": "0.01", "wochenfaktor": "4.33"} | rules
    always = {key: rows(("1900-01-01", None, value)) for key, value in known.items()}
    return Carrier(name, (), {}, always, frozenset())


def with_rates(**rates: RateSheet) -> Carrier:
    """The carrier `ksv` with rate sheets."""
    return replace(carrier(), rates=rates)


def hours(quantity: str, rate: str, *, per: str = "monat", **more: Any) -> Values:  # noqa: ANN401
    """A service of so many hours at a rate."""
    extent = {"menge": quantity, "einheit": "stunde", "je": per}
    return service(umfang=extent, satz={"betrag": rate, "quelle": "Vereinbarung"}, **more)


def monthly(amount: str, **more: Any) -> Values:  # noqa: ANN401
    """A service for so many euro a month."""
    return service(satz=fixed(amount), **more)


def fixed(amount: str, per: str = "monat") -> Values:
    """So many euro a month or a year."""
    return {"betrag": amount, "quelle": "Vereinbarung", "je": per}


def service(**parts: Any) -> Values:  # noqa: ANN401
    """A service of the carrier `ksv`, or of another one."""
    return {"bezeichnung": "Assistenz", "traeger": "ksv", **parts}


def cost(name: str, **parts: Any) -> Values:  # noqa: ANN401
    """A line of what an employer pays."""
    return {"id": name, "bezeichnung": name, **parts}


def percent(name: str, rate: str, *of: str) -> Values:
    """A line that is a percentage of lines above it."""
    return cost(name, prozent=rate, von=list(of), quelle="Angabe der Lohnabrechnung")


def wage(quantity: str, rate: str, per: str = "monat") -> Values:
    """The line `lohn`: so many hours at a rate."""
    return cost(
        "lohn",
        umfang={"menge": quantity, "einheit": "stunde", "je": per},
        satz={"betrag": rate, "quelle": "Arbeitsvertrag"},
    )


def grant(*services: Values, **more: Any) -> Values:  # noqa: ANN401
    """A case of services from December 2026 on, without an end unless told otherwise."""
    term = {"beginn": more.pop("beginn", "2026-12-01")}
    if "ende" in more:
        term["ende"] = more.pop("ende")
    numbered = [{"id": f"leistung-{number}", **one} for number, one in enumerate(services)]
    return {
        "traeger": numbered[0]["traeger"],
        "bewilligung": term,
        "leistungen": numbered,
        "budget": more,
    }


def read(case: Values, *carriers: Carrier) -> ReadInputs:
    """What the computation gets of a case; the carrier `ksv` is there always."""
    known = {one.id: one for one in (carrier(), *carriers)}
    return budget_inputs(Case.freeze(case, (), ""), known, law())


def computed(case: Values, *carriers: Carrier) -> Budget:
    """The budget of a case in which nothing is wrong."""
    inputs = read(case, *carriers)
    assert inputs.findings == ()
    assert inputs.inputs is not None
    return compute_budget(inputs.inputs)


def only(case: Values, *carriers: Carrier) -> Slice:
    """The one slice of a budget in which nothing changes."""
    (one,) = computed(case, *carriers).slices
    return one


def lines(one: Slice) -> list[str]:
    """The amount of each service."""
    return [str(line.amount) for line in one.lines]


def refused(case: Values, *carriers: Carrier) -> list[tuple[str, str]]:
    """Why there is no budget: code and place."""
    inputs = read(case, *carriers)
    assert inputs.inputs is None
    return [(one.code, one.pointer) for one in inputs.findings]
