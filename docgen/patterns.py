r"""How a search pattern reads: `^zur Niederschrift\.` is „zur Niederschrift.“ to a lawyer.

Alternatives are told apart, what may be absent is left out, and `…` stands for what may be
anything. Whatever is too odd for that is shown as it stands.
"""

import re
from collections.abc import Iterable
from typing import Final

ANYTHING: Final = "…"
_MOST: Final = 6
"""So many ways to say something are told; more than that nobody reads."""
_QUANTIFIER: Final = re.compile(r"(?:(?P<maybe>[?*]|\{0?,\d*\})|\+|\{\d+,?\d*\})[?+]?")
_GROUP: Final = re.compile(r"\((\?(?:[a-zA-Z]*:|<?[=!]|P<\w+>))?")
_NOTHING: Final = frozenset("bBAZ")
_KINDS: Final = frozenset("wWdDS")


def quoted(group: Iterable[str]) -> str:
    """Give patterns of which one has to match, in German quotes."""
    said = dict.fromkeys(words for pattern in group for words in in_words(pattern))
    return " oder ".join(f"„{words}“" for words in said)


def in_words(pattern: str) -> tuple[str, ...]:
    """Give the words a pattern looks for, one for each alternative."""
    try:
        found, end = _alternatives(pattern, 0)
    except (IndexError, ValueError, RecursionError):
        return (pattern,)
    if end < len(pattern):
        return (pattern,)
    spoken = dict.fromkeys(" ".join(one.split()) for one in found)
    return tuple(one or ANYTHING for one in spoken)


def _alternatives(pattern: str, at: int) -> tuple[list[str], int]:
    every: list[str] = []
    while True:
        found, at = _row(pattern, at)
        every += found
        if pattern[at : at + 1] != "|":
            return every[:_MOST], at
        at += 1


def _row(pattern: str, at: int) -> tuple[list[str], int]:
    said = [""]
    while at < len(pattern) and pattern[at] not in "|)":
        parts, at = _part(pattern, at)
        if (times := _QUANTIFIER.match(pattern, at)) is not None:
            at = times.end()
            if times["maybe"] and parts != [ANYTHING]:
                parts = [""]
        said = [f"{one}{part}" for one in said for part in parts][:_MOST]
    return said, at


def _part(pattern: str, at: int) -> tuple[list[str], int]:
    sign = pattern[at]
    match sign:
        case "(":
            group = _GROUP.match(pattern, at)
            kind = group[1] if group and group[1] else ""
            found, end = _alternatives(pattern, at + 1 + len(kind))
            if pattern[end] != ")":
                raise IndexError(end)
            return ([""] if kind.endswith(("=", "!")) else found), end + 1
        case "[":
            end = pattern.index("]", at + 2)
            return [_class(pattern[at + 1 : end])], end + 1
        case "\\":
            return [_escaped(pattern[at + 1])], at + 2
        case "^" | "$":
            return [""], at + 1
        case ".":
            return [ANYTHING], at + 1
        case _:
            return [sign], at + 1


def _escaped(sign: str) -> str:
    if sign in _NOTHING:
        return ""
    if sign in _KINDS:
        return ANYTHING
    return " " if sign == "s" else sign


def _class(signs: str) -> str:
    """Give one sign of a class: of `[Ww]` the small one; `…` where many are meant."""
    if signs.startswith("^") or "-" in signs[1:-1] or "\\" in signs:
        return ANYTHING
    small = signs[:1].casefold()
    return small if small in signs else signs[:1]
