"""The amount: what the budget is per month, for which time, and how it was reached.

`inputs` reads needs and prices from a case and its carriers; `compute` is pure arithmetic over
them. Money is Decimal euro; intermediate values are exact fractions and are rounded once, half up,
where the carrier's rule says so.
"""

from docgen.budget.compute import compute_budget, round_half_up
from docgen.budget.inputs import NEEDED, USED, VOUCHER, about_budget, budget_inputs
from docgen.budget.model import (
    Budget,
    BudgetInputs,
    Line,
    Need,
    PriceRow,
    Share,
    Slice,
    Step,
)

__all__ = [
    "NEEDED",
    "USED",
    "VOUCHER",
    "Budget",
    "BudgetInputs",
    "Line",
    "Need",
    "PriceRow",
    "Share",
    "Slice",
    "Step",
    "about_budget",
    "budget_inputs",
    "compute_budget",
    "round_half_up",
]
