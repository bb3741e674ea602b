"""The mandatory elements as a Markdown page for lawyers: what, when, why, where, by what."""

from collections.abc import Iterable, Iterator
from typing import Final

from docgen.doctypes import Doctype
from docgen.duties import Duty
from docgen.german import day
from docgen.law import Axis
from docgen.pipeline import Content

_KINDS: Final = {
    "lesbar": "Was auf dem Schreiben stehen muss",
    "abwesend": "Was nicht auf dem Schreiben stehen darf",
    "intern": "Was vor dem Schreiben geprüft wird",
}
_PLACES: Final = {
    "briefkopf": "Briefkopf",
    "seite1": "Seite 1",
    "ueberall": "an beliebiger Stelle",
}
_AXES: Final = {
    Axis.LEISTUNG: "Die Leistung beginnt",
    Axis.VERFAHREN: "Entschieden wird",
    Axis.BEKANNTGABE: "Bekannt gegeben wird",
}
_HEAD: Final = ("Pflichtangabe", "Wann", "Quelle", "Sonst")
_READABLE: Final = "lesbar"
_READABLE_HEAD: Final = (*_HEAD, "Wo", "Bausteine")
_INTRODUCTION: Final = """# Pflichtangaben

Diese Seite entsteht aus `law/duties/`, den Bedingungen in `law/conditions.yaml` und den Köpfen der
Bausteine: `docgen duties --markdown > docs/pflichtangaben.md`. Bitte ändern Sie sie dort und nicht
hier. „Nicht geprüft“ heißt: Die Quelle ist noch nicht im Gesetzestext nachgelesen, oder etwas daran
ist offen."""


def duties_page(content: Content, doctypes: Iterable[Doctype]) -> str:
    """Write the page for some document types, one chapter for each."""
    chapters = ("\n\n".join(_chapter(content, one)) for one in doctypes)
    return "\n\n".join((_INTRODUCTION, *chapters))


def _chapter(content: Content, doctype: Doctype) -> Iterator[str]:
    yield f"## {doctype.title} (`{doctype.id}`)"
    for kind, heading in _KINDS.items():
        duties = [one for one in content.duties if doctype.id in one.doctypes and one.kind == kind]
        if duties:
            head = _READABLE_HEAD if kind == _READABLE else _HEAD
            rows = (_row(content, doctype, one)[: len(head)] for one in duties)
            yield f"### {heading}"
            yield "\n".join(map(_line, (head, ["---"] * len(head), *rows)))


def _row(content: Content, doctype: Doctype, duty: Duty) -> tuple[str, ...]:
    when = _when(content, duty)
    source = duty.source if duty.checked else f"{duty.source} (nicht geprüft: {duty.note})"
    places = dict.fromkeys(_place(doctype, one.where) for one in duty.evidence)
    clauses = (f"`{one}`" for one in duty.clauses)
    return (duty.title, when, source, duty.consequence, ", ".join(places), ", ".join(clauses))


def _when(content: Content, duty: Duty) -> str:
    """Say when a duty is owed: the sentence of its condition, the days of its period."""
    sentences = [content.conditions.sentences[duty.condition]] if duty.condition else []
    if period := duty.period:
        days = [
            f"{word} {day(end)}"
            for word, end in (("ab dem", period.first), ("bis zum", period.last))
            if end
        ]
        sentences.append(f"{_AXES[period.axis]} {' und '.join(days)}.")
    return " ".join(sentences) or "immer"


def _place(doctype: Doctype, where: str) -> str:
    return _PLACES.get(where) or doctype.headings().get(where, where)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(one.replace('|', chr(92) + '|') for one in cells)} |"
