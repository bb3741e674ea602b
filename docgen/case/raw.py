"""Turn raw bytes into one JSON object, or into the reasons why that cannot be done.

Stricter than `json`: size, depth, encoding, duplicate keys, values that are no numbers, huge
numbers and half characters are refused. Whatever passes is plain and safe to walk: strings in NFC,
fractions as Decimal, at most `MAX_DEPTH` levels.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from docgen.case.pointers import join
from docgen.findings import Finding, finding

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 32
_MAX_DIGITS: Final = 18
_MAX_NUMBER_LENGTH: Final = 40
_LONGEST_NAME: Final = 40
_QUOTED: Final = 40
_BRACKETS: Final = frozenset("{[")

# Possessive and with an optional closing quote: linear also on hostile text.
_STRING_OR_BRACKET: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_EXPONENT: Final = re.compile(r"[eE]([+-]?[0-9]+)$")
_FIELD_NAME: Final = re.compile(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß0-9_/.-]*")

_SEPARATOR: Final = "Hier fehlt ein Komma oder eine schließende Klammer."
_SEPARATOR_AT_END: Final = "Am Ende dieser Zeile fehlt ein Komma oder eine schließende Klammer."
_REASONS: Final = {
    "Expecting value": "Hier fehlt ein Wert.",
    "Expecting property name": "Hier fehlt ein Feldname in doppelten Anführungszeichen.",
    "Illegal trailing comma": "Hier steht ein Komma zu viel.",
    "Expecting ':' delimiter": "Hier fehlt ein Doppelpunkt.",
    "Expecting ',' delimiter": _SEPARATOR,
    "Unterminated string": "Hier beginnt ein Text, dessen schließendes Anführungszeichen fehlt.",
    "Invalid control character": "Hier steht ein Zeilenumbruch oder Steuerzeichen in einem Text.",
    "Invalid \\": "Nach dem Schrägstrich „\\“ steht ein Zeichen, das dort nicht möglich ist.",
    "Extra data": "Nach dem Ende des Falls steht noch etwas.",
}
_COMMA: Final = "Davor steht ein Komma zu viel."
_QUOTES: Final = 'Hier stehen typografische Anführungszeichen; JSON braucht gerade (").'
_TYPOGRAPHIC: Final = frozenset("„“”‚‘’»«")
_PROSE: Final = (
    "Das ist gewöhnlicher Text und kein Fall: Ein Fall beginnt und endet mit geschweiften Klammern."
)
_TOO_SHORT: Final = "Die Datei endet zu früh; vermutlich wurde sie abgeschnitten."


@dataclass(frozen=True, slots=True)
class Raw:
    """What was read: the object, or None with the findings that say why not."""

    value: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Stands in the parsed value where something cannot be used; `findings` say what."""

    code: str
    word: str = ""


class _Doubled(dict[str, Any]):
    """An object that named some of its fields more than once."""

    doubled: tuple[str, ...] = ()


def read_object(raw: bytes) -> Raw:
    """Read one JSON object.

    `findings` is empty exactly when `value` is stated; nothing is raised for any input.
    """
    try:
        value = _parse(_decode(raw))
    except _RefusedError as refused:
        return Raw(None, (refused.finding,))
    defects = tuple(_defects(value, ""))
    if defects:
        return Raw(None, defects)
    if not isinstance(value, dict):
        return Raw(None, (finding("datei.kein_objekt"),))
    return Raw(_in_nfc(value))


def is_field_name(name: str) -> bool:
    """Tell whether a field name is short and plain enough to be repeated in a message."""
    return len(name) <= _LONGEST_NAME and bool(_FIELD_NAME.fullmatch(name))


_LETTER: Final = (
    " Ein fertiges Schreiben prüfen Sie im Browser unter „Fertiges Schreiben prüfen“, sonst mit "
    "„docgen verify“."
)
# How a file begins, what it is then, and what may have been meant.
_OTHER_KINDS: Final = (
    (re.compile(rb"PK\x03\x04"), "eine Word-, Excel- oder ZIP-Datei", _LETTER),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "eine Word- oder Excel-Datei", ""),
    (re.compile(rb"%PDF-"), "eine PDF-Datei", _LETTER),
    (re.compile(rb"\{\\rtf"), "eine Textdatei mit Formaten (RTF)", ""),
    (re.compile(rb"\x1f\x8b"), "eine gepackte Datei", ""),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL),
        "ein Bild",
        "",
    ),
    (re.compile(rb".{4}ftyp", re.DOTALL), "ein Bild oder ein Film", ""),
)


class _RefusedError(Exception):
    def __init__(self, one: Finding) -> None:
        super().__init__(one.code)
        self.finding = one


def _decode(raw: bytes) -> str:
    for beginning, kind, advice in _OTHER_KINDS:
        if beginning.match(raw):
            raise _RefusedError(finding("datei.andere_art", art=kind, rat=advice))
    if len(raw) > MAX_BYTES:
        raise _RefusedError(finding("datei.zu_gross", grenze="1 MB"))
    # A UTF-16 or UTF-32 text has a mark or, with a plain first letter, a zero among four bytes.
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        reason = "Sie ist in UTF-16 oder UTF-32 gespeichert."
        raise _RefusedError(finding("datei.kodierung", grund=reason))
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _RefusedError(finding("datei.bom"))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"In Zeile {line} steht eine Byte-Folge, die in UTF-8 nicht vorkommt."
        raise _RefusedError(finding("datei.kodierung", grund=reason)) from None
    if not text.strip():
        raise _RefusedError(finding("datei.leer"))
    return text


def _parse(text: str) -> Any:  # noqa: ANN401
    if _is_too_deep(text):
        raise _RefusedError(finding("datei.zu_tief", grenze=MAX_DEPTH))
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_fraction,
            parse_constant=lambda word: _Unfit("datei.keine_zahl", word),
        )
    except json.JSONDecodeError as error:
        raise _RefusedError(_not_json(text, error)) from None


def _is_too_deep(text: str) -> bool:
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        first = text[match.start()]
        if first in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif first != '"':
            depth -= 1
    return False


def _not_json(text: str, error: json.JSONDecodeError) -> Finding:
    """Say where a text stops being JSON, and quote that line.

    What is missing between two lines is missing at the end of the first.
    """
    reason = next((ours for theirs, ours in _REASONS.items() if error.msg.startswith(theirs)), "")
    place, quoted = error.pos, error.pos
    before = text[:place].rstrip()
    here, is_next_line = text[place : place + 1], "\n" in text[len(before) : place]
    if not _BRACKETS & set(text):
        reason = _PROSE
    elif here in _TYPOGRAPHIC:
        reason = _QUOTES
    elif here in set("]}") and before.endswith(","):
        reason, quoted = _COMMA, len(before) - 1
    elif reason == _SEPARATOR and is_next_line:
        reason, place = _SEPARATOR_AT_END, len(before)
        quoted = place - 1
    # An open string is reported at its start, everything else that was cut off at the end.
    if error.pos >= len(text.rstrip()):
        reason, place = _TOO_SHORT, error.pos
    return finding(
        "datei.kein_json",
        zeile=text.count("\n", 0, place) + 1,
        spalte=place - text.rfind("\n", 0, place),
        grund=reason + _quote(text, quoted),
    )


def _quote(text: str, place: int) -> str:
    """Quote the line of a place, or of a long one what is around it; nothing of an empty line."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    first, last = max(start, place - _QUOTED), min(end, place + _QUOTED)
    part = text[first:last].strip()
    if not part:
        return ""
    shown = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in part)
    dots = ("… " if first > start else "", " …" if last < end else "")
    return f" Dort steht: „{dots[0]}{shown}{dots[1]}“."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    seen: set[str] = set()
    marked = _Doubled(value)
    marked.doubled = tuple(
        dict.fromkeys(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    )
    return marked


def _integer(text: str) -> int | _Unfit:
    return int(text) if len(text) <= _MAX_DIGITS else _Unfit("datei.zahl_zu_gross")


def _fraction(text: str) -> Decimal | _Unfit:
    exponent = _EXPONENT.search(text)
    if len(text) > _MAX_NUMBER_LENGTH or (exponent and abs(int(exponent[1])) > _MAX_DIGITS):
        return _Unfit("datei.zahl_zu_gross")
    return Decimal(text)


def _defects(value: object, pointer: str) -> Iterator[Finding]:
    match value:
        case _Unfit(code, word):
            yield finding(code, pointer, wort=word)
        case str() if _SURROGATE.search(value):
            yield finding("datei.halbes_zeichen", pointer)
        case dict():
            yield from _object_defects(value, pointer)
        case list():
            for index, item in enumerate(value):
                yield from _defects(item, join(pointer, index))
        case _:
            pass


def _object_defects(value: dict[str, Any], pointer: str) -> Iterator[Finding]:
    if isinstance(value, _Doubled):
        for name in value.doubled:
            which = f"Das Feld „{name}“" if is_field_name(name) else "Ein Feld"
            yield finding("datei.doppelter_schluessel", pointer, feld=which)
    for name, item in value.items():
        if _SURROGATE.search(name):
            yield finding("datei.halbes_zeichen", pointer)
        else:
            yield from _defects(item, join(pointer, name))


def _in_nfc(value: Any) -> Any:  # noqa: ANN401
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {name: _in_nfc(item) for name, item in value.items()}
        case list():
            return [_in_nfc(item) for item in value]
        case _:
            return value
