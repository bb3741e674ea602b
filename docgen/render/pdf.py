"""A Letter into a tagged PDF (PDF/UA-1), by way of semantic HTML.

Here a letter becomes HTML; `weasy` makes the PDF of it and is imported only when a renderer is
built, because it needs libraries of the operating system.
"""

import contextlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.installation import BrokenInstallationError
from docgen.letter import BulletList, Letter, Paragraph, Ruling, Table
from docgen.render import arrangement
from docgen.render.glyphs import Glyphs

if TYPE_CHECKING:
    from docgen.render.weasy import Press

_MISSING_LIBRARY = (
    "Für PDF-Dateien fehlt eine Bibliothek des Betriebssystems ({library}). Bitte installieren "
    "Sie sie: apt-get install --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class PdfRenderer:
    """Draws letters with `letter.html`, the style sheets and the fonts of one layouts folder."""

    def __init__(self, layouts: Path, *, text_points: float = 11) -> None:
        """Load fonts, style sheets and template once.

        text_points: size of the text from the subject on, in points; letterhead, window and
        information block keep theirs.
        Errors: BrokenInstallationError for a missing system library or a broken layout file.
        """
        self._html_file = layouts / "letter.html"
        self._template = _template(self._html_file)
        self._glyphs = Glyphs(layouts)
        self._press = _press(layouts, text_points, self._glyphs)

    def render(self, letter: Letter) -> bytes:
        """Draw one letter.

        Errors: ValueError for an unknown DIN form or a character the bundled fonts cannot print
        (`Glyphs` names them beforehand); BrokenInstallationError when the layout fails on this
        letter or WeasyPrint warns of anything at all.
        """
        arrangement.check_form(letter)
        try:
            html = self._template.render(letter=letter)
        except TemplateError as error:
            raise BrokenInstallationError(f"{self._html_file}: {error}") from error
        if missing := self._glyphs.missing(html):
            points = ", ".join(f"U+{ord(character):04X}" for character in missing)
            raise ValueError(f"characters without a glyph in the bundled fonts: {points}")
        return self._press.pdf(
            html, provenance=letter.provenance, day=letter.date, draft=letter.draft
        )


def _press(layouts: Path, text_points: float, glyphs: Glyphs) -> "Press":
    try:
        # WeasyPrint prints advice in English before it raises; standard output belongs to callers.
        with contextlib.redirect_stdout(io.StringIO()):
            from docgen.render.weasy import Press  # noqa: PLC0415  # needs system libraries
    except OSError as error:
        library = str(error).split("'")[1] if "'" in str(error) else str(error)
        raise BrokenInstallationError(_MISSING_LIBRARY.format(library=library)) from error
    return Press(layouts, text_points=text_points, characters=glyphs.characters)


def _template(file: Path) -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["lines"] = _lines
    environment.filters["stretches"] = arrangement.stretches
    environment.tests["paragraph"] = lambda value: isinstance(value, Paragraph)
    environment.tests["bullet_list"] = lambda value: isinstance(value, BulletList)
    environment.tests["table"] = lambda value: isinstance(value, Table)
    environment.tests["ruling"] = lambda value: isinstance(value, Ruling)
    environment.tests["short"] = arrangement.is_short
    environment.tests["closing_of"] = arrangement.is_closing
    try:
        return environment.from_string(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BrokenInstallationError(f"{file} lässt sich nicht lesen.") from error
    except TemplateSyntaxError as error:
        raise BrokenInstallationError(f"{file}, Zeile {error.lineno}: {error.message}") from error


def _lines(text: str) -> Markup:
    return Markup("<br>").join(map(escape, text.split("\n"))) if "\n" in text else escape(text)
