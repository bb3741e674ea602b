"""POST /v1/documents/…: a case in, a proven letter out."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

import docgen
from docgen.api.body import JSON_TYPES, read_body
from docgen.api.limits import within_limits
from docgen.api.problems import ProblemError, Trouble
from docgen.case import MAX_BYTES
from docgen.doctypes import Doctype
from docgen.findings import Finding
from docgen.pipeline import (
    DELIVERIES,
    FORMATS,
    STANDARD,
    Content,
    OutputFile,
    Result,
    State,
    deliver,
    formats_of,
    holds_several,
)
from docgen.proof import PagePicture
from docgen.workers import Workers

_LARGEST_CASE: Final = 2 * MAX_BYTES
"""So much of a case is read, to tell by a finding that it is too large."""
_QUALITY: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
FORMAT_NAMES: Final = tuple(DELIVERIES)
_USUAL: Final = tuple(name for name in DELIVERIES if name in STANDARD or holds_several(name))
MEDIA_TYPES: Final = tuple(dict.fromkeys(DELIVERIES.values()))

Endpoint = Callable[[Request], Awaitable[Response]]


def document_of(doctype: Doctype, content: Content, workers: Workers) -> Endpoint:
    """Make the endpoint that writes letters of one type."""

    async def document(request: Request) -> Response:
        expect_content(request, content)
        name, draft = chosen_format(request, DELIVERIES, _USUAL), _is_draft(request)
        formats, access = formats_of(name, _more(request, name)), holds_several(name)
        raw = await read_case_body(request)
        work = workers.letter(doctype.id, raw, formats, draft=draft, access=access)
        result = await within_limits(request, work)
        request.state.outcome, request.state.carrier = result.state.value, result.carrier
        return _answer(result, name, content)

    return document


async def read_case_body(request: Request) -> bytes:
    """Read a case. Errors: see `read_body`."""
    return await read_body(request, JSON_TYPES, _LARGEST_CASE, told=MAX_BYTES)


def expect_content(request: Request, content: Content) -> None:
    """Hold `Docgen-Content`, where the caller sends it, against the content that is loaded.

    Errors: ProblemError when law or clauses have changed since.
    """
    expected = request.headers.get("docgen-content")
    if expected is not None and expected != content.digest:
        raise ProblemError(Trouble.CONTENT_CHANGED, "Bitte prüfen Sie den Fall noch einmal.")


def chosen_format(request: Request, media_types: Mapping[str, str], usual: Iterable[str]) -> str:
    """Read which format is wanted: `?format=` before Accept; the first where nobody minds.

    media_types: of the formats there are, by name. usual: others are given only to whoever accepts
    none of these.
    Errors: ProblemError where the caller wants something else.
    """
    asked = request.query_params.get("format")
    if asked is not None:
        if asked in media_types:
            return asked
        raise ProblemError(Trouble.BAD_REQUEST, f"Mögliche Formate: {', '.join(media_types)}.")
    ranges = _ranges(",".join(request.headers.getlist("accept")) or "*/*")
    for names in (tuple(usual), media_types):
        dearest = max(names, key=lambda name: _quality(media_types[name], ranges))
        if _quality(media_types[dearest], ranges):
            return dearest
    known = dict.fromkeys(media_types.values())
    raise ProblemError(Trouble.NOT_ACCEPTABLE, f"Möglich ist: {', '.join(known)}.")


def _more(request: Request, name: str) -> tuple[str, ...]:
    """Read which formats a ZIP is to hold beside the usual ones and those the person needs."""
    asked = tuple(request.query_params.getlist("dazu"))
    if asked and not holds_several(name):
        raise ProblemError(Trouble.BAD_REQUEST, "„dazu“ gibt es nur beim ZIP.")
    if any(one not in FORMATS for one in asked):
        raise ProblemError(Trouble.BAD_REQUEST, f"Für „dazu“ ist möglich: {', '.join(FORMATS)}.")
    return asked


def _is_draft(request: Request) -> bool:
    asked = request.query_params.get("entwurf", "0")
    if asked not in {"0", "1"}:
        raise ProblemError(Trouble.BAD_REQUEST, "Für „entwurf“ ist 0 oder 1 möglich.")
    return asked == "1"


def _ranges(header: str) -> dict[str, float]:
    """Read an Accept header: how dear each range of media types is, from 0 to 1."""
    ranges = {}
    for part in header.split(","):
        media_type, *parameters = [piece.strip().lower() for piece in part.split(";")]
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        ranges[media_type] = float(quality) if _QUALITY.fullmatch(quality) else 0.0
    return ranges


def _quality(media_type: str, ranges: Mapping[str, float]) -> float:
    """Tell how dear a media type is; the narrowest range that holds it decides."""
    holding = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((ranges[one] for one in holding if one in ranges), 0.0)


def _answer(result: Result, name: str, content: Content) -> Response:
    match result.state:
        case State.FERTIG | State.ENTWURF:
            return _file(deliver(name, result.files), result, content)
        case State.NACHWEIS_FEHLGESCHLAGEN:
            raise ProblemError(Trouble.PROOF, findings=result.findings)
        case _:
            raise incomplete(result.findings, result.pictures)


def incomplete(
    findings: tuple[Finding, ...], pictures: tuple[PagePicture, ...] = ()
) -> ProblemError:
    """Tell that a case cannot become a letter as it is."""
    if any(one.code == "datei.zu_gross" for one in findings):
        return ProblemError(Trouble.TOO_LARGE, findings=findings)
    unreadable = any(one.is_error and one.code.startswith("datei.") for one in findings)
    trouble = Trouble.UNREADABLE if unreadable else Trouble.INCOMPLETE
    return ProblemError(trouble, findings=findings, pictures=pictures)


def _file(file: OutputFile, result: Result, content: Content) -> Response:
    about = {
        "Docgen-Result": result.state.value,
        "Docgen-Version": docgen.__version__,
        "Docgen-Warnings": str(len(result.findings)),
    }
    return file_answer(file, content, about)


def file_answer(
    file: OutputFile, content: Content, about: Mapping[str, str] | None = None
) -> Response:
    """Answer with a file; nobody may keep it. about: further headers."""
    digest = base64.b64encode(hashlib.sha256(file.data).digest()).decode()
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Repr-Digest": f"sha-256=:{digest}:",
        "Docgen-Content": content.digest,
        **(about or {}),
    }
    return Response(file.data, 200, headers, file.media_type)
