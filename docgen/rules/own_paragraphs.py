"""A caseworker's own paragraphs explain; they neither decide nor name amounts of their own."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from docgen.budget import Budget
from docgen.findings import Finding
from docgen.rules.matter import Matter

_AMOUNT: Final = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\s?(?:(?:Euro|EUR)(?!-)|€)")
_NUMERAL: Final = (
    "(?:null|eins?|einen?|zwei|zwan|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf"
    "|zig|ßig|hundert|tausend|Millionen?)"
)
_IN_WORDS: Final = re.compile(
    rf"\b{_NUMERAL}(?:{_NUMERAL}|und|\s)*\s(?:(?:Euro|EUR|Cent)\b|€)", re.IGNORECASE
)
# A second, different word on remedies would make the Belehrung wrong, and a year begins to run.
_REMEDY: Final = re.compile(
    r"\b(?:Wider(?:spruch|spruchs|sprüche|sprechen|sprochen)|(?:an)?fecht\w*|angefochten|unanfechtbar"
    r"|Einspruch\w*|Beschwerden?|beschweren|Klagen?|Klagefrist|Widerspruchs\w+|Rechtsbehelf\w*|Rechtsmittel\w*|Bestandskraft"
    r"|bestandskräftig)\b",
    re.IGNORECASE,
)
# What stands in rulings and notices already; a second word on it may differ.
_DEMAND: Final = re.compile(r"\b(?:müssen|muss|dürfen|darf|(?:un)?befristet)\b", re.IGNORECASE)
# What an authority says when it rules; one ruling for each number of the Verfügung, none elsewhere.
_RULING: Final = re.compile(
    r"\b(?:wir\s+)?(?:bewillig\w*|genehmig\w*|gewähr\w*|widerruf\w*|widerrief\w*|ablehn\w*|abgelehnt"
    r"|lehnen\b[^.]*\bab|aufheb\w*|aufgehoben|heben\b[^.]*\bauf|festsetz\w*|festgesetzt"
    r"|setzen\b[^.]*\bfest|untersag\w*|verpflicht\w*|versag\w*|zurückforder\w*"
    r"|fordern\b[^.]*\bzurück)\b",
    re.IGNORECASE,
)


_TRAPS: Final = (
    ("zusatz.verfuegt", _RULING, None),
    ("zusatz.belehrt", _REMEDY, "rechtsbehelfsbelehrung"),
    ("zusatz.verlangt", _DEMAND, None),
    ("zusatz.betrag_in_worten", _IN_WORDS, None),
)
"""What an own paragraph is searched for: the finding, the words, and the norm behind it."""


def own_paragraphs(matter: Matter) -> Iterator[Finding]:
    """No ruling outside the rulings, no amount that was not computed; remedies are for a person."""
    computed = set(_computed(matter.budget)) if matter.budget else set()
    for one in matter.case.items("/zusaetze"):
        text = matter.case.get(f"{one}/text")
        if not isinstance(text, str):
            continue
        for code, words, norm in _TRAPS:
            if (found := words.search(text)) is not None:
                yield matter.find(code, f"{one}/text", norm=norm, wort=found[0])
        if any(amount not in computed for amount in _amounts(text)):
            yield matter.find("zusatz.betrag_unbekannt", f"{one}/text")


def _amounts(text: str) -> Iterator[Decimal]:
    for match in _AMOUNT.finditer(text):
        yield Decimal(f"{match[1].replace('.', '')}.{match[2] or '0'}")


def _computed(budget: Budget) -> Iterator[Decimal]:
    yield from budget.amounts()
    yield from (less.amount for part in budget.slices for less in part.deductions)
    yield from (part.vouchers for part in budget.slices)
