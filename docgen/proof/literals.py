"""The case's own texts: where they stand on the page, and the page without them."""

import re
from collections.abc import Iterable

from docgen.proof.reading import fold

GAP = "\x1f"
"""What stands in the place of a removed text: no word, no space, no digit."""

_SHORTEST = 4


def tolerant(text: str) -> re.Pattern[str]:
    """Compile folded text into a pattern that finds it wherever a page broke its lines.

    Inside a word one space is allowed, because a page may break a long word; none is needed behind
    a hyphen or slash. The text must be whole: no letter or digit may touch it, and no digits behind
    a point or comma may go on with its own.
    """
    pieces: list[str] = []
    before = ""
    for sign in text:
        if sign == " ":
            pieces.append(r"\s*" if before in "-/–" else r"\s")
        else:
            glue = r"\s?" if before not in {"", " "} else ""
            pieces.append(glue + re.escape(sign))
        before = sign
    start = r"(?<!\w)" if text[:1].isalnum() else ""
    start += r"(?<![0-9][.,])" if text[:1].isdigit() else ""
    end = r"(?!\w)" if text[-1:].isalnum() else ""
    end += r"(?![.,][0-9])" if text[-1:].isdigit() else ""
    return re.compile(start + "".join(pieces) + end)


class Literals:
    """All texts of a case that are long enough to be recognised, the longest first.

    Too short are texts of fewer than four characters: they would eat digits of amounts. A text of
    several lines counts as a whole and line by line.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Sort out and compile."""
        lines = {fold(piece) for text in texts for piece in (text, *text.splitlines())}
        usable = {line for line in lines if len(line) >= _SHORTEST}
        self._by_length = [
            (line.replace(" ", ""), line)
            for line in sorted(usable, key=lambda line: (-len(line), line))
        ]
        self._patterns: dict[str, re.Pattern[str]] = {}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find every whole occurrence in folded text; a shorter text inside a longer is one."""
        squeezed = text.replace(" ", "")
        found: list[tuple[int, int]] = []
        for literal, line in self._by_length:
            if literal in squeezed:
                pattern = self._patterns.get(line) or self._patterns.setdefault(
                    line, tolerant(line)
                )
                found += (
                    match.span()
                    for match in pattern.finditer(text)
                    if not is_covered(match.span(), found)
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
