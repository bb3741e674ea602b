"""Read what the computation needs from a case and the rate sheets of its carriers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from docgen.budget.model import BudgetInputs, Factor, Need, PriceRow
from docgen.carriers import Carrier
from docgen.case import Case
from docgen.findings import Finding, finding
from docgen.german import day as spelled_day
from docgen.nearest import meant

_HOUR: Final = 60
_FACTOR_RULES: Final = {"woche": "wochenfaktor", "tag": "tagesfaktor", "jahr": "jahresfaktor"}
VOUCHER: Final = "gutschein"
"""The form of a service that is not paid in money."""
_QUANTUM_RULE: Final = "rundung_auf_euro"

NEEDED: Final = (
    "/traeger",
    "/bewilligung/beginn",
    *(
        f"/leistungen/0/{field}"
        for field in (
            "id",
            "bezeichnung",
            "traeger",
            "umfang/menge",
            "umfang/einheit",
            "umfang/je",
            "satz",
        )
    ),
)
"""What there is no budget without; 0 stands for each service."""
USED: Final = (
    "/bewilligung/ende",
    "/leistungen/0/form",
    "/budget/eigenbeitrag/monatsbetrag",
    "/budget/vergleichsbetrag",
    "/budget/wochenfaktor/wert",
    "/budget/wochenfaktor/grund",
)
"""What changes a budget where it is stated."""
_NOT_THERE: Final = ("feld.fehlt", "feld.fehlt_eines")
_ANY_SERVICE: Final = re.compile(r"^/leistungen/[0-9]+")


@dataclass(frozen=True, slots=True)
class ReadInputs:
    """The inputs, or None with the findings that say why nothing can be computed."""

    inputs: BudgetInputs | None
    findings: tuple[Finding, ...]


def budget_inputs(case: Case, carriers: Mapping[str, Carrier]) -> ReadInputs:
    """Collect needs, prices, factors, rounding, contribution and comparison of a case.

    Whatever the case does not state soundly has a finding already; here only what data of the
    carriers cannot answer becomes one.
    """
    start = case.date("/bewilligung/beginn")
    carrier = carriers.get(str(case.get("/traeger")))
    services = case.items("/leistungen")
    if start is None or carrier is None or not services:
        return ReadInputs(None, ())
    end = case.date("/bewilligung/ende")
    found: list[Finding] = []
    needs = tuple(
        need
        for pointer in services
        if (need := _need(case, pointer, carriers, (start, end), found))
    )
    factors = _factors(case, carrier, start, needs, found)
    quantum = carrier.rule(_QUANTUM_RULE, start)
    if quantum is None:
        found.append(finding("traeger.regel_fehlt", "/traeger", regel=_QUANTUM_RULE))
    if found or quantum is None or len(needs) != len(services):
        return ReadInputs(None, tuple(found))
    contribution = case.decimal("/budget/eigenbeitrag/monatsbetrag") or Decimal("0.00")
    return ReadInputs(
        BudgetInputs(
            start=start,
            end=end,
            needs=needs,
            factors=factors,
            quantum=Decimal(quantum),
            contribution=contribution,
            comparison=case.decimal("/budget/vergleichsbetrag"),
        ),
        (),
    )


def about_budget(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the errors about what a budget is computed from; what else a letter needs is none.

    That something which is merely used is not there is no error, unless the case makes it needed;
    an unknown name beside what is read is one, because it may be a misspelt one.
    """
    return tuple(one for one in findings if one.is_error and _is_about_budget(one))


def _is_about_budget(one: Finding) -> bool:
    if one.code.startswith("datei."):
        return True
    place = _ANY_SERVICE.sub("/leistungen/0", one.pointer)
    if one.code == "feld.unbekannt":
        return any(_is_within(read, place.rpartition("/")[0]) for read in (*NEEDED, *USED))
    above = NEEDED if one.code in _NOT_THERE else (*NEEDED, *USED)
    return any(_is_within(read, place) for read in above) or any(
        _is_within(place, read) for read in (*NEEDED, *USED)
    )


def _is_within(lower: str, upper: str) -> bool:
    return lower == upper or lower.startswith(f"{upper}/")


def _need(
    case: Case,
    pointer: str,
    carriers: Mapping[str, Carrier],
    term: tuple[date, date | None],
    found: list[Finding],
) -> Need | None:
    quantity = case.decimal(f"{pointer}/umfang/menge")
    texts = [
        case.get(f"{pointer}/{field}")
        for field in ("id", "bezeichnung", "traeger", "umfang/einheit", "umfang/je")
    ]
    if quantity is None or not all(isinstance(text, str) for text in texts):
        return None
    prices = _prices(case, pointer, carriers, found)
    if prices is None or not _covers(prices, pointer, term, found):
        return None
    service, title, carrier, unit, period = map(str, texts)
    voucher = case.get(f"{pointer}/form") == VOUCHER
    return Need(service, title, carrier, quantity, unit, period, prices, voucher)


def _prices(
    case: Case, pointer: str, carriers: Mapping[str, Carrier], found: list[Finding]
) -> tuple[PriceRow, ...] | None:
    stated = case.decimal(f"{pointer}/satz/betrag")
    if stated is not None:
        minutes = case.get(f"{pointer}/satz/einheit_minuten") or _HOUR
        source = str(case.get(f"{pointer}/satz/quelle") or "")
        return (PriceRow(date.min, None, stated, int(minutes), source),)
    key = case.get(f"{pointer}/satz/schluessel")
    carrier = carriers.get(str(case.get(f"{pointer}/traeger")))
    if key is None or carrier is None:
        return None
    sheet = carrier.rates.get(key)
    if sheet is None:
        found.append(
            finding(
                "satz.unbekannt",
                f"{pointer}/satz/schluessel",
                vorschlag=meant(key, carrier.rates),
            )
        )
        return None
    return tuple(
        PriceRow(row.valid_from, row.valid_until, row.value.eur, row.value.minutes, row.source)
        for row in sheet.rows
    )


def _covers(
    prices: tuple[PriceRow, ...],
    pointer: str,
    term: tuple[date, date | None],
    found: list[Finding],
) -> bool:
    """Tell whether some price holds on every day of the grant; note the first gap."""
    start, end = term
    day: date | None = start
    for row in sorted(prices, key=lambda one: one.valid_from):
        if day is not None and row.valid_from <= day and not _is_before(row.valid_until, day):
            day = None if row.valid_until is None else row.valid_until + timedelta(days=1)
    if day is None or (end is not None and day > end):
        return True
    found.append(finding("satz.keine_fassung", f"{pointer}/satz", tag=spelled_day(day)))
    return False


def _is_before(until: date | None, day: date) -> bool:
    return until is not None and until < day


def _factors(
    case: Case, carrier: Carrier, start: date, needs: tuple[Need, ...], found: list[Finding]
) -> dict[str, Factor]:
    return dict(_each_factor(case, carrier, start, needs, found))


def _each_factor(
    case: Case, carrier: Carrier, start: date, needs: tuple[Need, ...], found: list[Finding]
) -> Iterator[tuple[str, Factor]]:
    for period in dict.fromkeys(need.period for need in needs):
        rule = _FACTOR_RULES.get(period)
        if rule is None:
            continue
        stated = case.get("/budget/wochenfaktor/wert") if period == "woche" else None
        text = stated or carrier.rule(rule, start)
        if text is None:
            found.append(finding("traeger.regel_fehlt", "/traeger", regel=rule))
            continue
        source = (
            case.get("/budget/wochenfaktor/grund") if stated else carrier.rule_source(rule, start)
        )
        yield period, Factor(Fraction(str(text)), str(text), str(source or ""))
