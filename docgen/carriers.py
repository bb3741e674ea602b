"""Turn one folder of `carriers/` into what is known of a carrier, each thing with its dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator

from docgen.dataset import Problems, read_yaml
from docgen.law import Row, dated_rows
from docgen.letter import Logo
from docgen.logos import read_logo
from docgen.routes import CarrierKind, Route, read_route


class RoundingMode(StrEnum):
    """Which way an amount is rounded."""

    HALF_UP = "kaufmaennisch"
    UP = "auf"
    DOWN = "ab"


class MonthLength(StrEnum):
    """How many days a month has where only a part of it is paid."""

    CALENDAR = "kalendertage"
    THIRTY = "dreissig_tage"


# What amounts are multiplied with or divided by.
_NEVER_ZERO: Final = (
    "rundung_auf_euro",
    "rundung_stunden",
    "wochenfaktor",
    "tagesfaktor",
    "jahresfaktor",
    "pflegegeld_anteil",
)
# Rules that are a word; all others are numbers.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "rundung_art": tuple(RoundingMode),
    "monatstage": tuple(MonthLength),
}

ASKED_RULES: Final = (*_NEVER_ZERO, *_WORDS, "budgetassistenz", "nachweis_ab_euro")
"""Rules the program asks for by name; letters print others as facts."""
NEEDED_RULES: Final = {
    "rundung_auf_euro": "Ohne sie wird kein Budget berechnet.",
    "wochenfaktor": "Ohne sie wird kein Budget mit Leistungen je Woche berechnet.",
}
"""What a carrier can hardly do without, with what happens then."""


@dataclass(frozen=True, slots=True)
class Adviser:
    """An office that advises independently of the carrier, as printed."""

    name: str
    address: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Name, address and channels of a carrier in one period.

    qes_access, portal, demail and health_card are printed words that say how a document that stands
    for a signed one reaches the carrier; before 2018 there was no such way.
    """

    name: str
    department: str | None
    street: str
    postcode: str
    town: str
    phone: str
    email: str | None
    portal: str | None
    demail: str | None
    qes_access: str | None
    health_card: str | None
    route: Route
    din_form: str
    advisers: tuple[Adviser, ...]
    logo: Logo | None

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines of its letterhead, the name first."""
        lines = (self.name, self.department, self.street, f"{self.postcode} {self.town}")
        return tuple(one for one in lines if one)


@dataclass(frozen=True, slots=True)
class Rate:
    """A price in euro for one unit of `minutes` minutes, or for a month where minutes is None."""

    eur: Decimal
    minutes: int | None


@dataclass(frozen=True, slots=True)
class RateSheet:
    """One kind of rate of a carrier over time."""

    title: str
    rows: tuple[Row[Rate], ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """One carrier: profiles, rate sheets and rules by key, each dated.

    pictures: the files in its folder that its letterheads show.
    """

    id: str
    profiles: tuple[Row[Profile], ...]
    rates: Mapping[str, RateSheet]
    rules: Mapping[str, tuple[Row[str], ...]]
    pictures: frozenset[str]

    def profile(self, day: date) -> Profile | None:
        """Give name and address on a day; None when the folder knows none."""
        return next((row.value for row in reversed(self.profiles) if row.holds_on(day)), None)

    def rule(self, name: str, day: date) -> str | None:
        """Give a rule of the carrier on a day; None when it has none then."""
        row = self._rule_row(name, day)
        return row.value if row else None

    def rule_source(self, name: str, day: date) -> str | None:
        """Give where a rule of the carrier stands; None when it has none then."""
        row = self._rule_row(name, day)
        return row.source if row else None

    def _rule_row(self, name: str, day: date) -> Row[str] | None:
        rows = self.rules.get(name, ())
        return next((row for row in reversed(rows) if row.holds_on(day)), None)


def load_carrier(
    root: Path,
    folder: str,
    schemas: Mapping[str, Draft202012Validator],
    kinds: Mapping[str, CarrierKind],
    problems: Problems,
) -> Carrier | None:
    """Read `carriers/<folder>/carrier.yaml` below a content root; None when it is wrong.

    kinds: the kinds of carriers the law knows.
    """
    tree = read_yaml(root, f"carriers/{folder}/carrier.yaml", schemas["carrier"], problems)
    if tree is None:
        return None
    data = tree.value
    if data["id"] != folder:
        problems.add(tree.place("id"), f"Die Kennung muss wie der Ordner heißen: „{folder}“.")
    for name, rule in data["regeln"].items():
        for number, row in enumerate(rule["fassungen"]):
            if wrong := _wrong_rule(name, row["wert"]):
                problems.add(tree.place("regeln", name, "fassungen", number, "wert"), wrong)
    profiles = []
    for number, row in enumerate(data["fassungen"]):
        row_place = partial(tree.place, "fassungen", number)
        logo = read_logo(root / "carriers" / folder, row, row_place, problems)
        route = read_route(row, kinds, row_place, problems)
        if route is None:
            return None
        profiles.append({**row, "profil": (row, route, logo)})
    return Carrier(
        data["id"],
        dated_rows(profiles, "profil", _profile, partial(tree.place, "fassungen"), problems),
        {
            name: RateSheet(
                sheet["titel"],
                dated_rows(
                    [{**row, "satz": row} for row in sheet["fassungen"]],
                    "satz",
                    _rate,
                    partial(tree.place, "saetze", name, "fassungen"),
                    problems,
                ),
            )
            for name, sheet in data["saetze"].items()
        },
        {
            name: dated_rows(
                rule["fassungen"],
                "wert",
                str,
                partial(tree.place, "regeln", name, "fassungen"),
                problems,
            )
            for name, rule in data["regeln"].items()
        },
        frozenset(row["logo"]["datei"] for row in data["fassungen"] if "logo" in row),
    )


def _wrong_rule(name: str, value: str) -> str | None:
    """Say what is wrong with the value of a rule."""
    if name in _WORDS:
        words = " oder ".join(f"„{word}“" for word in _WORDS[name])
        return None if value in _WORDS[name] else f"Die Regel „{name}“ ist {words}."
    if not value[0].isdigit():
        return f"Die Regel „{name}“ ist eine Zahl oder ein Bruch."
    if name in _NEVER_ZERO and not Fraction(value):
        return f"Die Regel „{name}“ darf nicht null sein."
    return None


def _rate(row: Mapping[str, Any]) -> Rate:
    return Rate(Decimal(row["betrag"]), row.get("einheit_minuten"))


def _profile(read: tuple[Mapping[str, Any], Route, Logo | None]) -> Profile:
    row, route, logo = read
    address = row["anschrift"]
    return Profile(
        name=row["name"],
        department=row.get("zusatz"),
        street=address["strasse"],
        postcode=address["plz"],
        town=address["ort"],
        phone=row["telefon"],
        email=row.get("email"),
        portal=row.get("portal"),
        demail=row.get("demail"),
        qes_access=row.get("qes_zugang"),
        health_card=row.get("gesundheitskarte"),
        route=route,
        din_form=row["din_form"],
        advisers=tuple(
            Adviser(one["name"], one["anschrift"], one.get("telefon"))
            for one in row.get("beratung", ())
        ),
        logo=logo,
    )
