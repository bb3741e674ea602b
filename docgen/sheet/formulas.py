"""Formulas that give to the cent what exact fractions give.

Excel computes with binary numbers of about 15 digits: 4,33 × 0,5 × 3 is a little more or less than
6,495, and might be rounded to either side. So every value is rounded to eight places before it is
rounded as the rule says: what is a half becomes one again, and what needed no rounding is whole
again. Only an exact value nearer to a half than half a unit of the eighth place would be taken for
one; hours and rates with two places and a factor of one decimal are never that near.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from docgen.budget import Factor, Rounding
from docgen.carriers import RoundingMode

AGREES: Final = "stimmt"
DIFFERS: Final = "weicht ab"

_EXACT: Final = 8
_FINEST: Final = 4
"""Places in which two amounts may differ."""
_WAYS: Final = {
    RoundingMode.HALF_UP: ("ROUND", "kaufmännisch"),
    RoundingMode.UP: ("ROUNDUP", "auf"),
    RoundingMode.DOWN: ("ROUNDDOWN", "ab"),
}
_CENT: Final = Rounding(Decimal("0.01"))
_SPELLED: Final = str.maketrans("−×÷", "-*/")
_COMPUTABLE: Final = re.compile(r"[0-9.+\-*/() ]+")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, without its sign of equality."""

    text: str


def to_multiple(exact: str, rounding: Rounding = _CENT) -> Formula:
    """Round an amount by the rule of a carrier; to the cent where nothing else is said."""
    return Formula(_to_multiple(exact, rounding.amount, rounding.mode))


def to_hours(exact: str, rounding: Rounding) -> Formula:
    """Round hours where the carrier does, always half up."""
    if rounding.hours is None:
        return Formula(exact)
    return Formula(_to_multiple(exact, rounding.hours, RoundingMode.HALF_UP))


def _to_multiple(exact: str, quantum: Decimal, mode: RoundingMode) -> str:
    way, _ = _WAYS[mode]
    _, digits, exponent = quantum.normalize().as_tuple()
    if digits == (1,) and mode is RoundingMode.HALF_UP:
        return f"ROUND(ROUND({exact},{_EXACT}),{-int(exponent)})"
    # Whole multiples are rounded up and down: 130,21 is a binary number a little above or below.
    multiples = f"{way}(ROUND(({exact})/{quantum:f},{_EXACT}),0)"
    return f"ROUND({multiples}*{quantum:f},{max(0, -int(exponent))})"


def fraction(factor: Factor) -> Formula | Decimal:
    """Give a factor as the carrier writes it: `52/12` is divided by Excel, `4.33` is a number."""
    numerator, _, denominator = factor.text.partition("/")
    if denominator:
        return Formula(f"{int(numerator)}/{int(denominator)}")
    return Decimal(numerator)


def computed(formula: str) -> Formula | None:
    """Let Excel compute a formula of the Rechenweg; None for what is only compared."""
    text = formula.translate(_SPELLED)
    return Formula(text) if _COMPUTABLE.fullmatch(text) else None


def comparison(cell: str, own: str) -> Formula:
    """Say in words whether two cells agree."""
    return Formula(f'IF(ROUND({cell}-{own},{_FINEST})=0,"{AGREES}","{DIFFERS}")')


def summed(cells: Iterable[str]) -> str:
    """Add cells; nothing is nothing."""
    return "+".join(cells) or "0"


def rule_in_words(rounding: Rounding, *, has_hours: bool) -> str:
    """Say how a carrier rounds: `0,01 Euro kaufmännisch`."""
    _, words = _WAYS[rounding.mode]
    text = f"auf {_german(rounding.amount)} Euro {words}"
    if rounding.hours is not None and has_hours:
        text = f"Stunden auf {_german(rounding.hours)}, {text}"
    return text


def _german(number: Decimal) -> str:
    return f"{number:f}".replace(".", ",")
