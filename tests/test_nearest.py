"""A suggestion helps only where it is near: a name of one's own is no slip of another."""

import pytest

from docgen.nearest import meant, misspelt, nearest

SLIPS = {
    "ksv-saxen": "ksv-sachsen",
    "wochenfaktoren": "wochenfaktor",
    "ibam": "iban",
    "verfuegung-zahlnug": "verfuegung-zahlung",
    "k09_kuendigung": "k09_kuendigungsrecht",
}
KNOWN = ("verfuegung-betrag", "abwesenheit_tage", *SLIPS.values())


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_names_what_was_meant(name: str) -> None:
    assert nearest(name, KNOWN) == SLIPS[name]
    assert meant(name, KNOWN) == f" Meinten Sie „{SLIPS[name]}“?"


@pytest.mark.parametrize("name", ["lk-muster", "abwesenheit_wochen", "x", "", "a" * 10_000])
def test_what_is_far_is_not_suggested(name: str) -> None:
    assert nearest(name, KNOWN) is None
    assert meant(name, KNOWN) == ""


def test_the_beginning_that_all_names_share_makes_no_slip() -> None:
    assert misspelt("verfuegung-extra", KNOWN) is None
    assert misspelt("verfuegung-zahlnug", KNOWN) == "verfuegung-zahlung"
