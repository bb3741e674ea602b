"""The body of a request, read whole within limits of size and time."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request


class BodyTooLargeError(Exception):
    """The body is larger than it may be."""


class BodyTooSlowError(Exception):
    """The body did not come within its time."""


async def read_whole(request: Request, *, largest: int, seconds: float) -> bytes:
    """Read a body of at most `largest` bytes.

    Errors: BodyTooLargeError, BodyTooSlowError; ClientDisconnect.
    """
    kept: list[bytes] = []
    await hear_whole(request, kept.append, largest=largest, seconds=seconds)
    return b"".join(kept)


async def hear_whole(
    request: Request, hear: Callable[[bytes], object], *, largest: int, seconds: float
) -> None:
    """Hand on a body of at most `largest` bytes, piece by piece as it comes.

    Errors: BodyTooLargeError, BodyTooSlowError; ClientDisconnect; and what `hear` raises.
    """
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > largest:
        raise BodyTooLargeError
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > largest:
                    raise BodyTooLargeError
                hear(part)
    except TimeoutError:
        raise BodyTooSlowError from None


def is_packed(request: Request) -> bool:
    """Tell whether a body is compressed; nobody unpacks it, so that it cannot burst."""
    return request.headers.get("content-encoding", "identity").lower() != "identity"
