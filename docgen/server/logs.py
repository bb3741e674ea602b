"""One line of JSON for each request: which, by whom asked for, how it ended, how long it took.

No value of a case is ever in a line: only names that docgen itself gives (routes, types, carriers,
codes). Of an unexpected error only its kind and its place in the program are told.
"""

import sys
import traceback
from contextlib import suppress
from typing import Any, TextIO

import structlog


class _Lines(structlog.PrintLogger):
    """Writes lines and loses what cannot be written: a full disk must not cost anybody a letter."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    info = error = msg


def logger(stream: TextIO = sys.stderr) -> Any:  # noqa: ANN401  # structlog's loggers are untyped
    """Give a logger that writes JSON lines with the time in UTC."""
    return structlog.wrap_logger(
        _Lines(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="zeit"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def place_of(error: BaseException) -> list[str]:
    """Give where an error was raised, innermost last; without its message, which may quote."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])
