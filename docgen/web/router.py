"""The addresses of the upload form: each translates a posted form into one question to docgen."""

import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from docgen.case import Case
from docgen.findings import Finding
from docgen.pipeline import (
    DELIVERIES,
    Content,
    Result,
    State,
    deliver,
    examine,
    formats_of,
    settle,
    stops_draft,
)
from docgen.web.examples import EMPTY, empty_case, load_examples
from docgen.web.limits import within_limits
from docgen.web.pages import download, load_pages, nothing
from docgen.web.show import accounts, grouped, key_of
from docgen.web.submission import Submission, read_submission
from docgen.web.troubles import RefusedError, Trouble
from docgen.workers import Workers

_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_LOOK: Final = frozenset({"GET", "HEAD"})
_POST: Final = frozenset({"POST"})
_CASE: Final = "fall"

Answer = Callable[[Request], Awaitable[Response]]
Step = Callable[[Request, Submission], Awaitable[Response]]


def web_router(content: Content, workers: Workers) -> APIRouter:
    """Make the routes of the upload form, to be included at `/`.

    Its pages answer every method, and whatever goes wrong below them, themselves.
    """
    desk = Desk(content, workers)
    router = APIRouter(include_in_schema=False)
    for path, methods, answer in (
        ("/", _LOOK, desk.start),
        ("/web/style.css", _LOOK, desk.style),
        ("/beispiel", _POST, desk.with_form(desk.example)),
        ("/vorschau", _POST, desk.with_form(desk.preview)),
        ("/hinweis", _POST, desk.with_form(desk.hint)),
        ("/bestaetigen", _POST, desk.with_form(desk.settle)),
        ("/herunterladen", _POST, desk.with_form(desk.download)),
    ):
        router.add_api_route(
            path, desk.guarded(answer), methods=sorted(methods), response_model=None
        )
        router.add_api_route(
            path,
            desk.guarded(desk.other_method(methods)),
            methods=sorted(_METHODS - methods),
            response_model=None,
        )
    return router


class Desk:
    """Answers the form with the content and the workers of one process."""

    def __init__(self, content: Content, workers: Workers) -> None:
        """Read templates and examples once."""
        self._content = content
        self._workers = workers
        self._pages = load_pages()
        self._examples = load_examples(content)
        self._choices = {
            "doctypes": [(one.id, one.title) for one in content.doctypes.values()],
            "examples": [(one.id, one.title) for one in self._examples.values()],
        }

    # --- the steps -------------------------------------------------------------------------------

    async def start(self, _request: Request) -> Response:
        """Show the empty form."""
        return self._pages.page("start", self._form(None))

    async def style(self, _request: Request) -> Response:
        """Give the style sheet."""
        return self._pages.style()

    async def example(self, _request: Request, form: Submission) -> Response:
        """Put an example into the form."""
        self._known_type(form)
        if form.example == EMPTY:
            raw = empty_case(self._content, form.doctype)
        elif form.example in self._examples:
            raw = self._examples[form.example].raw
        else:
            raise RefusedError(Trouble.NO_SUCH_EXAMPLE)
        filled = Submission(form.doctype, raw, "", form.example)
        return self._pages.page("start", self._form(filled))

    async def preview(self, request: Request, form: Submission) -> Response:
        """Show every finding, or the amount and the pages of the letter."""
        self._known_type(form)
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        request.state.carrier = examined.carrier(self._content)
        if not examined.is_sound:
            request.state.outcome = State.FALL_UNVOLLSTAENDIG.value
            return self._findings(form, examined.findings)
        result = await self._letter(request, form, ("pdf",))
        if result.state is not State.FERTIG:
            return self._unwritten(form, result)
        drawn = await within_limits(request, self._workers.pictures(result.files[0].data))
        values = self._form(form) | {
            "accounts": accounts(examined.budget, self._content) if examined.budget else (),
            "hints": grouped(result.findings, self._content.schemas),
            "hint_count": len(result.findings),
            "settled": examined.settled,
            "pictures": [base64.b64encode(one).decode("ascii") for one in drawn],
        }
        return self._pages.page("preview", values)

    async def hint(self, _request: Request, form: Submission) -> Response:
        """Ask why a hint does not stand against the letter, who says so, and when."""
        hint, _ = await self._hint(form)
        return self._pages.page("hint", self._form(form) | {"hint": hint, "key": key_of(hint)})

    async def settle(self, request: Request, form: Submission) -> Response:
        """Write the answer into the case, and show what becomes of it."""
        hint, case = await self._hint(form)
        said = form.judgement
        raw = settle(case, hint, reason=said.reason, person=said.person, day=said.day)
        request.state.form = settled = replace(form, raw=raw)
        return await self.preview(request, settled)

    async def _hint(self, form: Submission) -> tuple[Finding, Case]:
        """Find the hint a person means; only in a case without errors can one be settled."""
        self._known_type(form)
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        hints = {key_of(one): one for one in examined.findings if key_of(one)}
        hint = hints.get(form.judgement.hint)
        if hint is None or examined.case is None or not examined.is_sound:
            raise RefusedError(Trouble.NO_SUCH_HINT)
        return hint, examined.case

    async def download(self, request: Request, form: Submission) -> Response:
        """Give one file of the letter, or all of them."""
        self._known_type(form)
        if form.file_format == _CASE:
            return download("fall.json", "application/json", form.raw)
        if form.file_format not in DELIVERIES:
            raise RefusedError(Trouble.NO_SUCH_FORMAT)
        result = await self._letter(request, form, formats_of(form.file_format))
        if result.state not in {State.FERTIG, State.ENTWURF}:
            return self._unwritten(form, result)
        file = deliver(form.file_format, result.files)
        return download(file.name, file.media_type, file.data)

    # --- what is left over -----------------------------------------------------------------------

    def with_form(self, step: Step) -> Answer:
        """Read the form before a step; from then on every page keeps the case."""

        async def answer(request: Request) -> Response:
            request.state.form = form = await read_submission(request)
            return await step(request, form)

        return answer

    def other_method(self, allowed: frozenset[str]) -> Answer:
        """Answer a request that comes by a method this address does not have."""

        async def answer(request: Request) -> Response:
            response = self._trouble(request, RefusedError(Trouble.METHOD))
            response.headers["Allow"] = ", ".join(sorted(allowed))
            return response

        return answer

    def guarded(self, answer: Answer) -> Answer:
        """Turn every error into a page."""

        async def endpoint(request: Request) -> Response:
            try:
                return await answer(request)
            except RefusedError as refused:
                return self._trouble(request, refused)
            except ClientDisconnect:
                return nothing()
            except Exception as error:  # noqa: BLE001  # the door: whatever is left becomes a page
                request.state.unexpected = error  # whoever keeps the log tells kind and place
                return self._trouble(request, RefusedError(Trouble.INTERNAL))

        return endpoint

    async def _letter(self, request: Request, form: Submission, formats: tuple[str, ...]) -> Result:
        """Have a letter written; what became of it is noted for whoever logs the request."""
        work = self._workers.letter(form.doctype, form.raw, formats, draft=form.draft)
        result = await within_limits(request, work)
        request.state.outcome, request.state.carrier = result.state.value, result.carrier
        return result

    def _known_type(self, form: Submission) -> None:
        if form.doctype not in self._content.doctypes:
            raise RefusedError(Trouble.NO_SUCH_TYPE)

    def _form(self, form: Submission | None) -> dict[str, object]:
        """Give what every page with the form needs; without a case it is empty."""
        chosen = self._content.doctypes.get(form.doctype) if form else None
        return {
            **self._choices,
            "form": form,
            "text": form.text if form else "",
            "doctype": chosen.id if chosen else "",
            "doctype_title": chosen.title if chosen else "",
        }

    def _unwritten(self, form: Submission, result: Result) -> Response:
        if result.state is State.NACHWEIS_FEHLGESCHLAGEN:
            raise RefusedError(Trouble.PROOF, result.findings)
        return self._findings(form, result.findings)

    def _findings(self, form: Submission, findings: tuple[Finding, ...]) -> Response:
        errors = [one for one in findings if one.is_error]
        hints = [one for one in findings if not one.is_error]
        values = self._form(form) | {
            "errors": grouped(errors, self._content.schemas),
            "error_count": len(errors),
            "hints": grouped(hints, self._content.schemas),
            "hint_count": len(hints),
            "can_draft": not stops_draft(errors),
        }
        return self._pages.page("findings", values, 422)

    def _trouble(self, request: Request, refused: RefusedError) -> Response:
        kind = refused.trouble.value
        form: Submission | None = getattr(request.state, "form", None)
        values = self._form(form) | {
            "heading": kind.heading,
            "advice": kind.advice,
            "can_retry": kind.retry_seconds is not None,
            "action": "herunterladen" if form and form.file_format else "vorschau",
            "findings": refused.findings,
        }
        retry = {} if kind.retry_seconds is None else {"Retry-After": str(kind.retry_seconds)}
        return self._pages.page("trouble", values, kind.status, retry)
