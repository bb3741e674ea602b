"""New wording from a date is one file; the old file needs no end and no other file a change."""

from pathlib import Path

import pytest
from cases import example
from promises import GRANT, decided, layer_of, letter, proven, shipped

BEFORE, FROM = "2026-12-31", "2027-01-01"
CLAUSE = "hinweis-fragen"


def versions(manifest: dict[str, object]) -> dict[str, str]:
    """Which version of each clause a letter is made of."""
    used = manifest["bausteine"]
    assert isinstance(used, list)
    return {one["id"]: one["fassung"] for one in used}


@pytest.mark.parametrize("place", ["templates/bescheid", "carriers/ksv-sachsen"])
def test_one_file_changes_the_words_from_its_day(place: str, tmp_path: Path) -> None:
    layer = layer_of(tmp_path)
    old = shipped(layer, f"templates/bescheid/clauses/{CLAUSE}.2008-01-01.md")
    text = old.read_text(encoding="utf-8")
    old.unlink()
    folder = "clauses" if place.startswith("templates") else "clauses/bescheid"
    new = layer / place / folder / f"{CLAUSE}.{FROM}.md"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(text.rstrip() + " Wir helfen gern.\n", encoding="utf-8")

    before = letter(layer, GRANT, decided(example(), BEFORE), tmp_path / "vorher")
    after = letter(layer, GRANT, decided(example(), FROM), tmp_path / "danach")

    assert versions(after)[CLAUSE] == FROM
    assert versions(before) == versions(after) | {CLAUSE: "2008-01-01"}
    assert proven(before) == proven(after)
