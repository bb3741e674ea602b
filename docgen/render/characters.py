"""Which characters no file of text may hold, because readers drop, replace or refuse them."""

import re
from typing import Final

_PLANES: Final = 17
_LAST: Final = "".join(
    chr(plane * 0x10000 + code) for plane in range(_PLANES) for code in (0xFFFE, 0xFFFF)
)
# Tab and line feed are the only control characters with a meaning in text.
_FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST}]")


def check_characters(text: str) -> None:
    """Raise ValueError for control characters, halves of surrogate pairs and noncharacters.

    Source: HTML, 13.2.3.5 (preprocessing the input stream).
    """
    if found := sorted(set(_FORBIDDEN.findall(text))):
        points = ", ".join(f"U+{ord(character):04X}" for character in found)
        raise ValueError(f"characters no text may hold: {points}")
