"""The door for other programs: HTTP, versioned under `/v1`, stateless.

In: a case or a finished file. Out: a proven letter, findings, a budget, a verdict; or a problem.
Each endpoint only reads the request, asks one room, and spells the answer.
"""

from typing import Any, Final

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.responses import Response

from docgen.api import catalogue, openapi
from docgen.api.body import SECONDS, at_most
from docgen.api.checks import (
    BUDGET_TYPES,
    budget_of,
    comparison_of,
    validation_of,
    verification_of,
)
from docgen.api.documents import FORMAT_NAMES, MEDIA_TYPES, document_of
from docgen.api.openapi import components
from docgen.api.problems import ProblemError, Trouble
from docgen.budget import NEEDED, USED
from docgen.case import MAX_BYTES
from docgen.pipeline import DELIVERIES, FORMATS, SHEET_TYPE, STATES, Content
from docgen.proof import LARGEST_FILE
from docgen.workers import Limits, Workers

__all__ = ["ProblemError", "Trouble", "api_router", "components"]

_SLOW: Final = f"Sie muss in {SECONDS} Sekunden ganz angekommen sein."
_READING: Final = {
    Trouble.BAD_REQUEST: "",
    Trouble.TOO_SLOW: _SLOW,
    Trouble.TOO_LARGE: at_most(MAX_BYTES),
    Trouble.MEDIA: "",
}
_CASE: Final = {**_READING, Trouble.CONTENT_CHANGED: ""}
_COMPUTING: Final = {**_CASE, Trouble.UNREADABLE: "", Trouble.INCOMPLETE: ""}


def api_router(content: Content, workers: Workers) -> APIRouter:
    """Make all routes of the API for one content."""
    router = APIRouter(prefix="/v1", default_response_class=Response)
    working = _working(workers.limits)
    examples = catalogue.examples_of(content)
    example: Any = next(iter(examples.values()), {})
    of_type = openapi.parameter("typ", "Dokumenttyp, nach dem gelesen wird", content.doctypes)
    for doctype in content.doctypes.values():
        body = openapi.case_body(doctype.id, examples)
        name = doctype.id.replace("/", "_").replace("-", "_")
        router.add_api_route(
            f"/documents/{doctype.id}",
            document_of(doctype, content, workers),
            methods=["POST"],
            operation_id=f"schreibe_{name}",
            summary=f"{doctype.title} schreiben",
            openapi_extra=body
            | {
                "parameters": [
                    openapi.parameter("format", "Format der Datei, vor Accept", FORMAT_NAMES),
                    openapi.repeated("dazu", "Was ein ZIP außerdem enthält", FORMATS),
                    openapi.parameter("entwurf", "1: ein Entwurf, auch mit Lücken", ("0", "1")),
                    openapi.content_header(),
                ]
            }
            | openapi.answers(
                openapi.files(MEDIA_TYPES, DELIVERIES["zip"]),
                "Das Schreiben, vollständig nachgewiesen; als ZIP mit PDF, DOCX, den Formen, "
                "welche die Person braucht, und dem Nachweis, einer Datei `….manifest.json` nach "
                "dem Schema `Manifest`.",
                {**_COMPUTING, Trouble.NOT_ACCEPTABLE: "", Trouble.PROOF: "", **working},
                openapi.FILE_HEADERS,
            ),
        )
        router.add_api_route(
            f"/validations/{doctype.id}",
            validation_of(doctype, content),
            methods=["POST"],
            operation_id=f"pruefe_{name}",
            summary=f"Fall für „{doctype.title}“ prüfen",
            openapi_extra=body
            | {"parameters": [openapi.content_header()]}
            | openapi.answers(_of("Pruefung"), "Alle Befunde; auch ein fehlerhafter Fall.", _CASE),
        )
        router.add_api_route(
            f"/document-types/{doctype.id}/example",
            catalogue.example_of(doctype, content, examples),
            methods=["GET"],
            operation_id=f"beispiel_{name}",
            summary=f"Beispielfall für „{doctype.title}“",
            openapi_extra={
                "parameters": [openapi.parameter("leer", "1: nur was nötig ist, leer", ("1",))]
            }
            | openapi.answers(
                openapi.values({"type": "object"}),
                "Eine Falldatei.",
                {Trouble.BAD_REQUEST: "", Trouble.NOT_FOUND: ""},
            ),
        )
    router.add_api_route(
        "/budgets",
        budget_of(content),
        methods=["POST"],
        operation_id="berechne_budget",
        summary="Budget berechnen",
        description=_budget_needs(),
        openapi_extra=openapi.case_body("fall", {"fall": example})
        | {
            "parameters": [
                of_type,
                openapi.parameter("format", "Format der Antwort, vor Accept", BUDGET_TYPES),
                openapi.content_header(),
            ]
        }
        | openapi.answers(
            _of("Budgetrechnung") | openapi.files((SHEET_TYPE,)),
            "Beträge mit Rechenweg; als Excel-Datei mit Formeln zum Nachrechnen.",
            {**_COMPUTING, Trouble.NOT_ACCEPTABLE: ""},
        ),
    )
    router.add_api_route(
        "/budgets/comparisons",
        comparison_of(content),
        methods=["POST"],
        operation_id="vergleiche_budgets",
        summary="Zwei Budgets vergleichen",
        description="Was sich ändert, wenn derselbe Fall anders ist: ab welchem Tag welcher Betrag "
        "ein anderer ist, und um wie viel. Gerechnet wird wie bei `/v1/budgets`.",
        openapi_extra=openapi.cases_body("fall", STATES, example)
        | {"parameters": [of_type, openapi.content_header()]}
        | openapi.answers(
            _of("Budgetvergleich"),
            "Jeder Zeitraum, in dem ein anderer Betrag gezahlt wird.",
            _COMPUTING,
        ),
    )
    router.add_api_route(
        "/verifications",
        verification_of(content, workers),
        methods=["POST"],
        operation_id="pruefe_datei",
        summary="Fertige Datei prüfen",
        openapi_extra=openapi.file_body(LARGEST_FILE)
        | openapi.answers(
            _of("Urteil"),
            "Was die Datei ist.",
            {**_READING, Trouble.TOO_LARGE: at_most(LARGEST_FILE), **working},
        ),
    )
    router.add_api_route(
        "/schemas/{name:path}",
        catalogue.schema_of(content),
        methods=["GET"],
        operation_id="schema",
        summary="JSON Schema: fall oder ein Dokumenttyp",
        openapi_extra={"parameters": [openapi.place("name", "„fall“ oder ein Dokumenttyp", "fall")]}
        | openapi.answers(
            {"application/schema+json": {"schema": {"type": "object"}}},
            "Ein JSON Schema.",
            {Trouble.NOT_FOUND: ""},
            (),
        ),
    )
    router.add_api_route(
        "/document-types/{group}/{kind}",
        catalogue.document_type_of(content),
        methods=["GET"],
        operation_id="document_type",
        summary="Ein Dokumenttyp",
        openapi_extra={"parameters": _type_places(content)}
        | openapi.answers(_of("Dokumenttyp"), "Der Dokumenttyp.", {Trouble.NOT_FOUND: ""}),
    )
    router.add_api_route(
        "/carriers/{id}",
        catalogue.carrier_of(content),
        methods=["GET"],
        operation_id="carrier",
        summary="Ein Träger mit Anschrift, Sätzen und Regeln",
        openapi_extra={
            "parameters": [
                openapi.place("id", "Schlüssel des Trägers", next(iter(content.carriers), ""))
            ]
        }
        | openapi.answers(
            _of("Traegerblatt"), "Was vom Träger bekannt ist.", {Trouble.NOT_FOUND: ""}
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
    for path, value, summary, component in _lists(content):
        router.add_api_route(
            path,
            catalogue.fixed(value, content),
            methods=["GET"],
            operation_id=path.removeprefix("/").replace("-", "_"),
            summary=summary,
            openapi_extra=openapi.answers(
                openapi.values({"type": "array", "items": _ref(component)}), summary
            ),
        )
    router.add_api_route(
        "/version",
        catalogue.fixed(catalogue.version(content), content),
        methods=["GET"],
        operation_id="version",
        summary="Fassung von docgen und Inhalt",
        openapi_extra=openapi.answers(_of("Fassung"), "Welches docgen mit welchem Inhalt."),
    )
    _add_heads(router)
    return router


def _type_places(content: Content) -> list[dict[str, Any]]:
    group, _, kind = next(iter(content.doctypes), "").partition("/")
    return [
        openapi.place("group", "Gruppe des Typs", group),
        openapi.place("kind", "Art in der Gruppe", kind),
    ]


def _working(limits: Limits) -> dict[Trouble, str]:
    return {
        Trouble.MEMORY: f"Möglich sind {limits.mebibytes} MiB.",
        Trouble.BUSY: "Bitte senden Sie dieselbe Anfrage später noch einmal.",
        Trouble.TIME: f"Möglich sind {limits.seconds:g} Sekunden.",
    }


def _budget_needs() -> str:
    needed, used = ("`, `".join(places) for places in (NEEDED, USED))
    return (
        f"Nötig sind nur `{needed}` (0 steht für jede Leistung). Wo sie angegeben sind, zählen "
        f"auch `{used}`; ohne `/budget/eigenbeitrag` wird nichts abgezogen. Genannt wird nur, was "
        "dem Betrag fehlt; ob daraus ein Schreiben werden kann, sagt `/v1/validations`."
    )


def _add_heads(router: APIRouter) -> None:
    """Answer HEAD wherever there is GET; the server leaves the body out."""
    for route in [one for one in router.routes if isinstance(one, APIRoute)]:
        if "GET" in (route.methods or ()):
            path = route.path.removeprefix(router.prefix)
            router.add_api_route(path, route.endpoint, methods=["HEAD"], include_in_schema=False)


def _of(component: str) -> dict[str, Any]:
    return openapi.values(_ref(component))


def _ref(component: str) -> dict[str, str]:
    return {"$ref": openapi.COMPONENT + component}


def _lists(content: Content) -> tuple[tuple[str, Any, str, str], ...]:
    """Give what never changes while the content does not: path, value, title, component of one."""
    return (
        ("/document-types", catalogue.document_types(content), "Dokumenttypen", "Dokumenttyp"),
        ("/carriers", catalogue.carriers(content), "Träger", "Traeger"),
        (
            "/mandatory-elements",
            catalogue.mandatory_elements(content),
            "Pflichtangaben",
            "Pflichtangabe",
        ),
        ("/legal-grounds", catalogue.legal_grounds(content), "Rechtsgrundlagen", "Rechtsgrundlage"),
        ("/findings", catalogue.findings(), "Alle Befunde, die es gibt", "Befundart"),
    )
