"""HTML bytes into a Reading: what a browser shows and what is read here are the same.

A page can hide and replace text in more ways than anybody can list. So nothing is read but what
docgen writes: a few elements with a few attributes, parsed by the rules of browsers without one
fault to mend, under a policy that lets in nothing from elsewhere and no look but that of the style
sheet in the file. Any other file is refused.

As in PDF, the title of the window and the numbers of rulings are no text and are not read. Who
changes the style sheet together with its hash in the policy is not found out, as little as who
changes the provenance together with its checksum.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from docgen.proof.reading import (
    CAPTION,
    HEADING,
    ITEM,
    PARAGRAPH,
    ROW,
    Reading,
    Unit,
    UnreadableFileError,
    fold,
)

_BEGINNING = '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
_VIEWPORT = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
_PROVENANCE = {"type": "application/json", "id": "docgen-herkunft"}
_DRAFT = "ENTWURF"

_MAX_BYTES = 4 * 2**20
_MAX_DEPTH = 16
"""So many elements may stand in each other; the cell of a table in a ruling is the eleventh."""

_TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?: [a-z-]+="[^"<>]*")*>')
_VOID = frozenset({"meta", "br"})
_INLINE = frozenset({"strong", "span"})
_CONTAINERS = frozenset({"header", "main", "section", "address"})
_ANYTHING = re.compile(".*", re.DOTALL)
_ATTRIBUTES = {
    ("span", "lang"): re.compile("[A-Za-z0-9-]+"),
    ("li", "value"): re.compile("[0-9]+"),
    ("div", "tabindex"): re.compile("0"),
    ("div", "role"): re.compile("group"),
    ("div", "aria-label"): _ANYTHING,
    ("table", "role"): re.compile("table"),
    ("thead", "role"): re.compile("rowgroup"),
    ("tbody", "role"): re.compile("rowgroup"),
    ("tr", "role"): re.compile("row"),
    ("th", "role"): re.compile("columnheader|rowheader"),
    ("th", "scope"): re.compile("col|row"),
    ("td", "role"): re.compile("cell"),
    ("td", "data-title"): _ANYTHING,
}


def read_html(data: bytes) -> Reading:
    """Read HTML that docgen wrote.

    Errors: UnreadableFileError for a file that is too big, is not in UTF-8, or holds anything a
    letter of ours does not.
    """
    if len(data) > _MAX_BYTES:
        raise UnreadableFileError("Die HTML-Datei ist zu groß, um geprüft zu werden.")
    text = _decoded(data)
    _check_tags(text)
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(StringIO(text))
    if parser.errors:
        raise _foreign("Fehler, die ein Browser stillschweigend ausbessert")
    head, body = _elements(root, "head", "body")
    provenance = _provenance(list(head))
    _check_attributes(body)
    units = tuple(unit for unit in _units(body, PARAGRAPH) if unit.text)
    aside = (_DRAFT,) if body.get("class") == "draft" else ()
    return Reading("html", units, provenance, aside=aside)


def _foreign(what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"Die HTML-Datei enthält {what}. So schreibt docgen nicht; deshalb lässt sich nicht sagen, "
        "was ein Browser zeigt oder vorliest."
    )


# --- the file as a whole -------------------------------------------------------------------------


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError("Die HTML-Datei ist nicht in UTF-8 gespeichert.") from error
    # Browsers do the same before they do anything else, computing the hash of the style included.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith(_BEGINNING):
        raise UnreadableFileError(
            "Die HTML-Datei beginnt nicht wie ein Schreiben von docgen. Vielleicht hat ein anderes "
            "Programm sie gespeichert. Bitte prüfen Sie die Datei, die docgen geschrieben hat."
        )
    return text


def _check_tags(text: str) -> None:
    """Refuse all that is no plain tag, and tags that do not close each other.

    Then a parser has nothing to mend and little to hold, however hostile the file is.
    """
    doctype = len("<!DOCTYPE html>")
    tags = list(_TAG.finditer(text, doctype))
    if len(tags) != text.count("<", doctype):
        raise _foreign("Zeichen, die weder Text noch ein einfaches Element sind")
    inside: list[str] = []
    for tag in tags:
        name = tag["name"]
        if not tag["end"]:
            inside += [] if name in _VOID else [name]
        elif not inside or inside.pop() != name:
            raise _foreign(f"ein Element „{name}“, das nicht richtig begonnen oder geschlossen ist")
        if len(inside) > _MAX_DEPTH:
            raise _foreign("zu viele Elemente ineinander")


def _provenance(head: list[Element]) -> str | None:
    """Give the provenance; None where it was taken out.

    Everything else in the head has to be as it was written: what may be loaded and how it looks.
    """
    style = next((one.text or "" for one in head if one.tag == "style"), "")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = {"http-equiv": "Content-Security-Policy", "content": _POLICY.format(digest)}
    expected = [
        ("meta", {"charset": "utf-8"}),
        ("meta", policy),
        ("meta", _VIEWPORT),
        ("title", {}),
        ("style", {}),
        ("script", _PROVENANCE),
    ]
    found = [(one.tag, one.attrib) for one in head]
    if found not in (expected, expected[:-1]):
        raise _foreign("andere Angaben in ihrem Kopf oder ein anderes Stylesheet")
    return head[-1].text or "" if found == expected else None


# --- the text ------------------------------------------------------------------------------------


def _check_attributes(body: Element) -> None:
    for element in body.iter():
        for name, value in element.attrib.items():
            allowed = _ATTRIBUTES.get((element.tag, name))
            if name != "class" and (allowed is None or not allowed.fullmatch(value)):
                raise _foreign(f"das Attribut „{name}“ im Element „{element.tag}“")


def _units(container: Element, kind: str) -> Iterator[Unit]:
    """Yield what stands in a container; `kind` is what its paragraphs are."""
    for element in _elements(container):
        match element.tag:
            case "p":
                yield Unit(kind, _text(element))
            case "h1" | "h2":
                yield Unit(HEADING, _text(element), level=int(element.tag[1]))
            case "ul":
                yield from (Unit(ITEM, _text(item)) for item in _elements(element, "li"))
            case "ol":
                for item in _elements(element, "li"):
                    yield from _units(item, ITEM)
            case "div":
                yield from _table(element)
            case name if name in _CONTAINERS:
                yield from _units(element, kind)
            case name:
                raise _foreign(f"das Element „{name}“ an einer Stelle, an die es nicht gehört")


def _table(frame: Element) -> Iterator[Unit]:
    parts = [part for table in _elements(frame, "table") for part in _elements(table)]
    # In a narrow window the head is not seen; its titles stand at the cells.
    if [part.tag for part in parts] != ["caption", "thead", "tbody"] or len(parts[1]) != 1:
        raise _foreign("eine Tabelle, die anders aufgebaut ist")
    caption, *groups = parts
    title = _text(caption)
    if fold(frame.get("aria-label", title)) != title:
        raise _foreign("eine Tabelle, die anders vorgelesen wird, als zu sehen ist")
    yield Unit(CAPTION, title)
    rows = [list(_elements(row, "th", "td")) for group in groups for row in _elements(group, "tr")]
    heads = list(map(_text, rows[0]))
    for row in rows:
        for cell, head in zip(row, heads, strict=False):
            if fold(cell.get("data-title", head)) != head:
                raise _foreign("eine Tabelle, deren Spalten zweierlei Namen haben")
        yield Unit(ROW, fold(" ".join("".join(_stretches(cell)) for cell in row)))


def _elements(container: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of a container, which has no text of its own and, if named, no others."""
    beside = (container.text, *(element.tail for element in container))
    if any(text and not text.isspace() for text in beside):
        raise _foreign("Text an einer Stelle, an die keiner gehört")
    for element in container:
        if names and element.tag not in names:
            raise _foreign(f"das Element „{element.tag}“ an einer Stelle, an die es nicht gehört")
        yield element


def _text(element: Element) -> str:
    return fold("".join(_stretches(element)))


def _stretches(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag in _INLINE:
            yield from _stretches(child)
        else:
            raise _foreign(f"das Element „{child.tag}“ an einer Stelle, an die es nicht gehört")
        yield child.tail or ""
