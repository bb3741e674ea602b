"""A service as a voucher: told in the Verfügung with where it counts, reasoned, and not paid out.

The example has 209,60 euro for orientation and 238,20 euro for leisure; here leisure is a voucher.
"""

import re

import pytest
from cases import Case, example, full_case, put, raw, represented_case, voucher_case, without
from letters import GRANT, content, findings, page, planned, read, written

from docgen.budget import DeductionKind
from docgen.german import NBSP
from docgen.pipeline import STANDARD, State, examine, generate
from docgen.proof import prove

REASON = "Den Verein gibt es nur gegen Gutschein."
PLACE = "Beim Kulturverein Muster, Musterufer 4, 01067 Dresden."


def with_voucher(case: Case | None = None) -> Case:
    """A case whose second service is a voucher; the person is paid for the first."""
    case = case or example()
    case["leistungen"][1] |= {
        key: value
        for key, value in voucher_case()["leistungen"][1].items()
        if key.startswith(("form", "gutschein"))
    }
    case.pop("kontrolle", None)
    return case


def told(case: Case, ending: str = "docx") -> str:
    """The page of the letter, which is written and proven."""
    result = generate(content(), GRANT, raw(case), (ending,))
    assert result.state is State.FERTIG, result.findings
    return page(result, ending).replace(NBSP, " ")


@pytest.mark.parametrize("ending", STANDARD)
def test_the_ruling_says_what_it_is_worth_and_where_it_counts(ending: str) -> None:
    text = told(with_voucher(), ending)

    assert "Diese Leistungen erhalten Sie als Gutschein:" in text
    assert (
        "Einfache Assistenz: Begleitung in der Freizeit: 238,20 Euro im Monat. "
        f"Einlösen: {PLACE}" in text
    )
    assert "SGB IX), als Gutschein 12 Stunden im Monat" in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("ending", STANDARD)
def test_only_what_is_not_a_voucher_is_paid_out_and_the_rechenweg_shows_it(ending: str) -> None:
    text = told(with_voucher(), ending)

    assert (
        "Vom Gesamtbudget gehen die Gutscheine ab, zusammen 238,20 Euro im Monat. "
        "Wir zahlen Ihnen deshalb 209,60 Euro im Monat." in text
    )
    rows = (
        "Gesamtbudget im Monat 447,80 Euro",
        "abzüglich Gutscheine Summe der Gutscheine − 238,20 Euro",
    )
    assert all(re.search(re.escape(row), re.sub(r"\s+", " ", text)) for row in rows)
    assert "Zahlbetrag im Monat 209,60 Euro" in re.sub(r"\s+", " ", text)
    assert "Das ist das ganze Gesamtbudget" not in text


def test_the_contribution_goes_off_what_is_paid_out() -> None:
    text = re.sub(r"\s+", " ", told(voucher_case()))

    # 447,80 − 238,20 − 90,00
    assert "Wir zahlen Ihnen deshalb 119,60 Euro im Monat." in text
    assert "abzüglich Gutscheine Summe der Gutscheine − 238,20 Euro" in text
    assert "abzüglich eigener Beitrag nach Beitragsbescheid − 90,00 Euro" in text
    assert "Zahlbetrag im Monat 119,60 Euro" in text


def test_the_reason_stands_in_the_begruendung_with_its_norm() -> None:
    text = told(with_voucher())

    assert "In begründeten Fällen gibt es einen Gutschein. (§ 29 Abs. 2 Satz 2 SGB IX)" in text
    assert f"Einfache Assistenz: Begleitung in der Freizeit: {REASON}" in text
    assert "Mit jeder Zahlung und jedem Gutschein gilt Ihr Anspruch" in text


@pytest.mark.parametrize("case", [full_case, represented_case])
def test_it_is_written_to_whoever_receives_the_letter(case: type[Case]) -> None:
    assert "als Gutschein:" in told(with_voucher(case()))


def test_a_letter_without_a_voucher_does_not_speak_of_one() -> None:
    assert "Gutschein" not in told(example())


def test_the_amounts_beside_the_letter_add_up() -> None:
    examined = examine(content(), GRANT, raw(voucher_case()))
    assert examined.budget is not None
    [month] = examined.budget.slices

    assert (
        month.vouchers + month.deducted(DeductionKind.CONTRIBUTION) + month.payable == month.total
    )
    assert month.step.formula == "447.80 − 238.20 − 90.00"


@pytest.mark.parametrize("lost", ["gutschein_grund", "gutschein_einloesung"])
def test_a_voucher_without_reason_or_place_is_refused(lost: str) -> None:
    case = without(with_voucher(), f"/leistungen/1/{lost}")

    assert ("feld.fehlt", f"/leistungen/1/{lost}") in findings(case)


def test_a_contribution_that_leaves_nothing_to_pay_out_is_refused() -> None:
    case = put(voucher_case(), "/budget/eigenbeitrag/monatsbetrag", "209.60")

    assert ("eigenbeitrag.zu_hoch", "/budget/eigenbeitrag/monatsbetrag") in findings(case)


def test_a_budget_of_vouchers_alone_is_refused() -> None:
    case = with_voucher()
    case["leistungen"][0] |= {
        key: value
        for key, value in case["leistungen"][1].items()
        if key.startswith(("form", "gut"))
    }

    assert ("leistung.gutschein_nicht_moeglich", "/leistungen") in findings(case)


@pytest.mark.parametrize("spoiled", [REASON, PLACE, "238,20", "209,60"])
def test_a_letter_that_lost_a_part_of_it_is_no_proof(spoiled: str) -> None:
    case = with_voucher()
    result = written(case)
    owed = planned(case).obligations
    units = tuple(
        unit.__class__(unit.kind, unit.text.replace(spoiled, "x"), unit.page, unit.level)
        for unit in read(result).units
    )
    whole = read(result)
    page_without = whole.__class__(whole.format, units, whole.provenance)

    proof = prove(page_without, owed)

    assert "b15_gutschein" in {duty.duty for duty in proof.duties if not duty.found}
