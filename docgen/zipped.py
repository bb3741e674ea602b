"""Files in a ZIP that knows neither when nor on which system it was written."""

from collections.abc import Iterable
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6


def add_files(archive: ZipFile, files: Iterable[tuple[str, bytes]]) -> None:
    """Add files by name, in their order; the same files are always the same bytes."""
    for name, content in files:
        entry = ZipInfo(name, _EPOCH)
        entry.create_system = 0
        archive.writestr(entry, content, ZIP_DEFLATED, _LEVEL)
