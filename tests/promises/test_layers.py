"""An authority keeps its content in a repository of its own, laid over the shipped one."""

from pathlib import Path

import pytest
from promises import LAYERS, docgen, layer_of, shipped

from docgen.installation import BrokenInstallationError
from docgen.pipeline import load_content


def test_a_layer_changes_what_is_told_to_be_the_content() -> None:
    assert load_content(layer=LAYERS / "typ").digest != load_content().digest


def test_the_same_layer_gives_the_same_content(tmp_path: Path) -> None:
    here, there = LAYERS / "typ", layer_of(tmp_path, "typ")

    assert load_content(layer=here).digest == load_content(layer=there).digest


def test_a_file_of_the_layer_stands_in_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    manifest = shipped(layer, "templates/bescheid/bewilligung.yaml")
    text = manifest.read_text(encoding="utf-8")
    title = "titel: Bewilligungsbescheid Persönliches Budget"
    assert title in text
    manifest.write_text(text.replace(title, "titel: Unser Bescheid"), encoding="utf-8")

    assert load_content(layer=layer).doctypes["bescheid/bewilligung"].title == "Unser Bescheid"


def test_what_is_wrong_in_a_layer_is_told_with_file_and_line(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, "typ")
    norms = layer / "law" / "norms" / "anschreiben.yaml"
    norms.write_text(norms.read_text(encoding="utf-8").replace("achse", "axe"), encoding="utf-8")

    run = docgen("types", "--content", layer)

    assert run.returncode == 3
    assert (
        "law/norms/anschreiben.yaml:3: Bei „zustaendigkeit“: Hier ist axe unbekannt." in run.stderr
    )


def test_the_layer_names_nothing_the_shipped_content_names_already(tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    further = layer / "law" / "norms" / "noch_einmal.yaml"
    further.parent.mkdir(parents=True)
    row = '{ab: 2020-01-01, text: "§ 1 SGB I", quelle: Beispiel}'
    further.write_text(
        f"konto:\n  titel: Konto\n  achse: verfahren\n  fassungen: [{row}]\n", encoding="utf-8"
    )

    with pytest.raises(BrokenInstallationError) as broken:
        load_content(layer=layer)

    assert "noch_einmal.yaml:2: „konto“ gibt es schon: law/norms.yaml:" in str(broken.value)


@pytest.mark.parametrize(
    ("folders", "sentence"),
    [
        ((), "liegen keine Inhalte"),
        (("docs",), "liegen keine Inhalte"),
        (("law", "carrier"), "Meinten Sie „carriers“?"),
    ],
)
def test_a_folder_that_would_change_nothing_is_refused(
    folders: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    layer = layer_of(tmp_path)
    for name in folders:
        (layer / name).mkdir()

    with pytest.raises(BrokenInstallationError) as broken:
        load_content(layer=layer)

    assert sentence in str(broken.value)


def test_a_folder_that_is_not_there_is_refused_by_option_and_by_environment() -> None:
    by_option = docgen("types", "--content", "gibt-es-nicht")
    by_environment = docgen("types", DOCGEN_CONTENT="gibt-es-nicht")

    assert by_option.returncode == by_environment.returncode == 3
    assert by_option.stderr == by_environment.stderr
    assert "Den Ordner gibt-es-nicht mit eigenen Inhalten gibt es nicht." in by_option.stderr


def test_nothing_of_the_layer_stays_behind(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()

    run = docgen("types", "--content", LAYERS / "typ", TMPDIR=str(temporary))

    assert run.returncode == 0, run.stderr
    assert list(temporary.iterdir()) == []
