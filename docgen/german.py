"""Turn values into the German spelling a letter prints.

Pure and without locale of the machine: CLDR data of the `babel` package, DIN 5008 for the rest.
No-break spaces hold together what a line must not part (DIN 5008).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

NBSP: Final = "\u00a0"

_NUMERALS: Final = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs",
    "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip
_ORDINALS: Final = (
    "nullten", "ersten", "zweiten", "dritten", "vierten", "fünften", "sechsten",
    "siebten", "achten", "neunten", "zehnten", "elften", "zwölften",
)  # fmt: skip
_UNITS: Final = {"stunde": ("Stunde", "Stunden"), "minute": ("Minute", "Minuten")}
_PERIODS: Final = {
    "tag": "am Tag",
    "woche": "in der Woche",
    "monat": "im Monat",
    "jahr": "im Jahr",
}
_SALUTATIONS: Final = {"frau": "Sehr geehrte Frau", "herr": "Sehr geehrter Herr"}
_ADDRESS_WORDS: Final = {"frau": "Frau", "herr": "Herrn"}

# A citation up to its next comma, and what stands in front of a number, stay on one line.
_CITATION: Final = re.compile(
    r"§§? \d+[a-z]?(?:(?:,| und) \d+[a-z]?)*(?: (?:Abs\.|Satz|Nr\.) \d+[a-z]?)*"
    r"(?: (?:SGB [IVX]+|[A-Z][A-Za-z]*[GV])\b)?"
)
_BINDING: Final = re.compile(r"(\bAbs\.|\bNr\.|\bSatz|\bArt\.|\bAnlage|\bNummer) (?=[\dIVX])")
_LAW_NAME: Final = re.compile(r"\b(SGB) (?=[IVX]+\b)")
# A date that begins a line looks like the number of a list.
_BEFORE_VALUE: Final = re.compile(r"\b(am|dem|vom|zum) (?=\ue000)")
_ACCESS_FORMS: Final = {
    "grossdruck": "Großdruck",
    "barrierefreies_pdf": "barrierefreie Datei",
    "vorleseprogramm": "Datei für Vorleseprogramme",
    "reiner_text": "Textdatei",
    "leichte_sprache": "Erläuterung in Leichter Sprache",
    "kurze_saetze": "kurze Sätze",
    "braille": "Braille",
    "hoerfassung": "Fassung zum Hören",
    "gebaerdensprache": "Gebärdensprache",
    "muendlich": "mündliche Erklärung",
}


def money(amount: Decimal) -> str:
    """Spell euro as `1.234,56 Euro`, always two places."""
    return f"{decimal(amount, places=2)}{NBSP}Euro"


def decimal(number: Decimal, *, places: int | None = None) -> str:
    """Spell a number with comma and grouping dots; without `places` as many digits as it has."""
    if places is None:
        places = max(0, -int(number.normalize().as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(number, format=pattern, locale="de_DE", decimal_quantization=False)


def day(value: date) -> str:
    """Spell a date as `1. Dezember 2026`."""
    text: str = format_date(value, format="d. MMMM y", locale="de_DE")
    return text.replace(" ", NBSP)


def month(value: date) -> str:
    """Spell the month of a day as `Dezember 2026`."""
    text: str = format_date(value, format="MMMM y", locale="de_DE")
    return text.replace(" ", NBSP)


def period(start: date, end: date | None) -> str:
    """Spell a time (both days inclusive) as `1. Mai 2026 bis 3. Mai 2026`, or `ab 1. Mai 2026`."""
    return f"{day(start)} bis {day(end)}" if end else f"ab{NBSP}{day(start)}"


def years_between(born: date, on: date) -> int:
    """Count completed years; one begun on 29 February is complete when 28 February ends."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def numeral(number: Decimal) -> str:
    """Spell whole numbers up to twelve as words (`sechs`), all others as digits."""
    if number == number.to_integral_value() and 0 <= number < len(_NUMERALS):
        return _NUMERALS[int(number)]
    return decimal(number)


def ordinal(number: Decimal) -> str:
    """Spell a whole number up to twelve as the ordinal after an article: `vierten`.

    Errors: ValueError for any other number.
    """
    if number != number.to_integral_value() or not 0 <= number < len(_ORDINALS):
        raise ValueError(f"no ordinal for {number}")
    return _ORDINALS[int(number)]


def amount(quantity: Decimal, unit: str, period: str) -> str:
    """Spell a need as `4,5 Stunden in der Woche`; it may break anywhere, to fit narrow columns.

    Errors: KeyError for a unit or period the case schema does not know.
    """
    singular, plural = _UNITS[unit]
    word = singular if quantity == 1 else plural
    return f"{decimal(quantity)} {word} {_PERIODS[period]}"


def iban(compact: str) -> str:
    """Group an IBAN by fours, held together on one line."""
    bare = compact.replace(" ", "").upper()
    return NBSP.join(bare[start : start + 4] for start in range(0, len(bare), 4))


def full_name(given: str, family: str, title: str | None = None) -> str:
    """Join a name in the order it is spoken."""
    return " ".join(part for part in (title, given, family) if part)


def salutation(form: str, given: str, family: str, title: str | None = None) -> str:
    """Greet by self-declaration; nothing is guessed from a first name (PRACTICE 3).

    `form` is frau, herr, divers or keine; the last two greet by full name without gender.
    """
    opening = _SALUTATIONS.get(form)
    if opening is None:
        return f"Guten Tag {full_name(given, family, title)},"
    return f"{opening} {' '.join(part for part in (title, family) if part)},"


def address_name(form: str, given: str, family: str, title: str | None = None) -> str:
    """Write the name line of an address; without a form word where none was declared."""
    word = _ADDRESS_WORDS.get(form)
    name = full_name(given, family, title)
    return f"{word} {name}" if word else name


def country(name: str) -> str:
    """Write the last line of an address abroad, in capitals (DIN 5008)."""
    return name.upper()


def access_form(form: str) -> str:
    """Name a form of access as the case spells it (`grossdruck`); an unknown one as it stands."""
    return _ACCESS_FORMS.get(form, form)


def missing(title: str) -> str:
    """Write what stands on a draft in the place of something missing: `[fehlt: Geburtsdatum]`."""
    return f"[fehlt: {title}]"


def unparted(text: str) -> str:
    """Keep a text on one line, such as a telephone number."""
    return text.replace(" ", NBSP)


def bind(text: str) -> str:
    """Put no-break spaces where a line break would part a citation, or a date from its word.

    Private-use characters stand for values that are put in later.
    """
    whole = _CITATION.sub(lambda citation: unparted(citation[0]), text)
    for pattern in (_BINDING, _LAW_NAME, _BEFORE_VALUE):
        whole = pattern.sub(rf"\1{NBSP}", whole)
    return whole


def cites(text: str) -> bool:
    """Tell whether a text names a section of a law."""
    return "§" in text


def enumerate_words(words: tuple[str, ...], last: str = "und") -> str:
    """Join `a`, `b` and `c` as `a, b und c`, or with another word before the last."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
