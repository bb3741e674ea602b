"""Work of a worker for a person at the form: a limit that was reached becomes a page."""

from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from docgen.presence import while_present
from docgen.web.troubles import RefusedError, Trouble
from docgen.workers import BusyError, MemoryLimitError, TimeLimitError

T = TypeVar("T")


async def within_limits(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Wait for work as long as the person does.

    Errors: RefusedError when a limit was reached; ClientDisconnect.
    """
    try:
        return await while_present(request, work)
    except BusyError:
        raise RefusedError(Trouble.BUSY) from None
    except TimeLimitError:
        raise RefusedError(Trouble.TIME) from None
    except MemoryLimitError:
        raise RefusedError(Trouble.MEMORY) from None
