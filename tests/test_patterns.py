"""A lawyer who reads what is missing on a letter reads words, not search patterns."""

import pytest

from docgen.patterns import in_words, quoted

READ = {
    r"^zur Niederschrift\.": ("zur Niederschrift.",),
    "[Ww]ir zahlen": ("wir zahlen",),
    "Widerspruch (einlegen|eingelegt werden)": (
        "Widerspruch einlegen",
        "Widerspruch eingelegt werden",
    ),
    "^schriftlich(,| oder$)": ("schriftlich,", "schriftlich oder"),
    "kein(en)? (eigener |eigenen )?Beitrag": ("kein Beitrag",),
    r"\bdritte[nr]? Tag\b": ("dritte Tag",),
    "Tag nach .{1,120} als bekannt gegeben": ("Tag nach … als bekannt gegeben",),
    r"§\s36a Abs\. 2a": ("§ 36a Abs. 2a",),
    r"\w": ("…",),
    "zugestimmt|Zustimmung": ("zugestimmt", "Zustimmung"),
    "(?i:soziale) (?!Arbeit)Teilhabe": ("soziale Teilhabe",),
    "[0-9]+ Monate": ("… Monate",),
    "A{2}": ("A",),
}


@pytest.mark.parametrize("pattern", READ)
def test_a_pattern_reads_as_the_words_it_looks_for(pattern: str) -> None:
    assert in_words(pattern) == READ[pattern]


@pytest.mark.parametrize("pattern", ["(offen", "zu)", "offen[", "Ende\\", "(" * 5000])
def test_a_pattern_that_cannot_be_read_is_shown_as_it_stands(pattern: str) -> None:
    assert in_words(pattern) == (pattern,)


def test_of_many_ways_to_say_it_only_some_are_told() -> None:
    assert len(in_words("(a|b|c|d) (e|f|g|h) (i|j|k|l)")) == 6


def test_one_of_a_group_has_to_stand_there() -> None:
    assert quoted(("[Ww]ir zahlen", "Zahlung|Überweisung", "Zahlung")) == (
        "„wir zahlen“ oder „Zahlung“ oder „Überweisung“"
    )
