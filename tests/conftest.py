"""What every test may use: the mark for tests that need more than Python and its packages.

`@pytest.mark.needs("netz")` runs the test where the need is there. Elsewhere the test is skipped
and the run ends with a loud list; under `CI=true` it fails, because CI must check everything.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping
from functools import cache
from typing import Final

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; time is measured elsewhere.
settings.register_profile("docgen", deadline=None)
settings.load_profile("docgen")

UNCHECKED: Final = "NICHT GEPRÜFT: "


@cache
def _has_network() -> bool:
    """Whether pip reaches its package index, asked once and without patience."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--retries", "0", "--timeout", "10"]
        command = [*pip, "download", "--quiet", "--no-deps", "--dest", folder, "weasyprint"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


NEEDS: Final[Mapping[str, tuple[str, Callable[[], bool]]]] = {
    "netz": ("pip erreicht keinen Paketindex", _has_network),
    "libreoffice": (
        "LibreOffice fehlt (apt-get install libreoffice-writer-nogui)",
        lambda: shutil.which("soffice") is not None,
    ),
    "chromium": (
        "Chromium fehlt (apt-get install --no-install-recommends chromium)",
        lambda: shutil.which("chromium") is not None,
    ),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop a test whose need is not there."""
    for need in [name for mark in item.iter_markers("needs") for name in mark.args]:
        sentence, is_there = NEEDS[need]
        if is_there():
            continue
        if os.environ.get("CI") == "true":
            pytest.fail(UNCHECKED + sentence, pytrace=False)
        pytest.skip(UNCHECKED + sentence)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """Name last of all, so that nobody misses it, what was not checked and why."""
    yield
    stopped = [*terminalreporter.getreports("skipped"), *terminalreporter.getreports("error")]
    unchecked = [report for report in stopped if UNCHECKED in report.longreprtext]
    if unchecked:
        terminalreporter.section("NICHT GEPRÜFT", red=True, bold=True)
    for report in unchecked:
        reason = report.longreprtext.rpartition(UNCHECKED)[2].rstrip("')")
        terminalreporter.line(f"{UNCHECKED}{report.nodeid}: {reason}", red=True)
