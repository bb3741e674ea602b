"""The form with a case: what a person wants, and which case is meant.

A page carries the case twice: as it was checked, byte for byte, and as text to be changed. Every
button sends both, so that nothing typed is lost and nothing unchecked is taken for checked.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request

from docgen.case import MAX_BYTES
from docgen.web.parts import Part, read_parts
from docgen.web.troubles import RefusedError, Trouble

ENTRY: Final = "wert:"
"""So begins the name of a field beside a finding; the place in the case follows."""
_LARGEST_FILE: Final = 2 * MAX_BYTES
"""So much of a case file is kept, to tell by a finding that it is too large, and to show it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a hint: which one (`show.key_of`), why it may stand, who, and when."""

    hint: str
    reason: str = field(repr=False)
    person: str = field(repr=False)
    day: str = field(repr=False)


_NO_JUDGEMENT: Final = Judgement("", "", "", "")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person wants: a type of letter, a case, and what else the pressed button says.

    raw: the case byte for byte as it was checked, or else as it was typed. file: a file that was
    chosen and not looked at yet. entries: what was typed beside findings, by the place in the case.
    is_changed: type or case are not those that the page showed. Its repr shows no case.
    """

    doctype: str
    raw: bytes = field(repr=False)
    file_format: str
    example: str
    draft: bool = False
    judgement: Judgement = _NO_JUDGEMENT
    file: Part | None = None
    entries: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_changed: bool = False

    @property
    def text(self) -> str:
        """The case for a text field; empty where its bytes are no text."""
        return _text(self.raw)

    @property
    def base64(self) -> str:
        """The case for a hidden field, where a browser would change the ends of lines.

        Empty for one that is too large to become a letter.
        """
        return base64.b64encode(self.raw).decode("ascii") if len(self.raw) <= MAX_BYTES else ""


async def read_submission(request: Request) -> Submission:
    """Read the form of a request.

    Errors: RefusedError for what is no such form, or too large or too slow; ClientDisconnect.
    """
    parts = await read_parts(request, largest_file=_LARGEST_FILE)
    doctype, checked_as, file_format, example, draft = (
        _word(parts, name) for name in ("typ", "geprueft_als", "format", "beispiel", "entwurf")
    )
    shown, typed = _shown(parts), _typed(parts)
    is_kept = shown is not None and (typed is None or typed == _as_typed(shown))
    file = parts.get("datei")
    chosen = file if file and file.file else None
    entries = {
        name.removeprefix(ENTRY): _word(parts, name).strip()
        for name in parts
        if name.startswith(ENTRY) and _word(parts, name).strip()
    }
    return Submission(
        doctype,
        (shown if is_kept else typed) or b"",
        draft or file_format,
        example,
        draft=bool(draft),
        judgement=Judgement(*(_word(parts, one) for one in ("hinweis", "grund", "name", "tag"))),
        file=chosen,
        entries=entries,
        is_changed=shown is not None
        and not (is_kept and chosen is None and not entries and checked_as in {"", doctype}),
    )


def _word(parts: Mapping[str, Part], name: str) -> str:
    part = parts.get(name)
    return part.data.decode("utf-8", "replace") if part else ""


def _shown(parts: Mapping[str, Part]) -> bytes | None:
    """Give the case that the page was about; None where it was about none."""
    hidden = parts.get("fall_base64")
    if hidden is None:
        return None
    try:
        return base64.b64decode(hidden.data, validate=True)
    except binascii.Error:
        raise RefusedError(Trouble.UNREADABLE) from None


def _typed(parts: Mapping[str, Part]) -> bytes | None:
    """Give the text field; browsers end each line of it with two characters."""
    typed = parts.get("fall")
    return None if typed is None else typed.data.replace(b"\r\n", b"\n")


def _text(raw: bytes) -> str:
    """Give a case as a text field shows it; empty where its bytes are no text.

    A mark at the beginning is left out: nobody could see and remove it there.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _as_typed(raw: bytes) -> bytes:
    """Give what a text field that shows a case sends if nobody touches it."""
    plain = _text(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return plain.encode()
