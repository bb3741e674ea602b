"""A new carrier is one folder."""

from pathlib import Path

from cases import STATED, Case, example, without
from promises import GRANT, docgen, layer_of, letter, proven

from docgen.pipeline import load_content
from docgen.proof import read_file

NEW = "bezirk-musterland"


def its_case() -> Case:
    """The example, decided by the new carrier at its own rate."""
    case = example()
    case["traeger"] = NEW
    without(case, *STATED)
    for service in case["leistungen"]:
        service["traeger"] = NEW
        service["satz"] = {"schluessel": "assistenz"}
    return case


def test_a_carrier_of_one_folder_writes_a_proven_letter(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, "traeger")

    manifest = letter(layer, GRANT, its_case(), tmp_path / "brief")

    page = read_file((tmp_path / "brief" / "bescheid-bewilligung.docx").read_bytes())
    text = "\n".join(one.text for one in page.units)
    assert list(manifest["betraege"][0]["teilbudgets"]) == [NEW]
    assert "behoerde" in proven(manifest)
    assert "Teilbudget Bezirk Musterland" in text
    assert "Kommunaler Sozialverband" not in text


def test_the_folder_is_all_that_was_added() -> None:
    files = [one for one in (layer_of_carrier()).rglob("*") if one.is_file()]

    assert [one.name for one in files] == ["carrier.yaml"]


def layer_of_carrier() -> Path:
    """The folder as it lies beside this file."""
    return Path(__file__).parent / "layers" / "traeger"


def test_the_shipped_carrier_is_still_there_and_writes_as_before(tmp_path: Path) -> None:
    content = load_content(layer=layer_of(tmp_path, "traeger"))

    assert set(content.carriers) == {*load_content().carriers, NEW}
    assert docgen("types").returncode == 0


def test_the_new_carrier_may_put_its_own_words_beside_the_standard(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, "traeger")
    own = layer / "carriers" / NEW / "clauses" / "bescheid" / "hinweis-sprechstunde.2020-01-01.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\nrolle: hinweis\n---\n- Dienstags ist Sprechstunde.\n", encoding="utf-8")

    manifest = letter(layer, GRANT, its_case(), tmp_path / "brief")

    assert {"hinweis-sprechstunde": NEW}.items() <= {
        one["id"]: one["herkunft"] for one in manifest["bausteine"]
    }.items()
