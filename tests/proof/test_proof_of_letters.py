"""A true letter is proven without a false alarm; a letter changed in any duty is not."""

from dataclasses import replace

import pytest
from mini_letter import (
    AUTHORITY,
    LETTER,
    MAKERS,
    NOTE,
    OBLIGATIONS,
    SEAT,
    Block,
    beside,
    changed,
    lacking,
    make_docx,
    make_pdf,
)

from docgen.obligations import Obligations
from docgen.proof import Proof, StrayKind, prove, read_file


def proof_of(letter: tuple[Block, ...], form: str, obligations: Obligations = OBLIGATIONS) -> Proof:
    return prove(read_file(MAKERS[form](letter)), obligations)


def missing(proof: Proof) -> set[str]:
    return {duty.duty for duty in proof.duties if not duty.found}


def strays(proof: Proof) -> set[tuple[str, str]]:
    return {(stray.kind.value, stray.text) for stray in proof.strays}


@pytest.mark.parametrize("points", [9, 10, 10.5, 11, 11.5, 12, 13.3, 14, 16, 18])
def test_a_true_pdf_is_proven_at_any_size(points: float) -> None:
    reading = read_file(make_pdf(points=points))

    proof = prove(reading, OBLIGATIONS)

    assert proof.findings() == ()
    assert proof.is_complete
    assert max(unit.page or 0 for unit in reading.units) > 1


def test_a_true_docx_is_proven() -> None:
    proof = prove(read_file(make_docx()), OBLIGATIONS)

    assert proof.findings() == ()
    assert proof.is_complete


def test_places_are_told_in_german_with_the_page_in_pdf_and_without_in_docx() -> None:
    expected = {
        "pdf": ("Seite 1, Unsere Entscheidung, Punkt 2", "Seite 1, Unsere Entscheidung, Zeile 4"),
        "docx": ("Unsere Entscheidung, Punkt 2", "Unsere Entscheidung, Zeile 4"),
    }

    for form, places in expected.items():
        duties = {duty.duty: duty for duty in proof_of(LETTER, form).duties}
        assert duties["betrag"].places == places
        assert duties["betrag"].missing == ""


def test_internal_duties_are_not_proven() -> None:
    duties = [duty.duty for duty in proof_of(LETTER, "docx").duties]

    assert "endgueltig" in duties
    assert "innen" not in duties


ONE_PLACE = {
    "empfaenger": "Frau Erika",
    "datum": "Datum:",
    "bezeichnung": "Bescheid über",
    "zeitraum": "Sie bekommen",
    "betrag": "Das Budget beträgt",
    "assistenz": "Assistenz",
    "begleitung": "Begleitung",
    "konto": "Wir zahlen",
    "anruf": "Rufen Sie",
    "ausweis": "Bringen Sie",
    "antrag": "Sie haben die Leistung",
    "stundensatz": "Eine Stunde",
    "ermittelt": "Frau Beispiel zahlt",
    "frist": "Gegen diesen",
    "stelle": "Gegen diesen",
    "behoerde": AUTHORITY,
}


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("duty", [item.duty for item in OBLIGATIONS.items if item.evidence])
def test_a_duty_whose_text_is_gone_is_missed(duty: str, form: str) -> None:
    start = ONE_PLACE[duty].replace("Frau Erika", "Frau\nErika")

    proof = proof_of(lacking(start), form)

    assert duty in missing(proof)
    assert not proof.is_complete


CHANGES = [
    ("967,80", "967,81", "assistenz", ("betrag", "967,81 €")),
    ("beträgt 1.447,80", "beträgt 1.474,80", "betrag", ("betrag", "1.474,80 Euro")),
    ("1.447,80\u00a0Euro", "480,00 Euro", "betrag", None),  # another allowed amount
    ("1. Januar 2027", "1. Januar 2028", "zeitraum", ("datum", "1. Januar 2028")),
    ("31.12.2027", "31.11.2027", "zeitraum", ("datum", "31.11.2027")),
    ("31.12.2027", "1. Dezember 2026", "zeitraum", None),  # another allowed date
    ("2020 51", "2020 15", "konto", ("iban", "DE02 1203 0000 0000 2020 15")),
    ("2020 51", "2020 5", "konto", ("iban", "DE02 1203 0000 0000 2020 5")),
    ("eines Monats", "zweier Monate", "frist", None),
    ("vier Wochen", "sechs Wochen", "anruf", None),
    ("4,5 Stunden", "5,5 Stunden", "assistenz", None),
    ("18 Stunden im Monat", "18 Stunden in der Woche", "begleitung", None),
    (f"Niederschrift: {AUTHORITY}", "Niederschrift: Landratsamt Bautzen", "stelle", None),
    (SEAT, "", "stelle", None),
    ("Abs. 2 Satz 3", "Abs. 2 Satz 31", "antrag", None),
    ("Erika Noa Beispiel,", "Erika Noa Beispielhaft,", "konto", None),
    ("30,00 Euro", "ein paar Euro", "stundensatz", None),
    ("15. November 2026", "15. Nov. 2025", "stundensatz", ("datum", "15. Nov. 2025")),
]


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize(("before", "after", "duty", "stray"), CHANGES)
def test_a_changed_value_is_missed(
    before: str, after: str, duty: str, stray: tuple[str, str] | None, form: str
) -> None:
    proof = proof_of(changed(before, after), form)

    assert missing(proof) == {duty}
    assert strays(proof) == (set() if stray is None else {stray})


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize(
    ("role", "heading"), [(role, heading) for role, heading in OBLIGATIONS.headings.items()]
)
def test_without_its_heading_no_duty_of_a_section_is_found(
    role: str, heading: str, form: str
) -> None:
    proof = proof_of(lacking(heading), form)

    expected = {
        item.duty
        for item in OBLIGATIONS.items
        if any(evidence.where == role for evidence in item.evidence)
    }
    assert missing(proof) == expected
    assert f"die Überschrift „{heading}“ steht nicht auf dem Schreiben" in str(proof.duties)


ADDED = [
    ("Dazu kommen 25,00 €.", "betrag", "25,00 €"),
    ("Dazu kommen EUR 25.", "betrag", "EUR 25"),
    ("Dazu kommen 25.00 Euro.", "betrag", "25.00 Euro"),
    ("Dazu kommen 50 Cent.", "betrag", "50 Cent"),
    ("Das gilt ab 2027-01-02.", "datum", "2027-01-02"),
    ("Das gilt ab 30. Februar 2027.", "datum", "30. Februar 2027"),
    ("Konto AT61 1904 3002 3457 3201 nicht.", "iban", "AT61 1904 3002 3457 3201"),
    ("Guten Tag {{ name }}", "platzhalter", "{{"),
    ("Guten Tag \ue000", "platzhalter", "\ue000"),
    ("Guten Tag None!", "platzhalter", "None"),
    ("Guten Tag [fehlt: Name]", "platzhalter", "[fehlt"),
]


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize(("text", "kind", "found"), ADDED)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_nobody_stated_is_a_stray(
    text: str, kind: str, found: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    proof = proof_of(beside("Mit freundlichen", Block("p", text)), form)
    caplog.clear()  # one of the texts has no glyph

    assert missing(proof) == set()
    assert (kind, found) in strays(proof)
    assert {one for one, _ in strays(proof)} == {kind}
    assert "Ihr Recht auf Widerspruch, Absatz 3" in proof.strays[0].place


@pytest.mark.parametrize("form", MAKERS)
def test_a_bare_amount_in_a_table_row_is_a_stray(form: str) -> None:
    added = Block("row", cells=("Fahrten", "6,50 Stunden", "× 4,33", "33,00"))

    proof = proof_of(
        beside("Begleitung", replace(added, cells=("Fahrten 6,50 Stunden", "33,00"))), form
    )

    assert strays(proof) == {("betrag", "33,00")}


@pytest.mark.parametrize("form", MAKERS)
def test_a_heading_printed_twice_is_an_error(form: str) -> None:
    proof = proof_of((*LETTER, Block("h2", "Ihr Recht auf Widerspruch")), form)

    assert missing(proof) == {"frist", "stelle"}
    assert strays(proof) == {("ueberschrift", "Ihr Recht auf Widerspruch")}


@pytest.mark.parametrize("form", MAKERS)
def test_forbidden_words_are_found_outside_the_texts_of_the_case(form: str) -> None:
    said = "Diese Entscheidung ist vorläufig."
    letter = beside("Sehr geehrte", Block("p", said))
    quoted = replace(OBLIGATIONS, literals=(*OBLIGATIONS.literals, said))

    proof = proof_of(letter, form)

    assert missing(proof) == {"endgueltig"}
    assert [one.code for one in proof.findings()] == ["nachweis.verbotenes"]
    assert "„vorläufig“" in proof.findings()[0].message
    assert proof_of(letter, form, quoted).is_complete


@pytest.mark.parametrize("form", MAKERS)
def test_the_texts_of_the_case_are_searched_when_they_are_not_named(form: str) -> None:
    proof = proof_of(LETTER, form, replace(OBLIGATIONS, literals=()))

    assert strays(proof) == {
        ("betrag", "512,00 Euro"),
        ("datum", "3. Mai 2019"),
        ("iban", "DE68 2105 0170 0012 3456 78"),
        ("platzhalter", "{{"),
        ("platzhalter", "}}"),
    }


def test_literals_do_not_eat_parts_of_amounts_dates_or_words() -> None:
    # A person may be called August, and a flat may have a number.
    literals = ("1", "12", "Noa", "August", "Euro", "2028", "Beispiel")
    letter = beside("Mit freundlichen", Block("p", "Am 1. August 2028 kommen 12,00 Euro."))

    proof = proof_of(letter, "docx", replace(OBLIGATIONS, literals=(NOTE, *literals)))

    assert strays(proof) == {("datum", "1. August 2028"), ("betrag", "12,00 Euro")}


def test_a_finding_names_duty_norm_consequence_and_what_comes_closest() -> None:
    proof = proof_of(changed("31.12.2027", "1. Dezember 2026"), "pdf")

    (finding,) = proof.findings()

    assert finding.code == "nachweis.pflicht_unerfuellt"
    assert finding.title == "Titel zeitraum"
    assert finding.norm == "§ 1 X"
    assert finding.message == (
        "Auf dem Schreiben fehlt „Titel zeitraum“. Gesucht wurde ein Punkt unter „Unsere "
        "Entscheidung“ mit „Beginn“ (01.01.2027), „Ende“ (31.12.2027), „Sie "
        "bekommen“ oder „Sie erhalten“ (Wortlaut) und „Persönliches Budget“ (Wortlaut); am "
        "nächsten kommt Seite 1, Unsere Entscheidung, Punkt 1, dort fehlt „Ende“ (31.12.2027). "
        "Folge zeitraum."
    )


def test_names_and_bank_details_are_not_repeated_in_findings() -> None:
    proof = proof_of(lacking("Wir zahlen"), "docx")

    (finding,) = proof.findings()

    assert "Beispiel" not in finding.message
    assert "DE02" not in finding.message


def test_every_stray_has_its_finding() -> None:
    text = "{{ 25,00 €, 2. Januar 1999, AT61 1904 3002 3457 3201"
    letter = (*beside("Mit", Block("p", text)), Block("h2", "Unsere Entscheidung"))

    proof = proof_of(letter, "docx")

    assert {stray.kind for stray in proof.strays} == set(StrayKind)
    assert all(stray.place in str(proof.findings()) for stray in proof.strays)
