"""Forms in which people read a letter: which of them docgen writes, and in which format.

A case asks for forms in `/person/zugangsform`. Public authorities give notices in the form a person
needs (§ 10 BGG and the laws of the Länder, §§ 3, 5 VBD as of 1 August 2026).
"""

from typing import Final

FORMAT_OF: Final = {
    "grossdruck": "grossdruck",
    "barrierefreies_pdf": "pdf",
    "vorleseprogramm": "html",
    "reiner_text": "text",
    "braille": "text",
    "hoerfassung": "text",
}
"""The format docgen writes for a form; it writes nothing for any other."""

ON_PAPER: Final = frozenset({"grossdruck"})
"""What can be put into the envelope as it is."""

TO_BE_TURNED: Final = frozenset({"braille", "hoerfassung"})
"""Forms that somebody else makes of what docgen writes."""
