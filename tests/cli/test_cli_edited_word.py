"""A caseworker changes the letter in Word and asks docgen whether it may go out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cases import EXAMPLE
from cli_runs import GRANT, told
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefe")
    assert told("render", GRANT, EXAMPLE, "--out", folder, "--format", "docx").code == 0
    return folder / "bescheid-bewilligung.docx"


def paragraph(document: WordDocument, words: str) -> Paragraph:
    [found] = [one for one in document.paragraphs if words in one.text]
    return found


def edited(letter: Path, folder: Path, edit: Callable[[WordDocument], None]) -> Path:
    """The letter, opened, changed and saved under another name."""
    document = Document(str(letter))
    edit(document)
    file = folder / "geaendert.docx"
    document.save(str(file))
    return file


def test_a_letter_that_was_only_opened_and_saved_is_unchanged(letter: Path, tmp_path: Path) -> None:
    run = told("verify", edited(letter, tmp_path, lambda _: None))

    assert run.code == 0
    assert run.out.startswith("Das Schreiben ist unverändert")


def test_a_friendlier_sentence_may_go_out_and_is_shown_beside_the_old_one(
    letter: Path, tmp_path: Path
) -> None:
    def kinder(document: WordDocument) -> None:
        paragraph(document, "Krankenhaus:").add_run(" Wir sind gern für Sie da.")

    run = told("verify", edited(letter, tmp_path, kinder))

    assert run.code == 0
    assert run.out.startswith("Das Schreiben wurde geändert; alle Pflichtangaben stehen noch darin")
    [change] = [line for line in run.out.splitlines() if "→" in line]
    before, after = change.split("→")
    assert "gern für Sie da" in after
    assert "gern für Sie da" not in before


def without_appeal(document: WordDocument) -> None:
    element = paragraph(document, "Gegen diesen Bescheid können Sie")._p  # noqa: SLF001
    around = element.getparent()
    assert around is not None
    around.remove(element)


def another_amount(document: WordDocument) -> None:
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            for one in cell.paragraphs:
                if "447,80" in one.text:
                    one.runs[0].text = one.text.replace("447,80", "474,80")
                    for run in one.runs[1:]:
                        run.text = ""


def appeal_struck_through(document: WordDocument) -> None:
    for run in paragraph(document, "Gegen diesen Bescheid können Sie").runs:
        run.font.strike = True


def appeal_in_white(document: WordDocument) -> None:
    for run in paragraph(document, "Gegen diesen Bescheid können Sie").runs:
        run.font.color.rgb = RGBColor(255, 255, 255)


@pytest.mark.parametrize(
    ("edit", "duty"),
    [
        (without_appeal, "Rechtsbehelf"),
        (appeal_struck_through, "Rechtsbehelf"),
        (appeal_in_white, "Rechtsbehelf"),
        (another_amount, "474,80"),
    ],
)
def test_a_letter_that_lost_a_duty_or_contradicts_itself_must_not_go_out(
    edit: Callable[[WordDocument], None], duty: str, letter: Path, tmp_path: Path
) -> None:
    run = told("verify", edited(letter, tmp_path, edit))

    assert run.code == 1
    assert run.out.startswith("Dem Schreiben fehlt eine Pflichtangabe, oder es widerspricht")
    assert duty in run.err
    assert "Abschnitt" in run.err or "Tabelle" in run.err or "unter „" in run.err
