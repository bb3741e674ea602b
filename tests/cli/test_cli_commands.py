"""The commands as a caseworker or a script uses them: what they say, write, and return."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from cases import EXAMPLE, ROOT, STATED, example, leaves, put, without
from cli_runs import (
    ALL_FILES,
    GRANT,
    LARGE,
    STEM,
    Told,
    assert_german,
    assert_nothing_in,
    file_of,
    process,
    told,
    written,
)
from openpyxl import load_workbook


def no_inexact(text: str) -> Any:  # noqa: ANN401
    raise AssertionError(f"{text} is a JSON number with a point")


def as_json(run: Told) -> Any:  # noqa: ANN401
    return json.loads(run.out, parse_float=no_inexact)


# --- render --------------------------------------------------------------------------------------


def test_render_writes_the_letter_and_its_manifest_and_names_them(tmp_path: Path) -> None:
    folder = tmp_path / "neu" / "Brief an Ä"

    run = process("render", GRANT, EXAMPLE, "--out", folder, cwd=tmp_path)

    assert run.code == 0, run.everything
    assert {file.name for file in folder.iterdir()} == ALL_FILES
    assert {Path(line) for line in run.out.splitlines()} == set(folder.iterdir())
    assert "Fehler" not in run.err
    assert_german(run)


def test_the_manifest_describes_the_files_beside_it(tmp_path: Path) -> None:
    assert told("render", GRANT, EXAMPLE, "--out", tmp_path).code == 0

    manifest = json.loads((tmp_path / f"{STEM}.manifest.json").read_bytes())
    assert {one["name"] for one in manifest["dateien"]} == ALL_FILES - {f"{STEM}.manifest.json"}
    for one in manifest["dateien"]:
        data = (tmp_path / one["name"]).read_bytes()
        assert one["groesse"] == len(data)
        assert one["sha512"] == hashlib.sha512(data).hexdigest()
    assert manifest["fall_sha256"] == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("formats", "endings"),
    [
        ("docx", {".docx"}),
        ("pdf", {".pdf"}),
        (" docx , pdf,docx", {".pdf", ".docx"}),
        ("html,text,grossdruck", {".html", ".txt"}),
    ],
)
def test_only_what_is_wanted_is_written_and_what_the_person_needs(
    formats: str, endings: set[str], tmp_path: Path
) -> None:
    run = told("render", GRANT, EXAMPLE, "--out", tmp_path, "--format", formats)

    assert run.code == 0
    names = {f"{STEM}{ending}" for ending in (*endings, ".manifest.json")} | {LARGE}
    assert {file.name for file in tmp_path.iterdir()} == names


def test_a_case_with_errors_gives_no_letter_but_every_finding(tmp_path: Path) -> None:
    case = without(put(example(), "/bewilligung/beginn", "2026-09-01"), "/person/nachname")
    folder = tmp_path / "out"

    run = told("render", GRANT, file_of(case, tmp_path), "--out", folder)

    assert run.code == 1
    assert "feld.fehlt" in run.err
    assert "Nachname der Person · /person/nachname" in run.err
    assert "beginn.vor_antragsmonat" in run.err
    assert "Es wurde nichts geschrieben." in run.err
    assert run.out == ""
    assert_german(run)
    assert_nothing_in(folder)


def test_the_same_letter_may_be_written_again(tmp_path: Path) -> None:
    runs = [told("render", GRANT, EXAMPLE, "--out", tmp_path) for _ in range(2)]

    assert [run.code for run in runs] == [0, 0]
    assert {file.name for file in tmp_path.iterdir()} == ALL_FILES


@pytest.mark.thorough
def test_another_letter_in_the_folder_is_only_replaced_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    other = file_of(put(example(), "/person/vorname", "Kim"), tmp_path)
    told("render", GRANT, EXAMPLE, "--out", folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    refused = told("render", GRANT, other, "--out", folder)
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    replaced = told("render", GRANT, other, "--out", folder, "--ersetzen")

    assert refused.code == 1
    assert "liegt schon ein anderes Schreiben" in refused.err
    assert "--ersetzen" in refused.err
    assert kept == before
    assert replaced.code == 0
    assert all((folder / name).read_bytes() != data for name, data in before.items())


# --- validate ------------------------------------------------------------------------------------


def test_a_complete_case_is_called_complete() -> None:
    run = told("validate", GRANT, EXAMPLE)

    assert run.code == 0
    assert run.out == "Der Fall ist vollständig.\n"


def test_validate_tells_all_problems_at_once_and_writes_nothing(tmp_path: Path) -> None:
    case = put(put(example(), "/bankverbindung/iban", "DE41"), "/person/alter", "25")
    file = file_of(case, tmp_path)

    run = told("validate", GRANT, file)

    assert run.code == 1
    assert "/bankverbindung/iban" in run.err
    assert "/person/alter" in run.err
    assert run.out == "Der Fall hat Fehler.\n"
    assert_german(run)
    assert list(tmp_path.iterdir()) == [file]


def test_validate_as_json_is_one_value_on_standard_output(tmp_path: Path) -> None:
    good, bad = (
        told("validate", GRANT, EXAMPLE, "--json"),
        told(
            "validate", GRANT, file_of(without(example(), "/person/nachname"), tmp_path), "--json"
        ),
    )

    assert (good.code, bad.code) == (0, 1)
    assert as_json(good)["gueltig"] is True
    assert as_json(bad)["gueltig"] is False
    first = as_json(bad)["befunde"][0]
    assert {first["code"], first["severity"], first["pointer"]} == {
        "feld.fehlt",
        "fehler",
        "/person/nachname",
    }
    assert first["title"] == "Nachname der Person"
    assert first["message"] == "Die Angabe „Nachname der Person“ fehlt."
    assert good.err == bad.err == ""


# --- budget --------------------------------------------------------------------------------------


def test_the_budget_of_case_3_to_the_cent_as_decimal_strings() -> None:
    # Amounts of the case paper: 4 × 52,40 = 209,60; 12 × 19,85 = 238,20; together 447,80;
    # no contribution; 505,00 without a budget.
    (now,) = as_json(told("budget", EXAMPLE, "--json"))["abschnitte"]

    assert [(one["id"], one["betrag"]) for one in now["leistungen"]] == [
        ("orientierung", "209.60"),
        ("freizeit", "238.20"),
    ]
    assert now["teilbudgets"] == {"ksv-sachsen": "447.80"}
    assert (now["gesamtbudget"], now["eigenbeitrag"], now["zahlbetrag"]) == (
        "447.80",
        "0.00",
        "447.80",
    )
    assert (now["ab"], now["bis"]) == ("2026-12-01", None)
    assert as_json(told("budget", EXAMPLE, "--json"))["vergleichsbetrag"] == "505.00"


def test_the_budget_is_shown_with_its_rechenweg() -> None:
    run = told("budget", EXAMPLE)

    assert run.code == 0
    lines = [" ".join(line.split()) for line in run.everything.splitlines()]
    leisure = lines.index("Einfache Assistenz: Begleitung in der Freizeit 238,20 Euro")
    assert lines[leisure + 1 : leisure + 3] == [
        "12 Stunden im Monat × 19,85 Euro",
        "Quelle: Vergütungsvereinbarung 2026",
    ]
    assert "Gesamtbudget im Monat 447,80 Euro" in lines
    assert "Zahlbetrag im Monat 447,80 Euro" in lines
    assert "1. Dezember 2026 bis 1. November 2028, 24 Mal: 447,80 Euro" in lines


def test_an_amount_of_the_file_that_does_not_fit_is_told(tmp_path: Path) -> None:
    # Single change 3 of the case paper: 15 hours make 297,75, not 238,20.
    case = put(example(), "/leistungen/1/umfang/menge", "15")

    run = told("budget", file_of(case, tmp_path))

    assert run.code == 1
    assert "Im Fall stehen 238,20 Euro, errechnet sind 297,75 Euro." in run.everything
    assert "/kontrolle/leistungen/freizeit" in run.err


def test_the_rechenweg_is_written_as_an_excel_file_too(tmp_path: Path) -> None:
    sheet = tmp_path / "neu" / "rechenweg.xlsx"

    run = told("budget", EXAMPLE, "--xlsx", sheet)

    assert (run.code, run.err) == (0, "")
    assert "Zahlbetrag" in run.out
    book = load_workbook(sheet)
    assert book.sheetnames[0] == "ab 01.12.2026"
    assert [file.name for file in sheet.parent.iterdir()] == ["rechenweg.xlsx"]


def test_an_excel_file_of_another_case_gives_way_only_when_told(tmp_path: Path) -> None:
    sheet, beside = tmp_path / "fall.xlsx", tmp_path / "fall.json"
    beside.write_text("{}", encoding="utf-8")
    sheet.write_bytes(b"another case")

    refused = told("budget", EXAMPLE, "--xlsx", sheet)
    left = sheet.read_bytes()
    written = told("budget", EXAMPLE, "--xlsx", sheet, "--ersetzen")
    again = told("budget", EXAMPLE, "--xlsx", sheet)

    assert (refused.code, refused.out, left) == (1, "", b"another case")
    assert "gibt es schon" in refused.err
    assert (written.code, again.code) == (0, 0)
    assert load_workbook(sheet).sheetnames
    assert beside.read_text(encoding="utf-8") == "{}"


def test_where_no_excel_file_can_be_written_that_is_said(tmp_path: Path) -> None:
    run = told("budget", EXAMPLE, "--xlsx", tmp_path)

    assert (run.code, run.out) == (1, "")
    assert "lässt sich nicht schreiben" in run.err


@pytest.mark.parametrize("pointer", ["/leistungen/0/umfang/menge", "/bewilligung/beginn"])
def test_a_budget_that_cannot_be_computed_says_why(pointer: str, tmp_path: Path) -> None:
    run = told("budget", file_of(without(example(), pointer), tmp_path), "--json")

    assert run.code == 1
    assert run.out == ""
    assert pointer in run.err
    assert "Das Budget lässt sich so nicht berechnen." in run.err


def test_a_budget_asks_for_nothing_that_only_a_letter_needs(tmp_path: Path) -> None:
    case = without(example(), "/person", "/antrag", "/bankverbindung", "/budget", *STATED)

    run = told("budget", file_of(case, tmp_path))

    assert run.code == 0
    assert "Zahlbetrag im Monat 447,80 Euro" in " ".join(run.everything.split())
    assert run.err == ""


def test_no_amount_is_shown_without_the_contribution_that_could_not_be_read(
    tmp_path: Path,
) -> None:
    case = put(example(), "/budget/eigenbeitrag/monatsbetrag", "90 Euro")
    case["person"] = {}

    run = told("budget", file_of(case, tmp_path))

    assert (run.code, run.out) == (1, "")
    assert "/budget/eigenbeitrag/monatsbetrag" in run.err
    assert "/person" not in run.err


# --- verify --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letter() -> bytes:
    """The example as DOCX."""
    (data,) = (one.data for one in written(example(), "docx").files if one.name.endswith("docx"))
    return data


def in_document(data: bytes, old: str, new: str) -> bytes:
    """The DOCX with one text replaced in its document part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            after.writestr(name, part)
    return out.getvalue()


def with_paragraph(data: bytes, text: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without_paragraph(data: bytes, words: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    (paragraph,) = (one for one in document.paragraphs if words in one.text)
    body = document.element.body
    body.remove(paragraph._element)  # noqa: SLF001
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def foreign() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def checked(data: bytes, folder: Path, *options: str) -> Told:
    file = folder / "Bescheid (3).docx"
    file.write_bytes(data)
    return told("verify", file, *options)


def test_letters_as_written_are_unchanged(tmp_path: Path) -> None:
    told("render", GRANT, EXAMPLE, "--out", tmp_path)

    for ending in ("pdf", "docx"):
        run = told("verify", tmp_path / f"{STEM}.{ending}")
        assert (run.code, run.err) == (0, "")
        assert run.out == "Das Schreiben ist unverändert; alle Pflichtangaben stehen darin.\n"


def test_a_harmless_change_is_shown_and_passes(letter: bytes, tmp_path: Path) -> None:
    changed = with_paragraph(letter, "Wir wünschen Ihnen alles Gute.")

    run = checked(changed, tmp_path)

    assert run.code == 0
    assert "wurde geändert; alle Pflichtangaben stehen noch darin" in run.out
    assert "„Wir wünschen Ihnen alles Gute.“" in run.out
    report = as_json(checked(changed, tmp_path, "--json"))
    assert report["status"] == "geaendert_vollstaendig"
    assert [one["nachher"] for one in report["aenderungen"]] == ["Wir wünschen Ihnen alles Gute."]


INCOMPLETE: dict[str, Callable[[bytes], bytes]] = {
    "another amount": lambda data: in_document(data, "447,80", "474,80"),
    "another account": lambda data: in_document(data, "7037", "7038"),
    "another start": lambda data: in_document(data, "Dezember", "November"),
    "the amount alone is added": lambda data: with_paragraph(data, "Sie erhalten 12,00 Euro."),
    "a paragraph is gone": lambda data: without_paragraph(data, "E-Mail genügt nicht"),
}


@pytest.mark.parametrize("change", INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_letter_that_lost_or_contradicts_something_fails(
    change: Callable[[bytes], bytes], letter: bytes, tmp_path: Path
) -> None:
    run = checked(change(letter), tmp_path)

    assert run.code == 1
    assert "fehlt eine Pflichtangabe, oder es widerspricht dem Fall" in run.out
    assert "nachweis." in run.err
    assert_german(run)


OTHER_FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a document of someone else": (lambda _: foreign(), "ohne_herkunft"),
    "nothing": (lambda _: b"", "unlesbar"),
    "a text": (lambda _: b"Sehr geehrte Damen und Herren", "unlesbar"),
    "half a letter": (lambda data: data[: len(data) // 2], "unlesbar"),
    "a case file": (lambda _: EXAMPLE.read_bytes(), "unlesbar"),
    "a PDF of nothing": (lambda _: b"%PDF-1.7\n%%EOF\n", "unlesbar"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(100), "unlesbar"),
}


@pytest.mark.parametrize(("make", "status"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_what_is_no_letter_of_ours_is_said_to_be_none(
    make: Callable[[bytes], bytes], status: str, letter: bytes, tmp_path: Path
) -> None:
    run = checked(make(letter), tmp_path)

    assert run.code == 1
    assert run.out.strip().endswith(".")
    assert_german(run)
    assert as_json(checked(make(letter), tmp_path, "--json"))["status"] == status


# --- types, duties -------------------------------------------------------------------------------


def test_types_are_listed_with_their_titles() -> None:
    assert f"{GRANT}  Bewilligungsbescheid" in told("types").out
    assert GRANT in as_json(told("types", "--json"))


def test_an_empty_case_file_names_each_of_its_gaps_and_never_becomes_a_letter(
    tmp_path: Path,
) -> None:
    blank = told("types", "--leer", GRANT)
    file = file_of(blank.out.encode(), tmp_path)
    gaps = {place for place in leaves(json.loads(blank.out)) if place != "/fassung"}

    checked = told("validate", GRANT, file, "--json")
    rendered = told("render", GRANT, file, "--out", tmp_path / "out")

    assert blank.code == 0
    assert checked.code == rendered.code == 1
    befunde = as_json(checked)["befunde"]
    assert {one["pointer"] for one in befunde if one["code"] == "feld.platzhalter"} == gaps
    assert len(gaps) > 30
    assert_german(rendered)
    assert_nothing_in(tmp_path / "out")


def test_duties_are_listed_with_source_and_clauses() -> None:
    run = told("duties")

    assert run.code == 0
    assert "rechtsbehelfsbelehrung  (lesbar" in run.out
    assert "Bausteine: rechtsbehelf-widerspruch" in run.out
    rows = as_json(told("duties", "--json", "--typ", GRANT))
    assert len(rows) > 30
    assert all(one["quelle"] and one["folge"] and GRANT in one["dokumente"] for one in rows)


def test_the_page_of_duties_is_current_and_names_what_nobody_has_checked() -> None:
    run = told("duties", "--markdown")
    rows = as_json(told("duties", "--json"))

    assert run.out == (ROOT / "docs" / "pflichtangaben.md").read_text(encoding="utf-8")
    assert all(f"| {one['titel']} |" in run.out for one in rows)
    assert run.out.count("(nicht geprüft: ") == sum(not one["geprueft"] for one in rows) > 0


def test_everything_a_clause_may_print_is_listed_with_its_meaning() -> None:
    run = told("templates", "vars")
    groups = as_json(told("templates", "vars", "--json"))
    spelled = {row["schreibweise"] for rows in groups.values() for row in rows}
    texts = [one.read_text("utf-8") for one in (ROOT / "templates").rglob("clauses/*.md")]
    printed = {found for text in texts for found in re.findall(r"\{\{ [a-z_.]+ \}\}", text)}

    assert run.code == 0
    assert all(f"  {one}\n      " in run.out for one in spelled)
    assert len(printed) > 60
    assert printed <= spelled
    assert all(row["titel"] for rows in groups.values() for row in rows)


def test_help_and_version_are_answers_and_german(tmp_path: Path) -> None:
    commands = ["render", "validate", "budget", "verify", "types", "duties", "templates"]
    answers = [told("--help"), *(told(one, "--help") for one in commands)]

    assert {one.code for one in answers} == {0}
    for one in answers:
        assert_german(one)
    assert all(command in answers[0].out for command in commands)
    version = process("--version", cwd=tmp_path)
    assert (version.code, version.err) == (0, "")
    assert version.out.startswith("docgen ")
