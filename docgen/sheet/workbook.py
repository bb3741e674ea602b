"""A budget as the bytes of an Excel file."""

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from docgen.budget import Budget, OneOff, Slice
from docgen.german import day
from docgen.sheet.page import Page
from docgen.sheet.payments import ONCE, PAYMENTS, write_one_offs, write_payments
from docgen.sheet.slices import COLUMNS, write_slice
from docgen.zipped import add_files

_TITLE: Final = "Rechenweg des Persönlichen Budgets"


def workings(budget: Budget, carriers: Mapping[str, str], about: str = "") -> bytes:
    """Write a budget as a workbook: a worksheet for each slice, one-offs, payments.

    carriers: the printed names of carriers by id; without one the id stands there. about: what the
    title adds, such as the file number. The same budget gives the same bytes.
    """
    book = Workbook()
    book.remove(book.active)
    title = f"{_TITLE}, {about}" if about else _TITLE
    slices = [
        (one, write_slice(_slice_page(book, title, one), one, carriers, budget.comparison))
        for one in budget.slices
    ]
    once: Mapping[OneOff, str] = {}
    if budget.one_offs:
        page = Page(book.create_sheet("Einmalig"), f"{title}: einmalige Leistungen", ONCE)
        once = write_one_offs(page, budget.one_offs, carriers)
    if budget.payments is not None:
        page = Page(book.create_sheet("Zahlungen"), f"{title}: Zahlungen", PAYMENTS)
        write_payments(page, budget.payments, budget.whole_term, slices, once)
    return _packed(book, title, budget.slices[0].start)


def _slice_page(book: Workbook, title: str, one: Slice) -> Page:
    until = f"bis {day(one.end)}" if one.end else "ohne Ende"
    sheet = book.create_sheet(f"ab {one.start:%d.%m.%Y}")
    return Page(sheet, f"{title}: ab {day(one.start)}, {until}, im Monat", COLUMNS)


def _packed(book: Workbook, title: str, first_day: date) -> bytes:
    """Write the file without any time; openpyxl's own `save` would put that of the clock into it.

    A date has to stand there: the first day of the budget.
    """
    about = book.properties
    about.title, about.creator, about.language = title, "docgen", "de-DE"
    about.created = about.modified = datetime.combine(first_day, time.min)
    written, packed = BytesIO(), BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with ZipFile(written) as archive, ZipFile(packed, "w") as fixed:
        add_files(fixed, ((name, archive.read(name)) for name in archive.namelist()))
    return packed.getvalue()
