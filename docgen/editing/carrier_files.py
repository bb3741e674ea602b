"""What does a carrier lack that its letters need, and what does it say in vain?

Letters of a carrier that lacks a way of the Belehrung or a rule are refused one by one, as the
carrier's matter; here the days on which that happens are told before.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from docgen.carriers import ASKED_RULES, NEEDED_RULES, Carrier, Profile
from docgen.dataset import sorted_files
from docgen.editing.days import Span, entry_spans
from docgen.editing.desk import Desk
from docgen.editing.gaps import spelled
from docgen.editing.remarks import Check, Remark
from docgen.facts import SourceKind
from docgen.nearest import misspelt
from docgen.routes import Remedy

_WAYS: Final[tuple[tuple[str, str, Callable[[Profile], bool]], ...]] = (
    ("qes_zugang", "elektronische_form", lambda one: one.qes_access is None),
    (
        "gesundheitskarte",
        "schriftformersetzend",
        lambda one: one.route.kind.health_card and one.health_card is None,
    ),
)
"""Words of a carrier, the norm since when the Belehrung has to say them, and who lacks them."""
_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg"})


def ways_a_carrier_lacks(desk: Desk) -> Iterator[Remark]:
    """Find periods whose letters are refused because the Belehrung could not be complete."""
    for carrier in desk.content.carriers.values():
        file = _file(carrier)
        for number, row in enumerate(carrier.profiles):
            if row.value.route.remedy is Remedy.KLAGE:
                continue
            holds = Span(row.valid_from, row.valid_until or date.max)
            for key, norm, lacks in _WAYS:
                entry = desk.content.law.norms.get(norm)
                for span in entry_spans(entry) if entry and lacks(row.value) else ():
                    if (days := holds.common(span)) is not None:
                        sentence = (
                            f"„{key}“ fehlt: Schreiben {spelled(days)} werden abgewiesen, weil die "
                            "Rechtsbehelfsbelehrung sonst nicht alle Formen nennt."
                        )
                        line = desk.places.line(file, "fassungen", number)
                        yield Remark(Check.TRAEGER, file, line, sentence, is_hint=True)


def rules_of_carriers(desk: Desk) -> Iterator[Remark]:
    """Find rules that letters need and a carrier lacks, and those that nothing ever reads."""
    printed = {
        plan.key for plan in desk.content.vocabulary.values() if plan.source is SourceKind.TRAEGER
    }
    read = {*ASKED_RULES, *printed}
    for carrier in desk.content.carriers.values():
        file = _file(carrier)
        lacking = read - carrier.rules.keys()
        told: set[str] = set()
        for name in carrier.rules:
            if name in read:
                continue
            near = misspelt(name, sorted(lacking))
            told |= {near} if near else set()
            nearest = f" Meinten Sie „{near}“?" if near else ""
            sentence = f"Die Regel „{name}“ liest niemand.{nearest}"
            line = desk.places.line(file, "regeln", name)
            yield Remark(Check.TRAEGER, file, line, sentence, is_hint=near is None)
        for name, happens in NEEDED_RULES.items():
            if name in lacking - told:
                line = desk.places.line(file, "regeln")
                sentence = f"Die Regel „{name}“ fehlt. {happens}"
                yield Remark(Check.TRAEGER, file, line, sentence, is_hint=True)


def pictures_of_carriers(desk: Desk) -> Iterator[Remark]:
    """Find pictures that no letterhead shows."""
    for carrier in desk.content.carriers.values():
        for path in sorted_files(desk.content.root / "carriers" / carrier.id, "*"):
            if path.suffix.lower() in _PICTURES and path.name not in carrier.pictures:
                file = path.relative_to(desk.content.root).as_posix()
                sentence = "Dieses Bild zeigt kein Brief: Keine Fassung nennt es als „logo“."
                yield Remark(Check.TRAEGER, file, None, sentence, is_hint=True)


def _file(carrier: Carrier) -> str:
    return f"carriers/{carrier.id}/carrier.yaml"
