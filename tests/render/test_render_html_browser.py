"""HTML in a real browser: what is seen and told, in wide and narrow windows, by day and night."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from render_sample import hostile, html_renderer, sample

from docgen.letter import Letter
from docgen.proof.reading import squeeze

pytestmark = pytest.mark.needs("chromium")

Opening = Callable[..., Page]
AXE = files("axe_playwright_python") / "axe.min.js"
LETTER = sample()
DRAFT = replace(LETTER, draft=True)
WIDE, NARROW = {"width": 1280, "height": 1024}, {"width": 320, "height": 256}
"""A window, and how much room is left in it at 400 per cent (WCAG 1.4.10)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Open a letter in a new window; in the end nothing may have been asked or complained of."""
    told: list[str] = []
    windows: list[Any] = []
    file = tmp_path / "letter.html"

    def opening(letter: Letter = LETTER, **options: Any) -> Page:  # noqa: ANN401  # any window's
        file.write_bytes(html_renderer().render(letter))
        window = browser.new_context(**options)
        windows.append(window)
        page = window.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda asked: told.append(asked.url))
        page.goto(file.as_uri())
        return page

    yield opening
    for window in windows:
        window.close()
    assert set(told) == {file.as_uri()}


@pytest.mark.parametrize("letter", [LETTER, DRAFT, hostile()], ids=["letter", "draft", "hostile"])
def test_a_browser_shows_exactly_the_letter(letter: Letter, opened: Opening) -> None:
    page = opened(letter, viewport=WIDE)

    shown = page.evaluate("document.body.innerText")

    assert squeeze(shown) == squeeze("".join((*letter.head_order(), *letter.reading_order())))


@pytest.mark.parametrize("letter", [LETTER, DRAFT], ids=["letter", "draft"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nothing_stands_in_anyones_way(
    colours: str, size: dict[str, int], letter: Letter, opened: Opening
) -> None:
    page = opened(letter, color_scheme=colours, viewport=size)

    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run().then(found => found.violations)")

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []


@pytest.mark.parametrize("width", [640, 320], ids=["at 200 per cent", "at 400 per cent"])
def test_large_type_needs_no_scrolling_to_the_side(width: int, opened: Opening) -> None:
    page = opened(viewport={"width": width, "height": 256})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = """[...document.querySelectorAll('body *:not(thead, thead *)')].filter(
        one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML)"""
    assert page.evaluate(cut) == []


def test_text_twice_as_large_stays_whole(opened: Opening) -> None:
    """Larger text alone, without zoom (WCAG 1.4.4)."""
    page = opened(viewport=WIDE)

    page.evaluate("document.documentElement.style.fontSize = '225%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]


def test_lines_have_about_seventy_letters(opened: Opening) -> None:
    page = opened(viewport=WIDE)

    letters_in_a_line = page.evaluate("""() => {
        const [longest] = [...document.querySelectorAll('section > p')].sort(
            (one, other) => other.innerText.length - one.innerText.length);
        const lines = longest.offsetHeight / parseFloat(getComputedStyle(longest).lineHeight);
        return longest.innerText.length / lines; }""")

    assert 50 < letters_in_a_line < 80


def test_speech_hears_the_same_table_in_a_narrow_window(opened: Opening) -> None:
    told = [opened(viewport=size).locator("main").aria_snapshot() for size in (WIDE, NARROW)]

    assert told[0] == told[1]
    assert '- columnheader "Umfang"' in told[0]
    assert '- cell "12,00 Stunden je Woche"' in told[0]


def test_in_a_narrow_window_each_value_names_its_column_and_only_to_the_eye(
    opened: Opening,
) -> None:
    before = """[...document.querySelectorAll('td')].map(
        one => [one.innerText, one.dataset.title, getComputedStyle(one, '::before').content])"""

    narrow, wide = (opened(viewport=size).evaluate(before) for size in (NARROW, WIDE))

    assert {content for _, _, content in wide} == {"none"}
    for value, title, content in narrow:
        assert content == (f'"{title}: " / ""' if value else "none")


def test_a_draft_shows_it_at_both_ends_and_tells_it_nowhere(opened: Opening) -> None:
    def shown(letter: Letter) -> list[str]:
        page = opened(letter)
        ends = ("::before", "::after")
        assert "ENTWURF" not in page.locator("body").aria_snapshot()
        return [page.evaluate(f"getComputedStyle(document.body, '{end}').content") for end in ends]

    assert all("ENTWURF" in content for content in shown(DRAFT))
    assert shown(LETTER) == ["none", "none"]


def test_without_its_look_everything_is_still_there(opened: Opening) -> None:
    page = opened(viewport=WIDE)
    before = page.evaluate("document.body.innerText")

    page.evaluate("document.querySelector('style').remove()")

    assert squeeze(page.evaluate("document.body.innerText")) == squeeze(before)
