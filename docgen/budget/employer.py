"""What an employer pays on top of the wage, for budgets of people who employ their assistants."""

from decimal import Decimal
from typing import Final

from docgen.law import Entry, Law

_SHARE: Final = "arbeitgeber_"


def employer_shares(law: Law) -> dict[str, Entry[Decimal]]:
    """Give the employer's shares in percent of the wage, by the key a case names them with."""
    return {
        name.removeprefix(_SHARE): entry
        for name, entry in law.parameters.items()
        if name.startswith(_SHARE)
    }
