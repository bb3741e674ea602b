"""Turn plain JSON values into a frozen case that tells what can be relied on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from docgen.case.pointers import join, split
from docgen.findings import Finding

_PLAIN_DECIMAL: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,6}")
_ABSENT: Final = object()


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One case file, read-only. All pointers are JSON pointers (RFC 6901).

    digest: SHA-256 of the bytes it was read from, hexadecimal. Its repr shows nothing else.
    """

    digest: str
    _values: Any = field(repr=False)
    _unsound: frozenset[str] = field(repr=False)

    @classmethod
    def freeze(cls, values: Mapping[str, Any], findings: Iterable[Finding], digest: str) -> "Case":
        """Make the case of plain JSON values; places with findings must not be relied on."""
        return cls(digest, _frozen(values), frozenset(one.pointer for one in findings))

    def is_sound(self, pointer: str) -> bool:
        """Tell whether no structural finding stands at, above or below a place."""
        return not any(
            _covers(unsound, pointer) or _covers(pointer, unsound) for unsound in self._unsound
        )

    def get(self, pointer: str) -> Any | None:  # noqa: ANN401
        """Give a value, None when it is not stated or not sound.

        Objects are read-only mappings, arrays are tuples.
        """
        value = self._at(pointer)
        return value if value is not _ABSENT and self.is_sound(pointer) else None

    def date(self, pointer: str) -> date | None:
        """Give a day, None when it is not stated or not sound.

        Errors: ValueError when that place holds something else than a day.
        """
        value = self.get(pointer)
        if value is None:
            return None
        if not isinstance(value, str):
            raise ValueError(f"{pointer} holds no date")  # noqa: TRY004
        return date.fromisoformat(value)

    def decimal(self, pointer: str) -> Decimal | None:
        """Give an amount, rate or whole number, None when it is not stated or not sound.

        Errors: ValueError when that place holds something else, also a fraction such as 52/12.
        """
        value = self.get(pointer)
        if value is None:
            return None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Decimal(value)
        if isinstance(value, str) and _PLAIN_DECIMAL.fullmatch(value):
            return Decimal(value)
        raise ValueError(f"{pointer} holds no decimal")

    def items(self, pointer: str) -> tuple[str, ...]:
        """Give the pointers of an array's elements; empty when it is not stated.

        Elements that are not sound are among them, so that they keep their numbers; only when the
        array itself or something above it has a finding there are none.
        """
        value = self._at(pointer)
        if not isinstance(value, tuple) or any(_covers(one, pointer) for one in self._unsound):
            return ()
        return tuple(join(pointer, index) for index in range(len(value)))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield pointer and string for every string of the case, sound or not."""
        yield from _texts(self._values, "")

    def thawed(self) -> dict[str, Any]:
        """Give the plain JSON values as they were read, sound or not; a new copy."""
        values: dict[str, Any] = thawed(self._values)
        return values

    def _at(self, pointer: str) -> Any:  # noqa: ANN401
        value = self._values
        for token in split(pointer):
            if isinstance(value, MappingProxyType):
                value = value.get(token, _ABSENT)
            elif isinstance(value, tuple) and _INDEX.fullmatch(token) and int(token) < len(value):
                value = value[int(token)]
            else:
                return _ABSENT
        return value


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the case and every structural finding, in the order of the schema.

    `case` is None only when the bytes are no JSON object. With findings it is there all the same,
    so that everything that is sound can be checked further.
    """

    case: Case | None
    findings: tuple[Finding, ...]


def _covers(upper: str, lower: str) -> bool:
    return lower == upper or lower.startswith(f"{upper}/")


def _frozen(value: Any) -> Any:  # noqa: ANN401
    match value:
        case Mapping():
            return MappingProxyType({name: _frozen(item) for name, item in value.items()})
        case list():
            return tuple(_frozen(item) for item in value)
        case _:
            return value


def thawed(value: Any) -> Any:  # noqa: ANN401
    """Give a new copy of a value of a case as plain JSON values."""
    match value:
        case Mapping():
            return {name: thawed(item) for name, item in value.items()}
        case tuple():
            return [thawed(item) for item in value]
        case _:
            return value


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield pointer, value
        case Mapping():
            for name, item in value.items():
                yield from _texts(item, join(pointer, name))
        case tuple():
            for index, item in enumerate(value):
                yield from _texts(item, join(pointer, index))
        case _:
            pass
