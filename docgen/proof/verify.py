"""The bytes of a finished file alone into a verdict: unchanged, changed, incomplete, or a draft.

The obligations and the planned text come from the provenance embedded in the file. That shows
whether the file agrees with itself, not who wrote it. A draft carries no obligations: it stays a
draft, whatever was changed in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from docgen.obligations import Obligations, obligations_from_json
from docgen.proof.compare import Change, PlannedText, compare
from docgen.proof.prove import prove
from docgen.proof.read import read_file
from docgen.proof.reading import UnreadableFileError
from docgen.proof.verdict import Proof
from docgen.provenance import is_undamaged, read_provenance

LARGEST_FILE: Final = 50_000_000
"""So many bytes may a finished letter have that somebody wants judged, at whichever door."""

_MAX_UNITS = 20_000
_DRAFT = "entwurf"
_FINISHED = "fertig"


class Status(StrEnum):
    """What a file is, from its bytes alone."""

    UNCHANGED = "unveraendert"
    """Every duty stands there, and all text is the planned one."""
    CHANGED = "geaendert_vollstaendig"
    """The text was changed; every duty still stands there and nothing contradicts it."""
    INCOMPLETE = "unvollstaendig"
    """A duty is missing, or something on the page contradicts the case."""
    DRAFT = "entwurf"
    """The file was written as a draft and must not be sent, whatever stands in it."""
    UNKNOWN = "ohne_herkunft"
    """The file carries no provenance docgen can read; nothing can be said about it."""
    UNREADABLE = "unlesbar"
    """The bytes are no readable PDF, DOCX or HTML."""


_SENTENCES = {
    Status.UNCHANGED: "Das Schreiben ist unverändert; alle Pflichtangaben stehen darin.",
    Status.CHANGED: "Das Schreiben wurde geändert; alle Pflichtangaben stehen noch darin.",
    Status.INCOMPLETE: "Dem Schreiben fehlt eine Pflichtangabe, oder es widerspricht dem Fall.",
    Status.DRAFT: "Entwurf, nicht versenden. Ein Entwurf wird nicht auf Vollständigkeit geprüft.",
    Status.UNKNOWN: "Die Datei sagt nicht, woher sie stammt: Die Herkunftsangabe von docgen fehlt "
    "oder ist beschädigt. Es lässt sich nicht prüfen, ob sie vollständig ist.",
}


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a file.

    sentence: the verdict in German. proof and provenance: None where nothing could be proven.
    """

    status: Status
    sentence: str
    proof: Proof | None = None
    changes: tuple[Change, ...] = ()
    provenance: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Provenance:
    """The parts of a provenance that verification needs, checked."""

    obligations: Obligations
    planned: PlannedText
    everything: Mapping[str, Any]


def verify(data: bytes) -> Verification:
    """Judge a file by what it carries; never raises.

    The patterns of the duties come out of the file too, and a hostile one may take very long to
    match: whoever verifies files of strangers sets a limit of time around this call.
    """
    try:
        reading = read_file(data)
    except UnreadableFileError as error:
        return Verification(Status.UNREADABLE, str(error))
    everything = None if reading.provenance is None else read_provenance(reading.provenance)
    if everything is not None and everything.get("zustand") == _DRAFT:
        return Verification(Status.DRAFT, _SENTENCES[Status.DRAFT], provenance=everything)
    provenance = None if everything is None else _parse(everything)
    if provenance is None:
        return Verification(Status.UNKNOWN, _SENTENCES[Status.UNKNOWN])
    try:
        proof = prove(reading, provenance.obligations)
    except (ValueError, re.error, OverflowError, RecursionError):
        return Verification(Status.UNKNOWN, _SENTENCES[Status.UNKNOWN])
    changes = compare(reading, provenance.planned)
    if not proof.is_complete:
        status = Status.INCOMPLETE
    else:
        status = Status.CHANGED if changes else Status.UNCHANGED
    return Verification(status, _SENTENCES[status], proof, changes, provenance.everything)


def _parse(everything: Mapping[str, Any]) -> _Provenance | None:
    """Read the provenance of a letter; None if it is damaged or not of the form docgen writes."""
    try:
        if not is_undamaged(everything):
            return None
        obligations = obligations_from_json(everything["pflichten"])
        head, text, footer = (everything[name] for name in ("kopf", "text", "fuss"))
        state = everything["zustand"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not _is_sound(obligations) or not isinstance(head, list) or not isinstance(text, list):
        return None
    if len(head) + len(text) > _MAX_UNITS or not _are_texts((*head, *text, footer)):
        return None
    if state != _FINISHED:
        return None
    return _Provenance(obligations, PlannedText(tuple(head), tuple(text), footer), everything)


def _is_sound(obligations: Obligations) -> bool:
    """Tell whether every leaf is text, which `obligations_from_json` does not check."""
    lists = (obligations.amounts, obligations.dates, obligations.ibans, obligations.literals)
    headings = (*obligations.headings, *obligations.headings.values())
    return (
        all(map(_are_texts, lists))
        and _are_texts(headings)
        and all(
            _are_texts((item.title, item.kind, item.norm, item.consequence, *item.patterns))
            and _are_texts((item.duty, obligations.doctype))
            and all(
                _are_texts((evidence.where, evidence.unit))
                and all(map(_are_texts, evidence.words))
                and all(_are_texts((one.fact, one.title, one.value)) for one in evidence.expected)
                for evidence in item.evidence
            )
            for item in obligations.items
        )
    )


def _are_texts(values: object) -> bool:
    return isinstance(values, list | tuple) and all(isinstance(one, str) for one in values)
