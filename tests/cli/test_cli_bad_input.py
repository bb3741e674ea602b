"""Bad case files end to end: a German message with the place, exit code 1, and not one file."""

import json
import unicodedata
from pathlib import Path

import pytest
from cases import EXAMPLE, STATED, Case, example, put, squeezed, without
from cli_runs import (
    ALL_FILES,
    GRANT,
    assert_german,
    assert_nothing_in,
    content,
    file_of,
    pages,
    process,
    told,
    written,
)

from docgen.pipeline import State

PERSON = json.dumps(example()["person"], ensure_ascii=False).encode()
ORIGINAL = EXAMPLE.read_bytes()


def spliced(old: bytes, new: bytes) -> bytes:
    assert old in ORIGINAL
    return ORIGINAL.replace(old, new, 1)


# Group of PEERS.md 3, what is in the file, and which findings name it. "" is the whole file.
BYTES: dict[str, tuple[bytes, str, str]] = {
    "1 empty object": (b"{}", "feld.fehlt", "/fassung"),
    "1 null": (b"null", "datei.kein_objekt", ""),
    "1 list": (b"[]", "datei.kein_objekt", ""),
    "1 string": (b'"x"', "datei.kein_objekt", ""),
    "1 nothing": (b"", "datei.leer", ""),
    "1 cut off": (ORIGINAL[:-300], "datei.kein_json", ""),
    "2 a key twice": (
        spliced(b'"vorname": "Noa"', b'"vorname": "Noa", "vorname": "Kim"'),
        "datei.doppelter_schluessel",
        "/person",
    ),
    "3 NaN": (spliced(b'"447.80"', b"NaN"), "datei.keine_zahl", "/zielvereinbarung/gesamtbudget"),
    "3 Infinity": (spliced(b'"505.00"', b"Infinity"), "datei.keine_zahl", "/budget/vergleich"),
    "3 1e400": (spliced(b'"505.00"', b"1e400"), "datei.zahl_zu_gross", "/budget/vergleichsbetrag"),
    "3 minus zero": (spliced(b'"505.00"', b"-0"), "feld.zahl_statt_text", "/budget/vergleich"),
    "3 a sum of floats": (
        spliced(b'"505.00"', b"0.30000000000000004"),
        "feld.nachkommastellen",
        "/budget/vergleichsbetrag",
    ),
    "4 deep": (b'{"person":' * 100_000, "datei.zu_tief", ""),
    "4 large": (ORIGINAL + b" " * 1_000_000, "datei.zu_gross", ""),
    "5 Latin-1": (ORIGINAL.decode().encode("cp1252", "replace"), "datei.kodierung", ""),
    "5 a mark": (b"\xef\xbb\xbf" + ORIGINAL, "datei.bom", ""),
    "5 UTF-16": (ORIGINAL.decode().encode("utf-16"), "datei.kodierung", ""),
    "5 half a character": (
        spliced(b'"Noa"', rb'"\ud800"'),
        "datei.halbes_zeichen",
        "/person/vorname",
    ),
    "5 overlong": (spliced(b'"Noa"', b'"\xc0\xaf"'), "datei.kodierung", ""),
}


@pytest.mark.parametrize(("data", "code", "place"), BYTES.values(), ids=BYTES)
def test_a_file_that_cannot_be_read_is_refused(
    data: bytes, code: str, place: str, tmp_path: Path
) -> None:
    assert_refused(data, code, place, tmp_path)


# Pointer, value, and the code of the finding at that pointer.
VALUES: dict[str, tuple[str, object, str]] = {
    "3 an amount as a number": ("/budget/vergleichsbetrag", 505, "feld.zahl_statt_text"),
    "3 German spelling": ("/budget/vergleichsbetrag", "1.234,56", "feld.zahl_schreibweise"),
    "3 three places": ("/budget/vergleichsbetrag", "505.001", "feld.nachkommastellen"),
    "3 negative": ("/budget/vergleichsbetrag", "-505.00", "feld.negativ"),
    "6 NUL": ("/person/nachname", "Wei\0ß", "zeichen.steuerzeichen"),
    "6 vertical tab": ("/person/nachname", "Wei\x0bß", "zeichen.steuerzeichen"),
    "6 no character": ("/person/nachname", "Wei\uffffß", "zeichen.privat"),
    "6 other direction": ("/person/nachname", "Wei\u202eß", "zeichen.unsichtbar"),
    "6 nothing to see": ("/person/nachname", "Wei\u200bß", "zeichen.unsichtbar"),
    "6 nothing to see in an IBAN": ("/bankverbindung/iban", "DE41\u200b9991", "feld.schreibweise"),
    "6 a private character": ("/person/nachname", "\ue0000\ue001", "zeichen.privat"),
    "7 Arabic": ("/person/nachname", "محمد", "zeichen.nicht_druckbar"),
    "7 emoji": ("/person/nachname", "Weiß 🙂", "zeichen.nicht_druckbar"),
    "7 Chinese": ("/begruendung/wunsch/sie", "Sie wünschen 帮助.", "zeichen.nicht_druckbar"),
    "9 form feed": ("/begruendung/wunsch/sie", "Vorher.\fNachher.", "zeichen.steuerzeichen"),
    "9 bell": ("/begruendung/wunsch/sie", "Vorher.\aNachher.", "zeichen.steuerzeichen"),
    "9 tab": ("/begruendung/wunsch/sie", "Vorher.\tNachher.", "zeichen.steuerzeichen"),
    "9 our placeholder": ("/person/nachname", "⟨Nachname⟩", "feld.platzhalter"),
    "20 a line for another program": (
        "/aktenzeichen",
        "x\n-FileName=/tmp/y",
        "zeichen.steuerzeichen",
    ),
    "20 300 characters": ("/aktenzeichen", "A" * 300, "feld.zu_lang"),
    "21 a word of 10 000 characters": ("/begruendung/wunsch/sie", "x" * 10_000, "feld.zu_lang"),
    "21 51 services": ("/leistungen", example()["leistungen"] * 26, "feld.zu_viele"),
    "22 only spaces": ("/person/anschrift/strasse", "   ", "feld.leer"),
    "22 empty": ("/person/anschrift/plz", "", "feld.leer"),
    "22 a postcode of four digits": ("/person/anschrift/plz", "1069", "feld.schreibweise"),
    "22 two lines in one": ("/person/anschrift/strasse", "A 1\nB 2", "zeichen.steuerzeichen"),
    "22 land of the letter": ("/person/anschrift/land", "Deutschland", "feld.unpassend"),
    "23 no such day": ("/entscheidung/datum", "2026-02-30", "feld.datum_unmoeglich"),
    "23 year 1": ("/person/geburtsdatum", "0001-01-01", "feld.schreibweise"),
    "23 year 9999": ("/bewilligung/ueberpruefung", "9999-12-31", "feld.schreibweise"),
    "23 with a time": ("/entscheidung/datum", "2026-11-09T00:00:00Z", "feld.datum_schreibweise"),
    "23 German spelling": ("/entscheidung/datum", "09.11.2026", "feld.datum_schreibweise"),
    "23 end before start": ("/bewilligung/ende", "2026-10-31", "datum.reihenfolge"),
    "23 decided before it came in": ("/entscheidung/datum", "2026-10-19", "datum.reihenfolge"),
    "23 29 February": ("/bewilligung/beginn", "2028-02-29", "beginn.nicht_monatserster"),
    "25 check digits": ("/bankverbindung/iban", "DE42 9991 2345 0003 7037 01", "bank.iban_pr"),
    "25 too short": ("/bankverbindung/iban", "DE41 9991 2345 0003 7037", "bank.iban_aufbau"),
    "25 lower case": ("/bankverbindung/iban", "de41 9991 2345 0003 7037 01", "feld.schreibweise"),
    "25 outside SEPA": (
        "/bankverbindung/iban",
        "TR33 0006 1005 1978 6457 8413 26",
        "bank.iban_ausserhalb_sepa",
    ),
    "25 no such country": ("/bankverbindung/iban", "XX41 9991 2345 0003 7037 01", "bank.iban_aufb"),
    "25 an e-mail address": ("/bankverbindung/iban", "noa@muster.example", "feld.schreibweise"),
    "unknown carrier": ("/traeger", "ksv-saxen", "traeger.unbekannt"),
    "unknown carrier of a service": ("/leistungen/1/traeger", "lwl", "traeger.unbekannt"),
    "a path as carrier": ("/traeger", "../../etc/passwd", "feld.schreibweise"),
    "unknown rate": ("/leistungen/0/satz/schluessel", "orientierung", "satz.unbekannt"),
    "unknown legal basis": ("/leistungen/0/rechtsgrundlage", "assistenz", "rechtsgrundlage.unbek"),
    "unknown field": ("/person/nachnahme", "Weiß", "feld.unbekannt"),
    "a newer version": ("/fassung", "2.0", "datei.fassung_zu_neu"),
    "null": ("/person/nachname", None, "feld.null"),
    "a list for a text": ("/person/nachname", ["Weiß"], "feld.art"),
    "a text for an object": ("/person", "Noa Weiß", "feld.art"),
}


@pytest.mark.parametrize(("pointer", "value", "code"), VALUES.values(), ids=VALUES)
def test_a_value_that_cannot_be_is_refused_at_its_place(
    pointer: str, value: object, code: str, tmp_path: Path
) -> None:
    assert_refused(put(example(), pointer, value), code, pointer, tmp_path)


NEAREST = {
    "/person/nachnahme": "Meinen Sie „nachname“",
    "/bankverbindung/IBAN": "Meinen Sie „iban“",
    "/antrag/eingangsdatum": "eingang",
}


@pytest.mark.parametrize("pointer", NEAREST)
def test_an_unknown_field_names_the_nearest(pointer: str, tmp_path: Path) -> None:
    run = told("validate", GRANT, file_of(put(example(), pointer, "x"), tmp_path))

    assert run.code == 1
    assert NEAREST[pointer] in run.err


def test_an_unknown_carrier_names_the_nearest_and_all_known(tmp_path: Path) -> None:
    run = told("validate", GRANT, file_of(put(example(), "/traeger", "ksv-saxen"), tmp_path))

    assert "Meinten Sie „ksv-sachsen“? Bekannt sind: ksv-sachsen." in run.err


def test_sums_that_do_not_add_up_are_refused_with_both_amounts(tmp_path: Path) -> None:
    case = put(example(), "/kontrolle/gesamtbudget", "447.81")

    run = told("render", GRANT, file_of(case, tmp_path), "--out", tmp_path / "out")

    assert run.code == 1
    assert "Im Fall stehen 447,81 Euro, errechnet sind 447,80 Euro." in run.everything
    assert_nothing_in(tmp_path / "out")


# A leap day, two Saturdays, Christmas Eve: all are days like any other.
GOOD_DAYS = {
    "/person/geburtsdatum": "2004-02-29",
    "/antrag/datum": "2026-10-17",
    "/entscheidung/datum": "2026-11-07",
    "/entscheidung/aufgabe_zur_post": "2026-12-24",
}


@pytest.mark.parametrize("pointer", GOOD_DAYS)
def test_odd_days_that_exist_are_days(pointer: str) -> None:
    assert written(put(example(), pointer, GOOD_DAYS[pointer]), "docx").state is State.FERTIG


# DIN 91379: composed and decomposed, capital sharp s, stroke, comma below, combining marks.
NAMES = {
    "composed": "Müller-Ağaoğlu",
    "decomposed": unicodedata.normalize("NFD", "Müller-Ağaoğlu"),
    "capital sharp s": "GROẞ",
    "strokes and hooks": "Đặng-Łukasiewicz Ŋ Ə ŉ ʻOkina",
    "comma below": "Ștefănuț",
    "mark without composed letter": "C̨̆ M̂ẑ Ạ̈",
    "apostrophes": "O’Neill d'Été ʼn",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_din_91379_are_printed_in_both_formats(name: str) -> None:
    result = written(put(example(), "/person/nachname", name))

    assert result.state is State.FERTIG, result.findings
    printed = squeezed(unicodedata.normalize("NFC", f"Guten Tag Noa {name},"))
    assert {ending for ending, text in pages(result).items() if printed in text} == {"pdf", "docx"}


# Letters that are written with a mark of their own, from DIN 91379.
SEQUENCES = (
    "A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ "
    "R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣ c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́ k̀ k̂ k̄ k̇ k̕ k̛ k̦ "
    "k͟h l̂ l̥ l̥̄ l̦ m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆ r̥ r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ ç̆ Û̄ û̄ "
    "Č̕ Č̣ č̕ č̣ ē̍ Ī́ ī́ ō̍ Ž̦ Ž̧ ž̦ ž̧ Ḳ̄ ḳ̄ Ṣ̄ ṣ̄ Ṭ̄ ṭ̄ Ạ̈ ạ̈ Ọ̈ ọ̈ Ụ̄ Ụ̈ ụ̄ ụ̈"
)


def words_of_all_letters() -> list[str]:
    """Words that hold each Latin letter the fonts have, each between two others."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    kept = [one for one in letters if unicodedata.category(one).startswith("L")]
    return [f"a{one}o" for one in (*kept, *SEQUENCES.split()) if not content().glyphs.missing(one)]


@pytest.mark.parametrize("part", [0, 1])
def test_every_letter_of_din_91379_is_read_back_as_it_was_written(part: int) -> None:
    words = words_of_all_letters()[part::2]

    result = written(put(example(), "/begruendung/wunsch/sie", " ".join(words) + "."))

    assert len(words) > 350
    assert result.state is State.FERTIG, result.findings


def test_an_iban_without_blanks_is_grouped_and_a_foreign_one_is_taken() -> None:
    plain = written(put(example(), "/bankverbindung/iban", "DE41999123450003703701"), "docx")
    # The examples of the Netherlands and Malta in the registry of IBAN (SWIFT).
    foreign = {
        "NL91 ABNA 0417 1643 00": "NL91ABNA0417164300",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S": "MT84MALT011000012345MTLCAST001S",
    }

    assert "DE41999123450003703701" in pages(plain)["docx"]
    for iban, printed in foreign.items():
        assert (
            printed in pages(written(put(example(), "/bankverbindung/iban", iban), "docx"))["docx"]
        )


# --- the program itself ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [ORIGINAL[:-300], json.dumps({"person": "ä"}).encode()],
    ids=["cut off", "nearly empty"],
)
def test_no_traceback_comes_out_of_the_process(data: bytes, tmp_path: Path) -> None:
    run = process("render", GRANT, file_of(data, tmp_path), "--out", tmp_path / "out", cwd=tmp_path)

    assert run.code == 1
    assert_german(run)
    assert_nothing_in(tmp_path / "out")


def test_an_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    run = told("render", GRANT, "/dev/zero", "--out", tmp_path / "out")

    assert run.code == 1
    assert "größer als 1 MB" in run.err


def test_a_file_name_is_only_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "a'; rm -rf $HOME; \"\n--ersetzen"
    folder.mkdir()
    file = folder / "fall ä {{7*7}}.json"
    file.write_bytes(ORIGINAL)

    run = told("render", GRANT, file, "--out", folder / "out")

    assert run.code == 0
    assert {one.name for one in (folder / "out").iterdir()} == ALL_FILES


def assert_refused(case: Case | bytes, code: str, place: str, folder: Path) -> None:
    run = told("render", GRANT, file_of(case, folder), "--out", folder / "out")

    assert run.code == 1, run.everything
    assert code in run.err
    assert place in run.err
    assert "Fehler: " in run.err
    assert run.out == ""
    assert_german(run)
    assert_nothing_in(folder / "out")


def test_the_example_itself_is_sound() -> None:
    assert written(without(example(), *STATED), "docx").state is State.FERTIG
