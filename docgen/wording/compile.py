"""Turn clause texts into templates, once; refuse everything a clause may not contain.

A clause knows `{{ fakt }}`, `{{ norm.x }}`, `{{ begriff.x.form }}`, `{{ nummer("baustein") }}` and
`{% if bedingung %} … {% else %} … {% endif %}` one level deep. The check reads the syntax tree.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.dataset import Problems
from docgen.doctypes import Clause, Doctype, Form
from docgen.facts import Conditions, Vocabulary
from docgen.law import Law
from docgen.nearest import meant
from docgen.wording.markdown import NamedBlock, WordingError, read_blocks

_SUBJECT_PARAGRAPHS: Final = 2
_NOT_MEANT: Final = "So etwas ist in Bausteinen nicht vorgesehen."

# What leaves no trace in the syntax tree, or would be taken for a value.
_SIGNS: Final = (
    (re.compile(r"\{#"), "Anmerkungen („{#“) sind in Bausteinen nicht vorgesehen."),
    (re.compile(r"\{[{%][-+]|[-+][}%]\}|\{%\s*raw\b"), _NOT_MEANT),
    (re.compile("[\ue000-\uf8ff]"), "Der Text enthält Zeichen ohne Bedeutung."),
)
# What would be Markdown or HTML elsewhere; here it would be printed as it stands.
_PRINTED_AS_IT_STANDS: Final = re.compile(
    r"[{}]|^#{1,6} |^\||<[a-zA-Z/!]|\]\(|^.+\[\[|\]\].+$|^\d+[.)] |^> |^(?:---|\*\*\*)$",
    re.MULTILINE,
)

_BRACES: Final = re.compile(r"\{\{|\}\}|\{%|%\}")
_ENDS: Final = {"{{": "}}", "{%": "%}"}
_BEGINS: Final = {end: begin for begin, end in _ENDS.items()}
_SHOWN: Final = 40

NAMED_BLOCKS: Final = {
    "leistungen": "Tabelle der bewilligten Leistungen mit Umfang, Norm, Betrag und Gesamtbudget",
    "bedarf": "Liste dessen, was die Person je Lebensbereich braucht",
    "gutscheine": "Liste der Gutscheine mit Wert und Ort der Einlösung",
    "betraege": "Tabelle, was in welcher Zeit gezahlt wird und was abgeht",
    "teilmonate": "Liste, was für Teile eines Monats gezahlt wird",
    "einmalige": "Liste, was einmal gezahlt wird",
    "beitraege": "Liste, welcher Beitrag in welcher Zeit abgeht",
    "gutscheingruende": "Liste, warum es welche Leistung als Gutschein gibt",
    "hoechstbetraege": "Liste, von welcher Leistung nicht alle Kosten gezahlt werden und warum",
    "rechenweg": "Tabelle, wie jeder Betrag zustande kommt",
    "anlagen": "Liste der Anlagen",
    "gesetze": "Liste der Gesetze, die der Brief bis dahin abgekürzt nennt",
}
"""What a clause can call for, with its German title; `document` builds it from facts."""

ENVIRONMENT: Final = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
)
ENVIRONMENT.filters = {}
ENVIRONMENT.globals = {}


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """One clause version, ready to be filled. printed: names of the facts it may print, by form."""

    clause: Clause
    templates: Mapping[Form, Template]
    printed: Mapping[Form, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CompiledWording:
    """Every clause version of a document type, by file."""

    doctype: Doctype
    clauses: Mapping[str, CompiledClause]


def compile_wording(
    doctype: Doctype,
    vocabulary: Vocabulary,
    conditions: Conditions,
    law: Law,
    problems: Problems,
) -> CompiledWording:
    """Compile all clause versions of a type, collecting every problem with file and line."""
    numbered = {clause for plan in doctype.sections if plan.numbered for clause in plan.clauses}
    names = _Names(vocabulary, conditions, law, doctype.listed, frozenset(numbered))
    compiled = {}
    for clause in doctype.versions():
        one = _compile(clause, names, problems)
        if one is not None:
            compiled[clause.file] = one
    for clause in doctype.clauses.get(doctype.subject, ()):
        for body in clause.bodies.values():
            if len(body.strip().split("\n\n")) != _SUBJECT_PARAGRAPHS:
                problems.add(
                    f"{clause.file}:{clause.first_line}",
                    "Der Betreff besteht aus zwei Absätzen: Betreff und Bezug.",
                )
    for clause_id, versions in doctype.clauses.items():
        for carrier_clauses in doctype.carrier_clauses.values():
            for own in carrier_clauses.get(clause_id, ()):
                _check_lost_facts(own, versions, compiled, problems)
    return CompiledWording(doctype, compiled)


@dataclass(frozen=True, slots=True)
class _Names:
    vocabulary: Vocabulary
    conditions: Conditions
    law: Law
    clauses: frozenset[str]
    numbered: frozenset[str]


def _compile(clause: Clause, names: _Names, problems: Problems) -> CompiledClause | None:
    if clause.condition is not None and clause.condition not in names.conditions.sentences:
        nearest = meant(clause.condition, names.conditions.sentences)
        sentence = f"Die Bedingung „{clause.condition}“ gibt es nicht.{nearest}"
        problems.add(clause.place("wenn"), sentence)
    templates, printed = {}, {}
    for form, body in clause.bodies.items():
        tree, faults = _parse(body, names)
        for line, sentence in faults:
            problems.add(f"{clause.file}:{clause.first_line + line - 1}", sentence)
        if tree is None:
            return None
        templates[form] = ENVIRONMENT.from_string(body)
        printed[form] = frozenset(
            node.name for node in tree.find_all(nodes.Name) if node.name in names.vocabulary
        )
    return CompiledClause(clause, templates, printed)


def _parse(body: str, names: _Names) -> tuple[nodes.Template | None, list[tuple[int, str]]]:
    """Read one text; the tree is None when it cannot become a template. Lines count from 1."""
    signs = [
        (body.count("\n", 0, match.start()) + 1, sentence)
        for sign, sentence in _SIGNS
        if (match := sign.search(body)) is not None
    ]
    if signs:
        return None, signs
    try:
        tree = ENVIRONMENT.parse(body)
    except TemplateSyntaxError as error:
        fault = error.lineno, "Die geschweiften Klammern gehen nicht auf."
        return None, [_unbalanced(body) or fault]
    except (TypeError, ValueError, RecursionError):  # what Jinja itself trips over
        return None, [(_first_line(body), _NOT_MEANT)]
    faults = list(_faults(tree, names))
    return (None, faults) if faults else (tree, list(_block_faults(tree)))


def _unbalanced(body: str) -> tuple[int, str] | None:
    """Name the first braces that do not come to an end, with their line; None where all do."""
    opened: re.Match[str] | None = None
    conditions: list[re.Match[str]] = []
    for mark in _BRACES.finditer(body):
        if mark[0] in _ENDS:
            if opened is not None:
                return _open(body, opened)
            opened = mark
        elif opened is None:
            return _told(body, mark, f"Vor „{mark[0]}“ fehlt „{_BEGINS[mark[0]]}“.")
        elif _ENDS[opened[0]] != mark[0]:
            return _told(body, opened, f"Zu „{opened[0]}“ gehört „{_ENDS[opened[0]]}“.")
        else:
            word = body[opened.end() : mark.start()].split()[:1]
            if word == ["if"]:
                conditions.append(opened)
            elif word == ["endif"] and not conditions:
                return _told(body, opened, "Vor „{% endif %}“ fehlt „{% if … %}“.")
            elif word == ["endif"]:
                conditions.pop()
            opened = None
    if opened is not None:
        return _open(body, opened)
    if conditions:
        return _told(body, conditions[-1], "Es fehlt „{% endif %}“.")
    return None


def _open(body: str, mark: re.Match[str]) -> tuple[int, str]:
    return _told(body, mark, f"Es fehlt „{_ENDS[mark[0]]}“.")


def _told(body: str, mark: re.Match[str], lack: str) -> tuple[int, str]:
    """Show what stands there, up to the end of its line."""
    rest = body[mark.start() :].split("\n", 1)[0]
    shown = rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…"
    line = body.count("\n", 0, mark.start()) + 1
    return line, f"Bei „{shown}“: Die geschweiften Klammern gehen nicht auf. {lack}"


def _first_line(body: str) -> int:
    """Give the line of the first braces."""
    return body.count("\n", 0, body.find("{")) + 1


def _line(node: nodes.Node) -> int:
    """Give the line of a node, or of the first one inside it: Jinja gives a scope none."""
    inside = (one.lineno for one in node.find_all(nodes.Node))
    return next((line for line in (node.lineno, *inside) if line), 1)


def _faults(tree: nodes.Template, names: _Names) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        match node:
            case nodes.Output():
                yield from _output_faults(node, names)
            case nodes.If(test=nodes.Name() as test, elif_=[]):
                if test.name not in names.conditions.sentences:
                    nearest = meant(test.name, names.conditions.sentences)
                    yield node.lineno, f"Die Bedingung „{test.name}“ gibt es nicht.{nearest}"
                for inner in (*node.body, *node.else_):
                    if isinstance(inner, nodes.Output):
                        yield from _output_faults(inner, names)
                    else:
                        yield _line(inner), "Bedingungen dürfen nicht ineinander stehen."
            case _:
                yield _line(node), "Hier ist nur „if bedingung … else … endif“ vorgesehen."


def _output_faults(output: nodes.Output, names: _Names) -> Iterator[tuple[int, str]]:
    for node in output.nodes:
        match node:
            case nodes.TemplateData():
                pass
            case nodes.Name():
                plan = names.vocabulary.get(node.name)
                if plan is None or plan.kind is None:
                    printed = (name for name, one in names.vocabulary.items() if one.kind)
                    nearest = meant(node.name, printed)
                    yield node.lineno, f"Den Fakt „{node.name}“ gibt es hier nicht.{nearest}"
            case nodes.Getattr(node=nodes.Name(name="norm")):
                if node.attr not in names.law.norms:
                    nearest = meant(node.attr, names.law.norms)
                    yield node.lineno, f"Die Norm „{node.attr}“ gibt es nicht.{nearest}"
            case nodes.Getattr(node=nodes.Getattr(node=nodes.Name(name="begriff")) as term):
                if (fault := _term_fault(term.attr, node.attr, names.law)) is not None:
                    yield node.lineno, fault
            case nodes.Call(
                node=nodes.Name(name="nummer"),
                args=[nodes.Const() as clause],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ):
                if clause.value not in names.clauses:
                    nearest = meant(str(clause.value), sorted(names.clauses))
                    yield node.lineno, f"Den Baustein „{clause.value}“ gibt es nicht.{nearest}"
                elif clause.value not in names.numbered:
                    yield node.lineno, f"Der Baustein „{clause.value}“ trägt keine Nummer."
            case _:
                yield node.lineno, _NOT_MEANT


def _term_fault(term: str, form: str, law: Law) -> str | None:
    entry = law.terms.get(term)
    if entry is None:
        return f"Den Begriff „{term}“ gibt es nicht.{meant(term, law.terms)}"
    if not all(form in row.value for row in entry.rows):
        return f"Die Form „{form}“ fehlt bei „{term}“."
    return None


def _block_faults(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Read the text with every value in place and both branches, as Markdown."""
    text = "".join(
        node.data if isinstance(node, nodes.TemplateData) else "x"
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
    )
    if (match := _PRINTED_AS_IT_STANDS.search(text)) is not None:
        line = text.count("\n", 0, match.start()) + 1
        yield line, f"„{match[0].strip()}“ hat in Bausteinen keine Bedeutung und würde so gedruckt."
        return
    try:
        blocks = read_blocks(text, str)
    except WordingError as error:
        yield error.line, str(error)
        return
    for block in blocks:
        if isinstance(block, NamedBlock) and block.name not in NAMED_BLOCKS:
            line = text.count("\n", 0, text.find(f"[[{block.name}]]")) + 1
            yield line, f"Den Block „[[{block.name}]]“ gibt es nicht."


def _check_lost_facts(
    own: Clause,
    standard: tuple[Clause, ...],
    compiled: Mapping[str, CompiledClause],
    problems: Problems,
) -> None:
    mine = compiled.get(own.file)
    base = next((compiled.get(one.file) for one in reversed(standard)), None)
    if mine is None or base is None:
        return
    for form in Form:
        lost = base.printed[form] - mine.printed[form]
        if lost:
            names = ", ".join(sorted(lost))
            problems.add(
                f"{own.file}:{own.first_line}",
                f"Diese Fakten druckt der Standard, hier fehlen sie: {names}.",
            )
