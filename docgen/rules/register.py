"""All rules, and how they are run."""

from collections.abc import Iterator
from typing import Final

from docgen.findings import Finding
from docgen.rules import (
    agreement,
    content,
    dates,
    delivery,
    money,
    own_paragraphs,
    persons,
    remedies,
    services,
    terms,
)
from docgen.rules.matter import Matter, Rule

RULES: Final = (
    Rule("Träger", ("/traeger",), content.carriers),
    Rule("Briefkopf", ("/traeger", "/entscheidung/datum"), content.profile),
    Rule("Weg der Bekanntgabe", ("/entscheidung/kanal",), delivery.channel),
    Rule("Anschrift im Ausland", ("/entscheidung/kanal",), delivery.abroad),
    Rule("Wohnort im Ausland", ("/person/anschrift/land",), delivery.living_abroad),
    Rule("Gericht", ("/traeger", "/entscheidung/datum", "/entscheidung/gericht"), remedies.court),
    Rule("Vertretung", ("/vertretung",), delivery.representation),
    Rule("Beginn der Vertretung", ("/vertretung/seit", "/entscheidung/datum"), delivery.beginning),
    Rule("Alter", ("/person/geburtsdatum", "/entscheidung/datum", "/vertretung"), delivery.age),
    Rule("Zugängliche Form", ("/person/zugangsform",), content.accessible_forms),
    Rule("Reihenfolge der Tage", (), dates.order),
    Rule("Beginn", ("/bewilligung/beginn", "/antrag/eingang"), dates.start),
    Rule("Befristung", ("/bewilligung/ende",), dates.limitation),
    Rule("Wechsel des Rechts", ("/bewilligung/beginn",), dates.changes_of_law),
    Rule("Rückblick", ("/entscheidung/datum",), dates.belated),
    Rule("Überprüfung", ("/bewilligung/beginn", "/bewilligung/ueberpruefung"), dates.review),
    Rule("Gesamtplan", ("/verfahren/gesamtplan", "/bewilligung/ueberpruefung"), dates.plan_review),
    Rule("Unterschriften", ("/zielvereinbarung/unterschriften",), agreement.signatures),
    Rule(
        "Unterschrift für Minderjährige", ("/person/geburtsdatum",), agreement.signature_for_minors
    ),
    Rule("Laufzeit der Zielvereinbarung", ("/zielvereinbarung", "/bewilligung"), agreement.term),
    Rule("Gesamtbudget der Zielvereinbarung", ("/zielvereinbarung",), agreement.budget),
    Rule("Leistungen", (), content.services, of_amounts=True),
    Rule("Dauer", ("/bewilligung/beginn", "/bewilligung/ende"), terms.length, of_amounts=True),
    Rule("Zeiten der Leistungen", ("/bewilligung/beginn",), terms.within, of_amounts=True),
    Rule("Stunden am Tag", (), terms.hours_of_a_day, of_amounts=True),
    Rule("Rechtsgrundlagen", (), services.legal_grounds),
    Rule("Träger der Leistungen", ("/traeger",), services.taking_part),
    Rule("Budgetassistenz", ("/bewilligung/beginn",), services.budget_assistance),
    Rule("Was kein Budget sein kann", ("/bewilligung/beginn",), services.payable, of_amounts=True),
    Rule("Umfang in Worten", (), services.extents),
    Rule("Gutscheine der Pflegekasse", (), services.vouchers_of_care, of_amounts=True),
    Rule("Pflegegeld ohne Pflege", ("/budget/pflegegeld",), services.care_allowance),
    Rule("Art der Assistenz", (), services.kind_of_assistance),
    Rule("Sätze der Akte", (), content.statements),
    Rule("Ermessen", (), persons.discretion),
    Rule("Selbstbestimmung", (), persons.self_determination),
    Rule("Eigene Absätze", (), own_paragraphs.own_paragraphs),
    Rule("Konto", ("/bankverbindung/iban",), money.account),
    Rule("Kontoinhaber", ("/bankverbindung/kontoinhaber",), money.account_holder),
    Rule("Beträge der Akte", ("/kontrolle",), money.stated_amounts, of_amounts=True),
    Rule("Vergleich", ("/budget/vergleichsbetrag",), money.comparison),
    Rule("Kein Vergleich", ("/budget/vergleich_unzumutbar",), money.no_comparison),
    Rule("Eigener Beitrag", ("/budget/eigenbeitrag",), money.contribution, of_amounts=True),
    Rule("Beitrag späterer Jahre", (), money.contribution_of_later_years, of_amounts=True),
    Rule("Beitrag zu einmaligen Leistungen", (), money.contribution_to_goods),
    Rule("Vermögen", ("/budget/vermoegen", "/bewilligung/beginn"), money.assets, of_amounts=True),
    Rule("Nachweis", ("/zielvereinbarung/nachweis",), money.proof_of_use),
    Rule("Teile von Monaten", ("/bewilligung/beginn",), money.parts_of_months),
    Rule("Höhe der Beträge", (), money.likely_amounts, of_amounts=True),
    Rule("Gründe mit Rechtsgrundlage", (), money.reasons_with_norm),
    Rule("Was der Brief sagen kann", (), money.printable),
)


def check_rules(matter: Matter) -> tuple[Finding, ...]:
    """Run every rule whose fields are sound; say once of every other that it could not run."""
    return tuple(finding for rule in RULES for finding in _run(rule, matter))


def check_amounts(matter: Matter) -> tuple[Finding, ...]:
    """Run the rules that judge what is computed, as far as their fields are sound."""
    sound = (
        rule for rule in RULES if rule.of_amounts and all(map(matter.case.is_sound, rule.needs))
    )
    return tuple(finding for rule in sound for finding in rule.check(matter))


def _run(rule: Rule, matter: Matter) -> Iterator[Finding]:
    unsound = [pointer for pointer in rule.needs if not matter.case.is_sound(pointer)]
    if unsound:
        yield matter.find(
            "regel.nicht_geprueft",
            unsound[0],
            regel=rule.title,
            felder=", ".join(map(matter.title_of, unsound)),
        )
    else:
        yield from rule.check(matter)
