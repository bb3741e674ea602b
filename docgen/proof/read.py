"""The bytes of a finished file into a Reading, whatever of the two formats they are in."""

from docgen.proof.read_docx import read_docx
from docgen.proof.read_pdf import read_pdf
from docgen.proof.reading import Reading, UnreadableFileError

_HEADER_WINDOW = 1024


def read_file(data: bytes) -> Reading:
    """Read a PDF or DOCX.

    Errors: UnreadableFileError, with a German sentence, for everything else; no other exception.
    """
    if b"%PDF-" in data[:_HEADER_WINDOW]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_docx(data)
    if not data:
        raise UnreadableFileError("Die Datei ist leer.")
    raise UnreadableFileError(
        "Die Datei ist weder PDF noch DOCX. Geprüft werden nur Dateien, die docgen geschrieben hat."
    )
