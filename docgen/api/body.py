"""The body of a request, read whole and within limits."""

from collections.abc import Iterable
from typing import Final

from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from docgen.api.problems import ProblemError, Trouble
from docgen.bodies import BodyTooLargeError, BodyTooSlowError, is_packed, read_whole

JSON_TYPES: Final = ("application/json",)
FILE_TYPES: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "application/octet-stream",
)

SECONDS: Final = 30
"""So long may a body take."""


async def read_body(
    request: Request, types: Iterable[str], largest: int, told: int | None = None
) -> bytes:
    """Read the body of a request.

    largest: in bytes; nothing beyond is kept. told: the limit to name, where a reader's is lower.
    Errors: ProblemError for another media type, a compressed, too large or too slow body;
    ClientDisconnect.
    """
    _check_headers(request, tuple(types))
    try:
        return await read_whole(request, largest=largest, seconds=SECONDS)
    except BodyTooSlowError:
        raise ProblemError(Trouble.TOO_SLOW) from None
    except BodyTooLargeError:
        # The rest of the body is not read, so the connection cannot be used again.
        raise ProblemError(
            Trouble.TOO_LARGE,
            at_most(told or largest),
            headers={"Connection": "close"},
        ) from None


def at_most(largest: int) -> str:
    """Name the largest body."""
    return f"Möglich sind höchstens {largest // 1_000_000} MB."


def _check_headers(request: Request, types: tuple[str, ...]) -> None:
    given, parameters = parse_options_header(request.headers.get("content-type"))
    charset = parameters.get(b"charset", b"utf-8").lower()
    if given.decode("latin-1") not in types or charset != b"utf-8":
        raise ProblemError(
            Trouble.MEDIA, f"Möglich ist: {', '.join(types)}.", headers={"Accept": ", ".join(types)}
        )
    if is_packed(request):
        raise ProblemError(
            Trouble.MEDIA,
            "Bitte senden Sie den Inhalt ungepackt.",
            headers={"Accept-Encoding": "identity"},
        )
