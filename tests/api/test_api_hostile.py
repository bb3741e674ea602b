"""Whatever stands in the fields of a case stands literally on the letter, or is refused there.

Each text is put into all free texts of a case at once: what would be something else in XML, Jinja,
Markdown, Word or a header, signs no letter may hold, and words without an end.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

import pypdfium2
import pytest
from cases import example, get, leaves, many_services, put, raw, squeezed
from free_texts import CASES, ELSEWHERE, IN_THE_WINDOW, NEVER_HERE, filled, free_texts, in_schema
from service import DOCUMENT, Service, example_bytes

from docgen.proof import read_file


@pytest.fixture(scope="module")
def fields(service: Service) -> frozenset[str]:
    """Every free text of a case, as the service itself describes it."""
    schema = service.get("/v1/schemas/fall").json()
    return frozenset(place for place, _ in free_texts(schema, schema))


def letters_in(packed: bytes) -> Iterator[str]:
    """The text of the PDF and of the DOCX, without white space."""
    with ZipFile(BytesIO(packed)) as archive:
        for name in archive.namelist()[:2]:
            yield squeezed("".join(unit.text for unit in read_file(archive.read(name)).units))


def errors(problem: dict[str, Any]) -> set[tuple[str, str]]:
    """Code and pointer of every error a problem tells."""
    return {
        (one["code"], one["pointer"]) for one in problem["errors"] if one["severity"] == "fehler"
    }


def test_every_free_text_of_the_schema_is_tried(fields: frozenset[str]) -> None:
    tried = {in_schema(pointer) for case in CASES.values() for pointer in leaves(case)}

    assert {one for one in fields - tried if not NEVER_HERE.search(one)} == set()
    assert len(fields) > 60


# --- what stands literally -----------------------------------------------------------------------

TO_EACH: Final = pytest.mark.parametrize(
    "to",
    [
        "an die Person",
        pytest.param("an die Person, ohne Vergleich", marks=pytest.mark.thorough),
        pytest.param("an die Vertretung", marks=pytest.mark.thorough),
    ],
)
LITERAL: Final = {
    "nothing special": "Wort",
    "XML": "A & B <w:p/> ]]> &amp;",
    "HTML": "<script>x</script> <img src=file:///etc/passwd>",
    "Jinja": "{{7*7}} {_{7*7}_} {% raw %}",
    "the globals of Jinja": "{{ cycler.__init__.__globals__ }}",
    "Markdown and headers": "**x** [[id]] \"; rm -rf / filename*=UTF-8''x.exe",
    "signs written out": r"\f \a \t \n %0d%0a &#12; aux.pdf",
    "DIN 91379": "ẞ Đ Łódź Ž̦ Nr.\u00a07\u00a0a\u202fb",
}


@pytest.mark.parametrize("what", LITERAL)
@TO_EACH
def test_a_text_in_every_field_stands_literally_on_both_letters(
    to: str, what: str, service: Service, fields: frozenset[str]
) -> None:
    """Where the window of the envelope is too small for it, it is refused for that alone."""
    case, texts = filled(CASES[to], fields, LITERAL[what])

    answer = service.post(f"{DOCUMENT}?format=zip", raw(case))
    if answer.status_code == 422:
        codes = {code for code, _ in errors(answer.json())}
        assert codes <= {"seite.anschrift_zu_hoch", "seite.anschrift_zu_breit"}
        for pointer in filter(IN_THE_WINDOW.search, [*texts]):
            put(case, pointer, get(CASES[to], pointer))
            del texts[pointer]
        answer = service.post(f"{DOCUMENT}?format=zip", raw(case))

    assert answer.status_code == 200, answer.text
    for page in letters_in(answer.content):
        missing = {pointer for pointer, text in texts.items() if squeezed(text) not in page}
        assert missing == {pointer for pointer in texts if ELSEWHERE.search(pointer)}
    assert len(texts) > 30


def test_a_composed_and_a_decomposed_name_are_printed_alike(service: Service) -> None:
    names = [unicodedata.normalize(form, "Müller-Ağaoğlu") for form in ("NFC", "NFD")]
    pages = []
    for name in names:
        case = example()
        case["person"]["nachname"] = name
        answer = service.post(f"{DOCUMENT}?format=zip", raw(case))
        pages.append([*letters_in(answer.content)])

    assert names[0] != names[1]
    assert pages[0] == pages[1]
    assert all(names[0] in page for page in pages[0])


def test_no_text_of_a_case_gets_into_a_header_a_file_name_or_the_title(service: Service) -> None:
    case = example()
    evil = "Evil\"; filename='x.exe"
    for pointer in ("/aktenzeichen", "/person/nachname", "/leistungen/0/bezeichnung"):
        put(case, pointer, evil)

    letter = service.post(DOCUMENT, raw(case))
    packed = service.post(f"{DOCUMENT}?format=zip", raw(case))

    disposition = 'attachment; filename="bescheid-bewilligung.{}"'
    assert letter.headers["content-disposition"] == disposition.format("pdf")
    assert packed.headers["content-disposition"] == disposition.format("zip")
    assert "Evil" not in f"{letter.headers} {packed.headers}"
    with ZipFile(BytesIO(packed.content)) as archive:
        assert all(
            re.fullmatch(r"bescheid-bewilligung(-grossdruck)?[.a-z]+", one)
            for one in archive.namelist()
        )
    with pypdfium2.PdfDocument(letter.content) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "Bewilligungsbescheid Persönliches Budget"
    assert not any("Evil" in value for value in told.values())


# --- what is refused, and where ------------------------------------------------------------------

REFUSED: Final = {
    "NUL": ("\x00", "zeichen.steuerzeichen"),
    "bell": ("\a", "zeichen.steuerzeichen"),
    "tab": ("\t", "zeichen.steuerzeichen"),
    "line feed": ("\n-FileName=/tmp/y", "zeichen.steuerzeichen"),
    "carriage return": ("\r\nSet-Cookie: x", "zeichen.steuerzeichen"),
    "vertical tab": ("\x0b", "zeichen.steuerzeichen"),
    "form feed": ("\f", "zeichen.steuerzeichen"),
    "line separator": ("\u2028", "zeichen.steuerzeichen"),
    "bidi": ("\u202e", "zeichen.unsichtbar"),
    "zero width": ("\u200b", "zeichen.unsichtbar"),
    "no character": ("\uffff", "zeichen.privat"),
    "300 signs": ("x" * 300, "feld.zu_lang"),
    "10,000 signs": ("x" * 10_000, "feld.zu_lang"),
}
LONG: Final = re.compile(
    r"/(sie|name|text|ziel|massnahme|messung|qualifikation|gutschein_einloesung)$"
)


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("to", CASES)
def test_a_sign_no_letter_may_hold_is_refused_at_every_place(
    to: str, what: str, service: Service, fields: frozenset[str]
) -> None:
    text, code = REFUSED[what]
    case, texts = filled(CASES[to], fields, f"a{text}b")

    answer = service.post(DOCUMENT, raw(case))

    assert answer.status_code == 422
    told = {pointer for one, pointer in errors(answer.json()) if one == code}
    short_enough = {one for one in texts if len(text) == 300 and LONG.search(one)}
    assert told >= set(texts) - short_enough - {"/sachbearbeitung/email"}
    assert text not in str(answer.json())


@pytest.mark.parametrize("text", ["😀", "سلام", "漢字"])
def test_what_the_fonts_cannot_print_is_refused_at_every_place_that_is_printed(
    text: str, service: Service, fields: frozenset[str]
) -> None:
    case, texts = filled(CASES["an die Person"], fields, text)

    told = errors(service.post(DOCUMENT, raw(case)).json())

    printed = {one for one in texts if not ELSEWHERE.search(one)}
    assert {one for code, one in told if code == "zeichen.nicht_druckbar"} >= printed


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u200b", "&", "ä", "\n"])
def test_an_iban_is_an_iban(sign: str, service: Service) -> None:
    case = example()
    case["bankverbindung"]["iban"] += sign

    answer = service.post(DOCUMENT, raw(case))

    assert answer.status_code == 422
    assert {pointer for _, pointer in errors(answer.json())} == {"/bankverbindung/iban"}


ABROAD: Final = "/person/anschrift/land"
A_VOUCHER: Final = example()["leistungen"][0] | {
    "form": "gutschein",
    "gutschein_grund": {"sie": "{{7*7}}."},
    "gutschein_einloesung": "{{7*7}}",
}


@pytest.mark.parametrize(
    ("pointer", "value", "told"),
    [(ABROAD, "{{7*7}}", ABROAD), ("/leistungen", [A_VOUCHER], "/leistungen")],
    ids=["abroad", "vouchers alone"],
)
def test_where_no_letter_can_be_written_the_reason_is_told_whatever_the_text(
    pointer: str, value: object, told: str, service: Service
) -> None:
    answer = service.post(DOCUMENT, raw(put(example(), pointer, value)))

    assert answer.status_code == 422
    assert told in {place for _, place in errors(answer.json())}
    assert "7*7" not in answer.text


# --- numbers, bytes and words without an end -----------------------------------------------------

NO_AMOUNT: Final = [
    "447.8",
    "447.800",
    "447",
    '"1.234,56"',
    '"447.800"',
    '"-447.80"',
    '"+1.00"',
    '"0x1"',
    '" 1.00"',
    '"NaN"',
    '"Infinity"',
    '"1e3"',
    '"٤٤٧.٨٠"',
    "0.1",
    "-0",
    "-1",
    "1e400",
    "null",
    "true",
    "[]",
]


@pytest.mark.parametrize("written", NO_AMOUNT)
def test_an_amount_that_is_none_is_refused_at_its_place(written: str, service: Service) -> None:
    """Wherever it stands; an integer is no amount either, and nothing is rounded."""
    body = example_bytes().replace(b'"505.00"', written.encode())
    body = body.replace(b'"gesamtbudget": "447.80"', f'"gesamtbudget": {written}'.encode())

    answer = service.post(DOCUMENT, body)

    assert answer.status_code in {400, 422}
    places = {pointer for _, pointer in errors(answer.json())}
    assert places == {
        "/budget/vergleichsbetrag",
        "/kontrolle/gesamtbudget",
        "/zielvereinbarung/gesamtbudget",
    }


UNREADABLE: Final = {
    "a text": b'"x"',
    "a number": b"1",
    "Infinity": b'{"fassung": Infinity}',
    "-Infinity": b'{"fassung": -Infinity}',
    "Latin-1": example_bytes().decode().encode("latin-1", "replace"),
    "an overlong slash": example_bytes().replace(b"Leipzig", b"\xc0\xaf"),
    "a surrogate in UTF-8": example_bytes().replace(b"Leipzig", b"\xed\xa0\x80"),
    "half a sign as a key": b'{"\\udc00": 1}',
    "UTF-16 without a mark": example_bytes().decode().encode("utf-16-le"),
    "UTF-32": example_bytes().decode().encode("utf-32"),
    "a mark of Windows": b"\xef\xbb\xbf" + example_bytes(),
    "two values": example_bytes() * 2,
    "deep objects": b'{"a":' * 100_000,
    "deep and whole": b"[" * 5_000 + b"]" * 5_000,
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_bytes_that_are_no_case_are_told_as_such(what: str, service: Service) -> None:
    answer = service.post(DOCUMENT, UNREADABLE[what])

    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:docgen:problem:fall-unlesbar"
    assert answer.json()["errors"]


def test_an_empty_case_is_told_all_it_lacks(service: Service) -> None:
    answer = service.post(DOCUMENT, b"{}")

    assert answer.status_code == 422
    assert ("feld.fehlt", "/person") in errors(answer.json())


ENDLESS: Final = {"a word": "W" * 187, "blanks that do not break": "x" + "\u00a0y" * 93}


@pytest.mark.parametrize("what", ENDLESS)
@TO_EACH
@pytest.mark.thorough
def test_words_without_an_end_in_every_field_are_broken_or_refused(
    to: str, what: str, service: Service, fields: frozenset[str]
) -> None:
    """The window and the line at the foot hold only so much; everywhere else a word is broken."""
    case, texts = filled(CASES[to], fields, ENDLESS[what])

    refused = service.post(f"{DOCUMENT}?format=zip", raw(case))
    for pointer in [one for one in texts if IN_THE_WINDOW.search(one) or one == "/aktenzeichen"]:
        put(case, pointer, get(CASES[to], pointer))
        del texts[pointer]
    answer = service.post(f"{DOCUMENT}?format=zip", raw(case))

    assert refused.status_code == 422
    assert {code.partition(".")[0] for code, _ in errors(refused.json())} == {"seite"}
    assert answer.status_code == 200, answer.text
    for page in letters_in(answer.content):
        missing = {pointer for pointer, text in texts.items() if squeezed(text) not in page}
        assert missing == {pointer for pointer in texts if ELSEWHERE.search(pointer)}


@pytest.mark.parametrize(
    ("count", "status", "found"),
    [(50, 200, set()), (51, 422, {("feld.zu_viele", "/leistungen")})],
)
def test_very_many_services_are_written_up_to_a_limit(
    count: int, status: int, found: set[tuple[str, str]], service: Service
) -> None:
    answer = service.post(f"{DOCUMENT}?format=zip", raw(many_services(count)))

    assert answer.status_code == status
    assert status == 200 or errors(answer.json()) == found
