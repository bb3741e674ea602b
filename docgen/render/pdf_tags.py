"""Mend the tags of a PDF before it is written: what PDF/UA asks for and WeasyPrint leaves out.

- The body of a list item is wrapped as such, and a list inside an item belongs to that item, where
  it was written in it.
- What a page break splits is one element again, and the table head that is drawn once more on the
  next page an artefact; its columns are headed by the first.
- A list that counts says so, a word of another language which one it is.
- Header cells say whether they head a column or a row, and the tree of their ids is there.
- Elements that mean nothing make room for what is in them.
- Pictures say where they are in points from the lower left corner, instead of pixels from above.
- Running lines are artefacts instead of content that no tag leads to.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

import pydyf

_HEADER_SCOPES: Final = {"/THead": "/Column", "/TBody": "/Row"}
_KINDS: Final = {
    "caption": ("/Caption",),
    "div": ("/Div",),
    "h1": ("/H1",),
    "h2": ("/H2",),
    "li": ("/LI", "/LBody"),
    "main": ("/Part",),
    "ol": ("/L",),
    "p": ("/P",),
    "section": ("/Sect",),
    "table": ("/Table",),
    "tbody": ("/TBody",),
    "tr": ("/TR",),
    "ul": ("/L",),
}
"""The elements that stand for an HTML tag which may be split, from the outer to the inner."""
_NOTHING: Final = "/NonStruct"
_UNDRAWN: Final = 2**31
_POINTS_PER_PIXEL: Final = 0.75


class TagTree:
    """The tag tree of one `pydyf.PDF`.

    Its elements are dictionaries: `S` the kind, `P` the parent, `K` the kids, which are references
    to elements or numbers of marked content on page `Pg`.
    """

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401  # pydyf has no types
        """Read the tree of a tagged PDF."""
        self._pdf = pdf
        self._objects = {one.reference: one for one in pdf.objects}
        self._root = self._objects[pdf.catalog["StructTreeRoot"]]

    def mend(
        self,
        splits: Iterable[tuple[tuple[str, ...], ...]],
        lists: Iterable[str],
        languages: Iterable[str | None],
    ) -> None:
        """Mend the tree and the contents of the pages in place.

        splits: for each page break chains of HTML tags it splits, each the outermost first. lists:
        the HTML tags of all lists in their order. languages: of each span, None if it says none.
        """
        elements = list(self._below(self._root))
        for element in elements:
            if element["S"] == "/L":
                self._adopt_inner_lists(element)
        for element in elements:
            if element["S"] == "/LI":
                self._wrap_body(element)
        self._say_languages(languages)
        for page, chains in zip(self._pdf.page_references[1:], splits, strict=False):
            for tags in chains:
                if tags[0] in _KINDS:
                    self._join_over(page, [kind for tag in tags for kind in _KINDS.get(tag, ())])
        for element in list(self._below(self._root)):
            if element["S"] == _NOTHING:
                self._dissolve(element)
        elements = list(self._below(self._root))
        self._make_artefacts({element.reference for element in elements})
        self._mark_headers(elements)
        self._count(elements, lists)
        self._place_pictures(elements)

    def _kids(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        return (self._objects[kid] for kid in element["K"] if kid in self._objects)

    def _below(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        for kid in self._kids(element):
            yield kid
            yield from self._below(kid)

    def _move(self, kids: list[Any], parent: Any) -> None:  # noqa: ANN401
        for kid in kids:
            kid["P"] = parent.reference
            parent["K"].append(kid.reference)

    def _adopt_inner_lists(self, outer: Any) -> None:  # noqa: ANN401
        """Move lists that stand between items into the item before them."""
        item = None
        for kid in list(self._kids(outer)):
            if kid["S"] == "/L" and item is not None:
                outer["K"].remove(kid.reference)
                self._move([kid], item)
            elif kid["S"] == "/LI":
                item = kid

    def _wrap_body(self, item: Any) -> None:  # noqa: ANN401
        """Give an item no other kids than a label and one body."""
        kids = list(self._kids(item))
        bare = [kid for kid in kids if kid["S"] not in ("/Lbl", "/LBody")]
        if not bare:
            return
        body = next((kid for kid in kids if kid["S"] == "/LBody"), None)
        if body is None:
            body = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/LBody",
                    "K": pydyf.Array(),
                    "Pg": item["Pg"],
                    "P": item.reference,
                }
            )
            self._pdf.add_object(body)
            self._objects[body.reference] = body
            item["K"].append(body.reference)
        for kid in bare:
            item["K"].remove(kid.reference)
        self._move(bare, body)
        if any(kid["S"] == "/L" for kid in bare):
            body["K"].sort(key=lambda kid: self._first_mark(self._objects[kid]))

    def _first_mark(self, element: Any) -> int:  # noqa: ANN401
        """Tell when an element began to be drawn on its page; labels are drawn after the text."""
        marks = [kid for kid in element["K"] if isinstance(kid, int)]
        inner = (kid for kid in self._kids(element) if kid["S"] != "/Lbl")
        return min([*marks, *map(self._first_mark, inner)], default=_UNDRAWN)

    def _say_languages(self, languages: Iterable[str | None]) -> None:
        """Note which words are of another language; spans that mark content are mere text."""
        spans = (one for one in self._below(self._root) if one["S"] == "/Span")
        of_words = (one for one in spans if not any(isinstance(kid, int) for kid in one["K"]))
        for span, language in zip(of_words, languages, strict=True):
            if language is not None:
                span["Lang"] = pydyf.String(language)

    def _join_over(self, page: bytes, kinds: list[str]) -> None:
        """Join what goes on at the top of a page to what it is a part of."""
        document = next(self._kids(self._root))
        outermost = [kid for kid in self._kids(document) if [kid["S"]] == kinds[:1]]
        for above, below in pairwise(outermost):
            if below["Pg"] == page:
                self._join(above, below, kinds[1:])
                return

    def _join(self, above: Any, below: Any, kinds: list[str]) -> None:  # noqa: ANN401
        """Make two parts one element; kinds: those of the parts inside that are one, too."""
        if above["S"] == "/Table":
            self._head_once(above, below)
        if above["S"] == "/TR":
            for cell, rest in zip(list(self._kids(above)), list(self._kids(below)), strict=True):
                self._join(cell, rest, [])
        elif kinds:
            last, first = list(self._kids(above))[-1:], list(self._kids(below))[:1]
            if [kid["S"] for kid in (*last, *first)] == [kinds[0]] * 2:
                self._join(last[0], first[0], kinds[1:])
        self._move(list(self._kids(below)), above)
        self._remove(below)

    def _head_once(self, above: Any, below: Any) -> None:  # noqa: ANN401
        """Let the cells of the next page refer to the first table head, and drop the second."""
        heads = [
            next((kid for kid in self._kids(table) if kid["S"] == "/THead"), None)
            for table in (above, below)
        ]
        if heads[1] is None:
            return
        if heads[0] is None:  # a first row higher than its page leaves no room for the head
            self._remove_kid(heads[1])
            heads[1]["P"] = above.reference
            bodies = [kid.reference for kid in self._kids(above) if kid["S"] == "/TBody"]
            place = above["K"].index(bodies[0]) if bodies else len(above["K"])
            above["K"].insert(place, heads[1].reference)
            return
        first, again = (
            [cell["ID"] for cell in self._below(head) if cell["S"] == "/TH"] for head in heads
        )
        meant = {one.data: other for one, other in zip(again, first, strict=True)}
        for cell in self._below(below):
            if cell["S"] == "/TD":
                names = cell["A"].get("Headers", ())
                cell["A"]["Headers"] = pydyf.Array(meant.get(one.data, one) for one in names)
        self._remove(heads[1])

    def _remove(self, element: Any) -> None:  # noqa: ANN401
        self._remove_kid(element)
        element.clear()

    def _remove_kid(self, element: Any) -> None:  # noqa: ANN401
        self._objects[element["P"]]["K"].remove(element.reference)

    def _dissolve(self, element: Any) -> None:  # noqa: ANN401
        """Put the kids of an element in its place; where it marks content it is a span."""
        if any(isinstance(kid, int) for kid in element["K"]):
            element["S"] = "/Span"
            return
        parent = self._objects[element["P"]]
        place = parent["K"].index(element.reference)
        parent["K"][place : place + 1] = element["K"]
        for kid in self._kids(element):
            kid["P"] = parent.reference
        element.clear()

    def _mark_headers(self, elements: list[Any]) -> None:
        """Say what each header cell heads, and list the ids of all of them."""
        names = []
        for group in elements:
            if scope := _HEADER_SCOPES.get(group["S"]):
                for cell in self._below(group):
                    if cell["S"] == "/TH":
                        cell["A"]["Scope"] = scope
                        names.append((cell["ID"].data, cell["ID"], cell.reference))
        if names:
            tree = pydyf.Array()
            for _, name, reference in sorted(names, key=lambda entry: entry[0]):
                tree.extend([name, reference])
            self._root["IDTree"] = pydyf.Dictionary({"Names": tree})

    def _count(self, elements: list[Any], lists: Iterable[str]) -> None:
        """Say of each list with numbers that it has numbers."""
        found = (element for element in elements if element["S"] == "/L")
        for element, tag in zip(found, lists, strict=True):
            if tag == "ol":
                element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal"})

    def _place_pictures(self, elements: list[Any]) -> None:
        """Say of each picture where it is as PDF counts; and that it stands for itself."""
        for element in elements:
            if element["S"] == "/Figure":
                left, upper, right, lower = (
                    _POINTS_PER_PIXEL * side for side in element["A"]["BBox"]
                )
                height = self._objects[element["Pg"]]["MediaBox"][3]
                box = pydyf.Array((left, height - lower, right, height - upper))
                element["A"] |= {"BBox": box, "Placement": "/Block"}

    def _make_artefacts(self, reached: set[bytes]) -> None:
        """Turn marked content that belongs to no element of the tree into artefacts."""
        pages = [self._objects[reference] for reference in self._pdf.page_references]
        numbers = self._objects[self._root["ParentTree"]]["Nums"]
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page in pages:
            owners = parents[page["StructParents"]]
            content = self._objects[page["Contents"]].stream
            for index, item in enumerate(content):
                if not isinstance(item, dict) or "MCID" not in item:
                    continue
                if owners[item["MCID"]] not in reached:
                    owners[item["MCID"]] = "null"
                    content[index - 1] = "/Artifact"
                    content[index] = pydyf.Dictionary({"Type": "/Pagination", "Subtype": "/Footer"})
