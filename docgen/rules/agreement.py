"""The Zielvereinbarung, as far as the file tells of it, against what is granted."""

from collections.abc import Iterator

from docgen.findings import Finding
from docgen.german import day as spelled
from docgen.german import money, years_between
from docgen.rules.matter import Matter


def signatures(matter: Matter) -> Iterator[Finding]:
    """The Zielvereinbarung comes first: every signature lies not after the decision."""
    decided = matter.case.date("/entscheidung/datum")
    for party in ("person", "vertretung", "traeger"):
        pointer = f"/zielvereinbarung/unterschriften/{party}"
        signed = matter.case.date(pointer)
        if decided is not None and signed is not None and signed > decided:
            yield matter.find(
                "zielvereinbarung.unterschrift_nach_bescheid",
                pointer,
                norm="pb_zielvereinbarung",
                unterschrift=spelled(signed),
                bescheid=spelled(decided),
            )


def signature_for_minors(matter: Matter) -> Iterator[Finding]:
    """Who may apply from 15 on may not yet conclude the agreement alone (§ 36 SGB I)."""
    born = matter.case.date("/person/geburtsdatum")
    pointer = "/zielvereinbarung/unterschriften/vertretung"
    signed = matter.case.date("/zielvereinbarung/unterschriften/person")
    if born is None or signed is None or matter.law is None:
        return
    is_minor = years_between(born, signed) < int(matter.law.parameter("alter_volljaehrig"))
    if is_minor and matter.case.date(pointer) is None:
        yield matter.find(
            "zielvereinbarung.vertretung_unterschreibt", pointer, norm="handlungsfaehig"
        )


def term(matter: Matter) -> Iterator[Finding]:
    """It holds as long as the grant; until 2017 a clause of its own could say otherwise."""
    if matter.law is None:
        return
    may_differ = bool(matter.law.parameter("zv_dauer_abdingbar"))
    for edge in ("beginn", "ende"):
        pointer = f"/zielvereinbarung/{edge}"
        agreed, granted = matter.case.date(pointer), matter.case.date(f"/bewilligung/{edge}")
        if agreed is not None and agreed != granted:
            yield matter.find(
                "zielvereinbarung.laufzeit_nur_mit_klausel"
                if may_differ
                else "zielvereinbarung.andere_laufzeit",
                pointer,
                norm="pb_zielvereinbarung_dauer",
                vereinbart=spelled(agreed),
                bewilligt=spelled(granted) if granted else "nicht genannt",
            )


def budget(matter: Matter) -> Iterator[Finding]:
    """Since 2018 it states the Gesamtbudget (§ 29 Abs. 4 Satz 2 Nr. 4 SGB IX), and the same one.

    That it states none is told only of a file that records how long it holds: others say nothing
    of its terms at all.
    """
    pointer = "/zielvereinbarung/gesamtbudget"
    agreed = matter.case.decimal(pointer)
    is_recorded = matter.case.date("/zielvereinbarung/beginn") is not None
    if agreed is None and is_recorded and matter.cites("zv_budgets"):
        yield matter.find("zielvereinbarung.gesamtbudget_fehlt", pointer, norm="zv_budgets")
    computed = matter.budget.slices[0].total if matter.budget else None
    if agreed is not None and computed is not None and agreed != computed:
        yield matter.find(
            "zielvereinbarung.anderes_gesamtbudget",
            pointer,
            vereinbart=money(agreed),
            errechnet=money(computed),
        )
