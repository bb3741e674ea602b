"""Words of other languages in a Word file: runs of their own that say which language they are."""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from docgen.render.docx_xml import element, replace_by, text_nodes
from docgen.render.tongues import Tongues

if TYPE_CHECKING:
    from lxml.etree import _Element


def say_languages(story: "_Element", tongues: Tongues) -> None:
    """Part each run that holds a foreign word, so that only the word has the other language."""
    for run in list(story.iter(qn("w:r"))):
        texts = (node.text or "" for node in run.iter(qn("w:t")))
        if any(language for text in texts for _, language in tongues.parts(text)):
            replace_by(run, _parted(run, tongues))


def _parted(run: "_Element", tongues: Tongues) -> Iterator["_Element"]:
    look = run.find(qn("w:rPr"))
    for node in run:
        if node.tag == qn("w:t"):
            for text, language in tongues.parts(node.text or ""):
                yield element("r", *_look(look, language), *text_nodes(text))
        elif node is not look:
            yield element("r", *_look(look, None), deepcopy(node))


def _look(look: "_Element | None", language: str | None) -> Iterator["_Element"]:
    """Give the properties of a run; the language stands behind all that our styles use."""
    properties = element("rPr") if look is None else deepcopy(look)
    if language is not None:
        properties.append(element("lang", val=language))
    if len(properties):
        yield properties
