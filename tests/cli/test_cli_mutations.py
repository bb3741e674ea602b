"""The example with one field changed at random: a proven letter or findings, nothing else."""

import unicodedata

import pytest
from cases import example, get, leaves, put, raw, squeezed, without
from cli_runs import GRANT, content, pages
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from docgen.pipeline import State, generate
from docgen.proof import Status, read_file, verify

POINTERS = sorted(leaves(example()))
OBJECTS = sorted({pointer.rpartition("/")[0] for pointer in POINTERS} - {""})

# Letters of DIN 91379 and the signs of names.
NAME_SIGNS = st.sampled_from(
    "abzABZ ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĀăĄćĉĊčĎđĒėĘěĜğĠģĤħĨīĮİıĴķĹļĽŀłŃņňŉŊōŐœŔŗřŚŝŞšŢťŦũŪŭŮűŲŵŶŷŸŹżŽ"
    "ƏƗƠƯǍǏǑǓǞǤǦǨǪǬǮǸǺǾȌȒȖȘȚȞȟȧȯȳəɨʒḂḃḌḍḞḧḪḰḳṀṃṅṆṗṢṣṫṬẀẁẂẄẅẋẎẐẒẖẞẠảẤầẪẮẶẸẼếỄỆỈỊỌỎỐỔỘỚỜỢỤỦỨỪỰỲỴỸ"
    "ʹʺʾʿˈˌ’‡-'.,()/&"
)
ODD = st.sampled_from(
    [
        "",
        " ",
        "x",
        "0",
        "-1",
        "1e5",
        "nein",
        "null",
        "😀",
        "سلام",
        "漢字",
        "a\nb",
        "\u202e",
        "\ue000",
        *("2026-12-01", "2026-02-30", "1999-12-31", "2199-12-31", "01.12.2026", "0.00", "12.5"),
        *("999999999.99", "minute", "woche", "tag", "gutschein", "festgesetzt", "keiner", "herr"),
        *("A & B <w:p/> {{7*7}} {% x %}", "**x** [[leistungen]]", "x" * 200, "Wort " * 39 + "x"),
    ]
)
VALUES: st.SearchStrategy[object] = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5000)
    | st.decimals(-5, 5000, places=2).map(float)
    | ODD
    | st.text(NAME_SIGNS, min_size=1, max_size=60)
    | st.text(max_size=20)
    | st.dates().map(str)
    | st.just([])
    | st.just({})
    | st.just({"sie": "Ein Satz."})
)
# The first failure is told as it is: making it smaller takes minutes.
PHASES = (Phase.explicit, Phase.generate)
FEW = settings(max_examples=100, deadline=None, derandomize=True, phases=PHASES)


def assert_answered(case: dict[str, object]) -> None:
    result = generate(content(), GRANT, raw(case), ("docx",), access=False)

    assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, result.findings
    wrong = [one for one in result.findings if one.is_error]
    assert all("{" not in one.message for one in wrong)
    if result.state is State.FERTIG:
        assert wrong == []
        (letter,) = (one.data for one in result.files if one.name.endswith("docx"))
        assert verify(letter).status is Status.UNCHANGED
    else:
        assert wrong
        assert result.files == ()


@FEW
@given(st.sampled_from(POINTERS), VALUES)
@pytest.mark.thorough
def test_the_example_with_another_value_somewhere(pointer: str, value: object) -> None:
    assert_answered(put(example(), pointer, value))


@FEW
@given(st.sampled_from(POINTERS), st.text(NAME_SIGNS, min_size=1, max_size=60))
@pytest.mark.thorough
def test_the_example_with_another_name_somewhere(pointer: str, text: str) -> None:
    assert_answered(put(example(), pointer, text.strip() or "x"))


@pytest.mark.parametrize("pointer", [*POINTERS, *OBJECTS])
def test_the_example_without_a_field(pointer: str) -> None:
    assert_answered(without(example(), pointer))


@settings(max_examples=15, deadline=None, derandomize=True, phases=PHASES)
@given(st.text(NAME_SIGNS, min_size=1, max_size=40))
@pytest.mark.thorough
def test_both_formats_print_the_same_name(text: str) -> None:
    name = " ".join(text.split()) or "x"
    result = generate(content(), GRANT, raw(put(example(), "/person/nachname", name)), access=False)

    assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, result.findings
    if result.state is State.FERTIG:
        greeting = squeezed(unicodedata.normalize("NFC", f"Guten Tag Noa {name},"))
        assert all(greeting in page for page in pages(result).values())


def test_the_example_is_what_is_changed() -> None:
    assert len(POINTERS) > 60
    assert get(example(), "/person/vorname") == "Noa"
    assert read_file(
        generate(content(), GRANT, raw(example()), ("docx",), access=False).files[0].data
    ).units
