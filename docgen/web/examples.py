"""Cases to begin with: the invented ones of the content, and an empty one for each type."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docgen.case import read_case
from docgen.pipeline import Content

EMPTY: Final = "leer"


@dataclass(frozen=True, slots=True)
class Example:
    """One case to begin with: the name it is asked for by, its title, its bytes."""

    id: str
    title: str
    raw: bytes


def load_examples(content: Content) -> Mapping[str, Example]:
    """Read the examples of a content root, by name; a root need not have any."""
    return {
        path.stem: _example(content, path.stem, path.read_bytes()) for path in content.examples()
    }


def empty_case(content: Content, doctype: str) -> bytes:
    """Write an empty case of a type, each place with what belongs there.

    Errors: KeyError for an unknown type.
    """
    return json.dumps(content.schemas.empty(doctype), ensure_ascii=False, indent=2).encode()


def _example(content: Content, name: str, raw: bytes) -> Example:
    """Call an example by its carrier, where it names a known one."""
    case = read_case(raw, content.schemas, next(iter(content.doctypes))).case
    carrier = content.carriers.get(str(case.get("/traeger"))) if case else None
    title = f"{carrier.profiles[-1].value.name} ({name})" if carrier else name
    return Example(name, title, raw)
