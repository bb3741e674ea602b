"""A Reading and the headings of a letter into places: which units stand where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.proof.reading import CAPTION, HEADING, ITEM, PARAGRAPH, ROW, Reading, Unit, squeeze

_GERMAN = {
    HEADING: "Überschrift",
    PARAGRAPH: "Absatz",
    ITEM: "Punkt",
    ROW: "Zeile",
    CAPTION: "Tabellentitel",
}


class PlaceError(Exception):
    """A place is not on the page exactly once; the message is German and says which."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit with its section (the nearest heading above) and its number of its kind in it."""

    unit: Unit
    section: str
    number: int

    def __str__(self) -> str:
        """Say where it is: `Seite 1, Unsere Entscheidung, Absatz 2`."""
        what = _GERMAN[self.unit.kind]
        if self.unit.kind == HEADING and self.unit.level == 1:
            return ", ".join((*self._page(), self.section))
        if self.unit.kind == HEADING:
            return ", ".join((*self._page(), f"{what} „{self.unit.text}“"))
        return ", ".join((*self._page(), self.section, f"{what} {self.number}"))

    def section_name(self) -> str:
        """Say in which section it is: `Seite 1, Unsere Entscheidung`."""
        return ", ".join((*self._page(), self.section))

    def _page(self) -> tuple[str, ...]:
        return () if self.unit.page is None else (f"Seite {self.unit.page}",)


class Places:
    """The spots of a reading, and those of each place an evidence may name."""

    def __init__(self, reading: Reading, headings: Mapping[str, str]) -> None:
        """Lay out the sections once."""
        self.spots = tuple(_spots(reading))
        self._headings = headings
        self._found: dict[str, tuple[int, ...]] = {}
        printed = {squeeze(heading) for heading in headings.values()}
        positions: dict[str, list[int]] = {}
        for index, spot in enumerate(self.spots):
            if spot.unit.kind == HEADING and (text := squeeze(spot.unit.text)) in printed:
                positions.setdefault(text, []).append(index)
        self._positions = positions

    def doubled_headings(self) -> Iterator[Spot]:
        """Yield every heading of a role beyond its first printing."""
        for positions in self._positions.values():
            yield from (self.spots[index] for index in positions[1:])

    def heading(self, role: str) -> str:
        """Give the printed heading of a role, or the role itself where none is planned."""
        return self._headings.get(role, role)

    def of(self, where: str) -> tuple[int, ...]:
        """Give the indices into `spots` of all units of a place.

        In a format without pages every unit counts as standing on the first page.
        Errors: PlaceError for a role whose heading is missing or printed twice.
        """
        if where not in self._found:
            self._found[where] = tuple(self._indices(where))
        return self._found[where]

    def _indices(self, where: str) -> Iterator[int]:
        match where:
            case "ueberall":
                return iter(range(len(self.spots)))
            case "seite1":
                return (i for i, spot in enumerate(self.spots) if spot.unit.page in {None, 1})
            case "briefkopf":
                return iter(range(first_title([spot.unit for spot in self.spots])))
            case role:
                return iter(self._section(role))

    def _section(self, role: str) -> range:
        if role not in self._headings:
            raise PlaceError(f"ein Abschnitt „{role}“ ist für dieses Schreiben nicht vorgesehen")
        heading = self._headings[role]
        positions = self._positions.get(squeeze(heading), [])
        if not positions:
            raise PlaceError(f"die Überschrift „{heading}“ steht nicht auf dem Schreiben")
        if len(positions) > 1:
            raise PlaceError(f"die Überschrift „{heading}“ steht mehrmals auf dem Schreiben")
        start = positions[0]
        level = self.spots[start].unit.level
        for index in range(start + 1, len(self.spots)):
            unit = self.spots[index].unit
            if unit.kind == HEADING and unit.level <= level:
                return range(start + 1, index)
        return range(start + 1, len(self.spots))


def first_title(units: list[Unit] | tuple[Unit, ...]) -> int:
    """Give the index of the first heading of the first level, or the number of units."""
    return next(
        (i for i, unit in enumerate(units) if unit.kind == HEADING and unit.level == 1), len(units)
    )


def _spots(reading: Reading) -> Iterator[Spot]:
    section = "Briefkopf"
    numbers: dict[str, int] = {}
    for unit in reading.units:
        if unit.kind == HEADING:
            # The subject may name a person; places go into the manifest, which names nobody.
            section = "Betreff" if unit.level == 1 else unit.text
            numbers = {}
        numbers[unit.kind] = numbers.get(unit.kind, 0) + 1
        yield Spot(unit, section, numbers[unit.kind])
