"""A caseworker prints an unfinished case for the Budgetkonferenz, through the API."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from cases import example, raw
from service import DOCUMENT, Service

from docgen.proof import Status, read_file, verify


def unfinished() -> bytes:
    case = example()
    del case["bewilligung"]["beginn"]
    del case["bankverbindung"]
    return raw(case)


def test_a_draft_names_its_gaps_and_is_never_taken_for_a_letter(service: Service) -> None:
    refused = service.post(DOCUMENT, unfinished())
    drafted = service.post(f"{DOCUMENT}?entwurf=1", unfinished())

    assert refused.status_code == 422
    assert drafted.status_code == 200
    assert drafted.headers["docgen-result"] == "entwurf"
    assert "bescheid-bewilligung-entwurf.pdf" in drafted.headers["content-disposition"]
    text = " ".join(unit.text for unit in read_file(drafted.content).units)
    assert "[fehlt: Beginn der Leistung]" in text
    assert "IBAN" in text.partition("Das fehlt noch")[2]
    verdict = service.post(
        "/v1/verifications", drafted.content, {"Content-Type": "application/pdf"}
    ).json()
    assert verdict["status"] == "entwurf"


def test_the_manifest_of_a_draft_lists_what_is_missing(service: Service) -> None:
    answer = service.post(f"{DOCUMENT}?entwurf=1&format=zip", unfinished())

    with ZipFile(BytesIO(answer.content)) as archive:
        [name] = [one for one in archive.namelist() if one.endswith(".json")]
        record = json.loads(archive.read(name))
    assert record["zustand"] == "entwurf"
    assert {"pointer": "/bewilligung/beginn"}.items() <= record["luecken"][0].items() or any(
        one.get("pointer") == "/bewilligung/beginn" for one in record["luecken"]
    )


def test_a_finished_case_is_a_draft_too_when_asked(service: Service) -> None:
    answer = service.post(f"{DOCUMENT}?entwurf=1&format=docx", raw(example()))

    assert verify(answer.content).status is Status.DRAFT


@pytest.mark.parametrize("body", [b"", b"[]", raw(example())[:-9]])
def test_what_cannot_be_read_is_no_draft(body: bytes, service: Service) -> None:
    assert service.post(f"{DOCUMENT}?entwurf=1", body).status_code == 400


def test_only_yes_or_no_can_be_asked(service: Service) -> None:
    assert service.post(f"{DOCUMENT}?entwurf=ja", unfinished()).status_code == 400
