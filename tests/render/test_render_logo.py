"""The logo in the letterhead: where it stands, what a reader hears of it, what carries it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import libreoffice
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pictures import png
from render_reading import (
    MILLIMETRES,
    docx_paragraphs,
    docx_part,
    docx_part_names,
    find,
    pdf_glyphs,
    pdf_outline,
    values,
)
from render_sample import LAYOUTS, docx_renderer, pdf_renderer, sample
from test_render_tags import elements
from word_schema import problems

from docgen.accessibility import check_accessibility
from docgen.findings import Severity
from docgen.letter import Letter, Logo
from docgen.proof import read_file
from docgen.render import widest_logo
from docgen.render.weasy import Press

WORDS: Final = "Wappen des Landkreises Musterland"
HEADER: Final = "word/header1.xml"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SIZES: Final = {
    ("A", "wide"): (75, 12),
    ("A", "tall"): (15, 19),
    ("B", "wide"): (75, 12),
    ("B", "tall"): (15, 30),
}
"""The widest and the tallest there may be, in millimetres, by form."""
ADDRESS_ZONE: Final = {"A": 27.0, "B": 45.0}


def with_logo(form: str = "B", shape: str = "wide") -> Letter:
    width, height = SIZES[form, shape]
    logo = Logo(png(width * 10, height * 10), WORDS, width, height)
    letter = sample()
    return replace(letter, din_form=form, letterhead=replace(letter.letterhead, logo=logo))


def pictures(content: bytes) -> list[tuple[float, float, float, float]]:
    """Left, upper, right and lower edge of each picture on the first page, in millimetres."""
    page = pypdfium2.PdfDocument(content)[0]
    height = page.get_height()
    found = []
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = one.get_bounds()
        sides = (left, height - top, right, height - bottom)
        found.append(tuple(side * MILLIMETRES for side in sides))
    return found


def assert_in_place(content: bytes, letter: Letter) -> None:
    """In the upper right corner, above the address, and no glyph of the page touches it."""
    logo = letter.letterhead.logo
    assert logo is not None
    [(left, upper, right, lower)] = pictures(content)

    assert right == pytest.approx(190, abs=0.2)
    assert right - left == pytest.approx(logo.width_mm, abs=0.1)
    assert lower - upper == pytest.approx(logo.height_mm, abs=0.1)
    assert upper >= 6.9
    assert lower <= ADDRESS_ZONE[letter.din_form] + 0.1
    for glyph in pdf_glyphs(content):
        beside = glyph.right < left - 4 or glyph.top > lower or glyph.page > 1
        assert beside, glyph


def crowded(form: str) -> Letter:
    """A letterhead of a long name, and beside it the widest logo there is room for."""
    letter = with_logo(form)
    names = {"A": "Bezirksverband Musterland-Süd", "B": "Amt für Jugend, Soziales und Gesundheit"}
    lines = (names[form], *letter.letterhead.authority[1:])
    width = min(widest_logo(LAYOUTS, lines, form), 75)
    logo = Logo(png(600, 600 * 5 // width), WORDS, width, 5)
    return replace(letter, letterhead=replace(letter.letterhead, authority=lines, logo=logo))


def assert_crowded(content: bytes, form: str) -> None:
    """The letterhead stays above the address, over two lines where there is room for two."""
    lines = crowded(form).letterhead.authority
    glyphs = list(pdf_glyphs(content))
    head = find(glyphs, "".join(lines))
    assert max(glyph.bottom for glyph in head) < ADDRESS_ZONE[form]
    name = find(glyphs, lines[0])
    assert (name[-1].top > name[0].bottom) == (form == "B")


# --- PDF ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "shape"), SIZES)
def test_the_logo_stands_in_the_upper_right_corner_of_a_pdf(form: str, shape: str) -> None:
    letter = with_logo(form, shape)

    assert_in_place(pdf_renderer().render(letter), letter)


@pytest.mark.parametrize("form", ["A", "B"])
def test_everything_else_stands_where_it_does_without(form: str) -> None:
    letter = with_logo(form)
    without = replace(letter, letterhead=replace(letter.letterhead, logo=None))

    assert list(pdf_glyphs(pdf_renderer().render(letter))) == list(
        pdf_glyphs(pdf_renderer().render(without))
    )


@pytest.mark.parametrize("form", ["A", "B"])
def test_a_long_name_breaks_beside_the_logo_and_stays_above_the_address(form: str) -> None:
    letter = crowded(form)
    content = pdf_renderer().render(letter)

    assert_in_place(content, letter)
    assert_crowded(content, form)


def test_a_reader_hears_the_words_of_the_logo_before_the_name() -> None:
    lines = pdf_outline(pdf_renderer().render(with_logo()))

    assert [one.strip() for one in lines[1:6]] == [
        "Document",
        "Div",
        "Figure",
        "P",
        "Span Landkreis Musterland",
    ]


@dataclass(frozen=True)
class Figure:
    """What the tag of a picture says; the box as the numbers in the file."""

    words: str
    placement: str
    box: list[float]


def figure(content: bytes) -> Figure:
    """The one picture that is tagged."""
    pdf = pikepdf.open(io.BytesIO(content))
    [one] = [one for one in elements(pdf) if one.S == "/Figure"]
    return Figure(str(one.Alt), str(one.A.get("/Placement")), [float(side) for side in one.A.BBox])


def test_the_tag_of_the_logo_has_its_words_and_its_place() -> None:
    content = pdf_renderer().render(with_logo("A", "tall"))

    said = figure(content)
    [(left, upper, right, lower)] = pictures(content)

    box = [side * MILLIMETRES for side in said.box]
    assert (said.words, said.placement) == (WORDS, "/Block")
    assert box == pytest.approx([left, 297 - lower, right, 297 - upper], abs=0.05)


def test_weasyprint_itself_counts_the_place_in_pixels_from_above() -> None:
    """The repair is still needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "_finish", lambda *_: None)
        content = pdf_renderer().render(with_logo("A", "tall"))

    [(left, upper, _, _)] = pictures(content)
    box = [side * 25.4 / 96 for side in figure(content).box]
    assert box[:2] == pytest.approx([left, upper], abs=0.05)


def test_the_words_of_the_logo_stand_literally() -> None:
    words = '"><script>x</script> {{7*7}} & „Wappen“'
    letter = with_logo()
    logo = replace(letter.letterhead.logo or Logo(b"", "", 1, 1), text=words)
    letter = replace(letter, letterhead=replace(letter.letterhead, logo=logo))

    header = docx_part(docx_renderer().render(letter), HEADER)

    assert figure(pdf_renderer().render(letter)).words == words
    assert words in [one.get("descr") for one in header.iter(f"{DRAWING}docPr")]


def test_a_letter_without_a_logo_shows_none_after_one_with() -> None:
    before = pdf_renderer().render(sample()), docx_renderer().render(sample())

    pdf_renderer().render(with_logo())
    docx_renderer().render(with_logo())

    assert (pdf_renderer().render(sample()), docx_renderer().render(sample())) == before
    assert pictures(before[0]) == []
    assert not [name for name in docx_part_names(before[1]) if "media" in name]


# --- Word -----------------------------------------------------------------------------------------


def test_the_logo_of_a_word_file_is_a_picture_in_a_line_with_its_words() -> None:
    header = docx_part(docx_renderer().render(with_logo("B", "tall")), HEADER)

    [inline] = header.iter(f"{DRAWING}inline")
    described, extent = inline.find(f"{DRAWING}docPr"), inline.find(f"{DRAWING}extent")
    assert described is not None
    assert extent is not None
    assert described.get("descr") == WORDS
    assert (extent.get("cx"), extent.get("cy")) == (str(15 * 36_000), str(30 * 36_000))


def test_the_lines_of_the_letterhead_leave_the_picture_its_room() -> None:
    """Whatever a program lets flow around a picture in the header: it meets no line."""
    content = docx_renderer().render(with_logo())

    indents = values(docx_part(content, "word/document.xml"), ".//w:ind/@w:right")
    assert indents[:4] == ["4535"] * 4  # 80 mm in twips, for each of four lines
    assert values(docx_part(content, HEADER), ".//w:framePr/@w:w") == ["4252"]


@pytest.mark.parametrize("form", ["A", "B"])
def test_a_word_file_with_a_logo_keeps_the_schema(form: str) -> None:
    assert problems(docx_renderer().render(with_logo(form))) == []


def test_every_drawing_of_a_word_file_has_a_number_of_its_own() -> None:
    """Word repairs a file in which two have the same."""
    header = docx_part(docx_renderer().render(with_logo()), HEADER)

    numbers = [one.get("id") for one in header.iter(f"{DRAWING}docPr")]
    assert len(set(numbers)) == len(numbers) == 4


def test_the_picture_lies_in_the_package_as_we_encoded_it() -> None:
    letter = with_logo()
    content = docx_renderer().render(letter)

    [name] = [one for one in docx_part_names(content) if one.startswith("word/media/")]
    assert letter.letterhead.logo is not None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read(name) == letter.letterhead.logo.png
        assert b'ContentType="image/png"' in archive.read("[Content_Types].xml")


def test_the_place_of_the_logo_leaves_no_paragraph_where_there_is_none() -> None:
    styles = [style for style, _ in docx_paragraphs(docx_renderer().render(sample()), HEADER)]

    assert "BriefkopfBild" not in styles


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """All of them as LibreOffice prints them, asked once."""
    letters = {f"{form}-{shape}": with_logo(form, shape) for form, shape in SIZES}
    letters |= {f"{form}-crowded": crowded(form) for form in "AB"}
    letters |= {f"{form}-plain": replace(sample(), din_form=form) for form in "AB"}
    drawn = {name: docx_renderer().render(letter) for name, letter in letters.items()}
    return libreoffice.printed(tmp_path_factory.mktemp("libreoffice"), drawn)


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize(("form", "shape"), SIZES)
def test_libreoffice_shows_the_whole_logo_in_its_place(
    form: str, shape: str, printed: Mapping[str, bytes]
) -> None:
    content = printed[f"{form}-{shape}"]

    assert_in_place(content, with_logo(form, shape))
    assert list(pdf_glyphs(content)) == list(pdf_glyphs(printed[f"{form}-plain"]))


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("form", ["A", "B"])
def test_libreoffice_breaks_a_long_name_beside_the_logo_as_the_pdf_does(
    form: str, printed: Mapping[str, bytes]
) -> None:
    assert_in_place(printed[f"{form}-crowded"], crowded(form))
    assert_crowded(printed[f"{form}-crowded"], form)


# --- both -----------------------------------------------------------------------------------------

RENDERERS: Final[dict[str, Callable[[Letter], bytes]]] = {
    "pdf": lambda letter: pdf_renderer().render(letter),
    "docx": lambda letter: docx_renderer().render(letter),
}


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
def test_the_proof_reads_the_same_with_and_without(render: Callable[[Letter], bytes]) -> None:
    plain, shown = read_file(render(sample())), read_file(render(with_logo()))

    assert (shown.units, shown.footers, shown.aside) == (plain.units, plain.footers, plain.aside)


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
def test_nothing_about_a_logo_keeps_anybody_from_reading(
    render: Callable[[Letter], bytes],
) -> None:
    found = check_accessibility(render(with_logo()))

    assert [one for one in found if one.severity is Severity.FEHLER] == []


@pytest.mark.parametrize("render", RENDERERS.values(), ids=RENDERERS)
def test_the_same_logo_gives_the_same_bytes(render: Callable[[Letter], bytes]) -> None:
    assert render(with_logo()) == render(with_logo())


# --- room beside it -------------------------------------------------------------------------------


def test_the_longer_the_name_the_narrower_the_logo() -> None:
    names = ("Stadt Muster", "Kommunaler Sozialverband Sachsen", "Landesamt für Soziales " * 3)
    rest = ("Fachbereich 2", "Probeallee 1", "04109 Leipzig")

    in_a, in_b = (
        [widest_logo(LAYOUTS, (name.strip(), *rest), form) for name in names] for form in "AB"
    )

    assert in_a == sorted(in_a, reverse=True)
    assert in_a[0] > 75
    assert in_a[2] == 0
    assert all(b > a for a, b in zip(in_a, in_b, strict=True))


def test_a_word_longer_than_the_sheet_leaves_no_room() -> None:
    assert widest_logo(LAYOUTS, ("W" * 400, "Weg 1", "04109 Leipzig"), "B") == 0
