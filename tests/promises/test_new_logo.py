"""A carrier's logo is a picture in its folder and a few words in its file."""

from datetime import date
from pathlib import Path
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from cases import example
from pictures import png
from promises import GRANT, docgen, layer_of, letter
from test_new_carrier import NEW, its_case

from docgen.installation import BrokenInstallationError
from docgen.pipeline import load_content

FOLDER: Final = f"carriers/{NEW}"
FILE: Final = f"{FOLDER}/carrier.yaml"
NAME: Final = "name: Bezirk Musterland"
FORM: Final = "    din_form: A\n"
LOGO: Final = '    logo: {datei: logo.png, alternativtext: "Wappen des Bezirks", breite_mm: 35}\n'
LINE: Final = 13
"""Where it stands in the file."""


def with_logo(folder: Path, logo: str = LOGO, *, form: str = "A", name: str = NAME) -> Path:
    """A layer whose carrier has a logo twice as wide as high."""
    layer = layer_of(folder, "traeger")
    file = layer / FILE
    text = file.read_text(encoding="utf-8")
    assert FORM in text
    text = text.replace(FORM, f"    din_form: {form}\n{logo}").replace(NAME, name, 1)
    file.write_text(text, encoding="utf-8")
    (layer / FOLDER / "logo.png").write_bytes(png(700, 350))
    return layer


def pictures(file: Path) -> list[int]:
    """The number of pictures on each page."""
    pages = pypdfium2.PdfDocument(file.read_bytes())
    return [len(list(one.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))) for one in pages]


@pytest.mark.parametrize("form", ["A", "B"])
@pytest.mark.thorough
def test_its_letters_show_it_and_are_proven_as_before(form: str, tmp_path: Path) -> None:
    out = tmp_path / "brief"

    letter(with_logo(tmp_path, form=form), GRANT, its_case(), out)

    first, *others = pictures(out / "bescheid-bewilligung.pdf")
    assert first == 1
    assert set(others) == {0}
    assert b"word/media/image1.png" in (out / "bescheid-bewilligung.docx").read_bytes()
    for ending in ("pdf", "docx"):
        told = docgen("verify", "--accessibility", out / f"bescheid-bewilligung.{ending}")
        assert told.returncode == 0, told.stdout
        assert told.stdout.startswith("Das Schreiben ist unverändert;")


def test_the_letters_of_others_show_none(tmp_path: Path) -> None:
    out = tmp_path / "brief"

    letter(with_logo(tmp_path), GRANT, example(), out)

    assert set(pictures(out / "bescheid-bewilligung.pdf")) == {0}


def test_a_logo_begins_with_a_period(tmp_path: Path) -> None:
    layer = with_logo(tmp_path, "")
    file = layer / FILE
    text = file.read_text(encoding="utf-8")
    begin = text.index("  - ab: 2020-01-01")
    period = text[begin : text.index("saetze:")]
    later = period.replace("2020-01-01", "2027-01-01") + LOGO
    file.write_text(text.replace(period, period + later), encoding="utf-8")

    carrier = load_content(layer=layer).carriers[NEW]

    before, after = (carrier.profile(date(year, 12, 31)) for year in (2026, 2027))
    assert before is not None
    assert after is not None
    assert before.logo is None
    assert after.logo is not None
    assert after.logo.text == "Wappen des Bezirks"


def test_another_picture_is_other_content(tmp_path: Path) -> None:
    layer = with_logo(tmp_path)
    before = load_content(layer=layer).digest

    (layer / FOLDER / "logo.png").write_bytes(png(702, 350))

    assert load_content(layer=layer).digest != before


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ("logo.png", "wappen.png", f"{FILE}:{LINE}", "„wappen.png“ liegt nicht im Ordner des Tr"),
        ("logo.png", "carrier.yaml", f"{FILE}:{LINE}", "„carrier.yaml“ ist weder PNG noch JPEG."),
        ("logo.png", "../x.png", f"{FILE}:{LINE}", "Richtig ist zum Beispiel „logo.png“."),
        ("breite_mm: 35", "breite_mm: 39", f"{FILE}:{LINE}", "auf höchstens 38."),
        ("breite_mm: 35", "breite_mm: 3 cm", f"{FILE}:{LINE}", "steht etwas von falscher Art."),
        (', alternativtext: "Wappen des Bezirks"', "", f"{FILE}:{LINE}", "Es fehlt alternativt"),
        ("Wappen des", "日 des", f"{FILE}:{LINE}", "die Schriften nicht drucken: U+65E5."),
    ],
)
@pytest.mark.thorough
def test_what_is_wrong_with_it_is_told_with_file_and_line(
    old: str, new: str, place: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BrokenInstallationError) as broken:
        load_content(layer=with_logo(tmp_path, LOGO.replace(old, new)))

    [told] = broken.value.problems
    assert told.startswith(f"{place}: ")
    assert sentence in told


@pytest.mark.parametrize(
    ("name", "form", "todo"),
    [
        (
            "Kommunaler Sozialverband Mecklenburg-Vorpommern",
            "A",
            "Bitte setzen Sie „breite_mm“ auf",
        ),
        ("Landesverwaltung für Soziales und Gesundheit in Musterland", "A", "Hier ist kein Platz"),
        (" ".join(["Landesverwaltung für Soziales"] * 5), "B", "Hier ist kein Platz"),
    ],
)
def test_a_name_that_would_run_into_the_address_is_told(
    name: str, form: str, todo: str, tmp_path: Path
) -> None:
    layer = with_logo(tmp_path, form=form, name=f'name: "{name}"')

    with pytest.raises(BrokenInstallationError) as broken:
        load_content(layer=layer)

    [told] = broken.value.problems
    assert told.startswith(
        f"{FILE}:{LINE}: Neben einem Logo von 35 mm werden die Zeilen des Briefkopfs zu hoch für "
        f"Form {form}. {todo}"
    )
