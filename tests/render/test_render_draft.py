"""The watermark of a draft: on every page, under every word, read by nobody."""

from dataclasses import replace

import pypdfium2
import pytest
from lxml import etree
from render_reading import docx_part, docx_part_names, pdf_outline, pdf_texts, pdf_untagged_text
from render_sample import HOSTILE, docx_renderer, hostile, pdf_renderer, sample

from docgen.letter import Letter
from docgen.proof import read_file

LETTER = sample()
DRAFT = replace(LETTER, draft=True)
VML = "{urn:schemas-microsoft-com:vml}"
BLACK, WHITE = 60, 255


RUNNING_LINE = 74
"""Points of the lower margin; the running line of a draft is longer and set smaller."""


def pixels(content: bytes, page: int) -> bytes:
    """Every pixel of a page above its running line, from black to white."""
    drawn = pypdfium2.PdfDocument(content)[page].render(
        scale=1, grayscale=True, crop=(0, RUNNING_LINE, 0, 0)
    )
    return bytes(drawn.buffer)


def test_every_page_of_the_pdf_carries_it() -> None:
    draft, plain = pdf_renderer().render(DRAFT), pdf_renderer().render(LETTER)

    texts = pdf_texts(draft)
    assert len(texts) == len(pdf_texts(plain)) > 1
    for page in texts:
        assert page.count("ENTWURF") == 1
    assert not any("ENTWURF" in page for page in pdf_texts(plain))


def test_the_pdf_watermark_is_decoration_and_the_tags_stay_the_same() -> None:
    draft, plain = pdf_renderer().render(DRAFT), pdf_renderer().render(LETTER)

    assert "ENTWURF" in pdf_untagged_text(draft)
    assert pdf_outline(draft) == pdf_outline(plain)
    assert read_file(draft).units == read_file(plain).units


def test_the_pdf_watermark_is_light_and_leaves_the_text_black() -> None:
    draft, plain = pdf_renderer().render(DRAFT), pdf_renderer().render(LETTER)

    for page in range(len(pypdfium2.PdfDocument(plain))):
        pairs = list(zip(pixels(draft, page), pixels(plain, page), strict=True))
        shaded = [after for after, before in pairs if before == WHITE and after != WHITE]
        assert len(shaded) > len(pairs) / 50
        assert min(shaded) > 200
        assert all(after <= before for after, before in pairs)
        assert any(before < BLACK for _, before in pairs)


@pytest.mark.parametrize("form", ["A", "B"])
def test_every_header_of_the_docx_carries_it(form: str) -> None:
    content = docx_renderer().render(replace(DRAFT, din_form=form))

    headers = [name for name in docx_part_names(content) if name.startswith("word/header")]
    assert len(headers) == 2
    shapes = []
    for name in headers:
        root = docx_part(content, name)
        assert [one.get("string") for one in root.iter(f"{VML}textpath") if one.get("string")] == [
            "ENTWURF"
        ]
        shapes += [str(one.get("id")) for one in root.iter(f"{VML}shape")]
    assert len(set(shapes)) == len(shapes) == 2


def test_the_docx_watermark_is_no_text() -> None:
    draft, plain = docx_renderer().render(DRAFT), docx_renderer().render(LETTER)

    assert read_file(draft).units == read_file(plain).units
    assert b"ENTWURF" not in b"".join(
        etree.tostring(docx_part(plain, name))
        for name in docx_part_names(plain)
        if name.endswith(".xml")
    )


def test_values_stay_literal_beside_a_watermark() -> None:
    letter: Letter = replace(hostile(), draft=True)

    for content in (pdf_renderer().render(letter), docx_renderer().render(letter)):
        text = " ".join(unit.text for unit in read_file(content).units)
        assert all(one in text for one in HOSTILE)


def test_a_draft_leaves_no_trace_in_the_letter_that_is_drawn_next() -> None:
    before = pdf_renderer().render(LETTER), docx_renderer().render(LETTER)
    drafts = [(pdf_renderer().render(DRAFT), docx_renderer().render(DRAFT)) for _ in range(2)]

    assert drafts[0] == drafts[1]
    assert (pdf_renderer().render(LETTER), docx_renderer().render(LETTER)) == before
