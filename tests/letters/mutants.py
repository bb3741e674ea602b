"""Spoil a case, a letter or a page on purpose: each time it has to be noticed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from docgen.case import Case
from docgen.letter import Letter
from docgen.obligations import ValueKind
from docgen.proof import Reading
from docgen.proof.reading import HEADING, PARAGRAPH, ROW, Unit, fold, squeeze
from docgen.proof.values import Value, find_stated

T = TypeVar("T")

# A stretch of digits of a printed value is changed, or a letter where there is none.
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")
UNIQUE = frozenset({ValueKind.MONEY, ValueKind.DATE, ValueKind.IBAN})
"""Values of these kinds may stand nowhere but where the case says so."""


def spoiled(printed: str) -> str:
    """Another value of the same look: the last digit one higher, or the last letter another."""
    match = _LAST_DIGIT.search(printed)
    if match is None:
        return printed[:-2] + ("x" if printed[-2] != "x" else "y") + printed[-1:]
    digit = str((int(match[0]) + 1) % 10)
    return printed[: match.start()] + digit + printed[match.end() :]


# --- cases ---------------------------------------------------------------------------------------


class _Watched(Case):
    """A case that notes where it is looked at."""

    def _at(self, pointer: str) -> Any:  # noqa: ANN401
        self.seen.add(pointer)  # type: ignore[attr-defined]
        return super()._at(pointer)


def watched(case: Case) -> tuple[Case, set[str]]:
    """The same case, and a set that fills with the places that are looked at."""
    seen: set[str] = set()
    same = _Watched(case.digest, case._values, case._unsound)  # noqa: SLF001
    object.__setattr__(same, "seen", seen)
    return same, seen


# --- letters -------------------------------------------------------------------------------------


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


def swapped(letter: Letter, printed: str) -> Letter:
    """A printed value replaced wherever it stands in a letter, whatever its blanks are."""
    blanks = re.compile("[ \u00a0]")
    anywhere = re.compile("[ \u00a0]".join(map(re.escape, blanks.split(printed))))
    return with_text(letter, lambda text: anywhere.sub(lambda found: spoiled(found[0]), text))


# --- pages ---------------------------------------------------------------------------------------


def page_swapped(page: Reading, printed: str) -> Reading:
    """A printed value replaced wherever it stands on a page."""
    old = fold(printed)
    new = spoiled(old)
    units = (replace(one, text=one.text.replace(old, new)) for one in page.units)
    return replace(page, units=tuple(units))


def page_without(page: Reading, letter: Letter, shorter: Letter) -> Reading:
    """A page without what one letter says and a shorter one does not.

    Where the reader has joined two paragraphs over a page break, only one of them goes.
    """
    kept = list(map(fold, shorter.reading_order()))
    lost = Counter(map(fold, letter.reading_order())) - Counter(kept)
    whole = {squeeze(text): text for text in lost}
    units = []
    for unit in page.units:
        text = whole.get(squeeze(unit.text), "")
        if lost[text]:
            lost[text] -= 1
        else:
            units.append(unit)
    for text in list((+lost).elements()):
        [joined] = [number for number, unit in enumerate(units) if text in unit.text]
        units[joined] = replace(units[joined], text=units[joined].text.replace(text, "").strip())
    return replace(page, units=tuple(units))


def stated(page: Reading) -> Iterator[tuple[int, Value]]:
    """Every amount, date and account on a page, with the number of its unit."""
    for number, unit in enumerate(page.units):
        for value in find_stated(unit.text, is_row=unit.kind == ROW):
            yield number, value


def printed(page: Reading, number: int, value: Value) -> str:
    """A value as it stands on a page."""
    return page.units[number].text[value.start : value.end]


def with_value(page: Reading, number: int, value: Value, other: str) -> Reading:
    """A page, another value in one place."""
    unit = page.units[number]
    text = unit.text[: value.start] + other + unit.text[value.end :]
    units = (*page.units[:number], replace(unit, text=text), *page.units[number + 1 :])
    return replace(page, units=units)


def with_sentences(page: Reading, sentences: tuple[str, ...]) -> Reading:
    """A page, sentences added at the end of each part of it."""
    units: list[Unit] = []
    for number, unit in enumerate(page.units):
        units.append(unit)
        following = page.units[number + 1 : number + 2]
        if number and (not following or following[0].kind == HEADING):
            units += (Unit(PARAGRAPH, one, unit.page) for one in sentences)
    return replace(page, units=tuple(units))
