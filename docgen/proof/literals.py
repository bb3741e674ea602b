"""Where a text stands on the page, however its lines broke; and the page without it.

Plain searching, no patterns: they would cost more than they find, and Python would remember them
with the names in them long after the letter is done.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from docgen.proof.reading import fold

GAP = "\x1f"
"""What stands in the place of a removed text: no word, no space, no digit."""

_SHORTEST = 4
_TELLING = frozenset("€%{}⟨⟩")
_BREAK_BEHIND = frozenset("-/–")


class Wanted:
    """A folded text to look for wherever a page broke its lines.

    Inside a word one space is allowed, because a page may break a long word; where the text has a
    space the page must have one, but not behind a hyphen, a dash or a slash. The text must be
    whole: no letter or digit may touch it, and no digits behind a point or comma may go on with
    its own.
    """

    __slots__ = ("_is_number_at", "_is_word_at", "_spaces", "squeezed")

    def __init__(self, text: str) -> None:
        """Note where the text must have spaces."""
        self.squeezed = text.replace(" ", "")
        self._spaces: list[int] = []
        signs, before = 0, ""
        for sign in text:
            if sign != " ":
                signs += 1
            elif before not in _BREAK_BEHIND:
                self._spaces.append(signs)
            before = sign
        ends = text[:1], text[-1:]
        self._is_word_at = tuple(end.isalnum() for end in ends)
        self._is_number_at = tuple(end.isdigit() for end in ends)

    def spans(self, text: str, squeezed: str) -> Iterator[tuple[int, int]]:
        """Yield each place in folded text; `squeezed` is that text without its spaces.

        Folded text has single spaces and none at its ends.
        """
        length = len(self.squeezed)
        at = squeezed.find(self.squeezed) if length else -1
        if at < 0:
            return
        words = [0, *accumulate(map(len, text.split(" ")))]

        def place(index: int) -> int:
            """Give where a sign of the squeezed text stands: behind a space for each word."""
            return index + bisect_right(words, index) - 1

        while at >= 0:
            start, end = place(at), place(at + length - 1) + 1
            spaced = all(place(at + one) - place(at + one - 1) > 1 for one in self._spaces)
            if spaced and self._is_whole(text[max(start - 2, 0) : start], text[end : end + 2]):
                yield start, end
                at += length
            else:
                at += 1
            at = squeezed.find(self.squeezed, at)

    def _is_whole(self, before: str, after: str) -> bool:
        word_starts, word_ends = self._is_word_at
        number_starts, number_ends = self._is_number_at
        return not (
            (word_starts and _is_word(before[-1:]))
            or (word_ends and _is_word(after[:1]))
            or (number_starts and before[-1:] in {".", ","} and before[:1] in _DIGITS)
            or (number_ends and after[:1] in {".", ","} and after[1:] in _DIGITS)
        )


_DIGITS = frozenset("0123456789")


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


class Literals:
    """All texts of a case that can be recognised, the longest first.

    Too short are texts of fewer than four characters: they would eat digits of amounts, unless one
    of their signs tells them apart. A text of several lines counts as a whole and line by line.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Sort out and prepare."""
        lines = {fold(piece) for text in texts for piece in (text, *text.splitlines())}
        usable = {line for line in lines if len(line) >= _SHORTEST or _TELLING & set(line)}
        self._wanted = [Wanted(line) for line in sorted(usable, key=lambda one: (-len(one), one))]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find every whole occurrence in folded text; a shorter text inside a longer is one."""
        squeezed = text.replace(" ", "")
        found: list[tuple[int, int]] = []
        for wanted in self._wanted:
            if wanted.squeezed in squeezed:
                found += (
                    span for span in wanted.spans(text, squeezed) if not is_covered(span, found)
                )
        return found


def is_covered(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether one of the spans holds all of this one."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put a gap in the place of each span; spans that overlap leave one gap."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            parts += [text[position:start], GAP]
            position = end
    return "".join((*parts, text[position:]))
