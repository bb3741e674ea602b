"""Rules about content and tags: each leads to the other, and nothing lies between them."""

from collections.abc import Iterator

from docgen.accessibility.pdf_content import Mark
from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_objects import Key, entry, items, key, leaves, whole
from docgen.accessibility.told import excerpt, told
from docgen.findings import Finding


def loose_content(file: PdfFile) -> Iterator[Finding]:
    """Whatever is painted is content with a tag or an artefact.

    ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-005. Marked content without a number (MCID) has no
    way into the tree and counts as unmarked.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-005"
    for page in file.pages:
        if page.loose:
            shown = f" {excerpt(page.loose_text)}" if page.loose_text.strip() else ""
            yield told("zugang.inhalt_unmarkiert", f"Seite {page.number}{shown}", norm)


def crossed_content(file: PdfFile) -> Iterator[Finding]:
    """No artefact lies inside content, no content inside an artefact.

    ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-003, 01-004.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; Matterhorn 01-003, 01-004"
    for page in file.pages:
        for what in dict.fromkeys(page.crossed):
            place = f"Seite {page.number}"
            yield told("zugang.inhalt_verschachtelt", place, norm, was=what)


def unreached_content(file: PdfFile) -> Iterator[Finding]:
    """Every mark is held by an element that the root of the tree reaches.

    ISO 14289-1 (PDF/UA-1) 7.1; ISO 32000-1 14.7.4; Matterhorn 01-005. Validators accept a mark
    whose ParentTree names any parent; a reader that follows the tree never gets there.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.1; ISO 32000-1 14.7.4; Matterhorn 01-005"
    if file.tree is None:
        return
    for place, mark in file.marks.items():
        if mark.painted and place not in file.holders:
            yield told("zugang.inhalt_ohne_element", _named(mark), norm)


def missing_content(file: PdfFile) -> Iterator[Finding]:
    """Every content that an element names is there. ISO 32000-1 14.7.4.2."""
    norm = "ISO 32000-1 14.7.4.2"
    for place, elements in file.holders.items():
        if place not in file.marks:
            for one in elements:
                yield told("zugang.inhalt_fehlt", file.where(one), norm)


def repeated_content(file: PdfFile) -> Iterator[Finding]:
    """A mark has one place and one element. ISO 32000-1 14.7.4.2: an MCID is unique on its page."""
    norm = "ISO 32000-1 14.7.4.2"
    for page in file.pages:
        for place in dict.fromkeys(page.repeated):
            yield told("zugang.inhalt_doppelt", _named(page.marks[place]), norm)
    for place, elements in file.holders.items():
        if len(elements) > 1 and place in file.marks:
            yield told("zugang.inhalt_doppelt", _named(file.marks[place]), norm)


def parents(file: PdfFile) -> Iterator[Finding]:
    """The ParentTree leads from each mark and annotation back to its element, and nowhere else.

    ISO 32000-1 14.7.4.4; ISO 14289-1 (PDF/UA-1) 7.1.
    """
    norm = "ISO 32000-1 14.7.4.4; ISO 14289-1 (PDF/UA-1) 7.1"
    if file.tree is None:
        return
    numbered = dict(leaves(entry(file.tree.root, "/ParentTree"), "/Nums"))
    for page in file.pages:
        for owner, source in page.owners.items():
            listed = items(numbered.get(whole(entry(source, "/StructParents"), -1)))
            if not _agree(file, owner, listed):
                yield told("zugang.elternverzeichnis", f"Seite {page.number}", norm)
        for note in items(entry(page.page, "/Annots")):
            element = file.targets.get(key(note) or (0, 0))
            back = numbered.get(whole(entry(note, "/StructParent"), -1))
            if element is not None and key(back) != element.key:
                yield told("zugang.elternverzeichnis", f"Seite {page.number}", norm)


def _agree(file: PdfFile, owner: Key, listed: list[object]) -> bool:
    """Tell whether a page's row of parents is what the tree says of its marks."""
    for (where, mcid), elements in file.holders.items():
        if where == owner and (where, mcid) in file.marks:
            parent = key(listed[mcid]) if mcid < len(listed) else None
            if parent not in [one.key for one in elements]:
                return False
    return all(parent is None or (owner, mcid) in file.marks for mcid, parent in enumerate(listed))


def _named(mark: Mark) -> str:
    shown = f" {excerpt(mark.text)}" if mark.text.strip() else ""
    return f"Seite {mark.page}, Inhalt {mark.place[1]}{shown}"


RULES = (
    loose_content,
    crossed_content,
    unreached_content,
    missing_content,
    repeated_content,
    parents,
)
