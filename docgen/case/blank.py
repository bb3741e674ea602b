"""Turn a document type into an empty case file: what it needs, with a placeholder at each place.

The file is grown by asking the validator what is missing until it only complains about the
placeholders, so that it cannot differ from what reading demands.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from jsonschema import Draft202012Validator

from docgen.case.fields import Field
from docgen.case.pointers import split
from docgen.case.spelling import placeholder
from docgen.case.structure import check
from docgen.findings import Finding

GROWS: Final = frozenset({"feld.fehlt", "feld.fehlt_eines", "feld.zu_wenige"})
"""The findings that `grow` answers."""


def empty_case(validator: Draft202012Validator, vocabulary: Field) -> dict[str, Any]:
    """Give a new empty case file with its fields in the order of the schema.

    Errors: KeyError with the pointer when the type demands what the vocabulary does not know.
    """
    case: dict[str, Any] = {}
    while missing := list(_missing(case, validator, vocabulary)):
        for one in missing:
            grow(case, one, vocabulary)
    ordered: dict[str, Any] = _in_order(case, vocabulary)
    return ordered


def _missing(
    case: dict[str, Any], validator: Draft202012Validator, vocabulary: Field
) -> Iterator[Finding]:
    return (one for one in check(case, validator, vocabulary) if one.code in GROWS)


def grow(case: dict[str, Any], one: Finding, vocabulary: Field) -> None:
    """Add what a finding misses, as a placeholder or as an empty object or array to be grown.

    Errors: KeyError with the pointer when the vocabulary does not know it.
    """
    field = vocabulary.at(one.pointer)
    if field is None:
        raise KeyError(one.pointer)
    holder: Any = case
    *above, last = split(one.pointer)
    for token in above:
        holder = holder[int(token)] if isinstance(holder, list) else holder[token]
    if one.code == "feld.zu_wenige":
        if field.item is None:
            raise KeyError(one.pointer)
        holder[last].append(_blank(field.item))
    else:
        holder[last] = _blank(field)


def _blank(field: Field) -> Any:  # noqa: ANN401
    match field:
        case Field(kind="object"):
            return {}
        case Field(kind="array"):
            return []
        case Field(choices=(only,)):
            return only
        case Field(choices=(_, *_)):
            return placeholder(f"{field.title}, möglich: {', '.join(field.choices)}")
        case _:
            spelt = field.example if isinstance(field.example, str) else json.dumps(field.example)
            return placeholder(f"{field.title}, z. B. {spelt}")


def _in_order(value: Any, field: Field | None) -> Any:  # noqa: ANN401
    match value:
        case dict():
            below = {name: field.below(name) if field else None for name in value}
            names = list(field.members) if field else []
            return {name: _in_order(value[name], below[name]) for name in names if name in value}
        case list():
            return [_in_order(item, field.item if field else None) for item in value]
        case _:
            return value
