"""Turn a JSON object and its schema into findings, each in German at its place.

jsonschema says where and why; here its errors become what a caseworker has to mend: which field is
missing, which spelling was meant, which of several alternatives is nearest.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby, islice
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from docgen.case.fields import Field
from docgen.case.pointers import build, join
from docgen.case.raw import is_field_name
from docgen.case.spelling import (
    DECIMAL_FORMS,
    Slip,
    is_placeholder,
    slip_in_day,
    slip_in_decimal,
    slip_in_number,
)
from docgen.findings import Finding, finding

_MAX_ERRORS: Final = 500
_MAX_UNKNOWN: Final = 20
_MAX_GUESSED: Final = 80

# The first of these at a place speaks alone: whatever else is wrong there follows from it.
_DECISIVE: Final = (
    "feld.null",
    "feld.platzhalter",
    "feld.zahl_statt_text",
    "feld.art",
    "feld.leer",
    "feld.auswahl",
)

_KINDS: Final = {
    "string": "ein Text in Anführungszeichen",
    "integer": "eine ganze Zahl ohne Anführungszeichen",
    "boolean": "true oder false ohne Anführungszeichen",
    "object": "eine Gruppe von Angaben in geschweiften Klammern",
    "array": "eine Liste in eckigen Klammern",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of jsonschema: `value` at `path` does not satisfy `keyword: wanted` of `schema`."""

    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]
    path: tuple[str | int, ...]
    branches: tuple[tuple["_Fault", ...], ...]
    vocabulary: Field

    @classmethod
    def of(cls, error: ValidationError, vocabulary: Field) -> "_Fault":
        context = groupby(error.context or (), key=lambda one: one.relative_schema_path[0])
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            value=error.instance,
            schema=error.schema if isinstance(error.schema, Mapping) else {},
            path=tuple(error.absolute_path),
            branches=tuple(
                tuple(cls.of(one, vocabulary) for one in branch) for _, branch in context
            ),
            vocabulary=vocabulary,
        )

    @property
    def hint(self) -> str:
        """The explanation the schema gives beside the keyword."""
        return str(self.schema.get("x-meldung", ""))

    @property
    def missing(self) -> list[str]:
        """The names `required` wants that are not there; none for other keywords."""
        if self.keyword != "required":
            return []
        return [name for name in self.wanted if name not in self.value]

    @property
    def missing_places(self) -> set[str]:
        """Pointers of what is missing."""
        return {join(build(self.path), name) for name in self.missing}

    @property
    def is_begun(self) -> bool:
        """Whether some of the names `required` wants are there."""
        return len(self.missing) < len(self.wanted) if self.missing else False

    def title(self, name: str) -> str:
        """Title of a member of the value."""
        return self.vocabulary.title_at(join(build(self.path), name))

    def say(self, code: str, *below: str, **values: object) -> Finding:
        """Make the finding at this place, or at the member `below` it."""
        pointer = build((*self.path, *below))
        title = self.vocabulary.title_at(pointer)
        return finding(code, pointer, title=title, norm=None, titel=title, **values)


def check(
    value: Mapping[str, Any], validator: Draft202012Validator, vocabulary: Field
) -> tuple[Finding, ...]:
    """Give every structural finding in the order of the schema.

    After `_MAX_ERRORS` errors of the schema a finding about the whole file says that there are
    more; then no part of the case counts as sound.
    """
    errors = list(islice(validator.iter_errors(value), _MAX_ERRORS + 1))
    faults = [_Fault.of(error, vocabulary) for error in errors[:_MAX_ERRORS]]
    missing = {place for fault in faults for place in fault.missing_places}
    found = (one for fault in faults if not _is_echo(fault, missing) for one in _explain(fault))
    kept = sorted(_decisive(found), key=lambda one: vocabulary.order(one.pointer))
    if len(errors) > _MAX_ERRORS:
        kept.insert(0, finding("datei.zu_viele_fehler", grenze=_MAX_ERRORS))
    return tuple(kept)


def _decisive(found: Iterable[Finding]) -> Iterator[Finding]:
    """Keep each code once at each place, and only the decisive one where there is one."""
    by_place: dict[str, dict[str, Finding]] = {}
    for one in found:
        by_place.setdefault(one.pointer, {}).setdefault(one.code, one)
    for codes in by_place.values():
        first = next((code for code in _DECISIVE if code in codes), None)
        yield from [codes[first]] if first else codes.values()


def _is_echo(fault: _Fault, missing: set[str]) -> bool:
    """Tell whether "this or that is missing" says less than a plain "this is missing"."""
    return any(
        not missing.isdisjoint(one.missing_places) for branch in fault.branches for one in branch
    )


def _explain(fault: _Fault) -> Iterator[Finding]:
    value = fault.value
    if value is None:
        yield fault.say("feld.null")
    elif isinstance(value, str) and is_placeholder(value):
        yield fault.say("feld.platzhalter")
    elif isinstance(value, str) and not value.strip():
        yield fault.say("feld.leer")
    else:
        yield from _BY_KEYWORD.get(fault.keyword, _misplaced)(fault)


def _wrong_type(fault: _Fault) -> Iterator[Finding]:
    value, form = fault.value, fault.schema.get("format")
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if is_number and form in DECIMAL_FORMS:
        slip = slip_in_number(value, form)
        yield fault.say(slip.code, **slip.values)
    else:
        yield fault.say("feld.art", erwartet=_KINDS.get(str(fault.wanted), "etwas anderes"))


def _misspelt(fault: _Fault) -> Iterator[Finding]:
    slip = _meant(fault)
    if slip:
        yield fault.say(slip.code, **slip.values)
    else:
        yield fault.say("feld.schreibweise", meldung=fault.hint)


def _meant(fault: _Fault) -> Slip | None:
    form = fault.schema.get("format")
    if form in DECIMAL_FORMS:
        slip = slip_in_decimal(fault.value, form)
    elif form == "date":
        slip = slip_in_day(fault.value)
    else:
        return None
    # A correction that would be refused just the same would send people in a circle.
    right = slip.values.get("vorschlag") if slip else None
    return slip if right is None or re.search(fault.schema["pattern"], str(right)) else None


def _no_choice(fault: _Fault) -> Iterator[Finding]:
    choices = [str(one) for one in fault.wanted]
    near = get_close_matches(str(fault.value)[:_MAX_GUESSED].lower(), choices, n=1)
    hint = f" Meinen Sie „{near[0]}“?" if near else ""
    yield fault.say("feld.auswahl", werte=", ".join(choices), hinweis=hint)


def _missing(fault: _Fault) -> Iterator[Finding]:
    for name in fault.missing:
        yield fault.say("feld.fehlt", name)


def _missing_beside(fault: _Fault) -> Iterator[Finding]:
    for name, needed in fault.wanted.items():
        if name in fault.value:
            yield from (fault.say("feld.fehlt", one) for one in needed if one not in fault.value)


def _unknown(fault: _Fault) -> Iterator[Finding]:
    place = fault.vocabulary.at(build(fault.path)) or Field("")
    unknown = [name for name in fault.value if place.below(name) is None]
    sayable = [name for name in unknown if is_field_name(name)]
    if len(sayable) < len(unknown) or len(unknown) > _MAX_UNKNOWN:
        yield fault.say("feld.unbekannte_namen", anzahl=len(unknown))
    for name in sayable[:_MAX_UNKNOWN]:
        near = get_close_matches(name.lower(), list(place.members), n=1)
        if near:
            hint = f"Meinen Sie „{near[0]}“ ({place.members[near[0]].title})?"
        else:
            hint = "Bitte prüfen Sie die Schreibweise, oder entfernen Sie das Feld."
        yield fault.say("feld.unbekannt", name, feld=name, hinweis=hint)


def _no_alternative(fault: _Fault) -> Iterator[Finding]:
    """Say what the nearest alternative lacks, or between which one may choose."""
    faults = [one for branch in fault.branches for one in branch]
    only_missing = all(one.keyword == "required" and one.path == fault.path for one in faults)
    if not faults:
        yield fault.say("feld.unpassend", meldung=fault.hint)
    elif only_missing and not any(one.is_begun for one in faults):
        groups = [branch[0].missing for branch in fault.branches]
        named = [" und ".join(f"„{fault.title(name)}“" for name in group) for group in groups]
        yield fault.say("feld.fehlt_eines", groups[0][0], angaben=" oder ".join(named))
    else:
        for one in min(fault.branches, key=_distance):
            yield from _explain(one)


def _distance(branch: tuple[_Fault, ...]) -> tuple[bool, bool, int]:
    """Rank alternatives: of the right type first, then the begun ones, then fewest errors."""
    is_begun = any(one.is_begun for one in branch)
    return any(one.keyword == "type" for one in branch), not is_begun, len(branch)


def _forbidden(fault: _Fault) -> Iterator[Finding]:
    pattern = fault.wanted.get("pattern") if isinstance(fault.wanted, Mapping) else None
    found = re.search(pattern, fault.value) if pattern else None
    where = f" (Stelle {found.start() + 1})" if found else ""
    code = fault.schema.get("x-befund", "feld.unpassend")
    yield fault.say(code, meldung=fault.hint, stelle=where)


def _wrong_size(fault: _Fault) -> Iterator[Finding]:
    yield fault.say(_SIZES[fault.keyword], anzahl=len(fault.value), grenze=fault.wanted)


def _out_of_range(fault: _Fault) -> Iterator[Finding]:
    yield fault.say(
        "feld.bereich", von=fault.schema.get("minimum"), bis=fault.schema.get("maximum")
    )


def _misplaced(fault: _Fault) -> Iterator[Finding]:
    yield fault.say("feld.unpassend", meldung=fault.hint)


_SIZES: Final = {
    "minLength": "feld.zu_kurz",
    "maxLength": "feld.zu_lang",
    "minItems": "feld.zu_wenige",
    "maxItems": "feld.zu_viele",
    "minProperties": "feld.zu_wenige",
    "maxProperties": "feld.zu_viele",
}

_BY_KEYWORD: Final[Mapping[str, Callable[[_Fault], Iterator[Finding]]]] = {
    "additionalProperties": _unknown,
    "anyOf": _no_alternative,
    "dependentRequired": _missing_beside,
    "enum": _no_choice,
    "format": _misspelt,
    "maximum": _out_of_range,
    "minimum": _out_of_range,
    "not": _forbidden,
    "oneOf": _no_alternative,
    "pattern": _misspelt,
    "required": _missing,
    "type": _wrong_type,
    "unevaluatedProperties": _unknown,
    **dict.fromkeys(_SIZES, _wrong_size),
}
