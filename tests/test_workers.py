"""Workers keep within their limits, whatever they are given, and the pool lives on."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import TypeVar
from zipfile import ZipFile

import pytest
from cases import EXAMPLE, ROOT, many_services, raw
from lxml import etree

from docgen.pipeline import State, generate, load_content
from docgen.proof import Status
from docgen.provenance import write_provenance
from docgen.workers import BusyError, Limits, MemoryLimitError, TimeLimitError, Workers

GRANT = "bescheid/bewilligung"
RAW = EXAMPLE.read_bytes()
PROVENANCE = "customXml/item1.xml"
T = TypeVar("T")


def with_workers(limits: Limits, story: Callable[[Workers], Awaitable[T]]) -> T:
    """Run a story with a pool of its own."""

    async def told() -> T:
        with Workers(ROOT, limits) as workers:
            await workers.warm()
            return await story(workers)

    return asyncio.run(told())


def hostile_letter() -> bytes:
    """A finished letter whose own list of duties holds a pattern that never ends.

    Its checksum is right: it guards against damage, not against those who compute it anew.
    """
    [letter, *_] = generate(load_content(), GRANT, RAW, ("docx",), access=False).files
    packed = BytesIO()
    with ZipFile(BytesIO(letter.data)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, with_endless_pattern(data) if name == PROVENANCE else data)
    return packed.getvalue()


def with_endless_pattern(part: bytes) -> bytes:
    root = etree.fromstring(part)
    provenance = json.loads(root.text or "")
    del provenance["pruefsumme"]
    items = provenance["pflichten"]["items"]
    items.append(items[0] | {"kind": "abwesend", "patterns": [r"(\w+\s?)+\Z!"]})
    root.text = write_provenance(provenance)
    return etree.tostring(root)


@pytest.mark.thorough
def test_what_takes_too_long_is_ended_and_the_next_is_judged() -> None:
    """A finished file with an endless pattern, and a letter of hundreds of pages."""
    good = generate(load_content(), GRANT, RAW, ("docx",), access=False).files[0].data
    long = raw(many_services(50, "Wege sind unsicher. " * 99 + "Am Ende."))

    async def story(workers: Workers) -> Status:
        with pytest.raises(TimeLimitError):
            await workers.verdict(hostile_letter())
        with pytest.raises(TimeLimitError):
            await workers.letter(GRANT, long, ("pdf",))
        return (await workers.verdict(good)).status

    assert with_workers(Limits(workers=1, seconds=2), story) is Status.UNCHANGED


def test_a_letter_that_needs_too_much_memory_is_ended() -> None:
    async def story(workers: Workers) -> None:
        for _ in range(2):
            with pytest.raises(MemoryLimitError):
                await workers.letter(GRANT, RAW, ("pdf",))

    with_workers(Limits(workers=1, mebibytes=64), story)


def test_who_comes_when_the_queue_is_full_is_told_at_once() -> None:
    async def story(workers: Workers) -> list[object]:
        letters = (workers.letter(GRANT, RAW, ("docx",)) for _ in range(4))
        return list(await asyncio.gather(*letters, return_exceptions=True))

    results = with_workers(Limits(workers=1, waiting=1), story)

    assert [type(one) is BusyError for one in results] == [False, False, True, True]


@pytest.mark.thorough
def test_a_worker_that_has_had_its_turns_makes_room_and_nothing_is_lost() -> None:
    async def story(workers: Workers) -> list[State]:
        letters = [workers.letter(GRANT, RAW, ("docx",)) for _ in range(5)]
        return [one.state for one in await asyncio.gather(*letters)]

    assert with_workers(Limits(workers=1, turns=2), story) == [State.FERTIG] * 5


def test_a_worker_writes_the_letter_this_process_writes() -> None:
    async def story(workers: Workers) -> bytes:
        result = await workers.letter(GRANT, RAW, ("pdf", "docx"))
        assert result.state is State.FERTIG
        return b"".join(file.data for file in result.files)

    here = generate(load_content(), GRANT, RAW)

    assert with_workers(Limits(workers=1), story) == b"".join(file.data for file in here.files)
