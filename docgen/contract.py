"""What docgen tells other programs, as plain values: the same at the command line and over HTTP.

Names and codes here are a promise. A field may be added; none is renamed or left out
(`docs/vertrag/`). Amounts are decimal strings in euro, days ISO 8601.
"""

import base64
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from typing_extensions import TypedDict

from docgen.budget import Budget, Change, DeductionKind, Line, Payment, Slice
from docgen.carriers import Carrier, Profile
from docgen.duties import Duty, Period
from docgen.findings import ABSENT, Finding, has_errors
from docgen.law import Entry, Row
from docgen.proof import PagePicture, Verification
from docgen.routes import Seat


class Befund(TypedDict):
    """One finding: `pointer` is a JSON pointer into the case, `severity` fehler or hinweis.

    `stand` goes with a hint into `bestaetigte_hinweise` to settle it; empty for errors.
    """

    code: str
    severity: str
    pointer: str
    title: str
    message: str
    norm: str | None
    stand: str


class Angabe(TypedDict):
    """A field of the case."""

    pointer: str
    title: str


class Pruefung(TypedDict):
    """Every finding about a case, and which fields this type still needs."""

    gueltig: bool
    befunde: list[Befund]
    fehlend: list[Angabe]


class Posten(TypedDict):
    """One line of the computation of a service."""

    id: str
    bezeichnung: str
    formel: str
    betrag: str
    quelle: str


class Leistungsbetrag(TypedDict):
    """What one service costs in a month, and how that was computed."""

    id: str
    bezeichnung: str
    traeger: str
    formel: str
    betrag: str
    quelle: str
    posten: list[Posten]


class Abzug(TypedDict):
    """What goes off the budget each month; `art` says why."""

    art: str
    formel: str
    betrag: str
    quelle: str


class Abschnitt(TypedDict):
    """The budget of one stretch of time; `bis` is null where it has no end."""

    ab: str
    bis: str | None
    leistungen: list[Leistungsbetrag]
    teilbudgets: dict[str, str]
    gesamtbudget: str
    gutscheine: str
    abzuege: list[Abzug]
    eigenbeitrag: str
    zahlbetrag: str


class Einmalig(TypedDict):
    """What is paid once; `gutschein` where it is not paid in money."""

    id: str
    bezeichnung: str
    traeger: str
    faellig: str
    betrag: str
    quelle: str
    gutschein: bool


class Zahlungsteil(TypedDict):
    """The part of a payment for one stretch of time; `formel` says how many days of the month."""

    ab: str
    bis: str
    formel: str
    betrag: str


class Zahlung(TypedDict):
    """What is paid on one day; `einmalig` is the id of what is paid once, else null."""

    faellig: str
    betrag: str
    teile: list[Zahlungsteil]
    einmalig: str | None


class Budgetrechnung(TypedDict):
    """The computed budget; `vergleichsbetrag` is what the services cost without it.

    `zahlungen` is null where the case names no day of payment, or parts of a month are paid and the
    carrier has no rule for them; without an end it reaches to the next review. `summe_laufzeit` is
    null where there is no end.
    """

    abschnitte: list[Abschnitt]
    einmalig: list[Einmalig]
    zahlungen: list[Zahlung] | None
    summe_laufzeit: str | None
    vergleichsbetrag: str | None
    befunde: list[Befund]


class Leistungsvergleich(TypedDict):
    """A service whose amount is another; null where it is not there."""

    id: str
    bezeichnung: str
    vorher: str | None
    nachher: str | None


class Betragsaenderung(TypedDict):
    """A stretch of time in which another amount is paid; null where nothing is granted."""

    ab: str
    bis: str | None
    vorher: str | None
    nachher: str | None
    unterschied: str
    leistungen: list[Leistungsvergleich]


class Budgetvergleich(TypedDict):
    """What changes between two budgets of one case; empty where no amount does."""

    aenderungen: list[Betragsaenderung]


class Aenderung(TypedDict):
    """One paragraph that is not as it was written; `art` says what happened to it."""

    art: str
    vorher: str
    nachher: str


class Urteil(TypedDict):
    """What a finished file is: its status, the same in words, and what was changed or is wrong."""

    status: str
    meldung: str
    befunde: list[Befund]
    aenderungen: list[Aenderung]


class Geltung(TypedDict):
    """From when to when something is owed, by which day of the case; null where it is open."""

    achse: str
    ab: str | None
    bis: str | None


class Pflichtangabe(TypedDict):
    """One mandatory element with its source and the clauses that serve it.

    gilt: null for what is owed on every day.
    """

    id: str
    titel: str
    art: str
    dokumente: list[str]
    quelle: str
    gilt: Geltung | None
    bausteine: list[str]
    folge: str
    geprueft: bool
    anmerkung: str


class Seitenbild(TypedDict):
    """A page of a refused letter as PNG (base64); `seite` is counted from 1."""

    seite: int
    png: str


class Profilfassung(TypedDict):
    """Name, address and channels of a carrier in one period; `bis` is null where it is open."""

    ab: str
    bis: str | None
    quelle: str
    name: str
    zusatz: str | None
    anschrift: "Traegeranschrift"
    telefon: str
    email: str | None
    portal: str | None
    demail: str | None
    qes_zugang: str | None
    gesundheitskarte: str | None
    art: str
    rechtsbehelf: str
    gericht: "Gericht | None"
    din_form: str
    beratung: list["Beratungsstelle"]


class Gericht(TypedDict):
    """The court at a carrier's seat, where only a Klage is possible."""

    name: str
    anschrift: "Traegeranschrift"


class Traegeranschrift(TypedDict):
    """Where a carrier is."""

    strasse: str
    plz: str
    ort: str


class Beratungsstelle(TypedDict):
    """An office that advises independently of the carrier, as printed."""

    name: str
    anschrift: str
    telefon: str | None


class Satzfassung(TypedDict):
    """A price in euro for one unit in one period; without minutes it is for a whole month."""

    ab: str
    bis: str | None
    betrag: str
    einheit_minuten: int | None
    quelle: str


class Satz(TypedDict):
    """One rate; `schluessel` is what a case names at `/leistungen/0/satz/schluessel`."""

    schluessel: str
    titel: str
    fassungen: list[Satzfassung]


class Regelfassung(TypedDict):
    """What a rule says in one period."""

    ab: str
    bis: str | None
    wert: str
    quelle: str


class Regel(TypedDict):
    """One rule of a carrier, such as the factor from week to month."""

    schluessel: str
    fassungen: list[Regelfassung]


class Traegerblatt(TypedDict):
    """All that is known of one carrier; `id` is its name in a case, `name` its newest."""

    id: str
    name: str
    fassungen: list[Profilfassung]
    saetze: list[Satz]
    regeln: list[Regel]


class Grundlagenfassung(TypedDict):
    """How a legal ground is cited in one period."""

    ab: str
    bis: str | None
    text: str
    quelle: str


class Rechtsgrundlage(TypedDict):
    """One legal ground; `schluessel` is what a case names at `/leistungen/0/rechtsgrundlage`."""

    schluessel: str
    titel: str
    fassungen: list[Grundlagenfassung]


def befund(one: Finding) -> Befund:
    """Tell a finding."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "pointer": one.pointer,
        "title": one.title,
        "message": one.message,
        "norm": one.norm,
        "stand": one.stand,
    }


def pruefung(findings: Iterable[Finding]) -> Pruefung:
    """Tell what was found about a case."""
    findings = tuple(findings)
    return {
        "gueltig": not has_errors(findings),
        "befunde": [befund(one) for one in findings],
        "fehlend": [
            {"pointer": one.pointer, "title": one.title} for one in findings if one.code in ABSENT
        ],
    }


def budgetrechnung(budget: Budget, findings: Iterable[Finding]) -> Budgetrechnung:
    """Tell a budget with its Rechenweg, and what was found of its amounts."""
    return {
        "abschnitte": [_abschnitt(one) for one in budget.slices],
        "einmalig": [
            {
                "id": one.id,
                "bezeichnung": one.title,
                "traeger": one.carrier,
                "faellig": one.due.isoformat(),
                "betrag": str(one.eur),
                "quelle": one.source,
                "gutschein": one.voucher,
            }
            for one in budget.one_offs
        ],
        "zahlungen": None if budget.payments is None else list(map(_zahlung, budget.payments)),
        "summe_laufzeit": None if budget.whole_term is None else str(budget.whole_term),
        "vergleichsbetrag": None if budget.comparison is None else str(budget.comparison),
        "befunde": [befund(one) for one in findings],
    }


def budgetvergleich(changes: Iterable[Change]) -> Budgetvergleich:
    """Tell what changes between two budgets of one case."""
    return {
        "aenderungen": [
            {
                "ab": one.start.isoformat(),
                "bis": one.end.isoformat() if one.end else None,
                "vorher": _amount(one.before),
                "nachher": _amount(one.after),
                "unterschied": str(one.more),
                "leistungen": [
                    {
                        "id": service.id,
                        "bezeichnung": service.title,
                        "vorher": _amount(service.before),
                        "nachher": _amount(service.after),
                    }
                    for service in one.services
                ],
            }
            for one in changes
        ]
    }


def _amount(eur: Decimal | None) -> str | None:
    return None if eur is None else str(eur)


def _abschnitt(one: Slice) -> Abschnitt:
    return {
        "ab": one.start.isoformat(),
        "bis": one.end.isoformat() if one.end else None,
        "leistungen": list(map(_leistungsbetrag, one.lines)),
        "teilbudgets": {share.carrier: str(share.amount) for share in one.shares},
        "gesamtbudget": str(one.total),
        "gutscheine": str(one.vouchers),
        "abzuege": [
            {
                "art": less.deduction.kind.value,
                "formel": less.step.formula,
                "betrag": str(less.amount),
                "quelle": less.step.source,
            }
            for less in one.deductions
        ],
        "eigenbeitrag": str(one.deducted(DeductionKind.CONTRIBUTION)),
        "zahlbetrag": str(one.payable),
    }


def _leistungsbetrag(line: Line) -> Leistungsbetrag:
    return {
        "id": line.service.id,
        "bezeichnung": line.service.title,
        "traeger": line.service.carrier,
        "formel": line.step.formula,
        "betrag": str(line.amount),
        "quelle": line.step.source,
        "posten": [
            {
                "id": entry.position.id,
                "bezeichnung": entry.position.title,
                "formel": entry.step.formula,
                "betrag": str(entry.amount),
                "quelle": entry.step.source,
            }
            for entry in line.entries
        ],
    }


def _zahlung(one: Payment) -> Zahlung:
    return {
        "faellig": one.due.isoformat(),
        "betrag": str(one.amount),
        "teile": [
            {
                "ab": part.start.isoformat(),
                "bis": part.end.isoformat(),
                "formel": part.step.formula,
                "betrag": str(part.amount),
            }
            for part in one.parts
        ],
        "einmalig": one.once.id if one.once else None,
    }


def urteil(one: Verification) -> Urteil:
    """Tell the verdict on a finished file."""
    return {
        "status": one.status.value,
        "meldung": one.sentence,
        "befunde": [befund(wrong) for wrong in (one.proof.findings() if one.proof else ())],
        "aenderungen": [
            {"art": change.kind, "vorher": change.before, "nachher": change.after}
            for change in one.changes
        ],
    }


def pflichtangabe(one: Duty) -> Pflichtangabe:
    """Tell a mandatory element."""
    return {
        "id": one.id,
        "titel": one.title,
        "art": one.kind,
        "dokumente": list(one.doctypes),
        "quelle": one.source,
        "gilt": _geltung(one.period) if one.period else None,
        "bausteine": list(one.clauses),
        "folge": one.consequence,
        "geprueft": one.checked,
        "anmerkung": one.note,
    }


def _geltung(one: Period) -> Geltung:
    return {
        "achse": one.axis.value,
        "ab": one.first.isoformat() if one.first else None,
        "bis": one.last.isoformat() if one.last else None,
    }


def traegerblatt(one: Carrier) -> Traegerblatt:
    """Tell everything about a carrier that a case or its reader may need."""
    return {
        "id": one.id,
        "name": one.profiles[-1].value.name,
        "fassungen": [_profilfassung(row) for row in one.profiles],
        "saetze": [
            {
                "schluessel": key,
                "titel": sheet.title,
                "fassungen": [
                    {
                        "ab": row.valid_from.isoformat(),
                        "bis": _until(row),
                        "betrag": str(row.value.eur),
                        "einheit_minuten": row.value.minutes,
                        "quelle": row.source,
                    }
                    for row in sheet.rows
                ],
            }
            for key, sheet in one.rates.items()
        ],
        "regeln": [
            {
                "schluessel": key,
                "fassungen": [
                    {
                        "ab": row.valid_from.isoformat(),
                        "bis": _until(row),
                        "wert": row.value,
                        "quelle": row.source,
                    }
                    for row in rows
                ],
            }
            for key, rows in one.rules.items()
        ],
    }


def _profilfassung(row: Row[Profile]) -> Profilfassung:
    one = row.value
    return {
        "ab": row.valid_from.isoformat(),
        "bis": _until(row),
        "quelle": row.source,
        "name": one.name,
        "zusatz": one.department,
        "anschrift": {"strasse": one.street, "plz": one.postcode, "ort": one.town},
        "telefon": one.phone,
        "email": one.email,
        "portal": one.portal,
        "demail": one.demail,
        "qes_zugang": one.qes_access,
        "gesundheitskarte": one.health_card,
        "art": one.route.kind.id,
        "rechtsbehelf": one.route.remedy.value,
        "gericht": _gericht(one.route.court),
        "din_form": one.din_form,
        "beratung": [
            {"name": office.name, "anschrift": office.address, "telefon": office.phone}
            for office in one.advisers
        ],
    }


def _gericht(court: Seat | None) -> Gericht | None:
    if court is None:
        return None
    address: Traegeranschrift = {"strasse": court.street, "plz": court.postcode, "ort": court.town}
    return {"name": court.name, "anschrift": address}


def seitenbild(one: PagePicture) -> Seitenbild:
    """Tell a page on which something is pointed at."""
    return {"seite": one.page, "png": base64.b64encode(one.png).decode("ascii")}


def rechtsgrundlage(key: str, one: Entry[str]) -> Rechtsgrundlage:
    """Tell a legal ground by the key a case names."""
    return {
        "schluessel": key,
        "titel": one.title,
        "fassungen": [
            {
                "ab": row.valid_from.isoformat(),
                "bis": _until(row),
                "text": row.value,
                "quelle": row.source,
            }
            for row in one.rows
        ],
    }


def _until(row: Row[Any]) -> str | None:
    return row.valid_until.isoformat() if row.valid_until else None
