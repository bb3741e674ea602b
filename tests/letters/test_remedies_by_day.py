"""The Rechtsbehelfsbelehrung of every day, way and place, its whole text.

A wrong word here costs a year (§ 66 Abs. 2 SGG), so the whole text is compared. Only the day on
which the letter is made known moves; benefit and procedure stay in 2026, so that nothing but the
Belehrung depends on it.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

import pytest
from cases import Case, example, put, raw, represented_case
from hypothesis import given
from hypothesis import strategies as st
from letters import GRANT, content, page, written

from docgen.doctypes import Doctype
from docgen.german import NBSP
from docgen.pipeline import FORMATS, STANDARD, Content, Planned, examine, plan
from docgen.proof import prove, read_file

DEMAIL = "per De-Mail mit Absenderbestätigung an budget@ksv-muster.de-mail.example"
PORTAL = "mit Identitätsnachweis über das Portal www.ksv-muster.example"
SIGNED = "mit qualifizierter elektronischer Signatur an budget@ksv-muster.example"
DAY = re.compile(r"(\d{4})(-\d\d-\d\d)")

# --- The text, part by part ---------------------------------------------------------------------
OPENING: Final = (
    "Gegen diesen Bescheid können Sie innerhalb {} Widerspruch einlegen. Der Widerspruch ist bei "
    "dieser Behörde einzulegen: Kommunaler Sozialverband Sachsen, Probeallee 1, 04109 Leipzig. "
    "Sie können ihn einlegen:"
)
ONE_MONTH: Final = "eines Monats nach Bekanntgabe"
SERVED: Final = "eines Monats nach Zustellung"
THREE_MONTHS: Final = "von drei Monaten nach Bekanntgabe"

ELECTRONIC: Final = f"in elektronischer Form nach § 36a Abs. 2 SGB I ({SIGNED}"
REPLACED: Final = "schriftformersetzend nach § 36a Abs. 2a SGB I und § 9a Abs. 5 OZG (zum Beispiel"
IN_WRITING: Final = ("schriftlich oder", "zur Niederschrift.")
TO_2023: Final = ("schriftlich,", f"{ELECTRONIC} oder {PORTAL}) oder", "zur Niederschrift.")
TO_2023_DEMAIL: Final = (
    "schriftlich,",
    f"{ELECTRONIC}, {PORTAL} oder {DEMAIL}) oder",
    "zur Niederschrift.",
)
FROM_2024: Final = (
    "schriftlich,",
    f"{ELECTRONIC}),",
    f"{REPLACED} {PORTAL}) oder",
    "zur Niederschrift.",
)
FROM_2024_DEMAIL: Final = (
    *FROM_2024[:2],
    f"{REPLACED} {PORTAL} oder {DEMAIL}) oder",
    FROM_2024[3],
)
NO_MAIL: Final = ("Eine einfache E-Mail genügt nicht.",)

LATER: Final = "Das gilt nicht, wenn er nicht oder erst später zugegangen ist."
POSTED: Final = (
    "Ein im Inland mit der Post übermittelter Bescheid gilt am {} Tag nach der Aufgabe zur Post "
    f"als bekannt gegeben. {LATER}"
)
SENT: Final = (
    "Ein elektronisch übermittelter Bescheid gilt am {} Tag nach der Absendung als bekannt "
    f"gegeben. {LATER}"
)
FETCHED: Final = (
    "Ein zum Abruf bereitgestellter Bescheid gilt am {} Tag nach der Absendung der elektronischen "
    "Benachrichtigung über die Bereitstellung als bekannt gegeben. Ist die Benachrichtigung nicht "
    "oder erst nach diesem Tag zugegangen, gilt der Bescheid an dem Tag als bekannt gegeben, an "
    "dem er abgerufen wurde."
)

# --- Where each part stands ---------------------------------------------------------------------
BY_DAY: Final = {
    "2008-01-01": (IN_WRITING, IN_WRITING, "dritten"),
    "2017-12-31": (IN_WRITING, IN_WRITING, "dritten"),
    "2018-01-01": (TO_2023, TO_2023_DEMAIL, "dritten"),
    "2023-12-31": (TO_2023, TO_2023_DEMAIL, "dritten"),
    "2024-01-01": (FROM_2024, FROM_2024_DEMAIL, "dritten"),
    "2024-12-31": (FROM_2024, FROM_2024_DEMAIL, "dritten"),
    "2025-01-01": (FROM_2024, FROM_2024_DEMAIL, "vierten"),
    "2026-07-19": (FROM_2024, FROM_2024_DEMAIL, "vierten"),
    "2026-07-20": (FROM_2024, FROM_2024, "vierten"),
}
"""Forms of the Widerspruch without and with a De-Mail address, and the day of the Bekanntgabe."""

BY_WAY: Final = {
    "brief": (ONE_MONTH, POSTED),
    "einschreiben": (ONE_MONTH, POSTED),
    "zustellungsurkunde": (SERVED, None),
    "uebergabe": (ONE_MONTH, None),
    "elektronisch": (ONE_MONTH, SENT),
    "portal": (ONE_MONTH, FETCHED),
    "brief abroad": (THREE_MONTHS, None),
    "einschreiben abroad": (THREE_MONTHS, None),
}
"""Way and place: the time for the Widerspruch, and what the law presumes of the day it begins."""
PORTAL_KNOWN: Final = "2022-01-28"
LETTERS: Final = [
    (day, way) for day in BY_DAY for way in BY_WAY if way != "portal" or day >= PORTAL_KNOWN
]


def expected(day: str, way: str, *, demail: bool = False) -> list[str]:
    forms, ordinal = BY_DAY[day][demail], BY_DAY[day][2]
    time, presumed = BY_WAY[way]
    return [
        OPENING.format(time),
        *forms,
        *(() if forms == IN_WRITING else NO_MAIL),
        *((presumed.format(ordinal),) if presumed else ()),
    ]


@cache
def with_demail() -> Content:
    """The shipped content, whose carrier also has a De-Mail address."""
    carrier = content().carriers["ksv-sachsen"]
    profiles = tuple(
        replace(row, value=replace(row.value, demail=DEMAIL)) for row in carrier.profiles
    )
    return replace(content(), carriers={carrier.id: replace(carrier, profiles=profiles)})


def on_the_way(way: str, case: Case | None = None) -> Case:
    """The example, sent on a way and perhaps abroad."""
    sent = case or example()
    channel, _, place = way.partition(" ")
    sent["entscheidung"]["kanal"] = channel
    if place:
        holder = "/vertretung" if "vertretung" in sent else "/person"
        abroad = {"strasse": "Ringstraße 1", "plz": "1010", "ort": "Wien", "land": "Österreich"}
        put(sent, f"{holder}/anschrift", abroad)
    return sent


def made_known(day: str, way: str, case: Case | None = None, *, demail: bool = False) -> Planned:
    """The letter as it is planned where only the Bekanntgabe lies on another day."""
    known = with_demail() if demail else content()
    examined = examine(known, GRANT, raw(on_the_way(way, case)))
    assert examined.is_sound, examined.findings
    assert examined.case is not None
    assert examined.law is not None
    assert examined.budget is not None
    axes = replace(examined.law.axes, bekanntgabe=date.fromisoformat(day))
    law = known.law.for_letter(axes)
    return plan(known, known.doctypes[GRANT], examined.case, law, examined.budget)


def belehrung(planned: Planned) -> list[str]:
    """The units under the heading, as planned."""
    return _under_the_heading(list(planned.letter.reading_order()))


def _under_the_heading(units: list[str]) -> list[str]:
    start, end = units.index("Rechtsbehelfsbelehrung"), units.index("Mit freundlichen Grüßen")
    return [one.replace(NBSP, " ") for one in units[start + 1 : end]]


@pytest.mark.parametrize("demail", [False, True], ids=["no De-Mail address", "De-Mail address"])
@pytest.mark.parametrize(("day", "way"), LETTERS)
def test_the_belehrung_is_that_of_its_day_way_and_place(
    day: str, way: str, *, demail: bool
) -> None:
    assert belehrung(made_known(day, way, demail=demail)) == expected(day, way, demail=demail)


ON_PAPER: Final = [
    *((day, "brief") for day in BY_DAY),
    *(("2026-07-20", way) for way in BY_WAY if way != "brief"),
]


@pytest.mark.parametrize("ending", STANDARD)
@pytest.mark.parametrize(("day", "way"), ON_PAPER)
def test_it_stands_so_on_the_finished_letter_and_is_proven(day: str, way: str, ending: str) -> None:
    planned = made_known(day, way, demail=True)

    page = read_file(FORMATS[ending].render(content(), planned.letter))

    assert _under_the_heading([one.text for one in page.units]) == expected(day, way, demail=True)
    assert prove(page, planned.obligations).findings() == ()


FIRST, LAST = date(2008, 1, 1), date(2030, 12, 31)


@given(
    day=st.dates(FIRST, LAST),
    way=st.sampled_from(sorted(BY_WAY)),
    demail=st.booleans(),
    represented=st.booleans(),
)
def test_on_every_day_it_says_what_the_law_of_that_day_wants(
    day: date, way: str, *, demail: bool, represented: bool
) -> None:
    """The list of LAW: one Belehrung, its authority, its time, its forms, no end date."""
    if way == "portal" and day.isoformat() < PORTAL_KNOWN:
        way = "elektronisch"
    letter = made_known(
        day.isoformat(), way, represented_case() if represented else None, demail=demail
    )
    units = list(letter.letter.reading_order())
    text = "\n".join(belehrung(letter))

    def says(words: str) -> bool:
        return re.search(words, text) is not None

    assert units.count("Rechtsbehelfsbelehrung") == 1
    assert "Kommunaler Sozialverband Sachsen, Probeallee 1, 04109 Leipzig" in text
    assert says("innerhalb von drei Monaten") == ("abroad" in way)
    assert says("innerhalb eines Monats") != ("abroad" in way)
    assert says("nach Zustellung") == (way == "zustellungsurkunde")
    assert says("nach Bekanntgabe") != (way == "zustellungsurkunde")
    assert says("in elektronischer Form") == (day >= date(2018, 1, 1))
    assert says("Eine einfache E-Mail genügt nicht") == (day >= date(2018, 1, 1))
    assert says("schriftformersetzend") == (day >= date(2024, 1, 1))
    assert says("De-Mail") == (demail and date(2018, 1, 1) <= day < date(2026, 7, 20))
    assert says("schriftlich")
    assert says("zur Niederschrift")
    presumed = BY_WAY[way][1] is not None
    assert says("als bekannt gegeben") == presumed
    assert says("vierten Tag") == (presumed and day >= date(2025, 1, 1))
    assert says("dritten Tag") == (presumed and day < date(2025, 1, 1))
    assert says("Aufgabe zur Post") == (way in {"brief", "einschreiben"})
    assert not says(r"\d{1,2}\. ?[A-Z]\w+ \d{4}|\d{1,2}\.\d{1,2}\.\d{4}")
    assert says("können Sie") != represented


OTHER_WAYS: Final = [
    ("brief", "zustellungsurkunde", "keine_formlose_bekanntgabe"),
    ("zustellungsurkunde", "brief", "keine_zustellung"),
    ("brief", "uebergabe", "keine_postfiktion"),
    ("uebergabe", "brief", "rechtsbehelf_bekanntgabe"),
    ("brief", "brief abroad", "nicht_ein_monat"),
    ("brief abroad", "brief", "keine_drei_monate"),
    ("elektronisch", "brief", "rechtsbehelf_bekanntgabe"),
    ("brief", "elektronisch", "keine_postfiktion"),
    ("elektronisch", "portal", "rechtsbehelf_abruf"),
]


@pytest.mark.parametrize(("written_for", "owed_for", "missed"), OTHER_WAYS)
def test_the_words_of_another_way_or_place_are_no_proof(
    written_for: str, owed_for: str, missed: str
) -> None:
    letter = made_known("2026-11-09", written_for).letter
    owed = made_known("2026-11-09", owed_for).obligations

    proof = prove(read_file(FORMATS["docx"].render(content(), letter)), owed)

    assert missed in {duty.duty for duty in proof.duties if not duty.found}


@pytest.mark.parametrize(
    ("day", "other", "missed"),
    [
        ("2017-12-31", "2018-01-01", "keine_elektronische_form"),
        ("2018-01-01", "2017-12-31", "rechtsbehelf_elektronisch"),
        ("2018-01-01", "2017-12-31", "rechtsbehelf_demail"),
        ("2023-12-31", "2024-01-01", "kein_ersatz_der_schriftform"),
        ("2024-01-01", "2023-12-31", "rechtsbehelf_schriftformersetzend"),
        ("2024-12-31", "2025-01-01", "kein_vierter_tag"),
        ("2025-01-01", "2024-12-31", "kein_dritter_tag"),
        ("2026-07-19", "2026-07-20", "rechtsbehelf_demail"),
        ("2026-07-20", "2026-07-19", "keine_demail"),
    ],
)
def test_the_words_of_the_day_beside_it_are_no_proof(day: str, other: str, missed: str) -> None:
    """A letter of one day, held against what is owed on the other side of the border."""
    owed = made_known(day, "brief", demail=True).obligations
    letter = made_known(other, "brief", demail=True).letter

    proof = prove(read_file(FORMATS["docx"].render(content(), letter)), owed)

    assert missed in {duty.duty for duty in proof.duties if not duty.found}


def without_signature() -> Content:
    """The shipped content, whose carrier does not say where a signed document is sent."""
    carrier = content().carriers["ksv-sachsen"]
    profiles = tuple(
        replace(row, value=replace(row.value, qes_access=None)) for row in carrier.profiles
    )
    return replace(content(), carriers={carrier.id: replace(carrier, profiles=profiles)})


def test_a_carrier_without_electronic_access_is_told_and_no_case_is_blamed() -> None:
    found = examine(without_signature(), GRANT, raw(example())).findings
    [refused] = [one for one in found if one.is_error]

    assert (refused.code, refused.pointer) == ("traeger.kein_elektronischer_zugang", "/traeger")
    assert "B 7 AS 10/22 R" in (refused.norm or "")


def test_before_2018_no_carrier_needs_electronic_access() -> None:
    case = example()
    case["entscheidung"] |= {"datum": "2017-12-20", "aufgabe_zur_post": "2017-12-20"}
    found = {one.code for one in examine(without_signature(), GRANT, raw(case)).findings}

    assert "traeger.kein_elektronischer_zugang" not in found


def decided_on(day: str) -> Case:
    """The example as it would have been decided on another day, all else in the year before.

    The benefit begins in the month after, or on the first day whose law is known.
    """
    case: Case = example()
    for name, value in case.items():
        case[name] = _earlier(value, 2026 - (int(day[:4]) - 1))
    case["person"]["geburtsdatum"] = example()["person"]["geburtsdatum"]
    case["entscheidung"] |= {"datum": day, "aufgabe_zur_post": day}
    case["bewilligung"]["beginn"] = max(case["bewilligung"]["beginn"], "2021-07-01")
    case["antrag"].pop("gewuenschter_beginn")
    for service, amount in zip(case["leistungen"], ("52.40", "19.85"), strict=True):
        service["satz"] = {"betrag": amount, "quelle": "Vereinbarung mit dem Dienst"}
    return case


def _earlier(value: object, years: int) -> object:
    match value:
        case dict():
            return {name: _earlier(one, years) for name, one in value.items()}
        case list():
            return [_earlier(one, years) for one in value]
        case str() if found := DAY.fullmatch(value):
            return f"{int(found[1]) - years}{found[2]}"
        case _:
            return value


@pytest.mark.parametrize(
    ("day", "turn"),
    [
        ("2023-12-25", "1. Januar 2024"),
        ("2023-12-31", "1. Januar 2024"),
        ("2024-12-31", "1. Januar 2025"),
        ("2026-07-19", "20. Juli 2026"),
        ("2023-12-24", ""),
        ("2024-01-01", ""),
        ("2026-07-20", ""),
    ],
)
def test_a_letter_that_may_arrive_under_other_law_brings_a_warning(day: str, turn: str) -> None:
    hints = [
        one for one in written(decided_on(day)).findings if one.code == "bekanntgabe.recht_wechselt"
    ]

    assert [turn in one.message.replace(NBSP, " ") for one in hints] == ([True] if turn else [])


def test_a_letter_posted_late_under_other_law_brings_a_warning_too() -> None:
    case = decided_on("2024-12-10")
    assert "bekanntgabe.recht_wechselt" not in {one.code for one in written(case).findings}
    case["entscheidung"]["aufgabe_zur_post"] = "2025-01-02"

    assert "bekanntgabe.recht_wechselt" in {one.code for one in written(case).findings}


def test_other_words_than_those_of_the_belehrung_may_change_on_the_way() -> None:
    """A new version of a Hinweis says nothing about remedies, whatever day it follows."""
    grant = content().doctypes[GRANT]
    [*_, last] = grant.clauses["hinweis-andere-form"]
    turn = date(2026, 11, 12)
    later = replace(
        grant, clauses={**grant.clauses, last.id: (last, replace(last, valid_from=turn))}
    )
    remedies = grant.clauses["rechtsbehelf-widerspruch"]
    new = (*remedies, replace(remedies[-1], valid_from=turn))
    worse = replace(grant, clauses={**grant.clauses, remedies[-1].id: new})

    def warned(doctype: Doctype) -> bool:
        known = replace(content(), doctypes={GRANT: doctype})
        found = examine(known, GRANT, raw(example())).findings
        return "bekanntgabe.recht_wechselt" in {one.code for one in found}

    assert not warned(grant)
    assert not warned(later)
    assert warned(worse)


def test_only_laws_that_the_letter_cites_are_explained() -> None:
    listed = {day: "OZG" in page(written(decided_on(day))) for day in ("2023-12-31", "2024-01-01")}

    assert listed == {"2023-12-31": False, "2024-01-01": True}
