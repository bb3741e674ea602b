"""The amount: what the budget is per month, for which time, and how it was reached.

`services` and `inputs` read from a case and its carriers what holds when, and cut the term where
something changes; `compute` and `payments` are pure arithmetic over the stretches. Money is Decimal
euro; intermediate values are exact fractions, rounded once, where the carrier's rule says so.
`contribution` works out what the person pays from income, `employer` what a wage costs beside it.
"""

from docgen.budget.account import (
    Row,
    RowKind,
    account,
    extent,
    hours_in_words,
    share_in_words,
    told_of,
)
from docgen.budget.compare import Change, Difference, compare
from docgen.budget.compute import compute_budget
from docgen.budget.contribution import (
    Household,
    Income,
    IncomeKind,
    IncomeYear,
    Partner,
    asset_limit,
    income_year,
    one_off_limit,
    own_contribution,
)
from docgen.budget.deductions import COMPUTED
from docgen.budget.employer import employer_shares
from docgen.budget.formula import PERIODS, spelled
from docgen.budget.inputs import ReadInputs, budget_inputs
from docgen.budget.model import (
    FACTORS,
    Amount,
    Budget,
    BudgetInputs,
    Cap,
    Contribution,
    Deducted,
    Deduction,
    DeductionKind,
    Entry,
    Factor,
    Hours,
    Line,
    Need,
    OneOff,
    Part,
    Payment,
    Payout,
    Percent,
    Position,
    Price,
    Rounding,
    Service,
    Share,
    Slice,
    Step,
    Stretch,
)
from docgen.budget.payments import has_part_months
from docgen.budget.reach import NEEDED, USED, about_budget
from docgen.budget.rounding import rounded
from docgen.budget.services import VOUCHER

__all__ = [
    "COMPUTED",
    "FACTORS",
    "NEEDED",
    "PERIODS",
    "USED",
    "VOUCHER",
    "Amount",
    "Budget",
    "BudgetInputs",
    "Cap",
    "Change",
    "Contribution",
    "Deducted",
    "Deduction",
    "DeductionKind",
    "Difference",
    "Entry",
    "Factor",
    "Hours",
    "Household",
    "Income",
    "IncomeKind",
    "IncomeYear",
    "Line",
    "Need",
    "OneOff",
    "Part",
    "Partner",
    "Payment",
    "Payout",
    "Percent",
    "Position",
    "Price",
    "ReadInputs",
    "Rounding",
    "Row",
    "RowKind",
    "Service",
    "Share",
    "Slice",
    "Step",
    "Stretch",
    "about_budget",
    "account",
    "asset_limit",
    "budget_inputs",
    "compare",
    "compute_budget",
    "employer_shares",
    "extent",
    "has_part_months",
    "hours_in_words",
    "income_year",
    "one_off_limit",
    "own_contribution",
    "rounded",
    "share_in_words",
    "spelled",
    "told_of",
]
