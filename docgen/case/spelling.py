"""Turn a wrongly spelt amount or day into the spelling that was meant, if that is certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

_PLACES: Final = {"geld": 2, "dezimal": 4}
DECIMAL_FORMS: Final = tuple(_PLACES)
_MAX_WHOLE: Final = 9
_LONGEST: Final = 30
_SPACES: Final = " \u00a0\u2009\u202f"
_NUMBER: Final = re.compile(
    rf"(?:€|EUR|Euro)?[{_SPACES}]*(?P<sign>[-−–]?)[{_SPACES}]*"
    rf"(?P<body>[0-9](?:[0-9.,'’{_SPACES}]*[0-9])?)[{_SPACES}]*(?:€|EUR|Euro)?"
)
_GERMAN_DAY: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_LOOSE_DAY: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:T.{0,20})?")
_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRACKETS: Final = "⟨⟩"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a spelling: the code of its finding and the values for its sentence."""

    code: str
    values: Mapping[str, object]


def placeholder(text: str) -> str:
    """Mark a place in an empty case file that still has to be filled in."""
    opening, closing = _BRACKETS
    return f"{opening}{text}{closing}"


def is_placeholder(text: str) -> bool:
    """Tell whether a text still holds a placeholder, or a part of one."""
    return any(bracket in text for bracket in _BRACKETS)


def is_day(text: str) -> bool:
    """Tell whether `2026-12-01` is in the calendar; other spellings are none of its business."""
    if not _ISO_DAY.fullmatch(text):
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def slip_in_number(number: int | Decimal, form: str) -> Slip:
    """Tell how a JSON number would have to be written as text (form: `geld` or `dezimal`)."""
    if number < 0:
        return Slip("feld.negativ", {})
    right = _canonical(f"{abs(Decimal(number)):f}", form)  # minus zero is zero
    if isinstance(right, Slip):
        return right
    return Slip("feld.zahl_statt_text", {"vorschlag": f': "{right}"' if right else ""})


def slip_in_decimal(text: str, form: str) -> Slip | None:
    """Tell what is wrong with an amount, None when no reading of it is certain."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    if match["sign"]:
        return Slip("feld.negativ", {})
    plain = _without_grouping(re.sub(rf"['’{_SPACES}]", "", match["body"]))
    right = _canonical(plain, form) if plain else None
    if right is None or isinstance(right, Slip):
        return right
    return Slip("feld.zahl_schreibweise", {"wert": text, "vorschlag": right})


def slip_in_day(text: str) -> Slip | None:
    """Tell what is wrong with a date, None when no reading of it is certain."""
    if german := _GERMAN_DAY.fullmatch(text):
        day, month, year = german.groups()
    elif loose := _LOOSE_DAY.fullmatch(text):
        year, month, day = loose.groups()
    else:
        return None
    right = f"{year}-{month:0>2}-{day:0>2}"
    if not is_day(right):
        return Slip("feld.datum_unmoeglich", {"wert": f"{year}-{month:0>2}-{day:0>2}"})
    shown = text.partition("T")[0]
    return Slip("feld.datum_schreibweise", {"wert": shown, "vorschlag": right})


def _without_grouping(body: str) -> str | None:
    """Turn `1.234,56`, `1,234.56` or `447,80` into `1234.56`; None when that is a guess."""
    separators = re.findall(r"[.,]", body)
    mark = separators[-1] if separators else "."
    kinds = set(separators)
    if len(kinds) == 1 and len(separators) > 1:
        return "".join(body.split(mark)) if _is_grouped(body, mark) else None
    whole, _, fraction = body.rpartition(mark) if separators else (body, "", "")
    group = "." if mark == "," else ","
    if group in whole and not _is_grouped(whole, group):
        return None
    whole = whole.replace(group, "")
    return f"{whole}.{fraction}" if fraction else whole


def _is_grouped(body: str, mark: str) -> bool:
    return bool(re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+", body))


def _canonical(plain: str, form: str) -> str | Slip | None:
    """Spell a plain decimal as its form wants it; a Slip when it has too many places."""
    whole, _, fraction = plain.partition(".")
    places = _PLACES[form]
    if len(fraction) > places:
        return Slip("feld.nachkommastellen", {"anzahl": len(fraction), "grenze": places})
    whole = whole.lstrip("0") or "0"
    if not whole.isascii() or not whole.isdigit() or len(whole) > _MAX_WHOLE:
        return None
    if form == "geld":
        fraction = fraction.ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole
