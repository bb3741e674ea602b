"""The Rechenweg of a budget as an Excel file, for whoever checks it by hand.

Every input has a cell of its own and every amount is a live formula over these cells; beside it
stands docgen's own result as a fixed number, and whether both agree. Pure: a budget becomes bytes.
"""

from docgen.sheet.workbook import workings

__all__ = ["workings"]
