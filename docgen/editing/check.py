"""Check a content root as a whole: what keeps it from loading, else all that loading cannot see."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from docgen.dataset import Problems
from docgen.editing.carrier_files import (
    pictures_of_carriers,
    rules_of_carriers,
    ways_a_carrier_lacks,
)
from docgen.editing.citations import misspelt_norms, unlisted_statutes
from docgen.editing.desk import Desk, desk
from docgen.editing.gaps import gaps
from docgen.editing.loose import never_printed, unused
from docgen.editing.provided import uncarried_duties
from docgen.editing.readable import LetterMeasures, hard_clauses, hard_letters
from docgen.editing.remarks import Check, Remark
from docgen.editing.rulebook import Rulebook, load_rulebook
from docgen.editing.stated import missing_numbers, unstated_facts
from docgen.editing.typed import typed_norms, typed_values_in_clauses, words_to_one_reader
from docgen.editing.words import fixed_terms, words_of_other_law, words_of_roles
from docgen.installation import BrokenInstallationError
from docgen.pipeline import Content

_CHECKS: Final[tuple[Callable[[Desk], Iterator[Remark]], ...]] = (
    unstated_facts,
    missing_numbers,
    never_printed,
    gaps,
    uncarried_duties,
    typed_values_in_clauses,
    typed_norms,
    words_to_one_reader,
    misspelt_norms,
    unlisted_statutes,
    ways_a_carrier_lacks,
    rules_of_carriers,
    pictures_of_carriers,
    words_of_other_law,
    words_of_roles,
    fixed_terms,
    hard_clauses,
    unused,
)
_PLACED: Final = re.compile(
    r"(?P<file>[\w./-]+\.\w+|[\w-]+(?:/[\w.-]+)*)(?::(?P<line>\d+))?: (?P<sentence>.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found, problems first, and how hard the example letters are to read."""

    remarks: tuple[Remark, ...]
    letters: tuple[LetterMeasures, ...] = ()

    @property
    def problems(self) -> tuple[Remark, ...]:
        """Give what has to be changed."""
        return tuple(one for one in self.remarks if not one.is_hint)

    @property
    def hints(self) -> tuple[Remark, ...]:
        """Give what deserves a look."""
        return tuple(one for one in self.remarks if one.is_hint)


def check_content(load: Callable[[], Content]) -> Report:
    """Check the content that `load` reads; what keeps it from loading is told as problems."""
    try:
        content = load()
    except BrokenInstallationError as broken:
        return Report(tuple(map(_load_problem, broken.problems)))
    book = _rulebook(content)
    if not isinstance(book, Rulebook):
        return Report(tuple(map(_load_problem, book)))
    at_hand, letters = desk(content, book), list[LetterMeasures]()
    found = [remark for check in _CHECKS for remark in check(at_hand)]
    found += hard_letters(at_hand, letters)
    unique = dict.fromkeys(found)
    ordered = sorted(unique, key=lambda one: (one.is_hint, one.file, one.line or 0))
    return Report(tuple(ordered), tuple(letters))


def _rulebook(content: Content) -> Rulebook | tuple[str, ...]:
    problems = Problems()
    book = load_rulebook(content.root, problems)
    return book or tuple(problems.sentences)


def _load_problem(sentence: str) -> Remark:
    placed = _PLACED.fullmatch(sentence)
    if placed is None:
        return Remark(Check.LADEN, "", None, sentence)
    line = int(placed["line"]) if placed["line"] else None
    return Remark(Check.LADEN, placed["file"], line, placed["sentence"])
