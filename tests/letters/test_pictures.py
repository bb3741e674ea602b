"""The pages of the letters as they were last looked at, compared as pictures.

A page is drawn with 240 dots an inch and made four times smaller, so that where a letter falls
between two dots is no difference. Then it is looked at twice, in both directions:

- `new_ink`: how dark a dot is where the other page is blank for a dot around. Drawing the same page
  otherwise makes 0 of 255; a fold mark 17, a word that moved by 1 mm 51, one that is missing 153.
- `other_grey`: how far the mean of 9 dots around each dot (4 mm) is from what it was. Drawing the
  same page otherwise makes up to 26; letters paler by 40 % make 59, a word missing in a shaded cell
  79, bolder letters 115.

The pages are kept in seven greys, which keeps the files small and makes up to 8 of a mean.
`pytest --snapshot-update` takes the pages as they are now; look at them before they are kept.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from cases import example
from letters import content, planned
from PIL import Image, ImageChops, ImageFilter

from docgen.pipeline import FORMATS
from docgen.pipeline.formats import letter_for

pytestmark = pytest.mark.whole

KEPT: Final = Path(__file__).parent / "__pictures__"
FINER: Final = 4
DOTS_PER_POINT: Final = 60 / 72
DOTS_PER_MM: Final = 60 / 25.4
GREYS: Final = (255, 238, 204, 153, 102, 51, 0)
"""Closest where it is light: there the thin marks are."""
INK_TOLERANCE: Final = 12
GREY_TOLERANCE: Final = 40
EXAMPLES: Final = sorted(one.stem for one in content().examples())
FIRST: Final = "ksv-sachsen-2026"
PAGES: Final = {**dict.fromkeys(EXAMPLES, "pdf"), "grossdruck": "grossdruck", "form-a": "pdf"}


@cache
def printed(name: str) -> bytes:
    """A letter as PDF."""
    made = planned(example(name) if name in EXAMPLES else example())
    letter = letter_for(content(), made.letter, made.origin, PAGES[name])
    if name == "form-a":
        letter = replace(letter, din_form="A")
    return FORMATS[PAGES[name]].render(content(), letter)


@cache
def drawn(name: str, finer: int = FINER) -> tuple[Image.Image, ...]:
    """The pages of a letter, grey, so many times finer than they are looked at."""
    with pypdfium2.PdfDocument(printed(name)) as document:
        return tuple(
            page.render(scale=finer * DOTS_PER_POINT, grayscale=True).to_pil().convert("L")
            for page in document
        )


@cache
def pages(name: str, finer: int = FINER) -> tuple[Image.Image, ...]:
    """The pages of a letter as they are looked at."""
    return tuple(page.reduce(finer) for page in drawn(name, finer))


def new_ink(one: Image.Image, other: Image.Image) -> int:
    """The darkest dot on either page where the other is blank for a dot around."""
    return max(
        max(ImageChops.darker(ImageChops.invert(inked), _blank(page)).tobytes())
        for inked, page in ((one, other), (other, one))
    )


def _blank(page: Image.Image) -> Image.Image:
    """White where a page is so for a dot around, else black."""
    return page.filter(ImageFilter.MinFilter(3)).point(lambda grey: 255 if grey > 250 else 0)


def other_grey(one: Image.Image, other: Image.Image) -> int:
    """The largest change of the mean around a dot."""
    means = (page.filter(ImageFilter.BoxBlur(4)) for page in (one, other))
    return max(ImageChops.difference(*means).tobytes())


def is_other(one: Image.Image, other: Image.Image) -> bool:
    return (
        one.size != other.size
        or new_ink(one, other) > INK_TOLERANCE
        or other_grey(one, other) > GREY_TOLERANCE
    )


def to_keep(page: Image.Image) -> Image.Image:
    nearest = [min(GREYS, key=lambda one: abs(one - grey)) for grey in range(256)]
    return page.point(nearest).quantize(len(GREYS))


def kept(name: str) -> list[Path]:
    return sorted(KEPT.glob(f"{name}-*.png"))


def shown(name: str) -> Iterator[tuple[Path, Image.Image]]:
    for number, page in enumerate(pages(name), start=1):
        yield KEPT / f"{name}-{number:02}.png", page


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_look_as_they_did(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if request.config.getoption("update_snapshots"):
        for old in kept(name):
            old.unlink()
        for file, page in shown(name):
            to_keep(page).save(file, optimize=True)
    assert kept(name) == [file for file, _ in shown(name)]
    for file, page in shown(name):
        page.save(tmp_path / file.name)  # to be looked at beside the kept one
        with Image.open(file) as before:
            assert not is_other(before.convert("L"), page), f"{file.name}, see {tmp_path}"


# --- what is seen ---------------------------------------------------------------------------------

Box = tuple[int, int, int, int]

WORDS: Final = {
    "letterhead": ("Träger", 1),
    "return line": ("Probeallee", 2),
    "address": ("Lerchenprobe", 1),
    "information": ("23125-140", 1),
    "day": ("November", 1),
    "subject": ("Bescheid", 1),
    "ruling": ("befristet", 1),
    "table": ("Stunden", 1),
    "running line": ("Aktenzeichen", 2),
    "page number": ("Seite", 1),
}
"""A word of each part of the first page, and which of its kind it is."""


def place(word: str, number: int) -> Box:
    """Where a word stands on the first page, in fine dots."""
    with pypdfium2.PdfDocument(printed(FIRST)) as document:
        text = document[0].get_textpage()
        search = text.search(word, match_case=True)
        index, count = [search.get_next() for _ in range(number)][-1]
        boxes = [text.get_charbox(one) for one in range(index, index + count)]
        height = document[0].get_height()
    left, bottom = (min(box[side] for box in boxes) for side in (0, 1))
    right, top = (max(box[side] for box in boxes) for side in (2, 3))
    scale = FINER * DOTS_PER_POINT
    upper, lower = (height - top) * scale, (height - bottom) * scale
    return round(left * scale) - 2, round(upper) - 2, round(right * scale) + 2, round(lower) + 2


def is_seen(change: Image.Image, name: str = FIRST) -> bool:
    """Whether a change of the first page would be told, the page being kept as it was."""
    return is_other(to_keep(pages(name)[0]).convert("L"), change.reduce(FINER))


def without(page: Image.Image, box: Box) -> Image.Image:
    """The page with nothing but its ground in a box."""
    page, ground = page.copy(), max(page.crop(box).tobytes())
    page.paste(ground, box)
    return page


def test_the_page_itself_is_no_change() -> None:
    assert not is_seen(drawn(FIRST)[0])


@pytest.mark.parametrize("part", WORDS)
def test_a_word_that_moved_by_a_millimetre_is_seen(part: str) -> None:
    page, box = drawn(FIRST)[0], place(*WORDS[part])
    step = round(FINER * DOTS_PER_MM)
    for right, down in ((0, step), (0, -step), (step, 0), (-step, 0)):
        moved = without(page, box)
        moved.paste(page.crop(box), (box[0] + right, box[1] + down))

        assert is_seen(moved), (right, down)


@pytest.mark.parametrize("part", [*WORDS, "table head"])
def test_a_word_that_is_missing_is_seen(part: str) -> None:
    box = place(*{**WORDS, "table head": ("Umfang", 1)}[part])

    assert is_seen(without(drawn(FIRST)[0], box))


@pytest.mark.parametrize(
    ("name", "heights"), [(FIRST, (105, 148.5, 210)), ("form-a", (87, 148.5, 192))]
)
def test_a_fold_mark_that_is_missing_is_seen(name: str, heights: tuple[float, ...]) -> None:
    page = drawn(name)[0]
    for height in heights:
        left, upper, right, lower = (
            round(one * FINER * DOTS_PER_MM) for one in (3, height - 2, 12, height + 2)
        )

        assert is_seen(without(page, (left, upper, right, lower)), name), height


def test_another_weight_is_seen_and_so_are_paler_letters() -> None:
    page = drawn(FIRST)[0]

    assert is_seen(page.filter(ImageFilter.MinFilter(5)))
    assert is_seen(page.point(lambda grey: round(grey + 0.4 * (255 - grey))))


@pytest.mark.parametrize("finer", [2, 3, 8])
def test_another_way_of_drawing_is_no_change(finer: int) -> None:
    for name in (FIRST, "grossdruck"):
        for page, other in zip(pages(name), pages(name, finer), strict=True):
            assert not is_other(to_keep(page).convert("L"), other)


def test_a_page_that_is_drawn_a_quarter_of_a_dot_aside_is_no_change() -> None:
    page = drawn(FIRST)[0]

    assert not is_seen(ImageChops.offset(page, 1, 1))
