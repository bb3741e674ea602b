"""Mend what a PDF says its glyphs mean, so that what is read back is what was written.

Where an accent is drawn over a letter and another below it (`Ž̦`), WeasyPrint gives the meaning of
both glyphs to the second and none to the first; readers then show whatever they guess.
"""

import re
from collections.abc import Mapping
from typing import Any

import pydyf

_BEGINNING = b"/CIDInit /ProcSet findresource begin"
_MEANING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_ONE_CHARACTER = 4
"""Hexadecimal digits of one UTF-16 unit; the bundled fonts have no character of two."""


def mend_meanings(pdf: Any, characters: Mapping[int, str]) -> None:  # noqa: ANN401
    """Let each glyph that means none or several characters mean its own.

    characters: by glyph id, as the fonts have them.
    """

    def mended(line: object) -> object:
        match = _MEANING.fullmatch(line) if isinstance(line, bytes) else None
        if match is None or len(match[2]) == _ONE_CHARACTER:
            return line
        own = characters.get(int(match[1], 16))
        return (
            line
            if own is None
            else b"<%s> <%s>" % (match[1], own.encode("utf-16-be").hex().encode())
        )

    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.stream[:1] == [_BEGINNING]:
            one.stream = [mended(line) for line in one.stream]
