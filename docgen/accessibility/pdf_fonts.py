"""A font of a PDF: what its codes mean, how wide they are, and what it lacks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from docgen.accessibility.pdf_objects import entry, items, name, number, whole

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_MAX_RANGE = 65_536
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_DEFAULT_WIDTH = 1000.0
_SPACE = 32


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn code: its text (None if nothing says what it means), its width in 1/1000 em."""

    text: str | None
    width: float
    is_space: bool


@dataclass(frozen=True, slots=True)
class Font:
    """A font as far as accessibility goes."""

    name: str
    embedded: bool
    maps_to_text: bool
    _bytes_per_code: int
    _meanings: Mapping[int, str]
    _widths: Mapping[int, float]
    _default_width: float

    def glyphs(self, drawn: bytes) -> Iterator[Glyph]:
        """Yield the glyphs of a string that is drawn with this font."""
        size = self._bytes_per_code
        for start in range(0, len(drawn) - size + 1, size):
            code = int.from_bytes(drawn[start : start + size])
            width = self._widths.get(code, self._default_width)
            yield Glyph(self._meanings.get(code), width, size == 1 and code == _SPACE)


def read_font(font: object) -> Font:
    """Read a font dictionary."""
    composite = name(entry(font, "/Subtype")) == "Type0"
    below = next(iter(items(entry(font, "/DescendantFonts"))), None) if composite else font
    descriptor = entry(below, "/FontDescriptor")
    drawn_by_itself = name(entry(font, "/Subtype")) == "Type3"
    mapping = entry(font, "/ToUnicode")
    default = entry(below, "/DW") if composite else entry(descriptor, "/MissingWidth")
    return Font(
        name=name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or "ohne Namen",
        embedded=drawn_by_itself or any(entry(descriptor, one) is not None for one in _PROGRAMS),
        maps_to_text=isinstance(mapping, pikepdf.Stream),
        _bytes_per_code=2 if composite else 1,
        _meanings=_meanings(mapping) if isinstance(mapping, pikepdf.Stream) else {},
        _widths=_wide_widths(below) if composite else _simple_widths(font),
        _default_width=number(default) if default is not None else _DEFAULT_WIDTH,
    )


def _meanings(mapping: pikepdf.Stream) -> dict[int, str]:
    """Read a ToUnicode CMap."""
    found: dict[int, str] = {}
    for kind, block in _BLOCK.findall(mapping.read_bytes()):
        if kind == b"bfchar":
            found |= {_code(one): _decoded(meaning) for one, meaning in _PAIR.findall(block)}
            continue
        for first, last, start, listed in _RANGE.findall(block):
            codes = range(_code(first), min(_code(last), _code(first) + _MAX_RANGE) + 1)
            each = re.findall(rb"<([^>]*)>", listed)
            for step, code in enumerate(codes):
                if listed:
                    if step < len(each):
                        found[code] = _decoded(each[step])
                elif start:
                    found[code] = _shifted(_decoded(start), step)
    return found


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _decoded(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2)).decode("utf-16-be", "replace")


def _shifted(first: str, step: int) -> str:
    last = ord(first[-1]) + step if first else 0x110000
    return first[:-1] + chr(last) if last <= 0x10FFFF else "\ufffd"  # noqa: PLR2004  # last of Unicode


def _simple_widths(font: object) -> dict[int, float]:
    first = whole(entry(font, "/FirstChar"), 0)
    widths = map(number, items(entry(font, "/Widths")))
    return dict(enumerate(widths, start=first))


def _wide_widths(font: object) -> dict[int, float]:
    """Read `W`: a first code with the list of widths, or first and last code with one width."""
    found: dict[int, float] = {}
    rest = items(entry(font, "/W"))
    while rest:
        first = whole(rest[0], 0)
        if len(rest) > 1 and isinstance(rest[1], pikepdf.Array):
            found |= enumerate(map(number, items(rest[1])), start=first)
            rest = rest[2:]
        elif len(rest) > 2:  # noqa: PLR2004  # three values belong together
            last = min(whole(rest[1], first), first + _MAX_RANGE)
            found |= dict.fromkeys(range(first, last + 1), number(rest[2]))
            rest = rest[3:]
        else:
            break
    return found
