"""Whatever a budget consists of is written: changes, parts of months, costs, deductions.

Each letter here is written and proven; what is looked at are its lines.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cases import (
    STATED,
    Case,
    changing_case,
    employer_case,
    example,
    put,
    raw,
    represented_case,
    without,
)
from letters import GRANT, content, findings, page, planned, read, written

from docgen.german import NBSP
from docgen.pipeline import State, examine
from docgen.proof import prove

BEFORE, AFTER = "15. Dezember 2026 bis 14. Juni 2027", "ab 15. Juni 2027"


def told(case: Case, ending: str = "docx") -> str:
    """The page of the letter, one unit a line, with plain spaces."""
    result = written(case, ending)
    assert result.state is State.FERTIG, [one.message for one in result.findings if one.is_error]
    return re.sub(r"[^\S\n]+", " ", page(result, ending).replace(NBSP, " "))


def service(**parts: Any) -> Case:  # noqa: ANN401
    """The example with its first service told otherwise, and room for what it costs."""
    case = without(example(), *STATED)
    told = case["leistungen"][0]
    if parts.keys() & {"kosten", "einmalig"} or "je" in parts.get("satz", {}):
        del told["umfang"]
    if "kosten" in parts:
        del told["satz"]
    told |= parts
    case["budget"]["vergleichsbetrag"] = "9000.00"
    case["zielvereinbarung"]["nachweis"]["art"] = "verwendungsnachweis"
    return case


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_what_changes_is_told_for_each_time(ending: str) -> None:
    lines = told(changing_case(), ending)

    training = (
        "Qualifizierte Assistenz: Befähigung in Orientierung und Mobilität durch eine Fachkraft"
    )
    norm = "(§ 113 Abs. 2 Nr. 2, § 78 Abs. 2 Satz 2 Nr. 2 SGB IX)"
    assert f"{training} {norm} {BEFORE} 4 Stunden im Monat 209,60 Euro" in lines
    assert f"{training} {norm} {AFTER} 6 Stunden im Monat 314,40 Euro" in lines
    assert f"{training} {BEFORE} 4 Stunden im Monat × 52,40 Euro 209,60 Euro" in lines
    assert f"{training} {AFTER} 6 Stunden im Monat × 52,40 Euro 314,40 Euro" in lines
    assert (
        f"Festgestellter Umfang: 4 Stunden im Monat ({BEFORE}); 6 Stunden im Monat ({AFTER})."
        in lines
    )


def test_what_is_paid_stands_in_one_table_with_its_times() -> None:
    lines = told(changing_case()).splitlines()

    start = lines.index(
        "Der Zahlbetrag ändert sich in der Zeit der Bewilligung. "
        "Wir zahlen Ihnen im Monat jeweils den Zahlbetrag:"
    )
    assert lines[start + 1 : start + 9] == [
        "Beträge im Monat",
        "Posten Zeitraum Betrag im Monat",
        f"Gesamtbudget im Monat {BEFORE} 449,60 Euro",
        f"abzüglich Gutscheine {BEFORE} − 240,00 Euro",
        f"Zahlbetrag im Monat {BEFORE} 209,60 Euro",
        f"Gesamtbudget im Monat {AFTER} 574,40 Euro",
        f"abzüglich Gutscheine {AFTER} − 260,00 Euro",
        f"Zahlbetrag im Monat {AFTER} 314,40 Euro",
    ]


def test_a_part_of_a_month_is_paid_by_its_days() -> None:
    lines = told(changing_case())

    # 209,60 × 17 ÷ 31 = 114,941…; 209,60 × 14 ÷ 30 = 97,813…; 314,40 × 16 ÷ 30 = 167,68
    assert "Dezember 2026: 114,94 Euro zum 15. Dezember 2026. Rechnung: 209,60 × 17/31" in lines
    assert (
        "Juni 2027: 265,49 Euro zum 1. Juni 2027. Rechnung: 209,60 × 14/30 + 314,40 × 16/30"
        in lines
    )
    assert "Die erste Zahlung kommt zum 15. Dezember 2026." in lines


def test_a_month_that_ends_early_is_paid_by_its_days_too() -> None:
    case = put(without(example(), "/bewilligung/ueberpruefung"), "/bewilligung/ende", "2027-05-10")
    put(case, "/bewilligung/befristung_grund", {"sie": "Danach endet die Maßnahme."})

    # 447,80 × 10 ÷ 31 = 144,451…
    assert "Mai 2027: 144,45 Euro zum 1. Mai 2027. Rechnung: 447,80 × 10/31" in told(case)


def test_a_change_after_the_review_is_told_as_well() -> None:
    later = {"ab": "2029-03-16", "umfang": {"menge": "2", "einheit": "stunde", "je": "monat"}}

    # 447,80 × 15 ÷ 31 = 216,677…; (104,80 + 238,20) × 16 ÷ 31 = 177,032…
    assert "März 2029: 393,71 Euro zum 1. März 2029." in told(service(aenderungen=[later]))


def test_what_is_paid_once_has_its_norm_and_its_day() -> None:
    lines = told(changing_case())

    assert "Außerdem zahlen wir Ihnen einmal:" in lines
    assert (
        "Starthilfe (§ 113 Abs. 2 Nr. 2, § 78 Abs. 2 Satz 2 Nr. 2 SGB IX): "
        "250,00 Euro zum 15. Dezember 2026" in lines
    )
    assert "und Kostenvoranschlag vom 12. Oktober 2026." in lines


def test_a_voucher_that_changes_has_its_value_for_each_time() -> None:
    lines = told(changing_case())

    name = "Einfache Assistenz: Begleitung in der Freizeit"
    assert f"{name}: 240,00 Euro im Monat ({BEFORE}). Einlösen:" in lines
    assert f"{name}: 260,00 Euro im Monat ({AFTER}). Einlösen:" in lines
    assert lines.count(f"{name}: Den Verein gibt es nur gegen Gutschein.") == 1


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_costs_stand_line_by_line_below_their_service(ending: str) -> None:
    lines = told(employer_case(), ending)

    for line in (
        "Begleitung in der Freizeit Kosten 888,22 Euro, bis zum Höchstbetrag 880,00 Euro",
        "Kosten: Lohn 10 Stunden in der Woche × 4,33 × 16,20 Euro 701,46 Euro",
        "Kosten: Arbeitgeberanteil 701,46 Euro × 21,1 % 148,01 Euro",
        "Kosten: Unfallversicherung 465,00 Euro im Jahr ÷ 12 38,75 Euro",
        "zu jedem Betrag im Monat, wie er entsteht. Ein Monat hat dabei 4,33 Wochen.",
        "Bescheid der Unfallkasse und bisherige Kosten.",
    ):
        assert line in lines


def test_where_only_deductions_change_services_are_told_once() -> None:
    lines = told(employer_case())

    assert lines.count("4 Stunden im Monat × 52,40 Euro 209,60 Euro") == 1
    assert "Gesamtbudget im Monat ab 1. Januar 2027 1.089,60 Euro" in lines
    assert (
        "abzüglich Pflegegeld 1. Dezember 2026 bis 31. Dezember 2026 "
        "347,00 Euro × 2/3 − 231,33 Euro" in lines
    )
    # 1.089,60 − 231,33 − 90,00, then − 70,00
    assert "Zahlbetrag im Monat 1. Dezember 2026 bis 31. Dezember 2026 768,27 Euro" in lines
    assert "Zahlbetrag im Monat ab 1. Januar 2027 788,27 Euro" in lines


def test_each_contribution_names_its_notice_and_each_deduction_its_reason() -> None:
    lines = told(employer_case())

    assert "Der Beitrag ändert sich in der Zeit der Bewilligung." in lines
    assert "ab 1. Januar 2027: 70,00 Euro im Monat, Bescheid vom 30. Oktober 2026" in lines
    assert "Warum Pflegegeld abgeht. Das Pflegegeld ist für dieselbe Hilfe bestimmt (§ 63b" in lines


def test_what_is_not_paid_of_the_costs_has_its_reason_with_a_norm() -> None:
    assert (
        "Die Kosten sind 888,22 Euro im Monat. Wir zahlen 880,00 Euro im Monat. Bisher haben wir "
        "höchstens diesen Betrag gezahlt (§ 29 Abs. 2 Satz 7 SGB IX)." in told(employer_case())
    )
    case = employer_case()
    case["leistungen"][1]["hoechstbetrag"]["grund"]["sie"] = "So war es bisher."
    case["budget"]["pflegegeld"]["grund"]["sie"] = "Es ist für dieselbe Hilfe bestimmt."

    found = findings(case)
    assert ("text.ohne_norm", "/leistungen/1/hoechstbetrag/grund/sie") in found
    assert ("text.ohne_norm", "/budget/pflegegeld/grund/sie") in found


def test_what_is_not_counted_in_hours_is_told_in_words() -> None:
    lines = told(changing_case())

    assert f"als Gutschein {BEFORE} ein Abend in der Woche 240,00 Euro" in lines
    assert "Festgestellter Umfang: ein Abend in der Woche." in lines
    counted = put(changing_case(), "/leistungen/0/umfang_in_worten", "ab 5 € Eintritt")
    assert f"{BEFORE} 4 Stunden im Monat, ab 5 € Eintritt 209,60 Euro" in told(counted)
    silent = without(changing_case(), "/leistungen/1/umfang_in_worten")
    assert ("leistung.umfang_ungenannt", "/leistungen/1") in findings(silent)


def test_pflegegeld_alone_is_a_table_of_one_time() -> None:
    case = employer_case()
    case["budget"]["eigenbeitrag"] = {"art": "keiner", "grund": "einkommen_unter_grenze"}
    lines = told(case).splitlines()

    start = lines.index("Wir zahlen Ihnen im Monat den Zahlbetrag:")
    assert lines[start + 3 : start + 6] == [
        "Gesamtbudget im Monat ab 1. Dezember 2026 1.089,60 Euro",
        "abzüglich Pflegegeld ab 1. Dezember 2026 − 231,33 Euro",
        "Zahlbetrag im Monat ab 1. Dezember 2026 858,27 Euro",
    ]
    assert "abzüglich Pflegegeld 347,00 Euro × 2/3 − 231,33 Euro" in lines


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (
            {"satz": {"betrag": "310.00", "quelle": "V", "je": "monat"}},
            ["SGB IX) Pauschale 310,00 Euro", "durch eine Fachkraft fester Betrag 310,00 Euro"],
        ),
        (
            {"satz": {"betrag": "3000.00", "quelle": "V", "je": "jahr"}},
            ["SGB IX) Pauschale 250,00 Euro", "3.000,00 Euro im Jahr ÷ 12 250,00 Euro"],
        ),
        (
            {"satz": {"betrag": "39.30", "einheit_minuten": 45, "quelle": "V"}},
            ["4 Stunden im Monat × 39,30 Euro × 60/45 209,60 Euro"],
        ),
        (
            {"umfang": {"menge": "90", "einheit": "minute", "je": "woche"}},
            ["90 Minuten in der Woche ÷ 60 × 4,33 × 52,40 Euro 340,34 Euro"],
        ),
        (
            {
                "umfang": {
                    "teile": [
                        {"bereich": "Wege", "menge": "30", "einheit": "minute", "je": "woche"},
                        {"bereich": "Amt", "menge": "2", "einheit": "stunde", "je": "monat"},
                    ],
                    "personen": 2,
                    "aufschlag_prozent": "10",
                }
            },
            [
                "30 Minuten in der Woche (Wege) und 2 Stunden im Monat (Amt), 2 Kräfte zugleich",
                "(30 Minuten in der Woche (Wege) ÷ 60 × 4,33 + 2 Stunden im Monat (Amt))",
                "× 2 Kräfte × 1,1 × 52,40 Euro 480,14 Euro",
            ],
        ),
        (
            {
                "kosten": [
                    {
                        "id": "fahrt",
                        "bezeichnung": "Fahrten",
                        "satz": {"betrag": "45.00", "quelle": "V", "je": "monat"},
                    },
                    {"id": "mehr", "bezeichnung": "Reserve", "prozent": "10", "von": ["fahrt"]}
                    | {"quelle": "V"},
                ]
            },
            [
                "SGB IX) nach Kosten 49,50 Euro",
                "durch eine Fachkraft Summe der folgenden Zeilen 49,50 Euro",
                "davon Reserve 45,00 Euro × 10 % 4,50 Euro",
            ],
        ),
    ],
)
def test_every_way_to_compute_has_its_words(parts: Case, lines: list[str]) -> None:
    text = told(service(**parts))

    assert [line for line in lines if line not in text] == []


def test_a_letter_to_somebody_else_speaks_of_the_person() -> None:
    case = changing_case()
    theirs = represented_case()
    case["vertretung"] = theirs["vertretung"]
    case["begruendung"] = theirs["begruendung"]
    for one in case["leistungen"]:
        for said in one["bedarf"].values():
            if isinstance(said, dict):
                said["name"] = said["sie"]
    lines = told(case)

    assert "Wir zahlen Noa Ağaoğlu-Weiß im Monat jeweils den Zahlbetrag:" in lines
    assert "Außerdem zahlen wir Noa Ağaoğlu-Weiß einmal:" in lines


# --- what the proof sees --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "duty", "old", "new"),
    [
        (changing_case, "k02_bewilligte_leistungen", AFTER, BEFORE),
        (changing_case, "k02_bewilligte_leistungen", "6 Stunden im Monat", "4 Stunden im Monat"),
        (changing_case, "k02_bewilligte_leistungen", "zum 15. Dezember 2026", "zum 1. Juni 2027"),
        (changing_case, "k04_monatlicher_zahlbetrag", "209,60 × 17/31", "209,60 × 17/30"),
        (changing_case, "k04_monatlicher_zahlbetrag", "265,49", "114,94"),
        (employer_case, "k04_monatlicher_zahlbetrag", "701,46 Euro × 21,1", "701,46 Euro × 22,1"),
        (
            employer_case,
            "b17_eigenbeitrag",
            "70,00 Euro im Monat, Bescheid",
            "90,00 Euro im Monat, B",
        ),
        (employer_case, "b21_pflegegeld", "Das Pflegegeld ist für dieselbe", "Es ist für dieselbe"),
        (employer_case, "b22_hoechstbetrag", "Die Kosten sind 888,22", "Die Kosten sind 880,00"),
    ],
)
def test_what_is_exchanged_is_missed(
    case: Callable[[], Case], duty: str, old: str, new: str
) -> None:
    planned_ = planned(case())
    reading = read(written(case()))
    assert prove(reading, planned_.obligations).is_complete

    units = tuple(
        replace(unit, text=re.sub(r"\s+", " ", unit.text).replace(old, new))
        for unit in reading.units
    )
    proof = prove(replace(reading, units=units), planned_.obligations)

    assert duty in {one.duty for one in proof.duties if not one.found}


# --- what a letter still cannot say ---------------------------------------------------------------


def test_a_contribution_that_begins_later_is_refused() -> None:
    case = without(example(), *STATED)
    case["budget"]["eigenbeitrag"]["aenderungen"] = [
        {"ab": "2027-01-01", "monatsbetrag": "70.00", "bescheid": "2026-10-06"}
    ]

    place = "/budget/eigenbeitrag/aenderungen"
    assert ("eigenbeitrag.wechselt_nicht_im_brief", place) in findings(case)


def test_a_time_in_which_nothing_is_paid_each_month_is_refused() -> None:
    case = without(example(), *STATED)
    for one in case["leistungen"]:
        one["beginn"] = "2027-01-01"

    assert ("leistung.nichts_im_monat", "/leistungen") in findings(case)


def test_a_voucher_is_for_each_month_and_its_part_of_a_month_is_asked() -> None:
    case = changing_case()
    case["leistungen"][2] |= {
        key: value
        for key, value in case["leistungen"][1].items()
        if key.startswith(("form", "gutschein"))
    }

    assert ("leistung.gutschein_einmalig", "/leistungen/2") in findings(case)
    assert ("leistung.gutschein_teilmonat", "/leistungen/1") in findings(changing_case())


def test_who_does_not_say_how_days_are_counted_cannot_pay_a_part_of_a_month() -> None:
    known = content()
    carrier = known.carriers["ksv-sachsen"]
    silent = replace(carrier, rules={**carrier.rules, "monatstage": ()})
    examined = examine(
        replace(known, carriers={"ksv-sachsen": silent}), GRANT, raw(changing_case())
    )

    found = {(one.code, one.pointer) for one in examined.findings}
    assert ("zahlung.teilmonat_ungeregelt", "/bewilligung/beginn") in found
