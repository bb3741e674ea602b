"""A case is read-only and says of each place whether it can be relied on."""

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from case_files import EXAMPLE_BYTES, changed, read, read_bytes, without

from docgen.case import Case


def case_of(value: object) -> Case:
    case = read(value).case
    assert case is not None
    return case


@pytest.fixture
def sound() -> Case:
    case = read_bytes(EXAMPLE_BYTES).case
    assert case is not None
    return case


def test_values_come_in_their_kind(sound: Case) -> None:
    assert sound.get("/person/anschrift/plz") == "01069"
    assert sound.date("/bewilligung/beginn") == date(2026, 12, 1)
    assert sound.decimal("/budget/vergleichsbetrag") == Decimal("505.00")
    assert sound.decimal("/budget/zahltag") == Decimal(1)
    assert sound.items("/leistungen") == ("/leistungen/0", "/leistungen/1")
    assert sound.get("/leistungen/1/umfang/je") == "monat"
    assert dict(sound.get("") or {})["fassung"] == "1.0"


@pytest.mark.parametrize(
    "pointer", ["/bewilligung/ende", "/leistungen/2", "/leistungen/x", "/person/vorname/x", "/x/y"]
)
def test_what_is_not_stated_is_none(sound: Case, pointer: str) -> None:
    assert sound.get(pointer) is None
    assert sound.date(pointer) is None
    assert sound.decimal(pointer) is None
    assert sound.items(pointer) == ()


def test_asking_for_the_wrong_kind_is_a_bug_and_raises(sound: Case) -> None:
    with pytest.raises(ValueError, match="/person/vorname holds no decimal"):
        sound.decimal("/person/vorname")
    with pytest.raises(ValueError, match="/leistungen holds no date"):
        sound.date("/leistungen")
    with pytest.raises(ValueError, match="pointer"):
        sound.get("person")


def test_a_finding_spoils_what_is_at_above_and_below_it() -> None:
    case = case_of(changed("/person/anschrift/plz", "1069"))

    assert not case.is_sound("/person/anschrift/plz")
    assert not case.is_sound("/person/anschrift")
    assert not case.is_sound("")
    assert case.get("/person") is None
    assert case.get("/person/anschrift/ort") == "Dresden"
    assert case.get("/personal") is None
    assert case.is_sound("/person/vorname")


def test_a_missing_field_spoils_only_its_group() -> None:
    case = case_of(without("/person/nachname"))

    assert case.get("/person") is None
    assert case.get("/person/vorname") == "Noa"
    assert not case.is_sound("/person/nachname")


def test_a_group_of_the_wrong_kind_spoils_all_below_it() -> None:
    assert case_of(changed("/leistungen", {"0": {"id": "x"}})).get("/leistungen/0/id") is None


def test_elements_keep_their_numbers_when_one_is_spoilt() -> None:
    case = case_of(changed("/leistungen/0/umfang/menge", 4))

    assert case.items("/leistungen") == ("/leistungen/0", "/leistungen/1")
    assert case.decimal("/leistungen/0/umfang/menge") is None
    assert case.decimal("/leistungen/1/umfang/menge") == Decimal(12)


def test_a_wrong_date_or_amount_is_never_handed_out() -> None:
    assert case_of(changed("/bewilligung/beginn", "01.12.2026")).date("/bewilligung/beginn") is None
    assert case_of(changed("/budget/zahltag", "1.")).decimal("/budget/zahltag") is None


def test_nothing_handed_out_can_be_changed(sound: Case) -> None:
    person: Any = sound.get("/person")
    forms: Any = sound.get("/person/zugangsform")

    with pytest.raises(TypeError):
        person["vorname"] = "X"
    with pytest.raises(TypeError):
        person["anschrift"]["ort"] = "X"
    assert forms == ("grossdruck",)


def test_the_digest_is_that_of_the_bytes(sound: Case) -> None:
    assert sound.digest == hashlib.sha256(EXAMPLE_BYTES).hexdigest()
    assert case_of(json.loads(EXAMPLE_BYTES)).digest != sound.digest


def test_a_case_in_a_log_shows_nobody(sound: Case) -> None:
    assert repr(sound) == f"Case(digest='{sound.digest}')"


def test_letters_are_composed() -> None:
    name = "Ağaoğlu-Müller ễ"
    case = case_of(changed("/person/nachname", unicodedata.normalize("NFD", name)))

    assert case.get("/person/nachname") == name


def test_texts_are_all_strings_with_their_places(sound: Case) -> None:
    texts = dict(sound.texts())

    assert texts["/fassung"] == "1.0"
    assert texts["/zielvereinbarung/qualitaet/kriterien/1"] == "Zufriedenheit"
    assert texts["/kontrolle/leistungen/orientierung"] == "209.60"
    assert "/budget/zahltag" not in texts
    assert all(sound.get(pointer) == text for pointer, text in texts.items())


def test_texts_of_wrong_places_are_among_them() -> None:
    case = case_of(changed("/person/unbekannt", {"a/b~": ["x"]}))

    assert ("/person/unbekannt/a~1b~0/0", "x") in list(case.texts())
