"""What is paid once, and what is paid on which day."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from docgen.budget import OneOff, Part, Payment, Slice
from docgen.sheet.formulas import Formula, comparison, to_multiple
from docgen.sheet.page import DAY, EURO, PLAIN, TOP, Column, Page, Value
from docgen.sheet.slices import SliceCells

ONCE: Final = {
    "A": Column("Leistung", 40),
    "B": Column("Träger", 34),
    "C": Column("Fällig am", 14, DAY),
    "D": Column("Betrag", 16, EURO),
    "E": Column("Form", 14),
    "F": Column("Quelle", 44),
}
PAYMENTS: Final = {
    "A": Column("Fällig am", 12, DAY),
    "B": Column("Wofür", 34),
    "C": Column("Erster Tag", 14, DAY),
    "D": Column("Letzter Tag", 14, DAY),
    "E": Column("Tage", 9, PLAIN),
    "F": Column("von Tagen im Monat", 12, PLAIN),
    "G": Column("Ergebnis", 16, EURO),
    "H": Column("docgen", 16, EURO),
    "I": Column("Vergleich", 12),
}


def write_one_offs(
    page: Page, one_offs: Iterable[OneOff], carriers: Mapping[str, str]
) -> Mapping[OneOff, str]:
    """Write what is paid once; gives where each amount stands."""
    cells = {}
    for one in one_offs:
        row = page.claim()
        values: dict[str, Value] = {"A": one.title, "B": carriers.get(one.carrier, one.carrier)}
        values |= {"C": one.due, "D": one.eur, "E": "Gutschein" if one.voucher else "Geld"}
        page.put(row, values | {"F": one.source})
        cells[one] = page.elsewhere(f"D{row}")
    return cells


def write_payments(
    page: Page,
    payments: Iterable[Payment],
    whole_term: Decimal | None,
    slices: Iterable[tuple[Slice, SliceCells]],
    once: Mapping[OneOff, str],
) -> None:
    """Write each payment with its day; the parts of a month stand beneath it without one."""
    known = tuple(slices)
    for one in payments:
        row = page.claim()
        values: dict[str, Value] = {"A": one.due}
        if one.once:
            values |= {"B": one.once.title, "G": Formula(once[one.once])}
        elif len(one.parts) == 1:
            values |= _part(row, one.parts[0], known)
        else:
            for part in one.parts:
                beneath = page.claim()
                page.put(beneath, _checked(beneath, _part(beneath, part, known), part.amount))
            values |= {"B": "Monat in Teilen", "G": Formula(f"SUM(G{row + 1}:G{page.last})")}
        page.put(row, _checked(row, values, one.amount))
    if whole_term is not None:
        last, row = page.last, page.claim()
        total = Formula(f'SUMIF(A{TOP}:A{last},">0",G{TOP}:G{last})')
        page.put(row, _checked(row, {"B": "Zusammen", "G": total}, whole_term), is_sum=True)


def _part(row: int, part: Part, slices: Iterable[tuple[Slice, SliceCells]]) -> dict[str, Value]:
    cells = next(cells for one, cells in slices if one.start <= part.start <= (one.end or part.end))
    values: dict[str, Value] = {"C": part.start, "D": part.end}
    if part.days is None or part.of is None:
        return values | {"B": "Monat", "G": Formula(cells.payable)}
    share = f"E{row}/F{row}"
    added = "+".join(to_multiple(f"{cell}*{share}").text for cell in cells.money)
    taken = "".join(f"-{to_multiple(f'{cell}*{share}').text}" for cell in cells.less)
    return values | {
        "B": "Teil eines Monats",
        "E": part.days,
        "F": part.of,
        "G": Formula(f"{added or '0'}{taken}"),
    }


def _checked(row: int, values: Mapping[str, Value], own: Decimal) -> dict[str, Value]:
    return {**values, "H": own, "I": comparison(f"G{row}", f"H{row}")}
