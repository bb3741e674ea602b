"""What does the expression of a condition speak of? It has loaded, so its form is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

from jinja2 import Environment, nodes

_PARSER: Final = Environment(autoescape=True)


@cache
def facts_of(expression: str) -> frozenset[str]:
    """Name the facts an expression speaks of."""
    return frozenset(node.name for node in _parsed(expression).find_all(nodes.Name))


@cache
def equal_in(expression: str) -> tuple[frozenset[str], ...]:
    """Name the facts that have one value wherever an expression is true, as pairs."""
    (output,) = _parsed(expression).find_all(nodes.Output)
    return tuple(_equal(output.nodes[0]))


def _equal(node: nodes.Node) -> Iterator[frozenset[str]]:
    match node:
        case nodes.And():
            yield from _equal(node.left)
            yield from _equal(node.right)
        case nodes.Compare(
            expr=nodes.Name() as one, ops=[nodes.Operand(op="eq", expr=nodes.Name() as other)]
        ):
            yield frozenset({one.name, other.name})


@dataclass(frozen=True, slots=True)
class Compared:
    """What a fact is compared with anywhere."""

    texts: tuple[str, ...] = ()
    numbers: tuple[Decimal, ...] = ()
    with_facts: bool = False


NOTHING: Final = Compared()


@cache
def _parsed(expression: str) -> nodes.Template:
    return _PARSER.parse("{{ " + expression + " }}")


@cache
def compared(expressions: tuple[str, ...]) -> Mapping[str, Compared]:
    """Tell what each fact is compared with in any of the expressions."""
    found: dict[str, list[tuple[list[Any], bool]]] = {}
    for expression in expressions:
        for node in _parsed(expression).find_all(nodes.Compare):
            names = {one.name for one in node.find_all(nodes.Name)}
            constants = [one.value for one in node.find_all(nodes.Const)]
            for name in names:
                found.setdefault(name, []).append((constants, len(names) > 1))
    return {
        name: Compared(
            tuple(dict.fromkeys(c for cs, _ in rows for c in cs if isinstance(c, str))),
            tuple(
                dict.fromkeys(
                    Decimal(str(c)) for cs, _ in rows for c in cs if not isinstance(c, str)
                )
            ),
            any(with_facts for _, with_facts in rows),
        )
        for name, rows in found.items()
    }
