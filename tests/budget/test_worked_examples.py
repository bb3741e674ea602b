"""Budgets that somebody else has computed, met to the cent with every step.

First the invented cases, each computed by hand; then published computations, with their source.
"""

from decimal import Decimal

import pytest
from figures import (
    carrier,
    computed,
    cost,
    fixed,
    grant,
    hours,
    lines,
    monthly,
    only,
    percent,
    service,
    wage,
)


def test_saxony_2011_hours_at_the_rates_of_the_guide() -> None:
    # Rates of the KSV guide 07/2011, no. 12. 9,25 × 4,50 = 41,625 → 41,63 (half even: 41,62)
    budget = computed(
        grant(
            hours("12", "23.50"),
            hours("18.5", "12.50"),
            hours("9.25", "4.50"),
            beginn="2011-07-01",
            ende="2012-06-30",
            zahltag=1,
        )
    )

    (one,) = budget.slices
    assert lines(one) == ["282.00", "231.25", "41.63"]
    assert str(one.total) == "554.88"
    assert str(budget.whole_term) == "6658.56"


def test_saxony_2019_hours_a_week_by_the_factor_of_the_carrier() -> None:
    # 6,5 × 4,33 × 27,80 = 782,431; 3 × 4,33 × 14,60 = 189,654
    budget = computed(
        grant(
            hours("6.5", "27.80", per="woche"),
            hours("3", "14.60", per="woche"),
            beginn="2019-04-01",
            ende="2019-12-31",
            zahltag=1,
        )
    )

    (one,) = budget.slices
    assert lines(one) == ["782.43", "189.65"]
    assert (str(one.total), str(budget.whole_term)) == ("972.08", "8748.72")


def test_saxony_2026_hours_a_month() -> None:
    one = only(grant(hours("4", "52.40"), hours("12", "19.85")))

    assert (lines(one), str(one.payable)) == (["209.60", "238.20"], "447.80")


def test_westphalia_2026_two_carriers_and_a_share_that_ends() -> None:
    # 14 × 52 × 24,60 / 12; 2,5 × 52 × 63,70 / 12 = 690,08333…; 5 × 52 × 22,15 / 12 = 479,91666…
    lwl, employment = (carrier(name, wochenfaktor="52/12") for name in ("lwl", "ba"))
    budget = computed(
        grant(
            hours("14", "24.60", per="woche", traeger="lwl"),
            hours("2.5", "63.70", per="woche", traeger="lwl"),
            hours("5", "22.15", per="woche", traeger="ba", ende="2027-09-30"),
            beginn="2026-10-01",
            zahltag=1,
        ),
        lwl,
        employment,
    )

    before, after = budget.slices
    assert lines(before) == ["1492.40", "690.08", "479.92"]
    assert [(share.carrier, str(share.amount)) for share in before.shares] == [
        ("lwl", "2182.48"),
        ("ba", "479.92"),
    ]
    assert (str(before.end), str(before.payable)) == ("2027-09-30", "2662.40")
    assert (str(after.start), after.end, str(after.payable)) == ("2027-10-01", None, "2182.48")


def test_swabia_2026_costs_of_an_employer_with_both_deductions() -> None:
    swabia = carrier("schwaben", tagesfaktor="365/12")
    costs = [
        wage("8", "16.20", per="tag"),  # 8 × 365 × 16,20 / 12
        percent("arbeitgeberanteil", "21.1", "lohn"),  # 831,762
        percent("vertretung", "11.5", "lohn", "arbeitgeberanteil"),  # 4773,76 × 0,115 = 548,9824
        cost("zuschlaege", satz=fixed("214.50")),
        cost("lohnabrechnung", satz=fixed("62.00")),
        cost("unfallversicherung", satz=fixed("38.75")),
    ]
    one = only(
        grant(
            service(kosten=costs, traeger="schwaben"),
            beginn="2026-09-01",
            pflegegeld={"betrag": "599.00", "quelle": "Bescheid der Pflegekasse"},
            eigenbeitrag={"art": "festgesetzt", "monatsbetrag": "240.00", "bescheid": "2026-08-03"},
        ),
        swabia,
    )

    (line,) = one.lines
    assert [str(entry.amount) for entry in line.entries] == [
        "3942.00",
        "831.76",
        "548.98",
        "214.50",
        "62.00",
        "38.75",
    ]
    assert line.entries[2].step.formula == "(3942.00 + 831.76) × 11.5 %"
    assert str(one.total) == "5637.99"
    assert [str(less.amount) for less in one.deductions] == ["599.00", "240.00"]
    assert str(one.payable) == "4798.99"
    assert one.step.formula == "5637.99 − 599.00 − 240.00"


def test_swabia_2026_the_same_need_by_a_service_costs_more() -> None:
    # 8 × 365 × 34,20 / 12
    swabia = carrier("schwaben", tagesfaktor="365/12")

    one = only(grant(hours("8", "34.20", per="tag", traeger="schwaben")), swabia)

    assert str(one.total) == "8322.00"


@pytest.mark.parametrize(
    ("quantity", "rate", "amount"),
    [
        ("6", "58.90", "1530.22"),  # asked for; 1530,222
        ("4", "58.90", "1020.15"),  # granted; 1020,148
        ("14", "21.75", "1318.49"),  # 1318,485; half even: 1318,48
    ],
)
def test_saxony_anhalt_2026_what_was_asked_for_and_what_is_granted(
    quantity: str, rate: str, amount: str
) -> None:
    assert lines(only(grant(hours(quantity, rate, per="woche")))) == [amount]


def test_swabia_2024_the_grant_that_ends_later() -> None:
    # 15 × 52 × 28,40 / 12
    swabia = carrier("schwaben", wochenfaktor="52/12")

    one = only(
        grant(hours("15", "28.40", per="woche", traeger="schwaben"), beginn="2025-01-01"), swabia
    )

    assert str(one.payable) == "1846.00"


def test_lebenshilfe_kinzig_elztal_hours_beside_fixed_amounts() -> None:
    """Lebenshilfe im Kinzig- und Elztal: 5 h × 47,00 twice, 20 h × 11,00, 80,00 and 200,00."""
    one = only(
        grant(
            hours("5", "47.00"),
            hours("5", "47"),
            hours("20", "11.00"),
            monthly("80.00"),
            monthly("200.00"),
        )
    )

    assert lines(one) == ["235.00", "235.00", "220.00", "80.00", "200.00"]
    assert str(one.total) == "970.00"


@pytest.mark.parametrize(
    ("reserve", "hours_a_week"), [("0", "32.25"), ("10", "35.475"), ("15", "37.0875")]
)
def test_needs_of_several_areas_are_one_number_of_hours(reserve: str, hours_a_week: str) -> None:
    """mein-teilhabe-assistent.de: 60 minutes daily, 4 hours five times a week, 45 minutes daily.

    7 + 20 + 5,25 = 32,25 hours a week; 10 to 15 % on top are told as "36 to 37" hours.
    """
    parts = [
        {"bereich": "Basisversorgung", "menge": "60", "einheit": "minute", "je": "tag"},
        {"bereich": "Arbeit", "menge": "20", "einheit": "stunde", "je": "woche"},
        {"bereich": "Haushaltsführung", "menge": "45", "einheit": "minute", "je": "tag"},
    ]
    extent = {"teile": parts} | ({"aufschlag_prozent": reserve} if reserve != "0" else {})
    week = carrier("ksv", wochenfaktor="1", tagesfaktor="7")

    one = only(grant(service(umfang=extent, satz={"betrag": "100.00", "quelle": "Probe"})), week)

    # 100 euro an hour and one week a "month": the amount tells the hours
    assert one.total == Decimal(hours_a_week) * 100


@pytest.mark.parametrize(
    ("amounts", "total"),
    [
        (("3455.70", "1264.30"), "4720.00"),  # LSG Baden-Württemberg L 2 SO 2324/24 ER-B
        (("3989.10", "3293.03"), "7282.13"),  # SG Magdeburg S 7 SO 171/17 ER
        (("3989.10", "3293.03", "177.44"), "7459.57"),  # the same, with the assistants' room
        (("3742.60", "6112.67"), "9855.27"),  # SG Potsdam S 20 SO 33/13 ER
    ],
)
def test_sums_of_courts(amounts: tuple[str, ...], total: str) -> None:
    assert str(only(grant(*map(monthly, amounts))).total) == total


def test_wage_with_the_shares_of_social_insurance() -> None:
    """frage.de: a wage of 1.600; 7,3, 9,3, 1,3 and 1,525 per cent."""
    costs = [
        cost("lohn", satz=fixed("1600.00")),
        *(
            percent(name, rate, "lohn")
            for name, rate in (("kv", "7.3"), ("rv", "9.3"), ("av", "1.3"), ("pv", "1.525"))
        ),
    ]

    (line,) = only(grant(service(kosten=costs))).lines

    shares = [entry.amount for entry in line.entries[1:]]
    assert list(map(str, shares)) == ["116.80", "148.80", "20.80", "24.40"]
    assert (str(sum(shares)), str(line.amount)) == ("310.80", "1910.80")


def test_a_minijob_with_its_flat_shares() -> None:
    """frage.de: 520 euro; 15, 13, 2, 1,45 and 0,06 per cent (0,312 → 0,31)."""
    costs = [
        cost("lohn", satz=fixed("520.00")),
        *(
            percent(name, rate, "lohn")
            for name, rate in (
                ("rv", "15"),
                ("kv", "13"),
                ("steuer", "2"),
                ("umlagen", "1.45"),
                ("insolvenzgeld", "0.06"),
            )
        ),
    ]

    (line,) = only(grant(service(kosten=costs))).lines

    shares = [entry.amount for entry in line.entries[1:]]
    assert list(map(str, shares)) == ["78.00", "67.60", "10.40", "7.54", "0.31"]
    assert (str(sum(shares)), str(line.amount)) == ("163.85", "683.85")


@pytest.mark.parametrize("rate", ["275.00", "550.00", "825.00", "1100.00"])
def test_a_flat_rate_of_a_group_is_the_amount(rate: str) -> None:
    """pro-retina.de: Arbeitsassistenz up to so many euro, by hours of a working day."""
    one = only(grant(monthly(rate)))

    assert (str(one.total), one.lines[0].step.formula) == (rate, rate)
