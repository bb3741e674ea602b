"""Two states of one case, and what of their budgets differs."""

from dataclasses import dataclass, replace
from typing import Final

from docgen.budget import Change, compare
from docgen.case import read_cases
from docgen.findings import Finding
from docgen.pipeline.content import Content
from docgen.pipeline.examine import errors_first, examine_read

STATES: Final = {"vorher": "Fall vor der Änderung", "nachher": "Fall nach der Änderung"}
"""The two fields of a request, with their titles."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What changes, None where one of the budgets cannot be told; then the findings say why.

    findings: with their places in the request. carrier: the one that decides, by id, if known.
    """

    changes: tuple[Change, ...] | None
    findings: tuple[Finding, ...]
    carrier: str | None


def compare_states(content: Content, doctype_id: str, raw: bytes) -> Compared:
    """Read `{"vorher": {…}, "nachher": {…}}`, compute both budgets and compare them.

    Errors: KeyError for an unknown document type.
    """
    of_the_whole, readings = read_cases(raw, STATES, content.schemas, doctype_id)
    if of_the_whole:
        return Compared(None, of_the_whole, None)
    both = [examine_read(content, doctype_id, one) for one in readings]
    found = (
        replace(wrong, pointer=f"/{state}{wrong.pointer}")
        for state, one in zip(STATES, both, strict=True)
        for wrong in one.unpriced
    )
    before, after = (one.budget if one.is_priced else None for one in both)
    changes = compare(before, after) if before and after else None
    return Compared(changes, errors_first(found), both[-1].carrier(content))
