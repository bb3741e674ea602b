"""A caseworker at a real browser: with and without JavaScript, by keyboard, with large type."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cases import ROOT, raw
from docx import Document
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from web_pages import ORIGINAL, TYPE, broken_case

from docgen.pipeline import generate, load_content
from docgen.proof import Status, verify

pytestmark = pytest.mark.needs("chromium")

Opening = Callable[..., Page]
AXE = files("axe_playwright_python") / "axe.min.js"
TEXT = ORIGINAL.decode()
EDITED = TEXT.replace("Noa", "Kim")
CHECK = "Prüfen und Vorschau"
AGAIN = "Noch einmal prüfen"
SETTLE = "Hinweis bestätigen"


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opening]:
    """Open the start page in a new window; in the end nothing may have broken the policy."""
    told: list[str] = []
    windows: list[Any] = []

    def note(message: ConsoleMessage) -> None:
        # That an answer is no 200 is what a test may want; everything else is a fault.
        if "the server responded with a status of" not in message.text:
            told.append(message.text)

    def opening(**options: Any) -> Page:  # noqa: ANN401  # whatever a window may have
        window = browser.new_context(locale="de-DE", **options)
        windows.append(window)
        page = window.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda asked: told.extend(_elsewhere(asked.url, address)))
        page.goto(address)
        return page

    yield opening
    for window in windows:
        window.close()
    assert told == []


def _elsewhere(url: str, address: str) -> list[str]:
    return [] if url.startswith((address, "data:")) else [f"asks {url[:80]}"]


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and wait for that."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@cache
def edited_letter() -> bytes:
    """A letter with another amount and without its last lines."""
    letter = generate(load_content(ROOT), TYPE, ORIGINAL, ("docx",), access=False).files[0].data
    document: Any = Document(BytesIO(letter))
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        run.text = run.text.replace("447,80", "500,00").replace("Guten Tag", "Hallo")
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def to_findings(page: Page) -> None:
    page.get_by_label("Oder den Fall als Text einfügen").fill(raw(broken_case()).decode())
    press(page, CHECK)
    expect(page.get_by_role("alert")).to_be_focused()


def to_preview(page: Page) -> None:
    press(page, "In das Textfeld übernehmen")
    expect(page.get_by_label("Oder den Fall als Text einfügen")).to_be_focused()
    press(page, CHECK)


def to_hint(page: Page) -> None:
    to_preview(page)
    with page.expect_navigation():
        page.get_by_role("button", name=SETTLE).first.click()


def to_blank(page: Page) -> None:
    """The findings of an empty case, with a box beside each."""
    page.get_by_label("Oder mit einem Beispiel beginnen").select_option("leer")
    to_preview(page)
    expect(page.get_by_role("alert")).to_be_focused()


def to_changed(page: Page) -> None:
    to_preview(page)
    page.get_by_label("Fall als Text").fill(EDITED)
    press(page, "PDF herunterladen")


def to_settled(page: Page) -> None:
    to_hint(page)
    page.get_by_label("Grund").fill("So ist es besprochen.")
    page.get_by_label("Ihr Name").fill("M. Vogt")
    press(page, "Bestätigen")


def to_flaw(page: Page) -> None:
    to_hint(page)
    page.get_by_label("Grund").fill("Der Großdruck liegt bei.")
    page.get_by_label("Ihr Name").fill("M. Vogt")
    page.locator("form").evaluate("form => { form.noValidate = true; }")
    page.get_by_label("Tag der Prüfung").fill("2026-11-25")
    press(page, "Bestätigen")
    expect(page.get_by_label("Tag der Prüfung")).to_be_focused()


def to_verdict(page: Page) -> None:
    page.get_by_label("Fertiges Schreiben", exact=True).set_input_files(
        {"name": "x.pdf", "mimeType": "application/pdf", "buffer": edited_letter()}
    )
    press(page, "Schreiben prüfen")


def to_trouble(page: Page) -> None:
    page.goto(f"{page.url}vorschau")


def stay(_: Page) -> None:
    pass


PAGES = pytest.mark.parametrize(
    "reach",
    [
        to_findings,
        to_preview,
        *(
            pytest.param(reach, marks=pytest.mark.thorough)
            for reach in (
                stay,
                to_blank,
                to_changed,
                to_hint,
                to_flaw,
                to_settled,
                to_verdict,
                to_trouble,
            )
        ),
    ],
)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
ONE_WAY = pytest.mark.parametrize(
    "scripts",
    [pytest.param(True, marks=pytest.mark.thorough), False],
    ids=["with scripts", "without scripts"],
)


@SCRIPTS
def test_from_an_example_to_the_letter(opened: Opening, tmp_path: Path, *, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)

    to_preview(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")
    expect(page.get_by_text("447,80 Euro im Monat")).to_be_visible()
    expect(page.get_by_role("img")).to_have_count(4)

    with page.expect_download() as coming:
        page.get_by_role("button", name="PDF herunterladen").click()
    assert coming.value.suggested_filename == "bescheid-bewilligung-2026-11-09.pdf"
    coming.value.save_as(tmp_path / "letter.pdf")
    assert verify((tmp_path / "letter.pdf").read_bytes()).status is Status.UNCHANGED


@SCRIPTS
def test_from_a_broken_case_by_its_findings_to_the_letter(
    opened: Opening, tmp_path: Path, *, scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)
    file = tmp_path / "fall.json"
    file.write_text(TEXT.replace('"plz": "01069", ', ""), encoding="utf-8")

    page.get_by_label("Falldatei hochladen").set_input_files(file)
    press(page, CHECK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Der Fall hat 1 Fehler")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(
        page.get_by_role("heading", name="Anschrift der Person: Postleitzahl")
    ).to_be_in_viewport()

    field = page.get_by_label("Fall als Text")
    assert field.input_value() == file.read_text(encoding="utf-8")
    field.fill(TEXT)
    press(page, AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")


@ONE_WAY
@pytest.mark.thorough
def test_a_hint_is_judged_and_the_judgement_kept_with_the_case(
    opened: Opening, tmp_path: Path, *, scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)

    to_hint(page)
    expect(page.get_by_label("Tag der Prüfung")).to_have_value("2026-11-24")
    page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_label("Grund")).to_be_focused()
    page.get_by_label("Grund").fill("Der Großdruck liegt bei.")
    page.get_by_label("Ihr Name").fill("M. Vogt")
    page.get_by_label("Tag der Prüfung").fill("2026-11-09")
    with page.expect_navigation():
        page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_role("heading", name="Bestätigte Hinweise (1)")).to_be_visible()
    expect(page.get_by_role("button", name=SETTLE)).to_have_count(0)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Fall als Datei speichern").click()
    coming.value.save_as(tmp_path / "fall.json")
    kept = json.loads((tmp_path / "fall.json").read_text(encoding="utf-8"))
    assert [one["bestaetigt_von"] for one in kept["bestaetigte_hinweise"]] == ["M. Vogt"]
    press(page, "Bestätigung zurücknehmen")
    expect(page.get_by_role("button", name=SETTLE)).to_have_count(1)


@ONE_WAY
@pytest.mark.parametrize(
    "button",
    [
        "PDF herunterladen",
        pytest.param("Word-Datei herunterladen", marks=pytest.mark.thorough),
        SETTLE,
    ],
)
@pytest.mark.thorough
def test_a_change_is_kept_and_has_to_be_checked_before_anything_is_done(
    button: str, opened: Opening, *, scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts)

    to_preview(page)
    page.get_by_label("Fall als Text").fill(EDITED)
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("noch nicht geprüft")
    assert page.get_by_label("Fall als Text").input_value() == EDITED
    press(page, AGAIN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")
    with page.expect_download():
        page.get_by_role("button", name="PDF herunterladen").click()


@ONE_WAY
@pytest.mark.thorough
def test_a_wrong_file_leaves_the_typed_case_on_the_page(opened: Opening, *, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)

    to_findings(page)
    before = page.get_by_label("Fall als Text").input_value()
    page.get_by_text("Stattdessen eine verbesserte Datei hochladen").click()
    page.get_by_label("Falldatei hochladen").set_input_files(
        {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff".ljust(20_000_000)}
    )
    press(page, AGAIN)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Die gewählte Datei ist keine Falldatei"
    )
    expect(page.get_by_text("Das ist ein Bild")).to_be_visible()
    assert page.get_by_label("Fall als Text").input_value() == before


@SCRIPTS
@pytest.mark.thorough
def test_values_are_typed_beside_the_findings(opened: Opening, *, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)

    to_findings(page)
    page.get_by_label("Oder hier eintragen: Leistung 1: Umfang: Menge").fill("4,0")
    page.get_by_label("Oder hier eintragen: Anschrift der Person: Postleitzahl").fill("01067")
    page.get_by_label("Oder hier eintragen: IBAN").fill("DE41 9991 2345 0003 7037 01")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")


@SCRIPTS
@pytest.mark.thorough
def test_an_example_is_told_and_focused_once_it_is_there(opened: Opening, *, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)

    press(page, "In das Textfeld übernehmen")

    expect(page.get_by_role("status")).to_contain_text("steht jetzt im Textfeld")
    expect(page.get_by_label("Oder den Fall als Text einfügen")).to_be_focused()


@SCRIPTS
def test_a_finished_letter_is_judged(opened: Opening, *, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts)

    to_verdict(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Das Schreiben ist unvollständig oder falsch"
    )
    expect(page.get_by_role("heading", name="Was geändert wurde")).to_be_visible()
    page.get_by_role("link", name="Ein anderes Schreiben prüfen").click()
    expect(page.get_by_role("heading", name="Fertiges Schreiben prüfen")).to_be_in_viewport()


def test_all_of_it_by_keyboard(opened: Opening) -> None:
    page = opened()

    def walk_to(name: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if name in page.evaluate("document.activeElement.innerText || ''"):
                return
        raise AssertionError(name)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    walk_to("In das Textfeld übernehmen")
    page.keyboard.press("Space")
    page.wait_for_url("**/beispiel")
    expect(page.get_by_label("Oder den Fall als Text einfügen")).to_be_focused()
    walk_to(CHECK)
    page.keyboard.press("Enter")
    page.wait_for_url("**/vorschau")
    walk_to("Word-Datei herunterladen")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "bescheid-bewilligung-2026-11-09.docx"
    walk_to(AGAIN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/vorschau")


@PAGES
@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_nothing_stands_in_anyones_way(
    reach: Callable[[Page], None], colours: str, opened: Opening
) -> None:
    page = opened(color_scheme=colours)

    reach(page)
    for closed in page.locator("summary").all():
        closed.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run().then(found => found.violations)")

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []


@PAGES
@pytest.mark.parametrize(
    "size",
    [
        pytest.param({"width": 640, "height": 512}, marks=pytest.mark.thorough),
        {"width": 320, "height": 256},
    ],
    ids=["at 200 per cent", "at 400 per cent"],
)
def test_large_type_needs_no_scrolling_to_the_side(
    reach: Callable[[Page], None], size: dict[str, int], opened: Opening
) -> None:
    """A window of 1280 by 1024, enlarged, has this much room (WCAG 1.4.10)."""
    page = opened(viewport=size)

    reach(page)
    for closed in page.locator("summary").all():
        closed.click()

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    cut = """[...document.querySelectorAll('main *')].filter(
        one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"""
    assert page.evaluate(cut) == []


def test_text_twice_as_large_stays_whole(opened: Opening) -> None:
    """Larger text alone, without zoom (WCAG 1.4.4)."""
    page = opened(viewport={"width": 1280, "height": 1024})

    to_findings(page)
    page.evaluate("document.documentElement.style.fontSize = '225%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@PAGES
@pytest.mark.thorough
def test_what_has_the_focus_is_seen_to_have_it(
    reach: Callable[[Page], None], opened: Opening
) -> None:
    page = opened(forced_colors="active")

    reach(page)
    focused, name = set(), ""
    while True:
        before = name
        page.keyboard.press("Tab")
        name, width, style = page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
               return [one.outerHTML.slice(0, 200), parseFloat(look.outlineWidth),
                       one === document.body ? 'body' : look.outlineStyle]; }"""
        )
        if style == "body" or (name in focused and name != before):
            break  # the end of the page; day, month and year of a date are one field
        assert (width >= 2, style != "none") == (True, True), name
        focused.add(name)

    assert len(focused) >= 3


def test_the_way_back_leads_to_the_form(opened: Opening) -> None:
    page = opened()

    to_findings(page)
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Schreiben erzeugen")
    to_preview(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")


@pytest.mark.thorough
def test_a_page_loaded_again_is_the_same(opened: Opening) -> None:
    page = opened()

    to_findings(page)
    page.reload()

    expect(page.get_by_role("heading", level=1)).to_have_text("Der Fall hat 3 Fehler")


@pytest.mark.thorough
def test_pressed_twice_the_letter_comes_all_the_same(opened: Opening) -> None:
    page = opened()

    press(page, "In das Textfeld übernehmen")
    page.get_by_role("button", name=CHECK).dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text("Vorschau des Schreibens")


@pytest.mark.thorough
def test_a_file_that_is_far_too_large_gets_its_answer(opened: Opening, tmp_path: Path) -> None:
    """A browser shows no answer that comes before it has sent everything."""
    page = opened()
    file = tmp_path / "fall.json"
    file.write_bytes(b" " * 50_000_000)

    page.get_by_label("Falldatei hochladen").set_input_files(file)
    press(page, CHECK)

    expect(page.get_by_role("heading", level=1)).to_have_text("Die Datei ist zu groß")
