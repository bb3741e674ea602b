"""Can it be read? Long sentences and paragraphs of each clause, and each example letter as a whole.

Limits and words stand in `templates/readability.yaml`. A clause that a carrier may not change
(`traeger_darf: nichts`) has fixed words: what it says gives hints only. Formulas mean nothing for
a few sentences, so that LIX and the sentence in the middle are taken from whole letters: every
example that becomes a letter, with its tables left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.doctypes import CarrierMay
from docgen.duties import UnstatedFactError
from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.editing.rulebook import Limit, Readability
from docgen.editing.sentences import Measures, measure, split, words
from docgen.editing.texts import Text, Unit
from docgen.facts import FactPlan
from docgen.law import LawGapError
from docgen.letter import Block, BulletList, Letter, Paragraph, Ruling, Run
from docgen.obligations import ValueKind
from docgen.pipeline import examine, plan
from docgen.pipeline.examine import Examined, gap_finding
from docgen.wording import WordingError
from docgen.wording.markdown import MARKER


@dataclass(frozen=True, slots=True)
class LetterMeasures:
    """How hard the letter of one example is."""

    file: str
    doctype: str
    measures: Measures


def hard_clauses(desk: Desk) -> Iterator[Remark]:
    """Find long sentences, long paragraphs and words of old offices."""
    for _, text in desk.all_texts():
        locked = text.clause.carrier_may is CarrierMay.NICHTS
        for unit in dict.fromkeys(one for each in text.variants for one in each.units):
            if unit.block is None:
                yield from _about(desk, text, unit, locked=locked)


def _about(desk: Desk, text: Text, unit: Unit, *, locked: bool) -> Iterator[Remark]:
    how = desk.book.readability
    sentences = split(filled(unit, desk.content.vocabulary, how), how)
    counts = [len(words(one)) for one in sentences]
    found = {
        "satz_woerter": max(counts, default=0),
        "absatz_woerter": sum(counts),
        "absatz_saetze": len(counts),
    }
    for name, value in found.items():
        limit = how.limits[name]
        if value >= limit.hint:
            yield Remark(
                Check.LESBARKEIT,
                text.clause.file,
                unit.line,
                _too_much(value, limit),
                is_hint=locked or value < limit.problem,
            )
    for pattern, better in how.words:
        if (hit := pattern.search(unit.text)) is not None:
            sentence = f"„{hit[0]}“: Besser ist {better}."
            yield Remark(Check.LESBARKEIT, text.clause.file, unit.line, sentence, is_hint=locked)


def _too_much(value: int, limit: Limit) -> str:
    return f"{value} {limit.title}: gut bis {limit.hint - 1}, zu viel ab {limit.problem}."


def filled(unit: Unit, vocabulary: Mapping[str, FactPlan], how: Readability) -> str:
    """Put words in the place of values: as many as such a value has.

    The bold beginning is dropped. A text of the case that another sentence follows ends one itself.
    """
    text = unit.text.removeprefix(unit.heading).lstrip()
    text = re.sub(r"\([^()]*\ue000norm\.[^()]*\)", " ", text)

    def value(marker: re.Match[str]) -> str:
        fact = vocabulary.get(marker[1])
        kind = fact.kind if fact and fact.kind else ValueKind.NORM
        wort = " ".join(["Wert"] * how.words_of[kind.value])
        after = text[marker.end() :].lstrip()
        ends = fact is not None and fact.literal and kind is ValueKind.TEXT
        return f"{wort}." if ends and after[:1].isupper() else wort

    return MARKER.sub(value, text)


def hard_letters(desk: Desk, measured: list[LetterMeasures]) -> Iterator[Remark]:
    """Find letters that are too hard as a whole; what was measured is added to a list."""
    how = desk.book.readability
    for one in _example_letters(desk):
        if isinstance(one, Remark):
            yield one
            continue
        measured.append(one)
        rates = {"brief_median": one.measures.median, "brief_lix": one.measures.lix}
        for name, value in rates.items():
            limit = how.limits[name]
            if value >= limit.hint:
                sentence = f"{_too_much(int(value), limit)} ({one.doctype})"
                yield Remark(
                    Check.LESBARKEIT, one.file, None, sentence, is_hint=value < limit.problem
                )


def _example_letters(desk: Desk) -> Iterator[LetterMeasures | Remark]:
    content = desk.content
    for path in content.examples():
        raw = path.read_bytes()
        file = path.relative_to(content.root).as_posix()
        every = {name: examine(content, name, raw) for name in content.doctypes}
        if not any(one.is_sound for one in every.values()):
            yield _lost(file, every)
        for name, examined in every.items():
            doctype = content.doctypes[name]
            case, law, budget = examined.case, examined.law, examined.budget
            if not examined.is_sound or case is None or law is None or budget is None:
                continue
            try:
                letter = plan(content, doctype, case, law, budget).letter
            except (LawGapError, UnstatedFactError, WordingError) as gap:
                sentence = f"Daraus wird kein Schreiben ({doctype.id}): {gap_finding(gap).message}"
                yield Remark(Check.LESBARKEIT, file, None, sentence, is_hint=True)
                continue
            found = measure(_paragraphs(letter), desk.book.readability)
            if found:
                yield LetterMeasures(file, doctype.id, found)


def _lost(file: str, every: Mapping[str, Examined]) -> Remark:
    """Tell an example of which nothing becomes a letter, by the type that is nearest to one."""
    faults = {
        name: [one for one in examined.findings if one.is_error] for name, examined in every.items()
    }
    name, found = min(faults.items(), key=lambda one: len(one[1]))
    where = f"„{found[0].title}“: " if found[0].title else ""
    sentence = f"Daraus wird kein Schreiben ({name}): {where}{found[0].message}"
    return Remark(Check.BEISPIEL, file, None, sentence, is_hint=True)


def _paragraphs(letter: Letter) -> Iterator[str]:
    for section in letter.sections:
        for block in section.blocks:
            inner = block.blocks if isinstance(block, Ruling) else (block,)
            for one in inner:
                yield from _texts(one)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield _plain(runs)
        case BulletList(items):
            yield from map(_plain, items)
        case _:
            pass  # a table is looked up, not read


def _plain(runs: tuple[Run, ...]) -> str:
    """Give a paragraph without its bold beginning."""
    kept = runs[1:] if len(runs) > 1 and runs[0].bold else runs
    return "".join(one.text for one in kept)
