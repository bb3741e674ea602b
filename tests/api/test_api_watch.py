"""An error that nobody expected: a problem for the caller, a line without its message for us."""

import asyncio
import io
import json
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from docgen.server.logs import logger
from docgen.server.metrics import Metrics
from docgen.server.watch import Watch

CANARY = "Kanarienvogelsang"
Message = MutableMapping[str, Any]


async def breaks(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise ValueError(CANARY)


async def answers_in_spite(scope: Scope, receive: Receive, send: Send) -> None:
    """A door that turns an error into its own answer and leaves telling it to the log."""
    try:
        await breaks(scope, receive, send)
    except ValueError as error:
        scope["state"]["unexpected"] = error
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def asked(app: ASGIApp) -> tuple[list[Message], dict[str, Any], str]:
    """What was sent, what was logged, and what was counted."""
    told, metrics = io.StringIO(), Metrics()
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    watch = Watch(app, log=logger(told), metrics=metrics)
    asyncio.run(watch({"type": "http", "method": "GET", "headers": []}, receive, send))
    return sent, json.loads(told.getvalue()), metrics.text().decode()


def test_an_unexpected_error_is_a_problem_and_a_line_with_its_place() -> None:
    sent, line, counted = asked(breaks)

    assert (sent[0]["status"], sent[1]["body"][:1]) == (500, b"{")
    assert (line["event"], line["fehler"]) == ("unerwartet", "ValueError")
    assert line["stelle"][-1].startswith("api/test_api_watch.py:")
    assert 'status="500"' in counted
    assert CANARY not in f"{sent}{line}{counted}"


def test_an_error_a_door_has_answered_is_told_the_same() -> None:
    sent, line, _ = asked(answers_in_spite)

    assert [one["type"] for one in sent] == ["http.response.start", "http.response.body"]
    assert (line["event"], line["fehler"]) == ("unerwartet", "ValueError")
    assert CANARY not in f"{sent}{line}"
