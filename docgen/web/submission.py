"""The form a person posted, read whole, within limits and in memory alone."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from docgen.bodies import BodyTooLargeError, BodyTooSlowError, is_packed, read_whole
from docgen.web.troubles import RefusedError, Trouble

LARGEST_FORM: Final = 2_000_000
# A browser shows no answer before it has sent everything, so that more is read and thrown away.
_LARGEST_WASTE: Final = 100_000_000
_SECONDS: Final = 60


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

    raw: the case byte for byte as it lay in the file, or as it was typed. Its repr shows no case.
    """

    doctype: str
    raw: bytes = field(repr=False)
    file_format: str
    example: str
    draft: bool = False
    judgement: Judgement = _NO_JUDGEMENT

    @property
    def text(self) -> str:
        """The case for a text field; empty where its bytes are no text.

        A mark at the beginning is left out: nobody could see and remove it there.
        """
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""

    @property
    def base64(self) -> str:
        """The case for a hidden field, where a browser would change the ends of lines."""
        return base64.b64encode(self.raw).decode("ascii")


async def read_submission(request: Request) -> Submission:
    """Read the form of a request.

    A chosen file comes before what stands in the text field.
    Errors: RefusedError for what is no such form, or too large or too slow; ClientDisconnect.
    """
    media_type, options = parse_options_header(request.headers.get("content-type"))
    if media_type != b"multipart/form-data" or is_packed(request):
        raise RefusedError(Trouble.MEDIA)
    parts = _parse(await _body(request), options.get(b"boundary", b""))
    names = ("typ", "format", "beispiel", "entwurf")
    doctype, file_format, example, draft = (_word(parts, name) for name in names)
    judgement = Judgement(*(_word(parts, name) for name in ("hinweis", "grund", "name", "tag")))
    return Submission(doctype, _case(parts), file_format, example, draft == "1", judgement)


async def _body(request: Request) -> bytes:
    try:
        return await read_whole(
            request, largest=LARGEST_FORM, waste=_LARGEST_WASTE, seconds=_SECONDS
        )
    except BodyTooSlowError:
        raise RefusedError(Trouble.TOO_SLOW) from None
    except BodyTooLargeError:
        raise RefusedError(Trouble.TOO_LARGE) from None


@dataclass(slots=True)
class _Part:
    """One field of the form. file: the name of the chosen file, None for a field of text."""

    name: bytes
    file: bytes | None
    data: bytes


class _Collector:
    """Hears a parser of multipart forms and keeps the parts."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.is_whole = False
        self._header = self._value = self._disposition = b""
        self._data: list[bytes] = []

    def on_part_begin(self) -> None:
        self._header = self._value = self._disposition = b""
        self._data = []

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._data.append(data[start:end])

    def on_part_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name, file = options.get(b"name", b""), options.get(b"filename")
        self.parts.append(_Part(name, file, b"".join(self._data)))

    def on_end(self) -> None:
        self.is_whole = True


def _parse(body: bytes, boundary: bytes) -> dict[bytes, _Part]:
    """Part a form into its fields; of fields with one name the last counts."""
    heard = _Collector()
    if not boundary:
        raise RefusedError(Trouble.UNREADABLE)
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": heard.on_part_begin,
                "on_header_field": heard.on_header_field,
                "on_header_value": heard.on_header_value,
                "on_header_end": heard.on_header_end,
                "on_part_data": heard.on_part_data,
                "on_part_end": heard.on_part_end,
                "on_end": heard.on_end,
            },
        )
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise RefusedError(Trouble.UNREADABLE) from None
    if not heard.is_whole:
        raise RefusedError(Trouble.UNREADABLE)
    return {part.name: part for part in heard.parts}


def _word(parts: dict[bytes, _Part], name: str) -> str:
    part = parts.get(name.encode())
    return part.data.decode("utf-8", "replace") if part else ""


def _case(parts: dict[bytes, _Part]) -> bytes:
    file, hidden, typed = (parts.get(name) for name in (b"datei", b"fall_base64", b"fall"))
    if file and file.file:
        return file.data
    if hidden:
        try:
            return base64.b64decode(hidden.data, validate=True)
        except binascii.Error:
            raise RefusedError(Trouble.UNREADABLE) from None
    # Browsers end each line of a text field with two characters.
    return typed.data.replace(b"\r\n", b"\n") if typed else b""
