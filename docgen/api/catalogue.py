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
    return [_type(one) for one in content.doctypes.values()]


def document_type_of(content: Content) -> Endpoint:
    """Make the endpoint that names one document type."""

    async def document_type(request: Request) -> Response:
        asked = "{group}/{kind}".format_map(request.path_params)
        if asked not in content.doctypes:
            raise _no_such_type(content)
        return answer(_type(content.doctypes[asked]), content)

    return document_type


def _type(one: Doctype) -> dict[str, str]:
    return {"typ": one.id, "titel": one.title}


def _no_such_type(content: Content) -> ProblemError:
    return ProblemError(
        Trouble.NOT_FOUND, f"Bekannte Dokumenttypen: {', '.join(content.doctypes)}."
    )


def carriers(content: Content) -> list[dict[str, str]]:
    """Name the carriers with the newest name they have."""
    return [
        {"id": one.id, "name": one.profiles[-1].value.name} for one in content.carriers.values()
    ]


def carrier_of(content: Content) -> Endpoint:
    """Make the endpoint that tells all about one carrier."""

    async def carrier(request: Request) -> Response:
        found = content.carriers.get(request.path_params["id"])
        if found is None:
            known = ", ".join(content.carriers)
            raise ProblemError(Trouble.NOT_FOUND, f"Bekannte Träger: {known}.")
        return answer(contract.traegerblatt(found), content)

    return carrier


def legal_grounds(content: Content) -> list[contract.Rechtsgrundlage]:
    """Name the legal grounds a service may have."""
    return [contract.rechtsgrundlage(key, one) for key, one in content.law.grounds().items()]


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
        raise _no_such_type(content)

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
