"""Work for a caller who may leave, within limits that may be reached."""

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

from starlette.requests import ClientDisconnect, Request

from docgen.api.problems import ProblemError, Trouble
from docgen.workers import BusyError, MemoryLimitError, TimeLimitError

T = TypeVar("T")

_RETRY_SECONDS: Final = 2


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """Wait for work of a worker; end it when the caller leaves.

    Errors: ProblemError when a limit was reached; ClientDisconnect.
    """
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    except BusyError:
        retry = {"Retry-After": str(_RETRY_SECONDS)}
        raise ProblemError(Trouble.BUSY, headers=retry) from None
    except TimeLimitError:
        raise ProblemError(Trouble.TIME) from None
    except MemoryLimitError:
        raise ProblemError(Trouble.MEMORY) from None
    finally:
        task.cancel()
        leaving.cancel()


async def _left(request: Request) -> None:
    """Wait until the caller is gone; its body has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
