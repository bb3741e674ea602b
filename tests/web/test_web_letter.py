"""A finished letter judged at the form: the same verdict as over HTTP, told to a person."""

from io import BytesIO
from typing import Any

import httpx
import pytest
from cases import raw
from docx import Document
from web_pages import ORIGINAL, TYPE, Page, broken_case, uploaded

from docgen.contract import urteil
from docgen.pipeline import Content, generate
from docgen.proof import verify


def judged(client: httpx.Client, data: bytes, name: str = "brief.docx") -> Page:
    return Page(client.post("/pruefung", files={"schreiben": (name, data)}))


@pytest.fixture(scope="module")
def letter(content: Content) -> bytes:
    return generate(content, TYPE, ORIGINAL, ("docx",), access=False).files[0].data


def edited(letter: bytes, old: str, new: str) -> bytes:
    """The letter with one sentence changed by hand."""
    document: Any = Document(BytesIO(letter))
    for run in (run for paragraph in document.paragraphs for run in paragraph.runs):
        run.text = run.text.replace(old, new)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_start_page_offers_it(client: httpx.Client) -> None:
    page = Page(client.get("/"))

    assert "Fertiges Schreiben prüfen" in page.texts("//h2")
    assert page.values("//form[@action='pruefung']//input/@name") == ["schreiben"]


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_an_untouched_letter_is_unchanged(
    ending: str, client: httpx.Client, content: Content
) -> None:
    file = generate(content, TYPE, ORIGINAL, (ending,), access=False).files[0].data
    page = judged(client, file)

    assert (page.answer.status_code, page.heading) == (200, "Das Schreiben ist unverändert")
    assert not page.root.xpath("//li")


def test_a_harmless_change_is_shown_with_before_and_after(
    client: httpx.Client, letter: bytes
) -> None:
    page = judged(client, edited(letter, "Guten Tag Noa", "Hallo Noa"))

    assert page.heading == "Das Schreiben ist geändert und vollständig"
    [change] = page.texts("//li")
    assert change.startswith("Geändert Vorher: Guten Tag Noa")
    assert "Nachher: Hallo Noa" in change


def test_what_is_missing_is_listed_as_the_api_lists_it(client: httpx.Client, letter: bytes) -> None:
    file = edited(letter, "447,80", "500,00")
    page = judged(client, file)

    told = urteil(verify(file))
    assert page.heading == "Das Schreiben ist unvollständig oder falsch"
    assert page.texts("//li[contains(@class, 'error')]/p[1]") == [
        " ".join(one["message"].split()) for one in told["befunde"]
    ]
    assert len(page.texts("//li[contains(@class, 'note')]")) == len(told["aenderungen"]) > 0


def test_a_draft_is_not_to_be_sent(client: httpx.Client) -> None:
    draft = uploaded(client, "/herunterladen", raw(broken_case()), entwurf="pdf").answer.content
    page = judged(client, draft)

    assert page.heading == "Das ist ein Entwurf"
    assert any("nicht versenden" in text for text in page.texts("//p"))


def test_a_file_of_somebody_else_says_nothing(client: httpx.Client) -> None:
    written = BytesIO()
    document: Any = Document()
    document.add_paragraph("<script>alert(1)</script>")
    document.save(written)
    page = judged(client, written.getvalue())

    assert page.heading == "Das Schreiben lässt sich nicht prüfen"


@pytest.mark.parametrize("data", [b"", b"Hallo", ORIGINAL, b"%PDF-1.7"])
def test_what_is_no_letter_cannot_be_read(data: bytes, client: httpx.Client) -> None:
    page = judged(client, data)

    assert (page.answer.status_code, page.heading) == (200, "Die Datei lässt sich nicht lesen")


def test_without_a_file_one_is_asked_for(client: httpx.Client) -> None:
    page = judged(client, b"", name="")

    assert (page.answer.status_code, page.heading) == (400, "Es wurde keine Datei gewählt")


def test_a_file_beyond_the_limit_of_the_api_is_refused(client: httpx.Client) -> None:
    page = judged(client, b"%PDF-".ljust(50_000_001))

    assert (page.answer.status_code, page.heading) == (413, "Die Datei ist zu groß")
    assert any("50 MB" in text for text in page.texts("//p"))


@pytest.mark.parametrize("typed", ["", ORIGINAL.decode()], ids=["alone", "beside a case"])
def test_a_letter_in_the_place_of_a_case_is_shown_the_way(
    typed: str, client: httpx.Client, letter: bytes
) -> None:
    page = uploaded(client, "/vorschau", letter, fall=typed)

    assert page.answer.status_code == 422
    assert any("„Fertiges Schreiben prüfen“" in text for text in page.texts("//li/p"))
    assert page.values("//main//a/@href").count("./#pruefung") == 1
    assert page.case == typed
