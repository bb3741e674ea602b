"""To whom the letter goes and on which way: what decides when the time for a Widerspruch runs."""

import re
from collections.abc import Iterator
from typing import Final

from docgen.findings import Finding
from docgen.german import day as spelled
from docgen.german import years_between
from docgen.law import LawGapError, LetterLaw
from docgen.rules.matter import Matter

_POSTED: Final = ("brief", "einschreiben")
_FOR_MINORS: Final = ("sorgerecht", "vormundschaft")
_OLDEST: Final = 120
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


def living_abroad(matter: Matter) -> Iterator[Finding]:
    """Who lives abroad has no claim but for emergencies (§ 101 SGB IX, until 2019 § 24 SGB XII)."""
    pointer = "/person/anschrift/land"
    land = matter.case.get(pointer)
    if land is not None:
        yield matter.find("person.wohnt_im_ausland", pointer, norm="ausland_leistung", land=land)


def representation(matter: Matter) -> Iterator[Finding]:
    """Whether a representative may receive the letter; what is not certain a person judges."""
    kind = matter.case.get("/vertretung/art")
    if matter.case.get("/vertretung") is None:
        return
    if kind == "betreuung" and _covers_nothing(matter):
        yield matter.find(
            "vertretung.aufgabenkreis_deckt_nicht",
            "/vertretung/aufgabenkreise",
            norm="betreuung_aufgaben",
        )
    else:
        norm = "bevollmaechtigte" if kind == "vollmacht" else "va_bekanntgabe_an"
        yield matter.find("vertretung.befugnis_pruefen", "/vertretung", norm=norm)


def beginning(matter: Matter) -> Iterator[Finding]:
    """A representative has the power on the day of the letter."""
    since, decided = matter.case.date("/vertretung/seit"), matter.case.date("/entscheidung/datum")
    if since is not None and decided is not None and decided < since:
        yield matter.find(
            "vertretung.beginnt_spaeter",
            "/vertretung/seit",
            norm="va_bekanntgabe_an",
            seit=spelled(since),
            bescheid=spelled(decided),
        )


def age(matter: Matter) -> Iterator[Finding]:
    """Who may receive a letter depends on age: parents speak for children, not for adults."""
    pointer, decided = "/person/geburtsdatum", matter.case.date("/entscheidung/datum")
    born = matter.case.date(pointer)
    if born is None or decided is None or matter.law is None:
        return
    years, place = years_between(born, decided), "/vertretung/art"
    if years > _OLDEST:
        yield matter.find("person.alter_unwahrscheinlich", pointer, alter=years)
    kind = matter.case.get(place)
    if years >= int(matter.law.parameter("alter_volljaehrig")):
        if kind in _FOR_MINORS:
            code, norm = "vertretung.person_volljaehrig", "volljaehrig"
            yield matter.find(code, place, norm=norm, alter=years)
    elif kind == "betreuung":
        yield matter.find("vertretung.betreuung_minderjaehrig", place, norm="betreuung_aufgaben")
    elif matter.case.get("/vertretung") is None:
        yield _unaccompanied(matter, years, int(matter.law.parameter("alter_handlungsfaehig")))


def _unaccompanied(matter: Matter, years: int, capable: int) -> Finding:
    """A minor is to receive the letter alone, which is possible from the years of the law on."""
    old_enough, pointer = years >= capable, "/person/geburtsdatum"
    code = "vertretung.eltern_unterrichten" if old_enough else "vertretung.fehlt_minderjaehrig"
    return matter.find(code, pointer, norm="handlungsfaehig", alter=years, ab=capable)


def _covers_nothing(matter: Matter) -> bool:
    """Tell whether every task is one that is known not to cover this letter."""
    tasks = matter.case.get("/vertretung/aufgabenkreise")
    if not tasks or matter.law is None:
        return False
    return all(_is_elsewhere(task.casefold(), matter.law) for task in tasks)


def _is_elsewhere(task: str, law: LetterLaw) -> bool:
    if any(word in task for word in law.words("aufgabenkreis_deckt")):
        return False
    if not set(re.findall(r"\w+", task)).isdisjoint(law.words("aufgabenkreis_ausnahme")):
        return False
    return any(word in task for word in law.words("aufgabenkreis_deckt_nicht"))


def _is_known(law: LetterLaw, parameter: str) -> bool:
    try:
        law.parameter(parameter)
    except LawGapError:
        return False
    return True
