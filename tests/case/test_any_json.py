"""Whatever comes in, reading answers: with a case that can be relied on, or with findings."""

import re

from case_files import changed, example, read, read_bytes
from hypothesis import given
from hypothesis import strategies as st

from docgen.case import Reading

WORDS = st.sampled_from(
    ["", "x", "1", "1.0", "1,5", "-1", "2026-12-01", "31.02.2026", "⟨x⟩", "gutschein", "frau"]
)
QUOTE = re.compile("Dort steht: „.*“")
NAMES = st.sampled_from([*example(), "sie", "name", "art", "form", "betrag", "land", "a/b", "~"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.text(max_size=5) | NAMES, below, max_size=4)
    ),
    max_leaves=12,
)


def places(value: object, pointer: str = "") -> list[str]:
    """Every pointer of a JSON value, but the whole."""
    steps = (
        list(value.items())
        if isinstance(value, dict)
        else list(enumerate(value))
        if isinstance(value, list)
        else []
    )
    return [
        place
        for step, below in steps
        for place in (f"{pointer}/{step}", *places(below, f"{pointer}/{step}"))
    ]


def assert_answered(reading: Reading) -> None:
    assert reading.case is not None or reading.findings
    assert all(one.message.endswith((".", "?")) for one in reading.findings)
    told = (QUOTE.sub("", one.message) for one in reading.findings)
    assert all("{" not in message for message in told)
    if reading.case is None:
        return
    for pointer, _ in reading.case.texts():
        spoilt = reading.case.get(pointer) is None
        assert spoilt == (not reading.case.is_sound(pointer))


@given(VALUES)
def test_any_json_value(value: object) -> None:
    assert_answered(read(value))


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_object_with_names_of_ours(value: dict[str, object]) -> None:
    assert_answered(read(value))


@given(st.sampled_from(places(example())), VALUES)
def test_the_example_with_any_value_anywhere(pointer: str, value: object) -> None:
    assert_answered(read(changed(pointer, value)))


@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    assert_answered(read_bytes(raw))


@given(st.text(alphabet='{}[]",:\\ua0d8-1.eE ntf', max_size=60))
def test_anything_that_looks_like_json(text: str) -> None:
    assert_answered(read_bytes(text.encode()))
