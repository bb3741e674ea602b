"""The frame of every letter, and the order of what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.document.blocks import named_block
from docgen.facts import Facts
from docgen.german import unparted
from docgen.letter import (
    Block,
    BulletList,
    Letter,
    Letterhead,
    Logo,
    Paragraph,
    Ruling,
    Run,
    Section,
)
from docgen.provenance import write_provenance
from docgen.wording import ComposedClause, ComposedSection, Composition, NamedBlock


@dataclass(frozen=True, slots=True)
class Frame:
    """What a letter needs besides words and facts.

    title: of the document type, without personal data. din_form: `A` or `B`. logo: the carrier's.
    missing: None for a letter that may be sent; for a draft what it still lacks, a sentence or
    title each.
    """

    title: str
    din_form: str
    date: str
    logo: Logo | None = None
    missing: tuple[str, ...] | None = None


def build_letter(
    frame: Frame, composition: Composition, facts: Facts, provenance: Mapping[str, Any]
) -> Letter:
    """Lay out one letter.

    All it says is added to the provenance: `kopf` above the subject, `text` from there on, `fuss`
    at the foot of every page.
    """
    subject, reference = _subject(composition.subject)
    draft = frame.missing is not None
    sections = _sections(composition, facts)
    letter = Letter(
        title=f"{_DRAFT}: {frame.title}" if draft else frame.title,
        author=facts.text("behoerde"),
        date=frame.date,
        din_form=frame.din_form,
        letterhead=_letterhead(facts, frame.logo),
        subject=subject,
        reference=reference,
        salutation=facts.text("anrede"),
        sections=(
            *_what_it_is(draft=draft),
            *sections,
            *_what_is_missing(frame.missing or ()),
        ),
        running_line=f"{_WARNING} · {_running_line(facts)}" if draft else _running_line(facts),
        provenance="",
        draft=draft,
    )
    return _with_provenance(letter, provenance)


def as_further_form(letter: Letter, sentence: str, provenance: Mapping[str, Any]) -> Letter:
    """Let a letter say below its subject that it is a further form, and which one counts.

    provenance: that of the letter, see `build_letter`.
    """
    lines = (letter.reference, sentence)
    return _with_provenance(replace(letter, reference="\n".join(filter(None, lines))), provenance)


def _with_provenance(letter: Letter, provenance: Mapping[str, Any]) -> Letter:
    full = {
        **provenance,
        "kopf": list(letter.head_order()),
        "text": list(letter.reading_order()),
        "fuss": letter.footer(),
    }
    return letter.with_provenance(write_provenance(full))


_DRAFT: Final = "Entwurf"
_WARNING: Final = "Entwurf, nicht versenden"
_NOT_DECIDED: Final = (
    "Das ist ein Entwurf für ein Gespräch. Noch ist nichts entschieden und nichts vereinbart. "
    "Dieses Papier ist kein Bescheid."
)
_MISSING: Final = "Das fehlt noch"


def _what_it_is(*, draft: bool) -> Iterator[Section]:
    """Say at the beginning of a draft that nothing of it is decided, whatever its words say."""
    if draft:
        yield Section("entwurf", None, (Paragraph((Run(_NOT_DECIDED, bold=True),)),))


def _what_is_missing(lines: tuple[str, ...]) -> Iterator[Section]:
    """List at the end of a draft what stands between it and the letter."""
    if lines:
        yield Section("entwurf", _MISSING, (BulletList(tuple((Run(one),) for one in lines)),))


def _subject(clause: ComposedClause) -> tuple[str, str]:
    lines = [
        "".join(run.text for run in block.runs)
        for block in clause.blocks
        if isinstance(block, Paragraph)
    ]
    subject, reference = lines
    return subject, reference


_AUTHORITY: Final = ("behoerde", "behoerde_zusatz", "behoerde_strasse", "behoerde_ort")
_RETURN: Final = ("behoerde", "behoerde_strasse", "behoerde_ort")
_ADDRESS: Final = (
    "empfaenger",
    "empfaenger_organisation",
    "empfaenger_zusatz",
    "empfaenger_strasse",
    "empfaenger_ort",
    "empfaenger_land",
)
_INFORMATION: Final = {
    "Aktenzeichen": "aktenzeichen",
    "Ansprechperson": "sachbearbeitung_name",
    "Telefon": "sachbearbeitung_telefon",
    "E-Mail": "behoerde_email",
    "Datum": "datum",
}
FRAME_FACTS: Final = frozenset(
    {*_AUTHORITY, *_RETURN, *_ADDRESS, *_INFORMATION.values(), "anrede", "zusaetze"}
)
"""What every letter prints around its clauses."""


def _letterhead(facts: Facts, logo: Logo | None) -> Letterhead:
    return Letterhead(
        authority=_stated(facts, _AUTHORITY),
        return_line=" · ".join(map(unparted, _stated(facts, _RETURN))),
        address=_stated(facts, _ADDRESS),
        information=tuple(
            (label, facts.text(name))
            for label, name in _INFORMATION.items()
            if name in facts.single
        ),
        logo=logo,
    )


def _stated(facts: Facts, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(facts.text(name) for name in names if name in facts.single)


def _running_line(facts: Facts) -> str:
    """Say on every page whose letter it is; no date or amount: footers are no evidence."""
    authority, number = facts.text("behoerde"), facts.single.get("aktenzeichen")
    return f"{authority} · Aktenzeichen {number.text}" if number else authority


def _sections(composition: Composition, facts: Facts) -> tuple[Section, ...]:
    """Lay out the parts; own paragraphs stand at the end of the last part of their role."""
    last = {section.plan.role: section for section in composition.sections}
    laid: tuple[Section, ...] = ()
    for section in composition.sections:
        is_last = section is last[section.plan.role]
        laid += (_section(section, facts, laid, is_last=is_last),)
    return laid


def _section(
    section: ComposedSection, facts: Facts, before: tuple[Section, ...], *, is_last: bool
) -> Section:
    role = section.plan.role
    blocks = tuple(
        block
        for clause in section.clauses
        for block in _clause_blocks(section, clause, facts, before)
    )
    if is_last:
        blocks += tuple(_own_paragraphs(role, facts, as_points=isinstance(blocks[-1], BulletList)))
    plan = section.plan
    return Section(role, plan.heading, tuple(_merge_lists(blocks)), plan.whole)


def _own_paragraphs(role: str, facts: Facts, *, as_points: bool) -> Iterator[Block]:
    for item in facts.lists["zusaetze"].items:
        if item["rolle"].value == role:
            runs = (Run(item["text"].text),)
            yield BulletList((runs,)) if as_points else Paragraph(runs)


def _clause_blocks(
    section: ComposedSection, clause: ComposedClause, facts: Facts, before: tuple[Section, ...]
) -> tuple[Block | Ruling, ...]:
    blocks = tuple(
        named_block(block.name, facts, before) if isinstance(block, NamedBlock) else block
        for block in clause.blocks
    )
    if section.plan.numbered and clause.number is not None:
        return (Ruling(clause.number, blocks),)
    return blocks


def _merge_lists(blocks: tuple[Block | Ruling, ...]) -> Iterator[Block | Ruling]:
    """Make one list of lists that follow each other: each clause brings its own point."""
    pending: BulletList | None = None
    for block in blocks:
        if isinstance(block, BulletList):
            pending = BulletList((*pending.items, *block.items)) if pending else block
            continue
        if pending is not None:
            yield pending
            pending = None
        yield block
    if pending is not None:
        yield pending
