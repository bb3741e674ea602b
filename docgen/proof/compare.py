"""A Reading and the planned reading order into the changes somebody made to the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from docgen.proof.places import first_title
from docgen.proof.reading import Reading, fold, squeeze


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `entfernt` (`after` is empty), `hinzugefuegt` (`before` is), or `geaendert`."""

    kind: str
    before: str
    after: str


def _without_blanks(folded: Iterable[str]) -> str:
    return "".join(folded).replace(" ", "")


def compare_text(reading: Reading, expected: Sequence[str]) -> tuple[Change, ...]:
    """Compare all units from the first heading of the first level on with the planned ones.

    White space is no difference, nor is where one unit ends and the next begins: lines and pages
    break differently, and a paragraph over two pages may have been read as two. What stands before
    the first heading (the letterhead) is not compared.
    """
    start = first_title(reading.units)
    units = reading.units[start if start < len(reading.units) else 0 :]
    planned = [text for one in expected if (text := fold(one))]
    # Both are folded already; a letter as it was written is told here, at once.
    if _without_blanks(unit.text for unit in units) == _without_blanks(planned):
        return ()
    found = _aligned([unit.text for unit in units], planned)
    old, new = list(map(squeeze, planned)), list(map(squeeze, found))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        change
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal" and "".join(old[i:j]) != "".join(new[k:m])
        for change in _changes(planned[i:j], found[k:m])
    )


def _aligned(found: list[str], planned: list[str]) -> list[str]:
    """Undo what reading over a page break got wrong, one unit for two or two for one."""
    whole = set(map(squeeze, planned))
    pairs = {squeeze(first + second): (first, second) for first, second in pairwise(planned)}
    aligned: list[str] = []
    for text in found:
        squeezed = squeeze(text)
        if squeezed not in whole and squeezed in pairs:
            aligned += pairs[squeezed]
        elif aligned and squeezed not in whole and squeeze(aligned[-1]) + squeezed in whole:
            aligned[-1] = f"{aligned[-1]} {text}"
        else:
            aligned.append(text)
    return aligned


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for old, new in zip_longest(before, after, fillvalue=""):
        if not old:
            yield Change("hinzugefuegt", "", new)
        elif not new:
            yield Change("entfernt", old, "")
        elif squeeze(old) != squeeze(new):
            yield Change("geaendert", old, new)
