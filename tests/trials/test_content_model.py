"""Trial: can one set of clauses carry the law of 2011, 2019 and 2026?

The ten hardest clauses stand as plain files below `content_model/`, what changes with the law in
dated rows beside them. `faelle.yaml` and `abwandlungen.yaml` are the tables: four cases, and the
same cases on other days or with other facts, each with what must and what may not stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from docgen.dataset import Problems, load_validators
from docgen.doctypes import Form, load_doctype
from docgen.facts import Conditions, Fact, Facts, Vocabulary, load_conditions, load_vocabulary
from docgen.german import ordinal
from docgen.law import Axes, Law, load_law
from docgen.letter import BulletList, Paragraph
from docgen.wording import CompiledWording, NamedBlock, compile_wording, compose

TRIAL: Final = Path(__file__).with_name("content_model")
SCHEMAS: Final = Path(__file__).parents[2] / "schemas" / "data"

# The ten clauses; the Gesamtbescheid is two, because ruling and reason stand in different places.
TEN: Final = {
    "Rechtsbehelfsbelehrung": ("rechtsbehelf-widerspruch",),
    "Erfüllung": ("hinweis-erfuellung",),
    "Kündigung": ("hinweis-kuendigung",),
    "Verfügungssatz": ("verfuegung-bewilligung",),
    "Befristung": ("nebenbestimmung-befristung",),
    "Eigenbeitrag": ("begruendung-eigenbeitrag",),
    "Trägerhinweise": ("hinweis-traeger",),
    "Gesamtbescheid": ("verfuegung-gesamtbescheid", "begruendung-gesamtbescheid"),
    "Anschrift und Anrede": ("anschrift-und-anrede",),
    "Beratung": ("hinweis-beratung",),
}
REGIME: Final = (
    r"\bR[123]\b|[Rr]egime|\b(19|20)\d\d\b|SGB|BTHG|a\. ?F\."
    r"|BudgetV|Beauftragte|Rehabilitationsträger|Servicestelle|Kostenbeitrag"
)


def table(name: str) -> Mapping[str, Any]:
    rows: Mapping[str, Any] = yaml.safe_load((TRIAL / name).read_text(encoding="utf-8"))
    return rows


CASES: Final = table("faelle.yaml")
CHANGED: Final = table("abwandlungen.yaml")
LETTERS: Final = {**CASES, **CHANGED}


def rows(key: str) -> list[tuple[str, str]]:
    return [(name, words) for name, row in LETTERS.items() for words in row[key]]


@dataclass(frozen=True)
class Trial:
    """The content of the trial, loaded and checked as the real content is."""

    law: Law
    vocabulary: Vocabulary
    conditions: Conditions
    wording: CompiledWording


@cache
def trial() -> Trial:
    schemas, problems = load_validators(SCHEMAS), Problems()
    law = load_law(TRIAL, schemas, problems)
    vocabulary = load_vocabulary(TRIAL, schemas, problems)
    conditions = load_conditions(TRIAL, vocabulary, schemas, problems)
    doctype = load_doctype(TRIAL, "bescheid", "bewilligung", schemas, problems)
    assert doctype is not None
    wording = compile_wording(doctype, vocabulary, conditions, law, problems)
    assert problems.sentences == []
    return Trial(law, vocabulary, conditions, wording)


@cache
def letter(name: str) -> str:
    """Compose one letter: a line for each paragraph and point, with its role before it."""
    changes = LETTERS[name]
    case = CASES[changes.get("fall", name)]
    law = trial().law.for_letter(Axes(**changes.get("tage", case["tage"])))
    counted = {"bekanntgabe_tag": ordinal(law.parameter("bekanntgabe_tage_post"))}
    stated = {**case["angaben"], **counted, **changes.get("angaben", {})}
    texts = {fact: text for fact, text in stated.items() if text is not None}
    facts = Facts(
        trial().vocabulary,
        {fact: Fact(trial().vocabulary[fact], text, text) for fact, text in texts.items()},
        {},
        trial().conditions.answer(dict.fromkeys(trial().vocabulary) | texts),
    )
    composed = compose(trial().wording, facts, law, carrier="", form=Form(case["form"]))
    return "\n".join(
        f"{section.plan.role}: {line}"
        for section in composed.sections
        for clause in section.clauses
        for block in clause.blocks
        for line in lines(block)
    )


def lines(block: Paragraph | BulletList | NamedBlock) -> Iterator[str]:
    if isinstance(block, NamedBlock):
        yield f"[[{block.name}]]"
        return
    for runs in block.items if isinstance(block, BulletList) else (block.runs,):
        yield " ".join("".join(run.text for run in runs).split())


def stands(words: str, name: str) -> bool:
    """Tell whether words stand in one paragraph of a letter; `…` is anything between them."""
    pattern = ".*".join(re.escape(part.strip()) for part in words.split("…"))
    return re.search(pattern, letter(name)) is not None


@pytest.mark.parametrize(("name", "words"), rows("muss_stehen"))
def test_the_right_words_stand(name: str, words: str) -> None:
    assert stands(words, name), letter(name)


@pytest.mark.parametrize(("name", "words"), rows("darf_nicht_stehen"))
def test_the_wrong_words_do_not_stand(name: str, words: str) -> None:
    assert not stands(words, name), letter(name)


@pytest.mark.parametrize("name", LETTERS)
def test_there_is_one_belehrung(name: str) -> None:
    assert letter(name).count("innerhalb eines Monats nach Bekanntgabe") == 1


def test_the_ten_clauses_need_at_most_fourteen_files() -> None:
    clauses = trial().wording.doctype.clauses
    files = [one.file for names in TEN.values() for name in names for one in clauses[name]]

    assert len(files) / len(TEN) <= 1.4
    # Nothing hides beside the ten but the subject line, which every document type has.
    assert len(list(TRIAL.glob("templates/*/clauses/*.md"))) == len(files) + 1


def test_no_clause_and_no_condition_asks_for_a_regime() -> None:
    versions = tuple(trial().wording.doctype.versions())
    asked = [one.condition or "" for one in versions]
    said = [body for one in versions for body in one.bodies.values()]
    conditions = (TRIAL / "law" / "conditions.yaml").read_text(encoding="utf-8")

    assert [text for text in (*asked, *said, conditions) if re.search(REGIME, text)] == []
