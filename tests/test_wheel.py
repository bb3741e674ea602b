"""The built wheel holds all data and writes the same letters as the checkout, wherever it runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ("schemas", "templates", "law", "carriers", "examples")
TYPE, EXAMPLE = "bescheid/bewilligung", ROOT / "examples" / "ksv-sachsen-2026.json"


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command in a folder, without the settings that could lead it back to the checkout."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir")
    run(*build, folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_wheel_holds_package_and_data_and_no_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    data = {f"docgen/_data/{folder}/{name}" for folder in DATA for name in files(ROOT / folder)}
    assert {name for name in names if name.startswith("docgen/_data/")} == data
    assert {name.partition("/")[2] for name in names if ".dist-info/licenses/" in name} == {
        "licenses/LICENSE"
    }
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"docgen"}
    assert not [name for name in names if "test" in Path(name).name]


@pytest.mark.needs("netz")
@pytest.mark.thorough
def test_installed_wheel_writes_the_same_letters(wheel: Path, tmp_path: Path) -> None:
    environment, elsewhere = tmp_path / "environment", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "venv", environment, cwd=elsewhere)
    pip = (environment / "bin" / "python", "-m", "pip", "-qq", "install")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=elsewhere)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=elsewhere)

    for docgen, out in [
        (environment / "bin" / "docgen", "from_wheel"),
        (Path(sys.executable).with_name("docgen"), "from_checkout"),
    ]:
        run(docgen, "render", TYPE, EXAMPLE, "--out", tmp_path / out, cwd=elsewhere)

    letters = files(tmp_path / "from_wheel")
    assert {".pdf", ".docx"} <= {Path(name).suffix for name in letters}
    assert letters == files(tmp_path / "from_checkout")
