"""The tags of the example letters as they were last looked at, one line for each element."""

import pytest
from cases import example
from letters import content, written
from syrupy.assertion import SnapshotAssertion
from tag_outline import tag_outline

EXAMPLES = sorted(one.stem for one in content().examples())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tags_of_a_letter(name: str, snapshot: SnapshotAssertion) -> None:
    letter, _ = written(example(name), "pdf").files

    assert tag_outline(letter.data) == snapshot


@pytest.mark.parametrize("name", EXAMPLES)
def test_large_print_has_the_same_tags(name: str) -> None:
    usual, large, _ = written(example(name), "pdf", "grossdruck").files

    assert kinds(large.data) == kinds(usual.data)


def kinds(pdf: bytes) -> list[tuple[int, str]]:
    """Depth and type of each element."""
    lines = tag_outline(pdf).split("\n")
    return [(len(line) - len(line.lstrip()), line.split()[0]) for line in lines]
