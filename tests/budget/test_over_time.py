"""What changes inside the term cuts it; what is paid when follows from the cuts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from figures import (
    CALENDAR,
    Values,
    carrier,
    computed,
    fixed,
    grant,
    hours,
    lines,
    monthly,
    refused,
    rows,
    service,
    sheet,
    with_rates,
)
from hypothesis import given
from hypothesis import strategies as st

from docgen.budget import Budget, Part, Slice

TERM = {"beginn": "2026-12-01", "ende": "2027-11-30"}


def spans(budget: Budget) -> list[tuple[str, str | None, str]]:
    """First day, last day and payable amount of each slice."""
    return [
        (one.start.isoformat(), one.end.isoformat() if one.end else None, str(one.payable))
        for one in budget.slices
    ]


def paid(budget: Budget) -> list[tuple[str, str]]:
    """Day and amount of each payment."""
    assert budget.payments is not None
    return [(one.due.isoformat(), str(one.amount)) for one in budget.payments]


def by_sheet(key: str, **more: object) -> Values:
    """Ten hours a month at the rate of a sheet."""
    extent = {"menge": "10", "einheit": "stunde", "je": "monat"}
    return service(umfang=extent, satz={"schluessel": key}, **more)


def test_a_new_rate_begins_a_new_slice() -> None:
    known = with_rates(
        assistenz=sheet(("2026-01-01", "2027-03-31", "20.00"), ("2027-04-01", None, "21.00"))
    )

    budget = computed(grant(by_sheet("assistenz")), known)

    assert spans(budget) == [
        ("2026-12-01", "2027-03-31", "200.00"),
        ("2027-04-01", None, "210.00"),
    ]


def test_a_day_without_a_rate_is_told() -> None:
    known = with_rates(assistenz=sheet(("2026-01-01", "2027-03-31", "20.00")))

    assert refused(grant(by_sheet("assistenz")), known) == [
        ("satz.keine_fassung", "/leistungen/0/satz")
    ]
    assert spans(computed(grant(by_sheet("assistenz"), ende="2027-03-31"), known))


def test_a_flat_rate_of_a_sheet_has_no_hours() -> None:
    known = with_rates(gruppe_2=sheet(("2026-01-01", None, "310.00"), minutes=None))
    flat = service(satz={"schluessel": "gruppe_2", "je": "monat"})

    assert spans(computed(grant(flat), known)) == [("2026-12-01", None, "310.00")]


@pytest.mark.parametrize(
    ("minutes", "case"),
    [
        (None, grant(by_sheet("satz"))),
        (60, grant(service(satz={"schluessel": "satz", "je": "monat"}))),
    ],
)
def test_a_rate_for_another_period_is_told(minutes: int | None, case: Values) -> None:
    known = with_rates(satz=sheet(("2026-01-01", None, "20.00"), minutes=minutes))

    assert refused(case, known) == [("satz.anderer_zeitraum", "/leistungen/0/satz/schluessel")]


def test_a_need_that_changes_keeps_its_rate() -> None:
    changed = {"ab": "2027-04-01", "umfang": {"menge": "6", "einheit": "stunde", "je": "monat"}}

    budget = computed(grant(hours("10", "20.00", aenderungen=[changed])))

    assert spans(budget) == [
        ("2026-12-01", "2027-03-31", "200.00"),
        ("2027-04-01", None, "120.00"),
    ]


def test_a_service_may_begin_later_and_end_earlier_than_the_grant() -> None:
    middle = monthly("50.00", beginn="2027-02-01", ende="2027-03-31")

    budget = computed(grant(monthly("100.00"), middle))

    assert spans(budget) == [
        ("2026-12-01", "2027-01-31", "100.00"),
        ("2027-02-01", "2027-03-31", "150.00"),
        ("2027-04-01", None, "100.00"),
    ]


def test_a_deduction_may_change_and_end() -> None:
    care = {
        "betrag": "90.00",
        "anteil": "2/3",
        "quelle": "Pflegekasse",
        "aenderungen": [
            {"ab": "2027-01-01", "betrag": "100.00", "anteil": "2/3", "quelle": "Pflegekasse"},
            {"ab": "2027-06-01", "betrag": "0.00", "quelle": "Pflegekasse"},
        ],
    }

    budget = computed(grant(monthly("500.00"), pflegegeld=care))

    # 90,00 × 2/3 = 60,00; 100,00 × 2/3 = 66,666… → 66,67
    assert [payable for _, _, payable in spans(budget)] == ["440.00", "433.33", "500.00"]


def test_a_rule_that_changes_cuts_too_and_equal_neighbours_are_one() -> None:
    cent = rows(("2020-01-01", "2026-12-31", "0.01"), ("2027-01-01", None, "0.01"))
    weeks = rows(("2020-01-01", "2027-06-30", "4.33"), ("2027-07-01", None, "52/12"))
    changing = replace(carrier(), rules={"wochenfaktor": weeks, "rundung_auf_euro": cent})

    budget = computed(grant(hours("3", "10.00", per="woche")), changing)

    assert spans(budget) == [
        ("2026-12-01", "2027-06-30", "129.90"),
        ("2027-07-01", None, "130.00"),
    ]


def test_what_is_paid_once_stands_beside_the_months() -> None:
    once = service(einmalig={"betrag": "250.00", "quelle": "Angebot", "faellig": "2027-01-15"})

    budget = computed(grant(monthly("100.00"), once, ende="2027-02-28", zahltag=1))

    assert paid(budget) == [
        ("2026-12-01", "100.00"),
        ("2027-01-01", "100.00"),
        ("2027-01-15", "250.00"),
        ("2027-02-01", "100.00"),
    ]
    assert str(budget.whole_term) == "550.00"
    assert str(budget.slices[0].total) == "100.00"


def test_a_part_of_a_month_is_paid_by_the_days_of_the_calendar() -> None:
    # 17 of 31 days: 447,80 × 17 / 31 = 245,567…; 10 of 28: 447,80 × 10 / 28 = 159,928…
    case = grant(monthly("447.80"), beginn="2026-12-15", ende="2027-02-10", zahltag=1)

    budget = computed(case, carrier(**CALENDAR))

    assert paid(budget) == [
        ("2026-12-15", "245.57"),
        ("2027-01-01", "447.80"),
        ("2027-02-01", "159.93"),
    ]
    assert str(budget.whole_term) == "853.30"


def test_a_part_of_a_month_of_thirty_days() -> None:
    # 15 December to 31 December are 16 of 30 days; 1 to 10 February 10 of 30
    case = grant(monthly("300.00"), beginn="2026-12-15", ende="2027-02-10", zahltag=1)

    budget = computed(case, carrier(monatstage="dreissig_tage"))

    assert [amount for _, amount in paid(budget)] == ["160.00", "300.00", "100.00"]


def test_a_change_inside_a_month_makes_one_payment_of_two_parts() -> None:
    # November has 30 days: 300,00 × 10 / 30 + 600,00 × 20 / 30
    changed = {"ab": "2027-11-11", "satz": fixed("600.00")}
    case = grant(monthly("300.00", aenderungen=[changed]), ende="2027-11-30", zahltag=1)

    budget = computed(case, carrier(**CALENDAR))

    assert budget.payments is not None
    last = budget.payments[-1]
    assert [(part.days, part.of, str(part.amount)) for part in last.parts] == [
        (10, 30, "100.00"),
        (20, 30, "400.00"),
    ]
    assert str(last.amount) == "500.00"


def test_each_carrier_and_each_deduction_has_its_own_part() -> None:
    # 100,01 × 16/31 = 51,618… ; 50,05 × 16/31 = 25,832… ; 10,00 × 16/31 = 5,161…
    case = grant(
        monthly("100.01"),
        monthly("50.05", traeger="ba"),
        beginn="2026-12-16",
        ende="2026-12-31",
        zahltag=1,
        eigenbeitrag={"monatsbetrag": "10.00", "bescheid": "2026-11-02"},
    )

    budget = computed(case, carrier(**CALENDAR), carrier("ba"))

    assert budget.payments is not None
    (part,) = budget.payments[0].parts
    assert part.step.formula == "100.01 × 16/31 + 50.05 × 16/31 − 10.00 × 16/31"
    assert str(part.amount) == "72.29"


def test_without_a_rule_for_parts_of_months_payments_are_not_told() -> None:
    case = grant(monthly("447.80"), beginn="2026-12-15", zahltag=1)

    assert computed(case).payments is None


def test_payments_without_an_end_are_listed_to_the_next_review() -> None:
    case = grant(monthly("100.00"), zahltag=3)
    case["bewilligung"]["ueberpruefung"] = "2027-03-31"

    budget = computed(case)

    assert [day for day, _ in paid(budget)] == [
        "2026-12-03",
        "2027-01-03",
        "2027-02-03",
        "2027-03-03",
    ]
    assert budget.whole_term is None


amounts = st.decimals(min_value=1, max_value=9_999, places=2)
days = st.dates(date(2026, 12, 2), date(2028, 11, 29))


@given(amounts, amounts, days, st.sampled_from(["kalendertage", "dreissig_tage"]))
def test_the_parts_of_a_month_are_the_whole_month(
    before: Decimal, after: Decimal, change: date, month: str
) -> None:
    """Cut one term anywhere: with the same amount on both sides not a cent more or less is due."""
    changed = {"ab": change.isoformat(), "satz": fixed(str(after))}
    case = grant(monthly(str(before), aenderungen=[changed]), ende="2028-11-30", zahltag=1)

    budget = computed(case, carrier(monatstage=month))

    assert budget.payments is not None
    for one in budget.payments:
        assert min(before, after) - Decimal("0.01") <= one.amount
        assert one.amount <= max(before, after) + Decimal("0.01")
        assert sum(map(_share, one.parts)) == 1


def _share(part: Part) -> Fraction:
    return Fraction(1) if part.days is None or part.of is None else Fraction(part.days, part.of)


@given(days)
def test_slices_cover_the_term_without_gap_or_overlap(change: date) -> None:
    changed = {"ab": change.isoformat(), "satz": fixed("2.00")}
    later = monthly("3.00", beginn="2027-03-17", ende="2027-05-05")
    case = grant(monthly("1.00", aenderungen=[changed]), later, ende="2028-11-30")

    slices = computed(case).slices

    assert slices[0].start == date(2026, 12, 1)
    assert slices[-1].end == date(2028, 11, 30)
    assert all(_follows(one, other) for one, other in pairwise(slices))
    assert all(lines(one) for one in slices)


def _follows(one: Slice, other: Slice) -> bool:
    return one.end is not None and (other.start - one.end).days == 1
