"""A Reading and the planned text into the changes somebody made."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from docgen.proof.places import first_title
from docgen.proof.reading import COUNTER, Reading, fold, squeeze

_TELLING = 100
"""So many signs, and so many texts, are enough to tell what was meant by what."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `entfernt` (`after` is empty), `hinzugefuegt` (`before` is), or `geaendert`."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedText:
    """All a letter is meant to say: above its subject, from there on, and at the foot of a page."""

    head: tuple[str, ...]
    text: tuple[str, ...]
    footer: str


def compare(reading: Reading, planned: PlannedText) -> tuple[Change, ...]:
    """Compare all that was read with what was planned, from the letterhead down to the footers.

    Where the parts of the letterhead stand is the layout's business: only their words count. Each
    kind of page has the footer; the same change in several of them is told once. Nothing is planned
    for what stands aside, so all of it was added.
    """
    start = first_title(reading.units)
    if start == len(reading.units):
        main = compare_text(reading, (*planned.head, *planned.text))
    else:
        head = [unit.text for unit in reading.units[:start]]
        main = (*_compare_parts(head, planned.head), *compare_text(reading, planned.text))
    added = (Change("hinzugefuegt", "", text) for text in reading.aside)
    return (*main, *dict.fromkeys((*_compare_footers(reading, planned.footer), *added)))


def _compare_footers(reading: Reading, planned: str) -> Iterator[Change]:
    pages = len(reading.sheets)
    # From the end: a file number may have the sign of a counter in it.
    line, *between = planned.rsplit(COUNTER, 2)
    for page, footer in enumerate(reading.footers, start=1):
        counts = (str(page), str(pages)) if pages else (COUNTER, COUNTER)
        counted = (f"{count}{text}" for count, text in zip(counts, between, strict=False))
        yield from _compare_parts(list(footer), ("".join((line, *counted)),))


def _without_blanks(folded: Iterable[str]) -> str:
    return "".join(folded).replace(" ", "")


def compare_text(reading: Reading, expected: Sequence[str]) -> tuple[Change, ...]:
    """Compare all units from the first heading of the first level on with the planned ones.

    White space is no difference, nor is where one unit ends and the next begins: lines and pages
    break differently, and a paragraph over two pages may have been read as two.
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


def _compare_parts(found: list[str], expected: Sequence[str]) -> Iterator[Change]:
    """Compare texts in whatever order they stand; what is left over is paired by likeness."""
    planned = [text for one in expected if (text := fold(one))]
    if _without_blanks(found) == _without_blanks(planned):
        return
    aligned = _aligned(_whole(found, planned), planned)
    missing, added = _beyond(planned, aligned), _beyond(aligned, planned)
    likeness = sorted(
        (-SequenceMatcher(None, old[:_TELLING], new[:_TELLING], autojunk=False).ratio(), i, k)
        for i, old in enumerate(missing[:_TELLING])
        for k, new in enumerate(added[:_TELLING])
    )
    partners: dict[int, int] = {}
    for _, i, k in likeness:
        if i not in partners and k not in partners.values():
            partners[i] = k
    for i, old in enumerate(missing):
        after = added[partners[i]] if i in partners else ""
        yield Change("geaendert" if after else "entfernt", old, after)
    for k, new in enumerate(added):
        if k not in partners.values():
            yield Change("hinzugefuegt", "", new)


def _whole(found: list[str], planned: list[str]) -> list[str]:
    """Run lines together that make up one planned text."""
    wanted = sorted(map(squeeze, planned))
    whole: list[str] = []
    start = 0
    while start < len(found):
        end, line = start + 1, squeeze(found[start])
        while end < min(len(found), start + _TELLING) and _begins_only(line, wanted):
            line += squeeze(found[end])
            end += 1
        if line not in wanted:
            end = start + 1
        whole.append(" ".join(found[start:end]))
        start = end
    return whole


def _begins_only(line: str, wanted: list[str]) -> bool:
    """Tell whether something goes on from that line; `wanted` is sorted."""
    place = bisect_left(wanted, line)
    return place < len(wanted) and wanted[place] != line and wanted[place].startswith(line)


def _beyond(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """Give the texts that are not among the others, as often as they are too many."""
    left = Counter(map(squeeze, others))
    beyond: list[str] = []
    for text in texts:
        squeezed = squeeze(text)
        if left[squeezed]:
            left[squeezed] -= 1
        else:
            beyond.append(text)
    return beyond


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    for old, new in zip_longest(before, after, fillvalue=""):
        if not old:
            yield Change("hinzugefuegt", "", new)
        elif not new:
            yield Change("entfernt", old, "")
        elif squeeze(old) != squeeze(new):
            yield Change("geaendert", old, new)
