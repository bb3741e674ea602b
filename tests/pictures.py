"""Pictures for logos, made here: no coat of arms belongs to us."""

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
