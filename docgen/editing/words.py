"""Do clauses use the words their role, the law and its days allow?

- the verbs of a role: `templates/roles.yaml`;
- fixed terms of the law: `law/fixed_terms.yaml`;
- words of a law that does not hold: the duty rows of kind `abwesend`, which the proof holds against
  every finished letter; there is no second list. A row with `gilt` is held against a clause version
  where both share a day. Where one follows the decision and the other the benefit, their days are
  compared as those of a benefit that begins when it is decided on: a version that is to say the
  words of one law only has to end with it or to follow the benefit, too. Letters about other days
  are left to the proof, and so is a row of other days with a condition (`wenn`), which often only
  a rule keeps apart from that of a clause. Words in a branch that excludes the row's condition are
  let pass.
"""

import re
from collections.abc import Iterator
from typing import Any

from docgen.doctypes import Doctype
from docgen.duties import Duty
from docgen.editing.days import Span, entry_spans, in_force, line, period_span
from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.editing.rulebook import RoleRule
from docgen.editing.sentences import split
from docgen.editing.texts import Text, Unit, Variant
from docgen.law import Entry
from docgen.wording.markdown import MARKER


def words_of_roles(desk: Desk) -> Iterator[Remark]:
    """Find verbs that belong into another part of the letter."""
    for _, text in desk.all_texts():
        for unit in _units(text):
            for rule in desk.book.roles:
                if text.clause.role in rule.roles and unit.block is None:
                    yield from _wrong_verbs(desk, rule, text, unit)


def _units(text: Text) -> Iterator[Unit]:
    """Yield each paragraph once, in every wording it can have."""
    yield from dict.fromkeys(unit for variant in text.variants for unit in variant.units)


def _wrong_verbs(desk: Desk, rule: RoleRule, text: Text, unit: Unit) -> Iterator[Remark]:
    if rule.with_norm and any(one.startswith("norm.") for one in unit.printed):
        return
    stretches = split(unit.text, desk.book.readability) if rule.by_sentence else [unit.text]
    for stretch in stretches:
        found = next((hit for one in rule.patterns if (hit := one.search(stretch))), None)
        if found and not any(one.search(stretch) for one in rule.allowed_with):
            sentence = rule.sentence.replace("{fund}", shown(found[0]))
            yield Remark(Check.ROLLE, text.clause.file, unit.line, sentence)


def shown(text: str) -> str:
    """Write values as a clause does, for people to read."""
    return MARKER.sub(r"{{ \1 }}", text).strip()


def fixed_terms(desk: Desk) -> Iterator[Remark]:
    """Find other words in the place of the law's own."""
    for _, text in desk.all_texts():
        for unit in _units(text):
            for place, sentence in _instead(desk, unit.text, (text.clause.file, unit.line)):
                yield Remark(Check.WORT, *place, sentence)
    for doctype in desk.content.doctypes.values():
        file = f"templates/{doctype.id}.yaml"
        for number, plan in enumerate(doctype.sections):
            at = desk.places.line(file, "abschnitte", number, "ueberschrift")
            for place, sentence in _instead(desk, plan.heading or "", (file, at)):
                yield Remark(Check.WORT, *place, sentence)


def _instead(
    desk: Desk, text: str, place: tuple[str, int]
) -> Iterator[tuple[tuple[str, int], str]]:
    for term in desk.book.terms:
        found = next((hit for one in term.instead if (hit := one.search(text))), None)
        if found:
            yield place, f"„{found[0]}“: Es heißt „{term.term}“. {term.reason}"


def words_of_other_law(desk: Desk) -> Iterator[Remark]:
    """Find words of a law that does not hold on the days of a clause."""
    for doctype in desk.content.doctypes.values():
        own = [one for carrier in doctype.carrier_clauses.values() for one in carrier.values()]
        spans = {
            file: days
            for versions in (*doctype.clauses.values(), *own)
            for file, days in in_force(versions).items()
        }
        for duty in desk.duties(doctype, "abwesend"):
            for text in desk.texts[doctype.id]:
                shared = _shared_days(doctype, duty, text, spans[text.clause.file])
                if shared:
                    yield from _forbidden(desk, doctype, duty, text, shared)


def _shared_days(
    doctype: Doctype, duty: Duty, text: Text, spans: tuple[Span, ...]
) -> tuple[Span, ...]:
    axis = duty.period.axis if duty.period else text.clause.axis
    if duty.condition and line(doctype, axis) != line(doctype, text.clause.axis):
        return ()
    owed = period_span(duty.period)
    return tuple(common for one in spans if (common := one.common(owed)))


def _forbidden(
    desk: Desk, doctype: Doctype, duty: Duty, text: Text, shared: tuple[Span, ...]
) -> Iterator[Remark]:
    for variant in text.variants:
        if not _can_meet(desk, doctype, duty, text, variant):
            continue
        for unit in variant.units:
            spoken = MARKER.sub(lambda one: _spoken(desk, doctype, text, one, shared), unit.text)
            found = next((hit for one in duty.patterns if (hit := re.search(one, spoken))), None)
            if found:
                yield Remark(
                    Check.RECHTSSTAND,
                    text.clause.file,
                    unit.line,
                    f"„{shown(found[0])}“ darf an Tagen dieser Fassung nicht stehen: {duty.title}. "
                    f"{duty.consequence}",
                )


def _can_meet(desk: Desk, doctype: Doctype, duty: Duty, text: Text, variant: Variant) -> bool:
    """Tell whether a letter that owes the duty can say this."""
    if (duty.condition and variant.answers.get(duty.condition)) is False:
        return False
    own = (duty.condition, text.clause.condition)
    answers = {**variant.answers, **{name: True for name in own if name}}
    return any(desk.worlds(doctype, form).possible(answers) for form in text.forms)


def _spoken(
    desk: Desk, doctype: Doctype, text: Text, marker: re.Match[str], shared: tuple[Span, ...]
) -> str:
    """Put in place of a norm or term all it says on those days, where it follows the same day."""
    law = desk.content.law
    parts = marker[1].split(".")
    entry: Entry[Any] | None = None
    if parts[0] == "norm":
        entry = law.norms[parts[1]]
    elif parts[0] == "begriff":
        entry = law.terms[parts[1]]
    if entry is None or line(doctype, entry.axis) != line(doctype, text.clause.axis):
        return marker[0]
    rows = zip(entry.rows, entry_spans(entry), strict=True)
    values = [row.value for row, days in rows if any(days.overlaps(one) for one in shared)]
    return " / ".join(one if isinstance(one, str) else one[parts[2]] for one in values)
