"""What the tests of the promises share: an authority's own folder, and docgen started with it.

Nothing here changes the program: every promise is kept by files alone.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import yaml
from cases import ROOT, Case, raw

from docgen.pipeline import State, generate, load_content

LAYERS: Final = Path(__file__).parent / "layers"
GRANT: Final = "bescheid/bewilligung"


def layer_of(folder: Path, *names: str) -> Path:
    """An authority's own folder, made of the named ones beside this file."""
    layer = folder / "eigenes"
    layer.mkdir()
    for name in names:
        shutil.copytree(LAYERS / name, layer, dirs_exist_ok=True)
    return layer


def shipped(layer: Path, path: str) -> Path:
    """Copy a shipped file into the layer, to be changed there."""
    file = layer / path
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / path, file)
    return file


def add_version(file: Path, entry: str, **row: str) -> None:
    """Add one dated row to an entry of the law."""
    entries = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # all text
    entries[entry]["fassungen"].append(row)
    file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")


def decided(case: Case, day: str) -> Case:
    """The case as if it had been decided on another day."""
    case["entscheidung"] |= {"datum": day, "aufgabe_zur_post": day}
    return case


def docgen(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, arguments)],
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@contextmanager
def serving(layer: Path) -> Iterator[httpx.Client]:
    """Run the service with the layer; the client waits until it answers."""
    command = [sys.executable, "-m", "docgen", "serve", "--port", "0", "--workers", "1"]
    env = {**os.environ, "DOCGEN_CONTENT": str(layer)}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                yield client
        finally:
            server.send_signal(signal.SIGTERM)


def letter(layer: Path, doctype: str, case: Case, folder: Path) -> dict[str, Any]:
    """Write a letter with the layer; give its manifest. It is there only when it is proven."""
    result = generate(load_content(layer=layer), doctype, raw(case))
    assert result.state is State.FERTIG, result.findings
    folder.mkdir()
    for file in result.files:
        (folder / file.name).write_bytes(file.data)
    return manifest_in(folder)


def manifest_in(folder: Path) -> dict[str, Any]:
    """The manifest that lies beside a letter."""
    (file,) = folder.glob("*.manifest.json")
    record: dict[str, Any] = json.loads(file.read_bytes())
    return record


def proven(manifest: dict[str, Any]) -> set[str]:
    """The mandatory elements that were found on every file of a letter."""
    files = len(manifest["dateien"])
    return {one["pflicht"] for one in manifest["nachweis"] if len(one["orte"]) == files}
