"""What cases can be like together: what the schema of a letter rules out is never thought of."""

import pytest

from docgen.doctypes import Form
from docgen.editing.worlds import Worlds
from docgen.pipeline import Content, load_content

GRANT = "bescheid/bewilligung"


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def worlds(content: Content, form: Form | None) -> Worlds:
    return Worlds(content, GRANT, form, content.schemas.schema(GRANT))


@pytest.mark.parametrize("form", Form)
def test_who_pays_nothing_has_a_reason(content: Content, form: Form) -> None:
    """The schema asks for the reason where there is no contribution, unless it was computed."""
    reasons = ("kein_beitrag_begruendet", "kein_beitrag_berechnet")
    found = [dict(one.answers) for one in worlds(content, form).over(["kein_beitrag", *reasons])]

    assert len(found) == 3
    for answers in found:
        assert sum(answers[one] for one in reasons) == answers["kein_beitrag"]


@pytest.mark.parametrize("form", Form)
def test_a_contribution_comes_with_its_notice(content: Content, form: Form) -> None:
    due = list(worlds(content, form).over((), ["beitragsbescheid"], {"beitrag_festgesetzt": True}))

    assert [one.unstated for one in due] == [frozenset()]


def test_a_draft_may_lack_all_that_a_letter_needs(content: Content) -> None:
    needed = ("beginn", "zustimmung_datum", "beeintraechtigung", "zielvereinbarung_datum")
    for fact in needed:
        letter = worlds(content, Form.SIE).over((), [fact])
        draft = worlds(content, None).over((), [fact])

        assert not any(one.unstated for one in letter)
        assert any(one.unstated for one in draft)


def test_what_is_open_stands_on_drafts_only(content: Content) -> None:
    assert not worlds(content, Form.SIE).possible({"beitrag_offen": True})
    assert worlds(content, None).possible({"beitrag_offen": True})


def test_the_form_follows_from_the_representative(content: Content) -> None:
    assert not worlds(content, Form.SIE).possible({"vertreten": True})
    assert not worlds(content, Form.NAME).possible({"vertreten": False})
    (found,) = worlds(content, Form.NAME).over((), ["vertretung_art"])

    assert found.unstated == frozenset()


def test_opposites_never_hold_together(content: Content) -> None:
    for form in (*Form, None):
        assert not worlds(content, form).possible({"befristet": True, "unbefristet": True})
        assert not worlds(content, form).possible({"befristet": False, "unbefristet": False})


def test_amounts_and_days_are_compared_both_ways(content: Content) -> None:
    asked = ("vergleich_ueberschritten", "beginn_wie_gewuenscht", "zahltag_am_ersten")
    for name in asked:
        for answer in (True, False):
            assert worlds(content, Form.SIE).possible({name: answer})
