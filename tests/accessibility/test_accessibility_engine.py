"""What WeasyPrint writes by itself and validators of PDF/UA let pass is seen here."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from docgen.accessibility import check_accessibility

FONT: Final = Path(__file__).parents[2] / "templates" / "layouts" / "fonts" / "NotoSans-Regular.ttf"
LOOK: Final = f"""
@font-face {{ font-family: Noto; src: url({FONT.as_uri()}) }}
@page {{ size: A5; margin: 2cm;
         @bottom-center {{ content: "Seite " counter(page) " von " counter(pages) }} }}
body {{ font: 11pt/1.4 Noto; hyphens: auto }}
"""
TEXT: Final = "Die Eingliederungshilfeleistungsberechtigten wohnen in Mehrgenerationenhäusern. "
ROW: Final = "<tr><th scope=row>Assistenz</th><td>100 Euro</td></tr>"
LETTER: Final = f"""<!DOCTYPE html><html lang=de><head><title>Bescheid</title></head><body>
<h1>Bescheid</h1><p>Frau<br>Beispiel</p><h3>Gründe</h3><p>{TEXT * 4}</p>
<table><caption>Beträge</caption><thead><tr><th>Leistung</th><th>Betrag</th></tr></thead>
<tbody>{ROW * 30}</tbody></table>
<ol><li>Erstens<ul><li>Innen</li></ul></li><li>Zweitens</li></ol>
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>
</body></html>"""


@cache
def codes() -> frozenset[str]:
    fonts = FontConfiguration()
    written = HTML(string=LETTER).write_pdf(
        stylesheets=[CSS(string=LOOK, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return frozenset(one.code for one in check_accessibility(written))


@pytest.mark.parametrize(
    ("code", "defect"),
    [
        ("zugang.inhalt_ohne_element", "running lines whose tags the root does not reach"),
        ("zugang.element_geteilt", "a table that is two at a page break"),
        ("zugang.tabelle_kopf_wiederholt", "its head as content on both pages"),
        ("zugang.tabelle_kopf", "header cells without Scope"),
        ("zugang.kennung", "ids without an IDTree"),
        ("zugang.worttrennung", "hyphens baked into the text"),
        ("zugang.element_leer", "line breaks as empty elements"),
        ("zugang.liste_zaehlung", "numbers that do not count"),
        ("zugang.liste_aufbau", "a list between the items of another"),
        ("zugang.bild_ohne_text", "a drawing without words"),
        ("zugang.bild_rahmen", "its box in other units"),
        ("zugang.ueberschrift_sprung", "a level of headings left out"),
    ],
)
def test_a_defect_of_the_engine_is_seen(code: str, defect: str) -> None:
    assert code in codes(), defect
