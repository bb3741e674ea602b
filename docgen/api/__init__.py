"""The door for other programs: HTTP, versioned under `/v1`, stateless.

In: a case or a finished file. Out: a proven letter, findings, a budget, a verdict; or a problem.
Each endpoint only reads the request, asks one room, and spells the answer.
"""

from typing import Any, Final

from fastapi import APIRouter

from docgen.api import catalogue, openapi
from docgen.api.body import FILE_TYPES
from docgen.api.checks import budget_of, validation_of, verification_of
from docgen.api.documents import FORMAT_NAMES, MEDIA_TYPES, document_of
from docgen.api.openapi import components
from docgen.api.problems import ProblemError, Trouble
from docgen.pipeline import Content
from docgen.workers import Workers

__all__ = ["ProblemError", "Trouble", "api_router", "components"]

_READING: Final = (
    *(Trouble.UNREADABLE, Trouble.TOO_SLOW, Trouble.CONTENT_CHANGED),
    *(Trouble.TOO_LARGE, Trouble.MEDIA),
)
_WORKING: Final = (Trouble.MEMORY, Trouble.BUSY, Trouble.TIME)
_TEXT: Final = {"type": "string"}


def api_router(content: Content, workers: Workers) -> APIRouter:
    """Make all routes of the API for one content."""
    router = APIRouter(prefix="/v1")
    examples = catalogue.examples_of(content)
    for doctype in content.doctypes.values():
        body = openapi.case_body(doctype.id, examples)
        router.add_api_route(
            f"/documents/{doctype.id}",
            document_of(doctype, content, workers),
            methods=["POST"],
            summary=f"{doctype.title} schreiben",
            openapi_extra=body
            | {"parameters": [openapi.parameter("format", "Format der Datei", FORMAT_NAMES)]}
            | openapi.answers(
                {one: {"schema": {"type": "string", "format": "binary"}} for one in MEDIA_TYPES},
                "Das Schreiben, vollständig nachgewiesen; als ZIP alle Formate mit Nachweis.",
                (*_READING, Trouble.NOT_ACCEPTABLE, Trouble.INCOMPLETE, Trouble.PROOF, *_WORKING),
            ),
        )
        router.add_api_route(
            f"/validations/{doctype.id}",
            validation_of(doctype, content),
            methods=["POST"],
            summary=f"Fall für „{doctype.title}“ prüfen",
            openapi_extra=body
            | openapi.answers(
                _of("Pruefung"), "Alle Befunde; auch ein fehlerhafter Fall.", _READING
            ),
        )
        router.add_api_route(
            f"/document-types/{doctype.id}/example",
            catalogue.example_of(doctype, content, examples),
            methods=["GET"],
            summary=f"Beispielfall für „{doctype.title}“",
            openapi_extra={
                "parameters": [openapi.parameter("leer", "1: nur was nötig ist, leer", ("1",))]
            }
            | openapi.answers(openapi.values({"type": "object"}), "Eine Falldatei."),
        )
    router.add_api_route(
        "/budgets",
        budget_of(content),
        methods=["POST"],
        summary="Budget berechnen",
        openapi_extra=openapi.case_body("fall", {"fall": next(iter(examples.values()), {})})
        | {
            "parameters": [
                openapi.parameter("typ", "Dokumenttyp, nach dem gelesen wird", content.doctypes)
            ]
        }
        | openapi.answers(
            _of("Budgetrechnung"), "Beträge mit Rechenweg.", (*_READING, Trouble.INCOMPLETE)
        ),
    )
    router.add_api_route(
        "/verifications",
        verification_of(content, workers),
        methods=["POST"],
        summary="Fertige Datei prüfen",
        openapi_extra=openapi.file_body(FILE_TYPES)
        | openapi.answers(_of("Urteil"), "Was die Datei ist.", (*_READING, *_WORKING)),
    )
    router.add_api_route(
        "/schemas/{name:path}",
        catalogue.schema_of(content),
        methods=["GET"],
        summary="JSON Schema: fall oder ein Dokumenttyp",
        openapi_extra={
            "parameters": [{"name": "name", "in": "path", "required": True, "schema": _TEXT}]
        }
        | openapi.answers(
            {"application/schema+json": {"schema": {"type": "object"}}},
            "Ein JSON Schema.",
            [Trouble.NOT_FOUND],
        ),
    )
    unknown = (("/documents", "POST"), ("/validations", "POST"), ("/document-types", "GET"))
    for path, method in unknown:
        router.add_api_route(
            f"{path}/{{rest:path}}",
            catalogue.unknown_type(content),
            methods=[method],
            include_in_schema=False,
        )
    for path, value, summary, schema in _lists(content):
        router.add_api_route(
            path,
            catalogue.fixed(value, content),
            methods=["GET"],
            summary=summary,
            openapi_extra=openapi.answers(openapi.values(schema), summary),
        )
    return router


def _of(component: str) -> dict[str, Any]:
    return openapi.values({"$ref": openapi.COMPONENT + component})


def _lists(content: Content) -> tuple[tuple[str, Any, str, dict[str, Any]], ...]:
    """Give what never changes while the content does not: path, value, title, schema."""
    rows = {"type": "array", "items": {"type": "object", "additionalProperties": _TEXT}}
    elements = {"type": "array", "items": {"$ref": f"{openapi.COMPONENT}Pflichtangabe"}}
    version = {"type": "object", "additionalProperties": _TEXT}
    return (
        ("/document-types", catalogue.document_types(content), "Dokumenttypen", rows),
        ("/carriers", catalogue.carriers(content), "Träger", rows),
        ("/mandatory-elements", catalogue.mandatory_elements(content), "Pflichtangaben", elements),
        ("/findings", catalogue.findings(), "Alle Befunde, die es gibt", rows),
        ("/version", catalogue.version(content), "Fassung von docgen und Inhalt", version),
    )
