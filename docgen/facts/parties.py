"""Facts about those a letter is from, for and to: authority, person, representative, recipient."""

from decimal import Decimal
from typing import Final

from docgen import german
from docgen.facts.gather import Circumstances
from docgen.routes import Court, Remedy

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
    return text_of(of, "/sachbearbeitung/telefon") or of.profile.phone


def zugang_signatur(of: Circumstances) -> str | None:
    """Where a document with a qualified signature is sent; None before there was such a way."""
    return of.profile.qes_access


def zugang_portal(of: Circumstances) -> str | None:
    """Online service with proof of identity, if there is one."""
    return of.profile.portal


def zugang_demail(of: Circumstances) -> str | None:
    """Where a De-Mail is sent, if the authority has such an address."""
    return of.profile.demail


def zugang_gesundheitskarte(of: Circumstances) -> str | None:
    """Where the insured prove who they are with their health card; only a Krankenkasse has it."""
    return of.profile.health_card


def zugang_elektronisch(of: Circumstances) -> str | None:
    """Every way for what counted as electronic form until 2023: signature, portal, De-Mail."""
    return _alternatives(of.profile.qes_access, of.profile.portal, of.profile.demail)


def zugang_ersatz(of: Circumstances) -> str | None:
    """Every way that stands for the written form from 2024: portal, health card, De-Mail."""
    return _alternatives(of.profile.portal, of.profile.health_card, of.profile.demail)


def zugang_identitaet(of: Circumstances) -> str | None:
    """Every way that stands for the written form with a proof of identity: portal, health card."""
    return _alternatives(of.profile.portal, of.profile.health_card)


def traegerart(of: Circumstances) -> str:
    """What the carrier is by law, by the name of `law/traegerarten.yaml`."""
    return of.profile.route.kind.id


def rechtsweg(of: Circumstances) -> str:
    """Which court judges on letters of the carrier: sozialgericht or verwaltungsgericht."""
    return of.profile.route.kind.court.value


def rechtsbehelf(of: Circumstances) -> str:
    """What comes first against the letter: widerspruch or klage."""
    return of.profile.route.remedy.value


def gericht(of: Circumstances) -> str | None:
    """The court to which a Klage goes, None where a Widerspruch comes first."""
    return _court(of)[0]


def gericht_strasse(of: Circumstances) -> str | None:
    """Street line of that court."""
    return _court(of)[1]


def gericht_ort(of: Circumstances) -> str | None:
    """Postcode and town of that court: its seat."""
    return _court(of)[2]


def bekanntgabe_tag(of: Circumstances) -> Decimal | None:
    """On which day after sending the law takes the letter for made known (§ 37 Abs. 2, 2a SGB X).

    None where the law presumes nothing: formal service, handing over, post to another country.
    Errors: LawGapError when nothing is known of that way on that day.
    """
    channel = text_of(of, "/entscheidung/kanal") or "brief"
    parameter = _PRESUMED.get(channel)
    if parameter is None or (parameter == _BY_POST and empfaenger_land(of)):
        return None
    return of.law.parameter(parameter)


def person_name(of: Circumstances) -> str:
    """Given and family name of the entitled person, as spoken."""
    return _name(of, "/person")


def person_anschrift(of: Circumstances) -> str:
    """Address of the entitled person on one line, for letters that go to somebody else."""
    lines = (_street(of, "/person"), _town(of, "/person"), text_of(of, "/person/anschrift/land"))
    return ", ".join(line for line in lines if line)


def vertretung_art(of: Circumstances) -> str | None:
    """What the representative's power rests on, in words."""
    return _REPRESENTATION.get(text_of(of, "/vertretung/art") or "")


def zugangsformen(of: Circumstances) -> str | None:
    """The accessible forms the person chose, in words."""
    chosen = of.case.get("/person/zugangsform") or ()
    return german.enumerate_words(tuple(map(german.access_form, chosen))) or None


def empfaenger(of: Circumstances) -> str:
    """Name line of the address: the representative's where there is one."""
    return german.address_name(*_name_parts(of, _recipient(of)))


def empfaenger_organisation(of: Circumstances) -> str | None:
    """The organisation in which the representative works, a line of its own."""
    return text_of(of, f"{_recipient(of)}/organisation")


def empfaenger_zusatz(of: Circumstances) -> str | None:
    """What leads to the door: c/o, house, flat."""
    return text_of(of, f"{_recipient(of)}/anschrift/zusatz")


def empfaenger_strasse(of: Circumstances) -> str | None:
    """Street line, or the post-office box in its place."""
    return _street(of, _recipient(of))


def empfaenger_ort(of: Circumstances) -> str:
    """Postcode and town of the recipient."""
    return _town(of, _recipient(of))


def empfaenger_land(of: Circumstances) -> str | None:
    """Last line of an address abroad, in capitals; None in Germany."""
    land = text_of(of, f"{_recipient(of)}/anschrift/land")
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


def beratungsstellen(of: Circumstances) -> str | None:
    """Independent advice near the carrier while the benefit runs, with address and telephone."""
    profile = of.carrier.profile(of.law.axes.leistung) or of.profile
    offices = (
        ", ".join((one.name, one.address, *((german.unparted(one.phone),) if one.phone else ())))
        for one in profile.advisers
    )
    return "; ".join(offices) or None


def _court(of: Circumstances) -> tuple[str | None, str | None, str | None]:
    """Give name, street and town of the court (§ 57 SGG, § 52 VwGO).

    A Sozialgericht is that of the person's residence, which the case names; abroad it is that at
    the authority's seat. A Verwaltungsgericht is that at its seat unless the case names another.
    """
    route, place = of.profile.route, "/entscheidung/gericht"
    if route.remedy is not Remedy.KLAGE:
        return None, None, None
    by_residence = route.kind.court is Court.SOZIALGERICHT
    is_abroad = text_of(of, "/person/anschrift/land") is not None
    if of.case.get(place) is not None and not (by_residence and is_abroad):
        town = f"{of.case.get(place + '/plz')} {of.case.get(place + '/ort')}"
        return text_of(of, f"{place}/name"), text_of(of, f"{place}/strasse"), town
    if route.court is None or (by_residence and not is_abroad):
        return None, None, None
    return route.court.name, route.court.street, f"{route.court.postcode} {route.court.town}"


def _alternatives(*ways: str | None) -> str | None:
    return german.enumerate_words(tuple(way for way in ways if way), "oder") or None


def _street(of: Circumstances, holder: str) -> str | None:
    box = text_of(of, f"{holder}/anschrift/postfach")
    return f"Postfach {box}" if box else text_of(of, f"{holder}/anschrift/strasse")


def _town(of: Circumstances, holder: str) -> str:
    address = f"{holder}/anschrift"
    return f"{of.case.get(address + '/plz')} {of.case.get(address + '/ort')}"


def _recipient(of: Circumstances) -> str:
    return "/vertretung" if of.case.get("/vertretung") else "/person"


def text_of(of: Circumstances, pointer: str) -> str | None:
    """Give a text of the case, None where there is none."""
    value = of.case.get(pointer)
    return value if isinstance(value, str) else None


def statement(of: Circumstances, pointer: str) -> str | None:
    """A sentence of the file in the form this letter needs: to the person, or about it by name."""
    form = "name" if of.case.get("/vertretung") else "sie"
    text = text_of(of, f"{pointer}/{form}")
    return None if text is None else german.bind(text)


def _name_parts(of: Circumstances, pointer: str) -> tuple[str, str, str, str | None]:
    """Give form of address, given name (empty for who has one name only), family name, title."""
    form, given, family = (
        text_of(of, f"{pointer}/{field}") or "" for field in ("anrede", "vorname", "nachname")
    )
    return form, given, family, text_of(of, f"{pointer}/titel")


def _name(of: Circumstances, pointer: str) -> str:
    _, given, family, title = _name_parts(of, pointer)
    return german.full_name(given, family, title)


PARTIES: Final = (
    angeredet_als,
    anrede,
    behoerde,
    behoerde_email,
    behoerde_ort,
    behoerde_strasse,
    behoerde_zusatz,
    bekanntgabe_tag,
    beratungsstellen,
    empfaenger,
    empfaenger_land,
    empfaenger_organisation,
    empfaenger_ort,
    empfaenger_strasse,
    empfaenger_zusatz,
    gericht,
    gericht_ort,
    gericht_strasse,
    person_anschrift,
    person_name,
    rechtsbehelf,
    rechtsweg,
    sachbearbeitung_name,
    telefon,
    traegerart,
    vertretung_art,
    vertretung_name,
    zugang_demail,
    zugang_elektronisch,
    zugang_ersatz,
    zugang_gesundheitskarte,
    zugang_identitaet,
    zugang_portal,
    zugang_signatur,
    zugangsformen,
)
"""Every fact of this module, by the name of its function."""
