"""Turn settled stretches of time into the monthly budget with its Rechenweg.

Pure: no clock, no files, no locale. Multiply first, divide last, round once.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.budget.formula import NUMBERS, formula, hours_of_month
from docgen.budget.model import (
    MINUTES,
    ZERO,
    Amount,
    Budget,
    BudgetInputs,
    Deducted,
    Deduction,
    DeductionKind,
    Entry,
    Hours,
    Line,
    Percent,
    Position,
    Rounding,
    Service,
    Share,
    Slice,
    Step,
    Stretch,
)
from docgen.budget.payments import payments, whole_term
from docgen.budget.rounding import rounded

_CENT: Final = Decimal("0.01")
_LABELS: Final = {
    DeductionKind.CARE_ALLOWANCE: "Pflegegeld",
    DeductionKind.CONTRIBUTION: "Eigener Beitrag",
}


def compute_budget(inputs: BudgetInputs) -> Budget:
    """Compute the budget of every stretch of the grant, and what is paid when.

    Errors: KeyError when a percentage is of a position that does not stand before it.
    """
    slices = tuple(map(_slice, inputs.stretches))
    paid = None if inputs.payout is None else payments(slices, inputs.one_offs, inputs.payout)
    highest = max(one.total for one in slices)
    return Budget(
        slices=slices,
        highest=highest,
        one_offs=inputs.one_offs,
        payments=paid,
        whole_term=whole_term(slices, paid),
        comparison=inputs.comparison,
        exceeds_comparison=None if inputs.comparison is None else highest > inputs.comparison,
    )


def _slice(stretch: Stretch) -> Slice:
    lines = tuple(map(_line, stretch.services))
    shares = tuple(
        _share(carrier, lines) for carrier in dict.fromkeys(one.service.carrier for one in lines)
    )
    total = _sum(share.amount for share in shares)
    vouchers = total - _sum(share.payable for share in shares)
    deductions = tuple(map(_deducted, stretch.deductions))
    payable = total - vouchers - _sum(one.amount for one in deductions)
    steps = tuple(line.step for line in lines)
    whole = Step("Gesamtbudget im Monat", _joined(" + ", steps), total, "", steps)
    less = [Step("Gutscheine", "", vouchers, "")] if vouchers else []
    less += [one.step for one in deductions if one.amount]
    told = _joined(" − ", (whole, *less))
    step = Step("Zahlbetrag im Monat", told, payable, "", (whole, *less))
    return Slice(
        stretch.start, stretch.end, lines, shares, total, vouchers, deductions, payable, step
    )


def _share(carrier: str, lines: Iterable[Line]) -> Share:
    own = [line for line in lines if line.service.carrier == carrier]
    money = (line.amount for line in own if not line.service.voucher)
    return Share(carrier, _sum(line.amount for line in own), _sum(money))


def _line(service: Service) -> Line:
    entries: dict[str, Entry] = {}
    for position in service.positions:
        entries[position.id] = _entry(position, service.rounding, entries)
    steps = tuple(entry.step for entry in entries.values())
    amount = _sum(entry.amount for entry in entries.values())
    if len(steps) == 1:
        (only,) = steps
        step = Step(service.title, only.formula, amount, only.source)
    else:
        step = Step(service.title, _joined(" + ", steps), amount, "", steps)
    if service.cap is not None and service.cap.eur < amount:
        cap = service.cap
        step = Step(service.title, f"höchstens {cap.eur}", cap.eur, cap.source, (step,))
    return Line(service, tuple(entries.values()), step.result, step)


def _entry(position: Position, rounding: Rounding, before: Mapping[str, Entry]) -> Entry:
    basis = position.basis
    of = [before[name].amount for name in basis.of] if isinstance(basis, Percent) else []
    match basis:
        case Hours(needs, price):
            in_month = hours_of_month(basis, rounding)
            exact = in_month * Fraction(price.eur) * MINUTES / price.minutes
            source = _sources(price.source, *(need.factor.source for need in needs if need.factor))
        case Amount(eur, months, source):
            exact = Fraction(eur) / months
        case Percent(percent, _, source):
            exact = Fraction(_sum(of)) * Fraction(percent) / 100
    amount = rounded(exact, rounding.amount, rounding.mode)
    told = formula(basis, rounding, of, NUMBERS)
    return Entry(position, amount, Step(position.title, told, amount, source))


def _deducted(deduction: Deduction) -> Deducted:
    label = _LABELS[deduction.kind]
    if deduction.computed is not None:
        reckoned = deduction.computed.step
        step = Step(label, reckoned.formula, deduction.eur, reckoned.source, reckoned.parts)
        return Deducted(deduction, deduction.eur, step)
    if deduction.share is None:
        step = Step(label, str(deduction.eur), deduction.eur, deduction.source)
        return Deducted(deduction, deduction.eur, step)
    share = deduction.share
    amount = rounded(Fraction(deduction.eur) * share.value, _CENT)
    source = _sources(deduction.source, share.source)
    told = f"{deduction.eur} × {share.text}"
    return Deducted(deduction, amount, Step(label, told, amount, source))


def _joined(sign: str, steps: Iterable[Step]) -> str:
    return sign.join(str(step.result) for step in steps)


def _sources(*texts: str) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
