"""Write the files of one letter, or a file alone: all together or not at all."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docgen.cli.reasons import reason
from docgen.pipeline.manifest import OutputFile


class OutputError(Exception):
    """The files cannot be written; the German sentence says why and what to do."""


def write_files(folder: Path, files: Sequence[OutputFile], *, replace: bool) -> None:
    """Write every file under its name, each first beside its place and then moved there.

    Files that are there already with the same bytes are left alone; others only give way when
    `replace` says so, because they may be another person's letter; then every file of the earlier
    letter goes, also those in formats that are not written again.
    Errors: OutputError; then the folder is as it was.
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
        _write_all(
            folder,
            [(file.name, file.data) for file in files],
            _earlier(folder, files),
        )
    except OSError as error:
        raise OutputError(
            f"In {folder} lässt sich nicht schreiben ({reason(error)}). Bitte wählen Sie einen "
            "anderen Ordner."
        ) from None


def write_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Write one file, first beside its place and then moved there.

    What is there already with the same bytes is left alone; another file only gives way when
    `replace` says so.
    Errors: OutputError; then whatever was there is as it was.
    """
    try:
        is_there = path.exists()
        if is_there and path.read_bytes() == data:
            return
        if is_there and not replace:
            raise OutputError(
                f"Die Datei {path} gibt es schon, mit anderem Inhalt. Bitte wählen Sie einen "
                "anderen Namen, oder geben Sie --ersetzen an."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_all(path.parent, ((path.name, data),), [path] if is_there else [])
    except OSError as error:
        raise OutputError(
            f"Die Datei {path} lässt sich nicht schreiben ({reason(error)}). Bitte wählen Sie "
            "einen anderen Namen."
        ) from None


def _earlier(folder: Path, files: Sequence[OutputFile]) -> list[Path]:
    """Every file of an earlier letter of this kind in the folder."""
    stem = files[0].name.split(".", maxsplit=1)[0]
    return sorted(path for path in folder.glob(f"{stem}.*") if path.is_file())


def _write_all(folder: Path, files: Sequence[tuple[str, bytes]], earlier: Sequence[Path]) -> None:
    """Write beside, set the earlier files aside, give the names; on any trouble undo all of it."""
    with tempfile.TemporaryDirectory(prefix=".docgen-", dir=folder) as workplace:
        fresh, aside = Path(workplace, "neu"), Path(workplace, "alt")
        fresh.mkdir()
        aside.mkdir()
        for name, data in files:
            handle = os.open(fresh / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
        moved: list[tuple[Path, Path]] = []
        try:
            for path in earlier:
                moved.append((path, aside / path.name))
                path.replace(aside / path.name)
            for name, _ in files:
                moved.append((fresh / name, folder / name))
                (fresh / name).replace(folder / name)
        except OSError:
            for origin, target in reversed(moved):
                if target.exists():
                    os.replace(target, origin)  # noqa: PTH105  (undoes `replace` above)
            raise
