"""What the tests of whole letters share: the content, and what becomes of a case."""

import re
from functools import cache
from typing import Final

from cases import ROOT, Case, raw

from docgen.pipeline import FORMATS, Content, Planned, Result, examine, generate, load_content, plan
from docgen.proof import Reading

GRANT: Final = "bescheid/bewilligung"


@cache
def content() -> Content:
    """The shipped content, loaded once."""
    return load_content(ROOT)


def written(case: Case, *formats: str) -> Result:
    """The outcome for a case, in Word's format unless others are named: it is drawn fastest.

    The formats the person needs are written only where they are named.
    """
    return generate(content(), GRANT, raw(case), formats or ("docx",), access=False)


def findings(case: Case) -> list[tuple[str, str]]:
    """Code and pointer of everything found in a case."""
    return [(one.code, one.pointer) for one in examine(content(), GRANT, raw(case)).findings]


def planned(case: Case, known: Content | None = None) -> Planned:
    """The letter of a sound case before it is drawn."""
    known = known or content()
    examined = examine(known, GRANT, raw(case))
    assert examined.case is not None
    assert examined.law is not None
    assert examined.budget is not None
    doctype = known.doctypes[GRANT]
    return plan(known, doctype, examined.case, examined.law, examined.budget)


def read(result: Result, name: str = "docx") -> Reading:
    """The page of a written letter in one format, as the proof reads it."""
    file = re.compile(rf"bescheid-bewilligung(-entwurf)?{re.escape(FORMATS[name].ending)}")
    (data,) = (one.data for one in result.files if file.fullmatch(one.name))
    return FORMATS[name].read(data)


def page(result: Result, name: str = "docx") -> str:
    """All text of a written letter, one unit a line."""
    return "\n".join(unit.text for unit in read(result, name).units)
