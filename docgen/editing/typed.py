"""Is something typed into the words of a clause that may only come from elsewhere?

- Amounts, days and accounts: nobody computed or stated them, so the proof refuses every letter they
  stand on; the proof's own recognisers look for them here.
- Norms: a new version in `law/norms.yaml` never reaches what is typed (a hint).
- „Ihr“ and the like in a text for all readers: a representative would read of her own budget (a
  hint). „Sie“ alone says nothing, because everybody is spoken to so.
"""

import re
from collections.abc import Iterator
from typing import Final

from docgen.doctypes import Form
from docgen.editing.desk import Desk
from docgen.editing.remarks import Check, Remark
from docgen.editing.texts import Text, Unit
from docgen.patterns import ANYTHING
from docgen.proof import StrayKind, typed_values
from docgen.wording.markdown import MARKER

_CALLED: Final = {
    StrayKind.MONEY: "ein Betrag",
    StrayKind.DATE: "ein Tag",
    StrayKind.IBAN: "eine Kontonummer",
}
_NO_SOURCE: Final = (
    "„{}“ steht fest im Text. Jeder Brief damit wird abgewiesen, weil {} aus dem Fall, dem Budget "
    "oder dem Recht kommen muss. Drucken Sie einen Fakt: „docgen templates vars“ zeigt alle; ein "
    "neuer kommt in law/facts.yaml, seine Zahl in law/parameters/ oder die Regeln des Trägers."
)
_GAP: Final = (
    "„{}“ sieht aus wie eine Lücke der Vorlage. Jeder Brief damit wird abgewiesen; bitte schreiben "
    "Sie es anders."
)
_TO_THE_PERSON: Final = re.compile(
    r"\b(?:Ihr(?:e[mnrs]?)?|Ihnen)\b"
    r"|\bSie (?:haben|sind|erhalten|bekommen|brauchen|wollen|möchten|wünschen)\b"
)


def typed_values_in_clauses(desk: Desk) -> Iterator[Remark]:
    """Find amounts, days and accounts in the words of a clause."""
    for text, unit, words in _paragraphs(desk):
        for kind, found in typed_values(words):
            sentence = _NO_SOURCE if kind in _CALLED else _GAP
            told = sentence.format(found, _CALLED.get(kind))
            yield Remark(Check.WERT, text.clause.file, unit.line, told)


def typed_norms(desk: Desk) -> Iterator[Remark]:
    """Find norms in the words of a clause."""
    for text, unit, words in _paragraphs(desk):
        for found in desk.book.citations.in_words.finditer(words):
            near = _norm_saying(desk, found[0])
            instead = f"{{{{ norm.{near} }}}}" if near else "einen Eintrag in law/norms.yaml"
            sentence = (
                f"„{found[0]}“ steht fest im Text; ändert sich law/norms.yaml, bleibt es hier "
                f"stehen. Drucken Sie {instead}."
            )
            yield Remark(Check.WERT, text.clause.file, unit.line, sentence, is_hint=True)


def words_to_one_reader(desk: Desk) -> Iterator[Remark]:
    """Find words about the person's own things in a text that a representative reads, too."""
    for text, unit, words in _paragraphs(desk):
        found = _TO_THE_PERSON.search(words) if len(text.forms) == len(Form) else None
        if found:
            sentence = (
                f"„{found[0]}“ liest auch, wer die Person vertritt: Der Text gilt für alle. "
                "Ist die Person gemeint, braucht er die Abschnitte „# Sie“ und „# Name“."
            )
            yield Remark(Check.LESER, text.clause.file, unit.line, sentence, is_hint=True)


def _paragraphs(desk: Desk) -> Iterator[tuple[Text, Unit, str]]:
    """Yield each paragraph once, with its words and `…` for each value."""
    for _, text in desk.all_texts():
        for unit in dict.fromkeys(one for each in text.variants for one in each.units):
            if unit.block is None:
                yield text, unit, MARKER.sub(ANYTHING, unit.text).replace("\u00a0", " ")


def _norm_saying(desk: Desk, citation: str) -> str | None:
    """Give the name of a norm that reads so today, or nearly so."""
    newest = {name: one.rows[-1].value for name, one in desk.content.law.norms.items()}
    same = (name for name, said in newest.items() if said == citation)
    inside = (name for name, said in newest.items() if citation in said)
    return next(same, None) or next(inside, None)
