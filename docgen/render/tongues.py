"""Words of other languages, so that what reads a letter aloud says them in their own.

Asked for by PDF/UA-1 (ISO 14289-1) 7.2 and WCAG 2.1, 3.1.2.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

_SPACE: Final = "[ \u00a0]"


class Tongues:
    """Tells foreign words from German."""

    def __init__(self, foreign_words: Mapping[str, str]) -> None:
        """Take the language tag (BCP 47) of each word, spelled as it is printed."""
        self._language_of = foreign_words
        longest_first = sorted(foreign_words, key=len, reverse=True)
        spelled = "|".join(re.escape(one).replace(r"\ ", _SPACE) for one in longest_first)
        self._foreign = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)" if spelled else "(?!)")

    def parts(self, text: str) -> Iterator[tuple[str, str | None]]:
        """Part a text into stretches, each with its language; None for German.

        An empty text has none.
        """
        end = 0
        for match in self._foreign.finditer(text):
            if match.start() > end:
                yield text[end : match.start()], None
            yield match[0], self._language_of[match[0].replace("\u00a0", " ")]
            end = match.end()
        if end < len(text):
            yield text[end:], None
