"""The body of a request, read whole and within limits."""

import asyncio
from collections.abc import Iterable
from typing import Final

from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from docgen.api.problems import ProblemError, Trouble

JSON_TYPES: Final = ("application/json",)
FILE_TYPES: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
)

_SECONDS: Final = 30


async def read_body(request: Request, types: Iterable[str], largest: int) -> bytes:
    """Read the body of a request.

    largest: in bytes; nothing beyond is kept.
    Errors: ProblemError for another media type, a compressed, too large or too slow body;
    ClientDisconnect.
    """
    _check_headers(request, tuple(types), largest)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > largest:
                    raise _too_large(largest)
                parts.append(part)
    except TimeoutError:
        raise ProblemError(Trouble.TOO_SLOW) from None
    return b"".join(parts)


def _check_headers(request: Request, types: tuple[str, ...], largest: int) -> None:
    given, parameters = parse_options_header(request.headers.get("content-type"))
    charset = parameters.get(b"charset", b"utf-8").lower()
    if given.decode("latin-1") not in types or charset != b"utf-8":
        raise ProblemError(
            Trouble.MEDIA, f"Möglich ist: {', '.join(types)}.", headers={"Accept": ", ".join(types)}
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ProblemError(
            Trouble.MEDIA,
            "Bitte senden Sie den Inhalt ungepackt.",
            headers={"Accept-Encoding": "identity"},
        )
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > largest:
        raise _too_large(largest)


def _too_large(largest: int) -> ProblemError:
    # The rest of the body is not read, so the connection cannot be used again.
    return ProblemError(
        Trouble.TOO_LARGE,
        f"Möglich sind höchstens {largest // 1_000_000} MB.",
        headers={"Connection": "close"},
    )
