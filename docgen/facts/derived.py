"""Facts that no field holds: each is one documented function of the circumstances."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from docgen import german
from docgen.budget import VOUCHER
from docgen.facts.gather import Circumstances
from docgen.rules import earliest_start

Row = Mapping[str, Any]

_BY_POST: Final = "bekanntgabe_tage_post"
_PRESUMED: Final = {
    "brief": _BY_POST,
    "einschreiben": _BY_POST,
    "elektronisch": "bekanntgabe_tage_elektronisch",
    "portal": "bekanntgabe_tage_portal",
}
"""The parameter of the law for each way on which a letter is presumed to arrive."""

_REPRESENTATION: Final = {
    "betreuung": "rechtliche Betreuung",
    "sorgerecht": "elterliche Sorge",
    "vormundschaft": "Vormundschaft",
    "pflegschaft": "Pflegschaft",
    "vollmacht": "Vollmacht",
}


def behoerde(of: Circumstances) -> str:
    """Name of the issuing authority on the day of the letter."""
    return of.profile.name


def behoerde_zusatz(of: Circumstances) -> str | None:
    """What the authority is, printed under its name."""
    return of.profile.department


def behoerde_strasse(of: Circumstances) -> str:
    """Street line of the authority."""
    return of.profile.street


def behoerde_ort(of: Circumstances) -> str:
    """Postcode and town of the authority: its seat."""
    return f"{of.profile.postcode} {of.profile.town}"


def behoerde_email(of: Circumstances) -> str | None:
    """E-mail address in the letterhead, if it shows one."""
    return of.profile.email


def telefon(of: Circumstances) -> str:
    """Telephone number for questions: the caseworker's, else the authority's."""
    return _text(of, "/sachbearbeitung/telefon") or of.profile.phone


def zugang_signatur(of: Circumstances) -> str | None:
    """Where a document with a qualified signature is sent; None before there was such a way."""
    return of.profile.qes_access


def zugang_portal(of: Circumstances) -> str | None:
    """Online service with proof of identity, if there is one."""
    return of.profile.portal


def zugang_demail(of: Circumstances) -> str | None:
    """Where a De-Mail is sent, if the authority has such an address."""
    return of.profile.demail


def zugang_elektronisch(of: Circumstances) -> str | None:
    """Every way for what counted as electronic form until 2023: signature, portal, De-Mail."""
    return _alternatives(of.profile.qes_access, of.profile.portal, of.profile.demail)


def zugang_ersatz(of: Circumstances) -> str | None:
    """Every way that stands for the written form from 2024: portal, De-Mail."""
    return _alternatives(of.profile.portal, of.profile.demail)


def bekanntgabe_tag(of: Circumstances) -> Decimal | None:
    """On which day after sending the law takes the letter for made known (§ 37 Abs. 2, 2a SGB X).

    None where the law presumes nothing: formal service, handing over, post to another country.
    Errors: LawGapError when nothing is known of that way on that day.
    """
    channel = _text(of, "/entscheidung/kanal") or "brief"
    parameter = _PRESUMED.get(channel)
    if parameter is None or (parameter == _BY_POST and empfaenger_land(of)):
        return None
    return of.law.parameter(parameter)


def person_name(of: Circumstances) -> str:
    """Given and family name of the entitled person, as spoken."""
    return _name(of, "/person")


def person_anschrift(of: Circumstances) -> str:
    """Address of the entitled person on one line, for letters that go to somebody else."""
    lines = (_street(of, "/person"), _town(of, "/person"), _text(of, "/person/anschrift/land"))
    return ", ".join(line for line in lines if line)


def vertretung_art(of: Circumstances) -> str | None:
    """What the representative's power rests on, in words."""
    return _REPRESENTATION.get(_text(of, "/vertretung/art") or "")


def zugangsformen(of: Circumstances) -> str | None:
    """The accessible forms the person chose, in words."""
    chosen = of.case.get("/person/zugangsform") or ()
    return german.enumerate_words(tuple(map(german.access_form, chosen))) or None


def empfaenger(of: Circumstances) -> str:
    """Name line of the address: the representative's where there is one."""
    return german.address_name(*_name_parts(of, _recipient(of)))


def empfaenger_organisation(of: Circumstances) -> str | None:
    """The organisation in which the representative works, a line of its own."""
    return _text(of, f"{_recipient(of)}/organisation")


def empfaenger_zusatz(of: Circumstances) -> str | None:
    """What leads to the door: c/o, house, flat."""
    return _text(of, f"{_recipient(of)}/anschrift/zusatz")


def empfaenger_strasse(of: Circumstances) -> str | None:
    """Street line, or the post-office box in its place."""
    return _street(of, _recipient(of))


def empfaenger_ort(of: Circumstances) -> str:
    """Postcode and town of the recipient."""
    return _town(of, _recipient(of))


def empfaenger_land(of: Circumstances) -> str | None:
    """Last line of an address abroad, in capitals; None in Germany."""
    land = _text(of, f"{_recipient(of)}/anschrift/land")
    return german.country(land) if land else None


def anrede(of: Circumstances) -> str:
    """Salutation line by self-declaration of whoever receives the letter."""
    return german.salutation(*_name_parts(of, _recipient(of)))


def angeredet_als(of: Circumstances) -> str:
    """The name inside the salutation: title and family name."""
    _, _, family, title = _name_parts(of, _recipient(of))
    return f"{title} {family}" if title else family


def vertretung_name(of: Circumstances) -> str | None:
    """Name of the representative, None where the person acts alone."""
    return _name(of, "/vertretung") if of.case.get("/vertretung") else None


def sachbearbeitung_name(of: Circumstances) -> str:
    """Name under the letter."""
    return _name(of, "/sachbearbeitung")


def zielvereinbarung_datum(of: Circumstances) -> date | None:
    """Day the Zielvereinbarung came about: the last of the signatures."""
    person, carrier, representative = (
        of.case.date(f"/zielvereinbarung/unterschriften/{party}")
        for party in ("person", "traeger", "vertretung")
    )
    if person is None or carrier is None:
        return None
    return max(person, carrier, representative or person)


def fruehester_beginn(of: Circumstances) -> date | None:
    """First day a benefit may begin by the application."""
    return earliest_start(of.case, of.law)


def lebensunterhalt(of: Circumstances) -> str | None:
    """The benefit for subsistence that frees of a contribution, by name where the file has it."""
    if of.case.get("/budget/eigenbeitrag/grund") != "lebensunterhalt":
        return None
    named = _text(of, "/budget/eigenbeitrag/lebensunterhalt")
    return named or "Leistungen zum Lebensunterhalt"


def erster_zahltag(of: Circumstances) -> date | None:
    """First day of payment: the payment day in the month the benefit starts."""
    start, payment_day = of.case.date("/bewilligung/beginn"), of.case.get("/budget/zahltag")
    if start is None or payment_day is None:
        return None
    return start.replace(day=int(payment_day))


def eigenbeitrag(of: Circumstances) -> Any:  # noqa: ANN401
    """Contribution in euro per month, None where none is deducted."""
    if of.slice is None:
        return of.case.decimal("/budget/eigenbeitrag/monatsbetrag") or None
    return of.slice.contribution or None


def gutscheinwert(of: Circumstances) -> Any:  # noqa: ANN401
    """Value of all vouchers in euro per month, None where there are none or no budget."""
    return (of.slice.vouchers or None) if of.slice else None


def gutscheine(of: Circumstances) -> tuple[Row, ...]:
    """Every service that is given as a voucher, with its value, its reason, and where it counts."""
    pointers = of.case.items("/leistungen")
    lines = of.slice.lines if of.slice else (None,) * len(pointers)
    return tuple(
        {
            "bezeichnung": _text(of, f"{pointer}/bezeichnung"),
            "betrag": line.amount if line else None,
            "grund": statement(of, f"{pointer}/gutschein_grund"),
            "einloesung": _text(of, f"{pointer}/gutschein_einloesung"),
        }
        for pointer, line in zip(pointers, lines, strict=True)
        if of.case.get(f"{pointer}/form") == VOUCHER
    )


def leistungen(of: Circumstances) -> tuple[Row, ...]:
    """Every granted service with need, norm, price and amount, in the order of the case.

    Without a budget the amounts and prices are left out.
    """
    pointers = of.case.items("/leistungen")
    lines = of.slice.lines if of.slice else (None,) * len(pointers)
    rows = []
    for pointer, line in zip(pointers, lines, strict=True):
        unit = of.case.get(f"{pointer}/umfang/einheit")
        rows.append(
            {
                "bezeichnung": _text(of, f"{pointer}/bezeichnung"),
                "umfang": _extent(of, f"{pointer}/umfang"),
                "norm": _basis(of, pointer),
                "betrag": line.amount if line else None,
                "satz": line.price.eur if line else None,
                "faktor": line.factor.text.replace(".", ",") if line and line.factor else None,
                "teiler": "60" if unit == "minute" else None,
                "satz_quelle": line.price.source if line else None,
                "bereich": of.case.get(f"{pointer}/bedarf/bereich"),
                "problemlage": statement(of, f"{pointer}/bedarf/problemlage"),
                "ziel": statement(of, f"{pointer}/bedarf/ziel"),
                "form": "als Gutschein" if of.case.get(f"{pointer}/form") == VOUCHER else None,
                "voraussetzungen": statement(of, f"{pointer}/voraussetzungen"),
            }
        )
    return tuple(rows)


def teilbudgets(of: Circumstances) -> tuple[Row, ...]:
    """The share of each carrier, in the order the carriers appear; without a budget only who."""
    if of.slice is None:
        named = (of.case.get(f"{one}/traeger") for one in of.case.items("/leistungen"))
        shares = dict.fromkeys(map(str, named), None)
    else:
        shares = {share.carrier: share.amount for share in of.slice.shares}
    rows = []
    for carrier, amount in shares.items():
        known = of.carriers.get(carrier)
        profile = known.profile(of.law.axes.verfahren) if known else None
        rows.append({"traeger": profile.name if profile else None, "betrag": amount})
    return tuple(rows)


def wochenfaktor(of: Circumstances) -> str | None:
    """How many weeks a month has in this computation, None where no need is stated per week."""
    lines = of.slice.lines if of.slice else ()
    factors = (line.factor for line in lines if line.need.period == "woche")
    return next((factor.text.replace(".", ",") for factor in factors if factor), None)


def satzquellen(of: Circumstances) -> str | None:
    """The sources of all rates, each once; None without a budget."""
    if of.slice is None:
        return None
    return german.enumerate_words(
        tuple(dict.fromkeys(line.price.source for line in of.slice.lines))
    )


def feststellungsgrundlagen(of: Circumstances) -> str | None:
    """What the decision rests on, each with its day, joined as a list in a sentence."""
    found = []
    for pointer in of.case.items("/verfahren/feststellungen"):
        basis, seen = _text(of, f"{pointer}/grundlage"), of.case.date(f"{pointer}/datum")
        if basis and seen:
            found.append(f"{basis} vom {german.day(seen)}")
    return german.enumerate_words(tuple(found)) or None


def beratungsstellen(of: Circumstances) -> str | None:
    """Independent advice near the carrier while the benefit runs, with address and telephone."""
    profile = of.carrier.profile(of.law.axes.leistung) or of.profile
    offices = (
        ", ".join((one.name, one.address, *((german.unparted(one.phone),) if one.phone else ())))
        for one in profile.advisers
    )
    return "; ".join(offices) or None


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


def statement(of: Circumstances, pointer: str) -> str | None:
    """A sentence of the file in the form this letter needs: to the person, or about it by name."""
    form = "name" if of.case.get("/vertretung") else "sie"
    return _text(of, f"{pointer}/{form}")


def _alternatives(*ways: str | None) -> str | None:
    return german.enumerate_words(tuple(way for way in ways if way), "oder") or None


def _basis(of: Circumstances, pointer: str) -> str | None:
    key = _text(of, f"{pointer}/rechtsgrundlage")
    name = f"leistung_{key}"
    return of.law.norm(name) if name in of.law.law.norms else None


def _extent(of: Circumstances, pointer: str) -> tuple[Decimal, str, str] | None:
    """How much of a service is needed, None where a part of it is not stated."""
    quantity = of.case.decimal(f"{pointer}/menge")
    unit, period = _text(of, f"{pointer}/einheit"), _text(of, f"{pointer}/je")
    return (quantity, unit, period) if quantity is not None and unit and period else None


def _street(of: Circumstances, holder: str) -> str | None:
    box = _text(of, f"{holder}/anschrift/postfach")
    return f"Postfach {box}" if box else _text(of, f"{holder}/anschrift/strasse")


def _town(of: Circumstances, holder: str) -> str:
    address = f"{holder}/anschrift"
    return f"{of.case.get(address + '/plz')} {of.case.get(address + '/ort')}"


def _recipient(of: Circumstances) -> str:
    return "/vertretung" if of.case.get("/vertretung") else "/person"


def _text(of: Circumstances, pointer: str) -> str | None:
    value = of.case.get(pointer)
    return value if isinstance(value, str) else None


def _name_parts(of: Circumstances, pointer: str) -> tuple[str, str, str, str | None]:
    """Give form of address, given name (empty for who has one name only), family name, title."""
    form, given, family = (
        _text(of, f"{pointer}/{field}") or "" for field in ("anrede", "vorname", "nachname")
    )
    return form, given, family, _text(of, f"{pointer}/titel")


def _name(of: Circumstances, pointer: str) -> str:
    _, given, family, title = _name_parts(of, pointer)
    return german.full_name(given, family, title)


DERIVED: Final[Mapping[str, Callable[[Circumstances], Any]]] = {
    function.__name__: function
    for function in (
        angeredet_als,
        anlagen,
        anrede,
        beeintraechtigung,
        befristung_grund,
        beginn_grund,
        behoerde,
        behoerde_email,
        behoerde_ort,
        behoerde_strasse,
        behoerde_zusatz,
        bekanntgabe_tag,
        beratungsstellen,
        eigenbeitrag,
        empfaenger,
        empfaenger_land,
        empfaenger_organisation,
        empfaenger_ort,
        empfaenger_strasse,
        empfaenger_zusatz,
        ermessen,
        erster_zahltag,
        feststellungsgrundlagen,
        fruehester_beginn,
        gesetze,
        gutscheine,
        gutscheinwert,
        lebensunterhalt,
        leistungen,
        nachweis_unterlagen,
        person_anschrift,
        person_name,
        sachbearbeitung_name,
        satzquellen,
        teilbudgets,
        telefon,
        ueberpruefung_grund,
        ueberschreitung_grund,
        vergleich_unzumutbar,
        vertretung_art,
        vertretung_name,
        wochenfaktor,
        wunsch,
        zielvereinbarung_datum,
        zugang_demail,
        zugang_elektronisch,
        zugang_ersatz,
        zugang_portal,
        zugang_signatur,
        zugangsformen,
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
    "zielvereinbarung_datum": (
        "/zielvereinbarung/unterschriften/person",
        "/zielvereinbarung/unterschriften/traeger",
    ),
}
"""Places of a case that, all stated, make a derived fact stated in a letter that may be sent. What
is not listed here always has a value or depends on more than the case.
"""

HOLDS: Final[Mapping[str, tuple[str, ...]]] = {
    "anrede": ("angeredet_als",),
    "zugang_elektronisch": ("zugang_signatur", "zugang_portal", "zugang_demail"),
    "zugang_ersatz": ("zugang_portal", "zugang_demail"),
}
"""Facts whose text holds those of others, and that are stated as soon as one of these is."""
