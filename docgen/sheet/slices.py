"""One stretch of time: services with their positions, shares, deductions, what is paid out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from docgen.budget import (
    PERIODS,
    Amount,
    Deducted,
    Entry,
    Hours,
    Line,
    Need,
    Percent,
    Rounding,
    Share,
    Slice,
    Step,
    spelled,
)
from docgen.sheet.formulas import (
    Formula,
    comparison,
    computed,
    fraction,
    rule_in_words,
    summed,
    to_hours,
    to_multiple,
)
from docgen.sheet.page import EURO, HOURS, PLAIN, Column, Page, Value

COLUMNS: Final = {
    "A": Column("Leistung, Posten, Summe", 36),
    "B": Column("Träger", 26),
    "C": Column("Menge", 9, PLAIN),
    "D": Column("Einheit", 20),
    "E": Column("Faktor auf den Monat", 11, HOURS),
    "F": Column("Stunden im Monat", 11, HOURS),
    "G": Column("Kräfte zugleich", 10, PLAIN),
    "H": Column("Aufschlag in Prozent", 11, PLAIN),
    "I": Column("Stunden zusammen", 11, HOURS),
    "J": Column("Satz oder Betrag", 14, EURO),
    "K": Column("Minuten je Satz", 9, PLAIN),
    "L": Column("Ergebnis", 15, EURO),
    "M": Column("docgen", 15, EURO),
    "N": Column("Vergleich", 12),
    "O": Column("Rechnung, Rundung", 20),
    "P": Column("Quelle", 36),
}
_UNITS: Final = {"stunde": "Stunden", "minute": "Minuten"}
_PERIODS: Final = {"tag": "am Tag", "woche": "je Woche", "monat": "im Monat", "jahr": "im Jahr"}


@dataclass(frozen=True, slots=True)
class SliceCells:
    """Where on its worksheet stands what payments need, each as other worksheets name it.

    money: for each carrier that pays money, its share without vouchers. less: the deductions.
    """

    payable: str
    money: tuple[str, ...]
    less: tuple[str, ...]


def write_slice(
    page: Page, one: Slice, carriers: Mapping[str, str], compared: Decimal | None
) -> SliceCells:
    """Write all rows of a slice. carriers: the names of carriers by id."""
    account = _Account(page, carriers)
    services = tuple((line, account.service(line)) for line in one.lines)
    divided = len(one.shares) > 1
    money: list[str] = []
    for share in one.shares if divided or one.vouchers else ():
        money += account.share(share, services, divided=divided)
    total = account.sum(one.step.parts[0].label, summed(cell for _, cell in services), one.total)
    if not divided and not one.vouchers:
        money = [total]
    less = []
    if one.vouchers:
        vouchers = summed(cell for line, cell in services if line.service.voucher)
        less.append(account.sum("Davon als Gutschein", vouchers, one.vouchers))
    deductions = tuple(map(account.deduction, one.deductions))
    payable = account.sum(one.step.label, "-".join((total, *less, *deductions)), one.payable)
    if compared is not None:
        label = "Zum Vergleich: Kosten ohne Persönliches Budget"
        page.put(page.claim(), {"A": label, "L": compared})
    return SliceCells(
        page.elsewhere(payable),
        tuple(map(page.elsewhere, money)),
        tuple(map(page.elsewhere, deductions)),
    )


class _Account:
    """Writes the rows of one slice; what a method gives is the cell of its result."""

    def __init__(self, page: Page, carriers: Mapping[str, str]) -> None:
        self._page = page
        self._carriers = carriers

    def service(self, line: Line) -> str:
        service, cells = line.service, dict[str, str]()
        if len(line.entries) == 1 and service.cap is None:
            return self._entry(line, line.entries[0], cells, 0)
        row = self._page.claim()
        for entry in line.entries:
            cells[entry.position.id] = self._entry(line, entry, cells, 1)
        values: dict[str, Value] = {"A": service.title, "B": self._carrier(service.carrier)}
        result = f"SUM(L{row + 1}:L{self._page.last})"
        if service.cap is not None:
            values |= {"D": "höchstens im Monat", "J": service.cap.eur, "P": service.cap.source}
            result = f"MIN({result},J{row})"
        return self._result(row, values, Formula(result), line.amount)

    def share(
        self, share: Share, services: Iterable[tuple[Line, str]], *, divided: bool
    ) -> Iterator[str]:
        """Write the share of one carrier, and its money where that is less; yields the latter."""
        own = [(line, cell) for line, cell in services if line.service.carrier == share.carrier]
        paid = [cell for line, cell in own if not line.service.voucher]
        texts = {"B": self._carrier(share.carrier)}
        cell = ""
        if divided:
            cell = self.sum("Teilbudget", summed(cell for _, cell in own), share.amount, texts)
        if paid and (not divided or len(paid) < len(own)):
            cell = self.sum("Teilbudget in Geld", summed(paid), share.payable, texts)
        if paid:
            yield cell

    def sum(
        self, label: str, formula: str, own: Decimal, texts: Mapping[str, str] | None = None
    ) -> str:
        values = {"A": label, **(texts or {})}
        return self._result(self._page.claim(), values, Formula(formula), own, is_sum=True)

    def deduction(self, one: Deducted) -> str:
        self._steps(one.step.parts, 1)
        row = self._page.claim()
        values: dict[str, Value] = {"A": f"Abzug: {one.step.label}", "P": one.step.source}
        result = None
        if one.deduction.computed:
            values |= {"O": spelled(one.step.formula)}
            result = computed(one.step.formula)
        if result is None:
            values |= {"J": one.deduction.eur}
            result = Formula(f"J{row}")
        if one.deduction.share:
            values |= {"E": fraction(one.deduction.share)}
            result = to_multiple(f"J{row}*E{row}")
        return self._result(row, values, result, one.amount)

    def _steps(self, steps: Iterable[Step], level: int) -> None:
        """Write how a deduction came about; what is only compared stands there as words."""
        for step in steps:
            self._steps(step.parts, level + 1)
            row = self._page.claim()
            formula = computed(step.formula) or step.result
            texts = {"A": step.label, "O": spelled(step.formula), "P": step.source}
            self._result(row, texts, formula, step.result, level)

    def _entry(self, line: Line, entry: Entry, above: Mapping[str, str], level: int) -> str:
        row = self._page.claim()
        service, position = line.service, entry.position
        values: dict[str, Value] = {"A": position.title, "P": entry.step.source}
        values |= {"B": self._carrier(service.carrier)}
        is_hours = isinstance(position.basis, Hours)
        values |= {"O": rule_in_words(service.rounding, has_hours=is_hours)}
        match position.basis:
            case Hours() as hours:
                values |= self._hours(row, hours, service.rounding, level)
                exact = f"I{row}*J{row}*60/K{row}"
            case Amount(eur, months):
                values |= {"J": eur, "D": PERIODS[months]}
                values |= {} if months == 1 else {"E": Formula(f"1/{months}")}
                exact = f"J{row}" if months == 1 else f"J{row}*E{row}"
            case Percent(percent, of):
                cells = tuple(above[name] for name in of)
                rows = ", ".join(cell[1:] for cell in cells)
                values |= {"C": percent.normalize(), "D": f"Prozent von Zeile {rows}"}
                exact = f"({summed(cells)})*C{row}/100"
        return self._result(row, values, to_multiple(exact, service.rounding), entry.amount, level)

    def _hours(self, row: int, hours: Hours, rounding: Rounding, level: int) -> dict[str, Value]:
        """Write the needs: one in the row of its position, several in rows beneath it."""
        values: dict[str, Value] = {}
        if len(hours.needs) == 1:
            values |= _need(row, hours.needs[0])
        else:
            for need in hours.needs:
                beneath = self._page.claim()
                label = {"A": need.area or "Bedarf"}
                self._page.put(beneath, label | _need(beneath, need), level=level + 1)
            values |= {"F": Formula(f"SUM(F{row + 1}:F{self._page.last})")}
        return values | {
            "G": hours.people,
            "H": hours.reserve.normalize(),
            "I": to_hours(f"F{row}*G{row}*(1+H{row}/100)", rounding),
            "J": hours.price.eur,
            "K": hours.price.minutes,
        }

    def _result(  # noqa: PLR0913  (what stands in a row)
        self,
        row: int,
        values: Mapping[str, Value],
        result: Formula | Decimal,
        own: Decimal,
        level: int = 0,
        *,
        is_sum: bool = False,
    ) -> str:
        """Write a row with its result, docgen's own beside it, and whether both agree."""
        cell = f"L{row}"
        told = {"L": result, "M": own, "N": comparison(cell, f"M{row}")}
        self._page.put(row, {**values, **told}, level=level, is_sum=is_sum)
        return cell

    def _carrier(self, name: str) -> str:
        return self._carriers.get(name, name)


def _need(row: int, need: Need) -> dict[str, Value]:
    in_hours = f"C{row}/60" if need.unit == "minute" else f"C{row}"
    values: dict[str, Value] = {
        "C": need.quantity.normalize(),
        "D": f"{_UNITS[need.unit]} {_PERIODS[need.period]}",
        "F": Formula(in_hours),
    }
    if need.factor:
        values |= {"E": fraction(need.factor), "F": Formula(f"{in_hours}*E{row}")}
    return values
