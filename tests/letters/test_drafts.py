"""Drafts of unfinished cases: each gap is named where it belongs and listed at the end."""

import json
import pickle
import re
from collections.abc import Callable, Iterator

import pytest
from cases import Case, example, full_case, limited_case, put, raw, represented_case, without
from letters import GRANT, content, page, read

from docgen.pipeline import Result, State, generate
from docgen.proof import Status, compare_text, verify

LIST = "Das fehlt noch"


def drafted(case: Case | bytes, *formats: str) -> Result:
    """The draft of a case, in Word's format unless others are named."""
    data = case if isinstance(case, bytes) else raw(case)
    return generate(content(), GRANT, data, formats or ("docx",), draft=True, access=False)


def listed(result: Result, ending: str = "docx") -> list[str]:
    """What the draft lists at its end."""
    lines = page(result, ending).split("\n")
    return lines[lines.index(LIST) + 1 :] if LIST in lines else []


def places(value: object, pointer: str = "", *, leaves: bool = False) -> Iterator[str]:
    """Every pointer into a value, or only those that hold no other."""
    below: Iterator[tuple[object, object]] = iter(())
    if isinstance(value, dict):
        below = iter(value.items())
    elif isinstance(value, list):
        below = iter(enumerate(value))
    if pointer and not (leaves and isinstance(value, dict | list)):
        yield pointer
    for step, one in below:
        yield from places(one, f"{pointer}/{step}", leaves=leaves)


REQUIRED = [
    *places(content().schemas.empty(GRANT), leaves=True),
    "/budget/eigenbeitrag/grund",
]
SILENT = {
    "/fassung",
    "/entscheidung/kanal",
    "/person/anrede",
    "/zielvereinbarung/nachweis/art",
}
"""What decides which sentence stands there instead of standing there itself."""


@pytest.mark.parametrize("pointer", [one for one in REQUIRED if one != "/traeger"])
def test_every_required_field_may_be_missing(pointer: str) -> None:
    result = drafted(without(example(), pointer))

    assert result.state is State.ENTWURF
    title = content().schemas.title(pointer)
    assert any(title in line for line in listed(result)), listed(result)
    text = page(result)
    assert ("[fehlt: " in text) == (pointer not in SILENT)
    assert not re.search(r"\bNone\b", text)


PRINTED = {
    "/person/geburtsdatum": "geboren am [fehlt: Geburtsdatum], ein",
    "/person/vorname": "Wir bewilligen [fehlt: Vorname der Person] Ağaoğlu-Weiß, geboren",
    "/person/anschrift/plz": "[fehlt: Anschrift der Person: Postleitzahl] Dresden",
    "/bewilligung/beginn": "ab dem [fehlt: Beginn der Leistung]. Es",
    "/entscheidung/datum": "Datum: [fehlt: Datum des Bescheids]",
    "/antrag/datum": "Ihr Antrag vom [fehlt: Datum des Antrags], bei",
    "/bankverbindung/iban": "IBAN [fehlt: IBAN].",
    "/budget/zahltag": "jeweils zum [fehlt: Zahltag im Monat]. des Monats",
    "/sachbearbeitung/nachname": "Im Auftrag Jeannette [fehlt: Nachname der Sachbearbeitung]",
    "/leistungen/0/umfang/menge": "Festgestellter Umfang: [fehlt: Umfang].",
    "/leistungen/0/rechtsgrundlage": "durch eine Fachkraft ([fehlt: Rechtsgrundlage])",
    "/bewilligung/ueberpruefung": "Spätestens am [fehlt: Nächste Bedarfsermittlung] ermitteln",
    "/zielvereinbarung/unterschriften/person": "vom [fehlt: Datum der Zielvereinbarung] ist Best",
    "/zielvereinbarung/nachweis/faellig": "bis zum [fehlt: Nachweis bis] einen Bericht",
    "/budget/eigenbeitrag/art": "[fehlt: Ob ein eigener Beitrag abgeht]",
    "/verfahren/feststellungen/0/datum": "Das zeigen: [fehlt: Grundlagen der Feststellung];",
}


@pytest.mark.parametrize("pointer", PRINTED)
def test_a_gap_stands_where_the_value_belongs(pointer: str) -> None:
    result = drafted(without(example(), pointer))

    assert PRINTED[pointer] in page(result)


IN_BOTH: dict[str, Callable[[], Case]] = {
    "complete": example,
    "no_birthday": lambda: without(example(), "/person/geburtsdatum"),
    "no_start": lambda: without(example(), "/bewilligung/beginn"),
    "no_amounts": lambda: without(example(), "/leistungen"),
    "represented": lambda: without(represented_case(), "/vertretung/nachname", "/vertretung/art"),
    "several": lambda: without(full_case(), "/person", "/budget", "/bankverbindung/iban"),
    "empty": lambda: {"fassung": "1.0", "traeger": "ksv-sachsen"},
}


@pytest.mark.parametrize("name", IN_BOTH)
def test_pdf_and_docx_hold_the_planned_text_and_the_same_bytes_twice(name: str) -> None:
    case = IN_BOTH[name]()
    result = drafted(case, "pdf", "docx")

    assert result.state is State.ENTWURF
    assert drafted(case, "pdf", "docx") == result
    assert [file.name for file in result.files] == [
        "bescheid-bewilligung-entwurf.pdf",
        "bescheid-bewilligung-entwurf.docx",
        "bescheid-bewilligung-entwurf.manifest.json",
    ]
    for ending in ("pdf", "docx"):
        reading = read(result, ending)
        origin = json.loads(reading.provenance or "")
        assert compare_text(reading, origin["text"]) == ()
        assert origin["zustand"] == "entwurf"
        assert not re.search(r"\bNone\b", page(result, ending))
    assert listed(result, "pdf") == listed(result, "docx")


def test_a_complete_case_is_a_draft_all_the_same() -> None:
    result = drafted(example(), "docx")

    assert (result.state, result.lacking, listed(result)) == (State.ENTWURF, (), [])
    assert verify(result.files[0].data).status is Status.DRAFT


def test_a_draft_of_the_empty_case_names_everything_once() -> None:
    empty = content().schemas.empty(GRANT) | {"traeger": "ksv-sachsen"}
    bare = drafted({"fassung": "1.0", "traeger": "ksv-sachsen"})
    filled = drafted(empty)

    assert listed(bare) == listed(filled)
    assert len(listed(bare)) == len(set(listed(bare)))
    needed = [one for one in REQUIRED if one not in {"/fassung", "/traeger"}]
    needed.remove("/budget/eigenbeitrag/grund")
    assert {one.pointer for one in bare.lacking if one.pointer} == set(needed)


def test_the_manifest_lists_what_is_missing() -> None:
    result = drafted(without(example(), "/person/geburtsdatum", "/budget/zahltag"))
    manifest = json.loads(result.files[-1].data)

    assert manifest["zustand"] == "entwurf"
    assert manifest["nachweis"] == []
    assert manifest["luecken"] == [
        {"pointer": "/person/geburtsdatum", "titel": "Geburtsdatum der Person"},
        {"pointer": "/budget/zahltag", "titel": "Zahltag"},
        {"fakt": "erster_zahltag", "titel": "Erster Zahltag"},
    ]
    assert [one.to_json() for one in result.lacking] == manifest["luecken"]


def test_what_is_not_signed_yet_is_still_announced() -> None:
    result = drafted(without(example(), "/zielvereinbarung/unterschriften"), "pdf", "docx")

    for ending in ("pdf", "docx"):
        text = page(result, ending)
        assert "Anlage 1: [fehlt: Anlage]" in text
        assert "Kündigung: Sie und wir können" in text


def test_an_amount_is_not_told_before_the_contribution_is_known() -> None:
    case = example()
    case["budget"]["eigenbeitrag"] = {"art": "festgesetzt", "bescheid": "2026-11-02"}
    result = drafted(case)

    text = page(result)
    assert "Beitrag von [fehlt: Eigener Beitrag im Monat] im Monat ab" in text
    assert "Zahlbetrag im Monat [fehlt: Zahlbetrag im Monat]" in text
    assert json.loads(result.files[-1].data)["betraege"] == []


def test_what_nobody_has_decided_is_not_told_as_decided() -> None:
    undecided = page(drafted(without(example(), "/budget/eigenbeitrag")))
    unreasoned = page(drafted(without(example(), "/budget/eigenbeitrag/grund")))

    assert undecided.count("Noch offen: [fehlt: Ob ein eigener Beitrag abgeht]") == 2
    assert "Noch offen: [fehlt: Grund der Beitragsfreiheit]" in unreasoned
    for text in (undecided, unreasoned):
        assert not re.search(r"Ihr Einkommen liegt|ziehen wir|Warum Sie .*Beitrag", text)


def test_a_value_nobody_demands_is_a_gap_where_it_is_stated_wrongly() -> None:
    result = drafted(put(example(), "/budget/vergleichsbetrag", "505,00"))

    assert listed(result)[0] == "Kosten ohne Persönliches Budget"
    assert "nicht höher" not in page(result)


def test_an_optional_fact_is_no_gap() -> None:
    result = drafted(without(example(), "/aktenzeichen", "/sachbearbeitung/telefon"))

    assert result.lacking == ()
    assert "[fehlt" not in page(result)


PLACES = [
    *places(example()),
    *(one for one in places(represented_case()) if one.startswith("/vertretung")),
]


@pytest.mark.parametrize("pointer", [one for one in PLACES if one != "/traeger"])
def test_a_wrong_value_anywhere_is_a_gap(pointer: str) -> None:
    case = represented_case() if pointer.startswith("/vertretung") else example()
    result = drafted(put(case, pointer, {"x": 1}))

    assert result.state is State.ENTWURF
    assert not re.search(r"\bNone\b", page(result))


def test_a_wrong_value_is_explained_beside_its_gap() -> None:
    result = drafted(put(example(), "/person/geburtsdatum", "30.07.2001"))

    assert "geboren am [fehlt: Geburtsdatum]" in page(result)
    assert listed(result)[0] == "Geburtsdatum der Person"
    assert any("2001-07-30" in line for line in listed(result)[1:])


def test_a_space_too_many_stops_no_draft() -> None:
    result = drafted(put(example(), "/person/nachname", "Weiß "))

    assert result.state is State.ENTWURF
    assert "Noa Weiß" in page(result)
    assert any("Leerzeichen" in line for line in listed(result))


def test_an_error_of_a_rule_is_listed_and_does_not_stop_a_draft() -> None:
    result = drafted(without(limited_case(), "/bewilligung/befristung_grund"))

    assert result.state is State.ENTWURF
    assert "[fehlt: Grund der Befristung]" in page(result)
    assert any(line.startswith("Ende der B") and "Grund" in line for line in listed(result))


def test_a_missing_representative_is_still_the_recipient() -> None:
    result = drafted(without(represented_case(), "/vertretung/nachname"))

    assert "Frau Dr. Éva [fehlt: Nachname der Vertretung]" in page(result)
    assert "Bescheid über das Persönliche Budget von Dr. Noa" in page(result)


def test_a_number_of_hours_the_file_lacks_leaves_the_other_rows_alone() -> None:
    text = page(drafted(without(example(), "/leistungen/1/umfang/menge")))

    assert "4 Stunden im Monat [fehlt: Betrag im Monat]" in text
    assert "[fehlt: Umfang] [fehlt: Betrag im Monat]" in text
    assert "Festgestellter Umfang: 4 Stunden im Monat." in text
    assert "Festgestellter Umfang: [fehlt: Umfang]." in text


AXES = {
    "nothing": ((), "2026-11-09", "2026-12-01"),
    "no_decision": (("/entscheidung/datum",), "2026-12-01", "2026-12-01"),
    "no_start": (("/bewilligung/beginn",), "2026-11-09", "2026-11-09"),
}


@pytest.mark.parametrize("name", AXES)
def test_a_day_that_is_missing_is_taken_from_another(name: str) -> None:
    lost, decided, begins = AXES[name]
    days = json.loads(drafted(without(example(), *lost)).files[-1].data)["achsen"]

    assert days == {"leistung": begins, "verfahren": decided, "bekanntgabe": decided}


def test_an_undated_decision_on_a_time_long_past_finds_its_law() -> None:
    case = without(example(), "/entscheidung/datum")
    case["bewilligung"]["beginn"] = "2022-01-01"
    result = drafted(case)

    assert result.state is State.ENTWURF
    assert json.loads(result.files[-1].data)["achsen"]["verfahren"] == "2024-01-01"


REFUSED: dict[str, Case | bytes] = {
    "nothing": b"",
    "no_json": b"{",
    "a_list": b"[]",
    "too_new": example() | {"fassung": "9.0"},
    "no_carrier": without(example(), "/traeger"),
    "unknown_carrier": example() | {"traeger": "lwl"},
    "control_character": put(example(), "/person/vorname", "No\u0007a"),
    "private_use": put(example(), "/person/vorname", "No\ue000a"),
    "invisible": put(example(), "/person/vorname", "No\u202ea"),
    "no_glyph": put(example(), "/person/vorname", "😀"),
    "no_glyph_beside_an_unknown_field": {
        **example(),
        "person": example()["person"] | {"vorname": "😀", "§ §": 1},
    },
    "no_letterhead": put(example(), "/entscheidung/datum", "1950-01-02"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_or_written_is_refused(name: str) -> None:
    result = drafted(REFUSED[name], "pdf", "docx")

    assert result.state is State.FALL_UNVOLLSTAENDIG
    assert result.files == ()
    assert any(one.is_error for one in result.findings)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(KeyError):
        generate(content(), "bescheid/anderes", raw(example()), draft=True)


def test_words_that_look_like_a_gap_stay_literal_on_a_finished_letter() -> None:
    case = put(example(), "/begruendung/beeintraechtigung/sie", "Es [fehlt: Geburtsdatum].")
    result = generate(content(), GRANT, raw(case), ("docx",), access=False)

    assert result.state is State.FERTIG
    assert result.lacking == ()
    assert "Es [fehlt: Geburtsdatum]." in page(result)
    assert verify(result.files[0].data).status is Status.UNCHANGED


def test_markup_of_every_kind_stays_literal_on_a_draft() -> None:
    hostile = "{{ 7*7 }} {% x %} **A** <b>B</b> [[leistungen]] &amp; {_{ x"
    case = put(without(example(), "/budget"), "/person/nachname", hostile)
    result = drafted(case, "pdf", "docx")

    for ending in ("pdf", "docx"):
        assert hostile in page(result, ending)


def test_a_draft_travels_between_processes() -> None:
    result = drafted(without(example(), "/person/geburtsdatum"))

    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301  (our own bytes)
