"""Turn needs and prices into the monthly budget with its Rechenweg.

Pure: no clock, no files, no locale. Multiply first, divide last, round once, half up: half even
would print 41,62 for 9,25 hours at 4,50 euro where the guides print 41,63.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.budget.model import (
    Budget,
    BudgetInputs,
    Factor,
    Line,
    Need,
    PriceRow,
    Share,
    Slice,
    Step,
)

_MINUTES: Final = {"stunde": 60, "minute": 1}
_ONE_DAY: Final = timedelta(days=1)


def round_half_up(value: Fraction, quantum: Decimal) -> Decimal:
    """Round a non-negative exact value to a multiple of `quantum`, halves up.

    Errors: ValueError for a negative value; deductions are subtracted after rounding.
    """
    if value < 0:
        raise ValueError("only non-negative values are rounded")
    multiples = value / Fraction(quantum) + Fraction(1, 2)
    return quantum * (multiples.numerator // multiples.denominator)


def compute_budget(inputs: BudgetInputs) -> Budget:
    """Compute the budget of every slice of the grant.

    Needs are priced by the day: a slice ends wherever a price changes inside the grant.
    Errors: LookupError when a need has no price on some day, or no factor for its period.
    """
    slices = tuple(_slice(inputs, start, end) for start, end in _periods(inputs))
    highest = max(one.total for one in slices)
    exceeds = None if inputs.comparison is None else highest > inputs.comparison
    return Budget(slices, inputs.comparison, exceeds)


def _periods(inputs: BudgetInputs) -> Iterator[tuple[date, date | None]]:
    changes = {
        day
        for need in inputs.needs
        for row in need.prices
        for day in (row.valid_from, row.valid_until and row.valid_until + _ONE_DAY)
        if day and inputs.start < day and (inputs.end is None or day <= inputs.end)
    }
    starts = [inputs.start, *sorted(changes)]
    ends = [day - _ONE_DAY for day in starts[1:]]
    yield from zip(starts, [*ends, inputs.end], strict=True)


def _slice(inputs: BudgetInputs, start: date, end: date | None) -> Slice:
    lines = tuple(_line(inputs, need, start) for need in inputs.needs)
    carriers = dict.fromkeys(line.need.carrier for line in lines)
    shares = tuple(
        Share(carrier, _sum(line.amount for line in lines if line.need.carrier == carrier))
        for carrier in carriers
    )
    total = _sum(share.amount for share in shares)
    vouchers = _sum(line.amount for line in lines if line.need.voucher)
    payable = total - vouchers - inputs.contribution
    deducted = [str(vouchers)] if vouchers else []
    step = Step(
        "Zahlbetrag im Monat",
        " − ".join([str(total), *deducted, str(inputs.contribution)]),
        payable,
        "",
        (
            Step(
                "Gesamtbudget im Monat",
                " + ".join(str(line.amount) for line in lines),
                total,
                "",
                tuple(line.step for line in lines),
            ),
        ),
    )
    return Slice(start, end, lines, shares, total, vouchers, inputs.contribution, payable, step)


def _line(inputs: BudgetInputs, need: Need, day: date) -> Line:
    price = _price(need, day)
    factor = _factor(inputs, need)
    units = Fraction(need.quantity) * _MINUTES[need.unit] / price.minutes
    exact = units * Fraction(price.eur) * (factor.value if factor else 1)
    amount = round_half_up(exact, inputs.quantum)
    numbers = [str(need.quantity), factor.text if factor else "", str(price.eur)]
    if need.unit == "minute" or price.minutes != _MINUTES["stunde"]:
        numbers.append(f"{_MINUTES[need.unit]}/{price.minutes}")
    formula = " × ".join(number for number in numbers if number)
    sources = "; ".join(text for text in (price.source, factor.source if factor else "") if text)
    return Line(need, price, factor, amount, Step(need.title, formula, amount, sources))


def _price(need: Need, day: date) -> PriceRow:
    for row in need.prices:
        if row.valid_from <= day and (row.valid_until is None or day <= row.valid_until):
            return row
    raise LookupError(f"no price for {need.service} on {day}")


def _factor(inputs: BudgetInputs, need: Need) -> Factor | None:
    return None if need.period == "monat" else inputs.factors[need.period]


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return sum(amounts, Decimal("0.00"))
