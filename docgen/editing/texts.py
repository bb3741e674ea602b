r"""Turn a clause version into all it can say: its paragraphs and points, each with its line.

Values stay markers (`\ue000name\ue001`), because here no case is at hand. The text has loaded, so
its Markdown is known to be paragraphs, points, named blocks and bold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from jinja2 import nodes

from docgen.doctypes import Clause, Doctype, Form
from docgen.wording.compile import ENVIRONMENT
from docgen.wording.markdown import MARKER

_BLOCK: Final = re.compile(r"\[\[([a-z]+)\]\]")
_POINT: Final = re.compile(r"[-*+] ")
_ESCAPED: Final = re.compile(r"\\([^\w\s])")

Answers = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause: words or one value (`printed` is its name), perhaps in a branch.

    guard: the condition and the answer under which it is printed.
    """

    line: int
    text: str
    printed: str | None
    guard: tuple[str, bool] | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a point of a list, or a named block (then `block` is its name).

    heading: the bold words at its beginning, which are part of `text` too.
    """

    line: int
    text: str
    heading: str
    is_point: bool
    block: str | None

    @property
    def printed(self) -> frozenset[str]:
        """Give the names of all values it prints."""
        return frozenset(MARKER.findall(self.text))


@dataclass(frozen=True, slots=True)
class Variant:
    """What a clause says under some answers to the conditions inside it."""

    answers: Answers
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of one clause version; `forms` are those that share it."""

    clause: Clause
    forms: tuple[Form, ...]
    pieces: tuple[Piece, ...]
    variants: tuple[Variant, ...]

    @property
    def first_line(self) -> int:
        """Give the line of its first word."""
        return next(one.line for one in self.variants[0].units or self.pieces)

    def guards(self, piece: Piece) -> dict[str, bool]:
        """Give the answers without which a piece is not printed."""
        own = dict([piece.guard] if piece.guard else [])
        return {**own, **({self.clause.condition: True} if self.clause.condition else {})}


def texts_of(doctype: Doctype) -> tuple[Text, ...]:
    """Read every text of every clause version of a type, standard and carriers'."""
    return tuple(text for clause in doctype.versions() for text in _texts(clause))


def _texts(clause: Clause) -> Iterator[Text]:
    by_body: dict[str, list[Form]] = {}
    for form, body in clause.bodies.items():
        by_body.setdefault(body, []).append(form)
    for body, forms in by_body.items():
        pieces = tuple(_pieces(body, clause.first_line))
        asked = tuple(dict.fromkeys(one.guard[0] for one in pieces if one.guard))
        choices = (
            dict(zip(asked, given, strict=True))
            for given in product((True, False), repeat=len(asked))
        )
        variants = tuple(Variant(one, tuple(_units(pieces, one))) for one in choices)
        yield Text(clause, tuple(forms), pieces, variants)


def _pieces(body: str, first_line: int) -> Iterator[Piece]:
    for node in ENVIRONMENT.parse(body).body:
        match node:
            case nodes.If(test=nodes.Name() as test):
                for answer, branch in ((True, node.body), (False, node.else_)):
                    for inner in branch:
                        yield from _output(inner, first_line, (test.name, answer))
            case _:
                yield from _output(node, first_line, None)


def _output(node: nodes.Node, first_line: int, guard: tuple[str, bool] | None) -> Iterator[Piece]:
    for part in node.iter_child_nodes():
        line = first_line + part.lineno - 1
        if isinstance(part, nodes.TemplateData):
            yield Piece(line, part.data, None, guard)
        else:
            name = _name(part)
            yield Piece(line, f"\ue000{name}\ue001", name, guard)


def _name(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_name(node.node)}.{node.attr}"
        case nodes.Call(args=[nodes.Const() as clause]):
            return f"nummer.{clause.value}"
        case _:
            raise TypeError(type(node).__name__)


def _units(pieces: tuple[Piece, ...], answers: Answers) -> Iterator[Unit]:
    """Put lines together into paragraphs and points."""
    held: list[tuple[int, str]] = []
    for line, text in (*_lines(pieces, answers), (0, "")):
        begins = _POINT.match(text) is not None
        if held and (not text.strip() or begins):
            yield _unit(held)
            held = []
        if text.strip():
            held.append((line, text.strip()))


def _lines(pieces: tuple[Piece, ...], answers: Answers) -> Iterator[tuple[int, str]]:
    """Give each printed line with the line of the file on which its first word stands."""
    number, text = 0, ""
    for piece in pieces:
        if piece.guard and answers[piece.guard[0]] is not piece.guard[1]:
            continue
        for offset, part in enumerate(piece.text.split("\n")):
            if offset:
                yield number, text
                number, text = 0, ""
            if part.strip():
                number = number or piece.line + offset
            text += part
    yield number, text


def _unit(lines: list[tuple[int, str]]) -> Unit:
    text = " ".join(one.removesuffix("\\") for _, one in lines)
    block = _BLOCK.fullmatch(text)
    point = _POINT.match(text)
    text = text[point.end() :] if point else text
    heading = re.match(r"\*\*([^*]*)\*\*", text)
    return Unit(
        lines[0][0],
        _ESCAPED.sub(r"\1", text.replace("**", "")),
        heading[1] if heading else "",
        is_point=point is not None,
        block=block[1] if block else None,
    )
