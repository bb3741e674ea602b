"""Case 3, KSV Sachsen 2026: the whole law of the Eingliederungshilfe in SGB IX."""

from collections.abc import Callable

from cases import Case

NAME = "ksv-sachsen-2026"

MUST_STAND = {
    "Anrede ohne Geschlecht": "Guten Tag Noa Ağaoğlu-Weiß,",
    "Anschrift ohne Anredezeile": "Noa Ağaoğlu-Weiß Lerchenprobe 5 01069 Dresden",
    "Absender": "Kommunaler Sozialverband Sachsen",
    "Aktenzeichen": "KSV-F31-PB-2026-2240",
    "Datum": "9. November 2026",
    "Person mit Geburtsdatum": "Noa Ağaoğlu-Weiß, geboren am 30. Juli 2001",
    "Antrag": "Ihr Antrag vom 18. Oktober 2026, bei uns eingegangen am 20. Oktober 2026",
    "Beginn": "ein Persönliches Budget ab dem 1. Dezember 2026",
    "erste Leistung": "§ 113 Abs. 2 Nr. 2, § 78 Abs. 2 Satz 2 Nr. 2 SGB IX",
    "zweite Leistung": "§ 113 Abs. 2 Nr. 2, § 78 Abs. 2 Satz 2 Nr. 1 SGB IX",
    "Betrag der ersten Leistung": "4 Stunden im Monat × 52,40 Euro 209,60 Euro",
    "Betrag der zweiten Leistung": "12 Stunden im Monat × 19,85 Euro 238,20 Euro",
    "Zahlbetrag": "Wir zahlen Ihnen 447,80 Euro im Monat. Das ist das ganze Gesamtbudget.",
    "Vergleich": "würden dieselben Leistungen 505,00 Euro im Monat kosten",
    "unbefristet": "Die Bewilligung ist nicht befristet.",
    "mit Überprüfung": "Spätestens am 30. November 2028 ermitteln wir mit Ihnen Ihren Bedarf neu",
    "Zahlung im Voraus": "Wir zahlen jeden Monat im Voraus, jeweils zum 1. des Monats.",
    "erste Zahlung": "Die erste Zahlung kommt zum 1. Dezember 2026.",
    "Grundlage des Budgets": "§ 29 Abs. 1 Satz 1 und 4, § 105 Abs. 4 SGB IX",
    "Teilbudget": "Gesamtbudget = Teilbudget Kommunaler Sozialverband Sachsen 447,80 Euro",
    "Konto": "Konto von Noa Ağaoğlu-Weiß, IBAN DE41 9991 2345 0003 7037 01",
    "kein Beitrag": "Deshalb zahlen Sie keinen eigenen Beitrag.",
    "wegen Grundsicherung": "Sie erhalten Grundsicherung.",
    "und sein Grund": "§ 138 Abs. 1 Nr. 8 SGB IX",
    "Voraussetzung": "§§ 90, 99 Abs. 1 SGB IX",
    "Befund": "Augenärztin vom 2. September 2026",
    "Gesamtplan": "Gesamtplan vom 3. November 2026",
    "Zielvereinbarung": "Zielvereinbarung vom 6. November 2026",
    "Erfahrungsbericht": "bis zum 30. November 2027 einen Bericht über Ihre Erfahrungen",
    "elektronischer Widerspruch mit Signatur": "qualifizierter elektronischer Signatur",
    "elektronischer Widerspruch im Portal": "Portal www.ksv-muster.example",
    "einfache E-Mail": "Eine einfache E-Mail genügt nicht.",
    "Bekanntgabe": "am vierten Tag nach der Aufgabe zur Post",
    "zugängliche Form": "Zusätzlich erhalten Sie: Großdruck.",
}

MAY_NOT_STAND = {
    "Anrede mit Geschlecht": r"\b(Herrn?|Frau)\b|Sehr geehrte",
    "De-Mail": r"De-Mail",
    "Befristung": r"endet am",
    "Verwendungsnachweis": r"Verwendungsnachweis",
    "Leistungsrecht bis 2019": r"§§? ?5[37]\b|SGB XII",
    "Sozialhilfe": r"Sozialhilfe",
    "Bekanntgabe bis 2024": r"dritte[nr]? Tag",
    "Beauftragter": r"Beauftragte",
    "Ende der Widerspruchsfrist": r"14\. Dezember 2026",
    "Leistungen der Pflegekasse": r"Entlastungsbetrag|Verhinderungspflege",
}


def limited_without_ground(case: Case) -> None:
    case["bewilligung"]["ende"] = "2028-11-30"


def fifteen_hours_at_the_old_amount(case: Case) -> None:
    case["leistungen"][1]["umfang"]["menge"] = "15"


def review_after_three_years(case: Case) -> None:
    case["bewilligung"]["ueberpruefung"] = "2029-12-31"


def start_before_the_application(case: Case) -> None:
    case["bewilligung"]["beginn"] = "2026-09-01"
    case["bewilligung"]["ueberpruefung"] = "2028-08-31"


def signed_after_the_notice(case: Case) -> None:
    case["zielvereinbarung"]["unterschriften"]["traeger"] = "2026-11-10"


def wrong_check_digit(case: Case) -> None:
    case["bankverbindung"]["iban"] = "DE41 9991 2345 0003 7037 02"


CHANGES: dict[Callable[[Case], None], tuple[str, str, str]] = {
    limited_without_ground: (
        "befristung.ohne_grund",
        "/bewilligung/ende",
        "BSG, Urteil vom 28.01.2021, B 8 SO 9/19 R",
    ),
    # 15 × 19,85 = 297,75
    fifteen_hours_at_the_old_amount: (
        "kontrolle.abweichung",
        "/kontrolle/leistungen/freizeit",
        "errechnet sind 297,75 Euro",
    ),
    review_after_three_years: (
        "ueberpruefung.zu_spaet",
        "/bewilligung/ueberpruefung",
        "1. Dezember 2028",
    ),
    start_before_the_application: (
        "beginn.vor_antragsmonat",
        "/bewilligung/beginn",
        "1. Oktober 2026",
    ),
    signed_after_the_notice: (
        "zielvereinbarung.unterschrift_nach_bescheid",
        "/zielvereinbarung/unterschriften/traeger",
        "10. November 2026",
    ),
    wrong_check_digit: ("bank.iban_pruefziffer", "/bankverbindung/iban", "Prüfziffer"),
}

HINTS = [
    # The Gesamtplan of 3 November 2026 is due for review by 3 November 2028.
    ("ueberpruefung.nach_gesamtplan", "/bewilligung/ueberpruefung"),
]
