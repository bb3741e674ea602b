"""The fast validator may only say yes where the explaining one finds nothing to explain."""

import json
from typing import Any

import pytest
from case_files import GRANT, SCHEMAS, changed, example, without
from hypothesis import given
from hypothesis import strategies as st
from test_any_json import SCALARS, VALUES, WORDS, places

PLACES = places(example())
TEXTS = WORDS | st.text(max_size=4) | st.from_regex(r"[0-9A-Za-z.,\n -]{0,12}", fullmatch=True)


def explained(case: dict[str, Any]) -> bool:
    return SCHEMAS.validator(GRANT).is_valid(case)


def agree(case: dict[str, Any]) -> bool:
    return SCHEMAS.satisfied(GRANT, case) <= explained(case)


def test_the_example_is_satisfied_at_once() -> None:
    assert SCHEMAS.satisfied(GRANT, example())


@pytest.mark.parametrize("pointer", PLACES)
def test_what_is_left_out_is_judged_alike(pointer: str) -> None:
    assert SCHEMAS.satisfied(GRANT, without(pointer)) == explained(without(pointer))


@pytest.mark.parametrize("text", ["", " ", "a\n", "2026-02-30", "1.0", "1.00\n", "٣.00", "\u00a0"])
def test_a_text_anywhere_is_judged_alike(text: str) -> None:
    assert [one for one in PLACES if not agree(changed(one, text))] == []


@given(st.sampled_from(PLACES), SCALARS | TEXTS | VALUES)
def test_anything_anywhere_is_judged_alike(pointer: str, value: object) -> None:
    assert agree(changed(pointer, value))


def test_what_it_cannot_hold_it_does_not_call_good() -> None:
    lone_half = json.loads('"\\ud800"')

    assert not SCHEMAS.satisfied(GRANT, changed("/person/nachname", lone_half))
    assert not SCHEMAS.satisfied(GRANT, changed("/person/nachname", object()))
