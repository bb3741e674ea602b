"""The values of a budget: what goes into it and what comes out.

Amounts are euro and Decimal. What is still exact is a Fraction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from docgen.carriers import MonthLength, RoundingMode

ZERO: Final = Decimal("0.00")
MINUTES: Final = 60
"""Of an hour."""
FACTORS: Final = {"woche": "wochenfaktor", "tag": "tagesfaktor", "jahr": "jahresfaktor"}
"""What makes months of a period: the rule of a carrier and the field of `/budget` that comes before
it, both of this name.
"""


@dataclass(frozen=True, slots=True)
class Rounding:
    """How one carrier rounds, each position once.

    amount: every amount is a multiple of it, in euro. hours: hours per month are a multiple of it
    before they are priced; None: they stay exact.
    """

    amount: Decimal
    mode: RoundingMode = RoundingMode.HALF_UP
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """How many periods make a month: `value` exact, `text` as the carrier writes it."""

    value: Fraction
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Need:
    """One determined need: `quantity` hours or minutes (`unit`) in each period (`period`).

    period: tag, woche, monat or jahr. factor: None where the period is the month. area: the area of
    life it was determined for, where it is one of several.
    """

    quantity: Decimal
    unit: str
    period: str
    factor: Factor | None
    area: str | None = None

    def in_month(self) -> Fraction:
        """Give the exact hours of a month."""
        hours = Fraction(self.quantity) / (MINUTES if self.unit == "minute" else 1)
        return hours * self.factor.value if self.factor else hours


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit of `minutes` minutes costs in euro, and where that stands."""

    eur: Decimal
    minutes: int
    source: str


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours times rate: all needs together, for so many assistants at a time (`people`).

    reserve: percent on top, for holiday, illness and the like.
    """

    needs: tuple[Need, ...]
    price: Price
    people: int = 1
    reserve: Decimal = ZERO

    def in_month(self) -> Fraction:
        """Give the exact hours of a month for one assistant, without the reserve."""
        return sum((need.in_month() for need in self.needs), Fraction(0))


@dataclass(frozen=True, slots=True)
class Amount:
    """A flat rate or a cost: `eur` euro for `months` months."""

    eur: Decimal
    months: int
    source: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage of positions before it in the same service, by their ids."""

    percent: Decimal
    of: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Position:
    """One line of the computation."""

    id: str
    title: str
    basis: Hours | Amount | Percent


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is paid for a service in euro per month, and why."""

    eur: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Service:
    """One service in one stretch of time.

    index: its place among the services of the case. voucher: it is not paid out. carrier: who bears
    it, by id. cap: None where its amount has no limit of its own.
    """

    index: int
    id: str
    title: str
    carrier: str
    rounding: Rounding
    positions: tuple[Position, ...]
    voucher: bool = False
    cap: Cap | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the Rechenweg: what it is, the sum with its numbers, the result in euro."""

    label: str
    formula: str
    result: Decimal
    source: str
    parts: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the person contributes, with its Rechenweg.

    limit, excess: euro per year. exact: euro per month before it is rounded. amount: euro per
    month.
    """

    limit: Decimal
    excess: Decimal
    exact: Decimal
    amount: Decimal
    step: Step


class DeductionKind(StrEnum):
    """What is deducted from a budget."""

    CARE_ALLOWANCE = "pflegegeld"
    CONTRIBUTION = "eigenbeitrag"


@dataclass(frozen=True, slots=True)
class Deduction:
    """What goes off each month: a share of an amount in euro.

    computed: how a contribution came about that was worked out from income.
    """

    kind: DeductionKind
    eur: Decimal
    share: Factor | None
    source: str
    computed: Contribution | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which nothing changes (both days inclusive; None: open), all numbers settled."""

    start: date
    end: date | None
    services: tuple[Service, ...]
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOff:
    """What is paid once: euro, and on which day."""

    index: int
    id: str
    title: str
    carrier: str
    eur: Decimal
    due: date
    source: str
    voucher: bool = False


@dataclass(frozen=True, slots=True)
class Payout:
    """When money is paid: the day of each month, and to which day payments are listed.

    month: how many days a month has, needed where only a part of one is paid.
    """

    day: int
    until: date
    month: MonthLength | None = None


@dataclass(frozen=True, slots=True)
class BudgetInputs:
    """Everything that changes a result.

    stretches: in order, each beginning the day after the one before. payout: None where the case
    does not say when it is paid. comparison: euro per month the same services would cost without a
    budget.
    """

    stretches: tuple[Stretch, ...]
    one_offs: tuple[OneOff, ...] = ()
    payout: Payout | None = None
    comparison: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One position with its euro per month."""

    position: Position
    amount: Decimal
    step: Step


@dataclass(frozen=True, slots=True)
class Line:
    """One service in one slice: its positions and euro per month.

    amount: their sum, or the cap where that is less.
    """

    service: Service
    entries: tuple[Entry, ...]
    amount: Decimal
    step: Step

    @property
    def hours(self) -> Hours | None:
        """Needs and price where the service is nothing but hours times a rate."""
        first = self.entries[0].position.basis
        is_plain = len(self.entries) == 1 and self.service.cap is None
        return first if is_plain and isinstance(first, Hours) else None

    @property
    def cost(self) -> Decimal:
        """What its positions cost together, in euro per month."""
        return sum((entry.amount for entry in self.entries), ZERO)

    @property
    def is_capped(self) -> bool:
        """Whether less is paid than its positions cost."""
        return self.amount != self.cost


@dataclass(frozen=True, slots=True)
class Share:
    """The Teilbudget of one carrier in euro per month; `payable` is its part that is no voucher."""

    carrier: str
    amount: Decimal
    payable: Decimal


@dataclass(frozen=True, slots=True)
class Deducted:
    """One deduction with its euro per month."""

    deduction: Deduction
    amount: Decimal
    step: Step


@dataclass(frozen=True, slots=True)
class Slice:
    """A time in which nothing changes (both days inclusive; None: open), euro per month.

    total: Gesamtbudget. vouchers: the part of it that is given as vouchers. payable: what is paid
    out, without vouchers and after all deductions; negative where they are more than there is.
    """

    start: date
    end: date | None
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    total: Decimal
    vouchers: Decimal
    deductions: tuple[Deducted, ...]
    payable: Decimal
    step: Step

    def deducted(self, kind: DeductionKind) -> Decimal:
        """Give what goes off each month for one reason."""
        return sum((one.amount for one in self.deductions if one.deduction.kind is kind), ZERO)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a payment that falls into one slice (both days inclusive).

    days, of: how many days of a month of how many days; both None for a whole month.
    """

    start: date
    end: date
    days: int | None
    of: int | None
    amount: Decimal
    step: Step


@dataclass(frozen=True, slots=True)
class Payment:
    """What is paid on one day: for one month by its parts, or once (`once`)."""

    due: date
    amount: Decimal
    parts: tuple[Part, ...] = ()
    once: OneOff | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """The whole result.

    highest: the largest Gesamtbudget of a slice, euro per month. payments: None where they cannot
    be told. whole_term: the sum of all payments where the term ends. exceeds_comparison: None when
    nothing was compared.
    """

    slices: tuple[Slice, ...]
    highest: Decimal
    one_offs: tuple[OneOff, ...]
    payments: tuple[Payment, ...] | None
    whole_term: Decimal | None
    comparison: Decimal | None
    exceeds_comparison: bool | None

    def amounts(self) -> Iterator[Decimal]:
        """Yield every amount and price that was computed with or from, but for what is deducted."""
        for one in self.slices:
            yield one.total
            yield one.payable
            yield from (share.amount for share in one.shares)
            for line in one.lines:
                yield from (line.amount, line.cost)
                if line.service.cap is not None:
                    yield line.service.cap.eur
                for entry in line.entries:
                    yield entry.amount
                    yield from _price(entry.position.basis)
        yield from (one.eur for one in self.one_offs)
        for payment in self.payments or ():
            yield payment.amount
            yield from (part.amount for part in payment.parts)
        if self.whole_term is not None:
            yield self.whole_term


def _price(basis: Hours | Amount | Percent) -> Iterator[Decimal]:
    match basis:
        case Hours(price=price):
            yield price.eur
        case Amount(eur=eur):
            yield eur
        case Percent():
            pass
