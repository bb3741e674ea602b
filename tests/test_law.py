"""Dated rows: what holds on which day, for which of the three days of a letter."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.dataset import Problems, load_validators
from docgen.law import Axes, Axis, Law, LawGapError, load_law

ROOT = Path(__file__).parents[1]

PARAMETERS = """
frist:
  titel: Frist
  achse: {axis}
  fassungen:
    - {{ab: 2018-01-01, wert: "3", quelle: alt}}
    - {{ab: 2025-01-01, bis: 2026-12-31, wert: "4", quelle: neu}}
"""


def law_with(folder: Path, parameters: str, problems: Problems) -> Law:
    (folder / "law" / "parameters").mkdir(parents=True)
    (folder / "law" / "parameters" / "x.yaml").write_text(parameters, encoding="utf-8")
    for name in ("gesetze", "grenzen", "norms", "terms"):
        (folder / "law" / f"{name}.yaml").write_bytes((ROOT / "law" / f"{name}.yaml").read_bytes())
    return load_law(folder, load_validators(ROOT / "schemas" / "data"), problems)


def axes(**days: date) -> Axes:
    other = date(2026, 6, 1)
    return Axes(
        days.get("leistung", other), days.get("verfahren", other), days.get("bekanntgabe", other)
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2018, 1, 1), "3"),
        (date(2024, 12, 31), "3"),
        (date(2025, 1, 1), "4"),
        (date(2026, 12, 31), "4"),
    ],
)
@pytest.mark.parametrize("axis", ["leistung", "verfahren", "bekanntgabe"])
def test_each_side_of_a_border_has_its_own_value_on_its_own_axis(
    tmp_path: Path, axis: str, day: date, value: str
) -> None:
    problems = Problems()
    law = law_with(tmp_path, PARAMETERS.format(axis=axis), problems)

    assert problems.sentences == []
    assert law.for_letter(axes(**{axis: day})).parameter("frist") == Decimal(value)


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2027, 1, 1)])
def test_a_day_without_law_is_a_gap_and_never_the_nearest_value(tmp_path: Path, day: date) -> None:
    law = law_with(tmp_path, PARAMETERS.format(axis="leistung"), Problems())

    with pytest.raises(LawGapError) as gap:
        law.for_letter(axes(leistung=day)).parameter("frist")
    assert gap.value.entry == "Frist"


def test_overlapping_rows_are_a_problem_with_file_and_line(tmp_path: Path) -> None:
    problems = Problems()

    law_with(
        tmp_path,
        PARAMETERS.format(axis="leistung").replace(
            "ab: 2018-01-01,", "ab: 2018-01-01, bis: 2025-06-30,"
        ),
        problems,
    )

    assert problems.sentences == ["law/parameters/x.yaml:7: Zwei Fassungen überschneiden sich."]


def test_rows_out_of_order_are_a_problem(tmp_path: Path) -> None:
    problems = Problems()

    law_with(tmp_path, PARAMETERS.format(axis="leistung").replace("2018", "2026"), problems)

    assert any("Reihenfolge" in sentence for sentence in problems.sentences)


WORDS = """
aufgaben:
  titel: Aufgaben
  achse: verfahren
  fassungen:
    - {ab: 2008-01-01, woerter: [behörde], quelle: alt}
    - {ab: 2023-01-01, woerter: [behörde, ämter], quelle: neu}
"""


def test_a_list_of_words_is_that_of_its_day(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "law" / "words").mkdir(parents=True)
    (tmp_path / "law" / "words" / "x.yaml").write_text(WORDS, encoding="utf-8")
    law = law_with(tmp_path, PARAMETERS.format(axis="leistung"), problems)

    assert not problems.sentences
    assert law.for_letter(axes(verfahren=date(2022, 12, 31))).words("aufgaben") == ("behörde",)
    assert law.for_letter(axes(verfahren=date(2023, 1, 1))).words("aufgaben")[1] == "ämter"


def test_a_word_that_would_match_nothing_is_refused(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "law" / "words").mkdir(parents=True)
    capital = WORDS.replace("[behörde]", "[Behörde]")
    (tmp_path / "law" / "words" / "x.yaml").write_text(capital, encoding="utf-8")
    law_with(tmp_path, PARAMETERS.format(axis="leistung"), problems)

    assert any("law/words/x.yaml" in one for one in problems.sentences)


def test_the_day_on_which_an_entry_begins_changes_no_letter(tmp_path: Path) -> None:
    law = law_with(tmp_path, PARAMETERS.format(axis="bekanntgabe"), Problems())
    only_this = replace(law, norms={}, terms={})

    assert list(only_this.turns((Axis.BEKANNTGABE,))) == [date(2025, 1, 1)]
