"""A caseworker at the upload form, without JavaScript: what each page says and keeps."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from cases import EXAMPLE, STATED, example, raw, without
from web_pages import (
    ORIGINAL,
    TYPE,
    Page,
    broken_case,
    fields,
    pressed,
    squeezed_blanks,
    typed,
    uploaded,
)

from docgen.pipeline import (
    FORMATS,
    SHEET_TYPE,
    Content,
    State,
    examine,
    generate,
    workings_of,
)
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


@pytest.mark.parametrize(
    ("name", "told"), [("leer", "Der leere Fall"), (EXAMPLE.stem, "Das Beispiel")]
)
def test_what_was_put_into_the_text_field_is_said_and_has_the_focus(
    name: str, told: str, client: httpx.Client
) -> None:
    page = typed(client, "/beispiel", "", beispiel=name)

    [said] = page.texts("//p[@role='status']")
    assert said.startswith(f"{told} steht jetzt im Textfeld.")
    assert page.root.xpath("//*[@autofocus]/@name") == ["fall"]
    assert not Page(client.get("/")).root.xpath("//*[@autofocus] | //p[@role='status']")


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
    assert "4 Stunden im Monat × 52,40 Euro = 209,60 Euro" in next(iter(rows))


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


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_is_the_proven_letter(name: str, client: httpx.Client, content: Content) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL)
    answer = pressed(client, page, "/herunterladen", ("format", name)).answer

    assert answer.status_code == 200
    file = f"bescheid-bewilligung-2026-11-09{FORMATS[name].ending}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert answer.content == generate(content, TYPE, ORIGINAL, (name,), access=False).files[0].data


def test_the_rechenweg_is_there_to_be_checked_by_hand(
    client: httpx.Client, content: Content
) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL)
    [button] = page.root.xpath("//section[@aria-labelledby='betrag']//button")
    answer = pressed(client, page, "/herunterladen", (button.get("name"), "xlsx")).answer

    assert button.get("value") == "xlsx"
    assert answer.headers["content-type"] == SHEET_TYPE
    name = "rechenweg-2026-11-09.xlsx"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    examined = examine(content, TYPE, ORIGINAL)
    assert examined.budget
    assert examined.case
    assert answer.content == workings_of(examined.budget, examined.case, content).data


def test_a_case_without_an_amount_has_no_rechenweg(client: httpx.Client) -> None:
    broken = raw(without(example(), "/leistungen/0/umfang"))

    page = uploaded(client, "/herunterladen", broken, format="xlsx")

    assert "attachment" not in page.answer.headers.get("content-disposition", "")
    assert page.texts("//li[contains(@class, 'error')]")


def test_the_form_that_a_person_needs_stands_beside_the_usual_files(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", ORIGINAL)

    usual = page.texts("//section[@aria-labelledby='herunterladen']/ul/li/button")
    assert usual[2] == "Großdruck herunterladen"
    assert (
        "Die Person braucht diese Form zusätzlich" in page.texts("//p[@id='grossdruck-hinweis']")[0]
    )
    others = page.texts("//details/ul/li/button")
    assert others == ["Datei für Vorleseprogramme herunterladen", "Textdatei herunterladen"]


def test_the_zip_holds_all_files_and_is_the_same_each_time(client: httpx.Client) -> None:
    first, second = (
        uploaded(client, "/herunterladen", ORIGINAL, format="zip").answer for _ in range(2)
    )

    assert first.content == second.content
    assert first.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(first.content)) as archive:
        endings = (".pdf", ".docx", "-grossdruck.pdf", ".manifest.json")
        names = [f"bescheid-bewilligung{end}" for end in endings]
        assert archive.namelist() == [*names, "fall-2026-11-09.json"]
        assert archive.read("fall-2026-11-09.json") == ORIGINAL


def test_what_is_downloaded_is_the_file_as_it_was_uploaded(client: httpx.Client) -> None:
    """A browser changes the ends of lines in a field of text; the hash of the case would change."""
    on_windows = ORIGINAL.replace(b"\n", b"\r\n")
    page = uploaded(client, "/vorschau", on_windows)

    through_the_page = pressed(client, page, "/herunterladen", ("format", "zip")).answer

    at_once = uploaded(client, "/herunterladen", on_windows, format="zip").answer
    assert through_the_page.content == at_once.content


BUTTON = "//button[@formaction='hinweis']/@value"
JUDGED = {"grund": "So ist es besprochen.", "name": "M. Vogt", "tag": "2026-11-09"}


def test_a_hint_is_settled_by_its_button_a_reason_a_name_and_a_day(client: httpx.Client) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    keys = preview.values(BUTTON)
    asked = uploaded(client, "/hinweis", ORIGINAL, hinweis=keys[0])
    settled = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=keys[0], **JUDGED)

    assert asked.heading == "Hinweis bestätigen"
    assert asked.values("//input[@name='hinweis']/@value") == keys[:1]
    assert settled.answer.status_code == 200
    assert settled.values(BUTTON) == keys[1:]
    told = "Bestätigt von M. Vogt am 9. November 2026: So ist es besprochen."
    assert told in settled.texts("//li[contains(@class, 'settled')]/p")


def test_the_settled_hint_travels_in_the_case_and_is_replaced_when_it_is_judged_anew(
    client: httpx.Client,
) -> None:
    key = uploaded(client, "/vorschau", ORIGINAL).values(BUTTON)[0]
    first = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED)
    kept = json.loads(first.case)

    assert kept == example() | {"bestaetigte_hinweise": kept["bestaetigte_hinweise"]}
    kept["bewilligung"]["ueberpruefung"] = "2028-11-15"
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
    page = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED | {missing: " "})

    assert (page.answer.status_code, page.heading) == (422, "Hinweis bestätigen")
    assert page.values("//input[@aria-invalid]/@name") == [missing]
    kept = {one.get("name"): one.get("value") for one in page.root.xpath("//input[@required]")}
    assert kept == JUDGED | {missing: " "}


@pytest.mark.parametrize("path", ["/hinweis", "/bestaetigen"])
def test_a_hint_that_is_no_more_is_told_as_such(path: str, client: httpx.Client) -> None:
    page = uploaded(client, path, ORIGINAL, hinweis="x /y 0", **JUDGED)

    assert (page.answer.status_code, page.heading) == (404, "Diesen Hinweis gibt es nicht mehr")


def test_the_day_of_the_check_is_asked_with_today_and_the_application_as_its_limits(
    client: httpx.Client,
) -> None:
    key = uploaded(client, "/vorschau", ORIGINAL).values(BUTTON)[0]
    page = uploaded(client, "/hinweis", ORIGINAL, hinweis=key)

    [day] = page.root.xpath("//input[@name='tag']")
    assert (day.get("value"), day.get("max")) == ("2026-11-24", "2026-11-24")
    assert day.get("min") == "2026-10-18"  # the day the application bears


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-25", "Dieser Tag liegt in der Zukunft. Heute ist der 24. November 2026."),
        ("2026-10-17", "Dieser Tag liegt vor dem Antrag vom 18. Oktober 2026."),
        ("9.11.2026", "Bitte geben Sie den Tag der Prüfung an."),
    ],
)
@pytest.mark.thorough
def test_nothing_was_checked_in_the_future_or_before_the_application(
    day: str, told: str, client: httpx.Client
) -> None:
    key = uploaded(client, "/vorschau", ORIGINAL).values(BUTTON)[0]
    page = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED | {"tag": day})

    assert page.answer.status_code == 422
    assert page.texts("//p[@id='tag-fehler']") == [told]
    assert uploaded(
        client, "/bestaetigen", ORIGINAL, hinweis=key, **JUDGED | {"tag": "2026-11-24"}
    ).heading.startswith("Vorschau")


def test_a_settled_hint_is_taken_back_and_the_case_is_as_before(client: httpx.Client) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    keys = preview.values(BUTTON)
    settled = uploaded(client, "/bestaetigen", ORIGINAL, hinweis=keys[0], **JUDGED)
    [back] = settled.values("//button[@formaction='zuruecknehmen']/@value")
    reopened = pressed(client, settled, "/zuruecknehmen", ("hinweis", back))

    assert reopened.values(BUTTON) == keys
    assert json.loads(reopened.case) == example()


# --- what was typed is not lost ------------------------------------------------------------------

CHANGED = "Der Fall wurde geändert und ist noch nicht geprüft"
EDITED = TEXT.replace("Noa", "Kim")
ACTS = pytest.mark.parametrize(
    ("path", "button"),
    [
        ("/herunterladen", ("format", "pdf")),
        ("/herunterladen", ("format", "docx")),
        ("/herunterladen", ("format", "zip")),
        ("/herunterladen", ("format", "xlsx")),
        ("/hinweis", ("hinweis", "one")),
        ("/zuruecknehmen", ("hinweis", "one")),
    ],
)


@ACTS
@pytest.mark.thorough
def test_nothing_is_done_with_a_case_that_was_changed_and_not_checked(
    path: str, button: tuple[str, str], client: httpx.Client
) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    page = pressed(client, preview, path, button, fall=EDITED)

    assert (page.answer.status_code, page.heading) == (409, CHANGED)
    assert page.case == EDITED
    assert "content-disposition" not in page.answer.headers
    again = pressed(client, page, "/vorschau", ("", ""))
    assert (again.heading, again.case) == ("Vorschau des Schreibens", EDITED)


def test_the_draft_of_a_changed_case_waits_for_the_check(client: httpx.Client) -> None:
    faulty = raw(broken_case()).decode()
    page = uploaded(client, "/vorschau", faulty.encode())
    asked = pressed(
        client, page, "/herunterladen", ("entwurf", "pdf"), fall=faulty.replace("Noa", "Kim")
    )

    assert (asked.answer.status_code, asked.heading) == (409, CHANGED)


def test_another_kind_of_letter_is_checked_before_it_is_taken_along(client: httpx.Client) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    page = pressed(client, preview, "/herunterladen", ("format", "pdf"), geprueft_als="bescheid/x")

    assert page.heading == CHANGED


def test_what_was_typed_is_saved_and_checked_without_asking(client: httpx.Client) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    saved = pressed(client, preview, "/herunterladen", ("format", "fall"), fall=EDITED)

    assert saved.answer.text == EDITED
    assert pressed(client, preview, "/vorschau", ("", ""), fall=EDITED).case == EDITED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_nobody_touched_counts_as_the_file_it_shows(
    mark: bytes, client: httpx.Client
) -> None:
    """Whatever a browser does to the ends of its lines; without the mark it is a sound case."""
    file = mark + ORIGINAL.replace(b"\n", b"\r\n")
    page = uploaded(client, "/vorschau", file)
    saved = pressed(client, page, "/herunterladen", ("format", "fall"))

    assert saved.answer.content == file
    assert pressed(client, page, "/hinweis", ("hinweis", "x")).answer.status_code == 404


WORD = b"PK\x03\x04" + b"\x00" * 100


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (WORD, "Das ist eine Word-, Excel- oder ZIP-Datei"),
        (b"\xff\xd8\xff\xe0".ljust(5_000_000), "Das ist ein Bild"),
        (b"", "Die Falldatei ist leer."),
        (b" " * 20_000_000, "größer als 1 MB"),
        (ORIGINAL[:-9], "abgeschnitten"),
    ],
    ids=["a Word file", "a photograph", "nothing", "20 MB", "half a case"],
)
def test_a_wrong_file_leaves_the_typed_case_where_it_is(
    file: bytes, told: str, client: httpx.Client
) -> None:
    sent: dict[str, Any] = {"datei": ("x.json", file, "application/json")}
    parts: dict[str, Any] = {**fields(typ=TYPE, fall=EDITED.replace("\n", "\r\n"))}
    for order in ({**sent, **parts}, {**parts, **sent}):  # as on the start page, and elsewhere
        page = Page(client.post("/vorschau", files=order))

        assert page.case == EDITED
        assert any("nicht verloren" in text for text in page.texts("//p"))
        assert any(told in text for text in page.texts("//li"))


def test_a_manifest_is_no_case(client: httpx.Client, content: Content) -> None:
    """It lies beside the letter, and is an object as well."""
    manifest = generate(content, TYPE, ORIGINAL).files[-1].data
    page = uploaded(client, "/vorschau", manifest, fall=TEXT)

    assert page.heading == "Die gewählte Datei ist keine Falldatei"
    assert page.case == TEXT


def test_an_improved_file_takes_the_place_of_the_text(client: httpx.Client) -> None:
    broken = uploaded(client, "/vorschau", raw(broken_case()))
    page = uploaded(client, "/vorschau", ORIGINAL, **broken.form())

    assert (page.heading, page.case) == ("Vorschau des Schreibens", TEXT)


def test_a_file_that_was_chosen_is_checked_before_anything_is_taken_along(
    client: httpx.Client,
) -> None:
    preview = uploaded(client, "/vorschau", ORIGINAL)
    page = uploaded(client, "/herunterladen", EDITED.encode(), **preview.form(), format="pdf")

    assert (page.heading, page.case) == (CHANGED, EDITED)


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
        [told] = item.xpath("p[@class='place']")
        title, message, place = (squeezed_blanks(one.text_content()) for one in (*item[:2], told))
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
        "Hinweise (3)",
        "Entwurf für ein Gespräch",
        "Fall verbessern",
    ]
    errors, hints = "Berechtigte Person Leistungen Bankverbindung", "Bewilligung"
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


def test_links_with_the_same_words_are_told_apart_by_the_title(client: httpx.Client) -> None:
    case = example()
    case["person"]["nachname"] = "Weiß 🙂"
    case["sachbearbeitung"]["nachname"] = "Žák 🙂"
    page = uploaded(client, "/vorschau", raw(case))

    links = page.texts("//div[@role='alert']//a")
    assert [link.partition(" – ")[0] for link in links] == [
        "Nachname der Sachbearbeitung",
        "Nachname der Person",
    ]


def test_checks_that_wait_are_one_line_with_their_number(client: httpx.Client) -> None:
    case = example()
    case["traeger"] = "niemand"
    case["person"]["geburtsdatum"] = "30.7.2001"
    del case["bankverbindung"]["iban"]
    page = uploaded(client, "/vorschau", raw(case))

    [folded] = page.root.xpath("//details[@class='unchecked']")
    waiting = [squeezed_blanks(one.text_content()) for one in folded.xpath(".//li")]
    assert page.texts("//details[@class='unchecked']/summary") == [
        f"{len(waiting)} Prüfungen waren noch nicht möglich"
    ]
    assert len(waiting) > 1
    hints = page.texts("//li[contains(@class, 'note')]")
    assert not any("war nicht möglich" in text for text in hints)
    assert f"Hinweise ({len(hints)})" in page.texts("//h2")


def test_beside_a_finding_stands_how_the_field_is_written_and_where(client: httpx.Client) -> None:
    case = broken_case()
    del case["aktenzeichen"], case["bankverbindung"]
    page = uploaded(client, "/vorschau", raw(case))

    lines = page.texts("//li//pre")
    assert '"plz": "01069"' in lines
    assert any(
        'im Ausland wie dort üblich. Zum Beispiel, im Block "anschrift"' in text
        for text in page.texts("//div[@class='model']/p")
    )
    assert any("auf der obersten Ebene" in text for text in page.texts("//div[@class='model']/p"))
    # What is a block itself can be copied whole.
    [block] = [line for line in lines if line.startswith('"bankverbindung"')]
    assert json.loads("{" + block + "}")["bankverbindung"]["iban"].startswith("DE")


def test_what_is_typed_beside_findings_is_written_into_the_case(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))
    boxes = page.values("//*[starts-with(@name, 'wert:')]/@name")
    assert boxes == [
        "wert:/person/anschrift/plz",
        "wert:/leistungen/0/umfang/menge",
        "wert:/bankverbindung/iban",
    ]
    typed_in = dict(zip(boxes, ["01067", "4,0", "DE41 9991 2345 0003 7037 01"], strict=True))

    mended = pressed(client, page, "/vorschau", ("", ""), **typed_in)

    kept = json.loads(mended.case)
    assert kept["person"]["anschrift"]["plz"] == "01067"
    assert kept["leistungen"][0]["umfang"]["menge"] == "4.0"  # what 4,0 can only mean
    assert kept["bankverbindung"]["iban"] == "DE41 9991 2345 0003 7037 01"
    assert mended.heading == "Vorschau des Schreibens"


def test_the_kind_of_a_box_is_that_of_its_field(client: httpx.Client) -> None:
    blank = typed(client, "/beispiel", "", beispiel="leer").case
    page = typed(client, "/vorschau", blank)

    def box(pointer: str) -> list[str]:
        return [
            one.get("type") or one.tag for one in page.root.xpath(f"//*[@name='wert:{pointer}']")
        ]

    assert box("/entscheidung/datum") == ["date"]
    assert box("/entscheidung/kanal") == ["select"]
    assert box("/person/nachname") == ["text"]
    channels = page.values("//select[@name='wert:/entscheidung/kanal']/option/@value")
    assert channels[:2] == ["", "brief"]


def test_what_is_typed_beside_findings_waits_while_the_text_is_no_case(
    client: httpx.Client,
) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))
    cut = pressed(
        client, page, "/vorschau", ("wert:/person/anschrift/plz", "01067"), fall=page.case[:-1]
    )
    mended = pressed(client, cut, "/vorschau", ("", ""), fall=page.case)

    assert "kein gültiges JSON" in cut.texts("//div[@role='alert']//a")[0]
    assert json.loads(mended.case)["person"]["anschrift"]["plz"] == "01067"


def test_a_value_beside_a_finding_is_not_lost_by_pressing_another_button(
    client: httpx.Client,
) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))
    asked = pressed(
        client,
        page,
        "/herunterladen",
        ("entwurf", "pdf"),
        **{"wert:/person/anschrift/plz": "01067"},
    )

    assert asked.heading == CHANGED
    assert json.loads(asked.case)["person"]["anschrift"]["plz"] == "01067"


def test_the_first_button_checks_because_the_enter_key_presses_it(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", raw(broken_case()))

    first = page.root.xpath("//button[@form='formular' or ancestor::form[@id='formular']]")[0]
    assert (first.text, first.get("formaction")) == ("Eintragen und noch einmal prüfen", None)


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
    page = uploaded(client, "/herunterladen", raw(broken_case()), entwurf=ending)

    assert page.answer.status_code == 200
    name = f"bescheid-bewilligung-2026-11-09-entwurf.{ending}"
    assert page.answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert verify(page.answer.content).status is Status.DRAFT


def test_no_draft_is_offered_of_what_cannot_be_read(client: httpx.Client) -> None:
    page = uploaded(client, "/vorschau", b"[]")

    assert not page.root.xpath(DRAFT)
    assert any("sich der Fall lesen lässt" in text for text in page.texts("//p"))


DRAFT = "//button[@name='entwurf']"


def no_carrier() -> bytes:
    return raw(example() | {"traeger": "niemand"})


def another_letterhead() -> bytes:
    case = example()
    case["entscheidung"]["datum"] = "2010-01-04"
    return raw(case)


@pytest.mark.parametrize(
    "case",
    [
        raw(broken_case()),
        no_carrier(),
        b"[]",
        b"{}",
        raw(example() | {"aktenzeichen": "A\x07"}),
        raw(example() | {"aktenzeichen": "A 🙂"}),
        another_letterhead(),
    ],
    ids=["faults", "carrier", "a list", "nothing", "a sign", "an emoji", "letterhead"],
)
def test_a_draft_is_offered_exactly_where_there_is_one(
    case: bytes, client: httpx.Client, content: Content
) -> None:
    page = uploaded(client, "/vorschau", case)

    drafted = generate(content, TYPE, case, ("pdf",), draft=True).state is State.ENTWURF
    assert bool(page.root.xpath(DRAFT)) == drafted
    told = any(text.startswith("Einen Entwurf gibt es") for text in page.texts("//p"))
    assert told == (not drafted)


def test_where_the_carrier_keeps_a_draft_from_being_written_that_is_said(
    client: httpx.Client,
) -> None:
    page = uploaded(client, "/vorschau", no_carrier())

    assert "Einen Entwurf gibt es, sobald der Träger stimmt." in page.texts("//p")


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
