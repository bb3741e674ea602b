"""The manifest that lies beside the files of one letter: what they are and what was proven."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.budget import Budget
from docgen.case import Case
from docgen.findings import Finding
from docgen.pipeline.settled import Settled
from docgen.proof import Proof


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
    """Write the manifest as JSON, the same bytes for the same letter; proofs: none for a draft."""
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
                "eigenbeitrag": str(one.contribution),
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
