"""The body of a request, read whole within limits of size and time."""

import asyncio

from starlette.requests import Request


class BodyTooLargeError(Exception):
    """The body is larger than it may be."""


class BodyTooSlowError(Exception):
    """The body did not come within its time."""


async def read_whole(
    request: Request, *, largest: int, seconds: float, waste: int | None = None
) -> bytes:
    """Read a body.

    largest: in bytes; nothing beyond is kept. waste: so much is read all the same before the body
    is refused, for senders that hear no answer earlier; without it, no more than `largest`.
    Errors: BodyTooLargeError, BodyTooSlowError; ClientDisconnect.
    """
    most = largest if waste is None else waste
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise BodyTooLargeError
    kept: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    break
                if size <= largest:
                    kept.append(part)
    except TimeoutError:
        raise BodyTooSlowError from None
    if size > largest:
        raise BodyTooLargeError
    return b"".join(kept)


def is_packed(request: Request) -> bool:
    """Tell whether a body is compressed; nobody unpacks it, so that it cannot burst."""
    return request.headers.get("content-encoding", "identity").lower() != "identity"
