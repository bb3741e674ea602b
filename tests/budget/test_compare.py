"""Before and after: from which day on which amount is another one."""

from datetime import date

from figures import CALENDAR, carrier, computed, fixed, grant, hours, monthly, only
from hypothesis import given
from hypothesis import strategies as st

from docgen.budget import Budget, Change, compare


def told(changes: tuple[Change, ...]) -> list[tuple[str, str | None, str, str, str]]:
    """Days, amounts before and after, and the difference."""
    return [
        (
            one.start.isoformat(),
            one.end.isoformat() if one.end else None,
            str(one.before),
            str(one.after),
            str(one.more),
        )
        for one in changes
    ]


def test_two_equal_budgets_differ_nowhere() -> None:
    case = grant(hours("10", "20.00"))

    assert compare(computed(case), computed(case)) == ()


def test_a_need_that_grows_is_told_from_its_day_on() -> None:
    more = {"ab": "2027-04-01", "umfang": {"menge": "12", "einheit": "stunde", "je": "monat"}}
    before = computed(grant(hours("10", "20.00"), monthly("50.00")))
    after = computed(grant(hours("10", "20.00", aenderungen=[more]), monthly("50.00")))

    (change,) = compare(before, after)

    assert told((change,)) == [("2027-04-01", None, "250.00", "290.00", "40.00")]
    (service,) = change.services
    assert (service.id, str(service.before), str(service.after)) == (
        "leistung-0",
        "200.00",
        "240.00",
    )


def test_a_service_that_ends_and_one_that_is_new() -> None:
    before = computed(grant(monthly("100.00"), monthly("30.00")))
    after = computed(grant(monthly("100.00", ende="2027-01-31"), monthly("30.00"), monthly("5.00")))

    changes = compare(before, after)

    assert told(changes) == [
        ("2026-12-01", "2027-01-31", "130.00", "135.00", "5.00"),
        ("2027-02-01", None, "130.00", "35.00", "-95.00"),
    ]
    assert [(one.id, one.before, one.after) for one in changes[0].services] == [
        ("leistung-2", None, changes[0].services[0].after)
    ]


def test_a_grant_that_ends_earlier_has_nothing_after() -> None:
    before = computed(grant(monthly("100.00"), ende="2027-11-30"))
    after = computed(grant(monthly("100.00"), ende="2027-05-31"))

    assert told(compare(before, after)) == [
        ("2027-06-01", "2027-11-30", "100.00", "None", "-100.00")
    ]


def test_a_deduction_changes_what_is_paid_and_no_service() -> None:
    before = computed(grant(monthly("100.00")))
    after = computed(
        grant(monthly("100.00"), eigenbeitrag={"monatsbetrag": "10.00", "bescheid": "2026-11-02"})
    )

    (change,) = compare(before, after)

    assert (told((change,))[0][2:], change.services) == (("100.00", "90.00", "-10.00"), ())


def test_a_difference_of_two_rulings_of_one_court() -> None:
    """SG Potsdam S 20 SO 152/16 ER and 16/16 ER: 7.669,54 → 8.800,00; 8.066,76 → 8.500,00."""
    differences = [
        compare(computed(grant(monthly(old))), computed(grant(monthly(new))))[0].more
        for old, new in (("7669.54", "8800.00"), ("8066.76", "8500.00"))
    ]

    assert list(map(str, differences)) == ["1130.46", "433.24"]


def test_an_hour_of_a_flat_amount() -> None:
    """LSG Baden-Württemberg L 2 SO 2240/23: 9.100 euro for 360 hours are 25,28 an hour."""
    an_hour = only(grant(monthly("9100.00"))).total / 360

    assert f"{an_hour:.2f}" == "25.28"


days = st.dates(date(2026, 12, 2), date(2028, 11, 29))


@given(days, days)
def test_outside_of_what_is_told_the_budgets_are_equal(one: date, other: date) -> None:
    """Every day of the term is either in a change, with the amounts of that day, or equal."""

    def budget(day: date) -> Budget:
        changed = {"ab": day.isoformat(), "satz": fixed("70.00")}
        return computed(
            grant(monthly("50.00", aenderungen=[changed]), ende="2028-11-30"), carrier(**CALENDAR)
        )

    (before, after), changes = (budget(one), budget(other)), compare(budget(one), budget(other))

    for day in {one, other, date(2026, 12, 1), date(2028, 11, 30)}:
        paid = tuple(
            next(part.payable for part in known.slices if part.start <= day <= (part.end or day))
            for known in (before, after)
        )
        found = [
            (each.before, each.after) for each in changes if each.start <= day <= (each.end or day)
        ]
        assert found == ([paid] if paid[0] != paid[1] else [])
