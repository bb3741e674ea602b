"""What the person pays from income, met to the euro by the published limits and the worked cases.

The formulas are read and reckoned anew here, as somebody with a pocket calculator would.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.budget import (
    Contribution,
    Household,
    Income,
    IncomeKind,
    IncomeYear,
    Partner,
    Step,
    asset_limit,
    income_year,
    one_off_limit,
    own_contribution,
)
from docgen.dataset import Problems, load_validators
from docgen.law import LawGapError, load_law

ROOT: Final = Path(__file__).parents[2]
LAW: Final = load_law(ROOT, load_validators(ROOT / "schemas" / "data"), Problems())
START: Final = date(2026, 9, 1)
ALONE: Final = Household()


def from_work(
    eur: str,
    day: date = START,
    household: Household = ALONE,
    kind: IncomeKind = IncomeKind.BESCHAEFTIGUNG,
) -> Contribution:
    return own_contribution(LAW, Income(Decimal(eur), day.year - 2, kind), household, day)


# SVBezGrV 2020 to 2026; the limits of 2026 also in a circular of the Land Berlin (Soz 06/2025).
@pytest.mark.parametrize(
    ("year", "work", "other", "pension", "assets"),
    [
        (2020, 32487, 28665, 22932, 57330),
        (2021, 33558, 29610, 23688, 59220),
        (2022, 33558, 29610, 23688, 59220),
        (2023, 34629, 30555, 24444, 61110),
        (2024, 36057, 31815, 25452, 63630),
        (2025, 38199, 33705, 26964, 67410),
        (2026, 40341, 35595, 28476, 71190),
    ],
)
def test_the_limits_of_a_year_hold_from_its_first_day_to_its_last(
    year: int, work: int, other: int, pension: int, assets: int
) -> None:
    for day in (date(year, 1, 1), date(year, 12, 31)):
        limits = [from_work("0", day, kind=kind).limit for kind in IncomeKind]
        assert [*limits, asset_limit(LAW, day).result] == [work, other, pension, assets]


@pytest.mark.parametrize(
    ("income", "amount"),
    [
        # 52.800 − 40.341 = 12.459; 2 % are 249,18; down to 240 (not 250, not 249,18)
        ("52800.00", "240.00"),
        # 45.000 − 40.341 = 4.659; 2 % are 93,18; down to 90
        ("45000.00", "90.00"),
        ("31200.00", "0.00"),
        # on the limit, and where 2 % of what is above it are one cent less than 10, and just 10
        ("40341.00", "0.00"),
        ("40840.50", "0.00"),
        ("40841.00", "10.00"),
    ],
)
def test_two_percent_of_what_exceeds_the_limit_are_rounded_down_to_full_ten_euros(
    income: str, amount: str
) -> None:
    assert str(from_work(income).amount) == amount


def test_the_rechenweg_can_be_followed_from_the_bezugsgroesse_to_the_contribution() -> None:
    step = from_work("52800.00").step

    assert [(one.formula, str(one.result)) for one in (*step.parts, step)] == [
        ("47460 × 85 / 100", "40341"),
        ("52800 − 40341", "12459.00"),
        ("12459 × 2 / 100", "249.18"),
        ("249.18 − 9.18", "240.00"),
    ]
    assert step.parts[0].source == (
        "§ 136 Abs. 2 Satz 1 Nr. 1 SGB IX; § 18 SGB IV, § 1 SVBezGrV 2026"
    )


@pytest.mark.parametrize("income", ["31200", "40341"])
def test_an_income_up_to_the_limit_is_shown_beside_it(income: str) -> None:
    step = from_work(f"{income}.00").step

    assert step.formula == f"{income} ≤ 40341"
    assert step.parts[0].formula == "47460 × 85 / 100"


@pytest.mark.parametrize(
    ("household", "limit"),
    [
        # 40.341 + 15 % (7.119) + 2 × 10 % (9.492)
        (Household(Partner.ZAEHLT, children=2), 56952),
        # the partner's income is too high: no 15 %, and 2 × 5 % (4.746)
        (Household(Partner.UEBER_GRENZE, children=2), 45087),
        (Household(Partner.UEBER_GRENZE), 40341),
        (Household(children=1), 45087),
        # two entitled minors: 2 × 75 % (71.190), and nothing for partner and children
        (Household(minors=2), 111531),
        (Household(Partner.ZAEHLT, children=3, minors=2), 111531),
    ],
)
def test_who_lives_in_the_household_raises_the_limit(household: Household, limit: int) -> None:
    assert from_work("0", household=household).limit == limit


def test_a_year_without_bezugsgroesse_is_a_gap_and_not_the_year_before() -> None:
    # Case 7: income 2025 of 9.800 €, start 01.01.2027; only the limits of 2026 are known.
    income = Income(Decimal("9800.00"), 2025, IncomeKind.BESCHAEFTIGUNG)

    with pytest.raises(LawGapError) as gap:
        own_contribution(LAW, income, ALONE, date(2027, 1, 1))
    assert gap.value.entry == LAW.parameters["bezugsgroesse_jahr"].title
    with pytest.raises(LawGapError):
        asset_limit(LAW, date(2027, 1, 1))


def test_before_2020_there_is_no_such_contribution() -> None:
    with pytest.raises(LawGapError):
        from_work("52800.00", date(2019, 12, 31))


def test_the_income_of_the_year_before_the_last_counts_and_no_other() -> None:
    assert income_year(LAW, IncomeYear.VORVORJAHR, START) == 2024
    with pytest.raises(ValueError, match="2025 does not count"):
        own_contribution(LAW, Income(Decimal(0), 2025, IncomeKind.BESCHAEFTIGUNG), ALONE, START)


def test_the_current_year_counts_where_somebody_has_said_that_it_deviates() -> None:
    income = Income(Decimal("52800.00"), 2026, IncomeKind.BESCHAEFTIGUNG, IncomeYear.LAUFENDES_JAHR)

    assert own_contribution(LAW, income, ALONE, START).amount == Decimal(240)


def test_a_good_that_lasts_costs_four_months_at_most() -> None:
    step = one_off_limit(LAW, Decimal("240.00"), START)

    assert (step.formula, str(step.result)) == ("4 × 240", "960.00")


@pytest.mark.parametrize("household", [Household(children=-1), Household(minors=-1)])
def test_nobody_lives_in_a_household_a_negative_number_of_times(household: Household) -> None:
    with pytest.raises(ValueError, match="negative"):
        from_work("52800.00", household=household)


incomes = st.decimals(min_value=0, max_value=10**6, places=2)
households = st.builds(
    Household,
    st.sampled_from(Partner),
    st.integers(min_value=0, max_value=8),
    st.integers(min_value=0, max_value=3),
)
kinds = st.sampled_from(IncomeKind)


@given(incomes, households, kinds)
def test_it_is_full_tens_and_never_more_than_two_percent_of_the_excess(
    eur: Decimal, household: Household, kind: IncomeKind
) -> None:
    result = from_work(str(eur), household=household, kind=kind)

    assert result.excess == max(eur - result.limit, Decimal(0))
    assert Fraction(result.exact) == Fraction(result.excess) / 50
    assert result.amount % 10 == 0
    assert result.amount <= result.exact < result.amount + 10


@given(incomes, incomes, households, kinds)
def test_who_earns_more_never_pays_less(
    one: Decimal, other: Decimal, household: Household, kind: IncomeKind
) -> None:
    less, more = sorted((one, other))

    assert (
        from_work(str(less), household=household, kind=kind).amount
        <= from_work(str(more), household=household, kind=kind).amount
    )


@given(incomes, households, kinds)
def test_every_formula_gives_the_result_beside_it(
    eur: Decimal, household: Household, kind: IncomeKind
) -> None:
    for step in _all(from_work(str(eur), household=household, kind=kind).step):
        if "≤" in step.formula:
            less, more = map(Fraction, step.formula.split(" ≤ "))
            assert less <= more
            assert step.result == 0
        else:
            assert _reckon(step.formula) == Fraction(step.result)


def _all(step: Step) -> Iterator[Step]:
    yield step
    for part in step.parts:
        yield from _all(part)


def _reckon(formula: str) -> Fraction:
    total = Fraction(0)
    for sign, term in re.findall(r"(^|[+−] )([^+−]+)", formula):
        product, _, divisor = term.partition(" / ")
        value = Fraction(1)
        for number in product.split(" × "):
            value *= Fraction(number.strip())
        value /= Fraction(divisor.strip() or 1)
        total += -value if sign.startswith("−") else value
    return total
