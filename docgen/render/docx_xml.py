"""The WordprocessingML of paragraphs: lines in named styles, text as plain nodes.

Lengths are twips, twentieths of a point, as Word stores them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from docgen.letter import Inline, Run

if TYPE_CHECKING:
    from lxml.etree import _Element

BOLD: Final = "Strong"
"""The character style of bold runs."""

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `list_id` numbers it in that list; `left` and `before` overrule its style."""

    style: str
    runs: Inline
    keep_next: bool = False
    list_id: int | None = None
    left: int = 0
    before: int = 0


def element(tag: str, *children: "_Element", **attributes: str | int) -> "_Element":
    """Make `w:tag` with `w:` attributes and children."""
    made: _Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(line: Line, style_ids: Mapping[str, str]) -> "_Element":
    """Make the paragraph of a line; `style_ids` maps names of styles to their ids."""
    properties = element("pPr", element("pStyle", val=style_ids[line.style]))
    if line.keep_next:
        properties.append(element("keepNext"))
    if line.list_id is not None:
        properties.append(
            element("numPr", element("ilvl", val=0), element("numId", val=line.list_id))
        )
    if line.before:
        properties.append(element("spacing", before=line.before))
    if line.left:
        properties.append(element("ind", left=line.left))
    return element("p", properties, *(_run(run, style_ids) for run in line.runs))


def replace_by(old: "_Element", new: Iterable["_Element"]) -> None:
    """Put elements, or none at all, in the place of another that has a parent."""
    for one in new:
        old.addprevious(one)
    if (parent := old.getparent()) is not None:
        parent.remove(old)


def text_nodes(text: str) -> Iterator["_Element"]:
    """Give what a run holds to print `text`: plain text, a line feed as break, a tab as tab.

    Errors: ValueError for a character XML forbids.
    """
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            yield element("br")
        elif piece == "\t":
            yield element("tab")
        elif piece:
            node = element("t")
            node.text = piece
            node.set(_SPACE, "preserve")
            yield node


def _run(run: Run, style_ids: Mapping[str, str]) -> "_Element":
    look = [element("rPr", element("rStyle", val=style_ids[BOLD]))] if run.bold else []
    return element("r", *look, *text_nodes(run.text))
