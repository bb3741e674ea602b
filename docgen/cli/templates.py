"""`docgen templates`: what those who write the wording want to know."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

import click

from docgen.cli.german_help import GermanCommand, GermanGroup
from docgen.cli.show import Exit, say, say_json
from docgen.cli.source import chosen_content, content_option
from docgen.editing import LetterMeasures, Remark, Report, check_content
from docgen.facts import FactPlan, SourceKind
from docgen.german import decimal
from docgen.law import Axis
from docgen.pipeline import Content
from docgen.wording import NAMED_BLOCKS

_SOURCES: Final = {
    SourceKind.FALL: "Fall: {}",
    SourceKind.TRAEGER: "Regel des Trägers: {}",
    SourceKind.RECHT: "Zahl des Rechts: {}",
    SourceKind.BUDGET: "Budget: {}",
    SourceKind.ABGELEITET: "aus anderen Angaben",
}
_AXES: Final = {
    Axis.LEISTUNG: "Beginn der Leistung",
    Axis.VERFAHREN: "Tag der Entscheidung",
    Axis.BEKANNTGABE: "Tag der Bekanntgabe",
}


@click.group("templates", cls=GermanGroup, help="Hilft beim Schreiben von Textbausteinen.")
def templates() -> None:
    """Group the commands for template editors."""


@templates.command("vars", cls=GermanCommand, help="Zeigt alles, was ein Baustein drucken kann.")
@click.option("--json", "as_json", is_flag=True, help="Ausgabe als JSON.")
@content_option()
def variables(*, as_json: bool) -> None:
    """List every placeholder, condition and named block with its meaning."""
    groups = _groups(chosen_content())
    if as_json:
        say_json(groups)
        return
    for number, (heading, rows) in enumerate(groups.items()):
        if number:
            say()
        say(heading)
        for row in rows:
            say(f"  {row['schreibweise']}")
            say("      " + " · ".join(part for part in (row["titel"], row["herkunft"]) if part))


@templates.command(
    "check", cls=GermanCommand, help="Prüft alle Textbausteine und Rechtsdaten auf einmal."
)
@content_option()
@click.option("--json", "as_json", is_flag=True, help="Ausgabe als JSON.")
def check(*, as_json: bool) -> None:
    """Tell every problem of the content, and what deserves a look."""
    report = check_content(chosen_content)
    if as_json:
        say_json(_report(report))
    else:
        _say_report(report)
    raise click.exceptions.Exit(Exit.PROBLEMS if report.problems else Exit.DONE)


def _say_report(report: Report) -> None:
    for word, remarks in (("Problem", report.problems), ("Hinweis", report.hints)):
        for one in remarks:
            say(": ".join(part for part in (one.place, word, one.sentence) if part))
    for letter in report.letters:
        say(f"{letter.file}: {_measured(letter)}")
    problems, hints = len(report.problems), len(report.hints)
    say(f"{_count(problems, 'Problem', 'Probleme')}, {_count(hints, 'Hinweis', 'Hinweise')}.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'Keine'} {one if number == 1 else many}"


def _measured(letter: LetterMeasures) -> str:
    of = letter.measures
    return (
        f"{letter.doctype}: {of.sentences} Sätze, der mittlere mit {_decimal(of.median)}, der "
        f"längste mit {of.longest} Wörtern, LIX {_decimal(of.lix)}"
    )


def _decimal(number: Fraction) -> str:
    return decimal(_rounded(number))


def _rounded(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).quantize(Decimal("0.1"))


def _report(report: Report) -> dict[str, object]:
    return {
        "probleme": list(map(_remark, report.problems)),
        "hinweise": list(map(_remark, report.hints)),
        "schreiben": [
            {
                "datei": one.file,
                "typ": one.doctype,
                "saetze": one.measures.sentences,
                "median": str(_rounded(one.measures.median)),
                "laengster_satz": one.measures.longest,
                "lix": str(_rounded(one.measures.lix)),
            }
            for one in report.letters
        ],
    }


def _remark(one: Remark) -> dict[str, object]:
    return {"pruefung": one.check, "datei": one.file, "zeile": one.line, "satz": one.sentence}


def _groups(content: Content) -> dict[str, list[dict[str, str]]]:
    law = content.law
    return {
        "Fakten": [
            _row(f"{{{{ {plan.name} }}}}", plan.title, _origin(plan))
            for plan in content.vocabulary.values()
            if plan.kind is not None
        ],
        "Normen, in der neuesten Fassung": [
            _row(f"{{{{ norm.{name} }}}}", f"{one.title}: {one.rows[-1].value}", _AXES[one.axis])
            for name, one in law.norms.items()
        ],
        "Begriffe, mit ihren gebeugten Formen": [
            _row(f"{{{{ begriff.{name}.{form} }}}}", f"{entry.title}: {text}", _AXES[entry.axis])
            for name, entry in law.terms.items()
            for form, text in entry.rows[-1].value.items()
        ],
        "Bedingungen, für {% if … %} und „wenn“": [
            _row(name, sentence, "") for name, sentence in content.conditions.sentences.items()
        ],
        "Tabellen und Listen, die auf einer Zeile für sich stehen": [
            _row(f"[[{name}]]", title, "") for name, title in NAMED_BLOCKS.items()
        ],
    }


def _origin(plan: FactPlan) -> str:
    return f"{plan.kind} · {_SOURCES[plan.source].format(plan.key)}"


def _row(spelling: str, title: str, origin: str) -> dict[str, str]:
    return {"schreibweise": spelling, "titel": title, "herkunft": origin}
