"""Whatever is sent to the upload form, the answer is a page that says in German what to do."""

import asyncio
import base64
import gzip
import logging
import re
import socket
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import httpx
import pytest
from cases import ROOT, example, raw
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send
from web_pages import ORIGINAL, POLICY, TYPE, Page, broken_case, fields, typed, uploaded

from docgen.findings import finding
from docgen.pipeline import Content, Result, State
from docgen.proof import PagePicture
from docgen.web import web_router
from docgen.workers import BusyError, Limits, MemoryLimitError, TimeLimitError, Workers

CANARY = "Kanarienvogelsang"
FORM = "multipart/form-data; boundary=x"


def whole(**values: str) -> bytes:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in values.items()
    ]
    return "".join([*parts, "--x--\r\n"]).encode()


SENT: dict[str, tuple[str, str, str, bytes, int]] = {
    "another method": ("GET", "/vorschau", "", b"", 405),
    "a method nobody has here": ("PUT", "/", "", b"", 405),
    "an unknown type": ("POST", "/vorschau", FORM, whole(typ="bescheid/nichts"), 404),
    "no type": ("POST", "/herunterladen", FORM, whole(), 404),
    "an unknown format": ("POST", "/herunterladen", FORM, whole(typ=TYPE, format="exe"), 404),
    "an unknown example": ("POST", "/beispiel", FORM, whole(typ=TYPE, beispiel="../x"), 404),
    "JSON": ("POST", "/vorschau", "application/json", ORIGINAL, 415),
    "a form of another kind": ("POST", "/vorschau", "application/x-www-form-urlencoded", b"", 415),
    "no media type": ("POST", "/vorschau", "", ORIGINAL, 415),
    "no boundary": ("POST", "/vorschau", "multipart/form-data", whole(typ=TYPE), 400),
    "no form": ("POST", "/vorschau", FORM, b"Hallo", 400),
    "nothing": ("POST", "/vorschau", FORM, b"", 400),
    "half a form": ("POST", "/vorschau", FORM, whole(typ=TYPE, fall="{}")[:-9], 400),
    "a hidden field that was changed": (
        "POST",
        "/vorschau",
        FORM,
        whole(typ=TYPE, fall_base64="ä?"),
        400,
    ),
    "a large form": ("POST", "/vorschau", FORM, whole(typ=TYPE, fall="x" * 2_000_001), 413),
    "50 MB": ("POST", "/vorschau", FORM, whole(typ=TYPE, fall="x" * 50_000_000), 413),
}


def assert_german_page(answer: httpx.Response) -> Page:
    """It is a whole page in German that nobody keeps and that loads nothing from elsewhere."""
    page = Page(answer)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert page.root.get("lang") == "de"
    assert page.heading
    assert page.texts("//main//p")
    assert not re.search(r"Traceback|Exception|\bError\b|[Ii]nternal", answer.text)
    assert_kept_by_nobody(answer)
    links = page.root.xpath("//@href | //@src | //@action | //@formaction")
    assert all(re.match(r"data:|#|\./|[a-z]", link) for link in links)
    assert not any(re.match(r"[a-z]+:", link) for link in links if not link.startswith("data:"))
    return page


def assert_kept_by_nobody(answer: httpx.Response) -> None:
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(("method", "path", "kind", "body", "status"), SENT.values(), ids=SENT)
def test_a_request_that_cannot_be_answered_becomes_a_page(  # noqa: PLR0913, PLR0917  # one row
    method: str, path: str, kind: str, body: bytes, status: int, client: httpx.Client
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = client.request(method, path, content=body, headers=headers)

    assert answer.status_code == status
    page = assert_german_page(answer)
    assert page.root.xpath("//main//a[@href='./']")


def test_a_packed_form_is_not_unpacked(client: httpx.Client) -> None:
    headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}
    answer = client.post("/vorschau", content=gzip.compress(b"0" * 10_000_000), headers=headers)

    assert answer.status_code == 415


def test_another_method_is_told_which_one_there_is(client: httpx.Client) -> None:
    assert client.get("/vorschau").headers["allow"] == "POST"
    assert client.delete("/").headers["allow"] == "GET, HEAD"


def test_every_answer_is_kept_by_nobody_and_loads_nothing(client: httpx.Client) -> None:
    assert_german_page(client.get("/"))
    assert_german_page(typed(client, "/beispiel", "", beispiel="leer").answer)
    assert_german_page(uploaded(client, "/vorschau", raw(broken_case())).answer)
    assert_german_page(uploaded(client, "/vorschau", ORIGINAL).answer)
    assert_kept_by_nobody(client.head("/"))
    assert_kept_by_nobody(uploaded(client, "/herunterladen", ORIGINAL, format="pdf").answer)
    style = client.get("/web/style.css")
    assert_kept_by_nobody(style)
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in style.text
    assert "@import" not in style.text


def begun(address: str) -> socket.socket:
    """A request whose body has only begun."""
    host, port = address.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=10)
    head = f"POST /vorschau HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 999"
    connection.sendall(f"{head}\r\n\r\n--x".encode())
    return connection


def test_a_form_that_comes_too_slowly_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.web.parts._SECONDS", 0.1)
    with begun(address) as connection:
        answer = connection.recv(100_000).decode()

    assert answer.startswith("HTTP/1.1 408 ")


def test_who_leaves_while_sending_disturbs_nobody(address: str, client: httpx.Client) -> None:
    begun(address).close()

    assert client.get("/").status_code == 200


# --- what workers cannot do ----------------------------------------------------------------------


class Unable(Workers):
    """Workers that only ever do one thing."""

    def __init__(self, deed: Callable[[], Result]) -> None:
        """Say which."""
        super().__init__(ROOT, Limits(workers=1))
        self._deed = deed

    async def letter(self, *_: Any, **__: Any) -> Result:  # noqa: ANN401
        """Do it instead of a letter."""
        return self._deed()


class InThisProcess:
    """Asks a form whose workers only ever do one thing."""

    def __init__(self, content: Content, deed: Callable[[], Result]) -> None:
        """Make the form."""
        self._form = FastAPI(openapi_url=None)
        self._form.include_router(web_router(content, Unable(deed)))
        self.noted: dict[str, Any] = {}

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and note what a log would be told of the request."""
        scope["state"] = self.noted
        await self._form(scope, receive, send)

    def post(self, url: str, *, files: Mapping[str, Any]) -> httpx.Response:
        """Send a form."""

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
                return await client.post(url, files=files)

        return asyncio.run(sent())


def raising(error: Exception) -> Callable[[], Result]:
    def deed() -> Result:
        raise error

    return deed


UNPROVEN = Result(
    State.NACHWEIS_FEHLGESCHLAGEN,
    (finding("nachweis.betrag_unbekannt", text="1,00 Euro", ort="Seite 1"),),
)


@pytest.mark.parametrize(
    ("deed", "status", "heading"),
    [
        (raising(BusyError()), 503, "Gerade ist zu viel zu tun"),
        (raising(TimeLimitError()), 504, "Das Schreiben braucht zu lange"),
        (raising(MemoryLimitError()), 500, "Das Schreiben braucht zu viel Speicher"),
        (raising(ValueError(CANARY)), 500, "Das hat nicht geklappt"),
        (lambda: UNPROVEN, 500, "Das fertige Schreiben war nicht vollständig"),
    ],
    ids=["busy", "too long", "too large", "unexpected", "unproven"],
)
@pytest.mark.parametrize("path", ["/vorschau", "/herunterladen"])
def test_a_letter_that_was_not_written_leaves_the_case_on_the_page(
    deed: Callable[[], Result], status: int, heading: str, path: str, content: Content
) -> None:
    page = uploaded(InThisProcess(content, deed), path, ORIGINAL, format="pdf")

    assert (page.answer.status_code, page.heading) == (status, heading)
    assert_german_page(page.answer)
    assert page.case == ORIGINAL.decode()


def test_who_comes_when_all_is_busy_can_send_the_same_again(content: Content) -> None:
    page = uploaded(
        InThisProcess(content, raising(BusyError())), "/herunterladen", ORIGINAL, format="zip"
    )

    assert page.answer.headers["retry-after"] == "5"
    assert page.root.xpath("//form/@action")[0] == "herunterladen"
    again = page.hidden("//form[1]")
    assert (again["typ"], again["format"]) == (TYPE, "zip")
    assert base64.b64decode(again["fall_base64"]) == ORIGINAL


def test_an_unproven_letter_says_that_it_is_our_fault(content: Content) -> None:
    page = uploaded(InThisProcess(content, lambda: UNPROVEN), "/vorschau", ORIGINAL)

    assert "Der Fehler liegt an docgen und nicht an Ihrem Fall" in page.texts("//p")[0]
    assert page.texts("//h3") == ["Fehler Schreiben"]
    assert "1,00 Euro" in page.texts("//li")[0]


def test_a_letter_found_wrong_only_when_drawn_shows_its_findings(content: Content) -> None:
    off_page = Result(
        State.FALL_UNVOLLSTAENDIG,
        (finding("seite.anschrift_zu_breit"),),
        pictures=(PagePicture(1, b"PNG"),),
    )
    page = uploaded(InThisProcess(content, lambda: off_page), "/vorschau", ORIGINAL)

    assert (page.answer.status_code, page.heading) == (422, "Der Fall hat 1 Fehler")
    assert page.root.xpath("//figure/img/@src") == ["data:image/png;base64,UE5H"]
    assert page.texts("//figcaption") == ["Seite 1; die Stellen sind rot umrandet."]


# --- who leaves, and what is logged --------------------------------------------------------------


def test_a_person_who_leaves_frees_the_worker(content: Content) -> None:
    ended = asyncio.run(_leave_while_working(content))

    assert ended == ["begun", "cancelled"]


async def _leave_while_working(content: Content) -> list[str]:
    told: list[str] = []
    begun = asyncio.Event()

    class Endless(Workers):
        async def letter(self, *_: Any, **__: Any) -> Result:  # noqa: ANN401
            told.append("begun")
            begun.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                told.append("cancelled")
                raise
            raise AssertionError

    app = FastAPI(openapi_url=None)
    app.include_router(web_router(content, Endless(ROOT, Limits(workers=1))))
    request = httpx.Request(
        "POST", "http://x/vorschau", files=fields(typ=TYPE, fall=ORIGINAL.decode())
    )
    body = iter([{"type": "http.request", "body": request.read(), "more_body": False}])

    async def receive() -> MutableMapping[str, Any]:
        for message in body:
            return message
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(_: MutableMapping[str, Any]) -> None:
        pass

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/vorschau",
        "query_string": b"",
        "headers": [(b"content-type", request.headers["content-type"].encode())],
    }
    async with asyncio.timeout(10):
        await app(scope, receive, send)
        await asyncio.sleep(0)
    return list(told)  # as it is before the loop ends and cancels what is left


def test_what_became_of_a_case_is_noted_for_the_log(content: Content) -> None:
    form = InThisProcess(content, lambda: UNPROVEN)

    uploaded(form, "/vorschau", raw(broken_case()))
    assert form.noted["outcome"] == "fall_unvollstaendig"
    assert form.noted["carrier"] == "ksv-sachsen"
    uploaded(form, "/herunterladen", ORIGINAL, format="pdf")
    assert form.noted["outcome"] == "nachweis_fehlgeschlagen"


def test_no_value_of_a_case_is_logged(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    case = example()
    case["person"]["nachname"] = CANARY
    caplog.set_level(logging.INFO)

    uploaded(client, "/vorschau", raw(case))
    uploaded(client, "/herunterladen", raw(case), format="zip")
    uploaded(client, "/vorschau", raw(case)[:-9])
    assert CANARY not in caplog.text


def test_an_unexpected_error_is_left_to_whoever_keeps_the_log(content: Content) -> None:
    form = InThisProcess(content, raising(ValueError(CANARY)))

    page = uploaded(form, "/vorschau", raw(example()))

    assert page.answer.status_code == 500
    assert CANARY not in page.answer.text
    assert isinstance(form.noted["unexpected"], ValueError)
