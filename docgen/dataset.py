"""Turn content files (YAML, front matter) into plain values, checked by schema, with file and line.

What lawyers edit is never half read: a problem is collected as a German sentence that starts with
`file:line`, and the caller stops the start when any was found. Dates and decimals stay text, so
that nothing is rounded or reinterpreted on the way.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from docgen.installation import BrokenInstallationError
from docgen.nearest import meant

_SCHEMAS: Final = (
    "borders",
    "carrier",
    "citations",
    "clause",
    "conditions",
    "doctype",
    "duties",
    "facts",
    "fixed_terms",
    "foreign_words",
    "further_forms",
    "kinds",
    "norms",
    "parameters",
    "readability",
    "roles",
    "statutes",
    "terms",
    "words",
)
# Content needs eight levels; Python gives up at some hundred.
_DEEPEST: Final = 50
_NO_YAML: Final = (
    "Die Datei ist kein gültiges YAML. Meist ist es eines davon: eine Einrückung, die nicht zu der "
    "Zeile darüber passt; ein Tabulator; ein Doppelpunkt, „#“ oder „{{“ in einem Text ohne "
    "Anführungszeichen; ein Anführungszeichen oder eine Klammer ohne Ende, oft schon weiter oben."
)


NO_DAY: Final = "„{}“ ist kein Datum (JJJJ-MM-TT)."
_DAY: Final = re.compile(r"[12]\d{3}-\d{2}-\d{2}")


class _NotMeantError(yaml.MarkedYAMLError):
    """Sound YAML that a content file may not hold; `problem` is the German sentence."""


class _Loader(yaml.SafeLoader):
    """YAML without guessing: no dates, no floats, no yes/no; a key twice is an error.

    It is a tree, not too deep, and every scalar is what its tag says; the error names the line.
    """

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            sentence = "Verweise („*“) sind hier nicht vorgesehen."
            raise _NotMeantError(problem=sentence, problem_mark=mark)
        if self._depth == _DEEPEST:
            sentence = "Die Datei ist zu tief verschachtelt."
            raise _NotMeantError(problem=sentence, problem_mark=mark)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError):  # such as an integer of 5,000 digits
            sentence = "Dieser Wert lässt sich nicht lesen."
            raise _NotMeantError(problem=sentence, problem_mark=node.start_mark) from None


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:float"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(slots=True)
class Problems:
    """Collects what is wrong with content files, in the order found, each thing once.

    unread: files of which nothing is known, because something in them is wrong; who looks for what
    they hold would tell things as missing that are there.
    """

    sentences: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, place: str, sentence: str) -> None:
        """Note one problem at `place` (file, or file and line)."""
        problem = f"{place}: {sentence}"
        if problem not in self.sentences:
            self.sentences.append(problem)


@dataclass(frozen=True, slots=True)
class Tree:
    """One content file: its value, and the line of every part of it."""

    name: str
    value: Any
    node: yaml.Node
    offset: int = 0

    def place(self, *path: str | int) -> str:
        """Name file and line of the value under `path`."""
        return self._place(self._node(path))

    def texts(self, *path: str | int) -> Iterator[tuple[str, str]]:
        """Yield every single value under `path` as written, with its file and line."""
        for node in _scalars(self._node(path)):
            yield self._place(node), node.value

    def _node(self, path: tuple[str | int, ...]) -> yaml.Node:
        """Find the value under `path`, or what of it there is."""
        node = self.node
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return node

    def _place(self, node: yaml.Node) -> str:
        return f"{self.name}:{node.start_mark.line + 1 + self.offset}"

    def line(self, *path: str | int) -> int:
        """Give the line of the value under `path`."""
        return int(self.place(*path).rpartition(":")[2])


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value)


def _impossible_days(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Yield what is written like a day and is none, with its line (from 1)."""
    if isinstance(node, yaml.ScalarNode) and _DAY.fullmatch(node.value):
        try:
            date.fromisoformat(node.value)
        except ValueError:
            yield node.value, node.start_mark.line + 1
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for below in part if isinstance(part, tuple) else (part,):
            yield from _impossible_days(below)


def parse_yaml(
    text: str, name: str, validator: Draft202012Validator, problems: Problems, *, offset: int = 0
) -> Tree | None:
    """Read YAML text; None when anything is wrong with it (then `problems` says what).

    `offset` is the number of lines before the text in its file.
    """
    tree = _parsed(text, name, validator, problems, offset)
    if tree is None:
        problems.unread.append(name)
    return tree


def _parsed(
    text: str, name: str, validator: Draft202012Validator, problems: Problems, offset: int
) -> Tree | None:
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 + offset if error.problem_mark else 1
        not_meant = error.problem if isinstance(error, _NotMeantError) else None
        problems.add(f"{name}:{line}", not_meant or _NO_YAML)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 + offset
        problems.add(f"{name}:{line}", "Die Datei ist kein gültiges YAML (unzulässiges Zeichen).")
        return None
    if node is None:
        problems.add(f"{name}:{1 + offset}", "Die Datei ist leer.")
        return None
    tree = Tree(name, value, node, offset)
    repeated = list(_repeated_keys(node))
    for key, line in repeated:
        problems.add(f"{name}:{line + offset}", f"„{key}“ steht zweimal.")
    errors = sorted(validator.iter_errors(value), key=lambda one: list(map(str, one.path)))
    for wrong in errors:
        problems.add(_place(tree, wrong), _sentence(wrong))
    if errors:  # nobody else will read the days of this file
        for day, line in _impossible_days(node):
            problems.add(f"{name}:{line + offset}", NO_DAY.format(day))
    return None if errors or repeated else tree


def read_yaml(
    root: Path, relative: str, validator: Draft202012Validator, problems: Problems
) -> Tree | None:
    """Read one YAML file below a content root; see `parse_yaml`."""
    try:
        text = (root / relative).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        problems.add(relative, "Die Datei fehlt oder ist nicht in UTF-8 geschrieben.")
        problems.unread.append(relative)
        return None
    return parse_yaml(text, relative, validator, problems)


def read_parted(
    root: Path, name: str, validator: Draft202012Validator, problems: Problems
) -> Mapping[str, tuple[Any, Tree]]:
    """Read `<name>.yaml` and every file of the folder `<name>/`: parts of one mapping.

    Gives each entry with the file it stands in; no two files may hold the same.
    """
    files = [
        Path(f"{name}.yaml"),
        *(one.relative_to(root) for one in sorted_files(root / name, "*.yaml")),
    ]
    entries: dict[str, tuple[Any, Tree]] = {}
    for file in files:
        tree = read_yaml(root, file.as_posix(), validator, problems)
        if tree is None:
            continue
        for key, value in tree.value.items():
            if key in entries:
                problems.add(
                    tree.place(key), f"„{key}“ gibt es schon: {entries[key][1].place(key)}."
                )
            else:
                entries[key] = (value, tree)
    return entries


def _place(tree: Tree, error: ValidationError) -> str:
    """Name the line of what is wrong: of the key itself where the key is."""
    keys: list[Any] = []
    if error.validator == "additionalProperties":
        keys = _unknown(error)
    elif "propertyNames" in error.absolute_schema_path:
        keys = [error.instance]
    return tree.place(*error.absolute_path, *keys[:1])


def _unknown(error: ValidationError) -> list[str]:
    found: Any = error.instance
    return [str(name) for name in found if name not in _known(error)]


def _known(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    return list(schema["properties"])


def _right(error: ValidationError) -> str:
    """Show how it would be right; the schema has the examples."""
    schema: Any = error.schema
    examples = " oder ".join(f"„{one}“" for one in schema.get("examples", ()))
    return f" Richtig ist zum Beispiel {examples}." if examples else ""


def _sentence(error: ValidationError) -> str:
    where = "/".join(map(str, error.absolute_path))
    return (f"Bei „{where}“: " if where else "") + _detail(error)


def _detail(error: ValidationError) -> str:
    rule: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "required":
            missing = [name for name in rule if name not in found]
            return f"Es fehlt {', '.join(missing)}."
        case "additionalProperties":
            unknown = _unknown(error)
            free = [name for name in _known(error) if name not in found]
            return f"Hier ist {', '.join(unknown)} unbekannt.{meant(unknown[0], free)}"
        case "enum":
            return f"Möglich ist hier nur: {', '.join(map(str, rule))}."
        case "const":
            return f"Möglich ist hier nur: {rule}."
        case "pattern":
            return f"„{found}“ ist hier nicht richtig geschrieben.{_right(error)}"
        case "minItems" | "minLength":
            return "Hier steht nichts."
        case "type":
            return "Hier steht etwas von falscher Art."
        case "oneOf" | "anyOf" if error.context:
            return _detail(min(error.context, key=lambda one: -len(one.absolute_path)))
        case _:
            return "Das entspricht nicht der Vorgabe."


def load_validators(
    folder: Path, names: Sequence[str] = _SCHEMAS
) -> Mapping[str, Draft202012Validator]:
    """Read the schemas of content files, one `<name>.schema.json` each, by name: all unless named.

    Errors: BrokenInstallationError with every schema that is missing or none.
    """
    validators, problems = {}, Problems()
    for name in names:
        place = f"schemas/data/{name}.schema.json"
        try:
            schema = json.loads((folder / f"{name}.schema.json").read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
        except OSError:
            problems.add(place, "Die Datei fehlt oder ist nicht lesbar.")
        except (ValueError, RecursionError, SchemaError):
            problems.add(place, "Das Schema ist beschädigt.")
        else:
            validators[name] = Draft202012Validator(schema)
    if problems.sentences:
        raise BrokenInstallationError(*problems.sentences)
    return validators


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Part `---` front matter from the body; also give the line on which the body starts (from 0).

    Errors: ValueError when there is no front matter.
    """
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        raise ValueError("no front matter")
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1
    raise ValueError("front matter does not end")


def sorted_files(folder: Path, pattern: str) -> Sequence[Path]:
    """List files in an order that does not depend on the machine."""
    return sorted(folder.glob(pattern), key=lambda path: path.as_posix())
