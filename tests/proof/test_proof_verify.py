"""What became of a file after it was written, told from the file alone."""

import json
from typing import Any

import pytest
from mini_letter import (
    LETTER,
    MAKERS,
    Block,
    beside,
    changed,
    lacking,
    make_docx,
    make_pdf,
    provenance,
)

from docgen.proof import (
    Change,
    PlannedText,
    Reading,
    Status,
    Unit,
    compare,
    compare_text,
    read_file,
    verify,
)
from docgen.proof.reading import Sheet
from docgen.provenance import write_provenance

PLANNED = [block.printed for block in LETTER if block.kind != "kopf"]


@pytest.mark.parametrize("form", MAKERS)
def test_a_file_as_written_is_unchanged(form: str) -> None:
    verdict = verify(MAKERS[form](LETTER, embedded=provenance()))

    assert verdict.status is Status.UNCHANGED
    assert verdict.changes == ()
    assert verdict.proof is not None
    assert verdict.proof.is_complete
    assert verdict.provenance is not None
    assert verdict.provenance["typ"] == "bescheid/muster"
    assert verdict.sentence == ("Das Schreiben ist unverändert; alle Pflichtangaben stehen darin.")


@pytest.mark.parametrize("points", [9, 12, 16, 20])
def test_page_breaks_are_no_change(points: float) -> None:
    assert compare_text(read_file(make_pdf(points=points)), PLANNED) == ()


@pytest.mark.parametrize("form", MAKERS)
def test_a_harmless_change_is_shown(form: str) -> None:
    letter = changed("Mit freundlichen Grüßen", "Herzliche Grüße")

    verdict = verify(MAKERS[form](letter, embedded=provenance()))

    assert verdict.status is Status.CHANGED
    assert verdict.changes == (Change("geaendert", "Mit freundlichen Grüßen", "Herzliche Grüße"),)


def test_added_and_removed_units_are_shown() -> None:
    letter = lacking("Im Auftrag", beside("Sehr geehrte", Block("p", "wir hoffen, es geht gut.")))

    verdict = verify(make_docx(letter, embedded=provenance()))

    assert verdict.changes == (
        Change("hinzugefuegt", "", "wir hoffen, es geht gut."),
        Change("entfernt", "Im Auftrag", ""),
    )


@pytest.mark.parametrize("form", MAKERS)
def test_a_harmless_change_above_the_subject_is_shown(form: str) -> None:
    letter = changed("Frau\nErika", "Frau Dr.\nErika")

    verdict = verify(MAKERS[form](letter, embedded=provenance()))

    address = "Frau Erika Noa Beispiel Musterweg 12 01067 Dresden"
    assert verdict.status is Status.CHANGED
    assert verdict.changes == (Change("geaendert", address, address.replace("Frau", "Frau Dr.")),)


@pytest.mark.parametrize("form", MAKERS)
def test_a_file_that_lost_a_duty_is_incomplete(form: str) -> None:
    verdict = verify(MAKERS[form](lacking("Gegen diesen"), embedded=provenance()))

    assert verdict.status is Status.INCOMPLETE
    assert verdict.proof is not None
    assert [duty.duty for duty in verdict.proof.duties if not duty.found] == ["frist", "stelle"]


@pytest.mark.parametrize("form", MAKERS)
def test_a_draft_is_a_draft_even_if_it_is_complete(form: str) -> None:
    verdict = verify(MAKERS[form](LETTER, embedded=provenance(state="entwurf")))

    assert verdict.status is Status.DRAFT
    assert verdict.sentence.startswith("Entwurf, nicht versenden")
    assert verdict.proof is None


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("rest", [{}, {"pflichten": None}, {"text": 1}, {"pflichten": [[]]}])
def test_a_draft_is_a_draft_whatever_else_its_provenance_says(
    form: str, rest: dict[str, object]
) -> None:
    verdict = verify(MAKERS[form](LETTER, embedded=json.dumps({"zustand": "entwurf", **rest})))

    assert verdict.status is Status.DRAFT


def parts() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(provenance())
    del whole["pruefsumme"]
    return whole


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_another_footer_than_planned_is_shown_on_its_pages(form: str) -> None:
    planned = json.loads(provenance())["fuss"].replace("1999", "1998")

    verdict = verify(MAKERS[form](LETTER, embedded=damaged(fuss=planned)))

    assert verdict.status is Status.CHANGED
    assert {one.kind for one in verdict.changes} == {"geaendert"}
    for number, one in enumerate(verdict.changes, start=1):
        end = f"Seite {number} von 3" if form == "pdf" else "Seite … von …"
        assert one.before.endswith(f"1998, 99,99 Euro {end}")
        assert one.after.startswith("Laufende Zeile vom 24. Dezember 1999")


def damaged(**changed: object) -> str:
    """A provenance of another form, its checksum in order."""
    return write_provenance(parts() | changed)


def with_item(**changed: object) -> str:
    whole = parts()
    whole["pflichten"]["items"][0] |= changed
    return write_provenance(whole)


def with_evidence(**changed: object) -> str:
    whole = parts()
    whole["pflichten"]["items"][0]["evidence"][0] |= changed
    return write_provenance(whole)


DAMAGED = {
    "no_json": "{",
    "a_list": "[]",
    "a_number": "1",
    "nested_too_deep": "[" * 100_000,
    "no_duties": damaged(pflichten=None),
    "duties_of_another_form": damaged(pflichten={"doctype": "x"}),
    "no_text": damaged(text=None),
    "text_of_numbers": damaged(text=[1]),
    "text_as_one_string": damaged(text="abc"),
    "no_letterhead": damaged(kopf=None),
    "a_letterhead_of_numbers": damaged(kopf=[1]),
    "a_footer_of_another_type": damaged(fuss=["x"]),
    "half_a_surrogate_pair": '{"zustand": "fertig", "text": ["\\ud800"]}',
    "a_checksum_of_another_type": json.dumps(parts() | {"pruefsumme": 1}),
    "no_checksum": json.dumps(parts()),
    "unknown_state": damaged(zustand="gut"),
    "state_of_another_type": damaged(zustand=["fertig"]),
    "numbers_for_patterns": with_item(patterns=[1]),
    "no_title": with_item(title=None),
    "broken_pattern": with_item(kind="abwesend", patterns=["("]),
    "huge_repeat": with_item(kind="abwesend", patterns=["a{99999999999999999999}"]),
    "pattern_too_deep": with_item(kind="abwesend", patterns=["(" * 5000 + ")" * 5000]),
    "unknown_unit": with_evidence(unit="kapitel"),
    "unit_of_another_type": with_evidence(unit=["absatz"]),
    "unknown_kind": with_evidence(
        expected=[{"fact": "a", "title": "b", "kind": "c", "value": "d"}]
    ),
    "value_of_another_type": with_evidence(
        expected=[{"fact": "a", "title": "b", "kind": "geld", "value": 1}]
    ),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_provenance_is_none(text: str) -> None:
    verdict = verify(make_docx(LETTER, embedded=text))

    assert verdict.status is Status.UNKNOWN
    assert verdict.proof is None


@pytest.mark.parametrize("form", MAKERS)
def test_a_provenance_that_was_changed_is_damaged_and_gives_no_invented_text(form: str) -> None:
    other = provenance().replace("Mit freundlichen", "Mit allerbesten")
    assert other != provenance()

    verdict = verify(MAKERS[form](LETTER, embedded=other))

    assert verdict.status is Status.UNKNOWN
    assert "beschädigt" in verdict.sentence
    assert verdict.changes == ()


@pytest.mark.parametrize("form", MAKERS)
def test_a_provenance_that_was_only_spelled_anew_is_whole(form: str) -> None:
    spelled = json.dumps(dict(reversed(json.loads(provenance()).items())), indent=2)

    assert verify(MAKERS[form](LETTER, embedded=spelled)).status is Status.UNCHANGED


def test_without_provenance_nothing_is_said() -> None:
    assert verify(make_docx()).status is Status.UNKNOWN


def test_an_unreadable_file_is_named_in_german() -> None:
    verdict = verify(b"Hallo")

    assert verdict.status is Status.UNREADABLE
    assert verdict.sentence.startswith("Die Datei ist weder PDF noch DOCX noch HTML.")


def test_what_reading_joined_or_parted_over_a_page_is_no_change() -> None:
    reading = Reading(
        "pdf",
        (
            Unit("absatz", "Briefkopf"),
            Unit("ueberschrift", "Titel", level=1),
            Unit("absatz", "eins zwei"),
            Unit("absatz", "drei"),
            Unit("absatz", "vier"),
        ),
        None,
    )

    assert compare_text(reading, ["Titel", "eins", "zwei", "drei vier"]) == ()
    assert compare_text(reading, ["Titel", "eins", "zwei", "drei fünf"]) == (
        Change("geaendert", "drei fünf", "drei"),
        Change("hinzugefuegt", "", "vier"),
    )


def test_without_a_title_everything_is_compared() -> None:
    reading = Reading("docx", (Unit("absatz", "a"),), None)

    assert compare_text(reading, ["a"]) == ()
    assert compare_text(reading, ["Titel", "a"]) == (Change("entfernt", "Titel", ""),)


# --- around the text -----------------------------------------------------------------------------

PLAN = PlannedText(
    ("Amt Nord", "Frau\nErika Beispiel", "Telefon: 0341 1"), ("Titel", "Text"), "Fuß"
)


def around(
    *head: str, footers: tuple[tuple[str, ...], ...] = (("Fuß",),), aside: tuple[str, ...] = ()
) -> tuple[Change, ...]:
    """The changes of a letter whose text is in order."""
    units = (
        *(Unit("absatz", text) for text in head),
        Unit("ueberschrift", "Titel", level=1),
        Unit("absatz", "Text"),
    )
    return compare(Reading("docx", units, None, footers=footers, aside=aside), PLAN)


HEAD = ("Amt Nord", "Frau Erika Beispiel", "Telefon: 0341 1")


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        tuple(reversed(HEAD)),
        ("Amt Nord", "Frau", "Erika Beispiel", "Telefon: 0341 1"),
        ("Amt Nord Frau Erika Beispiel", "Telefon: 0341 1"),
    ],
)
def test_where_the_letterhead_puts_its_parts_is_no_change(head: tuple[str, ...]) -> None:
    assert around(*head) == ()


def test_each_part_of_the_letterhead_is_shown_beside_what_became_of_it() -> None:
    assert around("Per Einschreiben", "Telefon: 0341 2", "Amt Nord", "Frau Erika Muster") == (
        Change("geaendert", "Frau Erika Beispiel", "Frau Erika Muster"),
        Change("geaendert", "Telefon: 0341 1", "Telefon: 0341 2"),
        Change("hinzugefuegt", "", "Per Einschreiben"),
    )
    assert around(*HEAD[1:]) == (Change("entfernt", "Amt Nord", ""),)
    assert around(*HEAD, "Amt Nord") == (Change("hinzugefuegt", "", "Amt Nord"),)


def test_the_same_change_at_the_foot_of_several_pages_is_told_once() -> None:
    changes = around(*HEAD, footers=(("Fuss",), ("Fuß",), ("Fuss",)))

    assert changes == (Change("geaendert", "Fuß", "Fuss"),)


def test_lines_that_make_up_a_footer_are_one_and_pages_are_counted() -> None:
    plan = PlannedText((), ("Titel",), "Amt im Norden Seite … von …")
    units = (Unit("ueberschrift", "Titel", 1, 1),)
    sheets = (Sheet(842.0, ()), Sheet(842.0, ()))

    def read(*footers: tuple[str, ...]) -> tuple[Change, ...]:
        return compare(Reading("pdf", units, None, sheets, footers), plan)

    first, second = ("Amt im", "Norden", "Seite 1 von 2"), ("Amt im Norden", "Seite 2 von 2")
    assert read(first, second) == ()
    assert read((*first, "Stempel"), second) == (Change("hinzugefuegt", "", "Stempel"),)
    assert read(first, first) == (
        Change("geaendert", "Amt im Norden Seite 2 von 2", "Seite 1 von 2"),
        Change("hinzugefuegt", "", "Amt im"),
        Change("hinzugefuegt", "", "Norden"),
    )


def test_a_kind_of_page_without_its_footer_lost_it() -> None:
    assert around(*HEAD, footers=(("Fuß",), ())) == (Change("entfernt", "Fuß", ""),)


def test_what_stands_aside_was_added() -> None:
    assert around(*HEAD, aside=("Anmerkung",)) == (Change("hinzugefuegt", "", "Anmerkung"),)


def test_a_letter_without_its_subject_lost_nothing_else() -> None:
    units = tuple(Unit("absatz", text) for text in (*HEAD, "Text"))

    changes = compare(Reading("docx", units, None, footers=(("Fuß",),)), PLAN)

    assert changes == (Change("entfernt", "Titel", ""),)


def test_a_flood_of_foreign_lines_takes_no_long_time() -> None:
    flood = tuple(f"Zeile {number}" for number in range(20_000))

    assert len(around(*flood)) == len(flood)
