"""HTML into PDF with WeasyPrint, sealed: bundled fonts, no other files, no clock, no warnings.

Importing this module raises OSError when a library of the operating system is missing.
"""

import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from docgen.installation import BrokenInstallationError
from docgen.render.pdf_archive import declare_accessible
from docgen.render.pdf_breaks import lists, span_languages, split_elements
from docgen.render.pdf_meanings import mend_meanings
from docgen.render.pdf_tags import TagTree

if harfbuzz_subset is None:
    # WeasyPrint would fall back to fontTools, which is slower and gives other bytes.
    raise OSError("cannot load library 'libharfbuzz-subset-0'")

_ATTACHMENT = "docgen-herkunft.json"
_SCREEN = "srgb-bildschirm"
"""Name of the colours; under its own name for them WeasyPrint would leave a file open."""
_NO_ROOM = (
    "Die Schriften lassen sich nicht in den Ordner für temporäre Dateien legen. Bitte schaffen Sie "
    "dort 1 MB Platz, oder nennen Sie mit TMPDIR einen anderen Ordner."
)
_DESCRIPTION = "Herkunft dieses Schreibens, lesbar für docgen"
_LOGO = "docgen:logo"
"""Where `letter.html` asks for the picture of the letter it draws."""


class BundledFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Hands out the fonts of one folder and the logo of one letter; refuses all other addresses."""

    def __init__(self, folder: Path) -> None:
        """Read the font files once."""
        super().__init__(allowed_protocols=("file",))
        self._fonts = {file.resolve(): file.read_bytes() for file in sorted(folder.glob("*.ttf"))}
        self.logo: bytes | None = None

    def with_logo(self, png: bytes | None) -> "BundledFonts":
        """Give one that hands out the logo of one letter, too."""
        more = copy(self)
        more.logo = png
        return more

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Give the bytes of a bundled font, or of the logo.

        Errors: FatalURLFetchingError for anything else; WeasyPrint swallows all milder ones.
        """
        if url == _LOGO and self.logo is not None:
            return URLFetcherResponse(url, self.logo, {"Content-Type": "image/png"})
        parts = urlsplit(url)
        font = None
        if parts.scheme == "file" and not parts.netloc:
            font = self._fonts.get(Path(url2pathname(parts.path)).resolve())
        if font is None:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})


class Press:
    """One font configuration and the style sheets, shared by every letter of the process.

    Sharing is a rule of memory, not of speed: a font configuration for each letter leaks.
    """

    def __init__(self, layouts: Path, look: str | None, *, characters: Mapping[int, str]) -> None:
        """Read `letter.css`, the sheet that changes its look, and `draft.css`; load the fonts.

        characters: those of the fonts by glyph id.
        Errors: BrokenInstallationError if a style sheet is missing, wrong, or asks for a file
        other than the bundled fonts; or if these cannot be copied to where temporary files lie.
        """
        self._layouts = layouts
        self._characters = characters
        self._fetcher = BundledFonts(layouts / "fonts")
        self._fonts = FontConfiguration()
        self._colours = _ScreenColours()
        self._css = [self._sheet(name) for name in ("letter.css", look) if name is not None]
        self._draft_css = [*self._css, self._sheet("draft.css")]

    def _sheet(self, name: str) -> Any:  # noqa: ANN401
        file = self._layouts / name
        try:
            rules = file.read_text(encoding="utf-8")
        except OSError as error:
            raise BrokenInstallationError(f"{file} lässt sich nicht lesen.") from error
        try:
            with self._strictly():
                return weasyprint.CSS(
                    string=rules,
                    base_url=file.resolve().as_uri(),
                    font_config=self._fonts,
                    url_fetcher=self._fetcher,
                )
        except OSError as error:
            raise BrokenInstallationError(_NO_ROOM) from error

    def pdf(
        self, html: str, *, provenance: str, day: str, logo: bytes | None, draft: bool = False
    ) -> bytes:
        """Print `html` as PDF/A-3a and PDF/UA-1, with `provenance` attached.

        day: ISO 8601; it dates the file. logo: a PNG that `html` may show.

        Errors: BrokenInstallationError for any warning of WeasyPrint and for any address the
        fetcher refuses.
        """
        midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
        attachment = weasyprint.Attachment(
            string=provenance,
            name=_ATTACHMENT,
            description=_DESCRIPTION,
            relationship="Data",
            created=midnight,
            modified=midnight,
            url_fetcher=self._fetcher,
        )
        with self._strictly():
            document = weasyprint.HTML(string=html, url_fetcher=self._fetcher.with_logo(logo))
            finished: bytes = document.write_pdf(
                stylesheets=self._draft_css if draft else self._css,
                font_config=self._fonts,
                color_profiles={_SCREEN: self._colours},
                output_intent=_SCREEN,
                attachments=[attachment],
                pdf_variant="pdf/a-3a",
                finisher=self._finish,
            )
        return finished

    def _finish(self, document: Any, pdf: Any) -> None:  # noqa: ANN401  # neither has types
        TagTree(pdf).mend(split_elements(document), lists(document), span_languages(document))
        declare_accessible(pdf)
        mend_meanings(pdf, self._characters)

    @contextmanager
    def _strictly(self) -> Iterator[None]:
        """Turn every warning and refusal of WeasyPrint inside the block into an exception."""
        logger = logging.getLogger("weasyprint")
        level = logger.level
        listener = _Listener()
        logger.addHandler(listener)
        logger.setLevel(min(level, logging.WARNING) or logging.WARNING)
        try:
            yield
        except FatalURLFetchingError as error:
            raise BrokenInstallationError(
                f"Die Layoutdateien in {self._layouts} verlangen „{error}“. Erlaubt sind nur die "
                f"mitgelieferten Schriften in fonts/ und „{_LOGO}“, wo der Träger ein Logo hat."
            ) from error
        finally:
            logger.setLevel(level)
            logger.removeHandler(listener)
        if listener.messages:
            raise BrokenInstallationError(
                *(f"WeasyPrint beanstandet {self._layouts}: {text}" for text in listener.messages)
            )


class _ScreenColours(ColorProfile):  # type: ignore[misc]  # WeasyPrint has no types
    """The colours of screens, which archives want to be told (ISO 19005-3, 6.2.3).

    They are written as they were read; Pillow would write other bytes the second time.
    """

    def __init__(self) -> None:
        self._bytes = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
        parts = (["r"], ["g"], ["b"])
        super().__init__(io.BytesIO(self._bytes), "sRGB2014.icc", "relative-colorimetric", parts)

    @property
    def content(self) -> bytes:
        """The file."""
        return self._bytes


class _Listener(logging.Handler):
    """Keeps the messages of warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
