"""A test that could not run is listed loudly, and is a failure in CI."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
import pytest

@pytest.mark.needs("netz")
def test_with_network():
    pass

def test_without():
    pass
"""
INI = "[pytest]\nmarkers = needs(*names)\n"
OFFLINE = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}


def run_offline(folder: Path, *options: str, ci: str) -> subprocess.CompletedProcess[str]:
    for name in ("conftest.py", "libreoffice.py", "validator.py"):
        shutil.copy(Path(__file__).parent / name, folder)
    (folder / "test_probe.py").write_text(PROBE, encoding="utf-8")
    (folder / "pytest.ini").write_text(INI, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=folder,
        env=os.environ | OFFLINE | {"CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("options", [("-ra",), ("-n", "2")], ids=["alone", "workers"])
@pytest.mark.thorough
def test_missing_need_ends_in_a_loud_list(tmp_path: Path, options: tuple[str, ...]) -> None:
    run = run_offline(tmp_path, *options, ci="")

    assert run.returncode == 0, run.stdout + run.stderr
    *_, listed, closing = filter(None, run.stdout.splitlines())
    assert listed.startswith("NICHT GEPRÜFT: test_probe.py::test_with_network: pip erreicht")
    assert "1 passed, 1 skipped" in closing


def test_missing_need_fails_in_ci(tmp_path: Path) -> None:
    run = run_offline(tmp_path, ci="true")

    assert run.returncode == 1
    assert "NICHT GEPRÜFT: test_probe.py::test_with_network: pip erreicht" in run.stdout
    assert "1 passed, 1 error" in run.stdout.splitlines()[-1]
