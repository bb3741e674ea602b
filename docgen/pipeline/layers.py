"""An authority's own content, laid over the shipped one.

A file of the layer stands in the place of the shipped file of the same name; every other file comes
to those there are. The result is a content root like any other, so nothing else knows of layers.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from docgen.installation import BrokenInstallationError

PARTS: Final = ("carriers", "law", "schemas", "templates")
"""The folders every content root has."""
_EXAMPLES: Final = "examples"
# From here on the name of a folder counts as a misspelt one.
_ALMOST: Final = 0.8


def lay_over(base: Path, layer: Path) -> Path:
    """Make a content root of a base and a layer, in a temporary folder that ends with the process.

    A layer need not have every part, and may hold other things than content.
    Errors: BrokenInstallationError when the layer is no folder, or brings nothing.
    """
    problems = tuple(_faults(layer))
    if problems:
        raise BrokenInstallationError(*problems)
    folder = Path(tempfile.mkdtemp(prefix="docgen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for source in (base, layer):
        for part in (*PARTS, _EXAMPLES):
            if (source / part).is_dir():
                _copy(source / part, folder / part)
    return folder


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise BrokenInstallationError(f"{source} lässt sich nicht lesen ({error}).") from None


def _faults(layer: Path) -> Iterator[str]:
    if not layer.is_dir():
        yield f"Den Ordner {layer} mit eigenen Inhalten gibt es nicht."
        return
    names = sorted(one.name for one in layer.iterdir() if one.is_dir())
    known = (*PARTS, _EXAMPLES)
    for name in names:
        near = get_close_matches(name, known, n=1, cutoff=_ALMOST)
        if near and name not in known:
            yield f"{layer / name}: Dieser Ordner wird nicht gelesen. Meinten Sie „{near[0]}“?"
    if not set(names) & set(known):
        yield f"In {layer} liegen keine Inhalte: Es gibt dort keinen der Ordner {', '.join(PARTS)}."
