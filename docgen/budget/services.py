"""Read what a case says of its services, each thing as dated rows; nothing is looked up by day yet.

A case that states something wrongly has a finding for it already; then there is no plan here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from docgen.budget.dated import always, successive
from docgen.budget.employer import employer_shares
from docgen.budget.model import MINUTES, ZERO, Cap, OneOff
from docgen.carriers import Carrier, Rate
from docgen.case import Case
from docgen.findings import Finding, finding
from docgen.law import Law, Row
from docgen.nearest import meant

VOUCHER: Final = "gutschein"
"""The form of a service that is not paid in money."""
WHOLE: Final = "gesamt"
"""The id of the only position of a service that is no cost calculation."""
_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class NeedPlan:
    """So many hours or minutes (`unit`) in each period; which factor makes months is not said."""

    quantity: Decimal
    unit: str
    period: str
    area: str | None


@dataclass(frozen=True, slots=True)
class HoursPlan:
    """Needs, and the rates by which one of them will be priced. pointer: where the rate stands."""

    needs: tuple[NeedPlan, ...]
    prices: tuple[Row[Rate], ...]
    people: int
    reserve: Decimal
    pointer: str


@dataclass(frozen=True, slots=True)
class AmountPlan:
    """Euro for so many months, by date. pointer: where the amount stands."""

    amounts: tuple[Row[Decimal], ...]
    months: int
    pointer: str


@dataclass(frozen=True, slots=True)
class PercentPlan:
    """A percentage by date, of positions before it by id. pointer: where it stands."""

    percents: tuple[Row[Decimal], ...]
    of: tuple[str, ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class PositionPlan:
    """One line of the computation to come."""

    id: str
    title: str
    basis: HoursPlan | AmountPlan | PercentPlan


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """A service with its positions as they change. index: its place in the case."""

    index: int
    id: str
    title: str
    carrier: str
    voucher: bool
    cap: Cap | None
    versions: tuple[Row[tuple[PositionPlan, ...]], ...]

    def rows(self) -> Iterator[Row[Any]]:
        """Yield every row with dates that the service depends on."""
        for version in self.versions:
            yield version
            for position in version.value:
                match position.basis:
                    case HoursPlan(prices=prices):
                        yield from prices
                    case AmountPlan(amounts=amounts):
                        yield from amounts
                    case PercentPlan(percents=percents):
                        yield from percents


class ServiceReader:
    """Reads the services of one case; what the data of carriers cannot answer becomes a finding."""

    def __init__(self, case: Case, carriers: Mapping[str, Carrier], law: Law) -> None:
        """Read nothing yet; the law gives the employer's shares of social insurance."""
        self.found: list[Finding] = []
        self._case = case
        self._carriers = carriers
        self._shares = employer_shares(law)

    def service(self, index: int, pointer: str, start: date) -> ServicePlan | None:
        """Read a running service; None where it is unsound. start: first day of the grant."""
        texts = self._texts(pointer)
        versions = tuple(self._versions(pointer, start))
        if texts is None or any(positions is None for _, positions in versions):
            return None
        sound = [(day, positions) for day, positions in versions if positions is not None]
        rows = successive(sound, self._case.date(f"{pointer}/ende"))
        voucher = self._case.get(f"{pointer}/form") == VOUCHER
        return ServicePlan(index, *texts, voucher, self._cap(f"{pointer}/hoechstbetrag"), rows)

    def _cap(self, pointer: str) -> Cap | None:
        eur, source = self._case.decimal(f"{pointer}/betrag"), self._case.get(f"{pointer}/quelle")
        return None if eur is None else Cap(eur, str(source or ""))

    def one_off(self, index: int, pointer: str, start: date) -> OneOff | None:
        """Read what is paid once; without a day of its own on the first day of the grant."""
        texts = self._texts(pointer)
        eur = self._case.decimal(f"{pointer}/einmalig/betrag")
        if texts is None or eur is None:
            return None
        due = self._case.date(f"{pointer}/einmalig/faellig") or start
        source = str(self._case.get(f"{pointer}/einmalig/quelle") or "")
        voucher = self._case.get(f"{pointer}/form") == VOUCHER
        return OneOff(index, *texts, eur, due, source, voucher)

    def _texts(self, pointer: str) -> tuple[str, str, str] | None:
        """Give id, title and carrier."""
        name, title, carrier = (
            self._case.get(f"{pointer}/{field}") for field in ("id", "bezeichnung", "traeger")
        )
        if not (isinstance(name, str) and isinstance(title, str) and isinstance(carrier, str)):
            return None
        return name, title, carrier

    def _versions(
        self, pointer: str, start: date
    ) -> Iterator[tuple[date, tuple[PositionPlan, ...] | None]]:
        """Yield each version with its first day; a change keeps what it does not state."""
        begins = self._case.date(f"{pointer}/beginn") or start
        places = {part: f"{pointer}/{part}" for part in ("umfang", "satz", "kosten")}
        yield begins, self._positions(pointer, places)
        for change in self._case.items(f"{pointer}/aenderungen"):
            day = self._case.date(f"{change}/ab")
            stated = {part for part in places if self._is_stated(f"{change}/{part}")}
            places |= {part: f"{change}/{part}" for part in stated}
            self._check_change(change, stated, places)
            yield day or begins, self._positions(pointer, places) if day and stated else None

    def _check_change(self, change: str, stated: set[str], places: Mapping[str, str]) -> None:
        """Find what a change states and nothing uses, and a rate of an hour without any hours."""
        is_monthly = self._case.get(f"{places['satz']}/je") is not None
        used = {"satz"} if is_monthly else {"satz", "umfang"}
        if self._case.items(places["kosten"]):
            used = {"kosten"}
        for part in sorted(stated - used):
            self.found.append(finding("leistung.aenderung_ohne_wirkung", f"{change}/{part}"))
        if "umfang" in used and not self._is_stated(places["umfang"]):
            self.found.append(finding("satz.ohne_umfang", f"{change}/satz"))

    def _is_stated(self, pointer: str) -> bool:
        return self._case.get(pointer) is not None or bool(self._case.items(pointer))

    def _positions(
        self, pointer: str, places: Mapping[str, str]
    ) -> tuple[PositionPlan, ...] | None:
        costs = self._case.items(places["kosten"])
        if costs:
            return self._costs(costs)
        title = str(self._case.get(f"{pointer}/bezeichnung"))
        return _all((self._priced(WHOLE, title, pointer, places["umfang"], places["satz"]),))

    def _costs(self, pointers: tuple[str, ...]) -> tuple[PositionPlan, ...] | None:
        """Read the lines of a cost calculation; a percentage is of lines above it."""
        above: set[str] = set()
        read = []
        for pointer in pointers:
            plan = self._cost(pointer)
            if plan is not None:
                if plan.id in above:
                    self.found.append(finding("kosten.kennung_doppelt", f"{pointer}/id"))
                if isinstance(plan.basis, PercentPlan):
                    self.found += [
                        finding("kosten.grundlage_unbekannt", f"{pointer}/von", name=name)
                        for name in plan.basis.of
                        if name not in above
                    ]
                above.add(plan.id)
            read.append(plan)
        return None if self.found else _all(read)

    def _cost(self, pointer: str) -> PositionPlan | None:
        name, title = self._case.get(f"{pointer}/id"), self._case.get(f"{pointer}/bezeichnung")
        if not (isinstance(name, str) and isinstance(title, str)):
            return None
        if self._case.get(f"{pointer}/von") is not None:
            return self._percentage(name, title, pointer)
        service = pointer.rpartition("/kosten/")[0]
        owner = "/".join(service.split("/")[:3])
        return self._priced(name, title, owner, f"{pointer}/umfang", f"{pointer}/satz")

    def _percentage(self, name: str, title: str, pointer: str) -> PositionPlan | None:
        """Read a percentage of the case, or one that the law fixes for employers."""
        of = tuple(self._case.get(f"{pointer}/von") or ())
        percent = self._case.decimal(f"{pointer}/prozent")
        if percent is not None:
            source = str(self._case.get(f"{pointer}/quelle") or "")
            place = f"{pointer}/prozent"
            return PositionPlan(name, title, PercentPlan(always(percent, source), of, place))
        key, place = self._case.get(f"{pointer}/abgabe"), f"{pointer}/abgabe"
        if not isinstance(key, str):
            return None
        if key not in self._shares:
            near = meant(key, self._shares)
            known = ", ".join(sorted(self._shares))
            self.found.append(
                finding("kosten.abgabe_unbekannt", place, vorschlag=near, bekannt=known)
            )
            return None
        return PositionPlan(name, title, PercentPlan(self._shares[key].rows, of, place))

    def _priced(
        self, name: str, title: str, service: str, extent: str, rate: str
    ) -> PositionPlan | None:
        """Read hours times rate; where the rate is for a month or a year, there are no hours."""
        stated = self._case.get(f"{rate}/je")
        rows = self._rates(service, rate)
        if rows is None:
            return None
        if stated is not None:
            amounts = tuple(
                Row(row.value.eur, row.valid_from, row.valid_until, row.source) for row in rows
            )
            months = _YEAR if stated == "jahr" else 1
            return PositionPlan(name, title, AmountPlan(amounts, months, rate))
        needs = self._needs(extent)
        if needs is None:
            return None
        people = int(self._case.get(f"{extent}/personen") or 1)
        reserve = self._case.decimal(f"{extent}/aufschlag_prozent") or ZERO
        return PositionPlan(name, title, HoursPlan(needs, rows, people, reserve, rate))

    def _needs(self, pointer: str) -> tuple[NeedPlan, ...] | None:
        parts = self._case.items(f"{pointer}/teile") or (pointer,)
        return _all(map(self._need, parts))

    def _need(self, pointer: str) -> NeedPlan | None:
        quantity = self._case.decimal(f"{pointer}/menge")
        unit, period = (self._case.get(f"{pointer}/{field}") for field in ("einheit", "je"))
        if quantity is None or not (isinstance(unit, str) and isinstance(period, str)):
            return None
        return NeedPlan(quantity, unit, period, self._case.get(f"{pointer}/bereich"))

    def _rates(self, service: str, pointer: str) -> tuple[Row[Rate], ...] | None:
        stated = self._case.decimal(f"{pointer}/betrag")
        if stated is not None:
            monthly = self._case.get(f"{pointer}/je") is not None
            minutes = (
                None if monthly else int(self._case.get(f"{pointer}/einheit_minuten") or MINUTES)
            )
            source = str(self._case.get(f"{pointer}/quelle") or "")
            return always(Rate(stated, minutes), source)
        key = self._case.get(f"{pointer}/schluessel")
        carrier = self._carriers.get(str(self._case.get(f"{service}/traeger")))
        if key is None or carrier is None:
            return None
        sheet = carrier.rates.get(key)
        if sheet is None:
            near = meant(key, carrier.rates)
            self.found.append(finding("satz.unbekannt", f"{pointer}/schluessel", vorschlag=near))
            return None
        if (self._case.get(f"{pointer}/je") is None) == (sheet.rows[0].value.minutes is None):
            self.found.append(finding("satz.anderer_zeitraum", f"{pointer}/schluessel"))
            return None
        return sheet.rows


def _all(plans: Iterable[Any]) -> tuple[Any, ...] | None:
    """Give all plans, None where one is missing."""
    read = tuple(plans)
    return None if any(one is None for one in read) else read
