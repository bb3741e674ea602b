"""The finished bytes of a letter, held against what the letter owes.

In: the bytes of a PDF, DOCX, HTML or text file and the `Obligations` worked out before a word was
written. Out: a `Proof` that says for each duty where it stands, and what stands there that may not.
The room reads the page with its own eyes: it knows neither how a letter is worded nor how it is
rendered.

    reading ── what a file says, in units; `read` takes every format that bytes tell, `read_text`
        plain text; `pdfium`, `docx_package` and `docx_text` take files apart
    values, literals, places ── what the text of a unit means, and where it stands
    prove, compare, verify ── duties, changes, and the verdict on a file alone
    page ── whether the text keeps inside margins and address window
    pictures ── the pages to look at
"""

from docgen.proof.compare import Change, PlannedText, compare, compare_text
from docgen.proof.page import Misplaced, misplaced
from docgen.proof.pictures import PagePicture, pictures, pointed_at
from docgen.proof.prove import prove, typed_values
from docgen.proof.read import read_file
from docgen.proof.read_text import read_text
from docgen.proof.reading import Box, Reading, Unit, UnreadableFileError
from docgen.proof.verdict import DutyProof, Proof, Stray, StrayKind
from docgen.proof.verify import LARGEST_FILE, Status, Verification, verify

__all__ = [
    "LARGEST_FILE",
    "Box",
    "Change",
    "DutyProof",
    "Misplaced",
    "PagePicture",
    "PlannedText",
    "Proof",
    "Reading",
    "Status",
    "Stray",
    "StrayKind",
    "Unit",
    "UnreadableFileError",
    "Verification",
    "compare",
    "compare_text",
    "misplaced",
    "pictures",
    "pointed_at",
    "prove",
    "read_file",
    "read_text",
    "typed_values",
    "verify",
]
