"""What a page paints, by the mark it is painted in: real content, artefact, or no mark at all."""

from dataclasses import dataclass, field, replace
from typing import Final

import pikepdf

from docgen.accessibility.pdf_fonts import Font, read_font
from docgen.accessibility.pdf_objects import Key, entry, items, key, name, number, text, whole

Matrix = tuple[float, float, float, float, float, float]
Place = tuple[Key, int]
"""The page or form whose marks are counted together, and the number of the mark (MCID)."""

_UNIT: Final[Matrix] = (1, 0, 0, 1, 0, 0)
_MAX_NESTED_FORMS = 8
_MAX_FORMS = 2000
_ABOVE, _BELOW = 0.8, -0.2
"""How far a line of text reaches from its base line, in em; enough to tell lines apart."""
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_DRAWS = frozenset({"m", "l", "c", "v", "y", "re"})
_GRAPHICS = _PAINTS | _DRAWS | {"n", "sh", "INLINE IMAGE"}
_SIX, _FOUR, _THREE = 6, 4, 3


class TooComplexError(Exception):
    """The file is nested deeper or holds more than any letter does."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: "Box") -> "Box":
        """Give the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(slots=True)
class Mark:
    """A stretch of marked content. painted: whether anything is drawn in it; box: where, if known.

    replaced: whether an ActualText of its own stands for its text. last: the box of its last line.
    """

    place: Place
    page: int
    text: str = ""
    painted: bool = False
    replaced: bool = False
    box: Box | None = None
    last: Box | None = None


@dataclass(slots=True)
class PageContent:
    """One page, counted from 1. owners: page and forms with marks of their own, each once.

    loose: how often something is painted outside of any mark. crossed: what is wrongly nested,
    as artefact inside content or content inside an artefact. fonts: those that draw text.
    unmapped: the names of the fonts of which a drawn code means nothing.
    """

    number: int
    page: pikepdf.Object
    owners: dict[Key, object] = field(default_factory=dict)
    marks: dict[Place, Mark] = field(default_factory=dict)
    repeated: list[Place] = field(default_factory=list)
    loose: int = 0
    loose_text: str = ""
    crossed: list[str] = field(default_factory=list)
    fonts: dict[str, Font] = field(default_factory=dict)
    unmapped: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that says where text stands."""

    ctm: Matrix = _UNIT
    font: Font | None = None
    size: float = 0
    character: float = 0
    word: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0


def read_content(number_of_page: int, page: pikepdf.Object, fonts: dict[Key, Font]) -> PageContent:
    """Read one page; `fonts` keeps those already read.

    Errors: TooComplexError; pikepdf.PdfError for a broken content stream.
    """
    content = PageContent(number_of_page, page)
    owner = page.objgen
    content.owners[owner] = page
    resources = pikepdf.Page(page).resources
    _Reader(content, fonts, owner).read(page, resources, _State(), 0)
    return content


class _Reader:
    """Runs through a content stream and the forms it draws."""

    def __init__(self, content: PageContent, fonts: dict[Key, Font], owner: Key) -> None:
        self._content = content
        self._fonts = fonts
        self._owner = owner
        self._open: list[Mark | str] = []
        self._state = _State()
        self._line: Matrix = _UNIT
        self._text: Matrix = _UNIT
        self._path: Box | None = None
        self._forms = 0

    def read(self, stream: pikepdf.Object, resources: object, state: _State, depth: int) -> None:
        """Read a stream; the marks that are open around a form stay open inside."""
        self._forms += 1
        if depth > _MAX_NESTED_FORMS or self._forms > _MAX_FORMS:
            raise TooComplexError
        saved: list[_State] = []
        self._state = state
        opened = len(self._open)
        for instruction in pikepdf.parse_content_stream(stream):
            operands: list[object] = list(instruction.operands)
            match str(instruction.operator):
                case "q":
                    saved.append(self._state)
                case "Q":
                    self._state = saved.pop() if saved else self._state
                case "cm" if len(operands) == _SIX:
                    self._set(ctm=_times(_matrix(operands), self._state.ctm))
                case "BMC" | "BDC":
                    self._begin(operands, resources)
                case "EMC":
                    if len(self._open) > opened:
                        self._open.pop()
                case "Do" if operands:
                    self._draw(entry(entry(resources, "/XObject"), str(operands[0])), depth)
                case operator if operator in _GRAPHICS:
                    self._graphics_operator(operator, operands)
                case operator:
                    self._text_operator(operator, operands, resources)
        del self._open[opened:]

    def _set(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]

    # --- marks -----------------------------------------------------------------------------------

    def _begin(self, operands: list[object], resources: object) -> None:
        tag = name(operands[0]) if operands else ""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = entry(entry(resources, "/Properties"), str(properties))
        mcid = whole(entry(properties, "/MCID"), -1)
        if tag == "Artifact":
            if any(isinstance(one, Mark) for one in self._open):
                self._content.crossed.append("eine Verzierung (Artefakt) im Inhalt")
            self._open.append("Artifact")
        elif mcid >= 0:
            if "Artifact" in self._open:
                self._content.crossed.append("Inhalt in einer Verzierung (Artefakt)")
            self._open.append(self._mark(mcid, properties))
        else:
            self._open.append("")

    def _mark(self, mcid: int, properties: object) -> Mark:
        place = (self._owner, mcid)
        if place in self._content.marks:
            self._content.repeated.append(place)
        mark = self._content.marks.setdefault(place, Mark(place, self._content.number))
        mark.replaced |= bool(text(entry(properties, "/ActualText")))
        return mark

    def _paint(self, drawn: str, box: Box | None) -> None:
        mark = next((one for one in reversed(self._open) if one), None)
        if mark == "Artifact":
            return
        if not isinstance(mark, Mark):
            self._content.loose += 1
            self._content.loose_text += drawn
            return
        mark.painted = True
        mark.text += drawn
        if box is not None:
            mark.box = box if mark.box is None else mark.box.joined(box)
            mark.last = box if drawn else mark.last

    def _graphics_operator(self, operator: str, operands: list[object]) -> None:
        match operator:
            case "INLINE IMAGE":
                self._paint("", _around(self._state.ctm, 0, 0, 1, 1))
            case "sh":
                self._paint("", None)
            case one if one in _DRAWS:
                self._go(operator, [number(value) for value in operands])
            case one:
                if one in _PAINTS:
                    self._paint("", self._path)
                self._path = None

    def _go(self, operator: str, values: list[float]) -> None:
        """Widen the box of the path that is drawn; a curve stays between its points."""
        if operator == "re" and len(values) == _FOUR:
            left, low, wide, high = values
            values = [left, low, left + wide, low + high]
        for right, up in zip(values[::2], values[1::2], strict=False):
            point = _around(self._state.ctm, right, up, right, up)
            self._path = point if self._path is None else self._path.joined(point)

    def _draw(self, drawn: object, depth: int) -> None:
        if not isinstance(drawn, pikepdf.Stream) or name(entry(drawn, "/Subtype")) != "Form":
            self._paint("", _around(self._state.ctm, 0, 0, 1, 1))
            return
        outside, owner = self._state, self._owner
        own = key(drawn)
        if own is not None and entry(drawn, "/StructParents") is not None:
            self._owner = own
            self._content.owners[own] = drawn
        matrix = items(entry(drawn, "/Matrix"))
        inner = _times(_matrix(matrix), outside.ctm) if len(matrix) == _SIX else outside.ctm
        self.read(drawn, entry(drawn, "/Resources"), replace(outside, ctm=inner), depth + 1)
        self._state, self._owner = outside, owner

    # --- text ------------------------------------------------------------------------------------

    def _text_operator(self, operator: str, operands: list[object], resources: object) -> None:
        values = [number(one) for one in operands]
        match operator:
            case "BT":
                self._line = self._text = _UNIT
            case "Tf" if operands:
                self._choose(str(operands[0]), entry(resources, "/Font"), values[-1])
            case "Tm" if len(values) == _SIX:
                self._line = self._text = _matrix(operands)
            case "Td" | "TD" if len(values) > 1:
                if operator == "TD":
                    self._set(leading=-values[1])
                self._move(values[0], values[1])
            case "T*":
                self._move(0, -self._state.leading)
            case "Tc" | "Tw" | "Tz" | "TL" | "Ts" if values:
                self._spacing(operator, values[0])
            case "Tj" | "'" | '"' if operands:
                if operator != "Tj":
                    self._move(0, -self._state.leading)
                if operator == '"' and len(operands) == _THREE:
                    self._set(word=values[0], character=values[1])
                self._show([operands[-1]])
            case "TJ" if operands:
                self._show(items(operands[0]))

    def _spacing(self, operator: str, value: float) -> None:
        names = {"Tc": "character", "Tw": "word", "Tz": "stretch", "TL": "leading", "Ts": "rise"}
        self._set(**{names[operator]: value / 100 if operator == "Tz" else value})

    def _move(self, right: float, up: float) -> None:
        self._line = self._text = _times((1, 0, 0, 1, right, up), self._line)

    def _choose(self, named: str, fonts: object, size: float) -> None:
        found = entry(fonts, named)
        known = key(found)
        if known is None or known not in self._fonts:
            font = read_font(found)
            if known is not None:
                self._fonts[known] = font
        else:
            font = self._fonts[known]
        self._set(font=font, size=size)

    def _show(self, parts: list[object]) -> None:
        state, font = self._state, self._state.font
        if font is None:
            return
        start, drawn, advance = self._text, "", 0.0
        for part in parts:
            if not isinstance(part, pikepdf.String):
                advance -= number(part) / 1000 * state.size * state.stretch
                continue
            for glyph in font.glyphs(bytes(part)):
                if not glyph.text or glyph.text in "\0\ufffd":
                    self._content.unmapped[font.name] = None
                drawn += glyph.text or "\ufffd"
                gap = state.character + (state.word if glyph.is_space else 0)
                advance += (glyph.width / 1000 * state.size + gap) * state.stretch
        self._text = _times((1, 0, 0, 1, advance, 0), start)
        self._content.fonts.setdefault(font.name, font)
        if drawn:
            low, high = (state.rise + state.size * one for one in (_BELOW, _ABOVE))
            box = _around(_times(start, state.ctm), 0, low, advance, high)
            self._paint(drawn, box if drawn.strip() else None)


def _matrix(values: list[object]) -> Matrix:
    a, b, c, d, e, f = map(number, values)
    return a, b, c, d, e, f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """Give the matrix that does the first and then the second."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    across = (a * k + b * n, a * m + b * p)
    upward = (c * k + d * n, c * m + d * p)
    return *across, *upward, e * k + f * n + q, e * m + f * p + r


def _around(matrix: Matrix, left: float, low: float, right: float, high: float) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (low, high)]
    across = [a * x + c * y + e for x, y in corners]
    upward = [b * x + d * y + f for x, y in corners]
    return Box(min(across), min(upward), max(across), max(upward))
