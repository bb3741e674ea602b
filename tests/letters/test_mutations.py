"""The proof is sharp: whatever a duty rests on is spoiled in turn, and each time it is noticed.

A field is left out of the case, a clause is blanked, a printed value is exchanged for another one
of the same look, everywhere or in one place only, and sentences with other values are added; in
Word and in PDF, for every case of `specimens`. The run says at its end how many mutants that were.

Word is drawn anew for each mutant. Drawing a PDF takes ten times as long and has no part in what
the proof notices, so the page of the untouched letter is spoiled instead; that both are the same is
shown for a value of each kind and for a blanked clause.
"""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest
from cases import example, leaves, raw, without
from letters import GRANT, content, planned
from mutants import (
    UNIQUE,
    page_swapped,
    page_without,
    printed,
    spoiled,
    stated,
    swapped,
    with_sentences,
    with_text,
    with_value,
)
from routed import routed
from specimens import IN_EVERY_RUN, SPECIMENS, Specimen, read_drawn, specimen

from docgen.letter import BulletList, Letter, Section
from docgen.obligations import Obligation
from docgen.pipeline import FORMATS, Content, Planned, State, examine, generate
from docgen.pipeline.generate import planned_text
from docgen.proof import Change, Proof, Reading, compare, prove, read_file
from docgen.proof.values import find_stated

DRAW = {
    "pdf": content().pdf.render,
    "docx": content().docx.render,
}
DRAWN_FOR_EACH = "docx"
Count = Callable[[str, str, int], None]


def planned_once() -> Planned:
    return specimen("2026").planned


def proof_of(letter: Letter, ending: str) -> Proof:
    return prove(read_file(DRAW[ending](letter)), planned_once().obligations)


@pytest.fixture
def count(one: Specimen, record_property: Callable[[str, object], None]) -> Count:
    """Note how many mutants were made; tests/conftest.py tells their number."""

    def note(kind: str, ending: str, number: int) -> None:
        assert number, "no mutant was made"
        record_property("mutanten", [kind, one.name, ending, number])

    return note


@pytest.fixture(
    params=[
        pytest.param(name, marks=() if name in IN_EVERY_RUN else pytest.mark.thorough)
        for name in SPECIMENS
    ]
)
def one(request: pytest.FixtureRequest) -> Specimen:
    return specimen(request.param)


def missed(proof: Proof) -> set[str]:
    """The duties that were not found."""
    return {duty.duty for duty in proof.duties if not duty.found}


def held(page: Reading, one: Specimen) -> Proof:
    """The proof of a page against what the untouched letter owes."""
    return prove(page, one.planned.obligations)


# --- the untouched letter -------------------------------------------------------------------------


@pytest.mark.parametrize("ending", DRAW)
def test_the_untouched_letter_gives_no_false_alarm(one: Specimen, ending: str) -> None:
    proof = held(one.reading(ending), one)

    assert proof.findings() == ()
    assert proof.is_complete
    assert compare(one.reading(ending), planned_text(one.planned.letter)) == ()


@pytest.mark.parametrize("name", FORMATS)
def test_the_untouched_letter_gives_no_false_alarm_in_any_form(name: str) -> None:
    drawn = FORMATS[name].render(routed(), planned_once().letter)

    proof = prove(FORMATS[name].read(drawn), planned_once().obligations)

    assert proof.findings() == ()
    assert proof.is_complete


# --- a field left out of the case -----------------------------------------------------------------


@cache
def left_out(name: str, pointer: str) -> Planned | None:
    """The letter of a case without a field; None where the case is refused."""
    case = without(deepcopy(specimen(name).case), pointer)
    sound = examine(routed(), GRANT, raw(case)).is_sound
    return planned(case, routed()) if sound else None


def fields_of(item: Obligation, one: Specimen) -> list[str]:
    """The stated fields a duty rests on."""
    looked_at = one.fields_of(item)
    return [
        pointer
        for pointer in leaves(one.case)
        if any(pointer == place or pointer.startswith(f"{place}/") for place in looked_at)
    ]


def owed(letter: Planned, duty: str) -> Obligation | None:
    return next((item for item in letter.obligations.items if item.duty == duty), None)


@pytest.mark.parametrize("ending", DRAW)
def test_a_case_without_a_field_a_duty_rests_on_is_refused_or_noticed(
    one: Specimen, ending: str, count: Count
) -> None:
    """A field that changes nothing a duty looks for is no mutant: a fallback stands for it.

    Duties that name nothing of the case, but law and carrier alone, have none.
    """
    drawn: dict[str, Reading] = {}
    made, unnoticed, without_mutant = 0, [], []
    for item in one.readable():
        mutants = 0
        fields = fields_of(item, one)
        for pointer in fields:
            letter = left_out(one.name, pointer)
            if letter is None:
                mutants += 1
                continue
            if owed(letter, item.duty) == item:
                continue
            mutants += 1
            if pointer not in drawn:
                drawn[pointer] = read_drawn(letter.letter, ending)
            if item.duty not in missed(held(drawn[pointer], one)):
                unnoticed.append((item.duty, pointer))
        made += mutants
        without_mutant += [item.duty] if fields and not mutants else []

    assert unnoticed == []
    assert without_mutant == []
    count("Feld weggelassen", ending, made)


# --- a clause blanked -----------------------------------------------------------------------------


def blanked(one: Specimen, clauses: tuple[str, ...], ending: str) -> Reading:
    shorter = one.without_clauses(*clauses)
    if ending == DRAWN_FOR_EACH:
        return read_drawn(shorter, ending)
    return page_without(one.reading(ending), one.planned.letter, shorter)


@pytest.mark.parametrize("ending", DRAW)
def test_a_duty_whose_clause_is_blanked_is_missed(one: Specimen, ending: str, count: Count) -> None:
    """One clause at a time, where a duty has several; then each of them misses some duty."""
    served = {clause.id: set(clause.serves) for clause in one.words.clauses()}
    duties = {item.duty for item in one.readable()}
    by_all = {item.duty: one.clauses_of(item) for item in one.readable()}
    singly = sorted({clause for clauses in by_all.values() for clause in clauses})

    alone = {clause: missed(held(blanked(one, (clause,), ending), one)) for clause in singly}
    still_found = [
        duty
        for duty, clauses in by_all.items()
        if clauses and duty not in missed(held(blanked(one, clauses, ending), one))
    ]

    assert still_found == []
    assert [clause for clause in singly if not alone[clause] & served[clause] & duties] == []
    assert {duty for duty, clauses in by_all.items() if not clauses} <= {
        "behoerde",
        "aktenzeichen",
        "datum",
        "betreff_antrag",
    }
    count("Baustein leer", ending, len(singly) + sum(bool(one) for one in by_all.values()))


# --- a printed value exchanged --------------------------------------------------------------------


@pytest.mark.parametrize("ending", DRAW)
def test_a_duty_whose_value_is_exchanged_everywhere_is_missed(
    one: Specimen, ending: str, count: Count
) -> None:
    pages: dict[str, set[str]] = {}
    still_found = []
    mutants = list(one.expected())
    for item, _, text in mutants:
        if text not in pages:
            page = (
                read_drawn(swapped(one.planned.letter, text), ending)
                if ending == DRAWN_FOR_EACH
                else page_swapped(one.reading(ending), text)
            )
            pages[text] = missed(held(page, one))
        if item.duty not in pages[text]:
            still_found.append((item.duty, text))

    assert still_found == []
    count("Angabe vertauscht", ending, len(mutants))


def others(page: Reading) -> dict[tuple[str, str], str]:
    """Every amount, date and account of a page by kind and value, as it is printed there."""
    return {(value.kind, value.value): printed(page, at, value) for at, value in stated(page)}


@pytest.mark.parametrize("ending", DRAW)
def test_an_amount_date_or_account_exchanged_in_one_place_is_noticed(
    one: Specimen, ending: str, count: Count
) -> None:
    """By one that nobody computed, and by every other of its kind that stands on the letter."""
    page = one.reading(ending)
    own = others(page)
    mutants = [
        (at, value, text)
        for at, value in stated(page)
        for text in (
            spoiled(printed(page, at, value)),
            *(text for (kind, other), text in own.items() if kind == value.kind != other),
        )
        if text != printed(page, at, value)
    ]

    unnoticed = [
        (page.units[at].text, printed(page, at, value), text)
        for at, value, text in mutants
        if held(with_value(page, at, value, text), one).is_complete
    ]

    assert unnoticed == []
    assert {value.kind for _, value, _ in mutants} == UNIQUE
    count("an einer Stelle vertauscht", ending, len(mutants))


@pytest.mark.parametrize("ending", DRAW)
def test_a_sentence_with_another_amount_date_or_account_is_noticed_in_every_part(
    one: Specimen, ending: str, count: Count
) -> None:
    """For each value on the page one that is nowhere in the case, at the end of each part."""
    page = one.reading(ending)
    own = others(page)
    wrong = [strange(text, set(own)) for text in own.values()]
    sentences = tuple(f"Richtig ist {text}." for text in wrong)
    longer = with_sentences(page, sentences)
    parts = (len(longer.units) - len(page.units)) // len(sentences)

    told = Counter(stray.text for stray in held(longer, one).strays)

    assert parts >= len(one.planned.obligations.headings)
    assert told == {text: parts * number for text, number in Counter(wrong).items()}
    count("Satz hinzugefügt", ending, parts * len(sentences))


def strange(text: str, own: set[tuple[str, str]]) -> str:
    """Another value of the same look that does not stand on the page."""
    while True:
        text = spoiled(text)
        if all((value.kind, value.value) not in own for value in find_stated(text, is_row=True)):
            return text


@pytest.mark.parametrize("ending", DRAW)
def test_a_sentence_with_another_amount_of_the_same_letter_was_not_planned(
    one: Specimen, ending: str, count: Count
) -> None:
    """The proof knows the amount; that the sentence is not the letter's is seen by comparing."""
    page, plan = one.reading(ending), planned_text(one.planned.letter)
    texts = sorted(set(others(page).values()))

    unnoticed = [
        text for text in texts if not compare(with_sentences(page, (f"Richtig ist {text}.",)), plan)
    ]

    assert unnoticed == []
    count("bekannter Wert hinzugefügt", ending, len(texts))


# --- a spoiled page stands for a page that is drawn anew ------------------------------------------


def test_a_spoiled_page_is_the_page_of_the_spoiled_letter(one: Specimen) -> None:
    letter, page = one.planned.letter, one.reading("pdf")
    by_kind = {expected.kind: text for _, expected, text in one.expected()}
    clause = next(iter(one.clauses_of(next(iter(one.readable())))), "hinweis-beratung")
    shorter = one.without_clauses(clause)

    other, spoiled_page = letter, page
    for text in by_kind.values():
        other, spoiled_page = swapped(other, text), page_swapped(spoiled_page, text)

    assert len(by_kind) >= 5
    assert texts_of(spoiled_page) != texts_of(page)
    assert texts_of(read_drawn(other, "pdf")) == texts_of(spoiled_page)
    assert texts_of(read_drawn(shorter, "pdf")) == texts_of(page_without(page, letter, shorter))


def texts_of(page: Reading) -> list[str]:
    return [unit.text for unit in page.units]


# --- letterhead, footers, forms of the Widerspruch ------------------------------------------------


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
