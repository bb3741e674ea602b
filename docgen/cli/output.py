"""Write the files of one letter all together or not at all."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from docgen.pipeline.manifest import OutputFile


class OutputError(Exception):
    """The files cannot be written; the German sentence says why and what to do."""


def write_files(folder: Path, files: Sequence[OutputFile], *, replace: bool) -> None:
    """Write every file under its name, each first beside its place and then moved there.

    Files that are there already with the same bytes are left alone; others only give way when
    `replace` says so, because they may be another person's letter.
    Errors: OutputError; then nothing of these files is new in the folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [
            file.name
            for file in files
            if (folder / file.name).exists() and (folder / file.name).read_bytes() != file.data
        ]
        if others and not replace:
            raise OutputError(
                f"In {folder} liegt schon ein anderes Schreiben ({others[0]}). Bitte wählen Sie "
                "einen anderen Ordner, oder geben Sie --ersetzen an."
            )
        _write_all(folder, files)
    except OSError as error:
        raise OutputError(
            f"In {folder} lässt sich nicht schreiben ({error.strerror}). Bitte wählen Sie einen "
            "anderen Ordner."
        ) from None


def _write_all(folder: Path, files: Sequence[OutputFile]) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for file in files:
            handle, name = tempfile.mkstemp(prefix=".docgen-", dir=folder)
            waiting.append((Path(name), folder / file.name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(file.data)
        for temporary, final in waiting:
            temporary.chmod(0o644)
            temporary.replace(final)
    finally:
        for temporary, _ in waiting:
            with suppress(FileNotFoundError):
                temporary.unlink()
