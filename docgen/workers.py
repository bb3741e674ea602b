"""Warm processes that write and read letters, each one at a time, within limits of time and memory.

WeasyPrint is not safe for threads and a letter costs a tenth of a second, so no door writes one in
its own process. A worker loads the content once and writes one letter before it takes work. What
exceeds a limit is ended with its worker, and another worker takes its place.
"""

import asyncio
import gc
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from docgen.pipeline import Content, Result, State, generate, load_content
from docgen.proof import Verification, pictures, verify

T = TypeVar("T")

_MIB: Final = 2**20
_OUT_OF_MEMORY: Final = 71


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may cost, and how much work may wait.

    seconds: of one piece of work, from its start. mebibytes: of address space of one worker.
    waiting: pieces of work beyond those at work. turns: pieces of work after which a worker makes
    room for a new one, because WeasyPrint keeps some 30 KiB of each letter.
    """

    workers: int = os.cpu_count() or 1
    seconds: float = 20
    mebibytes: int = 1024
    waiting: int = 16
    turns: int = 1000


class BusyError(Exception):
    """Too much work is waiting already, or no worker can start; nothing was begun."""


class TimeLimitError(Exception):
    """The work took longer than it may; it was ended."""


class MemoryLimitError(Exception):
    """The work needed more memory than it may, or its process died; it was ended."""


class Workers:
    """Warm workers. Entering starts them; leaving lets them finish and ends them."""

    def __init__(self, root: Path, limits: Limits) -> None:
        """Prepare the pool for one content root; nothing is started."""
        self.limits = limits
        self._root = root
        self._taken = 0

    def __enter__(self) -> Self:
        """Start the workers; what they write for themselves lies in one folder."""
        self._folder = Path(tempfile.mkdtemp(prefix="docgen-"))
        self._pool = self._new_pool()
        self._pool.active  # noqa: B018  # asking starts them
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the workers finish what they began, and end them."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def warm(self) -> None:
        """Wait until every worker has written its first letter."""
        await asyncio.gather(*(self._do(_nothing) for _ in range(self.limits.workers)))

    async def letter(
        self,
        doctype: str,
        raw: bytes,
        formats: tuple[str, ...],
        *,
        draft: bool = False,
        access: bool = True,
    ) -> Result:
        """Write and prove a letter; see `docgen.pipeline.generate`.

        Cancelling ends the work and its worker.
        Errors: BusyError, TimeLimitError, MemoryLimitError; and those of `generate`.
        """
        return await self._do(_letter, doctype, raw, formats, draft, access)

    async def verdict(self, data: bytes) -> Verification:
        """Judge a finished file; see `docgen.proof.verify`.

        Errors: BusyError, TimeLimitError, MemoryLimitError.
        """
        return await self._do(_verdict, data)

    async def pictures(self, pdf: bytes) -> tuple[bytes, ...]:
        """Draw the pages of a finished PDF; see `docgen.proof.pictures`.

        Errors: BusyError, TimeLimitError, MemoryLimitError.
        """
        return await self._do(_pictures, pdf)

    async def _do(self, work: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
        if self._taken >= self.limits.workers + self.limits.waiting:
            raise BusyError
        self._taken += 1
        try:
            try:
                return await self._scheduled(work, arguments)
            except BrokenProcessPool:
                # Every worker died while none was at work; no piece of work is to blame.
                return await self._scheduled(work, arguments)
        except TookTooLong:
            raise TimeLimitError from None
        except ProcessExpired:
            raise MemoryLimitError from None
        except BrokenProcessPool:
            raise BusyError from None
        finally:
            self._taken -= 1

    async def _scheduled(self, work: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        if not self._pool.active:
            self._renew()
        future = self._pool.schedule(work, args=arguments, timeout=self.limits.seconds)
        return await asyncio.wrap_future(future)

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.limits.workers,
            max_tasks=self.limits.turns,
            initializer=_begin,
            initargs=(self._root, self.limits.mebibytes, self._folder),
            context=get_context("spawn"),
        )

    def _renew(self) -> None:
        """Put a new pool in the place of a broken one, whose end nobody waits for."""
        broken, self._pool = self._pool, self._new_pool()
        broken.stop()  # type: ignore[no-untyped-call]
        Thread(target=broken.join, daemon=True).start()


# --- inside a worker -----------------------------------------------------------------------------

_content: Content


def _begin(root: Path, mebibytes: int, folder: Path) -> None:
    """Load the content and write a letter, so that the first one asked for is warm."""
    global _content  # noqa: PLW0603  # what a process has once
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard speaks to the server alone
    _settle(folder)
    _content = load_content(root)
    _write_one(_content)
    gc.collect()
    gc.freeze()  # what stays for ever is not looked through again and again
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * _MIB, mebibytes * _MIB))


def _settle(folder: Path) -> None:
    """Keep temporary files in a folder of one's own, and clear those of workers that are gone.

    WeasyPrint copies the fonts; a worker that is ended in the middle of its work leaves them.
    """
    own = folder / str(os.getpid())
    own.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(own)
    for other in folder.iterdir():
        if not _lives(int(other.name)):
            shutil.rmtree(other, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, PermissionError):  # the second: given again to somebody else
        return False
    return True


def _write_one(content: Content) -> None:
    for file in content.examples():
        for doctype in content.doctypes:
            if generate(content, doctype, file.read_bytes()).state is State.FERTIG:
                return


def _nothing() -> None:
    pass


def _letter(
    doctype: str,
    raw: bytes,
    formats: tuple[str, ...],
    draft: bool,  # noqa: FBT001  # Pebble passes on by position
    access: bool,  # noqa: FBT001
) -> Result:
    write = partial(generate, draft=draft, access=access)
    return _within_memory(write, _content, doctype, raw, formats)


def _verdict(data: bytes) -> Verification:
    return _within_memory(verify, data)


def _pictures(pdf: bytes) -> tuple[bytes, ...]:
    return _within_memory(pictures, pdf)


def _within_memory(work: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
    try:
        return work(*arguments)
    except (MemoryError, SystemError):  # the second is how C tells it
        os._exit(_OUT_OF_MEMORY)  # what is left of this process is not to be trusted
