"""The formats of one letter: what each file is called, who draws it, and how it is read back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen.access import FORMAT_OF
from docgen.case import Case
from docgen.document import as_further_form
from docgen.letter import Letter
from docgen.pipeline.content import Content
from docgen.pipeline.manifest import OutputFile
from docgen.proof import Reading, read_file, read_text


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ending: of the file name, behind the type of the letter."""

    ending: str
    media_type: str
    render: Callable[[Content, Letter], bytes]
    read: Callable[[bytes], Reading] = read_file


STANDARD: Final = ("pdf", "docx")
"""What is written of every letter."""

FORMATS: Final = {
    "pdf": Format(".pdf", "application/pdf", lambda content, letter: content.pdf.render(letter)),
    "docx": Format(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda content, letter: content.docx.render(letter),
    ),
    "grossdruck": Format(
        "-grossdruck.pdf",
        "application/pdf",
        lambda content, letter: content.large_print.render(letter),
    ),
    "html": Format(
        ".html",
        "text/html",
        lambda content, letter: content.html.render(letter),
    ),
    "text": Format(
        ".txt",
        "text/plain",
        lambda content, letter: content.text.render(letter),
        read_text,
    ),
}


def needed(case: Case) -> frozenset[str]:
    """Name the formats that the person needs, as the case says."""
    forms = case.get("/person/zugangsform") or ()
    return frozenset(FORMAT_OF[one] for one in forms if one in FORMAT_OF)


def with_needed(formats: Iterable[str], case: Case) -> tuple[str, ...]:
    """Add what the person needs to what is asked for; nothing is taken away."""
    wanted = needed(case) | set(formats)
    return tuple(name for name in FORMATS if name in wanted)


def letter_for(content: Content, letter: Letter, origin: Mapping[str, Any], name: str) -> Letter:
    """Give what is written in a format; one beside the usual ones says that it is a further form.

    A draft says already that it is none of both.
    """
    sentence = content.further_forms.get(name)
    if sentence is None or letter.draft:
        return letter
    return as_further_form(letter, sentence, origin)


def draw(content: Content, letter: Letter, stem: str, name: str) -> OutputFile:
    """Write one file. Errors: KeyError for an unknown format; those of the renderer."""
    chosen = FORMATS[name]
    return OutputFile(f"{stem}{chosen.ending}", chosen.media_type, chosen.render(content, letter))
