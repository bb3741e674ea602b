"""The page that shows a person what `/openapi.json` tells programs; all it says stands there.

`reference` turns the document into what the page prints; `reference_page` answers with it. Nothing
is asked of anywhere: references in the document lead to the document itself.
"""

import json
import re
import shlex
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from docgen.web.pages import load_pages

_Part = Mapping[str, Any]
_PROBLEM: Final = "application/problem+json"
_HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_HERE: Final = "127.0.0.1:8000"
_PLACES: Final = {"path": "in der Adresse", "query": "in der Abfrage", "header": "im Kopf"}
_KINDS: Final = {
    "string": "Text",
    "integer": "ganze Zahl",
    "boolean": "true oder false",
    "object": "Objekt",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a value in words; `shape` names the component it leads to, if any."""

    words: str
    shape: str = ""
    after: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape."""

    name: str
    kind: Kind
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One component that answers are made of."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation; `place` says in words where it stands."""

    name: str
    place: str
    is_needed: bool
    meaning: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent. schema: where its JSON Schema is, if anywhere. example: as JSON, or nothing."""

    meaning: str
    media_types: tuple[str, ...]
    kind: Kind
    schema: str
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: by media types, with what shape, headers, and which problems it may tell."""

    status: str
    meaning: str
    media_types: tuple[str, ...]
    kinds: tuple[Kind, ...]
    headers: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program can ask."""

    id: str
    method: str
    path: str
    title: str
    meaning: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    asked: str
    """The address with an example for each parameter in it."""

    def curl(self, base: str) -> str:
        """Give the command that asks this of a service."""
        words = ["curl"]
        if any("Content-Disposition" in one.headers for one in self.answers):
            words.append("-OJ")
        if self.body is not None:
            media_type = self.body.media_types[0]
            file = "fall.json" if media_type.endswith("json") else "schreiben.pdf"
            words += ["-H", shlex.quote(f"Content-Type: {media_type}"), "--data-binary", f"@{file}"]
        return " ".join([*words, shlex.quote(base + self.asked)])


@dataclass(frozen=True, slots=True)
class Header:
    """One header of answers."""

    name: str
    meaning: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem."""

    slug: str
    status: int
    title: str
    retry: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """All that the page shows of one document."""

    title: str
    version: str
    meaning: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]
    headers: tuple[Header, ...]
    problems: tuple[Problem, ...]


def reference(document: _Part) -> Reference:
    """Read an OpenAPI document as docgen writes it.

    Errors: KeyError or ValueError where it says what the page has no words for.
    """
    parts = document["components"]
    operations = tuple(
        _operation(method, path, one, document)
        for path, methods in document["paths"].items()
        for method, one in methods.items()
    )
    return Reference(
        title=document["info"]["title"],
        version=document["info"]["version"],
        meaning=document["info"]["description"],
        operations=operations,
        shapes=tuple(_shape(name, parts["schemas"][name]) for name in _answered(document)),
        headers=tuple(
            Header(name, one["description"], _kind(one["schema"]))
            for name, one in parts["headers"].items()
        ),
        problems=tuple(_problem(slug, one["value"]) for slug, one in parts["examples"].items()),
    )


def reference_page(document: _Part) -> Callable[[Request], Awaitable[Response]]:
    """Make the endpoint that shows a document; its examples ask whoever was asked for the page."""
    pages, shown = load_pages(), reference(document)

    async def page(request: Request) -> Response:
        return pages.page("reference", {"api": shown, "base": _base(request), "marked": marked})

    return page


def marked(text: str) -> list[tuple[bool, str]]:
    """Part a text into what is code, between backticks, and what is not."""
    return [(number % 2 == 1, part) for number, part in enumerate(text.split("`")) if part]


def _base(request: Request) -> str:
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if _HOST.fullmatch(host) else _HERE}"


def _operation(method: str, path: str, one: _Part, document: _Part) -> Operation:
    asked = path
    for parameter in one.get("parameters", ()):
        if parameter["in"] == "path":
            asked = asked.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return Operation(
        id=one["operationId"],
        method=method.upper(),
        path=path,
        title=one["summary"],
        meaning=one.get("description", ""),
        parameters=tuple(map(_parameter, one.get("parameters", ()))),
        body=_body(one["requestBody"], document) if "requestBody" in one else None,
        answers=tuple(_answer(status, told) for status, told in one["responses"].items()),
        asked=asked,
    )


def _parameter(one: _Part) -> Parameter:
    values = tuple(map(str, one["schema"].get("enum", ())))
    place = _PLACES[one["in"]]
    return Parameter(one["name"], place, one.get("required", False), one["description"], values)


def _body(one: _Part, document: _Part) -> Body:
    media = next(iter(one["content"].values()))
    kind = _kind(media["schema"])
    schema = document["components"]["schemas"].get(kind.shape, {})
    shown = next((example["value"] for example in media.get("examples", {}).values()), None)
    return Body(
        meaning=one.get("description", ""),
        media_types=tuple(one["content"]),
        kind=kind,
        schema=schema.get("externalDocs", {}).get("url", ""),
        example="" if shown is None else json.dumps(shown, ensure_ascii=False, indent=2),
    )


def _answer(status: str, one: _Part) -> Answer:
    kinds = [
        _kind(media[name])
        for media in one["content"].values()
        for name in ("schema", "x-manifest")
        if name in media
    ]
    return Answer(
        status=status,
        meaning=one["description"],
        media_types=tuple(one["content"]),
        kinds=tuple(kind for kind in kinds if kind.shape),
        headers=tuple(one.get("headers", ())),
        problems=tuple(one["content"].get(_PROBLEM, {}).get("examples", ())),
    )


def _answered(document: _Part) -> list[str]:
    """Name the components that answers are made of, those that hold others before them."""
    found: dict[str, None] = {}
    waiting = [
        name
        for methods in document["paths"].values()
        for one in methods.values()
        for name in _referred(one["responses"])
    ]
    for name in waiting:
        if name not in found:
            found[name] = None
            waiting += _referred(document["components"]["schemas"][name])
    return list(found)


def _referred(part: object) -> Iterator[str]:
    match part:
        case {"$ref": str(target)} if "/schemas/" in target:
            yield _name(target)
        case Mapping():
            for value in part.values():
                yield from _referred(value)
        case list():
            for value in part:
                yield from _referred(value)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _shape(name: str, schema: _Part) -> Shape:
    needed = schema.get("required", ())
    return Shape(
        name=name,
        meaning=schema.get("description", ""),
        fields=tuple(
            Field(field, _kind(one), field in needed) for field, one in schema["properties"].items()
        ),
    )


def _kind(schema: _Part) -> Kind:
    match schema:
        case {"$ref": str(target)}:
            return Kind("", _name(target))
        case {"anyOf": [first, {"type": "null"}]}:
            kind = _kind(first)
            return Kind(kind.words, kind.shape, f"{kind.after} oder null".strip(), kind.values)
        case {"type": "array", "items": items}:
            kind = _kind(items)
            return Kind(f"Liste von {kind.words}".strip(), kind.shape, kind.after, kind.values)
        case {"type": "object", "additionalProperties": dict(named)}:
            kind = _kind(named)
            return Kind(f"je Name {kind.words}".strip(), kind.shape, kind.after, kind.values)
        case {"format": "binary"}:
            return Kind("Datei")
        case _:
            values = tuple(map(str, schema.get("enum", ())))
            return Kind(_KINDS[schema["type"]], values=values)


def _problem(slug: str, shown: _Part) -> Problem:
    return Problem(slug, shown["status"], shown["title"], shown["retry"])
