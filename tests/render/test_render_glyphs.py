"""What the bundled fonts can print."""

from pathlib import Path

import pytest
from render_sample import LAYOUTS

from docgen.installation import BrokenInstallationError
from docgen.render import Glyphs


def test_letters_of_german_authorities_are_printable() -> None:
    text = "Äöüß ẞ €–„“‚‘… § × ÷ − ½ • Đỹ Łąćż Ğış Č\u00a0\u202f\n"

    assert Glyphs(LAYOUTS).missing(text) == ()


def test_missing_characters_are_named_once_and_in_order() -> None:
    assert Glyphs(LAYOUTS).missing("日本 日 \u200b\t x 🙂") == ("\t", "\u200b", "日", "本", "🙂")


def test_decomposed_letters_count_as_composed() -> None:
    assert Glyphs(LAYOUTS).missing("Mu\u0308ller") == ()


def test_no_fonts_is_a_broken_installation(tmp_path: Path) -> None:
    with pytest.raises(BrokenInstallationError, match="keine Schriften"):
        Glyphs(tmp_path)


def test_a_damaged_font_is_a_broken_installation(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "x.ttf").write_bytes(b"no font")

    with pytest.raises(BrokenInstallationError, match=r"x\.ttf"):
        Glyphs(tmp_path)
