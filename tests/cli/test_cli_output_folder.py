"""All files of a letter or none: what happens where they cannot be written."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from cases import EXAMPLE, example, put
from cli_runs import (
    ALL_FILES,
    GRANT,
    STEM,
    assert_german,
    assert_nothing_in,
    file_of,
    process,
    told,
)


@pytest.mark.parametrize("what", ["a file", "a path below a file", "a device"])
def test_a_folder_that_cannot_be_is_told(what: str, tmp_path: Path) -> None:
    file = tmp_path / "datei"
    file.write_text("x", encoding="utf-8")
    folder = {
        "a file": file,
        "a path below a file": file / "neu",
        "a device": Path(os.devnull),
    }[what]

    run = told("render", GRANT, EXAMPLE, "--out", folder)

    assert run.code == 1
    assert f"In {folder} lässt sich nicht schreiben" in run.err
    assert "Bitte wählen Sie einen anderen Ordner." in run.err
    assert run.out == ""
    assert "Traceback" not in run.err
    assert file.read_text(encoding="utf-8") == "x"
    assert list(tmp_path.iterdir()) == [file]


def test_the_reason_why_a_folder_cannot_be_written_is_german(tmp_path: Path) -> None:
    assert_german(told("render", GRANT, EXAMPLE, "--out", file_of(b"", tmp_path)))


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """A disk on which the file with this number no longer fits."""
    opened = 0
    really_open = os.fdopen

    def fdopen(handle: int, *arguments: Any) -> Any:  # noqa: ANN401
        nonlocal opened
        opened += 1
        stream = really_open(handle, *arguments)
        if opened <= after:
            return stream
        stream.close()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with mock.patch.object(os, "fdopen", fdopen):
        yield


@contextmanager
def stuck_names(after: int) -> Iterator[None]:
    """A folder in which the file with this number cannot get its name."""
    moved = 0
    really_replace = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved <= after:
            return really_replace(self, target)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with mock.patch.object(Path, "replace", replace):
        yield


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_full_disk_leaves_nothing_behind(after: int, tmp_path: Path) -> None:
    with full_disk(after):
        run = told("render", GRANT, EXAMPLE, "--out", tmp_path / "out")

    assert run.code == 1
    assert "lässt sich nicht schreiben" in run.err
    assert run.out == ""
    assert_nothing_in(tmp_path / "out")


@pytest.mark.parametrize(
    "after",
    [0, 1],
)
@pytest.mark.parametrize("trouble", [stuck_names])
def test_a_failure_while_naming_leaves_nothing_behind(
    trouble: Callable[[int], Any], after: int, tmp_path: Path
) -> None:
    with trouble(after):
        run = told("render", GRANT, EXAMPLE, "--out", tmp_path / "out")

    assert run.code == 1
    assert_nothing_in(tmp_path / "out")


def test_a_full_disk_leaves_the_earlier_letter_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    other = file_of(put(example(), "/person/vorname", "Kim"), tmp_path)
    told("render", GRANT, EXAMPLE, "--out", folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    with full_disk(1):
        run = told("render", GRANT, other, "--out", folder, "--ersetzen")

    assert run.code == 1
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_folder_in_the_place_of_a_letter_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / f"{STEM}.docx" / "darin").mkdir(parents=True)

    run = told("render", GRANT, EXAMPLE, "--out", tmp_path, "--ersetzen")

    assert run.code == 1
    assert [file.name for file in tmp_path.iterdir()] == [f"{STEM}.docx"]


def test_replacing_a_letter_leaves_no_file_of_the_other_person(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    other = file_of(put(example(), "/person/vorname", "Kim"), tmp_path)
    told("render", GRANT, EXAMPLE, "--out", folder)

    run = told("render", GRANT, other, "--out", folder, "--format", "pdf", "--ersetzen")

    assert run.code == 1 or {file.name for file in folder.iterdir()} == ALL_FILES - {f"{STEM}.docx"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_told(tmp_path: Path) -> None:
    program = (
        "import os, sys; os.dup2(os.open('/dev/full', os.O_WRONLY), 1);"
        "sys.argv = ['docgen', 'types'];"
        "from docgen.cli import main; main()"
    )

    run = process(cwd=tmp_path, code=program)

    assert run.code != 0
    assert_german(run)


def test_an_empty_case_file_can_be_kept_where_output_is_not_utf_8(tmp_path: Path) -> None:
    run = process("types", "--leer", GRANT, cwd=tmp_path, env={"PYTHONIOENCODING": "cp1252"})

    assert run.code == 0
    assert_german(run)


def test_a_reader_that_stops_early_is_no_trouble(tmp_path: Path) -> None:
    program = (
        "import os, sys; reader, writer = os.pipe(); os.close(reader); os.dup2(writer, 1);"
        "sys.argv = ['docgen', 'duties', '--json'];"
        "from docgen.cli import main; main()"
    )

    assert "Traceback" not in process(cwd=tmp_path, code=program).err
