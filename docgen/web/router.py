"""The addresses of the upload form: each translates a posted form into one question to docgen."""

import base64
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from docgen import contract
from docgen.case import Case, read_case
from docgen.findings import Finding
from docgen.pipeline import (
    DELIVERIES,
    SHEET,
    Content,
    Examined,
    OutputFile,
    Result,
    State,
    Undrafted,
    deliver,
    examine,
    formats_of,
    holds_several,
    needed,
    reopen,
    settle,
    try_draft,
    workings_of,
)
from docgen.proof import LARGEST_FILE, PagePicture
from docgen.web.clock import today
from docgen.web.entries import enter
from docgen.web.examples import EMPTY, empty_case, load_examples
from docgen.web.files import case_name, dated, day_of, is_letter, whats_wrong
from docgen.web.judging import first_day, flaws_of
from docgen.web.limits import within_limits
from docgen.web.pages import download, load_pages, nothing
from docgen.web.parts import read_parts
from docgen.web.show import accounts, board, key_of
from docgen.web.submission import Judgement, Submission, read_submission
from docgen.web.troubles import RefusedError, Trouble
from docgen.workers import Workers

_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_LOOK: Final = frozenset({"GET", "HEAD"})
_POST: Final = frozenset({"POST"})
_CASE: Final = "fall"

Answer = Callable[[Request], Awaitable[Response]]
Step = Callable[[Request, Submission], Awaitable[Response]]


def web_router(
    content: Content, workers: Workers, *, clock: Callable[[], date] = today
) -> APIRouter:
    """Make the routes of the upload form, to be included at `/`.

    Its pages answer every method, and whatever goes wrong below them, themselves. clock: which day
    it is for the person at the form.
    """
    desk = Desk(content, workers, clock)
    router = APIRouter(include_in_schema=False)
    for path, methods, answer in (
        ("/", _LOOK, desk.start),
        ("/web/style.css", _LOOK, desk.style),
        ("/beispiel", _POST, desk.with_form(desk.example)),
        ("/vorschau", _POST, desk.with_case(desk.preview)),
        ("/hinweis", _POST, desk.with_case(desk.hint)),
        ("/bestaetigen", _POST, desk.with_case(desk.settle)),
        ("/zuruecknehmen", _POST, desk.with_case(desk.reopen)),
        ("/herunterladen", _POST, desk.with_case(desk.download)),
        ("/pruefung", _POST, desk.verify),
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

    def __init__(self, content: Content, workers: Workers, clock: Callable[[], date]) -> None:
        """Read templates and examples once."""
        self._content = content
        self._workers = workers
        self._clock = clock
        self._pages = load_pages()
        self._examples = load_examples(content)
        self._choices = {
            "doctypes": [(one.id, one.title) for one in content.doctypes.values()],
            "examples": [(one.id, one.title) for one in self._examples.values()],
        }

    # --- the steps -------------------------------------------------------------------------------

    async def start(self, _request: Request) -> Response:
        """Show the empty form."""
        return self._pages.page("start", self._start(None, ""))

    async def style(self, _request: Request) -> Response:
        """Give the style sheet."""
        return self._pages.style()

    async def example(self, _request: Request, form: Submission) -> Response:
        """Put an example into the form."""
        self._known_type(form)
        if form.example == EMPTY:
            raw, taken = empty_case(self._content, form.doctype), "Der leere Fall"
        elif form.example in self._examples:
            raw, taken = self._examples[form.example].raw, "Das Beispiel"
        else:
            raise RefusedError(Trouble.NO_SUCH_EXAMPLE)
        filled = Submission(form.doctype, raw, "", form.example)
        return self._pages.page("start", self._start(filled, taken))

    async def preview(self, request: Request, form: Submission) -> Response:
        """Show every finding, or the amount and the pages of the letter."""
        self._known_type(form)
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        request.state.carrier = examined.carrier(self._content)
        if not examined.is_sound:
            request.state.outcome = State.FALL_UNVOLLSTAENDIG.value
            return await self._findings(form, examined.findings, examined)
        result = await self._letter(request, form, ("pdf",), access=True)
        if result.state is not State.FERTIG:
            return await self._unwritten(form, result)
        drawn = await within_limits(request, self._workers.pictures(result.files[0].data))
        values = self._form(form) | {
            "accounts": accounts(examined.budget, self._content) if examined.budget else (),
            "board": board(result.findings, self._content.schemas),
            "settled": [(one, key_of(one.hint)) for one in examined.settled],
            "needed": needed(examined.case) if examined.case else frozenset(),
            "pictures": [base64.b64encode(one).decode("ascii") for one in drawn],
        }
        return self._pages.page("preview", values)

    async def hint(self, _request: Request, form: Submission) -> Response:
        """Ask why a hint does not stand against the letter, who says so, and when."""
        hint, case = await self._hint(form)
        said = replace(form.judgement, day=self._clock().isoformat())
        return self._ask(form, hint, case, said, {})

    async def settle(self, request: Request, form: Submission) -> Response:
        """Write the answer into the case, and show what becomes of it."""
        hint, case = await self._hint(form)
        said = form.judgement
        if flaws := flaws_of(said, case, self._clock()):
            return self._ask(form, hint, case, said, flaws)
        raw = settle(case, hint, reason=said.reason, person=said.person, day=said.day)
        request.state.form = settled = replace(form, raw=raw)
        return await self.preview(request, settled)

    async def reopen(self, request: Request, form: Submission) -> Response:
        """Take a judgement out of the case, and show what becomes of it."""
        hint, case = await self._hint(form, settled=True)
        request.state.form = reopened = replace(form, raw=reopen(case, hint))
        return await self.preview(request, reopened)

    def _ask(
        self,
        form: Submission,
        hint: Finding,
        case: Case,
        said: Judgement,
        flaws: Mapping[str, str],
    ) -> Response:
        values = self._form(form) | {
            "hint": hint,
            "key": key_of(hint),
            "said": said,
            "first": first_day(case),
            "today": self._clock(),
            "flaws": flaws,
        }
        return self._pages.page("hint", values, 422 if flaws else 200)

    async def _hint(self, form: Submission, *, settled: bool = False) -> tuple[Finding, Case]:
        """Find the hint a person means, open or settled; only a case without errors has any."""
        self._known_type(form)
        _expect_checked(form)
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        among = (one.hint for one in examined.settled) if settled else examined.findings
        hints = {key_of(one): one for one in among if key_of(one)}
        hint = hints.get(form.judgement.hint)
        if hint is None or examined.case is None or not examined.is_sound:
            raise RefusedError(Trouble.NO_SUCH_HINT)
        return hint, examined.case

    async def download(self, request: Request, form: Submission) -> Response:
        """Give one file of the letter, or all of them."""
        self._known_type(form)
        day = await run_in_threadpool(day_of, self._content, form.doctype, form.raw)
        case = OutputFile(case_name(day), "application/json", form.raw)
        if form.file_format == _CASE:
            return download(case.name, case.media_type, case.data)
        if form.file_format not in {SHEET, *DELIVERIES}:
            raise RefusedError(Trouble.NO_SUCH_FORMAT)
        _expect_checked(form)
        if form.file_format == SHEET:
            return await self._workings(request, form, day)
        formats, access = formats_of(form.file_format), holds_several(form.file_format)
        result = await self._letter(request, form, formats, access=access)
        if result.state not in {State.FERTIG, State.ENTWURF}:
            return await self._unwritten(form, result)
        file = deliver(form.file_format, (*result.files, case))
        return download(dated(file.name, form.doctype, day), file.media_type, file.data)

    async def _workings(self, request: Request, form: Submission, day: date | None) -> Response:
        """Give the Rechenweg as a worksheet."""
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        request.state.carrier = examined.carrier(self._content)
        if examined.case is None or examined.budget is None or not examined.is_priced:
            return await self._findings(form, examined.findings, examined)
        file = await run_in_threadpool(workings_of, examined.budget, examined.case, self._content)
        return download(dated(file.name, "rechenweg", day), file.media_type, file.data)

    async def verify(self, request: Request) -> Response:
        """Judge a finished letter by what it carries, as `/v1/verifications` does."""
        letter = (await read_parts(request, largest_file=LARGEST_FILE)).get("schreiben")
        if letter is None or not letter.file:
            raise RefusedError(Trouble.NO_LETTER)
        if letter.is_cut:
            raise RefusedError(Trouble.LETTER_TOO_LARGE)
        verdict = await within_limits(request, self._workers.verdict(letter.data))
        request.state.outcome = verdict.status.value
        return self._pages.page("verdict", {"verdict": contract.urteil(verdict)})

    # --- what is left over -----------------------------------------------------------------------

    def with_form(self, step: Step) -> Answer:
        """Read the form before a step; from then on every page keeps the case."""

        async def answer(request: Request) -> Response:
            request.state.form = form = await read_submission(request)
            return await step(request, form)

        return answer

    def with_case(self, step: Step) -> Answer:
        """Read the form before a step, with what was typed beside findings.

        A chosen file takes the place of the case. One that is no case does not: what was typed
        stays.
        """

        async def opened(request: Request, form: Submission) -> Response:
            if form.entries:
                form = await run_in_threadpool(self._entered, form)
                request.state.form = form
            if form.file is not None:
                wrong = await run_in_threadpool(whats_wrong, form.file, self._content)
                if wrong is not None and (form.raw.strip() or form.file.is_cut):
                    raise wrong
                form = replace(form, raw=form.file.data, file=None)
                request.state.form = form
            return await step(request, form)

        return self.with_form(opened)

    def _entered(self, form: Submission) -> Submission:
        """Write what was typed beside findings into the case; it waits while there is none."""
        if form.doctype not in self._content.doctypes:
            return form
        case = read_case(form.raw, self._content.schemas, form.doctype).case
        if case is None:
            return form
        raw = enter(case, form.entries, self._content.schemas.vocabulary)
        return replace(form, raw=raw, entries={})

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

    async def _letter(
        self, request: Request, form: Submission, formats: tuple[str, ...], *, access: bool = False
    ) -> Result:
        """Have a letter written; what became of it is noted for whoever logs the request."""
        work = self._workers.letter(
            form.doctype, form.raw, formats, draft=form.draft, access=access
        )
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

    def _start(self, form: Submission | None, taken: str) -> dict[str, object]:
        """Give what the start page needs; taken: what was just put into the text field."""
        return self._form(form) | {"taken": taken, "largest_letter": LARGEST_FILE // 1_000_000}

    async def _unwritten(self, form: Submission, result: Result) -> Response:
        if result.state is State.NACHWEIS_FEHLGESCHLAGEN:
            raise RefusedError(Trouble.PROOF, result.findings)
        examined = await run_in_threadpool(examine, self._content, form.doctype, form.raw)
        return await self._findings(form, result.findings, examined, result.pictures)

    async def _findings(
        self,
        form: Submission,
        findings: Iterable[Finding],
        examined: Examined,
        pictures: tuple[PagePicture, ...] = (),
    ) -> Response:
        drafted = await run_in_threadpool(try_draft, self._content, form.doctype, examined)
        undrafted = drafted if isinstance(drafted, Undrafted) else None
        shown = tuple(findings)
        values = self._form(form) | {
            "board": board(shown, self._content.schemas),
            "undrafted": undrafted,
            "barred": [one for one in undrafted.findings if one not in shown] if undrafted else (),
            "is_letter": is_letter(form.raw),
            "pictures": [contract.seitenbild(one) for one in pictures],
        }
        return self._pages.page("findings", values, 422)

    def _trouble(self, request: Request, refused: RefusedError) -> Response:
        kind = refused.trouble.value
        form: Submission | None = getattr(request.state, "form", None)
        values = self._form(form) | {
            "heading": kind.heading,
            "advice": kind.advice,
            "can_retry": kind.retry_seconds is not None,
            "shows_text": kind.shows_text,
            "is_changed": refused.trouble is Trouble.CHANGED,
            "is_letter": bool(form and form.file and is_letter(form.file.data)),
            "action": "herunterladen" if form and form.file_format else "vorschau",
            "findings": refused.findings,
        }
        retry = {} if kind.retry_seconds is None else {"Retry-After": str(kind.retry_seconds)}
        return self._pages.page("trouble", values, kind.status, retry)


def _expect_checked(form: Submission) -> None:
    """Refuse to go on with another case than the one the page showed."""
    if form.is_changed:
        raise RefusedError(Trouble.CHANGED)
