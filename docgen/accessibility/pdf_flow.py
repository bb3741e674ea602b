"""Rules about the flow of the text over the pages: its order, and what a page break tears apart.

**The order on a page** is only a partial one, because an address and the block beside it may be
read in any order:

- the pages follow each other;
- of two stretches that stand one above the other (they share some of the width), the upper one
  comes first;
- of two stretches beside each other in the same paragraph, item or row, the left one comes first.

Nothing is said about stretches in different columns. A stretch is marked content as painted; its
box is a guess from size and width of its letters, good enough to tell lines apart. Text that is
turned or lies over other text may be judged wrongly.

**Torn apart** is an element when the next page begins with another of its kind that shows that it
goes on: a table without a caption, a list whose labels do not begin anew, an item without a label,
a paragraph behind a full last line at the foot of the page (the first word of the next one would
not have fitted into the widest line of the two pages). The error left: two paragraphs of which the
first happens to fill its last line at the foot of a page.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.accessibility.pdf_content import Box, Mark
from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_lists import is_number, labels
from docgen.accessibility.pdf_structure import Element
from docgen.accessibility.told import excerpt, told
from docgen.findings import Finding

_SLACK = 1.0
"""Points by which boxes may touch."""
_HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6")
_TORN = ("Table", "L", "LI", "P", *_HEADINGS)
_ONE_LINE = frozenset({"P", "Caption", "LI", "Lbl", "LBody", "TR", "TH", "TD", *_HEADINGS})
_MOST_COMPARED = 1500
_SAME_HEIGHT = 2.0
_FEW_LINES = 72.0
"""Points; the lines that are kept together at a page break are no more."""
_HYPHENS = ("\u2010", "\u00ad")

_Stretch = tuple[Element, Mark]


def reading_order(file: PdfFile) -> Iterator[Finding]:
    """The tree reads as the pages do: see above for what that means and what it leaves out.

    ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-001; WCAG 1.3.2.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 09-001; WCAG 1.3.2"
    stretches = _stretches(file)
    for (_, before), (element, after) in pairwise(stretches):
        if after.page < before.page:
            yield told("zugang.lesereihenfolge", file.where(element), norm)
    for page in file.pages:
        here = [one for one in stretches if one[1].page == page.number][:_MOST_COMPARED]
        for index, (element, mark) in enumerate(here):
            if any(_comes_first(element, mark, *earlier) for earlier in here[:index]):
                yield told("zugang.lesereihenfolge", file.where(element), norm)


def nothing_torn(file: PdfFile) -> Iterator[Finding]:
    """One paragraph, list, item or table is one element, also over a page break.

    ISO 14289-1 (PDF/UA-1) 7.1, 7.2; Matterhorn 01-006, 09-002; WCAG 1.3.1. The norms do not speak
    of page breaks; a reader that meets two tables tells of two tables.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 01-006; WCAG 1.3.1"
    for (upper, last), (lower, first) in pairwise(_stretches(file)):
        if last.page >= first.page:
            continue
        for one, other in _facing(upper, lower):
            if _goes_on(file, one, other, last, first):
                yield told("zugang.element_geteilt", file.where(other), norm, art=other.kind)
                break


def running_lines(file: PdfFile) -> Iterator[Finding]:
    """What stands on every page at the same height is an artefact.

    ISO 14289-1 (PDF/UA-1) 7.8; Matterhorn 18-001. Compared are words without their digits, so that
    the number of the page does not hide a running line; files of one page are not judged.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.8; Matterhorn 18-001"
    found: dict[tuple[str, int], set[int]] = {}
    shown: dict[tuple[str, int], Mark] = {}
    for _, mark in _stretches(file):
        if mark.box is not None and mark.text.strip():
            words = re.sub(r"\d+", "#", " ".join(mark.text.split()))
            line = (words, int(mark.box.bottom // _SAME_HEIGHT))
            found.setdefault(line, set()).add(mark.page)
            shown.setdefault(line, mark)
    for line, pages in found.items():
        if len(pages) == len(file.pages) > 1:
            place = f"alle Seiten {excerpt(shown[line].text)}"
            yield told("zugang.laufende_zeile", place, norm)


def whole_words(file: PdfFile) -> Iterator[Finding]:
    """No hyphenation is baked into the text.

    ISO 32000-1 14.8.2.2.3; ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 10-001. A hyphen U+2010 or soft
    hyphen at the end of a stretch, without ActualText, is read aloud and breaks search.
    """
    norm = "ISO 32000-1 14.8.2.2.3; ISO 14289-1 (PDF/UA-1) 7.2"
    for element, mark in _stretches(file):
        replaced = mark.replaced or any(one.said("ActualText") for one in (element, *element.above))
        if mark.text.rstrip().endswith(_HYPHENS) and not replaced:
            yield told("zugang.worttrennung", file.where(element), norm)


# --- order ---------------------------------------------------------------------------------------


def _stretches(file: PdfFile) -> list[_Stretch]:
    """Give the painted content in the order of the tree."""
    return [
        (element, mark)
        for top in (file.tree.roots if file.tree else ())
        for element, pointer in top.pointers
        if pointer.place is not None
        and (mark := file.marks.get(pointer.place)) is not None
        and mark.painted
    ]


def _comes_first(element: Element, mark: Mark, earlier: Element, earlier_mark: Mark) -> bool:
    """Tell whether a stretch should come before one that comes earlier."""
    box, other = mark.box, earlier_mark.box
    if box is None or other is None:
        return False
    if box.left < other.right - _SLACK and other.left < box.right - _SLACK:
        return box.bottom > other.top - _SLACK
    lower, higher = sorted((box, other), key=lambda one: one.bottom)
    height = min(box.top - box.bottom, other.top - other.bottom)
    beside = lower.top - higher.bottom > height / 2
    return beside and box.right < other.left + _SLACK and _in_one_line(element, earlier)


def _in_one_line(one: Element, other: Element) -> bool:
    around = {id(element) for element in (other, *other.above)}
    shared = next((each for each in (one, *one.above) if id(each) in around), None)
    return shared is not None and shared.role in _ONE_LINE


# --- page breaks ---------------------------------------------------------------------------------


def _facing(upper: Element, lower: Element) -> Iterator[tuple[Element, Element]]:
    """Pair the elements that end above a page break with those of their kind that begin below.

    The outermost come first; what lies around both is no pair.
    """
    above = [upper, *upper.above]
    below = [lower, *lower.above]
    around = {id(one) for one in above} & {id(one) for one in below}
    ending = [one for one in reversed(above) if id(one) not in around]
    beginning = [one for one in reversed(below) if id(one) not in around]
    for role in _TORN:
        one = next((each for each in ending if each.role == role), None)
        other = next((each for each in beginning if each.role == role), None)
        if one is not None and other is not None:
            yield one, other


def _goes_on(file: PdfFile, one: Element, other: Element, last: Mark, first: Mark) -> bool:
    """Tell whether an element that begins a page goes on with the one that ended the page before.

    Both are of one role, and nothing stands between them.
    """
    if file.content(one)[-1] is not last or file.content(other)[0] is not first:
        return False
    match one.role:
        case "Table":
            return all(kid.role != "Caption" for kid in other.elements)
        case "L":
            begun, going = labels(file, one)[:1], labels(file, other)[:1]
            return begun != going or not is_number("".join(going))
        case "LI":
            return all(kid.role != "Lbl" for kid in other.elements) and _is_full(file, one, other)
        case _:
            return _is_full(file, one, other)


def _is_full(file: PdfFile, one: Element, other: Element) -> bool:
    """Tell whether the first word of the second would not have fitted behind the first.

    Whoever leaves more than a few lines free at the foot of the page began the next one on purpose.
    """
    last, first = file.content(one)[-1], file.content(other)[0]
    if last.last is None or first.box is None:
        return False
    word = next(iter(first.text.split()), "")
    boxes = [(mark.page, mark.box) for mark in file.marks.values() if mark.box is not None]
    room = max(box.right for page, box in boxes if page in {last.page, first.page})
    foot = min(box.bottom for _, box in boxes)
    at_foot = last.last.bottom - foot < _FEW_LINES
    return at_foot and last.last.right + _width(first.box, word, first.text) > room


def _width(box: Box, word: str, whole: str) -> float:
    return (box.right - box.left) * len(word) / max(len(whole), 1)


RULES = (reading_order, nothing_torn, running_lines, whole_words)
