"""The letters in the forms for those who cannot use print: complete, in order, nothing else."""

import pytest
from cases import example, raw, without
from letters import GRANT, content
from specimens import SPECIMENS, specimen

from docgen.letter import Letter
from docgen.pipeline import Undrafted, examine, try_draft
from docgen.proof import (
    PlannedText,
    Reading,
    Status,
    compare,
    prove,
    read_file,
    read_text,
    verify,
)
from docgen.proof.reading import fold
from docgen.render import HtmlRenderer, TextRenderer

FORMS = ("html", "text")


def screen(letter: Letter) -> bytes:
    return HtmlRenderer(content().layouts).render(letter)


def read(letter: Letter, form: str) -> Reading:
    if form == "html":
        return read_file(screen(letter))
    return read_text(TextRenderer().render(letter))


def texts(letter: Letter) -> list[str]:
    units = (*letter.head_order(), *letter.reading_order())
    return [text for one in units if (text := fold(one))]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SPECIMENS)
def test_every_duty_stands_there_and_nothing_else(name: str, form: str) -> None:
    letter, obligations = specimen(name).planned.letter, specimen(name).planned.obligations
    reading = read(letter, form)
    planned = PlannedText(
        tuple(letter.head_order()), tuple(letter.reading_order()), letter.footer()
    )

    assert [unit.text for unit in reading.units] == texts(letter)
    assert compare(reading, planned) == ()
    assert prove(reading, obligations).findings() == ()


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_file_for_the_screen_is_verified_by_itself(name: str) -> None:
    file = screen(specimen(name).planned.letter)
    head, body = file.split(b"<main>")

    assert verify(file).status is Status.UNCHANGED
    changed = body.replace("Mit freundlichen Grüßen".encode(), b"Bis bald")
    assert verify(b"<main>".join((head, changed))).status is Status.CHANGED
    falsified = body.replace("\u00a0Euro".encode(), "1\u00a0Euro".encode())
    assert verify(b"<main>".join((head, falsified))).status is Status.INCOMPLETE


def draft() -> Letter:
    case = without(example(), "/leistungen", "/person/anschrift")
    found = try_draft(content(), GRANT, examine(content(), GRANT, raw(case)))
    assert not isinstance(found, Undrafted)
    return found.letter


def test_a_draft_for_the_screen_stays_a_draft() -> None:
    assert verify(screen(draft())).status is Status.DRAFT


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_says_all_it_is_meant_to_say(form: str) -> None:
    reading = read(draft(), form)

    assert [unit.text for unit in reading.units] == texts(draft())
    assert [one[:7] for one in reading.aside] == ["ENTWURF"]
