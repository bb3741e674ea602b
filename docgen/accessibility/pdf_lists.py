"""Rules about lists."""

import re
from collections.abc import Iterator

from docgen.accessibility.pdf_file import PdfFile
from docgen.accessibility.pdf_objects import name
from docgen.accessibility.pdf_structure import Element
from docgen.accessibility.told import told
from docgen.findings import Finding

_NUMBER = re.compile(r"[(\[]?(?:\d+|[A-Za-z]|[IVXLCivxlc]+)[.)\]]*")
_NUMBERINGS = frozenset({"Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"})


def build_of_lists(file: PdfFile) -> Iterator[Finding]:
    """A list holds items (and a caption), an item one body and at most one label before it.

    ISO 32000-1 14.8.4.3.3, Table 336; ISO 14289-1 (PDF/UA-1) 7.2, 7.6; Matterhorn 09-005. That an
    item has a body is the rule of this house.
    """
    norm = "ISO 32000-1 Table 336; ISO 14289-1 (PDF/UA-1) 7.6; Matterhorn 09-005"
    for one in file.elements:
        around = one.parent.role if one.parent else ""
        roles = [kid.role for kid in one.elements]
        wrong = (
            (one.role == "L" and not _is_list(roles))
            or (one.role == "LI" and (around != "L" or roles not in (["LBody"], ["Lbl", "LBody"])))
            or (one.role == "LBody" and around != "LI")
            or (one.role == "Lbl" and around not in {"LI", "Note", "Reference", "TOCI"})
        )
        if wrong:
            yield told("zugang.liste_aufbau", file.where(one), norm)


def kind_of_numbers(file: PdfFile) -> Iterator[Finding]:
    """A list with numbers says how it counts.

    ISO 14289-1 (PDF/UA-1) 7.6; ISO 32000-1 14.8.5.5, Table 347; Matterhorn 16-001, 16-002.
    """
    norm = "ISO 14289-1 (PDF/UA-1) 7.6; ISO 32000-1 Table 347; Matterhorn 16-001, 16-002"
    for one in file.elements:
        counts = one.role == "L" and any(map(is_number, labels(file, one)))
        if counts and name(one.attribute("List", "ListNumbering")) not in _NUMBERINGS:
            yield told("zugang.liste_zaehlung", file.where(one), norm)


def labels(file: PdfFile, one: Element) -> list[str]:
    """Give the labels of the items of a list; empty for an item without one."""
    return [
        " ".join(file.text(kid) for kid in item.elements if kid.role == "Lbl")
        for item in one.elements
        if item.role == "LI"
    ]


def is_number(label: str) -> bool:
    """Tell whether a label counts, by digits or letters."""
    return _NUMBER.fullmatch(label) is not None


def _is_list(roles: list[str]) -> bool:
    items = roles[1:] if roles[:1] == ["Caption"] else roles
    return bool(items) and set(items) == {"LI"}


RULES = (build_of_lists, kind_of_numbers)
