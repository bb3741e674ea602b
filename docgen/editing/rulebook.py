"""Turn what is known of good wording into patterns and limits.

Roles, fixed terms, readability, and how norms are cited.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.dataset import Problems, Tree, load_validators, read_yaml

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Words that clauses of some roles may not use.

    by_sentence: whether a sentence is looked at, else the whole paragraph. allowed_with: what makes
    the words right in the same stretch; with_norm: a norm does. sentence: German, `{fund}` stands
    for the words found.
    """

    roles: frozenset[str]
    by_sentence: bool
    patterns: Patterns
    allowed_with: Patterns
    with_norm: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class FixedTerm:
    """A word of the law and what stands wrongly in its place."""

    term: str
    instead: Patterns
    reason: str


@dataclass(frozen=True, slots=True)
class Limit:
    """From which value on something is a hint, from which a problem; `title` is German."""

    title: str
    hint: int
    problem: int


@dataclass(frozen=True, slots=True)
class Readability:
    """How a text is measured (see `templates/readability.yaml`).

    long_word: letters a word has at least to be called long. words_of: how many words a value of
    a kind counts.
    """

    limits: Mapping[str, Limit]
    long_word: int
    words_of: Mapping[str, int]
    no_end: re.Pattern[str]
    brackets: re.Pattern[str]
    words: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """How norms are cited (see `law/fundstellen.yaml`).

    slips: wrong spellings, each with its German sentence. in_words: a norm typed into a clause.
    """

    house_rule: str
    beginning: re.Pattern[str]
    wrong_beginning: str
    slips: tuple[tuple[re.Pattern[str], str], ...]
    statute: re.Pattern[str]
    rulings: re.Pattern[str]
    in_words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All of it."""

    roles: tuple[RoleRule, ...]
    terms: tuple[FixedTerm, ...]
    readability: Readability
    citations: Citations


def load_rulebook(root: Path, problems: Problems) -> Rulebook | None:
    """Read the four files below a content root; None when anything is wrong with them."""
    files = (
        "templates/roles.yaml",
        "law/fixed_terms.yaml",
        "templates/readability.yaml",
        "law/fundstellen.yaml",
    )
    names = ("roles", "fixed_terms", "readability", "citations")
    schemas = load_validators(root / "schemas" / "data", names)
    trees = [
        read_yaml(root, file, schemas[name], problems)
        for file, name in zip(files, names, strict=True)
    ]
    roles, terms, readability, citations = trees
    if roles is None or terms is None or readability is None or citations is None:
        return None
    for tree in (roles, terms, readability, citations):
        _check_patterns(tree, problems)
    if problems.sentences:
        return None
    return Rulebook(
        tuple(map(_role_rule, roles.value.values())),
        tuple(
            FixedTerm(name, _compiled(row["statt"]), row["grund"])
            for name, row in terms.value.items()
        ),
        _readability(readability.value),
        _citations(citations.value),
    )


def _check_patterns(tree: Tree, problems: Problems) -> None:
    for path, pattern in _patterns(tree.value):
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError):
            problems.add(tree.place(*path), f"„{pattern}“ ist kein gültiges Suchmuster.")


def _patterns(
    value: object, path: tuple[str | int, ...] = ()
) -> Iterable[tuple[tuple[str | int, ...], str]]:
    match value:
        case dict():
            for key, below in value.items():
                if key in {"muster", "klammern"} and isinstance(below, str):
                    yield (*path, key), below
                elif key in {"muster", "statt", "erlaubt_mit"}:
                    yield from (((*path, key, number), one) for number, one in enumerate(below))
                else:
                    yield from _patterns(below, (*path, key))
        case list():
            for number, below in enumerate(value):
                yield from _patterns(below, (*path, number))
        case _:
            pass


def _compiled(patterns: Iterable[str]) -> Patterns:
    return tuple(map(re.compile, patterns))


def _role_rule(row: Mapping[str, Any]) -> RoleRule:
    return RoleRule(
        frozenset(row["rollen"]),
        row["einheit"] == "satz",
        _compiled(row["muster"]),
        _compiled(row.get("erlaubt_mit", ())),
        row.get("erlaubt_mit_norm", False),
        row["satz"],
    )


def _readability(data: Mapping[str, Any]) -> Readability:
    short = "|".join(rf"{re.escape(one)}\." for one in data["abkuerzungen"])
    months = "|".join(data["monate"])
    return Readability(
        {
            name: Limit(row["titel"], row["hinweis"], row["problem"])
            for name, row in data["grenzen"].items()
        },
        data["langes_wort"] + 1,
        data["werte"],
        re.compile(rf"\b(?:{short})|\b\d{{1,2}}\.(?= (?:{months}|[a-zäöü]))|\d[.,](?=\d)"),
        re.compile(data["klammern"]),
        tuple((re.compile(row["muster"]), row["besser"]) for row in data["woerter"]),
    )


def _citations(data: Mapping[str, Any]) -> Citations:
    return Citations(
        data["hausregel"],
        re.compile(data["anfang"]["muster"]),
        data["anfang"]["satz"],
        tuple((re.compile(row["muster"]), row["satz"]) for row in data["schreibweise"]),
        re.compile(data["gesetz"]["muster"]),
        re.compile(data["rechtsprechung"]["muster"]),
        re.compile(data["im_text"]["muster"]),
    )
