"""A case that is JSON is judged at once: every problem, its place, its German title, its cure."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from case_files import (
    EXAMPLE_BYTES,
    GRANT,
    ROOT,
    SCHEMA_FOLDER,
    SCHEMAS,
    changed,
    example,
    holder,
    read,
    read_bytes,
    told,
    without,
)

from docgen.findings import KINDS

NAME = "/person/nachname"
AMOUNT = "/budget/vergleichsbetrag"
HOURS = "/leistungen/0/umfang/menge"
START = "/bewilligung/beginn"


def test_the_example_is_valid() -> None:
    reading = read_bytes(EXAMPLE_BYTES)

    assert reading.case is not None
    assert reading.findings == ()


# The M and K rows of LAW.md 5a and 5b for a grant, and the field that carries each.
NEEDED = {
    "fassung": "/fassung",
    "behoerde": "/traeger",
    "datum": "/entscheidung/datum",
    "bekanntgabe": "/entscheidung/kanal",
    "unterschrift_oder_name: Vorname": "/sachbearbeitung/vorname",
    "unterschrift_oder_name: Nachname": "/sachbearbeitung/nachname",
    "adressat: Anrede": "/person/anrede",
    "k01: Vorname": "/person/vorname",
    "k01: Nachname": "/person/nachname",
    "k01: Geburtsdatum": "/person/geburtsdatum",
    "k01: Straße": "/person/anschrift/strasse",
    "k01: Postleitzahl": "/person/anschrift/plz",
    "k01: Ort": "/person/anschrift/ort",
    "betreff_antrag: Datum": "/antrag/datum",
    "betreff_antrag: Eingang": "/antrag/eingang",
    "b19: Zustimmung": "/antrag/zustimmung",
    "begruendung: Gesamtplan": "/verfahren/gesamtplan",
    "begruendung: Grundlage": "/verfahren/feststellungen/0/grundlage",
    "begruendung: Tag der Grundlage": "/verfahren/feststellungen/0/datum",
    "k02: Kurzname": "/leistungen/0/id",
    "k02: Art": "/leistungen/0/bezeichnung",
    "k02: Träger": "/leistungen/0/traeger",
    "k02: Norm": "/leistungen/0/rechtsgrundlage",
    "k02: Menge": "/leistungen/0/umfang/menge",
    "k02: Einheit": "/leistungen/0/umfang/einheit",
    "k02: Zeitraum": "/leistungen/0/umfang/je",
    "k03: Bereich": "/leistungen/0/bedarf/bereich",
    "k03: Problemlage": "/leistungen/0/bedarf/problemlage/sie",
    "k03: Ziel": "/leistungen/0/bedarf/ziel/sie",
    "k03: Beeinträchtigung": "/begruendung/beeintraechtigung/sie",
    "k04: Satz": "/leistungen/0/satz/schluessel",
    "k04: Beitrag": "/budget/eigenbeitrag/art",
    "k04: Beitrag, Grund": "/budget/eigenbeitrag/grund",
    "k05: Beginn": "/bewilligung/beginn",
    "k05: Zahltag": "/budget/zahltag",
    "k06: Dauer": "/bewilligung/ueberpruefung",
    "k07: Kontoinhaber": "/bankverbindung/kontoinhaber",
    "k07: IBAN": "/bankverbindung/iban",
    "k11: Nachweis": "/zielvereinbarung/nachweis/art",
    "k11: Nachweis, Tag": "/zielvereinbarung/nachweis/faellig",
    "k12: Unterschrift der Person": "/zielvereinbarung/unterschriften/person",
    "k12: Unterschrift des Trägers": "/zielvereinbarung/unterschriften/traeger",
}
# An array must have one element: without it the array is missed, not the element.
WHOLE = sorted(
    {pointer.rpartition("/")[0] for pointer in NEEDED.values()}
    - {"", "/leistungen/0", "/verfahren/feststellungen/0"}
)


@pytest.mark.parametrize(
    "pointer", [*NEEDED.values(), *WHOLE, "/leistungen", "/verfahren/feststellungen"]
)
def test_what_the_law_demands_is_missed_once_and_by_name(pointer: str) -> None:
    reading = read(without(pointer))

    (only,) = reading.findings
    assert only.code in {"feld.fehlt", "feld.fehlt_eines"}
    assert only.pointer == pointer
    assert only.title == SCHEMAS.title(pointer)
    assert only.title in only.message


def test_the_table_of_needed_fields_is_complete() -> None:
    empty = json.dumps(SCHEMAS.empty(GRANT))
    unfilled = {pointer for _, pointer in told(read(json.loads(empty)))}

    # The reason for no contribution is asked for once it is said that there is none.
    assert unfilled == set(NEEDED.values()) - {"/fassung", "/budget/eigenbeitrag/grund"}


def test_no_account_is_needed_when_everything_is_a_voucher() -> None:
    case = without("/bankverbindung")
    for one in case["leistungen"]:
        one |= {
            "form": "gutschein",
            "gutschein_grund": {"sie": "Diese Leistung gibt es nur als Gutschein."},
            "gutschein_einloesung": "Bei allen zugelassenen Pflegediensten.",
        }

    assert told(read(case)) == []


def _with(pointer: str, **fields: object) -> dict[str, Any]:
    case = example()
    place, last = holder(case, pointer)
    place[last] = fields
    return case


def _merged(pointer: str, **fields: object) -> dict[str, Any]:
    case = example()
    place, last = holder(case, pointer)
    place[last] |= fields
    return case


BETREUERIN = {
    "art": "betreuung",
    "anrede": "frau",
    "vorname": "Éva",
    "nachname": "Ötvös",
    "anschrift": {"strasse": "Kanzleigasse 3", "plz": "09113", "ort": "Chemnitz"},
    "aufgabenkreise": ["Behörden", "Vermögenssorge"],
}

CONDITIONAL: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "voucher: reason and place": (
        _merged("/leistungen/0", form="gutschein"),
        [
            ("feld.fehlt", "/leistungen/0/gutschein_grund"),
            ("feld.fehlt", "/leistungen/0/gutschein_einloesung"),
        ],
    ),
    "a fixed contribution: amount and its notice": (
        _with("/budget/eigenbeitrag", art="festgesetzt"),
        [
            ("feld.fehlt", "/budget/eigenbeitrag/monatsbetrag"),
            ("feld.fehlt", "/budget/eigenbeitrag/bescheid"),
        ],
    ),
    "a fixed contribution, complete": (
        _with(
            "/budget/eigenbeitrag",
            art="festgesetzt",
            monatsbetrag="240.00",
            bescheid="2026-08-03",
        ),
        [],
    ),
    "no contribution, and yet an amount": (
        _merged("/budget/eigenbeitrag", monatsbetrag="240.00"),
        [("feld.unpassend", "/budget/eigenbeitrag/monatsbetrag")],
    ),
    "an own rate without its source": (
        _with("/leistungen/1/satz", betrag="19.85"),
        [("feld.fehlt", "/leistungen/1/satz/quelle")],
    ),
    "an own rate with source and unit": (
        _with("/leistungen/1/satz", betrag="19.85", quelle="Vereinbarung", einheit_minuten=45),
        [],
    ),
    "two rates": (
        _merged("/leistungen/1/satz", betrag="19.85"),
        [("feld.unpassend", "/leistungen/1/satz/betrag")],
    ),
    "an end instead of a review": (
        _with("/bewilligung", beginn="2026-12-01", ende="2027-11-30"),
        [],
    ),
    "neither start nor end nor review": (
        _with("/bewilligung"),
        [("feld.fehlt", "/bewilligung/beginn"), ("feld.fehlt_eines", "/bewilligung/ueberpruefung")],
    ),
    "a week factor without reason": (
        _merged("/budget", wochenfaktor={"wert": "52/12"}),
        [("feld.fehlt", "/budget/wochenfaktor/grund")],
    ),
    "a box instead of a street": (
        _with("/person/anschrift", postfach="12 34 56", plz="01069", ort="Dresden"),
        [],
    ),
    "a box and a street": (
        _merged("/person/anschrift", postfach="12 34 56"),
        [("feld.unpassend", "/person/anschrift/postfach")],
    ),
    "an empty address": (
        _with("/person/anschrift"),
        [
            ("feld.fehlt_eines", "/person/anschrift/strasse"),
            ("feld.fehlt", "/person/anschrift/plz"),
            ("feld.fehlt", "/person/anschrift/ort"),
        ],
    ),
    "a foreign postcode without its country": (
        _merged("/person/anschrift", plz="1010"),
        [("feld.schreibweise", "/person/anschrift/plz")],
    ),
    "a foreign address": (_merged("/person/anschrift", plz="1010", land="Österreich"), []),
    "the own country": (
        _merged("/person/anschrift", land="Deutschland"),
        [("feld.unpassend", "/person/anschrift/land")],
    ),
    "no sentence at all": (
        _with("/begruendung/wunsch"),
        [("feld.fehlt", "/begruendung/wunsch/sie")],
    ),
    "the form with the name where the person reads": (
        _with("/begruendung/wunsch", name="Noa Ağaoğlu-Weiß wünscht das Budget."),
        [("feld.fehlt", "/begruendung/wunsch/sie")],
    ),
}


@pytest.mark.parametrize(("case", "expected"), CONDITIONAL.values(), ids=CONDITIONAL)
def test_what_is_needed_depends_on_what_is_said(
    case: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert told(read(case)) == expected


def test_a_letter_to_a_representative_needs_the_form_with_the_name() -> None:
    case = example() | {"vertretung": BETREUERIN}

    assert {code for code, _ in told(read(case))} == {"feld.fehlt"}
    assert {pointer.rpartition("/")[2] for _, pointer in told(read(case))} == {"name"}

    for service in case["leistungen"]:
        for field in ("problemlage", "ziel"):
            service["bedarf"][field]["name"] = "Noa Ağaoğlu-Weiß braucht Unterstützung."
    for field in ("beeintraechtigung", "wunsch"):
        case["begruendung"][field] = {"name": "Noa Ağaoğlu-Weiß braucht Unterstützung."}
    assert told(read(case)) == []


def test_a_betreuung_names_its_aufgabenkreise() -> None:
    case = example() | {"vertretung": BETREUERIN | {"aufgabenkreise": []}}

    assert ("feld.zu_wenige", "/vertretung/aufgabenkreise") in told(read(case))


WRONG = {
    "an amount as number": (AMOUNT, 447.8, "feld.zahl_statt_text", '"447.80"'),
    "an amount as whole number": (AMOUNT, 505, "feld.zahl_statt_text", '"505.00"'),
    "minus zero": (AMOUNT, -0.0, "feld.zahl_statt_text", '"0.00"'),
    "a sum of floats": (AMOUNT, 0.1 + 0.2, "feld.nachkommastellen", "17 Nachkommastellen"),
    "a negative number": (AMOUNT, -5, "feld.negativ", "ohne Minuszeichen"),
    "hours as number": (HOURS, 18.5, "feld.zahl_statt_text", '"18.5"'),
    "German spelling": (AMOUNT, "1.234,56", "feld.zahl_schreibweise", '"1234.56"'),
    "English grouping": (AMOUNT, "1,234.56", "feld.zahl_schreibweise", '"1234.56"'),
    "Swiss grouping": (AMOUNT, "1'234.56", "feld.zahl_schreibweise", '"1234.56"'),
    "with currency": (AMOUNT, "447,80 €", "feld.zahl_schreibweise", '"447.80"'),
    "one place": (AMOUNT, "447.8", "feld.zahl_schreibweise", '"447.80"'),
    "no places": (AMOUNT, "447", "feld.zahl_schreibweise", '"447.00"'),
    "millions": (AMOUNT, "1.234.567", "feld.zahl_schreibweise", '"1234567.00"'),
    "leading zeros": (AMOUNT, "0447.80", "feld.zahl_schreibweise", '"447.80"'),
    "three places": (AMOUNT, "447.805", "feld.nachkommastellen", "3 Nachkommastellen"),
    "three places in German": (AMOUNT, "1.447,805", "feld.nachkommastellen", "möglich sind 2"),
    "a negative amount": (AMOUNT, "-5.00", "feld.negativ", "ohne Minuszeichen"),
    "ten digits": (AMOUNT, "1234567890.00", "feld.schreibweise", "höchstens neun Ziffern"),
    "Arabic digits": (AMOUNT, "١٢.٠٠", "feld.schreibweise", "zwei Nachkommastellen"),
    "a line break after it": (AMOUNT, "447.80\n", "feld.schreibweise", "zwei Nachkommastellen"),
    "a word for an amount": (AMOUNT, "viel", "feld.schreibweise", "zwei Nachkommastellen"),
    "an exponent": (AMOUNT, "1e3", "feld.schreibweise", "zwei Nachkommastellen"),
    "hours in German": (HOURS, "18,5", "feld.zahl_schreibweise", '"18.5"'),
    "five places": (HOURS, "1.23456", "feld.nachkommastellen", "möglich sind 4"),
    "a day that is none": (START, "2026-02-30", "feld.datum_unmoeglich", "2026-02-30"),
    "29 February of no leap year": (START, "2027-02-29", "feld.datum_unmoeglich", "2027-02-29"),
    "month 13": (START, "2026-13-01", "feld.datum_unmoeglich", "2026-13-01"),
    "a German date": (START, "01.12.2026", "feld.datum_schreibweise", '"2026-12-01"'),
    "a short German date": (START, "1.12.2026", "feld.datum_schreibweise", '"2026-12-01"'),
    "a German day that is none": (START, "30.02.2026", "feld.datum_unmoeglich", "2026-02-30"),
    "slashes": (START, "2026/12/1", "feld.datum_schreibweise", '"2026-12-01"'),
    "a time of day": (START, "2026-12-01T00:00", "feld.datum_schreibweise", '"2026-12-01"'),
    "a line break after a date": (START, "2026-12-01\n", "feld.schreibweise", "Jahr-Monat-Tag"),
    "the year 1": (START, "0001-01-01", "feld.schreibweise", "1900-01-01"),
    "the year 9999": (START, "9999-12-31", "feld.schreibweise", "2199-12-31"),
    "a German year 9999": (START, "31.12.9999", "feld.schreibweise", "2199-12-31"),
    "a date as number": (START, 20261201, "feld.art", "Text in Anführungszeichen"),
    "null": (NAME, None, "feld.null", "lassen Sie das Feld weg"),
    "null for a group": ("/person", None, "feld.null", "lassen Sie das Feld weg"),
    "null for a choice": ("/person/anrede", None, "feld.null", "lassen Sie das Feld weg"),
    "an empty name": (NAME, "", "feld.leer", "ist leer"),
    "spaces for a name": (NAME, "   ", "feld.leer", "ist leer"),
    "an empty postcode": ("/person/anschrift/plz", "", "feld.leer", "ist leer"),
    "a space in front": (NAME, " Weiß", "feld.leerraum", "kein Leerzeichen"),
    "a list for a name": (NAME, ["Weiß"], "feld.art", "Text in Anführungszeichen"),
    "a text for a group": ("/person", "Noa", "feld.art", "geschweiften Klammern"),
    "an object for a list": ("/leistungen", {}, "feld.art", "eckigen Klammern"),
    "true for a name": (NAME, True, "feld.art", "Text in Anführungszeichen"),
    "no services": ("/leistungen", [], "feld.zu_wenige", "mindestens 1"),
    "a pay day as text": ("/budget/zahltag", "1", "feld.art", "ganze Zahl"),
    "true for a pay day": ("/budget/zahltag", True, "feld.art", "ganze Zahl"),
    "pay day 31": ("/budget/zahltag", 31, "feld.bereich", "zwischen 1 und 28"),
    "pay day 0": ("/budget/zahltag", 0, "feld.bereich", "zwischen 1 und 28"),
    "a word not provided for": ("/person/anrede", "Fraeu", "feld.auswahl", "Meinen Sie „frau“?"),
    "a word far off": ("/person/anrede", "Hochwürden", "feld.auswahl", "frau, herr, divers, keine"),
    "a long word": (NAME, "x" * 10_000, "feld.zu_lang", "10000 Zeichen"),
    "a long text": (
        "/begruendung/beeintraechtigung/sie",
        "x" * 2001,
        "feld.zu_lang",
        "höchstens 2000",
    ),
    "a long line": ("/leistungen/0/bedarf/bereich", "x" * 201, "feld.zu_lang", "höchstens 200"),
    "a slug with capitals": ("/traeger", "KSV", "feld.schreibweise", "Kleinbuchstaben"),
    "a path for a slug": ("/traeger", "../../x", "feld.schreibweise", "Kleinbuchstaben"),
    "an e-mail for an IBAN": ("/bankverbindung/iban", "a@b.example", "feld.schreibweise", "IBAN"),
    "an IBAN in small letters": (
        "/bankverbindung/iban",
        "de41 9991 2345 0003 7037 01",
        "feld.schreibweise",
        "Großbuchstaben",
    ),
    "an IBAN with a hidden character": (
        "/bankverbindung/iban",
        "DE41\u200b9991 2345 0003 7037 01",
        "feld.schreibweise",
        "IBAN",
    ),
    "a placeholder": (NAME, "⟨Nachname⟩", "feld.platzhalter", "noch auszufüllen"),
    "a placeholder for a number": ("/budget/zahltag", "⟨1⟩", "feld.platzhalter", "noch"),
    "a placeholder in a text": (
        "/begruendung/beeintraechtigung/sie",
        "Sie wünschen ⟨…⟩.",
        "feld.platzhalter",
        "noch auszufüllen",
    ),
    "NUL": (NAME, "We\x00iß", "zeichen.steuerzeichen", "(Stelle 3)"),
    "vertical tab": (NAME, "Wei\x0bß", "zeichen.steuerzeichen", "(Stelle 4)"),
    "form feed": (NAME, "Wei\fß", "zeichen.steuerzeichen", "(Stelle 4)"),
    "bell": (NAME, "Wei\aß", "zeichen.steuerzeichen", "(Stelle 4)"),
    "tab": (NAME, "Wei\tß", "zeichen.steuerzeichen", "(Stelle 4)"),
    "newline": (NAME, "Weiß\nx", "zeichen.steuerzeichen", "(Stelle 5)"),
    "newline at the end": (NAME, "Weiß\n", "zeichen.steuerzeichen", "(Stelle 5)"),
    "newline in a text": (
        "/begruendung/beeintraechtigung/sie",
        "Ein Wunsch.\nNoch einer.",
        "zeichen.steuerzeichen",
        "eine Zeile",
    ),
    "line separator": (NAME, "Wei\u2028ß", "zeichen.steuerzeichen", "(Stelle 4)"),
    "bidi override": (NAME, "Wei\u202eß", "zeichen.unsichtbar", "(Stelle 4)"),
    "bidi isolate": (NAME, "Wei\u2066ß", "zeichen.unsichtbar", "(Stelle 4)"),
    "zero width": (NAME, "Wei\u200bß", "zeichen.unsichtbar", "(Stelle 4)"),
    "a mark inside": (NAME, "Wei\ufeffß", "zeichen.unsichtbar", "(Stelle 4)"),
    "soft hyphen": (NAME, "Wei\u00adß", "zeichen.unsichtbar", "(Stelle 4)"),
    "tag character": (NAME, "Wei\U000e0041ß", "zeichen.unsichtbar", "(Stelle 4)"),
    "private use": (NAME, "Wei\ue000ß", "zeichen.privat", "(Stelle 4)"),
    "private plane": (NAME, "Wei\U0010fffdß", "zeichen.privat", "(Stelle 4)"),
    "no character": (NAME, "Wei\uffffß", "zeichen.privat", "(Stelle 4)"),
    "no character, far": (NAME, "Wei\U0003fffeß", "zeichen.privat", "(Stelle 4)"),
    "replacement character": (NAME, "Wei\ufffd", "zeichen.privat", "(Stelle 4)"),
}


@pytest.mark.parametrize(("pointer", "value", "code", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_named_once_with_its_cure(
    pointer: str, value: object, code: str, words: str
) -> None:
    (only,) = read(changed(pointer, value)).findings

    assert (only.code, only.pointer) == (code, pointer)
    assert only.title == SCHEMAS.title(pointer)
    assert only.title in only.message
    assert words in only.message


def test_the_ways_to_spell_a_correction_are_accepted_when_followed() -> None:
    for pointer, value, code, _ in WRONG.values():
        if code in {"feld.zahl_schreibweise", "feld.zahl_statt_text", "feld.datum_schreibweise"}:
            (only,) = read(changed(pointer, value)).findings
            (right,) = re.findall(r'"([0-9.-]+)"', only.message)
            assert told(read(changed(pointer, right))) == []


HARMLESS = [
    "Müller",
    "ẞ Đorđe Nguyễn-Böhm",
    "محمد",
    "Ågot 😀",
    "O’Neill & Söhne",
    "<w:p/>]]><script>",
    "<img src=file:///etc/passwd>",
    "{{7*7}} {_{7*7}_} {% raw %}",
    "{{ cycler.__init__.__globals__ }}",
    '"; rm -rf /',
    "Weiß\u00a0Groß",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_dangerous_is_a_name_like_any_other(text: str) -> None:
    reading = read(changed(NAME, text))

    assert reading.case is not None
    assert reading.findings == ()
    assert reading.case.get(NAME) == text


UNKNOWN = {
    "a slip": ("/person/vornahme", "„vorname“ (Vorname der Person)"),
    "an umlaut": ("/person/anschrift/straße", "„strasse“ (Straße und Hausnummer)"),
    "far from all": ("/person/haustier", "prüfen Sie die Schreibweise"),
    "at the top": ("/leistung", "„leistungen“ (Leistungen)"),
    "in a list": ("/leistungen/1/umfng", "„umfang“ (Umfang)"),
}


@pytest.mark.parametrize(("pointer", "words"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_field_names_the_nearest_known_one(pointer: str, words: str) -> None:
    (only,) = read(changed(pointer, "x")).findings

    assert (only.code, only.pointer) == ("feld.unbekannt", pointer)
    assert words in only.message


def test_parts_for_a_document_are_keyed_by_its_type() -> None:
    assert told(read(example() | {"dokumente": {GRANT: {}}})) == []
    assert told(read(example() | {"dokumente": {GRANT: {"frist": "2026-12-01"}}})) == [
        ("feld.unbekannt", "/dokumente/bescheid~1bewilligung/frist")
    ]


def test_names_that_cannot_be_shown_are_not_repeated() -> None:
    (only,) = read(changed("/person/Max Mustermann", "x")).findings

    assert (only.code, only.pointer) == ("feld.unbekannte_namen", "/person")
    assert "Mustermann" not in only.message


def test_more_than_50_entries_are_too_many() -> None:
    case = example()
    case["leistungen"] = [case["leistungen"][0]] * 51
    case["kontrolle"]["leistungen"] = {f"l{number}": "1.00" for number in range(51)}

    assert told(read(case)) == [
        ("feld.zu_viele", "/leistungen"),
        ("feld.zu_viele", "/kontrolle/leistungen"),
    ]


def test_all_problems_come_at_once_in_the_order_of_the_form() -> None:
    case = example()
    del case["person"]["nachname"]
    case["person"]["nachnahme"] = "Weiß"
    case["bewilligung"]["beginn"] = "1.12.2026"
    case["leistungen"][1]["umfang"]["menge"] = 12
    case["entscheidung"]["kanal"] = "Brief"
    case["kontrolle"]["zahlbetrag"] = "447,80"
    case["kontrolle"]["leistungen"]["freizeit"] = "238,20"
    case = dict(reversed(case.items()))

    findings = read(case).findings

    assert [one.pointer for one in findings] == [
        "/entscheidung/kanal",
        "/person/nachname",
        "/person/nachnahme",
        "/leistungen/1/umfang/menge",
        "/bewilligung/beginn",
        "/kontrolle/zahlbetrag",
        "/kontrolle/leistungen/freizeit",
    ]
    assert findings[3].title == "Leistung 2: Umfang: Menge"
    assert findings[6].title == "Kontrollbetrag der Leistung „freizeit“"


def test_two_faults_of_one_text_are_both_told() -> None:
    reading = read(changed(NAME, "x\u200b" * 150))

    assert [code for code, _ in told(reading)] == ["feld.zu_lang", "zeichen.unsichtbar"]


def test_after_500_problems_the_rest_waits_and_nothing_is_relied_on() -> None:
    case = example()
    case["leistungen"] = [{}] * 300

    reading = read(case)

    assert reading.findings[0].code == "datei.zu_viele_fehler"
    assert reading.case is not None
    assert not reading.case.is_sound("/person")


@pytest.mark.parametrize(
    ("version", "code"),
    [
        ("1.1", "datei.fassung_zu_neu"),
        ("2.0", "datei.fassung_zu_neu"),
        ("0.9", "datei.fassung_unbekannt"),
        ("eins", "feld.auswahl"),
        ("1", "feld.auswahl"),
        ("", "feld.leer"),
        (None, "feld.null"),
    ],
)
def test_a_version_that_cannot_be_read_is_refused_with_that_reason(
    version: str | None, code: str
) -> None:
    (only,) = read(changed("/fassung", version)).findings

    assert (only.code, only.pointer) == (code, "/fassung")


def test_of_a_newer_file_nothing_is_relied_on() -> None:
    case = changed("/fassung", "1.1") | {"neues_feld": "x"}

    reading = read(case)

    assert [one.code for one in reading.findings] == ["datei.fassung_zu_neu"]
    assert "1.0" in reading.findings[0].message
    assert reading.case is not None
    assert reading.case.get("/person/vorname") is None


def test_no_message_repeats_what_a_case_says() -> None:
    canary = "Kanarienvogel-Łucja"
    wrong = {pointer for pointer, *_ in WRONG.values()} | set(NEEDED.values())

    for pointer in wrong:
        for value in (f"{canary}\u200b", [canary], {"a": canary}, {canary: 1}, f"⟨{canary}⟩"):
            for one in read(changed(pointer, value)).findings:
                assert "Kanarien" not in one.message
                assert "Kanarien" not in one.title


def test_every_finding_of_this_room_is_shown_by_some_test() -> None:
    room = [*(ROOT / "docgen" / "case").glob("*.py"), SCHEMA_FOLDER / "fall.schema.json"]
    written = "".join(path.read_text(encoding="utf-8") for path in room)
    tests = Path(__file__).parent.glob("test_*.py")
    tested = "".join(path.read_text(encoding="utf-8") for path in tests)
    codes = set(re.findall(r'"((?:datei|feld|zeichen)\.[a-z_]+)"', written))

    assert codes <= set(KINDS)
    assert {code for code in codes if f'"{code}"' not in tested} == set()
