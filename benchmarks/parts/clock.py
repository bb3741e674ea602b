"""Times of one kind after another, and what can be said about them."""

from collections.abc import Sequence
from math import ceil
from time import perf_counter

Samples = dict[str, list[float]]
"""Milliseconds by name, one for each round."""


class Laps:
    """A stopwatch: each call notes under a name what has passed since the call before."""

    def __init__(self, samples: Samples) -> None:
        """Start."""
        self._samples = samples
        self._last = perf_counter()

    def __call__(self, name: str) -> None:
        """Stop one lap and start the next."""
        now = perf_counter()
        self._samples.setdefault(name, []).append((now - self._last) * 1000)
        self._last = perf_counter()


def percentile(times: Sequence[float], percent: float) -> float:
    """Give the smallest time that so many percent of all do not exceed."""
    return sorted(times)[max(ceil(len(times) * percent / 100) - 1, 0)]
