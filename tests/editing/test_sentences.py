"""Sentences and words of legal German: what ends a sentence, what counts as a word."""

from fractions import Fraction

import pytest

from docgen.dataset import Problems
from docgen.editing.rulebook import Readability, load_rulebook
from docgen.editing.sentences import measure, split, words
from docgen.pipeline.content import default_root


@pytest.fixture(scope="module")
def how() -> Readability:
    book = load_rulebook(default_root(), Problems())
    assert book is not None
    return book.readability


@pytest.mark.parametrize(
    "sentence",
    [
        "Das folgt aus Art. 3 Abs. 1 und Nr. 4 des Vertrags.",
        "Wir zahlen am 1. Dezember 2026 und am 15.01.2027.",
        "Sie erhalten 1.234,56 Euro im Monat.",
        "Beispiele sind z. B. Umzug und Heirat.",
        "Wir zahlen jeweils zum 1. des Monats.",
    ],
)
def test_a_dot_inside_a_sentence_does_not_end_it(sentence: str, how: Readability) -> None:
    assert len(split(sentence, how)) == 1


def test_sentences_end_with_dot_question_or_call(how: Readability) -> None:
    text = "Ist das neu? Ja! Es gilt ab heute. „Neu“ heißt das."

    assert len(split(text, how)) == 4


def test_citations_in_brackets_are_not_read(how: Readability) -> None:
    (sentence,) = split("Wir zahlen (§ 29 Abs. 2 Satz 1 SGB IX, § 47 SGB I) jeden Monat.", how)

    assert words(sentence) == ["Wir", "zahlen", "jeden", "Monat"]


def test_an_amount_is_one_word(how: Readability) -> None:
    (sentence,) = split("Das sind 1.234,56 Euro.", how)

    assert len(words(sentence)) == 4


def test_lix_is_words_per_sentence_and_share_of_long_words(how: Readability) -> None:
    """Two sentences of five words, of ten words two longer than six letters: 5 + 20."""
    found = measure(["Wir zahlen Ihnen das Geld.", "Das regelt die Vereinbarung bereits."], how)

    assert found is not None
    assert (found.sentences, found.longest) == (2, 5)
    assert (found.median, found.lix) == (Fraction(5), Fraction(25))
