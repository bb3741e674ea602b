"""Spoil a letter on purpose: the proof has to notice each time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from docgen.letter import Letter
from docgen.obligations import Expected, ValueKind

T = TypeVar("T")

# A stretch of digits of a printed value is changed, or a letter where there is none.
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")


def with_text(value: T, change: Callable[[str], str]) -> T:
    """The same letter (or part of it) with every printed text changed."""
    if isinstance(value, str):
        return change(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(with_text(one, change) for one in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"provenance", "date", "din_form", "role", "title", "author"}
        changed: dict[str, Any] = {
            field.name: with_text(getattr(value, field.name), change)
            for field in fields(value)
            if not (isinstance(value, Letter) and field.name in kept) and field.name != "role"
        }
        return replace(value, **changed)
    return value


def texts(letter: Letter) -> list[str]:
    """Every printed text of a letter, in the order `with_text` meets them."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    with_text(letter, note)
    return found


def spoiled(printed: str) -> str:
    """Another value of the same look: the last digit one higher, or the last letter another."""
    match = _LAST_DIGIT.search(printed)
    if match is None:
        return printed[:-2] + ("x" if printed[-2] != "x" else "y") + printed[-1:]
    digit = str((int(match[0]) + 1) % 10)
    return printed[: match.start()] + digit + printed[match.end() :]


def swapped_everywhere(letter: Letter, printed: str) -> Letter:
    """A printed value replaced wherever it stands."""
    return with_text(letter, lambda text: text.replace(printed, spoiled(printed)))


def swapped_once(letter: Letter, printed: str) -> Iterator[Letter]:
    """A printed value replaced in one text after the other."""
    for index, text in enumerate(texts(letter)):
        if printed in text:
            yield with_text(letter, _only(index, printed))


def _only(index: int, printed: str) -> Callable[[str], str]:
    count = iter(range(10**6))
    return lambda text: text.replace(printed, spoiled(printed)) if next(count) == index else text


def is_unique_value(expected: Expected) -> bool:
    """Whether a value of this kind may stand nowhere but where the case says so."""
    return expected.kind in {ValueKind.MONEY, ValueKind.DATE, ValueKind.IBAN}
