"""What the boxes still know of the HTML: what a page break splits, which lists count, languages.

WeasyPrint tags page by page, so that each part of a split element becomes an element of its own; it
tags both kinds of lists alike and no language. Its boxes know which element they were made of.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from weasyprint.formatting_structure.boxes import LineBox, MarginBox, TextBox

_REPEATED: Final = "thead"
_LISTS: Final = frozenset({"ol", "ul"})
_NO_PARTS: Final = frozenset({"html", "body"})


def split_elements(document: Any) -> Iterator[tuple[tuple[str, ...], ...]]:  # noqa: ANN401
    """Yield for each page break what is split there: chains of tags, each the outermost first.

    Several chains where things that stand beside each other go on. A repeated table head is no part
    of anything: it is drawn again.
    """
    for above, below in pairwise(document.pages):
        before, after = (dict(_elements(page._page_box)) for page in (above, below))  # noqa: SLF001
        split = {one: holder for one, holder in after.items() if one in before}
        outermost = [one for one, holder in split.items() if holder not in split]
        yield tuple(tuple(_chain(one, split)) for one in outermost)


def _chain(element: Any, split: Mapping[Any, Any]) -> Iterator[str]:  # noqa: ANN401
    """Follow what is split inwards, by the first of those that stand beside each other."""
    while element is not None:
        yield element.tag
        element = next((one for one, holder in split.items() if holder is element), None)


def lists(document: Any) -> Iterator[str]:  # noqa: ANN401  # WeasyPrint
    """Yield the tags of all lists in the order of the text."""
    pages = (page._page_box for page in document.pages)  # noqa: SLF001
    found = dict.fromkeys(one for page in pages for one, _ in _elements(page) if one.tag in _LISTS)
    yield from (one.tag for one in found)


def span_languages(document: Any) -> Iterator[str | None]:  # noqa: ANN401  # WeasyPrint
    """Yield of each span the language it says, page by page, in the order of the text.

    A span is as many as it has lines, as it is in the tags.
    """
    for page in document.pages:
        yield from _span_languages(page._page_box)  # noqa: SLF001


def _span_languages(box: Any) -> Iterator[str | None]:  # noqa: ANN401
    if isinstance(box, MarginBox | TextBox):
        return
    if box.element is not None and box.element_tag == "span" and not isinstance(box, LineBox):
        yield box.element.get("lang")
    for child in getattr(box, "children", ()):
        yield from _span_languages(getattr(child, "_box", child))


def _elements(box: Any, holder: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Yield each element with a box in the flow of a page, and the one around it; outer first."""
    element = getattr(box, "element", None)
    if getattr(box, "at_keyword", None):  # a running line in the margin
        return
    if element is not None and element.tag == _REPEATED:
        return
    if element is not None and element.tag not in _NO_PARTS and box.element_tag == element.tag:
        if element is not holder:
            yield element, holder
        holder = element
    for child in getattr(box, "children", ()):
        yield from _elements(getattr(child, "_box", child), holder)
