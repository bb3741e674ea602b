"""What a caller may ask for: one format, or all in one ZIP; the same bytes every time."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.pipeline.generate import FORMATS
from docgen.pipeline.manifest import OutputFile

_ZIP: Final = "zip"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

DELIVERIES: Final = {name: one.media_type for name, one in FORMATS.items()} | {
    _ZIP: "application/zip"
}
"""Media type of each, by name."""


def formats_of(delivery: str) -> tuple[str, ...]:
    """Name the formats that a delivery needs."""
    return tuple(FORMATS) if delivery == _ZIP else (delivery,)


def deliver(delivery: str, files: Sequence[OutputFile]) -> OutputFile:
    """Give what was asked for of the files of one letter: the first, or all of them packed."""
    first = files[0]
    if delivery != _ZIP:
        return first
    return OutputFile(f"{first.name.rpartition('.')[0]}.zip", DELIVERIES[_ZIP], _packed(files))


def _packed(files: Iterable[OutputFile]) -> bytes:
    """Pack files in their order and without any time of day."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, file.data)
    return packed.getvalue()
