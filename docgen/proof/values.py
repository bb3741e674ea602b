"""Folded text of a page into the canonical values that stand in it.

This is the proof's own parser: it shares nothing with the code that wrote the page. What looks like
a value but is none (a day no calendar has, a misplaced thousands dot, a wrong check digit) is still
found, with its own text as value, so that it matches nothing and can be reported.

Not read as values: amounts and dates in words (`fünf Euro`, `ersten Mai`), days without a year,
years of two digits, millions. A sign before an amount is not part of it: the page says in words
whether something is added or taken away.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.obligations import ValueKind


@dataclass(frozen=True, slots=True)
class Value:
    """One value on the page: canonical (see `ValueKind`), and where in the text it stands.

    bare: money of a table row that is printed without its currency.
    """

    kind: ValueKind
    value: str
    start: int
    end: int
    bare: bool = False


# --- numbers -------------------------------------------------------------------------------------

# A figure never starts inside a word or behind the digits of a longer figure.
_NOT_INSIDE = r"(?<!\w)(?<![0-9][.,:])"
_FIGURE = rf"{_NOT_INSIDE}(?>[0-9](?:[0-9.,]*[0-9])?)"
_WELL_FORMED = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_MAX_DIGITS = 40

_STEMS = {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
}
_ORDINAL_STEMS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8} | {
    f"{stem}t": number for stem, number in _STEMS.items()
}
_NUMERALS = (
    {f"ein{ending}": 1 for ending in ("", "s", "e", "en", "em", "er", "es")}
    | {f"{stem}{ending}": n for stem, n in _STEMS.items() for ending in ("", "er", "en")}
    | {
        f"{stem}e{ending}": n
        for stem, n in _ORDINAL_STEMS.items()
        for ending in ("", "n", "m", "r", "s")
    }
)
# What may be a numeral by its beginning; whether it is one, the table says.
_WORD = (
    r"\b(?i:ein|zwei|drei|vier|fünf|sechs|sieb|acht|neun|zehn|elf|zwölf|erst|dritt)[^\W\d_]{0,4}\b"
)
_NUMBER = re.compile(rf"({_FIGURE})(?![\w:])|{_WORD}")

# A citation: sections and articles with all that follows them, and their parts standing alone. Its
# numbers are names, not numbers. `Nummer 2` alone may point into the letter and stays a number.
_PART = r"(?:Abs\.|Absatz|Absätze|Satz|Sätze|Halbs\.|Halbsatz|Buchst\.|Buchstabe)"
_CITATION = re.compile(
    r"(?:\xa7{1,2}|\bArt\.|\bArtikel)\s?[0-9]+[a-z]?\b"
    rf"(?:,?\s(?:f{{1,2}}\.|(?:{_PART}|Nr\.|Nummer|und|bis|oder|i\.\s?V\.\s?m\.)\s?[0-9]+[a-z]?\b))*"
    rf"|\b{_PART}\s?[0-9]+[a-z]?\b"
)


def _decimal(figure: str) -> Decimal | None:
    if len(figure) > _MAX_DIGITS or not _WELL_FORMED.fullmatch(figure):
        return None
    return Decimal(figure.replace(".", "").replace(",", "."))


def canonical_number(number: Decimal) -> str:
    """Spell without trailing zeros: `14`, `4.33`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(text: str) -> str | None:
    """Spell a figure or numeral canonically; None for any other word."""
    if not text[0].isdigit():
        numeral = _NUMERALS.get(text.lower())
        return None if numeral is None else str(numeral)
    number = _decimal(text)
    return text if number is None else canonical_number(number)


# --- money ---------------------------------------------------------------------------------------

_CURRENCY = r"(?:€|(?:Euros?|EUR)(?!\w))"
_MONEY = re.compile(
    rf"({_FIGURE})(?:,[-–—]+)?\s?(?:{_CURRENCY}|(Cent)(?!\w))|(?:€|\bEUR)\s?({_FIGURE})",
)
_MEASURED = (
    r"\s?(?:%|Prozent|(?:Stunden?|Std|Minuten?|Min|Tagen?|Wochen?|Monaten?|Monate?|Jahren?|Jahre?"
    r"|Tage?|Mal|mal|km|h)\b)"
)
_BARE = re.compile(
    rf"(?<![×·*:/÷x]\s)(?<![×·*:/÷])({_NOT_INSIDE}[0-9](?:[0-9.]*[0-9])?,[0-9]{{2}})"
    rf"(?!\w|[.,][0-9])(?!{_MEASURED})"
)
_TWO_PLACES = 2
_CENTS_PER_EURO = 100


def canonical_money(amount: Decimal) -> str:
    """Spell with two places, more only where they are not zero: `447.80`, `0.3567`."""
    whole, _, places = canonical_number(amount).partition(".")
    return f"{whole}.{places.ljust(_TWO_PLACES, '0')}"


def _money(text: str, *, bare: bool) -> Iterator[Value]:
    taken: list[Value] = []
    for match in _MONEY.finditer(text):
        amount = _decimal(match[1] or match[3])
        if amount is not None and match[2]:
            amount /= _CENTS_PER_EURO
        value = match[0] if amount is None else canonical_money(amount)
        taken.append(Value(ValueKind.MONEY, value, *match.span()))
    yield from taken
    for match in _BARE.finditer(text) if bare else ():
        if not _overlaps(match.span(), taken):
            amount = _decimal(match[1])
            value = match[1] if amount is None else canonical_money(amount)
            yield Value(ValueKind.MONEY, value, *match.span(), bare=True)


# --- dates ---------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "Januar Jänner Jan",
            "Februar Feber Feb",
            "März Maerz Mrz",
            "April Apr",
            "Mai",
            "Juni Jun",
            "Juli Jul",
            "August Aug",
            "September Sept Sep",
            "Oktober Okt",
            "November Nov",
            "Dezember Dez",
        ),
        start=1,
    )
    for name in names.lower().split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<!\w)(?<![0-9][.,])"
    rf"(?P<day>[0-9]{{1,2}})\.\s?(?:(?P<month>[0-9]{{1,2}})\.\s?|(?P<name>{_MONTH})\.?\s?)"
    r"(?P<year>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"(?<![\w-])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])")


def _dates(text: str) -> Iterator[Value]:
    for match in _DATE.finditer(text):
        month = int(match["month"]) if match["month"] else _MONTHS[match["name"].lower()]
        value = _iso(int(match["year"]), month, int(match["day"])) or match[0]
        yield Value(ValueKind.DATE, value, *match.span())
    for match in _ISO_DATE.finditer(text):
        yield Value(ValueKind.DATE, match[1], *match.span())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


# --- IBAN ----------------------------------------------------------------------------------------

# German ones by their digits alone, so that one with too few or too many of them is seen; others
# by their shape. A creditor identifier has letters at its fifth place and is not taken for one.
_IBAN = re.compile(
    r"(?<!\w)(?:DE[0-9]{2}(?:\s?[0-9]){10,24}(?!\w)"
    r"|(?!DE)[A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3}(?!\w))?)"
)
_SHORTEST_IBAN = 15
_GERMAN_IBAN = 22


def _ibans(text: str) -> Iterator[Value]:
    for match in _IBAN.finditer(text):
        groups = list(re.finditer(r"\S+", match[0]))
        # A short word or number behind a number has the shape of its last group.
        ends = [match.end(), *(match.start() + group.end() for group in reversed(groups))]
        found = ((end, text[match.start() : end].replace(" ", "")) for end in ends)
        whole = match[0].replace(" ", "")
        end, value = next(
            ((end, iban) for end, iban in found if _is_iban(iban)), (match.end(), whole)
        )
        yield Value(ValueKind.IBAN, value, match.start(), end)


def _is_iban(iban: str) -> bool:
    if len(iban) < _SHORTEST_IBAN or (iban.startswith("DE") and len(iban) != _GERMAN_IBAN):
        return False
    digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return int(digits) % 97 == 1


# --- extent of a service -------------------------------------------------------------------------

_UNITS = {"stunde": r"(?:Stunden?|Std\.?)", "minute": r"(?:Minuten?|Min\.?)"}
_PERIODS = {"tag": "täglich", "woche": "wöchentlich", "monat": "monatlich", "jahr": "jährlich"}
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS.items())
_EACH = r"(?:in der|in einer|in jeder|pro|je|jede|jeden|jedes|die|am|an einem|im|in einem)"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{'|'.join(_PERIODS.values())})\s)?(?P<number>{_FIGURE}|{_WORD})\s?(?:{_UNIT})"
    rf"(?:\s?/\s?|\s{_EACH}\s)?\s?(?P<after>{'|'.join((*_PERIODS, *_PERIODS.values()))})?\b",
    re.IGNORECASE,
)
_HAS_UNIT = re.compile("stunde|std|minute|min", re.IGNORECASE)
_PERIOD_OF = {adverb: period for period, adverb in _PERIODS.items()}


def _amounts(text: str) -> Iterator[Value]:
    for match in _AMOUNT.finditer(text) if _HAS_UNIT.search(text) else ():
        period = (match["after"] or match["before"] or "").lower()
        number = _number(match["number"])
        if period and number is not None:
            unit = next(name for name in _UNITS if match[name])
            value = f"{number} {unit} {_PERIOD_OF.get(period, period)}"
            yield Value(ValueKind.AMOUNT, value, *match.span())


# --- all of them ---------------------------------------------------------------------------------


_HAS_DIGIT = re.compile("[0-9]")


def find_stated(text: str, *, is_row: bool = False) -> tuple[Value, ...]:
    """Find all money, dates and IBANs in folded text: what a letter states, wherever it stands.

    is_row: in a table row a bare figure with exactly two decimals is money too, because a column
    may name the currency in its head; not when a unit of measure follows it (`4,50 Stunden`) or a
    sign of multiplication or division precedes it (`× 4,33`).
    """
    if not _HAS_DIGIT.search(text):
        return ()
    found = list(_ibans(text))
    found += (one for one in _dates(text) if not _overlaps((one.start, one.end), found))
    money = _money(text, bare=is_row)
    found += [one for one in money if not _overlaps((one.start, one.end), found)]
    return tuple(found)


def find_counted(text: str, stated: Iterable[Value]) -> tuple[Value, ...]:
    """Find all extents and numbers in folded text of which the stated values are known.

    Numbers are what is neither inside a date, an IBAN or money with its currency, nor part of a
    citation. Numbers inside an extent, and bare money of a row, count as numbers too.
    """
    masked = [(one.start, one.end) for one in stated if not one.bare]
    masked += (match.span() for match in _CITATION.finditer(text))
    return (*_amounts(text), *_numbers(text, masked))


def _numbers(text: str, masked: Sequence[tuple[int, int]]) -> Iterator[Value]:
    for match in _NUMBER.finditer(text):
        value = _number(match[0])
        if value is not None and not any(
            start < match.end() and match.start() < end for start, end in masked
        ):
            yield Value(ValueKind.NUMBER, value, *match.span())


def _overlaps(span: tuple[int, int], values: Iterable[Value]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in values)


def canonical(kind: ValueKind, value: str) -> str:
    """Bring an expected value of a parsed kind into exactly the spelling in which it is found."""
    match kind:
        case ValueKind.MONEY:
            return canonical_money(Decimal(value).copy_abs()) if _is_plain(value) else value
        case ValueKind.NUMBER:
            return canonical_number(Decimal(value)) if _is_plain(value) else value
        case ValueKind.AMOUNT:
            number, _, rest = value.partition(" ")
            return f"{canonical(ValueKind.NUMBER, number)} {rest}"
        case _:
            return value


def _is_plain(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?", value) is not None
