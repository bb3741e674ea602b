"""One case through all rooms: from bytes to a letter proven complete on its finished bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import docgen
from docgen.budget import Budget
from docgen.case import Case, Filled, fill_gaps
from docgen.doctypes import Doctype, Form
from docgen.document import Frame, build_letter
from docgen.duties import UnstatedFactError, demanded, oblige
from docgen.facts import DERIVED, Circumstances, gather
from docgen.findings import Finding, finding
from docgen.law import Axis, LawGapError, LetterLaw
from docgen.letter import Letter
from docgen.obligations import Obligations
from docgen.pipeline.content import Content
from docgen.pipeline.draft import (
    Bar,
    Lack,
    bare_places,
    draft_axes,
    lacks,
    missing_lines,
    stops_draft,
)
from docgen.pipeline.examine import (
    Examined,
    days_of,
    errors_first,
    examine,
    gap_finding,
    unprintable,
)
from docgen.pipeline.formats import FORMATS, STANDARD, draw, letter_for, with_needed
from docgen.pipeline.manifest import OutputFile, manifest
from docgen.proof import (
    Box,
    Misplaced,
    PagePicture,
    PlannedText,
    Proof,
    Reading,
    compare,
    misplaced,
    pointed_at,
    prove,
)
from docgen.wording import Composition, WordingError, compose


class State(StrEnum):
    """What became of a case."""

    FERTIG = "fertig"
    """The letter is written and proven."""
    ENTWURF = "entwurf"
    """A draft was asked for and is written; it names what is missing and must not be sent."""
    FALL_UNVOLLSTAENDIG = "fall_unvollstaendig"
    """The case has errors a person can mend; nothing is written."""
    NACHWEIS_FEHLGESCHLAGEN = "nachweis_fehlgeschlagen"
    """The case is in order, but the finished letter could not be proven; nothing is written."""


_PICTURES: Final = 3
"""So many pages are shown of a letter whose text leaves its place."""


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one case. files: letters, then the manifest; empty unless written.

    carrier: id of the carrier that decides; None where the case names none that is known.
    lacking: what a draft lacks. pictures: pages of a letter that is refused because text leaves its
    place, with a frame around that text.
    """

    state: State
    findings: tuple[Finding, ...]
    files: tuple[OutputFile, ...] = ()
    carrier: str | None = None
    lacking: tuple[Lack, ...] = ()
    pictures: tuple[PagePicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A letter before it is drawn: what it says, what it owes, where it comes from."""

    letter: Letter
    obligations: Obligations
    origin: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sketched:
    """A draft before it is drawn: of which case, what it says and lacks, where it comes from."""

    case: Case
    letter: Letter
    lacking: tuple[Lack, ...]
    origin: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Undrafted:
    """Why there is no draft of a case: what bars it, and every finding."""

    bar: Bar
    findings: tuple[Finding, ...]


def generate(  # noqa: PLR0913  (what is asked for, by name)
    content: Content,
    doctype_id: str,
    raw: bytes,
    formats: tuple[str, ...] = STANDARD,
    *,
    draft: bool = False,
    access: bool = True,
) -> Result:
    """Write and prove the letter of one case in each format.

    access: also in the formats the person needs, as the case says. draft: write one that may have
    gaps and is not proven, also of a case in order. It is refused only where the case cannot be
    read, or there is no carrier, letterhead or law to write with.
    Errors: KeyError for an unknown document type or format; BrokenInstallationError when a
    library or layout is missing.
    """
    examined = examine(content, doctype_id, raw)
    if access and examined.case is not None:
        formats = with_needed(formats, examined.case)
    write = _drafted if draft else _written
    return replace(write(content, doctype_id, examined, formats), carrier=examined.carrier(content))


def _written(
    content: Content, doctype_id: str, examined: Examined, formats: tuple[str, ...]
) -> Result:
    case, law, budget = examined.case, examined.law, examined.budget
    if not examined.is_sound or case is None or law is None:
        return Result(State.FALL_UNVOLLSTAENDIG, examined.findings)
    doctype = content.doctypes[doctype_id]
    try:
        planned = plan(content, doctype, case, law, budget)
    except (LawGapError, UnstatedFactError, WordingError) as gap:
        return Result(State.FALL_UNVOLLSTAENDIG, (*examined.findings, gap_finding(gap)))
    stem = _stem(doctype)
    letters = {name: letter_for(content, planned.letter, planned.origin, name) for name in formats}
    files = tuple(draw(content, letter, stem, name) for name, letter in letters.items())
    readings = {
        file.name: FORMATS[name].read(file.data) for name, file in zip(formats, files, strict=True)
    }
    din_form = planned.letter.din_form
    off_page = {name: misplaced(reading, din_form) for name, reading in readings.items()}
    told = [one.finding for found in off_page.values() for one in found]
    if told:
        findings = errors_first([*examined.findings, *dict.fromkeys(told)])
        return Result(State.FALL_UNVOLLSTAENDIG, findings, pictures=_shown(files, off_page))
    proofs = {name: prove(reading, planned.obligations) for name, reading in readings.items()}
    unproven = [
        one
        for name, letter in zip(readings, letters.values(), strict=True)
        for one in _unproven(proofs[name], readings[name], letter)
    ]
    if unproven:
        return Result(State.NACHWEIS_FEHLGESCHLAGEN, tuple(unproven))
    record = manifest(
        planned.origin, case, budget, examined.findings, examined.settled, files, proofs
    )
    return Result(
        State.FERTIG,
        examined.findings,
        (*files, OutputFile(f"{stem}.manifest.json", "application/json", record)),
    )


def _shown(
    files: tuple[OutputFile, ...], off_page: Mapping[str, tuple[Misplaced, ...]]
) -> tuple[PagePicture, ...]:
    """Draw the first pages of a letter on which text is misplaced, and point at it."""
    for file in files:
        boxes: dict[int, list[Box]] = {}
        for one in off_page[file.name]:
            if one.page is not None and (one.page in boxes or len(boxes) < _PICTURES):
                boxes.setdefault(one.page, []).extend(one.boxes)
        if boxes:
            return pointed_at(file.data, boxes)
    return ()


def _drafted(
    content: Content, doctype_id: str, examined: Examined, formats: tuple[str, ...]
) -> Result:
    sketched = try_draft(content, doctype_id, examined)
    if isinstance(sketched, Undrafted):
        return Result(State.FALL_UNVOLLSTAENDIG, sketched.findings)
    stem = f"{_stem(content.doctypes[doctype_id])}-{State.ENTWURF}"
    files = tuple(draw(content, sketched.letter, stem, name) for name in formats)
    is_paid = all(one.fact != "zahlbetrag" for one in sketched.lacking)
    budget = examined.budget if is_paid else None
    record = manifest(
        sketched.origin, sketched.case, budget, examined.findings, examined.settled, files, {}
    )
    return Result(
        State.ENTWURF,
        examined.findings,
        (*files, OutputFile(f"{stem}.manifest.json", "application/json", record)),
        lacking=sketched.lacking,
    )


def try_draft(content: Content, doctype_id: str, examined: Examined) -> Sketched | Undrafted:
    """Plan the draft of a case, or tell what keeps it from being written.

    Whoever offers a draft asks here, as whoever writes one does.
    Errors: KeyError for an unknown document type.
    """
    case, doctype = examined.case, content.doctypes[doctype_id]
    if case is None or stops_draft(examined.findings):
        return Undrafted(Bar.UNREADABLE, examined.findings)
    if examined.carrier(content) is None:
        return Undrafted(Bar.CARRIER, examined.findings)
    bare = bare_places(content.vocabulary)
    filled = fill_gaps(case, content.schemas, doctype_id, bare=bare)
    refused = tuple(unprintable(content, filled.case))
    if refused:
        return Undrafted(Bar.CONTENT, errors_first([*examined.findings, *refused]))
    try:
        return sketch(content, doctype, filled, examined)
    except NoLetterheadError:
        refused = (finding("traeger.kein_briefkopf", "/traeger"),)
    except (LawGapError, WordingError) as gap:
        refused = (gap_finding(gap),)
    found = [*examined.findings, *refused]
    unique = {(one.code, one.pointer, one.message): one for one in reversed(found)}
    return Undrafted(Bar.CONTENT, errors_first(list(reversed(unique.values()))))


def plan(
    content: Content, doctype: Doctype, case: Case, law: LetterLaw, budget: Budget | None
) -> Planned:
    """Gather the facts, work out what is owed, then choose the words and lay out the letter.

    budget: None where the case has none; then no amount that is computed may stand on the letter.
    Errors: LawGapError, UnstatedFactError or WordingError when law or case leave a gap.
    """
    of = _circumstances(content, case, law, budget)
    facts = gather(of, content.vocabulary, content.conditions, DERIVED)
    obligations = oblige(content.duties, doctype, facts, budget, law)
    words, carrier, form = content.wording[doctype.id], of.carrier.id, _form(case)
    composition = compose(words, facts, law, carrier=carrier, form=form)
    origin = provenance(content, doctype, law, composition, obligations)
    frame = _frame(doctype, of)
    return Planned(build_letter(frame, composition, facts, origin), obligations, origin)


def sketch(content: Content, doctype: Doctype, filled: Filled, examined: Examined) -> Sketched:
    """Plan a draft: as a letter is planned, but what is unstated says so, and nothing is owed.

    Errors: NoLetterheadError, LawGapError or WordingError when there is nothing to write it with.
    """
    case = filled.case
    law = content.law.for_letter(draft_axes(days_of(doctype, case), content.law, doctype))
    of = replace(
        _circumstances(content, case, law, examined.budget),
        lacking=frozenset(gap.pointer for gap in filled.gaps),
    )
    stated = gather(of, content.vocabulary, content.conditions, DERIVED)
    facts = stated.with_gaps(demanded(content.duties, doctype, stated, law))
    words, carrier, form = content.wording[doctype.id], of.carrier.id, _form(case)
    composition = compose(words, facts, law, carrier=carrier, form=form, draft=True)
    lacking = lacks(filled.gaps, facts, composition)
    origin = {
        **_origin(content, doctype, law, composition, State.ENTWURF),
        "luecken": [one.to_json() for one in lacking],
    }
    lines = map(content.glyphs.printable, missing_lines(lacking, examined.findings))
    frame = replace(_frame(doctype, of), missing=tuple(lines))
    return Sketched(case, build_letter(frame, composition, facts, origin), lacking, origin)


class NoLetterheadError(LawGapError):
    """The carrier's folder knows no letterhead for the day of the letter."""


def _circumstances(
    content: Content, case: Case, law: LetterLaw, budget: Budget | None
) -> Circumstances:
    carrier = content.carriers[str(case.get("/traeger"))]
    profile = carrier.profile(law.axes.verfahren)
    if profile is None:
        raise NoLetterheadError(carrier.id, law.axes.verfahren)
    return Circumstances(case, law, carrier, profile, content.carriers, budget)


def _frame(doctype: Doctype, of: Circumstances) -> Frame:
    day = of.law.axes.verfahren.isoformat()
    return Frame(doctype.title, of.profile.din_form, day, of.profile.logo)


def _form(case: Case) -> Form:
    return Form.NAME if case.get("/vertretung") else Form.SIE


def provenance(
    content: Content,
    doctype: Doctype,
    law: LetterLaw,
    composition: Composition,
    obligations: Obligations,
) -> Mapping[str, Any]:
    """Say where a letter comes from; it is embedded in every file before the proof."""
    return {
        **_origin(content, doctype, law, composition, State.FERTIG),
        "pflichten": obligations.to_json(),
    }


def _origin(
    content: Content, doctype: Doctype, law: LetterLaw, composition: Composition, state: State
) -> Mapping[str, Any]:
    return {
        "docgen": docgen.__version__,
        "typ": doctype.id,
        "zustand": state.value,
        "inhalt": content.digest,
        "achsen": {axis.value: law.axes.day(axis).isoformat() for axis in Axis},
        "form": composition.form.value,
        "bausteine": [
            {
                "id": clause.id,
                "herkunft": clause.carrier or "standard",
                "fassung": clause.valid_from.isoformat(),
                "sha256": clause.sha256,
            }
            for clause in composition.clauses()
        ],
    }


def _unproven(proof: Proof, reading: Reading, letter: Letter) -> Iterator[Finding]:
    yield from proof.findings()
    for change in compare(reading, planned_text(letter)):
        yield finding(
            "nachweis.text_abweichend", vorher=change.before or "", nachher=change.after or ""
        )


def planned_text(letter: Letter) -> PlannedText:
    """Give all a letter is meant to say, for its finished files to be compared with."""
    return PlannedText(tuple(letter.head_order()), tuple(letter.reading_order()), letter.footer())


def _stem(doctype: Doctype) -> str:
    return doctype.id.replace("/", "-")
