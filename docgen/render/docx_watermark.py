"""The word ENTWURF across every page of a Word document, as Word itself writes a watermark."""

from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

_NAMES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        ("w10", "urn:schemas-microsoft-com:office:word"),
    )
)
_PLACE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:440pt;height:88pt;rotation:308;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
# Word knows a watermark, and offers to remove it, by the name of its shape.
_SHAPE: Final = """<w:r {names}><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{shape}" type="#_x0000_t136"
 alt="Entwurf" style="{place}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">
<v:textpath style="font-family:&quot;Noto Sans&quot;;font-size:1pt;font-weight:bold"
 string="ENTWURF"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>"""
_FIRST_SHAPE: Final = 2049


def add_watermark(document: WordDocument) -> None:
    """Put the watermark into the header of the first page and of all others."""
    number = 0
    for index, section in enumerate(document.sections):
        for header in (section.first_page_header, section.header):
            if index and header.is_linked_to_previous:
                continue  # it shows that of the section before
            header.is_linked_to_previous = False  # without a header of its own it gets an empty one
            paragraph = header.paragraphs[-1]
            paragraph._p.append(_shape(number))  # noqa: SLF001  # python-docx knows no VML
            number += 1


def _shape(number: int) -> object:
    return parse_xml(
        _SHAPE.format(
            names=_NAMES, number=number + 1, shape=_FIRST_SHAPE + number, place=_PLACE
        ).replace("\n", "")
    )
