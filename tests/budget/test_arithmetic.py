"""What always has to hold of a computation, whatever the numbers."""

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from figures import (
    Values,
    carrier,
    computed,
    fixed,
    grant,
    hours,
    lines,
    monthly,
    only,
    refused,
    service,
)
from hypothesis import given
from hypothesis import strategies as st

import docgen.budget
from docgen.budget import rounded
from docgen.carriers import RoundingMode

CENT = Decimal("0.01")

quantities = st.decimals(min_value=0, max_value=200, places=2).map(str)
rates = st.decimals(min_value=0, max_value=500, places=2).map(str)
services = st.lists(
    st.builds(
        lambda quantity, rate, per, who: hours(quantity, rate, per=per, traeger=who),
        quantities,
        rates,
        st.sampled_from(["monat", "woche"]),
        st.sampled_from(["ksv", "lwl"]),
    ),
    min_size=1,
    max_size=8,
)
LWL = carrier("lwl")


def test_weeks_as_a_fraction_are_multiplied_before_they_are_divided() -> None:
    # 2,5 × 52 × 63,70 / 12 = 690,08333… → 690,08; with 4,33 it would be 689,55
    case = grant(hours("2.5", "63.70", per="woche"), wochenfaktor={"wert": "52/12", "grund": "X"})

    one = only(case)

    assert lines(one) == ["690.08"]
    assert one.lines[0].step.formula == "2.5 × 52/12 × 63.70"
    assert one.lines[0].step.source == "Vereinbarung; X"


@pytest.mark.parametrize(
    ("per", "factor", "value", "amount"),
    [
        # 2 × 30,42 × 10 and 2 × 365 ÷ 12 × 10; 20 ÷ 12 × 10 and 20 × 0,08 × 10; 2 × 4,3 × 10
        ("tag", "tagesfaktor", "30.42", "608.40"),
        ("tag", "tagesfaktor", "365/12", "608.33"),
        ("jahr", "jahresfaktor", "1/12", "16.67"),
        ("jahr", "jahresfaktor", "0.08", "16.00"),
        ("woche", "wochenfaktor", "4.3", "86.00"),
    ],
)
def test_each_factor_may_be_set_in_the_case_with_its_reason(
    per: str, factor: str, value: str, amount: str
) -> None:
    own = {factor: {"wert": value, "grund": "Rahmenvertrag"}}
    carriers_own = carrier(tagesfaktor="31", jahresfaktor="1/10")
    quantity = "20" if per == "jahr" else "2"

    one = only(grant(hours(quantity, "10.00", per=per), **own), carriers_own)

    assert lines(one) == [amount]
    assert one.lines[0].step.source == "Vereinbarung; Rahmenvertrag"


@pytest.mark.parametrize(
    ("extent", "satz", "formula", "amount"),
    [
        # 240 minutes at 52,40 an hour; units of 30 minutes at 26,20 are the same price
        (("240", "minute"), {"betrag": "52.40"}, "240 ÷ 60 × 52.40", "209.60"),
        (
            ("4", "stunde"),
            {"betrag": "26.20", "einheit_minuten": 30},
            "4 × 26.20 × 60/30",
            "209.60",
        ),
    ],
)
def test_minutes_are_parts_of_hours(
    extent: tuple[str, str], satz: Values, formula: str, amount: str
) -> None:
    quantity, unit = extent
    need = {"menge": quantity, "einheit": unit, "je": "monat"}

    one = only(grant(service(umfang=need, satz=satz)))

    assert (one.lines[0].step.formula, str(one.total)) == (formula, amount)


def test_two_assistants_at_a_time_cost_twice() -> None:
    extent = {"menge": "10", "einheit": "stunde", "je": "monat", "personen": 2}

    one = only(grant(service(umfang=extent, satz={"betrag": "20.00"})))

    assert (one.lines[0].step.formula, str(one.total)) == ("10 × 2 × 20.00", "400.00")


def test_a_yearly_cost_is_a_twelfth_each_month() -> None:
    one = only(grant(service(satz=fixed("465.10", "jahr"))))

    # 465,10 / 12 = 38,758…
    assert (one.lines[0].step.formula, str(one.total)) == ("465.10 ÷ 12", "38.76")


@pytest.mark.parametrize(
    ("rules", "amount"),
    [
        ({}, "130.21"),
        ({"rundung_auf_euro": "1"}, "130"),
        ({"rundung_auf_euro": "1", "rundung_art": "auf"}, "131"),
        ({"rundung_auf_euro": "10", "rundung_art": "ab"}, "130"),
        ({"rundung_stunden": "0.1"}, "130.31"),  # 12,99 → 13,0 hours × 10,024
    ],
)
def test_each_carrier_rounds_by_its_own_rule(rules: dict[str, str], amount: str) -> None:
    # 3 × 4,33 = 12,99 hours at 250,60 for 25 hours: 10,024 an hour; 130,21176 exactly
    need = {"menge": "3", "einheit": "stunde", "je": "woche"}
    satz = {"betrag": "250.60", "einheit_minuten": 1500}

    one = only(grant(service(umfang=need, satz=satz)), carrier(**rules))

    assert str(one.total) == f"{Decimal(amount):.2f}"


def test_hours_that_are_rounded_by_themselves_are_told() -> None:
    # 6,5 × 4,33 = 28,145 → 28,15 hours × 27,80 = 782,57
    one = only(grant(hours("6.5", "27.80", per="woche")), carrier(rundung_stunden="0.01"))

    assert one.lines[0].step.formula == "(6.5 × 4.33 ≈ 28.15) × 27.80"
    assert str(one.total) == "782.57"


def test_a_percentage_of_a_line_that_does_not_stand_above_is_told() -> None:
    wage = {"id": "lohn", "bezeichnung": "Lohn", "satz": fixed("100.00")}
    share = {"id": "anteil", "bezeichnung": "Anteil", "prozent": "20", "von": ["lohn"]}

    assert refused(grant(service(kosten=[share, wage]))) == [
        ("kosten.grundlage_unbekannt", "/leistungen/0/kosten/0/von")
    ]
    assert refused(grant(service(kosten=[wage, wage]))) == [
        ("kosten.kennung_doppelt", "/leistungen/0/kosten/1/id")
    ]
    assert str(only(grant(service(kosten=[wage, share]))).total) == "120.00"


def test_a_factor_the_carrier_lacks_is_told_at_the_service_that_needs_it() -> None:
    case = grant(monthly("1.00"), hours("1", "20.00", per="tag", traeger="lwl"))

    assert refused(case, LWL) == [("traeger.regel_fehlt", "/leistungen/1/traeger")]


def test_a_service_is_paid_up_to_what_it_cost_before() -> None:
    """KSV guide no. 12: travel to the Werkstatt at most at the previous amount."""
    before = {"betrag": "180.00", "quelle": "Bescheid"}
    trips = service(
        umfang={"menge": "40", "einheit": "stunde", "je": "monat"}, satz={"betrag": "5.20"}
    )

    capped = only(grant({**trips, "hoechstbetrag": before}))
    below = only(grant({**trips, "hoechstbetrag": {**before, "betrag": "208.00"}}))

    assert (str(capped.total), capped.lines[0].step.formula) == ("180.00", "höchstens 180.00")
    assert [str(entry.amount) for entry in capped.lines[0].entries] == ["208.00"]
    assert (str(below.total), below.lines[0].is_capped) == ("208.00", False)


def test_vouchers_and_deductions_are_no_money() -> None:
    one = only(
        grant(
            monthly("100.00"),
            monthly("30.00", form="gutschein"),
            eigenbeitrag={"monatsbetrag": "20.00", "bescheid": "2026-11-02"},
        )
    )

    assert (str(one.total), str(one.vouchers), str(one.payable)) == ("130.00", "30.00", "80.00")


@given(services)
def test_sums_match_to_the_cent(chosen: list[Values]) -> None:
    one = only(grant(*chosen), LWL)

    assert one.total == sum(line.amount for line in one.lines)
    assert one.total == sum(share.amount for share in one.shares)
    assert one.payable == one.total
    assert one.total.as_tuple().exponent == CENT.as_tuple().exponent


@given(services, st.randoms())
def test_the_order_of_services_does_not_matter(chosen: list[Values], random: Random) -> None:
    shuffled = [*chosen]
    random.shuffle(shuffled)

    assert only(grant(*chosen), LWL).total == only(grant(*shuffled), LWL).total


@given(quantities, rates, st.integers(1, 20))
def test_splitting_a_need_changes_the_sum_by_half_a_cent_a_part_at_most(
    quantity: str, rate: str, parts: int
) -> None:
    whole = only(grant(hours(quantity, rate))).total
    piece = Decimal(quantity) / parts
    split = [hours(str(piece), rate) for _ in range(parts)]

    # 28 digits of the decimal quotient are not what is tested here
    assert abs(only(grant(*split)).total - whole) <= CENT / 2 * (parts + 1) + Decimal("1e-9")


@given(quantities, rates)
def test_areas_of_one_need_are_priced_together(quantity: str, rate: str) -> None:
    """Splitting a need by areas of life changes nothing at all: it is rounded once."""
    half = str(Decimal(quantity) / 2)
    parts = [{"bereich": "A", "menge": half, "einheit": "stunde", "je": "monat"}] * 2

    together = only(grant(service(umfang={"teile": parts}, satz={"betrag": rate}))).total

    assert together == only(grant(hours(quantity, rate))).total


@given(quantities, rates, st.integers(2, 9))
def test_so_many_times_the_hours_is_so_many_times_the_amount(
    quantity: str, rate: str, times: int
) -> None:
    once = only(grant(hours(quantity, rate))).total
    often = only(grant(hours(str(Decimal(quantity) * times), rate))).total

    assert abs(often - once * times) <= CENT / 2 * (times + 1)


@given(quantities, rates)
def test_a_line_is_off_the_exact_value_by_half_a_cent_at_most(quantity: str, rate: str) -> None:
    total = only(grant(hours(quantity, rate, per="woche"))).total

    exact = Fraction(quantity) * Fraction("4.33") * Fraction(rate)
    assert abs(Fraction(total) - exact) <= Fraction(1, 200)


@given(st.integers(min_value=0, max_value=10**9))
def test_exactly_half_a_cent_is_rounded_up(cents: int) -> None:
    assert rounded(Fraction(2 * cents + 1, 200), CENT) == CENT * (cents + 1)


@given(st.fractions(0, 10**6), st.sampled_from([CENT, Decimal("0.05"), Decimal(10)]))
def test_rounding_goes_to_a_neighbour_on_the_right_side(value: Fraction, quantum: Decimal) -> None:
    up, down = (rounded(value, quantum, mode) for mode in (RoundingMode.UP, RoundingMode.DOWN))

    assert down <= value <= up
    assert up - down in (0, quantum)
    assert rounded(value, quantum) in (up, down)


def test_a_negative_value_is_not_rounded() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        rounded(Fraction(-1, 100), CENT)


def test_no_float_is_in_the_computation() -> None:
    """Neither written down, nor made, nor by a module that makes some."""
    room = Path(docgen.budget.__file__).parent
    for file in room.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), file
            assert not (isinstance(node, ast.Name) and node.id in {"float", "round"}), file
            assert not (isinstance(node, ast.Import) and node.names[0].name == "math"), file
            assert not (isinstance(node, ast.Attribute) and node.attr == "limit_denominator"), file


def test_the_whole_result_is_decimal() -> None:
    budget = computed(grant(hours("3", "10.00", per="woche"), ende="2027-11-30", zahltag=1))

    assert {type(amount) for amount in budget.amounts()} == {Decimal}
