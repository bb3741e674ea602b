"""Case 1, KSV Sachsen 2011: § 17 SGB IX, Budgetverordnung and SGB XII; hours times rate."""

from collections.abc import Callable

from cases import Case

NAME = "ksv-sachsen-2011"

MUST_STAND = {
    "Absender": "Kommunaler Sozialverband Sachsen\nFachbereich 2\nProbeallee 1\n04109 Leipzig",
    "Telefon": "Telefon: 030 23125-101",
    "Anrede": "Sehr geehrter Herr Wićaz-Groß,",
    "Anschrift": "Herrn Bjarnat Wićaz-Groß Am Übungsgraben 7 02625 Bautzen",
    "Person mit Geburtsdatum": "Bjarnat Wićaz-Groß, geboren am 14. Februar 1979",
    "Antrag": "Ihr Antrag vom 29. April 2011, bei uns eingegangen am 2. Mai 2011",
    "Beauftragter": "Zuständig sind wir als Beauftragter.",
    "und seine Norm": "(§ 14 Abs. 2, § 17 Abs. 4 SGB IX)",
    "Anspruch": "§ 17 Abs. 2 bis 4, § 159 Abs. 5 SGB IX, § 57 SGB XII",
    "Voraussetzung": "(§ 53 Abs. 1 SGB XII)",
    "in den Worten des § 53": "wesentlich in Ihrer Fähigkeit eingeschränkt, an der Gesellschaft",
    "Gutachten": "Gutachten des Medizinisch-Pädagogischen Dienstes vom 6. Juni 2011",
    "Norm der ersten Leistung": "§§ 53, 54 Abs. 1 SGB XII, § 55 Abs. 2 Nr. 6 SGB IX) 12 Stunden",
    "Norm der zweiten Leistung": "§ 55 Abs. 2 Nr. 6 SGB IX) 18,5 Stunden im Monat 231,25 Euro",
    "Norm der dritten Leistung": "§ 55 Abs. 2 Nr. 7, § 58 SGB IX) 9,25 Stunden im Monat 41,63 Euro",
    "Rechnung Fachkraft": "12 Stunden im Monat × 23,50 Euro 282,00 Euro",
    "Rechnung soziale Hilfe": "18,5 Stunden im Monat × 12,50 Euro 231,25 Euro",
    "Rechnung Unterstützung, kaufmännisch": "9,25 Stunden im Monat × 4,50 Euro 41,63 Euro",
    "Zahlbetrag": "Wir zahlen Ihnen 554,88 Euro im Monat.",
    "Vergleich": "würden dieselben Leistungen 612,40 Euro im Monat kosten",
    "Deckel": "(§ 17 Abs. 3 Satz 4 SGB IX)",
    "Einkommen geprüft": "(§ 19 Abs. 3, § 85 SGB XII)",
    "Beginn": "ein Persönliches Budget ab dem 1. Juli 2011",
    "Ende": "Sie endet am 30. Juni 2012.",
    "Grund der Befristung": "Der Gesamtplan sieht die Leistungen für zwölf Monate vor",
    "Zahlung im Voraus": "Wir zahlen jeden Monat im Voraus, jeweils zum 1. des Monats.",
    "erste Zahlung": "Die erste Zahlung kommt zum 1. Juli 2011.",
    "Konto": "Konto von Bjarnat Wićaz-Groß, IBAN DE14 9991 2345 0001 2345 67",
    "Erfüllung": "insoweit als erfüllt. Insoweit heißt: soweit die Zahlung reicht. "
    "(§ 3 Abs. 5 Satz 4 BudgetV)",
    "Kündigung": "(§ 4 Abs. 2 BudgetV)",
    "Zielvereinbarung": "Die Zielvereinbarung vom 27. Juni 2011 ist Bestandteil dieses Bescheids",
    "Nachweis": "bis zum 31. Juli 2012 einen Nachweis, welche Leistungen Sie genutzt haben. "
    "Dazu gehören: Stundenübersicht je Leistung und Erfahrungsbericht.",
    "Bindung": "sechs Monate gebunden. (§ 17 Abs. 2 Satz 5 SGB IX)",
    "frühester Beginn": "frühestens ab dem 2. Mai 2011",
    "Abwesenheit": "länger als 14 Tage im Krankenhaus",
    "Widerspruch schriftlich": "schriftlich oder",
    "Widerspruch zur Niederschrift": "zur Niederschrift.",
    "Bekanntgabe": "am dritten Tag nach der Aufgabe zur Post",
    "Beratung": "gemeinsame Servicestellen der Rehabilitationsträger",
    "Gesetze": "BudgetV: Budgetverordnung",
}

MAY_NOT_STAND = {
    "neues Budgetrecht": r"§ 29\b",
    "BTHG": r"BTHG|Bundesteilhabegesetz",
    "Teilhabeplankonferenz": r"[Kk]onferenz",
    "elektronischer Widerspruch": r"elektronisch|E-Mail|De-Mail|§ 36a",
    "vierter Tag": r"vierte[nr]? Tag",
    "EUTB": r"EUTB|unabhängige Teilhabeberatung",
    "abgerundet": r"41,62",
    "Eingliederungshilfe des SGB IX": r"§§? (90|99|105|108|113|120|121)\b|leistender Reha",
    "Selbstbestimmung nach § 78": r"§ 78\b|Assistenz",
    "im Namen anderer": r"im Auftrag und im Namen",
    "E-Mail im Briefkopf": r"@",
    "Ende der Widerspruchsfrist": r"2\. August 2011",
    "Budgetassistenz": r"Budgetassistenz",
    "heutige Zählung der Fristen": r"Onlinezugangsgesetz|SGB XI\b",
}


def rounded_down(case: Case) -> None:
    case["kontrolle"]["leistungen"]["freizeit"] = "41.62"


def signed_after_the_notice(case: Case) -> None:
    case["zielvereinbarung"]["unterschriften"]["traeger"] = "2011-06-30"


def agreement_that_lasts_longer(case: Case) -> None:
    case["zielvereinbarung"]["ende"] = "2012-12-31"


def no_proof_agreed(case: Case) -> None:
    case["zielvereinbarung"]["nachweis"] = {"art": "keiner"}


def wrong_check_digit(case: Case) -> None:
    case["bankverbindung"]["iban"] = "DE14 9991 2345 0001 2345 68"


CHANGES: dict[Callable[[Case], None], tuple[str, str, str]] = {
    rounded_down: (
        "kontrolle.abweichung",
        "/kontrolle/leistungen/freizeit",
        "errechnet sind 41,63 Euro",
    ),
    signed_after_the_notice: (
        "zielvereinbarung.unterschrift_nach_bescheid",
        "/zielvereinbarung/unterschriften/traeger",
        "28. Juni 2011",
    ),
    agreement_that_lasts_longer: (
        "zielvereinbarung.laufzeit_nur_mit_klausel",
        "/zielvereinbarung/ende",
        "§ 4 Abs. 3 BudgetV",
    ),
    no_proof_agreed: (
        "nachweis.ab_grenze_verlangt",
        "/zielvereinbarung/nachweis/art",
        "500,00 Euro",
    ),
    wrong_check_digit: ("bank.iban_pruefziffer", "/bankverbindung/iban", "Prüfziffer"),
}

HINTS = [("befristung.gilt_fuer_alle", "/bewilligung/ende")]
