"""How a rule tells what it found: place, norm, and many alike as one."""

from collections.abc import Iterable
from dataclasses import replace

from docgen.findings import Finding, finding

_SHOWN_PLACES = 3
_EXCERPT = 40


def told(code: str, place: str, norm: str, **values: str | int) -> Finding:
    """Make a finding; `place` says where in the file, `norm` names clause and checkpoint."""
    return finding(code, title=place, norm=norm or None, **values)  # type: ignore[arg-type]  # values are no title


def excerpt(text: str) -> str:
    """Give the beginning of a text in German quotes, so that a reader finds the place."""
    words = " ".join(text.split())
    return f"„{words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + '…'}“"


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Tell findings that say the same as one, with its first places and the number of others."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        alike.setdefault((one.code, one.message), []).append(one)
    return tuple(
        replace(same[0], title=_places(list(dict.fromkeys(one.title for one in same))))
        for same in alike.values()
    )


def _places(places: list[str]) -> str:
    more = len(places) - _SHOWN_PLACES
    shown = "; ".join(places[:_SHOWN_PLACES])
    match more:
        case 1:
            return f"{shown} und 1 weitere Stelle"
        case _ if more > 1:
            return f"{shown} und {more} weitere Stellen"
    return shown
