"""Turn an unfinished case into one a draft can be written from: what is missing says so itself.

What is not sound is taken out; then the case is grown like an empty one (`blank`), by asking the
validator what is missing. So a gap is what reading demands of exactly this case.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from docgen.case.blank import GROWS, grow
from docgen.case.fields import Field
from docgen.case.model import Case
from docgen.case.pointers import join, split
from docgen.case.schemas import Schemas
from docgen.case.spelling import is_placeholder
from docgen.case.structure import check
from docgen.findings import Finding
from docgen.german import missing

_ROUNDS: Final = 64
"""Every round takes out or adds something; a case is done after about as many as it is deep."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of the case where something needed is missing or unsound, with its German title."""

    pointer: str
    title: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A case without unsound values, its missing texts filled, and all its gaps in order."""

    case: Case
    gaps: tuple[Gap, ...]


def fill_gaps(case: Case, schemas: Schemas, doctype: str, *, bare: Collection[str] = ()) -> Filled:
    """Give the case of a draft: a free text that is missing reads `[fehlt: Titel]`.

    Days, numbers and choices stay unstated, and so do the texts at the pointers in `bare`.
    Errors: KeyError when there is no such document type.
    """
    vocabulary = schemas.vocabulary
    value = case.thawed()
    remaining, removed = _complete(value, schemas, doctype)
    places = {place for place, text in _leaves(value, "") if is_placeholder(text)}
    places |= {place for place in removed if _is_open(value, place, vocabulary)}
    gaps = tuple(Gap(place, schemas.title(place)) for place in sorted(places, key=vocabulary.order))
    for gap in reversed(gaps):
        if _is_free_text(vocabulary.at(gap.pointer)) and gap.pointer not in bare:
            _put(value, gap.pointer, missing(gap.title))
        else:
            _take(value, gap.pointer, vocabulary)
    unsound = [one for one in remaining if one.code != "feld.platzhalter"]
    return Filled(Case.freeze(value, unsound, case.digest), gaps)


def _complete(
    value: dict[str, Any], schemas: Schemas, doctype: str
) -> tuple[tuple[Finding, ...], set[str]]:
    """Take out what is unsound and add a placeholder for what is missing, until nothing changes.

    Gives what is still found then (the placeholders, and what could not be mended), and the places
    from which something was taken.
    """
    validator, vocabulary = schemas.validator(doctype), schemas.vocabulary
    ours: set[str] = set()
    removed: set[str] = set()
    found = check(value, validator, vocabulary)
    for _ in range(_ROUNDS):
        absent = [one for one in found if one.code in GROWS]
        unsound = [one for one in found if one.code not in GROWS and one.pointer not in ours]
        if not absent and not unsound:
            break
        # Later elements of an array first, so that those before keep their numbers.
        for one in sorted(unsound, key=lambda one: vocabulary.order(one.pointer), reverse=True):
            if _trim(value, one):
                continue
            if one.code == "feld.unbekannte_namen":
                _take_strangers(value, one.pointer, vocabulary)
            else:
                _take(value, one.pointer, vocabulary)
                removed.add(one.pointer)
        before = {place for place, _ in _leaves(value, "")}
        for one in absent:
            if _holder(value, one.pointer) is not None:
                grow(value, one, vocabulary)
        ours |= {place for place, _ in _leaves(value, "")} - before
        found = check(value, validator, vocabulary)
    return found, removed


def _is_open(value: dict[str, Any], place: str, vocabulary: Field) -> bool:
    """Tell whether one value was stated here, and is now missing in an object that is still there.

    Nothing demands it, but what was stated and is wrong is a gap all the same.
    """
    field, holder = vocabulary.at(place), _holder(value, place)
    if field is None or field.kind in {"object", "array"} or not isinstance(holder, dict):
        return False
    return split(place)[-1] not in holder


def _is_free_text(field: Field | None) -> bool:
    return field is not None and (field.kind, field.spelling, field.choices) == ("string", "", ())


def _leaves(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield pointer, value
        case dict():
            for name, item in value.items():
                yield from _leaves(item, join(pointer, name))
        case list():
            for index, item in enumerate(value):
                yield from _leaves(item, join(pointer, index))
        case _:
            pass


def _at(value: Any, tokens: tuple[str, ...]) -> Any:  # noqa: ANN401
    for token in tokens:
        match value:
            case dict():
                value = value.get(token)
            case list():
                value = value[int(token)] if int(token) < len(value) else None
            case _:
                return None
    return value


def _holder(value: Any, pointer: str) -> dict[str, Any] | list[Any] | None:  # noqa: ANN401
    """Give the object or array a place lies in; None when it is not there."""
    holder = _at(value, split(pointer)[:-1])
    return holder if isinstance(holder, dict | list) else None


def _put(value: dict[str, Any], pointer: str, text: str) -> None:
    holder, last = _holder(value, pointer), split(pointer)[-1]
    if isinstance(holder, list):
        holder[int(last)] = text
    elif holder is not None:
        holder[last] = text


def _trim(value: dict[str, Any], one: Finding) -> bool:
    """Take away only the spaces around a text that has nothing else against it."""
    text = _at(value, split(one.pointer))
    if one.code != "feld.leerraum" or not isinstance(text, str) or not text.strip():
        return False
    _put(value, one.pointer, text.strip())
    return True


def _take(value: dict[str, Any], pointer: str, vocabulary: Field) -> None:
    """Take a value out; an element that should be an object is emptied and keeps its number."""
    if not pointer:
        value.clear()
        return
    holder, last = _holder(value, pointer), split(pointer)[-1]
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list) and int(last) < len(holder):
        field = vocabulary.at(pointer)
        if field is not None and field.kind == "object" and holder[int(last)] != {}:
            holder[int(last)] = {}
        else:
            del holder[int(last)]


def _take_strangers(value: dict[str, Any], pointer: str, vocabulary: Field) -> None:
    """Take out the members of an object that the vocabulary does not know."""
    place, field = _at(value, split(pointer)), vocabulary.at(pointer)
    if isinstance(place, dict):
        for name in [name for name in place if field is None or field.below(name) is None]:
            del place[name]
