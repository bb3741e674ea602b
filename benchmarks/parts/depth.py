"""Calls at different depths of the stack, so that none of them is lucky.

CPython keeps the frames of nested calls in chunks of memory. Where a busy loop happens to call
across the end of a chunk, each call fetches and frees one, and the same work takes up to 4 % longer
(measured: WeasyPrint's call alone, with 0 to 18 more frames beneath it). Two pieces of work that
are called at different depths can therefore only be compared over many depths.
"""

from collections.abc import Callable
from random import Random
from typing import Final

_FRAMES: Final = 64


class Depths:
    """The same row of depths in each run."""

    def __init__(self) -> None:
        """Begin the row."""
        self._random = Random(0)  # noqa: S311  # no secret

    def __call__(self) -> int:
        """Give the next depth, in frames."""
        return self._random.randrange(_FRAMES)


def at_depth(frames: int, action: Callable[[], object]) -> None:
    """Call with so many frames more beneath."""
    if frames:
        at_depth(frames - 1, action)
    else:
        action()
