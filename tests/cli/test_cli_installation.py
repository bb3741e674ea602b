"""A broken installation: exit code 3, what is broken and how to mend it, no traceback."""

import shutil
from pathlib import Path

import pytest
from cases import EXAMPLE, ROOT
from cli_runs import GRANT, assert_german, assert_nothing_in, process

COMMAND = (
    "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
# Python reads this file before anything else; it takes libraries of the system away.
WITHOUT_LIBRARY = """
import cffi
really_open = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {missing!r} in str(name):
        raise OSError(f"cannot load library '{{name}}'")
    return really_open(self, name, flags)
cffi.FFI.dlopen = dlopen
"""
BOTH = """
from docgen.cli.main import run
case = ["bescheid/bewilligung", {case!r}]
print(run(["validate", *case]), run(["render", *case, "--format", "docx", "--out", "out"]))
"""


@pytest.mark.parametrize("library", ["pango-1", "harfbuzz-subset"])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    library: str, tmp_path: Path
) -> None:
    take_away(library, tmp_path)

    run = process(
        "render",
        GRANT,
        EXAMPLE,
        "--out",
        tmp_path / "out",
        cwd=tmp_path,
        env=before_others(tmp_path),
    )

    assert run.code == 3
    last = run.err.rstrip().splitlines()[-1]
    assert last.startswith("Für PDF-Dateien fehlt eine Bibliothek des Betriebssystems (lib")
    assert library in last
    assert last.endswith(f"Bitte installieren Sie sie: {COMMAND}")
    assert run.out == ""
    assert_german(run)
    assert_nothing_in(tmp_path / "out")


def test_the_service_does_not_start_without_a_library(tmp_path: Path) -> None:
    take_away("pango-1", tmp_path)

    run = process("serve", "--port", "0", cwd=tmp_path, env=before_others(tmp_path))

    assert run.code == 3
    assert run.err.rstrip().endswith(f"Bitte installieren Sie sie: {COMMAND}")
    assert_german(run)


def test_without_libraries_a_case_is_still_checked_and_written_for_word(tmp_path: Path) -> None:
    take_away("lib", tmp_path)

    run = process(cwd=tmp_path, env=before_others(tmp_path), code=BOTH.format(case=str(EXAMPLE)))

    assert run.out.splitlines()[-1] == "0 0", run.everything
    assert "Traceback" not in run.err


def take_away(library: str, folder: Path) -> None:
    text = WITHOUT_LIBRARY.format(missing=library)
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")


def before_others(folder: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(folder)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program with its content, to be broken."""
    root = tmp_path / "kopie"
    for part in ("docgen", "schemas", "templates", "law", "carriers"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def test_broken_content_stops_every_command_with_file_and_line(copy: Path, tmp_path: Path) -> None:
    conditions = copy / "law" / "conditions.yaml"
    lines = conditions.read_text(encoding="utf-8").splitlines()
    conditions.write_text("\n".join([*lines, "neu:", "  satz: Neu."]), encoding="utf-8")

    run = process(
        "render", GRANT, EXAMPLE, "--out", tmp_path / "out", cwd=tmp_path, env=before_others(copy)
    )

    assert run.code == 3
    assert f"law/conditions.yaml:{len(lines) + 2}: " in run.err
    assert run.out == ""
    assert_german(run)
    assert_nothing_in(tmp_path / "out")


def test_missing_content_is_named(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / "law")

    run = process("types", cwd=tmp_path, env=before_others(copy))

    assert run.code == 3
    assert run.err == f"Der Ordner „law“ fehlt in {copy}.\n"


def test_a_missing_layout_is_named(copy: Path, tmp_path: Path) -> None:
    (copy / "templates" / "layouts" / "letter.docx").unlink()

    run = process(
        "render", GRANT, EXAMPLE, "--out", tmp_path / "out", cwd=tmp_path, env=before_others(copy)
    )

    assert run.code == 3
    assert "letter.docx lässt sich nicht lesen." in run.err
    assert_german(run)
    assert_nothing_in(tmp_path / "out")
