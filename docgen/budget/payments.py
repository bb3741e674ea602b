"""What is paid on which day: month by month, parts of months, and what is paid once.

A month is paid on its day of payment, in advance; not before the first day of the grant.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.budget.model import ZERO, OneOff, Part, Payment, Payout, Slice, Step
from docgen.budget.rounding import rounded
from docgen.carriers import MonthLength

_CENT: Final = Decimal("0.01")
_ONE_DAY: Final = timedelta(days=1)


def payments(
    slices: tuple[Slice, ...], one_offs: tuple[OneOff, ...], payout: Payout
) -> tuple[Payment, ...] | None:
    """List all payments up to the last day that is listed, in order of their days.

    None where a part of a month is paid and it is not known how many days a month has.
    """
    if payout.month is None and has_part_months(slices):
        return None
    last = slices[-1].end
    until = payout.until if last is None else min(last, payout.until)
    months = (_month(first, slices, payout) for first in _months(slices[0].start, until))
    once = (Payment(one.due, one.eur, once=one) for one in one_offs if not one.voucher)
    return tuple(sorted((*months, *once), key=lambda one: (one.due, one.once is not None)))


def whole_term(slices: tuple[Slice, ...], paid: tuple[Payment, ...] | None) -> Decimal | None:
    """Sum all payments of a term that ends; None where it does not, or payments are not known."""
    if paid is None or slices[-1].end is None:
        return None
    return sum((one.amount for one in paid), ZERO)


def has_part_months(slices: Iterable[Slice]) -> bool:
    """Tell whether some slice begins or ends inside a month."""
    return any(
        one.start.day != 1 or (one.end is not None and not _is_last(one.end)) for one in slices
    )


def _months(start: date, until: date) -> Iterator[date]:
    first = start.replace(day=1)
    while first <= until:
        yield first
        first = _end_of(first) + _ONE_DAY


def _month(first: date, slices: tuple[Slice, ...], payout: Payout) -> Payment:
    parts = tuple(
        _part(one, max(one.start, first), min(one.end or date.max, _end_of(first)), payout.month)
        for one in slices
        if one.start <= _end_of(first) and (one.end is None or one.end >= first)
    )
    due = max(first.replace(day=payout.day), slices[0].start)
    return Payment(due, sum((part.amount for part in parts), ZERO), parts)


def _part(one: Slice, start: date, end: date, month: MonthLength | None) -> Part:
    if start.day == 1 and _is_last(end):
        step = Step("Zahlbetrag im Monat", str(one.payable), one.payable, "")
        return Part(start, end, None, None, one.payable, step)
    days, of = _days(start, end, month)
    share = Fraction(days, of)
    paid = [(payable.payable, 1) for payable in one.shares if payable.payable]
    paid += [(less.amount, -1) for less in one.deductions]
    cut = [sign * rounded(Fraction(amount) * share, _CENT) for amount, sign in paid]
    formula = " ".join(
        f"{'+' if sign > 0 else '−'} {amount} × {days}/{of}" for amount, sign in paid
    ).removeprefix("+ ")
    amount = sum(cut, ZERO)
    return Part(start, end, days, of, amount, Step("Anteil am Monat", formula, amount, ""))


def _days(start: date, end: date, month: MonthLength | None) -> tuple[int, int]:
    """Count days of a month; the parts of one month always add up to the whole.

    With months of thirty days the last day of a month is the thirtieth, whatever its number.
    """
    if month is MonthLength.THIRTY:
        return _thirtieth(end) - (0 if start.day == 1 else _thirtieth(start - _ONE_DAY)), 30
    return (end - start).days + 1, _end_of(start).day


def _thirtieth(day: date) -> int:
    return 30 if _is_last(day) else min(day.day, 30)


def _is_last(day: date) -> bool:
    return day == _end_of(day)


def _end_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
