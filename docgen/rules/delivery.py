"""To whom the letter goes and on which way: what decides when the time for a Widerspruch runs."""

from collections.abc import Iterator
from typing import Final

from docgen.findings import Finding
from docgen.law import LawGapError, LetterLaw
from docgen.rules.matter import Matter

_POSTED: Final = ("brief", "einschreiben")
_PRESUMED: Final = {"portal": "bekanntgabe_tage_portal"}
"""Ways whose rule is not known for every day, with the parameter that knows it."""
_WORTH_A_LOOK: Final = {
    "einschreiben": ("kanal.einschreiben_pruefen", "zustellung"),
    "zustellungsurkunde": ("kanal.zustellung_pruefen", "zustellung"),
    "elektronisch": ("kanal.zugang_pruefen", "zugang_eroeffnet"),
    "portal": ("kanal.einwilligung_pruefen", "abruf_einwilligung"),
}
"""What a person has to see to on each way, with the norm that demands it."""


def channel(matter: Matter) -> Iterator[Finding]:
    """The way of the letter: whether its rule is known, and what it asks of the caseworker."""
    way, pointer = matter.case.get("/entscheidung/kanal"), "/entscheidung/kanal"
    if matter.law is not None and way in _PRESUMED and not _is_known(matter.law, _PRESUMED[way]):
        reason = "Seit wann die heutige Regel für den Abruf gilt, ist nicht belegt."
        yield matter.find("kanal.nicht_moeglich", pointer, norm="bekanntgabe", grund=reason)
        return
    if way in _WORTH_A_LOOK:
        code, norm = _WORTH_A_LOOK[way]
        yield matter.find(code, pointer, norm=norm)


def abroad(matter: Matter) -> Iterator[Finding]:
    """Abroad three months run from the day of arrival; only for letters is that certain."""
    recipient = "/vertretung" if matter.case.get("/vertretung") else "/person"
    pointer = f"{recipient}/anschrift/land"
    land, way = matter.case.get(pointer), matter.case.get("/entscheidung/kanal")
    if land is None:
        return
    if way is None or way in _POSTED:
        code = "anschrift.ausland_pruefen"
    else:
        code = "anschrift.ausland_nicht_moeglich"
    yield matter.find(code, pointer, norm="widerspruch_ausland", land=land)


def representation(matter: Matter) -> Iterator[Finding]:
    """Whether a representative may receive the letter is for a person to judge."""
    if matter.case.get("/vertretung") is not None:
        yield matter.find("vertretung.befugnis_pruefen", "/vertretung", norm="va_bekanntgabe_an")


def _is_known(law: LetterLaw, parameter: str) -> bool:
    try:
        law.parameter(parameter)
    except LawGapError:
        return False
    return True
