"""Text keeps inside the margins of every page, the address inside its window; none is hidden."""

import pytest
from mini_letter import make_docx, make_pdf, make_pdf_of_html

from docgen.findings import Finding
from docgen.proof import Reading, misplaced, read_file

MM_LEFT, MM_TOP = 25, 25  # page margins of the test style


def at(left: float, top: float, text: str = "Text", more: str = "") -> str:
    """Text whose line box begins at a place of the page; its line is as high as its glyphs."""
    return (
        f"<div style='position: absolute; white-space: nowrap; font-size: 8pt; line-height: 3mm; "
        f"left: {left - MM_LEFT}mm; top: {top - MM_TOP}mm; {more}'>{text}</div>"
    )


def check_page(reading: Reading, form: str) -> tuple[Finding, ...]:
    """What is said of all text that is misplaced."""
    return tuple(one.finding for one in misplaced(reading, form))


def codes(html: str, form: str = "B") -> list[str]:
    return [one.code for one in check_page(read_file(make_pdf_of_html(html)), form)]


@pytest.mark.parametrize("form", ["A", "B"])
def test_a_letter_inside_its_margins_has_no_finding(form: str) -> None:
    html = at(25, 50) + at(25, 66) + at(125, 50, "Aktenzeichen und noch viel mehr") + at(25, 110)

    assert codes(html, form) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (at(15, 150), "seite.rand_links"),
        (at(190, 150, "Donaudampfschifffahrt"), "seite.rand_rechts"),
        (at(25, 3), "seite.rand_oben"),
        (at(25, 289.5), "seite.rand_unten"),
        (at(60, 50, "Donaudampfschifffahrtsgesellschaft " * 2), "seite.anschrift_zu_breit"),
        (at(25, 89), "seite.anschrift_zu_hoch"),
        (at(25, 93), "seite.anschrift_zu_hoch"),
    ],
)
def test_what_sticks_out_is_reported_once(html: str, expected: str) -> None:
    assert codes(html + html) == [expected]


def test_the_window_of_form_a_lies_higher() -> None:
    assert codes(at(25, 75), "A") == ["seite.anschrift_zu_hoch"]
    assert codes(at(25, 75), "B") == []
    assert codes(at(25, 93), "A") == []


def test_later_pages_have_margins_but_no_window() -> None:
    html = "<p style='break-after: page'>Eins</p><div style='position: relative'>{}</div>"

    assert codes(html.format(at(25, 89))) == []
    (finding,) = check_page(read_file(make_pdf_of_html(html.format(at(5, 150)))), "B")
    assert finding.message == (
        "Auf Seite 2 ragt Text über den linken Rand. Bitte melden Sie das: Das Layout ist zu "
        "ändern."
    )


def test_a_letter_of_too_many_pages_is_reported() -> None:
    pages = "<p style='break-after: page'>Text</p>" * 60

    assert codes(f"{pages}<p>Ende</p>") == ["seite.zu_viele"]
    assert codes(pages) == []


# --- text over text -------------------------------------------------------------------------------

HEIGHT = 0.76 * 8 * 25.4 / 72
"""Of the glyph box of `Ede`, from the height of a capital to the line it stands on, in mm."""


def below(share: float, left: float = 25, text: str = "Ede") -> str:
    """A text, and another that covers a share of its height."""
    return at(25, 150, "Ede Ede") + at(left, 150 + (1 - share) * HEIGHT, text)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (below(1), ["seite.text_ueberdeckt"]),
        (below(0.5), ["seite.text_ueberdeckt"]),
        (below(0.25), ["seite.text_ueberdeckt"]),
        (below(0.15), []),
        (below(0), []),
        (below(1, left=30), ["seite.text_ueberdeckt"]),
        (below(1, left=33), []),
        (below(1, text="i"), []),
        (
            at(25, 150, "Ede Ede") + at(26, 150, "Ede Ede Ede", "font-size: 3pt"),
            ["seite.text_ueberdeckt"],
        ),
    ],
)
def test_what_covers_a_fifth_of_another_text_and_three_millimetres_hides_it(
    html: str, expected: list[str]
) -> None:
    assert codes(html) == expected


def test_all_texts_in_one_place_are_pointed_at_and_no_other() -> None:
    html = at(25, 149, "Oben") + at(25, 150.2, "Mitten") + at(25, 151.4, "Unten")
    html += at(25, 140, "Davor") + at(90, 150, "Daneben") + at(25, 160, "Danach")
    reading = read_file(make_pdf_of_html(html))

    [hidden] = misplaced(reading, "B")

    assert hidden.page == 1
    tops = [(reading.sheets[0].height - box.top) * 25.4 / 72 for box in hidden.boxes]
    assert tops == pytest.approx([149.5, 150.7, 151.9], abs=0.5)


def test_what_leaves_its_place_is_told_alone_on_its_page() -> None:
    pages = "<p style='break-after: page'>Eins</p><div style='position: relative'>{}</div>"
    html = at(15, 150) + below(1) + pages.format(below(1))

    found = misplaced(read_file(make_pdf_of_html(html)), "B")

    assert [(one.page, one.finding.code) for one in found] == [
        (1, "seite.rand_links"),
        (2, "seite.text_ueberdeckt"),
    ]


def test_every_finding_says_how_to_mend_it() -> None:
    html = (
        at(15, 80, "Donaudampfschifffahrtsgesellschaft " * 6) + at(25, 89) + at(25, 2) + at(25, 290)
    )

    findings = check_page(read_file(make_pdf_of_html(html)), "B")

    assert len(findings) == 6
    assert all("Bitte" in one.message and one.is_error for one in findings)


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="'C'"):
        check_page(read_file(make_pdf()), "C")


def test_a_file_without_pages_has_nothing_to_check() -> None:
    assert check_page(read_file(make_docx()), "B") == ()
