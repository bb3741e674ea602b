"""A change of law is a row: letters before the day and from it on differ, and both are proven."""

from pathlib import Path

import pytest
from cases import STATED, example, without
from promises import GRANT, add_version, decided, layer_of, letter, proven, shipped

from docgen.installation import BrokenInstallationError
from docgen.pipeline import load_content
from docgen.proof import read_file

BEFORE, FROM = "2026-12-31", "2027-01-01"
DUTY = f"""
- id: neue_pflicht
  titel: Hinweis auf die neue Stelle
  art: lesbar
  dokumente: [{GRANT}]
  norm: hausregel
  gilt: {{achse: verfahren, ab: {FROM}}}
  belege:
    - {{in: hinweis, einheit: punkt, woerter: ["neue Stelle"]}}
  folge: Die Person erfährt nichts von der neuen Stelle.
  quelle: Beispiel
  geprueft: true
"""
CLAUSE = f"templates/bescheid/clauses/hinweis-einleitung.{FROM}.md"
WORDS = "---\nrolle: hinweis\ndient: [neue_pflicht]\n---\n- Es gibt eine neue Stelle.\n"


def page_of(folder: Path) -> str:
    """The text of the letter in Word's format."""
    units = read_file((folder / "bescheid-bewilligung.docx").read_bytes()).units
    return "\n".join(one.text for one in units).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "begins"), [(BEFORE, "2026-12-01"), (FROM, "2026-12-01"), (FROM, FROM)]
)
@pytest.mark.thorough
def test_a_norm_that_is_renumbered_is_cited_by_its_new_number_from_the_day_it_follows(
    written: str, begins: str, tmp_path: Path
) -> None:
    """The account follows the day of the decision, what to report that of the benefit."""
    layer = layer_of(tmp_path)
    norms = shipped(layer, "law/norms.yaml")
    add_version(norms, "konto", ab=FROM, text="§ 47a SGB I", quelle="Beispiel")
    add_version(norms, "mitteilung", ab=FROM, text="§ 60a SGB I", quelle="Beispiel")

    case = decided(example(), written)
    case["bewilligung"]["beginn"] = begins

    manifest = letter(layer, GRANT, case, tmp_path / "brief")

    cited = {one["pflicht"]: one["norm"] for one in manifest["nachweis"]}
    assert (cited["k07_bankverbindung"] == "§ 47a SGB I") == (written == FROM)
    assert ("§ 60a SGB I" in page_of(tmp_path / "brief")) == (begins == FROM)


def test_a_duty_is_owed_and_proven_from_its_day(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    (layer / "law" / "duties").mkdir(parents=True)
    (layer / "law" / "duties" / "neu.yaml").write_text(DUTY, encoding="utf-8")
    shipped(layer, CLAUSE.replace(FROM, "2008-01-01")).with_name(Path(CLAUSE).name).write_text(
        WORDS, encoding="utf-8"
    )

    owed = {
        day: proven(letter(layer, GRANT, decided(example(), day), tmp_path / day))
        for day in (BEFORE, FROM)
    }

    assert owed[FROM] - owed[BEFORE] == {"neue_pflicht"}
    assert owed[BEFORE] <= owed[FROM]
    assert "neue Stelle" not in page_of(tmp_path / BEFORE)
    assert "neue Stelle" in page_of(tmp_path / FROM)


def test_a_duty_that_no_clause_carries_stops_the_start(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    (layer / "law" / "duties").mkdir(parents=True)
    (layer / "law" / "duties" / "neu.yaml").write_text(DUTY, encoding="utf-8")

    with pytest.raises(BrokenInstallationError) as broken:
        load_content(layer=layer)

    assert "Kein Textbaustein trägt sie" in str(broken.value)


def test_a_rate_that_rises_is_a_row_of_the_carrier(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    carrier = shipped(layer, "carriers/ksv-sachsen/carrier.yaml")
    text = carrier.read_text(encoding="utf-8")
    old = 'quelle: "Vergütungsvereinbarung 2026"}'
    new = f'{old}, {{ab: {FROM}, betrag: "52.90", einheit_minuten: 60, quelle: Beispiel}}'
    carrier.write_text(text.replace(old, new, 1), encoding="utf-8")
    paid = {}
    for begins in ("2026-12-01", FROM):
        case = decided(example(), "2027-01-11")
        without(case, *STATED)
        case["bewilligung"] |= {"beginn": begins}
        if begins != FROM:
            case["bewilligung"] |= {"ende": BEFORE, "befristung_grund": {"sie": "Ein Grund."}}
            del case["bewilligung"]["ueberpruefung"]
        paid[begins] = letter(layer, GRANT, case, tmp_path / begins)["betraege"][0]["zahlbetrag"]

    assert paid["2026-12-01"] != paid[FROM]
