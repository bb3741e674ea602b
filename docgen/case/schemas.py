"""Turn a folder of JSON Schemas into checked, compiled `Schemas`; nothing is fetched."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from docgen.case.blank import empty_case
from docgen.case.fields import Field, describe
from docgen.case.pointers import build, join
from docgen.case.spelling import is_day
from docgen.findings import KINDS
from docgen.installation import BrokenInstallationError

VOCABULARY: Final = "fall"
_SUFFIX: Final = ".schema.json"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VERSION_FIELD: Final = "fassung"
_VALUES: Final = {"examples", "enum", "const", "default"}

_FORMATS: Final = FormatChecker(formats=())
_FORMATS.checks("date")(lambda value: not isinstance(value, str) or is_day(value))
_FAST_FORMATS: Final = {"date": is_day}


@dataclass(frozen=True, slots=True, eq=False)
class Schemas:
    """The schemas of all document types, compiled once. Safe to share: every answer is new."""

    _schemas: Mapping[str, Mapping[str, Any]]
    _validators: Mapping[str, Draft202012Validator]
    _fast: Mapping[str, jsonschema_rs.Draft202012Validator]
    vocabulary: Field

    def doctypes(self) -> tuple[str, ...]:
        """Name the document types, such as `bescheid/bewilligung`, in alphabetical order."""
        return tuple(sorted(self._validators))

    def versions(self) -> tuple[str, ...]:
        """Name the versions of the case file that can be read, newest last."""
        return self.vocabulary.members[_VERSION_FIELD].choices

    def title(self, pointer: str) -> str:
        """Give the German title of the field at a JSON pointer.

        Array items are counted from 1: `/leistungen/1/umfang/menge` is "Leistung 2: Umfang: Menge".
        For a field the schema does not know it is the title of the nearest known one above.
        """
        return self.vocabulary.title_at(pointer)

    def spelling(self, pointer: str) -> str | None:
        """Give how a field is spelled (`date`, `geld`, `dezimal`, or empty: any text).

        None for a field the schema does not know.
        """
        field = self.vocabulary.at(pointer)
        return None if field is None else field.spelling

    def schema(self, doctype: str) -> dict[str, Any]:
        """Give the schema of a document type, or of the vocabulary under the name `fall`.

        Errors: KeyError when there is none.
        """
        return dict(deepcopy(self._schemas[doctype]))

    def validator(self, doctype: str) -> Draft202012Validator:
        """Give the compiled validator of a document type.

        Errors: KeyError when there is none.
        """
        return self._validators[doctype]

    def satisfied(self, doctype: str, value: Mapping[str, Any]) -> bool:
        """Tell at once that a case is as its type wants it; `validator` says why one is not.

        False also for what the fast validator cannot hold, such as a decimal number.
        Errors: KeyError when there is no such document type.
        """
        try:
            return self._fast[doctype].is_valid(value)
        except ValueError:
            return False

    def empty(self, doctype: str) -> dict[str, Any]:
        """Give an empty case file: all that is needed, each place with its placeholder.

        Errors: KeyError when there is no such document type.
        """
        return empty_case(self._validators[doctype], self.vocabulary)


def load_schemas(folder: Path) -> Schemas:
    """Read every `*.schema.json` below `folder` except in `data/`, check and compile it.

    Errors: BrokenInstallationError with every problem, each with its file.
    """
    schemas, problems = _read(folder)
    if VOCABULARY not in schemas:
        problems.append(f"{folder / VOCABULARY}{_SUFFIX}: Die Datei fehlt oder ist nicht lesbar.")
    for name, schema in schemas.items():
        problems += [f"{_file(folder, name)}: {one}" for one in _flaws(schema)]
    _refuse(problems)
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], DRAFT202012.create_resource(schema)) for schema in schemas.values()
    )
    for name, schema in schemas.items():
        problems += [f"{_file(folder, name)}: {one}" for one in _loose_ends(schema, registry)]
    if len(list(registry)) < len(schemas):
        problems.append(f"{folder}: Zwei Schemata tragen dieselbe „$id“.")
    _refuse(problems)
    vocabulary = _vocabulary(folder, schemas[VOCABULARY], registry)
    validators = {
        name: Draft202012Validator(schema, registry=registry, format_checker=_FORMATS)
        for name, schema in schemas.items()
        if name != VOCABULARY
    }
    loaded = Schemas(schemas, validators, _fast_validators(schemas), vocabulary)
    _refuse([f"{_file(folder, name)}: {why}" for name, why in _unfit_types(loaded)])
    return loaded


def _fast_validators(
    schemas: Mapping[str, dict[str, Any]],
) -> dict[str, jsonschema_rs.Draft202012Validator]:
    registry = jsonschema_rs.Registry([(one["$id"], one) for one in schemas.values()])
    return {
        name: jsonschema_rs.Draft202012Validator(
            schema, registry=registry, formats=_FAST_FORMATS, validate_formats=True, offline=True
        )
        for name, schema in schemas.items()
        if name != VOCABULARY
    }


def _refuse(problems: list[str]) -> None:
    if problems:
        raise BrokenInstallationError(*problems)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}{_SUFFIX}"


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    schemas: dict[str, dict[str, Any]] = {}
    problems: list[str] = []
    for path in sorted(folder.rglob(f"*{_SUFFIX}")):
        relative = path.relative_to(folder)
        if relative.parts[0] == "data":
            continue
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            problems.append(f"{path}: Die Datei ist nicht lesbar ({error}).")
            continue
        if isinstance(schema, dict):
            schemas[relative.as_posix().removesuffix(_SUFFIX)] = schema
        else:
            problems.append(f"{path}: Ein Schema muss ein JSON-Objekt sein.")
    return schemas, problems


def _flaws(schema: dict[str, Any]) -> Iterator[str]:
    meta = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    for error in meta.iter_errors(schema):
        yield f"{build(error.absolute_path) or '/'}: {error.message[:200]}"
    if schema.get("$schema") != _DIALECT:
        yield f"„$schema“ muss {_DIALECT} sein."
    if "$id" not in schema:
        yield "„$id“ fehlt."


def _loose_ends(schema: dict[str, Any], registry: "Registry[Any]") -> Iterator[str]:
    resolver = registry.resolver(base_uri=schema["$id"])
    for part in _parts(schema):
        if "$ref" in part:
            try:
                resolver.lookup(part["$ref"])
            except Unresolvable:
                yield f"Der Verweis „{part['$ref']}“ führt zu keinem der Schemata."
        code = part.get("x-befund")
        if code is not None and code not in KINDS:
            yield f"Der Befund „{code}“ ist nicht bekannt."
        for pattern in (part.get("pattern"), *part.get("patternProperties", ())):
            if pattern is not None and not _compiles(pattern):
                yield f"Der Ausdruck „{pattern}“ ist nicht gültig."


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _parts(schema: object, *, named: bool = False) -> Iterator[Mapping[str, Any]]:
    """Yield every schema inside a schema; `named`: the keys are names of fields, not keywords."""
    match schema:
        case dict():
            if not named:
                yield schema
            for key, value in schema.items():
                if named or key not in _VALUES:
                    names = {"properties", "patternProperties", "$defs", "dependentSchemas"}
                    yield from _parts(value, named=not named and key in names)
        case list():
            for value in schema:
                yield from _parts(value)
        case _:
            pass


def _vocabulary(folder: Path, schema: dict[str, Any], registry: "Registry[Any]") -> Field:
    file = _file(folder, VOCABULARY)
    try:
        vocabulary = describe(schema, registry.resolver(base_uri=schema["$id"]))
    except RecursionError:
        raise BrokenInstallationError(f"{file}: Ein Schema verweist auf sich selbst.") from None
    version = vocabulary.members.get(_VERSION_FIELD)
    if version is None or not version.choices:
        raise BrokenInstallationError(f"{file}: „{_VERSION_FIELD}“ nennt keine Fassungen (enum).")
    return vocabulary


def _unfit_types(schemas: Schemas) -> Iterator[tuple[str, str]]:
    """Name the types that no case could ever satisfy, or that speak of unknown fields."""
    for name in schemas.doctypes():
        for pointer in _strangers(schemas.schema(name), schemas.vocabulary, ""):
            yield name, f"Nennt {pointer}; das Vokabular kennt es nicht."
        try:
            schemas.empty(name)
        except KeyError as error:
            yield name, f"Verlangt {error.args[0]}; das Vokabular kennt es nicht."
        except RecursionError:
            yield name, "Ein Schema verweist auf sich selbst."


def _strangers(schema: Mapping[str, Any], field: Field, pointer: str) -> Iterator[str]:
    """Yield each place a type's schema names that the vocabulary does not have.

    Without this a misspelt name would narrow nothing, silently.
    """
    for name in schema.get("required", ()):
        if field.below(name) is None:
            yield join(pointer, name)
    for name, part in schema.get("properties", {}).items():
        below = field.below(name)
        if below is None:
            yield join(pointer, name)
        else:
            yield from _strangers(part, below, join(pointer, name))
    if "items" in schema and field.item is not None:
        yield from _strangers(schema["items"], field.item, join(pointer, 0))
    same = [schema[key] for key in ("if", "then", "else", "not") if key in schema]
    lists = [part for key in ("allOf", "anyOf", "oneOf") for part in schema.get(key, ())]
    for part in (*same, *lists):
        yield from _strangers(part, field, pointer)
