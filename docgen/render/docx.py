"""A Letter into a DOCX whose looks are the named styles of the frame `letter.docx`."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.text.paragraph import CT_P

from docgen.installation import BrokenInstallationError
from docgen.letter import Letter
from docgen.render import arrangement
from docgen.render.docx_body import STYLES, Body
from docgen.render.docx_file import finish
from docgen.render.docx_frame import BODY, LOGO, Frame, fill, paragraphs_with_slots
from docgen.render.docx_logo import put_logo, width_taken
from docgen.render.docx_places import Places
from docgen.render.docx_tongues import say_languages
from docgen.render.docx_watermark import add_watermark
from docgen.render.docx_xml import replace_by
from docgen.render.fonts import read_fonts
from docgen.render.tongues import Tongues


class DocxRenderer:
    """Draws letters as DOCX by filling one frame."""

    def __init__(
        self, layouts: Path, *, foreign_words: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Read and check `letter.docx` once, and the fonts beside it.

        Errors: BrokenInstallationError if the frame is missing, unreadable, or has not exactly
        the slots and styles that letters need, or if there are no fonts.
        """
        self._tongues = Tongues(foreign_words)
        file, fonts = layouts / "letter.docx", read_fonts(layouts)
        self._frame = Frame(file, styles=STYLES, fonts=fonts)
        document = self._document("B")
        try:
            Body(document)
        except (KeyError, ValueError) as error:
            raise BrokenInstallationError(
                f"{file}: Die Formatvorlage für nummerierte Punkte hat keine Nummerierung."
            ) from error
        try:
            self._places = Places(document, paragraphs_with_slots(document), fonts)
        except ValueError as error:
            raise BrokenInstallationError(
                f"{file}: Die Formatvorlage „{error}“ braucht Schriftgrad und Zeilenabstand."
            ) from error

    def render(self, letter: Letter) -> bytes:
        """Draw one letter.

        Values enter last and as plain text nodes, so nothing in them can become a field, a
        template or markup.
        Errors: ValueError for an unknown DIN form or a character XML forbids.
        """
        arrangement.check_form(letter)
        document = self._document(letter.din_form)
        body = Body(document)
        values, logo = _values(letter), letter.letterhead.logo
        # All slots are found before the first value enters: no value is ever taken for a slot.
        filled: dict[str, list[CT_P]] = {}
        for paragraph, slots in paragraphs_with_slots(document):
            if BODY in slots:
                replace_by(paragraph, body.elements(letter.sections))
            elif LOGO in slots:
                put_logo(document, paragraph, logo)
            else:
                copies = fill(paragraph, {slot: values[slot] for slot in slots})
                filled = dict.fromkeys(slots, copies) | filled
        self._places.hold(document, letter.din_form, values, filled, beside=width_taken(logo))
        say_languages(document.element.body, self._tongues)
        if letter.draft:
            add_watermark(document)
        return finish(document, letter)

    def _document(self, din_form: str) -> WordDocument:
        return Document(BytesIO(self._frame.content[din_form]))


def _values(letter: Letter) -> dict[str, tuple[str, ...]]:
    """Give each slot its paragraphs; a slot without any takes its paragraph away with it."""
    head = letter.letterhead
    return {
        "authority": head.authority[:1],
        "letterhead": head.authority[1:],
        "return_line": _unless_empty(head.return_line),
        "address": ("\n".join(head.address),),
        "information": tuple(f"{label}: {value}" for label, value in head.information),
        "subject": (letter.subject,),
        "reference": _unless_empty(letter.reference),
        "salutation": _unless_empty(letter.salutation),
        "running_line": (letter.running_line,),
    }


def _unless_empty(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
