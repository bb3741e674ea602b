"""Mend the tags of a PDF before it is written: what PDF/UA asks for and WeasyPrint leaves out.

- The body of a list item is wrapped as such, and a list inside an item belongs to that item.
- Header cells say whether they head a column or a row, and the tree of their ids is there.
- Running lines are artefacts instead of content that no tag leads to.

What a page break splits stays two elements: a table, list or section may be continued by the next
element of its kind.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_HEADER_SCOPES = {"/THead": "/Column", "/TBody": "/Row"}


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

    def mend(self) -> None:
        """Mend the tree and the contents of the pages in place."""
        elements = list(self._below(self._root))
        self._make_artefacts({element.reference for element in elements})
        self._mark_headers(elements)
        for element in elements:
            if element["S"] == "/L":
                self._adopt_inner_lists(element)
        for element in elements:
            if element["S"] == "/LI":
                self._wrap_body(element)

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
