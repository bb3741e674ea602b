"""The doors that listen to HTTP, in one app with its workers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

import docgen
from docgen.api import ProblemError, Trouble, api_router, components
from docgen.pipeline import Content
from docgen.server.logs import logger
from docgen.server.metrics import MEDIA_TYPE, Metrics
from docgen.server.watch import NUMBER, Watch
from docgen.web import reference_page, web_router
from docgen.workers import Limits, Workers

_LOOK = ["GET", "HEAD"]
_DESCRIPTION = (
    "Vollständige Schreiben zum Persönlichen Budget. Gespeichert wird nichts. Dieselbe Anfrage "
    "gibt dieselben Bytes und kann gefahrlos noch einmal gesendet werden. Was nicht gelingt, ist "
    "`application/problem+json` (RFC 9457); dort stehen unter `errors` alle Befunde."
)
_BY_STATUS = {404: Trouble.NOT_FOUND, 405: Trouble.METHOD, 413: Trouble.TOO_LARGE}


def create_app(content: Content, limits: Limits) -> FastAPI:
    """Make the app. It is ready when its workers have written a letter each."""
    workers = Workers(content.root, limits)
    log, metrics = logger(), Metrics()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with workers:
            await workers.warm()
            log.info("bereit", arbeiter=limits.workers, inhalt=content.digest)
            yield
        log.info("beendet")

    app = FastAPI(
        title="docgen",
        version=docgen.__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.include_router(api_router(content, workers))
    app.include_router(web_router(content, workers))
    document = _openapi(app, content)

    @app.api_route("/openapi.json", methods=_LOOK, include_in_schema=False)
    async def openapi() -> Response:
        return JSONResponse(document, headers={"Cache-Control": "no-store"})

    show = reference_page(document)
    app.add_api_route("/docs", show, methods=_LOOK, include_in_schema=False, response_model=None)

    @app.api_route("/health/live", methods=_LOOK, include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"zustand": "lebt"}

    @app.api_route("/health/ready", methods=_LOOK, include_in_schema=False)
    async def ready() -> dict[str, str]:
        return {"zustand": "bereit"}

    @app.api_route("/metrics", methods=_LOOK, include_in_schema=False)
    async def counted() -> Response:
        return Response(metrics.text(), media_type=MEDIA_TYPE)

    @app.exception_handler(ProblemError)
    async def problem(_: Request, error: ProblemError) -> Response:
        return error.response()

    @app.exception_handler(HTTPException)
    async def http_problem(_: Request, error: HTTPException) -> Response:
        trouble = _BY_STATUS.get(error.status_code, Trouble.BAD_REQUEST)
        return ProblemError(trouble, headers=error.headers).response()

    app.add_middleware(Watch, log=log, metrics=metrics)
    return app


def _openapi(app: FastAPI, content: Content) -> dict[str, Any]:
    document = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    document["components"] = parts = components(content.schemas)
    parts["headers"][NUMBER] = {
        "description": "Nummer dieser Anfrage; unter ihr steht sie im Protokoll des Dienstes.",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    }
    for operation in (one for path in document["paths"].values() for one in path.values()):
        for response in operation["responses"].values():
            reference = {"$ref": f"#/components/headers/{NUMBER}"}
            response["headers"] = {**response.get("headers", {}), NUMBER: reference}
    return document
