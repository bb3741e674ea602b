"""Values that were typed beside findings, and the case they are written into."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from docgen.case import Case, Field
from docgen.case.pointers import split
from docgen.case.spelling import DECIMAL_FORMS, slip_in_day, slip_in_decimal

_SIMPLE: Final = frozenset({"string", "integer", "boolean"})
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_ANSWERS: Final = {"true": True, "false": False}


def is_simple(field: Field) -> bool:
    """Tell whether one value, typed in one line, is all that a field holds."""
    return field.kind in _SIMPLE


def enter(case: Case, entries: Mapping[str, str], vocabulary: Field) -> bytes:
    """Write the case file anew with what was typed at each place that has a simple field.

    Nothing is checked here, reading does that; a spelling that can only mean one thing is mended.
    """
    values = case.thawed()
    for pointer, typed in entries.items():
        field = vocabulary.at(pointer)
        if field is not None and pointer and is_simple(field):
            _put(values, split(pointer), _meant(field, typed))
    # A fraction is never right in a case; as text it keeps every digit that was stated.
    return json.dumps(values, ensure_ascii=False, indent=2, default=str).encode()


def _meant(field: Field, typed: str) -> object:
    if field.kind == "boolean":
        return _ANSWERS.get(typed, typed)
    if field.kind == "integer":
        return int(typed) if _WHOLE.fullmatch(typed) else typed
    slip = None
    if field.spelling in DECIMAL_FORMS:
        slip = slip_in_decimal(typed, field.spelling)
    elif field.spelling == "date":
        slip = slip_in_day(typed)
    return slip.values.get("vorschlag", typed) if slip else typed


def _put(values: Any, tokens: tuple[str, ...], value: object) -> None:  # noqa: ANN401
    """Put a value at its place; objects on the way are made, elements of lists are not."""
    holder = values
    *above, last = tokens
    for token in above:
        match holder:
            case dict():
                holder = holder.setdefault(token, {})
            case list() if token.isdecimal() and int(token) < len(holder):
                holder = holder[int(token)]
            case _:
                return
    match holder:
        case dict():
            holder[last] = value
        case list() if last.isdecimal() and int(last) < len(holder):
            holder[int(last)] = value
        case _:
            pass
