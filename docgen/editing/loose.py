"""Is there anything nobody will ever read, or that nothing speaks of?"""

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import getsource
from pkgutil import iter_modules
from typing import Final

from docgen import budget, facts, pipeline, rules
from docgen.budget import employer_shares
from docgen.doctypes import Doctype
from docgen.document import BLOCK_FACTS, FRAME_FACTS
from docgen.editing.desk import Desk
from docgen.editing.expressions import facts_of
from docgen.editing.remarks import Check, Remark
from docgen.editing.texts import Text
from docgen.facts import SourceKind

_ASKING: Final = (budget, facts, pipeline, rules)


def never_printed(desk: Desk) -> Iterator[Remark]:
    """Find clauses, and branches of them, that no letter and no draft can print.

    A condition that no case can meet is a problem, and so is a clause that stands in for others of
    which one is always there. A branch that cannot be reached is a hint. Every version is in force
    at least on its first day, because loading refuses two that begin together.
    """
    for doctype, text in desk.all_texts():
        condition = text.clause.condition
        if condition and not desk.worlds(doctype, None).possible({condition: True}):
            line = desk.places.line(text.clause.file, "wenn")
            sentence = f"Diesen Baustein druckt kein Brief: „{condition}“ trifft nie zu."
            yield Remark(Check.UNERREICHBAR, text.clause.file, line, sentence)
        else:
            yield from _dead_branches(desk, doctype, text)
    for doctype in desk.content.doctypes.values():
        yield from _needless_fallbacks(doctype)


def _dead_branches(desk: Desk, doctype: Doctype, text: Text) -> Iterator[Remark]:
    for piece in text.pieces:
        if piece.guard and piece.text.strip():
            name, answer = piece.guard
            guards = text.guards(piece)
            holds = guards[name] is answer and desk.worlds(doctype, None).possible(guards)
            if not holds:
                word = "trifft hier nie zu" if answer else "trifft hier immer zu"
                sentence = f"Diese Worte druckt kein Brief: „{name}“ {word}."
                yield Remark(
                    Check.UNERREICHBAR, text.clause.file, piece.line, sentence, is_hint=True
                )


def _needless_fallbacks(doctype: Doctype) -> Iterator[Remark]:
    for plan in doctype.sections:
        for fallback in doctype.clauses.get(plan.fallback or "", ()):
            for clause_id in plan.clauses:
                first = doctype.clauses[clause_id][0]
                always = all(
                    one.condition is None and one.valid_until is None
                    for one in doctype.clauses[clause_id]
                )
                if (
                    always
                    and first.axis is fallback.axis
                    and first.valid_from <= fallback.valid_from
                ):
                    sentence = (
                        "Diesen Baustein druckt kein Brief: Er steht nur da, wenn sonst keiner "
                        f"dasteht, und „{clause_id}“ steht immer da."
                    )
                    yield Remark(Check.UNERREICHBAR, fallback.file, 1, sentence)


def unused(desk: Desk) -> Iterator[Remark]:
    """Name, as hints, what `law/` holds and no clause, duty, computation or rule speaks of.

    The frame and the named blocks print facts too, and a fact in the case's own words tells the
    proof what is nobody's statement.
    """
    content = desk.content
    named = _names(desk)
    spoken = {plan.name for plan in content.vocabulary.values() if plan.literal}
    spoken |= {one.partition(".")[0] for one in named.said} | named.compared
    norms = {one.removeprefix("norm.") for one in named.said} | _asked_by_program()
    norms |= {duty.norm for duty in content.duties}
    norms |= {entry.name for entry in content.law.grounds().values()}
    numbers = {plan.key for plan in content.vocabulary.values() if plan.source is SourceKind.RECHT}
    numbers |= {entry.name for entry in employer_shares(content.law).values()}
    terms = {one.split(".")[1] for one in named.said if one.startswith("begriff.")}
    yield from _left(desk, "law/facts", content.vocabulary, spoken)
    yield from _left(desk, "law/conditions", content.conditions.sentences, named.asked)
    yield from _left(desk, "law/norms", content.law.norms, norms)
    yield from _left(desk, "law/terms", content.law.terms, terms)
    yield from _left(desk, "law/parameters", content.law.parameters, numbers | _asked_by_program())


@dataclass(frozen=True, slots=True)
class _Names:
    """What is spoken of: values printed or demanded, conditions asked, facts compared."""

    said: frozenset[str]
    asked: frozenset[str]
    compared: frozenset[str]


def _names(desk: Desk) -> _Names:
    content = desk.content
    texts = [text for _, text in desk.all_texts()]
    pieces = [piece for text in texts for piece in text.pieces]
    evidence = [plan for duty in content.duties for plan in duty.evidence]
    asked = {one.guard[0] for one in pieces if one.guard}
    asked |= {one.clause.condition for one in texts if one.clause.condition}
    asked |= {one.condition for one in content.duties if one.condition}
    asked |= {one.condition for one in evidence if one.condition}
    return _Names(
        frozenset(one.printed for one in pieces if one.printed)
        | {name for plan in evidence for name in (*plan.facts, plan.each or "")}
        | FRAME_FACTS.union(*BLOCK_FACTS.values()),
        frozenset(asked),
        frozenset(
            name for one in content.conditions.expressions.values() for name in facts_of(one)
        ),
    )


@cache
def _asked_by_program() -> frozenset[str]:
    """Give every text in the rooms that ask the law by name; its names are among them."""
    modules = (
        import_module(f"{room.__name__}.{one.name}")
        for room in _ASKING
        for one in iter_modules(room.__path__)
    )
    return frozenset(
        node.value
        for module in modules
        for node in ast.walk(ast.parse(getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _left(desk: Desk, part: str, names: Iterable[str], used: Collection[str]) -> Iterator[Remark]:
    for name in names:
        if name not in used:
            file = desk.places.home(part, name)
            line = desk.places.line(file, name)
            sentence = f"„{name}“ wird nirgends genannt."
            yield Remark(Check.UNGENUTZT, file, line, sentence, is_hint=True)
