"""The shipped content with invented carriers against whose letters other remedies lie.

The grant rests on law of the Eingliederungshilfe and is refused for other carriers. Here the type
is opened to them, as a later type of their own will be: what is tried is the Belehrung alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from cases import ROOT, Case, example
from letters import GRANT, content

from docgen.dataset import Problems, load_validators
from docgen.pipeline import Content
from docgen.routes import CarrierKind, Remedy, Route, Seat, load_kinds

CARD: Final = "mit der elektronischen Gesundheitskarte in der App der Kasse"
COURT_AT_SEAT: Final = Seat("Sozialgericht Musterstadt", "Beispielweg 2", "04107", "Leipzig")
ADMINISTRATIVE_COURT: Final = Seat("Verwaltungsgericht Musterstadt", "Allee 9", "04105", "Leipzig")
COURT_OF_RESIDENCE: Final = {
    "name": "Sozialgericht Wohnort",
    "strasse": "Hofgasse 3",
    "plz": "01067",
    "ort": "Dresden",
}


@cache
def kinds() -> Mapping[str, CarrierKind]:
    """The shipped kinds of carriers."""
    problems = Problems()
    found = load_kinds(ROOT, load_validators(ROOT / "schemas" / "data"), problems)
    assert problems.sentences == []
    return found


def _route(kind: str, remedy: Remedy, court: Seat | None = None) -> Route:
    return Route(kinds()[kind], remedy, court)


@cache
def routes() -> Mapping[str, Route]:
    """The route of each invented carrier."""
    return {
        "klage-sozialgericht": _route("eingliederungshilfe", Remedy.KLAGE, COURT_AT_SEAT),
        "krankenkasse": _route("krankenkasse", Remedy.WIDERSPRUCH),
        "pflegekasse": _route("pflegekasse", Remedy.WIDERSPRUCH),
        "jugendamt": _route("jugendamt", Remedy.WIDERSPRUCH),
        "integrationsamt": _route("integrationsamt", Remedy.WIDERSPRUCH),
        "klage-jugendamt": _route("jugendamt", Remedy.KLAGE, ADMINISTRATIVE_COURT),
    }


@cache
def routed(demail: str | None = None) -> Content:
    """The shipped content and the invented carriers; demail: an address all of them have."""
    shipped = content().carriers["ksv-sachsen"]
    carriers = dict(content().carriers)
    for name, route in routes().items():
        card = CARD if route.kind.health_card else None
        profiles = tuple(
            replace(row, value=replace(row.value, route=route, health_card=card, demail=demail))
            for row in shipped.profiles
        )
        carriers[name] = replace(shipped, id=name, profiles=profiles)
    granted = replace(content().doctypes[GRANT], carrier_kinds=frozenset(kinds()))
    return replace(content(), carriers=carriers, doctypes={GRANT: granted})


def decided_by(carrier: str, case: Case | None = None) -> Case:
    """The example as one of these carriers would decide it; the court is that of the residence."""
    decided = case or example()
    decided["traeger"] = carrier
    for service in decided["leistungen"]:
        service["traeger"] = carrier
    if carrier == "klage-sozialgericht":
        decided["entscheidung"]["gericht"] = dict(COURT_OF_RESIDENCE)
    return decided
