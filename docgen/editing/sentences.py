"""Part a text into sentences and words, and measure them; citations in brackets are not counted.

LIX is words per sentence plus the share of long words in percent (Björnsson 1968).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

from docgen.editing.rulebook import Readability

_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\d\ue000])")
_WORD: Final = re.compile(r"\w[\w'’/-]*")
_KEPT: Final = "\u2024"
"""Stands for a dot that ends no sentence."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How hard a text is: number of sentences, words in the middle and in the longest, LIX."""

    sentences: int
    median: Fraction
    longest: int
    lix: Fraction


def split(text: str, how: Readability) -> list[str]:
    """Give the sentences of a text, without its citations."""
    plain = how.brackets.sub(" ", text.replace("\u00a0", " "))
    kept = how.no_end.sub(lambda found: re.sub(r"[.,]", _KEPT, found[0]), plain)
    return [one for part in _END.split(kept) if words(one := part.strip())]


def words(sentence: str) -> list[str]:
    """Give the words of a sentence; a number with its dots and commas is one."""
    return _WORD.findall(sentence.replace(_KEPT, ""))


def measure(texts: Iterable[str], how: Readability) -> Measures | None:
    """Measure paragraphs together; None where there is no sentence."""
    sentences = [words(one) for text in texts for one in split(text, how)]
    if not sentences:
        return None
    counts = [len(one) for one in sentences]
    long = sum(len(word) >= how.long_word for one in sentences for word in one)
    total = sum(counts)
    return Measures(
        len(sentences),
        Fraction(median(counts)),
        max(counts),
        Fraction(total, len(sentences)) + Fraction(100 * long, total),
    )
