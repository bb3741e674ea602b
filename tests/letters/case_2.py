"""Case 2, KSV Sachsen 2019: § 29 SGB IX beside SGB XII; the letter goes to the Betreuerin."""

from collections.abc import Callable

from cases import Case

NAME = "ksv-sachsen-2019"

MUST_STAND = {
    "Anschrift der Betreuerin": "Frau Éva Ötvös Kanzleigasse 3 09113 Chemnitz",
    "Anrede der Betreuerin": "Sehr geehrte Frau Ötvös,",
    "warum sie den Brief erhält": "weil Sie Łucja Krawczyk-Süß vertreten (rechtliche Betreuung)",
    "Berechtigte mit Geburtsdatum": "Łucja Krawczyk-Süß, geboren am 3. September 1991",
    "Antrag": "Antrag vom 7. März 2019, bei uns eingegangen am 11. März 2019",
    "leistender Rehabilitationsträger": "Zuständig sind wir als leistender Rehabilitationsträger.",
    "Grundlage des Budgets": "§ 29 Abs. 1 Satz 1 und 4 SGB IX, § 57 SGB XII",
    "Voraussetzung": "(§ 53 Abs. 1 SGB XII)",
    "in den Worten des § 53": "wesentlich in der Fähigkeit eingeschränkt, an der Gesellschaft",
    "Feststellung der Leistungen": "(§§ 143a, 144 SGB XII)",
    "erste Leistung mit Norm": "§§ 53, 54 Abs. 1 SGB XII, § 55 Abs. 2 Nr. 3 SGB IX in der bis Ende "
    "2017 geltenden Fassung) 6,5 Stunden in der Woche 782,43 Euro",
    "zweite Leistung mit Norm": "§ 55 Abs. 2 Nr. 6 SGB IX in der bis Ende 2017 geltenden Fassung) "
    "3 Stunden in der Woche 189,65 Euro",
    "erste Rechnung": "6,5 Stunden in der Woche × 4,33 × 27,80 Euro 782,43 Euro",
    "zweite Rechnung": "3 Stunden in der Woche × 4,33 × 14,60 Euro 189,65 Euro",
    "Wochenfaktor": "Ein Monat hat dabei 4,33 Wochen.",
    "Teilbudget": "Gesamtbudget = Teilbudget Kommunaler Sozialverband Sachsen 972,08 Euro",
    "Zahlbetrag": "Wir zahlen Łucja Krawczyk-Süß 972,08 Euro im Monat.",
    "Vergleich": "würden dieselben Leistungen 1.040,00 Euro im Monat kosten",
    "Beginn": "ein Persönliches Budget ab dem 1. April 2019",
    "Ende": "Sie endet am 31. Dezember 2019.",
    "Grund der Befristung": "Ab dem 1. Januar 2020 gilt ein anderes Leistungsrecht",
    "frühester Beginn": "frühestens ab dem 11. März 2019",
    "und seine Norm": "(§ 18 Abs. 1 SGB XII)",
    "Zahlung im Voraus": "Wir zahlen jeden Monat im Voraus, jeweils zum 1. des Monats.",
    "Konto": "Konto von Łucja Krawczyk-Süß (Budgetkonto), IBAN DE76 9991 2345 0002 4691 34",
    "Erfüllung": "(§ 29 Abs. 2 Satz 3 SGB IX)",
    "Kündigung": "(§ 29 Abs. 4 Satz 4 bis 7 SGB IX)",
    "Zielvereinbarung": "Die Zielvereinbarung vom 25. März 2019 ist Bestandteil dieses Bescheids",
    "Nachweis": "bis zum 15. Januar 2020 einen Nachweis, welche Leistungen genutzt wurden",
    "Beratung": "(§ 32 Abs. 2 Satz 2 SGB IX, § 11 SGB XII)",
    "EUTB": "EUTB Chemnitz",
    "Leichte Sprache": "Zusätzlich erhält Łucja Krawczyk-Süß: Erläuterung in Leichter Sprache.",
    "Widerspruch schriftlich": "schriftlich,",
    "Widerspruch elektronisch": "§ 36a Abs. 2 SGB I (mit qualifizierter elektronischer Signatur an",
    "Widerspruch zur Niederschrift": "zur Niederschrift.",
    "Bekanntgabe": "am dritten Tag nach der Aufgabe zur Post",
}

MAY_NOT_STAND = {
    "Budgetverordnung": r"BudgetV|Budgetverordnung",
    "Beauftragter": r"Beauftragte",
    "§ 17 SGB IX": r"§ (17|159)\b",
    "Eingliederungshilfe des SGB IX": r"§§? (9\d|10[2-9]|11[0-9]|12[0-2])\b[^§]{0,30}SGB IX",
    "Ersatz der Schriftform": r"36a Abs\. 2a|schriftformersetzend|OZG",
    "im Namen anderer": r"im Auftrag und im Namen",
    "Anrede der Berechtigten als Empfängerin": r"Frau (Łucja )?Krawczyk",
    "Ende der Widerspruchsfrist": r"2\. Mai 2019",
    "vierter Tag": r"vierte[nr]? Tag",
    "De-Mail": r"De-Mail",
    "E-Mail im Briefkopf": r"@",
    "Text an die Berechtigte": r"Wir zahlen Ihnen|Ihr Persönliches Budget|Ihren Bedarf",
}


def beyond_the_end_of_the_law(case: Case) -> None:
    case["bewilligung"]["ende"] = "2020-06-30"
    case["zielvereinbarung"]["ende"] = "2020-06-30"


def without_end(case: Case) -> None:
    del case["bewilligung"]["ende"]
    del case["bewilligung"]["befristung_grund"]
    del case["zielvereinbarung"]["ende"]
    case["bewilligung"]["ueberpruefung"] = "2021-03-31"


def another_factor_at_the_same_amount(case: Case) -> None:
    # 6,5 × 52/12 × 27,80 = 783,0333… → 783,03
    case["budget"]["wochenfaktor"] = {"wert": "52/12", "grund": "Vereinbarung mit dem Dienst"}


def agreement_without_total(case: Case) -> None:
    del case["zielvereinbarung"]["gesamtbudget"]


def agreement_with_another_total(case: Case) -> None:
    case["zielvereinbarung"]["gesamtbudget"] = "972.80"


def betreuung_for_health_only(case: Case) -> None:
    case["vertretung"]["aufgabenkreise"] = ["Gesundheit"]


def decided_before_the_signatures(case: Case) -> None:
    case["entscheidung"] |= {"datum": "2019-03-18", "aufgabe_zur_post": "2019-03-18"}


CHANGES: dict[Callable[[Case], None], tuple[str, str, str]] = {
    beyond_the_end_of_the_law: (
        "zeitraum.ueber_rechtswechsel",
        "/bewilligung/ende",
        "vom 1. April 2019 bis zum 31. Dezember 2019 und vom 1. Januar 2020 bis zum 30. Juni 2020",
    ),
    without_end: (
        "zeitraum.ueber_rechtswechsel",
        "/bewilligung/beginn",
        "vom 1. April 2019 bis zum 31. Dezember 2019 und vom 1. Januar 2020 an",
    ),
    another_factor_at_the_same_amount: (
        "kontrolle.abweichung",
        "/kontrolle/leistungen/anleitung",
        "errechnet sind 783,03 Euro",
    ),
    agreement_without_total: (
        "zielvereinbarung.gesamtbudget_fehlt",
        "/zielvereinbarung/gesamtbudget",
        "§ 29 Abs. 4 Satz 2 Nr. 4 SGB IX",
    ),
    agreement_with_another_total: (
        "zielvereinbarung.anderes_gesamtbudget",
        "/zielvereinbarung/gesamtbudget",
        "972,08 Euro",
    ),
    betreuung_for_health_only: (
        "vertretung.aufgabenkreis_deckt_nicht",
        "/vertretung/aufgabenkreise",
        "§ 37 Abs. 1 SGB X",
    ),
    decided_before_the_signatures: (
        "zielvereinbarung.unterschrift_nach_bescheid",
        "/zielvereinbarung/unterschriften/traeger",
        "18. März 2019",
    ),
}

HINTS = [
    # „Behörden“ covers the letter; whether all of it is for a person to see.
    ("vertretung.befugnis_pruefen", "/vertretung"),
    ("zugangsform.selbst_beifuegen", "/person/zugangsform/0"),
    ("befristung.gilt_fuer_alle", "/bewilligung/ende"),
]
