"""Turn a yearly income into what the person contributes each month (§§ 135 to 139 SGB IX).

Pure: the income as it is stated, the law of the first day of the benefit, and a Rechenweg that a
pocket calculator can follow. Nothing is estimated: a year whose Bezugsgröße is unknown is a gap of
the law. Money is Decimal euro and exact; only the last step rounds, and always down.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from docgen.budget.model import Contribution, Step
from docgen.law import Law, Row

_NOTHING: Final = Decimal("0.00")


class IncomeKind(StrEnum):
    """Where most of the income comes from; it decides the limit (§ 136 Abs. 2 SGB IX)."""

    BESCHAEFTIGUNG = "beschaeftigung"
    """Employment subject to social insurance, or self-employment."""
    SONSTIGES = "sonstiges"
    """Employment without it (civil servants), and every other kind of income."""
    RENTE = "rente"
    """Pensions, before deductions."""


class IncomeYear(StrEnum):
    """Which year's income counts (§ 135 SGB IX)."""

    VORVORJAHR = "vorvorjahr"
    """The year before the last (Abs. 1)."""
    LAUFENDES_JAHR = "laufendes_jahr"
    """The current year, expected: it deviates considerably, which somebody has judged (Abs. 2)."""


class Partner(StrEnum):
    """Who lives with the person as spouse or partner (§ 136 Abs. 3 and 4 SGB IX)."""

    KEINER = "keiner"
    """Nobody, or they live apart."""
    ZAEHLT = "zaehlt"
    """A partner whose own income does not exceed the partner's own limit of Abs. 2."""
    UEBER_GRENZE = "ueber_grenze"
    """A partner whose own income does: no supplement, and half of one for each child."""


@dataclass(frozen=True, slots=True)
class Income:
    """What § 135 SGB IX counts of one year, in euro; of minors that of the parents they live with.

    year: the calendar year it was earned in. counted: why that year.
    """

    eur: Decimal
    year: int
    kind: IncomeKind
    counted: IncomeYear = IncomeYear.VORVORJAHR


@dataclass(frozen=True, slots=True)
class Household:
    """Who raises the limit.

    children: those in the household who are owed maintenance. minors: those entitled to benefits
    who live with their parents; where there are any, partner and children count for nothing.
    """

    partner: Partner = Partner.KEINER
    children: int = 0
    minors: int = 0


_LIMITS: Final = {
    IncomeKind.BESCHAEFTIGUNG: "beitrag_grenze_beschaeftigung",
    IncomeKind.SONSTIGES: "beitrag_grenze_sonstiges",
    IncomeKind.RENTE: "beitrag_grenze_rente",
}


def income_year(law: Law, counted: IncomeYear, day: date) -> int:
    """Give the calendar year whose income counts for a benefit from that day.

    Errors: LawGapError before 2020.
    """
    if counted is IncomeYear.LAUFENDES_JAHR:
        return day.year
    return day.year - int(_row(law, "beitrag_einkommensjahr_zurueck", day).value)


def own_contribution(law: Law, income: Income, household: Household, day: date) -> Contribution:
    """Compute the contribution of a month for a benefit whose first day is `day`.

    The Bezugsgröße is that of the year of `day`. Whether the benefit is one without contribution
    (§ 138 Abs. 1 SGB IX) is not asked here, nor whether another benefit already took it (Abs. 2).

    Errors: LawGapError where no Bezugsgröße is known for that year, and before 2020; ValueError
    for the income of a year that does not count, and for negative numbers of people.
    """
    if income.year != income_year(law, income.counted, day):
        raise ValueError(f"the income of {income.year} does not count on {day}")
    limit = _limit(law, income.kind, household, day)
    if income.eur <= limit.result:
        formula = f"{_plain(income.eur)} ≤ {_plain(limit.result)}"
        step = Step("Eigener Beitrag im Monat", formula, _NOTHING, limit.source, (limit,))
        return Contribution(limit.result, _NOTHING, _NOTHING, _NOTHING, step)
    percent, unit = (_row(law, name, day) for name in ("beitrag_prozent", "beitrag_rundung"))
    excess = Step(
        f"Einkommen {income.year} über der Grenze",
        f"{_plain(income.eur)} − {_plain(limit.result)}",
        income.eur - limit.result,
        percent.source,
    )
    exact = Step(
        "Beitrag im Monat vor dem Runden",
        f"{_plain(excess.result)} × {percent.value} / 100",
        excess.result * percent.value / 100,
        percent.source,
    )
    rest = exact.result % unit.value
    amount = exact.result - rest
    step = Step(
        f"Eigener Beitrag im Monat, abgerundet auf volle {unit.value} Euro",
        f"{_plain(exact.result)} − {_plain(rest)}" if rest else _plain(exact.result),
        amount.quantize(_NOTHING),
        unit.source,
        (limit, excess, exact),
    )
    return Contribution(limit.result, excess.result, exact.result, step.result, step)


def one_off_limit(law: Law, monthly: Decimal, day: date) -> Step:
    """Give the most that is contributed once to a good used for a year or longer, in euro.

    monthly: the contribution of a month. It is never more than the good costs.
    Errors: LawGapError before 2020. Source: § 138 Abs. 3 SGB IX.
    """
    times = _row(law, "beitrag_einmalig_vielfaches", day)
    return Step(
        "Höchster Beitrag zu einer einmaligen Leistung",
        f"{times.value} × {_plain(monthly)}",
        times.value * monthly,
        times.source,
    )


def asset_limit(law: Law, day: date) -> Step:
    """Give how much money and the like stays free, in euro.

    Errors: LawGapError where no Bezugsgröße is known for the year of `day`, and before 2020.
    Source: § 139 Satz 2 SGB IX.
    """
    return _part(law, "Freies Vermögen", "vermoegen_grenze", 1, day)


def _limit(law: Law, kind: IncomeKind, household: Household, day: date) -> Step:
    """Give the limit of a year; with supplements, these and what they raise are its parts."""
    base = _part(law, "Einkommensgrenze im Jahr", _LIMITS[kind], 1, day)
    supplements = tuple(
        _part(law, label, name, count, day) for label, name, count in _supplements(household)
    )
    if not supplements:
        return base
    parts = (base, *supplements)
    return Step(
        "Einkommensgrenze im Jahr mit Zuschlägen",
        " + ".join(_plain(part.result) for part in parts),
        sum((part.result for part in parts), Decimal(0)),
        base.source,
        parts,
    )


def _supplements(household: Household) -> tuple[tuple[str, str, int], ...]:
    if household.children < 0 or household.minors < 0:
        raise ValueError("a household has no negative number of people")
    if household.minors:
        label = "Zuschlag für minderjährige Leistungsberechtigte"
        return ((label, "beitrag_zuschlag_minderjaehrig", household.minors),)
    over = household.partner is Partner.UEBER_GRENZE
    child = "beitrag_zuschlag_kind_partner_ueber_grenze" if over else "beitrag_zuschlag_kind"
    partner = int(household.partner is Partner.ZAEHLT)
    every = (
        ("Zuschlag für Partnerin oder Partner", "beitrag_zuschlag_partner", partner),
        ("Zuschlag für Kinder", child, household.children),
    )
    return tuple(one for one in every if one[2])


def _part(law: Law, label: str, name: str, count: int, day: date) -> Step:
    """Take so many times so much percent of the Bezugsgröße of that day."""
    reference, percent = _row(law, "bezugsgroesse_jahr", day), _row(law, name, day)
    numbers = (str(reference.value), *((str(count),) if count > 1 else ()), str(percent.value))
    return Step(
        label,
        f"{' × '.join(numbers)} / 100",
        reference.value * count * percent.value / 100,
        f"{percent.source}; {reference.source}",
    )


def _row(law: Law, name: str, day: date) -> Row[Decimal]:
    return law.parameters[name].on(day)


def _plain(eur: Decimal) -> str:
    """Write an amount without cents where it has none: 52800, but 249.18."""
    return str(int(eur)) if eur == int(eur) else str(eur)
