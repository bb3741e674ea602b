"""What would be something else in XML, Jinja, Markdown or Word stands literally, or is refused."""

import pytest
from cases import example, raw, squeezed
from service import DOCUMENT, Service

from docgen.proof import read_file

LITERAL = {
    "XML": "A & B <w:p/> ]]> <script>x</script> <img src=file:///etc/passwd>",
    "Jinja": "{{7*7}} {_{7*7}_} {% raw %} {{ cycler.__init__.__globals__ }}",
    "long word": "Donaudampfschiff" * 12,
    "DIN 91379": "ẞ Đ Łódź Ž̦ Ñandú",
}
REFUSED = {
    "NUL": ("a\x00b", "zeichen.steuerzeichen"),
    "form feed": ("a\x0cb", "zeichen.steuerzeichen"),
    "bidi": ("a\u202eb", "zeichen.unsichtbar"),
    "zero width": ("a\u200bb", "zeichen.unsichtbar"),
    "emoji": ("😀", "zeichen.nicht_druckbar"),
    "Arabic": ("سلام", "zeichen.nicht_druckbar"),
}


@pytest.mark.parametrize("name", LITERAL)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_text_stands_literally_on_the_letter(name: str, ending: str, service: Service) -> None:
    case = example()
    case["person"]["nachname"] = LITERAL[name][:80].strip()
    case["begruendung"]["wunsch"] = {"sie": f"{LITERAL[name]}."}

    answer = service.post(f"{DOCUMENT}?format={ending}", raw(case))

    assert answer.status_code == 200, answer.text
    page = squeezed("".join(unit.text for unit in read_file(answer.content).units))
    assert squeezed(LITERAL[name]) in page


@pytest.mark.parametrize("name", REFUSED)
def test_a_sign_no_letter_may_hold_is_refused_at_its_place(name: str, service: Service) -> None:
    text, code = REFUSED[name]
    case = example()
    case["person"]["nachname"] = text

    problem = service.post(DOCUMENT, raw(case)).json()

    assert (code, "/person/nachname") in [
        (one["code"], one["pointer"]) for one in problem["errors"]
    ]
    assert text not in str(problem)


def test_a_hundred_sentences_and_fifty_services_are_written(service: Service) -> None:
    case = example()
    del case["kontrolle"]
    case["budget"]["vergleichsbetrag"] = "99999.00"
    case["begruendung"]["beeintraechtigung"]["sie"] = "Wege sind unsicher. " * 99 + "Ende."
    [_, second] = case["leistungen"]
    case["leistungen"] = [second | {"id": f"leistung-{number}"} for number in range(50)]

    assert service.post(f"{DOCUMENT}?format=zip", raw(case)).status_code == 200
