"""The bytes of a finished file into findings, whatever of the two formats they are in."""

import pikepdf

from docgen.accessibility import (
    docx_layout,
    docx_rules,
    pdf_document,
    pdf_elements,
    pdf_flow,
    pdf_lists,
    pdf_marks,
    pdf_tables,
)
from docgen.accessibility.docx_structure import BrokenDocxError, read_docx
from docgen.accessibility.pdf_content import TooComplexError
from docgen.accessibility.pdf_file import open_pdf
from docgen.accessibility.told import gathered, told
from docgen.findings import Finding

PDF_RULES = (
    *pdf_document.RULES,
    *pdf_marks.RULES,
    *pdf_flow.RULES,
    *pdf_elements.RULES,
    *pdf_lists.RULES,
    *pdf_tables.RULES,
)
DOCX_RULES = (*docx_rules.RULES, *docx_layout.RULES)

_HEADER_WINDOW = 1024
_MAX_BYTES = 64 * 2**20
_WHOLE = "ganze Datei"
_HOSTILE = (
    pikepdf.PdfError,
    TooComplexError,
    ValueError,
    TypeError,
    ArithmeticError,
    RecursionError,
)
"""What broken or hostile bytes may bring pikepdf to."""


def check_accessibility(data: bytes) -> tuple[Finding, ...]:
    """Tell everything that keeps somebody from reading a PDF or DOCX; never raises.

    Whoever checks files of strangers sets a limit of time and memory around this call.
    """
    if len(data) > _MAX_BYTES:
        return (_unchecked("Sie ist zu groß."),)
    if b"%PDF-" in data[:_HEADER_WINDOW]:
        return _check_pdf(data)
    if data.startswith(b"PK"):
        return _check_docx(data)
    return (_unchecked("Sie ist weder PDF noch DOCX."),)


def _check_pdf(data: bytes) -> tuple[Finding, ...]:
    try:
        with open_pdf(data) as file:
            return gathered(found for rule in PDF_RULES for found in rule(file))
    except pikepdf.PasswordError:
        norm = "ISO 14289-1 (PDF/UA-1) 7.16; Matterhorn 26-001, 26-002"
        return (told("zugang.verschluesselt", _WHOLE, norm),)
    except _HOSTILE:
        return (_unchecked("Sie ist beschädigt oder ungewöhnlich aufgebaut."),)


def _check_docx(data: bytes) -> tuple[Finding, ...]:
    try:
        file = read_docx(data)
    except BrokenDocxError:
        return (_unchecked("Sie ist beschädigt oder keine DOCX-Datei."),)
    return gathered(found for rule in DOCX_RULES for found in rule(file))


def _unchecked(reason: str) -> Finding:
    return told("zugang.nicht_pruefbar", _WHOLE, "", grund=reason)
