"""What a schema cannot say of a case: law, arithmetic and dates held against each other.

Every rule names the fields it needs. Where one of them has a structural finding the rule is
skipped with one finding that says so; all other rules still run.
"""

from docgen.rules.dates import earliest_start
from docgen.rules.matter import Matter, Rule
from docgen.rules.register import RULES, check_amounts, check_rules

__all__ = ["RULES", "Matter", "Rule", "check_amounts", "check_rules", "earliest_start"]
