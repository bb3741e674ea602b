"""Settle what a budget is computed from: every number of every stretch of time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from docgen.budget.dated import on, stretches
from docgen.budget.deductions import CARE_SHARE, DeductionReader
from docgen.budget.model import (
    FACTORS,
    MINUTES,
    Amount,
    BudgetInputs,
    Deduction,
    Factor,
    Hours,
    Need,
    OneOff,
    Payout,
    Percent,
    Position,
    Price,
    Rounding,
    Service,
    Stretch,
)
from docgen.budget.services import (
    AmountPlan,
    HoursPlan,
    NeedPlan,
    PercentPlan,
    PositionPlan,
    ServicePlan,
    ServiceReader,
)
from docgen.carriers import Carrier, MonthLength, RoundingMode
from docgen.case import Case
from docgen.findings import Finding, finding
from docgen.german import day as spelled_day
from docgen.law import Law, Row

_AMOUNT: Final = "rundung_auf_euro"
_MODE: Final = "rundung_art"
_HOURS: Final = "rundung_stunden"
_PART_MONTH: Final = "monatstage"
ASKED: Final = (*FACTORS.values(), _AMOUNT, _MODE, _HOURS, _PART_MONTH, CARE_SHARE)
"""Rules of a carrier that a budget is computed by."""
_LISTED: Final = timedelta(days=364)
"""How long payments of a grant without an end are listed where no day of review is known."""


@dataclass(frozen=True, slots=True)
class ReadInputs:
    """The inputs, or None with the findings that say why nothing can be computed."""

    inputs: BudgetInputs | None
    findings: tuple[Finding, ...]


def budget_inputs(case: Case, carriers: Mapping[str, Carrier], law: Law) -> ReadInputs:
    """Collect services, rates, factors, rounding, deductions and comparison of a case.

    Whatever the case does not state soundly has a finding already; here only what data of the
    carriers and of the law cannot answer becomes one.
    """
    start = case.date("/bewilligung/beginn")
    carrier = carriers.get(str(case.get("/traeger")))
    pointers = case.items("/leistungen")
    if start is None or carrier is None or not pointers:
        return ReadInputs(None, ())
    reader = ServiceReader(case, carriers, law)
    plans: list[ServicePlan] = []
    once: list[OneOff] = []
    for index, pointer in enumerate(pointers):
        if case.get(f"{pointer}/einmalig") is not None:
            paid_once = reader.one_off(index, pointer, start)
            once += [paid_once] if paid_once else []
        else:
            plan = reader.service(index, pointer, start)
            plans += [plan] if plan else []
    if reader.found or len(plans) + len(once) != len(pointers):
        return ReadInputs(None, tuple(reader.found))
    deductions = DeductionReader(case, carrier, law, start)
    settling = _Settling(case, carriers, carrier, tuple(plans), tuple(deductions.all()))
    settled = settling.stretches(start, case.date("/bewilligung/ende"))
    if found := (*settling.found, *deductions.found):
        return ReadInputs(None, found)
    inputs = BudgetInputs(
        stretches=settled,
        one_offs=tuple(once),
        payout=_payout(case, carrier, settled),
        comparison=case.decimal("/budget/vergleichsbetrag"),
    )
    return ReadInputs(inputs, ())


def _payout(case: Case, carrier: Carrier, settled: tuple[Stretch, ...]) -> Payout | None:
    """Say when it is paid; payments are listed at least to the month of the last change."""
    day, start = case.get("/budget/zahltag"), settled[0].start
    if day is None:
        return None
    until = case.date("/bewilligung/ende") or case.date("/bewilligung/ueberpruefung")
    month = carrier.rule(_PART_MONTH, start)
    return Payout(
        int(day),
        max(until or start + _LISTED, settled[-1].start),
        MonthLength(month) if month else None,
    )


class _Settling:
    """Looks up every value of a stretch on its first day; what is not there becomes a finding."""

    def __init__(
        self,
        case: Case,
        carriers: Mapping[str, Carrier],
        deciding: Carrier,
        plans: tuple[ServicePlan, ...],
        deductions: tuple[tuple[Row[Deduction], ...], ...],
    ) -> None:
        self.found: list[Finding] = []
        self._case = case
        self._carriers = {plan.carrier: carriers.get(plan.carrier, deciding) for plan in plans}
        self._plans = plans
        self._deductions = deductions

    def stretches(self, start: date, end: date | None) -> tuple[Stretch, ...]:
        """Settle every stretch of the term; equal neighbours are one."""
        settled: list[Stretch] = []
        for first, last in stretches(start, end, self._rows()):
            one = self._stretch(first, last)
            before = settled[-1] if settled else None
            if before and (before.services, before.deductions) == (one.services, one.deductions):
                settled[-1] = Stretch(before.start, last, one.services, one.deductions)
            else:
                settled.append(one)
        return tuple(settled)

    def _rows(self) -> Iterator[Row[Any]]:
        for plan in self._plans:
            yield from plan.rows()
        for carrier in self._carriers.values():
            for name in ASKED:
                yield from carrier.rules.get(name, ())
        for rows in self._deductions:
            yield from rows

    def _stretch(self, start: date, end: date | None) -> Stretch:
        services = (self._service(plan, start) for plan in self._plans)
        deductions = (row.value for rows in self._deductions if (row := on(rows, start)))
        return Stretch(start, end, tuple(one for one in services if one), tuple(deductions))

    def _service(self, plan: ServicePlan, day: date) -> Service | None:
        version = on(plan.versions, day)
        rounding = self._rounding(self._carriers[plan.carrier], day)
        if version is None or rounding is None:
            return None
        settled = [self._position(one, plan.carrier, day) for one in version.value]
        positions = tuple(one for one in settled if one)
        return Service(
            plan.index,
            plan.id,
            plan.title,
            plan.carrier,
            rounding,
            positions,
            plan.voucher,
            plan.cap,
        )

    def _rounding(self, carrier: Carrier, day: date) -> Rounding | None:
        amount, hours = carrier.rule(_AMOUNT, day), carrier.rule(_HOURS, day)
        if amount is None:
            self._lacks(carrier, _AMOUNT)
            return None
        mode = RoundingMode(carrier.rule(_MODE, day) or RoundingMode.HALF_UP)
        return Rounding(Decimal(amount), mode, None if hours is None else Decimal(hours))

    def _position(self, plan: PositionPlan, carrier: str, day: date) -> Position | None:
        match plan.basis:
            case HoursPlan(needs, prices, people, reserve, pointer):
                price = on(prices, day)
                settled = [self._need(need, carrier, day) for need in needs]
                if price is None:
                    self._ends(pointer, day)
                    return None
                cost = Price(price.value.eur, price.value.minutes or MINUTES, price.source)
                hours = tuple(need for need in settled if need)
                return Position(plan.id, plan.title, Hours(hours, cost, people, reserve))
            case AmountPlan(amounts, months, pointer):
                amount = on(amounts, day)
                if amount is None:
                    self._ends(pointer, day)
                    return None
                monthly = Amount(amount.value, months, amount.source)
                return Position(plan.id, plan.title, monthly)
            case PercentPlan(percents, of, pointer):
                percent = on(percents, day)
                if percent is None:
                    self._note(finding("kosten.abgabe_ohne_fassung", pointer, tag=spelled_day(day)))
                    return None
                basis = Percent(percent.value, of, percent.source)
                return Position(plan.id, plan.title, basis)

    def _need(self, plan: NeedPlan, carrier: str, day: date) -> Need | None:
        factor = None
        if plan.period in FACTORS:
            factor = self._factor(self._carriers[carrier], plan.period, day)
            if factor is None:
                return None
        return Need(plan.quantity, plan.unit, plan.period, factor, plan.area)

    def _factor(self, carrier: Carrier, period: str, day: date) -> Factor | None:
        rule = FACTORS[period]
        place = f"/budget/{rule}"
        stated = self._case.get(f"{place}/wert")
        text = stated or carrier.rule(rule, day)
        if text is None:
            self._lacks(carrier, rule)
            return None
        source = self._case.get(f"{place}/grund") if stated else carrier.rule_source(rule, day)
        return Factor(Fraction(str(text)), str(text), str(source or ""))

    def _lacks(self, carrier: Carrier, rule: str) -> None:
        pointers = ("/traeger", *(f"{one}/traeger" for one in self._case.items("/leistungen")))
        place = next(one for one in pointers if self._case.get(one) == carrier.id)
        self._note(finding("traeger.regel_fehlt", place, regel=rule))

    def _ends(self, pointer: str, day: date) -> None:
        self._note(finding("satz.keine_fassung", pointer, tag=spelled_day(day)))

    def _note(self, one: Finding) -> None:
        """Keep the first finding of a kind for a place: later days lack the same."""
        if not any((one.code, one.pointer) == (old.code, old.pointer) for old in self.found):
            self.found.append(one)
