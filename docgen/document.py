"""Turn words and facts into the letter without a format.

Here stand the frame of every letter (letterhead, address, information block, headings, numbers)
and the named blocks a clause can call for; no legal word is written here but table titles.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.facts import Fact, Facts
from docgen.german import NBSP, unparted
from docgen.letter import (
    Block,
    BulletList,
    Column,
    Letter,
    Letterhead,
    Logo,
    Paragraph,
    Row,
    Ruling,
    Run,
    Section,
    Table,
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
        _named(block.name, facts, before) if isinstance(block, NamedBlock) else block
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


_Row = Mapping[str, Fact]
_MONTHLY: Final = Column("Betrag im Monat", 24, numeric=True)
_LONG: Final = 40
"""Letters of an extent that wants more room."""


def _services(facts: Facts) -> Block:
    rows: list[Row] = []
    for stage in _times(facts, "stufen"):
        for item in _of_time(facts, "leistungen", stage):
            label = f"{_service(item)}{_time(facts, 'stufen', item)}"
            rows.append(Row((label, item["umfang"].text, item["betrag"].text)))
        rows += _totals(facts, stage)
    is_long = any(len(row.cells[1]) > _LONG for row in rows)
    service, extent = (44, 32) if is_long else (58, 18)
    columns = (Column("Leistung", service), Column("Umfang", extent), _MONTHLY)
    return Table("Bewilligte Leistungen", columns, tuple(rows))


def _service(item: _Row) -> str:
    form = f", {item['form'].text}" if "form" in item else ""
    return f"{item['bezeichnung'].text}\n({item['norm'].text}){form}"


def _totals(facts: Facts, stage: _Row) -> Iterator[Row]:
    """The Teilbudgets and the Gesamtbudget, in one row where they are the same."""
    shares = tuple(_of_time(facts, "teilbudgets", stage))
    time, total = _time(facts, "stufen", stage), _total(facts, stage)
    if len(shares) == 1:
        (only,) = shares
        label = f"Gesamtbudget = Teilbudget {only['traeger'].text}{time}"
        yield Row((label, "", total), total=True)
        return
    for share in shares:
        yield Row((f"Teilbudget {share['traeger'].text}{time}", "", share["betrag"].text))
    yield Row((f"Gesamtbudget{time}", "", total), total=True)


def _calculation(facts: Facts) -> Block:
    """Each row can be followed with a pocket calculator."""
    rows: list[Row] = []
    for stage in _times(facts, "stufen"):
        time = _time(facts, "stufen", stage)
        for item in _of_time(facts, "rechenwege", stage):
            cells = (f"{item['titel'].text}{time}", item["rechnung"].text, item["betrag"].text)
            rows.append(Row(cells))
        rows += _sums(facts, stage)
    return Table(
        "Rechenweg",
        (Column("Leistung", 38), Column("Rechnung", 38), _MONTHLY),
        tuple(rows),
    )


def _sums(facts: Facts, stage: _Row) -> Iterator[Row]:
    """The Gesamtbudget of each time in a stage, what goes off it, and what is left."""
    for when in _times(facts, "abschnitte"):
        if _is_of(when.get("stufe"), stage):
            time = _time(facts, "abschnitte", when)
            yield Row((f"Gesamtbudget im Monat{time}", "", _total(facts, stage)), total=True)
            for item in _of_time(facts, "abzuege", when):
                label = f"abzüglich {item['name'].text}{time}"
                yield Row((label, item["rechnung"].text, f"− {item['betrag'].text}"))
            if facts.lists["abzuege"].items:
                yield Row((f"Zahlbetrag im Monat{time}", "", _payable(facts, when)), total=True)


def _payments(facts: Facts) -> Block:
    """The amounts of each time in a few lines: what is paid, and what it comes from."""
    rows: list[Row] = []
    for when in _times(facts, "abschnitte"):
        time = when["zeitraum"].text
        rows.append(Row(("Gesamtbudget im Monat", time, when["gesamtbudget"].text)))
        rows += (
            Row((f"abzüglich {item['name'].text}", time, f"− {item['betrag'].text}"))
            for item in _of_time(facts, "abzuege", when)
        )
        rows.append(Row(("Zahlbetrag im Monat", time, _payable(facts, when)), total=True))
    return Table(
        "Beträge im Monat",
        (Column("Posten", 38), Column("Zeitraum", 38), _MONTHLY),
        tuple(rows),
    )


def _times(facts: Facts, name: str) -> tuple[_Row, ...]:
    """Give the rows of a list of times; one without anything stated on a draft without a budget."""
    return facts.lists[name].items or ({},)


def _of_time(facts: Facts, name: str, when: _Row) -> Iterator[_Row]:
    """Yield the rows of a list that hold in a time."""
    for item in facts.lists[name].items:
        if _is_of(item.get("zeitraum"), when):
            yield item


def _is_of(period: Fact | None, when: _Row) -> bool:
    """Tell whether something holds in a time; on a draft without a budget all does."""
    return period is None or "zeitraum" not in when or period.text == when["zeitraum"].text


def _time(facts: Facts, name: str, item: _Row) -> str:
    """Name the time of a row in a line of its own, where there are several in a list of times."""
    return f"\n{item['zeitraum'].text}" if len(_times(facts, name)) > 1 else ""


def _total(facts: Facts, stage: _Row) -> str:
    several = len(_times(facts, "stufen")) > 1
    return stage["gesamtbudget"].text if several else facts.text("gesamtbudget")


def _payable(facts: Facts, when: _Row) -> str:
    several = len(_times(facts, "abschnitte")) > 1
    return when["zahlbetrag"].text if several else facts.text("zahlbetrag")


_NEED: Final = ("problemlage", "ziel", "voraussetzungen")


def _needs(facts: Facts) -> Block:
    return BulletList(tuple(map(_need, facts.lists["bedarfe"].items)))


def _need(item: _Row) -> tuple[Run, Run]:
    said = [item[field].text for field in _NEED if field in item]
    if "umfang" in item:
        said.append(f"Festgestellter Umfang: {item['umfang'].text}.")
    return Run(f"{item['bereich'].text}:", bold=True), Run(f" {' '.join(said)}")


def _vouchers(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (
                Run(f"{item['bezeichnung'].text}:", bold=True),
                Run(
                    f" {item['betrag'].text} im Monat{_time_in_brackets(item, facts)}. "
                    f"Einlösen: {item['einloesung'].text}"
                ),
            )
            for item in facts.lists["gutscheine"].items
        )
    )


def _time_in_brackets(item: _Row, facts: Facts) -> str:
    return f" ({item['zeitraum'].text})" if len(_times(facts, "stufen")) > 1 else ""


def _voucher_reasons(facts: Facts) -> Block:
    reasons = {
        item["bezeichnung"].text: item["grund"].text for item in facts.lists["gutscheine"].items
    }
    return BulletList(
        tuple((Run(f"{name}:", bold=True), Run(f" {reason}")) for name, reason in reasons.items())
    )


def _paid_once(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (
                Run(f"{item['bezeichnung'].text} ({item['norm'].text}): "),
                Run(item["betrag"].text, bold=True),
                Run(f" zum {item['zahltag'].text}"),
            )
            for item in facts.lists["einmalige"].items
        )
    )


def _highest(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (
                Run(f"{item['bezeichnung'].text}:", bold=True),
                Run(
                    f" Die Kosten sind {item['kosten'].text} im Monat. Wir zahlen "
                    f"{item['betrag'].text} im Monat. {item['grund'].text}"
                ),
            )
            for item in facts.lists["hoechstbetraege"].items
        )
    )


def _parts_of_months(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (
                Run(f"{item['monat'].text}: "),
                Run(item["betrag"].text, bold=True),
                Run(f" zum {item['zahltag'].text}. Rechnung: {item['rechnung'].text}"),
            )
            for item in facts.lists["teilmonate"].items
        )
    )


def _contributions(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (
                Run(
                    f"{item['zeitraum'].text}: {item['betrag'].text} im Monat, "
                    f"Bescheid vom {item['bescheid'].text}"
                ),
            )
            for item in facts.lists["beitraege"].items
        )
    )


def _enclosures(facts: Facts) -> Block:
    return BulletList(
        tuple(
            (Run(f"Anlage {number}: {item['titel'].text}"),)
            for number, item in enumerate(facts.lists["anlagen"].items, start=1)
        )
    )


def _named(name: str, facts: Facts, before: tuple[Section, ...]) -> Block:
    return _statutes(facts, before) if name == "gesetze" else _NAMED_BLOCKS[name](facts)


def _statutes(facts: Facts, before: tuple[Section, ...]) -> Block:
    """The statutes that the parts before name in short; `SGB I` is not meant by `SGB IX`."""
    said = " ".join(unit for section in before for unit in section.units()).replace(NBSP, " ")
    return BulletList(
        tuple(
            (Run(f"{item['kurz'].text}: {item['name'].text}"),)
            for item in facts.lists["gesetze"].items
            if re.search(rf"(?<!\w){re.escape(item['kurz'].text)}(?!\w)", said)
        )
    )


_NAMED_BLOCKS: Final[Mapping[str, Callable[[Facts], Block]]] = {
    "leistungen": _services,
    "betraege": _payments,
    "einmalige": _paid_once,
    "teilmonate": _parts_of_months,
    "rechenweg": _calculation,
    "beitraege": _contributions,
    "bedarf": _needs,
    "gutscheine": _vouchers,
    "gutscheingruende": _voucher_reasons,
    "hoechstbetraege": _highest,
    "anlagen": _enclosures,
}


def _fields(name: str, *fields: str) -> frozenset[str]:
    return frozenset(f"{name}.{field}" for field in fields)


_SUMS: Final = (
    frozenset({"gesamtbudget", "zahlbetrag", "gutscheinwert", "pflegegeld", "eigenbeitrag"})
    | _fields("abschnitte", "zeitraum", "gesamtbudget", "zahlbetrag")
    | _fields("abzuege", "name", "zeitraum", "betrag", "rechnung")
)
BLOCK_FACTS: Final[Mapping[str, frozenset[str]]] = {
    "leistungen": frozenset({"gesamtbudget"})
    | _fields("leistungen", "bezeichnung", "norm", "form", "zeitraum", "umfang", "betrag")
    | _fields("umfaenge", "bezeichnung", "zeitraum", "umfang")
    | _fields("teilbudgets", "traeger", "zeitraum", "betrag")
    | _fields("stufen", "zeitraum", "gesamtbudget"),
    "betraege": _SUMS,
    "einmalige": _fields("einmalige", "bezeichnung", "norm", "betrag", "zahltag"),
    "teilmonate": _fields("teilmonate", "monat", "betrag", "zahltag", "rechnung"),
    "rechenweg": _SUMS
    | _fields("rechenwege", "titel", "zeitraum", "rechnung", "betrag")
    | _fields("umfaenge", "posten", "umfang", "satz"),
    "beitraege": _fields("beitraege", "zeitraum", "betrag", "bescheid"),
    "bedarf": _fields("bedarfe", "bereich", "umfang", *_NEED)
    | _fields("stundenbedarfe", "bereich", "umfang")
    | _fields("umfaenge", "bereich", "umfang"),
    "gutscheine": _fields("gutscheine", "bezeichnung", "zeitraum", "betrag", "einloesung"),
    "gutscheingruende": _fields("gutscheine", "bezeichnung", "grund"),
    "hoechstbetraege": _fields("hoechstbetraege", "bezeichnung", "kosten", "betrag", "grund"),
    "gesetze": _fields("gesetze", "kurz", "name"),
    "anlagen": _fields("anlagen", "titel"),
}
"""What each named block prints, in its rows or points."""
