"""The structure tree of a PDF: elements with their place in the tree, and what they point to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pikepdf

from docgen.accessibility.pdf_content import Place, TooComplexError
from docgen.accessibility.pdf_objects import Key, entry, items, key, name, text

_TYPES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private",
    "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot",
    "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP",
    "Figure Formula Form",
)
STANDARD: Final = frozenset(one for row in _TYPES for one in row.split())
"""The structure types of ISO 32000-1, 14.8.4."""

_MAX_DEPTH = 100
_MAX_ELEMENTS = 100_000
_MAX_MAPPED = 16


@dataclass(frozen=True, slots=True)
class Pointer:
    """A kid that is content: a place in a page (or form), or an object such as an annotation."""

    place: Place | None = None
    target: Key | None = None


@dataclass(slots=True, eq=False)
class Element:
    """One structure element.

    kind: its type as written; role: the standard type it stands for, empty if it stands for none.
    path: the types from the root on, with a number where siblings share one.
    """

    kind: str
    role: str
    path: str
    key: Key | None
    parent: "Element | None"
    source: pikepdf.Object
    kids: list["Element | Pointer"] = field(default_factory=list)

    @property
    def elements(self) -> list["Element"]:
        """The kids that are elements."""
        return [one for one in self.kids if isinstance(one, Element)]

    @property
    def above(self) -> Iterator["Element"]:
        """All elements around this one, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    @property
    def below(self) -> Iterator["Element"]:
        """All elements inside this one, in order."""
        for one in self.elements:
            yield one
            yield from one.below

    @property
    def pointers(self) -> Iterator[tuple["Element", Pointer]]:
        """All content inside, in order, with the element that holds it."""
        for one in self.kids:
            if isinstance(one, Element):
                yield from one.pointers
            else:
                yield self, one

    def said(self, attribute: str) -> str:
        """Give a text entry such as `Alt`; empty if there is none."""
        return text(entry(self.source, f"/{attribute}"))

    @property
    def identifier(self) -> str:
        """The ID; empty if it has none."""
        return text(entry(self.source, "/ID"))

    def attribute(self, owner: str, wanted: str) -> object:
        """Give an attribute such as `Scope` of the owner `Table`; None if there is none."""
        for one in items(entry(self.source, "/A")):
            found = entry(one, f"/{wanted}")
            if found is not None and name(entry(one, "/O")) == owner:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Tree:
    """All elements in order, and the two directories of the root."""

    root: pikepdf.Object
    roots: tuple[Element, ...]
    elements: tuple[Element, ...]


def read_tree(root: pikepdf.Object) -> Tree:
    """Read the tree below a StructTreeRoot.

    Errors: TooComplexError for a tree deeper or larger than any letter's, or one that bites its
    own tail.
    """
    reader = _Reader(entry(root, "/RoleMap"))
    roots = tuple(reader.kids(root, None, None, 0))
    elements = [one for top in roots if isinstance(top, Element) for one in (top, *top.below)]
    return Tree(root, tuple(one for one in roots if isinstance(one, Element)), tuple(elements))


class _Reader:
    def __init__(self, roles: object) -> None:
        self._roles = roles
        self._seen: set[Key] = set()
        self._count = 0

    def kids(
        self, holder: pikepdf.Object, element: Element | None, page: Key | None, depth: int
    ) -> Iterator[Element | Pointer]:
        if depth > _MAX_DEPTH:
            raise TooComplexError
        found = items(entry(holder, "/K"))
        kinds = [name(entry(one, "/S")) for one in found]
        for index, one in enumerate(found):
            kind = kinds[index]
            if kind and isinstance(one, pikepdf.Dictionary):
                alike = kinds.count(kind) > 1
                number = f"[{kinds[: index + 1].count(kind)}]" if alike else ""
                yield self._element(one, kind, number, element, depth)
            elif (pointer := _pointer(one, page)) is not None:
                yield pointer

    def _element(
        self, source: pikepdf.Object, kind: str, number: str, parent: Element | None, depth: int
    ) -> Element:
        own = key(source)
        self._count += 1
        if self._count > _MAX_ELEMENTS or (own is not None and own in self._seen):
            raise TooComplexError
        if own is not None:
            self._seen.add(own)
        path = f"{parent.path}/{kind}{number}" if parent else f"{kind}{number}"
        element = Element(kind, self._role(kind), path, own, parent, source)
        element.kids.extend(self.kids(source, element, key(entry(source, "/Pg")), depth + 1))
        return element

    def _role(self, kind: str) -> str:
        """Follow the role map to a standard type."""
        for _ in range(_MAX_MAPPED):
            if kind in STANDARD:
                return kind
            kind = name(entry(self._roles, f"/{kind}"))
        return ""


def _pointer(kid: object, page: Key | None) -> Pointer | None:
    if isinstance(kid, int):
        return Pointer(place=(page or (0, 0), kid))
    if name(entry(kid, "/Type")) == "OBJR":
        return Pointer(target=key(entry(kid, "/Obj")))
    mcid = entry(kid, "/MCID")
    if isinstance(mcid, int):
        owner = key(entry(kid, "/Stm")) or key(entry(kid, "/Pg")) or page
        return Pointer(place=(owner or (0, 0), mcid))
    return None
