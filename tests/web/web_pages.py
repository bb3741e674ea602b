"""What the tests of the upload form share: cases, posted forms, and pages read by a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

import httpx
from cases import EXAMPLE, Case, example
from lxml import html

TYPE: Final = "bescheid/bewilligung"
ORIGINAL: Final = EXAMPLE.read_bytes()
TODAY: Final = date(2026, 11, 24)
"""The day it is for whoever sits before the form in these tests."""
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Asking(Protocol):
    """Whoever can send a request: a client of a server, or of an app in this process."""

    def post(self, url: str, *, files: Mapping[str, Any]) -> httpx.Response:
        """Send a form."""


def broken_case() -> Case:
    """The example with faults in several parts, and with hints."""
    case = example()
    del case["person"]["anschrift"]["plz"]
    case["leistungen"][0]["umfang"]["menge"] = "4,5"
    case["bankverbindung"]["iban"] = "DE42 9991 2345 0003 7037 01"
    case["begruendung"]["beeintraechtigung"]["sie"] = "Sie haben 30,00 Euro"
    return case


@dataclass(frozen=True)
class Page:
    """A page as it came: its status, its headers, its elements."""

    answer: httpx.Response

    @property
    def root(self) -> Any:  # noqa: ANN401  # lxml's elements
        """The parsed page."""
        return html.fromstring(self.answer.content.decode())

    @property
    def heading(self) -> str:
        """The one first heading."""
        [heading] = self.texts("//h1")
        return heading

    @property
    def case(self) -> str:
        """What the text field holds."""
        [field] = self.root.xpath("//textarea[@name='fall']")
        text: str = field.text or ""
        return text.removeprefix("\n")

    def texts(self, path: str) -> list[str]:
        """The text of each element, white space as one blank."""
        return [squeezed_blanks(one.text_content()) for one in self.root.xpath(path)]

    def values(self, path: str) -> list[str]:
        """The values of attributes."""
        return [str(one) for one in self.root.xpath(path)]

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of a form."""
        fields = self.root.xpath(f"{path}//input[@type='hidden']")
        return {one.get("name"): one.get("value") for one in fields}

    def form(self, **typed: str) -> dict[str, str]:
        """What every button sends, the case as text among it; `typed`: what was changed before."""
        [chosen] = self.root.xpath("//form[@id='formular']//select[@name='typ']/option[@selected]")
        sent = self.hidden("//form[@id='formular']") | {"typ": chosen.get("value")}
        sent |= {"fall": self.case} | typed
        return sent | {"fall": sent["fall"].replace("\r\n", "\n").replace("\n", "\r\n")}


def squeezed_blanks(text: str) -> str:
    """Text with every run of white space as one blank."""
    return re.sub(r"\s+", " ", text).strip()


def fields(**values: str) -> dict[str, tuple[None, str]]:
    """Fields of text as a browser sends them."""
    return {name: (None, value) for name, value in values.items()}


def typed(client: Asking, path: str, case: str, **values: str) -> Page:
    """Send a case from the text field; a browser ends each line with two characters."""
    text = case.replace("\n", "\r\n")
    return Page(client.post(path, files=fields(**({"typ": TYPE, "fall": text} | values))))


def pressed(client: Asking, page: Page, path: str, button: tuple[str, str], **typed: str) -> Page:
    """Press a button of a page with a case, after changing what is `typed`."""
    return Page(client.post(path, files=fields(**page.form(**typed), **dict([button]))))


def uploaded(client: Asking, path: str, data: bytes, **values: str) -> Page:
    """Send a case as a file."""
    file = {"datei": ("Ağaoğlu.json", data, "application/json")}
    return Page(client.post(path, files=fields(**({"typ": TYPE} | values)) | file))
