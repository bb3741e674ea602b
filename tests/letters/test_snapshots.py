"""The letters of the cases as they were last looked at: text, structure, manifest and findings."""

import json

import pytest
from cases import example
from letters import findings, read, written
from syrupy.assertion import SnapshotAssertion

from docgen.pipeline import STANDARD

LETTERS = ("ksv-sachsen-2011", "ksv-sachsen-2019", "ksv-sachsen-2026")


@pytest.mark.parametrize("ending", STANDARD)
@pytest.mark.parametrize("name", LETTERS)
def test_text_and_structure(name: str, ending: str, snapshot: SnapshotAssertion) -> None:
    units = read(written(example(name), ending), ending).units

    assert "\n".join(f"{unit.kind:12} {unit.text}" for unit in units) == snapshot


@pytest.mark.parametrize("name", LETTERS)
def test_both_formats_say_the_same_from_the_subject_on(name: str) -> None:
    pages = [read(written(example(name), ending), ending).units for ending in ("pdf", "docx")]

    pdf, docx = (
        [unit.text for unit in units[next(i for i, unit in enumerate(units) if unit.level == 1) :]]
        for units in pages
    )
    # In a PDF two paragraphs may read as one where a page ends between them.
    assert " ".join(pdf) == " ".join(docx)


def test_manifest(snapshot: SnapshotAssertion) -> None:
    """Without what changes with versions of libraries and content: hashes and sizes."""
    *_, file = written(example(), "pdf", "docx").files
    record = json.loads(file.data)
    record["inhalt"] = "…"
    for one in record["dateien"]:
        one |= {"groesse": 0, "sha512": "…"}
    for one in record["bausteine"]:
        one["sha256"] = "…"
    record["fall_sha256"] = "…"

    assert record == snapshot


def test_findings_of_a_case_with_errors_and_hints(snapshot: SnapshotAssertion) -> None:
    case = example()
    case["aktenzeichn"] = case.pop("aktenzeichen")
    case["budget"]["vergleichsbetrag"] = "1.234,56"
    case["bewilligung"]["ende"] = "2028-11-30"
    case["bankverbindung"]["iban"] = "DE41 9991 2345 0003 7037 02"
    case["zielvereinbarung"]["nachweis"]["art"] = "stundenuebersicht"

    assert findings(case) == snapshot
