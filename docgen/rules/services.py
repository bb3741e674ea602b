"""What each service of the grant rests on: its carrier, its norm, and what both say of it."""

import re
from collections.abc import Iterator
from typing import Final

from docgen.budget import VOUCHER
from docgen.findings import Finding
from docgen.german import day as spelled
from docgen.law import Entry, LawGapError
from docgen.nearest import meant
from docgen.rules.matter import Matter

_BUDGET_ASSISTANCE: Final = re.compile(r"budget[-_ ]?assisten", re.IGNORECASE)
_SKILLED: Final = re.compile(r"fachkr[aä]ft", re.IGNORECASE)
_SIMPLE: Final = "assistenz_einfach"
_NOT_PAID: Final = "0"


def legal_grounds(matter: Matter) -> Iterator[Finding]:
    """Each service has a legal ground that is known, and in force on the day it follows."""
    if matter.law is None:
        return
    known = matter.law.law.grounds()
    for service in matter.case.items("/leistungen"):
        pointer = f"{service}/rechtsgrundlage"
        key = matter.case.get(pointer)
        if not isinstance(key, str):
            continue
        if key not in known:
            yield matter.find(
                "rechtsgrundlage.unbekannt",
                pointer,
                vorschlag=meant(key, known),
                bekannt=", ".join(sorted(known)),
            )
        elif not _holds(matter, known[key]):
            holding = (name for name, entry in sorted(known.items()) if _holds(matter, entry))
            yield matter.find(
                "rechtsgrundlage.gilt_nicht",
                pointer,
                tag=spelled(matter.law.axes.day(known[key].axis)),
                gelten=", ".join(holding) or "keine",
            )


def _holds(matter: Matter, entry: Entry[str]) -> bool:
    if matter.law is None:
        return False
    try:
        entry.on(matter.law.axes.day(entry.axis))
    except LawGapError:
        return False
    return True


def taking_part(matter: Matter) -> Iterator[Finding]:
    """A service is paid by the carrier that decides, or by one that takes part."""
    deciding = matter.case.get("/traeger")
    part = matter.case.items("/verfahren/beteiligte_traeger")
    named = {deciding, *(matter.case.get(f"{one}/traeger") for one in part)}
    for service in matter.case.items("/leistungen"):
        carrier = matter.case.get(f"{service}/traeger")
        if isinstance(deciding, str) and carrier in matter.carriers and carrier not in named:
            yield matter.find("leistung.traeger_nicht_beteiligt", f"{service}/traeger")


def budget_assistance(matter: Matter) -> Iterator[Finding]:
    """Some carriers do not pay for help with the budget itself; whether they may is doubtful."""
    begins = matter.case.date("/bewilligung/beginn")
    for service in matter.case.items("/leistungen"):
        carrier = matter.carriers.get(str(matter.case.get(f"{service}/traeger")))
        names = (matter.case.get(f"{service}/{one}") for one in ("id", "bezeichnung"))
        if carrier is None or begins is None or not _says(_BUDGET_ASSISTANCE, *names):
            continue
        if carrier.rule("budgetassistenz", begins) == _NOT_PAID:
            yield matter.find(
                "leistung.budgetassistenz_nicht_gezahlt",
                f"{service}/bezeichnung",
                norm="pb_bemessung",
                quelle=carrier.rule_source("budgetassistenz", begins),
            )


def kind_of_assistance(matter: Matter) -> Iterator[Finding]:
    """What a skilled worker does is another kind of assistance, with another rate."""
    for service in matter.case.items("/leistungen"):
        pointer = f"{service}/rechtsgrundlage"
        names = (matter.case.get(f"{service}/{one}") for one in ("bezeichnung", "satz/schluessel"))
        if matter.case.get(pointer) == _SIMPLE and _says(_SKILLED, *names):
            yield matter.find("leistung.assistenz_durch_fachkraft", pointer, norm="egh_fachkraft")


def payable(matter: Matter) -> Iterator[Finding]:
    """What the law does not list for a budget, and what everybody pays to live, is none of it."""
    if matter.law is None:
        return
    never, living = (matter.law.words(one) for one in ("nicht_budgetfaehig", "existenzsichernd"))
    belongs = matter.law.words("existenzsichernd_ausnahme")
    for pointer in _named(matter):
        name = str(matter.case.get(pointer) or "").lower()
        if word := next((one for one in never if one in name), None):
            yield matter.find("leistung.nicht_budgetfaehig", pointer, wort=word.capitalize())
        elif word := next((one for one in living if one in name), None):
            kind = "pruefen" if any(one in name for one in belongs) else "nicht_moeglich"
            yield matter.find(f"leistung.lebensunterhalt_{kind}", pointer, wort=word.capitalize())


def extents(matter: Matter) -> Iterator[Finding]:
    """How much of a service is granted is said in hours or in words."""
    for service in matter.case.items("/leistungen"):
        costs = matter.case.items(f"{service}/kosten")
        counted = [matter.case.get(f"{one}/umfang") for one in (service, *costs)]
        is_said = any(counted) or matter.case.get(f"{service}/umfang_in_worten") is not None
        if not is_said and matter.case.is_sound(f"{service}/umfang"):
            yield matter.find("leistung.umfang_ungenannt", service, norm="egh_bescheid")


def vouchers_of_care(matter: Matter) -> Iterator[Finding]:
    """What the Pflegekasse bears is a voucher, but for what the law lets it pay (§ 35a SGB XI)."""
    begins = matter.case.date("/bewilligung/beginn")
    if matter.law is None or begins is None:
        return
    in_money = matter.law.words("pflegekasse_in_geld")
    for service in matter.case.items("/leistungen"):
        carrier = matter.carriers.get(str(matter.case.get(f"{service}/traeger")))
        profile = carrier.profile(begins) if carrier else None
        name = str(matter.case.get(f"{service}/bezeichnung") or "").lower()
        is_paid = matter.case.get(f"{service}/form") != VOUCHER
        if profile is None or not profile.route.kind.vouchers or not is_paid:
            continue
        if not any(one in name for one in in_money):
            kind = profile.route.kind.title
            place = f"{service}/form"
            yield matter.find(
                "leistung.nur_als_gutschein", place, norm="pflegekasse_gutschein", art=kind
            )


def care_allowance(matter: Matter) -> Iterator[Finding]:
    """Pflegegeld goes off only where the budget is for care, too."""
    if matter.law is None or matter.case.get("/budget/pflegegeld") is None:
        return
    words = matter.law.words("grundpflege")
    places = [*_named(matter), *_areas(matter)]
    names = " ".join(str(matter.case.get(one) or "") for one in places).lower()
    if not any(word in names for word in words):
        yield matter.find("pflegegeld.ohne_pflege", "/budget/pflegegeld")


def _areas(matter: Matter) -> Iterator[str]:
    """Yield where the area of a need is named."""
    for service in matter.case.items("/leistungen"):
        yield f"{service}/bedarf/bereich"
        yield from (f"{one}/bereich" for one in matter.case.items(f"{service}/umfang/teile"))


def _named(matter: Matter) -> Iterator[str]:
    """Yield where a service or a cost is named."""
    for service in matter.case.items("/leistungen"):
        yield f"{service}/bezeichnung"
        for holder in (service, *matter.case.items(f"{service}/aenderungen")):
            yield from (f"{one}/bezeichnung" for one in matter.case.items(f"{holder}/kosten"))


def _says(pattern: re.Pattern[str], *texts: object) -> bool:
    return any(isinstance(text, str) and pattern.search(text) for text in texts)
