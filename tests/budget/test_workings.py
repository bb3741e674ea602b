"""The Rechenweg as an Excel file, recalculated by a program that knows nothing of docgen.

LibreOffice computes in binary numbers as Excel does; what it gets has to be ours to the cent.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Final
from zipfile import ZipFile

import libreoffice
import pytest
from figures import (
    CALENDAR,
    Values,
    carrier,
    computed,
    cost,
    fixed,
    grant,
    hours,
    monthly,
    percent,
    service,
    wage,
)
from openpyxl import Workbook, load_workbook

from docgen.budget import (
    Amount,
    Budget,
    BudgetInputs,
    Factor,
    Hours,
    Need,
    Payout,
    Percent,
    Position,
    Price,
    Rounding,
    Service,
    Stretch,
    compute_budget,
)
from docgen.carriers import MonthLength, RoundingMode
from docgen.sheet import workings

Rows = list[libreoffice.Row]
NAMES: Final = {"lwl": "Landschaftsverband", "ba": "Agentur für Arbeit"}


def saxony_2011() -> Budget:
    # Guide of the KSV: 9,25 × 4,50 = 41,625
    services = (hours("12", "23.50"), hours("18.5", "12.50"), hours("9.25", "4.50"))
    return computed(grant(*services, beginn="2011-07-01", ende="2012-06-30", zahltag=1))


def saxony_2019() -> Budget:
    weekly = (hours("6.5", "27.80", per="woche"), hours("3", "14.60", per="woche"))
    return computed(grant(*weekly, beginn="2019-04-01", ende="2019-12-31", zahltag=1))


def westphalia() -> Budget:
    lwl, employment = (carrier(name, wochenfaktor="52/12") for name in ("lwl", "ba"))
    services = (
        hours("14", "24.60", per="woche", traeger="lwl"),
        hours("2.5", "63.70", per="woche", traeger="lwl"),
        hours("5", "22.15", per="woche", traeger="ba", ende="2027-09-30"),
    )
    return computed(grant(*services, beginn="2026-10-01", zahltag=1), lwl, employment)


def swabia() -> Budget:
    costs = [
        wage("8", "16.20", per="tag"),
        percent("arbeitgeberanteil", "21.1", "lohn"),
        percent("vertretung", "11.5", "lohn", "arbeitgeberanteil"),
        cost("zuschlaege", satz=fixed("214.50")),
        cost("lohnabrechnung", satz=fixed("465.10", "jahr")),
    ]
    return computed(
        grant(
            service(kosten=costs, traeger="schwaben"),
            beginn="2026-09-01",
            pflegegeld={"betrag": "599.00", "anteil": "2/3", "quelle": "Bescheid der Pflegekasse"},
            eigenbeitrag={"art": "festgesetzt", "monatsbetrag": "240.00", "bescheid": "2026-08-03"},
        ),
        carrier("schwaben", tagesfaktor="365/12"),
    )


def capped() -> Budget:
    """One service costs less than is paid for it at most, the other one more."""
    most = {"betrag": "600.00", "quelle": "Kosten bisher"}
    return computed(
        grant(hours("10", "58.90", hoechstbetrag=most), hours("12", "58.90", hoechstbetrag=most)),
    )


def part_months() -> Budget:
    """Two carriers, a voucher, what is paid once, and months in parts: the middle ends in March."""
    return computed(
        grant(
            monthly("1000.00"),
            monthly("77.77", form="gutschein"),
            monthly("333.33", traeger="lwl", ende="2027-03-17"),
            service(einmalig={"betrag": "250.00", "quelle": "Angebot", "faellig": "2027-01-15"}),
            beginn="2026-12-10",
            ende="2027-05-20",
            zahltag=1,
            eigenbeitrag={"art": "festgesetzt", "monatsbetrag": "20.01", "bescheid": "2026-11-02"},
            vergleichsbetrag="1500.00",
        ),
        carrier(**CALENDAR),
        carrier("lwl"),
    )


def several_needs() -> Budget:
    parts = [
        {"bereich": "Basisversorgung", "menge": "60", "einheit": "minute", "je": "tag"},
        {"bereich": "Arbeit", "menge": "20", "einheit": "stunde", "je": "woche"},
    ]
    extent = {"teile": parts, "personen": 2, "aufschlag_prozent": "12.5"}
    priced = service(umfang=extent, satz={"betrag": "19.99", "einheit_minuten": 45})
    return computed(grant(priced), carrier(tagesfaktor="365/12", rundung_stunden="0.25"))


def income() -> Budget:
    """A contribution that is worked out: its steps are formulas, too."""
    earned = {
        "art": "berechnet",
        "einkommen": "52800.00",
        "einkommensjahr": 2024,
        "einkommensart": "beschaeftigung",
        "haushalt": {"partner": "keiner", "kinder": 1},
    }
    return computed(grant(monthly("900.00"), eigenbeitrag=earned))


def rounded_by(**rules: str) -> Budget:
    # 3 × 4,33 × 10,024 = 130,21176
    extent = {"menge": "3", "einheit": "stunde", "je": "woche"}
    priced = service(umfang=extent, satz={"betrag": "250.60", "einheit_minuten": 1500})
    return computed(grant(priced, hours("7", "18.60")), carrier(**rules))


BUDGETS: Final[Mapping[str, Budget]] = {
    "saxony-2011": saxony_2011(),
    "saxony-2019": saxony_2019(),
    "westphalia": westphalia(),
    "swabia": swabia(),
    "capped": capped(),
    "part-months": part_months(),
    "several-needs": several_needs(),
    "income": income(),
    "euro": rounded_by(rundung_auf_euro="1"),
    "euro-up": rounded_by(rundung_auf_euro="1", rundung_art="auf"),
    "cent-up": rounded_by(rundung_art="auf"),  # 7 × 18,60 = 130,20 stays
    "cent-down": rounded_by(rundung_art="ab"),
    "ten-down": rounded_by(rundung_auf_euro="10", rundung_art="ab"),
    "five-cent": rounded_by(rundung_auf_euro="0.05"),
}


def any_budget(random: Random) -> Budget:
    """Hundreds of positions of every kind, many of them exactly half a cent; parts of months."""
    starts = [date(2026, 1, 1) + timedelta(days=25 * number) for number in range(16)]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), date(2027, 3, 31)]
    stretches = tuple(
        Stretch(start, end, tuple(any_service(random, number) for number in range(8)))
        for start, end in zip(starts, ends, strict=True)
    )
    return compute_budget(
        BudgetInputs(stretches, payout=Payout(1, date(2027, 3, 31), MonthLength.CALENDAR))
    )


def any_service(random: Random, index: int) -> Service:
    quantum = Decimal(random.choice(("0.01", "0.01", "0.01", "0.05", "0.1", "1")))
    mode = random.choice((*[RoundingMode.HALF_UP] * 3, RoundingMode.UP, RoundingMode.DOWN))
    finest = random.choice((None, None, Decimal("0.01"), Decimal("0.25")))
    first, rounding = any_hours(random), Rounding(quantum, mode, finest)
    if random.random() < 0.4:
        first, rounding = half_a_cent(random), Rounding(Decimal("0.01"))
    positions = (
        Position("erste", "Erste", first),
        Position("zweite", "Zweite", Amount(any_number(random, 300000), 12, "Vertrag")),
        Position("dritte", "Dritte", Percent(any_number(random, 4000), ("erste", "zweite"), "")),
    )
    return Service(index, f"id-{index}", "Probe", random.choice(("lwl", "ba")), rounding, positions)


def any_hours(random: Random) -> Hours:
    factors = ("1", "4.33", "4.345", "4.35", "52/12", "365/84", "30.42", "365/12")
    needs = []
    for _ in range(random.choice((1, 1, 2))):
        text = random.choice(factors)
        quantity = Decimal(random.randrange(1, 200)) / random.choice((4, 10, 20))
        unit = random.choice(("stunde", "minute"))
        needs.append(Need(quantity, unit, "woche", Factor(Fraction(text), text, "Probe")))
    rate = Decimal(random.randrange(20, 1400)) / 20
    price = Price(rate, random.choice((60, 60, 30, 45, 1500)), "Vertrag")
    reserve = Decimal(random.choice(("0", "0", "12.5", "10")))
    return Hours(tuple(needs), price, random.choice((1, 1, 2)), reserve)


def half_a_cent(random: Random) -> Hours:
    """So many and a half hours at full euros: 2,5 × 4,33 × 27 = 292,275."""
    text = random.choice(("4.33", "4.35"))
    quantity = random.randrange(1, 60, 2) / Decimal(2)
    need = Need(quantity, "stunde", "woche", Factor(Fraction(text), text, "Probe"))
    return Hours((need,), Price(Decimal(random.randrange(11, 90, 2)), 60, "Vertrag"))


def any_number(random: Random, most: int) -> Decimal:
    return Decimal(random.randrange(1, most)) / 100


RANDOM: Final = any_budget(Random(31))  # noqa: S311  (the same every time)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Rows]]:
    """All budgets, recalculated in one go."""
    books = {name: workings(one, NAMES) for name, one in {**BUDGETS, "random": RANDOM}.items()}
    books["changed"] = with_another_rate(books["saxony-2011"])
    return libreoffice.recalculated(tmp_path_factory.mktemp("calc"), books)


def with_another_rate(book: bytes) -> bytes:
    """The book in which somebody has typed 5,00 over the rate of 4,50."""
    read, changed = load_workbook(io.BytesIO(book)), io.BytesIO()
    assert read["ab 01.07.2011"]["J5"].value == 4.5
    read["ab 01.07.2011"]["J5"] = 5
    read.save(changed)
    return changed.getvalue()


def results(sheet: Rows) -> Iterator[tuple[object, object, object]]:
    """What the formulas give, what docgen gave, and the verdict, of each row that has them."""
    heads = sheet[1]
    own = heads.index("docgen")
    return ((row[own - 1], row[own], row[own + 1]) for row in sheet[2:] if row[own] is not None)


def expected(budget: Budget) -> dict[str, list[Decimal]]:
    """Every amount of a budget by worksheet, in any order."""
    found: dict[str, list[Decimal]] = {}
    for one in budget.slices:
        amounts = found.setdefault(f"ab {one.start:%d.%m.%Y}", [one.total, one.payable])
        amounts += [one.vouchers] if one.vouchers else []
        amounts += [less.amount for less in one.deductions]
        for line in one.lines:
            amounts += [entry.amount for entry in line.entries]
            amounts += [line.amount] if len(line.entries) > 1 else []
            amounts += [line.amount] if line.service.cap else []
        if len(one.shares) > 1:
            amounts += [share.amount for share in one.shares]
    if budget.payments:
        found["Zahlungen"] = [payment.amount for payment in budget.payments]
        parts = [payment.parts for payment in budget.payments if len(payment.parts) > 1]
        found["Zahlungen"] += [part.amount for several in parts for part in several]
        found["Zahlungen"] += [] if budget.whole_term is None else [budget.whole_term]
    return found


@pytest.mark.needs("calc")
def test_what_excel_computes_is_what_docgen_computed(
    recalculated: Mapping[str, Mapping[str, Rows]],
) -> None:
    for name, budget in BUDGETS.items():
        for title, amounts in expected(budget).items():
            rows = list(results(recalculated[name][title]))
            computed_there = sorted(Decimal(str(one)).quantize(amounts[0]) for one, _, _ in rows)

            assert {verdict for _, _, verdict in rows} == {"stimmt"}, (name, title, rows)
            # What stands there beside these amounts: steps of a contribution, shares in money.
            for amount in amounts:
                assert amount.quantize(amounts[0]) in computed_there, (name, title, amount)


@pytest.mark.needs("calc")
def test_known_results_stand_on_the_sheets(recalculated: Mapping[str, Mapping[str, Rows]]) -> None:
    def last(name: str, title: str, label: str) -> object:
        (row,) = (row for row in recalculated[name][title] if label in row[:2])
        return next(one for one in row if isinstance(one, int | float))

    assert last("saxony-2011", "ab 01.07.2011", "Zahlbetrag im Monat") == 554.88
    assert last("saxony-2011", "Zahlungen", "Zusammen") == 6658.56
    assert last("westphalia", "ab 01.10.2026", "Gesamtbudget im Monat") == 2662.40
    assert last("westphalia", "ab 01.10.2027", "Gesamtbudget im Monat") == 2182.48


@pytest.mark.needs("calc")
def test_halves_are_rounded_as_fractions_are(
    recalculated: Mapping[str, Mapping[str, Rows]],
) -> None:
    """Of hundreds of positions every amount agrees; dozens are exactly half a cent."""
    rows = [row for sheet in recalculated["random"].values() for row in results(sheet)]

    assert [row for row in rows if row[2] != "stimmt"] == []
    assert len(rows) > 500
    assert sum(1 for one in exact_halves(RANDOM)) > 30


def exact_halves(budget: Budget) -> Iterator[Fraction]:
    """The positions of hours that are exactly half a unit before they are rounded."""
    for line in (line for one in budget.slices for line in one.lines):
        rounding, hours = line.service.rounding, line.entries[0].position.basis
        assert isinstance(hours, Hours)
        exact = hours.in_month() * hours.people * Fraction(1 + hours.reserve / 100)
        units = exact * Fraction(hours.price.eur) * 60 / hours.price.minutes
        units /= Fraction(rounding.amount)
        is_half = units % 1 == Fraction(1, 2) and rounding.hours is None
        if is_half and rounding.mode is RoundingMode.HALF_UP:
            yield units


@pytest.mark.needs("calc")
def test_a_changed_input_is_noticed(recalculated: Mapping[str, Mapping[str, Rows]]) -> None:
    """Whoever types another rate sees the new amount, and that it is not docgen's."""
    rows = list(results(recalculated["changed"]["ab 01.07.2011"]))

    assert rows[2] == (46.25, 41.63, "weicht ab")
    assert rows[-1] == (559.5, 554.88, "weicht ab")


def opened(budget: Budget, about: str = "") -> Workbook:
    return load_workbook(io.BytesIO(workings(budget, NAMES, about)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("x")', "#REF!"])
def test_a_text_of_the_case_never_becomes_a_formula(text: str) -> None:
    once: Values = {"betrag": "250.00", "quelle": text}
    named = monthly("10.00") | {"bezeichnung": text, "satz": fixed("10.00") | {"quelle": text}}
    case = grant(named, service(bezeichnung=text, einmalig=once), zahltag=1)

    book = opened(computed(case, carrier(**CALENDAR)), about=text)

    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    own = [cell for cell in found if cell.value == text]
    assert len(own) == 5
    assert {cell.data_type for cell in own} == {"s"}
    assert {cell.quotePrefix for cell in own} == {text[0] in "=+-@"}
    assert all(text not in str(cell.value) for cell in found if cell.data_type == "f")


def test_the_same_budget_gives_the_same_bytes() -> None:
    first, second = workings(part_months(), NAMES), workings(part_months(), NAMES)

    assert first == second
    with ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert load_workbook(io.BytesIO(first)).properties.modified.isoformat() == "2026-12-10T00:00:00"


def test_inputs_stand_in_cells_of_their_own_and_factors_as_the_carrier_writes_them() -> None:
    sheet = opened(westphalia())["ab 01.10.2026"]

    assert [sheet[f"{letter}4"].value for letter in "BCDEFGHIJK"] == [
        "Landschaftsverband",
        2.5,
        "Stunden je Woche",
        "=52/12",
        "=C4*E4",
        1,
        0,
        "=F4*G4*(1+H4/100)",
        63.7,
        60,
    ]
    assert sheet["L4"].value == "=ROUND(ROUND(I4*J4*60/K4,8),2)"


def test_whoever_reads_by_ear_or_on_paper_finds_title_heads_and_language() -> None:
    book = opened(part_months(), "Aktenzeichen 12-34")

    assert book.sheetnames[0] == "ab 10.12.2026"
    assert book.sheetnames[-2:] == ["Einmalig", "Zahlungen"]
    assert book.properties.title == "Rechenweg des Persönlichen Budgets, Aktenzeichen 12-34"
    assert book.properties.language == "de-DE"
    for sheet in book:
        assert sheet["A1"].value.startswith(book.properties.title)
        assert all(cell.value and cell.font.bold for cell in sheet[2])
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B3", "$1:$2")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert not sheet.merged_cells.ranges
