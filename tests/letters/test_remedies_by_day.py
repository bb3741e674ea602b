"""The Rechtsbehelfsbelehrung on both sides of every day on which its words change.

A wrong word here costs a year (§ 66 Abs. 2 SGG), so the whole text is compared.
"""

import re
from dataclasses import replace

import pytest
from cases import Case, example, raw
from letters import GRANT, content, page, planned, read, written

from docgen.german import NBSP
from docgen.pipeline import FORMATS, Content, Result, State, generate
from docgen.proof import prove

DEMAIL = "per De-Mail mit Absenderbestätigung an budget@ksv-muster.de-mail.example"
PORTAL = "zum Beispiel mit Identitätsnachweis über das Portal www.ksv-muster.example"
SIGNED = "mit qualifizierter elektronischer Signatur an budget@ksv-muster.example"
DAY = re.compile(r"(\d{4})(-\d\d-\d\d)")

ELECTRONIC = f"in elektronischer Form nach § 36a Abs. 2 SGB I ({SIGNED}"
REPLACED = f"schriftformersetzend nach § 36a Abs. 2a SGB I und § 9a Abs. 5 OZG ({PORTAL})"
TO_2023 = ("schriftlich,", f"{ELECTRONIC}; {PORTAL}) oder", "zur Niederschrift.")
TO_2023_DEMAIL = ("schriftlich,", f"{ELECTRONIC}; {PORTAL}; {DEMAIL}) oder", "zur Niederschrift.")
FROM_2024 = ("schriftlich,", f"{ELECTRONIC}),", f"{REPLACED} oder", "zur Niederschrift.")
FROM_2024_DEMAIL = (*FROM_2024[:2], f"{REPLACED} ({DEMAIL}) oder", FROM_2024[3])

OPENING = (
    "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch "
    "einlegen. Der Widerspruch ist bei dieser Behörde einzulegen: Kommunaler Sozialverband "
    "Sachsen, Probeallee 1, 04109 Leipzig. Sie können ihn einlegen:"
)
CLOSING = (
    "Eine einfache E-Mail genügt nicht. Ein im Inland mit der Post übermittelter Bescheid gilt "
    "am {} Tag nach der Aufgabe zur Post als bekannt gegeben. Das gilt nicht, wenn er nicht oder "
    "erst später zugegangen ist."
)

BY_DAY = {
    "2021-07-01": (TO_2023, TO_2023_DEMAIL, "dritten"),
    "2023-12-31": (TO_2023, TO_2023_DEMAIL, "dritten"),
    "2024-01-01": (FROM_2024, FROM_2024_DEMAIL, "dritten"),
    "2024-12-31": (FROM_2024, FROM_2024_DEMAIL, "dritten"),
    "2025-01-01": (FROM_2024, FROM_2024_DEMAIL, "vierten"),
    "2026-07-19": (FROM_2024, FROM_2024_DEMAIL, "vierten"),
    "2026-07-20": (FROM_2024, FROM_2024, "vierten"),
}
"""Forms of the Widerspruch without and with a De-Mail address, and the day of the Bekanntgabe."""


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


def with_demail() -> Content:
    """The shipped content, whose carrier also has a De-Mail address."""
    carrier = content().carriers["ksv-sachsen"]
    profiles = tuple(
        replace(row, value=replace(row.value, demail=DEMAIL)) for row in carrier.profiles
    )
    return replace(content(), carriers={carrier.id: replace(carrier, profiles=profiles)})


def remedies(result: Result, ending: str) -> list[str]:
    """The units under the heading, on the page."""
    units = read(result, ending).units
    start = next(i for i, one in enumerate(units) if one.text == "Rechtsbehelfsbelehrung")
    end = next(i for i, one in enumerate(units) if one.text == "Mit freundlichen Grüßen")
    return [one.text for one in units[start + 1 : end]]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("demail", [False, True], ids=["no De-Mail address", "De-Mail address"])
@pytest.mark.parametrize("day", BY_DAY)
def test_the_belehrung_is_that_of_its_day(day: str, ending: str, *, demail: bool) -> None:
    forms = BY_DAY[day][demail]
    result = generate(
        with_demail() if demail else content(), GRANT, raw(decided_on(day)), (ending,)
    )

    assert result.state is State.FERTIG, result.findings
    assert remedies(result, ending) == [
        OPENING,
        *forms,
        CLOSING.format(BY_DAY[day][2]),
    ]


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


def test_only_laws_that_the_letter_cites_are_explained() -> None:
    listed = {day: "OZG" in page(written(decided_on(day))) for day in ("2023-12-31", "2024-01-01")}

    assert listed == {"2023-12-31": False, "2024-01-01": True}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("day", "other", "missed"),
    [
        ("2023-12-31", "2024-01-01", "kein_ersatz_der_schriftform"),
        ("2024-01-01", "2023-12-31", "rechtsbehelf_schriftformersetzend"),
        ("2024-12-31", "2025-01-01", "kein_vierter_tag"),
        ("2025-01-01", "2024-12-31", "kein_dritter_tag"),
        ("2026-07-20", "2026-07-19", "keine_demail"),
    ],
)
def test_the_words_of_the_day_beside_it_are_no_proof(
    day: str, other: str, missed: str, ending: str
) -> None:
    """A letter of one day, held against what is owed on the other side of the border."""
    owed = planned(decided_on(day)).obligations
    letter = generate(with_demail(), GRANT, raw(decided_on(other)), (ending,))

    proof = prove(read(letter, ending), owed)

    assert missed in {duty.duty for duty in proof.duties if not duty.found}
