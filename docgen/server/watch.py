"""The outermost layer: every request gets an id, an end, a line in the log and a count.

What nobody expected becomes a problem for the caller and a line without a message for us.
"""

import time
import uuid
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from docgen.api import ProblemError, Trouble
from docgen.server.logs import place_of
from docgen.server.metrics import Metrics

NUMBER: Final = "Docgen-Request-Id"
"""The header that gives a request its number; the log names it, too."""
_GONE: Final = 499
"""What the log says of a caller who left before the answer."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE: Final = "-"


class Watch:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp, *, log: Any, metrics: Metrics) -> None:  # noqa: ANN401
        """Wrap an app."""
        self._app = app
        self._log = log
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        number = uuid.uuid4().hex
        scope.setdefault("state", {})
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[NUMBER] = number
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        unexpected: BaseException | None = None
        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            status = status or _GONE
        except Exception as error:  # noqa: BLE001  # the one place where everything ends
            unexpected = error
            if not status:
                await ProblemError(Trouble.INTERNAL).response()(scope, receive, sending)
        unexpected = unexpected or scope["state"].get("unexpected")
        self._note(scope, number, status or _GONE, time.perf_counter() - begun, unexpected)

    def _note(
        self, scope: Scope, number: str, status: int, seconds: float, error: BaseException | None
    ) -> None:
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        method = scope["method"] if scope["method"] in _METHODS else _NO_ROUTE
        self._metrics.note(route, method, status, seconds)
        line = {
            "anfrage": number,
            "methode": method,
            "weg": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        told = {name: scope["state"].get(name) for name in ("outcome", "carrier")}
        line |= {name: value for name, value in told.items() if value is not None}
        if error is not None:
            line |= {"fehler": type(error).__name__, "stelle": place_of(error)}
            self._log.error("unerwartet", **line)
        else:
            self._log.info("anfrage", **line)
