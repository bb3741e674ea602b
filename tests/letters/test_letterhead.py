"""A letterhead hides nothing, whatever a carrier and a person are called, or the letter is refused.

Neither does any other text: an authority may bring a layout of its own.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cases import Case, example, raw, represented_case
from letters import GRANT, content
from pictures import red_from_the_top

from docgen.pipeline import Content, Result, State, generate

OFFICE = "Landesamt für Soziales, Jugend, Teilhabe und Versorgung des Landes Musterland, Standort "
"""A name of two lines; each `SITE` more is nearly one more."""
SITE = "Musterstadt am Musterfluss, Abteilung für die Leistungen der Eingliederungshilfe, "


def of_carrier(form: str, name: str | None = None, street: str | None = None) -> Content:
    """The shipped content, its carrier with another letterhead, in one DIN form."""
    shipped = content().carriers["ksv-sachsen"]
    profiles = tuple(
        replace(
            row,
            value=replace(
                row.value,
                din_form=form,
                name=name or row.value.name,
                street=street or row.value.street,
            ),
        )
        for row in shipped.profiles
    )
    return replace(content(), carriers={shipped.id: replace(shipped, profiles=profiles)})


def with_layout(folder: Path, old: str, new: str) -> Content:
    """The shipped content, its style sheet with one rule changed."""
    layouts = shutil.copytree(content().layouts, folder / "templates" / "layouts")
    style = layouts / "letter.css"
    text = style.read_text(encoding="utf-8")
    assert text.count(old) == 1
    style.write_text(text.replace(old, new), encoding="utf-8")
    return replace(content(), root=folder)


def letter(known: Content, case: Case | None = None) -> Result:
    return generate(known, GRANT, raw(case or example()), ("pdf",), access=False)


def errors(result: Result) -> list[str]:
    return [one.code for one in result.findings if one.is_error]


@pytest.mark.parametrize("form", ["A", "B"])
def test_a_name_of_two_lines_has_room(form: str) -> None:
    result = letter(of_carrier(form, name=f"{OFFICE}Musterstadt"))

    assert result.state is State.FERTIG, result.findings


def test_a_name_that_leaves_the_page_is_refused_and_nothing_else_is_said_of_it() -> None:
    result = letter(of_carrier("A", name=OFFICE + SITE + "Referat 1"))

    assert errors(result) == ["seite.rand_oben"]


@pytest.mark.parametrize(("form", "address"), [("A", 45), ("B", 63)])
def test_a_return_line_that_runs_into_the_address_is_refused_and_shown(
    form: str, address: int
) -> None:
    result = letter(of_carrier(form, street=f"Haus der Teilhabe, {SITE * 2} Musterweg 1"))

    assert errors(result) == ["seite.text_ueberdeckt"]
    assert result.files == ()
    [shown] = result.pictures
    assert shown.page == 1
    assert {address, address + 1} <= red_from_the_top(shown.png)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("width: 80mm; line-height: 4.45mm", "width: 80mm; line-height: 2.5mm"),
        ("margin-left: 100mm; width: 70mm", "margin-left: 0; width: 70mm"),
        ("font-size: 0.91em;\n  line-height: 1.35", "font-size: 0.91em;\n  line-height: 0.6"),
        ("section { margin-bottom: 1.5em; }", "section { margin-bottom: -2.5em; }"),
    ],
    ids=["address", "information", "table", "section"],
)
def test_a_layout_that_sets_text_over_text_writes_no_letter(
    old: str, new: str, tmp_path: Path
) -> None:
    result = letter(with_layout(tmp_path, old, new))

    assert set(errors(result)) == {"seite.text_ueberdeckt"}


def test_the_deepest_tails_above_the_tallest_accents_hide_nothing() -> None:
    case = represented_case()
    case["vertretung"] |= {"organisation": "Ḗrikḁ", "vorname": "Ḗgḁ", "nachname": "Ḗgḁ"}
    case["vertretung"]["anschrift"] |= {"zusatz": "Ḗgḁ", "strasse": "Ḗgḁ 1", "ort": "Ḗgḁ"}

    result = letter(content(), case)

    assert result.state is State.FERTIG, result.findings
