"""Whatever a letter says, every format says it in its order, and the proof reads it back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from any_letter import letters, printed_letters
from hypothesis import HealthCheck, given, settings
from render_sample import (
    docx_renderer,
    html_renderer,
    paragraph,
    pdf_renderer,
    sample,
    text_renderer,
)

from docgen.letter import Block, BulletList, Letter, Paragraph, Ruling, Section, Table
from docgen.proof import PlannedText, Reading, compare, read_file, read_text
from docgen.proof.reading import fold
from docgen.provenance import read_provenance

RANDOMLY = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

Told = tuple[str, int, str]
"""Kind, level and folded text of a unit."""


def told(reading: Reading) -> list[Told]:
    return [(unit.kind, unit.level, unit.text) for unit in reading.units]


def planned(letter: Letter) -> list[Told]:
    """Every unit that has any text, with the kind it has to have."""
    kinds = (*_kinds_of_head(letter), *_kinds(letter))
    texts = (*letter.head_order(), *letter.reading_order())
    units = ((*kind, fold(text)) for kind, text in zip(kinds, texts, strict=True))
    return [unit for unit in units if unit[-1]]


def _kinds_of_head(letter: Letter) -> Iterator[tuple[str, int]]:
    yield from [("absatz", 0)] * (len(letter.letterhead.authority) + 2)
    yield from [("punkt", 0)] * len(letter.letterhead.information)


def _kinds(letter: Letter) -> Iterator[tuple[str, int]]:
    yield from (("ueberschrift", 1), ("absatz", 0), ("absatz", 0))
    for section in letter.sections:
        if section.heading is not None:
            yield "ueberschrift", 2
        for block in section.blocks:
            if isinstance(block, Ruling):
                for one in block.blocks:
                    yield from _kinds_of_block(one, "punkt")
            else:
                yield from _kinds_of_block(block, "absatz")


def _kinds_of_block(block: Block, paragraph: str) -> Iterator[tuple[str, int]]:
    match block:
        case Paragraph():
            yield paragraph, 0
        case BulletList(items):
            yield from [("punkt", 0)] * len(items)
        case Table():
            yield "titel", 0
            yield from [("zeile", 0)] * (len(block.rows) + 1)


def whole(letter: Letter) -> PlannedText:
    return PlannedText(tuple(letter.head_order()), tuple(letter.reading_order()), letter.footer())


@given(letters)
@RANDOMLY
def test_html_says_exactly_the_letter(letter: Letter) -> None:
    reading = read_file(html_renderer().render(letter))

    assert told(reading) == planned(letter)
    assert reading.aside == (("ENTWURF",) if letter.draft else ())
    assert read_provenance(reading.provenance or "") == read_provenance(letter.provenance)


@given(letters)
@RANDOMLY
def test_text_says_exactly_the_letter(letter: Letter) -> None:
    reading = read_text(text_renderer().render(letter))

    assert told(reading) == planned(letter)
    assert reading.aside == (("ENTWURF – nicht versenden",) if letter.draft else ())


@given(letters)
@RANDOMLY
def test_docx_says_the_letter_wherever_its_frame_puts_the_head(letter: Letter) -> None:
    reading = read_file(docx_renderer().render(replace(letter, draft=False)))

    assert compare(reading, whole(letter)) == ()


@given(printed_letters)
@settings(RANDOMLY, max_examples=60, deadline=None, derandomize=True)
@pytest.mark.thorough
def test_pdf_says_the_letter_wherever_its_pages_break(letter: Letter) -> None:
    reading = read_file(pdf_renderer().render(replace(letter, draft=False)))

    assert compare(reading, whole(letter)) == ()


@pytest.mark.parametrize("lines", range(6))
def test_a_hyphen_before_a_number_parts_no_paragraph(lines: int) -> None:
    """No line ends there, so it is no sign that a paragraph over two pages ends."""
    filler = tuple(paragraph(f"Zeile {number}.") for number in range(lines))
    words = " ".join(f"{'a' * (number % 17)} Nr-{10**19 + number}" for number in range(300))
    section = Section("begruendung", "Gründe", (*filler, paragraph(words)))

    reading = read_file(pdf_renderer().render(replace(sample(), sections=(section,))))

    assert fold(words) in [unit.text for unit in reading.units]
