"""What a caseworker adds in the case instead of in Word: own paragraphs, and settled hints."""

import json

import pytest
from cases import Case, example, represented_case
from letters import page, written

from docgen.pipeline import FORMATS, State

CALL = "Am 7. Dezember 2026 rufen wir Sie an und fragen, wie es Ihnen geht."
FACT = "Ihre Lehrerin hat uns am Telefon bestätigt, dass Sie den Weg zur Schule allein gehen."


def with_paragraphs(*paragraphs: tuple[str, str]) -> Case:
    case = example()
    case["zusaetze"] = [{"rolle": role, "text": text} for role, text in paragraphs]
    return case


def errors(case: Case) -> list[tuple[str, str]]:
    return [(one.code, one.pointer) for one in written(case).findings if one.is_error]


# --- own paragraphs ------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_an_own_paragraph_stands_at_the_end_of_its_part(ending: str) -> None:
    text = page(written(with_paragraphs(("begruendung", FACT), ("hinweis", CALL)), ending), ending)

    reasons, hints = text.index(FACT), text.index(CALL)
    assert text.index("Begründung") < reasons < text.index("Hinweise") < hints
    assert hints < text.index("Rechtsbehelfsbelehrung")


@pytest.mark.parametrize("text", ["{{ iban }} & <b>fett</b>", "**x** [[leistungen]]"])
def test_an_own_paragraph_is_literal(text: str) -> None:
    result = written(with_paragraphs(("begruendung", text)), "pdf", "docx")

    assert result.state is State.FERTIG, result.findings


RULINGS = [
    "Wir bewilligen Ihnen auch den Urlaub.",
    "Den weiteren Antrag lehnen wir hiermit ab.",
    "Der Bescheid vom Mai wird aufgehoben.",
    "Sie sind verpflichtet, jeden Monat anzurufen.",
]


@pytest.mark.parametrize("text", RULINGS)
def test_an_own_paragraph_decides_nothing(text: str) -> None:
    assert errors(with_paragraphs(("hinweis", text))) == [("zusatz.verfuegt", "/zusaetze/0/text")]


def test_an_own_paragraph_names_only_amounts_that_were_computed() -> None:
    good = "Von den 447,80 Euro sind 238,20 Euro für die Freizeit."
    bad = "Im nächsten Jahr sind es 1.500 € im Monat."

    assert errors(with_paragraphs(("hinweis", good))) == []
    assert errors(with_paragraphs(("hinweis", good), ("hinweis", bad))) == [
        ("zusatz.betrag_unbekannt", "/zusaetze/1/text")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "fünfhundert Euro",
        "Zweitausendvierhundertsechzig Euro",
        "zwei Millionen Euro",
        "zweitausend €",
    ],
)
def test_an_own_paragraph_names_no_amount_in_words(words: str) -> None:
    assert errors(with_paragraphs(("hinweis", f"Vielleicht werden es {words} im Monat."))) == [
        ("zusatz.betrag_in_worten", "/zusaetze/0/text")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sie bekommen das Geld in Euro.",
        "Wir rechnen in Franken und Euro.",
        "Das Amt ist in der 50 Euro-Straße.",
    ],
)
def test_the_word_for_the_currency_alone_is_no_amount(text: str) -> None:
    assert errors(with_paragraphs(("hinweis", text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ein Widerspruch ist nicht möglich.",
        "Sie können binnen zwei Wochen klagen oder anfechten.",
        "Der Bescheid ist unanfechtbar.",
        "Sie können auch Einspruch einlegen.",
    ],
)
def test_what_an_own_paragraph_says_of_remedies_is_for_a_person_to_judge(text: str) -> None:
    found = written(with_paragraphs(("hinweis", text)))
    [hint] = [one for one in found.findings if one.code == "zusatz.belehrt"]

    assert (hint.pointer, hint.is_error) == ("/zusaetze/0/text", False)
    assert hint.norm is not None
    assert "SGG" in hint.norm


@pytest.mark.parametrize(
    "text", ["Sie müssen alle Quittungen vorlegen.", "Das Budget ist bis November befristet."]
)
def test_what_an_own_paragraph_demands_is_for_a_person_to_compare(text: str) -> None:
    found = written(with_paragraphs(("hinweis", text))).findings

    assert ("zusatz.verlangt", False) in {(one.code, one.is_error) for one in found}


def test_an_own_paragraph_never_stands_among_the_rulings() -> None:
    assert errors(with_paragraphs(("verfuegung", CALL))) == [("feld.auswahl", "/zusaetze/0/rolle")]


# --- settled hints -------------------------------------------------------------------------------


def settled(case: Case, code: str) -> Case:
    """The case with one hint settled, as a case system would: by what the finding says."""
    [hint] = [one for one in written(case).findings if one.code == code]
    entry = {"code": hint.code, "pointer": hint.pointer, "stand": hint.stand}
    entry |= {"grund": "Geprüft.", "bestaetigt_von": "Mara Vogt", "am": "2026-11-09"}
    return case | {"bestaetigte_hinweise": [entry]}


def hints(case: Case) -> list[str]:
    return [one.code for one in written(case).findings]


def test_a_settled_hint_is_silent_and_stands_in_the_manifest() -> None:
    case = settled(represented_case(), "vertretung.befugnis_pruefen")

    result = written(case)

    assert "vertretung.befugnis_pruefen" not in hints(case)
    record = json.loads(result.files[-1].data)
    [entry] = record["bestaetigte_hinweise"]
    assert (entry["code"], entry["grund"]) == ("vertretung.befugnis_pruefen", "Geprüft.")
    assert "vertretung.befugnis_pruefen" not in [one["code"] for one in record["hinweise"]]


def test_a_settled_hint_comes_back_when_what_is_beneath_it_changes() -> None:
    case = settled(represented_case(), "vertretung.befugnis_pruefen")
    case["vertretung"]["nachname"] = "Sommer"

    assert {"vertretung.befugnis_pruefen", "hinweis.wieder_offen"} <= set(hints(case))


def test_a_settled_hint_comes_back_when_it_says_something_else() -> None:
    case = settled(example(), "ueberpruefung.nach_gesamtplan")
    assert "ueberpruefung.nach_gesamtplan" not in hints(case)

    case["verfahren"]["gesamtplan"] = "2026-11-02"

    assert {"ueberpruefung.nach_gesamtplan", "hinweis.wieder_offen"} <= set(hints(case))


def test_an_error_cannot_be_settled() -> None:
    case = example()
    case["bankverbindung"]["iban"] = "DE42999123450003703701"
    [wrong] = [one for one in written(case).findings if one.is_error]
    case["bestaetigte_hinweise"] = [
        {
            "code": wrong.code,
            "pointer": wrong.pointer,
            "stand": "0" * 16,
            "grund": "Geprüft.",
            "bestaetigt_von": "Mara Vogt",
            "am": "2026-11-09",
        }
    ]

    assert wrong.stand == ""
    assert wrong.code in hints(case)
