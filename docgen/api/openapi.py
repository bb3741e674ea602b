"""The OpenAPI document: the real JSON Schemas of the cases, and what every answer looks like.

A case's schema is the one that validates it; only its references are spelled the way OpenAPI wants
them, and each definition becomes a component of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from docgen import contract
from docgen.api.problems import MEDIA_TYPE, Trouble
from docgen.case import Schemas

COMPONENT: Final = "#/components/schemas/"
_VOCABULARY: Final = "fall"
_LOCAL: Final = "#/$defs/"
_ONLY_IN_FILES: Final = {"$schema", "$id", "$defs"}


class Problem(TypedDict):
    """What went wrong (RFC 9457). `retry`: whether the same request may succeed later."""

    type: str
    title: str
    status: int
    detail: str
    retry: bool
    errors: list[contract.Befund]


_ANSWERS: Final = {
    "Problem": Problem,
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
    for name in (_VOCABULARY, *schemas.doctypes()):
        schema = schemas.schema(name)
        parts = {"": schema} | {f"_{key}": part for key, part in schema.get("$defs", {}).items()}
        for suffix, part in parts.items():
            found[component_name(name) + suffix] = _respelled(part, name, schemas)
    for name, answer in _ANSWERS.items():
        schema = TypeAdapter(answer).json_schema(ref_template=COMPONENT + "{model}")
        found |= schema.pop("$defs", {})
        found[name] = schema
    return found


def _respelled(schema: Any, name: str, schemas: Schemas) -> Any:  # noqa: ANN401
    match schema:
        case dict():
            return {
                key: _reference(value, name, schemas)
                if key == "$ref"
                else _respelled(value, name, schemas)
                for key, value in schema.items()
                if key not in _ONLY_IN_FILES
            }
        case list():
            return [_respelled(value, name, schemas) for value in schema]
        case _:
            return schema


def _reference(target: str, name: str, schemas: Schemas) -> str:
    """Spell a reference to a schema or one of its definitions as one to a component."""
    resource, _, definition = target.partition("#")
    if resource:
        name = next(
            one
            for one in (_VOCABULARY, *schemas.doctypes())
            if schemas.schema(one)["$id"] == resource
        )
    suffix = f"_{definition.removeprefix(_LOCAL[1:])}" if definition else ""
    return f"{COMPONENT}{component_name(name)}{suffix}"


def case_body(doctype: str, examples: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a request whose body is a case of one type."""
    media: dict[str, Any] = {"schema": {"$ref": COMPONENT + component_name(doctype)}}
    if doctype in examples:
        media["examples"] = {"beispiel": {"value": examples[doctype]}}
    return {"requestBody": {"required": True, "content": {"application/json": media}}}


def file_body(types: Iterable[str]) -> dict[str, Any]:
    """Describe a request whose body is a file."""
    return {"requestBody": {"required": True, "content": {one: {"schema": {}} for one in types}}}


def parameter(name: str, description: str, values: Iterable[str] = ()) -> dict[str, Any]:
    """Describe one parameter of the query."""
    schema: dict[str, Any] = {"type": "string"}
    if values:
        schema["enum"] = list(values)
    return {"name": name, "in": "query", "description": description, "schema": schema}


def answers(
    content: Mapping[str, Any], description: str, troubles: Iterable[Trouble] = ()
) -> dict[str, Any]:
    """Describe the good answer and every problem there may be."""
    responses = {"200": {"description": description, "content": dict(content)}}
    for trouble in (*troubles, Trouble.INTERNAL):
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
