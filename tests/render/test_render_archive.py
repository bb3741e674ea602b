"""Every kind of letter is PDF/A-3a and PDF/UA-1, says the reference validator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from render_sample import LAYOUTS, hostile, pdf_renderer, sample
from test_render_logo import with_logo
from test_render_tags import long_letter
from validator import judge

from docgen.render import LARGE_PRINT, PdfRenderer
from docgen.render.weasy import Press

pytestmark = pytest.mark.needs("verapdf")

STANDARDS: Final = ("ua1", "3a")


def as_draft() -> bytes:
    return pdf_renderer().render(replace(sample(), draft=True))


def in_large_print() -> bytes:
    return PdfRenderer(LAYOUTS, look=LARGE_PRINT).render(sample())


def as_weasyprint_writes_it() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "_finish", lambda *_: None)
        return pdf_renderer().render(sample())


FILES: Final[dict[str, Callable[[], bytes]]] = {
    "sample": lambda: pdf_renderer().render(sample()),
    "long": lambda: pdf_renderer().render(long_letter()),
    "hostile": lambda: pdf_renderer().render(hostile()),
    "draft": as_draft,
    "large": in_large_print,
    "logo": lambda: pdf_renderer().render(with_logo()),
    "bare": as_weasyprint_writes_it,
}
Judged = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What the validator says of all of them, asked once: it takes seconds to begin."""
    folder: Path = tmp_path_factory.mktemp("archive")
    for name, write in FILES.items():
        (folder / f"{name}.pdf").write_bytes(write())
    return judge(sorted(folder.glob("*.pdf")), STANDARDS)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", [one for one in FILES if one != "bare"])
def test_a_letter_keeps_every_rule(name: str, standard: str, judged: Judged) -> None:
    assert judged[standard, f"{name}.pdf"] == []


def test_the_validator_can_refuse(judged: Judged) -> None:
    """Without the claim of PDF/UA, and with items that hold anything, the same letter is none."""
    assert judged["ua1", "bare.pdf"]
