"""Does a clause only print what is stated whenever it is printed?

A fact counts as stated where the law, the budget or the schema of the type always give it, where a
condition around it makes sure, or where a duty that is owed then demands it: a letter whose case
lacks that is refused with the name of the duty before a word is written.
"""

from collections.abc import Iterator

from docgen.doctypes import Doctype, Form
from docgen.duties import Duty
from docgen.editing.days import clause_span, line, period_span
from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.editing.texts import Piece, Text
from docgen.facts import HOLDS


def unstated_facts(desk: Desk) -> Iterator[Remark]:
    """Find values that a letter may lack where a clause prints them."""
    for doctype, text in desk.all_texts():
        for piece in text.pieces:
            plan = desk.content.vocabulary.get(piece.printed or "")
            if plan and any(_may_lack(desk, doctype, form, text, piece) for form in text.forms):
                yield Remark(
                    Check.FAKT,
                    text.clause.file,
                    piece.line,
                    f"„{{{{ {plan.name} }}}}“ ({plan.title}) kann fehlen, wenn dieser Satz "
                    "gedruckt wird. Stellen Sie ihn unter eine Bedingung, die den Fakt verlangt.",
                )


def missing_numbers(desk: Desk) -> Iterator[Remark]:
    """Find `{{ nummer("…") }}` of a clause that a letter may not print, and so not number."""
    for doctype, text in desk.all_texts():
        for piece in text.pieces:
            kind, _, name = (piece.printed or "").partition(".")
            versions = doctype.clauses.get(name, ()) if kind == "nummer" else ()
            for condition in sorted({one.condition for one in versions if one.condition}):
                answers = {condition: False, **text.guards(piece)}
                if not answers[condition] and any(
                    desk.worlds(doctype, form).possible(answers) for form in text.forms
                ):
                    yield Remark(
                        Check.FAKT,
                        text.clause.file,
                        piece.line,
                        f"„{name}“ steht nicht in jedem Brief mit diesem Satz und hat dann keine "
                        f"Nummer. Stellen Sie ihn unter die Bedingung „{condition}“.",
                    )


def _may_lack(desk: Desk, doctype: Doctype, form: Form, text: Text, piece: Piece) -> bool:
    name, guards = piece.printed or "", text.guards(piece)
    demands = list(_demands(desk, doctype, text, name))
    asked = {condition for demand in demands for condition in demand}
    return any(
        name in world.unstated
        and not any(all(world.answers[one] for one in demand) for demand in demands)
        for world in desk.worlds(doctype, form).over(asked, (name,), guards)
    )


def _demands(desk: Desk, doctype: Doctype, text: Text, name: str) -> Iterator[frozenset[str]]:
    """Yield the conditions under each of which a duty demands a fact as long as a clause holds."""
    for duty in desk.duties(doctype, "lesbar"):
        if _is_owed_throughout(doctype, duty, text):
            for plan in duty.evidence:
                if not {name, *HOLDS.get(name, ())}.isdisjoint(plan.facts):
                    yield frozenset(filter(None, (duty.condition, plan.condition)))


def _is_owed_throughout(doctype: Doctype, duty: Duty, text: Text) -> bool:
    if duty.period is None:
        return True
    owed, holds = period_span(duty.period), clause_span(text.clause)
    same = line(doctype, duty.period.axis) == line(doctype, text.clause.axis)
    return same and owed.first <= holds.first and holds.last <= owed.last
