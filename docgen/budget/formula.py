"""How an amount came about, written with its numbers: for a machine, or in words for people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.budget.model import MINUTES, Amount, Hours, Need, Percent, Rounding
from docgen.budget.rounding import rounded
from docgen.german import NBSP, decimal
from docgen.german import amount as spelled_need
from docgen.german import money as spelled_money

PERIODS: Final = {1: "im Monat", 12: "im Jahr"}
"""What an amount of money is for, by its months."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the parts of a formula are written.

    monthly, shared: an amount of money for one month, and for several. number: a factor or fraction
    as the carrier writes it. percent: the same with its sign.
    """

    need: Callable[[Need], str]
    people: Callable[[int], str]
    hours: Callable[[Decimal], str]
    money: Callable[[Decimal], str]
    monthly: Callable[[Decimal], str]
    shared: Callable[[Decimal, int], str]
    number: Callable[[str], str]
    percent: Callable[[Decimal], str]


def spelled(text: str) -> str:
    """Write the numbers of a formula as Germans do."""
    return text.replace(".", ",")


def need_in_words(need: Need) -> str:
    """Say how much is needed: `45 Minuten am Tag (Haushaltsführung)`."""
    words = spelled_need(need.quantity, need.unit, need.period)
    return f"{words} ({need.area})" if need.area else words


NUMBERS: Final = Spelling(
    need=lambda need: str(need.quantity),
    people=str,
    hours=str,
    money=str,
    monthly=str,
    shared=lambda eur, months: f"{eur} ÷ {months}",
    number=str,
    percent=lambda percent: f"{percent} %",
)
"""`4 × 4.33 × 52.40`: numbers alone, as Python and JSON write them."""
WORDS: Final = Spelling(
    need=need_in_words,
    people=lambda people: f"{people}{NBSP}Kräfte",
    hours=lambda hours: f"{decimal(hours)} Stunden",
    money=spelled_money,
    monthly=lambda _: "fester Betrag",
    shared=lambda eur, months: f"{spelled_money(eur)} {PERIODS[months]} ÷ {months}",
    number=spelled,
    percent=lambda percent: f"{decimal(percent)}{NBSP}%",
)
"""`4 Stunden in der Woche × 4,33 × 52,40 Euro`: with units, as Germans write it."""


def formula(
    basis: Hours | Amount | Percent, rounding: Rounding, of: Iterable[Decimal], spelling: Spelling
) -> str:
    """Write how a position is computed; `of` are the amounts a percentage is taken of, in euro."""
    match basis:
        case Hours():
            return _hours(basis, rounding, spelling)
        case Amount(eur, months):
            return spelling.monthly(eur) if months == 1 else spelling.shared(eur, months)
        case Percent(percent):
            return f"{_joined(map(spelling.money, of))} × {spelling.percent(percent)}"


def hours_of_month(hours: Hours, rounding: Rounding) -> Fraction:
    """Give the hours that are priced: with all assistants and the reserve, rounded if need be."""
    exact = _exact(hours)
    return exact if rounding.hours is None else Fraction(rounded(exact, rounding.hours))


def _exact(hours: Hours) -> Fraction:
    return hours.in_month() * hours.people * Fraction(1 + hours.reserve / 100)


def _hours(hours: Hours, rounding: Rounding, spelling: Spelling) -> str:
    """Where hours are rounded by themselves, that result stands in the formula."""
    price = hours.price
    factors = [_joined(_need(need, spelling) for need in hours.needs)]
    if hours.people > 1:
        factors.append(spelling.people(hours.people))
    if hours.reserve:
        factors.append(spelling.number(str((1 + hours.reserve / 100).normalize())))
    if rounding.hours is not None:
        exact = _exact(hours)
        settled = rounded(exact, rounding.hours)
        if settled != exact or len(hours.needs) > 1:
            factors = [f"({' × '.join(factors)} ≈ {spelling.hours(settled)})"]
    factors.append(spelling.money(price.eur))
    if price.minutes != MINUTES:
        factors.append(f"{MINUTES}/{price.minutes}")
    return " × ".join(factors)


def _need(need: Need, spelling: Spelling) -> str:
    text = spelling.need(need)
    if need.unit == "minute":
        text += f" ÷ {MINUTES}"
    return f"{text} × {spelling.number(need.factor.text)}" if need.factor else text


def _joined(terms: Iterable[str]) -> str:
    several = tuple(terms)
    return several[0] if len(several) == 1 else f"({' + '.join(several)})"
