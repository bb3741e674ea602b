"""The provenance as the text that every file carries, and back: damage is told by a checksum.

The checksum tells that the text is no longer the one docgen wrote, in whatever format it travelled.
It is no seal: whoever changes the text on purpose can compute it anew.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

_CHECKSUM: Final = "pruefsumme"


def write_provenance(parts: Mapping[str, Any]) -> str:
    """Spell the parts as JSON, with the checksum as one more."""
    spelled = _spelled(parts)
    # Appended by hand: spelling a letter twice would cost more than all the rest.
    return f'{spelled[:-1]}, "{_CHECKSUM}": "{_sum(spelled)}"}}'


def read_provenance(text: str) -> dict[str, Any] | None:
    """Give the parts, the checksum among them; None if the text is no JSON object."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def is_undamaged(parts: Mapping[str, Any]) -> bool:
    """Tell whether the parts are those over which their checksum was computed."""
    rest = {name: part for name, part in parts.items() if name != _CHECKSUM}
    return parts.get(_CHECKSUM) == _sum(_spelled(rest))


def _spelled(parts: Mapping[str, Any]) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def _sum(spelled: str) -> str:
    # Half a surrogate pair, which only a stranger's file has, must not stop the reading.
    return sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()
