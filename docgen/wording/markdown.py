"""Turn the filled text of a clause into blocks.

The text holds private-use markers where values belong; they become text only after Markdown has
been read, so that nothing in a value can be read as Markdown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docgen.german import bind
from docgen.letter import BulletList, Inline, Paragraph, Run

MARKER: Final = re.compile("\ue000([a-z0-9_.-]+)\ue001")
_NAMED: Final = re.compile(r"\[\[([a-z]+)\]\]")

_READER: Final = MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape"])


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A place for a block that `document` builds from facts."""

    name: str


ClauseBlock = Paragraph | BulletList | NamedBlock


class WordingError(Exception):
    """A clause says something it may not, or lacks a value it prints.

    `line` counts from 1 in the text that was read; it is 1 where no place is to blame.
    """

    def __init__(self, sentence: str, line: int = 1) -> None:
        """Keep the line."""
        super().__init__(sentence)
        self.line = line


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    """Read Markdown; the text holds markers, never a value of a case."""
    return tuple(_READER.parse(text))


def read_blocks(text: str, value_of: Callable[[str], str]) -> tuple[ClauseBlock, ...]:
    """Read paragraphs, bullet lists and named blocks; markers become `value_of(name)`.

    Errors: WordingError for anything else.
    """
    tokens = _tokens(text)
    blocks: list[ClauseBlock] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        match token.type:
            case "paragraph_open":
                blocks.append(_paragraph(tokens[position + 1], value_of))
                position += 3
            case "bullet_list_open":
                end = _closing(tokens, position)
                items = tokens[position:end]
                blocks.append(
                    BulletList(tuple(_inline(one, value_of) for one in items if _is_text(one)))
                )
                position = end + 1
            case _:
                sentence = f"„{token.tag or token.type}“ ist in Bausteinen nicht vorgesehen."
                raise WordingError(sentence, _line(token))
    return tuple(blocks)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _is_text(token: Token) -> bool:
    return token.type == "inline"


def _closing(tokens: tuple[Token, ...], start: int) -> int:
    for position in range(start + 1, len(tokens)):
        if tokens[position].type == "bullet_list_open":
            sentence = "Listen in Listen sind in Bausteinen nicht vorgesehen."
            raise WordingError(sentence, _line(tokens[position]))
        if tokens[position].type == "bullet_list_close":
            return position
    raise WordingError("Eine Liste endet nicht.")


def _paragraph(token: Token, value_of: Callable[[str], str]) -> ClauseBlock:
    named = _NAMED.fullmatch(token.content.strip())
    return NamedBlock(named[1]) if named else Paragraph(_inline(token, value_of))


def _inline(token: Token, value_of: Callable[[str], str]) -> Inline:
    runs: list[Run] = []
    bold = False
    for child in token.children or ():
        match child.type:
            case "text":
                runs.append(Run(_fill(child.content, value_of), bold))
            case "softbreak":
                runs.append(Run(" ", bold))
            case "hardbreak":
                runs.append(Run("\n", bold))
            case "strong_open" | "strong_close":
                bold = child.type == "strong_open"
            case _:
                sentence = f"„{child.content or child.tag}“ ist hier nicht vorgesehen."
                raise WordingError(sentence, _line(token))
    return _joined(runs)


def _joined(runs: list[Run]) -> Inline:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + run.text, run.bold)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _fill(text: str, value_of: Callable[[str], str]) -> str:
    """Put values in place of markers; only the clause's own words are bound typographically."""
    parts = _parts(text)
    return "".join(part if number % 2 == 0 else value_of(part) for number, part in enumerate(parts))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    """Give words and the names of markers in turn; the text never holds a value of a case."""
    return tuple(MARKER.split(bind(text)))
