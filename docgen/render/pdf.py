"""A Letter into a tagged PDF (PDF/UA-1), by way of semantic HTML.

Here a letter becomes HTML; `weasy` makes the PDF of it and is imported only when a renderer is
built, because it needs libraries of the operating system.
"""

import contextlib
import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from docgen.installation import BrokenInstallationError
from docgen.letter import Letter
from docgen.render import arrangement
from docgen.render.glyphs import Glyphs
from docgen.render.template import Template
from docgen.render.tongues import Tongues

if TYPE_CHECKING:
    from docgen.render.weasy import Press

LARGE_PRINT = "large.css"
"""The look of Großdruck."""

_MISSING_LIBRARY = (
    "Für PDF-Dateien fehlt eine Bibliothek des Betriebssystems ({library}). Bitte installieren "
    "Sie sie: apt-get install --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class PdfRenderer:
    """Draws letters with `letter.html`, the style sheets and the fonts of one layouts folder."""

    def __init__(
        self,
        layouts: Path,
        *,
        look: str | None = None,
        foreign_words: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Load fonts, style sheets and template once.

        look: the style sheet that changes the usual look, such as `LARGE_PRINT`. foreign_words: see
        `Tongues`.
        Errors: BrokenInstallationError for a missing system library or a broken layout file.
        """
        self._template = Template(layouts / "letter.html", Tongues(foreign_words))
        self._glyphs = Glyphs(layouts)
        self._press = _press(layouts, look, self._glyphs)

    def render(self, letter: Letter) -> bytes:
        """Draw one letter.

        Errors: ValueError for an unknown DIN form or a character the bundled fonts cannot print
        (`Glyphs` names them beforehand); BrokenInstallationError when the layout fails on this
        letter or WeasyPrint warns of anything at all.
        """
        arrangement.check_form(letter)
        html = self._template.render(letter=letter)
        if missing := self._glyphs.missing(html):
            points = ", ".join(f"U+{ord(character):04X}" for character in missing)
            raise ValueError(f"characters without a glyph in the bundled fonts: {points}")
        logo = letter.letterhead.logo
        return self._press.pdf(
            html,
            provenance=letter.provenance,
            day=letter.date,
            logo=logo.png if logo else None,
            draft=letter.draft,
        )


def _press(layouts: Path, look: str | None, glyphs: Glyphs) -> "Press":
    try:
        # WeasyPrint prints advice in English before it raises; standard output belongs to callers.
        with contextlib.redirect_stdout(io.StringIO()):
            from docgen.render.weasy import Press  # noqa: PLC0415  # needs system libraries
    except OSError as error:
        library = str(error).split("'")[1] if "'" in str(error) else str(error)
        raise BrokenInstallationError(_MISSING_LIBRARY.format(library=library)) from error
    return Press(layouts, look, characters=glyphs.characters)
