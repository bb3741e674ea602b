"""`docgen render --entwurf`: what a caseworker prints of an unfinished case."""

import io
import json
import zipfile
from pathlib import Path

import docx
from cases import EXAMPLE, example, without
from cli_runs import ALL_FILES, GRANT, assert_german, assert_nothing_in, file_of, process, told
from lxml import etree

from docgen.provenance import write_provenance

STEM = "bescheid-bewilligung-entwurf"
PROVENANCE = "customXml/item1.xml"
DRAFT_FILES = {
    f"{STEM}{ending}" for ending in (".pdf", ".docx", "-grossdruck.pdf", ".manifest.json")
}


def unfinished(tmp_path: Path) -> Path:
    """A case without two of its fields."""
    return file_of(
        without(without(example(), "/person/geburtsdatum"), "/entscheidung/kanal"), tmp_path
    )


def test_an_unfinished_case_is_printed_with_its_gaps(tmp_path: Path) -> None:
    out = tmp_path / "aus"
    run = process("render", GRANT, unfinished(tmp_path), "--out", out, "--entwurf", cwd=tmp_path)

    assert run.code == 0, run.everything
    assert {file.name for file in out.iterdir()} == DRAFT_FILES
    assert run.out.splitlines() == [
        str(out / f"{STEM}{ending}")
        for ending in (".pdf", ".docx", "-grossdruck.pdf", ".manifest.json")
    ]
    assert "feld.fehlt" in run.err
    assert run.err.splitlines()[-1] == "Entwurf: 2 Angaben fehlen."
    assert_german(run)


def test_without_the_option_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "aus"
    run = told("render", GRANT, unfinished(tmp_path), "--out", out)

    assert run.code == 1
    assert_nothing_in(out)


def test_a_complete_case_says_that_nothing_is_missing(tmp_path: Path) -> None:
    run = told("render", GRANT, EXAMPLE, "--out", tmp_path / "aus", "--entwurf")

    assert run.code == 0
    assert run.err.splitlines()[-1] == "Entwurf: Es fehlt keine Angabe."


def test_one_gap_is_told_as_one(tmp_path: Path) -> None:
    case = file_of(without(example(), "/person/geburtsdatum"), tmp_path)
    run = told("render", GRANT, case, "--out", tmp_path / "aus", "--entwurf", "--format", "docx")

    assert run.err.splitlines()[-1] == "Entwurf: 1 Angabe fehlt."


def test_draft_and_letter_lie_side_by_side(tmp_path: Path) -> None:
    assert told("render", GRANT, EXAMPLE, "--out", tmp_path, "--entwurf").code == 0
    assert told("render", GRANT, EXAMPLE, "--out", tmp_path).code == 0
    assert {file.name for file in tmp_path.iterdir()} == DRAFT_FILES | ALL_FILES
    replaced = ("--entwurf", "--ersetzen")
    assert told("render", GRANT, unfinished(tmp_path), "--out", tmp_path, *replaced).code == 0
    assert {file.name for file in tmp_path.iterdir()} >= DRAFT_FILES | ALL_FILES


def test_hostile_input_is_no_draft(tmp_path: Path) -> None:
    out = tmp_path / "aus"
    for data in (b"", b"[1]", b'{"fassung": "1.0"}', b'{"traeger": "\\u0000"}'):
        run = told("render", GRANT, file_of(data, tmp_path), "--out", out, "--entwurf")

        assert run.code == 1
        assert run.err.splitlines()[-1] == "Es wurde nichts geschrieben."
        assert_nothing_in(out)
        assert_german(run)


def test_an_unknown_type_is_wrong_usage(tmp_path: Path) -> None:
    run = told("render", "bescheid/x", EXAMPLE, "--out", tmp_path / "aus", "--entwurf")

    assert run.code == 2
    assert_nothing_in(tmp_path / "aus")


def test_verify_says_that_it_is_a_draft_even_when_it_was_changed(tmp_path: Path) -> None:
    assert told("render", GRANT, EXAMPLE, "--out", tmp_path, "--entwurf").code == 0
    word = tmp_path / f"{STEM}.docx"
    document = docx.Document(str(word))
    document.add_paragraph("Wir zahlen 1,00 Euro.")
    changed = tmp_path / "geaendert.docx"
    document.save(str(changed))
    pdf = tmp_path / f"{STEM}.pdf"

    for file in (word, changed, pdf):
        run = told("verify", file)
        assert run.code == 1
        assert run.out.startswith("Entwurf, nicht versenden.")
        assert run.err == ""
        assert json.loads(told("verify", file, "--json").out)["status"] == "entwurf"


def called_finished(part: bytes) -> bytes:
    """The provenance of a draft, forged with care: its checksum is in order."""
    root = etree.fromstring(part)
    provenance = json.loads(root.text or "")
    assert provenance.pop("pruefsumme")
    assert provenance["zustand"] == "entwurf"
    root.text = write_provenance(provenance | {"zustand": "fertig"})
    return etree.tostring(root)


def test_a_draft_that_calls_itself_finished_is_no_letter(tmp_path: Path) -> None:
    assert told("render", GRANT, EXAMPLE, "--out", tmp_path, "--entwurf").code == 0
    forged = io.BytesIO()
    with (
        zipfile.ZipFile(tmp_path / f"{STEM}.docx") as old,
        zipfile.ZipFile(forged, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, called_finished(data) if name == PROVENANCE else data)
    file = tmp_path / "falsch.docx"
    file.write_bytes(forged.getvalue())

    assert json.loads(told("verify", file, "--json").out)["status"] == "ohne_herkunft"
