"""The same letter gives the same bytes in every process."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from render_sample import (
    LAYOUTS,
    docx_renderer,
    html_renderer,
    pdf_renderer,
    sample,
    text_renderer,
)

PROGRAM = """
import hashlib, sys
from render_sample import docx_renderer, html_renderer, pdf_renderer, sample, text_renderer
for renderer in (pdf_renderer(), docx_renderer(), html_renderer(), text_renderer()):
    print(hashlib.sha256(renderer.render(sample())).hexdigest())
"""
FONTS_CONF = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{LAYOUTS / "fonts"}</dir></fontconfig>
"""


@pytest.fixture(scope="module")
def here() -> list[str]:
    renderers = (pdf_renderer(), docx_renderer(), html_renderer(), text_renderer())
    return [hashlib.sha256(one.render(sample())).hexdigest() for one in renderers]


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "77", "TZ": "America/Los_Angeles", "SOURCE_DATE_EPOCH": "1"},
    ],
    ids=["east", "west"],
)
def test_same_bytes_in_another_process(here: list[str], surroundings: dict[str, str]) -> None:
    assert elsewhere(surroundings) == here


def test_fonts_of_the_system_play_no_role(here: list[str], tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(FONTS_CONF, encoding="utf-8")

    assert elsewhere({"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}) == here


def elsewhere(surroundings: dict[str, str]) -> list[str]:
    folders = f"{Path(__file__).parent}:{LAYOUTS.parents[1]}"
    command = [sys.executable, "-W", "error", "-c", PROGRAM]
    environment = {"PYTHONPATH": folders, "HOME": "/nonexistent", **surroundings}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.split()
