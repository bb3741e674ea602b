"""Hours times rate, to the cent: worked examples from outside, then what always has to hold.

Expected amounts come from the published guides and the invented cases, each computed by hand in
the comment beside it.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.budget import BudgetInputs, Need, PriceRow, compute_budget, round_half_up
from docgen.budget.model import Factor

CENT = Decimal("0.01")
START = date(2026, 12, 1)


def need(  # noqa: PLR0913
    quantity: str,
    rate: str,
    *,
    service: str = "assistenz",
    carrier: str = "ksv-sachsen",
    unit: str = "stunde",
    period: str = "monat",
    minutes: int = 60,
) -> Need:
    price = PriceRow(date.min, None, Decimal(rate), minutes, "Vergütungsvereinbarung")
    return Need(service, "Assistenz", carrier, Decimal(quantity), unit, period, (price,))


def inputs(*needs: Need, week: str = "4.33", contribution: str = "0.00") -> BudgetInputs:
    factor = Factor(Fraction(week), week, "Träger")
    return BudgetInputs(START, None, needs, {"woche": factor}, CENT, Decimal(contribution), None)


def amounts(*needs: Need, week: str = "4.33") -> list[str]:
    (only,) = compute_budget(inputs(*needs, week=week)).slices
    return [*(str(line.amount) for line in only.lines), str(only.total)]


EXAMPLES = {
    # Case 3: 4 × 52,40 = 209,60; 12 × 19,85 = 238,20
    "KSV 2026": ((need("4", "52.40"), need("12", "19.85")), ["209.60", "238.20", "447.80"]),
    # Case 1, rates of the KSV guide 07/2011: 9,25 × 4,50 = 41,625 → 41,63 (half even: 41,62)
    "KSV 2011": (
        (need("12", "23.50"), need("18.5", "12.50"), need("9.25", "4.50")),
        ["282.00", "231.25", "41.63", "554.88"],
    ),
    # Case 2: 6,5 × 4,33 × 27,80 = 782,431; 3 × 4,33 × 14,60 = 189,654
    "KSV 2019, je Woche": (
        (need("6.5", "27.80", period="woche"), need("3", "14.60", period="woche")),
        ["782.43", "189.65", "972.08"],
    ),
    # Published: 5 h × 47,00 = 235,00; 20 h × 11,00 = 220,00
    "Lebenshilfe Kinzig- und Elztal": (
        (need("5", "47.00"), need("5", "47.00"), need("20", "11.00")),
        ["235.00", "235.00", "220.00", "690.00"],
    ),
    # 240 minutes at 52,40 for 60 minutes; 30-minute units at 26,20 are the same price
    "in Minuten": (
        (need("240", "52.40", unit="minute"), need("4", "26.20", minutes=30)),
        ["209.60", "209.60", "419.20"],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_published_or_hand_computed_budget_is_met_to_the_cent(name: str) -> None:
    needs, expected = EXAMPLES[name]

    assert amounts(*needs) == expected


def test_weeks_as_a_fraction_are_multiplied_before_they_are_divided() -> None:
    # Case 4: 2,5 × 52 × 63,70 / 12 = 690,08333… → 690,08; with 4,33 it would be 689,55
    assert amounts(need("2.5", "63.70", period="woche"), week="52/12") == ["690.08", "690.08"]


def test_each_carrier_has_its_share_and_the_shares_are_the_whole() -> None:
    budget = compute_budget(
        inputs(need("4", "52.40"), need("12", "19.85", service="b", carrier="lwl"))
    )

    (only,) = budget.slices
    assert [(share.carrier, str(share.amount)) for share in only.shares] == [
        ("ksv-sachsen", "209.60"),
        ("lwl", "238.20"),
    ]
    assert only.total == Decimal("447.80")


def test_the_contribution_is_deducted_once_from_the_whole() -> None:
    (only,) = compute_budget(
        inputs(need("4", "52.40"), need("12", "19.85"), contribution="90.00")
    ).slices

    assert only.payable == Decimal("357.80")


def test_a_new_rate_inside_the_grant_begins_a_new_slice() -> None:
    changes = date(2027, 4, 1)
    rows = (
        PriceRow(date(2026, 1, 1), changes - timedelta(days=1), Decimal("20.00"), 60, "alt"),
        PriceRow(changes, None, Decimal("21.00"), 60, "neu"),
    )

    budget = compute_budget(inputs(replace(need("10", "1.00"), prices=rows)))

    assert [(one.start, one.end, str(one.total)) for one in budget.slices] == [
        (START, date(2027, 3, 31), "200.00"),
        (changes, None, "210.00"),
    ]


def test_the_trace_gives_formula_source_and_result_of_each_line() -> None:
    (only,) = compute_budget(inputs(need("6.5", "27.80", period="woche"))).slices

    (total,) = only.step.parts
    (line,) = total.parts
    assert (line.formula, line.result) == ("6.5 × 4.33 × 27.80", Decimal("782.43"))
    assert line.source == "Vergütungsvereinbarung; Träger"


def test_a_need_without_a_price_on_that_day_is_refused() -> None:
    ended = PriceRow(date(2011, 7, 1), date(2019, 12, 31), Decimal("23.50"), 60, "Leitfaden")

    with pytest.raises(LookupError):
        compute_budget(inputs(replace(need("1", "1.00"), prices=(ended,))))


quantities = st.decimals(min_value=0, max_value=200, places=2)
rates = st.decimals(min_value=0, max_value=500, places=2)
needs = st.lists(
    st.builds(
        lambda quantity, rate, period, carrier: need(
            str(quantity), str(rate), period=period, carrier=carrier
        ),
        quantities,
        rates,
        st.sampled_from(["monat", "woche"]),
        st.sampled_from(["ksv-sachsen", "lwl"]),
    ),
    min_size=1,
    max_size=8,
)


@given(needs)
def test_sums_match_to_the_cent(chosen: list[Need]) -> None:
    (only,) = compute_budget(inputs(*chosen)).slices

    assert only.total == sum(line.amount for line in only.lines)
    assert only.total == sum(share.amount for share in only.shares)
    assert only.total.as_tuple().exponent == CENT.as_tuple().exponent


@given(needs, st.randoms())
def test_the_order_of_needs_does_not_matter(chosen: list[Need], random: Random) -> None:
    shuffled = list(chosen)
    random.shuffle(shuffled)

    (one,) = compute_budget(inputs(*chosen)).slices
    (other,) = compute_budget(inputs(*shuffled)).slices
    assert one.total == other.total


@given(needs, rates)
def test_a_rate_for_later_changes_nothing_before(chosen: list[Need], later: Decimal) -> None:
    change = START + timedelta(days=365)
    with_later = [
        replace(
            one,
            prices=(
                replace(one.prices[0], valid_until=change - timedelta(days=1)),
                PriceRow(change, None, later, 60, "später"),
            ),
        )
        for one in chosen
    ]

    assert (
        compute_budget(inputs(*chosen)).slices[0].total
        == compute_budget(inputs(*with_later)).slices[0].total
    )


@given(quantities, rates)
def test_one_line_is_off_the_exact_value_by_half_a_cent_at_most(
    quantity: Decimal, rate: Decimal
) -> None:
    (only,) = compute_budget(inputs(need(str(quantity), str(rate), period="woche"))).slices

    exact = Fraction(quantity) * Fraction("4.33") * Fraction(rate)
    assert abs(Fraction(only.total) - exact) <= Fraction(1, 200)


@given(st.integers(min_value=0, max_value=10**9))
def test_exactly_half_a_cent_is_rounded_up(cents: int) -> None:
    assert round_half_up(Fraction(2 * cents + 1, 200), CENT) == CENT * (cents + 1)


def test_a_negative_value_is_not_rounded() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        round_half_up(Fraction(-1, 100), CENT)
