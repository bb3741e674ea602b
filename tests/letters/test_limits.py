"""What a case may hold at most is written in every form; what is more is refused at its place.

Long words stand in all places of one letter at once. What PDF and Word do with them, and with fifty
services, is asked of the service (`tests/api`); here are the other forms. A table cannot be longer:
its rows are the services.
"""

import json
from typing import Final

import pytest
from cases import ROOT, Case, full_case, many_services, put, squeezed
from free_texts import CASES, ELSEWHERE, IN_THE_WINDOW, filled, free_texts, in_schema
from letters import findings, read, written

from docgen.pipeline import Result, State

pytestmark = pytest.mark.whole

_SCHEMA: Final = json.loads((ROOT / "schemas" / "fall.schema.json").read_bytes())
MOST: Final = dict(free_texts(_SCHEMA, _SCHEMA))
"""Every free text with the number of its signs; those of an e-mail address are another matter."""
IN_ONE_LINE: Final = 200
NOT_ON_PAPER: Final = ("html", "text")

SENTENCES: Final = "Wege sind unsicher. " * 99 + "Am Ende."


def with_long_words(case: Case, most: int) -> tuple[Case, dict[str, str]]:
    """A case, every text of it one word of so many letters or as many as there may be; and which.

    The window and the foot of the page hold only so much; what stands there stays as it was.
    """
    fields = {one for one in MOST if not (IN_THE_WINDOW.search(one) or one == "/aktenzeichen")}
    long, texts = filled(case, fields, "W")
    for pointer, text in texts.items():
        if not pointer.endswith("/email"):
            texts[pointer] = text.ljust(min(most, MOST[in_schema(pointer)]), "W")
            put(long, pointer, texts[pointer])
    return long, {one: text for one, text in texts.items() if not ELSEWHERE.search(one)}


def unprinted(case: Case, texts: dict[str, str], form: str) -> set[str]:
    """The places whose text is not on the letter as it stands in the case."""
    result = written(case, form)
    assert result.state is State.FERTIG, result.findings
    page = squeezed("".join(unit.text for unit in read(result, form).units))
    return {one for one, text in texts.items() if text not in page}


@pytest.mark.parametrize("form", ["grossdruck", *NOT_ON_PAPER])
@pytest.mark.parametrize("to", CASES)
def test_a_word_of_two_hundred_letters_is_printed_wherever_it_stands(to: str, form: str) -> None:
    case, texts = with_long_words(CASES[to], IN_ONE_LINE)

    assert unprinted(case, texts, form) == set()
    assert len(texts) > 20


@pytest.mark.parametrize("form", ["docx", *NOT_ON_PAPER])
@pytest.mark.parametrize("to", CASES)
def test_a_word_of_two_thousand_letters_is_printed_wherever_it_may_stand(
    to: str, form: str
) -> None:
    case, texts = with_long_words(CASES[to], max(MOST.values()))

    assert unprinted(case, texts, form) == set()
    assert max(map(len, texts.values())) == 2000


def test_on_paper_it_is_printed_in_a_place_of_each_kind() -> None:
    """In a paragraph, in a point, in an own paragraph; forty such words would fill twenty pages."""
    places = ("/begruendung/wunsch/sie", "/leistungen/0/bedarf/ziel/sie", "/zusaetze/0/text")
    texts = {place: f"{number}".ljust(2000, "W") for number, place in enumerate(places, start=10)}
    case = put(full_case(), "/zusaetze", [{"rolle": "hinweis", "text": "x"}])
    for place, text in texts.items():
        put(case, place, text)

    assert unprinted(case, texts, "pdf") == set()


@pytest.mark.parametrize("length", [IN_ONE_LINE + 1, 2000, 2001, 10_000])
@pytest.mark.parametrize("to", CASES)
def test_a_longer_word_is_refused_at_its_place(to: str, length: int) -> None:
    case, texts = filled(CASES[to], MOST, "W")
    words = {one: "W" * length for one in texts if not one.endswith("/email")}
    for pointer, word in words.items():
        put(case, pointer, word)

    told = {pointer for code, pointer in findings(case) if code == "feld.zu_lang"}

    assert told == {one for one in words if length > MOST[in_schema(one)]}


@pytest.mark.parametrize("form", ["grossdruck", *NOT_ON_PAPER])
def test_fifty_services_are_written_in_the_other_forms(form: str) -> None:
    result = written(many_services(50), form)

    assert result.state is State.FERTIG, result.findings
    assert sum("Stunden im Monat ×" in unit.text for unit in read(result, form).units) == 50


def test_one_service_more_is_refused() -> None:
    assert ("feld.zu_viele", "/leistungen") in findings(many_services(51))


def in_large_print(own_paragraphs: int) -> Result:
    """A letter of sixty pages with eighteen such paragraphs; where the look changes, of others."""
    case = many_services(11, SENTENCES)
    case["zusaetze"] = [{"rolle": "hinweis", "text": SENTENCES}] * own_paragraphs
    return written(case, "grossdruck")


def test_sixty_pages_are_written_and_one_more_is_refused() -> None:
    sixty, more = in_large_print(18), in_large_print(19)

    assert sixty.state is State.FERTIG, sixty.findings
    assert len(read(sixty, "grossdruck").sheets) == 60
    assert more.state is State.FALL_UNVOLLSTAENDIG
    assert more.findings[0].code == "seite.zu_viele"
    assert more.findings[0].message.startswith("Das Schreiben hat 61 Seiten; möglich sind 60.")
