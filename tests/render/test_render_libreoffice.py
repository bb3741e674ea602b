"""What LibreOffice makes of a Word letter: it is the only program here that lays one out."""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import libreoffice
import pypdfium2
import pytest
from render_reading import Glyph, find, pdf_glyphs, pdf_outline
from render_sample import docx_renderer, pdf_renderer, sample

from docgen.letter import Letter

pytestmark = pytest.mark.needs("libreoffice")

LETTER: Final = sample()
HEAD: Final = LETTER.letterhead
# As much as a head may hold: a name over two lines, six lines of address, much information.
CROWDED: Final = replace(
    LETTER,
    letterhead=replace(
        HEAD,
        authority=(
            "Kommunaler Sozialverband Musterland, überörtlicher Träger der Eingliederungshilfe",
            *HEAD.authority[1:],
        ),
        return_line="Kommunaler Sozialverband Musterland, überörtlicher Träger · "
        + HEAD.return_line,
        address=("Frau", "Erika Beispiel", "Betreuungsverein e. V.", "Hof", *HEAD.address[2:]),
        information=(
            *HEAD.information,
            ("Unser Zeichen", "50.2-TH-4711/26 Eingliederungshilfe nach dem Neunten Buch"),
            *((f"Auskunft {number}", "01234 567-890") for number in range(6)),
        ),
    ),
)
LETTERS: Final[Mapping[str, Letter]] = {
    f"{name}-{form}": replace(letter, din_form=form)
    for name, letter in {"sample": LETTER, "crowded": CROWDED}.items()
    for form in ("A", "B")
}
HIGHER: Final = {"A": 18.0, "B": 0.0}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Give the letters as LibreOffice prints them, with tags."""
    drawn = {name: docx_renderer().render(letter) for name, letter in LETTERS.items()}
    return libreoffice.printed(tmp_path_factory.mktemp("libreoffice"), drawn)


def glyphs(printed: Mapping[str, bytes], name: str) -> list[Glyph]:
    return list(pdf_glyphs(printed[name]))


@pytest.mark.parametrize("name", LETTERS)
def test_the_address_stands_in_its_window(printed: Mapping[str, bytes], name: str) -> None:
    letter = LETTERS[name]

    address = find(glyphs(printed, name), "".join(letter.letterhead.address))

    higher = HIGHER[letter.din_form]
    assert min(one.left for one in address) == pytest.approx(25, abs=0.5)
    assert max(one.right for one in address) <= 105
    assert min(one.top for one in address) == pytest.approx(63.5 - higher, abs=0.5)
    assert max(one.bottom for one in address) <= 90 - higher


@pytest.mark.parametrize("name", LETTERS)
def test_the_return_line_stands_above_the_address(printed: Mapping[str, bytes], name: str) -> None:
    letter = LETTERS[name]

    line = find(glyphs(printed, name), letter.letterhead.return_line)

    higher = HIGHER[letter.din_form]
    assert min(one.top for one in line) >= 45 - higher
    assert max(one.bottom for one in line) <= 62.7 - higher
    assert max(one.right for one in line) <= 105


@pytest.mark.parametrize("name", LETTERS)
def test_the_information_stands_beside_the_address(printed: Mapping[str, bytes], name: str) -> None:
    letter = LETTERS[name]

    first = find(glyphs(printed, name), "Aktenzeichen:")[0]

    assert first.left == pytest.approx(125, abs=0.5)
    assert first.top == pytest.approx(51 - HIGHER[letter.din_form], abs=0.5)


@pytest.mark.parametrize("name", LETTERS)
def test_the_subject_stands_two_lines_below_the_longer_column(
    printed: Mapping[str, bytes], name: str
) -> None:
    letter = LETTERS[name]
    found = glyphs(printed, name)

    subject = find(found, letter.subject)[0]

    label, value = letter.letterhead.information[-1]
    longer = max(90 - HIGHER[letter.din_form], find(found, f"{label}: {value}")[-1].bottom)
    assert subject.top == pytest.approx(longer + 10.3, abs=1.2)


@pytest.mark.parametrize("name", LETTERS)
def test_the_next_pages_begin_at_their_margin(printed: Mapping[str, bytes], name: str) -> None:
    pages = {glyph.page for glyph in glyphs(printed, name)}

    assert len(pages) > 1
    for page in pages - {1}:
        top = min(glyph.top for glyph in glyphs(printed, name) if glyph.page == page)
        assert top == pytest.approx(21.5, abs=1)


@pytest.mark.parametrize("name", LETTERS)
def test_the_head_is_tagged_in_the_order_it_is_read(
    printed: Mapping[str, bytes], name: str
) -> None:
    letter = LETTERS[name]
    outline = [line.strip() for line in pdf_outline(printed[name])]

    start, end = outline.index("Document"), outline.index(f"H1 {letter.subject}")

    head = [line.removeprefix("P ") for line in outline[start + 1 : end] if line != "Sect"]
    assert squeezed(head) == squeezed(list(letter.head_order()))


@pytest.mark.parametrize("form", ["A", "B"])
def test_word_file_and_pdf_have_as_many_pages(printed: Mapping[str, bytes], form: str) -> None:
    ours = pdf_renderer().render(LETTERS[f"sample-{form}"])

    pages = [
        len(pypdfium2.PdfDocument(io.BytesIO(one))) for one in (printed[f"sample-{form}"], ours)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", LETTERS)
def test_it_is_printed_in_the_fonts_it_brings(printed: Mapping[str, bytes], name: str) -> None:
    fonts = {glyph.font for glyph in glyphs(printed, name) if glyph.character != "•"}

    assert fonts == {"NotoSans-Regular", "NotoSans-Bold"}


def squeezed(texts: list[str]) -> list[str]:
    """Give texts without white space: lines are broken where the page wants it."""
    return ["".join(text.split()) for text in texts]
