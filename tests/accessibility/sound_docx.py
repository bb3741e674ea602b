"""A small letter in Word's format in which nothing is wrong, written by hand."""

import io
import zipfile
from functools import cache
from typing import Final

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NAMES: Final = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)

BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
CORE: Final = "docProps/core.xml"
HEADER: Final = "word/header1.xml"

NEW_LINE: Final = "<w:br/>"
TAB: Final = "<w:tab/>"


def run(text: str, look: str = "") -> str:
    """A run; `look` is what stands in its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, style: str = "Normal", more: str = "") -> str:
    """A paragraph of one run; `more` stands in its properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(text)}</w:p>'


def row(*texts: str, properties: str = "", cell: str = "") -> str:
    """A row of cells with a paragraph each; `cell` stands in the properties of the first."""
    cells = "".join(
        f"<w:tc><w:tcPr>{cell if index == 0 else ''}</w:tcPr>{paragraph(text)}</w:tc>"
        for index, text in enumerate(texts)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def table(*rows: str) -> str:
    """A table of two columns."""
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


HEAD: Final = row("Leistung", "Betrag", properties="<w:tblHeader/>")
DATA: Final = row("Assistenz", "100 Euro")
SECOND: Final = row("Begleitung", "")
ADDRESS: Final = paragraph("Frau Erika Beispiel")
TITLE: Final = paragraph("Bescheid über Ihr Budget", "Heading1")
LEAD: Final = paragraph("Wir bewilligen Ihnen ein Budget.")
REASONS: Final = paragraph("Begründung", "Heading2")
ITEM: Final = paragraph("Sie wohnen allein.", "ListBullet")
OTHER_ITEM: Final = paragraph("Sie brauchen Hilfe.", "ListBullet")
DRAWING: Final = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Wappen" descr="Wappen"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
DAYS: Final = paragraph("1. Dezember 2026 ist der erste Tag.") + paragraph(
    "2. Dezember 2026 ist der zweite Tag."
)
GREETING: Final = paragraph("Mit freundlichen Grüßen")

_PARTS: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="{BODY}"/>'
    f'<Relationship Id="b" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    f'Target="{CORE}"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="b" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>',
    CORE: f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bescheid</dc:title>'
    "</cp:coreProperties>",
    STYLES: f"<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Heading1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gross"><w:name w:val="Große Überschrift"/>'
    '<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rahmen"><w:name w:val="Rahmen"/>'
    '<w:pPr><w:framePr w:w="4000"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style></w:styles>",
    HEADER: f"<w:hdr {_NAMES}><w:p/></w:hdr>",
    BODY: f"<w:document {_NAMES}><w:body>{ADDRESS}{TITLE}{LEAD}{table(HEAD, DATA, SECOND)}"
    f"{REASONS}{LEAD}{ITEM}{OTHER_ITEM}{DRAWING}{DAYS}{GREETING}<w:sectPr/></w:body></w:document>",
}


@cache
def sound() -> bytes:
    """The letter in which nothing is wrong."""
    return _packed(_PARTS)


def broken(old: str, new: str, part: str = BODY) -> bytes:
    """The sound letter with one change, at the first place where `old` stands."""
    assert old in _PARTS[part]
    return _packed(_PARTS | {part: _PARTS[part].replace(old, new, 1)})


def without(part: str) -> bytes:
    """The sound letter without one of its parts, but with the way to it."""
    return _packed({name: text for name, text in _PARTS.items() if name != part})


def _packed(parts: dict[str, str]) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return saved.getvalue()
