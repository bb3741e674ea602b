"""Objects of a stranger's PDF without surprises: what is of another kind is as good as absent."""

from collections.abc import Iterator
from decimal import Decimal

import pikepdf

Key = tuple[int, int]
"""Number and generation of an indirect object; what is written in place has none."""

_MAX_DEPTH = 32


def entry(holder: object, name: str) -> object:
    """Give an entry of a dictionary or stream; None if there is none."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return holder.get(name)
    return None


def items(value: object) -> list[object]:
    """Give the members of an array, the value itself if it is none, nothing for None."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value: object) -> str:
    """Give a name without its slash; empty if it is no name."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: object) -> str:
    """Give a text string; empty if it is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def whole(value: object, otherwise: int) -> int:
    """Give an integer, or what stands for it where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def number(value: object) -> float:
    """Give a number; 0 if it is none."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def key(value: object) -> Key | None:
    """Give number and generation of an indirect object; None if it is none."""
    if not isinstance(value, pikepdf.Object) or not value.is_indirect:
        return None
    return value.objgen


def leaves(node: object, kind: str, depth: int = 0) -> Iterator[tuple[object, object]]:
    """Yield keys and values of a name tree (`/Names`) or number tree (`/Nums`)."""
    if depth > _MAX_DEPTH:
        return
    pairs = items(entry(node, kind))
    yield from zip(pairs[::2], pairs[1::2], strict=False)
    for kid in items(entry(node, "/Kids")):
        yield from leaves(kid, kind, depth + 1)
