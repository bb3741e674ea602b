"""A caseworker changes the letter in Word and asks docgen whether it may go out."""

import subprocess
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path

import pytest
from cases import EXAMPLE
from cli_runs import GRANT, told
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
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


# --- around the text -----------------------------------------------------------------------------


def told_changes(letter: Path, folder: Path, edit: Callable[[WordDocument], None]) -> list[str]:
    """What verify shows of a change that leaves all duties in their places."""
    run = told("verify", edited(letter, folder, edit))
    assert run.code == 0
    first, *changes = run.out.splitlines()
    assert first == "Das Schreiben wurde geändert; alle Pflichtangaben stehen noch darin."
    return [change.strip() for change in changes]


def replace_in(paragraphs: Iterable[Paragraph], old: str, new: str) -> None:
    """Type over a stretch of text, as often as it stands there."""
    nodes = [node for one in paragraphs for node in one._p.iter(qn("w:t"))]  # noqa: SLF001
    found = [node for node in nodes if old in (node.text or "")]
    assert found
    for node in found:
        node.text = (node.text or "").replace(old, new)


def in_style(document: WordDocument, name: str) -> list[Paragraph]:
    return [one for one in document.paragraphs if one.style is not None and one.style.name == name]


RUNNING = "Kommunaler Sozialverband Sachsen · Aktenzeichen KSV-F31-PB-2026-2240 Seite … von …"
AUTHORITY = "Träger der Eingliederungshilfe"
RETURN = "Kommunaler Sozialverband Sachsen · Probeallee 1 · 04109 Leipzig"
ADDRESS = "Noa Ağaoğlu-Weiß Lerchenprobe 5 01069 Dresden"
INFORMATION = "Telefon: 030 23125-140"


def all_footers(document: WordDocument) -> None:
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        replace_in(footer.paragraphs, "Sachsen", "Bayern")


def later_footer(document: WordDocument) -> None:
    replace_in(document.sections[0].footer.paragraphs, " von ", " / ")


def cleared_footer(document: WordDocument) -> None:
    document.sections[0].first_page_footer.paragraphs[0].clear()


def taken_away_footer(document: WordDocument) -> None:
    document.sections[0].footer.is_linked_to_previous = True


def typed_page_number(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.text = f"{RUNNING.removesuffix(' Seite … von …')}\tSeite 2 von 9"


def letterhead_line(document: WordDocument) -> None:
    replace_in(in_style(document, "Briefkopf Zeile"), "Träger", "Amt")


def return_line(document: WordDocument) -> None:
    replace_in(in_style(document, "Rücksendezeile"), "Sachsen", "Bayern")


def address_line(document: WordDocument) -> None:
    replace_in(in_style(document, "Anschriftfeld"), "Noa", "z. Hd. Noa")


def information_block(document: WordDocument) -> None:
    replace_in([paragraph(document, "Telefon:")], "23125-140", "23125-141")


def lost_information(document: WordDocument) -> None:
    element = paragraph(document, "Telefon:")._p  # noqa: SLF001
    around = element.getparent()
    assert around is not None
    around.remove(element)


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (all_footers, RUNNING, RUNNING.replace("Sachsen", "Bayern")),
        (later_footer, RUNNING, RUNNING.replace("von", "/")),
        (typed_page_number, RUNNING, RUNNING.replace("… von …", "2 von 9")),
        (letterhead_line, AUTHORITY, AUTHORITY.replace("Träger", "Amt")),
        (return_line, RETURN, RETURN.replace("Sachsen", "Bayern")),
        (address_line, ADDRESS, ADDRESS.replace("Noa", "z. Hd. Noa")),
        (information_block, INFORMATION, INFORMATION.replace("140", "141")),
    ],
)
def test_what_was_changed_around_the_text_is_shown_beside_the_old(
    edit: Callable[[WordDocument], None], before: str, after: str, letter: Path, tmp_path: Path
) -> None:
    assert told_changes(letter, tmp_path, edit) == [f"geändert: „{before}“ → „{after}“"]


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (cleared_footer, RUNNING),
        (taken_away_footer, RUNNING),
        (lost_information, INFORMATION),
    ],
)
def test_what_was_taken_away_around_the_text_is_shown(
    edit: Callable[[WordDocument], None], text: str, letter: Path, tmp_path: Path
) -> None:
    assert told_changes(letter, tmp_path, edit) == [f"entfernt: „{text}“ → „“"]


NEW = "Bitte rufen Sie uns an."


def new_line_in_the_letterhead(document: WordDocument) -> None:
    document.sections[0].first_page_header.add_paragraph(NEW)


def new_header_on_later_pages(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = NEW


def new_header_on_even_pages(document: WordDocument) -> None:
    """Word starts even pages with what the others show; the caseworker adds a line above."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    replaced = section.even_page_footer._element  # noqa: SLF001
    replaced[:] = [deepcopy(one) for one in section.footer._element]  # noqa: SLF001
    section.even_page_header.paragraphs[0].text = NEW


def new_line_in_the_footer(document: WordDocument) -> None:
    document.sections[0].footer.add_paragraph(NEW)


def new_line_above_the_address(document: WordDocument) -> None:
    document.paragraphs[1].insert_paragraph_before(NEW)


def box(text: str) -> BaseOxmlElement:
    """A text box as Word draws one, with its fallback for programs that know no shapes."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    return parse_xml(
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml' xmlns:wps="
        "'http://schemas.microsoft.com/office/word/2010/wordprocessingShape' xmlns:mc="
        "'http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def new_box_beside_the_text(document: WordDocument) -> None:
    paragraph(document, "Krankenhaus:")._p.append(box(NEW))  # noqa: SLF001


def new_box_in_the_letterhead(document: WordDocument) -> None:
    document.paragraphs[0]._p.append(box(NEW))  # noqa: SLF001


def new_box_in_the_footer(document: WordDocument) -> None:
    document.sections[0].footer.paragraphs[0]._p.append(box(NEW))  # noqa: SLF001


def new_watermark(document: WordDocument) -> None:
    mark = f"<v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='{NEW}'/>"
    header = document.sections[0].first_page_header
    header.paragraphs[-1].add_run()._r.append(parse_xml(mark))  # noqa: SLF001


def new_comment(document: WordDocument) -> None:
    document.add_comment(paragraph(document, "Krankenhaus:").runs, NEW, author="Noa Probe")


def new_footnote(document: WordDocument) -> None:
    notes = "".join(
        f"<w:footnote{kind}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        for kind, text in ((" w:type='separator'", "—"), ("", NEW))
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


@pytest.mark.parametrize(
    "edit",
    [
        new_line_in_the_letterhead,
        new_header_on_later_pages,
        new_header_on_even_pages,
        new_line_in_the_footer,
        new_line_above_the_address,
        new_box_beside_the_text,
        new_box_in_the_letterhead,
        new_box_in_the_footer,
        new_watermark,
        new_comment,
        new_footnote,
    ],
)
def test_what_was_added_anywhere_is_shown(
    edit: Callable[[WordDocument], None], letter: Path, tmp_path: Path
) -> None:
    assert told_changes(letter, tmp_path, edit) == [f"hinzugefügt: „“ → „{NEW}“"]


def test_another_street_in_the_window_is_shown_and_may_not_go_out(
    letter: Path, tmp_path: Path
) -> None:
    def another_street(document: WordDocument) -> None:
        replace_in(in_style(document, "Anschriftfeld"), "Lerchenprobe", "Amselprobe")

    run = told("verify", edited(letter, tmp_path, another_street))

    after = ADDRESS.replace("Lerchenprobe", "Amselprobe")
    assert f"geändert: „{ADDRESS}“ → „{after}“" in run.out
    assert run.code == 1
    assert "im Briefkopf" in run.err


def test_a_duty_moved_into_the_footer_is_missing(letter: Path, tmp_path: Path) -> None:
    def moved(document: WordDocument) -> None:
        line = paragraph(document, "Gegen diesen Bescheid können Sie")
        document.sections[0].footer._element.append(line._p)  # noqa: SLF001

    run = told("verify", edited(letter, tmp_path, moved))

    assert run.code == 1
    assert "Rechtsbehelf" in run.err
    assert "entfernt: „Gegen diesen Bescheid" in run.out
    assert "hinzugefügt: „“ → „Gegen diesen Bescheid" in run.out


def as_word_saves(document: WordDocument) -> None:
    """Runs are split and numbered, spelling is marked, page numbers are counted anew."""
    section = document.sections[0]
    parts = (section.first_page_header, section.first_page_footer, section.footer)
    for root in (document.element.body, *(part._element for part in parts)):  # noqa: SLF001
        for one in list(root.iter(qn("w:fldChar"))):
            if one.get(qn("w:fldCharType")) == "separate":
                result = one.getparent().getnext()
                result.find(qn("w:t")).text = "9"
        for run in list(root.iter(qn("w:r"))):
            run.set(qn("w:rsidR"), "00A1B2C3")
            nodes = run.findall(qn("w:t"))
            if len(nodes) == 1 and len(nodes[0].text) > 1:
                second = deepcopy(run)
                second.find(qn("w:t")).text = nodes[0].text[1:]
                for node in second:
                    if node.tag not in {qn("w:t"), qn("w:rPr"), qn("w:br")}:
                        second.remove(node)
                nodes[0].text = nodes[0].text[:1]
                nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addnext(second)
                run.addnext(parse_xml(f"<w:proofErr {nsdecls('w')} w:type='spellStart'/>"))


def test_what_word_writes_by_itself_is_no_change(letter: Path, tmp_path: Path) -> None:
    file = edited(letter, tmp_path, as_word_saves)
    with zipfile.ZipFile(file) as package:
        assert package.read("word/footer1.xml").count(b">9</w:t>") == 2

    run = told("verify", file)

    assert run.out.splitlines() == [
        "Das Schreiben ist unverändert; alle Pflichtangaben stehen darin."
    ]


@pytest.mark.needs("libreoffice")
def test_a_letter_saved_by_libreoffice_is_unchanged(letter: Path, tmp_path: Path) -> None:
    profile = (tmp_path / "profil").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", tmp_path, letter], check=True, capture_output=True, timeout=120
    )

    run = told("verify", tmp_path / letter.name)

    assert run.out.splitlines() == [
        "Das Schreiben ist unverändert; alle Pflichtangaben stehen darin."
    ]


# --- duties --------------------------------------------------------------------------------------


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
