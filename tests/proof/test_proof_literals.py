"""A text is found wherever its line broke, and only whole."""

import pytest

from docgen.proof.literals import Literals, Wanted


def found(wanted: str, text: str) -> list[str]:
    spans = Wanted(wanted).spans(text, text.replace(" ", ""))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("Noa Lerche", "Noa Lerche, Noa Lerche", ["Noa Lerche", "Noa Lerche"]),
        ("Donaudampfschiff", "die Donaudampf schiff fährt", ["Donaudampf schiff"]),
        ("Vor- und", "Vor-und", ["Vor-und"]),
        ("am Ort", "amOrt", []),
        ("Lerche", "Lerchen", []),
        ("Lerche", "Feldlerche Lerche", ["Lerche"]),
        ("447,80", "1.447,80 und 447,80", ["447,80"]),
        ("447", "447,80 und 447", ["447"]),
        ("aab", "aaab aab", ["aab"]),
        ("", "aaab", []),
    ],
)
def test_a_text_is_found_whole_across_a_break(wanted: str, text: str, expected: list[str]) -> None:
    assert found(wanted, text) == expected


def test_a_short_text_counts_only_with_a_sign_that_tells_it_apart() -> None:
    literals = Literals(["10€", "12", "ab", "{{"])

    assert literals.spans("12 ab 10 € {{") == [(6, 10), (11, 13)]


def test_a_text_inside_a_longer_one_is_one_with_it() -> None:
    assert Literals(["Noa Lerche", "Lerche"]).spans("Noa Lerche Lerche") == [(0, 10), (11, 17)]
