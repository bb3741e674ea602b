"""What every test may use: the mark for tests that need more than Python and its packages.

`@pytest.mark.needs("netz")` runs the test where the need is there. Elsewhere the test is skipped
and the run ends with a loud list; under `CI=true` it fails, because CI must check everything.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from typing import Final

import libreoffice
import pytest
import validator
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
    "calc": (
        "LibreOffice Calc fehlt (apt-get install libreoffice-calc-nogui)",
        libreoffice.has_calc,
    ),
    "chromium": (
        "Chromium fehlt (apt-get install --no-install-recommends chromium)",
        lambda: shutil.which("chromium") is not None,
    ),
    "verapdf": (
        "der Prüfer für PDF/A fehlt (apt-get install default-jdk-headless libjaxb-java)",
        validator.is_there,
    ),
}


_SHORT: Final = 6
_KEPT: Final = 3


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a run of every day check every third row of a long table; `make thorough` checks all.

    Whole stay tables whose rows are kept as snapshots, or that are marked so.
    """
    tables: dict[str, list[pytest.Item]] = {}
    for item in items:
        table, bracket, _ = item.nodeid.partition("[")
        if bracket:
            tables.setdefault(table, []).append(item)
    for rows in tables.values():
        kept = "snapshot" in getattr(rows[0], "fixturenames", ())
        is_whole = kept or rows[0].get_closest_marker("whole") is not None
        if len(rows) > _SHORT and not is_whole:
            for number, row in enumerate(rows):
                if number % _KEPT:
                    row.add_marker("thorough")


ENGINES: Final = ("weasyprint", "fontTools", "pikepdf", "PIL")
"""Libraries that log what is wrong with a page, a font or a picture, where others would warn."""


@pytest.fixture(autouse=True)
def engines_are_content(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Let a test fail that makes an engine complain; who means it to clears `caplog`."""
    yield
    told = [
        f"{one.name}: {one.getMessage()}"
        for when in ("setup", "call")
        for one in caplog.get_records(when)
        if one.levelno >= logging.WARNING and one.name.startswith(ENGINES)
    ]
    assert told == []


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop a test whose need is not there."""
    for need in [name for mark in item.iter_markers("needs") for name in mark.args]:
        sentence, is_there = NEEDS[need]
        if is_there():
            continue
        if os.environ.get("CI") == "true":
            pytest.fail(UNCHECKED + sentence, pytrace=False)
        pytest.skip(UNCHECKED + sentence)


def _mutants(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    """Sum up what tests noted as `mutanten`: kind, case, format and number, one case a line.

    The notes travel with the reports, so they come from the processes of xdist, too.
    """
    notes = [
        note
        for report in terminalreporter.getreports("passed")
        for name, note in report.user_properties
        if name == "mutanten"
    ]
    cases: dict[str, dict[str, dict[str, int]]] = {}
    for kind, case, ending, number in notes:
        cases.setdefault(case, {}).setdefault(kind, {})[ending] = number
    if cases:
        total = sum(number for _, _, _, number in notes)
        yield f"Mutanten, alle bemerkt: {total}"
    for case, kinds in sorted(cases.items()):
        told = (
            f"{kind} {' '.join(f'{ending} {number}' for ending, number in sorted(formats.items()))}"
            for kind, formats in sorted(kinds.items(), key=lambda one: one[0].casefold())
        )
        yield f"  Fall {case}: {', '.join(told)}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """Tell how many mutants were noticed; last, so that nobody misses it, what was not checked."""
    yield
    for line in _mutants(terminalreporter):
        terminalreporter.line(line)
    stopped = [*terminalreporter.getreports("skipped"), *terminalreporter.getreports("error")]
    unchecked = [report for report in stopped if UNCHECKED in report.longreprtext]
    if unchecked:
        terminalreporter.section("NICHT GEPRÜFT", red=True, bold=True)
    for report in unchecked:
        reason = report.longreprtext.rpartition(UNCHECKED)[2].rstrip("')")
        terminalreporter.line(f"{UNCHECKED}{report.nodeid}: {reason}", red=True)
