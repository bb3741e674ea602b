"""Pictures of pages are drawn from the finished file itself."""

from io import BytesIO

import pytest
from cases import EXAMPLE
from PIL import Image

from docgen.pipeline import Content, generate
from docgen.proof import UnreadableFileError, pictures

TYPE = "bescheid/bewilligung"


def test_every_page_becomes_a_picture_of_a4_in_black_on_white(content: Content) -> None:
    pdf = generate(content, TYPE, EXAMPLE.read_bytes(), ("pdf",), access=False).files[0].data

    drawn = [Image.open(BytesIO(one)) for one in pictures(pdf)]

    assert [picture.format for picture in drawn] == ["PNG"] * 4
    for picture in drawn:
        assert picture.height / picture.width == pytest.approx(297 / 210, abs=0.002)
        assert picture.convert("L").getextrema() == (0, 255)
        assert picture.convert("RGB").getpixel((3, 3)) == (255, 255, 255)


def test_the_same_file_gives_the_same_pictures(content: Content) -> None:
    pdf = generate(content, TYPE, EXAMPLE.read_bytes(), ("pdf",), access=False).files[0].data

    assert pictures(pdf) == pictures(pdf)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"Hallo"])
def test_what_is_no_pdf_has_no_pictures(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        pictures(data)
