"""The schemas are the only definition of a case: complete, explained, closed, without network."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from case_files import GRANT, SCHEMA_FOLDER, SCHEMAS, example, read, told
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from docgen.case import load_schemas, read_case
from docgen.case.pointers import join
from docgen.installation import BrokenInstallationError

FALL = SCHEMAS.schema("fall")


def parts(schema: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in a schema, with its JSON pointer; examples are none."""
    if isinstance(schema, dict):
        yield place, schema
        for key, value in schema.items():
            if key not in {"examples", "enum", "const"}:
                yield from parts(value, join(place, key))
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from parts(value, join(place, number))


PROPERTIES = {
    join(f"{place}/{kind}", name): part
    for place, schema in parts(FALL)
    if "title" in schema and not place.endswith(("/properties", "/patternProperties"))
    for kind in ("properties", "patternProperties")
    for name, part in schema.get(kind, {}).items()
}
ITEMS = {f"{place}/items": one["items"] for place, one in parts(FALL) if "items" in one}
DEFS = {f"/$defs/{name}": part for name, part in FALL["$defs"].items()}


@pytest.mark.parametrize(
    "part", (PROPERTIES | ITEMS | DEFS).values(), ids=PROPERTIES | ITEMS | DEFS
)
def test_every_field_is_explained_in_german(part: dict[str, Any]) -> None:
    assert re.match(r"[A-ZÄÖÜ]", part["title"])
    assert part["description"].endswith(".")
    assert part["examples"]
    assert "ae" not in part["title"].lower()  # umlauts are written out only in names of fields


def test_the_walk_found_the_fields() -> None:
    assert len(PROPERTIES) > 120
    assert "/properties/person/properties/anschrift" in PROPERTIES


def test_every_example_is_valid_at_its_place() -> None:
    registry: Registry[Any] = Registry().with_resource(
        FALL["$id"], DRAFT202012.create_resource(FALL)
    )
    for place, part in (PROPERTIES | ITEMS | DEFS).items():
        reference = {"$ref": f"{FALL['$id']}#{quote(place)}"}
        validator = Draft202012Validator(reference, registry=registry)
        for one in part["examples"]:
            assert list(validator.iter_errors(one)) == [], place


def test_every_object_is_closed() -> None:
    opened = [
        place
        for place, part in parts(FALL)
        if part.get("type") == "object" and part.get("additionalProperties") is not False
    ]

    assert opened == []


def test_every_list_has_an_end() -> None:
    assert all(
        1 <= part["maxItems"] <= 50 for _, part in parts(FALL) if part.get("type") == "array"
    )


def test_every_string_has_an_end() -> None:
    for place, part in parts(FALL):
        if part.get("type") == "string":
            bounded = "maxLength" in part or "enum" in part or "pattern" in part
            assert bounded, place


def test_no_pattern_lets_a_line_break_follow() -> None:
    for place, part in parts(FALL):
        patterns = [part.get("pattern"), *part.get("patternProperties", {})]
        for pattern in patterns:
            if isinstance(pattern, str) and "/not" not in place:
                assert pattern.endswith(r"$(?!\n)"), place


def test_every_pattern_is_explained() -> None:
    for name in ("fall", GRANT):
        for place, part in parts(SCHEMAS.schema(name)):
            explained = isinstance(part.get("pattern"), str) or "not" in part
            if explained and not place.endswith(("/not", "/if")):
                assert part["x-meldung"].endswith("."), place


def test_the_type_adds_no_fields_of_its_own() -> None:
    assert SCHEMAS.doctypes() == (GRANT,)
    assert SCHEMAS.schema(GRANT)["$ref"] == FALL["$id"]


@pytest.mark.parametrize(
    ("pointer", "title"),
    [
        ("", "Falldatei"),
        ("/person/nachname", "Nachname der Person"),
        ("/person/anschrift/plz", "Anschrift der Person: Postleitzahl"),
        ("/leistungen", "Leistungen"),
        ("/leistungen/1", "Leistung 2"),
        ("/leistungen/1/umfang", "Leistung 2: Umfang"),
        ("/leistungen/0/bedarf/ziel/sie", "Leistung 1: Ziel: Sie-Form"),
        ("/person/zugangsform/0", "Zugangsform 1"),
        ("/kontrolle/leistungen/freizeit", "Kontrollbetrag der Leistung „freizeit“"),
        ("/dokumente/bescheid~1bewilligung", "Bewilligungsbescheid"),
        ("/person/haustier", "Berechtigte Person"),
        ("/leistungen/x", "Leistungen"),
    ],
)
def test_titles_are_found_by_pointer(pointer: str, title: str) -> None:
    assert SCHEMAS.title(pointer) == title


def test_an_empty_case_names_every_place_to_fill_in() -> None:
    empty = SCHEMAS.empty(GRANT)

    findings = read(empty).findings

    assert {one.code for one in findings} == {"feld.platzhalter"}
    assert json.dumps(empty, ensure_ascii=False).count("⟨") == len(findings)
    assert list(empty) == [name for name in FALL["properties"] if name in empty]
    assert empty["person"]["nachname"] == "⟨Nachname der Person, z. B. Ağaoğlu-Weiß⟩"
    assert empty["entscheidung"]["kanal"].startswith("⟨Weg der Bekanntgabe, möglich: brief, ")


def test_an_empty_case_filled_in_is_a_case() -> None:
    def fill(blank: object, known: Any) -> object:  # noqa: ANN401
        if isinstance(blank, dict):
            return {name: fill(one, known[name]) for name, one in blank.items()}
        if isinstance(blank, list):
            return [fill(one, known[0]) for one in blank]
        return known

    filled = fill(SCHEMAS.empty(GRANT), example())

    assert told(read(filled)) == [("feld.fehlt", "/budget/eigenbeitrag/grund")]


def test_answers_are_no_shared_state() -> None:
    SCHEMAS.schema(GRANT)["required"].clear()
    SCHEMAS.empty(GRANT)["person"].clear()

    assert SCHEMAS.schema(GRANT)["required"]
    assert SCHEMAS.empty(GRANT)["person"]


def test_an_unknown_type_is_the_callers_mistake() -> None:
    for ask in (SCHEMAS.schema, SCHEMAS.empty, SCHEMAS.validator):
        with pytest.raises(KeyError):
            ask("bescheid/unbekannt")


# --- a broken installation -------------------------------------------------------------------

HEAD = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:x:1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SCHEMA_FOLDER.rglob("*.schema.json"):
        if path.parent.name != "data":
            copy = tmp_path / path.relative_to(SCHEMA_FOLDER)
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return tmp_path


def add(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.schema.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_new_type_is_one_file(folder: Path) -> None:
    schema = HEAD | {"$ref": FALL["$id"], "required": ["aktenzeichen"]}
    add(folder, "anschreiben/eingang", json.dumps(schema))

    schemas = load_schemas(folder)

    assert schemas.doctypes() == ("anschreiben/eingang", GRANT)
    assert list(schemas.empty("anschreiben/eingang")) == ["fassung", "aktenzeichen"]


def test_a_type_may_narrow_what_the_vocabulary_allows(folder: Path) -> None:
    schema = HEAD | {"$ref": FALL["$id"], "properties": {"aktenzeichen": {"minLength": 5}}}
    add(folder, "anschreiben/eingang", json.dumps(schema))
    raw = b'{"fassung": "1.0", "aktenzeichen": "A-1"}'

    (only,) = read_case(raw, load_schemas(folder), "anschreiben/eingang").findings

    assert (only.code, only.pointer) == ("feld.zu_kurz", "/aktenzeichen")


def test_schemas_of_content_files_are_not_ours(folder: Path) -> None:
    add(folder, "data/law", "{ broken")

    assert load_schemas(folder).doctypes() == (GRANT,)


BROKEN = {
    "no JSON": ("{", "nicht lesbar"),
    "no object": ("[]", "JSON-Objekt"),
    "no schema": (json.dumps(HEAD | {"required": 5}), "/required"),
    "no dialect": (json.dumps({"$id": "urn:x:1"}), "$schema"),
    "no id": (json.dumps({"$schema": HEAD["$schema"]}), "$id"),
    "the id of another": (json.dumps(HEAD | {"$id": FALL["$id"]}), "dieselbe"),
    "a remote reference": (json.dumps(HEAD | {"$ref": "https://example.org/x.json"}), "Verweis"),
    "a file": (json.dumps(HEAD | {"$ref": "file:///etc/passwd"}), "Verweis"),
    "a dangling one": (json.dumps(HEAD | {"$ref": f"{FALL['$id']}#/$defs/x"}), "Verweis"),
    "itself": (json.dumps(HEAD | {"$ref": "#"}), "sich selbst"),
    "no pattern": (json.dumps(HEAD | {"pattern": "("}), "Ausdruck"),
    "an unknown code": (json.dumps(HEAD | {"x-befund": "feld.x"}), "Befund"),
    "an unknown field": (json.dumps(HEAD | {"properties": {"persn": {}}}), "/persn"),
    "an unknown field deep": (
        json.dumps(HEAD | {"properties": {"leistungen": {"items": {"required": ["umfng"]}}}}),
        "/leistungen/0/umfng",
    ),
}


@pytest.mark.parametrize(("text", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_schema_stops_the_start_and_names_the_file(
    folder: Path, text: str, words: str
) -> None:
    add(folder, "bescheid/neu", text)

    with pytest.raises(BrokenInstallationError) as broken:
        load_schemas(folder)

    assert any(words in one and str(folder) in one for one in broken.value.problems)


def test_every_broken_schema_is_named_at_once(folder: Path) -> None:
    add(folder, "bescheid/eins", "{")
    add(folder, "bescheid/zwei", json.dumps(HEAD | {"required": 5}))

    with pytest.raises(BrokenInstallationError) as broken:
        load_schemas(folder)

    assert len(broken.value.problems) == 2


def test_without_the_vocabulary_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(BrokenInstallationError, match=r"fall\.schema\.json"):
        load_schemas(tmp_path)


def test_a_vocabulary_that_refers_to_itself_is_refused(tmp_path: Path) -> None:
    add(tmp_path, "fall", json.dumps(HEAD | {"properties": {"a": {"$ref": "#"}}}))

    with pytest.raises(BrokenInstallationError, match="sich selbst"):
        load_schemas(tmp_path)
