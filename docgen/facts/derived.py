"""Facts that no field holds: each is one documented function of the circumstances."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from docgen import german
from docgen.budget import VOUCHER, Contribution, DeductionKind, Hours, Line, rounded
from docgen.facts.gather import Circumstances
from docgen.facts.parties import PARTIES, text_of
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
    return of.slice.deducted(DeductionKind.CONTRIBUTION) or None


def einkommen(of: Circumstances) -> Decimal | None:
    """Income in euro per year that the contribution was worked out from."""
    return of.case.decimal("/budget/eigenbeitrag/einkommen") if _contribution(of) else None


def einkommensjahr(of: Circumstances) -> str | None:
    """The year of that income."""
    year = of.case.get("/budget/eigenbeitrag/einkommensjahr")
    return str(year) if year is not None and _contribution(of) else None


def einkommensgrenze(of: Circumstances) -> Decimal | None:
    """Euro per year up to which there is no contribution."""
    computed = _contribution(of)
    return _cents(computed.limit) if computed else None


def einkommen_ueber_grenze(of: Circumstances) -> Decimal | None:
    """Euro per year over that limit, None where there are none."""
    computed = _contribution(of)
    return _cents(computed.excess) if computed and computed.excess else None


def beitrag_vor_rundung(of: Circumstances) -> Decimal | None:
    """The contribution in euro per month before it is rounded, None where there is none."""
    computed = _contribution(of)
    return _cents(computed.exact) if computed and computed.excess else None


def beitrag_prozent(of: Circumstances) -> Decimal | None:
    """How many per cent of what lies over the limit are contributed each month."""
    return of.law.parameter("beitrag_prozent") if _contribution(of) else None


def beitrag_rundung(of: Circumstances) -> Decimal | None:
    """To a multiple of how many euro the contribution is rounded down."""
    return of.law.parameter("beitrag_rundung") if _contribution(of) else None


def _contribution(of: Circumstances) -> Contribution | None:
    """How the contribution was worked out, None where it was fixed elsewhere or there is none."""
    deductions = of.slice.deductions if of.slice else ()
    return next((one.deduction.computed for one in deductions if one.deduction.computed), None)


def _cents(exact: Decimal) -> Decimal:
    return rounded(Fraction(exact), Decimal("0.01"))


def gutscheinwert(of: Circumstances) -> Any:  # noqa: ANN401
    """Value of all vouchers in euro per month, None where there are none or no budget."""
    return (of.slice.vouchers or None) if of.slice else None


def gutscheine(of: Circumstances) -> tuple[Row, ...]:
    """Every service that is given as a voucher, with its value, its reason, and where it counts."""
    return tuple(
        {
            "bezeichnung": text_of(of, f"{pointer}/bezeichnung"),
            "betrag": line.amount if line else None,
            "grund": statement(of, f"{pointer}/gutschein_grund"),
            "einloesung": text_of(of, f"{pointer}/gutschein_einloesung"),
        }
        for pointer, line in _services(of)
        if of.case.get(f"{pointer}/form") == VOUCHER
    )


def leistungen(of: Circumstances) -> tuple[Row, ...]:
    """Every granted service with need, norm, price and amount, in the order of the case.

    Without a budget the amounts and prices are left out.
    """
    rows = []
    for pointer, line in _services(of):
        hours = line.hours if line else None
        factors = _factors(hours) if hours else ()
        unit = of.case.get(f"{pointer}/umfang/einheit")
        rows.append(
            {
                "bezeichnung": text_of(of, f"{pointer}/bezeichnung"),
                "umfang": _extent(of, f"{pointer}/umfang"),
                "norm": _basis(of, pointer),
                "betrag": line.amount if line else None,
                "satz": hours.price.eur if hours else None,
                "faktor": factors[0] if factors else None,
                "teiler": "60" if unit == "minute" else None,
                "satz_quelle": hours.price.source if hours else None,
                "bereich": of.case.get(f"{pointer}/bedarf/bereich"),
                "problemlage": statement(of, f"{pointer}/bedarf/problemlage"),
                "ziel": statement(of, f"{pointer}/bedarf/ziel"),
                "form": "als Gutschein" if of.case.get(f"{pointer}/form") == VOUCHER else None,
                "voraussetzungen": statement(of, f"{pointer}/voraussetzungen"),
            }
        )
    return tuple(rows)


def _services(of: Circumstances) -> Iterator[tuple[str, Line | None]]:
    """Yield the place of each service with its line from the start; None where it has none then."""
    lines = {line.service.index: line for line in (of.slice.lines if of.slice else ())}
    for index, pointer in enumerate(of.case.items("/leistungen")):
        yield pointer, lines.get(index)


def _hours(of: Circumstances) -> Iterator[Hours]:
    for line in of.slice.lines if of.slice else ():
        for entry in line.entries:
            if isinstance(entry.position.basis, Hours):
                yield entry.position.basis


def _factors(hours: Hours) -> tuple[str, ...]:
    return tuple(_spelled(need.factor.text) for need in hours.needs if need.factor)


def _spelled(factor: str) -> str:
    return factor.replace(".", ",")


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
    needs = (need for one in _hours(of) for need in one.needs if need.period == "woche")
    return next((_spelled(need.factor.text) for need in needs if need.factor), None)


def satzquellen(of: Circumstances) -> str | None:
    """The sources of all rates, each once; None without a budget."""
    if of.slice is None:
        return None
    return german.enumerate_words(tuple(dict.fromkeys(one.price.source for one in _hours(of))))


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


def statement(of: Circumstances, pointer: str) -> str | None:
    """A sentence of the file in the form this letter needs: to the person, or about it by name."""
    form = "name" if of.case.get("/vertretung") else "sie"
    return text_of(of, f"{pointer}/{form}")


def _basis(of: Circumstances, pointer: str) -> str | None:
    key = text_of(of, f"{pointer}/rechtsgrundlage")
    name = f"leistung_{key}"
    return of.law.norm(name) if name in of.law.law.norms else None


def _extent(of: Circumstances, pointer: str) -> tuple[Decimal, str, str] | None:
    """How much of a service is needed, None where a part of it is not stated."""
    quantity = of.case.decimal(f"{pointer}/menge")
    unit, period = text_of(of, f"{pointer}/einheit"), text_of(of, f"{pointer}/je")
    return (quantity, unit, period) if quantity is not None and unit and period else None


DERIVED: Final[Mapping[str, Callable[[Circumstances], Any]]] = {
    function.__name__: function
    for function in (
        *PARTIES,
        anlagen,
        beeintraechtigung,
        befristung_grund,
        beginn_grund,
        beitrag_prozent,
        beitrag_rundung,
        beitrag_vor_rundung,
        eigenbeitrag,
        einkommen,
        einkommen_ueber_grenze,
        einkommensgrenze,
        einkommensjahr,
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
        satzquellen,
        teilbudgets,
        ueberpruefung_grund,
        ueberschreitung_grund,
        vergleich_unzumutbar,
        wochenfaktor,
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
