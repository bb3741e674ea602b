"""A person gets the letter in the form she needs, and each form says the same."""

import json

import pytest
from cases import Case, example, limited_case, put, raw, represented_case, voucher_case, without
from letters import GRANT, content, findings, planned, read, written

from docgen.pipeline import FORMATS, STANDARD, State, generate
from docgen.proof import Reading

pytestmark = pytest.mark.whole

FORMS = "/person/zugangsform"
FURTHER = "Das ist eine zusätzliche Fassung"
CASES = {
    **{one.stem: example(one.stem) for one in content().examples()},
    "befristet": limited_case(),
    "gutschein": voucher_case(),
    "vertreten": represented_case(),
}


def names(case: Case, *formats: str) -> list[str]:
    """The files of a letter without their stem, the manifest left out."""
    result = generate(content(), GRANT, raw(case), formats or STANDARD)
    assert result.state is State.FERTIG, result.findings
    *letters, _ = (one.name.removeprefix("bescheid-bewilligung") for one in result.files)
    return letters


@pytest.mark.parametrize(
    ("forms", "files"),
    [
        (["grossdruck"], ["-grossdruck.pdf"]),
        (["vorleseprogramm"], [".html"]),
        (["reiner_text"], [".txt"]),
        (["braille", "hoerfassung"], [".txt"]),
        (["barrierefreies_pdf"], []),
        (["leichte_sprache", "muendlich", "kurze_saetze", "gebaerdensprache"], []),
        (["grossdruck", "vorleseprogramm"], ["-grossdruck.pdf", ".html"]),
    ],
)
def test_the_case_decides_what_is_written_beside_the_usual_files(
    forms: list[str], files: list[str]
) -> None:
    assert names(put(example(), FORMS, forms)) == [".pdf", ".docx", *files]


def test_without_a_wish_there_are_the_usual_files() -> None:
    assert names(without(example(), FORMS)) == [".pdf", ".docx"]


def test_an_option_adds_and_takes_nothing_away() -> None:
    assert names(example(), "docx", "text") == [".docx", "-grossdruck.pdf", ".txt"]


LEFT_TO_DO = {
    "grossdruck": None,
    "barrierefreies_pdf": "als_datei",
    "vorleseprogramm": "als_datei",
    "reiner_text": "als_datei",
    "braille": "umwandeln",
    "hoerfassung": "umwandeln",
    "leichte_sprache": "selbst_beifuegen",
    "kurze_saetze": "selbst_beifuegen",
    "gebaerdensprache": "selbst_beifuegen",
    "muendlich": "selbst_beifuegen",
}


@pytest.mark.parametrize("form", LEFT_TO_DO)
def test_what_is_left_to_do_for_a_form_is_told(form: str) -> None:
    told = [one for one in findings(put(example(), FORMS, [form])) if "zugangsform" in one[0]]
    code = LEFT_TO_DO[form]

    assert told == ([(f"zugangsform.{code}", f"{FORMS}/0")] if code else [])


def test_every_form_a_case_can_name_is_one_of_these() -> None:
    known = content().schemas.vocabulary.members["person"].members["zugangsform"]

    assert known.item is not None
    assert set(known.item.choices) == LEFT_TO_DO.keys()


def structure(reading: Reading) -> list[tuple[str, int, str]]:
    """Kind, level and text of all that is read from the subject on.

    What a further form says of itself is left out.
    """
    start = next(i for i, unit in enumerate(reading.units) if unit.level == 1)
    return [
        (unit.kind, unit.level, unit.text.partition(f" {FURTHER}")[0])
        for unit in reading.units[start:]
    ]


def text(reading: Reading) -> str:
    """All that is read from the subject on; a page break may join two paragraphs."""
    return " ".join(text for *_, text in structure(reading))


@pytest.mark.parametrize("name", CASES)
def test_forms_without_pages_have_the_structure_of_the_word_file(name: str) -> None:
    result = written(CASES[name], "docx", "html", "text")
    word, html, plain = (structure(read(result, form)) for form in ("docx", "html", "text"))

    assert html == word
    assert plain == word


@pytest.mark.parametrize("name", CASES)
def test_every_form_says_the_same(name: str) -> None:
    result = written(CASES[name], *FORMATS)
    assert result.state is State.FERTIG, result.findings

    said = {form: text(read(result, form)) for form in FORMATS}

    assert set(said.values()) == {said["text"]}
    assert said["text"].startswith(planned(CASES[name]).letter.subject)


@pytest.mark.parametrize("form", FORMATS)
def test_a_further_form_says_at_its_beginning_which_one_counts(form: str) -> None:
    units = [unit.text for unit in read(written(example(), form), form).units]
    told = [one for one in units if FURTHER in one]

    if form in STANDARD:
        assert told == []
    else:
        [sentence] = told
        assert sentence.endswith("Rechtlich gilt nur das Schreiben in üblicher Form.")
        assert units[units.index(sentence) + 1] == "Guten Tag Noa Ağaoğlu-Weiß,"


def test_the_manifest_says_for_every_form_where_each_duty_stands() -> None:
    *files, record = written(example(), *FORMATS).files
    manifest = json.loads(record.data)

    assert [one["name"] for one in manifest["dateien"]] == [one.name for one in files]
    for duty in manifest["nachweis"]:
        assert duty["orte"].keys() == {one.name for one in files}


def test_large_print_begins_with_the_subject_and_leaves_the_envelope_alone() -> None:
    result = written(example(), "pdf", "grossdruck")
    usual, large = (read(result, form) for form in ("pdf", "grossdruck"))

    def above(reading: Reading) -> list[tuple[float, ...]]:
        """Where text stands on the upper 90 mm of the first page."""
        first = reading.sheets[0]
        return [
            tuple(round(edge, 1) for edge in box)
            for box in first.boxes
            if (first.height - box.top) * 25.4 / 72 < 90
        ]

    assert above(large) == above(usual) != []
    assert len(large.sheets) > len(usual.sheets)


def test_a_draft_comes_in_every_form_too() -> None:
    case = without(example(), "/bankverbindung")
    result = generate(content(), GRANT, raw(case), tuple(FORMATS), draft=True)

    assert result.state is State.ENTWURF
    assert [one.name.removeprefix("bescheid-bewilligung-entwurf") for one in result.files] == [
        *(one.ending for one in FORMATS.values()),
        ".manifest.json",
    ]
    for form, file in zip(FORMATS, result.files, strict=False):
        assert "[fehlt:" in text(FORMATS[form].read(file.data))
