"""A posted form into its fields, as its bytes come: within limits, and in memory alone.

A browser shows no answer before it has sent everything. So all is heard, and what is beyond a limit
is thrown away at once: a file far too large costs neither memory nor the text beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from docgen.bodies import BodyTooLargeError, BodyTooSlowError, hear_whole, is_packed
from docgen.web.troubles import RefusedError, Trouble

LARGEST_TEXT: Final = 2_000_000
"""So many bytes may one field of text have, as a browser sends it."""
_LARGEST_BODY: Final = 100_000_000
_MOST_PARTS: Final = 2_000
_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One field of the form. file: the name of the chosen file, None for a field of text.

    is_cut: only the beginning was kept, because the file is too large.
    """

    file: str | None
    data: bytes = field(repr=False)
    is_cut: bool = False


async def read_parts(request: Request, *, largest_file: int) -> Mapping[str, Part]:
    """Read the fields of a form by their names; of fields with one name the last counts.

    largest_file: in bytes; of a larger file only so much is kept.
    Errors: RefusedError for what is no such form, or too large or too slow; ClientDisconnect.
    """
    media_type, options = parse_options_header(request.headers.get("content-type"))
    if media_type != b"multipart/form-data" or is_packed(request):
        raise RefusedError(Trouble.MEDIA)
    ear = _Ear(options.get(b"boundary", b""), largest_file)
    try:
        await hear_whole(request, ear.hear, largest=_LARGEST_BODY, seconds=_SECONDS)
    except BodyTooSlowError:
        raise RefusedError(Trouble.TOO_SLOW) from None
    except BodyTooLargeError:
        raise RefusedError(Trouble.TOO_LARGE) from None
    return ear.parts()


class _Ear:
    """Hears a form and keeps its parts; once something is wrong it only listens to the end."""

    def __init__(self, boundary: bytes, largest_file: int) -> None:
        self._largest_file = largest_file
        self._parts: dict[str, Part] = {}
        self._count = self._kept = 0
        self._most = largest_file + 3 * LARGEST_TEXT
        self._trouble: Trouble | None = None
        self._is_whole = False
        self._header = self._value = self._disposition = b""
        self._begin()
        self._parser: MultipartParser | None = None
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._header_field,
                    "on_header_value": self._header_value,
                    "on_header_end": self._header_end,
                    "on_headers_finished": self._headers_finished,
                    "on_part_data": self._part_data,
                    "on_part_end": self._end_part,
                    "on_end": self._end,
                },
            )
        except FormParserError:
            self._trouble = Trouble.UNREADABLE
        if not boundary:
            self._trouble = Trouble.UNREADABLE

    def hear(self, data: bytes) -> None:
        """Take in the next bytes."""
        if self._trouble is not None or self._parser is None:
            return
        try:
            self._parser.write(data)
        except FormParserError:
            self._trouble = Trouble.UNREADABLE
        if self._count > _MOST_PARTS or self._kept > self._most:
            self._trouble = Trouble.TOO_LARGE

    def parts(self) -> Mapping[str, Part]:
        """Give what was heard. Errors: RefusedError."""
        if self._trouble is None and not self._is_whole:
            self._trouble = Trouble.UNREADABLE
        if self._trouble is not None:
            raise RefusedError(self._trouble)
        return self._parts

    def _begin(self) -> None:
        self._header = self._value = self._disposition = b""
        self._name = ""
        self._file: str | None = None
        self._data: list[bytes] = []
        self._size, self._is_cut = 0, False

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        file = options.get(b"filename")
        self._file = None if file is None else file.decode("utf-8", "replace")

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        largest = LARGEST_TEXT if self._file is None else self._largest_file
        kept = data[start : min(end, start + largest - self._size)]
        self._size += len(kept)
        self._kept += len(kept)
        if kept:
            self._data.append(kept)
        if len(kept) < end - start:
            self._is_cut = True

    def _end_part(self) -> None:
        self._count += 1
        if self._is_cut and self._file is None:
            self._trouble = Trouble.TOO_LARGE
        self._parts[self._name] = Part(self._file, b"".join(self._data), self._is_cut)
        self._data = []

    def _end(self) -> None:
        self._is_whole = True
