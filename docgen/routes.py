"""Which remedy there is against a letter, and before which court: by the kind of carrier.

Source: § 51 Abs. 1 SGG (which courts judge), § 62 SGB X (SGG or VwGO), § 78 SGG and § 68 VwGO
(whether a Widerspruch comes first); the kinds stand in `law/traegerarten.yaml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from docgen.dataset import Problems, read_yaml
from docgen.nearest import meant

_KIND: Final = "eingliederungshilfe"
"""What a carrier is that does not say."""


class Court(StrEnum):
    """Which court judges."""

    SOZIALGERICHT = "sozialgericht"
    VERWALTUNGSGERICHT = "verwaltungsgericht"

    def has(self, name: str) -> bool:
        """Tell whether a court of this name is one of these."""
        return name.casefold().startswith(self.value)


class Remedy(StrEnum):
    """What a person does first who does not agree."""

    WIDERSPRUCH = "widerspruch"
    KLAGE = "klage"


@dataclass(frozen=True, slots=True)
class CarrierKind:
    """What a carrier is by law.

    health_card: whether the insured prove who they are with their health card, too. vouchers:
    whether its share of a budget is given as vouchers. committee: whether a committee always
    decides on a Widerspruch first. source: the statute.
    """

    id: str
    title: str
    court: Court
    health_card: bool
    vouchers: bool
    committee: bool
    source: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A court with its address, as printed."""

    name: str
    street: str
    postcode: str
    town: str


@dataclass(frozen=True, slots=True)
class Route:
    """The way against a carrier's letters in one period; court: the one at the carrier's seat."""

    kind: CarrierKind
    remedy: Remedy
    court: Seat | None


def load_kinds(
    root: Path, schemas: Mapping[str, Draft202012Validator], problems: Problems
) -> dict[str, CarrierKind]:
    """Read `law/traegerarten.yaml` below a content root."""
    tree = read_yaml(root, "law/traegerarten.yaml", schemas["kinds"], problems)
    if tree is None:
        return {}
    if _KIND not in tree.value:
        problems.add(tree.name, f"Die Art „{_KIND}“ fehlt; sie gilt, wo ein Träger keine nennt.")
    return {
        name: CarrierKind(
            id=name,
            title=row["titel"],
            court=Court(row["gericht"]),
            health_card=row.get("gesundheitskarte", False),
            vouchers=row.get("nur_gutschein", False),
            committee=row.get("widerspruchsausschuss", False),
            source=row["quelle"],
        )
        for name, row in tree.value.items()
    }


def read_route(
    row: Mapping[str, Any],
    kinds: Mapping[str, CarrierKind],
    place: Callable[[str], str],
    problems: Problems,
) -> Route | None:
    """Read the route of one period of a carrier; None where its kind is not known.

    place gives file and line of a key of the row.
    """
    named = row.get("art", _KIND)
    kind = kinds.get(named)
    if kind is None:
        known = ", ".join(sorted(kinds))
        problems.add(
            place("art"), f"Diese Art gibt es nicht.{meant(named, kinds)} Bekannt sind: {known}."
        )
        return None
    remedy = Remedy(row.get("rechtsbehelf", Remedy.WIDERSPRUCH))
    court = row.get("gericht")
    if remedy is Remedy.KLAGE and kind.committee:
        sentence = f"{kind.title}: Ein Widerspruch geht immer voraus ({kind.source})."
        problems.add(place("rechtsbehelf"), sentence)
    if remedy is Remedy.KLAGE and court is None:
        sentence = "Bei „rechtsbehelf: klage“ fehlt „gericht“: das Gericht am Sitz der Behörde."
        problems.add(place("rechtsbehelf"), sentence)
    if remedy is Remedy.WIDERSPRUCH and court is not None:
        sentence = "„gericht“ steht nur bei „rechtsbehelf: klage“ im Schreiben."
        problems.add(place("gericht"), sentence)
    if court is not None and not kind.court.has(court["name"]):
        sentence = f"Zuständig ist ein {kind.court.value.capitalize()} ({kind.source})."
        problems.add(place("gericht"), sentence)
    if "gesundheitskarte" in row and not kind.health_card:
        sentence = "Die Gesundheitskarte weist nur gegenüber der eigenen Krankenkasse aus."
        problems.add(place("gesundheitskarte"), sentence)
    return Route(kind, remedy, _seat(court) if court else None)


def _seat(court: Mapping[str, Any]) -> Seat:
    address = court["anschrift"]
    return Seat(court["name"], address["strasse"], address["plz"], address["ort"])
