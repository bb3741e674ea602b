"""Files that come and go: what is wrong with a chosen one, and what one to be saved is called.

A name says which letter it is and of which day; nothing personal, because names are seen.
"""

from datetime import date
from typing import Final

from docgen.case import read_case, read_object
from docgen.law import Axis
from docgen.pipeline import Content
from docgen.web.parts import Part
from docgen.web.troubles import RefusedError, Trouble

_TOO_LARGE: Final = "datei.zu_gross"


def is_letter(raw: bytes) -> bool:
    """Tell whether bytes look like a finished letter, which the form judges elsewhere."""
    return raw.startswith((b"%PDF-", b"PK\x03\x04", b"<!DOCTYPE html>"))


def whats_wrong(file: Part, content: Content) -> RefusedError | None:
    """Tell why a chosen file is no case file; None where it may be one.

    An object most of whose fields no case has is none, such as the manifest beside a letter.
    """
    read = read_object(file.data)
    if any(one.code == _TOO_LARGE for one in read.findings):
        return RefusedError(Trouble.TOO_LARGE, read.findings)
    known = set(content.schemas.vocabulary.members)
    if read.value is None or len(known & set(read.value)) <= len(set(read.value) - known):
        return RefusedError(Trouble.WRONG_FILE, read.findings)
    return None


def day_of(content: Content, doctype: str, raw: bytes) -> date | None:
    """Give the day of the letter; None where the case does not state it.

    Errors: KeyError for an unknown type.
    """
    case = read_case(raw, content.schemas, doctype).case
    return case.date(content.doctypes[doctype].axes[Axis.VERFAHREN]) if case else None


def case_name(day: date | None) -> str:
    """Name a case file."""
    return f"fall-{day.isoformat()}.json" if day else "fall.json"


def dated(name: str, doctype: str, day: date | None) -> str:
    """Put the day into the name of a letter, behind its type."""
    stem = doctype.replace("/", "-")
    return name.replace(stem, f"{stem}-{day.isoformat()}", 1) if day else name
