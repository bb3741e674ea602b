"""The values of a budget: what goes into it and what comes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PriceRow:
    """What one unit costs in a period (both days inclusive; None: open).

    eur: euro for one unit of `minutes` minutes. source: where the rate stands.
    """

    valid_from: date
    valid_until: date | None
    eur: Decimal
    minutes: int
    source: str


@dataclass(frozen=True, slots=True)
class Need:
    """One determined need: so much of a service in each period, and its prices over time.

    quantity: hours or minutes (`unit`) per `period` (tag, woche, monat, jahr). voucher: it is
    given as a voucher and not paid out.
    """

    service: str
    title: str
    carrier: str
    quantity: Decimal
    unit: str
    period: str
    prices: tuple[PriceRow, ...]
    voucher: bool = False


@dataclass(frozen=True, slots=True)
class BudgetInputs:
    """Everything that changes a result.

    start, end: first and last day of the grant; end None: not limited. factors: how many of a
    period make a month, exact, with the words they are printed with and their source. quantum:
    each service is rounded to it, half up. contribution: euro per month the person pays.
    comparison: euro per month the same services would cost without a budget.
    """

    start: date
    end: date | None
    needs: tuple[Need, ...]
    factors: dict[str, "Factor"]
    quantum: Decimal
    contribution: Decimal
    comparison: Decimal | None


@dataclass(frozen=True, slots=True)
class Factor:
    """How many periods make a month: `value` exact, `text` as the carrier writes it."""

    value: Fraction
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the Rechenweg: what it is, the sum with its numbers, the result in euro."""

    label: str
    formula: str
    result: Decimal
    source: str
    parts: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One service in one slice: need, price and euro per month."""

    need: Need
    price: PriceRow
    factor: Factor | None
    amount: Decimal
    step: Step


@dataclass(frozen=True, slots=True)
class Share:
    """The Teilbudget of one carrier in euro per month."""

    carrier: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Slice:
    """A time in which nothing changes (both days inclusive; None: open), euro per month.

    total: Gesamtbudget. vouchers: the part of it that is given as vouchers. payable: what is paid
    out, without vouchers and after the contribution.
    """

    start: date
    end: date | None
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    total: Decimal
    vouchers: Decimal
    contribution: Decimal
    payable: Decimal
    step: Step


@dataclass(frozen=True, slots=True)
class Budget:
    """The whole result. exceeds_comparison is None when nothing was compared."""

    slices: tuple[Slice, ...]
    comparison: Decimal | None
    exceeds_comparison: bool | None

    def amounts(self) -> Iterator[Decimal]:
        """Yield every amount and price that was computed with or from, but for what is deducted."""
        for one in self.slices:
            yield one.total
            yield one.payable
            yield from (share.amount for share in one.shares)
            for line in one.lines:
                yield line.amount
                yield line.price.eur
