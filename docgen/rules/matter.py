"""What a rule looks at, and how it speaks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from docgen.budget import Budget
from docgen.carriers import Carrier, Profile
from docgen.case import Case
from docgen.findings import Finding, finding
from docgen.law import LawGapError, LetterLaw


@dataclass(frozen=True, slots=True)
class Matter:
    """A case with everything it is held against.

    law and budget are None where the case does not allow to know them. title_of gives the German
    title of a field.
    """

    case: Case
    carriers: Mapping[str, Carrier]
    law: LetterLaw | None
    budget: Budget | None
    title_of: Callable[[str], str]

    def carrier(self) -> Carrier | None:
        """Give the carrier that decides; None where the case names none that is known."""
        return self.carriers.get(str(self.case.get("/traeger")))

    def profile(self) -> Profile | None:
        """Give its letterhead on the day of the decision; None where either is not known."""
        carrier, day = self.carrier(), self.case.date("/entscheidung/datum")
        return carrier.profile(day) if carrier and day else None

    def find(
        self, code: str, pointer: str, *, norm: str | None = None, **values: object
    ) -> Finding:
        """Make a finding about a field; `norm` is the id of a norm in the law."""
        return finding(
            code, pointer, title=self.title_of(pointer), norm=self._citation(norm), **values
        )

    def cites(self, norm: str) -> bool:
        """Tell whether a norm holds for this letter; False where its law is not known."""
        return self._citation(norm) is not None

    def _citation(self, norm: str | None) -> str | None:
        if norm is None or self.law is None:
            return None
        try:
            return self.law.norm(norm)
        except LawGapError:
            return None


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: its German name, the fields it cannot do without, what it does.

    of_amounts: it judges what is computed; what it finds is told with a budget, too.
    """

    title: str
    needs: tuple[str, ...]
    check: Callable[[Matter], Iterator[Finding]]
    of_amounts: bool = False
