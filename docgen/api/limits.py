"""Work of a worker for a caller: a limit that was reached becomes a problem."""

from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import Request

from docgen.api.problems import ProblemError, Trouble
from docgen.presence import while_present
from docgen.workers import BusyError, MemoryLimitError, TimeLimitError

T = TypeVar("T")

_RETRY_SECONDS: Final = 2


async def within_limits(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for work as long as the caller does.

    Errors: ProblemError when a limit was reached; ClientDisconnect.
    """
    try:
        return await while_present(request, work)
    except BusyError:
        retry = {"Retry-After": str(_RETRY_SECONDS)}
        raise ProblemError(Trouble.BUSY, headers=retry) from None
    except TimeLimitError:
        raise ProblemError(Trouble.TIME) from None
    except MemoryLimitError:
        raise ProblemError(Trouble.MEMORY) from None
