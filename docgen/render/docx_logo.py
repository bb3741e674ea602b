"""The logo in its place in the frame of a Word document: a picture in a line, with its words."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.parts.story import StoryPart
from docx.shared import Emu, Mm

from docgen.letter import Logo
from docgen.render.docx_xml import element, replace_by

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P

_GAP: Final = Mm(5)
"""Between the picture and what stands beside it."""


def put_logo(document: "Document", paragraph: "CT_P", logo: Logo | None) -> None:
    """Fill a paragraph with the picture, or take it away where there is none.

    A frame of the paragraph, which holds it in the corner, becomes as wide as the picture and
    begins where the text of the first page does, which depends on the DIN form.
    """
    if logo is None:
        replace_by(paragraph, ())
        return
    root = paragraph.getroottree().getroot()
    parts = document.part.package.iter_parts()
    story = next(one for one in parts if isinstance(one, StoryPart) and one.element is root)
    width, height = Mm(logo.width_mm), Mm(logo.height_mm)
    picture = story.new_pic_inline(BytesIO(logo.png), width, height)
    for side in "TBLR":  # LibreOffice would keep an eighth of an inch free
        picture.set(f"dist{side}", "0")
    picture.docPr.set("name", "Logo")
    picture.docPr.set("descr", logo.text)
    drawing = OxmlElement("w:drawing")
    drawing.append(picture)
    for run in paragraph.findall(qn("w:r")):
        paragraph.remove(run)
    paragraph.append(element("r", drawing))
    for framed in paragraph.iter(qn("w:framePr")):
        framed.set(qn("w:w"), str(width.twips))
        framed.set(qn("w:y"), str(Emu(document.sections[0].top_margin or 0).twips))


def width_taken(logo: Logo | None) -> int:
    """Tell how much of the width of the letterhead a logo takes, as python-docx has lengths."""
    return Mm(logo.width_mm) + _GAP if logo else 0
