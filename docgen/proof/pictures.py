"""A finished PDF into pictures of its pages, drawn from the file itself and nothing else."""

import ctypes
from io import BytesIO
from typing import Any, Final

import pypdfium2.raw as pdfium
from PIL import Image

from docgen.proof.pdfium import open_page, open_pdf

_PIXELS_PER_POINT: Final = 1.6
_LONGEST_SIDE: Final = 4000
_WHITE: Final = 0xFFFFFFFF
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


def _picture(document: Any, index: int) -> bytes:  # noqa: ANN401  # PDFium has no types
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
    return _png(Image.frombytes("RGB", (width, height), raw, "raw", "BGRX", stride))


def _png(image: Image.Image) -> bytes:
    """Write a picture as PNG; a page without colour takes a third of the room."""
    red, green, blue = image.split()
    plain = red.tobytes() == green.tobytes() == blue.tobytes()
    written = BytesIO()
    (red if plain else image).save(written, "PNG", compress_level=_COMPRESSION)
    return written.getvalue()
