"""A Letter into HTML for the screen: one file that holds its look and asks for nothing else."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from docgen.installation import BrokenInstallationError
from docgen.letter import Letter
from docgen.render.characters import check_characters
from docgen.render.template import Template
from docgen.render.tongues import Tongues

_FOREIGN: Final = re.compile(r"<|url\(|@import", re.IGNORECASE)
"""What would end the style element, or ask for another file."""


class HtmlRenderer:
    """Draws letters with `screen.html` and `screen.css` of one layouts folder."""

    def __init__(
        self, layouts: Path, *, foreign_words: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Load the template and the style sheet once; foreign_words: see `Tongues`.

        Errors: BrokenInstallationError if one is missing or wrong, or the style sheet asks for
        another file.
        """
        self._template = Template(layouts / "screen.html", Tongues(foreign_words))
        self._style = _style(layouts / "screen.css")

    def render(self, letter: Letter) -> bytes:
        """Draw one letter, in UTF-8.

        Errors: ValueError for a character HTML forbids; BrokenInstallationError when the layout
        fails on this letter.
        """
        # JSON has `<` in its texts alone, where this means the same; so nothing ends the element.
        provenance = letter.provenance.replace("<", "\\u003c")
        html = self._template.render(letter=letter, style=self._style, provenance=provenance)
        check_characters(html)
        return html.encode()


@dataclass(frozen=True, slots=True)
class _Style:
    """The style sheet, and the source by which a Content Security Policy allows it and no other."""

    rules: str
    source: str


def _style(file: Path) -> _Style:
    try:
        rules = file.read_text(encoding="utf-8")
    except OSError as error:
        raise BrokenInstallationError(f"{file} lässt sich nicht lesen.") from error
    if foreign := _FOREIGN.search(rules):
        raise BrokenInstallationError(
            f"{file} enthält „{foreign[0]}“. Das Stylesheet steht in jedem Schreiben und darf "
            "nichts von anderswo verlangen."
        )
    digest = b64encode(sha256(rules.encode()).digest()).decode()
    return _Style(rules, f"sha256-{digest}")
