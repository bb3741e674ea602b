"""Bytes that are no JSON object give no case, a reason in German, and never an exception."""

import pytest
from case_files import EXAMPLE_BYTES, read_bytes

NESTED = b'{"a":' * 33 + b"1" + b"}" * 33

UNREADABLE = {
    "nothing": (b"", "datei.leer", ""),
    "only white space": (b" \n\t ", "datei.leer", ""),
    "a byte too many": (b'{"a":"' + b"x" * 999_993 + b'"}', "datei.zu_gross", ""),
    "33 levels": (NESTED, "datei.zu_tief", ""),
    "100 000 levels": (b"[" * 100_000, "datei.zu_tief", ""),
    "100 000 levels of objects": (b'{"a":' * 100_000, "datei.zu_tief", ""),
    "UTF-8 with a mark": (b"\xef\xbb\xbf{}", "datei.bom", ""),
    "UTF-16 with a mark": ("{}".encode("utf-16"), "datei.kodierung", ""),
    "UTF-16 without": ("{}".encode("utf-16-be"), "datei.kodierung", ""),
    "UTF-32": ("{}".encode("utf-32-le"), "datei.kodierung", ""),
    "Latin-1": ('{"ort":"Köln"}'.encode("latin-1"), "datei.kodierung", ""),
    "an overlong slash": (b'{"a":"\xc0\xaf"}', "datei.kodierung", ""),
    "a surrogate in UTF-8": (b'{"a":"\xed\xa0\x80"}', "datei.kodierung", ""),
    "a Word file": (b"PK\x03\x04\x14\x00", "datei.andere_art", ""),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1", "datei.andere_art", ""),
    "a PDF": (b"%PDF-1.7\n", "datei.andere_art", ""),
    "a packed file": (b"\x1f\x8b\x08", "datei.andere_art", ""),
    "a picture": (b"\x89PNG\r\n\x1a\n", "datei.andere_art", ""),
    "a photograph": (b"\xff\xd8\xff\xe0", "datei.andere_art", ""),
    "a large photograph": (b"\xff\xd8\xff\xe0".ljust(3_000_000), "datei.andere_art", ""),
    "a photograph of a telephone": (b"\0\0\0\x18ftypheic", "datei.andere_art", ""),
    "text with formats": (rb"{\rtf1\ansi Hallo}", "datei.andere_art", ""),
    "a word": (b"Bescheid", "datei.kein_json", ""),
    "single quotes": (b"{'a': 1}", "datei.kein_json", ""),
    "two objects": (b"{} {}", "datei.kein_json", ""),
    "a line break in a string": (b'{"a": "x\ny"}', "datei.kein_json", ""),
    "null": (b"null", "datei.kein_objekt", ""),
    "a list": (b"[]", "datei.kein_objekt", ""),
    "a string": (b'"x"', "datei.kein_objekt", ""),
    "a key twice": (b'{"a": 1, "a": 2}', "datei.doppelter_schluessel", ""),
    "a key twice, deep": (
        b'{"leistungen": [{}, {"a/b": {"x": 1, "x": 1}}]}',
        "datei.doppelter_schluessel",
        "/leistungen/1/a~1b",
    ),
    "NaN": (b'{"a": NaN}', "datei.keine_zahl", "/a"),
    "Infinity": (b'{"a": [-Infinity]}', "datei.keine_zahl", "/a/0"),
    "1e400": (b'{"a": 1e400}', "datei.zahl_zu_gross", "/a"),
    "1e-400": (b'{"a": 1e-400}', "datei.zahl_zu_gross", "/a"),
    "an exponent beyond Decimal": (b'{"a": 1e99999999999999999999}', "datei.zahl_zu_gross", "/a"),
    "5000 digits": (b'{"a": ' + b"9" * 5000 + b"}", "datei.zahl_zu_gross", "/a"),
    "half a character": (rb'{"a": "\ud800"}', "datei.halbes_zeichen", "/a"),
    "half a character as name": (rb'{"a": {"\udfff": 1}}', "datei.halbes_zeichen", "/a"),
}


@pytest.mark.parametrize(("raw", "code", "pointer"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_bytes_give_one_finding_and_no_case(raw: bytes, code: str, pointer: str) -> None:
    reading = read_bytes(raw)

    assert reading.case is None
    assert [(one.code, one.pointer) for one in reading.findings] == [(code, pointer)]


def test_a_file_cut_off_anywhere_is_refused_and_says_where() -> None:
    body = EXAMPLE_BYTES.rstrip()

    for length in range(1, len(body), 37):
        reading = read_bytes(body[:length])
        (only,) = reading.findings
        assert reading.case is None
        assert only.code in {"datei.kein_json", "datei.kodierung"}
        assert "Zeile" in only.message


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'{\n  "a": 1,\n', "(Zeile 3, Spalte 1). Die Datei endet zu früh"),
        (b'{\n  "a" 1}', "(Zeile 2, Spalte 7). Hier fehlt ein Doppelpunkt."),
        (b'{"a": 1,\n}', "(Zeile 2, Spalte 1). Davor steht ein Komma zu viel."),
        (b'{"a": [1, ]}', "(Zeile 1, Spalte 11). Davor steht ein Komma zu viel."),
        ('{"ort": „Leipzig“}'.encode(), "Hier stehen typografische Anführungszeichen"),
        ("{“ort“: 1}".encode(), "Hier stehen typografische Anführungszeichen"),
        (b'{"a": 1 "b": 2}', "(Zeile 1, Spalte 9). Hier fehlt ein Komma"),
        (b'{"a": "x', "(Zeile 1, Spalte 7). Hier beginnt ein Text"),
        (b'{"a": 1,}', "(Zeile 1, Spalte 9). Davor steht ein Komma zu viel."),
        (b"{a: 1}", "(Zeile 1, Spalte 2). Hier fehlt ein Feldname"),
        (rb'{"a": "\x"}', "Nach dem Schrägstrich"),
        (
            b'{\n  "a": 1\n\n  "b": 2\n}',
            "(Zeile 2, Spalte 9). Am Ende dieser Zeile fehlt ein Komma oder eine schließende",
        ),
        (b'{\n  "a": 1\n\n  "b": 2\n}', 'Klammer. Dort steht: „"a": 1“.'),
        (
            b'{\n  "a": 1,\n}',
            '(Zeile 3, Spalte 1). Davor steht ein Komma zu viel. Dort steht: „"a": 1,“.',
        ),
        (b'{"a": 1,\n "b" 2}', 'Hier fehlt ein Doppelpunkt. Dort steht: „"b" 2}“.'),
        (b'{"a": "' + b"x" * 90 + b'" ' + b"1" * 90 + b"}", "Dort steht: „… xxx"),
        (b'{"a": "x\x07y"}', 'Dort steht: „{"a": "x\N{REPLACEMENT CHARACTER}y"}“.'),
        (b"Sehr geehrte Frau Vogt", "Das ist gewöhnlicher Text und kein Fall"),
    ],
)
def test_broken_json_is_explained_with_line_and_column(raw: bytes, sentence: str) -> None:
    (only,) = read_bytes(raw).findings

    assert sentence in only.message


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b"PK\x03\x04"])
def test_a_finished_letter_is_told_where_it_is_judged(raw: bytes) -> None:
    (only,) = read_bytes(raw).findings

    assert "„Fertiges Schreiben prüfen“" in only.message
    assert "Schreiben" not in read_bytes(b"\x89PNG").findings[0].message


def test_every_defect_of_a_value_is_named_at_once() -> None:
    raw = rb'{"a": NaN, "b": {"x": 1, "x": 2}, "c": "\ud800", "d": 1e999}'

    assert [one.pointer for one in read_bytes(raw).findings] == ["/a", "/b", "/c", "/d"]


def test_32_levels_and_brackets_in_strings_are_no_depth() -> None:
    levels = b'{"a":' * 32 + b"1" + b"}" * 32
    brackets = b'{"a": "' + b"[{" * 500 + rb"\"[[[[" + b'"}'

    assert read_bytes(levels).case is not None
    assert read_bytes(brackets).case is not None


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":"' + rb"\"" * 490_000,
        b'{"a":"' + b"\\" * 900_000,
        b"{" + b",".join(b'"f%d":1' % n for n in range(80_000)) + b"}",
        b'{"leistungen":[' + b",".join([b"{}"] * 300_000) + b"]}",
        b'{"leistungen":[' + b",".join([b"null"] * 180_000) + b"]}",
        b'{"aktenzeichen":"' + b" " * 900_000 + b'"}',
        b'{"bankverbindung":{"iban":"DE41' + b" 1" * 400_000 + b'"}}',
    ],
    ids=["open escapes", "backslashes", "names", "items", "nulls", "spaces", "iban"],
)
@pytest.mark.thorough
def test_hostile_megabytes_are_answered_with_few_findings(raw: bytes) -> None:
    assert 0 < len(read_bytes(raw).findings) < 1000
