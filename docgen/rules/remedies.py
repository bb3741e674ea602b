"""Before which court a person sues, where no Widerspruch comes first."""

from collections.abc import Iterator
from typing import Final

from docgen.findings import Finding
from docgen.routes import Court, Remedy
from docgen.rules.matter import Matter

_PLACE: Final = "/entscheidung/gericht"


def court(matter: Matter) -> Iterator[Finding]:
    """The court is named, is one of the right kind, and the right one (§ 57 SGG, § 52 VwGO)."""
    profile, named = matter.profile(), matter.case.get(_PLACE)
    if profile is None:
        return
    route = profile.route
    is_abroad = matter.case.get("/person/anschrift/land") is not None
    if route.remedy is Remedy.WIDERSPRUCH:
        if named is not None:
            yield matter.find("gericht.nicht_genannt", _PLACE)
        return
    if route.kind.court is Court.SOZIALGERICHT:
        if named is None and not is_abroad:
            yield matter.find("gericht.fehlt", _PLACE, norm="gericht_am_ort")
        if named is not None and is_abroad and route.court is not None:
            code, seat = "gericht.am_sitz_der_behoerde", route.court.name
            yield matter.find(code, _PLACE, norm="gericht_am_ort", gericht=seat)
    name = matter.case.get(f"{_PLACE}/name")
    if isinstance(name, str) and not route.kind.court.has(name):
        right, source = route.kind.court.value.capitalize(), route.kind.source
        place = f"{_PLACE}/name"
        yield matter.find("gericht.falsch", place, norm="rechtsweg", richtig=right, quelle=source)
