"""The PDF: geometry, tags, fonts, metadata, and what is refused."""

import json
import logging
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from render_reading import (
    MILLIMETRES,
    find,
    pdf_attachments,
    pdf_glyphs,
    pdf_metadata,
    pdf_outline,
    pdf_texts,
    pdf_untagged_text,
    pdf_words,
)
from render_sample import (
    HOSTILE,
    HOSTILE_PLACES,
    LAYOUTS,
    PROVENANCE,
    hostile,
    paragraph,
    pdf_renderer,
    sample,
)
from syrupy.assertion import SnapshotAssertion

from docgen.installation import BrokenInstallationError
from docgen.letter import BulletList, Column, Letter, Row, Ruling, Run, Section, Table
from docgen.render import LARGE_PRINT, PdfRenderer

LETTER = sample()


def printed(letter: Letter) -> bytes:
    return pdf_renderer().render(letter)


def with_section(*blocks: object) -> Letter:
    section = Section("rahmen", "Probe", blocks)  # type: ignore[arg-type]
    return replace(LETTER, sections=(section, *LETTER.sections))


def sixty_rows() -> Table:
    rows = [Row((f"Zeile {number}", f"{number},00 €")) for number in range(1, 61)]
    columns = (Column("Posten", 2), Column("Betrag", 1, numeric=True))
    return Table("Lange Tabelle", columns, (*rows, Row(("Summe", "1.830,00 €"), total=True)))


@pytest.fixture
def own_layouts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LAYOUTS, tmp_path / "layouts"))


def test_outline_of_the_sample(snapshot: SnapshotAssertion) -> None:
    assert "\n".join(pdf_outline(printed(LETTER))) == snapshot


def test_items_of_lists_hold_only_a_label_and_a_body() -> None:
    lines = pdf_outline(printed(LETTER))

    for above, line in pairwise(lines):
        if above.strip() == "LI":
            assert line.split()[0] in ("Lbl", "LBody")
        if line.split()[0] == "L":
            assert above.strip() != "L"


def test_header_cells_say_what_they_head() -> None:
    heads = [line.strip() for line in pdf_outline(printed(LETTER)) if line.split()[0] == "TH"]

    assert Counter(heads) == {"TH Column": 4 + 3, "TH Row": 3 + 5}


def test_only_running_lines_and_page_numbers_are_decoration() -> None:
    content = printed(LETTER)

    pages = len(pdf_texts(content))
    lines = [f"{LETTER.running_line} Seite {page} von {pages}" for page in range(1, pages + 1)]
    assert pdf_untagged_text(content) == "".join(lines)


def test_text_stands_in_reading_order_even_without_the_tags() -> None:
    words = pdf_words(printed(LETTER))
    head = LETTER.letterhead
    information = [part for label, value in head.information for part in (f"{label}:", value)]
    units = [*head.authority, head.return_line, *head.address, *information]

    place = 0
    for unit in (*units, *LETTER.reading_order()):
        place = words.find(" ".join(unit.split()), place)
        assert place >= 0, unit
        place += len(unit.split())


@pytest.mark.parametrize(("form", "address_zone"), [("A", (44.7, 72.0)), ("B", (62.7, 90.0))])
def test_six_address_lines_stay_in_the_window(form: str, address_zone: tuple[float, float]) -> None:
    lines = ("Frau", "Dr. Ägidia Übermut-Jung", "c/o Ölßner", "Hinterhaus", "Gjp 1", "01234 Gjörp")
    letter = replace(LETTER, din_form=form, letterhead=replace(LETTER.letterhead, address=lines))

    address = find(list(pdf_glyphs(printed(letter))), "".join(lines))

    top, bottom = address_zone
    assert min(glyph.left for glyph in address) == pytest.approx(25, abs=1)
    assert max(glyph.right for glyph in address) < 105
    assert min(glyph.top for glyph in address) >= top
    assert max(glyph.bottom for glyph in address) <= bottom


@pytest.mark.parametrize(("form", "higher"), [("A", 18.0), ("B", 0.0)])
def test_return_line_information_and_subject_stand_where_din_wants_them(
    form: str, higher: float
) -> None:
    glyphs = list(pdf_glyphs(printed(replace(LETTER, din_form=form))))

    return_line = find(glyphs, LETTER.letterhead.return_line)
    assert 45 - higher <= return_line[0].top
    assert return_line[0].bottom <= 50 - higher
    information = find(glyphs, "Aktenzeichen:")
    assert information[0].left == pytest.approx(125, abs=1)
    assert information[0].top == pytest.approx(51 - higher, abs=1.5)
    subject = find(glyphs, LETTER.subject)
    assert subject[0].left == pytest.approx(25, abs=1)
    assert subject[0].top == pytest.approx(100 - higher, abs=1.5)


@pytest.mark.parametrize(("form", "marks"), [("A", (87, 148.5, 192)), ("B", (105, 148.5, 210))])
def test_fold_marks_and_hole_mark_stand_where_din_wants_them(
    form: str, marks: tuple[float, ...]
) -> None:
    with pypdfium2.PdfDocument(printed(replace(LETTER, din_form=form))) as document:
        edge = document[0].render(scale=10 * MILLIMETRES, grayscale=True).to_pil()
    column = edge.crop((60, 0, 61, edge.height)).convert("L").tobytes()

    rows = [row / 10 for row, grey in enumerate(column) if grey < 200]
    assert rows == pytest.approx(marks, abs=0.2)


def test_larger_text_leaves_the_form_alone() -> None:
    large = list(pdf_glyphs(PdfRenderer(LAYOUTS, look=LARGE_PRINT).render(LETTER)))
    normal = list(pdf_glyphs(printed(LETTER)))

    for text in ("Lindenweg", "Aktenzeichen:", "FachdienstTeilhabe"):
        assert find(large, text) == find(normal, text)
    sizes = [find(glyphs, "Sehrgeehrte")[-1].right - 25 for glyphs in (normal, large)]
    assert sizes[1] / sizes[0] == pytest.approx(16 / 11, rel=0.02)


def test_every_page_has_its_number_and_the_running_line() -> None:
    pages = pdf_texts(printed(LETTER))

    assert len(pages) >= 2
    for number, text in enumerate(pages, start=1):
        assert f"Seite {number} von {len(pages)}" in text
        assert LETTER.running_line in text


@pytest.mark.parametrize(
    "blocks",
    [
        (paragraph("W" * 10_000),),
        (BulletList(((Run("W" * 10_000),),)),),
        (Ruling(1, (paragraph("W" * 2_000), sixty_rows())),),
        (sixty_rows(),),
        (Table("T", (Column("A", 9), Column("B", 1)), (Row(("W" * 3_000, "W" * 500)),)),),
    ],
    ids=["word", "word_in_list", "ruling", "table", "word_in_cell"],
)
def test_nothing_leaves_the_page(blocks: tuple[object, ...]) -> None:
    # A table of one row higher than a page cannot be kept whole; it still stays on the paper.
    for glyph in pdf_glyphs(printed(with_section(*blocks))):
        assert glyph.left >= 24
        assert glyph.right <= 201 if glyph.top < 95 else glyph.right <= 190.5
        assert glyph.bottom <= 297 - 10


def test_long_table_repeats_its_header_and_prints_each_row_once() -> None:
    content = printed(with_section(sixty_rows()))

    texts = pdf_texts(content)
    pages = [text for text in texts if "Zeile" in text]
    assert len(pages) >= 2
    assert all("Posten Betrag" in " ".join(text.split()) for text in pages)
    words = pdf_words(content)
    assert all(words.count(f"Zeile {number} {number},00 €") == 1 for number in range(1, 61))


@pytest.mark.parametrize("lines", range(20, 40))
def test_a_part_that_is_to_stay_whole_stands_on_one_page(lines: int) -> None:
    """Wherever it begins: the text before it grows line by line over the end of the page."""
    before = paragraph(*("Zeile\n" for _ in range(lines)))
    whole = tuple(paragraph(f"Satz {number}.") for number in range(1, 9))
    sections = (
        Section("hinweis", "Davor", (before,)),
        Section("rechtsbehelf", "Ganz", whole, whole=True),
    )
    texts = pdf_texts(printed(replace(LETTER, sections=sections)))

    [page] = [text for text in texts if "Ganz" in text]
    assert all(f"Satz {number}." in page for number in range(1, 9))


def test_two_letters_never_share_text() -> None:
    other = replace(
        LETTER,
        title="Anderes",
        subject="Etwas anderes",
        running_line="Andere Zeile",
        sections=(Section("rahmen", None, (paragraph("Nur dies."),)),),
        provenance="{}",
    )

    first = printed(LETTER)
    second = printed(other)

    assert "Persönliches Budget" not in pdf_words(second)
    assert LETTER.running_line not in pdf_words(second)
    assert pdf_attachments(second) == {"docgen-herkunft.json": b"{}"}
    assert printed(LETTER) == first


def test_hostile_values_stand_literally() -> None:
    words = pdf_words(printed(hostile()))

    for value in HOSTILE:
        assert words.count(value) >= HOSTILE_PLACES, value


def test_a_line_feed_is_a_line_break() -> None:
    content = printed(with_section(paragraph("oben\nunten")))

    assert "oben\nunten" in "\n".join(pdf_texts(content))


def test_only_the_bundled_fonts_are_embedded() -> None:
    glyphs = list(pdf_glyphs(printed(LETTER)))

    fonts = {glyph.font.rpartition("+")[2] for glyph in glyphs}
    assert fonts == {"docgen-Sans", "docgen-Sans-Bold"}
    assert all("+" in glyph.font for glyph in glyphs), "a subset, so embedded"


def test_characters_without_a_glyph_are_refused() -> None:
    with pytest.raises(ValueError, match=r"U\+65E5"):
        printed(replace(LETTER, subject="Kanji 日"))


def test_unknown_din_form_is_refused() -> None:
    with pytest.raises(ValueError, match="DIN form"):
        printed(replace(LETTER, din_form="C"))


def test_metadata_knows_only_the_day_of_the_letter() -> None:
    metadata = pdf_metadata(printed(LETTER))

    assert metadata["Title"] == LETTER.title
    assert metadata["Author"] == LETTER.author
    assert metadata["CreationDate"].startswith("D:20261123000000")
    assert metadata["ModDate"].startswith("D:20261123000000")


def test_provenance_is_attached() -> None:
    content = printed(LETTER)

    assert pdf_attachments(content) == {"docgen-herkunft.json": PROVENANCE.encode()}
    assert json.loads(pdf_attachments(content)["docgen-herkunft.json"])["docgen"] == "0.1.0"


def test_a_foreign_file_in_the_style_sheet_stops_the_renderer(own_layouts: Path) -> None:
    rule = "\np { background-image: url(file:///etc/passwd) }\n"
    add(own_layouts / "letter.css", rule)
    renderer = PdfRenderer(own_layouts)

    with pytest.raises(BrokenInstallationError, match="/etc/passwd"):
        renderer.render(LETTER)


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="http://example.invalid/x.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="docgen:logo" alt="x">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
    ],
)
def test_a_foreign_file_in_the_template_stops_the_letter(own_layouts: Path, tag: str) -> None:
    template = own_layouts / "letter.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("{{ text", f"{tag}{{{{ text"), encoding="utf-8")
    renderer = PdfRenderer(own_layouts)

    with pytest.raises(BrokenInstallationError, match="Erlaubt sind nur"):
        renderer.render(LETTER)


def test_a_warning_of_weasyprint_stops_the_renderer(
    own_layouts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add(own_layouts / "letter.css", "\np { no-such-property: 1 }\n")

    with pytest.raises(BrokenInstallationError, match="no-such-property"):
        PdfRenderer(own_layouts)

    caplog.clear()  # else this very test would fail, as every other does that is warned


def test_listening_to_weasyprint_leaves_no_trace() -> None:
    logger = logging.getLogger("weasyprint")
    before = (logger.level, list(logger.handlers))

    printed(LETTER)

    assert (logger.level, list(logger.handlers)) == before


@pytest.mark.parametrize("name", ["letter.html", "parts.html", "letter.css", "fonts"])
def test_a_missing_layout_file_is_a_broken_installation(own_layouts: Path, name: str) -> None:
    target = own_layouts / name
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink()

    with pytest.raises(BrokenInstallationError, match=name):
        PdfRenderer(own_layouts)


@pytest.mark.parametrize("slip", ["{{ letter.subjekt }}", "{{ letter.__class__ }}"])
def test_a_slip_in_the_template_is_a_broken_installation(own_layouts: Path, slip: str) -> None:
    add(own_layouts / "letter.html", slip)
    renderer = PdfRenderer(own_layouts)

    with pytest.raises(BrokenInstallationError, match=r"letter\.html"):
        renderer.render(LETTER)


def test_a_syntax_error_in_the_template_names_its_line(own_layouts: Path) -> None:
    add(own_layouts / "letter.html", "\n{% if %}")

    with pytest.raises(BrokenInstallationError, match=r"letter\.html, Zeile \d+"):
        PdfRenderer(own_layouts)


def test_a_missing_system_library_is_named_with_its_command() -> None:
    # In a process of its own: here the libraries are loaded already.
    program = """
import ctypes.util, sys
from pathlib import Path
import cffi
def dlopen(self, name, flags=0):
    raise OSError(f"cannot load library '{name}'")
cffi.FFI.dlopen = dlopen
from docgen.installation import BrokenInstallationError
from docgen.render import PdfRenderer
try:
    PdfRenderer(Path(sys.argv[1]))
except BrokenInstallationError as error:
    print(error)
"""
    command = [sys.executable, "-c", program, str(LAYOUTS)]
    run = subprocess.run(
        command, cwd=LAYOUTS.parents[1], capture_output=True, text=True, check=True
    )

    assert run.stdout == (
        "Für PDF-Dateien fehlt eine Bibliothek des Betriebssystems (libgobject-2.0-0). Bitte "
        "installieren Sie sie: apt-get install --no-install-recommends libpango-1.0-0 "
        "libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
