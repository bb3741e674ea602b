"""The OpenAPI document: the real JSON Schemas of the cases, and what every answer looks like.

A case's schema is the one that validates it. Only its spelling differs, in ways that change nothing
about what is valid but let ordinary generators make a client that loses nothing: each definition is
a component of its own; one without a type, a mere constraint, is written out where it is used; a
type that narrows another holds its constraints apart from it, in `allOf`; and names that follow a
pattern are `additionalProperties` with `propertyNames`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from docgen import contract
from docgen.api.body import at_most
from docgen.api.problems import MEDIA_TYPE, URN, ProblemError, Trouble
from docgen.case import MAX_BYTES, Schemas
from docgen.doctypes import Form
from docgen.findings import Severity, finding
from docgen.law import Axis
from docgen.pipeline import Manifest, State
from docgen.proof import Status

COMPONENT: Final = "#/components/schemas/"
_HEADER: Final = "#/components/headers/"
_EXAMPLE: Final = "#/components/examples/"
_Read = Mapping[str, Mapping[str, Any]]
_VOCABULARY: Final = "fall"
_LOCAL: Final = "#/$defs/"
_ONLY_IN_FILES: Final = {"$schema", "$id", "$defs"}
_OF_A_WHOLE: Final = {"title", "description", "type", "required", "$ref"}
"""What stands at the top of a type that narrows another; its other constraints stand below."""
_BINARY: Final = {"type": "string", "format": "binary"}
_TEXT: Final = {"type": "string"}
_CONTENT: Final = "Docgen-Content"
_HEX: Final = "^[0-9a-f]{64}$"
_USUAL_HEADERS: Final = (_CONTENT,)
FILE_HEADERS: Final = (
    _CONTENT,
    "Content-Disposition",
    "Repr-Digest",
    "Docgen-Result",
    "Docgen-Version",
    "Docgen-Warnings",
)
_HEADERS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    _CONTENT: (
        "Fassung von Recht und Bausteinen; eine Anfrage kann sie zur Bedingung machen.",
        {"type": "string", "pattern": _HEX},
    ),
    "Content-Disposition": (
        "Dateiname ohne persönliche Angaben.",
        {"type": "string", "pattern": '^attachment; filename="[a-z0-9.-]+"$'},
    ),
    "Repr-Digest": (
        "SHA-256 der Datei (RFC 9530). Dieselbe Anfrage gibt dieselben Bytes.",
        {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"},
    ),
    "Docgen-Result": (
        "Zustand: fertig, oder ein Entwurf, der nicht versendet werden darf.",
        {"type": "string", "enum": [State.FERTIG.value, State.ENTWURF.value]},
    ),
    "Docgen-Version": ("Fassung von docgen.", _TEXT),
    "Docgen-Warnings": (
        "Zahl der offenen Befunde; bei einem fertigen Schreiben sind es Hinweise.",
        {"type": "integer", "minimum": 0},
    ),
    "Retry-After": (
        "Nach so vielen Sekunden hat dieselbe Anfrage wieder Aussicht.",
        {"type": "integer", "minimum": 1},
    ),
}
_TELLS: Final = {Trouble.BUSY: "Retry-After"}
"""The header that comes with every problem of a kind."""
_FOUND: Final = {
    Trouble.UNREADABLE: finding("datei.leer"),
    Trouble.INCOMPLETE: finding(
        "feld.fehlt",
        "/person/nachname",
        title="Nachname der Person",
        titel="Nachname der Person",
    ),
    Trouble.PROOF: finding("nachweis.platzhalter", text="[[name]]", ort="Seite 1"),
}
"""What an example of a problem lists, where the kind lists something."""


class Problem(TypedDict):
    """What went wrong (RFC 9457). `retry`: whether the same request may succeed later.

    `bilder`: pages of a letter whose text leaves its place, with a frame around that text.
    """

    type: str
    title: str
    status: int
    detail: str
    retry: bool
    errors: list[contract.Befund]
    bilder: NotRequired[list[contract.Seitenbild]]


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
    "Budgetvergleich": contract.Budgetvergleich,
    "Urteil": contract.Urteil,
    "Pflichtangabe": contract.Pflichtangabe,
    "Traegerblatt": contract.Traegerblatt,
    "Rechtsgrundlage": contract.Rechtsgrundlage,
    "Manifest": Manifest,
}
_CLOSED: Final[Mapping[tuple[str, str], Iterable[str]]] = {
    ("Befund", "severity"): Severity,
    ("Befundart", "severity"): Severity,
    ("Urteil", "status"): Status,
    ("Aenderung", "art"): ("entfernt", "hinzugefuegt", "geaendert"),
    ("Pflichtangabe", "art"): ("lesbar", "abwesend", "intern"),
    ("Geltung", "achse"): Axis,
    ("Nachgewiesen", "art"): ("lesbar", "abwesend"),
    ("Manifest", "zustand"): (State.FERTIG, State.ENTWURF),
    ("Manifest", "form"): Form,
}
"""The fields whose values are all known. Codes and kinds of problems may become more."""


def component_name(schema: str) -> str:
    """Name the component of a schema: `BescheidBewilligung` for `bescheid/bewilligung`."""
    return "".join(part.capitalize() for part in schema.replace("-", "/").split("/"))


def components(schemas: Schemas) -> dict[str, Any]:
    """Give every component: the shape of cases and answers, headers, an example of each problem."""
    return {
        "schemas": _shapes(schemas),
        "headers": {
            name: {"description": meaning, "required": True, "schema": dict(schema)}
            for name, (meaning, schema) in _HEADERS.items()
        },
        "examples": {one.value.slug: {"value": _example_of(one)} for one in Trouble},
    }


def _shapes(schemas: Schemas) -> dict[str, Any]:
    """Give the schemas: cases by type, their definitions, and the answers."""
    found: dict[str, Any] = {}
    read = {name: schemas.schema(name) for name in (_VOCABULARY, *schemas.doctypes())}
    for name, schema in read.items():
        found[component_name(name)] = _component(schema, name, read) | {
            "externalDocs": {"url": f"/v1/schemas/{name}"}
        }
        for key, part in schema.get("$defs", {}).items():
            if "type" in part:
                found[f"{component_name(name)}_{key}"] = _component(part, name, read)
    for name, answer in _ANSWERS.items():
        schema = TypeAdapter(answer).json_schema(ref_template=COMPONENT + "{model}")
        found |= schema.pop("$defs", {})
        found[name] = schema
    for (name, field), values in _CLOSED.items():
        found[name]["properties"][field]["enum"] = [str(one) for one in values]
    found["Problem"]["properties"]["type"]["examples"] = [URN + one.value.slug for one in Trouble]
    return found


def _example_of(trouble: Trouble) -> Any:  # noqa: ANN401  # as JSON gives it
    found = (_FOUND[trouble],) if trouble in _FOUND else ()
    return json.loads(bytes(ProblemError(trouble, findings=found).response().body))


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
    return _json_body(media, "Ein Fall als JSON in UTF-8")


def cases_body(doctype: str, states: Mapping[str, str], example: Any) -> dict[str, Any]:  # noqa: ANN401
    """Describe a request that holds several states of one case, each in a field with its title."""
    one = {"$ref": COMPONENT + component_name(doctype)}
    fields = {name: {"allOf": [one], "title": title} for name, title in states.items()}
    schema = {"type": "object", "required": list(states), "properties": fields}
    examples = {"beispiel": {"value": dict.fromkeys(states, example)}}
    return _json_body({"schema": schema, "examples": examples}, "Ein JSON-Objekt in UTF-8")


def _json_body(media: Mapping[str, Any], what: str) -> dict[str, Any]:
    description = f"{what}, ungepackt. {at_most(MAX_BYTES)}"
    content = {"application/json": media}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def file_body(largest: int) -> dict[str, Any]:
    """Describe a request whose body is a file: as mere bytes, because clients choose one type."""
    description = (
        "Ein PDF, DOCX oder HTML; sein eigener Inhaltstyp wird ebenso angenommen. "
        + at_most(largest)
    )
    content = {"application/octet-stream": {"schema": _BINARY}}
    return {"requestBody": {"required": True, "description": description, "content": content}}


def parameter(name: str, description: str, values: Iterable[str] = ()) -> dict[str, Any]:
    """Describe one parameter of the query."""
    schema: dict[str, Any] = _TEXT | ({"enum": list(values)} if values else {})
    return {"name": name, "in": "query", "description": description, "schema": schema}


def repeated(name: str, description: str, values: Iterable[str]) -> dict[str, Any]:
    """Describe a parameter of the query that may come several times."""
    schema = {"type": "array", "items": _TEXT | {"enum": list(values)}}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def place(name: str, description: str, example: str) -> dict[str, Any]:
    """Describe one parameter of the path."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": _TEXT,
        "example": example,
    }


def content_header() -> dict[str, Any]:
    """Describe the precondition a request may carry."""
    description = "Antwortet nur, wenn Recht und Bausteine noch diese sind; sonst 412."
    return {"name": _CONTENT, "in": "header", "description": description, "schema": _TEXT}


def answers(
    content: Mapping[str, Any],
    description: str,
    troubles: Mapping[Trouble, str] | None = None,
    headers: Iterable[str] = _USUAL_HEADERS,
) -> dict[str, Any]:
    """Describe the good answer, with its headers, and every problem there may be.

    troubles: each with what is to be said of it at this place beside its title, or nothing.
    """
    good: dict[str, Any] = {"description": description, "content": dict(content)}
    if headers:
        good["headers"] = {name: {"$ref": _HEADER + name} for name in headers}
    responses = {"200": good}
    told = {**(troubles or {}), Trouble.INTERNAL: ""}
    for trouble in sorted(told, key=lambda one: one.value.status):
        kind = trouble.value
        example = {kind.slug: {"$ref": _EXAMPLE + kind.slug}}
        sentence = f"{kind.title} {told[trouble]}".strip()
        if str(kind.status) in responses:
            response = responses[str(kind.status)]
            response["description"] += f" {sentence}"
            response["content"][MEDIA_TYPE]["examples"] |= example
        else:
            media = {"schema": {"$ref": f"{COMPONENT}Problem"}, "examples": example}
            response = {"description": sentence, "content": {MEDIA_TYPE: media}}
            responses[str(kind.status)] = response
        if trouble in _TELLS:
            response["headers"] = {_TELLS[trouble]: {"$ref": _HEADER + _TELLS[trouble]}}
    return {"responses": responses}


def files(media_types: Iterable[str], packed: str = "") -> dict[str, Any]:
    """Describe an answer that is a file; the packed one, where there is one, holds a manifest."""
    content: dict[str, Any] = {one: {"schema": _BINARY} for one in media_types}
    if packed:
        content[packed] |= {"x-manifest": {"$ref": f"{COMPONENT}Manifest"}}
    return content


def values(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Describe an answer of plain values."""
    return {"application/json": {"schema": dict(schema)}}
