"""The same case gives the same bytes, wherever and whenever the program runs."""

from pathlib import Path

import pytest
from cases import EXAMPLE
from cli_runs import ALL_FILES, GRANT, process, told

PLACES = {
    "east": {
        "PYTHONHASHSEED": "1",
        "TZ": "Pacific/Kiritimati",
        "LANG": "C",
        "LC_ALL": "C",
    },
    "west": {
        "PYTHONHASHSEED": "4294967295",
        "TZ": "America/Los_Angeles",
        "LANG": "de_DE.ISO-8859-1",
        "LC_ALL": "tr_TR.UTF-8",
        "SOURCE_DATE_EPOCH": "1",
        "HOME": "/nonexistent",
    },
}


def letters(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("hier")
    assert told("render", GRANT, EXAMPLE, "--out", folder).code == 0
    return letters(folder)


@pytest.mark.parametrize("place", PLACES)
def test_letter_and_manifest_do_not_depend_on_the_process(
    place: str, here: dict[str, bytes], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "ein anderer Ort"
    elsewhere.mkdir()
    case = elsewhere / "anders.json"
    case.write_bytes(EXAMPLE.read_bytes())

    run = process("render", GRANT, "anders.json", "--out", "aus", cwd=elsewhere, env=PLACES[place])

    assert run.code == 0, run.everything
    assert set(here) == ALL_FILES
    assert letters(elsewhere / "aus") == here
