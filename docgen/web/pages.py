"""HTML from the templates beside this file, and the headers of everything the form answers."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

import docgen
from docgen.german import day

_FOLDER: Final = Path(__file__).parent / "pages"

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Pages:
    """The templates, read once; every value they print is escaped, and a missing one stops them."""

    def __init__(self) -> None:
        """Read and compile the templates."""
        environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals["version"] = docgen.__version__
        environment.filters["day"] = lambda iso: day(date.fromisoformat(iso))
        self._templates = {
            path.stem: environment.get_template(path.name)
            for path in sorted(_FOLDER.glob("*.html"))
        }
        self._style = (_FOLDER / "style.css").read_bytes()

    def page(
        self,
        name: str,
        values: Mapping[str, object],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Fill a template."""
        html = self._templates[name].render(values)
        return Response(html, status, {**_HEADERS, **(headers or {})}, "text/html")

    def style(self) -> Response:
        """Give the style sheet."""
        return Response(self._style, 200, _HEADERS, "text/css")


@cache
def load_pages() -> Pages:
    """Give the pages, read and compiled once in a process."""
    return Pages()


def download(name: str, media_type: str, data: bytes) -> Response:
    """Give a file to be saved; `name` holds no personal data."""
    attachment = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, 200, {**_HEADERS, **attachment}, media_type)


def nothing() -> Response:
    """Answer somebody who left already; nobody reads it."""
    return Response(None, 499, _HEADERS)
