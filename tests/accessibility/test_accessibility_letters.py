"""The letters docgen writes today, held against every rule of accessibility."""

from functools import cache
from typing import Final

import pytest
from cases import EXAMPLE, ROOT, STATED, Case, example, full_case, raw, represented_case, without

from docgen.accessibility import check_accessibility
from docgen.pipeline import Content, State, generate, load_content

# What the renderers still get wrong, by format. A code leaves this table with the commit that mends
# it; the last test says when.
STILL_OPEN: Final = {
    "pdf": set[str](),
    "grossdruck": set[str](),
    "docx": set[str](),
}


def long_case() -> Case:
    """So many services that both tables go over a page break."""
    case = without(example(), *STATED, "/budget/vergleichsbetrag")
    service = case["leistungen"][0]
    case["leistungen"] = [service | {"id": f"leistung-{number}"} for number in range(14)]
    case["budget"]["vergleichsbetrag"] = "9000.00"
    return case


CASES: Final = {
    **{path.stem: example(path.stem) for path in sorted(EXAMPLE.parent.glob("*.json"))},
    "full": full_case(),
    "represented": represented_case(),
    "long": long_case(),
}


@cache
def content() -> Content:
    """The shipped content, loaded once."""
    return load_content(ROOT)


@cache
def found(case: str, name: str) -> frozenset[str]:
    """The codes of everything found in the letter of a case in one format."""
    result = generate(content(), "bescheid/bewilligung", raw(CASES[case]), (name,), access=False)
    assert result.state is State.FERTIG
    letter, _ = result.files
    return frozenset(one.code for one in check_accessibility(letter.data))


@pytest.mark.parametrize("name", STILL_OPEN)
@pytest.mark.parametrize("case", CASES)
def test_a_letter_is_accessible_but_for_what_is_known(case: str, name: str) -> None:
    assert found(case, name) - STILL_OPEN[name] == frozenset()


@pytest.mark.parametrize("name", STILL_OPEN)
def test_what_is_mended_is_no_longer_called_open(name: str) -> None:
    still = frozenset().union(*(found(case, name) for case in CASES))

    assert STILL_OPEN[name] - still == frozenset(), "Aus STILL_OPEN streichen, es ist behoben."
