"""One full letter about an invented person, shaped like the model letter; and warm renderers."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from docgen.letter import (
    Block,
    BulletList,
    Column,
    Inline,
    Letter,
    Letterhead,
    Paragraph,
    Row,
    Ruling,
    Run,
    Section,
    Table,
)
from docgen.render import DocxRenderer, HtmlRenderer, PdfRenderer, TextRenderer

LAYOUTS = Path(__file__).parents[2] / "templates" / "layouts"
PROVENANCE = '{"docgen":"0.1.0","bausteine":["gruss","k01"],"zeichen":"ä & <w:p/> ]]>"}'

HOSTILE = (
    "{{7*7}}",
    "{_{7*7}_}",
    "{% raw %}",
    "A & B",
    "&amp;",
    "<w:p/>",
    "]]>",
    "<script>x</script>",
    "${x}",
    "# X",
    "\\n",
)
HOSTILE_PLACES = 9
"""In so many places the hostile letter prints each of them."""


@cache
def pdf_renderer() -> PdfRenderer:
    """Give the one renderer the tests share, as a warm process would."""
    return PdfRenderer(LAYOUTS)


@cache
def docx_renderer() -> DocxRenderer:
    """Give the one renderer the tests share."""
    return DocxRenderer(LAYOUTS)


@cache
def html_renderer() -> HtmlRenderer:
    """Give the one renderer the tests share."""
    return HtmlRenderer(LAYOUTS)


def text_renderer() -> TextRenderer:
    """Give a renderer; it has nothing to load."""
    return TextRenderer()


def text(*parts: str) -> Inline:
    """Runs of `parts`, every second one bold."""
    return tuple(Run(part, bold=bool(index % 2)) for index, part in enumerate(parts) if part)


def paragraph(*parts: str) -> Paragraph:
    """Give a paragraph of `parts`, every second one bold."""
    return Paragraph(text(*parts))


def sample() -> Letter:
    """Give the letter."""
    return Letter(
        title="Bescheid über ein Persönliches Budget",
        author="Landkreis Musterland",
        date="2026-11-23",
        din_form="B",
        letterhead=Letterhead(
            authority=(
                "Landkreis Musterland",
                "Fachdienst Teilhabe",
                "Am Markt 1 · 01234 Musterstadt",
                "www.musterland.example",
            ),
            return_line="Landkreis Musterland · Am Markt 1 · 01234 Musterstadt",
            address=("Frau", "Erika Beispiel", "Lindenweg 12", "01234 Musterstadt"),
            information=(
                ("Aktenzeichen", "50.2-TH-4711/26"),
                ("Auskunft", "Herr Jonas Muster"),
                ("Telefon", "01234 567-890"),
                ("E-Mail", "teilhabe@musterland.example"),
                ("Datum", "23. November 2026"),
            ),
        ),
        subject="Bescheid über Ihr Persönliches Budget",
        reference="Ihr Antrag vom 1. September 2026",
        salutation="Sehr geehrte Frau Beispiel,",
        sections=(
            Section("rahmen", None, (paragraph("über Ihren Antrag haben wir entschieden."),)),
            Section("verfuegung", "Unsere Entscheidung", _decision()),
            Section("nebenbestimmung", "Nebenbestimmungen", _conditions()),
            Section("begruendung", "Begründung", _reasons()),
            Section("hinweis", "Hinweise", _notes()),
            Section("rechtsbehelf", "Rechtsbehelfsbelehrung", _remedies()),
            Section(
                "rahmen",
                None,
                (
                    paragraph("Mit freundlichen Grüßen"),
                    paragraph("Jonas Muster\nSachbearbeiter"),
                    paragraph("", "Anlagen: ", "1 Zielvereinbarung · 2 Berechnung"),
                ),
            ),
        ),
        running_line="Landkreis Musterland · Aktenzeichen 50.2-TH-4711/26",
        provenance=PROVENANCE,
    )


def hostile() -> Letter:
    """Give a letter that holds every hostile value in every kind of place."""
    word = " ".join(HOSTILE)
    table = Table(word, (Column(word, 1),), (Row((word,)),))
    blocks = (
        paragraph(word, word),
        BulletList((text(word),)),
        table,
        Ruling(1, (paragraph(word),)),
    )
    letter = sample()
    return replace(
        letter,
        title=word,
        author=word,
        subject=word,
        reference=word,
        salutation=word,
        running_line=word,
        provenance=word,
        sections=(Section("rahmen", word, blocks),),
        letterhead=Letterhead((word, word), word, (word,), (("Feld", word),)),
    )


def _decision() -> tuple[Ruling, ...]:
    return (
        Ruling(
            1,
            (
                paragraph(
                    "Wir bewilligen Erika Beispiel, geboren am 3. April 1988, ab dem 1. Januar 2027"
                    " ein Persönliches Budget. Es umfasst diese Leistungen:"
                ),
                Table(
                    "Leistungen und Teilbudgets",
                    (
                        Column("Leistung", 40),
                        Column("Umfang", 20),
                        Column("Leistungsträger", 22),
                        Column("Teilbudget im Monat", 18, numeric=True),
                    ),
                    (
                        Row(
                            (
                                "Assistenz im eigenen Wohnraum (§ 113 Abs. 2 Nr. 2 SGB IX)",
                                "12,00 Stunden je Woche",
                                "Landkreis Musterland",
                                "1.985,88 €",
                            )
                        ),
                        Row(
                            (
                                "Begleitung zu Freizeit und Kultur (§ 113 Abs. 2 Nr. 2 SGB IX)",
                                "4,50 Stunden je Woche",
                                "Landkreis Musterland",
                                "447,72 €",
                            )
                        ),
                        Row(("Gesamtbudget", "", "", "2.433,60 €"), total=True),
                    ),
                ),
            ),
        ),
        Ruling(
            2,
            (
                paragraph(
                    "Vom Gesamtbudget ziehen wir Ihren Beitrag von 120,00 € ab. Wir zahlen Ihnen"
                    " deshalb ",
                    "2.313,60 € im Monat",
                    ".",
                ),
            ),
        ),
        Ruling(3, (paragraph("Die Bewilligung ist nicht befristet."),)),
        Ruling(
            4,
            (
                paragraph(
                    "Wir zahlen jeweils am 1. Tag eines Monats, erstmals am 1. Januar 2027. Das"
                    " Geld geht auf das Konto DE02 1203 0000 0000 2020 51 von Erika Beispiel."
                ),
                paragraph("Fällt der Zahltag auf einen Sonntag, zahlen wir am Werktag davor."),
            ),
        ),
        Ruling(
            5,
            (
                paragraph(
                    "Die Zielvereinbarung vom 2. November 2026 ist Bestandteil dieses Bescheids"
                    " (Anlage 1)."
                ),
            ),
        ),
    )


def _conditions() -> tuple[Block | Ruling, ...]:
    return (
        paragraph("Die Bewilligung ist mit diesen Bestimmungen verbunden:"),
        Ruling(
            1,
            (
                paragraph("Sie weisen einmal im Jahr nach, wofür Sie das Geld verwendet haben:"),
                BulletList(
                    (
                        text("welche Leistungen Sie eingekauft haben,"),
                        text("bei ", "wem", " und in welchem Umfang."),
                    )
                ),
            ),
        ),
        Ruling(2, (paragraph("Belege bewahren Sie zwei Jahre lang auf."),)),
    )


def _reasons() -> tuple[Block, ...]:
    return (
        paragraph(
            "",
            "Warum Sie die Leistungen erhalten. ",
            "Sie gehören zu den Personen, die Eingliederungshilfe erhalten können. Denn eine"
            " seelische Beeinträchtigung erschwert es Ihnen seit mehreren Jahren, Ihren Alltag"
            " ohne Unterstützung zu gestalten. Das haben wir am 12. Oktober 2026 festgestellt."
            " (§§ 99, 108 SGB IX)",
        ),
        paragraph(
            "",
            "Welche Unterstützung Sie brauchen. ",
            "Grundlage ist Ihr Gesamtplan vom 26. Oktober 2026. Darin steht, dass Sie im Haushalt,"
            " bei Terminen und in Ihrer Freizeit begleitet werden. Ihr Ziel ist: Sie möchten in"
            " Ihrer Wohnung bleiben und wieder regelmäßig im Chor singen. Sie haben sich gewünscht,"
            " Ihre Assistenz selbst auszusuchen. Diesem Wunsch folgen wir.",
        ),
        paragraph(
            "",
            "Wie wir gerechnet haben. ",
            "Den Rechenweg sehen Sie hier. Ohne Persönliches Budget würden dieselben Leistungen"
            " 2.610,00 € kosten. Ihr Gesamtbudget ist nicht höher.",
        ),
        Table(
            "Rechenweg",
            (Column("Schritt", 34), Column("Rechnung", 44), Column("Ergebnis", 22, numeric=True)),
            (
                Row(("Assistenz", "12,00 Stunden × 38,19 € × 52 ÷ 12", "1.985,88 €")),
                Row(("Begleitung", "4,50 Stunden × 22,96 € × 52 ÷ 12", "447,72 €")),
                Row(("Gesamtbudget", "1.985,88 € + 447,72 €", "2.433,60 €")),
                Row(("Ihr Beitrag", "", "− 120,00 €")),
                Row(("Zahlbetrag im Monat", "", "2.313,60 €"), total=True),
            ),
        ),
        paragraph(
            "",
            "Warum Sie einen Beitrag zahlen. ",
            "Ihr Einkommen im Jahr 2025 lag um 6.012,40 € über der Grenze. Davon tragen Sie zwei"
            " Prozent im Monat, abgerundet auf volle zehn Euro. (§§ 135 bis 137 SGB IX)",
        ),
    )


def _notes() -> tuple[Block, ...]:
    return (
        paragraph(
            "Dieser Abschnitt ordnet nichts an. Er erklärt, was nach dem Gesetz und der"
            " Zielvereinbarung gilt."
        ),
        BulletList(
            (
                text(
                    "",
                    "Bindung: ",
                    "An Ihre Entscheidung für das Persönliche Budget sind Sie sechs Monate"
                    " gebunden. (§ 29 Abs. 1 Satz 6 SGB IX)",
                ),
                text(
                    "",
                    "Überprüfung: ",
                    "Spätestens am 31. Dezember 2028 ermitteln wir mit Ihnen Ihren Bedarf neu.",
                ),
                text(
                    "",
                    "Änderungen: ",
                    "Nach dem Gesetz müssen Sie uns wichtige Änderungen unverzüglich mitteilen,"
                    " also so bald Sie können. Beispiele: Umzug, andere Unterstützung, anderes"
                    " Einkommen. (§ 60 SGB I)",
                ),
                text(
                    "",
                    "Andere Form: ",
                    "Brauchen Sie diesen Bescheid in Großdruck, Braille oder zum Hören? Bitte"
                    " sagen Sie es uns. Das kostet Sie nichts.",
                ),
            )
        ),
    )


def _remedies() -> tuple[Block, ...]:
    return (
        paragraph(
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch"
            " einlegen. Der Widerspruch ist beim Landkreis Musterland, Am Markt 1, 01234"
            " Musterstadt einzulegen:"
        ),
        BulletList((text("schriftlich,"), text("elektronisch oder"), text("zur Niederschrift."))),
        paragraph(
            "Eine einfache E-Mail genügt nicht. Ein im Inland mit der Post übermittelter Bescheid"
            " gilt am vierten Tag nach der Aufgabe zur Post als bekannt gegeben."
        ),
    )
