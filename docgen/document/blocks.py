"""What a clause can call for by name, and which facts each of these blocks prints."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from docgen.document.points import (
    NEED,
    contributions,
    enclosures,
    highest,
    needs,
    paid_once,
    parts_of_months,
    voucher_reasons,
    vouchers,
)
from docgen.document.tables import calculation, payments, services
from docgen.facts import Facts
from docgen.german import NBSP
from docgen.letter import Block, BulletList, Run, Section


def named_block(name: str, facts: Facts, before: tuple[Section, ...]) -> Block:
    """Lay out a named block; `before` are the parts of the letter before this one.

    Errors: KeyError for a name no clause may call for.
    """
    return _statutes(facts, before) if name == "gesetze" else _NAMED_BLOCKS[name](facts)


def _statutes(facts: Facts, before: tuple[Section, ...]) -> Block:
    """The statutes that the parts before name in short; `SGB I` is not meant by `SGB IX`."""
    said = " ".join(unit for section in before for unit in section.units()).replace(NBSP, " ")
    return BulletList(
        tuple(
            (Run(f"{item['kurz'].text}: {item['name'].text}"),)
            for item in facts.lists["gesetze"].items
            if re.search(rf"(?<!\w){re.escape(item['kurz'].text)}(?!\w)", said)
        )
    )


_NAMED_BLOCKS: Final[Mapping[str, Callable[[Facts], Block]]] = {
    "leistungen": services,
    "betraege": payments,
    "einmalige": paid_once,
    "teilmonate": parts_of_months,
    "rechenweg": calculation,
    "beitraege": contributions,
    "bedarf": needs,
    "gutscheine": vouchers,
    "gutscheingruende": voucher_reasons,
    "hoechstbetraege": highest,
    "anlagen": enclosures,
}


def _fields(name: str, *fields: str) -> frozenset[str]:
    return frozenset(f"{name}.{field}" for field in fields)


_SUMS: Final = (
    frozenset({"gesamtbudget", "zahlbetrag", "gutscheinwert", "pflegegeld", "eigenbeitrag"})
    | _fields("abschnitte", "zeitraum", "gesamtbudget", "zahlbetrag")
    | _fields("abzuege", "name", "zeitraum", "betrag", "rechnung")
)
BLOCK_FACTS: Final[Mapping[str, frozenset[str]]] = {
    "leistungen": frozenset({"gesamtbudget"})
    | _fields("leistungen", "bezeichnung", "norm", "form", "zeitraum", "umfang", "betrag")
    | _fields("umfaenge", "bezeichnung", "zeitraum", "umfang")
    | _fields("teilbudgets", "traeger", "zeitraum", "betrag")
    | _fields("stufen", "zeitraum", "gesamtbudget"),
    "betraege": _SUMS,
    "einmalige": _fields("einmalige", "bezeichnung", "norm", "betrag", "zahltag"),
    "teilmonate": _fields("teilmonate", "monat", "betrag", "zahltag", "rechnung"),
    "rechenweg": _SUMS
    | _fields("rechenwege", "titel", "zeitraum", "rechnung", "betrag")
    | _fields("umfaenge", "posten", "umfang", "satz"),
    "beitraege": _fields("beitraege", "zeitraum", "betrag", "bescheid"),
    "bedarf": _fields("bedarfe", "bereich", "umfang", *NEED)
    | _fields("festgestellte", "bereich", "umfang")
    | _fields("umfaenge", "bereich", "umfang"),
    "gutscheine": _fields("gutscheine", "bezeichnung", "zeitraum", "betrag", "einloesung"),
    "gutscheingruende": _fields("gutscheine", "bezeichnung", "grund"),
    "hoechstbetraege": _fields("hoechstbetraege", "bezeichnung", "kosten", "betrag", "grund"),
    "gesetze": _fields("gesetze", "kurz", "name"),
    "anlagen": _fields("anlagen", "titel"),
}
"""What each named block prints, in its rows or points."""
