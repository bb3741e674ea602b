"""What goes wrong at the upload form, in plain German: its status, its heading, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from docgen.findings import Finding
from docgen.proof import LARGEST_FILE


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of trouble. retry_seconds: when the same may succeed, None where it will not.

    shows_text: the case stands open on the page, because it is what has to be looked at next.
    """

    status: int
    heading: str
    advice: str
    retry_seconds: int | None = None
    shows_text: bool = False


class Trouble(Enum):
    """All kinds of trouble."""

    UNREADABLE = Kind(
        400,
        "Das Formular kam unvollständig an",
        "Bitte öffnen Sie die Startseite, und senden Sie den Fall noch einmal.",
    )
    NO_LETTER = Kind(
        400,
        "Es wurde keine Datei gewählt",
        "Bitte wählen Sie auf der Startseite das fertige Schreiben aus, das geprüft werden soll.",
    )
    NO_SUCH_TYPE = Kind(
        404,
        "Diese Art von Schreiben gibt es hier nicht",
        "Bitte wählen Sie eine der Arten aus der Liste.",
    )
    NO_SUCH_FORMAT = Kind(
        404,
        "Dieses Dateiformat gibt es hier nicht",
        "Möglich sind PDF, Word (DOCX) und ZIP. Bitte wählen Sie eines davon.",
    )
    NO_SUCH_EXAMPLE = Kind(
        404,
        "Dieses Beispiel gibt es hier nicht",
        "Bitte wählen Sie eines der Beispiele aus der Liste.",
    )
    NO_SUCH_HINT = Kind(
        404,
        "Diesen Hinweis gibt es nicht mehr",
        "Der Fall hat sich geändert. Bitte prüfen Sie ihn noch einmal.",
    )
    METHOD = Kind(
        405,
        "Diese Seite lässt sich so nicht öffnen",
        "Sie entsteht erst, wenn Sie auf der Startseite einen Fall prüfen. Gespeichert wird er "
        "nicht.",
    )
    CHANGED = Kind(
        409,
        "Der Fall wurde geändert und ist noch nicht geprüft",
        "Es wurde nichts heruntergeladen und nichts bestätigt. Ihre Änderung steht unten im "
        "Textfeld. Bitte prüfen Sie den Fall zuerst noch einmal.",
        shows_text=True,
    )
    TOO_SLOW = Kind(
        408,
        "Der Fall kam zu langsam an",
        "Bitte prüfen Sie Ihre Verbindung, und senden Sie den Fall noch einmal.",
    )
    TOO_LARGE = Kind(
        413,
        "Die Datei ist zu groß",
        "Ein Fall darf höchstens 1 MB groß sein. Bitte prüfen Sie, ob Sie die richtige Datei "
        "gewählt haben.",
        shows_text=True,
    )
    LETTER_TOO_LARGE = Kind(
        413,
        "Die Datei ist zu groß",
        f"Ein fertiges Schreiben darf höchstens {LARGEST_FILE // 1_000_000} MB groß sein. Bitte "
        "prüfen Sie, ob Sie die richtige Datei gewählt haben.",
    )
    MEDIA = Kind(
        415,
        "So kann der Fall nicht gelesen werden",
        "Bitte senden Sie ihn mit dem Formular auf der Startseite.",
    )
    WRONG_FILE = Kind(
        422,
        "Die gewählte Datei ist keine Falldatei",
        "Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben.",
        shows_text=True,
    )
    INTERNAL = Kind(
        500,
        "Das hat nicht geklappt",
        "Der Fehler liegt nicht an Ihrem Fall. Es wurde nichts geschrieben. Bitte melden Sie "
        "Ihrer IT, dass docgen auf einen unerwarteten Fehler gestoßen ist.",
    )
    MEMORY = Kind(
        500,
        "Das Schreiben braucht zu viel Speicher",
        "Die Arbeit wurde beendet, und es wurde nichts geschrieben. Bitte kürzen Sie sehr lange "
        "Texte. Hilft das nicht, wenden Sie sich bitte an Ihre IT.",
    )
    PROOF = Kind(
        500,
        "Das fertige Schreiben war nicht vollständig",
        "Der Fehler liegt an docgen und nicht an Ihrem Fall. Das Schreiben wurde verworfen. Bitte "
        "geben Sie die Befunde unten an Ihre IT weiter.",
    )
    BUSY = Kind(
        503,
        "Gerade ist zu viel zu tun",
        "Bitte versuchen Sie es in einigen Sekunden noch einmal.",
        5,
    )
    TIME = Kind(
        504,
        "Das Schreiben braucht zu lange",
        "Die Arbeit wurde beendet, und es wurde nichts geschrieben. Bitte kürzen Sie sehr lange "
        "Texte. Hilft das nicht, wenden Sie sich bitte an Ihre IT.",
    )


class RefusedError(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, trouble: Trouble, findings: Iterable[Finding] = ()) -> None:
        """Say what happened; its text names only the kind, never a case."""
        super().__init__(trouble.name)
        self.trouble = trouble
        self.findings = tuple(findings)
