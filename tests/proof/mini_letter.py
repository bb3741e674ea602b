"""A small letter as data, its obligations, and its making into real files.

Nothing of docgen draws it: HTML by hand, also for WeasyPrint; python-docx for DOCX.
"""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from docgen.obligations import Evidence, Expected, Obligation, Obligations, ValueKind
from docgen.provenance import write_provenance

FONTS = Path(__file__).parents[2] / "templates" / "layouts" / "fonts"
AUTHORITY = "Kommunaler Sozialverband Sachsen"
SEAT = "Humboldtstraße 18, 04105 Leipzig"
RUNNING_LINE = "Laufende Zeile vom 24. Dezember 1999, 99,99 Euro"
FOOTER = f"{RUNNING_LINE} Seite … von …"
FILLER = "Wir haben alles geprüft, was Sie uns geschickt haben, und es mit Ihnen besprochen. "
NOTE = (
    "Frau Beispiel zahlt 512,00 Euro für ihre Wohnung {{warm}}; dort wohnt sie seit dem 3. Mai "
    "2019. Das Geld kommt von DE68 2105 0170 0012 3456 78."
)


@dataclass(frozen=True)
class Block:
    """One unit to print. kind: kopf, h1, h2, p, punkt (numbered), li, caption, head, row."""

    kind: str
    text: str = ""
    cells: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """Its text as a reader reads it."""
        return " ".join(self.cells) if self.cells else self.text


LETTER = (
    Block("kopf", AUTHORITY),
    Block("kopf", "Frau\nErika Noa Beispiel\nMusterweg 12\n01067 Dresden"),
    Block("kopf", "Datum: 1. Dezember 2026"),
    Block("h1", "Bescheid über Leistungen zur Teilhabe als Persönliches Budget"),
    Block("p", "Sehr geehrte Frau Beispiel,"),
    Block("h2", "Unsere Entscheidung"),
    Block("punkt", "Sie bekommen vom 1. Januar 2027 bis zum 31.12.2027 ein Persönliches Budget."),
    Block("punkt", "Das Budget beträgt 1.447,80\u00a0Euro im Monat."),
    Block("caption", "Ihr Budget im Monat"),
    Block("head", cells=("Leistung", "Umfang", "Betrag")),
    Block("row", cells=("Assistenz", "4,5 Stunden in der Woche", "967,80 €")),
    Block("row", cells=("Begleitung", "18 Stunden im Monat", "480,00")),
    Block("row", cells=("Summe", "1.447,80")),
    Block("punkt", "Wir zahlen an Erika Noa Beispiel, IBAN DE02 1203 0000 0000 2020 51."),
    Block("punkt", "Rufen Sie uns innerhalb von vier Wochen an."),
    Block("li", "Bringen Sie Ihren Ausweis mit."),
    Block("h2", "Warum wir so entscheiden"),
    Block(
        "p", "Sie haben die Leistung am 2. September 2026 beantragt (§ 29 Abs. 2 Satz 3 SGB IX)."
    ),
    Block("p", f"Eine Stunde kostet 30,00 Euro. {FILLER * 55}Das galt schon am 15. November 2026."),
    Block("p", NOTE),
    Block("h2", "Ihr Recht auf Widerspruch"),
    Block(
        "p",
        "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe "
        f"Widerspruch erheben, schriftlich oder zur Niederschrift: {AUTHORITY}, {SEAT}.",
    ),
    Block("p", "Mit freundlichen Grüßen"),
    Block("p", "Im Auftrag"),
)


def _expected(title: str, kind: ValueKind, value: str) -> Expected:
    return Expected(title.lower(), title, kind, value)


def _duty(duty: str, *evidence: Evidence) -> Obligation:
    return Obligation(duty, f"Titel {duty}", "lesbar", "§ 1 X", f"Folge {duty}.", evidence)


OBLIGATIONS = Obligations(
    doctype="bescheid/muster",
    headings={
        "verfuegung": "Unsere Entscheidung",
        "begruendung": "Warum wir so entscheiden",
        "rechtsbehelf": "Ihr Recht auf Widerspruch",
    },
    items=(
        _duty(
            "behoerde",
            Evidence("briefkopf", "absatz", (_expected("Behörde", ValueKind.NAME, AUTHORITY),)),
        ),
        _duty(
            "empfaenger",
            Evidence(
                "briefkopf",
                "absatz",
                (_expected("Empfängerin", ValueKind.NAME, "Erika Noa Beispiel"),),
            ),
        ),
        _duty(
            "datum",
            Evidence("seite1", "absatz", (_expected("Datum", ValueKind.DATE, "2026-12-01"),)),
        ),
        _duty("bezeichnung", Evidence("ueberall", "abschnitt", (), ((r"\bBescheid über\b",),))),
        _duty(
            "zeitraum",
            Evidence(
                "verfuegung",
                "punkt",
                (
                    _expected("Beginn", ValueKind.DATE, "2027-01-01"),
                    _expected("Ende", ValueKind.DATE, "2027-12-31"),
                ),
                (("Sie bekommen", "Sie erhalten"), ("Persönliches Budget",)),
            ),
        ),
        _duty(
            "betrag",
            Evidence(
                "verfuegung",
                "punkt",
                (_expected("Budget", ValueKind.MONEY, "1447.80"),),
                (("im Monat",),),
            ),
            Evidence("verfuegung", "zeile", (_expected("Budget", ValueKind.MONEY, "1447.80"),)),
        ),
        _duty(
            "assistenz",
            Evidence(
                "verfuegung",
                "zeile",
                (
                    _expected("Leistung", ValueKind.NAME, "Assistenz"),
                    _expected("Umfang", ValueKind.AMOUNT, "4.5 stunde woche"),
                    _expected("Betrag", ValueKind.MONEY, "967.80"),
                ),
            ),
        ),
        _duty(
            "begleitung",
            Evidence(
                "verfuegung",
                "zeile",
                (
                    _expected("Umfang", ValueKind.AMOUNT, "18 stunde monat"),
                    _expected("Betrag", ValueKind.MONEY, "480.00"),
                ),
            ),
        ),
        _duty(
            "konto",
            Evidence(
                "verfuegung",
                "punkt",
                (
                    _expected("Konto", ValueKind.IBAN, "DE02120300000000202051"),
                    _expected("Inhaberin", ValueKind.NAME, "Erika Noa Beispiel"),
                ),
            ),
        ),
        _duty(
            "anruf",
            Evidence(
                "verfuegung",
                "punkt",
                (_expected("Wochen", ValueKind.NUMBER, "4"),),
                (("innerhalb von",),),
            ),
        ),
        _duty("ausweis", Evidence("verfuegung", "punkt", (), (("Ausweis",),))),
        _duty(
            "antrag",
            Evidence(
                "begruendung",
                "absatz",
                (
                    _expected("Antrag", ValueKind.DATE, "2026-09-02"),
                    _expected("Norm", ValueKind.NORM, "§ 29 Abs. 2 Satz 3 SGB IX"),
                ),
            ),
        ),
        _duty(
            "stundensatz",  # its paragraph goes over a page; it needs both ends of it
            Evidence(
                "begruendung",
                "absatz",
                (
                    _expected("Satz", ValueKind.MONEY, "30.00"),
                    _expected("Seit", ValueKind.DATE, "2026-11-15"),
                ),
            ),
        ),
        _duty(
            "ermittelt",
            Evidence("begruendung", "absatz", (_expected("Text", ValueKind.TEXT, NOTE),)),
        ),
        _duty(
            "frist",
            Evidence(
                "rechtsbehelf",
                "absatz",
                (_expected("Monate", ValueKind.NUMBER, "1"),),
                (("innerhalb eines Monats",), ("Bekanntgabe",)),
            ),
        ),
        _duty(
            "stelle",
            Evidence(
                "rechtsbehelf",
                "absatz",
                (
                    _expected("Behörde", ValueKind.NAME, AUTHORITY),
                    _expected("Sitz", ValueKind.TEXT, SEAT),
                ),
            ),
        ),
        Obligation("endgueltig", "Kein Vorbehalt", "abwesend", "", "", (), (r"\bvorläufig\b",)),
        Obligation("innen", "Intern", "intern", "", ""),
    ),
    amounts=("1447.80", "967.80", "480.00", "30.00"),
    dates=("2026-12-01", "2027-01-01", "2027-12-31", "2026-09-02", "2026-11-15"),
    ibans=("DE02120300000000202051",),
    literals=(NOTE, "Noa", "1", "12", "Erika Noa Beispiel", "Musterweg 12"),
)


def provenance(
    letter: Iterable[Block] = LETTER,
    obligations: Obligations = OBLIGATIONS,
    state: str = "fertig",
) -> str:
    """The provenance of a letter, as a renderer would embed it."""
    return write_provenance(
        {
            "docgen": "0",
            "typ": obligations.doctype,
            "zustand": state,
            "pflichten": obligations.to_json(),
            "kopf": [block.printed for block in letter if block.kind == "kopf"],
            "text": [block.printed for block in letter if block.kind != "kopf"],
            "fuss": FOOTER,
        }
    )


def changed(before: str, after: str, letter: tuple[Block, ...] = LETTER) -> tuple[Block, ...]:
    """The letter with one text replaced wherever it stands; it must stand somewhere."""
    result = tuple(
        replace(
            block,
            text=block.text.replace(before, after),
            cells=tuple(cell.replace(before, after) for cell in block.cells),
        )
        for block in letter
    )
    assert result != letter, before
    return result


def lacking(start: str, letter: tuple[Block, ...] = LETTER) -> tuple[Block, ...]:
    """The letter without the one block that starts so."""
    result = tuple(block for block in letter if not block.printed.startswith(start))
    assert len(result) == len(letter) - 1, start
    return result


def beside(start: str, *added: Block) -> tuple[Block, ...]:
    """The letter with blocks added behind the one that starts so."""
    index = next(i for i, block in enumerate(LETTER) if block.printed.startswith(start))
    return (*LETTER[: index + 1], *added, *LETTER[index + 1 :])


# --- PDF -----------------------------------------------------------------------------------------


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style(points: float) -> CSS:
    return CSS(
        string=f"""
        @font-face {{ font-family: T; src: url("{(FONTS / "NotoSans-Regular.ttf").as_uri()}") }}
        @page {{
          size: A4; margin: 25mm 20mm 25mm 25mm;
          @bottom-left {{ content: "{RUNNING_LINE}" }}
          @bottom-right {{ content: "Seite " counter(page) " von " counter(pages) }}
        }}
        html {{ font: {points:g}pt/1.4 T; overflow-wrap: anywhere }}
        p, ol, ul {{ margin: 0 0 0.7em }}
        table {{ width: 100%; table-layout: fixed }}
        """,
        font_config=_fonts(),
    )


def make_pdf_of_html(html: str, *, points: float = 11, embedded: str | None = None) -> bytes:
    """A tagged PDF of a body."""
    document = HTML(string=f'<!doctype html><html lang="de"><title>Titel</title>{html}')
    attachments = (
        [] if embedded is None else [Attachment(string=embedded, name="docgen-herkunft.json")]
    )
    pdf: bytes = document.write_pdf(
        stylesheets=[_style(points)],
        font_config=_fonts(),
        pdf_variant="pdf/ua-1",
        attachments=attachments,
    )
    return pdf


def make_pdf(
    letter: Iterable[Block] = LETTER, *, points: float = 11, embedded: str | None = None
) -> bytes:
    """A letter as tagged PDF."""
    return make_pdf_of_html(_html(letter), points=points, embedded=embedded)


_PARENT = {"punkt": "ol", "li": "ol", "caption": "ol", "head": "ol", "row": "ol"}


def _html(letter: Iterable[Block]) -> str:
    """Rulings are items of one list, with the paragraphs, lists and tables that follow them."""
    parts: list[str] = []
    open_tags: list[str] = []

    def close(*until: str) -> None:
        while open_tags and open_tags[-1] not in until:
            parts.append(f"</{open_tags.pop()}>")

    def enter(tag: str) -> None:
        if tag not in open_tags:
            open_tags.append(tag)
            parts.append(f"<{tag}>")

    for block in letter:
        text = escape(block.text).replace("\n", "<br>")
        match block.kind:
            case "kopf":
                parts.append(f"<div>{text}</div>")
            case "punkt":
                close("ol")
                enter("ol")
                enter("li")
                # A bold word in the line must not part it.
                first, _, rest = text.partition(" ")
                parts.append(f"<p>{first} <b>{rest[:4]}</b>{rest[4:]}</p>")
            case "li":
                close("li")
                parts.append(f"<ul><li>{text}</li></ul>")
            case "caption":
                close("li")
                enter("table")
                parts.append(f"<caption>{text}</caption>")
            case "head":
                enter("table")
                cells = "".join(f"<th>{escape(cell)}</th>" for cell in block.cells)
                parts.append(f"<thead><tr>{cells}</tr></thead>")
            case "row":
                enter("table")
                enter("tbody")
                cells = "".join(f"<td>{escape(cell)}</td>" for cell in block.cells)
                parts.append(f"<tr>{cells}</tr>")
            case tag:
                close()
                parts.append(f"<{tag}>{text}</{tag}>")
    close()
    return "".join(parts)


# --- DOCX ----------------------------------------------------------------------------------------


def make_docx(letter: Iterable[Block] = LETTER, *, embedded: str | None = None) -> bytes:
    """A letter as DOCX: the authority in the header of the first page."""
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = FOOTER
    styles = {"h1": "Title", "h2": "Heading 2", "punkt": "List Number", "li": "List Bullet"}
    table: Any = None
    for block in letter:
        if block.cells:
            if table is None:
                table = document.add_table(rows=0, cols=3)
            for cell, text in zip(table.add_row().cells, block.cells, strict=False):
                cell.text = text
            continue
        table = None
        if block.text == AUTHORITY:
            section.first_page_header.paragraphs[0].text = block.text
        elif block.kind == "caption":
            document.add_paragraph(block.text, style="Caption")
        else:
            paragraph = document.add_paragraph(style=styles.get(block.kind))
            first, _, rest = block.text.partition(" ")
            paragraph.add_run(f"{first} " if rest else first)
            paragraph.add_run(rest[:4]).bold = True
            paragraph.add_run(rest[4:])
    return save_docx(document, embedded)


def save_docx(document: Document, embedded: str | None = None) -> bytes:
    """The bytes of a python-docx document, with a provenance."""
    file = io.BytesIO()
    document.save(file)
    if embedded is not None:
        with zipfile.ZipFile(file, "a") as package:
            package.writestr(
                "customXml/item7.xml",
                f'<herkunft xmlns="urn:docgen:herkunft">{escape(embedded)}</herkunft>',
            )
    return file.getvalue()


# --- HTML ----------------------------------------------------------------------------------------

STYLE = "p { margin: 0 }"
_ON_SCREEN = {
    "<div>": "<p>",
    "</div>": "</p>",
    "<b>": "<strong>",
    "</b>": "</strong>",
    "<table>": "<div><table>",
    "</table>": "</table></div>",
}


def make_html_of_body(body: str, *, style: str = STYLE, embedded: str | None = None) -> bytes:
    """A file for the screen that has only its own style and this body."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    script = "" if embedded is None else embedded.replace("<", "\\u003c")
    parts = (
        '<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>Titel</title>\n<style>{style}</style>\n",
        f'<script type="application/json" id="docgen-herkunft">{script}</script>\n' * bool(script),
        f"</head>\n<body>\n{body}\n</body>\n</html>\n",
    )
    return "".join(parts).encode()


def make_html(letter: Iterable[Block] = LETTER, *, embedded: str | None = None) -> bytes:
    """A letter for the screen."""
    body = _html(letter)
    for paper, screen in _ON_SCREEN.items():
        body = body.replace(paper, screen)
    return make_html_of_body(body, embedded=embedded)


MAKERS = {"pdf": make_pdf, "docx": make_docx, "html": make_html}
