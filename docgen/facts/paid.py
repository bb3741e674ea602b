"""Facts about what is paid: sums, deductions, carriers and days of payment.

Most are rows, one for each stretch of time, which they name in `zeitraum`.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from docgen import german
from docgen.budget import (
    Contribution,
    Deduction,
    DeductionKind,
    Slice,
    rounded,
    share_in_words,
    spelled,
)
from docgen.facts.gather import NEEDS, Circumstances
from docgen.facts.parties import statement

Row = dict[str, Any]

_CENT: Final = Decimal("0.01")
_CARE_ALLOWANCE: Final = "Pflegegeld"
_OWN_SHARE: Final = "eigener Beitrag"
_BY_NOTICE: Final = "nach Beitragsbescheid"
_CONTRIBUTION: Final = "/budget/eigenbeitrag"
_FIXED: Final = f"{_CONTRIBUTION}/monatsbetrag"


def stufen(of: Circumstances) -> tuple[Row, ...]:
    """Every time in which the services cost the same, with their Gesamtbudget."""
    return tuple(
        {"zeitraum": stage.period, "gesamtbudget": stage.first.total} for stage in of.stages
    )


def abschnitte(of: Circumstances) -> tuple[Row, ...]:
    """Every stretch of time with its Gesamtbudget and what is paid out."""
    return tuple(
        {
            "stufe": stage.period,
            "zeitraum": german.period(one.start, one.end),
            "ab": one.start,
            "bis": one.end,
            "gesamtbudget": one.total,
            "zahlbetrag": None if _is_open(of) else one.payable,
        }
        for stage in of.stages
        for one in stage.slices
    )


def abzuege(of: Circumstances) -> tuple[Row, ...]:
    """What goes off the Gesamtbudget, for each stretch; a contribution not known yet is a gap.

    Without a budget it is the contribution alone.
    """
    rows = [
        row | {"zeitraum": german.period(one.start, one.end)}
        for one in of.slices
        for row in _deductions(one)
    ]
    stated = eigenbeitrag(of) if of.budget is None else None
    if stated or _FIXED in of.lacking:
        rows.append({"name": _OWN_SHARE, "betrag": stated, "rechnung": _BY_NOTICE})
    return tuple(rows)


def beitraege(of: Circumstances) -> tuple[Row, ...]:
    """Every contribution that notices have fixed, with its time and its notice."""
    return tuple(
        {"zeitraum": german.period(start, end), "betrag": amount, "bescheid": _notice(of, start)}
        for amount, start, end in _contributions(of)
        if amount
    )


def teilbudgets(of: Circumstances) -> tuple[Row, ...]:
    """The share of each carrier in each stage, in the order carriers appear.

    Without a budget it is only said who they are.
    """
    if of.budget is None:
        named = (of.case.get(f"{one}/traeger") for one in of.case.items("/leistungen"))
        return tuple({"traeger": _carrier(of, one)} for one in dict.fromkeys(map(str, named)))
    return tuple(
        {
            "traeger": _carrier(of, share.carrier),
            "zeitraum": stage.period,
            "betrag": share.amount,
        }
        for stage in of.stages
        for share in stage.first.shares
    )


def teilmonate(of: Circumstances) -> tuple[Row, ...]:
    """Every payment that is only for a part of a month, or for parts with different amounts."""
    payments = (of.budget.payments if of.budget else None) or ()
    return tuple(
        {
            "monat": german.month(one.parts[0].start),
            "betrag": one.amount,
            "zahltag": one.due,
            "rechnung": " + ".join(spelled(part.step.formula) for part in one.parts),
        }
        for one in payments
        if one.amount and any(part.days is not None for part in one.parts)
    )


def erster_zahltag(of: Circumstances) -> date | None:
    """First day of payment: the payment day in the first month, but not before the first day."""
    start, payment_day = of.case.date("/bewilligung/beginn"), of.case.get("/budget/zahltag")
    if start is None or payment_day is None:
        return None
    return max(start, start.replace(day=int(payment_day)))


def wechsel(of: Circumstances) -> date | None:
    """First day on which something changes inside the grant, None where nothing does."""
    slices = of.slices
    return slices[1].start if len(slices) > 1 else None


def budget_wechsel(of: Circumstances) -> date | None:
    """First day on which services cost more or less than before, None where they never do."""
    stages = of.stages
    return stages[1].first.start if len(stages) > 1 else None


def gutscheinwert(of: Circumstances) -> Decimal | None:
    """Value of all vouchers from the start in euro per month, None where there are none."""
    return (of.slice.vouchers or None) if of.slice else None


def pflegegeld(of: Circumstances) -> Decimal | None:
    """How much Pflegegeld is deducted at first, in euro per month; None where none is."""
    amounts = (one.deducted(DeductionKind.CARE_ALLOWANCE) for one in of.slices)
    return next(filter(None, amounts), None)


def pflegegeld_grund(of: Circumstances) -> str | None:
    """Why Pflegegeld is deducted, in the words of the file."""
    return statement(of, "/budget/pflegegeld/grund")


def eigenbeitrag(of: Circumstances) -> Any:  # noqa: ANN401
    """Contribution from the start in euro per month, None where none is deducted."""
    if of.slice is None:
        return of.case.decimal(_FIXED) or None
    return of.slice.deducted(DeductionKind.CONTRIBUTION) or None


def beitrag_wechsel(of: Circumstances) -> date | None:
    """First day on which the contribution changes, None where it stays."""
    runs = tuple(_contributions(of))
    return runs[1][1] if len(runs) > 1 else None


def einkommen(of: Circumstances) -> Decimal | None:
    """Income in euro per year that the contribution was worked out from."""
    return of.case.decimal("/budget/eigenbeitrag/einkommen") if _computed(of) else None


def einkommensjahr(of: Circumstances) -> str | None:
    """The year of that income."""
    year = of.case.get("/budget/eigenbeitrag/einkommensjahr")
    return str(year) if year is not None and _computed(of) else None


def einkommensgrenze(of: Circumstances) -> Decimal | None:
    """Euro per year up to which there is no contribution."""
    computed = _computed(of)
    return _cents(computed.limit) if computed else None


def einkommen_ueber_grenze(of: Circumstances) -> Decimal | None:
    """Euro per year over that limit, None where there are none."""
    computed = _computed(of)
    return _cents(computed.excess) if computed and computed.excess else None


def beitrag_vor_rundung(of: Circumstances) -> Decimal | None:
    """The contribution in euro per month before it is rounded, None where there is none."""
    computed = _computed(of)
    return _cents(computed.exact) if computed and computed.excess else None


def beitrag_prozent(of: Circumstances) -> Decimal | None:
    """How many per cent of what lies over the limit are contributed each month."""
    return of.law.parameter("beitrag_prozent") if _computed(of) else None


def beitrag_rundung(of: Circumstances) -> Decimal | None:
    """To a multiple of how many euro the contribution is rounded down."""
    return of.law.parameter("beitrag_rundung") if _computed(of) else None


def _is_open(of: Circumstances) -> bool:
    return not of.lacking.isdisjoint(NEEDS["zahlbetrag"])


def _deductions(one: Slice) -> Iterator[Row]:
    if one.vouchers:
        yield {"name": "Gutscheine", "betrag": one.vouchers, "rechnung": "Summe der Gutscheine"}
    for less in one.deductions:
        if less.amount:
            yield {"betrag": less.amount, **_deduction(less.deduction)}


def _deduction(one: Deduction) -> Row:
    if one.kind is DeductionKind.CONTRIBUTION:
        return {"name": _OWN_SHARE, "rechnung": "aus dem Einkommen" if one.computed else _BY_NOTICE}
    if one.share is None:
        return {"name": _CARE_ALLOWANCE, "rechnung": "ganzes Pflegegeld"}
    return {"name": _CARE_ALLOWANCE, "rechnung": share_in_words(one), "grundbetrag": one.eur}


def _contributions(of: Circumstances) -> Iterator[tuple[Decimal, date, date | None]]:
    """Yield what is contributed with its first and last day; equal neighbours are one."""
    slices = of.slices
    for amount, group in groupby(slices, lambda one: one.deducted(DeductionKind.CONTRIBUTION)):
        run = tuple(group)
        yield amount, run[0].start, run[-1].end


def _notice(of: Circumstances, day: date) -> date | None:
    """Give the day of the notice that has fixed the contribution of a day."""
    places = (_CONTRIBUTION, *of.case.items(f"{_CONTRIBUTION}/aenderungen"))
    begun = [one for one in places if (of.case.date(f"{one}/ab") or date.min) <= day]
    latest = max(begun, key=lambda one: of.case.date(f"{one}/ab") or date.min)
    return of.case.date(f"{latest}/bescheid")


def _carrier(of: Circumstances, carrier: str) -> str | None:
    known = of.carriers.get(carrier)
    profile = known.profile(of.law.axes.verfahren) if known else None
    return profile.name if profile else None


def _computed(of: Circumstances) -> Contribution | None:
    """How the contribution was worked out, None where it was fixed elsewhere or there is none."""
    deductions = of.slice.deductions if of.slice else ()
    return next((one.deduction.computed for one in deductions if one.deduction.computed), None)


def _cents(exact: Decimal) -> Decimal:
    return rounded(Fraction(exact), _CENT)


PAID: Final = (
    abschnitte,
    abzuege,
    beitraege,
    beitrag_prozent,
    beitrag_rundung,
    beitrag_vor_rundung,
    beitrag_wechsel,
    budget_wechsel,
    eigenbeitrag,
    einkommen,
    einkommen_ueber_grenze,
    einkommensgrenze,
    einkommensjahr,
    erster_zahltag,
    gutscheinwert,
    pflegegeld,
    pflegegeld_grund,
    stufen,
    teilbudgets,
    teilmonate,
    wechsel,
)
"""Every fact of this module, by the name of its function."""
