"""The example letters in Word: their schema, and as many pages as the PDF, which people cite."""

from pathlib import Path

import pypdfium2
import pytest
from cases import EXAMPLE, example
from letters import written
from libreoffice import printed
from word_schema import problems

from docgen.pipeline import OutputFile

NAMES = sorted(path.stem for path in EXAMPLE.parent.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_every_example_keeps_the_schema(name: str) -> None:
    assert problems(data(written(example(name)).files, ".docx")) == []


@pytest.mark.needs("libreoffice")
def test_every_example_has_as_many_pages_in_word_as_in_pdf(tmp_path: Path) -> None:
    results = {name: written(example(name), "pdf", "docx").files for name in NAMES}

    word = printed(tmp_path, {name: data(files, ".docx") for name, files in results.items()})

    in_word = {name: pages(word[name]) for name in NAMES}
    assert in_word == {name: pages(data(files, ".pdf")) for name, files in results.items()}


def data(files: tuple[OutputFile, ...], ending: str) -> bytes:
    [found] = [file.data for file in files if file.name.endswith(ending)]
    return found


def pages(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))
