"""A Reading and the Obligations of its letter into a Proof.

Everything is looked for on the page as it was read; nothing of how the page was made is known here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from docgen.obligations import Evidence, Expected, Obligation, Obligations, ValueKind
from docgen.patterns import quoted
from docgen.proof.literals import Literals, Wanted, is_covered, without
from docgen.proof.places import PlaceError, Places
from docgen.proof.reading import ITEM, PARAGRAPH, ROW, Reading, fold
from docgen.proof.values import Value, canonical, find_counted, find_stated
from docgen.proof.verdict import DutyProof, Proof, Stray, StrayKind

_KINDS = {
    "absatz": frozenset({PARAGRAPH, ITEM}),
    "punkt": frozenset({ITEM}),
    "zeile": frozenset({ROW}),
}
_SECTION = "abschnitt"
_GERMAN = {
    "absatz": "ein Absatz",
    "punkt": "ein Punkt",
    "zeile": "eine Tabellenzeile",
    _SECTION: "ein Abschnitt",
}
_AS_TEXT = frozenset({ValueKind.NAME, ValueKind.NORM, ValueKind.TEXT})
_COUNTED = frozenset({ValueKind.AMOUNT, ValueKind.NUMBER})
_PERSONAL = frozenset({ValueKind.NAME, ValueKind.TEXT, ValueKind.IBAN})

_PLACEHOLDER = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010ffff⟨⟩]|\\{\\{|\\}\\}|\\{%|\\[fehlt|\\b(?:None|undefined)\\b"
)


def prove(reading: Reading, obligations: Obligations) -> Proof:
    """Hold a page against what its letter owes.

    - A readable duty is found when each of its evidences is satisfied by one unit in its place.
      `absatz` takes paragraphs and list items, `abschnitt` takes all units of the place together.
    - An absent duty is found when none of its patterns matches anywhere outside the literals.
    - Strays: amounts, dates and IBANs the letter may not show, unless they stand wholly inside one
      of the case's literals; traces of the template outside the literals; doubled headings. In a
      table row a figure without currency is also allowed when it is one of the numbers the duties
      expect (hours, factors).

    Internal duties are left out: nothing of them can be read.
    Errors: re.error for a broken pattern; ValueError for an evidence with an unknown unit.
    """
    page = _Page(reading, obligations)
    duties = tuple(
        _absent(page, item) if item.kind == "abwesend" else _readable(page, item)
        for item in obligations.items
        if item.kind != "intern"
    )
    return Proof(duties, tuple(_strays(page, obligations)))


# --- the page, each unit looked at once ----------------------------------------------------------


_Wants = Mapping[tuple[ValueKind, str], Wanted | str]
"""What the whole letter is searched for, by expected value: a text, or a value as it is found."""


class _Text:
    """The text of a unit, or of all units of a place, with what is found in it.

    units: the texts with the values they state; what they count is looked for when it is asked.
    """

    def __init__(self, units: Sequence[tuple[str, Sequence[Value]]], wants: _Wants) -> None:
        self.text = " ".join(text for text, _ in units)
        self._squeezed = self.text.replace(" ", "")
        self._units = units
        self._wants = wants
        self._stated = {(one.kind, one.value) for _, stated in units for one in stated}

    @cached_property
    def _counted(self) -> set[tuple[ValueKind, str]]:
        found = (one for text, stated in self._units for one in find_counted(text, stated))
        return {(one.kind, one.value) for one in found}

    def satisfies(self, evidence: Evidence) -> bool:
        return all(map(self.holds, evidence.expected)) and all(map(self.says, evidence.words))

    def holds(self, expected: Expected) -> bool:
        wanted = self._wants[expected.kind, expected.value]
        if isinstance(wanted, Wanted):
            return next(wanted.spans(self.text, self._squeezed), None) is not None
        found = self._counted if expected.kind in _COUNTED else self._stated
        return (expected.kind, wanted) in found

    def says(self, group: tuple[str, ...]) -> bool:
        return any(re.search(pattern, self.text) for pattern in group)

    def lacks(self, evidence: Evidence) -> tuple[str, ...]:
        """Say in German what of an evidence is not in this text."""
        return (
            *(_describe(one) for one in evidence.expected if not self.holds(one)),
            *(_describe_words(group) for group in evidence.words if not self.says(group)),
        )


class _Page:
    """All spots with their values and literals, and the place of each evidence."""

    def __init__(self, reading: Reading, obligations: Obligations) -> None:
        literals = Literals(obligations.literals)
        self._wants = {
            (one.kind, one.value): Wanted(fold(one.value))
            if one.kind in _AS_TEXT
            else canonical(one.kind, one.value)
            for item in obligations.items
            for evidence in item.evidence
            for one in evidence.expected
        }
        self.places = Places(reading, obligations.headings)
        self.spots = self.places.spots
        self.literal_spans = [literals.spans(spot.unit.text) for spot in self.spots]
        self._stated = [
            find_stated(spot.unit.text, is_row=spot.unit.kind == ROW) for spot in self.spots
        ]
        self.bare = [
            without(spot.unit.text, spans) if spans else spot.unit.text
            for spot, spans in zip(self.spots, self.literal_spans, strict=True)
        ]
        self._texts = [self._text([index]) for index in range(len(self.spots))]

    def _text(self, indices: Sequence[int]) -> _Text:
        units = [(self.spots[index].unit.text, self._stated[index]) for index in indices]
        return _Text(units, self._wants)

    def statements(self, index: int) -> Iterator[tuple[Value, str]]:
        """Yield the values a unit states by itself, with their printed text.

        What lies wholly inside a literal is the case's. An amount or account that begins inside
        one has grown together with what stands beside it (`Hilfe in €` before `4 Stunden`); then
        the unit is also read without its literals. A day is never let off that way, so that a
        name such as August cannot hide one.
        """
        text, spans = self.spots[index].unit.text, self.literal_spans[index]
        grown = False
        for value in self._stated[index]:
            if is_covered((value.start, value.end), spans):
                continue
            if value.kind is not ValueKind.DATE and is_covered((value.start, value.start), spans):
                grown = True
                continue
            yield value, text[value.start : value.end]
        if grown:
            bare, is_row = self.bare[index], self.spots[index].unit.kind == ROW
            for value in find_stated(bare, is_row=is_row):
                yield value, bare[value.start : value.end]

    def candidates(self, evidence: Evidence) -> Iterator[tuple[_Text, Callable[[], str]]]:
        """Yield the texts that may satisfy an evidence, each with its place.

        Errors: PlaceError where the place itself is not on the page.
        """
        indices = self.places.of(evidence.where)
        if evidence.unit == _SECTION:
            if indices:
                yield self._text(indices), self.spots[indices[0]].section_name
            return
        for index in indices:
            if self.spots[index].unit.kind in _KINDS[evidence.unit]:
                yield self._texts[index], self.spots[index].__str__


# --- duties --------------------------------------------------------------------------------------


def _readable(page: _Page, item: Obligation) -> DutyProof:
    places: list[str] = []
    missing: list[str] = []
    for evidence in item.evidence:
        place, lack = _search(page, evidence)
        if lack:
            missing.append(lack)
        elif place not in places:
            places.append(place)
    if not item.evidence:
        missing.append("Es ist nicht festgelegt, woran die Angabe zu erkennen ist.")
    return _duty_proof(item, places, " ".join(missing))


def _search(page: _Page, evidence: Evidence) -> tuple[str, str]:
    """Give the place that satisfies an evidence, or say what is missing."""
    if evidence.unit not in _GERMAN:
        raise ValueError(f"unknown unit of evidence: {evidence.unit!r}")
    try:
        for text, place in page.candidates(evidence):
            if text.satisfies(evidence):
                return place(), ""
    except PlaceError as error:
        return "", f"{_sought(page, evidence)}; {error}."
    return "", _nearest(page, evidence)


def _sought(page: _Page, evidence: Evidence) -> str:
    sought = f"Gesucht wurde {_GERMAN[evidence.unit]}{_describe_place(page, evidence.where)}"
    wanted = _join([*map(_describe, evidence.expected), *map(_describe_words, evidence.words)])
    return f"{sought} mit {wanted}" if wanted else sought


def _nearest(page: _Page, evidence: Evidence) -> str:
    """Say what was sought, and which text comes nearest."""
    sought = _sought(page, evidence)
    lacking = [(text.lacks(evidence), place) for text, place in page.candidates(evidence)]
    if not lacking:
        return f"{sought}; dort steht nichts dergleichen."
    lacks, place = min(lacking, key=lambda one: len(one[0]))
    if len(lacks) == len(evidence.expected) + len(evidence.words):
        return f"{sought}; nichts davon steht dort."
    return f"{sought}; am nächsten kommt {place()}, dort fehlt {_join(lacks)}."


def _absent(page: _Page, item: Obligation) -> DutyProof:
    patterns = [re.compile(pattern) for pattern in item.patterns]
    hits = [
        (str(spot), match[0])
        for spot, text in zip(page.spots, page.bare, strict=True)
        for pattern in patterns
        if (match := pattern.search(text))
    ]
    places = tuple(dict.fromkeys(place for place, _ in hits))
    quoted = _join([f"„{text}“ ({place})" for place, text in hits])
    return _duty_proof(item, places, f"Es darf nicht dastehen: {quoted}." if hits else "")


def _duty_proof(item: Obligation, places: Iterable[str], missing: str) -> DutyProof:
    return DutyProof(
        item.duty,
        item.kind,
        item.title,
        item.norm,
        item.consequence,
        not missing,
        tuple(places),
        missing,
    )


# --- strays --------------------------------------------------------------------------------------


def _strays(page: _Page, obligations: Obligations) -> Iterator[Stray]:
    yield from (
        Stray(StrayKind.HEADING, spot.unit.text, str(spot))
        for spot in page.places.doubled_headings()
    )
    allowed = {
        ValueKind.MONEY: {canonical(ValueKind.MONEY, one) for one in obligations.amounts},
        ValueKind.DATE: set(obligations.dates),
        ValueKind.IBAN: set(obligations.ibans),
    }
    figures = allowed[ValueKind.MONEY] | set(_expected_figures(obligations))
    for index, spot in enumerate(page.spots):
        for value, printed in page.statements(index):
            known = figures if value.bare else allowed.get(value.kind)
            if known is not None and value.value not in known:
                yield Stray(_STRAY_KINDS[value.kind], printed, str(spot))
        for match in _PLACEHOLDER.finditer(page.bare[index]):
            yield Stray(StrayKind.PLACEHOLDER, match[0], str(spot))


_STRAY_KINDS = {
    ValueKind.MONEY: StrayKind.MONEY,
    ValueKind.DATE: StrayKind.DATE,
    ValueKind.IBAN: StrayKind.IBAN,
}


def _expected_figures(obligations: Obligations) -> Iterator[str]:
    """Yield all numbers and extents that duties expect, in the spelling of money."""
    for item in obligations.items:
        for evidence in item.evidence:
            for one in evidence.expected:
                if one.kind in {ValueKind.NUMBER, ValueKind.AMOUNT}:
                    yield canonical(ValueKind.MONEY, one.value.partition(" ")[0])


def typed_values(text: str) -> Iterator[tuple[StrayKind, str]]:
    """Yield what the words of a letter may not say by themselves, whatever the case.

    These are amounts, days and accounts that nobody computed or stated, and traces of a template:
    each would be a stray on the finished page.
    """
    folded = fold(text)
    for value in find_stated(folded):
        yield _STRAY_KINDS[value.kind], folded[value.start : value.end]
    for match in _PLACEHOLDER.finditer(folded):
        yield StrayKind.PLACEHOLDER, match[0]


# --- German --------------------------------------------------------------------------------------


def _describe(expected: Expected) -> str:
    """Name what was looked for; names, texts and IBANs are not repeated in messages."""
    title = f"„{expected.title}“"
    if expected.kind in _PERSONAL:
        return title
    value = expected.value
    if expected.kind is ValueKind.DATE:
        value = ".".join(reversed(value.split("-")))
    elif expected.kind is not ValueKind.NORM:
        value = value.replace(".", ",")
    unit = " Euro" if expected.kind is ValueKind.MONEY else ""
    return f"{title} ({value}{unit})"


def _describe_words(group: tuple[str, ...]) -> str:
    return f"{quoted(group)} (Wortlaut)"


def _describe_place(page: _Page, where: str) -> str:
    match where:
        case "briefkopf":
            return " im Briefkopf"
        case "seite1":
            return " auf Seite 1"
        case "ueberall":
            return ""
        case role:
            return f" unter „{page.places.heading(role)}“"


def _join(parts: Iterable[str]) -> str:
    """Join with commas and a last `und`."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} und {last}" if most else last
