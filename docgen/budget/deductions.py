"""Read what goes off a budget, and work out the contribution where nobody has fixed it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from docgen.budget.contribution import (
    Household,
    Income,
    IncomeKind,
    IncomeYear,
    Partner,
    income_year,
    own_contribution,
)
from docgen.budget.dated import successive
from docgen.budget.model import Deduction, DeductionKind, Factor
from docgen.carriers import Carrier
from docgen.case import Case
from docgen.findings import Finding, finding
from docgen.german import day as spelled_day
from docgen.law import Law, LawGapError, Row

_CARE: Final = "/budget/pflegegeld"
_CONTRIBUTION: Final = "/budget/eigenbeitrag"
CARE_SHARE: Final = "pflegegeld_anteil"
"""The carrier's rule for how much of the Pflegegeld is brought in."""
COMPUTED: Final = "berechnet"
"""The kind of a contribution that is worked out from income."""


class DeductionReader:
    """Reads the deductions of one case; what the law cannot answer becomes a finding."""

    def __init__(self, case: Case, carrier: Carrier, law: Law, start: date) -> None:
        """Read nothing yet; the carrier decides, `start` is the first day of the grant."""
        self.found: list[Finding] = []
        self._case = case
        self._carrier = carrier
        self._law = law
        self._start = start

    def all(self) -> Iterator[tuple[Row[Deduction], ...]]:
        """Yield each deduction with its changes."""
        for read, place in ((self._care_allowance, _CARE), (self._contribution, _CONTRIBUTION)):
            versions = [(date.min, read(place, self._start))]
            for change in self._case.items(f"{place}/aenderungen"):
                day = self._case.date(f"{change}/ab")
                versions += [(day, read(change, day))] if day else []
            yield tuple(
                Row(row.value, row.valid_from, row.valid_until, row.source)
                for row in successive(versions, None)
                if row.value is not None
            )

    def _care_allowance(self, place: str, day: date) -> Deduction | None:
        """Read how much of the Pflegegeld is brought in; the case's share comes before the rule."""
        eur, share = self._case.decimal(f"{place}/betrag"), self._case.get(f"{place}/anteil")
        if not eur:
            return None
        source = str(self._case.get(f"{place}/quelle") or "")
        usual = self._carrier.rule_source(CARE_SHARE, day) if share is None else None
        share = share or self._carrier.rule(CARE_SHARE, day)
        part = None if share is None else Factor(Fraction(str(share)), str(share), usual or "")
        return Deduction(DeductionKind.CARE_ALLOWANCE, eur, part, source)

    def _contribution(self, place: str, _: date) -> Deduction | None:
        """Read the contribution that a notice of its own has fixed, or work it out."""
        if self._case.get(f"{place}/art") == COMPUTED:
            return self._from_income(place)
        eur, notice = (
            self._case.decimal(f"{place}/monatsbetrag"),
            self._case.date(f"{place}/bescheid"),
        )
        if not eur:
            return None
        source = f"Bescheid vom {spelled_day(notice)}" if notice else ""
        return Deduction(DeductionKind.CONTRIBUTION, eur, None, source)

    def _from_income(self, place: str) -> Deduction | None:
        """Work out the contribution by the law of the first day; it stays until it is changed."""
        eur, year, kind = (
            self._case.decimal(f"{place}/einkommen"),
            self._case.get(f"{place}/einkommensjahr"),
            self._case.get(f"{place}/einkommensart"),
        )
        if eur is None or year is None or kind is None:
            return None
        counted = IncomeYear(self._case.get(f"{place}/massgeblich") or IncomeYear.VORVORJAHR)
        try:
            right = income_year(self._law, counted, self._start)
            if year != right:
                self._note("eigenbeitrag.falsches_jahr", f"{place}/einkommensjahr", jahr=str(right))
                return None
            income = Income(eur, int(year), IncomeKind(kind), counted)
            computed = own_contribution(self._law, income, self._household(place), self._start)
        except LawGapError:
            self._note("eigenbeitrag.grenze_unbekannt", place, tag=spelled_day(self._start))
            return None
        return Deduction(
            DeductionKind.CONTRIBUTION, computed.amount, None, computed.step.source, computed
        )

    def _household(self, place: str) -> Household:
        stated = f"{place}/haushalt"
        return Household(
            Partner(self._case.get(f"{stated}/partner") or Partner.KEINER),
            int(self._case.get(f"{stated}/kinder") or 0),
            int(self._case.get(f"{stated}/minderjaehrige") or 0),
        )

    def _note(self, code: str, pointer: str, **words: str) -> None:
        self.found.append(finding(code, pointer, **words))
