"""Amounts of a case against what is computed, and the account they go to."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from schwifty import IBAN
from schwifty.exceptions import InvalidChecksumDigits, SchwiftyException

from docgen.budget import (
    COMPUTED,
    DeductionKind,
    Line,
    Slice,
    asset_limit,
    has_part_months,
    one_off_limit,
)
from docgen.findings import Finding
from docgen.german import cites, money
from docgen.german import day as spelled
from docgen.rules.matter import Matter

_DEDUCTED: Final = {
    DeductionKind.CARE_ALLOWANCE: "/budget/pflegegeld/betrag",
    DeductionKind.CONTRIBUTION: "/budget/eigenbeitrag/monatsbetrag",
}
_TOO_MUCH: Final = 1_000_000
"""Euro in a month: no service costs as much, and amounts beyond find no room on a letter."""
_REPORT_ONLY: Final = ("erfahrungsbericht", "keiner")


def account(matter: Matter) -> Iterator[Finding]:
    """The IBAN is well formed, its check digits fit, and it lies in the SEPA area."""
    pointer = "/bankverbindung/iban"
    text = matter.case.get(pointer)
    if not isinstance(text, str):
        return
    try:
        iban = IBAN(text)
    except InvalidChecksumDigits:
        yield matter.find("bank.iban_pruefziffer", pointer, norm="konto")
        return
    except SchwiftyException:
        yield matter.find("bank.iban_aufbau", pointer, norm="konto")
        return
    if not iban.in_sepa_zone:
        yield matter.find("bank.iban_ausserhalb_sepa", pointer, norm="konto")


def account_holder(matter: Matter) -> Iterator[Finding]:
    """Somebody else's account is worth a look."""
    holder = matter.case.get("/bankverbindung/kontoinhaber")
    family = matter.case.get("/person/nachname")
    if isinstance(holder, str) and isinstance(family, str) and family not in holder:
        yield matter.find(
            "bank.anderer_kontoinhaber",
            "/bankverbindung/kontoinhaber",
            norm="egh_nicht_uebertragbar",
        )


def stated_amounts(matter: Matter) -> Iterator[Finding]:
    """Amounts the file states are compared with the computed ones, never printed instead."""
    if matter.budget is None:
        return
    now = matter.budget.slices[0]
    computed = {"/kontrolle/gesamtbudget": now.total, "/kontrolle/zahlbetrag": now.payable} | {
        f"/kontrolle/leistungen/{line.service.id}": line.amount for line in now.lines
    }
    stated = matter.case.get("/kontrolle/leistungen") or {}
    pointers = (*computed, *(f"/kontrolle/leistungen/{one}" for one in stated))
    for pointer in dict.fromkeys(pointers):
        amount = matter.case.decimal(pointer)
        if amount is None:
            continue
        if pointer not in computed:
            yield matter.find("kontrolle.unbekannte_leistung", pointer)
        elif amount != computed[pointer]:
            yield matter.find(
                "kontrolle.abweichung",
                pointer,
                genannt=money(amount),
                errechnet=money(computed[pointer]),
            )


def comparison(matter: Matter) -> Iterator[Finding]:
    """More than the services would cost without a budget needs a reason."""
    budget = matter.budget
    if budget is None or not budget.exceeds_comparison or budget.comparison is None:
        return
    if matter.case.get("/budget/ueberschreitung_grund") is None:
        yield matter.find(
            "budget.ueber_vergleich",
            "/budget/vergleichsbetrag",
            norm="pb_deckel",
            budget=money(budget.highest),
            vergleich=money(budget.comparison),
        )


def no_comparison(matter: Matter) -> Iterator[Finding]:
    """Where another form is no fair demand, costs are not compared, whatever they are."""
    pointer = "/budget/vergleich_unzumutbar"
    if matter.case.get(pointer) is None:
        return
    if matter.law is not None and not matter.cites("pb_kein_vergleich"):
        yield matter.find("budget.unzumutbar_nicht_geregelt", pointer, norm="pb_deckel")
    elif matter.case.get("/budget/vergleichsbetrag") is not None:
        yield matter.find(
            "budget.vergleich_trotz_unzumutbarkeit",
            "/budget/vergleichsbetrag",
            norm="pb_kein_vergleich",
        )


def contribution(matter: Matter) -> Iterator[Finding]:
    """A contribution takes not more than there is."""
    stated = matter.case.decimal("/budget/eigenbeitrag/monatsbetrag")
    if stated is not None and stated == 0:
        yield matter.find("eigenbeitrag.null", "/budget/eigenbeitrag/monatsbetrag")
    for one in _slices(matter):
        if one.deductions and one.payable <= Decimal(0):
            kind = one.deductions[-1].deduction.kind
            yield matter.find(
                f"{kind.value}.zu_hoch", _DEDUCTED[kind], budget=money(one.total - one.vouchers)
            )
            return


def contribution_of_later_years(matter: Matter) -> Iterator[Finding]:
    """A contribution from income is that of one year; the next has other limits."""
    start, end = matter.case.date("/bewilligung/beginn"), matter.case.date("/bewilligung/ende")
    if start is None or matter.case.get("/budget/eigenbeitrag/art") != COMPUTED:
        return
    if end is None or end.year > start.year:
        year = str(start.year)
        yield matter.find("eigenbeitrag.neues_jahr", "/budget/eigenbeitrag/einkommen", jahr=year)


def contribution_to_goods(matter: Matter) -> Iterator[Finding]:
    """To what is used for a year or longer little more than a contribution is due, once."""
    budget = matter.budget
    if budget is None or matter.law is None or not budget.one_offs:
        return
    monthly = budget.slices[0].deducted(DeductionKind.CONTRIBUTION)
    if monthly:
        limit = one_off_limit(matter.law.law, monthly, budget.slices[0].start)
        for one in budget.one_offs:
            place = f"/leistungen/{one.index}/einmalig"
            most = money(min(limit.result, one.eur))
            yield matter.find(
                "eigenbeitrag.einmalige_leistung", place, norm="beitrag_einmalig", betrag=most
            )


def assets(matter: Matter) -> Iterator[Finding]:
    """Money above the free amount comes first."""
    pointer = "/budget/vermoegen"
    stated, start = matter.case.decimal(pointer), matter.case.date("/bewilligung/beginn")
    if stated is None or start is None or matter.law is None:
        return
    free = asset_limit(matter.law.law, start)
    if stated > free.result:
        yield matter.find(
            "vermoegen.ueber_grenze", pointer, norm="vermoegen_einsatz", grenze=money(free.result)
        )


def proof_of_use(matter: Matter) -> Iterator[Finding]:
    """The carrier's own limit decides whether more than a report is agreed."""
    now, day = _now(matter), matter.case.date("/bewilligung/beginn")
    carrier = matter.carrier()
    agreed = matter.case.get("/zielvereinbarung/nachweis/art")
    if now is None or day is None or carrier is None or agreed is None:
        return
    limit = carrier.rule("nachweis_ab_euro", day)
    if limit is None:
        return
    reached = now.total >= Decimal(limit)
    if reached == (agreed in _REPORT_ONLY):
        code = "nachweis.ab_grenze_verlangt" if reached else "nachweis.unter_grenze_entbehrlich"
        yield matter.find(
            code,
            "/zielvereinbarung/nachweis/art",
            norm="nachweis_traeger",
            grenze=money(Decimal(limit)),
        )


def parts_of_months(matter: Matter) -> Iterator[Finding]:
    """Where only a part of a month is paid, the letter has to say how much."""
    budget = matter.budget
    if budget and budget.payments is None and matter.case.get("/budget/zahltag") is not None:
        yield matter.find("zahlung.teilmonat_ungeregelt", "/bewilligung/beginn")


def likely_amounts(matter: Matter) -> Iterator[Finding]:
    """Where a service costs nothing or a million, its quantity or its price was mistyped."""
    for line in (line for one in _slices(matter) for line in one.lines):
        place = f"/leistungen/{line.service.index}" + ("/satz" if line.hours else "")
        if line.amount == 0 and not _is_stated_as_nothing(line):
            yield matter.find("satz.betrag_null", place)
        if line.amount >= _TOO_MUCH:
            yield _too_much(matter, place, line.amount)
    for one in matter.budget.one_offs if matter.budget else ():
        if one.eur >= _TOO_MUCH:
            yield _too_much(matter, f"/leistungen/{one.index}/einmalig/betrag", one.eur)


def _too_much(matter: Matter, place: str, amount: Decimal) -> Finding:
    limit = money(Decimal(_TOO_MUCH))
    return matter.find("leistung.betrag_zu_gross", place, betrag=money(amount), grenze=limit)


def _is_stated_as_nothing(line: Line) -> bool:
    return line.hours is not None and not any(need.quantity for need in line.hours.needs)


def reasons_with_norm(matter: Matter) -> Iterator[Finding]:
    """What is taken off or not paid has a reason with its norm: no law says it for all."""
    form = "name" if matter.case.get("/vertretung") else "sie"
    caps = (f"{one}/hoechstbetrag" for one in matter.case.items("/leistungen"))
    for place in ("/budget/pflegegeld", *caps):
        reason = matter.case.get(f"{place}/grund/{form}")
        if isinstance(reason, str) and not cites(reason):
            yield matter.find("text.ohne_norm", f"{place}/grund/{form}")


def printable(matter: Matter) -> Iterator[Finding]:
    """The letter grants an amount each month, and gives one reason for each contribution."""
    budget = matter.budget
    if budget is None:
        return
    empty = next((one for one in budget.slices if not one.lines), None)
    if empty is not None:
        yield matter.find("leistung.nichts_im_monat", "/leistungen", tag=spelled(empty.start))
    for one in budget.one_offs:
        if one.voucher:
            yield matter.find("leistung.gutschein_einmalig", f"/leistungen/{one.index}")
    if has_part_months(budget.slices):
        lines = (line for each in budget.slices for line in each.lines)
        for index in dict.fromkeys(one.service.index for one in lines if one.service.voucher):
            yield matter.find("leistung.gutschein_teilmonat", f"/leistungen/{index}")
    contributions = {one.deducted(DeductionKind.CONTRIBUTION) for one in budget.slices}
    begins = budget.slices[0].deducted(DeductionKind.CONTRIBUTION)
    is_fixed = matter.case.get("/budget/eigenbeitrag/art") == "festgesetzt"
    if len(contributions) > 1 and not (begins and is_fixed):
        yield matter.find(
            "eigenbeitrag.wechselt_nicht_im_brief", "/budget/eigenbeitrag/aenderungen"
        )


def _now(matter: Matter) -> Slice | None:
    return matter.budget.slices[0] if matter.budget else None


def _slices(matter: Matter) -> tuple[Slice, ...]:
    return matter.budget.slices if matter.budget else ()
