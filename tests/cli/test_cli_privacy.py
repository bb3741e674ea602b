"""Nothing of a person leaves the letter: not in file names, not in the manifest, not on screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import Case, full_case, get, leaves, put, represented_case, without
from cli_runs import GRANT, file_of, told

PRIVATE = re.compile(r"^/(person|vertretung|bankverbindung|begruendung|entscheidung/ermessen)/")
STATEMENTS = re.compile(r"/(sie|name)$")
# Keys that are chosen from a list say nothing about anybody.
CHOSEN = re.compile(r"/(anrede|art|zugangsform/\d+)$")


def canaries(case: Case) -> Iterator[str]:
    """Put a word into each private text that stands nowhere else; give all private values."""
    for number, pointer in enumerate(sorted(leaves(case))):
        if CHOSEN.search(pointer):
            continue
        value = get(case, pointer)
        if not (PRIVATE.search(pointer) or STATEMENTS.search(pointer)):
            continue
        if re.search(r"(plz|iban|datum|seit)$", pointer):
            yield str(value)
            continue
        word = f"Kanarie{number}"
        put(case, pointer, f"{value} {word}" if not STATEMENTS.search(pointer) else f"{word}. Ja.")
        yield word


def seen(text: str, words: list[str]) -> list[str]:
    return [word for word in words if word in text]


def test_what_lies_beside_a_letter_to_the_person_names_nobody(tmp_path: Path) -> None:
    assert_nobody_named(full_case(), tmp_path)


def test_what_lies_beside_a_letter_to_a_representative_names_nobody(tmp_path: Path) -> None:
    assert_nobody_named(represented_case(), tmp_path)


def assert_nobody_named(case: Case, folder: Path) -> None:
    words = list(canaries(case))

    run = told("render", GRANT, file_of(case, folder), "--out", folder / "out")

    assert run.code == 0, run.everything
    assert len(words) > 15
    names = [file.name for file in (folder / "out").iterdir()]
    (manifest,) = (folder / "out").glob("*.manifest.json")
    assert seen(" ".join(names), words) == []
    assert seen(manifest.read_text(encoding="utf-8"), words) == []
    assert seen(run.everything, words) == []


@pytest.mark.parametrize("make", [full_case, represented_case])
def test_findings_about_other_fields_name_nobody(make: type[Case], tmp_path: Path) -> None:
    case = make()
    words = list(canaries(case))
    put(case, "/kontrolle/gesamtbudget", "1.00")
    put(case, "/person/alter", "25")
    without(case, "/antrag/datum")

    run = told("render", GRANT, file_of(case, tmp_path), "--out", tmp_path / "out")

    assert run.code == 1
    assert seen(run.everything, words) == []
