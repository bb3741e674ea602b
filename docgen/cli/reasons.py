"""Why the operating system refused something, in German."""

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOENT: "gibt es nicht",
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.EISDIR: "das ist ein Ordner",
    errno.ENOTDIR: "ein Teil des Pfads ist kein Ordner",
    errno.EEXIST: "dort liegt schon eine Datei",
    errno.ENOSPC: "kein Platz mehr",
    errno.EDQUOT: "kein Platz mehr",
    errno.EROFS: "dort darf nur gelesen werden",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EIO: "das Gerät meldet einen Fehler",
}


def reason(error: OSError) -> str:
    """Say why; an unusual reason is named by its number."""
    return _REASONS.get(error.errno or 0, f"Fehler {error.errno} des Betriebssystems")
