"""Facts that no field holds: each is one documented function of the circumstances."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from docgen import german
from docgen.facts.gather import Circumstances
from docgen.facts.granted import GRANTED
from docgen.facts.paid import PAID
from docgen.facts.parties import PARTIES, statement, text_of
from docgen.rules import earliest_start

Row = Mapping[str, Any]


def zielvereinbarung_datum(of: Circumstances) -> date | None:
    """Day the Zielvereinbarung came about: the last of the signatures of both sides.

    On the person's side it may be signed by the person, by who represents it, or by both.
    """
    person, carrier, representative = (
        of.case.date(f"/zielvereinbarung/unterschriften/{party}")
        for party in ("person", "traeger", "vertretung")
    )
    own = [signed for signed in (person, representative) if signed is not None]
    return max(*own, carrier) if own and carrier is not None else None


def fruehester_beginn(of: Circumstances) -> date | None:
    """First day a benefit may begin by the application."""
    return earliest_start(of.case, of.law)


def lebensunterhalt(of: Circumstances) -> str | None:
    """The benefit for subsistence that frees of a contribution, by name where the file has it."""
    if of.case.get("/budget/eigenbeitrag/grund") != "lebensunterhalt":
        return None
    named = text_of(of, "/budget/eigenbeitrag/lebensunterhalt")
    return named or "Leistungen zum Lebensunterhalt"


def feststellungsgrundlagen(of: Circumstances) -> str | None:
    """What the decision rests on, each with its day, joined as a list in a sentence."""
    found = []
    for pointer in of.case.items("/verfahren/feststellungen"):
        basis, seen = text_of(of, f"{pointer}/grundlage"), of.case.date(f"{pointer}/datum")
        if basis and seen:
            found.append(f"{basis} vom {german.day(seen)}")
    return german.enumerate_words(tuple(found)) or None


def anlagen(of: Circumstances) -> tuple[Row, ...]:
    """What is enclosed, in the order of its numbers."""
    agreed = zielvereinbarung_datum(of)
    return ({"titel": f"Zielvereinbarung vom {german.day(agreed)}"},) if agreed else ()


def gesetze(of: Circumstances) -> tuple[Row, ...]:
    """Every statute a letter may name in short, with its full name."""
    return tuple({"kurz": short, "name": name} for short, name in of.law.law.statutes.items())


def zusaetze(of: Circumstances) -> tuple[Row, ...]:
    """The caseworker's own paragraphs, each with the role at whose end it stands."""
    return tuple(
        {"rolle": of.case.get(f"{one}/rolle"), "text": of.case.get(f"{one}/text")}
        for one in of.case.items("/zusaetze")
    )


def beeintraechtigung(of: Circumstances) -> str | None:
    """What hinders participation, in the words of the file."""
    return statement(of, "/begruendung/beeintraechtigung")


def wunsch(of: Circumstances) -> str | None:
    """What the person wished, in the words of the file."""
    return statement(of, "/begruendung/wunsch")


def ueberschreitung_grund(of: Circumstances) -> str | None:
    """Why the budget may cost more than the services it replaces."""
    return statement(of, "/budget/ueberschreitung_grund")


def vergleich_unzumutbar(of: Circumstances) -> str | None:
    """Why another form of the benefit is no fair demand, so that costs are not compared."""
    return statement(of, "/budget/vergleich_unzumutbar")


def beginn_grund(of: Circumstances) -> str | None:
    """Why the benefit begins on that day and not as early as it could."""
    return statement(of, "/bewilligung/beginn_grund")


def nachweis_unterlagen(of: Circumstances) -> str | None:
    """The papers the Zielvereinbarung wants as proof, joined as a list in a sentence."""
    papers = of.case.get("/zielvereinbarung/nachweis/unterlagen") or ()
    return german.enumerate_words(tuple(map(str, papers))) or None


def befristung_grund(of: Circumstances) -> str | None:
    """Why the grant ends, in the words of the file."""
    return statement(of, "/bewilligung/befristung_grund")


def ermessen(of: Circumstances) -> str | None:
    """Why discretion was used as it was, in the words of the file."""
    return statement(of, "/entscheidung/ermessen")


def ueberpruefung_grund(of: Circumstances) -> str | None:
    """Why the need is determined anew later than usual."""
    return statement(of, "/bewilligung/ueberpruefung_grund")


DERIVED: Final[Mapping[str, Callable[[Circumstances], Any]]] = {
    function.__name__: function
    for function in (
        *GRANTED,
        *PAID,
        *PARTIES,
        anlagen,
        beeintraechtigung,
        befristung_grund,
        beginn_grund,
        ermessen,
        feststellungsgrundlagen,
        fruehester_beginn,
        gesetze,
        lebensunterhalt,
        nachweis_unterlagen,
        ueberpruefung_grund,
        ueberschreitung_grund,
        vergleich_unzumutbar,
        wunsch,
        zielvereinbarung_datum,
        zusaetze,
    )
}
RESTS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "beeintraechtigung": ("/begruendung/beeintraechtigung",),
    "befristung_grund": ("/bewilligung/befristung_grund",),
    "beginn_grund": ("/bewilligung/beginn_grund",),
    "eigenbeitrag": ("/budget/eigenbeitrag/monatsbetrag",),
    "ermessen": ("/entscheidung/ermessen",),
    "erster_zahltag": ("/bewilligung/beginn", "/budget/zahltag"),
    "feststellungsgrundlagen": ("/verfahren/feststellungen",),
    "fruehester_beginn": ("/antrag/eingang",),
    "nachweis_unterlagen": ("/zielvereinbarung/nachweis/unterlagen",),
    "satzquellen": ("/budget",),
    "ueberpruefung_grund": ("/bewilligung/ueberpruefung_grund",),
    "ueberschreitung_grund": ("/budget/ueberschreitung_grund",),
    "vertretung_art": ("/vertretung/art",),
    "vertretung_name": ("/vertretung",),
    "wunsch": ("/begruendung/wunsch",),
    "zielvereinbarung_datum": ("/zielvereinbarung/unterschriften",),
}
"""Places of a case that, all stated, make a derived fact stated in a letter that may be sent. What
is not listed here always has a value or depends on more than the case.
"""

HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "anrede": ("angeredet_als",),
    "zugang_elektronisch": ("zugang_signatur", "zugang_portal", "zugang_demail"),
    "zugang_ersatz": ("zugang_portal", "zugang_gesundheitskarte", "zugang_demail"),
    "zugang_identitaet": ("zugang_portal", "zugang_gesundheitskarte"),
}
"""Facts whose text holds those of others, and that are stated as soon as one of these is."""
