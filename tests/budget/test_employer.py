"""What a wage costs the employer beside itself: published examples, and every border of a rate."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest

from docgen.budget import employer_shares, rounded
from docgen.dataset import Problems, load_validators
from docgen.law import LawGapError, load_law

ROOT: Final = Path(__file__).parents[2]
SHARES: Final = employer_shares(
    load_law(ROOT, load_validators(ROOT / "schemas" / "data"), Problems())
)
CENT: Final = Decimal("0.01")


def cost(wage: str, percent: Decimal) -> Decimal:
    return rounded(Fraction(wage) * Fraction(percent) / 100, CENT)


def test_a_published_wage_of_early_2023_costs_what_was_published() -> None:
    # 1.600 €: 116,80 + 148,80 + 20,80 + 24,40 = 310,80; so the employer pays 1.910,80
    day = date(2023, 3, 1)
    parts = [cost("1600", SHARES[key].on(day).value) for key in ("kv", "rv", "av", "pv")]

    assert list(map(str, parts)) == ["116.80", "148.80", "20.80", "24.40"]
    assert sum(parts, Decimal(1600)) == Decimal("1910.80")


def test_a_published_minijob_of_2023_costs_what_was_published() -> None:
    # 520 €: 78,00 + 67,60 + 10,40 + 7,54 + 0,31 = 163,85. The 1,45 % for U1 and U2 are what the
    # example states: those rates differ by fund and are none of the law.
    day = date(2023, 3, 1)
    keys = ("minijob_rv", "minijob_kv", "minijob_steuer", "insolvenzgeld")
    rv, kv, tax, insolvency = (cost("520", SHARES[key].on(day).value) for key in keys)
    parts = [rv, kv, tax, cost("520", Decimal("1.45")), insolvency]

    assert list(map(str, parts)) == ["78.00", "67.60", "10.40", "7.54", "0.31"]
    assert sum(parts, Decimal(520)) == Decimal("683.85")


# Half of the whole rate each: 18,7 and 18,6; 3,0, 2,5, 2,4 and 2,6; 2,55, 3,05, 3,4 and 3,6; in
# Saxony employees bear one point alone, and the other half of the rest.
@pytest.mark.parametrize(
    ("key", "day", "before", "since"),
    [
        ("rv", date(2018, 1, 1), "9.35", "9.3"),
        ("av", date(2019, 1, 1), "1.5", "1.25"),
        ("av", date(2020, 1, 1), "1.25", "1.2"),
        ("av", date(2023, 1, 1), "1.2", "1.3"),
        ("pv", date(2019, 1, 1), "1.275", "1.525"),
        ("pv", date(2023, 7, 1), "1.525", "1.7"),
        ("pv", date(2025, 1, 1), "1.7", "1.8"),
        ("pv_sachsen", date(2019, 1, 1), "0.775", "1.025"),
        ("pv_sachsen", date(2023, 7, 1), "1.025", "1.2"),
        ("pv_sachsen", date(2025, 1, 1), "1.2", "1.3"),
        ("insolvenzgeld", date(2023, 1, 1), "0.09", "0.06"),
        ("insolvenzgeld", date(2025, 1, 1), "0.06", "0.15"),
    ],
)
def test_each_side_of_a_border_has_its_own_rate(
    key: str, day: date, before: str, since: str
) -> None:
    eve = date.fromordinal(day.toordinal() - 1)

    assert [SHARES[key].on(eve).value, SHARES[key].on(day).value] == [
        Decimal(before),
        Decimal(since),
    ]


def test_in_saxony_the_employer_pays_half_a_point_less() -> None:
    for row in SHARES["pv"].rows:
        assert SHARES["pv_sachsen"].on(row.valid_from).value == row.value - Decimal("0.5")


def test_a_rate_that_was_not_verified_is_a_gap() -> None:
    with pytest.raises(LawGapError):
        SHARES["insolvenzgeld"].on(date(2021, 12, 31))
