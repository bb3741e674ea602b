"""What is wrong or noteworthy about a case or a file, as data.

Every finding has a code from the one registry below. Codes are dotted German slugs; they are part
of the contract with callers and are never renamed. The sentences are German because caseworkers
read them; norms are not written here but come from `law/` by the id a kind names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    FEHLER = "fehler"
    """No letter is written while it stands."""
    HINWEIS = "hinweis"
    """The letter is written; a person should look at it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding: its severity, the sentence with `{placeholders}`, the id of its norm."""

    severity: Severity
    sentence: str
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one place.

    `pointer` is a JSON pointer (RFC 6901) into the case; the empty string means the whole case.
    `title` is the German title of that field, empty where there is none.
    `norm` is printable text such as a section of a law, or None.
    """

    code: str
    severity: Severity
    pointer: str
    message: str
    title: str = ""
    norm: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the finding stops the letter."""
        return self.severity is Severity.FEHLER


def _fehler(sentence: str, norm: str | None = None) -> Kind:
    return Kind(Severity.FEHLER, sentence, norm)


def _hinweis(sentence: str, norm: str | None = None) -> Kind:
    return Kind(Severity.HINWEIS, sentence, norm)


KINDS: dict[str, Kind] = {
    # --- reading the bytes (room `case`) -------------------------------------------------------
    "datei.zu_gross": _fehler("Die Falldatei ist größer als {grenze}. Bitte kürzen Sie sie."),
    # --- structure and spelling (room `case`) --------------------------------------------------
    "feld.fehlt": _fehler("Die Angabe „{titel}“ fehlt."),
    # --- the case against law and arithmetic (room `rules`) ------------------------------------
    # --- the finished letter (rooms `render`, `proof`) -----------------------------------------
}


def finding(
    code: str, pointer: str = "", *, title: str = "", norm: str | None = None, **values: object
) -> Finding:
    """Make the finding of a registered kind, its placeholders filled with `values`.

    Errors: KeyError for an unknown code or a placeholder without a value.
    """
    kind = KINDS[code]
    return Finding(code, kind.severity, pointer, kind.sentence.format_map(values), title, norm)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding stops the letter."""
    return any(one.is_error for one in findings)
