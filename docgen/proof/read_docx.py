"""DOCX bytes into a Reading: the body in order, the headers of the first section before it.

What else stands around the text is read beside it: footers, headers of other pages, notes,
comments, watermarks. What a reader does not see is not read: deleted or moved-away text of tracked
changes, hidden, struck or white text, field instructions, the fallback of a drawing. Inserted text
of tracked changes counts.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.proof.docx_package import BROKEN, Package
from docgen.proof.docx_text import Body, Styles
from docgen.proof.reading import COUNTER, Reading, Unit, UnreadableFileError, fold
from docgen.wordml import W, is_on

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_NOTES = ("/footnotes", "/endnotes", "/comments")
_PAGE_COUNTS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def read_docx(data: bytes) -> Reading:
    """Read a DOCX.

    Errors: UnreadableFileError for a file that is broken, protected, too big when unpacked, or
    declares a document type.
    """
    package = Package(data)
    parts = _Parts(package, package.main_part())
    body = parts.main.find(f"{W}body")
    if body is None:
        raise UnreadableFileError(BROKEN)
    styles = Styles(parts.of_kind("/styles"))
    around = _Around(parts, styles, body)
    units = (*around.headers(), *Body(styles).blocks(body))
    return Reading(
        "docx",
        tuple(unit for unit in units if unit.text),
        package.provenance(),
        footers=tuple(around.footers()),
        aside=tuple(around.aside()),
    )


class _Parts:
    """The part with the body and those it links to, each parsed once."""

    def __init__(self, package: Package, main: str) -> None:
        self.main = package.xml(main)
        self._package = package
        self._links = package.links(main)
        self._parsed: dict[str, etree._Element] = {}

    def of_kind(self, ending: str) -> etree._Element | None:
        """Give the first part whose kind ends so."""
        found = (path for kind, path in self._links.values() if kind.endswith(ending))
        return self._parse(next(found, ""))

    def behind(self, link: str) -> etree._Element | None:
        """Give the part behind a relationship id; None where there is no such relationship."""
        return self._parse(self._links.get(link, ("", ""))[1])

    def _parse(self, path: str) -> etree._Element | None:
        if path and path not in self._parsed:
            self._parsed[path] = self._package.xml(path)
        return self._parsed.get(path)


class _Around:
    """Headers, footers, notes and comments.

    A kind of page is `first`, `default` or `even`.
    """

    def __init__(self, parts: _Parts, styles: Styles, body: etree._Element) -> None:
        self._parts = parts
        self._styles = styles
        self._headers = tuple(_by_section(parts, body, "headerReference"))
        self._footers = tuple(_by_section(parts, body, "footerReference"))

    def headers(self) -> Iterator[Unit]:
        """Yield the headers of the first section, first page before default, as paragraphs."""
        for part in self._read_as_text():
            yield from self._units(part)

    def footers(self) -> Iterator[tuple[str, ...]]:
        """Yield the texts at the foot of each kind of page, each part once."""
        for part in _each_once(self._footers):
            yield () if part is None else tuple(self._texts(part))

    def aside(self) -> Iterator[str]:
        """Yield the texts of all other headers, of watermarks, notes and comments."""
        headers = [part for part in _each_once(self._headers) if part is not None]
        as_text = self._read_as_text()
        for header in headers:
            if header not in as_text:
                yield from self._texts(header)
        for part in (*headers, *_each_once(self._footers)):
            marks = () if part is None else part.iter(_WATERMARK)
            yield from (text for one in marks if (text := fold(one.get("string", ""))))
        for kind in _NOTES:
            notes = self._parts.of_kind(kind)
            for note in () if notes is None else notes.iterchildren():
                if note.get(f"{W}type", "normal") == "normal":  # others are the lines above notes
                    yield from self._texts(note)

    def _read_as_text(self) -> list[etree._Element]:
        first = self._headers[0]
        return [part for kind, part in first.items() if kind != "even" and part is not None]

    def _units(self, part: etree._Element) -> Iterator[Unit]:
        reader = Body(self._styles, _page_counts(part))
        return (unit for unit in reader.paragraphs(part) if unit.text)

    def _texts(self, part: etree._Element) -> Iterator[str]:
        return (unit.text for unit in self._units(part))


def _by_section(
    parts: _Parts, body: etree._Element, name: str
) -> Iterator[Mapping[str, etree._Element | None]]:
    """Yield for each section the part that each kind of page shows, or None.

    A section without a part of its own goes on with that of the section before.
    """
    settings = parts.of_kind("/settings")
    has_even = settings is not None and is_on(settings, "evenAndOddHeaders")
    links: dict[str, str] = {}
    sections = [one for one in body.iter(f"{W}sectPr") if not _is_former(one)]
    for section in sections or [body]:
        links |= {
            one.get(f"{W}type", "default"): one.get(f"{_R}id", "")
            for one in section.findall(f"{W}{name}")
        }
        shown = {"first": is_on(section, "titlePg"), "default": True, "even": has_even}
        yield {
            kind: parts.behind(links.get(kind, "")) for kind, is_shown in shown.items() if is_shown
        }


def _each_once(
    sections: tuple[Mapping[str, etree._Element | None], ...],
) -> Iterator[etree._Element | None]:
    return iter(dict.fromkeys(part for section in sections for part in section.values()))


def _is_former(section: etree._Element) -> bool:
    """Tell whether these are the properties a section had before a tracked change."""
    around = section.getparent()
    return around is not None and around.tag == f"{W}sectPrChange"


def _page_counts(root: etree._Element) -> Mapping[etree._Element, str]:
    """Map each field that counts pages to the sign for it, and its last result to nothing."""
    found: dict[etree._Element, str] = {}
    open_fields: list[tuple[etree._Element, list[str]]] = []
    for one in root.iter(*(f"{W}{name}" for name in ("fldSimple", "fldChar", "instrText", "t"))):
        if one.tag == f"{W}fldSimple":
            if _counts_pages(one.get(f"{W}instr", "")):
                found[one] = COUNTER
        elif one.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1][1].append(one.text or "")
        elif one.tag == f"{W}t":
            if any(_counts_pages("".join(words)) for _, words in open_fields):
                found[one] = ""
        elif one.get(f"{W}fldCharType") == "begin":
            open_fields.append((one, []))
        elif one.get(f"{W}fldCharType") == "end" and open_fields:
            begin, words = open_fields.pop()
            if _counts_pages("".join(words)):
                found[begin] = COUNTER
    return found


def _counts_pages(instruction: str) -> bool:
    name, *_ = instruction.upper().split() or [""]
    return name in _PAGE_COUNTS
