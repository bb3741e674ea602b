"""Whether the file says what this letter has to say, and what it cannot say yet."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from docgen.access import FORMAT_OF, ON_PAPER, TO_BE_TURNED
from docgen.budget import VOUCHER
from docgen.findings import Finding
from docgen.german import access_form
from docgen.nearest import meant
from docgen.routes import Remedy
from docgen.rules.matter import Matter

_STATEMENTS: Final = (
    "/begruendung/beeintraechtigung",
    "/begruendung/wunsch",
    "/entscheidung/ermessen",
    "/budget/pflegegeld/grund",
    "/budget/ueberschreitung_grund",
    "/budget/vergleich_unzumutbar",
    "/bewilligung/beginn_grund",
    "/bewilligung/befristung_grund",
    "/bewilligung/ueberpruefung_grund",
)
_AMOUNT: Final = re.compile(r"\d,\d\d\s?(?:Euro|€)|\d\s?€")
_TOO_MUCH: Final = 1_000_000
# "Sie" at the head of a sentence may be the third person; before these verbs it hardly is.
_SPOKEN_TO: Final = re.compile(
    r"(?<=[a-zäöüß,;:] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b"
    r"|\bSie (?:haben|sind|wollen|können|müssen|möchten|brauchen|wünschen)\b"
)
_SENTENCE_ENDS: Final = (".", "!", "?", "“")


def carriers(matter: Matter) -> Iterator[Finding]:
    """Every carrier the case names has a folder; so far one carrier decides alone."""
    named = {"/traeger": matter.case.get("/traeger")} | {
        f"{one}/traeger": matter.case.get(f"{one}/traeger")
        for one in matter.case.items("/leistungen")
    }
    for pointer, carrier in named.items():
        if isinstance(carrier, str) and carrier not in matter.carriers:
            yield matter.find(
                "traeger.unbekannt",
                pointer,
                vorschlag=meant(carrier, matter.carriers),
                bekannt=", ".join(sorted(matter.carriers)),
            )
    several = len({carrier for carrier in named.values() if carrier in matter.carriers}) > 1
    if several or matter.case.items("/verfahren/beteiligte_traeger"):
        yield matter.find("traeger.mehrere_nicht_moeglich", "/leistungen")


def profile(matter: Matter) -> Iterator[Finding]:
    """The carrier's folder knows a letterhead for the day of the letter, and says how to object."""
    if matter.carrier() is None or matter.case.date("/entscheidung/datum") is None:
        return
    known = matter.profile()
    if known is None:
        yield matter.find("traeger.kein_briefkopf", "/traeger")
    elif known.route.remedy is Remedy.KLAGE:
        return
    elif known.qes_access is None and matter.cites("elektronische_form"):
        yield matter.find(
            "traeger.kein_elektronischer_zugang", "/traeger", norm="email_im_briefkopf"
        )
    elif (
        known.route.kind.health_card
        and known.health_card is None
        and matter.cites("schriftformersetzend")
    ):
        yield matter.find("traeger.keine_gesundheitskarte", "/traeger", norm="schriftformersetzend")


def services(matter: Matter) -> Iterator[Finding]:
    """Each service has its own id, a need above zero; one at least is paid in money."""
    places = matter.case.items("/leistungen")
    if places and all(matter.case.get(f"{one}/form") == VOUCHER for one in places):
        yield matter.find("leistung.gutschein_nicht_moeglich", "/leistungen", norm="pb_gutschein")
    ids = Counter(matter.case.get(f"{one}/id") for one in places)
    for one in places:
        if ids[matter.case.get(f"{one}/id")] > 1:
            yield matter.find("leistung.kennung_doppelt", f"{one}/id")
        quantity = matter.case.decimal(f"{one}/umfang/menge")
        if quantity is not None and quantity == 0:
            yield matter.find("leistung.umfang_null", f"{one}/umfang/menge")
        if quantity is not None and quantity >= _TOO_MUCH:
            yield matter.find("leistung.umfang_zu_gross", f"{one}/umfang/menge")


def statements(matter: Matter) -> Iterator[Finding]:
    """Sentences of the file stand between others and are not searched for wrong amounts."""
    form = "name" if matter.case.get("/vertretung") else "sie"
    needs = (
        f"{one}/{field}"
        for one in matter.case.items("/leistungen")
        for field in (
            "bedarf/problemlage",
            "bedarf/ziel",
            "voraussetzungen",
            "gutschein_grund",
            "hoechstbetrag/grund",
        )
    )
    said = [f"{pointer}/{form}" for pointer in (*_STATEMENTS, *needs)]
    for pointer in (*said, *(f"{one}/text" for one in matter.case.items("/zusaetze"))):
        text = matter.case.get(pointer)
        if not isinstance(text, str):
            continue
        if not text.endswith(_SENTENCE_ENDS):
            yield matter.find("text.satzende_fehlt", pointer)
        if _AMOUNT.search(text) and pointer in said:
            yield matter.find("text.enthaelt_betrag", pointer)
        if pointer in said and (found := _strange(matter, form, text)) is not None:
            yield matter.find("text.falsche_form", pointer, wort=found)


def _strange(matter: Matter, form: str, text: str) -> str | None:
    """Find the word that shows a sentence to be worded for the other reader."""
    if form == "name":
        spoken_to = _SPOKEN_TO.search(text)
        return spoken_to[0].strip() if spoken_to else None
    given, family = (matter.case.get(f"/person/{one}") for one in ("vorname", "nachname"))
    names = [f"{word} {family}" for word in (given, "Frau", "Herr", "Herrn") if word]
    return next((name for name in names if family and name in text), None)


def accessible_forms(matter: Matter) -> Iterator[Finding]:
    """A form the person asked for comes with the letter (§ 10 BGG, § 4 VBD); who makes it is told.

    What docgen writes for the envelope itself needs no word.
    """
    for index, form in enumerate(matter.case.get("/person/zugangsform") or ()):
        if form in ON_PAPER:
            continue
        code = "als_datei" if form in FORMAT_OF else "selbst_beifuegen"
        code = "umwandeln" if form in TO_BE_TURNED else code
        place, name = f"/person/zugangsform/{index}", access_form(form)
        yield matter.find(f"zugangsform.{code}", place, form=name)
