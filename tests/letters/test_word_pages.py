"""The letter in Word has the pages of the PDF: who is sent one and cites a page means the other."""

from pathlib import Path

import pypdfium2
import pytest
from cases import EXAMPLE, example
from letters import written
from libreoffice import printed

from docgen.pipeline import OutputFile


@pytest.mark.needs("libreoffice")
def test_every_example_has_as_many_pages_in_word_as_in_pdf(tmp_path: Path) -> None:
    names = [path.stem for path in EXAMPLE.parent.glob("*.json")]
    results = {name: written(example(name), "pdf", "docx").files for name in names}

    word = printed(tmp_path, {name: data(files, ".docx") for name, files in results.items()})

    in_word = {name: pages(word[name]) for name in names}
    assert in_word == {name: pages(data(files, ".pdf")) for name, files in results.items()}


def data(files: tuple[OutputFile, ...], ending: str) -> bytes:
    [found] = [file.data for file in files if file.name.endswith(ending)]
    return found


def pages(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))
