"""Turn the raw bytes of a case file into a `Reading`."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, Final

from docgen.case.model import Case, Reading
from docgen.case.raw import read_object
from docgen.case.schemas import Schemas
from docgen.case.structure import check
from docgen.findings import Finding, finding

_VERSION: Final = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
_VERSION_PLACE: Final = "/fassung"


def read_case(raw: bytes, schemas: Schemas, doctype: str) -> Reading:
    """Read a case for one document type; nothing the bytes hold makes it raise.

    A file of a version that cannot be read has one finding and no sound place.
    Errors: KeyError when there is no such document type.
    """
    read = read_object(raw)
    if read.value is None:
        return Reading(None, read.findings)
    return _checked(read.value, hashlib.sha256(raw).hexdigest(), schemas, doctype)


def read_cases(
    raw: bytes, titles: Mapping[str, str], schemas: Schemas, doctype: str
) -> tuple[tuple[Finding, ...], tuple[Reading, ...]]:
    """Read one object that holds several cases, each in a field of its own, in that order.

    titles: of the fields. Gives what is wrong with the whole, then there are no cases, and the
    cases. A field that is missing or no object is a finding of its case.
    Errors: KeyError when there is no such document type.
    """
    read = read_object(raw)
    if read.value is None:
        return read.findings, ()
    if unknown := read.value.keys() - titles.keys():
        title = "Anfrage"
        stray = finding("feld.unbekannte_namen", title=title, titel=title, anzahl=str(len(unknown)))
        return (stray,), ()
    digest = hashlib.sha256(raw).hexdigest()
    return (), tuple(
        _checked(value, digest, schemas, doctype)
        if isinstance(value := read.value.get(name), dict)
        else Reading(None, (finding("feld.fehlt", title=title, titel=title),))
        for name, title in titles.items()
    )


def _checked(value: dict[str, Any], digest: str, schemas: Schemas, doctype: str) -> Reading:
    validator = schemas.validator(doctype)
    refused = _refused_version(value, schemas)
    if refused is not None:
        everything = finding(refused.code, versionen="")
        return Reading(Case.freeze(value, (everything,), digest), (refused,))
    fine = schemas.satisfied(doctype, value)
    found = () if fine else check(value, validator, schemas.vocabulary)
    return Reading(Case.freeze(value, found, digest), found)


def _refused_version(value: Mapping[str, Any], schemas: Schemas) -> Finding | None:
    stated = value.get("fassung")
    known = schemas.versions()
    number = _number(stated)
    if number is None or stated in known:
        return None
    is_newer = all(number > (_number(one) or number) for one in known)
    code = "datei.fassung_zu_neu" if is_newer else "datei.fassung_unbekannt"
    title = schemas.title(_VERSION_PLACE)
    return finding(code, _VERSION_PLACE, title=title, versionen=", ".join(known))


def _number(version: object) -> tuple[int, int] | None:
    match = _VERSION.fullmatch(version) if isinstance(version, str) else None
    return (int(match[1]), int(match[2])) if match else None
