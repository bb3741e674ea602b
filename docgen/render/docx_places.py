"""Where DIN 5008 wants the head of a letter, held there by spacing alone.

The head is plain text in the order it is read: the letterhead; two columns, on the left the return
line and the address, on the right the information; the subject. No frame, text box or table takes
it out of that order. In return each part begins where the one above it ends. So the room above the
columns, the address and the subject depends on the lines before, and is worked out for each letter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Twips
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from docgen.render.fonts import Font

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.styles.style import ParagraphStyle
    from lxml.etree import _Element

FORM_A_HIGHER: Final = Mm(18)
"""So much higher Form A has everything on its first page. All places here are those of Form B."""

_COLUMNS: Final = Mm(50)
"""The information begins 5 mm below the upper edge of the address field.

The return line begins beside it, in the zone it shares with notes for the post (45 to 62.7 mm).
"""
_ADDRESS: Final = Mm(62.7)
_FIELD_END: Final = Mm(90)
_TWO_LINES: Final = Mm(8.46)
"""So far below the address field, or below columns that are longer, the subject begins."""

_ORDER: Final = ("authority", "letterhead", "return_line", "address", "information", "subject")
"""The head as it is read. The first two are as wide as the text, then comes the left column."""
_LETTERHEAD: Final = _ORDER[:2]


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the paragraphs of a slot are set. Lengths are as python-docx has them."""

    font: Font
    size: int
    line: int
    before: int
    after: int
    width: int

    def height(self, texts: tuple[str, ...]) -> int:
        """Measure paragraphs with the room around them; a line feed in a text is a line break."""
        lines = sum(self._lines(line) for text in texts for line in text.split("\n"))
        return lines * self.line + len(texts) * (self.before + self.after)

    def _lines(self, text: str) -> int:
        """Count the lines a text is broken into: behind spaces and hyphens, else where it must."""
        lines, end = 1, 0.0
        for piece in re.findall(r"[^ -]+[ -]?|[ -]", text):
            if end and end + self._width(piece.rstrip(" ")) > self.width:
                lines, end = lines + 1, 0.0
            end += self._width(piece)
            while end > self.width and piece.strip(" "):
                lines, end = lines + 1, end - self.width
        return lines

    def _width(self, text: str) -> float:
        return self.font.width(text) * self.size


class Places:
    """Holds the head of letters that fill one frame in its places.

    A frame whose head has another order, or shares its paragraphs out otherwise, keeps the places
    it gives itself.
    """

    def __init__(
        self,
        document: "Document",
        paragraphs: Sequence[tuple["CT_P", tuple[str, ...]]],
        fonts: tuple[Font, ...],
    ) -> None:
        """Note how the slots of the head are set; `paragraphs` are all that have slots, in order.

        Errors: ValueError with the name of a style that says nothing of size or line, or that no
        font fits.
        """
        self._settings: dict[str, _Setting] = {}
        head = paragraphs[: len(_ORDER)]
        in_order = [slots for _, slots in head] == [(slot,) for slot in _ORDER]
        columns = list(document.element.iter(qn("w:col")))
        match [_twips(one, name) for one in columns for name in ("w:w", "w:space")]:
            case [left, between, right, _] if in_order:
                whole = left + between + right
                widths = (whole, whole, left, left, right)
                for (paragraph, (slot,)), width in zip(head, widths, strict=False):
                    self._settings[slot] = _setting(Paragraph(paragraph, document), width, fonts)

    def hold(
        self,
        document: "Document",
        din_form: str,
        values: Mapping[str, tuple[str, ...]],
        filled: Mapping[str, list["CT_P"]],
        *,
        beside: int = 0,
    ) -> None:
        """Set the room above the columns, the address and the subject of one letter.

        filled: the paragraphs each slot has become. beside: the width that the lines of the
        letterhead leave to a picture.
        """
        for paragraph in (one for slot in _LETTERHEAD for one in filled[slot] if beside):
            ParagraphFormat(paragraph).right_indent = Emu(beside)
        if not self._settings:
            return
        settings = self._settings | {
            slot: replace(self._settings[slot], width=self._settings[slot].width - beside)
            for slot in _LETTERHEAD
        }
        heights = {slot: one.height(values[slot]) for slot, one in settings.items()}
        top = document.sections[0].top_margin or 0
        above = top + heights["authority"] + heights["letterhead"]
        above += FORM_A_HIGHER if din_form == "A" else 0
        columns = max(above, _COLUMNS)
        return_line = columns + heights["return_line"]
        address = max(return_line, _ADDRESS)
        end = max(address + heights["address"], columns + heights["information"])
        subject = max(end, _FIELD_END) + _TWO_LINES

        last = "letterhead" if filled["letterhead"] else "authority"
        for paragraph in filled[last][-1:]:
            room = self._settings[last].after + columns - above
            ParagraphFormat(paragraph).space_after = Emu(room)
        for paragraph in filled["address"]:
            room = self._settings["address"].before + address - return_line
            ParagraphFormat(paragraph).space_before = Emu(room)
        for paragraph in filled["subject"]:
            ParagraphFormat(paragraph).space_before = Emu(subject - end)


def _twips(element: "_Element", name: str) -> int:
    return Twips(int(element.get(qn(name), "0")))


def _setting(paragraph: Paragraph, width: int, fonts: tuple[Font, ...]) -> _Setting:
    style = cast("ParagraphStyle", paragraph.style)
    look, size, bold = style.paragraph_format, style.font.size, bool(style.font.bold)
    font = next((one for one in fonts if one.bold == bold and not one.italic), None)
    line = look.line_spacing
    if font is None or line is None or size is None:
        raise ValueError(style.name)
    return _Setting(
        font,
        size,
        line if isinstance(line, Length) else round(font.line * size * line),
        look.space_before or 0,
        look.space_after or 0,
        width - (look.left_indent or 0) - (look.right_indent or 0),
    )
