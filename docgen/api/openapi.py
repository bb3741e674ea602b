"""The OpenAPI document: the real JSON Schemas of the cases, and what every answer looks like.

A case's schema is the one that validates it. Only its spelling differs, in ways that change nothing
about what is valid but let ordinary generators make a client that loses nothing: each definition is
a component of its own; one without a type, a mere constraint, is written out where it is used; a
type that narrows another holds its constraints apart from it, in `allOf`; and names that follow a
pattern are `additionalProperties` with `propertyNames`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from docgen import contract
from docgen.api.problems import MEDIA_TYPE, Trouble
from docgen.case import Schemas
from docgen.findings import Severity
from docgen.proof import Status

COMPONENT: Final = "#/components/schemas/"
_Read = Mapping[str, Mapping[str, Any]]
_VOCABULARY: Final = "fall"
_LOCAL: Final = "#/$defs/"
_ONLY_IN_FILES: Final = {"$schema", "$id", "$defs"}
_OF_A_WHOLE: Final = {"title", "description", "type", "required", "$ref"}
"""What stands at the top of a type that narrows another; its other constraints stand below."""
BINARY: Final = {"type": "string", "format": "binary"}
_TEXT: Final = {"type": "string"}
_CONTENT: Final = "Docgen-Content"
_USUAL_HEADERS: Final = {_CONTENT: "Fassung von Recht und Bausteinen, die geantwortet hat."}
FILE_HEADERS: Final = _USUAL_HEADERS | {
    "Content-Disposition": "Dateiname ohne persönliche Angaben.",
    "Repr-Digest": "SHA-256 der Datei (RFC 9530).",
    "Docgen-Result": "Zustand: fertig.",
    "Docgen-Version": "Fassung von docgen.",
    "Docgen-Warnings": "Zahl der Hinweise.",
}


class Problem(TypedDict):
    """What went wrong (RFC 9457). `retry`: whether the same request may succeed later."""

    type: str
    title: str
    status: int
    detail: str
    retry: bool
    errors: list[contract.Befund]


class Dokumenttyp(TypedDict):
    """One kind of letter; `typ` is its name in the addresses."""

    typ: str
    titel: str


class Traeger(TypedDict):
    """One carrier; `id` is its name in a case."""

    id: str
    name: str


class Befundart(TypedDict):
    """One code a finding can have; its sentence has placeholders in braces."""

    code: str
    severity: str
    message: str


class Fassung(TypedDict):
    """Which docgen answers, and with which content: `inhalt` is sent back as `Docgen-Content`."""

    docgen: str
    inhalt: str


_ANSWERS: Final = {
    "Problem": Problem,
    "Dokumenttyp": Dokumenttyp,
    "Traeger": Traeger,
    "Befundart": Befundart,
    "Fassung": Fassung,
    "Pruefung": contract.Pruefung,
    "Budgetrechnung": contract.Budgetrechnung,
    "Urteil": contract.Urteil,
    "Pflichtangabe": contract.Pflichtangabe,
}


def component_name(schema: str) -> str:
    """Name the component of a schema: `BescheidBewilligung` for `bescheid/bewilligung`."""
    return "".join(part.capitalize() for part in schema.replace("-", "/").split("/"))


def components(schemas: Schemas) -> dict[str, Any]:
    """Give every component: cases by type, their definitions, and the answers."""
    found: dict[str, Any] = {}
    read = {name: schemas.schema(name) for name in (_VOCABULARY, *schemas.doctypes())}
    for name, schema in read.items():
        found[component_name(name)] = _component(schema, name, read)
        for key, part in schema.get("$defs", {}).items():
            if "type" in part:
                found[f"{component_name(name)}_{key}"] = _component(part, name, read)
    for name, answer in _ANSWERS.items():
        schema = TypeAdapter(answer).json_schema(ref_template=COMPONENT + "{model}")
        found |= schema.pop("$defs", {})
        found[name] = schema
    found["Befund"]["properties"]["severity"]["enum"] = [one.value for one in Severity]
    found["Urteil"]["properties"]["status"]["enum"] = [one.value for one in Status]
    return found


def _component(schema: Mapping[str, Any], name: str, read: _Read) -> dict[str, Any]:
    """Spell a schema; one that narrows another keeps its own constraints apart from that one."""
    spelled: dict[str, Any] = _respelled(schema, name, read)
    if "$ref" not in spelled:
        return spelled
    own = {key: value for key, value in spelled.items() if key not in _OF_A_WHOLE}
    whole = {key: value for key, value in spelled.items() if key in _OF_A_WHOLE and key != "$ref"}
    return whole | {"allOf": [{"$ref": spelled["$ref"]}, {"allOf": [own]}]}


def _respelled(schema: Any, name: str, read: _Read) -> Any:  # noqa: ANN401
    match schema:
        case {"$ref": str(target), **others}:
            rest = _respelled(others, name, read)
            constraint = _constraint(target, read[name])
            if constraint is None:
                return {"$ref": _reference(target, name, read)} | rest
            written = _respelled(constraint, name, read)
            return rest | {"allOf": [written, *rest.get("allOf", [])]} if rest else written
        case {"patternProperties": pattern, "additionalProperties": False, **others} if (
            len(pattern) == 1 and "properties" not in others
        ):
            [(names, value)] = pattern.items()
            named = {"propertyNames": {"pattern": names}, "additionalProperties": value}
            return _respelled(others | named, name, read)
        case dict():
            return {
                key: _respelled(value, name, read)
                for key, value in schema.items()
                if key not in _ONLY_IN_FILES
            }
        case list():
            return [_respelled(value, name, read) for value in schema]
        case _:
            return schema


def _constraint(target: str, schema: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give the definition behind a reference if it has no type; None for all others."""
    if not target.startswith(_LOCAL):
        return None
    definition: Mapping[str, Any] = schema["$defs"][target.removeprefix(_LOCAL)]
    return None if "type" in definition else definition


def _reference(target: str, name: str, read: _Read) -> str:
    """Spell a reference to a schema or one of its definitions as one to a component."""
    resource, _, definition = target.partition("#")
    if resource:
        name = next(one for one, schema in read.items() if schema["$id"] == resource)
    suffix = f"_{definition.removeprefix(_LOCAL[1:])}" if definition else ""
    return f"{COMPONENT}{component_name(name)}{suffix}"


def case_body(doctype: str, examples: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a request whose body is a case of one type."""
    media: dict[str, Any] = {"schema": {"$ref": COMPONENT + component_name(doctype)}}
    if doctype in examples:
        media["examples"] = {"beispiel": {"value": examples[doctype]}}
    return {"requestBody": {"required": True, "content": {"application/json": media}}}


def file_body() -> dict[str, Any]:
    """Describe a request whose body is a file: as mere bytes, because clients choose one type."""
    description = "Ein PDF oder DOCX; sein eigener Inhaltstyp wird ebenso angenommen."
    content = {"application/octet-stream": {"schema": BINARY}}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def parameter(name: str, description: str, values: Iterable[str] = ()) -> dict[str, Any]:
    """Describe one parameter of the query."""
    schema: dict[str, Any] = _TEXT | ({"enum": list(values)} if values else {})
    return {"name": name, "in": "query", "description": description, "schema": schema}


def content_header() -> dict[str, Any]:
    """Describe the precondition a request may carry."""
    description = "Antwortet nur, wenn Recht und Bausteine noch diese sind; sonst 412."
    return {"name": _CONTENT, "in": "header", "description": description, "schema": _TEXT}


def answers(
    content: Mapping[str, Any],
    description: str,
    troubles: Iterable[Trouble] = (),
    headers: Mapping[str, str] = _USUAL_HEADERS,
) -> dict[str, Any]:
    """Describe the good answer, with its headers, and every problem there may be."""
    good: dict[str, Any] = {"description": description, "content": dict(content)}
    if headers:
        good["headers"] = {
            name: {"description": meaning, "required": True, "schema": _TEXT}
            for name, meaning in headers.items()
        }
    responses = {"200": good}
    for trouble in sorted((*troubles, Trouble.INTERNAL), key=lambda one: one.value.status):
        kind = trouble.value
        earlier = responses.get(str(kind.status), {}).get("description")
        responses[str(kind.status)] = {
            "description": f"{earlier} {kind.title}" if earlier else kind.title,
            "content": {MEDIA_TYPE: {"schema": {"$ref": f"{COMPONENT}Problem"}}},
        }
    return {"responses": responses}


def values(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe an answer of plain values."""
    return {"application/json": {"schema": dict(schema)}}
