"""The frame of the DOCX: an editor's slips stop the program, with the words to mend them."""

import zipfile
from pathlib import Path

import pytest
from render_reading import docx_paragraphs, docx_part, values
from render_sample import LAYOUTS, sample

from docgen.installation import BrokenInstallationError
from docgen.render import DocxRenderer

BODY = "word/document.xml"


def layouts_with(folder: Path, part: str, old: str, new: str) -> Path:
    """Give layouts whose frame has `old` in `part` replaced by `new`."""
    with (
        zipfile.ZipFile(LAYOUTS / "letter.docx") as frame,
        zipfile.ZipFile(folder / "letter.docx", "w") as changed,
    ):
        for name in frame.namelist():
            content = frame.read(name).decode()
            if name == part:
                assert old in content
                content = content.replace(old, new)
            changed.writestr(name, content)
    return with_fonts(folder)


def with_fonts(folder: Path) -> Path:
    """Give layouts the fonts they need."""
    (folder / "fonts").symlink_to(LAYOUTS / "fonts")
    return folder


@pytest.mark.parametrize("slot", ["return_line", "address", "subject", "body", "salutation"])
def test_a_missing_slot_is_named(tmp_path: Path, slot: str) -> None:
    layouts = layouts_with(tmp_path, BODY, f"{{{{ {slot} }}}}", "")

    with pytest.raises(BrokenInstallationError, match=f"{{{{ {slot} }}}} fehlt"):
        DocxRenderer(layouts)


@pytest.mark.parametrize("part", [BODY, "word/header2.xml", "word/footer1.xml"])
def test_an_unknown_slot_is_named(tmp_path: Path, part: str) -> None:
    layouts = layouts_with(
        tmp_path, part, "</w:pPr>", "</w:pPr><w:r><w:t>{{ betreff }}</w:t></w:r>"
    )

    with pytest.raises(BrokenInstallationError, match=r"\{\{ betreff \}\} gibt es nicht"):
        DocxRenderer(layouts)


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    layouts = layouts_with(tmp_path, BODY, "{{ subject }}", "{{ betreff }}")

    with pytest.raises(BrokenInstallationError) as raised:
        DocxRenderer(layouts)

    assert len(raised.value.problems) == 2


@pytest.mark.parametrize(
    "trick",
    ["{{ subject.__class__ }}", "{{ subject|attr('__class__') }}", "{% for x in subject %}"],
)
def test_a_trick_in_the_frame_is_refused(tmp_path: Path, trick: str) -> None:
    layouts = layouts_with(tmp_path, BODY, "{{ subject }}", "{{ subject }}" + trick)

    with pytest.raises(BrokenInstallationError, match=r"letter\.docx"):
        DocxRenderer(layouts)


def test_the_body_stands_alone_in_its_paragraph(tmp_path: Path) -> None:
    layouts = layouts_with(tmp_path, BODY, "{{ body }}", "{{ body }} {{ subject }}")

    with pytest.raises(BrokenInstallationError, match="allein im Absatz"):
        DocxRenderer(layouts)


def test_a_missing_style_is_named(tmp_path: Path) -> None:
    layouts = layouts_with(tmp_path, "word/styles.xml", 'w:val="List Bullet 2"', 'w:val="Weg"')

    with pytest.raises(BrokenInstallationError, match="„List Bullet 2“ fehlt"):
        DocxRenderer(layouts)


def test_a_part_of_the_head_whose_lines_may_be_of_any_height_is_refused(tmp_path: Path) -> None:
    layouts = layouts_with(
        tmp_path, "word/styles.xml", 'w:line="198" w:lineRule="exact"', 'w:afterLines="0"'
    )

    with pytest.raises(BrokenInstallationError, match="„Rücksendezeile“ braucht Schriftgrad"):
        DocxRenderer(layouts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ return_line }}", "{{ return_line }} {{ address }}"),
        ('<w:col w:w="4535" w:space="1135"/><w:col w:w="3685"/>', ""),
    ],
    ids=["shared_paragraph", "no_columns"],
)
def test_a_head_built_otherwise_keeps_the_places_of_its_frame(
    tmp_path: Path, old: str, new: str
) -> None:
    layouts = layouts_with(tmp_path, BODY, old, new)

    letter = DocxRenderer(layouts).render(sample())

    own = values(docx_part(letter, BODY), "//w:p[w:pPr/w:pStyle/@w:val='Heading1']//w:spacing")
    assert own == []


def test_rulings_without_numbering_are_refused(tmp_path: Path) -> None:
    layouts = layouts_with(tmp_path, "word/styles.xml", '<w:numId w:val="3"/>', "")

    with pytest.raises(BrokenInstallationError, match="keine Nummerierung"):
        DocxRenderer(layouts)


@pytest.mark.parametrize("content", [None, b"", b"not a zip"], ids=["none", "empty", "text"])
def test_an_unreadable_frame_is_a_broken_installation(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "letter.docx").write_bytes(content)

    with pytest.raises(BrokenInstallationError, match=r"letter\.docx lässt sich nicht lesen"):
        DocxRenderer(with_fonts(tmp_path))


def test_layouts_without_fonts_are_a_broken_installation(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes((LAYOUTS / "letter.docx").read_bytes())

    with pytest.raises(BrokenInstallationError, match="fonts enthält keine Schriften"):
        DocxRenderer(tmp_path)


def test_a_font_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes((LAYOUTS / "letter.docx").read_bytes())
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Eigene.ttf").write_bytes(b"keine")

    with pytest.raises(BrokenInstallationError, match=r"Eigene\.ttf lässt sich nicht lesen"):
        DocxRenderer(tmp_path)


def test_slots_may_share_a_paragraph_and_stand_in_the_middle_of_text(tmp_path: Path) -> None:
    layouts = layouts_with(
        tmp_path, BODY, "{{ reference }}", "Zu: {{ reference }} ({{ information }})"
    )

    texts = [text for _, text in docx_paragraphs(DocxRenderer(layouts).render(sample()))]

    assert any(text.startswith("Zu: Ihr Antrag vom 1. September 2026 (Aktenz") for text in texts)


def test_a_slot_that_word_has_split_into_runs_is_found(tmp_path: Path) -> None:
    split = "{{ sub</w:t></w:r><w:r><w:t>ject }}"
    layouts = layouts_with(tmp_path, BODY, "{{ subject }}", split)

    texts = [text for _, text in docx_paragraphs(DocxRenderer(layouts).render(sample()))]

    assert sample().subject in texts


def test_the_frame_itself_has_no_personal_traces() -> None:
    with zipfile.ZipFile(LAYOUTS / "letter.docx") as frame:
        core = frame.read("docProps/core.xml").decode()

    assert "creator" not in core
    assert "lastModifiedBy" not in core
