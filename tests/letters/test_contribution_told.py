"""A contribution that is worked out from income is told so that the person can reckon it again."""

import pytest
from cases import Case, example, represented_case
from letters import findings, page, written

from docgen.german import NBSP
from docgen.pipeline import State


def with_income(eur: str, case: Case | None = None) -> Case:
    """A case whose contribution follows from the income of the year before the last."""
    case = case or example()
    case["budget"]["eigenbeitrag"] = {
        "art": "berechnet",
        "einkommen": eur,
        "einkommensjahr": 2024,
        "einkommensart": "beschaeftigung",
    }
    case.pop("kontrolle", None)
    return case


def told(case: Case) -> str:
    """All text of the letter, with plain spaces."""
    result = written(case)
    assert result.state is State.FERTIG, findings(case)
    return page(result).replace(NBSP, " ")


@pytest.mark.parametrize("case", [example(), represented_case()], ids=["Sie", "Name"])
def test_every_number_of_the_contribution_stands_in_its_reason(case: Case) -> None:
    # 85 % of 47.460 = 40.341; 52.800 − 40.341 = 12.459; 2 % = 249,18, rounded down to 240
    text = told(with_income("52800.00", case))

    (reason,) = (
        line for line in text.splitlines() if line.startswith("Warum") and "Prozent" in line
    )
    for number in (
        "2024",
        "52.800,00",
        "40.341,00",
        "12.459,00",
        "zwei Prozent",
        "249,18",
        "240,00",
    ):
        assert number in reason
    assert "§§ 135, 136 SGB IX, § 137 Abs. 2 SGB IX, § 137 Abs. 3, § 138 Abs. 2 SGB IX" in reason
    assert "Beitragsbescheid" not in text
    assert "207,80 Euro im Monat" in text


@pytest.mark.parametrize("case", [example(), represented_case()], ids=["Sie", "Name"])
def test_who_earns_less_than_the_limit_reads_which_limit(case: Case) -> None:
    text = told(with_income("40341.00", case))

    (reason,) = (line for line in text.splitlines() if "Grenze" in line)
    assert "40.341,00 Euro" in reason
    assert "Beitrag" in reason
    assert "447,80 Euro im Monat" in text
