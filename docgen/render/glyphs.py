"""Which characters the bundled fonts can print."""

import unicodedata
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from docgen.installation import BrokenInstallationError


class Glyphs:
    """The characters that every bundled font has, read once from `layouts/fonts/*.ttf`."""

    def __init__(self, layouts: Path) -> None:
        """Read the character maps.

        Errors: BrokenInstallationError if there is no font or one cannot be read.
        """
        folder = layouts / "fonts"
        files = sorted(folder.glob("*.ttf"))
        if not files:
            raise BrokenInstallationError(f"{folder} enthält keine Schriften (*.ttf).")
        self._printable = frozenset.intersection(*map(_characters, files)) | {"\n"}

    def missing(self, text: str) -> tuple[str, ...]:
        """Give the characters of `text` (as NFC) that some font cannot print, each once, in order.

        A line feed counts as printable, because it is drawn as a line break.
        """
        normal = unicodedata.normalize("NFC", text)
        return tuple(sorted(set(normal) - self._printable))


def _characters(file: Path) -> frozenset[str]:
    try:
        with TTFont(BytesIO(file.read_bytes()), lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))
    except (OSError, TTLibError) as error:
        raise BrokenInstallationError(f"Die Schrift {file} lässt sich nicht lesen.") from error
