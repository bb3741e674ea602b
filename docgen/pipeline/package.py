"""What a caller may ask for: one format, or all in one ZIP; the same bytes every time."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from docgen.pipeline.formats import FORMATS, STANDARD
from docgen.pipeline.manifest import OutputFile
from docgen.zipped import add_files

_ZIP: Final = "zip"

DELIVERIES: Final = {name: one.media_type for name, one in FORMATS.items()} | {
    _ZIP: "application/zip"
}
"""Media type of each, by name."""


def holds_several(delivery: str) -> bool:
    """Tell whether a delivery holds several files, and so also what a person needs."""
    return delivery == _ZIP


def formats_of(delivery: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Name the formats that a delivery needs; more: those a packed one is to hold as well."""
    return tuple(dict.fromkeys((*STANDARD, *more))) if holds_several(delivery) else (delivery,)


def deliver(delivery: str, files: Sequence[OutputFile]) -> OutputFile:
    """Give what was asked for of the files of one letter: the first, or all of them packed."""
    first = files[0]
    if not holds_several(delivery):
        return first
    return OutputFile(f"{first.name.rpartition('.')[0]}.zip", DELIVERIES[_ZIP], _packed(files))


def _packed(files: Iterable[OutputFile]) -> bytes:
    """Pack files in their order and without any time of day."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        add_files(archive, ((file.name, file.data) for file in files))
    return packed.getvalue()
