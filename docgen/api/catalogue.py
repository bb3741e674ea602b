"""GET /v1/…: what there is to ask for, and by which names."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import docgen
from docgen import contract
from docgen.api.checks import answer
from docgen.api.documents import Endpoint
from docgen.api.problems import ProblemError, Trouble
from docgen.doctypes import Doctype
from docgen.findings import KINDS
from docgen.pipeline import Content


def fixed(value: Any, content: Content) -> Endpoint:  # noqa: ANN401
    """Make an endpoint that always answers the same."""

    async def same(_: Request) -> Response:
        return answer(value, content)

    return same


def document_types(content: Content) -> list[dict[str, str]]:
    """Name the document types."""
    return [{"typ": one.id, "titel": one.title} for one in content.doctypes.values()]


def carriers(content: Content) -> list[dict[str, str]]:
    """Name the carriers with the newest name they have."""
    return [
        {"id": one.id, "name": one.profiles[-1].value.name} for one in content.carriers.values()
    ]


def mandatory_elements(content: Content) -> list[contract.Pflichtangabe]:
    """Name the mandatory elements of all types."""
    return list(map(contract.pflichtangabe, content.duties))


def findings() -> list[dict[str, str]]:
    """Name every code a finding can have; sentences keep their placeholders in braces."""
    return [
        {"code": code, "severity": kind.severity.value, "message": kind.sentence}
        for code, kind in KINDS.items()
    ]


def version(content: Content) -> dict[str, str]:
    """Tell which docgen and which content answer."""
    return {"docgen": docgen.__version__, "inhalt": content.digest}


def unknown_type(content: Content) -> Endpoint:
    """Make the endpoint that answers for types there are not."""

    async def unknown(_: Request) -> Response:
        known = ", ".join(content.doctypes)
        raise ProblemError(Trouble.NOT_FOUND, f"Bekannte Dokumenttypen: {known}.")

    return unknown


def example_of(doctype: Doctype, content: Content, examples: Mapping[str, Any]) -> Endpoint:
    """Make the endpoint that gives a whole example case of a type; empty with `?leer=1`."""

    async def example(request: Request) -> Response:
        asked = request.query_params.get("leer", "0")
        if asked not in {"0", "1"}:
            raise ProblemError(Trouble.BAD_REQUEST, "Für „leer“ ist 0 oder 1 möglich.")
        if asked == "1":
            return answer(content.schemas.empty(doctype.id), content)
        if doctype.id not in examples:
            raise ProblemError(Trouble.NOT_FOUND, "Für diesen Typ gibt es kein Beispiel.")
        return answer(examples[doctype.id], content)

    return example


def schema_of(content: Content) -> Endpoint:
    """Make the endpoint that gives a JSON Schema by its name, such as `fall`."""

    async def schema(request: Request) -> Response:
        try:
            found = content.schemas.schema(request.path_params["name"])
        except KeyError:
            known = ", ".join(("fall", *content.doctypes))
            raise ProblemError(Trouble.NOT_FOUND, f"Bekannte Schemata: {known}.") from None
        media_type = "application/schema+json"
        return JSONResponse(found, headers={"Cache-Control": "no-store"}, media_type=media_type)

    return schema


def examples_of(content: Content) -> dict[str, Any]:
    """Read the example cases: the first sound one of each type."""
    found: dict[str, Any] = {}
    for file in content.examples():
        case = json.loads(file.read_text(encoding="utf-8"))
        for doctype in content.doctypes:
            if doctype not in found and content.schemas.satisfied(doctype, case):
                found[doctype] = case
    return found
