"""Whatever is around the service: a full disk, another machine, another site, slow or odd callers.

What a letter is made of is the case and the content alone; what keeps it from its caller is told.
"""

import base64
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from cases import ROOT, example, raw
from service import DOCUMENT, JSON, VALIDATION, Service, example_bytes

TYPE: Final = "bescheid/bewilligung"
Form = dict[str, Any]
CANARY: Final = "Kanarienvogelsang"

# --- a machine without room ----------------------------------------------------------------------

LOST_LOG: Final = """
import os, sys
from docgen.cli import main
os.dup2(os.open("/dev/full", os.O_WRONLY), 2)
sys.argv = ["docgen", "serve", "--port", "0", "--workers", "1"]
main()
"""
"""A service none of whose lines can be written."""


@pytest.fixture
def without_room() -> Iterator[Service]:
    """A service whose disk was full once it ran; it ends in good order all the same."""
    running = Service.start_program(LOST_LOG)
    fill_up(running, room=1024)
    yield running
    assert running.stop() == 0


def fill_up(service: Service, room: int) -> None:
    """Let no file of these processes grow beyond `room` bytes: it is how a full disk feels."""
    for process in (service.process.pid, *service.workers()):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


def with_blanks(size: int) -> bytes:
    """The example, made this large by blanks."""
    return example_bytes().ljust(size)


@pytest.mark.thorough
def test_a_service_without_room_answers_as_ever(without_room: Service) -> None:
    """Bodies and forms of nearly a megabyte, in all three ways a form carries a case."""
    case = with_blanks(990_000)
    letter = without_room.post(DOCUMENT, case)
    sent: list[Form] = [
        {"datei": ("fall.json", case)},
        {"fall": (None, case)},
        {"fall_base64": (None, base64.b64encode(case))},
    ]
    for part in sent:
        fields: Form = {"typ": (None, TYPE), "format": (None, "pdf")} | part
        answer = httpx.post(f"{without_room.url}/herunterladen", files=fields, timeout=60)
        assert answer.content == letter.content

    assert letter.status_code == 200
    assert without_room.post(DOCUMENT, with_blanks(1_990_000)).status_code == 413
    assert without_room.post(DOCUMENT, b"{").status_code == 400
    assert without_room.get("/nichts").status_code == 404
    assert 'status="404"' in without_room.get("/metrics").text


@pytest.mark.thorough
def test_a_worker_that_finds_no_room_is_made_up_for_as_soon_as_there_is(
    without_room: Service,
) -> None:
    [worker] = without_room.workers()
    os.kill(worker, signal.SIGKILL)
    time.sleep(0.3)
    refused = without_room.post(DOCUMENT, example_bytes())
    fill_up(without_room, room=resource.RLIM_INFINITY)
    written = without_room.post(DOCUMENT, example_bytes())

    assert (refused.status_code, refused.json()["retry"]) == (503, True)
    assert written.status_code == 200


NO_ROOM_AT_ALL: Final = """
import resource, sys
from docgen.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
sys.argv = ["docgen", "serve", "--port", "0", "--workers", "1"]
main()
"""


def test_without_room_for_the_fonts_no_service_starts_and_says_why() -> None:
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM_AT_ALL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.returncode == 3
    assert run.stderr.startswith("Die Schriften lassen sich nicht in den Ordner für temporäre")
    assert "Traceback" not in run.stderr


# --- another machine -----------------------------------------------------------------------------

MACHINES: Final = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Anchorage", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4294967295"},
)


@pytest.mark.thorough
def test_two_machines_give_the_same_bytes(tmp_path: Path, service: Service) -> None:
    """Neither the clock, nor language, nor the order of sets, nor the folder gets into a letter."""

    def written_by(running: Service) -> list[tuple[bytes, str]]:
        answers = [
            running.post(f"{path}", example_bytes())
            for path in (f"{DOCUMENT}?format=zip", f"{DOCUMENT}?format=zip", VALIDATION)
        ]
        return [(one.content, one.headers.get("repr-digest", "")) for one in answers]

    told = [written_by(service)]
    for number, environment in enumerate(MACHINES):
        folder = tmp_path / str(number)
        folder.mkdir()
        running = Service.start("--workers", "1", folder=folder, **environment)
        told.append(written_by(running))
        running.stop()

    assert told[0][0] == told[0][1]
    assert told[0] == told[1] == told[2]


# --- other sites, and odd ways to ask ------------------------------------------------------------

FOREIGN: Final = {
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "cors",
    "Cookie": "session=1",
}
ASKED: Final = [
    ("GET", "/"),
    ("GET", "/v1/document-types"),
    ("GET", "/openapi.json"),
    ("GET", "/health/ready"),
    ("GET", "/nichts"),
    ("POST", DOCUMENT),
    ("POST", VALIDATION),
    ("OPTIONS", DOCUMENT),
    ("OPTIONS", "/vorschau"),
]


@pytest.mark.parametrize(("method", "path"), ASKED)
def test_no_answer_can_be_read_by_a_page_from_elsewhere(
    method: str, path: str, service: Service
) -> None:
    preflight = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    headers = FOREIGN | (JSON if method == "POST" else preflight)
    body = example_bytes() if method == "POST" else b""

    answer = httpx.request(method, service.url + path, headers=headers, content=body)

    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "set-cookie" not in answer.headers
    assert answer.status_code == {"GET": 200, "POST": 200, "OPTIONS": 405}[method] or (
        path == "/nichts"
    )


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
def test_the_form_of_another_site_gets_no_letter_from_the_api(kind: str, service: Service) -> None:
    """These are all the media types a foreign form can send without asking first."""
    answer = service.post(DOCUMENT, example_bytes(), FOREIGN | {"Content-Type": kind})

    assert answer.status_code == 415


def test_the_form_of_another_site_learns_and_changes_nothing(service: Service) -> None:
    """There is nobody to be mistaken for: no users, nothing stored; what is sent comes back."""
    before = service.get("/").content
    fields: Form = {"typ": (None, TYPE), "fall": (None, example_bytes())}

    answer = httpx.post(f"{service.url}/vorschau", files=fields, headers=FOREIGN, timeout=60)

    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert service.get("/").content == before


@pytest.mark.parametrize("path", ["/", "/vorschau", "/v1/version", DOCUMENT, "/health/ready", "//"])
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "ÄÖ"])
def test_a_method_nobody_has_reads_nothing_back(method: str, path: str, service: Service) -> None:
    answer = spoken(
        service,
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: {CANARY}\r\n\r\n",
    )

    assert re.match(r"HTTP/1\.1 (400|404|405) ", answer)
    assert CANARY not in answer


@pytest.mark.parametrize(
    "path",
    [
        "//",
        "//vorschau",
        "/v1//version",
        "/v1/version/",
        "/./v1/version",
        "/v1/%2e%2e/v1/version",
        "/v1/schemas/..%2f..%2fpyproject.toml",
        "/v1/schemas/%00",
        "/web/../../pyproject.toml",
        "/web/style.css%00.html",
    ],
)
def test_an_address_written_oddly_is_nothing(path: str, service: Service) -> None:
    answer = spoken(service, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer.startswith("HTTP/1.1 404 ")
    assert "application/problem+json" in answer


def test_what_is_asked_beyond_the_contract_is_neither_heard_nor_told(service: Service) -> None:
    """A key or token in the wrong place opens nothing, and no log keeps it."""
    begun = len(service.log)
    plain = service.post(f"{DOCUMENT}?format=docx", example_bytes())

    asked = service.post(
        f"{DOCUMENT}?format=docx&key={CANARY}&{CANARY}=1",
        example_bytes(),
        {"Authorization": f"Bearer {CANARY}", "X-Forwarded-For": CANARY, "User-Agent": CANARY},
    )

    assert asked.content == plain.content
    time.sleep(0.2)
    assert len(service.log) > begun
    assert CANARY not in f"{asked.headers}{service.log}{service.get('/metrics').text}"


def spoken(service: Service, text: str) -> str:
    """What a caller hears who speaks HTTP by hand, until the service hangs up."""
    address = service.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=20) as caller:
        caller.sendall(text.encode())
        return b"".join(iter(lambda: caller.recv(65_536), b"")).decode()


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 10",
        "Content-Length: -1",
        "Content-Length: 10\r\nContent-Length: 20",
        "Content-Length: 1e3",
        "Content-Length: 10\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked, gzip",
        "Content-Length: 99999999999999999999",
    ],
)
@pytest.mark.thorough
def test_a_length_that_is_not_true_gets_no_letter(head: str, short_lived: Service) -> None:
    text = (
        f"POST {DOCUMENT} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\n{head}\r\n\r\n"
    )

    answer = spoken(short_lived, text + example_bytes().decode())

    # 408: what is taken for the beginning of a piece, and no more of it comes.
    assert re.match(r"HTTP/1\.1 (400|408|413|501) ", answer), answer[:200]
    assert short_lived.get("/health/ready").status_code == 200


# --- the form on the real server -----------------------------------------------------------------


def test_a_form_sent_twice_at_once_is_answered_twice_alike(service: Service) -> None:
    fields: Form = {"typ": (None, TYPE), "fall": (None, example_bytes())}

    def pressed(_: int) -> bytes:
        answer = httpx.post(f"{service.url}/vorschau", files=fields, timeout=60)
        assert answer.status_code == 200
        return answer.content

    with ThreadPoolExecutor(2) as fingers:
        first, second = fingers.map(pressed, range(2))

    assert first == second


def test_fifty_megabytes_in_the_form_are_told_to_be_too_large(service: Service) -> None:
    fields: Form = {
        "typ": (None, TYPE),
        "datei": ("fall.json", b" " * 50_000_000, "application/json"),
    }
    before = peak_of(service)

    answer = httpx.post(f"{service.url}/vorschau", files=fields, timeout=60)

    assert answer.status_code == 413
    assert "Die Datei ist zu groß" in answer.text
    assert peak_of(service) - before < 25


def peak_of(service: Service) -> int:
    """The most memory the server itself ever had, in MiB."""
    status = Path(f"/proc/{service.process.pid}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


@pytest.mark.parametrize(
    "name", ['"; rm -rf ~".json', "aux.pdf", "a\r\nX: y", "x" * 300, "../../x"]
)
def test_the_name_of_an_uploaded_file_goes_nowhere(name: str, service: Service) -> None:
    fields: Form = {
        "typ": (None, TYPE),
        "format": (None, "docx"),
        "datei": (name, example_bytes(), "application/json"),
    }

    answer = httpx.post(f"{service.url}/herunterladen", files=fields, timeout=60)

    disposition = 'attachment; filename="bescheid-bewilligung-2026-11-09.docx"'
    assert (answer.status_code, answer.headers["content-disposition"]) == (200, disposition)


# --- workers that make room, and bodies that come too slowly -------------------------------------

SHORT_LIVED: Final = """
from docgen.api import body
from docgen.pipeline import load_content
from docgen.server import listen, serve
from docgen.workers import Limits

body.SECONDS = 0.5
with listen("127.0.0.1", 0) as listening:
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    serve(load_content(), Limits(workers=1, turns=3), listening)
"""
"""A worker makes room after three letters, and a body has half a second."""


@pytest.fixture(scope="module")
def short_lived() -> Iterator[Service]:
    """A service with little patience, for its workers and for its callers."""
    running = Service.start_program(SHORT_LIVED)
    yield running
    running.stop()


@pytest.mark.thorough
def test_workers_that_make_room_drop_no_request(short_lived: Service) -> None:
    [before] = short_lived.workers()

    def written(number: int) -> int:
        case = example()
        case["person"]["nachname"] = f"Nachname{number}"
        return short_lived.post(f"{DOCUMENT}?format=docx", raw(case)).status_code

    with ThreadPoolExecutor(3) as callers:
        assert set(callers.map(written, range(7))) == {200}
    [after] = short_lived.workers()
    assert after != before
    lines = "".join(short_lived.log)
    assert "unerwartet" not in lines


def test_a_body_that_comes_too_slowly_is_told_so(short_lived: Service) -> None:
    address = short_lived.url.removeprefix("http://").split(":")
    head = f"POST {DOCUMENT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    with socket.create_connection((address[0], int(address[1])), timeout=20) as slow:
        slow.sendall(f"{head}Content-Length: 1000\r\n\r\n{{".encode())
        answer = slow.recv(65_536).decode()

    assert answer.startswith("HTTP/1.1 408 ")
