"""What one letter owes, as data that travels with it: the contract between `duties` and `proof`.

Obligations are worked out from case, budget and law before a word is written. They are embedded in
the finished file, so that the file can be checked again without case or content. All values are in
a canonical spelling that no letter uses (see `ValueKind`), so that whoever checks must parse the
page instead of comparing a formatted string with itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ValueKind(StrEnum):
    """How a fact looks on a page, and its canonical spelling in `Expected.value`."""

    MONEY = "geld"
    """Euro, two places, dot: `447.80`; on the page `447,80 Euro` or `447,80 €`."""
    DATE = "datum"
    """`2026-12-01`; on the page `1. Dezember 2026` or `01.12.2026`."""
    IBAN = "iban"
    """Compact, upper case; on the page in groups of four."""
    AMOUNT = "umfang"
    """`4 stunde monat` or `6.5 stunde woche`; on the page `4 Stunden im Monat`, `6,5 Stunden in
    der Woche`, `1 Stunde am Tag` (units: stunde, minute; periods: tag, woche, monat, jahr)."""
    NUMBER = "zahl"
    """Canonical decimal `14` or `4.33`; on the page `14`, `4,33`, or a German numeral up to zwölf
    in any inflection the page needs (`zwei`, `sechs`, `vierten`, `eines`)."""
    NAME = "name"
    """Text compared letter by letter after NFC and folding of white space."""
    NORM = "norm"
    """A citation, compared like a name."""
    TEXT = "text"
    """Running text, compared like a name."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One value that has to be found."""

    fact: str
    title: str
    kind: ValueKind
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one duty is recognised: one unit in one place holds all values and the words.

    where: a role (its section), `briefkopf` (all before the first heading of the first level),
    `seite1`, or `ueberall`.
    unit: `absatz` (a paragraph or list item), `zeile` (a table row), `punkt` (a list item or a
    numbered ruling), `abschnitt` (everything in that place joined).
    words: groups of regular expressions; of each group at least one must match in the same unit.
    """

    where: str
    unit: str
    expected: tuple[Expected, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of this letter.

    kind: `lesbar` (every evidence must be found), `abwesend` (no pattern may match anywhere
    outside the case's own texts) or `intern` (checked before writing; nothing to read).
    consequence: German, what follows when it is missing.
    """

    duty: str
    title: str
    kind: str
    norm: str
    consequence: str
    evidence: tuple[Evidence, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obligations:
    """All that one letter owes, and what it may print.

    headings: role to printed heading. amounts, dates, ibans: every value of that kind the letter
    may show, canonical. literals: texts of the case that stand literally on the letter; what they
    contain is nobody's statement but the caseworker's and is not searched for amounts or dates.
    """

    doctype: str
    headings: Mapping[str, str]
    items: tuple[Obligation, ...]
    amounts: tuple[str, ...]
    dates: tuple[str, ...]
    ibans: tuple[str, ...]
    literals: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Turn into plain JSON values; written out, because `asdict` copies every leaf."""
        return {
            "doctype": self.doctype,
            "headings": dict(self.headings),
            "items": [_obligation_json(item) for item in self.items],
            "amounts": self.amounts,
            "dates": self.dates,
            "ibans": self.ibans,
            "literals": self.literals,
        }


def _obligation_json(item: Obligation) -> dict[str, Any]:
    return {
        "duty": item.duty,
        "title": item.title,
        "kind": item.kind,
        "norm": item.norm,
        "consequence": item.consequence,
        "evidence": [
            {
                "where": evidence.where,
                "unit": evidence.unit,
                "expected": [
                    {"fact": one.fact, "title": one.title, "kind": one.kind, "value": one.value}
                    for one in evidence.expected
                ],
                "words": evidence.words,
            }
            for evidence in item.evidence
        ],
        "patterns": item.patterns,
    }


def obligations_from_json(data: Mapping[str, Any]) -> Obligations:
    """Read back what `Obligations.to_json` wrote.

    Errors: KeyError, TypeError or ValueError when `data` is not of that form.
    """

    def expected(row: Mapping[str, Any]) -> Expected:
        return Expected(row["fact"], row["title"], ValueKind(row["kind"]), row["value"])

    def evidence(row: Mapping[str, Any]) -> Evidence:
        return Evidence(
            row["where"],
            row["unit"],
            tuple(expected(one) for one in row["expected"]),
            tuple(tuple(group) for group in row["words"]),
        )

    def obligation(row: Mapping[str, Any]) -> Obligation:
        return Obligation(
            row["duty"],
            row["title"],
            row["kind"],
            row["norm"],
            row["consequence"],
            tuple(evidence(one) for one in row["evidence"]),
            tuple(row["patterns"]),
        )

    return Obligations(
        doctype=data["doctype"],
        headings=dict(data["headings"]),
        items=tuple(obligation(row) for row in data["items"]),
        amounts=tuple(data["amounts"]),
        dates=tuple(data["dates"]),
        ibans=tuple(data["ibans"]),
        literals=tuple(data["literals"]),
    )
