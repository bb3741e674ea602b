"""What there is to say about content: one sentence with its place, a problem or a hint."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """Which check speaks."""

    LADEN = "laden"
    """The content does not load: syntax, unknown names, forbidden constructs."""
    FAKT = "fakt"
    """A clause prints what a case may leave unstated."""
    UNERREICHBAR = "unerreichbar"
    """Words that no letter can ever print."""
    UNGENUTZT = "ungenutzt"
    """A fact, condition, norm, term or number that nothing speaks of."""
    LUECKE = "luecke"
    """Days without a version."""
    ROLLE = "rolle"
    """A verb that the role of a clause may not use."""
    WORT = "wort"
    """Another word in the place of a fixed term of the law."""
    RECHTSSTAND = "rechtsstand"
    """Words of a law that does not hold on the days of a clause."""
    PFLICHT = "pflicht"
    """A duty that no clause carries under some answers to its conditions."""
    WERT = "wert"
    """An amount, day, account or norm that is typed into a clause."""
    LESER = "leser"
    """Words to one reader in a text for all."""
    NORM = "norm"
    """A citation that is not spelled as letters spell it."""
    TRAEGER = "traeger"
    """Something a carrier lacks or says in vain."""
    BEISPIEL = "beispiel"
    """An example that becomes no letter."""
    LESBARKEIT = "lesbarkeit"
    """Too hard to read."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one place.

    file: below the content root, empty where none is to blame. line: from 1, None where it is about
    the whole file. is_hint: nothing has to be changed.
    """

    check: Check
    file: str
    line: int | None
    sentence: str
    is_hint: bool = False

    @property
    def place(self) -> str:
        """File and line as editors know them."""
        return self.file if self.line is None else f"{self.file}:{self.line}"
