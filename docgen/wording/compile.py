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
from docgen.wording.markdown import NamedBlock, WordingError, read_blocks

_SUBJECT_PARAGRAPHS: Final = 2
_NOT_MEANT: Final = "So etwas ist in Bausteinen nicht vorgesehen."
_COMMENT: Final = "{#"

# What would be Markdown or HTML elsewhere; here it would be printed as it stands.
_PRINTED_AS_IT_STANDS: Final = re.compile(
    r"[{}]|^#{1,6} |^\||<[a-zA-Z/!]|\]\(|^.+\[\[|\]\].+$|^\d+[.)] |^> |^(?:---|\*\*\*)$",
    re.MULTILINE,
)

NAMED_BLOCKS: Final = frozenset({"leistungen", "bedarf", "rechenweg", "anlagen"})

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
    names = _Names(vocabulary, conditions, law, frozenset(doctype.clauses), frozenset(numbered))
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
        problems.add(f"{clause.file}:1", f"Die Bedingung „{clause.condition}“ gibt es nicht.")
    templates, printed = {}, {}
    for form, body in clause.bodies.items():
        if _COMMENT in body:
            line = clause.first_line + body[: body.index(_COMMENT)].count("\n")
            problems.add(f"{clause.file}:{line}", _NOT_MEANT)
            return None
        try:
            tree = ENVIRONMENT.parse(body)
        except TemplateSyntaxError as error:
            line = clause.first_line + error.lineno - 1
            problems.add(f"{clause.file}:{line}", "Die geschweiften Klammern gehen nicht auf.")
            return None
        except TypeError:  # what Jinja itself trips over, such as `autoescape`
            problems.add(f"{clause.file}:{clause.first_line}", _NOT_MEANT)
            return None
        faults = list(_faults(tree, names))
        for line, sentence in faults:
            problems.add(f"{clause.file}:{clause.first_line + line - 1}", sentence)
        if faults:
            return None
        for sentence in _block_faults(tree):
            problems.add(f"{clause.file}:{clause.first_line}", sentence)
        templates[form] = ENVIRONMENT.from_string(body)
        printed[form] = frozenset(
            node.name for node in tree.find_all(nodes.Name) if node.name in names.vocabulary
        )
    return CompiledClause(clause, templates, printed)


def _faults(tree: nodes.Template, names: _Names) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        match node:
            case nodes.Output():
                yield from _output_faults(node, names)
            case nodes.If(test=nodes.Name() as test, elif_=[]):
                if test.name not in names.conditions.sentences:
                    yield node.lineno, f"Die Bedingung „{test.name}“ gibt es nicht."
                for inner in (*node.body, *node.else_):
                    if isinstance(inner, nodes.Output):
                        yield from _output_faults(inner, names)
                    else:
                        line = inner.lineno or node.lineno
                        yield line, "Bedingungen dürfen nicht ineinander stehen."
            case _:
                # Jinja gives a scope no line.
                yield node.lineno or 1, "Hier ist nur „if bedingung … else … endif“ vorgesehen."


def _output_faults(output: nodes.Output, names: _Names) -> Iterator[tuple[int, str]]:
    for node in output.nodes:
        match node:
            case nodes.TemplateData():
                yield from ((node.lineno, fault) for fault in _text_faults(node.data))
            case nodes.Name():
                plan = names.vocabulary.get(node.name)
                if plan is None or plan.kind is None:
                    yield node.lineno, f"Den Fakt „{node.name}“ gibt es hier nicht."
            case nodes.Getattr(node=nodes.Name(name="norm")):
                if node.attr not in names.law.norms:
                    yield node.lineno, f"Die Norm „{node.attr}“ gibt es nicht."
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
                    yield node.lineno, f"Den Baustein „{clause.value}“ gibt es nicht."
                elif clause.value not in names.numbered:
                    yield node.lineno, f"Der Baustein „{clause.value}“ trägt keine Nummer."
            case _:
                yield node.lineno, _NOT_MEANT


def _text_faults(text: str) -> Iterator[str]:
    if any("\ue000" <= letter <= "\uf8ff" for letter in text):
        yield "Der Text enthält Zeichen ohne Bedeutung."
    if "{{" in text or "{%" in text:
        yield _NOT_MEANT


def _term_fault(term: str, form: str, law: Law) -> str | None:
    entry = law.terms.get(term)
    if entry is None:
        return f"Den Begriff „{term}“ gibt es nicht."
    if not all(form in row.value for row in entry.rows):
        return f"Die Form „{form}“ fehlt bei „{term}“."
    return None


def _block_faults(tree: nodes.Template) -> Iterator[str]:
    """Read the text with every value in place and both branches, as Markdown."""
    text = "".join(
        node.data if isinstance(node, nodes.TemplateData) else "x"
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
    )
    if (match := _PRINTED_AS_IT_STANDS.search(text)) is not None:
        yield f"„{match[0].strip()}“ hat in Bausteinen keine Bedeutung und würde so gedruckt."
    try:
        blocks = read_blocks(text, str)
    except WordingError as error:
        yield str(error)
        return
    for block in blocks:
        if isinstance(block, NamedBlock) and block.name not in NAMED_BLOCKS:
            yield f"Den Block „[[{block.name}]]“ gibt es nicht."


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
            problems.add(own.file, f"Diese Fakten druckt der Standard, hier fehlen sie: {names}.")
