"""Turn the folder `law/` into the norms, numbers, terms and words that hold for a letter.

Three days decide, named once here: every dated row says which of them it follows. A row holds from
its `ab` to its `bis` (both inclusive), or to the day before the next row of the same entry.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from jsonschema import Draft202012Validator

from docgen.dataset import NO_DAY, Problems, Tree, read_parted, read_yaml, sorted_files

T = TypeVar("T")

_GROUND: Final = "leistung_"
_FOLDERS: Final[Mapping[str, tuple[str, Any]]] = {
    "parameters": ("wert", Decimal),
    "words": ("woerter", tuple),
}
"""Folders of several files: the key of their values, and what those are read as."""


class Axis(StrEnum):
    """Which day of a case a dated row follows."""

    LEISTUNG = "leistung"
    """First day of the benefit (of the slice): substantive law."""
    VERFAHREN = "verfahren"
    """Day of the decision or letter: form and procedure."""
    BEKANNTGABE = "bekanntgabe"
    """Day the letter is made known; the day of the letter stands for it until that is known."""


@dataclass(frozen=True, slots=True)
class Axes:
    """The three days of one letter."""

    leistung: date
    verfahren: date
    bekanntgabe: date

    def day(self, axis: Axis) -> date:
        """Give the day of one axis."""
        match axis:
            case Axis.LEISTUNG:
                return self.leistung
            case Axis.VERFAHREN:
                return self.verfahren
            case Axis.BEKANNTGABE:
                return self.bekanntgabe


class LawGapError(LookupError):
    """No row holds on that day. `entry` names it by its German title."""

    def __init__(self, entry: str, day: date) -> None:
        """Keep what was asked for."""
        super().__init__(f"{entry}: nothing holds on {day}")
        self.entry = entry
        self.day = day


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """One value with its validity (both days inclusive) and its source."""

    value: T
    valid_from: date
    valid_until: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Tell whether the row is in force that day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """Everything one name has meant, in order of time."""

    name: str
    title: str
    axis: Axis
    rows: tuple[Row[T], ...]

    def starts(self) -> tuple[date, ...]:
        """Give the first day of each row."""
        return tuple(row.valid_from for row in self.rows)

    def on(self, day: date) -> Row[T]:
        """Give the row in force on that day.

        Errors: LawGapError when none is.
        """
        for row in reversed(self.rows):
            if row.holds_on(day):
                return row
        raise LawGapError(self.title, day)


@dataclass(frozen=True, slots=True)
class Border:
    """The first day of another law of benefits as a whole.

    parts: whether a grant may not reach over it. source: the statute that says so.
    """

    day: date
    title: str
    parts: bool
    source: str


@dataclass(frozen=True, slots=True)
class Law:
    """All norms (citations), parameters (numbers), terms and lists of words, by name.

    borders: in order of time. statutes: full name by the short name letters use.
    """

    norms: Mapping[str, Entry[str]]
    parameters: Mapping[str, Entry[Decimal]]
    terms: Mapping[str, Entry[Mapping[str, str]]]
    words: Mapping[str, Entry[tuple[str, ...]]]
    borders: tuple[Border, ...] = ()
    statutes: Mapping[str, str] = field(default_factory=dict)

    def turns(self, axes: Container[Axis]) -> Iterator[date]:
        """Yield each day on which an entry that follows one of these axes changes.

        The day on which one begins changes no letter: only a clause that prints it would.
        """
        for entry in self._entries():
            if entry.axis in axes:
                yield from entry.starts()[1:]

    def starts(self) -> Iterator[tuple[date, ...]]:
        """Yield for each entry the first days of its rows."""
        yield from (entry.starts() for entry in self._entries())

    def _entries(self) -> Iterator[Entry[Any]]:
        for entries in (self.norms, self.parameters, self.terms, self.words):
            yield from entries.values()

    def borders_within(self, start: date, end: date | None) -> tuple[Border, ...]:
        """Give the borders inside a grant (both days inclusive); of one without end the first."""
        met = tuple(one for one in self.borders if start < one.day)
        return met[:1] if end is None else tuple(one for one in met if one.day <= end)

    def grounds(self) -> dict[str, Entry[str]]:
        """Give the norms that grant a service, by the key a case names them with."""
        return {
            name.removeprefix(_GROUND): entry
            for name, entry in self.norms.items()
            if name.startswith(_GROUND)
        }

    def for_letter(self, axes: Axes) -> "LetterLaw":
        """Give the law as it holds for one letter."""
        return LetterLaw(self, axes)


@dataclass(frozen=True, slots=True)
class LetterLaw:
    """The law of one letter: every entry on the day of its own axis.

    Errors: each method raises LawGapError when nothing holds on that day, KeyError for a name
    that does not exist.
    """

    law: Law
    axes: Axes

    def norm(self, name: str) -> str:
        """Give a citation."""
        return self._value(self.law.norms[name])

    def parameter(self, name: str) -> Decimal:
        """Give a number."""
        return self._value(self.law.parameters[name])

    def term(self, name: str) -> Mapping[str, str]:
        """Give the forms of a word."""
        return self._value(self.law.terms[name])

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of words, in lower case."""
        return self._value(self.law.words[name])

    def _value(self, entry: Entry[T]) -> T:
        return entry.on(self.axes.day(entry.axis)).value


def load_law(root: Path, schemas: Mapping[str, Draft202012Validator], problems: Problems) -> Law:
    """Read the folder `law` below a content root, but for facts, conditions and duties.

    Norms, terms and names of statutes stand in `law/norms.yaml` and so on; more may stand in files
    of the folders `law/norms/` and so on.
    """
    norms = read_parted(root, "law/norms", schemas["norms"], problems)
    terms = read_parted(root, "law/terms", schemas["terms"], problems)
    statutes = read_parted(root, "law/gesetze", schemas["statutes"], problems)
    return Law(
        _entries(norms, "text", str, problems),
        _folder(root, "parameters", schemas, problems),
        _entries(terms, "formen", dict, problems),
        _folder(root, "words", schemas, problems),
        _borders(read_yaml(root, "law/grenzen.yaml", schemas["borders"], problems), problems),
        {short: name for short, (name, _) in statutes.items()},
    )


def _folder(
    root: Path, folder: str, schemas: Mapping[str, Draft202012Validator], problems: Problems
) -> dict[str, Entry[Any]]:
    key, kind = _FOLDERS[folder]
    found: dict[str, Entry[Any]] = {}
    for path in sorted_files(root / "law" / folder, "*.yaml"):
        tree = read_yaml(root, path.relative_to(root).as_posix(), schemas[folder], problems)
        rows = {name: (row, tree) for name, row in tree.value.items()} if tree else {}
        for name, entry in _entries(rows, key, kind, problems).items():
            if name in found:
                problems.add(str(tree and tree.place(name)), f"„{name}“ gibt es schon.")
            found[name] = entry
    return found


def _borders(tree: Tree | None, problems: Problems) -> tuple[Border, ...]:
    borders = (
        tuple(
            Border(
                parse_day(row["tag"], tree.place(number, "tag"), problems),
                row["titel"],
                row["laufzeit"] == "getrennt",
                row["quelle"],
            )
            for number, row in enumerate(tree.value)
        )
        if tree
        else ()
    )
    return tuple(sorted(borders, key=lambda one: one.day))


def _entries(
    found: Mapping[str, tuple[Any, Tree]],
    key: str,
    kind: Any,  # noqa: ANN401
    problems: Problems,
) -> dict[str, Entry[Any]]:
    entries = {}
    for name, (data, tree) in found.items():
        place = partial(tree.place, name, "fassungen")
        rows = dated_rows(data["fassungen"], key, kind, place, problems)
        entries[name] = Entry(name, data["titel"], Axis(data["achse"]), rows)
    return entries


def dated_rows(
    versions: list[dict[str, Any]],
    key: str,
    kind: Any,  # noqa: ANN401
    place: Callable[..., str],
    problems: Problems,
) -> tuple[Row[Any], ...]:
    """Read dated rows in order of time; an open row ends the day before the next begins.

    place gives file and line of a row by its number, and of a key of it. Where a day is none, there
    are no rows: what follows from it could only mislead.
    """
    days = [
        [
            parse_day(version[end], place(number, end), problems) if end in version else None
            for end in ("ab", "bis")
        ]
        for number, version in enumerate(versions)
    ]
    if any(date.min in ends for ends in days):
        return ()
    starts = [start for start, _ in days if start is not None]
    for number, (before, start) in enumerate(pairwise(starts), start=1):
        if start <= before:
            sentence = "Die Fassungen stehen nicht in der Reihenfolge ihrer Daten."
            problems.add(place(number), sentence)
    rows = []
    for number, (version, start, (_, until)) in enumerate(zip(versions, starts, days, strict=True)):
        following = starts[number + 1] if number + 1 < len(starts) else None
        if following is not None and until is not None and until >= following:
            problems.add(place(number + 1), "Zwei Fassungen überschneiden sich.")
        if until is not None and until < start:
            problems.add(place(number), "Eine Fassung endet, bevor sie beginnt.")
        eve = None if following is None else following - timedelta(days=1)
        rows.append(Row(kind(version[key]), start, until or eve, version["quelle"]))
    return tuple(rows)


def parse_day(text: str, place: str, problems: Problems) -> date:
    """Read an ISO date; a wrong one is a problem and read as the first day of time."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(place, NO_DAY.format(text))
        return date.min
