"""DOCX bytes into the parts of a package, with limits."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from lxml import etree

from docgen.proof.reading import UnreadableFileError
from docgen.wordml import declares_type, parse_part

PROVENANCE_ROOT = "{urn:docgen:herkunft}herkunft"

_MAX_PARTS = 2000
_MAX_PART_BYTES = 32 * 2**20
_MAX_BYTES = 64 * 2**20

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = "/officeDocument"

BROKEN = "Die Datei lässt sich nicht als DOCX lesen. Sie ist beschädigt oder keine DOCX-Datei."
_TOO_BIG = "Die DOCX-Datei ist entpackt zu groß, um geprüft zu werden."


class Package:
    """The parts of the ZIP, unpacked once each and within limits."""

    def __init__(self, data: bytes) -> None:
        """Open the ZIP.

        Errors, here and below: UnreadableFileError for what is broken, protected, too big when
        unpacked, or declares a document type.
        """
        if len(data) > _MAX_BYTES:
            raise UnreadableFileError(_TOO_BIG)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = self._zip.namelist()
        except _ZIP_ERRORS as error:
            raise UnreadableFileError(BROKEN) from error
        if len(self._names) > _MAX_PARTS:
            raise UnreadableFileError(_TOO_BIG)
        if len(set(self._names)) != len(self._names):
            raise UnreadableFileError(BROKEN)
        self._left = _MAX_BYTES

    def xml(self, name: str) -> etree._Element:
        """Parse one part; what is named must be there."""
        try:
            root = parse_part(self._bytes(name))
        except (etree.LxmlError, ValueError) as error:
            raise UnreadableFileError(BROKEN) from error
        if root is None:
            raise UnreadableFileError(BROKEN)
        if declares_type(root):
            raise UnreadableFileError(
                "Die DOCX-Datei enthält eine Dokumenttyp-Angabe (DTD). Solche Dateien werden aus "
                "Sicherheitsgründen nicht gelesen."
            )
        return root

    def _bytes(self, name: str) -> bytes:
        try:
            info = self._zip.getinfo(name)
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise UnreadableFileError(BROKEN)
            limit = min(_MAX_PART_BYTES, self._left)
            with self._zip.open(info) as part:
                content = part.read(limit + 1)
        except _ZIP_ERRORS as error:
            raise UnreadableFileError(BROKEN) from error
        if len(content) > limit:
            raise UnreadableFileError(_TOO_BIG)
        self._left -= len(content)
        return content

    def links(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Map the relationship ids of a part (`` for the package) to kind and inner target."""
        folder, name = dirname(part), part.rpartition("/")[2]
        source = join(folder, "_rels", f"{name}.rels")
        if source not in self._names:
            return {}
        return {
            one.get("Id", ""): (one.get("Type", ""), _inner(folder, one.get("Target", "")))
            for one in self.xml(source).iter(_RELATIONSHIP)
            if one.get("TargetMode") != "External"
        }

    def main_part(self) -> str:
        """Name the part that holds the body."""
        mains = [path for kind, path in self.links("").values() if kind.endswith(_OFFICE_DOCUMENT)]
        if len(mains) != 1:
            raise UnreadableFileError(BROKEN)
        return mains[0]

    def provenance(self) -> str | None:
        """Get the provenance; two of them are as good as none."""
        items = [name for name in self._names if re.fullmatch(r"customXml/item[0-9]+\.xml", name)]
        roots = [root for name in items if (root := self.xml(name)).tag == PROVENANCE_ROOT]
        return "".join(map(str, roots[0].itertext())) if len(roots) == 1 else None


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    KeyError,  # the part is not there
    ValueError,
    OverflowError,
    RuntimeError,  # a password is needed, or (NotImplementedError) an unknown method
)


def _inner(folder: str, target: str) -> str:
    return normpath(join("/", folder, target)).lstrip("/")
