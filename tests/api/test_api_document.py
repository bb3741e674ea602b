"""What `/openapi.json` says of an answer, held against answers as they really come."""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

import docx
import httpx
import pytest
from cases import ROOT, example, full_case, raw, represented_case
from jsonschema import Draft202012Validator
from service import DOCUMENT, Service, example_bytes
from test_api_contract import PAIRS, Pair

from docgen.api import Trouble
from docgen.case import MAX_BYTES
from docgen.doctypes import Form
from docgen.findings import Severity
from docgen.law import Axis
from docgen.pipeline import State
from docgen.proof import Status
from docgen.workers import Limits

Document = dict[str, Any]
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NO_OPERATION: Final = {"schreiben-unbekannter-typ", "schreiben-falsche-methode"}
"""Golden requests to what is not in the document: another address, another method."""
CASES: Final = ("Fall", "Bescheid")
"""How the names of cases begin; their schemas say themselves what is closed."""
OURS: Final = re.compile("docgen-.*|repr-digest|content-disposition|retry-after")
"""The headers an integrator may rely on."""


@pytest.fixture(scope="module")
def document(service: Service) -> Document:
    """The OpenAPI document as the service gives it."""
    answer: Document = service.get("/openapi.json").json()
    return answer


def operation(document: Document, method: str, path: str) -> Document:
    """The operation that answers at an address."""
    bare = path.partition("?")[0]
    [found] = [
        methods[method.lower()]
        for template, methods in document["paths"].items()
        if re.fullmatch(re.sub(r"\{[^}]*\}", ".+", template), bare) and method.lower() in methods
    ]
    return dict(found)


def resolved(document: Document, part: Document) -> Document:
    """What a reference stands for."""
    if "$ref" not in part:
        return part
    place: Any = document
    for step in part["$ref"].split("/")[1:]:
        place = place[step]
    return dict(place)


def closed(schema: Any) -> Any:  # noqa: ANN401  # any JSON
    """A schema that accepts no field it does not name."""
    match schema:
        case {"properties": _, **others}:
            return {key: closed(value) for key, value in schema.items()} | {
                "additionalProperties": others.get("additionalProperties", False)
            }
        case dict():
            return {key: closed(value) for key, value in schema.items()}
        case list():
            return [closed(value) for value in schema]
        case _:
            return schema


def told_wrong(document: Document, schema: Document, value: object) -> list[str]:
    """Where a value is not as its schema says, or says more than its schema."""
    parts = document["components"]["schemas"]
    schemas = {name: one if name.startswith(CASES) else closed(one) for name, one in parts.items()}
    validator = Draft202012Validator(closed(schema) | {"components": {"schemas": schemas}})
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(value)]


def assert_told(document: Document, answered: Document, answer: httpx.Response) -> None:
    """Status, media type, body and headers of an answer are as the document says."""
    assert str(answer.status_code) in answered["responses"], answer.text
    response = answered["responses"][str(answer.status_code)]
    media_type = answer.headers["content-type"].partition(";")[0]
    assert media_type in response["content"]
    if media_type.endswith("json"):
        schema = response["content"][media_type]["schema"]
        assert told_wrong(document, schema, answer.json()) == []
    headers = {name.lower(): one for name, one in response.get("headers", {}).items()}
    given = {name for name in answer.headers if OURS.fullmatch(name)}
    assert given == headers.keys()
    for name in given:
        schema = resolved(document, headers[name])["schema"]
        text = answer.headers[name]
        value = int(text) if schema["type"] == "integer" else text
        assert told_wrong(document, schema, value) == [], name


def manifest_of(answer: httpx.Response) -> Document:
    """The manifest in a ZIP."""
    with ZipFile(BytesIO(answer.content)) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(".manifest.json")]
        record: Document = json.loads(archive.read(name))
        return record


# --- answers as they come ------------------------------------------------------------------------


@pytest.mark.parametrize("name", [one for one in PAIRS if one not in NO_OPERATION])
def test_a_golden_answer_is_as_the_document_says(
    name: str, service: Service, document: Document
) -> None:
    pair = Pair.read(name)

    answer = pair.replayed(service)

    assert_told(document, operation(document, pair.request["methode"], pair.request["weg"]), answer)


def test_a_letter_whose_address_leaves_its_window_comes_as_a_picture(
    service: Service, document: Document
) -> None:
    case = represented_case()
    case["vertretung"]["organisation"] = "Verein für rechtliche Betreuung und Vormundschaft " * 3
    case["vertretung"]["organisation"] = case["vertretung"]["organisation"].strip()
    answer = service.post(f"{DOCUMENT}?format=pdf", raw(case))

    assert answer.status_code == 422
    problem = answer.json()
    assert {one["code"] for one in problem["errors"] if one["severity"] == "fehler"} <= {
        "seite.anschrift_zu_breit",
        "seite.anschrift_zu_hoch",
    }
    [shown] = problem["bilder"]
    assert shown["seite"] == 1
    assert base64.b64decode(shown["png"]).startswith(b"\x89PNG")
    assert "bilder" in document["components"]["schemas"]["Problem"]["properties"]


def test_an_answer_to_too_many_says_when_to_come_back(service: Service, document: Document) -> None:
    """One worker and sixteen who wait; the others are told by a header the document names."""
    told = operation(document, "POST", DOCUMENT)

    with ThreadPoolExecutor(40) as callers:
        asked = [callers.submit(service.post, DOCUMENT, example_bytes()) for _ in range(40)]
        answers = [one.result() for one in asked]

    busy = [one for one in answers if one.status_code == 503]
    assert busy
    for answer in busy:
        assert_told(document, told, answer)
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("make", [example, full_case, represented_case])
@pytest.mark.parametrize("asked", ["", "&entwurf=1"])
def test_the_manifest_is_as_its_schema_says(
    make: Any,  # noqa: ANN401
    asked: str,
    service: Service,
    document: Document,
) -> None:
    answer = service.post(f"{DOCUMENT}?format=zip{asked}", raw(make()))

    record = manifest_of(answer)
    assert_told(document, operation(document, "POST", DOCUMENT), answer)
    assert told_wrong(document, {"$ref": "#/components/schemas/Manifest"}, record) == []
    assert record["zustand"] == answer.headers["docgen-result"]


def test_the_manifest_of_an_unfinished_case_names_its_gaps_as_its_schema_says(
    service: Service, document: Document
) -> None:
    case = example()
    del case["bewilligung"]["beginn"], case["bankverbindung"]

    record = manifest_of(service.post(f"{DOCUMENT}?format=zip&entwurf=1", raw(case)))

    assert told_wrong(document, {"$ref": "#/components/schemas/Manifest"}, record) == []
    assert {"pointer", "fakt"} <= {key for gap in record["luecken"] for key in gap}


def test_the_manifest_with_a_settled_hint_is_as_its_schema_says(
    service: Service, document: Document
) -> None:
    case = example()
    checked = service.post("/v1/validations/bescheid/bewilligung", raw(case)).json()
    hint = checked["befunde"][0]
    case["bestaetigte_hinweise"] = [
        {name: hint[name] for name in ("code", "pointer", "stand")}
        | {"grund": "Liegt bei.", "bestaetigt_von": "Žak", "am": "2026-11-09"}
    ]

    record = manifest_of(service.post(f"{DOCUMENT}?format=zip", raw(case)))

    assert told_wrong(document, {"$ref": "#/components/schemas/Manifest"}, record) == []
    assert [one["bestaetigt_von"] for one in record["bestaetigte_hinweise"]] == ["Žak"]


def test_a_field_that_the_document_does_not_name_is_noticed(document: Document) -> None:
    """So that the tests above are no idle talk."""
    version = {"docgen": "0.1.0", "inhalt": "0", "neu": 1}

    assert told_wrong(document, {"$ref": "#/components/schemas/Fassung"}, version) != []


# --- what is closed is told whole ----------------------------------------------------------------


def duty_kinds() -> list[str]:
    """What the rows of `law/duties` may be."""
    schema = json.loads((ROOT / "schemas/data/duties.schema.json").read_bytes())
    kinds = schema["items"]["properties"]["art"]["enum"]
    return list(kinds)


def _every(kinds: Iterable[str]) -> list[str]:
    return sorted(str(one) for one in kinds)


@pytest.mark.parametrize(
    ("component", "field", "known"),
    [
        ("Befund", "severity", Severity),
        ("Befundart", "severity", Severity),
        ("Urteil", "status", Status),
        ("Manifest", "zustand", {State.FERTIG, State.ENTWURF}),
        ("Manifest", "form", Form),
        ("Pflichtangabe", "art", duty_kinds()),
        ("Geltung", "achse", Axis),
        ("Nachgewiesen", "art", set(duty_kinds()) - {"intern"}),
    ],
)
def test_every_value_of_a_closed_set_is_told(
    component: str, field: str, known: Iterable[str], document: Document
) -> None:
    told = document["components"]["schemas"][component]["properties"][field]["enum"]

    assert _every(told) == _every(known)


def edited(letter: bytes) -> bytes:
    """A letter somebody worked on in Word: a paragraph more, one less, one other."""
    word = docx.Document(BytesIO(letter))
    by_words = {
        words: next(one for one in word.paragraphs if words in one.text)
        for words in ("Bescheid enthält keine", "Andere Form:", "Mit freundlichen")
    }
    by_words["Bescheid enthält keine"].add_run(" So ist es.")
    gone = by_words["Andere Form:"]._p  # noqa: SLF001  # python-docx has no other way
    around = gone.getparent()
    assert around is not None
    around.remove(gone)
    by_words["Mit freundlichen"].insert_paragraph_before("Bitte heben Sie den Bescheid auf.")
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def test_every_kind_of_change_is_told(service: Service, document: Document) -> None:
    letter = service.post(f"{DOCUMENT}?format=docx", example_bytes()).content

    answer = service.post("/v1/verifications", edited(letter), {"Content-Type": DOCX})

    assert_told(document, operation(document, "POST", "/v1/verifications"), answer)
    kinds = document["components"]["schemas"]["Aenderung"]["properties"]["art"]["enum"]
    assert {one["art"] for one in answer.json()["aenderungen"]} == set(kinds)


# --- problems and limits -------------------------------------------------------------------------


def problems(answered: Document) -> Iterator[tuple[str, str, str]]:
    """Status, name and description of each problem an operation may answer with."""
    for status, response in answered["responses"].items():
        media = response["content"].get("application/problem+json", {})
        for slug in media.get("examples", {}):
            yield status, slug, response["description"]


def test_each_kind_of_problem_has_an_example_as_it_comes(document: Document) -> None:
    for trouble in Trouble:
        shown = document["components"]["examples"][trouble.value.slug]["value"]

        assert told_wrong(document, {"$ref": "#/components/schemas/Problem"}, shown) == []
        assert (shown["status"], shown["retry"]) == (trouble.value.status, trouble.value.retry)
        types = document["components"]["schemas"]["Problem"]["properties"]["type"]["examples"]
        assert shown["type"] in types


def test_every_problem_stands_under_its_own_status(document: Document) -> None:
    statuses = {one.value.slug: str(one.value.status) for one in Trouble}
    told = [
        (status, slug)
        for path in document["paths"].values()
        for answered in path.values()
        for status, slug, _ in problems(answered)
    ]

    assert {slug for _, slug in told} == statuses.keys() - {"methode-nicht-moeglich"}
    assert [(status, slug) for status, slug in told if statuses[slug] != status] == []


def test_limits_are_told_as_they_are(service: Service, document: Document) -> None:
    letter = operation(document, "POST", DOCUMENT)
    told = {slug: sentence for _, slug, sentence in problems(letter)}

    refused = service.post(DOCUMENT, b" " * (3 * MAX_BYTES))
    assert refused.json()["detail"] in told["zu-gross"]
    assert refused.json()["detail"] in letter["requestBody"]["description"]
    assert f"{Limits().seconds:g} Sekunden" in told["zeitgrenze"]
    assert f"{Limits().mebibytes} MiB" in told["speichergrenze"]
    assert "30 Sekunden" in told["anfrage-zu-langsam"]
