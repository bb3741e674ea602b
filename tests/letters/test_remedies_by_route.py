"""The Rechtsbehelfsbelehrung of every route: who judges, and whether a Widerspruch comes first.

The list is LAW's: before the Verwaltungsgericht always one month; at the Integrationsamt always a
Widerspruch; without a Widerspruch the Klage, at the court of the residence or, for people abroad,
at the seat of the authority; at a Krankenkasse from 2024 the health card.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from cases import ROOT, Case, example, put, raw
from hypothesis import given
from hypothesis import strategies as st
from letters import GRANT, content, planned
from routed import CARD, decided_by, kinds, routed
from test_remedies_by_day import (
    BY_DAY,
    BY_WAY,
    DEMAIL,
    NO_MAIL,
    ONE_MONTH,
    PORTAL,
    PORTAL_KNOWN,
    SERVED,
    SIGNED,
    THREE_MONTHS,
    belehrung,
    on_the_way,
)

from docgen.carriers import load_carrier
from docgen.dataset import Problems, load_validators
from docgen.pipeline import FORMATS, STANDARD, Planned, examine, plan
from docgen.proof import prove, read_file

AUTHORITY: Final = "Kommunaler Sozialverband Sachsen, Probeallee 1, 04109 Leipzig"
COMMITTEE: Final = "Über ihn entscheidet der Widerspruchsausschuss bei dem Integrationsamt. "
RESIDENCE: Final = "Sozialgericht Wohnort, Hofgasse 3, 01067 Dresden"
SEAT: Final = "Sozialgericht Musterstadt, Beispielweg 2, 04107 Leipzig"
ADMINISTRATIVE: Final = "Verwaltungsgericht Musterstadt, Allee 9, 04105 Leipzig"
AT_COURT: Final = "des Urkundsbeamten der Geschäftsstelle."


# --- the text, part by part -----------------------------------------------------------------------


def objection(time: str, committee: str = "") -> str:
    return (
        f"Gegen diesen Bescheid können Sie innerhalb {time} Widerspruch einlegen. Der Widerspruch "
        f"ist bei dieser Behörde einzulegen: {AUTHORITY}. {committee}Sie können ihn einlegen:"
    )


def action(time: str, court: str) -> str:
    return (
        f"Gegen diesen Bescheid können Sie innerhalb {time} Klage erheben. Die Klage ist bei "
        f"diesem Gericht zu erheben: {court}. Sie können die Klage erheben:"
    )


def forms_of_objection(day: str, form: str, replaced: str, card: str = "") -> list[str]:
    """The forms of a Widerspruch; form and replaced: the norms of the route."""
    if day < "2018":
        return ["schriftlich oder", "zur Niederschrift."]
    if day < "2024":
        ways = f"{SIGNED}, {PORTAL} oder {DEMAIL}"
        return ["schriftlich,", f"in elektronischer Form nach {form} ({ways}) oder"]
    others = [PORTAL, *([card] if card else ()), *([DEMAIL] if day < "2026-07-20" else ())]
    ways = " oder ".join(filter(None, (", ".join(others[:-1]), others[-1])))
    return [
        "schriftlich,",
        f"in elektronischer Form nach {form} ({SIGNED}),",
        f"schriftformersetzend nach {replaced} (zum Beispiel {ways}) oder",
    ]


def forms_of_action(day: str, norm: str) -> list[str]:
    if day < "2018":
        return ["schriftlich oder", f"zur Niederschrift {AT_COURT}"]
    return [
        "schriftlich,",
        f"als elektronisches Dokument nach {norm} oder",
        f"zu Protokoll {AT_COURT}",
    ]


def administrative(day: str) -> list[str]:
    found = forms_of_objection(day, "§ 3a Abs. 2 VwVfG", "§ 3a Abs. 3 VwVfG und § 9a Abs. 5 OZG")
    return found if day < "2018" else [*found, "zur Niederschrift."]


def social(day: str, card: str) -> list[str]:
    replaced = "§ 36a Abs. 2a SGB I und § 9a Abs. 5 OZG"
    found = forms_of_objection(day, "§ 36a Abs. 2 SGB I", replaced, card)
    return found if day < "2018" else [*found, "zur Niederschrift."]


def expected(carrier: str, day: str, way: str) -> list[str]:
    """The whole text of a route, day and way."""
    time, presumed = BY_WAY[way]
    always_a_month = ONE_MONTH if time == THREE_MONTHS else time
    head: str
    match carrier:
        case "krankenkasse":
            head, forms = objection(time), social(day, CARD)
        case "jugendamt":
            head, forms = objection(always_a_month), administrative(day)
        case "integrationsamt":
            head, forms = objection(always_a_month, COMMITTEE), administrative(day)
        case "klage-sozialgericht":
            court = SEAT if "abroad" in way else RESIDENCE
            head, forms = action(time, court), forms_of_action(day, "§ 65a SGG")
        case _:
            head = action(always_a_month, ADMINISTRATIVE)
            forms = forms_of_action(day, "§ 55a VwGO")
    tail = [presumed.format(BY_DAY[day][2])] if presumed else []
    return [head, *forms, *(NO_MAIL if day >= "2018" else ()), *tail]


# --- the letters ----------------------------------------------------------------------------------

CARRIERS: Final = (
    "krankenkasse",
    "jugendamt",
    "integrationsamt",
    "klage-sozialgericht",
    "klage-jugendamt",
)
WAYS: Final = tuple(BY_WAY)


def sent(carrier: str, way: str) -> Case:
    case = on_the_way(way, decided_by(carrier))
    if "abroad" in way:
        case["entscheidung"].pop("gericht", None)
    return case


def made_known(carrier: str, day: str, way: str) -> Planned:
    """The letter as it is planned where only the Bekanntgabe lies on another day."""
    known = routed(DEMAIL)
    examined = examine(known, GRANT, raw(sent(carrier, way)))
    assert examined.is_sound, examined.findings
    assert examined.case is not None
    assert examined.law is not None
    assert examined.budget is not None
    law = known.law.for_letter(replace(examined.law.axes, bekanntgabe=date.fromisoformat(day)))
    return plan(known, known.doctypes[GRANT], examined.case, law, examined.budget)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("day", BY_DAY)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_the_belehrung_is_that_of_its_route_day_and_way(carrier: str, day: str, way: str) -> None:
    if way == "portal" and day < PORTAL_KNOWN:
        way = "elektronisch"

    assert belehrung(made_known(carrier, day, way)) == expected(carrier, day, way)


@pytest.mark.parametrize("ending", STANDARD)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_it_stands_so_on_the_finished_letter_and_is_proven(carrier: str, ending: str) -> None:
    made = made_known(carrier, "2026-11-09", "brief")

    proof = prove(read_file(FORMATS[ending].render(routed(), made.letter)), made.obligations)

    assert proof.findings() == ()
    assert proof.is_complete


@given(
    day=st.dates(date(2008, 1, 1), date(2030, 12, 31)),
    way=st.sampled_from(WAYS),
    carrier=st.sampled_from(CARRIERS),
)
def test_on_every_day_it_says_what_the_law_of_the_route_wants(
    day: date, way: str, carrier: str
) -> None:
    if way == "portal" and day.isoformat() < PORTAL_KNOWN:
        way = "brief"
    text = "\n".join(belehrung(made_known(carrier, day.isoformat(), way)))
    administrative_court = carrier in {"jugendamt", "integrationsamt", "klage-jugendamt"}

    assert ("Widerspruch einlegen" in text) != ("Klage erheben" in text)
    assert ("Klage erheben" in text) == carrier.startswith("klage")
    assert ("drei Monaten" in text) == ("abroad" in way and not administrative_court)
    assert not ("SGB I " in text and administrative_court)
    assert not ("VwVfG" in text and not administrative_court)
    assert ("Widerspruchsausschuss" in text) == (carrier == "integrationsamt")
    assert ("nach Zustellung" in text) == (way == "zustellungsurkunde")
    assert ("Sozialgericht " in text) == (carrier == "klage-sozialgericht")
    assert ("Verwaltungsgericht " in text) == (carrier == "klage-jugendamt")
    assert (CARD in text) == (carrier == "krankenkasse" and day >= date(2024, 1, 1))
    assert ("E-Mail genügt nicht" in text) == (day >= date(2018, 1, 1))


OTHER_ROUTES: Final = [
    ("jugendamt", "krankenkasse", "brief", "rechtsbehelf_gesundheitskarte"),
    ("jugendamt", "krankenkasse", "brief", "kein_verwaltungsrechtsweg"),
    ("krankenkasse", "jugendamt", "brief", "kein_sozialrechtsweg"),
    ("krankenkasse", "jugendamt", "brief", "rechtsbehelf_elektronisch"),
    ("krankenkasse", "jugendamt", "brief abroad", "keine_drei_monate"),
    ("jugendamt", "krankenkasse", "brief abroad", "nicht_ein_monat"),
    ("jugendamt", "integrationsamt", "brief", "rechtsbehelf_widerspruchsausschuss"),
    ("jugendamt", "klage-jugendamt", "brief", "kein_widerspruch"),
    ("jugendamt", "klage-jugendamt", "brief", "rechtsbehelf_klage_verwaltung"),
    ("klage-jugendamt", "jugendamt", "brief", "keine_klage"),
    ("klage-jugendamt", "jugendamt", "brief", "rechtsbehelf_verwaltung"),
    ("klage-jugendamt", "klage-sozialgericht", "brief", "kein_verwaltungsrechtsweg"),
    ("klage-jugendamt", "klage-sozialgericht", "brief", "rechtsbehelf_klage"),
    ("klage-jugendamt", "klage-sozialgericht", "brief", "klage_elektronisch"),
    ("klage-sozialgericht", "klage-jugendamt", "brief", "kein_sozialrechtsweg"),
    ("klage-sozialgericht", "krankenkasse", "brief", "rechtsbehelfsbelehrung"),
]


@pytest.mark.parametrize(("written_for", "owed_for", "way", "missed"), OTHER_ROUTES)
def test_the_words_of_another_route_are_no_proof(
    written_for: str, owed_for: str, way: str, missed: str
) -> None:
    letter = made_known(written_for, "2026-11-09", way).letter
    owed = made_known(owed_for, "2026-11-09", way).obligations

    proof = prove(read_file(FORMATS["docx"].render(routed(), letter)), owed)

    assert missed in {duty.duty for duty in proof.duties if not duty.found}


# --- the court ------------------------------------------------------------------------------------


def found(case: Case) -> dict[str, str]:
    return {
        one.code: one.pointer
        for one in examine(routed(), GRANT, raw(case)).findings
        if one.code.startswith(("gericht.", "traeger.", "feld."))
    }


def test_without_a_court_there_is_no_letter() -> None:
    case = decided_by("klage-sozialgericht")
    del case["entscheidung"]["gericht"]

    assert found(case) == {"gericht.fehlt": "/entscheidung/gericht"}


def test_a_court_without_its_seat_is_no_court() -> None:
    case = decided_by("klage-sozialgericht")
    del case["entscheidung"]["gericht"]["strasse"]

    assert found(case)["feld.fehlt"] == "/entscheidung/gericht/strasse"


@pytest.mark.parametrize(
    ("carrier", "court"),
    [
        ("klage-sozialgericht", "Verwaltungsgericht Dresden"),
        ("klage-jugendamt", "Sozialgericht Dresden"),
        ("klage-jugendamt", "Amtsgericht Dresden"),
    ],
)
def test_the_court_has_to_be_of_the_route(carrier: str, court: str) -> None:
    case = decided_by(carrier)
    put(
        case, "/entscheidung/gericht", {"name": court, "strasse": "A 1", "plz": "01067", "ort": "B"}
    )

    assert found(case) == {"gericht.falsch": "/entscheidung/gericht/name"}


def test_who_lives_abroad_sues_at_the_seat_of_the_authority() -> None:
    case = on_the_way("brief abroad", decided_by("klage-sozialgericht"))

    assert found(case) == {"gericht.am_sitz_der_behoerde": "/entscheidung/gericht"}


def test_a_named_administrative_court_stands_before_that_at_the_seat() -> None:
    case = decided_by("klage-jugendamt")
    court = {"name": "Verwaltungsgericht Chemnitz", "strasse": "Ring 5", "plz": "09111"}
    put(case, "/entscheidung/gericht", {**court, "ort": "Chemnitz"})
    letter = planned(case, routed())

    assert "Verwaltungsgericht Chemnitz, Ring 5, 09111 Chemnitz" in belehrung(letter)[0]


def test_a_court_that_the_letter_does_not_name_is_a_hint() -> None:
    case = example()
    put(
        case,
        "/entscheidung/gericht",
        {"name": "Sozialgericht A", "strasse": "B 1", "plz": "01067", "ort": "C"},
    )
    hints = examine(content(), GRANT, raw(case)).findings

    assert ("gericht.nicht_genannt", False) in {(one.code, one.is_error) for one in hints}


def test_a_krankenkasse_has_to_say_how_its_health_card_is_used() -> None:
    known = routed()
    kasse = known.carriers["krankenkasse"]
    profiles = tuple(
        replace(row, value=replace(row.value, health_card=None)) for row in kasse.profiles
    )
    silent = replace(
        known, carriers={**known.carriers, "krankenkasse": replace(kasse, profiles=profiles)}
    )
    codes = {one.code for one in examine(silent, GRANT, raw(decided_by("krankenkasse"))).findings}

    assert "traeger.keine_gesundheitskarte" in codes


@pytest.mark.parametrize("carrier", ["krankenkasse", "jugendamt", "integrationsamt"])
def test_the_grant_is_refused_for_carriers_of_other_law(carrier: str) -> None:
    """Its norms are those of the Eingliederungshilfe."""
    shipped = replace(routed(), doctypes=content().doctypes)
    [refused] = [
        one
        for one in examine(shipped, GRANT, raw(decided_by(carrier))).findings
        if one.code == "traeger.art_nicht_moeglich"
    ]

    assert refused.is_error
    assert kinds()[carrier].title in refused.message


# --- what a carrier may say -----------------------------------------------------------------------


def problems_of(words: str, tmp_path: Path) -> list[str]:
    """What is said of the shipped carrier whose last period says more."""
    shipped = (ROOT / "carriers" / "ksv-sachsen" / "carrier.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "carriers" / "ksv-sachsen"
    folder.mkdir(parents=True)
    head, mark, tail = shipped.rpartition("    din_form: B")
    (folder / "carrier.yaml").write_text(f"{head}    {words}\n{mark}{tail}", encoding="utf-8")
    problems = Problems()
    validators = load_validators(ROOT / "schemas" / "data")
    load_carrier(tmp_path, "ksv-sachsen", validators, kinds(), problems)
    return problems.sentences


COURT: Final = "gericht: {name: %s, anschrift: {strasse: Allee 9, plz: '04105', ort: Leipzig}}"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("art: jungendamt", "Meinten Sie „jugendamt“?"),
        ("rechtsbehelf: klage", "fehlt „gericht“"),
        ("rechtsbehelf: beschwerde", "nur: widerspruch, klage"),
        (COURT % "Sozialgericht Leipzig", "nur bei „rechtsbehelf: klage“"),
        (
            "rechtsbehelf: klage\n    " + COURT % "Amtsgericht Leipzig",
            "Zuständig ist ein Sozialgericht",
        ),
        (
            "art: jugendamt\n    rechtsbehelf: klage\n    " + COURT % "Sozialgericht Leipzig",
            "Zuständig ist ein Verwaltungsgericht",
        ),
        (
            "art: integrationsamt\n    rechtsbehelf: klage\n    " + COURT % "Verwaltungsgericht L",
            "Ein Widerspruch geht immer voraus",
        ),
        ("gesundheitskarte: mit der Karte", "nur gegenüber der eigenen Krankenkasse"),
    ],
)
def test_a_route_that_cannot_be_is_refused_when_it_is_loaded(
    words: str, told: str, tmp_path: Path
) -> None:
    [sentence] = problems_of(words, tmp_path)

    assert told in sentence
    assert sentence.startswith("carriers/ksv-sachsen/carrier.yaml:")


@pytest.mark.parametrize(
    "words",
    [
        "art: jugendamt",
        "art: integrationsamt",
        "art: krankenkasse\n    gesundheitskarte: mit der Karte",
        "rechtsbehelf: klage\n    " + COURT % "Sozialgericht Leipzig",
        "art: jugendamt\n    rechtsbehelf: klage\n    " + COURT % "Verwaltungsgericht Leipzig",
    ],
)
def test_every_route_of_the_law_can_be_entered(words: str, tmp_path: Path) -> None:
    assert problems_of(words, tmp_path) == []


def test_served_formally_both_begin_with_the_service() -> None:
    """BY_WAY says so; here it is said of each route in words."""
    for carrier in CARRIERS:
        letter = made_known(carrier, "2026-11-09", "zustellungsurkunde")
        assert f"innerhalb {SERVED}" in belehrung(letter)[0]
