"""The frame `letter.docx`: read once, its slots filled with markers, later with values.

Editors write a slot in Word as `{{ subject }}`, wherever they like and in whatever style; only the
running line has its place, in the footers, with `Seite PAGE von NUMPAGES` behind it. docxtpl
sees the frame once, when the program starts, and sees only our markers: one private-use character
for each slot. Values never pass through it, because it would read `{_{` in a name as `{{`.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Mm, Twips
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError, _Element

from docgen.installation import BrokenInstallationError
from docgen.render.docx_fonts import Font, embed
from docgen.render.docx_xml import replace_by, text_nodes

BODY: Final = "body"
"""The slot that the sections of the letter replace; it stands alone in its paragraph."""

_SLOTS = (
    "authority",
    "letterhead",
    "return_line",
    "address",
    "information",
    "subject",
    "reference",
    "salutation",
    BODY,
    "running_line",
)
_MARKERS = {chr(0xE000 + number): slot for number, slot in enumerate(_SLOTS)}
_MARKER = re.compile(f"[{''.join(_MARKERS)}]")

_FORM_A_HIGHER = Mm(18)
_EDGE = Mm(7)
"""What Form A moves up stays at least this far from the upper edge of the sheet."""
_BEFORE_PLACE = tuple(map(qn, ("w:keepNext", "w:keepLines", "w:pageBreakBefore")))
"""What the schema wants between a paragraph's style and its place on the sheet."""
_FOLD_MARK = "Falzmarke"
"""So begin the names of the drawings in the frame that mark a fold."""


class Frame:
    """The bytes of the frame with markers in its slots, by DIN form."""

    def __init__(self, file: Path, *, styles: tuple[str, ...], fonts: tuple[Font, ...]) -> None:
        """Read `file`, check that it has every slot, no other slot, and all of `styles`; add fonts.

        Errors: BrokenInstallationError with every problem found.
        """
        document = Document(BytesIO(_marked(file)))
        problems = [
            f"{file}: Die Formatvorlage „{name}“ fehlt."
            for name in styles
            if name not in document.styles
        ]
        places = [slots for _, slots in paragraphs_with_slots(document)]
        if places.count((BODY,)) != 1 or sum(BODY in slots for slots in places) != 1:
            problems.append(f"{file}: {{{{ {BODY} }}}} muss genau einmal allein im Absatz stehen.")
        if problems:
            raise BrokenInstallationError(*problems)
        embed(document, fonts)
        _place_frames(document)
        form_b = _bytes(document)
        _raise_to_form_a(document)
        self.content: Mapping[str, bytes] = {"A": _bytes(document), "B": form_b}


def paragraphs_with_slots(document: WordDocument) -> list[tuple[_Element, tuple[str, ...]]]:
    """Find the paragraphs of body, headers and footers that hold slots, with the slots' names."""
    found: dict[_Element, list[str]] = {}
    for story in _stories(document):
        for node in story.iter(qn("w:t")):
            for marker in _MARKER.findall(node.text or ""):
                paragraph = next(node.iterancestors(qn("w:p")))
                found.setdefault(paragraph, []).append(_MARKERS[marker])
    return [(paragraph, tuple(slots)) for paragraph, slots in found.items()]


def fill(paragraph: _Element, values: Mapping[str, tuple[str, ...]]) -> None:
    """Put values into the slots of a paragraph.

    A slot alone in its paragraph makes as many paragraphs as it has values, or none. Slots that
    share a paragraph print theirs in it, one below the other.
    """
    if len(values) > 1:
        _write(paragraph, {slot: "\n".join(texts) for slot, texts in values.items()})
        return
    [(slot, texts)] = values.items()
    copies = [deepcopy(paragraph) for _ in texts]
    for copy, text in zip(copies, texts, strict=True):
        _write(copy, {slot: text})
    replace_by(paragraph, copies)


def _write(paragraph: _Element, values: Mapping[str, str]) -> None:
    for node in list(paragraph.iter(qn("w:t"))):
        text = node.text or ""
        if _MARKER.search(text):
            filled = _MARKER.sub(lambda match: values[_MARKERS[match[0]]], text)
            replace_by(node, text_nodes(filled))


def _stories(document: WordDocument) -> Iterator[_Element]:
    """Give the roots of body, headers and footers."""
    yield document.element
    for relationship in document.part.rels.values():
        if relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relationship.target_part.element


def _marked(file: Path) -> bytes:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    unreadable = (OSError, PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError)
    try:
        template = DocxTemplate(BytesIO(file.read_bytes()))
        named = template.get_undeclared_template_variables(environment)
        _check_slots(file, named)
        markers = {slot: marker for marker, slot in _MARKERS.items()}
        template.render(markers, jinja_env=environment, autoescape=True)
        marked = BytesIO()
        template.save(marked)
    except TemplateError as error:
        raise BrokenInstallationError(f"{file}: {error}") from error
    except unreadable as error:
        raise BrokenInstallationError(f"{file} lässt sich nicht lesen.") from error
    return marked.getvalue()


def _check_slots(file: Path, named: set[str]) -> None:
    missing = [
        f"{file}: Der Platzhalter {{{{ {slot} }}}} fehlt." for slot in _SLOTS if slot not in named
    ]
    unknown = [
        f"{file}: Den Platzhalter {{{{ {slot} }}}} gibt es nicht."
        for slot in sorted(named - set(_SLOTS))
    ]
    if missing or unknown:
        raise BrokenInstallationError(*missing, *unknown)


def _place_frames(document: WordDocument) -> None:
    """Copy the place on the sheet from each style that has one into its paragraphs.

    Editors change it in the style. Word reads it there, LibreOffice only from the paragraph.
    """
    places = {
        style.style_id: framed
        for style in document.styles
        for framed in style.element.iter(qn("w:framePr"))
    }
    for story in _stories(document):
        for name in story.iter(qn("w:pStyle")):
            framed = places.get(name.get(qn("w:val"), ""))
            beside = list(name.itersiblings())
            if framed is not None and all(one.tag != framed.tag for one in beside):
                before = [name, *(one for one in beside if one.tag in _BEFORE_PLACE)]
                before[-1].addnext(deepcopy(framed))


def _raise_to_form_a(document: WordDocument) -> None:
    """Move what stands on the sheet for Form B up to where Form A has it."""
    for root in (document.styles.element, *_stories(document)):
        for framed in root.iter(qn("w:framePr")):
            if framed.get(qn("w:vAnchor")) == "page":
                top = max(Twips(int(framed.get(qn("w:y"), "0"))) - _FORM_A_HIGHER, _EDGE)
                framed.set(qn("w:y"), str(Emu(top).twips))
        for drawing in root.iter(qn("wp:anchor")):
            _raise_fold_mark(drawing)
    for paragraph, slots in paragraphs_with_slots(document):
        if "subject" in slots and isinstance(paragraph, CT_P):
            look = Paragraph(paragraph, document).paragraph_format
            look.space_before = Emu(max((look.space_before or Mm(0)) - _FORM_A_HIGHER, 0))


def _raise_fold_mark(drawing: _Element) -> None:
    """Move a drawing that is named as a fold mark; the hole mark stays in the middle."""
    properties = drawing.find(qn("wp:docPr"))
    offset = drawing.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}")
    if properties is None or offset is None or not offset.text:
        return
    if properties.get("name", "").startswith(_FOLD_MARK):
        offset.text = str(int(offset.text) - _FORM_A_HIGHER)


def _bytes(document: WordDocument) -> bytes:
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
