"""The fonts of the layouts, as files and as measures of what they print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from docgen.installation import BrokenInstallationError


@dataclass(frozen=True, slots=True)
class Font:
    """One font. `line` and `widths` are the height of a line and of each character at size 1."""

    family: str
    bold: bool
    italic: bool
    file: bytes
    line: float
    widths: Mapping[str, float]

    def width(self, text: str) -> float:
        """Measure a text at size 1; a character the font lacks counts as a wide one."""
        return sum(self.widths.get(character, 1.0) for character in text)


def font_files(layouts: Path) -> Sequence[Path]:
    """Name the fonts in `layouts/fonts`.

    Errors: BrokenInstallationError if there is none.
    """
    folder = layouts / "fonts"
    files = sorted(folder.glob("*.ttf"))
    if not files:
        raise BrokenInstallationError(f"{folder} enthält keine Schriften (*.ttf).")
    return files


def read_fonts(layouts: Path) -> tuple[Font, ...]:
    """Read the fonts in `layouts/fonts`.

    Errors: BrokenInstallationError if there is none or one cannot be read.
    """
    return tuple(map(_read, font_files(layouts)))


def _read(path: Path) -> Font:
    try:
        content = path.read_bytes()
        with TTFont(BytesIO(content), lazy=True) as font:
            size = font["head"].unitsPerEm
            advances, looks, heights = font["hmtx"].metrics, font["OS/2"], font["hhea"]
            return Font(
                font["name"].getBestFamilyName(),
                bool(looks.fsSelection & 1 << 5),
                bool(looks.fsSelection & 1),
                content,
                (heights.ascent - heights.descent + heights.lineGap) / size,
                {
                    chr(code): advances[glyph][0] / size
                    for code, glyph in font.getBestCmap().items()
                },
            )
    except (OSError, TTLibError, KeyError) as error:
        raise BrokenInstallationError(f"Die Schrift {path} lässt sich nicht lesen.") from error
