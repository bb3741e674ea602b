"""A carrier's logo: of a file that anybody may have made, a picture that we made.

The file is decoded and drawn anew, so that nothing else in it gets into a letter: no metadata, no
animation, nothing a reader of pictures could stumble over. What cannot be a sound logo is refused
when content is loaded, with what to do.
"""

import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from math import ceil, floor
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from docgen.dataset import Problems
from docgen.letter import Logo

WIDTHS: Final = range(10, 76)
"""How wide a logo may be printed, in millimetres: at 75 the name beside it still has 85."""
_HEIGHTS: Final = {"A": 19, "B": 30}
"""How high, by DIN form: from the first line of the letterhead down to the address zone."""
_LOWEST: Final = 3

_MOST_BYTES: Final = 500_000
_MOST_PIXELS: Final = 4000
_COARSEST: Final = 150
_FINEST: Final = 300
"""Dots per inch: below the one, print shows steps; beyond the other, nobody sees any more."""
_MM_PER_INCH: Final = 25.4

_READERS: Final[Mapping[bytes, type[ImageFile.ImageFile]]] = {
    b"\x89PNG\r\n\x1a\n": PngImageFile,
    b"\xff\xd8\xff": JpegImageFile,
}
"""The two readers that may see a file, by how it begins; Pillow alone would try forty."""
_COLOURS: Final = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    EOFError,
    Warning,
    struct.error,
    zlib.error,
)
"""What Pillow raises at a file somebody has broken."""

_EXPORT: Final = "Bitte exportieren Sie das Bild als PNG mit 600 dpi."


class _UnfitError(Exception):
    """A file that can be no logo; the German sentence says why."""


def read_logo(
    folder: Path, row: Mapping[str, Any], place: Callable[..., str], problems: Problems
) -> Logo | None:
    """Read the logo of one period of a carrier; None where it has none or its file cannot be one.

    folder: the carrier's. place gives file and line of keys of the row.
    """
    plan = row.get("logo")
    if plan is None:
        return None
    name, words, width = plan["datei"], plan["alternativtext"], plan["breite_mm"]
    if not words.isprintable() or not words.strip():
        sentence = "Der Alternativtext muss in einer Zeile sagen, was auf dem Bild zu sehen ist."
        problems.add(place("logo", "alternativtext"), sentence)
    try:
        picture = _picture(folder / name)
    except _UnfitError as unfit:
        problems.add(place("logo", "datei"), f"„{name}“ {unfit}")
        return None
    for sentence in _misfits(picture, width, row["din_form"]):
        problems.add(place("logo", "breite_mm"), sentence)
    height = round(width * picture.height / picture.width, 2)
    return Logo(_encoded(picture, width), words, width, height)


def _picture(file: Path) -> Image.Image:
    """Decode a file into RGB on white.

    Errors: _UnfitError.
    """
    data = _content(file)
    reader = next((one for begin, one in _READERS.items() if data.startswith(begin)), None)
    if reader is None:
        if file.suffix.lower() == ".svg":
            raise _UnfitError(
                "ist eine SVG-Datei. Sie kann Programme und Verweise nach außen enthalten und wird "
                f"deshalb nicht gelesen. {_EXPORT}"
            )
        raise _UnfitError(f"ist weder PNG noch JPEG. {_EXPORT}")
    try:
        with _strictly():
            reader(BytesIO(data)).verify()
            with reader(BytesIO(data)) as image:
                _check(image)
                return _on_white(image)
    except _BROKEN as error:
        raise _UnfitError(f"ist beschädigt oder unvollständig. {_EXPORT}") from error


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise _UnfitError("liegt nicht im Ordner des Trägers.")
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _UnfitError("lässt sich nicht lesen.") from error
    if len(data) > _MOST_BYTES:
        most = _MOST_BYTES // 1000
        raise _UnfitError(f"ist größer als {most} kB. Bitte exportieren Sie das Bild kleiner.")
    return data


def _check(image: ImageFile.ImageFile) -> None:
    """Refuse what the first bytes of a file say, before its pixels are unpacked."""
    if max(image.size) > _MOST_PIXELS:
        found, most = f"{image.width} × {image.height}", f"{_MOST_PIXELS} × {_MOST_PIXELS}"
        raise _UnfitError(f"hat {found} Bildpunkte, erlaubt sind {most}. {_EXPORT}")
    if image.mode not in _COLOURS:
        raise _UnfitError(
            f"hat Farben der Art {image.mode}, die sich nicht sicher umrechnen lassen. Bitte "
            "exportieren Sie das Bild als PNG in RGB mit 8 Bit je Farbe."
        )
    if getattr(image, "is_animated", False):
        raise _UnfitError(f"ist ein bewegtes Bild. {_EXPORT}")


def _on_white(image: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held, and lay what shines through on white paper."""
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright)
    return paper.convert("RGB")


@contextmanager
def _strictly() -> Iterator[None]:
    """Let Pillow refuse what it would only warn of, and half pictures.

    WeasyPrint has it accept half pictures in the whole process.
    """
    accepts = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings(action="error"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepts


def _misfits(picture: Image.Image, width: int, din_form: str) -> Iterator[str]:
    """Say why a picture cannot be printed so wide."""
    if width not in WIDTHS:
        yield f"Ein Logo ist {WIDTHS[0]} bis {WIDTHS[-1]} mm breit."
        return
    needed = _pixels(width, _COARSEST)
    if picture.width < needed:
        yield (
            f"Das Bild ist {picture.width} Bildpunkte breit, für {width} mm braucht es mindestens "
            f"{needed} ({_COARSEST} dpi). Bitte exportieren Sie es mit 600 dpi."
        )
    height, highest = width * picture.height / picture.width, _HEIGHTS[din_form]
    if height > highest:
        widest = floor(highest * picture.width / picture.height)
        todo = (
            f"Bitte setzen Sie „breite_mm“ auf höchstens {widest}."
            if widest in WIDTHS
            else "Bitte nehmen Sie ein weniger hohes Bild."
        )
        yield (
            f"Das Bild wird {ceil(height)} mm hoch, im Briefkopf der Form {din_form} haben "
            f"{highest} mm Platz. {todo}"
        )
    if height < _LOWEST:
        yield f"Das Bild wird keine {_LOWEST} mm hoch. Bitte nehmen Sie ein weniger breites Bild."


def _encoded(picture: Image.Image, width: int) -> bytes:
    """Write a picture as PNG, no finer than print needs: each letter carries it."""
    most = _pixels(width, _FINEST)
    if 0 < most < picture.width:
        size = (most, max(1, round(most * picture.height / picture.width)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _pixels(millimetres: int, dots_per_inch: int) -> int:
    return ceil(millimetres / _MM_PER_INCH * dots_per_inch)
