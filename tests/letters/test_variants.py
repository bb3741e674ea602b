"""The same case with one thing otherwise: other words stand, and the proof still holds."""

from collections.abc import Callable

import pytest
from cases import STATED, Case, example, without
from letters import page, written

from docgen.pipeline import STANDARD, State


def limited(case: Case) -> None:
    del case["bewilligung"]["ueberpruefung"]
    case["bewilligung"] |= {
        "ende": "2027-11-30",
        "befristung_grund": {"sie": "Die Schulung dauert nach dem Gesamtplan zwölf Monate."},
    }


def with_contribution(case: Case) -> None:
    case["budget"]["eigenbeitrag"] = {
        "art": "festgesetzt",
        "monatsbetrag": "90.00",
        "bescheid": "2026-10-30",
    }
    case["kontrolle"]["zahlbetrag"] = "357.80"


def income_below_the_limit(case: Case) -> None:
    case["budget"]["eigenbeitrag"]["grund"] = "einkommen_unter_grenze"


def represented(case: Case) -> None:
    case["vertretung"] = {
        "art": "betreuung",
        "anrede": "frau",
        "vorname": "Éva",
        "nachname": "Ötvös",
        "anschrift": {"strasse": "Kanzleigasse 3", "plz": "09113", "ort": "Chemnitz"},
        "aufgabenkreise": ["Behörden"],
    }
    case["begruendung"]["beeintraechtigung"] = {"name": "Eine Sehbehinderung schreitet fort."}
    for service in case["leistungen"]:
        service["bedarf"]["problemlage"] = {"name": "Neue Wege sind unsicher."}
        service["bedarf"]["ziel"] = {"name": "Drei Wege gelingen allein."}


def hours_per_week(case: Case) -> None:
    # 6,5 × 4,33 × 52,40 = 1.474,798 → 1.474,80
    case["leistungen"][0]["umfang"] = {"menge": "6.5", "einheit": "stunde", "je": "woche"}
    case["budget"]["ueberschreitung_grund"] = {"sie": "Die Leistung ist anders nicht zu haben."}
    without(case, *STATED)


def need_in_minutes(case: Case) -> None:
    case["leistungen"][0]["umfang"] = {"menge": "240", "einheit": "minute", "je": "monat"}


def addressed_as_herr(case: Case) -> None:
    case["person"] |= {"anrede": "herr", "titel": "Dr."}


def not_compared(case: Case) -> None:
    del case["budget"]["vergleichsbetrag"]


def hours_to_be_proven(case: Case) -> None:
    case["zielvereinbarung"]["nachweis"]["art"] = "stundenuebersicht"


def with_a_wish(case: Case) -> None:
    case["begruendung"]["wunsch"] = {"sie": "Sie wollen die Assistenzkraft selbst auswählen."}


def later_review_with_reason(case: Case) -> None:
    case["bewilligung"] |= {
        "ueberpruefung": "2029-12-31",
        "ueberpruefung_grund": {"sie": "Ihr Bedarf bleibt voraussichtlich gleich."},
    }


def with_discretion(case: Case) -> None:
    case["entscheidung"]["ermessen"] = {"sie": "Abends haben Sie sonst keine Begleitung."}
    case["verfahren"]["teilhabeplan"] = "2026-11-02"


def paid_in_mid_month(case: Case) -> None:
    case["budget"]["zahltag"] = 15


def without_accessible_form(case: Case) -> None:
    del case["person"]["zugangsform"]


def without_file_number(case: Case) -> None:
    del case["aktenzeichen"]


VARIANTS: dict[Callable[[Case], None], tuple[tuple[str, ...], tuple[str, ...]]] = {
    limited: (
        (
            "Die Bewilligung ist befristet.",
            "Die Bewilligung endet am 30. November 2027. Das ist der letzte Tag",
            "Die Schulung dauert",
            "ob Sie weiter Unterstützung brauchen",
        ),
        ("nicht befristet", "enthält keine Nebenbestimmungen", "Überprüfung:"),
    ),
    with_contribution: (
        (
            "Ihren Beitrag von 90,00 Euro im Monat ab",
            "Wir zahlen Ihnen deshalb 357,80 Euro im Monat.",
            "Beitragsbescheid vom 30. Oktober 2026",
            "abzüglich eigener Beitrag nach Beitragsbescheid − 90,00 Euro",
            "Zahlbetrag im Monat 357,80 Euro",
        ),
        ("keinen eigenen Beitrag", "ganze Gesamtbudget"),
    ),
    income_below_the_limit: (("nicht über der gesetzlichen Grenze",), ("Lebensunterhalt",)),
    represented: (
        (
            "Sehr geehrte Frau Ötvös,",
            "Frau Éva Ötvös Kanzleigasse 3",
            "weil Sie Noa Ağaoğlu-Weiß vertreten (rechtliche Betreuung)",
            "geboren am 30. Juli 2001, Lerchenprobe 5, 01069 Dresden, ein Persönliches Budget",
            "Wir zahlen Noa Ağaoğlu-Weiß 447,80 Euro im Monat.",
            "Gegen diesen Bescheid kann innerhalb eines Monats",
        ),
        ("Guten Tag", "Wir zahlen Ihnen", "Ihren Bedarf", "können Sie innerhalb"),
    ),
    hours_per_week: (
        (
            "Ein Monat hat dabei 4,33 Wochen.",
            "6,5 Stunden in der Woche × 4,33 × 52,40 Euro 1.474,80 Euro",
            "1.713,00 Euro im Monat",
            "Das Gesamtbudget ist höher. Die Leistung ist anders nicht zu haben.",
        ),
        ("nicht höher",),
    ),
    need_in_minutes: (("240 Minuten im Monat ÷ 60 × 52,40 Euro 209,60 Euro",), ()),
    addressed_as_herr: (
        ("Herrn Dr. Noa Ağaoğlu-Weiß", "Sehr geehrter Herr Dr. Ağaoğlu-Weiß,"),
        ("Guten Tag",),
    ),
    not_compared: ((), ("Ohne Persönliches Budget",)),
    hours_to_be_proven: (("einen Nachweis, welche Leistungen Sie genutzt haben",), ("formlos",)),
    with_a_wish: (("Sie wollen die Assistenzkraft selbst auswählen. Diesem Wunsch",), ()),
    later_review_with_reason: (
        ("Spätestens am 31. Dezember 2029", "Ihr Bedarf bleibt voraussichtlich gleich."),
        (),
    ),
    with_discretion: (
        ("Abends haben Sie sonst keine Begleitung.", "Teilhabeplan vom 2. November 2026"),
        (),
    ),
    paid_in_mid_month: (
        ("jeden Monat für den laufenden Monat, jeweils zum 15. des Monats", "15. Dezember 2026"),
        ("im Voraus",),
    ),
    without_accessible_form: (
        ("Brauchen Sie diesen Bescheid in Großdruck, in Braille oder zum Hören?",),
        ("zusätzlich in dieser Form",),
    ),
    without_file_number: (("9. November 2026",), ("Aktenzeichen",)),
}


@pytest.mark.parametrize("ending", STANDARD)
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
def test_other_facts_bring_other_words(variant: Callable[[Case], None], ending: str) -> None:
    stands, does_not = VARIANTS[variant]
    case = example()
    variant(case)

    result = written(case, ending)

    assert result.state is State.FERTIG, [one.message for one in result.findings]
    text = page(result, ending)
    for words in stands:
        assert words in text
    for words in does_not:
        assert words not in text
