"""A caseworker at the upload form, without JavaScript: what each page says and keeps."""

import json
from io import BytesIO
from zipfile import ZipFile

import httpx
import pytest
from cases import EXAMPLE, STATED, example, raw, without
from web_pages import ORIGINAL, TYPE, Page, broken_case, fields, squeezed_blanks, typed, uploaded

from docgen.pipeline import Content, examine, generate
from docgen.proof import Status, verify

TEXT = ORIGINAL.decode()


# --- beginning -----------------------------------------------------------------------------------


def test_the_start_page_offers_every_type_every_example_and_an_empty_case(
    client: httpx.Client, content: Content
) -> None:
    page = Page(client.get("/"))

    assert page.answer.status_code == 200
    assert page.root.xpath("//select[@name='typ']/option/@value") == list(content.doctypes)
    assert page.root.xpath("//select[@name='beispiel']/option/@value") == [
        "ksv-sachsen-2026",
        "ksv-sachsen-2019",
        "ksv-sachsen-2011",
        "leer",
    ]
    assert "Kommunaler Sozialverband Sachsen (ksv-sachsen-2026)" in page.texts("//option")


def test_an_example_is_put_into_the_text_field_as_it_is(client: httpx.Client) -> None:
    page = typed(client, "/beispiel", "", beispiel=EXAMPLE.stem)

    assert page.answer.status_code == 200
    assert page.case == TEXT


def test_an_empty_case_shows_what_is_to_be_filled_in(
    client: httpx.Client, content: Content
) -> None:
    blank = typed(client, "/beispiel", "", beispiel="leer").case
    page = typed(client, "/vorschau", blank)

    assert json.loads(blank) == content.schemas.empty(TYPE)
    assert page.answer.status_code == 422
    assert any("noch auszufüllen" in text for text in page.texts("//main//li"))


# --- a sound case --------------------------------------------------------------------------------


def test_a_sound_case_shows_its_amount_and_how_it_came_about(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL)

    assert (page.answer.status_code, page.heading) == (200, "Vorschau des Schreibens")
    amount = "447,80 Euro im Monat, ab 1. Dezember 2026, unbefristet"
    assert page.texts("//p[@class='amount']") == [amount]
    rows = dict(zip(page.texts("//tbody//th"), page.texts("//tbody//td"), strict=True))
    # 4 hours at 52,40 euro and 12 hours at 19,85 euro.
    assert list(rows.values()) == [
        "209,60 Euro",
        "238,20 Euro",
        "447,80 Euro",
        "447,80 Euro",
        "505,00 Euro",
    ]
    assert "4 Stunden im Monat: 4 × 52,40 = 209,60 Euro" in next(iter(rows))


def test_a_contribution_stands_in_the_way_of_reckoning(client: httpx.Client) -> None:
    case = example()
    case["budget"]["eigenbeitrag"] = {
        "art": "festgesetzt",
        "monatsbetrag": "20.00",
        "bescheid": "2026-11-01",
    }
    without(case, *STATED)
    page = uploaded(client, "/vorschau", raw(case))

    assert "− 20,00 Euro" in page.texts("//tbody//td")
    assert page.texts("//p[@class='amount']/strong") == ["427,80 Euro"]


def test_a_sound_case_shows_its_hints_and_a_picture_of_every_page(
    client: httpx.Client, content: Content
) -> None:
    hints = examine(content, TYPE, ORIGINAL).findings

    page = uploaded(client, "/vorschau", ORIGINAL)

    shown = page.texts("//li[contains(@class, 'finding')]/p[1]")
    assert shown == [squeezed_blanks(one.message) for one in hints]
    sources = page.root.xpath("//img/@src")
    titled = f"{content.doctypes[TYPE].title}, Seite"
    assert page.root.xpath("//img/@alt") == [f"{titled} {n} von 4" for n in (1, 2, 3, 4)]
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert len(set(sources)) == 4


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_download_is_the_proven_letter(
    ending: str, client: httpx.Client, content: Content
) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL)
    hidden = page.hidden("//form[@action='herunterladen']")
    answer = client.post("/herunterladen", files=fields(format=ending, **hidden))

    assert answer.status_code == 200
    name = f"bescheid-bewilligung.{ending}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content == generate(content, TYPE, ORIGINAL, (ending,)).files[0].data
    assert verify(answer.content).status is Status.UNCHANGED


def test_the_zip_holds_all_files_and_is_the_same_each_time(client: httpx.Client) -> None:
    first, second = (
        uploaded(client, "/herunterladen", ORIGINAL, format="zip").answer for _ in range(2)
    )

    assert first.content == second.content
    assert first.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(first.content)) as archive:
        names = [f"bescheid-bewilligung.{end}" for end in ("pdf", "docx", "manifest.json")]
        assert archive.namelist() == names


def test_what_is_downloaded_is_the_file_as_it_was_uploaded(client: httpx.Client) -> None:
    """A browser changes the ends of lines in a field of text; the hash of the case would change."""
    on_windows = ORIGINAL.replace(b"\n", b"\r\n")
    page = uploaded(client, "/vorschau", on_windows)
    hidden = page.hidden("//form[@action='herunterladen']")

    through_the_page = client.post("/herunterladen", files=fields(format="zip", **hidden))

    at_once = uploaded(client, "/herunterladen", on_windows, format="zip").answer
    assert through_the_page.content == at_once.content


BUTTON = "//button[@name='hinweis']/@value"
JUDGED = {"grund": "Großdruck liegt bei.", "name": "M. Vogt", "tag": "2026-11-09"}


def test_a_hint_is_settled_by_its_button_a_reason_a_name_and_a_day(client: httpx.Client) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    keys = preview.values(BUTTON)
    asked = uploaded(client, "/hinweis", ORIGINAL, hinweis=keys[0])
    settled = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=keys[0], **JUDGED)

    assert asked.heading == "Hinweis bestätigen"
    assert asked.values("//input[@name='hinweis']/@value") == keys[:1]
    assert settled.answer.status_code == 200
    assert settled.values(BUTTON) == keys[1:]
    told = "Bestätigt von M. Vogt am 9. November 2026: Großdruck liegt bei."
    assert told in settled.texts("//li[contains(@class, 'settled')]/p")


def test_the_settled_hint_travels_in_the_case_and_is_replaced_when_it_is_judged_anew(
    client: httpx.Client,
) -> None:
    key = uploaded(client, "/vorschau", ORIGINAL).values(BUTTON)[0]
    first = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED)
    kept = json.loads(first.case)

    assert kept == example() | {"bestaetigte_hinweise": kept["bestaetigte_hinweise"]}
    kept["person"]["zugangsform"] = ["braille"]
    again = uploaded(client, "/vorschau", raw(kept))
    newer = again.values(BUTTON)[0]
    second = uploaded(client, "/bestaetigen", raw(kept), hinweis=newer, **JUDGED)
    assert newer != key
    [entry] = json.loads(second.case)["bestaetigte_hinweise"]
    assert entry["stand"] in newer


@pytest.mark.parametrize("missing", JUDGED)
def test_a_hint_is_not_settled_without_reason_name_and_day(
    missing: str, client: httpx.Client
) -> None:
    key = uploaded(client, "/vorschau", ORIGINAL).values(BUTTON)[0]
    page = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED | {missing: ""})

    assert page.heading == "Der Fall hat 1 Fehler"


@pytest.mark.parametrize("path", ["/hinweis", "/bestaetigen"])
def test_a_hint_that_is_no_more_is_told_as_such(path: str, client: httpx.Client) -> None:
    page = uploaded(client, path, ORIGINAL, hinweis="x /y 0", **JUDGED)

    assert (page.answer.status_code, page.heading) == (404, "Diesen Hinweis gibt es nicht mehr")


# --- a case with faults --------------------------------------------------------------------------


def test_every_finding_stands_with_its_title_and_place_in_its_part_of_the_case(
    client: httpx.Client, content: Content
) -> None:
    findings = examine(content, TYPE, raw(broken_case())).findings

    page = uploaded(client, "/vorschau", raw(broken_case()))

    assert page.answer.status_code == 422
    assert page.heading == "Der Fall hat 3 Fehler"
    shown = set()
    for item in page.root.xpath("//li[contains(@class, 'finding')]"):
        [group] = item.xpath("ancestor::ul/preceding-sibling::h3[1]")
        title, message, place = (squeezed_blanks(one.text_content()) for one in item[:3])
        shown.add((group.text_content(), title, message, place.partition(" · ")[0]))
    parts = {
        one.pointer: content.schemas.title("/" + one.pointer.split("/")[1]) for one in findings
    }
    assert shown == {
        (
            parts[one.pointer],
            f"{one.severity.value.title()} {one.title}",
            squeezed_blanks(one.message),
            f"Stelle im Fall: {one.pointer}",
        )
        for one in findings
    }


def test_errors_come_before_hints_and_parts_in_the_order_of_the_case(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))

    assert page.texts("//main//h2")[1:] == [
        "Fehler (3)",
        "Hinweise (4)",
        "Entwurf für ein Gespräch",
        "Fall verbessern",
    ]
    errors, hints = "Berechtigte Person Leistungen Bankverbindung", "Berechtigte Person Bewilligung"
    assert " ".join(page.texts("//h3")).startswith(f"{errors} {hints}")


def test_the_summary_leads_to_every_error(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))

    summary = "//div[@role='alert']"
    links = page.root.xpath(f"{summary}//a/@href")
    for link in links:
        [target] = page.root.xpath(f"//*[@id='{link[1:]}']")
        assert "error" in target.get("class")
    assert len(links) == 3
    assert page.root.xpath(f"{summary}/@tabindex") == ["-1"]


def test_the_case_stays_in_the_text_field_until_it_is_mended(client: httpx.Client) -> None:
    broken = TEXT.replace('"plz": "01069", ', "")
    page = typed(client, "/vorschau", broken)

    assert page.case == broken
    assert typed(client, "/vorschau", TEXT).answer.status_code == 200


def test_nothing_in_a_case_becomes_part_of_the_page(client: httpx.Client) -> None:
    hostile = "\n</textarea><script>alert(1)</script>&lt;{{ 7 * 7 }}\"'<!--"
    page = typed(client, "/vorschau", hostile)

    assert page.case == hostile
    assert not page.root.xpath("//script")
    case = example()
    case["person"]["vorname"] = "<b>Noa</b> & {{ 7 * 7 }}"
    case["<img src=x>"] = "x"
    page = uploaded(client, "/vorschau", raw(case))
    assert not page.root.xpath("//b | //img")


def test_a_case_that_is_not_sound_is_not_downloaded(client: httpx.Client) -> None:
    page = uploaded(client, "/herunterladen", raw(broken_case()), format="pdf")

    assert (page.answer.status_code, page.heading) == (422, "Der Fall hat 3 Fehler")
    assert "content-disposition" not in page.answer.headers


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_unfinished_case_can_be_taken_along_as_a_draft(
    ending: str, client: httpx.Client
) -> None:
    page = uploaded(client, "/herunterladen", raw(broken_case()), format=ending, entwurf="1")

    assert page.answer.status_code == 200
    name = f"bescheid-bewilligung-entwurf.{ending}"
    assert page.answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert verify(page.answer.content).status is Status.DRAFT


def test_no_draft_is_offered_of_what_cannot_be_read(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", b"[]")

    assert "Entwurf für ein Gespräch" not in page.texts("//h2")


def test_a_case_is_saved_as_it_is(client: httpx.Client) -> None:
    page = uploaded(client, "/herunterladen", ORIGINAL[:-9], format="fall")

    assert page.answer.content == ORIGINAL[:-9]
    assert page.answer.headers["content-disposition"] == 'attachment; filename="fall.json"'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Die Falldatei ist leer."),
        (b"Hallo", "Die Falldatei ist kein gültiges JSON"),
        (ORIGINAL[:-300], "abgeschnitten"),
        (b"[]", "Die Falldatei muss ein JSON-Objekt sein"),
        (TEXT.encode("cp1252", "replace"), "nicht in UTF-8"),
        (b"%PDF-1.7\0\xff", "Das ist eine PDF-Datei"),
        (b"PK\x03\x04", "Das ist eine Word-, Excel- oder ZIP-Datei"),
        (b'{"person":' * 50_000, "tiefer als"),
        (ORIGINAL + b" " * 1_000_000, "größer als"),
    ],
    ids=[
        "nothing",
        "words",
        "cut off",
        "a list",
        "Windows",
        "a PDF",
        "a Word file",
        "deep",
        "large",
    ],
)
def test_what_is_no_case_is_told_as_such(data: bytes, told: str, client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", data)

    assert (page.answer.status_code, page.heading) == (422, "Der Fall hat 1 Fehler")
    [message] = page.texts("//li[contains(@class, 'finding')]/p[1]")
    assert told in message
    assert page.texts("//li[contains(@class, 'finding')]/h4") == ["Fehler Falldatei"]


def test_a_mark_at_the_beginning_is_gone_when_the_text_field_is_sent(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", b"\xef\xbb\xbf" + ORIGINAL)

    assert page.answer.status_code == 422
    assert typed(client, "/vorschau", page.case).answer.status_code == 200


def test_a_chosen_file_comes_before_the_text_field(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL, fall="{}")

    assert page.answer.status_code == 200


def test_a_chosen_file_that_is_empty_is_not_passed_over(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", b"", fall=TEXT)

    assert page.answer.status_code == 422
