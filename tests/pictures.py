"""Pictures for logos, made here: no coat of arms belongs to us; and what a picture points at."""

import io
from typing import Final

from PIL import Image, ImageDraw

BLUE: Final = (29, 79, 145)


def drawn(width: int, height: int) -> Image.Image:
    """A blue field with a yellow disc in it."""
    picture = Image.new("RGB", (width, height), BLUE)
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=(232, 185, 35))
    return picture


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """A picture as the bytes of a file."""
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def png(width: int, height: int) -> bytes:
    """A sound PNG."""
    return saved(drawn(width, height))


def red_from_the_top(png: bytes) -> set[int]:
    """The whole millimetres from the top of an A4 page in which something red is drawn."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    width, height = image.size
    pixels = image.tobytes()
    return {
        row * 297 // height
        for row in range(height)
        if b"\xc0\x00\x00" in pixels[row * width * 3 : (row + 1) * width * 3]
    }
