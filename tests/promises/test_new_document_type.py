"""A new document type is one manifest, its clauses, one schema, its duty rows.

It is a letter without a budget, a Verfügung or a Belehrung: nothing of it may be taken for granted.
"""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cases import Case, example, raw, without
from promises import LAYERS, docgen, layer_of, letter, manifest_in, proven, serving

NEW = "anschreiben/eingang"
DUTIES = {
    "eingang_absender": "lesbar",
    "eingang_bestaetigt": "lesbar",
    "eingang_rueckfragen": "lesbar",
    "eingang_entscheidet_nicht": "abwesend",
}
PARTS = (
    "fassung",
    "traeger",
    "aktenzeichen",
    "entscheidung",
    "sachbearbeitung",
    "person",
    "antrag",
)


def its_case() -> Case:
    """What is known on the day an application arrives: no service, no amount, no agreement."""
    return {name: value for name, value in example().items() if name in PARTS}


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    with serving(LAYERS / "typ") as client:
        yield client


def test_it_is_written_and_proven_by_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "fall.json"
    file.write_bytes(raw(its_case()))

    run = docgen("render", NEW, file, "--out", tmp_path / "out", "--content", LAYERS / "typ")

    assert run.returncode == 0, run.stderr
    manifest = manifest_in(tmp_path / "out")
    assert manifest["typ"] == NEW
    assert manifest["betraege"] == []
    assert proven(manifest) == set(DUTIES)


def test_a_whole_case_may_lie_behind_it(tmp_path: Path) -> None:
    manifest = letter(layer_of(tmp_path, "typ"), NEW, example(), tmp_path / "brief")

    assert proven(manifest) == set(DUTIES)


def test_a_letter_of_it_that_lacks_what_it_must_say_is_not_written(tmp_path: Path) -> None:
    layer = layer_of(tmp_path, "typ")
    clause = layer / "templates/anschreiben/clauses/mitteilung-eingang.2020-01-01.md"
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("{{ antrag_eingang }}", "gestern"), encoding="utf-8")
    file = tmp_path / "fall.json"
    file.write_bytes(raw(its_case()))

    run = docgen("render", NEW, file, "--out", tmp_path / "out", "--content", layer)

    assert run.returncode == 3
    assert "Tag des Eingangs" in run.stderr
    assert not (tmp_path / "out").exists()


def test_what_it_needs_is_asked_for_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "fall.json"
    file.write_bytes(raw(without(its_case(), "/antrag/eingang")))

    run = docgen("validate", NEW, file, DOCGEN_CONTENT=str(LAYERS / "typ"))

    assert run.returncode == 1
    assert run.stderr.count("Fehler:") == 1
    assert "/antrag/eingang" in run.stderr


def test_the_command_line_lists_it_with_its_duties() -> None:
    types = docgen("types", "--content", LAYERS / "typ")
    empty = docgen("types", "--leer", NEW, "--content", LAYERS / "typ")
    duties = docgen("duties", "--typ", NEW, "--content", LAYERS / "typ")

    assert f"{NEW}  Eingangsbestätigung" in types.stdout
    assert '"eingang": "⟨Eingang des Antrags' in empty.stdout
    assert all(duty in duties.stdout for duty in DUTIES)


def test_the_service_lists_describes_checks_and_writes_it(service: httpx.Client) -> None:
    listed = service.get("/v1/document-types").json()
    duties = service.get("/v1/mandatory-elements").json()
    schema = service.get(f"/v1/schemas/{NEW}").json()
    described = service.get("/openapi.json").json()
    checked = service.post(f"/v1/validations/{NEW}", json=its_case()).json()
    written = service.post(f"/v1/documents/{NEW}", json=its_case())

    assert {"typ": NEW, "titel": "Eingangsbestätigung"} in listed
    assert {one["id"]: one["art"] for one in duties if one["id"] in DUTIES} == DUTIES
    assert schema["title"] == "Eingangsbestätigung"
    assert f"/v1/documents/{NEW}" in described["paths"]
    assert "AnschreibenEingang" in described["components"]["schemas"]
    assert checked["gueltig"]
    assert written.status_code == 200
    assert written.content.startswith(b"%PDF")


def test_the_form_in_the_browser_shows_its_pages_though_it_has_no_amount(
    service: httpx.Client,
) -> None:
    shown = service.post(
        "/vorschau", files={"datei": ("fall.json", raw(its_case()))}, data={"typ": NEW}
    )

    assert "Vorschau des Schreibens" in shown.text
    assert "Zahlbetrag" not in shown.text
