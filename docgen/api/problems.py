"""What goes wrong over HTTP, told as RFC 9457: `application/problem+json`, in German.

Each kind has its status, its title, and whether sending the same request again makes sense.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from starlette.responses import Response

from docgen.contract import befund, seitenbild
from docgen.findings import Finding
from docgen.proof import PagePicture

MEDIA_TYPE: Final = "application/problem+json"
URN: Final = "urn:docgen:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem. slug: its name in `type`; retry: whether the same may succeed later."""

    status: int
    slug: str
    title: str
    retry: bool = False


class Trouble(Enum):
    """All kinds of problems."""

    UNREADABLE = Kind(400, "fall-unlesbar", "Die Falldatei lässt sich nicht lesen.")
    BAD_REQUEST = Kind(400, "anfrage-falsch", "Die Anfrage ist nicht richtig gestellt.")
    NOT_FOUND = Kind(404, "nicht-gefunden", "Das gibt es hier nicht.")
    METHOD = Kind(405, "methode-nicht-moeglich", "Diese Methode gibt es hier nicht.")
    NOT_ACCEPTABLE = Kind(406, "format-nicht-moeglich", "In diesem Format gibt es das nicht.")
    TOO_SLOW = Kind(408, "anfrage-zu-langsam", "Die Anfrage kam zu langsam.", retry=True)
    CONTENT_CHANGED = Kind(412, "inhalt-geaendert", "Recht oder Bausteine sind inzwischen andere.")
    TOO_LARGE = Kind(413, "zu-gross", "Die Anfrage ist zu groß.")
    MEDIA = Kind(415, "inhaltstyp-nicht-moeglich", "Diese Art von Inhalt wird nicht gelesen.")
    INCOMPLETE = Kind(422, "fall-unvollstaendig", "Der Fall hat Fehler; es wurde nichts erzeugt.")
    INTERNAL = Kind(500, "unerwarteter-fehler", "Das war ein Fehler von docgen.")
    PROOF = Kind(500, "nachweis-fehlgeschlagen", "Das fertige Schreiben war nicht vollständig.")
    MEMORY = Kind(500, "speichergrenze", "Das Schreiben braucht mehr Speicher, als es darf.")
    BUSY = Kind(503, "ausgelastet", "Gerade ist zu viel zu tun.", retry=True)
    TIME = Kind(504, "zeitgrenze", "Das Schreiben braucht länger, als es darf.")


class ProblemError(Exception):
    """A request that cannot be answered as asked; becomes a problem for the caller."""

    def __init__(
        self,
        trouble: Trouble,
        detail: str = "",
        *,
        findings: Iterable[Finding] = (),
        pictures: Iterable[PagePicture] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say what happened; `detail` is a German sentence without values of the case.

        pictures: pages on which text that leaves its place is framed.
        """
        super().__init__(trouble.name)
        self.trouble = trouble
        self.detail = detail
        self.findings = tuple(findings)
        self.pictures = tuple(pictures)
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Give the answer."""
        kind: Kind = self.trouble.value
        body: dict[str, Any] = {
            "type": URN + kind.slug,
            "title": kind.title,
            "status": kind.status,
            "detail": self.detail or kind.title,
            "retry": kind.retry,
            "errors": [befund(one) for one in self.findings],
        }
        if self.pictures:
            body["bilder"] = [seitenbild(one) for one in self.pictures]
        return Response(
            json.dumps(body, ensure_ascii=False),
            kind.status,
            {"Cache-Control": "no-store"} | self.headers,
            MEDIA_TYPE,
        )
