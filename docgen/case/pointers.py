"""Turn field names and indices into JSON pointers (RFC 6901), and back."""

from collections.abc import Iterable


def join(pointer: str, token: str | int) -> str:
    """Extend a pointer by one field name or index."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def build(tokens: Iterable[str | int]) -> str:
    """Make the pointer that leads along `tokens`."""
    pointer = ""
    for token in tokens:
        pointer = join(pointer, token)
    return pointer


def split(pointer: str) -> tuple[str, ...]:
    """Give the field names and indices of a pointer.

    Errors: ValueError when it is neither empty nor starts with a slash.
    """
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"not a JSON pointer: {pointer!r}")
    parts = pointer.split("/")[1:]
    if "~" not in pointer:  # as all of the program's own
        return tuple(parts)
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)
