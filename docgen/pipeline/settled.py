"""Hints that a person has judged, and that stay silent until what they were about changes."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from docgen.case import Case, thawed
from docgen.findings import Finding, finding

_LIST: Final = "bestaetigte_hinweise"
_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Settled:
    """A hint that somebody judged: why it does not matter, who says so, and when (ISO 8601)."""

    hint: Finding
    reason: str
    person: str
    day: str


@dataclass(frozen=True, slots=True)
class Judged:
    """All findings of a case, those that are settled apart."""

    open: tuple[Finding, ...]
    settled: tuple[Settled, ...]


def judge(findings: Iterable[Finding], case: Case, title: str) -> Judged:
    """Part the settled hints of a case from everything that is still open.

    title: German title of the list of settled hints. An entry whose hint is still there but says
    something else is told.
    """
    entries = tuple(_entries(case))
    by_hint = {(one["code"], one["pointer"], one["stand"]): one for _, one in entries}
    open_: list[Finding] = []
    settled: list[Settled] = []
    for one in findings:
        told = one if one.is_error else replace(one, stand=stand_of(one, case))
        entry = by_hint.get((told.code, told.pointer, told.stand))
        if entry is None:
            open_.append(told)
        else:
            settled.append(Settled(told, entry["grund"], entry["bestaetigt_von"], entry["am"]))
    changed = {(one.code, one.pointer) for one in open_}
    open_ += (
        finding("hinweis.wieder_offen", place, title=title)
        for place, entry in entries
        if (entry["code"], entry["pointer"]) in changed
    )
    return Judged(tuple(open_), tuple(settled))


def settle(case: Case, hint: Finding, *, reason: str, person: str, day: str) -> bytes:
    """Write the case file anew with one hint settled; an older entry about it is replaced.

    hint: as `judge` left it open. day: ISO 8601; nothing is checked here, reading does that.
    """
    known = {"code": hint.code, "pointer": hint.pointer, "stand": hint.stand}
    entry = known | {"grund": reason, "bestaetigt_von": person, "am": day}
    values = case.thawed()
    others = [
        one
        for one in values.get(_LIST, ())
        if (one["code"], one["pointer"]) != (hint.code, hint.pointer)
    ]
    return json.dumps({**values, _LIST: [*others, entry]}, ensure_ascii=False, indent=2).encode()


def reopen(case: Case, hint: Finding) -> bytes:
    """Write the case file anew without the judgement of one hint; it is open again.

    hint: as `judge` found it settled.
    """
    values = case.thawed()
    kept = [
        one
        for one in values.pop(_LIST, ())
        if (one["code"], one["pointer"]) != (hint.code, hint.pointer)
    ]
    left = {**values, _LIST: kept} if kept else values
    return json.dumps(left, ensure_ascii=False, indent=2).encode()


def stand_of(hint: Finding, case: Case) -> str:
    """Name what a hint was said about: its sentence and the value beneath it, hashed."""
    about = [hint.code, hint.message, hint.norm, thawed(case.get(hint.pointer))]
    spelled = json.dumps(about, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(spelled.encode()).hexdigest()[:_LENGTH]


def _entries(case: Case) -> Iterator[tuple[str, Mapping[str, str]]]:
    for place in case.items(f"/{_LIST}"):
        entry = case.get(place)
        if isinstance(entry, Mapping):
            yield place, entry
