"""The frame `letter.docx`: read once, its slots filled with markers, later with values.

Editors write a slot in Word as `{{ subject }}`, wherever they like and in whatever style; only the
running line has its place, in the footers, with `Seite PAGE von NUMPAGES` behind it, and the head
of the letter its order: `docx_places` says which, and why. docxtpl sees the frame once, when the
program starts, and sees only our markers: one private-use character for each slot. Values never
pass through it, because it would read `{_{` in a name as `{{`.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Final, cast
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError, _Element

from docgen.installation import BrokenInstallationError
from docgen.render.docx_fonts import embed
from docgen.render.docx_places import FORM_A_HIGHER
from docgen.render.docx_xml import replace_by, text_nodes
from docgen.render.fonts import Font

BODY: Final = "body"
"""The slot that the sections of the letter replace; it stands alone in its paragraph."""
LOGO: Final = "logo"
"""The slot of the picture in the letterhead; it stands alone in its paragraph, too."""

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
    LOGO,
)
_MARKERS = {chr(0xE000 + number): slot for number, slot in enumerate(_SLOTS)}
_MARKER = re.compile(f"[{''.join(_MARKERS)}]")

_EDGE = Mm(7)
"""The text of Form A stays at least this far from the upper edge of the sheet."""
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
        problems += [
            f"{file}: {{{{ {slot} }}}} muss genau einmal allein im Absatz stehen."
            for slot in (BODY, LOGO)
            if places.count((slot,)) != 1 or sum(slot in slots for slots in places) != 1
        ]
        if problems:
            raise BrokenInstallationError(*problems)
        embed(document, fonts)
        form_b = _bytes(document)
        _raise_to_form_a(document)
        self.content: Mapping[str, bytes] = {"A": _bytes(document), "B": form_b}


def paragraphs_with_slots(document: WordDocument) -> list[tuple[CT_P, tuple[str, ...]]]:
    """Find the paragraphs of body, headers and footers that hold slots, with the slots' names."""
    found: dict[CT_P, list[str]] = {}
    for story in _stories(document):
        for node in story.iter(qn("w:t")):
            for marker in _MARKER.findall(node.text or ""):
                paragraph = cast("CT_P", next(node.iterancestors(qn("w:p"))))
                found.setdefault(paragraph, []).append(_MARKERS[marker])
    return [(paragraph, tuple(slots)) for paragraph, slots in found.items()]


def fill(paragraph: CT_P, values: Mapping[str, tuple[str, ...]]) -> list[CT_P]:
    """Put values into the slots of a paragraph; give the paragraphs it has become.

    A slot alone in its paragraph makes as many paragraphs as it has values, or none; a column that
    begins with it begins with the first, a section that ends with it ends with the last. Slots that
    share a paragraph print theirs in it, one below the other.
    """
    if len(values) > 1:
        _write(paragraph, {slot: "\n".join(texts) for slot, texts in values.items()})
        return [paragraph]
    [(slot, texts)] = values.items()
    copies = [deepcopy(paragraph) for _ in texts]
    for copy in copies[1:]:
        _begin_no_column(copy)
    for copy in copies[:-1]:
        _end_no_section(copy)
    if not copies:
        _end_section_before(paragraph)
    for copy, text in zip(copies, texts, strict=True):
        _write(copy, {slot: text})
    replace_by(paragraph, copies)
    return copies


def _begin_no_column(paragraph: CT_P) -> None:
    for run in paragraph.findall(qn("w:r")):
        for one in run.findall(qn("w:br")):
            if one.get(qn("w:type")) == "column":
                replace_by(one, ())
                if all(left.tag == qn("w:rPr") for left in run):
                    replace_by(run, ())


def _end_no_section(paragraph: CT_P) -> None:
    for end in list(paragraph.iter(qn("w:sectPr"))):
        replace_by(end, ())


def _end_section_before(paragraph: CT_P) -> None:
    """Let the section that ends with a paragraph end with the one before it."""
    before = paragraph.getprevious()
    if isinstance(before, CT_P) and next(before.iter(qn("w:sectPr")), None) is None:
        for end in list(paragraph.iter(qn("w:sectPr"))):
            before.get_or_add_pPr().append(end)


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


def _raise_to_form_a(document: WordDocument) -> None:
    """Let the first page begin higher, and move the fold marks to where Form A has them."""
    for section in document.sections:
        section.top_margin = Emu(max((section.top_margin or 0) - FORM_A_HIGHER, _EDGE))
    for story in _stories(document):
        for drawing in story.iter(qn("wp:anchor")):
            _raise_fold_mark(drawing)


def _raise_fold_mark(drawing: _Element) -> None:
    """Move a drawing that is named as a fold mark; the hole mark stays in the middle."""
    properties = drawing.find(qn("wp:docPr"))
    offset = drawing.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}")
    if properties is None or offset is None or not offset.text:
        return
    if properties.get("name", "").startswith(_FOLD_MARK):
        offset.text = str(int(offset.text) - FORM_A_HIGHER)


def _bytes(document: WordDocument) -> bytes:
    """Give a document as a ZIP without compression: every letter opens it anew."""
    saved, plain = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as packed, ZipFile(plain, "w") as stored:
        for name in packed.namelist():
            stored.writestr(name, packed.read(name))
    return plain.getvalue()
