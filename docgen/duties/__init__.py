"""What a letter owes: mandatory elements as rows of law, turned into obligations of one letter.

Duty rows name facts, places and words. `oblige` works out from them, before a word is written,
which canonical values must be found on the finished page.
"""

from docgen.duties.oblige import UnstatedFactError, demanded, oblige
from docgen.duties.rows import Duty, EvidencePlan, Known, Period, load_duties

__all__ = [
    "Duty",
    "EvidencePlan",
    "Known",
    "Period",
    "UnstatedFactError",
    "demanded",
    "load_duties",
    "oblige",
]
