"""The letters that are spoiled on purpose. One more case is one more row of `SPECIMENS`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from cases import (
    Case,
    changing_case,
    employer_case,
    example,
    limited_case,
    raw,
    represented_case,
    voucher_case,
)
from letters import GRANT, planned
from mutants import watched
from routed import decided_by, routed
from test_remedies_by_day import decided_on

from docgen.budget import budget_inputs
from docgen.doctypes import Form
from docgen.document import Frame, build_letter
from docgen.facts import DERIVED, Circumstances, Facts, SourceKind, gather
from docgen.letter import Letter
from docgen.obligations import Expected, Obligation
from docgen.pipeline import FORMATS, Planned, examine
from docgen.proof import Reading
from docgen.wording import ComposedSection, Composition, compose

SPECIMENS: Final[Mapping[str, Callable[[], Case]]] = {
    "2026": example,
    "2026, befristet": limited_case,
    "2026, vertreten": represented_case,
    "2026, Gutschein und Beitrag": voucher_case,
    "2026, mit Änderungen": changing_case,
    "2026, Arbeitgeber": employer_case,
    "2022": lambda: decided_on("2022-06-15"),
    "2019, an die Betreuerin": lambda: example("ksv-sachsen-2019"),
    "2011": lambda: example("ksv-sachsen-2011"),
    "2026, Klage": lambda: decided_by("klage-sozialgericht"),
    "2026, Klage zum Verwaltungsgericht": lambda: decided_by("klage-jugendamt"),
    "2026, Integrationsamt": lambda: decided_by("integrationsamt"),
    "2026, Krankenkasse": lambda: decided_by("krankenkasse"),
}
IN_EVERY_RUN: Final = ("2026, Gutschein und Beitrag",)
"""It owes most; the others are spoiled by `make thorough`."""


@dataclass(frozen=True)
class Specimen:
    """A sound case with its letter, what it owes, and the pages as the proof reads them."""

    name: str

    @cached_property
    def case(self) -> Case:
        """The case file."""
        return SPECIMENS[self.name]()

    @cached_property
    def planned(self) -> Planned:
        """The letter before it is drawn, and what it owes."""
        return planned(self.case, routed())

    @cached_property
    def circumstances(self) -> Circumstances:
        """What the facts of the letter are taken from."""
        examined = examine(routed(), GRANT, raw(self.case))
        assert examined.case is not None
        assert examined.law is not None
        carrier = routed().carriers[self.case["traeger"]]
        profile = carrier.profile(examined.law.axes.verfahren)
        assert profile is not None
        return Circumstances(
            examined.case, examined.law, carrier, profile, routed().carriers, examined.budget
        )

    @cached_property
    def facts(self) -> Facts:
        """The facts of the letter."""
        return gather(self.circumstances, routed().vocabulary, routed().conditions, DERIVED)

    @cached_property
    def words(self) -> Composition:
        """The clauses of the letter."""
        form = Form.NAME if self.case.get("vertretung") else Form.SIE
        of = self.circumstances
        wording = routed().wording[GRANT]
        return compose(wording, self.facts, of.law, carrier=of.carrier.id, form=form)

    def readable(self) -> Iterator[Obligation]:
        """What must be found on the page."""
        return (item for item in self.planned.obligations.items if item.kind == "lesbar")

    def expected(self) -> Iterator[tuple[Obligation, Expected, str]]:
        """Every value a duty looks for, and how it is printed; each duty's values once."""
        texts = {(fact.plan.name, fact.expected().value): fact.text for fact in self.facts.all()}
        for item in self.readable():
            values = (one for evidence in item.evidence for one in evidence.expected)
            for one in dict.fromkeys(values):
                yield item, one, texts.get((one.fact, one.value), one.value)

    def clauses_of(self, item: Obligation) -> tuple[str, ...]:
        """The clauses of this letter that carry a duty; not the subject, which stands always."""
        subject = self.words.subject.clause.id
        used = (one for one in self.words.clauses() if one.id != subject)
        return tuple(one.id for one in used if item.duty in one.serves)

    def without_clauses(self, *clauses: str) -> Letter:
        """The letter, some of its clauses blanked."""
        sections = tuple(
            ComposedSection(
                section.plan,
                tuple(one for one in section.clauses if one.clause.id not in clauses),
            )
            for section in self.words.sections
        )
        kept = tuple(one for one in sections if one.clauses)
        words = Composition(self.words.form, self.words.subject, kept)
        letter = self.planned.letter
        frame = Frame(letter.title, letter.din_form, letter.date)
        return build_letter(frame, words, self.facts, {})

    @cache  # noqa: B019  # a handful of letters that live as long as the tests
    def reading(self, ending: str) -> Reading:
        """The page of the untouched letter."""
        return read_drawn(self.planned.letter, ending)

    def fields_of(self, item: Obligation) -> frozenset[str]:
        """The places of the case that the facts of a duty are taken from."""
        names = {one.fact.partition(".")[0] for row in item.evidence for one in row.expected}
        return frozenset().union(*map(self._fields_of_fact, names))

    @cache  # noqa: B019  # as above
    def _fields_of_fact(self, name: str) -> frozenset[str]:
        plan = routed().vocabulary.get(name)
        match plan.source if plan else None:
            case SourceKind.FALL if plan:
                return frozenset({plan.key})
            case SourceKind.ABGELEITET if plan:
                return _looked_at(self.circumstances, DERIVED[plan.key])
            case SourceKind.BUDGET:
                return _looked_at(
                    self.circumstances, lambda of: budget_inputs(of.case, of.carriers, of.law.law)
                )
            case _:
                return frozenset()


def _looked_at(of: Circumstances, fact: Callable[[Circumstances], object]) -> frozenset[str]:
    """Compute a fact, and note the places of the case that were looked at."""
    case, seen = watched(of.case)
    fact(Circumstances(case, of.law, of.carrier, of.profile, of.carriers, of.budget))
    return frozenset(seen)


def read_drawn(letter: Letter, ending: str) -> Reading:
    """Draw a letter, and read it as the proof does."""
    return FORMATS[ending].read(FORMATS[ending].render(routed(), letter))


@cache
def specimen(name: str) -> Specimen:
    """A specimen, made once."""
    return Specimen(name)
