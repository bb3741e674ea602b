"""The proof is sharp: whatever a duty rests on is spoiled in turn, and each time it is noticed.

A clause is blanked, a printed value is exchanged for another one of the same look, everywhere or
in one place only, in Word and in PDF. The untouched letter gives no false alarm at any size.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from cases import ROOT, example, raw
from letters import GRANT, content, planned
from mutants import is_unique_value, spoiled, swapped_everywhere, swapped_once, with_text

from docgen.doctypes import Form
from docgen.document import Frame, build_letter
from docgen.facts import DERIVED, Circumstances, Facts, gather
from docgen.letter import BulletList, Letter, Section
from docgen.obligations import Expected, Obligation
from docgen.pipeline import FORMATS, Content, Planned, State, examine, generate
from docgen.pipeline.generate import planned_text
from docgen.proof import Change, Proof, compare, prove, read_file
from docgen.render import PdfRenderer
from docgen.wording import ComposedSection, Composition, compose

DRAW = {
    "pdf": content().pdf.render,
    "docx": content().docx.render,
}


def proof_of(letter: Letter, ending: str) -> Proof:
    return prove(read_file(DRAW[ending](letter)), planned_once().obligations)


@cache
def planned_once() -> Planned:
    return planned(example())


@cache
def facts_and_words() -> tuple[Facts, Composition]:
    examined = examine(content(), GRANT, raw(example()))
    assert examined.case is not None
    assert examined.law is not None
    assert examined.budget is not None
    carrier = content().carriers["ksv-sachsen"]
    profile = carrier.profile(examined.law.axes.verfahren)
    assert profile is not None
    facts = gather(
        Circumstances(
            examined.case, examined.law, carrier, profile, content().carriers, examined.budget
        ),
        content().vocabulary,
        content().conditions,
        DERIVED,
    )
    words = compose(
        content().wording[GRANT], facts, examined.law, carrier="ksv-sachsen", form=Form.SIE
    )
    return facts, words


def readable() -> Iterator[Obligation]:
    yield from (item for item in planned_once().obligations.items if item.kind == "lesbar")


def expected_values() -> dict[str, Expected]:
    """Every value some duty looks for, by the text it is printed as."""
    facts, _ = facts_and_words()
    printed = {(fact.plan.name, fact.expected().value): fact.text for fact in facts.all()}
    return {
        printed.get((one.fact, one.value), one.value): one
        for item in readable()
        for evidence in item.evidence
        for one in evidence.expected
    }


@pytest.mark.parametrize("text_points", [11, 16])
def test_the_untouched_letter_gives_no_false_alarm_at_any_size(text_points: float) -> None:
    pdf = PdfRenderer(ROOT / "templates" / "layouts", text_points=text_points)

    proof = prove(read_file(pdf.render(planned_once().letter)), planned_once().obligations)

    assert proof.findings() == ()
    assert proof.is_complete


@pytest.mark.parametrize("ending", DRAW)
def test_a_value_exchanged_everywhere_is_noticed(ending: str) -> None:
    letter = planned_once().letter
    values = expected_values()

    unnoticed = [
        printed
        for printed in values
        if proof_of(swapped_everywhere(letter, printed), ending).is_complete
    ]

    assert unnoticed == []
    assert len(values) > 40


@pytest.mark.parametrize("ending", DRAW)
def test_an_amount_date_or_account_exchanged_in_one_place_is_noticed(ending: str) -> None:
    letter = planned_once().letter
    mutants = [
        (printed, mutant)
        for printed, expected in expected_values().items()
        if is_unique_value(expected)
        for mutant in swapped_once(letter, printed)
    ]

    unnoticed = [printed for printed, mutant in mutants if proof_of(mutant, ending).is_complete]

    assert unnoticed == []
    assert len(mutants) >= 20


def letterhead_texts() -> list[str]:
    head = planned_once().letter.letterhead
    return [
        *head.authority,
        head.return_line,
        *head.address,
        *(value for _, value in head.information),
        *(label for label, _ in head.information),
    ]


@pytest.mark.parametrize("ending", DRAW)
@pytest.mark.parametrize("text", letterhead_texts())
def test_another_line_of_the_letterhead_is_noticed_though_no_duty_may_ask_for_it(
    text: str, ending: str
) -> None:
    letter = planned_once().letter
    head = with_text(letter.letterhead, lambda one: spoiled(one) if one == text else one)

    changes = compare(
        read_file(DRAW[ending](replace(letter, letterhead=head))), planned_text(letter)
    )

    assert changes
    assert {change.kind for change in changes} == {"geaendert"}


@pytest.mark.parametrize("ending", DRAW)
def test_a_file_number_may_look_like_a_page_number(ending: str) -> None:
    case = example()
    case["aktenzeichen"] = "Seite 1 von 4 … 7"

    result = generate(content(), GRANT, raw(case), (ending,))

    assert result.state is State.FERTIG, result.findings


def test_another_running_line_is_noticed_in_word() -> None:
    letter = planned_once().letter
    other = replace(letter, running_line=spoiled(letter.running_line))

    changes = compare(read_file(DRAW["docx"](other)), planned_text(letter))

    assert changes == (Change("geaendert", letter.footer(), other.footer()),)


@pytest.mark.parametrize("ending", DRAW)
def test_a_letter_drawn_with_another_telephone_number_is_not_written(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misdrawn(_: Content, letter: Letter) -> bytes:
        lines = letter.letterhead.information
        wrong = tuple(
            (label, spoiled(value)) if label == "Telefon" else (label, value)
            for label, value in lines
        )
        return DRAW[ending](
            replace(letter, letterhead=replace(letter.letterhead, information=wrong))
        )

    monkeypatch.setitem(FORMATS, ending, replace(FORMATS[ending], render=misdrawn))

    result = generate(content(), GRANT, raw(example()), (ending,))

    assert result.state is State.NACHWEIS_FEHLGESCHLAGEN
    assert [one.code for one in result.findings] == ["nachweis.text_abweichend"]
    assert result.files == ()


def without_clause(words: Composition, clause: str) -> Composition:
    sections = tuple(
        ComposedSection(
            section.plan, tuple(one for one in section.clauses if one.clause.id != clause)
        )
        for section in words.sections
    )
    return Composition(words.form, words.subject, tuple(one for one in sections if one.clauses))


def serving_clauses() -> list[str]:
    _, words = facts_and_words()
    subject = words.subject.clause.id
    return [one.id for one in words.clauses() if one.serves and one.id != subject]


@pytest.mark.parametrize("ending", DRAW)
@pytest.mark.parametrize("clause", serving_clauses())
def test_a_blanked_clause_is_noticed(clause: str, ending: str) -> None:
    facts, words = facts_and_words()
    frame = Frame("Bescheid", "B", "2026-11-09")
    letter = build_letter(frame, without_clause(words, clause), facts, {})

    proof = proof_of(letter, ending)

    missed = {duty.duty for duty in proof.duties if not duty.found}
    (served,) = {one.serves for one in words.clauses() if one.id == clause}
    assert missed & set(served)


def test_every_readable_duty_is_served_by_a_clause_whose_loss_it_notices() -> None:
    facts, words = facts_and_words()
    frame = Frame("Bescheid", "B", "2026-11-09")
    noticed = {
        duty.duty
        for clause in serving_clauses()
        for duty in proof_of(
            build_letter(frame, without_clause(words, clause), facts, {}), "docx"
        ).duties
        if not duty.found
    }
    carried_by_the_frame = {"behoerde", "aktenzeichen", "datum", "betreff_antrag"}

    assert {item.duty for item in readable()} - noticed == carried_by_the_frame


def _without_items(section: Section, openings: tuple[str, ...]) -> Section:
    blocks = tuple(
        BulletList(tuple(item for item in block.items if not item[0].text.startswith(openings)))
        if isinstance(block, BulletList)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def test_a_belehrung_without_electronic_form_is_refused_with_its_reason() -> None:
    """Case 3, change 1: only in writing or zur Niederschrift, though the letterhead has e-mail."""
    letter = planned_once().letter
    marks = ("in elektronischer Form", "schriftformersetzend")
    shortened = replace(
        letter, sections=tuple(_without_items(one, marks) for one in letter.sections)
    )

    findings = proof_of(shortened, "pdf").findings()

    (found,) = [one for one in findings if one.title == "Elektronische Form des Widerspruchs"]
    assert "BSG, Urteil vom 27.09.2023, B 7 AS 10/22 R" in (found.norm or "")
    assert "ein Jahr" in found.message
