"""Which characters the bundled fonts can print, and with which glyphs."""

import unicodedata
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from docgen.installation import BrokenInstallationError
from docgen.render.fonts import font_files


class Glyphs:
    """The characters that every bundled font has, read once from `layouts/fonts/*.ttf`."""

    def __init__(self, layouts: Path) -> None:
        """Read the character maps.

        Errors: BrokenInstallationError if there is no font or one cannot be read.
        """
        fonts = [_characters(file) for file in font_files(layouts)]
        self._printable = frozenset.intersection(*map(frozenset, fonts)) | {"\n"}
        self.characters = {
            glyph: character
            for character, glyph in fonts[0].items()
            if all(font.get(character) == glyph for font in fonts)
        }
        """The character of each glyph id, where all fonts agree."""

    def missing(self, text: str) -> tuple[str, ...]:
        """Give the characters of `text` (as NFC) that some font cannot print, each once, in order.

        A line feed counts as printable, because it is drawn as a line break.
        """
        normal = unicodedata.normalize("NFC", text)
        return tuple(sorted(set(normal) - self._printable))

    def printable(self, text: str) -> str:
        """Give `text` with a question mark for each character some font cannot print."""
        missing = set(self.missing(text))
        normal = unicodedata.normalize("NFC", text)
        return "".join("?" if one in missing else one for one in normal)


def _characters(file: Path) -> dict[str, int]:
    try:
        with TTFont(BytesIO(file.read_bytes()), lazy=True) as font:
            return {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    except (OSError, TTLibError) as error:
        raise BrokenInstallationError(f"Die Schrift {file} lässt sich nicht lesen.") from error
