"""A finished PDF into pictures of its pages, drawn from the file itself and nothing else."""

import ctypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from docgen.proof.pdfium import open_page, open_pdf
from docgen.proof.reading import Box

_PIXELS_PER_POINT: Final = 1.6
_LONGEST_SIDE: Final = 4000
_WHITE: Final = 0xFFFFFFFF
_RED: Final = (192, 0, 0)
_GAP: Final = 4
"""Pixels between what is framed and its frame."""
# Letters compress well at once; more effort costs time and saves little.
_COMPRESSION: Final = 1


def pictures(pdf: bytes) -> tuple[bytes, ...]:
    """Draw every page of a PDF as a PNG, readable on a screen.

    Errors: UnreadableFileError for anything that is no whole PDF, or for a broken page.
    """
    with open_pdf(pdf) as document:
        return tuple(
            _picture(document, index) for index in range(pdfium.FPDF_GetPageCount(document))
        )


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as PNG, on which something is pointed at. page: counted from 1."""

    page: int
    png: bytes


def pointed_at(pdf: bytes, boxes: Mapping[int, Iterable[Box]]) -> tuple[PagePicture, ...]:
    """Draw pages with a red frame around each box.

    boxes: by page, counted from 1; in points from the lower left corner.
    Errors: UnreadableFileError for anything that is no whole PDF, or has no such page.
    """
    with open_pdf(pdf) as document:
        return tuple(
            PagePicture(page, _picture(document, page - 1, tuple(there)))
            for page, there in sorted(boxes.items())
        )


def _picture(document: Any, index: int, boxes: tuple[Box, ...] = ()) -> bytes:  # noqa: ANN401
    with open_page(document, index) as page:
        points = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(_PIXELS_PER_POINT, _LONGEST_SIDE / max(points))
        width, height = (max(1, round(side * scale)) for side in points)
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    image = Image.frombytes("RGB", (width, height), raw, "raw", "BGRX", stride)
    for box in boxes:
        upper, lower = (height - edge * scale for edge in (box.top, box.bottom))
        frame = (box.left * scale - _GAP, upper - _GAP, box.right * scale + _GAP, lower + _GAP)
        ImageDraw.Draw(image).rectangle(_within(frame, width, height), outline=_RED, width=3)
    return _png(image)


def _within(
    frame: tuple[float, float, float, float], width: int, height: int
) -> tuple[float, float, float, float]:
    """Keep a frame on the picture where what it surrounds leaves the page."""
    left, upper, right, lower = frame
    return (
        min(max(left, 0), width - _GAP),
        min(max(upper, 0), height - _GAP),
        max(min(right, width - 1), _GAP),
        max(min(lower, height - 1), _GAP),
    )


def _png(image: Image.Image) -> bytes:
    """Write a picture as PNG; a page without colour takes a third of the room."""
    red, green, blue = image.split()
    plain = red.tobytes() == green.tobytes() == blue.tobytes()
    written = BytesIO()
    (red if plain else image).save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()
