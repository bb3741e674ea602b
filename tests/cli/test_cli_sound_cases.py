"""Whatever a sound case chooses, it becomes a proven letter: every choice, and many at once."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from cases import STATED, Case, full_case, leaves, limited_case, put, represented_case, without
from cli_runs import content, errors, written
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from docgen.pipeline import State

CASES = {
    "to the person": full_case,
    "with an end": limited_case,
    "to a representative": represented_case,
}


def choices(pointer: str) -> tuple[str, ...]:
    field = content().schemas.vocabulary.at(pointer)
    return field.choices if field is not None and len(field.choices) > 1 else ()


CHOSEN = [
    pytest.param(make, pointer, id=f"{pointer} {name}")
    for name, make in CASES.items()
    for pointer in leaves(make())
    if choices(pointer)
]


@pytest.mark.parametrize(("make", "pointer"), CHOSEN)
def test_every_choice_is_written_or_refused(make: Callable[[], Case], pointer: str) -> None:
    for choice in choices(pointer):
        result = written(put(make(), pointer, choice), "docx")

        assert result.state is not State.NACHWEIS_FEHLGESCHLAGEN, (choice, result.findings)
        assert result.state is State.FERTIG or errors(result), choice


def test_the_choices_were_found() -> None:
    assert len(CHOSEN) > 20


# --- many at once --------------------------------------------------------------------------------


def either(*values: object) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


OPTIONS = st.fixed_dictionaries(
    {
        "make": either(full_case, represented_case),
        "person": either("frau", "herr", "divers", "keine"),
        "representative": either("frau", "herr", "divers", "keine"),
        "left out": st.sets(
            either(
                "/person/titel",
                "/person/zugangsform",
                "/entscheidung/ermessen",
                "/begruendung/wunsch",
                "/aktenzeichen",
                "/sachbearbeitung/funktion",
                "/sachbearbeitung/telefon",
                "/sachbearbeitung/titel",
                "/leistungen/0/voraussetzungen",
                "/leistungen/1/voraussetzungen",
                "/antrag/gewuenschter_beginn",
                "/budget/vergleichsbetrag",
                "/leistungen/1",
            )
        ),
        "duration": either("open", "open, later review", "limited", "limited, with review"),
        "contribution": either(None, "einkommen_unter_grenze", "30.00"),
        "report": either("keiner", "erfahrungsbericht", "stundenuebersicht", "verwendungsnachweis"),
        "payment": either(1, 2, 15, 28),
        "need": either("4 stunde monat", "1 stunde monat", "2.5 stunde woche", "90 minute monat"),
        "compared": either("400.00", "9000.00"),
        "wished": either("2026-12-01", "2026-11-15"),
        "box": st.booleans(),
        "plan": st.booleans(),
    }
)


def statement(text: str) -> dict[str, str]:
    return {"sie": text, "name": text}


def sound_case(options: Mapping[str, Any]) -> Case:
    case: Case = options["make"]()
    without(case, *STATED)
    case["person"]["anrede"] = options["person"]
    if "vertretung" in case:
        case["vertretung"]["anrede"] = options["representative"]
    case["bewilligung"] = duration(options["duration"])
    contribution(case, options["contribution"])
    case["zielvereinbarung"]["nachweis"] = {"art": options["report"], "faellig": "2027-11-30"}
    case["budget"]["zahltag"] = options["payment"]
    quantity, unit, period = options["need"].split()
    case["leistungen"][0]["umfang"] = {"menge": quantity, "einheit": unit, "je": period}
    case["budget"]["vergleichsbetrag"] = options["compared"]
    case["antrag"]["gewuenschter_beginn"] = options["wished"]
    if options["plan"]:
        case["verfahren"]["teilhabeplan"] = "2026-11-02"
    if options["box"]:
        address = case["vertretung" if "vertretung" in case else "person"]["anschrift"]
        del address["strasse"]
        address["postfach"] = "12 34 56"
    for pointer in sorted(options["left out"], reverse=True):  # what is inside goes first
        without(case, pointer)
    return case


def duration(kind: str) -> dict[str, object]:
    chosen: dict[str, object] = {"beginn": "2026-12-01"}
    if kind.startswith("limited"):
        chosen |= {"ende": "2029-11-30", "befristung_grund": statement("Danach ist Schluss.")}
    if kind != "limited":
        chosen["ueberpruefung"] = "2028-11-30"
    if kind == "open, later review":
        chosen["ueberpruefung"] = "2029-11-30"
        chosen["ueberpruefung_grund"] = statement("Vorher ändert sich nichts.")
    return chosen


def contribution(case: Case, kind: str | None) -> None:
    if kind == "einkommen_unter_grenze":
        case["budget"]["eigenbeitrag"] = {"art": "keiner", "grund": kind}
    elif kind is not None:
        case["budget"]["eigenbeitrag"] = {
            "art": "festgesetzt",
            "monatsbetrag": kind,
            "bescheid": "2026-11-01",
        }


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
@given(OPTIONS)
def test_a_sound_case_becomes_a_proven_letter(options: Mapping[str, Any]) -> None:
    case = sound_case(options)

    result = written(case, "docx")

    assert result.state is State.FERTIG, (errors(result), options)
