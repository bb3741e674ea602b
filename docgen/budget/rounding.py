"""Round an exact value once, the way the rule says.

Half even would print 41,62 for 9,25 hours at 4,50 euro where the guides print 41,63.
"""

from decimal import Decimal
from fractions import Fraction

from docgen.carriers import RoundingMode


def rounded(
    value: Fraction, quantum: Decimal, mode: RoundingMode = RoundingMode.HALF_UP
) -> Decimal:
    """Round a non-negative exact value to a multiple of `quantum`.

    Errors: ValueError for a negative value; deductions are subtracted after rounding.
    """
    if value < 0:
        raise ValueError("only non-negative values are rounded")
    multiples = value / Fraction(quantum)
    match mode:
        case RoundingMode.HALF_UP:
            whole = (multiples + Fraction(1, 2)).__floor__()
        case RoundingMode.UP:
            whole = multiples.__ceil__()
        case RoundingMode.DOWN:
            whole = multiples.__floor__()
    return quantum * whole
