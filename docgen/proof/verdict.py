"""The outcome of a proof, and how it is told as findings."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docgen.findings import Finding, finding


class StrayKind(StrEnum):
    """What stands on the page though nothing in the case accounts for it."""

    MONEY = "betrag"
    """An amount nobody computed."""
    DATE = "datum"
    """A date nobody stated."""
    IBAN = "iban"
    """Bank details nobody stated."""
    PLACEHOLDER = "platzhalter"
    """A trace of the template that was not filled."""
    HEADING = "ueberschrift"
    """A section printed a second time."""


_CODES = {
    StrayKind.MONEY: "nachweis.betrag_unbekannt",
    StrayKind.DATE: "nachweis.datum_unbekannt",
    StrayKind.IBAN: "nachweis.iban_unbekannt",
    StrayKind.PLACEHOLDER: "nachweis.platzhalter",
    StrayKind.HEADING: "nachweis.ueberschrift_doppelt",
}


@dataclass(frozen=True, slots=True)
class DutyProof:
    """What became of one readable or absent duty.

    kind: `lesbar` or `abwesend`. places: German, where it stands, or where forbidden text stands.
    missing: German, what was looked for in vain, or stands there and may not; empty when found.
    """

    duty: str
    kind: str
    title: str
    norm: str
    consequence: str
    found: bool
    places: tuple[str, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """Something on the page that may not be there: its text as printed, and its place."""

    kind: StrayKind
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Proof:
    """All duties that can be read, and all strays."""

    duties: tuple[DutyProof, ...]
    strays: tuple[Stray, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every duty is fulfilled and nothing contradicts it."""
        return not self.strays and all(duty.found for duty in self.duties)

    def findings(self) -> tuple[Finding, ...]:
        """Tell what is wrong, duties first."""
        return (*_duty_findings(self.duties), *_stray_findings(self.strays))


def _duty_findings(duties: tuple[DutyProof, ...]) -> Iterator[Finding]:
    for duty in duties:
        if not duty.found:
            yield finding(
                "nachweis.verbotenes" if duty.kind == "abwesend" else "nachweis.pflicht_unerfuellt",
                title=duty.title,
                norm=duty.norm or None,
                titel=duty.title,
                grund=duty.missing,
                folge=f" {duty.consequence}" if duty.consequence else "",
            )


def _stray_findings(strays: tuple[Stray, ...]) -> Iterator[Finding]:
    for stray in strays:
        yield finding(_CODES[stray.kind], text=stray.text, ort=stray.place)
