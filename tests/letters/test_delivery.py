"""To whom the letter goes, where and how: what decides whether it is made known at all."""

import unicodedata
from dataclasses import replace

import pytest
from cases import Case, example, put, raw, represented_case, without
from letters import GRANT, content, findings, page, planned, written
from pictures import red_from_the_top

from docgen.german import NBSP
from docgen.pipeline import FORMATS, STANDARD, State, examine
from docgen.proof import prove, read_file

BORN_FOR = {14: "2011-11-10", 15: "2011-11-09", 17: "2008-11-10", 18: "2008-11-09"}
"""Birth days by the age on the day of the decision (9 November 2026); 15 and 18 that very day."""


def found(case: Case) -> set[str]:
    """The codes of all findings, without those the example itself has."""
    return {code for code, _ in findings(case)} - {code for code, _ in findings(example())}


def represented_by(kind: str, *tasks: str) -> Case:
    case = represented_case()
    case["vertretung"] |= {"art": kind, "aufgabenkreise": list(tasks)}
    return case


def aged(case: Case, years: int) -> Case:
    case["person"]["geburtsdatum"] = BORN_FOR[years]
    return case


# --- Betreuung: the task decides ----------------------------------------------------------------


@pytest.mark.parametrize(
    "tasks",
    [
        ["Behörden", "Vermögenssorge", "Gesundheit"],
        ["Gesundheitssorge", "Vertretung gegenüber Behörden und Sozialleistungsträgern"],
        ["Rechts-, Antrags- und Behördenangelegenheiten"],
        ["Alle Angelegenheiten"],
        ["alle Angelegenheiten einschließlich Aufenthaltsbestimmung"],
        ["VERMÖGENSSORGE"],
        ["Entgegennahme und Öffnen der Post"],  # on no list: a person judges
        ["Wohnungsangelegenheiten ausgenommen Anträge"],
    ],
    ids=lambda tasks: tasks[0],
)
def test_a_task_that_covers_or_may_cover_the_letter_is_for_a_person_to_judge(
    tasks: list[str],
) -> None:
    codes = found(represented_by("betreuung", *tasks))

    assert "vertretung.befugnis_pruefen" in codes
    assert "vertretung.aufgabenkreis_deckt_nicht" not in codes


@pytest.mark.parametrize(
    "tasks",
    [
        ["Gesundheit"],
        ["Gesundheitssorge", "Aufenthaltsbestimmung"],
        ["Sorge für die Gesundheit und Einwilligung in Heilbehandlungen"],
        ["Wohnungsangelegenheiten"],
        ["Unterbringung und freiheitsentziehende Maßnahmen"],
    ],
    ids=lambda tasks: tasks[0],
)
def test_a_betreuung_for_other_tasks_gets_no_letter(tasks: list[str]) -> None:
    """Case 2, change 4: Bekanntgabe an die Betreuerin ist nicht gedeckt."""
    case = represented_by("betreuung", *tasks)
    result = written(case)
    [told] = [one for one in result.findings if one.is_error]

    assert result.state is State.FALL_UNVOLLSTAENDIG
    assert told.code == "vertretung.aufgabenkreis_deckt_nicht"
    assert told.pointer == "/vertretung/aufgabenkreise"
    assert told.norm is not None
    assert "BGB" in told.norm


def test_a_bevollmaechtigte_person_gets_the_letter_by_another_norm() -> None:
    result = written(without(represented_by("vollmacht"), "/vertretung/aufgabenkreise"))
    [told] = [one for one in result.findings if one.code == "vertretung.befugnis_pruefen"]

    assert (told.norm or "").replace(NBSP, " ") == "§ 13 Abs. 3 SGB X"
    assert "Frau Dr. Éva Ötvös" in page(result)
    assert "vertreten (Vollmacht)" in page(result)


def test_a_representation_that_begins_after_the_letter_is_told() -> None:
    case = represented_by("betreuung", "Behörden")
    case["vertretung"]["seit"] = "2026-11-10"

    assert ("vertretung.beginnt_spaeter", "/vertretung/seit") in findings(case)
    case["vertretung"]["seit"] = case["entscheidung"]["datum"]
    assert "vertretung.beginnt_spaeter" not in found(case)


# --- Age ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (14, {"vertretung.fehlt_minderjaehrig"}),
        (15, {"vertretung.eltern_unterrichten"}),
        (17, {"vertretung.eltern_unterrichten"}),
        (18, set()),
    ],
)
def test_a_person_alone_may_receive_the_letter_from_fifteen_on(years: int, told: set[str]) -> None:
    """All of them signed the agreement before they were 18, which is a hint of its own."""
    of_the_agreement = {"zielvereinbarung.vertretung_unterschreibt"}

    assert found(aged(example(), years)) == told | of_the_agreement


@pytest.mark.parametrize(
    ("kind", "years", "told"),
    [
        ("sorgerecht", 14, "vertretung.befugnis_pruefen"),
        ("sorgerecht", 17, "vertretung.befugnis_pruefen"),
        ("sorgerecht", 18, "vertretung.person_volljaehrig"),
        ("vormundschaft", 18, "vertretung.person_volljaehrig"),
        ("betreuung", 17, "vertretung.betreuung_minderjaehrig"),
        ("betreuung", 18, "vertretung.befugnis_pruefen"),
        ("pflegschaft", 14, "vertretung.befugnis_pruefen"),
        ("vollmacht", 18, "vertretung.befugnis_pruefen"),
    ],
)
def test_parents_stand_for_children_and_betreuung_for_adults(
    kind: str, years: int, told: str
) -> None:
    codes = found(aged(represented_by(kind, "Behörden"), years))
    errors = {code for code in codes if code.startswith("vertretung.")} - {
        "vertretung.befugnis_pruefen"
    }

    assert told in codes
    assert errors == {told} - {"vertretung.befugnis_pruefen"}


@pytest.mark.parametrize(
    ("signed", "hint"),
    [
        ({"person", "vertretung"}, False),
        ({"vertretung"}, False),
        ({"person"}, True),
    ],
)
def test_for_a_child_the_parents_sign_the_agreement(signed: set[str], *, hint: bool) -> None:
    case = aged(represented_by("sorgerecht", "Behörden"), 14)
    signatures = case["zielvereinbarung"]["unterschriften"]
    signatures |= {"vertretung": signatures["person"]}
    for party in {"person", "vertretung"} - signed:
        del signatures[party]

    codes = found(case)
    assert ("zielvereinbarung.vertretung_unterschreibt" in codes) == hint
    assert "feld.fehlt" not in codes


def test_somebody_signs_on_the_side_of_the_person() -> None:
    case = represented_by("betreuung", "Behörden")
    case["zielvereinbarung"]["unterschriften"] = {"traeger": "2026-11-06"}

    place = "/zielvereinbarung/unterschriften/person"
    assert ("feld.fehlt_eines", place) in findings(case)


def test_who_acts_alone_signs_in_person() -> None:
    case = example()
    signatures = case["zielvereinbarung"]["unterschriften"]
    signatures["vertretung"] = signatures.pop("person")

    assert ("feld.fehlt", "/zielvereinbarung/unterschriften/person") in findings(case)


def test_the_day_of_the_agreement_is_that_of_the_last_signature() -> None:
    case = represented_by("betreuung", "Behörden")
    case["zielvereinbarung"]["unterschriften"] = {
        "vertretung": "2026-11-04",
        "traeger": "2026-11-02",
    }

    assert "Zielvereinbarung vom 4. November 2026" in page(written(case)).replace(NBSP, " ")


@pytest.mark.parametrize(("year", "norm"), [("2019", "§ 24 SGB XII"), ("2026", "§ 101 SGB IX")])
def test_benefits_for_people_abroad_are_an_exception(year: str, norm: str) -> None:
    case = put(example(f"ksv-sachsen-{year}"), "/person/anschrift/land", "Österreich")
    [hint] = [
        one
        for one in examine(content(), GRANT, raw(case)).findings
        if one.code == "person.wohnt_im_ausland"
    ]

    assert not hint.is_error
    assert hint.norm == norm


def test_a_representative_abroad_says_nothing_of_the_person() -> None:
    case = put(represented_case(), "/vertretung/anschrift/land", "Österreich")

    assert "person.wohnt_im_ausland" not in found(case)


def test_nobody_turns_fifteen_before_the_end_of_february_29() -> None:
    case = example()
    case["person"]["geburtsdatum"] = "2012-02-29"
    case["entscheidung"] |= {"datum": "2027-02-28", "aufgabe_zur_post": "2027-02-28"}
    assert "vertretung.fehlt_minderjaehrig" in found(case)
    case["entscheidung"] |= {"datum": "2027-03-01", "aufgabe_zur_post": "2027-03-01"}
    assert "vertretung.eltern_unterrichten" in found(case)


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("1906-11-09", False),  # 120 years that day
        ("1905-11-09", True),
        ("1900-01-01", True),
    ],
)
def test_a_birth_day_too_long_ago_is_a_slip(born: str, *, told: bool) -> None:
    case = put(example(), "/person/geburtsdatum", born)

    assert ("person.alter_unwahrscheinlich" in found(case)) == told


def test_a_birth_day_to_come_is_a_slip() -> None:
    assert "datum.reihenfolge" in found(put(example(), "/person/geburtsdatum", "2027-01-01"))


def test_every_finding_about_a_trap_names_its_norm() -> None:
    cases = [
        aged(example(), 14),
        aged(example(), 15),
        aged(represented_by("sorgerecht", "Behörden"), 18),
        aged(represented_by("betreuung", "Behörden"), 17),
        represented_by("betreuung", "Gesundheit"),
        *(put(example(), "/entscheidung/kanal", way) for way in WAYS),
        put(example(), "/person/anschrift", ABROAD),
        put(put(example(), "/person/anschrift", ABROAD), "/entscheidung/kanal", "uebergabe"),
    ]
    ours = ("vertretung.", "kanal.", "anschrift.")

    for case in cases:
        told = [one for one in written(case).findings if one.code.startswith(ours)]
        assert told
        assert all(one.norm for one in told), told


# --- The way ------------------------------------------------------------------------------------

WAYS = {
    "einschreiben": "kanal.einschreiben_pruefen",
    "zustellungsurkunde": "kanal.zustellung_pruefen",
    "elektronisch": "kanal.zugang_pruefen",
    "portal": "kanal.einwilligung_pruefen",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_tells_what_a_person_has_to_see_to(way: str) -> None:
    assert (WAYS[way], "/entscheidung/kanal") in findings(
        put(example(), "/entscheidung/kanal", way)
    )


@pytest.mark.parametrize("way", ["brief", "uebergabe"])
def test_a_letter_by_post_or_by_hand_needs_no_word(way: str) -> None:
    assert found(put(example(), "/entscheidung/kanal", way)) == set()


@pytest.mark.parametrize(("day", "known"), [("2022-01-27", False), ("2022-01-28", True)])
def test_a_portal_is_refused_for_days_whose_rule_is_not_known(day: str, *, known: bool) -> None:
    case = put(example(), "/entscheidung/kanal", "portal")
    case["entscheidung"] |= {"datum": day, "aufgabe_zur_post": day}

    assert ("kanal.nicht_moeglich" in found(case)) != known
    assert ("kanal.einwilligung_pruefen" in found(case)) == known


# --- The address --------------------------------------------------------------------------------

ABROAD = {"strasse": "Ringstraße 1", "plz": "1010", "ort": "Wien", "land": "Österreich"}


@pytest.mark.parametrize("ending", STANDARD)
def test_an_address_abroad_ends_with_the_country_in_capitals(ending: str) -> None:
    result = written(put(example(), "/person/anschrift", ABROAD), ending)

    assert result.state is State.FERTIG, result.findings
    assert "Noa Ağaoğlu-Weiß Ringstraße 1 1010 Wien ÖSTERREICH" in page(result, ending)
    assert "anschrift.ausland_pruefen" in {one.code for one in result.findings}


@pytest.mark.parametrize(
    "land", ["Côte d’Ivoire", "São Tomé und Príncipe", "Weißrussland", "Türkiye"]
)
def test_every_country_has_capitals_the_fonts_can_print(land: str) -> None:
    result = written(put(example(), "/person/anschrift", {**ABROAD, "land": land}))

    assert result.state is State.FERTIG, result.findings
    assert land.upper() in page(result)


@pytest.mark.parametrize("land", ["{{7*7}}", "ŉ", "A", "<b>Wien</b>", "1010", "Österreich 🇦🇹"])
def test_what_is_no_country_is_refused_at_its_place(land: str) -> None:
    case = put(example(), "/person/anschrift", {**ABROAD, "land": land})

    assert ("feld.schreibweise", "/person/anschrift/land") in findings(case)


def test_an_address_abroad_without_its_country_is_no_proof() -> None:
    case = put(example(), "/person/anschrift", ABROAD)
    letter = planned(case).letter
    head = letter.letterhead
    lost = replace(letter, letterhead=replace(head, address=head.address[:-1]))

    proof = prove(read_file(FORMATS["docx"].render(content(), lost)), planned(case).obligations)

    assert "adressat" in {duty.duty for duty in proof.duties if not duty.found}


@pytest.mark.parametrize("way", ["zustellungsurkunde", "uebergabe", "elektronisch", "portal"])
def test_only_letters_go_abroad(way: str) -> None:
    case = put(put(example(), "/person/anschrift", ABROAD), "/entscheidung/kanal", way)

    assert ("anschrift.ausland_nicht_moeglich", "/person/anschrift/land") in findings(case)


def test_the_country_of_the_recipient_counts_and_not_that_of_the_person() -> None:
    case = represented_by("betreuung", "Behörden")
    case["person"]["anschrift"] = dict(ABROAD)
    result = written(case)

    assert not found(case) & {"anschrift.ausland_pruefen", "anschrift.ausland_nicht_moeglich"}
    assert "innerhalb eines Monats nach Bekanntgabe" in page(result)
    assert "Ringstraße 1, 1010 Wien, Österreich, ein Persönliches Budget" in page(result)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"strasse": "Weg 1", "plz": "1067", "ort": "Dresden"}, "feld.schreibweise"),
        ({"strasse": "Weg 1", "plz": "D-01067", "ort": "Dresden"}, "feld.schreibweise"),
        (
            {"strasse": "Weg 1", "postfach": "12 34", "plz": "01067", "ort": "Dresden"},
            "feld.unpassend",
        ),
        ({"postfach": "12 34 56", "plz": "01005", "ort": "Dresden"}, None),
        ({"zusatz": "c/o Wohngruppe", "strasse": "Weg 1", "plz": "01067", "ort": "Dresden"}, None),
        (
            {"strasse": "Weg 1", "plz": "01067", "ort": "Dresden", "land": "Deutschland"},
            "feld.unpassend",
        ),
        (
            {
                "strasse": "Weg 1",
                "plz": "01067",
                "ort": "Dresden",
                "land": "Bundesrepublik Deutschland",
            },
            "feld.unpassend",
        ),
        (
            {"strasse": "Weg 1", "plz": "01067", "ort": "Dresden", "land": "Deutschand"},
            "anschrift.ausland_pruefen",
        ),
    ],
)
def test_an_address_is_one_that_post_can_use(address: dict[str, str], told: str | None) -> None:
    codes = found(put(example(), "/person/anschrift", address))

    # Who lives abroad is another matter; and what is misspelt keeps that from being asked.
    assert codes - {"person.wohnt_im_ausland", "regel.nicht_geprueft"} == (
        {told} if told else set()
    )


@pytest.mark.parametrize("ending", STANDARD)
def test_the_longest_address_has_six_lines_and_fits_its_window(ending: str) -> None:
    case = represented_by("betreuung", "Behörden")
    case["vertretung"]["anschrift"] = {"zusatz": "Haus 2", **ABROAD}
    result = written(case, ending)

    assert result.state is State.FERTIG, result.findings
    assert (
        "Frau Dr. Éva Ötvös Betreuungsverein Muster Haus 2 Ringstraße 1 1010 Wien ÖSTERREICH"
        in page(result, ending)
    )


def test_an_address_too_high_for_its_window_is_told() -> None:
    case = represented_by("betreuung", "Behörden")
    case["vertretung"]["anschrift"] = {"zusatz": "Haus 2", **ABROAD}
    case["vertretung"]["organisation"] = (
        "Verein für rechtliche Betreuung und Vormundschaft im Landkreis " * 2
    ).strip()

    result = written(case, "pdf")

    codes = {one.code for one in result.findings}
    assert codes & {"seite.anschrift_zu_hoch", "seite.anschrift_zu_breit"}
    assert result.files == ()
    [shown] = result.pictures
    assert shown.page == 1
    assert red_from_the_top(shown.png) & set(range(62, 110)), "the frame is at the window"


def test_a_letter_that_keeps_its_place_shows_no_pictures() -> None:
    assert written(example(), "pdf").pictures == ()


# --- Names --------------------------------------------------------------------------------------

NAMES = {
    "composed": ("Ana-María", "Núñez-Ağaoğlu"),
    "decomposed": (
        unicodedata.normalize("NFD", "Éva"),
        unicodedata.normalize("NFD", "Ötvös-Łęcki"),
    ),
    "no composed letter": ("M̂ira", "D̲ušan"),
    "particle": ("Anna Sophie", "von der Heide"),
    "apostrophe": ("Siobhán", "O’Connor"),
    "straight apostrophe": ("Chiara", "D'Angelo"),
    "capital sharp s": ("Karl", "GROẞ"),
    "short": ("Ai", "O"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_as_the_file_has_it(name: str) -> None:
    given, family = NAMES[name]
    case = example()
    case["person"] |= {"vorname": given, "nachname": family, "anrede": "frau", "titel": "Prof. Dr."}
    result = written(case)
    text = page(result)

    assert result.state is State.FERTIG, result.findings
    composed = unicodedata.normalize("NFC", f"{given} {family}")
    assert f"Frau Prof. Dr. {composed}" in text
    assert f"Sehr geehrte Frau Prof. Dr. {unicodedata.normalize('NFC', family)}," in text


def test_who_has_one_name_only_is_not_given_another() -> None:
    case = without(example(), "/person/vorname")
    assert ("feld.fehlt", "/person/vorname") in findings(case)
    case["person"] |= {"nur_ein_name": True, "nachname": "Suharto"}
    case["bankverbindung"]["kontoinhaber"] = "Suharto"
    result = written(case)

    assert result.state is State.FERTIG, result.findings
    assert "Suharto Lerchenprobe 5" in page(result)
    assert "Guten Tag Suharto," in page(result)
    assert "Wir bewilligen Suharto, geboren am" in page(result).replace(NBSP, " ")


def test_one_name_only_and_a_given_name_contradict_each_other() -> None:
    case = put(example(), "/person/nur_ein_name", value=True)

    assert ("feld.unpassend", "/person/vorname") in findings(case)


@pytest.mark.parametrize("form", ["frau", "herr", "divers", "keine"])
def test_the_letter_never_greets_the_person_who_is_represented(form: str) -> None:
    case = represented_by("betreuung", "Behörden")
    case["person"] |= {"anrede": form, "titel": "Dr."}
    greeting = written(case)

    assert "Sehr geehrte Frau Dr. Ötvös," in page(greeting)
    assert "Ağaoğlu-Weiß," not in [
        line.split()[-1]
        for line in page(greeting).splitlines()
        if line.startswith(("Sehr", "Guten"))
    ]


# --- Sentences worded for the other reader ------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Damit können Sie allein einkaufen.",
        "Wir helfen Ihnen dabei.",
        "Noa Ağaoğlu-Weiß lebt allein, wie Ihr Bericht zeigt.",
        "Sie haben eine Sehbehinderung.",
    ],
)
def test_a_sentence_that_speaks_to_the_representative_is_told(text: str) -> None:
    case = represented_by("betreuung", "Behörden")
    for holder in (case["begruendung"]["beeintraechtigung"], case["begruendung"]["wunsch"]):
        holder["name"] = "Noa Ağaoğlu-Weiß will mehr. Sie will allein gehen."
    case["begruendung"]["beeintraechtigung"]["name"] = text

    assert ("text.falsche_form", "/begruendung/beeintraechtigung/name") in findings(case)
    assert ("text.falsche_form", "/begruendung/wunsch/name") not in findings(case)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Noa Ağaoğlu-Weiß hat eine Sehbehinderung.", True),
        ("Frau Ağaoğlu-Weiß hat eine Sehbehinderung.", True),
        ("Sie haben eine Sehbehinderung.", False),
    ],
)
def test_a_sentence_about_the_person_who_reads_it_is_told(text: str, *, told: bool) -> None:
    case = example()
    case["begruendung"]["beeintraechtigung"]["sie"] = text

    assert ("text.falsche_form" in found(case)) == told
