"""Rules about the document as a whole: tags at all, language, title, fonts, identification."""

import re
from collections.abc import Iterator, Mapping

import pikepdf
from lxml import etree

from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_objects import entry, items, key, leaves, name, text
from docgen.accessibility.told import told
from docgen.findings import Finding

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_A = "{http://www.aiim.org/pdfa/ns/id/}"
_RELATIONS = frozenset({"Source", "Data", "Alternative", "Supplement", "Unspecified"})


def tagged(file: PdfFile) -> Iterator[Finding]:
    """There is a tree of tags, and the file says that it is tagged and not suspect.

    ISO 14289-1 (PDF/UA-1) 6.2, 7.1; Matterhorn 01-007.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 6.2, 7.1; Matterhorn 01-007"
    info = entry(file.pdf.Root, "/MarkInfo")
    if not file.elements or entry(info, "/Marked") is not True or entry(info, "/Suspects") is True:
        yield told("zugang.ohne_tags", "ganzes Dokument", norm)


def language(file: PdfFile) -> Iterator[Finding]:
    """The document says its language; what an element says of its own is a language, too.

    ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 11-001; WCAG 3.1.1, 3.1.2.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 11-001; WCAG 3.1.1, 3.1.2"
    if not _LANGUAGE.fullmatch(text(entry(file.pdf.Root, "/Lang"))):
        yield told("zugang.sprache", "ganzes Dokument", norm)
    for one in file.elements:
        stated = entry(one.source, "/Lang")
        if stated is not None and not _LANGUAGE.fullmatch(text(stated)):
            yield told("zugang.sprache", file.where(one), norm)


def title(file: PdfFile) -> Iterator[Finding]:
    """The metadata hold a title.

    ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 06-001, 06-003; WCAG 2.4.2.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 06-001, 06-003; WCAG 2.4.2"
    described = _metadata(file)
    titles = [] if described is None else described.iter(_DC_TITLE)
    if not any("".join(map(str, one.itertext())).strip() for one in titles):
        yield told("zugang.titel", "Metadaten", norm)


def title_is_shown(file: PdfFile) -> Iterator[Finding]:
    """The window shows the title, not the file name.

    ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 07-001, 07-002; WCAG 2.4.2.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 07-001, 07-002; WCAG 2.4.2"
    if entry(entry(file.pdf.Root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        yield told("zugang.titelanzeige", "ganzes Dokument", norm)


def order_of_tabs(file: PdfFile) -> Iterator[Finding]:
    """The tab key follows the tree on every page.

    ISO 14289-1 (PDF/UA-1) 7.18.3; Matterhorn 28-008, 28-009; WCAG 2.4.3. The norm asks for it only
    on pages with annotations; a comment added later finds it there.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.18.3; Matterhorn 28-008, 28-009; WCAG 2.4.3"
    for page in file.pages:
        if name(entry(page.page, "/Tabs")) != "S":
            yield told("zugang.tabfolge", f"Seite {page.number}", norm)


def embedded_fonts(file: PdfFile) -> Iterator[Finding]:
    """Every font that draws text is in the file.

    ISO 14289-1 (PDF/UA-1) 7.21.4.1; Matterhorn 31-009.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.21.4.1; Matterhorn 31-009"
    fonts = {name: font for page in file.pages for name, font in page.fonts.items()}
    for called, font in sorted(fonts.items()):
        if not font.embedded:
            yield told("zugang.schrift_fehlt", f"Schrift {called}", norm)


def letters_have_meaning(file: PdfFile) -> Iterator[Finding]:
    """Every font maps its codes to Unicode, and every drawn code is among them.

    ISO 14289-1 (PDF/UA-1) 7.21.7; Matterhorn 10-001, 31-027. The norm spares fonts with a standard
    encoding; this house does not.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.21.7; Matterhorn 10-001, 31-027"
    for page in file.pages:
        without = {called for called, font in page.fonts.items() if not font.maps_to_text}
        for called in sorted(without | set(page.unmapped)):
            yield told("zugang.schrift_ohne_unicode", f"Schrift {called}", norm)


def not_encrypted(file: PdfFile) -> Iterator[Finding]:
    """Nothing keeps a reader from the text.

    ISO 14289-1 (PDF/UA-1) 7.16; Matterhorn 26-001, 26-002. The norm accepts encryption that lets
    readers through; a letter needs none.
    """
    if file.pdf.is_encrypted:
        norm = "ISO 14289-1 (PDF/UA-1) 7.16; Matterhorn 26-001, 26-002"
        yield told("zugang.verschluesselt", "ganzes Dokument", norm)


def says_pdf_ua(file: PdfFile) -> Iterator[Finding]:
    """The metadata say PDF/UA-1. ISO 14289-1 (PDF/UA-1) 5; Matterhorn 06-002."""
    if _values(_metadata(file), _UA).get("part") != "1":
        norm = "ISO 14289-1 (PDF/UA-1) 5; Matterhorn 06-002"
        yield told("zugang.kennzeichen_ua", "Metadaten", norm)


def says_pdf_a(file: PdfFile) -> Iterator[Finding]:
    """What says PDF/A says PDF/A-3a, the level with tags. ISO 19005-3 6.6.4, 6.7."""
    said = _values(_metadata(file), _A)
    if said and (said.get("part"), said.get("conformance")) != ("3", "A"):
        stated = f"PDF/A-{said.get('part', '')}{said.get('conformance', '').lower()}"
        yield told("zugang.kennzeichen_a", "Metadaten", "ISO 19005-3 6.6.4", kennzeichen=stated)


def colours_of_pdf_a(file: PdfFile) -> Iterator[Finding]:
    """A PDF/A file carries the profile of its colours. ISO 19005-3 6.2.3."""
    if not _values(_metadata(file), _A):
        return
    intents = items(entry(file.pdf.Root, "/OutputIntents"))
    if not any(
        name(entry(one, "/S")) == "GTS_PDFA1"
        and isinstance(entry(one, "/DestOutputProfile"), pikepdf.Stream)
        for one in intents
    ):
        yield told("zugang.farbprofil", "ganzes Dokument", "ISO 19005-3 6.2.3")


def attachments_of_pdf_a(file: PdfFile) -> Iterator[Finding]:
    """An attachment of a PDF/A-3 file says what it is to the letter. ISO 19005-3 6.8, Annex E.

    It has a kind (AFRelationship), both names, a media type, and stands in the list AF.
    """
    if not _values(_metadata(file), _A):
        return
    listed = {key(one) for one in items(entry(file.pdf.Root, "/AF"))}
    attached = entry(entry(file.pdf.Root, "/Names"), "/EmbeddedFiles")
    for called, one in leaves(attached, "/Names"):
        stream = entry(entry(one, "/EF"), "/F")
        whole = (
            name(entry(one, "/AFRelationship")) in _RELATIONS
            and text(entry(one, "/F"))
            and text(entry(one, "/UF"))
            and name(entry(stream, "/Subtype"))
            and key(one) in listed
        )
        if not whole:
            yield told("zugang.anlage", f"Anlage {text(called)}", "ISO 19005-3 6.8, Annex E")


def _metadata(file: PdfFile) -> etree._Element | None:
    """Parse the XMP metadata; None where there are none that can be read."""
    stream = entry(file.pdf.Root, "/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        return etree.fromstring(stream.read_bytes(), parser)
    except (etree.LxmlError, ValueError):
        return None


def _values(described: etree._Element | None, namespace: str) -> Mapping[str, str]:
    """Give the properties of a namespace, written as attributes or as elements."""
    found: dict[str, str] = {}
    for one in () if described is None else described.iter(f"{_RDF}Description"):
        pairs = [*one.attrib.items(), *((kid.tag, kid.text or "") for kid in one)]
        for tag, value in pairs:
            if str(tag).startswith(namespace):
                found[str(tag).removeprefix(namespace)] = str(value).strip()
    return found


RULES = (
    tagged,
    language,
    title,
    title_is_shown,
    order_of_tabs,
    embedded_fonts,
    letters_have_meaning,
    not_encrypted,
    says_pdf_ua,
    says_pdf_a,
    colours_of_pdf_a,
    attachments_of_pdf_a,
)
