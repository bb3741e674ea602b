"""The manifest that lies beside the files of one letter: what they are and what was proven."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NotRequired

from typing_extensions import TypedDict

from docgen.budget import Budget, DeductionKind
from docgen.case import Case
from docgen.findings import Finding
from docgen.pipeline.settled import Settled
from docgen.proof import Proof


class Achsen(TypedDict):
    """The days by which law and clauses were chosen."""

    leistung: str
    verfahren: str
    bekanntgabe: str


class VerwendeterBaustein(TypedDict):
    """A clause of the letter; `herkunft` is `standard` or the id of a carrier."""

    id: str
    herkunft: str
    fassung: str
    sha256: str


class Luecke(TypedDict):
    """What a draft lacks: a field of the case (`pointer`), or what follows from others (`fakt`)."""

    pointer: NotRequired[str]
    fakt: NotRequired[str]
    titel: str


class Datei(TypedDict):
    """One file of the letter."""

    name: str
    mime: str
    groesse: int
    sha512: str


class Monatsbetrag(TypedDict):
    """The amounts of one stretch of time; `bis` is null where it has no end."""

    ab: str
    bis: str | None
    gesamtbudget: str
    gutscheine: str
    eigenbeitrag: str
    zahlbetrag: str
    teilbudgets: dict[str, str]


class OffenerHinweis(TypedDict):
    """A finding nobody has judged; in a draft it may be an error."""

    code: str
    pointer: str
    meldung: str


class BestaetigterHinweis(TypedDict):
    """A hint that somebody has judged."""

    code: str
    pointer: str
    meldung: str
    grund: str
    bestaetigt_von: str
    am: str


class Nachgewiesen(TypedDict):
    """One mandatory element; `orte` says for each file where it stands."""

    pflicht: str
    art: str
    titel: str
    norm: str
    orte: dict[str, list[str]]


class Manifest(TypedDict):
    """What lies beside the files of a letter: where they come from and what was proven.

    `luecken` is there in a draft only, which has no `nachweis`.
    """

    docgen: str
    typ: str
    zustand: str
    inhalt: str
    achsen: Achsen
    form: str
    bausteine: list[VerwendeterBaustein]
    luecken: NotRequired[list[Luecke]]
    fall_sha256: str
    dateien: list[Datei]
    betraege: list[Monatsbetrag]
    hinweise: list[OffenerHinweis]
    bestaetigte_hinweise: list[BestaetigterHinweis]
    nachweis: list[Nachgewiesen]


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One finished file; its name holds no personal data."""

    name: str
    media_type: str
    data: bytes


def manifest(  # noqa: PLR0913, PLR0917  (one record of everything)
    origin: Mapping[str, Any],
    case: Case,
    budget: Budget | None,
    findings: tuple[Finding, ...],
    settled: tuple[Settled, ...],
    files: tuple[OutputFile, ...],
    proofs: Mapping[str, Proof],
) -> bytes:
    """Write the `Manifest`, the same bytes for the same letter; proofs: none for a draft."""
    record = {key: value for key, value in origin.items() if key != "pflichten"} | {
        "fall_sha256": case.digest,
        "dateien": [
            {
                "name": file.name,
                "mime": file.media_type,
                "groesse": len(file.data),
                "sha512": hashlib.sha512(file.data).hexdigest(),
            }
            for file in files
        ],
        "betraege": [
            {
                "ab": one.start.isoformat(),
                "bis": one.end.isoformat() if one.end else None,
                "gesamtbudget": str(one.total),
                "gutscheine": str(one.vouchers),
                "eigenbeitrag": str(one.deducted(DeductionKind.CONTRIBUTION)),
                "zahlbetrag": str(one.payable),
                "teilbudgets": {share.carrier: str(share.amount) for share in one.shares},
            }
            for one in (budget.slices if budget else ())
        ],
        "hinweise": [
            {"code": one.code, "pointer": one.pointer, "meldung": one.message} for one in findings
        ],
        "bestaetigte_hinweise": [
            {
                "code": one.hint.code,
                "pointer": one.hint.pointer,
                "meldung": one.hint.message,
                "grund": one.reason,
                "bestaetigt_von": one.person,
                "am": one.day,
            }
            for one in settled
        ],
        "nachweis": _places(proofs),
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _places(proofs: Mapping[str, Proof]) -> list[dict[str, Any]]:
    """For each duty, where it stands in each file."""
    duties: dict[str, dict[str, Any]] = {}
    for name, proof in proofs.items():
        for duty in proof.duties:
            row = duties.setdefault(
                duty.duty,
                {
                    "pflicht": duty.duty,
                    "art": duty.kind,
                    "titel": duty.title,
                    "norm": duty.norm,
                    "orte": {},
                },
            )
            row["orte"][name] = list(duty.places)
    return list(duties.values())
