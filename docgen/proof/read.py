"""The bytes of a finished file into a Reading, whatever of the formats they are in that tell."""

import re

from docgen.proof.read_docx import read_docx
from docgen.proof.read_html import read_html
from docgen.proof.read_pdf import read_pdf
from docgen.proof.reading import Reading, UnreadableFileError

_HEADER_WINDOW = 1024
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read_file(data: bytes) -> Reading:
    """Read a PDF, DOCX or HTML file.

    Errors: UnreadableFileError, with a German sentence, for everything else; no other exception.
    """
    if _HTML.match(data):
        return read_html(data)
    if b"%PDF-" in data[:_HEADER_WINDOW]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_docx(data)
    if not data:
        raise UnreadableFileError("Die Datei ist leer.")
    raise UnreadableFileError(
        "Die Datei ist weder PDF noch DOCX noch HTML. Geprüft werden nur Dateien, die docgen "
        "geschrieben hat."
    )
