"""Templates of a layouts folder, filled with a letter: semantic HTML with every value escaped.

They may import each other and read nothing else; all is read when a renderer is built.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.installation import BrokenInstallationError
from docgen.letter import BulletList, Paragraph, Ruling, Table
from docgen.render import arrangement
from docgen.render.tongues import Tongues


class Template:
    """One template, with those it imports."""

    def __init__(self, file: Path, tongues: Tongues) -> None:
        """Read and compile them; tongues: which words say their language.

        Errors: BrokenInstallationError if one is missing or its syntax is wrong.
        """
        self._file = file
        environment = _environment(file.parent, tongues)
        try:
            self._template = environment.get_template(file.name)
            for name in _imported(environment, file):
                environment.get_template(name)
        except TemplateNotFound as error:
            missing = file.parent / str(error.name)
            raise BrokenInstallationError(f"{missing} lässt sich nicht lesen.") from error
        except TemplateSyntaxError as error:
            place = f"{file.parent / str(error.name)}, Zeile {error.lineno}"
            raise BrokenInstallationError(f"{place}: {error.message}") from error

    def render(self, **values: object) -> str:
        """Fill the template.

        Errors: BrokenInstallationError if it fails on these values.
        """
        try:
            return self._template.render(values)
        except TemplateError as error:
            raise BrokenInstallationError(f"{self._file}: {error}") from error


def _environment(folder: Path, tongues: Tongues) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = _lines(tongues)
    environment.filters["stretches"] = arrangement.stretches
    environment.filters["widths"] = arrangement.widths
    environment.tests["paragraph"] = lambda value: isinstance(value, Paragraph)
    environment.tests["bullet_list"] = lambda value: isinstance(value, BulletList)
    environment.tests["table"] = lambda value: isinstance(value, Table)
    environment.tests["ruling"] = lambda value: isinstance(value, Ruling)
    environment.tests["short"] = arrangement.is_short
    environment.tests["wordy"] = arrangement.has_long_word
    environment.tests["closing_of"] = arrangement.is_closing
    return environment


def _imported(environment: Environment, file: Path) -> Iterator[str]:
    names = find_referenced_templates(environment.parse(file.read_text(encoding="utf-8")))
    return (name for name in names if name is not None)


def _lines(tongues: Tongues) -> Callable[[str], Markup]:
    """Make the filter every text goes through: line feeds are breaks, foreign words are told."""

    def marked(line: str) -> Markup:
        return Markup("").join(map(_told, tongues.parts(line)))

    def lines(text: str) -> Markup:
        return Markup("<br>").join(map(marked, text.split("\n")))

    return lines


def _told(part: tuple[str, str | None]) -> Markup:
    text, language = part
    if language is None:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(language, text)
