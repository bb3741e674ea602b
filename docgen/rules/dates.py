"""Days of a case against each other and against the law."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from docgen.case import Case
from docgen.findings import Finding
from docgen.german import day as spelled
from docgen.law import LetterLaw
from docgen.rules.matter import Matter

# Each pair: the first day may not lie after the second.
_ORDER = (
    ("/person/geburtsdatum", "/antrag/datum"),
    ("/antrag/datum", "/antrag/eingang"),
    ("/antrag/datum", "/antrag/erster_eingang"),
    ("/antrag/erster_eingang", "/antrag/eingang"),
    ("/antrag/eingang", "/entscheidung/datum"),
    ("/antrag/zustimmung", "/entscheidung/datum"),
    ("/verfahren/gesamtplan", "/entscheidung/datum"),
    ("/verfahren/teilhabeplan", "/entscheidung/datum"),
    ("/entscheidung/datum", "/entscheidung/aufgabe_zur_post"),
    ("/budget/eigenbeitrag/bescheid", "/entscheidung/datum"),
    ("/bewilligung/beginn", "/bewilligung/ueberpruefung"),
    ("/bewilligung/ueberpruefung", "/bewilligung/ende"),
)


def order(matter: Matter) -> Iterator[Finding]:
    """Days that must follow one another."""
    determined = (
        (f"{one}/datum", "/entscheidung/datum")
        for one in matter.case.items("/verfahren/feststellungen")
    )
    for earlier, later in (*_ORDER, *determined):
        yield from follow(matter, earlier, later)


def follow(matter: Matter, earlier: str, later: str) -> Iterator[Finding]:
    """Tell where one day lies after another that it may not lie after."""
    first, second = matter.case.date(earlier), matter.case.date(later)
    if first is not None and second is not None and first > second:
        yield matter.find(
            "datum.reihenfolge",
            later,
            anderes=matter.title_of(earlier),
            frueher=spelled(second),
            spaeter=spelled(first),
            dieses=matter.title_of(later),
        )


def earliest_start(case: Case, law: LetterLaw) -> date | None:
    """Give the first day a benefit may begin; None where the case does not say when it was sought.

    Since 2020 the first of the month of the application (§ 108 Abs. 1 Satz 2 SGB IX), before that
    the day on which the carrier knew (§ 18 Abs. 1 SGB XII).
    Errors: LawGapError when the law of that day is unknown.
    """
    received = case.date("/antrag/erster_eingang") or case.date("/antrag/eingang")
    if received is None:
        return None
    return received.replace(day=1) if law.parameter("antrag_ab_monatserstem") else received


def start(matter: Matter) -> Iterator[Finding]:
    """The start: not before the application allows it, and not later without a reason."""
    begins = matter.case.date("/bewilligung/beginn")
    if begins is None or matter.law is None:
        return
    earliest = earliest_start(matter.case, matter.law)
    if earliest is not None and begins < earliest:
        yield matter.find(
            "beginn.vor_antragsmonat",
            "/bewilligung/beginn",
            norm="egh_beginn",
            fruehestens=spelled(earliest),
        )
    is_explained = (
        matter.case.date("/antrag/gewuenschter_beginn") == begins
        or matter.case.get("/bewilligung/beginn_grund") is not None
    )
    if earliest is not None and begins > _next_first(earliest) and not is_explained:
        yield matter.find(
            "beginn.spaeter_ohne_grund",
            "/bewilligung/beginn",
            norm="egh_beginn",
            fruehestens=spelled(earliest),
        )


def limitation(matter: Matter) -> Iterator[Finding]:
    """An end needs a ground from the benefit itself."""
    ends = matter.case.date("/bewilligung/ende")
    if ends is None:
        return
    if matter.case.get("/bewilligung/befristung_grund") is None:
        yield matter.find("befristung.ohne_grund", "/bewilligung/ende", norm="befristung")
    if len(matter.case.items("/leistungen")) > 1:
        yield matter.find("befristung.gilt_fuer_alle", "/bewilligung/ende", norm="befristung")


def changes_of_law(matter: Matter) -> Iterator[Finding]:
    """A grant that reaches into other law: split it, or at least know of it."""
    begins = matter.case.date("/bewilligung/beginn")
    if begins is None or matter.law is None:
        return
    ends = matter.case.date("/bewilligung/ende")
    for border in matter.law.law.borders_within(begins, ends):
        until = f"bis zum {spelled(ends)}" if ends else "an"
        before = border.day - timedelta(days=1)
        yield replace(
            matter.find(
                "zeitraum.ueber_rechtswechsel" if border.parts else "zeitraum.rechtswechsel",
                "/bewilligung/ende" if ends else "/bewilligung/beginn",
                tag=spelled(border.day),
                grund=border.title,
                teile=f"vom {spelled(begins)} bis zum {spelled(before)} und "
                f"vom {spelled(border.day)} {until}",
            ),
            norm=border.source,
        )


def belated(matter: Matter) -> Iterator[Finding]:
    """A decision about a time that is over: possible, and more often a slip of the keyboard."""
    decided = matter.case.date("/entscheidung/datum")
    ends = matter.case.date("/bewilligung/ende")
    due = matter.case.date("/bewilligung/ueberpruefung")
    if decided is not None and ends is not None and ends < decided:
        yield matter.find("entscheidung.nach_ende", "/bewilligung/ende", ende=spelled(ends))
    if decided is not None and due is not None and due < decided:
        yield matter.find(
            "entscheidung.nach_ueberpruefung",
            "/bewilligung/ueberpruefung",
            ueberpruefung=spelled(due),
        )


def review(matter: Matter) -> Iterator[Finding]:
    """The next determination of need: at the latest after the years of the law, else a reason."""
    begins = matter.case.date("/bewilligung/beginn")
    due = matter.case.date("/bewilligung/ueberpruefung")
    if begins is None or due is None or matter.law is None:
        return
    years = int(matter.law.parameter("wiederholung_jahre"))
    latest = _years_later(begins, years)
    if due <= latest:
        return
    code = (
        "ueberpruefung.zu_spaet"
        if matter.case.get("/bewilligung/ueberpruefung_grund") is None
        else "ueberpruefung.spaeter_mit_grund"
    )
    yield matter.find(
        code,
        "/bewilligung/ueberpruefung",
        norm="pb_wiederholung",
        spaetestens=spelled(latest),
        jahre=years,
    )


def plan_review(matter: Matter) -> Iterator[Finding]:
    """Since 2018 the Gesamtplan itself has a date by which it must be reviewed."""
    planned = matter.case.date("/verfahren/gesamtplan")
    due = matter.case.date("/bewilligung/ueberpruefung")
    if planned is None or due is None or matter.law is None:
        return
    if not matter.cites("egh_gesamtplan_frist"):
        return
    latest = _years_later(planned, int(matter.law.parameter("wiederholung_jahre")))
    if due > latest:
        yield matter.find(
            "ueberpruefung.nach_gesamtplan",
            "/bewilligung/ueberpruefung",
            norm="egh_gesamtplan_frist",
            spaetestens=spelled(latest),
        )


def _next_first(day: date) -> date:
    """The first of a month on or after a day."""
    return day if day.day == 1 else (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
