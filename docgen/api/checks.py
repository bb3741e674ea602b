"""Questions about a case or a file: validations, budgets, comparisons, verifications."""

from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from docgen import contract
from docgen.api.body import FILE_TYPES, read_body
from docgen.api.documents import (
    Endpoint,
    chosen_format,
    expect_content,
    file_answer,
    incomplete,
    read_case_body,
)
from docgen.api.limits import within_limits
from docgen.api.problems import ProblemError, Trouble
from docgen.doctypes import Doctype
from docgen.pipeline import (
    SHEET,
    SHEET_TYPE,
    Content,
    compare_states,
    examine,
    workings_of,
)
from docgen.proof import LARGEST_FILE
from docgen.workers import Workers

_FIRST_TYPE: Final = "bescheid/bewilligung"
BUDGET_TYPES: Final = {"json": "application/json", SHEET: SHEET_TYPE}
"""Media types in which a budget is told, by the name of the format."""


def answer(value: Any, content: Content) -> Response:  # noqa: ANN401
    """Answer with plain values; nobody may keep them."""
    headers = {"Cache-Control": "no-store", "Docgen-Content": content.digest}
    return JSONResponse(value, headers=headers)


def validation_of(doctype: Doctype, content: Content) -> Endpoint:
    """Make the endpoint that tells every finding about a case of one type."""

    async def validation(request: Request) -> Response:
        expect_content(request, content)
        raw = await read_case_body(request)
        examined = await run_in_threadpool(examine, content, doctype.id, raw)
        request.state.carrier = examined.carrier(content)
        request.state.outcome = "gueltig" if examined.is_sound else "fehler"
        return answer(contract.pruefung(examined.findings), content)

    return validation


def budget_of(content: Content) -> Endpoint:
    """Make the endpoint that computes the budget of a case, as values or as a worksheet."""

    async def budget(request: Request) -> Response:
        expect_content(request, content)
        doctype = _type_of(request, content)
        name = chosen_format(request, BUDGET_TYPES, BUDGET_TYPES)
        raw = await read_case_body(request)
        examined = await run_in_threadpool(examine, content, doctype, raw)
        request.state.carrier = examined.carrier(content)
        if examined.case is None or examined.budget is None or not examined.is_priced:
            raise incomplete(examined.unpriced)
        request.state.outcome = "berechnet"
        if name == SHEET:
            written = await run_in_threadpool(workings_of, examined.budget, examined.case, content)
            return file_answer(written, content)
        return answer(contract.budgetrechnung(examined.budget, examined.priced), content)

    return budget


def comparison_of(content: Content) -> Endpoint:
    """Make the endpoint that tells what changes between two states of a case."""

    async def comparison(request: Request) -> Response:
        expect_content(request, content)
        doctype = _type_of(request, content)
        raw = await read_case_body(request)
        compared = await run_in_threadpool(compare_states, content, doctype, raw)
        request.state.carrier = compared.carrier
        if compared.changes is None:
            raise incomplete(compared.findings)
        request.state.outcome = "verglichen"
        return answer(contract.budgetvergleich(compared.changes), content)

    return comparison


def _type_of(request: Request, content: Content) -> str:
    """Read by which document type a case is read. Errors: ProblemError for an unknown one."""
    doctype = request.query_params.get("typ", _FIRST_TYPE)
    if doctype not in content.doctypes:
        known = ", ".join(content.doctypes)
        raise ProblemError(Trouble.BAD_REQUEST, f"Mögliche Dokumenttypen: {known}.")
    return doctype


def verification_of(content: Content, workers: Workers) -> Endpoint:
    """Make the endpoint that judges a finished file by what it carries."""

    async def verification(request: Request) -> Response:
        data = await read_body(request, FILE_TYPES, LARGEST_FILE)
        verdict = await within_limits(request, workers.verdict(data))
        request.state.outcome = verdict.status.value
        return answer(contract.urteil(verdict), content)

    return verification
