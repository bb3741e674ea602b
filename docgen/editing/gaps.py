"""Are there days for which nothing is written although something should be?

Many gaps are meant: a clause that begins with its law, a norm that was repealed. So

- days between two versions of one clause, one entry of the law, or the letterhead or one rule of a
  carrier are a problem: whoever writes a second version means the thing to go on; days between two
  rows of a rate are a hint, because a rate may have been paused;
- days before the first or after the last version are a problem only where a duty is owed then
  (`gilt` in its row) and no clause that carries it is in force. Days before those for which the
  type is written at all are left out (`days.supported`);
- days on which a clause is in force but not the norm, term or number it prints, and days on which a
  duty is owed but not its norm or one it demands, are a hint: letters of those days are refused.
  Only what follows the same day can be compared.

There is no end to the days, and no clock is asked: a clause that ends in ten years is a problem
today unless the duty ends too, so that the answer depends on the content alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from docgen.doctypes import Clause, Doctype
from docgen.duties import Duty
from docgen.editing.days import (
    Cell,
    Span,
    cells,
    clause_span,
    entry_spans,
    holes,
    in_force,
    line,
    parts,
    period_span,
    serving,
    supported,
)
from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.german import NBSP, day
from docgen.law import Entry, Row


def gaps(desk: Desk) -> Iterator[Remark]:
    """Find all of them."""
    for doctype in desk.content.doctypes.values():
        yield from _between_clauses(desk, doctype)
        yield from _uncarried_days(desk, doctype)
        yield from _unprintable_days(desk, doctype)
        yield from _days_without_norm(desk, doctype)
    yield from _between_entries(desk)
    yield from _between_carriers(desk)


def spelled(span: Span) -> str:
    """Say days in German."""
    ends = [f"vom {day(span.first)}"] if span.first > date.min else []
    ends += [f"bis zum {day(span.last)}"] if span.last < date.max else []
    if len(ends) == 1:
        ends = [ends[0].replace("vom", "ab dem")]
    return " ".join(ends).replace(NBSP, " ") or "an allen Tagen"


def _between_clauses(desk: Desk, doctype: Doctype) -> Iterator[Remark]:
    own = (versions for one in doctype.carrier_clauses.values() for versions in one.values())
    for versions in (*doctype.clauses.values(), *own):
        for hole in holes(map(clause_span, versions)):
            before = next(one for one in reversed(versions) if clause_span(one).last < hole.first)
            yield Remark(
                Check.LUECKE,
                before.file,
                desk.places.line(before.file, "bis"),
                f"Zwischen zwei Fassungen gilt {spelled(hole)} keine.",
            )
        yield from _coming_back(desk, versions)


def _coming_back(desk: Desk, versions: tuple[Clause, ...]) -> Iterator[Remark]:
    spans = in_force(versions)
    for older in versions:
        for again in spans[older.file]:
            ended = [one for one in versions if clause_span(one).last < again.first]
            later = [one for one in ended if one.valid_from > older.valid_from]
            if later:
                yield Remark(
                    Check.LUECKE,
                    later[-1].file,
                    desk.places.line(later[-1].file, "bis"),
                    f"Danach gilt {spelled(again)} wieder die ältere Fassung {older.file}.",
                    is_hint=True,
                )


def _between_entries(desk: Desk) -> Iterator[Remark]:
    law = desk.content.law
    kinds: tuple[tuple[str, Mapping[str, Entry[Any]]], ...] = (
        ("law/norms", law.norms),
        ("law/terms", law.terms),
        ("law/parameters", law.parameters),
    )
    for part, entries in kinds:
        for name, entry in entries.items():
            file = desk.places.home(part, name)
            yield from _between_rows(desk, file, entry.rows, (name, "fassungen"), entry.title)


def _between_carriers(desk: Desk) -> Iterator[Remark]:
    for carrier in desk.content.carriers.values():
        file = f"carriers/{carrier.id}/carrier.yaml"
        yield from _between_rows(desk, file, carrier.profiles, ("fassungen",), "Briefkopf")
        for name, rows in carrier.rules.items():
            yield from _between_rows(desk, file, rows, ("regeln", name, "fassungen"), name)
        for name, sheet in carrier.rates.items():
            path = ("saetze", name, "fassungen")
            for one in _between_rows(desk, file, sheet.rows, path, sheet.title):
                yield replace(one, is_hint=True)


def _between_rows(
    desk: Desk, file: str, rows: tuple[Row[Any], ...], path: tuple[str, ...], title: str
) -> Iterator[Remark]:
    spans = [Span(row.valid_from, row.valid_until or date.max) for row in rows]
    for hole in holes(spans):
        number = next(at for at, one in enumerate(spans) if one.first > hole.last)
        sentence = f"„{title}“: Zwischen zwei Fassungen gilt {spelled(hole)} keine."
        yield Remark(Check.LUECKE, file, desk.places.line(file, *path, number), sentence)


def _uncarried_days(desk: Desk, doctype: Doctype) -> Iterator[Remark]:
    every = tuple(cells(doctype, desk.content.duties))
    for duty in desk.duties(doctype, "lesbar"):
        clauses = serving(doctype, duty)
        missing = [
            cell
            for cell in every
            if clauses
            and (duty.period is None or duty.period.holds(cell.axes))
            and not any(one.holds(cell.axes) for one in clauses)
        ]
        if missing:
            yield _uncarried(desk, doctype, duty, clauses, missing)


def _uncarried(
    desk: Desk, doctype: Doctype, duty: Duty, clauses: tuple[Clause, ...], missing: list[Cell]
) -> Remark:
    """Blame the version next to the days: the first after them, else the last before."""
    place = line(doctype, clauses[0].axis)
    spans = sorted((cell.by_line[place] for cell in missing), key=lambda one: one.first)
    span = spans[0]
    for one in spans[1:]:
        if one.first <= span.last or (one.first - span.last).days == 1:
            span = Span(span.first, max(span.last, one.last))
    ordered = sorted(clauses, key=lambda one: one.valid_from)
    after = [one for one in ordered if one.valid_from > span.last]
    blamed = after[0] if after else ordered[-1]
    return Remark(
        Check.LUECKE,
        blamed.file,
        1 if after else desk.places.line(blamed.file, "bis"),
        f"Die Pflichtangabe „{duty.title}“ trägt {spelled(span)} kein Baustein; solche Schreiben "
        "werden abgewiesen. Es fehlt eine Fassung, oder ihre Zeile braucht „gilt“.",
    )


def _unprintable_days(desk: Desk, doctype: Doctype) -> Iterator[Remark]:
    first = supported(doctype, desk.content.duties)
    own = [one for carrier in doctype.carrier_clauses.values() for one in carrier.values()]
    spans = {
        file: days
        for versions in (*doctype.clauses.values(), *own)
        for file, days in in_force(versions).items()
    }
    for text in desk.texts[doctype.id]:
        place = line(doctype, text.clause.axis)
        for piece in text.pieces:
            entry = _entry(desk, piece.printed or "")
            if entry is None or line(doctype, entry.axis) != place:
                continue
            for span in spans[text.clause.file]:
                meant = span.common(Span(first[place]))
                for part in _without(meant, entry_spans(entry)) if meant else ():
                    yield _no_entry(entry, part, text.clause.file, piece.line)


def _no_entry(entry: Entry[Any], days: Span, file: str, at: int) -> Remark:
    sentence = (
        f"„{entry.title}“ steht {spelled(days)} nicht in law/; Schreiben dieser Tage werden "
        "abgewiesen."
    )
    return Remark(Check.LUECKE, file, at, sentence, is_hint=True)


def _days_without_norm(desk: Desk, doctype: Doctype) -> Iterator[Remark]:
    first = supported(doctype, desk.content.duties)
    for duty in desk.content.duties:
        if doctype.id not in duty.doctypes:
            continue
        demanded = (name for plan in duty.evidence for name in plan.facts)
        norms = [name.removeprefix("norm.") for name in demanded if name.startswith("norm.")]
        for name in dict.fromkeys((duty.norm, *norms)):
            entry = desk.content.law.norms[name]
            place = line(doctype, entry.axis)
            owed: Span | None = Span(first[place])
            if owed and duty.period and line(doctype, duty.period.axis) == place:
                owed = owed.common(period_span(duty.period))
            for part in _without(owed, entry_spans(entry)) if owed else ():
                yield _no_entry(entry, part, *desk.duty_place(duty))


def _entry(desk: Desk, printed: str) -> Entry[Any] | None:
    law = desk.content.law
    match printed.split("."):
        case ["norm", name]:
            return law.norms[name]
        case ["begriff", name, _]:
            return law.terms[name]
        case [name] if name in desk.content.vocabulary:
            return law.parameters.get(desk.content.vocabulary[name].key)
        case _:
            return None


def _without(span: Span, covered: tuple[Span, ...]) -> Iterator[Span]:
    """Give the parts of a span that nothing covers."""
    for part in parts((span, *covered)):
        if part.overlaps(span) and not any(part.overlaps(one) for one in covered):
            yield part
