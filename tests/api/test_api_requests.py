"""Whatever is sent, the answer is a letter, an answer, or a problem that says what to do."""

import gzip
import json
import socket
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from zipfile import ZipFile

import httpx
import pytest
from cases import example, raw
from service import DOCUMENT, VALIDATION, Service, example_bytes

from docgen.pipeline import generate, load_content
from docgen.proof import read_file

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def assert_problem(answer: httpx.Response, status: int, slug: str) -> Mapping[str, object]:
    """It is a problem of this kind, complete, in German, and nobody keeps it."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem: Mapping[str, object] = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["type"] == f"urn:docgen:problem:{slug}"
    assert {"type", "title", "status", "detail", "retry", "errors"} <= problem.keys()
    assert str(problem["title"]).endswith(".")
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text
    return problem


# --- letters -------------------------------------------------------------------------------------


def test_a_letter_over_http_is_the_letter_of_the_command_line(service: Service) -> None:
    here = (
        generate(load_content(), "bescheid/bewilligung", example_bytes(), ("pdf",), access=False)
        .files[0]
        .data
    )

    there = service.post(DOCUMENT, example_bytes())

    assert there.status_code == 200
    assert there.content == here
    assert there.headers["content-disposition"] == 'attachment; filename="bescheid-bewilligung.pdf"'
    assert there.headers["docgen-warnings"] == "1"


@pytest.mark.parametrize(
    ("asked", "accept", "given"),
    [
        ("", "*/*", PDF),
        ("", PDF, PDF),
        ("", DOCX, DOCX),
        ("", f"text/html;q=0.9, {DOCX};q=0.8, {PDF};q=0.1", DOCX),
        ("", "application/zip", "application/zip"),
        ("", f"*/*, {PDF};q=0", DOCX),
        ("", "application/*;q=0.2, text/html", PDF),
        ("", "text/html", "text/html; charset=utf-8"),
        ("", "text/plain;q=0.5, image/png", "text/plain; charset=utf-8"),
        ("", f"text/html, {PDF};q=0.1", PDF),
        ("?format=docx", PDF, DOCX),
        ("?format=grossdruck", "*/*", PDF),
        ("?format=html", PDF, "text/html; charset=utf-8"),
        ("?format=text", "*/*", "text/plain; charset=utf-8"),
        ("?format=zip", "*/*", "application/zip"),
    ],
)
def test_the_format_is_the_one_asked_for(
    asked: str, accept: str, given: str, service: Service
) -> None:
    answer = service.post(DOCUMENT + asked, example_bytes(), {"Accept": accept})

    assert answer.headers["content-type"] == given


@pytest.mark.parametrize(
    ("more", "forms"),
    [
        ("", ["-grossdruck.pdf"]),
        ("&dazu=text&dazu=html", ["-grossdruck.pdf", ".html", ".txt"]),
        ("&dazu=grossdruck&dazu=pdf", ["-grossdruck.pdf"]),
    ],
)
def test_the_zip_holds_what_the_person_needs_what_is_asked_for_and_the_manifest(
    more: str, forms: list[str], service: Service
) -> None:
    """The person of the example reads large print."""
    answer = service.post(f"{DOCUMENT}?format=zip{more}", example_bytes())

    with ZipFile(BytesIO(answer.content)) as archive:
        names = archive.namelist()
        record = json.loads(archive.read(names[-1]))
    endings = [".pdf", ".docx", *forms, ".manifest.json"]
    assert names == [f"bescheid-bewilligung{end}" for end in endings]
    assert [one["name"] for one in record["dateien"]] == names[:-1]
    for duty in record["nachweis"]:
        assert duty["orte"].keys() == set(names[:-1])


@pytest.mark.parametrize("asked", ["?dazu=html", "?format=pdf&dazu=html", "?format=zip&dazu=exe"])
def test_more_is_had_in_a_zip_only_and_of_known_formats(asked: str, service: Service) -> None:
    assert_problem(service.post(DOCUMENT + asked, example_bytes()), 400, "anfrage-falsch")


@pytest.mark.parametrize("callers", [24, pytest.param(200, marks=pytest.mark.thorough)])
def test_many_callers_at_once_each_get_their_own_letter(callers: int, service: Service) -> None:
    """Who meets a full queue is told to come back, and comes back."""
    names = [f"Nachname{number:03}" for number in range(callers)]

    def written(name: str) -> str:
        case = example()
        case["person"]["nachname"] = name
        while True:
            answer = service.post(f"{DOCUMENT}?format=docx", raw(case))
            if answer.status_code == 200:
                return " ".join(unit.text for unit in read_file(answer.content).units)
            assert_problem(answer, 503, "ausgelastet")
            time.sleep(float(answer.headers["retry-after"]) / 20)

    with ThreadPoolExecutor(40) as pool:
        texts = list(pool.map(written, names))

    for name, text in zip(names, texts, strict=True):
        assert {word for word in names if word in text} == {name}


# --- what cannot be answered as asked ------------------------------------------------------------


def test_a_case_with_errors_is_told_whole(service: Service) -> None:
    case = example()
    del case["person"]["nachname"]
    case["bankverbindung"]["iban"] = "DE42999123450003703701"

    problem = assert_problem(service.post(DOCUMENT, raw(case)), 422, "fall-unvollstaendig")

    errors = problem["errors"]
    assert isinstance(errors, list)
    assert [(one["code"], one["pointer"]) for one in errors if one["severity"] == "fehler"] == [
        ("feld.fehlt", "/person/nachname"),
        ("bank.iban_pruefziffer", "/bankverbindung/iban"),
    ]


UNREADABLE: dict[str, bytes] = {
    "nothing": b"",
    "no object": b"[]",
    "null": b"null",
    "cut off": example_bytes()[:-300],
    "a key twice": b'{"betrag":1,"betrag":2}',
    "no number": b'{"betrag":NaN}',
    "deep": b"[" * 100_000,
    "UTF-16": example_bytes().decode().encode("utf-16"),
    "half a sign": b'{"a":"\\ud800"}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_bad_request(body: bytes, service: Service) -> None:
    problem = assert_problem(service.post(DOCUMENT, body), 400, "fall-unlesbar")

    assert problem["errors"]


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_a_validation_answers_even_then(body: bytes, service: Service) -> None:
    answer = service.post(VALIDATION, body)

    assert answer.status_code == 200
    assert answer.json()["gueltig"] is False
    assert answer.json()["befunde"]


def test_a_validation_names_what_is_still_missing(service: Service) -> None:
    case = example()
    del case["bewilligung"]

    answer = service.post(VALIDATION, raw(case)).json()

    assert answer["fehlend"] == [{"pointer": "/bewilligung", "title": "Bewilligung"}]


WRONG: dict[str, tuple[str, dict[str, str], int, str]] = {
    "text": (DOCUMENT, {"Content-Type": "text/plain"}, 415, "inhaltstyp-nicht-moeglich"),
    "a form": (
        DOCUMENT,
        {"Content-Type": "application/x-www-form-urlencoded"},
        415,
        "inhaltstyp-nicht-moeglich",
    ),
    "no type": (DOCUMENT, {"Content-Type": ""}, 415, "inhaltstyp-nicht-moeglich"),
    "another charset": (
        DOCUMENT,
        {"Content-Type": "application/json; charset=latin-1"},
        415,
        "inhaltstyp-nicht-moeglich",
    ),
    "a picture wanted": (DOCUMENT, {"Accept": "image/png"}, 406, "format-nicht-moeglich"),
    "nothing accepted": (DOCUMENT, {"Accept": "*/*;q=0"}, 406, "format-nicht-moeglich"),
    "unknown format": (f"{DOCUMENT}?format=exe", {}, 400, "anfrage-falsch"),
    "unknown type": ("/v1/documents/bescheid/ablehnungg", {}, 404, "nicht-gefunden"),
    "a way out": ("/v1/documents/..%2f..%2fetc/passwd", {}, 404, "nicht-gefunden"),
    "two slashes": ("//v1/documents/bescheid/bewilligung", {}, 404, "nicht-gefunden"),
    "other content": (DOCUMENT, {"Docgen-Content": "0" * 64}, 412, "inhalt-geaendert"),
    "a budget as a picture": ("/v1/budgets", {"Accept": "image/png"}, 406, "format-nicht-moeglich"),
    "a budget as a letter": ("/v1/budgets?format=pdf", {}, 400, "anfrage-falsch"),
    "a budget of what": ("/v1/budgets?typ=x", {}, 400, "anfrage-falsch"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_request_is_a_problem_of_its_kind(name: str, service: Service) -> None:
    path, headers, status, slug = WRONG[name]

    assert_problem(service.post(path, example_bytes(), headers), status, slug)


@pytest.mark.parametrize(
    "header",
    ["application/json", "application/json; profile=x", 'Application/JSON;charset="UTF-8"'],
)
def test_json_is_known_by_its_media_type(header: str, service: Service) -> None:
    answer = service.post(VALIDATION, example_bytes(), {"Content-Type": header})

    assert answer.json()["gueltig"] is True


def test_what_can_be_got_can_be_asked_for_its_head(service: Service) -> None:
    answer = httpx.head(f"{service.url}/v1/version")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE"])
def test_another_method_is_refused(method: str, service: Service) -> None:
    answer = httpx.request(method, service.url + DOCUMENT)

    assert_problem(answer, 405, "methode-nicht-moeglich")


def test_a_packed_body_is_refused_unopened(service: Service) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    answer = service.post(DOCUMENT, bomb, {"Content-Encoding": "gzip"})

    assert_problem(answer, 415, "inhaltstyp-nicht-moeglich")


@pytest.mark.parametrize("size", [2_000_001, 50_000_000])
def test_a_body_too_large_is_refused(size: int, service: Service) -> None:
    try:
        answer = service.post(DOCUMENT, b" " * size)
    except httpx.WriteError:
        return  # it hung up on us in the middle of the body, as it may
    assert_problem(answer, 413, "zu-gross")


def test_a_body_of_unknown_length_is_refused_where_it_gets_too_large(service: Service) -> None:
    def endless() -> object:
        while True:
            yield b" " * 100_000

    answer = None
    try:
        answer = httpx.post(
            service.url + DOCUMENT,
            content=endless(),  # type: ignore[arg-type]
            headers={"Content-Type": "application/json"},
        )
    except (httpx.WriteError, httpx.ReadError):
        return  # it hung up
    assert_problem(answer, 413, "zu-gross")


def test_a_slow_body_keeps_nobody_else_waiting(service: Service) -> None:
    address = service.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1]))) as slow:
        slow.sendall(
            f"POST {DOCUMENT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            "Content-Length: 1000\r\n\r\n{".encode()
        )
        begun = time.monotonic()

        assert service.post(VALIDATION, example_bytes()).status_code == 200

        assert time.monotonic() - begun < 5


# --- files ---------------------------------------------------------------------------------------


def test_a_letter_is_judged_and_a_changed_one_is_told(service: Service) -> None:
    letter = service.post(DOCUMENT, example_bytes()).content

    good = service.post("/v1/verifications", letter, {"Content-Type": PDF})
    odd = service.post("/v1/verifications", b"%PDF-1.7 nothing", {"Content-Type": PDF})

    assert good.json()["status"] == "unveraendert"
    assert odd.json()["status"] == "unlesbar"
