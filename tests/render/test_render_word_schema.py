"""Every Word letter keeps the schema of its format, and each way of breaking it would be seen."""

import io
import zipfile
from dataclasses import replace
from typing import Final

import pytest
from render_sample import LAYOUTS, docx_renderer, hostile, sample
from word_schema import problems

from docgen.letter import Letter

LETTER: Final = sample()
BARE: Final = replace(
    LETTER,
    reference="",
    salutation="",
    letterhead=replace(LETTER.letterhead, authority=("Amt",), information=(), return_line=""),
)
LETTERS: Final = {
    "sample": LETTER,
    "form_a": replace(LETTER, din_form="A"),
    "draft": replace(LETTER, draft=True),
    "hostile": hostile(),
    "bare": BARE,
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_keeps_the_schema(name: str) -> None:
    assert problems(written(LETTERS[name])) == []


def test_the_frame_keeps_the_schema() -> None:
    assert problems((LAYOUTS / "letter.docx").read_bytes()) == []


BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
HEADER: Final = "word/header1.xml"
FONTS: Final = "word/fontTable.xml"
LINKS: Final = "word/_rels/document.xml.rels"
TYPES: Final = "[Content_Types].xml"
BOOKMARK: Final = '<w:bookmarkStart w:id="1" w:name="ort"/><w:bookmarkEnd w:id="1"/>'
STYLE: Final = '<w:pStyle w:val="BodyText"/>'

# What is broken: the part, what stands there, what stands there instead.
BROKEN: Final = {
    "order_in_paragraph": (BODY, STYLE, f'<w:spacing w:before="1"/>{STYLE}'),
    "order_in_run": (STYLES, '<w:b/><w:bCs/><w:sz w:val="29"/>', '<w:sz w:val="29"/><w:b/>'),
    "order_in_table": (BODY, "<w:tblStyle ", '<w:tblLook w:val="06A0"/><w:tblStyle '),
    "order_in_cell": (BODY, "<w:tcPr><w:tcW ", "<w:tcPr><w:tcBorders/><w:tcW "),
    "order_in_section": (BODY, "<w:titlePg/></w:sectPr>", "<w:titlePg/><w:cols/></w:sectPr>"),
    "order_of_cell_margins": (
        STYLES,
        '<w:top w:w="84" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>',
        '<w:left w:w="113" w:type="dxa"/><w:top w:w="84" w:type="dxa"/>',
    ),
    "order_in_numbering": ("word/numbering.xml", "<w:lvlText ", '<w:start w:val="1"/><w:lvlText '),
    "order_in_settings": ("word/settings.xml", "<w:zoom ", "<w:embedTrueTypeFonts/><w:zoom "),
    "order_of_fonts": (FONTS, '<w:altName w:val="Arial"/>', '<w:pitch w:val="fixed"/><w:altName/>'),
    "unknown_element": (BODY, "<w:body>", "<w:body><w:koerper/>"),
    "unknown_name": (BODY, "<w:body>", '<w:body><x:y xmlns:x="urn:x"/>'),
    "paragraph_in_paragraph": (BODY, "<w:p>", "<w:p><w:p/>"),
    "text_without_run": (BODY, "<w:r><w:t", "<w:t>x</w:t><w:r><w:t"),
    "text_between_elements": (BODY, "<w:body>", "<w:body>Text"),
    "cell_without_paragraph": (BODY, "<w:tc>", "<w:tc/><w:tc>"),
    "number_that_is_none": (BODY, 'w:w="4535"', 'w:w="breit"'),
    "value_that_is_none": (STYLES, '<w:jc w:val="right"/>', '<w:jc w:val="rechts"/>'),
    "unknown_attribute": (BODY, "<w:spacing w:before=", '<w:spacing w:davor="1" w:before='),
    "attribute_without_name_space": (BODY, "<w:spacing w:before=", "<w:spacing before="),
    "missing_attribute": (HEADER, '<wp:docPr id="2" ', "<wp:docPr "),
    "drawings_of_one_id": (HEADER, '<wp:docPr id="2" ', '<wp:docPr id="1" '),
    "missing_part_of_drawing": (HEADER, "<wp:wrapNone/>", ""),
    "broken_shape": (HEADER, "<a:avLst/>", "<a:avList/>"),
    "alternative_nobody_knows": (HEADER, 'Requires="wps"', 'Requires="wpx"'),
    "ignorable_nobody_knows": (HEADER, 'mc:Ignorable="adec"', 'mc:Ignorable="w99"'),
    "bookmarks_of_one_id": (
        BODY,
        "<w:body>",
        f"<w:body>{BOOKMARK}{BOOKMARK.replace('ort', 'anderer')}",
    ),
    "style_that_is_missing": (BODY, STYLE, '<w:pStyle w:val="Weg"/>'),
    "style_there_twice": (
        STYLES,
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="x"/></w:style></w:styles>',
    ),
    "list_that_is_missing": (BODY, '<w:numId w:val="4"/>', '<w:numId w:val="99"/>'),
    "header_that_is_missing": (
        BODY,
        '<w:headerReference w:type="first" r:id="',
        '<w:headerReference w:type="first" r:id="x',
    ),
    "two_headers": (
        BODY,
        '<w:headerReference w:type="default"',
        '<w:headerReference w:type="first"',
    ),
    "font_that_is_missing": (FONTS, 'r:id="rId2"', 'r:id="rId99"'),
    "part_that_is_missing": (LINKS, 'Target="numbering.xml"', 'Target="nummern.xml"'),
    "part_without_its_type": (
        TYPES,
        "wordprocessingml.numbering+xml",
        "wordprocessingml.styles+xml",
    ),
    "part_nothing_leads_to": (LINKS, "item1.xml", 'item1.xml" TargetMode="External'),
    "no_xml": (BODY, "</w:body>", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_of_the_schema_is_seen(name: str) -> None:
    part, old, new = BROKEN[name]

    assert problems(with_change(written(LETTER), part, old, new)) != []


def test_what_a_file_calls_ignorable_is_ignored() -> None:
    declared = f'<w:document xmlns:neu="urn:neu" xmlns:mc="{MC}" mc:Ignorable="neu" '
    letter = with_change(written(LETTER), BODY, "<w:document ", declared)

    assert problems(with_change(letter, BODY, "<w:body>", "<w:body><neu:wort/>")) == []


MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def written(letter: Letter) -> bytes:
    return docx_renderer().render(letter)


def with_change(letter: bytes, part: str, old: str, new: str) -> bytes:
    """The letter with one change, at the first place where `old` stands in that part."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(letter)) as before,
        zipfile.ZipFile(changed, "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content.decode(), content.decode()
                content = content.decode().replace(old, new, 1).encode()
            after.writestr(name, content)
    return changed.getvalue()
