"""Somebody asks of a finished letter whether everybody can read it."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from cases import EXAMPLE
from cli_runs import GRANT, STEM, assert_german, told
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefe")
    assert told("render", GRANT, EXAMPLE, "--out", folder).code == 0
    return folder


@pytest.fixture
def without_language(letters: Path, tmp_path: Path) -> Path:
    file = tmp_path / "ohne-sprache.pdf"
    with pikepdf.open(letters / f"{STEM}.pdf") as pdf:
        del pdf.Root.Lang
        pdf.save(file)
    return file


def without_heads(letters: Path, folder: Path) -> Path:
    """The Word letter, the headers of its tables turned into plain rows."""
    changed = io.BytesIO()
    source = zipfile.ZipFile(letters / f"{STEM}.docx")
    with source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:tblHeader/>", b""))
    file = folder / "ohne-kopf.docx"
    file.write_bytes(changed.getvalue())
    return file


def with_frame(letters: Path, folder: Path) -> Path:
    """The Word letter, its telephone number in a frame."""
    letter = docx.Document(str(letters / f"{STEM}.docx"))
    [line] = [one for one in letter.paragraphs if one.text.startswith("Telefon: ")]
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:w"), "3000")
    line._p.get_or_add_pPr().insert(1, frame)  # noqa: SLF001
    file = folder / "mit-rahmen.docx"
    letter.save(str(file))
    return file


def test_nothing_is_said_about_it_unless_asked(letters: Path) -> None:
    run = told("verify", letters / f"{STEM}.pdf")

    assert run.code == 0
    assert "zugang." not in run.everything
    assert "Barrierefreiheit" not in run.everything


def test_a_defect_is_told_with_place_and_norm_and_fails(without_language: Path) -> None:
    run = told("verify", without_language, "--accessibility")

    assert run.code == 1
    assert run.out.startswith("Das Schreiben ist unverändert; alle Pflichtangaben stehen darin.")
    assert "Fehler: ganzes Dokument\n    Die Sprache ist nicht oder falsch angegeben." in run.err
    assert (
        "    zugang.sprache · ISO 14289-1 (PDF/UA-1) 7.2; Matterhorn 11-001; WCAG 3.1.1, 3.1.2"
        in run.err
    )
    assert_german(run)


def test_hints_alone_do_not_fail(letters: Path, tmp_path: Path) -> None:
    run = told("verify", with_frame(letters, tmp_path), "--accessibility")

    assert run.code == 0
    assert "Barrierefreiheit: 0 Fehler, 1 Hinweis." in run.out
    assert "Hinweis: Absatz" in run.err
    assert "zugang.word_rahmen" in run.err
    assert_german(run)


def test_a_defect_in_word_fails(letters: Path, tmp_path: Path) -> None:
    run = told("verify", without_heads(letters, tmp_path), "--accessibility")

    assert run.code == 1
    assert "Fehler: Tabelle 1; Tabelle 2\n" in run.err
    assert "zugang.word_tabellenkopf · EN 301 549 10.1.3.1 (WCAG 1.3.1)" in run.err


def test_as_json_the_findings_stand_beside_the_verdict(without_language: Path) -> None:
    run = told("verify", without_language, "--accessibility", "--json")

    told_as = json.loads(run.out)
    assert run.code == 1
    assert told_as["status"] == "unveraendert"
    assert "zugang.sprache" in [one["code"] for one in told_as["barrierefreiheit"]]


def test_a_foreign_file_is_checked_too(tmp_path: Path) -> None:
    file = tmp_path / "fremd.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)

    run = told("verify", file, "--accessibility")

    assert run.code == 1
    assert "sie ist nicht getaggt" in run.out
    assert "zugang.ohne_tags" in run.err
