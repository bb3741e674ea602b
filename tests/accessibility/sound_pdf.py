"""A small letter of four pages as a PDF in which nothing is wrong: PDF/UA-1 and PDF/A-3a by hand.

Nothing of docgen draws it. A table, a list and a paragraph go over a page break each; the head of
the table is printed again as an artefact, and so is the running line.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

FONT_FILE = Path(__file__).parents[2] / "templates" / "layouts" / "fonts" / "NotoSans-Regular.ttf"
ENCODING = "cp1252"
SIZE = 10
FOOTER = 30

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="" pdfaid:part="3" pdfaid:conformance="A"/>
<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bescheid</rdf:li>
</rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


@dataclass(frozen=True)
class Words:
    """A line of text: page from 1, points from the lower left corner."""

    page: int
    left: float
    base: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A filled rectangle of 40 by 20 points."""

    page: int
    left: float
    base: float


@dataclass(frozen=True)
class Link:
    """A link annotation on a page."""

    page: int


@dataclass(frozen=True)
class Tag:
    """An element; what it holds, and its entries as pikepdf takes them."""

    kind: str
    kids: "tuple[Tag | Words | Drawing | Link, ...]" = ()
    entries: dict[str, object] = field(default_factory=dict)


def tag(kind: str, *kids: "Tag | Words | Drawing | Link", **entries: object) -> Tag:
    """Make an element."""
    return Tag(kind, kids, {f"/{name}": value for name, value in entries.items()})


def _about_table(**values: Any) -> Dictionary:  # noqa: ANN401  # what pikepdf takes
    return Dictionary(O=Name.Table, **values)


def _head(page: int, base: float, **entries: object) -> Tag:
    across = {"A": _about_table(Scope=Name.Column)}
    return tag(
        "TR",
        tag("TH", Words(page, 60, base, "Leistung"), **across, **entries),
        tag("TH", Words(page, 300, base, "Betrag"), **across),
    )


def _row(page: int, base: float, first: str, second: str, *headers: str) -> Tag:
    attributes = _about_table(Headers=Array(map(String, headers))) if headers else _about_table()
    return tag(
        "TR",
        tag("TH", Words(page, 60, base, first), A=_about_table(Scope=Name.Row)),
        tag("TD", Words(page, 300, base, second), A=attributes),
    )


def _item(page: int, base: float, label: str, text: str) -> Tag:
    body = tag("P", Words(page, 80, base, text))
    return tag("LI", tag("Lbl", Words(page, 60, base, label)), tag("LBody", body))


LETTER = tag(
    "Document",
    tag("P", Words(1, 60, 780, "Frau Erika Beispiel")),
    tag("P", Words(1, 400, 790, "Aktenzeichen 4711")),
    tag("H1", Words(1, 60, 700, "Bescheid über Ihr Budget")),
    tag("P", Words(1, 60, 680, "Wir bewilligen Ihnen ein Budget.")),
    tag("P", Words(1, 60, 660, "Es gilt ab dem Frühjahr.")),
    tag(
        "Figure",
        Drawing(1, 60, 620),
        Alt=String("Wappen"),
        A=Dictionary(O=Name.Layout, BBox=Array([60, 620, 100, 640])),
    ),
    tag("P", tag("Link", Words(1, 60, 600, "Mehr im Netz"), Link(1))),
    tag("H2", Words(1, 60, 580, "Rechenweg")),
    tag(
        "Table",
        tag("Caption", Words(1, 60, 100, "Ihr Budget im Monat")),
        tag("THead", _head(1, 80, ID=String("leistung"))),
        tag(
            "TBody",
            _row(1, 60, "Assistenz", "100 Euro", "leistung"),
            _row(2, 760, "Begleitung", "200 Euro"),
        ),
    ),
    tag("H2", Words(2, 60, 100, "Nebenbestimmungen")),
    tag(
        "L",
        _item(2, 80, "1.", "Heben Sie die Belege auf."),
        _item(3, 780, "2.", "Sagen Sie uns, was sich ändert."),
        A=Dictionary(O=Name.List, ListNumbering=Name.Decimal),
    ),
    tag("H2", Words(3, 60, 100, "Begründung")),
    tag(
        "P",
        Words(3, 60, 80, "Sie brauchen Hilfe bei allem, was Sie"),
        Words(4, 60, 780, "außerhalb der Wohnung tun."),
    ),
)
AGAIN = (Words(2, 60, 780, "Leistung"), Words(2, 300, 780, "Betrag"))
"""The head of the table, printed again as an artefact."""


def below(one: Tag) -> Iterator[Tag]:
    """Yield an element and all inside it."""
    yield one
    for kid in one.kids:
        if isinstance(kid, Tag):
            yield from below(kid)


def with_head_as_content() -> bytes:
    """The letter with the repeated head of its table as a row of it."""
    head = _head(2, 780)

    def changed(one: Tag) -> Tag:
        kids = tuple(changed(kid) if isinstance(kid, Tag) else kid for kid in one.kids)
        if one.kind == "TBody":
            kids = (kids[0], head, *kids[1:])
        return replace(one, kids=kids)

    return make(changed(LETTER), artefacts=())


def with_running_line_as_content() -> bytes:
    """A letter of two pages whose running line is tagged as a paragraph on each."""
    pages = (
        tag("H1", Words(1, 60, 780, "Bescheid")),
        tag("P", Words(1, 60, FOOTER, "Az. 4711 Seite 1 von 2")),
        tag("H2", Words(2, 60, 780, "Begründung")),
        tag("P", Words(2, 60, FOOTER, "Az. 4711 Seite 2 von 2")),
    )
    return make(tag("Document", *pages), artefacts=(), footer="")


@cache
def sound() -> bytes:
    """The letter in which nothing is wrong."""
    return make(LETTER)


def broken(change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    """The sound letter with one change."""
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        change(pdf)
        saved = io.BytesIO()
        pdf.save(saved, **saving)  # type: ignore[arg-type]
    return saved.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Dictionary]:
    """Give the elements of a type in the order of the tree."""

    def walk(one: object) -> Iterator[Dictionary]:
        if isinstance(one, Dictionary) and "/S" in one:
            if f"/{kind}" == one.S:
                yield one
            yield from walk(one.get("/K"))
        elif isinstance(one, Array):
            for kid in one:
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K))


# --- making --------------------------------------------------------------------------------------


def make(
    letter: Tag, artefacts: Sequence[Words] = AGAIN, footer: str = "Az. 4711 Seite {} von 4"
) -> bytes:
    """Draw a letter."""
    return _Maker(letter).bytes(artefacts, footer)


class _Maker:
    def __init__(self, letter: Tag) -> None:
        self._letter = letter
        self._pdf = pikepdf.new()
        self._pages: list[Dictionary] = []
        self._contents: list[list[bytes]] = []
        self._parents: list[Array] = []
        self._links: list[Dictionary] = []
        self._ids: dict[str, Dictionary] = {}

    def bytes(self, artefacts: Sequence[Words], footer: str) -> bytes:
        pdf = self._pdf
        font = self._font()
        drawn = [kid for one in below(self._letter) for kid in one.kids if not isinstance(kid, Tag)]
        for number in range(max(one.page for one in drawn)):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[number].obj
            page.Resources = Dictionary(Font=Dictionary(F=font))
            page.Tabs = Name.S
            page.StructParents = number
            self._pages.append(page)
            self._contents.append([])
            self._parents.append(pdf.make_indirect(Array()))
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(self._letter, root)
        numbers: list[Any] = [one for pair in enumerate(self._parents) for one in pair]
        for number, link in enumerate(self._links, start=len(self._pages)):
            numbers += [number, link.StructParent]
            link.StructParent = number
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        named = [one for name in sorted(self._ids) for one in (String(name), self._ids[name])]
        if named:
            root.IDTree = pdf.make_indirect(Dictionary(Names=Array(named)))
        lines = [Words(n, 60, FOOTER, footer.format(n)) for n in range(1, len(self._pages) + 1)]
        for one in (*artefacts, *(lines if footer else ())):
            kind = b"/Artifact <</Type /Pagination>> BDC"
            self._contents[one.page - 1] += [kind, _shown(one), b"EMC"]
        for page, content in zip(self._pages, self._contents, strict=True):
            page.Contents = pdf.make_stream(b"\n".join(content))
        self._describe(root)
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
        return saved.getvalue()

    def _element(self, one: Tag, parent: Dictionary) -> Dictionary:
        element = self._pdf.make_indirect(
            Dictionary({"/Type": Name.StructElem, "/S": Name(f"/{one.kind}"), "/P": parent})
        )
        for name, value in one.entries.items():
            element[name] = value
        if "/ID" in one.entries:
            self._ids[str(one.entries["/ID"])] = element
        kids = Array()
        for kid in one.kids:
            kids.append(
                self._element(kid, element) if isinstance(kid, Tag) else self._mark(kid, element)
            )
        element.K = kids
        return element

    def _mark(self, kid: Words | Drawing | Link, element: Dictionary) -> Dictionary:
        page = self._pages[kid.page - 1]
        if isinstance(kid, Link):
            return self._link(page, element)
        parents = self._parents[kid.page - 1]
        mcid = len(parents)
        parents.append(element)
        drawn = (
            _shown(kid) if isinstance(kid, Words) else b"%d %d 40 20 re f" % (kid.left, kid.base)
        )
        name = str(element.S).encode()
        self._contents[kid.page - 1] += [b"%s <</MCID %d>> BDC" % (name, mcid), drawn, b"EMC"]
        return Dictionary(Type=Name.MCR, Pg=page, MCID=mcid)

    def _link(self, page: Dictionary, element: Dictionary) -> Dictionary:
        link = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([60, 596, 130, 612]),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String("Mehr über das Budget"),
                A=Dictionary(S=Name.URI, URI=String("https://amt.example/")),
                StructParent=element,
            )
        )
        page.Annots = Array([link])
        self._links.append(link)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=link)

    def _describe(self, root: Dictionary) -> None:
        pdf, catalog = self._pdf, self._pdf.Root
        catalog.StructTreeRoot = root
        catalog.MarkInfo = Dictionary(Marked=True)
        catalog.Lang = String("de")
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        catalog.Metadata = pdf.make_stream(
            XMP.encode(), {"/Type": Name.Metadata, "/Subtype": Name.XML}
        )
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            DestOutputProfile=pdf.make_stream(profile, {"/N": 3}),
        )
        catalog.OutputIntents = Array([intent])
        about: dict[str, Any] = {"/Type": Name.EmbeddedFile, "/Subtype": Name("/application/json")}
        about["/Params"] = Dictionary(ModDate=String("D:20261109000000Z"), Size=2)
        attached = pdf.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String("herkunft.json"),
                UF=String("herkunft.json"),
                Desc=String("Herkunft"),
                AFRelationship=Name.Data,
                EF=Dictionary(F=pdf.make_stream(b"{}", about)),
            )
        )
        names = Array([String("herkunft.json"), attached])
        catalog.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
        catalog.AF = Array([attached])

    def _font(self) -> Dictionary:
        pdf, (program, widths) = self._pdf, _program()
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/ABCDEF+NotoSans"),
            Flags=32,
            FontBBox=Array([-621, -389, 2800, 1067]),
            ItalicAngle=0,
            Ascent=1069,
            Descent=-293,
            CapHeight=714,
            StemV=80,
            FontFile2=pdf.make_stream(program, {"/Length1": len(program)}),
        )
        codes = [code for code in range(32, 256) if _meaning(code)]
        pairs = "\n".join(f"<{code:02X}> <{ord(_meaning(code)):04X}>" for code in codes)
        mapping = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def "
            "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name("/ABCDEF+NotoSans"),
                FirstChar=32,
                LastChar=255,
                Widths=Array(widths),
                Encoding=Name.WinAnsiEncoding,
                FontDescriptor=pdf.make_indirect(descriptor),
                ToUnicode=pdf.make_stream(mapping.encode()),
            )
        )


def _shown(words: Words) -> bytes:
    text = words.text.encode(ENCODING).replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F %d Tf %d %d Td (%s) Tj ET" % (SIZE, words.left, words.base, text)


def _meaning(code: int) -> str:
    return bytes([code]).decode(ENCODING, "ignore")


@cache
def _program() -> tuple[bytes, list[int]]:
    """The font reduced to the letters of the encoding, and the widths of its codes from 32."""
    meanings = [_meaning(code) for code in range(32, 256)]
    options = subset.Options(notdef_outline=True, layout_features=[])
    font = TTFont(FONT_FILE)
    reducer = subset.Subsetter(options)
    reducer.populate(text="".join(meanings))
    reducer.subset(font)
    saved = io.BytesIO()
    font.save(saved)
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    scale = 1000 / font["head"].unitsPerEm
    found = [glyphs.get(ord(one), ".notdef") if one else ".notdef" for one in meanings]
    return saved.getvalue(), [int(metrics[one][0] * scale) for one in found]
