"""Turn `law/conditions.yaml` into named questions that are answered once per letter.

An expression knows the names of facts, text, numbers, comparison, `and`, `or`, `not`, `in` and
`is stated`. Comparing a fact that may not be stated needs `… is stated and …` before it; otherwise
the content does not load.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jsonschema import Draft202012Validator

from docgen.dataset import Problems, read_parted
from docgen.facts.vocabulary import RESERVED, Vocabulary
from docgen.nearest import meant
from docgen.obligations import ValueKind

_ALLOWED: Final = (
    nodes.Name,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Test,
    nodes.List,
    nodes.Tuple,
)

_LOOKS: Final = {
    ValueKind.DATE: "day",
    ValueKind.MONEY: "number",
    ValueKind.NUMBER: "number",
}

_ENVIRONMENT: Final = ImmutableSandboxedEnvironment()
_ENVIRONMENT.tests = {"stated": lambda value: value is not None}


@dataclass(frozen=True, slots=True)
class Conditions:
    """Every condition: its German sentence, its compiled question, and what that was made from."""

    sentences: Mapping[str, str]
    questions: Mapping[str, Callable[..., Any]]
    expressions: Mapping[str, str]

    def answer(self, values: Mapping[str, Any]) -> dict[str, bool]:
        """Answer every condition over the values of all facts (None: not stated)."""
        return {name: bool(question(**values)) for name, question in self.questions.items()}


def load_conditions(
    root: Path,
    vocabulary: Vocabulary,
    schemas: Mapping[str, Draft202012Validator],
    problems: Problems,
) -> Conditions:
    """Read and compile the conditions below a content root; none where no fact could be read.

    They stand in `law/conditions.yaml`; more may stand in files of `law/conditions/`.
    """
    rows = read_parted(root, "law/conditions", schemas["conditions"], problems)
    sentences, questions, expressions = {}, {}, {}
    for name, (row, tree) in rows.items() if vocabulary else ():
        place = tree.place(name, "ausdruck")
        if name in vocabulary or name in RESERVED:
            problems.add(place, f"„{name}“ heißt schon ein Fakt.")
        faults, question = _compile(row["ausdruck"], vocabulary)
        for sentence in faults:
            problems.add(place, sentence)
        sentences[name] = row["satz"]
        questions[name] = question
        expressions[name] = row["ausdruck"]
    return Conditions(sentences, questions, expressions)


def _compile(expression: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], Callable[..., Any]]:
    try:
        faults = tuple(_faults(_ENVIRONMENT.parse("{{ " + expression + " }}"), vocabulary))
        return faults, _ENVIRONMENT.compile_expression(expression)
    except (TemplateSyntaxError, ValueError, RecursionError):  # all that Jinja trips over
        return (f"„{expression:.60}“ ist kein gültiger Ausdruck.",), bool


def _faults(template: nodes.Template, vocabulary: Vocabulary) -> Iterator[str]:
    outputs = [node for output in template.find_all(nodes.Output) for node in output.nodes]
    if len(outputs) != 1:
        yield "Hier darf nur ein Ausdruck stehen."
        return
    expression = outputs[0]
    for node in (expression, *expression.find_all(nodes.Node)):
        if not isinstance(node, _ALLOWED):
            yield f"„{type(node).__name__}“ ist in Bedingungen nicht vorgesehen."
        elif isinstance(node, nodes.Name) and node.name not in vocabulary:
            yield f"Den Fakt „{node.name}“ gibt es nicht.{meant(node.name, vocabulary)}"
        elif isinstance(node, nodes.Test) and (node.args or node.kwargs):
            yield "Hinter „is stated“ steht nichts weiter."
        elif isinstance(node, nodes.Compare) and len(_looks(node, vocabulary)) > 1:
            yield "Hier wird Ungleiches verglichen: ein Tag, eine Zahl oder ein Text."
    yield from _unguarded(expression, frozenset())


def _looks(comparison: nodes.Compare, vocabulary: Vocabulary) -> set[str]:
    """What is compared: days, numbers or texts; more than one cannot be compared."""
    looks = set()
    for node in comparison.find_all((nodes.Name, nodes.Const)):
        if isinstance(node, nodes.Name):
            plan = vocabulary.get(node.name)
            looks.add(_LOOKS.get(plan.kind, "text") if plan and plan.kind else "list")
        elif isinstance(node, nodes.Const):
            looks.add("text" if isinstance(node.value, str) else "number")
    return looks


def _unguarded(node: nodes.Node, stated: frozenset[str]) -> Iterator[str]:
    match node:
        case nodes.And():
            yield from _unguarded(node.left, stated)
            yield from _unguarded(node.right, stated | _stated_by(node.left))
        case nodes.Compare():
            for name in {name.name for name in node.find_all(nodes.Name)} - stated:
                yield f"Vor dem Vergleich fehlt: „{name} is stated and …“."
        case _:
            for child in node.iter_child_nodes():
                yield from _unguarded(child, stated)


def _stated_by(node: nodes.Node) -> frozenset[str]:
    match node:
        case nodes.And():
            return _stated_by(node.left) | _stated_by(node.right)
        case nodes.Test(name="stated", node=nodes.Name() as fact):
            return frozenset({fact.name})
        case _:
            return frozenset()
