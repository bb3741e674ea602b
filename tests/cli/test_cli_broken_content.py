"""One thing broken in the content: nothing starts, and file, line and fault are told in German."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli_runs import GRANT, Told, assert_german, content
from content_roots import Break, Root, copied

from docgen.installation import BrokenInstallationError
from docgen.pipeline import load_content

CONDITIONS = "law/conditions.yaml"
DUTIES = "law/duties/bescheid-bewilligung.yaml"
FACTS = "law/facts.yaml"
NORMS = "law/norms.yaml"
CARRIER = "carriers/ksv-sachsen/carrier.yaml"
MANIFEST = "templates/bescheid/bewilligung.yaml"
CLAUSES = "templates/bescheid/clauses"
PAYMENT = f"{CLAUSES}/verfuegung-zahlung.2008-01-01.md"
OWN_CLAUSES = "carriers/ksv-sachsen/clauses/bescheid"
OWN_PAYMENT = f"{OWN_CLAUSES}/verfuegung-zahlung.2026-01-01.md"
LOCKED = "rechtsbehelf-widerspruch.2026-07-20.md"


def removed(path: str) -> Break:
    """Take a file away."""

    def remove(root: Root) -> str:
        (root.folder / path).unlink()
        return path

    return remove


def made_a_folder(path: str) -> Break:
    """Put a folder where a file belongs."""

    def make(root: Root) -> str:
        (root.folder / path).mkdir()
        return path

    return make


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return copied(tmp_path / "inhalt")


@dataclass(frozen=True, slots=True)
class Report:
    """Many things broken at once, and what was said: the place of each by its name."""

    places: dict[str, str]
    problems: tuple[str, ...]

    def assert_named(self, name: str, sentence: str) -> None:
        """The problem is told, and where it is."""
        assert_named(self.problems, self.places[name], sentence)


def problems(root: Root) -> tuple[str, ...]:
    with pytest.raises(BrokenInstallationError) as broken:
        load_content(root.folder)
    return broken.value.problems


def assert_named(found: tuple[str, ...], place: str, sentence: str) -> None:
    """The sentence stands with this file and, but for one, this line; and all is German."""
    path, _, line = place.partition(":")
    near = f"(?:{int(line) - 1}|{line}|{int(line) + 1})"
    pattern = re.compile(f"{re.escape(path)}:{near}: .*{re.escape(sentence)}", re.DOTALL)
    assert any(map(pattern.match, found)), found
    assert_german(Told(3, "", "\n".join(found)))


def own_clause(root: Root, name: str, text: str) -> str:
    """A clause of the carrier's own with one text; the place is that of the text."""
    path = f"{OWN_CLAUSES}/{name}.2026-01-01.md"
    root.write(path, f"---\nrolle: hinweis\nquelle: Q\n---\nVorher.\n\n{text}\n")
    return f"{path}:7"


def condition(root: Root, name: str, expression: str) -> str:
    return root.append(CONDITIONS, f"{name}:\n  satz: Neu.\n  ausdruck: {expression}", to=2)


def duty(root: Root, name: str, **changes: str) -> str:
    """A sound duty row with some changes; the place is that of the first change."""
    row = {
        "id": name,
        "titel": "Neu",
        "art": "lesbar",
        "dokumente": f"[{GRANT}]",
        "norm": "va_form",
        "briefkopf": "true",
        "belege": "[{in: briefkopf, einheit: abschnitt, fakten: [behoerde]}]",
        "folge": "Keine.",
        "quelle": "Hausregel",
        "geprueft": "true",
    } | changes
    lines = [f"  {field}: {value}" for field, value in row.items() if value]
    line = list(row).index(next(iter(changes)))
    return root.append(DUTIES, "\n".join(["-" + lines[0][1:], *lines[1:]]), to=line)


def norm(root: Root, name: str, *rows: str) -> str:
    return root.append(
        NORMS,
        f"{name}:\n  titel: N\n  achse: verfahren\n  fassungen: [{', '.join(rows)}]",
        to=3,
    )


def row(start: str, **more: str) -> str:
    fields = {"ab": start, **more, "text": "Neu", "quelle": "Q"}
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def override(change: Callable[[str], str], path: str = OWN_PAYMENT) -> Break:
    return lambda root: root.write(path, change(root.read(PAYMENT)))


def ids_of(names: Mapping[str, object]) -> dict[str, str]:
    """A key for content files from the name of each row of a table."""
    return {name: f"neu-{number}" for number, name in enumerate(names)}


# --- clauses: what a lawyer may mistype, and what must be said about the line --------------------

CLAUSES_REFUSED: dict[str, tuple[str, str]] = {
    "unknown fact": ("{{ ibam }}", "Den Fakt „ibam“ gibt es hier nicht. Meinten Sie „iban“?"),
    "a list": ("{{ leistungen }}", "Den Fakt „leistungen“ gibt es hier nicht."),
    "unknown norm": ("{{ norm.kontoo }}", "Die Norm „kontoo“ gibt es nicht."),
    "unknown term": ("{{ begriff.x.dat }}", "Den Begriff „x“ gibt es nicht."),
    "unknown form of a term": ("{{ begriff.budgettraeger.items }}", "Die Form „items“ fehlt"),
    "unknown clause": ('{{ nummer("x") }}', "Den Baustein „x“ gibt es nicht."),
    "unknown condition": ("{% if x %}a{% endif %}", "Die Bedingung „x“ gibt es nicht."),
    "a fact as condition": ("{% if iban %}a{% endif %}", "Die Bedingung „iban“ gibt es nicht."),
    "loop": ("{% for x in leistungen %}a{% endfor %}", "nur „if bedingung"),
    "filter": ("{{ iban|upper }}", "nicht vorgesehen"),
    "attribute": ("{{ iban.__class__ }}", "nicht vorgesehen"),
    "item": ("{{ norm['konto'] }}", "nicht vorgesehen"),
    "sum": ("{{ 7*7 }}", "nicht vorgesehen"),
    "text": ("{{ 'A'*10**9 }}", "nicht vorgesehen"),
    "call": ("{{ lipsum() }}", "nicht vorgesehen"),
    "globals": ("{{ cycler.__init__.__globals__ }}", "nicht vorgesehen"),
    "nested": ("{% if befristet %}{% if vertreten %}a{% endif %}{% endif %}", "nicht ineinander"),
    "loop inside": (
        "{% if befristet %}{% for x in y %}a{% endfor %}{% endif %}",
        "nicht ineinander",
    ),
    "elif": ("{% if befristet %}a{% elif vertreten %}b{% endif %}", "nur „if bedingung"),
    "comparison": ("{% if zahltag > 3 %}a{% endif %}", "nur „if bedingung"),
    "set": ("{% set x = 3 %}", "nur „if bedingung"),
    "include": ("{% include '../../etc/passwd' %}", "nur „if bedingung"),
    "import": ("{% import 'x' as y %}", "nur „if bedingung"),
    "macro": ("{% macro x() %}a{% endmacro %}", "nur „if bedingung"),
    "open braces": ("{{ iban }", "gehen nicht auf"),
    "open condition": ("{% if befristet %}a", "gehen nicht auf"),
    "number with more": ('{{ nummer("verfuegung-betrag", x=1) }}', "nicht vorgesehen"),
    "raw": ("{% raw %}{{ iban }}{% endraw %}", "nicht vorgesehen"),
    "comment": ("Text. {# bitte prüfen #}", "Anmerkungen („{#“) sind in Bausteinen nicht"),
    "words drawn together": ("Konto {{- iban }}", "nicht vorgesehen"),
    "raw text": ("{% raw %}a{% endraw %}", "nicht vorgesehen"),
    "parentheses without end": (f"{{{{ {'(' * 3000}iban{')' * 3000} }}}}", "nicht vorgesehen"),
    "an endless number": (f"{{{{ {'9' * 5000} }}}}", "nicht vorgesehen"),
    "unknown block": ("[[tabelle]]", "Den Block „[[tabelle]]“ gibt es nicht."),
    "list in a list": ("- a\n  - b", "Listen in Listen"),
    "italics": ("*kursiv*", "„em“ ist hier nicht vorgesehen."),
    "scope": ("{% autoescape true %}a{% endautoescape %}", "nur „if bedingung"),
    "scope inside": (
        "{% if befristet %}{% autoescape true %}a{% endautoescape %}{% endif %}",
        "nicht ineinander",
    ),
    "number of a clause without": ('{{ nummer("hinweis-krankenhaus") }}', "trägt keine Nummer."),
}
# What no template reads would be printed as it stands; the sentence names its first sign.
CLAUSES_PRINTED: dict[str, tuple[str, str]] = {
    "block inside a line": ("Vorher [[rechenweg]] nachher.", "[["),
    "heading": ("## Überschrift", "##"),
    "HTML": ("Das ist <b>wichtig</b>.", "<b"),
    "link": ("Siehe [hier](http://muster.example).", "]("),
    "numbered list": ("1. Nummer", "1."),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |", "|"),
}
CLAUSE_IDS = ids_of(CLAUSES_REFUSED | CLAUSES_PRINTED)


@pytest.fixture(scope="module")
def clauses(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = copied(tmp_path_factory.mktemp("bausteine"))
    texts = {name: row[0] for name, row in (CLAUSES_REFUSED | CLAUSES_PRINTED).items()}
    places = {name: own_clause(root, CLAUSE_IDS[name], text) for name, text in texts.items()}
    return Report(places, problems(root))


@pytest.mark.parametrize("name", CLAUSES_REFUSED)
def test_a_clause_may_only_print_facts_and_ask_conditions(name: str, clauses: Report) -> None:
    clauses.assert_named(name, CLAUSES_REFUSED[name][1])


@pytest.mark.parametrize("name", CLAUSES_PRINTED)
def test_what_would_be_printed_as_it_stands_is_refused(name: str, clauses: Report) -> None:
    clauses.assert_named(name, f"{CLAUSES_PRINTED[name][1]}“ hat in Bausteinen keine Bedeutung")


@pytest.mark.parametrize("name", CLAUSES_REFUSED | CLAUSES_PRINTED)
def test_a_fault_of_a_clause_is_told_once(name: str, clauses: Report) -> None:
    path = clauses.places[name].partition(":")[0]

    assert sum(one.startswith(f"{path}:") for one in clauses.problems) == 1


def test_a_clause_holds_no_marker_of_a_value(root: Root) -> None:
    place = own_clause(root, "neu", "\ue000iban\ue001")

    assert_named(problems(root), place, "Der Text enthält Zeichen ohne Bedeutung.")


@pytest.mark.parametrize("part", ["# Sie", "# Name"])
def test_the_line_is_right_in_both_variants(part: str, root: Root) -> None:
    text = "# Sie\n\nText.\n\n# Name\n\nText.\n".replace(
        f"{part}\n\n", f"{part}\n\n{{{{ ibam }}}}\n"
    )
    line = 7 if part == "# Sie" else 11
    path = own_clause(root, "neu", "").partition(":")[0]
    root.write(path, f"---\nrolle: hinweis\nquelle: Q\n---\n{text}")

    assert any(one.startswith(f"{path}:{line}: ") for one in problems(root))


# --- data files ----------------------------------------------------------------------------------

SLIPS: dict[str, tuple[Break, str]] = {
    "bad YAML": (lambda root: root.append(NORMS, "neu: [", to=1), "kein gültiges YAML"),
    "a tab": (lambda root: root.append(NORMS, "\tneu: x"), "kein gültiges YAML"),
    "an object of Python": (
        lambda root: root.append(NORMS, "neu: !!python/object:os.system {}"),
        "kein gültiges YAML",
    ),
    "a key twice": (
        lambda root: root.append(NORMS, "neu:\n  titel: A\n  titel: B", to=2),
        "„titel“ steht zweimal.",
    ),
    "brackets without end": (
        lambda root: root.append(NORMS, f"neu: {'[' * 3000}"),
        "Die Datei ist zu tief verschachtelt.",
    ),
    "brackets too deep in a clause": (
        lambda root: root.replace(PAYMENT, "rolle:", f"dient: {'[' * 99}{']' * 99}\nrolle:"),
        "Die Datei ist zu tief verschachtelt.",
    ),
    "an entry inside itself": (
        lambda root: root.append(NORMS, "neu: &neu [*neu]"),
        "Verweise („*“) sind hier nicht vorgesehen.",
    ),
    "an endless number": (
        lambda root: root.append(NORMS, f"neu: {'9' * 5000}"),
        "Dieser Wert lässt sich nicht lesen.",
    ),
    "a control character": (
        lambda root: root.append(NORMS, 'neu: "\x01"'),
        "unzulässiges Zeichen",
    ),
    "a name in capitals": (
        lambda root: root.append(NORMS, "Neu: x"),
        "„Neu“ ist hier nicht richtig geschrieben.",
    ),
    "an empty file": (lambda root: f"{root.write(NORMS, '')}:1", "Die Datei ist leer."),
    "an entry twice": (lambda root: root.append(NORMS, "konto: x"), "„konto“ steht zweimal."),
    "an unknown axis": (
        lambda root: root.append(
            NORMS, f"neu:\n  titel: N\n  achse: x\n  fassungen: [{row('2020-01-01')}]", to=2
        ),
        "Möglich ist hier nur: leistung, verfahren, bekanntgabe.",
    ),
    "an unknown key": (
        lambda root: root.replace(CARRIER, "    telefon: ", "    farbe: rot\n    telefon: "),
        "farbe",
    ),
    "an amount with comma": (
        lambda root: root.replace(CARRIER, 'betrag: "52.40"', 'betrag: "52,40"'),
        "nicht richtig geschrieben",
    ),
    "a carrier's name of a sign no font has": (
        lambda root: root.replace(CARRIER, "    name: Kommunaler", "    name: 漢 Kommunaler"),
        "Diese Zeichen können die Schriften nicht drucken: U+6F22.",
    ),
    "a rate from somewhere no font can print": (
        lambda root: root.replace(CARRIER, 'quelle: "Vergütungsvereinbarung 2026', 'quelle: "🙂'),
        "Diese Zeichen können die Schriften nicht drucken: U+1F642.",
    ),
    "rates that overlap": (
        lambda root: root.replace(
            CARRIER,
            '{ab: 2026-01-01, betrag: "52.40"',
            '{ab: 2025-01-01, bis: 2026-06-30, betrag: "50.00", einheit_minuten: 60, quelle: Q}, '
            '{ab: 2026-01-01, betrag: "52.40"',
        ),
        "Zwei Fassungen überschneiden sich.",
    ),
    "another id than the folder": (
        lambda root: root.replace(CARRIER, "id: ksv-sachsen", "id: ksv"),
        "wie der Ordner heißen",
    ),
    "another type than the file": (
        lambda root: root.replace(MANIFEST, f"typ: {GRANT}", "typ: bescheid/x"),
        "wie die Datei heißen",
    ),
    "an unknown unit of evidence": (
        lambda root: duty(root, "neu", belege="[{in: ueberall, einheit: wort, fakten: [iban]}]"),
        "Möglich ist hier nur",
    ),
}


@pytest.mark.parametrize(("break_", "sentence"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_data_file_is_told_with_its_line(
    break_: Break, sentence: str, root: Root
) -> None:
    place = break_(root)

    assert_named(problems(root), place, sentence)


ROWS = {
    "no such day": ((row("2020-02-31"),), "„2020-02-31“ ist kein Datum"),
    "no such day later": (
        (row("2020-01-01"), row("2027-06-31")),
        "„2027-06-31“ ist kein Datum (JJJJ-MM-TT).",
    ),
    "no such last day": ((row("2020-01-01", bis="2027-02-30"),), "„2027-02-30“ ist kein Datum"),
    "overlap": ((row("2020-01-01", bis="2026-01-01"), row("2025-01-01")), "überschneiden sich."),
    "out of order": ((row("2025-01-01"), row("2020-01-01")), "nicht in der Reihenfolge"),
    "one day twice": ((row("2020-01-01"), row("2020-01-01")), "nicht in der Reihenfolge"),
}
CONDITIONS_REFUSED = {
    "unguarded": ("zahltag == 1", "Vor dem Vergleich fehlt: „zahltag is stated and …“."),
    "guarded by or": ("zahltag is stated or zahltag == 1", "Vor dem Vergleich fehlt"),
    "guarded behind": ("zahltag == 1 and zahltag is stated", "Vor dem Vergleich fehlt"),
    "guarded by not": ("not (zahltag is stated) and zahltag == 1", "Vor dem Vergleich fehlt"),
    "unknown fact": ("zahltagg is stated", "Den Fakt „zahltagg“ gibt es nicht."),
    "call": ("range(9)", "nicht vorgesehen"),
    "filter": ("iban|upper", "nicht vorgesehen"),
    "attribute": ("iban.x is stated", "nicht vorgesehen"),
    "sum": ("zahltag is stated and zahltag + 1 == 2", "nicht vorgesehen"),
    "choice": ("iban if iban is stated else zahltag", "nicht vorgesehen"),
    "no expression": ("zahltag is", "kein gültiger Ausdruck"),
    "parentheses without end": (f"{'(' * 3000}zahltag{')' * 3000}", "kein gültiger Ausdruck"),
    "an endless number": (f"zahltag is stated and zahltag == {'9' * 5000}", "kein gültiger Ausdr"),
    "an endless row": ("zahltag is stated" + " and zahltag is stated" * 3000, "kein gültiger Aus"),
}
CONDITIONS_LATE = {
    "a test with more": "zahltag is stated(3)",
    "a date and a number": "ende is stated and ende > 3",
    "an amount and a text": "gesamtbudget is stated and gesamtbudget > 'x'",
}
LAW_IDS: dict[str, str] = {
    name: one.replace("-", "_")
    for name, one in ids_of({**ROWS, **CONDITIONS_REFUSED, **CONDITIONS_LATE}).items()
}


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = copied(tmp_path_factory.mktemp("recht"))
    places = {name: norm(root, LAW_IDS[name], *rows) for name, (rows, _) in ROWS.items()}
    texts = {name: row[0] for name, row in CONDITIONS_REFUSED.items()} | CONDITIONS_LATE
    places |= {name: condition(root, LAW_IDS[name], text) for name, text in texts.items()}
    return Report(places, problems(root))


@pytest.mark.parametrize("name", ROWS)
def test_dated_rows_follow_one_another(name: str, law: Report) -> None:
    law.assert_named(name, ROWS[name][1])


@pytest.mark.parametrize("name", CONDITIONS_REFUSED)
def test_a_condition_only_compares_what_is_stated(name: str, law: Report) -> None:
    law.assert_named(name, CONDITIONS_REFUSED[name][1])


@pytest.mark.parametrize("name", CONDITIONS_LATE)
def test_a_condition_only_compares_like_with_like(name: str, law: Report) -> None:
    law.assert_named(name, "")


@pytest.mark.parametrize(
    "expression",
    [
        "zahltag is defined",
        "zahltag|foo",
        "zahltag, iban",
        '"zahltag }}{% if x %}a{% endif %}{{ iban"',
    ],
)
def test_an_odd_condition_is_told_with_its_line(expression: str, root: Root) -> None:
    place = condition(root, "neu", expression)

    assert_named(problems(root), place, "")


DUTIES_REFUSED = {
    "unknown norm": ({"norm": "va_foorm"}, "Die Norm „va_foorm“ gibt es nicht."),
    "unknown type": ({"dokumente": "[bescheid/x]"}, "Den Dokumenttyp „bescheid/x“ gibt es nicht."),
    "unknown fact": (
        {"belege": "[{in: briefkopf, einheit: abschnitt, fakten: [behoerd]}]"},
        "Den Fakt „behoerd“ gibt es nicht.",
    ),
    "unknown place": (
        {"belege": "[{in: fuss, einheit: absatz, fakten: [iban]}]"},
        "Den Ort „fuss“ gibt es nicht.",
    ),
    "a broken pattern": (
        {"belege": '[{in: ueberall, einheit: absatz, woerter: ["im (Monat"]}]'},
        "„im (Monat“ ist kein gültiges Suchmuster.",
    ),
    "no clause": ({"briefkopf": ""}, "Kein Textbaustein trägt sie"),
}
DUTY_IDS = {name: one.replace("-", "_") for name, one in ids_of(DUTIES_REFUSED).items()}
FAR = {"no clause": 5}  # named by its first line, not by the line that is missing


@pytest.fixture(scope="module")
def duties(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = copied(tmp_path_factory.mktemp("pflichten"))
    places = {
        name: duty(root, DUTY_IDS[name], **changes) for name, (changes, _) in DUTIES_REFUSED.items()
    }
    return Report(places, problems(root))


@pytest.mark.parametrize("name", DUTIES_REFUSED)
def test_a_duty_only_names_what_there_is(name: str, duties: Report) -> None:
    path, _, line = duties.places[name].partition(":")

    place = f"{path}:{int(line) - FAR.get(name, 0)}"
    assert_named(duties.problems, place, f"„{DUTY_IDS[name]}“: {DUTIES_REFUSED[name][1]}")


PERIODS = {
    "{achse: bekanntgabe, ab: 2024-01-01, bis: 2023-12-31}": "endet, bevor sie beginnt",
    "{achse: bekanntgabe, ab: 2024-02-30}": "„2024-02-30“ ist kein Datum",
    "{achse: bekanntgabe}": "Es fehlt",
    "{achse: gestern, ab: 2024-01-01}": "Möglich ist hier nur: leistung, verfahren, bekanntgabe.",
}


@pytest.mark.parametrize("period", PERIODS)
def test_a_duty_holds_between_days_that_there_are(period: str, root: Root) -> None:
    place = duty(root, "neu", gilt=period)

    assert_named(problems(root), place, PERIODS[period])


def test_a_clause_that_carries_an_unknown_duty_is_told(root: Root) -> None:
    root.write(PAYMENT, root.read(PAYMENT).replace("dient: [", "dient: [k99_neu, "))

    assert_named(problems(root), f"{PAYMENT}:3", "Die Pflichtangabe „k99_neu“ gibt es nicht.")


def test_a_condition_is_not_called_like_a_fact(root: Root) -> None:
    place = condition(root, "iban", "zahltag is stated")

    assert any(one.startswith(place.partition(":")[0]) for one in problems(root))


# --- clause files --------------------------------------------------------------------------------


def renamed(name: str) -> Break:
    def rename(root: Root) -> str:
        path = f"{CLAUSES}/{name}"
        root.write(path, root.read(PAYMENT))
        return path

    return rename


FILES: dict[str, tuple[Break, str]] = {
    "a misspelt id": (
        override(str, f"{OWN_CLAUSES}/verfuegung-zahlnug.2026-01-01.md"),
        "Meinten Sie „verfuegung-zahlung“?",
    ),
    "a sign no font has": (
        override(lambda text: text.replace("Monat", "Monat 漢")),
        "Diese Zeichen können die Schriften nicht drucken: U+6F22.",
    ),
    "an end before its beginning": (
        override(lambda text: text.replace("rolle:", "bis: 2025-01-01\nrolle:", 1)),
        "Diese Fassung endet, bevor sie beginnt.",
    ),
    "not listed": (renamed("neu.2020-01-01.md"), "Kein Dokumenttyp führt diesen Baustein auf."),
    "no day": (renamed("neu.md"), "Textbausteine heißen"),
    "capitals": (renamed("Neu.2020-01-01.md"), "Textbausteine heißen"),
    "a copy of an editor": (renamed("neu.2020-01-01.md~"), "Textbausteine heißen"),
    "no such day": (renamed("verfuegung-zahlung.2020-02-31.md"), "ist kein Datum"),
    "locked": (
        lambda root: root.write(
            f"{OWN_CLAUSES}/{LOCKED}", root.read(f"templates/shared/clauses/{LOCKED}")
        ),
        "ist gesperrt; der Träger setzt nur Daten.",
    ),
    "loses a duty": (
        override(lambda text: text.replace(", k07_bankverbindung", "")),
        "Diese Pflichtangaben gehen verloren: k07_bankverbindung.",
    ),
    "loses a fact": (
        override(lambda text: text.replace("{{ iban }}", "unbekannt")),
        "Diese Fakten druckt der Standard, hier fehlen sie: iban.",
    ),
    "narrower": (
        override(lambda text: text.replace("rolle:", "wenn: befristet\nrolle:", 1)),
        "Die Bedingung darf nicht enger sein als im Standard.",
    ),
    "another role": (
        override(lambda text: text.replace("rolle: verfuegung", "rolle: hinweis")),
        "Die Rolle muss „verfuegung“ bleiben.",
    ),
}


@pytest.mark.parametrize(("break_", "sentence"), FILES.values(), ids=FILES)
@pytest.mark.thorough
def test_a_clause_file_in_the_wrong_place_is_told(break_: Break, sentence: str, root: Root) -> None:
    place = break_(root)

    found = problems(root)

    assert any(re.match(f"{re.escape(place)}(:[0-9]+)?: ", one) for one in found), found
    assert any(sentence in one for one in found), found


@pytest.mark.parametrize("name", ["loses a duty", "narrower", "another role", "locked"])
def test_an_override_that_is_refused_is_told_with_its_line(name: str, root: Root) -> None:
    break_, sentence = FILES[name]
    place = break_(root)

    assert any(
        re.match(f"{re.escape(place)}:[0-9]+: ", one) and sentence in one for one in problems(root)
    )


def test_a_listed_clause_that_is_missing_is_told(root: Root) -> None:
    (root.folder / PAYMENT).unlink()

    found = problems(root)

    assert any(
        re.match(rf"{MANIFEST}:\d+: .*„verfuegung-zahlung“ gibt es nicht", one) for one in found
    )


def test_a_clause_that_cannot_be_read_is_not_called_missing(root: Root) -> None:
    root.replace(PAYMENT, "rolle:", "farbe: rot\nrolle:")

    found = problems(root)

    assert f"{PAYMENT}:2: Hier ist farbe unbekannt." in found
    assert not any("„verfuegung-zahlung“ gibt es nicht" in one for one in found)


def test_an_end_that_is_no_day_is_told_once_with_its_line(root: Root) -> None:
    root.replace(PAYMENT, "rolle:", "bis: 2026-19-39\nrolle:")

    assert problems(root) == (f"{PAYMENT}:2: „2026-19-39“ ist kein Datum (JJJJ-MM-TT).",)


def test_facts_that_cannot_be_read_are_not_missed_in_every_condition(root: Root) -> None:
    place = root.append(FACTS, "1: {titel: Neu, art: name, aus: {fall: /aktenzeichen}}")

    found, unchecked = problems(root)

    assert found.startswith(f"{place}: ")
    assert unchecked.startswith(f"Noch nicht geprüft ist, was auf {FACTS} aufbaut: ")


def test_every_schema_of_data_that_is_missing_is_told(root: Root) -> None:
    names = sorted(path.name for path in (root.folder / "schemas/data").iterdir())
    root.remove("schemas/data")

    sentence = "Die Datei fehlt oder ist nicht lesbar."
    assert problems(root) == tuple(f"schemas/data/{name}: {sentence}" for name in names)


def test_a_clause_behind_a_link_is_refused(root: Root) -> None:
    text = root.read(PAYMENT)
    (root.folder / PAYMENT).unlink()
    (root.folder / PAYMENT).symlink_to(root.folder / root.write("anderswo.md", text))

    assert any(one.startswith(f"{PAYMENT}: Ein Textbaustein darf") for one in problems(root))


def test_an_override_of_the_standards_own_words_loads(root: Root) -> None:
    root.write(OWN_PAYMENT, root.read(PAYMENT))

    loaded = load_content(root.folder)

    assert loaded.digest != content().digest


def test_a_carriers_words_for_one_type_stay_out_of_another(root: Root) -> None:
    other, schema = "bescheid/aenderung", "schemas/bescheid/{}.schema.json"
    text = root.read(schema.format("bewilligung"))
    root.write(schema.format("aenderung"), text.replace("bewilligung", "aenderung", 1))
    plan = root.read(MANIFEST).replace(f"typ: {GRANT}", f"typ: {other}")
    plan = plan.replace("- verfuegung-zahlung\n", "- verfuegung-neu\n")
    root.write("templates/bescheid/aenderung.yaml", plan)
    for folder in (CLAUSES, OWN_CLAUSES):
        root.write(f"{folder}/verfuegung-neu.2020-01-01.md", "---\nrolle: verfuegung\n---\nNeu.\n")

    doctypes = load_content(root.folder).doctypes

    assert {name: list(doctypes[name].carrier_clauses["ksv-sachsen"]) for name in doctypes} == {
        other: ["verfuegung-neu"],
        GRANT: [],
    }


# What would load, and then break, mislead or be forgotten with the first letter.
MISLEADING: dict[str, tuple[Break, str]] = {
    "a clause in another encoding": (
        lambda root: root.write_bytes(PAYMENT, root.read(PAYMENT).encode() + b"\xe4"),
        "nicht als Text in UTF-8 lesen",
    ),
    "a folder called like a clause": (
        made_a_folder(f"{CLAUSES}/neu.2020-01-01.md"),
        "nicht als Text in UTF-8 lesen",
    ),
    "a broken schema of data": (
        lambda root: root.write("schemas/data/clause.schema.json", "{"),
        "Das Schema ist beschädigt.",
    ),
    "a missing schema of data": (
        removed("schemas/data/clause.schema.json"),
        "schemas/data/clause.schema.json: Die Datei fehlt oder ist nicht lesbar.",
    ),
    "a schema of data without end": (
        lambda root: root.write("schemas/data/clause.schema.json", "[" * 100_000),
        "schemas/data/clause.schema.json: Das Schema ist beschädigt.",
    ),
    "an end behind the next beginning": (
        lambda root: root.write(
            f"{CLAUSES}/verfuegung-zahlung.2027-01-01.md",
            root.read(root.replace(PAYMENT, "rolle:", "bis: 2027-01-01\nrolle:").split(":")[0]),
        ),
        f"2027-01-01.md:1: Diese Fassung beginnt, bevor die vorige endet („bis“): {PAYMENT}.",
    ),
    "a rule that every letter prints": (
        lambda root: root.replace(CARRIER, "abwesenheit_tage:", "abwesenheit_wochen:"),
        "Die Regel „abwesenheit_tage“ fehlt;",
    ),
    "no carrier": (
        lambda root: root.remove("carriers/ksv-sachsen"),
        "Es gibt keinen Träger",
    ),
    "no text": (
        lambda root: root.write(PAYMENT, "---".join([*root.read(PAYMENT).split("---")[:2], "\n"])),
        "Hier fehlt der Text.",
    ),
    "a variant twice": (
        lambda root: root.write(
            f"{OWN_CLAUSES}/neu.2026-01-01.md",
            "---\nrolle: hinweis\nquelle: Q\n---\n# Sie\n\nA.\n\n# Sie\n\nB.\n\n# Name\n\nC.\n",
        ),
        "genau die Abschnitte „# Sie“ und „# Name“",
    ),
    "a subject of one line": (
        lambda root: root.write(
            f"{CLAUSES}/betreff-bewilligung.2008-01-01.md",
            "---\nrolle: rahmen\ndient: [betreff_antrag]\nquelle: Q\n---\n"
            "Bescheid {{ antrag_datum }}\n",
        ),
        "Der Betreff besteht aus zwei Absätzen",
    ),
    "another role than its section": (
        lambda root: root.replace(PAYMENT, "rolle: verfuegung", "rolle: hinweis"),
        "Hier muss die Rolle „verfuegung“ sein.",
    ),
    "a clause listed twice": (
        lambda root: root.replace(
            MANIFEST, "- verfuegung-zahlung\n", "- verfuegung-zahlung\n      - verfuegung-zahlung\n"
        ),
        "Der Textbaustein „verfuegung-zahlung“ steht zweimal.",
    ),
    "a heading twice": (
        lambda root: root.replace(MANIFEST, "ueberschrift: Begründung", "ueberschrift: Hinweise"),
        "Die Überschrift „Hinweise“ steht zweimal.",
    ),
    "an axis without a field": (
        lambda root: root.replace(MANIFEST, "/bewilligung/beginn", "/bewilligung/begin"),
        "„/bewilligung/begin“ ist im Fall kein Datum.",
    ),
    "a type without a schema": (
        removed("schemas/bescheid/bewilligung.schema.json"),
        "Es fehlt das Schema schemas/bescheid/bewilligung.schema.json.",
    ),
    "a fact of no field": (
        lambda root: root.replace(FACTS, "fall: /aktenzeichen", "fall: /aktenzeichenn"),
        "Der Fakt „aktenzeichen“ passt zu keiner solchen Quelle.",
    ),
    "a fact of another kind": (
        lambda root: root.replace(FACTS, "Aktenzeichen, art: name", "Aktenzeichen, art: datum"),
        "Der Fakt „aktenzeichen“ passt zu keiner solchen Quelle.",
    ),
    "a fact of no amount": (
        lambda root: root.replace(FACTS, "budget: total", "budget: summe"),
        "Der Fakt „gesamtbudget“ passt zu keiner solchen Quelle.",
    ),
    "a fact called norm": (
        lambda root: root.append(
            FACTS, "norm: {titel: Norm, art: name, aus: {fall: /aktenzeichen}}"
        ),
        "„norm“ hat in Bausteinen schon eine Bedeutung.",
    ),
    "a rule that is no number": (
        lambda root: root.replace(CARRIER, 'wert: "0.01"', "wert: Cent"),
        "„Cent“ ist hier nicht richtig geschrieben.",
    ),
    "a limit that is no number": (
        lambda root: root.replace(CARRIER, 'wert: "500.00"', "wert: fünfhundert"),
        "„fünfhundert“ ist hier nicht richtig geschrieben.",
    ),
    "a factor that is no number": (
        lambda root: root.replace(CARRIER, 'wert: "4.33"', "wert: viele"),
        "Die Regel „wochenfaktor“ ist eine Zahl oder ein Bruch.",
    ),
    "an amount rounded to nothing": (
        lambda root: root.replace(CARRIER, 'wert: "0.01"', 'wert: "0"'),
        "Die Regel „rundung_auf_euro“ darf nicht null sein.",
    ),
    "a row that ends before it begins": (
        lambda root: norm(root, "neu", row("2020-01-01", bis="2019-01-01")),
        "Eine Fassung endet, bevor sie beginnt.",
    ),
    "an override in no folder of a group": (
        lambda root: root.write("carriers/ksv-sachsen/clauses/neu.2020-01-01.md", "Neu."),
        "Hier wird kein Baustein gelesen, nur in: bescheid.",
    ),
    "an override in a mistyped folder": (
        override(str, "carriers/ksv-sachsen/clauses/bescheide/verfuegung-zahlung.2026-01-01.md"),
        "Hier wird kein Baustein gelesen, nur in: bescheid.",
    ),
    "a carrier without its file": (
        removed(CARRIER),
        "Hier fehlt carrier.yaml.",
    ),
    "an own clause in the frame": (
        override(
            lambda text: text.replace("rolle: verfuegung", "rolle: rahmen"),
            f"{OWN_CLAUSES}/eigenes.2026-01-01.md",
        ),
        "Ein eigener Baustein steht nicht im Rahmen.",
    ),
    "a clause of a role the type does not have": (
        override(
            lambda text: text.replace("rolle: verfuegung", "rolle: vereinbarung"),
            f"{OWN_CLAUSES}/eigenes.2026-01-01.md",
        ),
        "Die Rolle „vereinbarung“ hat hier keinen Ort.",
    ),
}


@pytest.mark.parametrize(("break_", "sentence"), MISLEADING.values(), ids=MISLEADING)
@pytest.mark.thorough
def test_wrong_content_never_waits_for_the_first_letter(
    break_: Break, sentence: str, root: Root
) -> None:
    break_(root)

    found = problems(root)

    assert any(sentence in one for one in found), found
    assert_german(Told(3, "", "\n".join(found)))


# --- what to do about it --------------------------------------------------------------------------

ADVISED: dict[str, tuple[Break, str]] = {
    "an impossible day in a later rate": (
        lambda root: root.replace(
            CARRIER,
            '[{ab: 2026-01-01, betrag: "52.40",',
            '[{ab: 2026-01-01, betrag: "51.00", einheit_minuten: 60, quelle: Q}, '
            '{ab: 2027-02-30, betrag: "52.40",',
        ),
        "„2027-02-30“ ist kein Datum (JJJJ-MM-TT).",
    ),
    "an amount with comma": (
        lambda root: root.replace(CARRIER, 'betrag: "52.40"', 'betrag: "52,40"'),
        "„52,40“ ist hier nicht richtig geschrieben. Richtig ist zum Beispiel „54.90“.",
    ),
    "a day as letters write it": (
        lambda root: root.replace(CARRIER, "ab: 2020-01-01", "ab: 01.01.2020"),
        "Richtig ist zum Beispiel „2027-06-30“.",
    ),
    "an unknown key": (
        lambda root: root.replace(CARRIER, "din_form: B", "telefn: 0\n    din_form: B"),
        "Hier ist telefn unbekannt.",
    ),
    "a misspelt key": (
        lambda root: root.replace(PAYMENT, "quelle:", "qelle:"),
        "Hier ist qelle unbekannt. Meinten Sie „quelle“?",
    ),
    "bad YAML": (lambda root: root.append(NORMS, "neu: [", to=1), "ein Doppelpunkt, „#“ oder „{{“"),
    "a misspelt condition": (
        lambda root: root.replace(
            f"{CLAUSES}/verfuegung-befristet.2008-01-01.md", "wenn: befristet", "wenn: befristett"
        ),
        "Die Bedingung „befristett“ gibt es nicht. Meinten Sie „befristet“?",
    ),
    "a misspelt duty": (
        lambda root: root.replace(
            f"{CLAUSES}/verfuegung-befristet.2008-01-01.md",
            "dient: [k06_dauer_befristung]",
            "dient: [k06_dauer_befristungen]",
        ),
        "„k06_dauer_befristungen“ gibt es nicht. Meinten Sie „k06_dauer_befristung“?",
    ),
    "a misspelt clause in a manifest": (
        lambda root: root.replace(MANIFEST, "- verfuegung-zahlung\n", "- verfuegung-zahlnug\n"),
        "Den Textbaustein „verfuegung-zahlnug“ gibt es nicht. Meinten Sie „verfuegung-zahlung“?",
    ),
    "a clause no manifest lists": (
        renamed("neu.2020-01-01.md"),
        f"Er gehört in {MANIFEST} unter „bausteine“",
    ),
    "a value without its end": (
        lambda root: root.replace(PAYMENT, "{{ iban }}", "{{ iban }"),
        "Bei „{{ iban }.“: Die geschweiften Klammern gehen nicht auf. Es fehlt „}}“.",
    ),
    "a value without its beginning": (
        lambda root: root.replace(PAYMENT, "{{ iban }}", "iban }} {{ iban }"),
        "Vor „}}“ fehlt „{{“.",
    ),
    "a condition without its end": (
        lambda root: root.replace(PAYMENT, "{% endif %}", ""),
        "Es fehlt „{% endif %}“.",
    ),
    "an end without its condition": (
        lambda root: root.replace(PAYMENT, "{{ iban }}", "{% endif %}{{ iban }}"),
        "Vor „{% endif %}“ fehlt „{% if … %}“.",
    ),
    "a clause in a misspelt folder of a carrier": (
        lambda root: root.write("carriers/ksv-sachsen/clause/bescheid/neu.2020-01-01.md", "Neu."),
        "Diese Datei wird nicht gelesen.",
    ),
    "a carrier outside its folder": (
        lambda root: root.write("carriers/carrier.yaml", "id: x"),
        "Diese Datei wird nicht gelesen.",
    ),
}


@pytest.mark.parametrize(("break_", "sentence"), ADVISED.values(), ids=ADVISED)
def test_whoever_reads_a_problem_knows_what_to_do(break_: Break, sentence: str, root: Root) -> None:
    place = break_(root)

    found = problems(root)

    assert any(one.startswith(f"{place}:") and sentence in one for one in found), found
    assert_german(Told(3, "", "\n".join(found)))


def test_a_name_of_ones_own_is_no_misspelt_one(root: Root) -> None:
    path = f"{OWN_CLAUSES}/verfuegung-extra.2026-01-01.md"
    root.write(path, "---\nrolle: verfuegung\nquelle: Q\n---\nDas gilt auch für Sie.\n")

    assert (
        "verfuegung-extra"
        in load_content(root.folder).doctypes[GRANT].carrier_clauses["ksv-sachsen"]
    )


# --- all at once ----------------------------------------------------------------------------------


def test_a_problem_of_a_carrier_hides_none_of_a_clause_or_a_duty(root: Root) -> None:
    root.replace(CARRIER, 'betrag: "52.40"', 'betrag: "52,40"')
    root.replace(CARRIER, 'bis: 2019-12-31, betrag: "14.60"', 'bis: 2019-11-31, betrag: "14.60"')
    root.replace(PAYMENT, "{{ iban }}", "{{ ibam }}")
    root.replace(NORMS, "ab: 2008-01-01", "ab: 2008-02-31")
    duty(root, "neu", norm="va_foorm")

    found = "\n".join(problems(root))

    for told in ("„52,40“", "„2019-11-31“ ist kein Datum", "„ibam“", "„2008-02-31“", "„va_foorm“"):
        assert told in found


def test_a_clause_that_cannot_be_read_makes_nothing_else_look_missing(root: Root) -> None:
    root.replace(PAYMENT, "rolle:", "farbe: rot\nrolle:")
    root.replace(CARRIER, 'betrag: "52.40"', 'betrag: "52,40"')

    assert len(problems(root)) == 2


def test_what_could_not_be_checked_yet_is_said(root: Root) -> None:
    root.append(NORMS, "neu: [")
    root.replace(PAYMENT, "rolle:", "farbe: rot\nrolle:")
    root.write("carriers/ksv-sachsen/README.md", "Anmerkungen der Redaktion.")

    found = problems(root)

    assert any(one.startswith(PAYMENT) for one in found)
    assert not any("README" in one for one in found)
    assert found[-1].startswith(f"Noch nicht geprüft ist, was auf {NORMS} aufbaut: ")


def test_a_broken_schema_of_cases_hides_nothing_either(root: Root) -> None:
    root.write("schemas/fall.schema.json", "{")
    root.replace(PAYMENT, "{{ iban }}", "{{ ibam }}")

    found = "\n".join(problems(root))

    assert "fall.schema.json" in found
    assert "„ibam“" in found
