"""Wrong usage: one German sentence that names what is wrong, and exit code 2."""

from pathlib import Path

import pytest
from cases import EXAMPLE
from cli_runs import GRANT, assert_german, assert_nothing_in, process, told

NEAR = {
    "a command": (("rendre",), "Den Befehl „rendre“ gibt es nicht. Meinten Sie „render“?"),
    "a command without a near one": (("drucken",), "Den Befehl „drucken“ gibt es nicht."),
    "a type": (
        ("validate", "bescheid/bewiligung", EXAMPLE),
        "Den Dokumenttyp „bescheid/bewiligung“ gibt es nicht. Meinten Sie „bescheid/bewilligung“?",
    ),
    "a type to leave empty": (("types", "--leer", "bewilligung"), f"Meinten Sie „{GRANT}“?"),
    "a type of duties": (("duties", "--typ", "bewilligung"), f"Meinten Sie „{GRANT}“?"),
    "a type of a budget": (("budget", EXAMPLE, "--typ", "x"), f"Meinten Sie „{GRANT}“?"),
    "an option": (
        ("validate", "--jsn", GRANT, EXAMPLE),
        "Die Option „--jsn“ gibt es nicht. Meinten Sie „--json“?",
    ),
    "an option of the group": (("--versio",), "Meinten Sie „--version“?"),
    "a format": (
        ("render", GRANT, EXAMPLE, "--out", "x", "--format", "pdf,odt"),
        "Mögliche Formate sind: pdf, docx, grossdruck, html, text.",
    ),
    "no format": (
        ("render", GRANT, EXAMPLE, "--out", "x", "--format", ","),
        "Mögliche Formate sind: pdf, docx, grossdruck, html, text.",
    ),
}

MISSING = {
    "type and case": (("render",), "Es fehlt TYP."),
    "the case": (("render", GRANT), "Es fehlt FALL.json."),
    "the file to check": (("verify",), "Es fehlt DATEI."),
    "the case of a budget": (("budget",), "Es fehlt FALL.json."),
    "the folder": (("render", GRANT, EXAMPLE), "ORDNER"),
    "a value": (("types", "--leer"), "Die Option „--leer“ braucht einen Wert."),
}


@pytest.mark.parametrize(("arguments", "sentence"), NEAR.values(), ids=NEAR)
def test_an_unknown_name_is_told_with_the_nearest_known_one(
    arguments: tuple[str, ...], sentence: str
) -> None:
    run = told(*arguments)

    assert run.code == 2
    assert "Falscher Aufruf: " in run.err
    assert sentence in run.err
    assert run.out == ""
    assert_german(run)


@pytest.mark.parametrize(("arguments", "sentence"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_named(arguments: tuple[str, ...], sentence: str) -> None:
    run = told(*arguments)

    assert run.code == 2
    assert sentence in run.err
    assert run.out == ""
    assert_german(run)


def test_a_missing_option_is_named_as_it_is_written() -> None:
    assert "--out ORDNER" in told("render", GRANT, EXAMPLE).err


@pytest.mark.parametrize(
    "arguments",
    [("types", "mehr"), ("duties", "a", "b"), ("validate", GRANT, EXAMPLE, "mehr")],
)
def test_an_argument_too_many_is_told_in_german(arguments: tuple[str, ...]) -> None:
    run = told(*arguments)

    assert run.code == 2
    assert "mehr" in run.err or "a b" in run.err
    assert_german(run)


def test_a_value_for_an_option_without_one_is_told() -> None:
    run = told("validate", "--json=ja", GRANT, EXAMPLE)

    assert run.code == 2
    assert "„--json“" in run.err
    assert "braucht einen Wert" not in run.err


def test_without_a_command_the_help_comes_in_german(tmp_path: Path) -> None:
    run = process(cwd=tmp_path)

    assert run.code == 2
    assert "Befehle:" in run.everything
    assert_german(run)


@pytest.mark.parametrize("command", [("validate", GRANT), ("verify",), ("budget",)])
@pytest.mark.parametrize("what", ["a file that is not there", "a folder", "a path below a file"])
def test_a_file_that_cannot_be_read_is_wrong_usage(
    command: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    paths = {
        "a file that is not there": tmp_path / "fehlt.json",
        "a folder": tmp_path,
        "a path below a file": EXAMPLE / "fall.json",
    }

    run = told(*command, paths[what])

    assert run.code == 2
    assert f"Die Datei {paths[what]} lässt sich nicht lesen" in run.err
    assert "Traceback" not in run.err


def test_the_reason_why_a_file_cannot_be_read_is_german(tmp_path: Path) -> None:
    assert_german(told("verify", tmp_path / "fehlt.pdf"))


def test_an_unknown_type_is_told_before_the_case_is_read_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    run = told("render", "bescheid/x", tmp_path / "fehlt.json", "--out", tmp_path / "out")

    assert run.code == 2
    assert "Den Dokumenttyp „bescheid/x“ gibt es nicht." in run.err
    assert_nothing_in(tmp_path / "out")


# Names no text can hold: bytes that are no UTF-8 reach Python as half characters.
def test_names_in_another_encoding_do_no_harm(tmp_path: Path) -> None:
    run = process("validate", "b\udcff", EXAMPLE, cwd=tmp_path)

    assert run.code == 2
    assert_german(run)
