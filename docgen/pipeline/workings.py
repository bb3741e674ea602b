"""The Rechenweg of a case as an Excel file."""

from typing import Final

from docgen.budget import Budget
from docgen.carriers import Carrier
from docgen.case import Case
from docgen.pipeline.content import Content
from docgen.pipeline.manifest import OutputFile

SHEET: Final = "xlsx"
SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workings_of(budget: Budget, case: Case, content: Content) -> OutputFile:
    """Write the Rechenweg of a budget with the names of its carriers and its file number."""
    # Only who asks for this file needs the library that writes it.
    from docgen.sheet import workings  # noqa: PLC0415

    names = {one.id: _name(one, budget) for one in content.carriers.values()}
    number = case.get("/aktenzeichen")
    about = f"Aktenzeichen {number}" if isinstance(number, str) else ""
    return OutputFile(f"rechenweg.{SHEET}", SHEET_TYPE, workings(budget, names, about))


def _name(carrier: Carrier, budget: Budget) -> str:
    """Give its printed name on the first day."""
    profile = carrier.profile(budget.slices[0].start)
    return profile.name if profile else carrier.id
