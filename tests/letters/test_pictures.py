"""The pages of the letters as they were last looked at, compared as pictures with a tolerance.

A page is drawn with 60 dots an inch and looked at through cells of 8 dots (3.4 mm). Their mean
grey may differ by `TOLERANCE` of 255, so that another way of smoothing letters is no difference,
but a line that moved by half its height, a word that is missing or another weight is one.
`pytest --snapshot-update` takes the pages as they are now; look at them before they are kept.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from cases import example
from letters import content, planned
from PIL import Image, ImageChops, ImageFilter

from docgen.pipeline import FORMATS
from docgen.pipeline.formats import letter_for

KEPT = Path(__file__).parent / "__pictures__"
CELL = 8
TOLERANCE = 18
DOTS_PER_POINT = 60 / 72
EXAMPLES = sorted(one.stem for one in content().examples())
PAGES = {**dict.fromkeys(EXAMPLES, "pdf"), "grossdruck": "grossdruck", "form-a": "pdf"}


@cache
def pages(name: str) -> tuple[Image.Image, ...]:
    """The pages of a letter, grey."""
    made, form = planned(example(name) if name in EXAMPLES else example()), FORMATS[PAGES[name]]
    letter = letter_for(content(), made.letter, made.origin, PAGES[name])
    if name == "form-a":
        letter = replace(letter, din_form="A")
    drawn = form.render(content(), letter)
    with pypdfium2.PdfDocument(drawn) as document:
        return tuple(
            page.render(scale=DOTS_PER_POINT, grayscale=True).to_pil().convert("L")
            for page in document
        )


def difference(one: Image.Image, other: Image.Image) -> int:
    """How far the greyest cell is from what it was; pages of other sizes are all different."""
    if one.size != other.size:
        return 255
    cells = [page.filter(ImageFilter.BoxBlur(1)).reduce(CELL).convert("L") for page in (one, other)]
    return max(ImageChops.difference(*cells).tobytes())


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
            page.quantize(16).save(file, optimize=True)
    assert kept(name) == [file for file, _ in shown(name)]
    for file, page in shown(name):
        with Image.open(file) as before:
            changed = difference(before.convert("L"), page)
        page.save(tmp_path / file.name)  # to be looked at beside the kept one
        assert changed <= TOLERANCE, f"{file.name}: {changed}, see {tmp_path}"


# --- what the tolerance sees ----------------------------------------------------------------------

LINE = (55, 330, 430, 341)
"""A line of text on the first page, in dots."""


def first() -> Image.Image:
    return pages("ksv-sachsen-2026")[0]


@cache
def lines() -> list[tuple[int, int]]:
    """The rows of dots with ink in the text of the first page, line by line, without mere rules."""
    left, _, right, _ = LINE
    dark = [
        min(first().crop((left, row, right, row + 1)).tobytes()) < 160
        for row in range(first().height)
    ]
    starts = [row for row in range(1, len(dark)) if dark[row] and not dark[row - 1]]
    ends = (next(end for end in range(row, len(dark)) if not dark[end]) for row in starts)
    return [(top, bottom) for top, bottom in zip(starts, ends, strict=True) if bottom - top > 5]


@pytest.mark.parametrize("number", range(12, 22))
def test_a_line_that_moved_by_half_its_height_is_seen(number: int) -> None:
    top, bottom = lines()[number]
    moved = first().copy()
    line = first().crop((LINE[0], top, LINE[2], bottom))
    moved.paste(255, (LINE[0], top, LINE[2], bottom))
    moved.paste(line, (LINE[0], top + 4))

    assert difference(first(), moved) > TOLERANCE


@pytest.mark.parametrize("number", range(12, 22))
def test_a_word_that_is_missing_is_seen(number: int) -> None:
    top, bottom = lines()[number]
    without = first().copy()
    without.paste(255, (LINE[0] + 30, top, LINE[0] + 60, bottom))

    assert difference(first(), without) > TOLERANCE


def test_another_weight_is_seen() -> None:
    assert difference(first(), first().filter(ImageFilter.MinFilter(3))) > TOLERANCE


@pytest.mark.parametrize("page", range(4))
def test_another_way_of_smoothing_is_none(page: int) -> None:
    """Drawn twice as fine and made smaller, letters have other edges."""
    drawn = FORMATS["pdf"].render(content(), planned(example()).letter)
    usual = pages("ksv-sachsen-2026")[page]
    with pypdfium2.PdfDocument(drawn) as document:
        fine = document[page].render(scale=2 * DOTS_PER_POINT, grayscale=True).to_pil()
    smaller = fine.convert("L").resize((2 * usual.width, 2 * usual.height)).reduce(2)

    assert difference(usual, smaller) <= TOLERANCE
