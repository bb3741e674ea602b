"""Turn the vocabulary schema into fields: titled, ordered, found by JSON pointer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from docgen.case.pointers import split

if TYPE_CHECKING:
    from referencing._core import Resolver

_MAX_DEPTH: Final = 32
_LAST: Final = 1_000_000
_NOTHING: Final = partial(MappingProxyType[str, "Field"], {})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the case file as the schema describes it.

    kind: JSON type (`object`, `array`, `string`, `integer`, `boolean`), empty where none is named.
    is_shared: its members are described once for several fields (an address), so that their titles
    make sense only together with this one's.
    description: what belongs here, in German.
    spelling: the schema's `format` (`date`, `geld`, `dezimal`), empty where there is none.
    members: by name, in the order of the schema. patterns: members whose names follow a pattern.
    item: what an array holds.
    """

    title: str
    kind: str = ""
    description: str = ""
    spelling: str = ""
    example: Any = None
    choices: tuple[str, ...] = ()
    is_shared: bool = False
    members: Mapping[str, "Field"] = field(default_factory=_NOTHING)
    patterns: tuple[tuple[str, "Field"], ...] = ()
    item: "Field | None" = None

    def below(self, token: str) -> "Field | None":
        """Give the field one step below, None where the schema knows none."""
        if self.item is not None:
            return self.item if re.fullmatch(r"[0-9]{1,7}", token) else None
        if token in self.members:
            return self.members[token]
        return next((one for pattern, one in self.patterns if re.search(pattern, token)), None)

    def path(self, pointer: str) -> Iterator[tuple[str, "Field", "Field"]]:
        """Yield token, holder and field for each known step of a pointer."""
        holder = self
        for token in split(pointer):
            step = holder.below(token)
            if step is None:
                return
            yield token, holder, step
            holder = step

    def at(self, pointer: str) -> "Field | None":
        """Give the field at a pointer, None where the schema knows none."""
        steps = list(self.path(pointer))
        if len(steps) < len(split(pointer)):
            return None
        return steps[-1][2] if steps else self

    def title_at(self, pointer: str) -> str:
        """Give the German title at a pointer, or that of the nearest known field above.

        `/leistungen/1/umfang/menge` is "Leistung 2: Umfang: Menge".
        """
        title, prefix = self.title, ""
        for token, holder, step in self.path(pointer):
            own = step.title
            if holder.item is not None:
                own = f"{own} {int(token) + 1}"
            elif token not in holder.members:
                own = f"{own} „{token}“"
            title = f"{prefix}: {own}" if prefix else own
            if holder.item is not None or step.is_shared:
                prefix = title
        return title

    def order(self, pointer: str) -> tuple[int, ...]:
        """Give the sort key that puts pointers into the order of the schema, unknown ones last."""
        ranks = []
        for token, holder, _ in self.path(pointer):
            names = list(holder.members)
            number = int(token) if holder.item is not None else _LAST
            ranks.append(names.index(token) if token in names else number)
        return (*ranks, *(_LAST for _ in range(len(split(pointer)) - len(ranks))))


def describe(schema: Mapping[str, Any], resolver: "Resolver[Any]", depth: int = 0) -> Field:
    """Describe a schema and everything below it; `$ref` and `allOf` are followed.

    Errors: RecursionError when the schema refers to itself.
    """
    if depth > _MAX_DEPTH:
        raise RecursionError
    parts = list(_parts(schema, resolver))
    members: dict[str, Field] = {}
    patterns: dict[str, Field] = {}
    item = None
    for part, own in parts:
        for name, below in part.get("properties", {}).items():
            members.setdefault(name, describe(below, own, depth + 1))
        for pattern, below in part.get("patternProperties", {}).items():
            patterns.setdefault(pattern, describe(below, own, depth + 1))
        if item is None and isinstance(part.get("items"), dict):
            item = describe(part["items"], own, depth + 1)
    example = next(iter(_first(parts, "examples", [])), None)
    if "$ref" in schema and isinstance(example, dict):
        # What is described once for several fields is exemplified by the field at hand.
        shown = {name: one for name, one in members.items() if name in example}
        members |= {name: replace(one, example=example[name]) for name, one in shown.items()}
    return Field(
        title=_first(parts, "title", ""),
        kind=_first(parts, "type", ""),
        description=_first(parts, "description", ""),
        spelling=_first(parts, "format", ""),
        example=example,
        choices=tuple(_first(parts, "enum", ())),
        is_shared="$ref" in schema and bool(members),
        members=MappingProxyType(members),
        patterns=tuple(patterns.items()),
        item=item,
    )


def _parts(
    schema: Mapping[str, Any], resolver: "Resolver[Any]", depth: int = 0
) -> Iterator[tuple[Mapping[str, Any], "Resolver[Any]"]]:
    """Yield the schema and what it is made of, nearest first."""
    if depth > _MAX_DEPTH:
        raise RecursionError
    yield schema, resolver
    if "$ref" in schema:
        found = resolver.lookup(schema["$ref"])
        yield from _parts(found.contents, found.resolver, depth + 1)
    for part in schema.get("allOf", ()):
        yield from _parts(part, resolver, depth + 1)


def _first(parts: list[tuple[Mapping[str, Any], Any]], keyword: str, default: Any) -> Any:  # noqa: ANN401
    return next((part[keyword] for part, _ in parts if keyword in part), default)
