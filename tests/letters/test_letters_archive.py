"""Every letter that is written can go into an archive, and be read by who does not see it."""

from pathlib import Path
from typing import Final

import pytest
from cases import Case, example, full_case, limited_case, put, represented_case, voucher_case
from letters import content, written
from validator import judge

from docgen.pipeline import State

pytestmark = pytest.mark.needs("verapdf")

ABROAD: Final = {"strasse": "Ringstraße 1", "plz": "1010", "ort": "Wien", "land": "Österreich"}
CASES: Final[dict[str, Case]] = {
    **{one.stem: example(one.stem) for one in content().examples()},
    "befristet": limited_case(),
    "gutschein": voucher_case(),
    "vertreten": represented_case(),
    "voll": full_case(),
    "ausland": put(example(), "/person/anschrift", ABROAD),
}
SIZES: Final = ("pdf", "grossdruck")
STANDARDS: Final = ("ua1", "3a")
Judged = dict[tuple[str, str], list[str]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """What the validator says of all of them, asked once: it takes seconds to begin."""
    folder: Path = tmp_path_factory.mktemp("archive")
    for name, case in CASES.items():
        result = written(case, *SIZES)
        assert result.state is State.FERTIG, result.findings
        for size, file in zip(SIZES, result.files, strict=False):
            (folder / f"{name}-{size}.pdf").write_bytes(file.data)
    return judge(sorted(folder.glob("*.pdf")), STANDARDS)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_a_letter_keeps_every_rule(name: str, size: str, standard: str, judged: Judged) -> None:
    assert judged[standard, f"{name}-{size}.pdf"] == []
