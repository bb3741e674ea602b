"""What the tests of reading share: the shipped schemas, the example, and small changes to it."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from docgen.case import Reading, load_schemas, read_case

ROOT: Final = Path(__file__).parents[2]
SCHEMA_FOLDER: Final = ROOT / "schemas"
SCHEMAS: Final = load_schemas(SCHEMA_FOLDER)
GRANT: Final = "bescheid/bewilligung"
EXAMPLE_BYTES: Final = (ROOT / "examples" / "ksv-sachsen-2026.json").read_bytes()
_EXAMPLE: Final = json.loads(EXAMPLE_BYTES)


def example() -> dict[str, Any]:
    """A new copy of the example case."""
    copy: dict[str, Any] = deepcopy(_EXAMPLE)
    return copy


def read(value: object) -> Reading:
    """Read a JSON value as a case for a grant; Decimals stand for bare JSON numbers."""
    return read_case(json.dumps(value).encode(), SCHEMAS, GRANT)


def read_bytes(raw: bytes) -> Reading:
    return read_case(raw, SCHEMAS, GRANT)


def holder(case: dict[str, Any], pointer: str) -> tuple[Any, Any]:
    """The object or array a pointer's last step is in, and that step."""
    *above, last = [part.replace("~1", "/") for part in pointer.split("/")[1:]]
    place: Any = case
    for token in above:
        place = place[int(token)] if isinstance(place, list) else place[token]
    return place, int(last) if isinstance(place, list) else last


def changed(pointer: str, value: object) -> dict[str, Any]:
    """The example with one other value."""
    case = example()
    place, last = holder(case, pointer)
    place[last] = value
    return case


def without(pointer: str) -> dict[str, Any]:
    """The example without one value."""
    case = example()
    place, last = holder(case, pointer)
    del place[last]
    return case


def told(reading: Reading) -> list[tuple[str, str]]:
    """Code and pointer of every finding, in order."""
    return [(one.code, one.pointer) for one in reading.findings]
