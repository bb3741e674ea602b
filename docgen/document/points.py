"""The lists of a letter: needs, vouchers, what is paid once, parts of months, enclosures."""

from collections.abc import Callable
from typing import Final

from docgen.document.tables import FactRow, times
from docgen.facts import Facts
from docgen.letter import Block, BulletList, Inline, Run

NEED: Final = ("problemlage", "ziel", "voraussetzungen")


def _points(facts: Facts, name: str, told: Callable[[FactRow], Inline]) -> Block:
    return BulletList(tuple(map(told, facts.lists[name].items)))


def _headed(label: str, text: str) -> Inline:
    return Run(f"{label}:", bold=True), Run(f" {text}")


def _with_amount(label: str, amount: str, rest: str) -> Inline:
    return Run(f"{label}: "), Run(amount, bold=True), Run(f" {rest}")


def needs(facts: Facts) -> Block:
    """Say area by area what the person needs, wants and gets."""

    def told(item: FactRow) -> Inline:
        said = [item[field].text for field in NEED if field in item]
        if "umfang" in item:
            said.append(f"Festgestellter Umfang: {item['umfang'].text}.")
        return _headed(item["bereich"].text, " ".join(said))

    return _points(facts, "bedarfe", told)


def vouchers(facts: Facts) -> Block:
    """Say of each voucher what it is worth and where it counts."""
    several = len(times(facts, "stufen")) > 1

    def told(item: FactRow) -> Inline:
        time = f" ({item['zeitraum'].text})" if several else ""
        value = f"{item['betrag'].text} im Monat{time}. Einlösen: {item['einloesung'].text}"
        return _headed(item["bezeichnung"].text, value)

    return _points(facts, "gutscheine", told)


def voucher_reasons(facts: Facts) -> Block:
    """Say why each service is a voucher, once for each."""
    reasons = {
        item["bezeichnung"].text: item["grund"].text for item in facts.lists["gutscheine"].items
    }
    return BulletList(tuple(_headed(name, reason) for name, reason in reasons.items()))


def paid_once(facts: Facts) -> Block:
    """Say what is paid once, and on which day."""
    return _points(
        facts,
        "einmalige",
        lambda item: _with_amount(
            f"{item['bezeichnung'].text} ({item['norm'].text})",
            item["betrag"].text,
            f"zum {item['zahltag'].text}",
        ),
    )


def highest(facts: Facts) -> Block:
    """Say of each service whose costs are not all paid how much is, and why."""

    def told(item: FactRow) -> Inline:
        amounts = (
            f"Die Kosten sind {item['kosten'].text} im Monat. Wir zahlen {item['betrag'].text} im "
            f"Monat. {item['grund'].text}"
        )
        return _headed(item["bezeichnung"].text, amounts)

    return _points(facts, "hoechstbetraege", told)


def parts_of_months(facts: Facts) -> Block:
    """Say what is paid for parts of months, and on which day."""
    return _points(
        facts,
        "teilmonate",
        lambda item: _with_amount(
            item["monat"].text,
            item["betrag"].text,
            f"zum {item['zahltag'].text}. Rechnung: {item['rechnung'].text}",
        ),
    )


def contributions(facts: Facts) -> Block:
    """Say which contribution is deducted in which time, by which notice."""

    def told(item: FactRow) -> Inline:
        notice = f"Bescheid vom {item['bescheid'].text}"
        return (Run(f"{item['zeitraum'].text}: {item['betrag'].text} im Monat, {notice}"),)

    return _points(facts, "beitraege", told)


def enclosures(facts: Facts) -> Block:
    """List what is enclosed, numbered."""
    return BulletList(
        tuple(
            (Run(f"Anlage {number}: {item['titel'].text}"),)
            for number, item in enumerate(facts.lists["anlagen"].items, start=1)
        )
    )
