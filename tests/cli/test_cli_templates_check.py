"""`docgen templates check`: sound content is left in peace; one thing broken is found in its place.

Each test changes one thing in a copy of the shipped content, as somebody who edits it might, and
expects the one check that is meant for it to speak, with file and line, and no other. What is
meant for the same check is changed in the same copy.
"""

import ast
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from cases import ROOT
from cli_runs import Told, assert_german, process, told
from content_roots import Break, Root, copied

from docgen.budget.inputs import ASKED
from docgen.carriers import ASKED_RULES
from docgen.document import BLOCK_FACTS
from docgen.editing import Check, Remark, Report, check_content
from docgen.german import NBSP, day
from docgen.pipeline import load_content
from docgen.wording import NAMED_BLOCKS

CLAUSES: Final = "templates/bescheid/clauses"
SHARED: Final = "templates/shared/clauses"
OWN: Final = "carriers/ksv-sachsen/clauses/bescheid"
CARRIER: Final = "carriers/ksv-sachsen/carrier.yaml"
CONDITIONS: Final = "law/conditions.yaml"
DUTIES: Final = "law/duties/bescheid-bewilligung.yaml"
FACTS: Final = "law/facts.yaml"
MANIFEST: Final = "templates/bescheid/bewilligung.yaml"
NORMS: Final = "law/norms.yaml"
NUMBERS: Final = "law/parameters/fristen.yaml"
ROLES: Final = "templates/roles.yaml"


def standard(name: str, folder: str = CLAUSES) -> str:
    """The file of the newest version of a clause."""
    *_, newest = sorted((ROOT / folder).glob(f"{name}.*.md"))
    return newest.relative_to(ROOT).as_posix()


def on(path: str, first: str) -> str:
    """The file of a version of the same clause that begins on another day."""
    name, *_ = path.split(".")
    return f"{name}.{first}.md"


def first_day(path: str) -> str:
    """The day on which a clause version begins, as German letters write it."""
    _, begins, _ = path.split(".")
    return day(date.fromisoformat(begins)).replace(NBSP, " ")


ADVICE: Final = standard("hinweis-beratung")
OWN_CONTRIBUTION: Final = f"{OWN}/begruendung-kein-beitrag.2026-01-01.md"
BINDING: Final = standard("hinweis-bindung")
CONTRIBUTION: Final = standard("begruendung-kein-beitrag")
END: Final = standard("verfuegung-befristet")
FORM: Final = standard("hinweis-andere-form")
GRANT: Final = standard("verfuegung-leistungen")
GREETING: Final = standard("gruss", SHARED)
OPENING: Final = standard("hinweis-einleitung")
PAID: Final = standard("hinweis-erfuellung")
PAYMENT: Final = standard("verfuegung-zahlung")
QUESTIONS: Final = standard("hinweis-fragen")
REMEDY: Final = standard("rechtsbehelf-widerspruch", SHARED)
OLD_REMEDY: Final = on(REMEDY, "2018-01-01")
PROOF_OF_USE: Final = standard("hinweis-nachweis")
REPORT: Final = standard("hinweis-bericht")
REVIEW: Final = standard("hinweis-ueberpruefung")
START: Final = standard("begruendung-beginn")

EXAMPLES: Final = {f"examples/{one.name}" for one in (ROOT / "examples").glob("*.json")}


def copy_of(folder: Path) -> Root:
    """A copy of all content, with the examples."""
    copy = copied(folder / "inhalt")
    shutil.copytree(ROOT / "examples", copy.folder / "examples")
    return copy


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return copy_of(tmp_path)


def checked(root: Root) -> Report:
    return check_content(lambda: load_content(root.folder))


def replaced(path: str, old: str, new: str) -> Break:
    """Put another text in the place of one; the place is where it stands."""
    return lambda root: root.replace(path, old, new)


def own(
    text: str, *, head: str = "rolle: hinweis", name: str = "neu", since: str = "2026-01-01"
) -> Break:
    """Add a clause of the carrier's own; the place is that of its text."""

    def write(root: Root) -> str:
        path = f"{OWN}/{name}.{since}.md"
        root.write(path, f"---\n{head}\nquelle: Q\n---\n{text}\n")
        return f"{path}:{head.count(chr(10)) + 5}"

    return write


def both(*changes: Break) -> Break:
    """Make several changes; the place is that of the last."""
    return lambda root: [change(root) for change in changes][-1]


def at(place: str, change: Break) -> Break:
    """Make a change that is told somewhere else."""
    return lambda root: change(root) and place


def told_at(path: str, text: str, change: Break) -> Break:
    """Make a change that is told where a text first stands after it."""
    return lambda root: change(root) and root.place(path, text)


def ended(path: str, last: str) -> Break:
    """Let a clause version end; the place is the line that says so."""
    return told_at(path, f"bis: {last}", replaced(path, "\n---\n", f"\nbis: {last}\n---\n"))


def begun(path: str, first: str) -> Break:
    """Let a clause begin on another day; the place is its file."""

    def begin(root: Root) -> str:
        later = on(path, first)
        (root.folder / path).rename(root.folder / later)
        return f"{later}:1"

    return begin


def owed(name: str, evidence: str, *, since: str = "2026-01-01") -> Break:
    """Add a duty for decisions from a day on; the place is its row."""
    row = (
        f"- {{id: {name}, titel: Neu, art: lesbar, dokumente: [bescheid/bewilligung], "
        f"norm: hausregel, gilt: {{achse: verfahren, ab: {since}}}, folge: Keine., quelle: Q, "
        f"geprueft: true, belege: [{{{evidence}}}]}}"
    )
    return lambda root: root.append(DUTIES, row)


def cited(name: str, text: str) -> Break:
    """Add a norm; the place is its citation."""
    row = f"{{ab: 2020-01-01, text: '{text}', quelle: Q}}"
    lines = f"{name}:\n  titel: N\n  achse: verfahren\n  fassungen: [{row}]"
    return lambda root: root.append(NORMS, lines, to=3)


def norm_begun(name: str, first: str) -> Break:
    """Let the first version of a norm begin on another day; the place is the norm."""

    def begin(root: Root) -> str:
        before, entry = root.read(NORMS).split(f"\n{name}:\n")
        later = re.sub(r"ab: [0-9-]+", f"ab: {first}", entry, count=1)
        root.write(NORMS, f"{before}\n{name}:\n{later}")
        return root.place(NORMS, f"{name}:")

    return begin


def written(path: str, source: str) -> Break:
    """Write a file with the text of another."""
    return lambda root: f"{root.write(path, root.read(source))}:1"


# --- sound content --------------------------------------------------------------------------------


def test_the_shipped_content_has_no_problem() -> None:
    report = check_content(load_content)

    assert report.problems == ()
    assert {one.file for one in report.letters} == EXAMPLES


def test_the_example_letters_read_as_easily_as_our_model() -> None:
    """The model letter was measured by hand: LIX 35, nine words in the middle sentence."""
    for letter in check_content(load_content).letters:
        assert 33 < letter.measures.lix < 42, letter
        assert 6 <= letter.measures.median <= 12, letter
        assert letter.measures.longest <= 25, letter


def test_the_command_says_that_all_is_well() -> None:
    run = told("templates", "check")

    assert run.code == 0
    assert all(f"{one}: bescheid/bewilligung: " in run.out for one in EXAMPLES)
    assert run.out.splitlines()[-1].startswith("Keine Probleme, ")
    assert_german(run)


def test_the_command_tells_programs_the_same() -> None:
    run = told("templates", "check", "--json")

    data = json.loads(run.out)
    assert run.code == 0
    assert data["probleme"] == []
    assert {"pruefung", "datei", "zeile", "satz"} == set(data["hinweise"][0])
    assert data["schreiben"][0]["typ"] == "bescheid/bewilligung"


# --- one thing broken -----------------------------------------------------------------------------

# What loading finds is shown, with its place, and not looked for again.
LOADING: Final[dict[str, tuple[Break, str]]] = {
    "a placeholder that is no fact": (
        replaced(PAYMENT, "{{ iban }}", "{{ ibam }}"),
        "Den Fakt „ibam“ gibt es hier nicht.",
    ),
    "a fact whose place the schema does not know": (
        replaced(FACTS, "fall: /aktenzeichen", "fall: /aktenzeichn"),
        "Der Fakt „aktenzeichen“ passt zu keiner solchen Quelle.",
    ),
    "a loop": (own("{% for x in leistungen %}a{% endfor %}"), "nur „if bedingung"),
    "a filter": (replaced(PAYMENT, "{{ iban }}", "{{ iban|upper }}"), "nicht vorgesehen"),
    "a macro": (own("{% macro x() %}a{% endmacro %}"), "nur „if bedingung"),
    "a comparison": (own("{% if zahltag > 3 %}a{% endif %}"), "nur „if bedingung"),
    "an if inside an if": (
        own("{% if befristet %}{% if vertreten %}a{% endif %}{% endif %}"),
        "nicht ineinander",
    ),
    "a table": (own("| a | b |\n|---|---|"), "„|“ hat in Bausteinen keine Bedeutung"),
    "HTML": (own("Das ist <b>wichtig</b>."), "„<b“ hat in Bausteinen keine Bedeutung"),
    "a clause no letter lists": (
        at(
            f"{CLAUSES}/hinweis-neu.2008-01-01.md",
            written(f"{CLAUSES}/hinweis-neu.2008-01-01.md", QUESTIONS),
        ),
        "Kein Dokumenttyp führt diesen Baustein auf.",
    ),
    "a pattern that is none": (
        replaced("law/fixed_terms.yaml", "\\\\bKostenträger", "\\\\bKostenträger("),
        "kein gültiges Suchmuster",
    ),
    "a limit that is no number": (
        replaced("templates/readability.yaml", "problem: 26", "problem: viele"),
        "falscher Art",
    ),
    "a rule about a role there is not": (
        replaced(ROLES, "rollen: [vereinbarung]", "rollen: [vertrag]"),
        "Möglich ist hier nur",
    ),
}

FACTS_LACKING: Final[dict[str, tuple[Break, str]]] = {
    "an end, though a grant may have none": (
        replaced(QUESTIONS, "an: {{", "bis zum {{ ende }} an: {{"),
        "„{{ ende }}“ (Letzter Tag der Leistung) kann fehlen",
    ),
    "an end in the branch of grants that have none": (
        replaced(
            PAYMENT, "Die erste", "{% if befristet %}{% else %}{{ ende }} {% endif %}Die erste"
        ),
        "„{{ ende }}“ (Letzter Tag der Leistung) kann fehlen",
    ),
    "whom the representative is, in a letter to the person": (
        replaced(PAYMENT, "von {{ kontoinhaber }}", "von {{ kontoinhaber }}, {{ vertretung_art }}"),
        "„{{ vertretung_art }}“ (Art der Vertretung) kann fehlen",
    ),
    "a contribution that no branch asks for": (
        replaced(PAYMENT, "Die erste", "Von {{ eigenbeitrag }} abgesehen: Die erste"),
        "„{{ eigenbeitrag }}“ (Eigener Beitrag im Monat) kann fehlen",
    ),
    "the number of a ruling that not every letter has": (
        replaced(PAYMENT, "Die erste", 'Zu Nummer {{ nummer("verfuegung-befristet") }}: Die erste'),
        "Stellen Sie ihn unter die Bedingung „befristet“.",
    ),
}

NEVER: Final[dict[str, tuple[Break, str]]] = {
    "a condition that contradicts itself": (
        both(
            lambda root: root.append(
                CONDITIONS,
                "nie:\n  satz: Nie.\n  ausdruck: ende is stated and not (ende is stated)",
            ),
            own("Neu.", head="rolle: hinweis\nwenn: nie"),
            lambda _: f"{OWN}/neu.2026-01-01.md:3",
        ),
        "„nie“ trifft nie zu.",
    ),
    "a stand-in for a clause that is always there": (
        at(
            f"{SHARED}/schluss.2020-01-01.md:1",
            both(
                written(f"{SHARED}/schluss.2020-01-01.md", GREETING),
                replaced(MANIFEST, "[gruss]", "[gruss]\n    sonst: schluss"),
            ),
        ),
        "„gruss“ steht immer da.",
    ),
}

GAPS: Final[dict[str, tuple[Break, str]]] = {
    "a year between two versions of a clause": (
        both(written(on(QUESTIONS, "2028-01-01"), QUESTIONS), ended(QUESTIONS, "2026-12-31")),
        "gilt vom 1. Januar 2027 bis zum 31. Dezember 2027 keine.",
    ),
    "a year between two versions of a number": (
        told_at(
            NUMBERS,
            "{ab: 2025-01-01, w",
            replaced(NUMBERS, ', wert: "3"', ', bis: 2023-12-31, wert: "3"'),
        ),
        "gilt vom 1. Januar 2024 bis zum 31. Dezember 2024 keine.",
    ),
    "a month between two versions of a rule": (
        replaced(
            CARRIER,
            '{ab: 2011-07-01, wert: "14"',
            '{ab: 2011-07-01, bis: 2024-12-31, wert: "14", quelle: Q}, {ab: 2025-02-01, wert: "14"',
        ),
        "„abwesenheit_tage“: Zwischen zwei Fassungen gilt vom 1. Januar 2025 bis zum 31.",
    ),
    "a clause that ends although its duty goes on": (
        ended(BINDING, "2030-12-31"),
        "„Bindung an das Persönliche Budget“ trägt ab dem 1. Januar 2031 kein Baustein",
    ),
    "a clause that begins after its duty": (
        begun(REVIEW, "2021-01-01"),
        f"trägt vom {first_day(REVIEW)} bis zum 31. Dezember 2020 kein Baustein",
    ),
}

LOST: Final[dict[str, tuple[Break, str]]] = {
    "a fact of the clause": (
        replaced(END, "Sie endet am {{ ende }}. ", ""),
        "„Dauer, Befristung nur mit Grund“ fehlt",
    ),
    "a fact of one branch": (
        replaced(FORM, "erhalten Sie: {{ zugangsformen }}.", "erhalten Sie eine andere Form."),
        "{{ zugangsformen }}",
    ),
    "a word of the other branch": (
        replaced(FORM, "in Großdruck, in Braille oder zum Hören?", "in einer anderen Form?"),
        "„Braille“",
    ),
    "a norm in one branch, to a representative only": (
        replaced(
            CONTRIBUTION,
            "Deshalb fällt kein eigener Beitrag an. ({{ norm.beitrag_lebensunterhalt }})",
            "Deshalb fällt kein eigener Beitrag an.",
        ),
        "(Form „name“)",
    ),
    "a fact that a new branch hides": (
        replaced(
            REVIEW,
            "Spätestens am {{ ueberpruefung }} ermitteln wir mit Ihnen Ihren",
            "{% if befristet %}Wir ermitteln{% else %}Spätestens am {{ ueberpruefung }} ermitteln "
            "wir{% endif %} mit Ihnen Ihren",
        ),
        "„Die Bewilligung hat ein Ende.“",
    ),
    "a clause under a condition that its duty does not know": (
        told_at(
            ADVICE,
            "- **Beratung:**",
            replaced(ADVICE, "rolle: hinweis", "rolle: hinweis\nwenn: befristet"),
        ),
        "nicht „Die Bewilligung hat ein Ende.“",
    ),
    "a fact in one branch of a carrier's own wording": (
        both(
            written(OWN_CONTRIBUTION, CONTRIBUTION),
            replaced(OWN_CONTRIBUTION, " ({{ norm.beitrag_lebensunterhalt }})", ""),
            replaced(OWN_CONTRIBUTION, "({{ norm", "({{ norm.beitrag_lebensunterhalt }}, {{ norm"),
        ),
        "{{ norm.beitrag_lebensunterhalt }}",
    ),
    "a point made a paragraph": (
        replaced(PAID, "- **Erfüllung:**", "**Erfüllung:**"),
        "„Erfüllung durch Zahlung“ fehlt",
    ),
    "a table": (
        told_at(GRANT, "Wir bewilligen", replaced(GRANT, "\n\n[[leistungen]]", "")),
        "„Jede bewilligte Leistung mit Umfang, Träger und Norm“ fehlt",
    ),
}

VERBS: Final[dict[str, tuple[Break, str]]] = {
    "a ruling in the reasons": (
        replaced(CONTRIBUTION, "Sie erhalten {{", "Wir bewilligen Ihnen {{"),
        "Entscheidungen stehen nur in Bausteinen der Rolle „verfuegung“.",
    ),
    "a ruling in a hint, the verb parted": (
        own("- **Ende:** Den Bescheid heben wir danach auf."),
        "„heben wir danach auf“ entscheidet etwas.",
    ),
    "a duty in a hint without its norm": (
        own("- **Umzug:** Sie müssen uns einen Umzug mitteilen.", name="neu-umzug"),
        "„müssen“ in einem Hinweis liest sich wie eine Auflage.",
    ),
    "a request without bitte": (
        replaced(QUESTIONS, "Rufen Sie uns bitte an", "Rufen Sie uns an"),
        "Eine Bitte sagt „bitte“.",
    ),
    "a request as a ruling": (
        replaced(END, "Die Bewilligung", "Beachten Sie bitte: Die Bewilligung"),
        "macht aus der Anordnung eine Bitte.",
    ),
}

TERMS: Final[dict[str, tuple[Break, str]]] = {
    "Einspruch": (own("Gegen den Bescheid ist ein Einspruch möglich."), "„Widerspruch“"),
    "a small p": (
        replaced(standard("begruendung-budget"), "ein Persönliches", "ein persönliches"),
        "Es heißt „Persönliches Budget“.",
    ),
    "four weeks": (
        own("Das geht innerhalb von vier Wochen.", name="neu-frist"),
        "Es heißt „innerhalb eines Monats“.",
    ),
    "a heading": (
        replaced(MANIFEST, "ueberschrift: Rechtsbehelfsbelehrung", "ueberschrift: Ihre Rechte"),
        "Es heißt „Rechtsbehelfsbelehrung“.",
    ),
}

OTHER_LAW: Final[dict[str, tuple[Break, str]]] = {
    "a word of the law before": (
        own("Der Beauftragte ist für Sie da."),
        "Keine Wörter und Normen des Rechts bis 2017.",
    ),
    "a word of the law after, in a clause that begins with the first law": (
        replaced(QUESTIONS, "Rufen Sie", "Die EUTB hilft auch. Rufen Sie"),
        "Noch keine unabhängige Teilhabeberatung.",
    ),
    "a form of 2024 in the clause before": (
        replaced(OLD_REMEDY, "- schriftlich,", "- schriftformersetzend,\n- schriftlich,"),
        "Noch kein Ersatz der Schriftform.",
    ),
    "the fourth day, in a clause that held before 2025": (
        replaced(OLD_REMEDY, "genügt nicht.", "genügt nicht. Es ist der vierte Tag."),
        "Bekanntgabe am dritten Tag, nicht am vierten.",
    ),
    "a De-Mail after its end": (
        replaced(REMEDY, "Eine einfache E-Mail", "Eine De-Mail und eine einfache E-Mail"),
        "Keine De-Mail.",
    ),
    "a proof of use where a report is agreed": (
        replaced(
            REPORT, "einen Bericht über Ihre", "einen Verwendungsnachweis als Bericht über Ihre"
        ),
        "Kein Verwendungsnachweis, wenn nur ein Bericht vereinbart ist.",
    ),
}

TYPED: Final[dict[str, tuple[Break, str]]] = {
    "a day": (
        own("- **Frist:** Das gilt bis zum 31.12.2026.", name="neu-tag"),
        "„31.12.2026“ steht",
    ),
    "an amount": (
        own("- **Preis:** Das kostet 50 Euro.", name="neu-betrag"),
        "weil ein Betrag aus dem Fall",
    ),
    "an amount in one branch": (
        replaced(
            PAYMENT,
            "Die erste",
            "{% if befristet %}Ohne 3,50 € Porto. {% else %}{% endif %}Die erste",
        ),
        "„3,50 €“ steht fest im Text.",
    ),
    "an account": (
        own("- **Konto:** Zahlen Sie bitte an DE02 1203 0000 0000 2020 51.", name="neu-konto"),
        "eine Kontonummer",
    ),
    "what looks like a gap": (
        own("- **Neu:** Das ist None.", name="neu-leer"),
        "sieht aus wie eine Lücke",
    ),
}

CITED: Final[dict[str, tuple[Break, str]]] = {
    name: (
        told_at(NORMS, f"text: '{text}'", cited(f"neu_{number}", text)),
        words,
    )
    for number, (name, text, words) in enumerate(
        (
            ("no blank after the sign", "§29 Abs. 1 SGB IX", "Hinter „§“ steht ein Leerzeichen"),
            ("no blank after Abs.", "§ 29 Abs.1 SGB IX", "mit Punkt und Leerzeichen"),
            ("no dot behind Abs", "§ 29 Abs 1 SGB IX", "mit Punkt und Leerzeichen"),
            ("quotes", "„§ 29 SGB IX“", "Anführungszeichen gehören nicht dazu"),
            ("no sign of a norm", "Paragraf 29 SGB IX", "Eine Fundstelle beginnt mit „§“"),
            ("two blanks", "§ 29  SGB IX", "Ein Leerzeichen ist zu viel."),
        )
    )
}

LACKING: Final[dict[str, tuple[Break, str]]] = {
    "a misspelt rule the budget needs": (
        replaced(CARRIER, "  wochenfaktor:", "  wochenfaktoren:"),
        "Die Regel „wochenfaktoren“ liest niemand. Meinten Sie „wochenfaktor“?",
    ),
}

LONG: Final = " ".join(["Das ist ein Satz mit sieben Wörtern."] * 14)

HARD: Final[dict[str, tuple[Break, str]]] = {
    "a sentence of 28 words": (
        own(f"Wir sagen Ihnen, dass {' und '.join(['dies'] * 11)} für Sie gilt."),
        "28 Wörter im Satz",
    ),
    "a paragraph of 98 words": (own(LONG, name="neu-lang"), "98 Wörter im Absatz"),
    "a word of old offices": (
        own("Seitens der Behörde ist alles geklärt.", name="neu-wort"),
        "Besser ist „von“",
    ),
}

TABLES: Final = {
    Check.FAKT: FACTS_LACKING,
    Check.UNERREICHBAR: NEVER,
    Check.LUECKE: GAPS,
    Check.PFLICHT: LOST,
    Check.ROLLE: VERBS,
    Check.WORT: TERMS,
    Check.RECHTSSTAND: OTHER_LAW,
    Check.LESBARKEIT: HARD,
    Check.WERT: TYPED,
    Check.NORM: CITED,
    Check.TRAEGER: LACKING,
}
BROKEN: Final = {
    f"{check}: {name}": (check, name, words)
    for check, table in TABLES.items()
    for name, (_, words) in table.items()
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was changed for one check, by name the place of each, and what was found."""

    places: dict[str, str]
    report: Report


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Check], Outcome]:
    """Change all that is meant for one check in one copy, once."""

    @cache
    def change(check: Check) -> Outcome:
        root = copy_of(tmp_path_factory.mktemp(check.value))
        places = {name: break_(root) for name, (break_, _) in TABLES[check].items()}
        return Outcome(places, checked(root))

    return change


@pytest.mark.parametrize(("check", "name", "words"), BROKEN.values(), ids=BROKEN)
def test_one_thing_broken_is_found_in_its_place(
    check: Check, name: str, words: str, changed: Callable[[Check], Outcome]
) -> None:
    outcome = changed(check)
    place, found = outcome.places[name], outcome.report.problems

    assert any(one.place == place and words in one.sentence for one in found), (place, found)


@pytest.mark.parametrize("check", TABLES)
def test_no_other_check_speaks_of_it(check: Check, changed: Callable[[Check], Outcome]) -> None:
    found = changed(check).report.problems

    assert {one.check for one in found} == {check}, found
    assert_german(Told(1, "", "\n".join(one.sentence for one in found)))


@pytest.mark.parametrize(("change", "words"), LOADING.values(), ids=LOADING)
@pytest.mark.thorough
def test_what_loading_finds_is_shown_in_its_place(change: Break, words: str, root: Root) -> None:
    place = change(root)

    found = checked(root).problems

    assert {one.check for one in found} == {Check.LADEN}, found
    assert any(one.place == place and words in one.sentence for one in found), (place, found)


# --- what must not be told, and what is told as a hint --------------------------------------------

MEANT: Final[dict[str, Break]] = {
    "a fact printed under the name of another that equals it": both(
        replaced(START, "dient: [", "dient: [gleich, "),
        owed("gleich", "in: begruendung, einheit: absatz, fakten: [fruehester_beginn, beginn]"),
    ),
    "a proof of use where one is agreed": replaced(
        PROOF_OF_USE, "einen Nachweis, welche", "einen Nachweis (Verwendungsnachweis), welche"
    ),
    "a word of the law before, in a clause that ended with it": own(
        "- **Früher:** Der Beauftragte war für Sie da.",
        head="rolle: hinweis\nbis: 2017-12-31",
        name="neu-frueher",
        since="2008-01-01",
    ),
    "a word of the law before, in a clause for benefits of its days": own(
        "- **Stelle:** Die Servicestelle hilft.",
        head="rolle: hinweis\nachse: leistung\nbis: 2017-12-31",
        name="neu-stelle",
        since="2008-01-01",
    ),
    "a new clause that begins today": own("- **Neu:** Das ist neu."),
    "a duty owed only from the day its clause begins": both(
        begun(QUESTIONS, "2024-01-01"),
        replaced(on(QUESTIONS, "2024-01-01"), "rolle: hinweis", "rolle: hinweis\ndient: [neu]"),
        owed("neu", "in: hinweis, einheit: punkt, woerter: [Fragen]", since="2024-01-01"),
    ),
    "a fact that another one holds": both(
        replaced(OPENING, "rolle: hinweis", "rolle: hinweis\ndient: [name]"),
        replaced(OPENING, "Dieser Abschnitt", "{{ anrede }} Dieser Abschnitt"),
        owed("name", "in: hinweis, einheit: absatz, fakten: [angeredet_als]"),
    ),
    "a norm that was repealed and is not printed": lambda root: root.append(
        NORMS,
        "alt:\n  titel: Alt\n  achse: verfahren\n"
        '  fassungen: [{ab: 2001-01-01, bis: 2017-12-31, text: "§ 17", quelle: Q}]',
    ),
    "the authority's own müssen in a hint": own(
        "- **Frist:** Wir müssen Ihnen bald antworten.", name="neu-frist"
    ),
    "a question in a hint": own("- **Frage:** Haben Sie noch eine Frage an uns?", name="neu-frage"),
    "a fact that its condition makes sure of": own(
        "- **Ende:** Der letzte Tag ist der {{ ende }}.",
        head="rolle: hinweis\nwenn: befristet",
        name="neu-ende",
    ),
    "a date of the schema's own condition": own(
        "- **Beitrag:** Er steht im Bescheid vom {{ beitragsbescheid }}.",
        head="rolle: hinweis\nwenn: beitrag_faellig",
        name="neu-beitrag",
    ),
}


def test_what_is_meant_is_no_problem(root: Root) -> None:
    for change in MEANT.values():
        change(root)

    assert checked(root).problems == ()


HINTS: Final[dict[str, tuple[Break, Check, str]]] = {
    "a fact nothing prints": (
        lambda root: root.append(FACTS, "neu: {titel: N, art: name, aus: {fall: /person/vorname}}"),
        Check.UNGENUTZT,
        "„neu“ wird nirgends genannt.",
    ),
    "a condition nothing asks": (
        lambda root: root.append(CONDITIONS, "offen:\n  satz: Neu.\n  ausdruck: ende is stated"),
        Check.UNGENUTZT,
        "„offen“ wird nirgends genannt.",
    ),
    "a norm nothing prints": (
        lambda root: root.append(
            NORMS,
            "neu:\n  titel: N\n  achse: verfahren\n"
            '  fassungen: [{ab: 2020-01-01, text: "§ 1", quelle: Q}]',
        ),
        Check.UNGENUTZT,
        "„neu“ wird nirgends genannt.",
    ),
    "words in a branch that the clause itself rules out": (
        replaced(END, "Den Grund", "{% if unbefristet %}Nie. {% else %}{% endif %}Den Grund"),
        Check.UNERREICHBAR,
        "„unbefristet“ trifft hier nie zu.",
    ),
    "a version that comes back": (
        both(
            written(on(QUESTIONS, "2028-01-01"), QUESTIONS),
            ended(on(QUESTIONS, "2028-01-01"), "2028-12-31"),
        ),
        Check.LUECKE,
        f"Danach gilt ab dem 1. Januar 2029 wieder die ältere Fassung {QUESTIONS}.",
    ),
    "a norm that begins after the clause that prints it": (
        both(
            norm_begun("konto", "2023-01-01"),
            replaced(PAYMENT, "IBAN {{ iban }}.", "IBAN {{ iban }}. ({{ norm.konto }})"),
        ),
        Check.LUECKE,
        f"steht vom {first_day(PAYMENT)} bis zum 31. Dezember 2022 nicht in law/",
    ),
    "a norm that begins after the duty that demands it": (
        told_at(DUTIES, "- id: begruendung", norm_begun("pb_anspruch", "2010-01-01")),
        Check.LUECKE,
        f"„Anspruch auf das Persönliche Budget“ steht vom {first_day(GRANT)} bis zum 31.",
    ),
    "a norm typed into a clause": (
        own("- **Recht:** Das steht in § 29 Abs. 1 Satz 6 SGB IX.", name="neu-norm"),
        Check.WERT,
        "bleibt es hier stehen. Drucken Sie {{ norm.pb_bindung }}.",
    ),
    "words to the person in a text for all": (
        own("- **Hilfe:** Ihr Budget bleibt, wie es ist.", name="neu-leser"),
        Check.LESER,
        "„Ihr“ liest auch, wer die Person vertritt",
    ),
    "a statute that is called by its short name only": (
        both(
            own("- **Neu:** Das ist so. ({{ norm.neu_gesetz }})", name="neu-gesetz"),
            cited("neu_gesetz", "§ 3 Abs. 1 NeuG"),
        ),
        Check.NORM,
        "„NeuG“ steht nicht in law/gesetze.yaml",
    ),
    "no way for signed documents": (
        told_at(
            CARRIER,
            "- ab: 2018-01-01",
            replaced(
                CARRIER,
                '    qes_zugang: "mit qualifizierter elektronischer Signatur an unser',
                '    email: "an unser',
            ),
        ),
        Check.TRAEGER,
        "„qes_zugang“ fehlt: Schreiben vom 1. Januar 2018 bis zum 31. Dezember 2019 werden",
    ),
    "a rule nothing reads": (
        lambda root: root.append(
            CARRIER, "  parken: {titel: P, fassungen: [{ab: 2020-01-01, wert: '1', quelle: Q}]}"
        ),
        Check.TRAEGER,
        "Die Regel „parken“ liest niemand.",
    ),
    "a rule the budget needs": (
        told_at(CARRIER, "regeln:", replaced(CARRIER, "  rundung_auf_euro:", "  genauigkeit:")),
        Check.TRAEGER,
        "Die Regel „rundung_auf_euro“ fehlt. Ohne sie wird kein Budget berechnet.",
    ),
    "a picture no letterhead shows": (
        lambda root: root.write("carriers/ksv-sachsen/wappen.PNG", ""),
        Check.TRAEGER,
        "Dieses Bild zeigt kein Brief: Keine Fassung nennt es als „logo“.",
    ),
    "months between two rows of a rate": (
        replaced(
            CARRIER,
            '[{ab: 2026-01-01, betrag: "19.85"',
            '[{ab: 2024-01-01, bis: 2025-06-30, betrag: "19.00", einheit_minuten: 60, quelle: Q}, '
            '{ab: 2026-01-01, betrag: "19.85"',
        ),
        Check.LUECKE,
        "„Assistenz in der Freizeit“: Zwischen zwei Fassungen gilt vom 1. Juli 2025 bis zum 31.",
    ),
    "a long sentence in words that are fixed": (
        replaced(
            REMEDY,
            "Eine einfache E-Mail genügt nicht.",
            f"Eine einfache E-Mail genügt nicht{' und nicht' * 12}.",
        ),
        Check.LESBARKEIT,
        "Wörter im Satz",
    ),
}


@pytest.fixture(scope="module")
def hinted(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    root = copy_of(tmp_path_factory.mktemp("hinweise"))
    return Outcome({name: row[0](root) for name, row in HINTS.items()}, checked(root))


@pytest.mark.parametrize("name", HINTS)
def test_what_deserves_a_look_is_a_hint(name: str, hinted: Outcome) -> None:
    _, check, words = HINTS[name]
    place = hinted.places[name]

    assert any(
        one.check is check and one.place == place and words in one.sentence
        for one in hinted.report.hints
    ), (place, hinted.report.hints)


RATE: Final = 'betrag: "19.85", einheit_minuten: 60, quelle: "Vergütungsvereinbarung 2026"}'


def test_a_rate_that_ends_names_the_example_that_can_no_longer_be_written(root: Root) -> None:
    root.replace(CARRIER, f"{{ab: 2026-01-01, {RATE}", f"{{ab: 2026-01-01, bis: 2027-05-31, {RATE}")

    found = checked(root)

    (lost,) = [one for one in found.hints if one.check is Check.BEISPIEL]
    assert lost.place == "examples/ksv-sachsen-2026.json"
    assert "Daraus wird kein Schreiben (bescheid/bewilligung): " in lost.sentence
    assert found.problems == ()


def test_an_example_whose_rate_is_raised_is_written_with_two_amounts(root: Root) -> None:
    raised = '{ab: 2027-06-01, betrag: "21.00", einheit_minuten: 60, quelle: Q}'
    root.replace(CARRIER, f"{{ab: 2026-01-01, {RATE}", f"{{ab: 2026-01-01, {RATE}, {raised}")

    found = checked(root)

    assert found.problems == ()
    assert [one for one in found.hints if one.check is Check.BEISPIEL] == []


COMPLAINT: Final = (
    "rechtsbehelf: klage\n    gericht: {name: Sozialgericht X, "
    "anschrift: {strasse: A 1, plz: '04109', ort: Leipzig}}"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("art: krankenkasse", {"gesundheitskarte": "ab dem 1. Januar 2024"}),
        ("art: krankenkasse\n    gesundheitskarte: mit der Karte", {}),
        (COMPLAINT, {}),
    ],
)
@pytest.mark.thorough
def test_only_who_owes_a_way_is_told_that_it_lacks(
    words: str, told: dict[str, str], root: Root
) -> None:
    """A Krankenkasse names the health card from 2024 on; before a court none is named."""
    root.replace(CARRIER, "    portal:", f"    {words}\n    portal:")
    if words == COMPLAINT:
        root.replace(
            CARRIER,
            '    qes_zugang: "mit qualifizierter elektronischer Signatur an b',
            '    demail: "',
        )

    found = [one.sentence for one in checked(root).hints if one.check is Check.TRAEGER]

    assert len(found) == len(told)
    assert all(f"„{key}“ fehlt: Schreiben {days}" in found[0] for key, days in told.items())


def test_only_the_words_that_are_lost_are_told(root: Root) -> None:
    place = root.replace(
        standard("hinweis-kuendigung"), "Das geht nur schriftlich", "Das geht nur per Brief"
    )

    found = [one for one in checked(root).problems if one.place == place]

    (sentence,) = {one.sentence.partition(" Das trifft")[0] for one in found}
    assert sentence.endswith(
        "fehlt in einem Punkt (Form „sie“): „nur schriftlich“. Alle 8 Teile müssen zusammen im "
        "selben Punkt stehen."
    )


def test_a_pattern_is_told_as_words(root: Root) -> None:
    root.replace(standard("verfuegung-betrag"), "Wir zahlen Ihnen deshalb", "Deshalb erhalten Sie")

    found = checked(root).problems

    assert any("„wir zahlen“" in one.sentence for one in found), found


def test_the_program_asks_for_no_rule_that_the_check_does_not_know() -> None:
    asked = [
        node.args[0].value
        for file in (ROOT / "docgen").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"rule", "rule_source"}
        and isinstance(node.args[0], ast.Constant)
    ]

    assert {*asked, *ASKED} == set(ASKED_RULES)


def test_a_letter_that_is_hard_as_a_whole_is_told_by_its_example(root: Root) -> None:
    root.replace(
        "templates/readability.yaml", "{hinweis: 46, problem: 51", "{hinweis: 20, problem: 30"
    )

    found = checked(root).problems

    assert {one.check for one in found} == {Check.LESBARKEIT}
    assert {one.place for one in found} == EXAMPLES
    assert all("LIX" in one.sentence for one in found)


def test_all_problems_are_told_at_once(root: Root) -> None:
    own("Seitens der Behörde müssen Sie den Beauftragten fragen.")(root)

    assert {one.check for one in checked(root).problems} == {
        Check.LESBARKEIT,
        Check.RECHTSSTAND,
        Check.ROLLE,
    }


# --- the command with broken content --------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{{ iban }}", "{{ ibam }}", "Den Fakt „ibam“ gibt es hier nicht."),
        ("Wir überweisen", "Seitens der Behörde überweisen wir", "Besser ist „von“"),
    ],
)
def test_the_command_ends_with_one_and_names_the_line(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    copy = copied(tmp_path)
    shutil.copytree(ROOT / "docgen", tmp_path / "docgen")
    place = copy.replace(PAYMENT, old, new)

    run = process("templates", "check", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)})

    assert run.code == 1
    assert f"{place}: Problem: " in run.out
    assert words in run.out
    assert run.out.splitlines()[-1].startswith("1 Problem, ")
    assert_german(run)


# --- what the checks take for known ---------------------------------------------------------------


def test_every_named_block_tells_what_it_prints() -> None:
    assert BLOCK_FACTS.keys() == NAMED_BLOCKS.keys()


def test_remarks_are_places_an_editor_can_open() -> None:
    assert Remark(Check.WORT, "a.md", 3, "Satz.").place == "a.md:3"
    assert Remark(Check.LADEN, "a.md", None, "Satz.").place == "a.md"
