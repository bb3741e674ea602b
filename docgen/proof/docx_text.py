"""WordprocessingML into units: what the styles say, and what a reader sees of the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from docgen.proof.reading import CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Unit, fold
from docgen.wordml import BODY_LEVEL, MAX_STYLE_DEPTH, MC, OFF, W, styles_by_id, value

_UNSEEN = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")}
)
_GLYPHS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
}
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_FURTHER_NAME = re.compile(r"list continue( [2-5])?", re.IGNORECASE)
"""Word's own styles for the further paragraphs of a list item."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph or character style says about the text in it.

    item: whether it belongs to a list, with a number or bullet or as a further paragraph.
    """

    level: int = 0
    item: bool = False
    hidden: bool = False
    caption: bool = False


_PLAIN = _Style()
_WHITE = "FFFFFF"


# --- styles --------------------------------------------------------------------------------------


class Styles:
    """Style id to what it says, inheritance resolved."""

    def __init__(self, root: etree._Element | None) -> None:
        """Note the styles of the part; None where the package has none."""
        self._elements, self._default = styles_by_id(root)
        self._resolved: dict[str, _Style] = {}

    def paragraph(self, properties: etree._Element | None) -> _Style:
        """Resolve the style of a paragraph together with its own properties."""
        style = self._named(value(properties, "pStyle") or self._default)
        return _Style(
            _outline(properties, style.level),
            _numbered(properties, inherited=style.item),
            style.hidden,
            style.caption,
        )

    def is_hidden(self, run_properties: etree._Element | None, paragraph: _Style) -> bool:
        """Tell whether a run is hidden, directly or by style."""
        name = value(run_properties, "rStyle")
        by_style = paragraph.hidden or (name is not None and self._named(name).hidden)
        return _hidden(run_properties, inherited=by_style)

    def _named(self, name: str, depth: int = 0) -> _Style:
        element = self._elements.get(name)
        if element is None or depth > MAX_STYLE_DEPTH:
            return _PLAIN
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name, element, depth)
        return self._resolved[name]

    def _resolve(self, name: str, element: etree._Element, depth: int) -> _Style:
        parent = self._named(value(element, "basedOn") or "", depth + 1)
        properties = element.find(f"{W}pPr")
        printed = value(element, "name") or ""
        heading = _HEADING_NAME.fullmatch(printed)
        if heading:
            level = int(heading[1])
        elif name == "Title" or printed.lower() == "title":
            level = 1
        else:
            level = parent.level
        return _Style(
            _outline(properties, level),
            _numbered(properties, inherited=parent.item or bool(_FURTHER_NAME.fullmatch(printed))),
            _hidden(element.find(f"{W}rPr"), inherited=parent.hidden),
            parent.caption or printed.lower() == "caption",
        )


def _outline(properties: etree._Element | None, inherited: int) -> int:
    level = value(properties, "outlineLvl")
    if level is None or not re.fullmatch("[0-9]", level):
        return inherited
    return 0 if int(level) == BODY_LEVEL else int(level) + 1


def _numbered(properties: etree._Element | None, *, inherited: bool) -> bool:
    numbering = None if properties is None else properties.find(f"{W}numPr")
    number = value(numbering, "numId")
    return inherited if number is None else number != "0"


def _hidden(run_properties: etree._Element | None, *, inherited: bool) -> bool:
    """Tell whether nobody reads a run: hidden, struck through, or white."""
    said = [value(run_properties, name) for name in ("vanish", "strike", "dstrike")]
    stated = [one.lower() not in OFF for one in said if one is not None]
    if any(stated) or (value(run_properties, "color") or "").upper() == _WHITE:
        return True
    return inherited and not stated


# --- text ----------------------------------------------------------------------------------------


class Body:
    """Block elements into units.

    instead: what is read for an element, whatever it holds.
    """

    def __init__(
        self, styles: Styles, instead: Mapping[etree._Element, str] = MappingProxyType({})
    ) -> None:
        """Take the styles of the package."""
        self._styles = styles
        self._instead = instead

    def blocks(self, container: etree._Element) -> Iterator[Unit]:
        """Yield the units of a container in order."""
        for element in _visible(container):
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._rows(element)
            else:
                yield from self.blocks(element)

    def paragraphs(self, container: etree._Element) -> Iterator[Unit]:
        """Yield every paragraph below a container as a plain one, those of tables too."""
        for element in _visible(container):
            if element.tag == f"{W}p":
                yield from (Unit(PARAGRAPH, unit.text) for unit in self._paragraph(element))
            else:
                yield from self.paragraphs(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Unit]:
        """Yield the text boxes anchored in a paragraph, then the paragraph itself."""
        style = self._styles.paragraph(element.find(f"{W}pPr"))
        text, boxes = self._text(element, style)
        for box in boxes:
            yield from self.blocks(box)
        if style.level:
            yield Unit(HEADING, fold(text), level=style.level)
        elif style.item:
            yield Unit(ITEM, fold(text))
        else:
            yield Unit(CAPTION if style.caption else PARAGRAPH, fold(text))

    def _rows(self, table: etree._Element) -> Iterator[Unit]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # a row of a table inside a cell is text of that cell
            if row.find(f"{W}trPr/{W}del") is None:
                texts = (unit.text for cell in _cells(row) for unit in self.paragraphs(cell))
                yield Unit(ROW, fold(" ".join(texts)))

    def _text(self, element: etree._Element, style: _Style) -> tuple[str, list[etree._Element]]:
        parts: list[str] = []
        boxes: list[etree._Element] = []
        for child in _visible(element):
            if child in self._instead:
                parts.append(self._instead[child])
            elif child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag in _GLYPHS:
                parts.append(_GLYPHS[str(child.tag)])
            elif child.tag != f"{W}r" or not self._styles.is_hidden(child.find(f"{W}rPr"), style):
                text, inner = self._text(child, style)
                parts.append(text)
                boxes += inner
        return "".join(parts), boxes


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in _visible(row):
        if child.tag == f"{W}tc":
            yield child
        else:
            yield from _cells(child)


def _visible(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children a reader sees; of alternative contents the first."""
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from _visible(choice if choice is not None else child)
        elif child.tag not in _UNSEEN:
            yield child
