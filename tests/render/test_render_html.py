"""HTML for the screen: its structure, its look inside it, nothing from elsewhere."""

import json
import re
import shutil
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from render_sample import (
    HOSTILE,
    HOSTILE_PLACES,
    LAYOUTS,
    PROVENANCE,
    hostile,
    html_renderer,
    sample,
)
from syrupy.assertion import SnapshotAssertion
from tinyhtml5.parser import HTMLParser

from docgen.installation import BrokenInstallationError
from docgen.letter import Column, Letter, Row, Ruling, Section, Table
from docgen.proof import read_file
from docgen.render import HtmlRenderer

LETTER = sample()
DRAFT = replace(LETTER, draft=True)


def written(letter: Letter = LETTER) -> str:
    return html_renderer().render(letter).decode()


def parsed(html: str) -> Element:
    """The tree a browser makes of it, without anything it would have to mend."""
    parser = HTMLParser(namespace_html_elements=False)
    tree: Element = parser.parse(StringIO(html))
    assert parser.errors == []
    return tree


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def own_layouts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LAYOUTS, tmp_path / "layouts"))


# --- structure -----------------------------------------------------------------------------------


def test_body_of_the_sample(snapshot: SnapshotAssertion) -> None:
    assert written().partition("</head>\n")[2] == snapshot


@pytest.mark.parametrize("letter", [LETTER, DRAFT, hostile()], ids=["letter", "draft", "hostile"])
def test_a_browser_has_nothing_to_mend(letter: Letter) -> None:
    parsed(written(letter))


def test_the_page_names_its_language_title_and_width() -> None:
    root = parsed(written())

    assert root.attrib == {"lang": "de"}
    assert [said(one) for one in root.iter("title")] == [LETTER.title]
    assert [one.attrib for one in root.iter("meta")][::2] == [
        {"charset": "utf-8"},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
    ]


def test_there_are_two_landmarks_and_the_headings_have_no_gap() -> None:
    root = parsed(written())

    assert [one.tag for one in root[1]] == ["header", "main"]
    headings = [(one.tag, said(one)) for one in root.iter() if re.fullmatch("h[1-6]", one.tag)]
    sections = [("h2", section.heading) for section in LETTER.sections if section.heading]
    assert headings == [("h1", LETTER.subject), *sections]


def test_every_header_cell_says_what_it_heads() -> None:
    for table in parsed(written()).iter("table"):
        caption, head, body = table
        assert caption.tag == "caption"
        titles = [said(cell) for cell in head.iter("th")]
        assert {cell.get("scope") for cell in head.iter("th")} == {"col"}
        for first, *others in body:
            assert (first.tag, first.get("scope")) == ("th", "row")
            # In a narrow window the title stands before the cell.
            assert [cell.get("data-title") for cell in others] == titles[1:]


def test_the_frame_that_moves_a_wide_table_has_its_name_and_the_focus() -> None:
    frames = list(parsed(written()).iter("div"))

    captions = [said(caption) for frame in frames for caption in frame.iter("caption")]
    assert [frame.get("aria-label") for frame in frames] == captions
    assert {(frame.get("role"), frame.get("tabindex")) for frame in frames} == {("group", "0")}


def test_numbers_are_those_of_the_letter_even_with_gaps() -> None:
    rulings = tuple(Ruling(number, ()) for number in (3, 4, 7))
    letter = replace(LETTER, sections=(Section("x", "X", rulings),))

    [numbered] = parsed(written(letter)).iter("ol")

    assert [item.get("value") for item in numbered] == ["3", "4", "7"]


def test_a_line_feed_is_a_line_break_everywhere() -> None:
    table = Table("a\nb", (Column("c\nd", 1),), (Row(("e\nf",)),))
    letter = replace(
        LETTER,
        subject="g\nh",
        sections=(Section("x", "i\nj", (table,)),),
        letterhead=replace(LETTER.letterhead, authority=("k\nl",), information=(("m", "n\no"),)),
    )

    html = written(letter)

    for pair in ("a<br>b", "c<br>d", "e<br>f", "g<br>h", "i<br>j", "k<br>l", "n<br>o"):
        assert f"{pair}</" in html


# --- words ---------------------------------------------------------------------------------------


def test_every_hostile_value_stands_literally_in_every_place() -> None:
    root = parsed(written(hostile()))

    words = [
        said(one) for one in root[1].iter() if one.tag in ("p", "li", "h1", "h2", "th", "caption")
    ]
    for value in HOSTILE:
        assert sum(value in one for one in words) >= HOSTILE_PLACES
    assert len(list(root.iter("script"))) == 1


def test_the_provenance_means_the_same_and_ends_no_element() -> None:
    html = written(replace(LETTER, provenance='{"a": "</script><!--<script>"}'))

    reading = read_file(html.encode())

    assert "<script>" not in reading.provenance  # type: ignore[operator]  # it is there
    assert json.loads(reading.provenance or "") == {"a": "</script><!--<script>"}
    assert json.loads(read_file(written().encode()).provenance or "") == json.loads(PROVENANCE)


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\r", "\x85", "\ud800", "\ufdd0", "\U0001ffff"]
)
def test_what_no_file_of_text_can_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        written(replace(LETTER, subject=f"a{character}b"))


def test_the_mark_of_a_draft_is_decoration() -> None:
    draft, letter = written(DRAFT), written()

    assert draft.replace('<body class="draft">', "<body>") == letter
    assert draft.count("ENTWURF") == letter.count("ENTWURF")
    assert read_file(draft.encode()).units == read_file(letter.encode()).units


# --- the look ------------------------------------------------------------------------------------


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    root = parsed(written())

    [style] = root.iter("style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert style.text == (LAYOUTS / "screen.css").read_text(encoding="utf-8")
    assert [one.get("content") for one in root.iter("meta") if one.get("http-equiv")] == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


def test_nothing_is_asked_from_elsewhere() -> None:
    html = written()

    assert not re.search(r"https?:|url\(|@import| (src|href|style|on\w+)=", html)


def test_lengths_follow_the_size_of_type() -> None:
    rules = (LAYOUTS / "screen.css").read_text(encoding="utf-8")

    units = [
        set(re.findall(r"(?<![#\w])[0-9]+(?:\.[0-9]+)?([a-z]+)", part))
        for part in rules.split("@media print")
    ]
    assert units == [{"em"}, {"pt"}]


@pytest.mark.parametrize(
    "rule", ["@import 'x';", "p { background: url(x) }", "p::after { content: '</style>' }"]
)
def test_a_style_sheet_that_asks_for_more_is_a_broken_installation(
    own_layouts: Path, rule: str
) -> None:
    (own_layouts / "screen.css").write_text(rule, encoding="utf-8")

    with pytest.raises(BrokenInstallationError, match=r"screen\.css enthält"):
        HtmlRenderer(own_layouts)


@pytest.mark.parametrize("name", ["screen.html", "screen.css", "parts.html"])
def test_a_missing_layout_file_is_a_broken_installation(own_layouts: Path, name: str) -> None:
    (own_layouts / name).unlink()

    with pytest.raises(BrokenInstallationError, match=f"{name} lässt sich nicht lesen"):
        HtmlRenderer(own_layouts)


def test_an_error_in_what_is_imported_names_its_file_and_line(own_layouts: Path) -> None:
    with (own_layouts / "parts.html").open("a", encoding="utf-8") as file:
        file.write("\n{% if %}")

    with pytest.raises(BrokenInstallationError, match=r"parts\.html, Zeile \d+"):
        HtmlRenderer(own_layouts)


def test_a_template_reads_nothing_outside_its_folder(own_layouts: Path) -> None:
    (own_layouts.parent / "secret.html").write_text("Geheimnis", encoding="utf-8")
    (own_layouts / "screen.html").write_text('{% include "../secret.html" %}', encoding="utf-8")

    with pytest.raises(BrokenInstallationError, match=r"secret\.html lässt sich nicht lesen"):
        HtmlRenderer(own_layouts)
