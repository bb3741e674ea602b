"""Which places of a case a budget is computed from, and which findings are about it."""

import re
from collections.abc import Iterable
from typing import Final

from docgen.budget.model import FACTORS
from docgen.findings import Finding

NEEDED: Final = (
    "/traeger",
    "/bewilligung/beginn",
    *(f"/leistungen/0/{field}" for field in ("id", "bezeichnung", "traeger", "umfang", "satz")),
    *(f"/leistungen/0/umfang/{field}" for field in ("menge", "einheit", "je")),
)
"""What there is no budget without; 0 stands for each service.

Need and rate may be told by costs or by what is paid once instead.
"""
USED: Final = (
    "/bewilligung/ende",
    "/bewilligung/ueberpruefung",
    *(
        f"/leistungen/0/{field}"
        for field in (
            "form",
            "beginn",
            "ende",
            "kosten",
            "einmalig",
            "aenderungen",
            "hoechstbetrag",
        )
    ),
    "/budget/zahltag",
    "/budget/pflegegeld",
    *(
        f"/budget/eigenbeitrag/{field}"
        for field in (
            "monatsbetrag",
            "einkommen",
            "einkommensjahr",
            "einkommensart",
            "massgeblich",
            "haushalt",
        )
    ),
    "/budget/eigenbeitrag/aenderungen",
    "/budget/vergleichsbetrag",
    *(f"/budget/{factor}/{field}" for factor in FACTORS.values() for field in ("wert", "grund")),
)
"""What changes a budget where it is stated."""
# Without them payments are not listed, but amounts are computed all the same.
_FOR_PAYMENTS: Final = ("/bewilligung/ueberpruefung", "/budget/zahltag")
_NOT_THERE: Final = ("feld.fehlt", "feld.fehlt_eines")
_ANY_SERVICE: Final = re.compile(r"^/leistungen/[0-9]+")


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
    if one.code in _NOT_THERE and place in _FOR_PAYMENTS:
        return False
    above = NEEDED if one.code in _NOT_THERE else (*NEEDED, *USED)
    return any(_is_within(read, place) for read in above) or any(
        _is_within(place, read) for read in (*NEEDED, *USED)
    )


def _is_within(lower: str, upper: str) -> bool:
    return lower == upper or lower.startswith(f"{upper}/")
