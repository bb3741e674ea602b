"""Which known name was probably meant by one that is not known; nothing where none is near."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_NEAR: Final = 0.66
_ALMOST: Final = 0.8
"""From here on a name counts as another one misspelt, however it was meant."""
_PARTS: Final = "-_/."
_LONGEST: Final = 100


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that is near enough to be worth saying; None where none is."""
    return _nearest(name, known, _NEAR)


def misspelt(name: str, known: Iterable[str]) -> str | None:
    """Give the known name of which this one must be a slip; None where it may be one of its own."""
    return _nearest(name, known, _ALMOST)


def meant(name: str, known: Iterable[str]) -> str:
    """Ask in German, with a space before it, whether the nearest name was meant; else nothing."""
    near = nearest(name, known)
    return f" Meinten Sie „{near}“?" if near else ""


def _nearest(name: str, known: Iterable[str], least: float) -> str | None:
    if len(name) > _LONGEST:
        return None
    rated = [(_likeness(name, one), one) for one in known]
    best, near = max(rated, default=(0.0, ""), key=lambda one: one[0])
    return near if best >= least else None


def _likeness(name: str, other: str) -> float:
    """Compare what differs: the parts that both begin with, such as `hinweis-`, say nothing."""
    start = 0
    for at, (one, two) in enumerate(zip(name, other, strict=False), start=1):
        if one != two:
            break
        start = at if one in _PARTS else start
    pair = name[start:].casefold(), other[start:].casefold()
    return SequenceMatcher(None, *pair, autojunk=False).ratio()
