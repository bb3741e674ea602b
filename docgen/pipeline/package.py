"""Several files of one letter in one ZIP, the same bytes every time."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.pipeline.manifest import OutputFile

ZIP_TYPE = "application/zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(name: str, files: Iterable[OutputFile]) -> OutputFile:
    """Put files into a ZIP called `name`, in their order and without any time of day."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, file.data)
    return OutputFile(name, ZIP_TYPE, packed.getvalue())
