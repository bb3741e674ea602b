"""What a caseworker types stands literally on the letter, or is refused at its place.

Every text of a case that a letter prints is replaced in turn by things that would be something
else in JSON, XML, Jinja, Markdown or Word, by amounts, dates and norms nobody computed, and by
words too long for a line.
"""

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from cases import (
    Case,
    example,
    full_case,
    get,
    leaves,
    put,
    represented_case,
    squeezed,
    statements,
)
from letters import read, written

from docgen.pipeline import State

HOSTILE = {
    "XML": "A & B <w:p/> ]]> <script>x</script>",
    "Jinja": "{{7*7}} {_{7*7}_} {% raw %}",
    "Markdown": "[[leistungen]] **fett** _x_ [a](b)",
    "Rest": "# H $1 \\ñ *x* `y` ~z~ &amp; %s",
    "Recht von früher": "§ 53 SGB XII Sozialhilfe De-Mail",
    "Betrag und Datum": "1.234,56 Euro am 31.12.2030",
    "fremdes Konto": "DE02120300000000202051",
    "langes Wort": "Donaudampfschiff" * 12,
    "DIN 91379": "ẞ Đ Łódź Ñandú Ğağ ŵ",
}

# Fields of other letters; here they are only read.
ELSEWHERE = re.compile(r"^/(zielvereinbarung|kontrolle|entscheidung/ort|fassung)|aufgabenkreise")


def by_name() -> Case:
    """The case of a represented person, with only what its letter prints."""
    case = represented_case()
    del case["person"]["anschrift"]["zusatz"]
    for statement in statements(case):
        del statement["sie"]
    return case


CASES = {"an die Person": full_case(), "an die Vertretung": by_name()}


def texts(case: Case) -> Iterator[str]:
    """Every pointer to a text."""
    for pointer in leaves(case):
        if isinstance(get(case, pointer), str) and not ELSEWHERE.search(pointer):
            yield pointer


def with_text(case: Case, pointer: str, text: str) -> Case:
    return put(deepcopy(case), pointer, text)


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize(
    "to",
    ["an die Person", pytest.param("an die Vertretung", marks=pytest.mark.thorough)],
)
@pytest.mark.thorough
def test_a_text_stands_literally_or_is_refused_at_its_place(to: str, what: str) -> None:
    printed, refused = [], []
    for pointer in texts(CASES[to]):
        result = written(with_text(CASES[to], pointer, HOSTILE[what]))

        if result.state is State.FERTIG:
            page = squeezed("".join(unit.text for unit in read(result).units))
            assert squeezed(HOSTILE[what]) in page, pointer
            printed.append(pointer)
        else:
            assert result.state is State.FALL_UNVOLLSTAENDIG, (pointer, result.findings)
            assert pointer in [one.pointer for one in result.findings if one.is_error]
            refused.append(pointer)

    # Names, addresses and sentences are taken as they are; dates, amounts and keys are refused.
    assert "/person/nachname" in printed
    assert "/antrag/datum" in refused
    assert len(printed) > 15


@pytest.mark.parametrize("what", HOSTILE)
def test_the_pdf_takes_the_same_texts(what: str) -> None:
    case = full_case()
    for pointer in (
        "/bankverbindung/kontoinhaber",
        "/leistungen/1/bezeichnung",
        "/begruendung/wunsch/sie",
    ):
        case = with_text(case, pointer, HOSTILE[what])

    result = written(case, "pdf")

    assert result.state is State.FERTIG, result.findings
    page = squeezed("".join(unit.text for unit in read(result, "pdf").units))
    assert page.count(squeezed(HOSTILE[what])) >= 3


@pytest.mark.parametrize("text", ["10€", "{{", "}}", "{%", "[f", "%", "§ 1"])
@pytest.mark.parametrize("pointer", ["/aktenzeichen", "/begruendung/wunsch/sie"])
def test_two_signs_are_a_text_like_any_other(pointer: str, text: str) -> None:
    result = written(with_text(full_case(), pointer, text), "pdf", "docx")

    assert result.state is State.FERTIG, result.findings


def test_an_address_that_leaves_its_window_is_refused() -> None:
    case = example()
    case["person"]["anschrift"]["zusatz"] = "c/o" + " Wohngemeinschaft am alten Bahnhof" * 5

    result = written(case, "pdf")

    assert result.state is State.FALL_UNVOLLSTAENDIG
    assert {one.code for one in result.findings if one.is_error} <= {
        "seite.anschrift_zu_hoch",
        "seite.anschrift_zu_breit",
    }
    assert result.files == ()


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/sachbearbeitung/titel", "Prof. Dr."),
        ("/sachbearbeitung/nachname", "von Wolkenstein-Trostburg zu Rodenegg und Neuhaus"),
        ("/sachbearbeitung/telefon", "+49 30 23125-140, montags bis freitags von 8 bis 12 Uhr"),
        ("/aktenzeichen", "KSV-F31-PB-2026-2240 (früher 2019/4711 und 2023/0815)"),
    ],
)
def test_a_long_value_beside_the_address_goes_on_in_the_next_line(pointer: str, text: str) -> None:
    result = written(with_text(full_case(), pointer, text), "pdf")

    assert result.state is State.FERTIG, result.findings
    assert squeezed(text) in squeezed("".join(unit.text for unit in read(result, "pdf").units))


@pytest.mark.parametrize("text", ["😀", "مرحبا", "漢字"])
def test_what_the_fonts_cannot_print_is_refused_and_never_a_box(text: str) -> None:
    result = written(with_text(example(), "/person/nachname", text))

    assert [(one.code, one.pointer) for one in result.findings if one.is_error] == [
        ("zeichen.nicht_druckbar", "/person/nachname")
    ]
