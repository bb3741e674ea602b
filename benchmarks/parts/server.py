"""A real `docgen serve` for as long as something is measured."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20

_PROCESSES: dict[str, int] = {}


@contextmanager
def running(*, workers: int) -> Iterator[str]:
    """Start a service on a free port; yield its address once it is ready."""
    process = subprocess.Popen(  # noqa: S603  # docgen itself
        [sys.executable, "-m", "docgen", "serve", "--port", "0", "--workers", str(workers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1].rstrip("/")
        while not _is_ready(url):
            assert process.poll() is None, "the service did not start"
            time.sleep(0.1)
        _PROCESSES[url] = process.pid
        yield url
    finally:
        process.terminate()
        process.wait()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def workers_of(url: str) -> dict[int, float]:
    """Give the workers of a running service: process id and resident MiB."""
    tasks = Path(f"/proc/{_PROCESSES[url]}/task").glob("*/children")
    children = sorted({int(one) for task in tasks for one in task.read_text().split()})
    found = {one: Path(f"/proc/{one}") for one in children}
    return {
        one: int((folder / "statm").read_text().split()[1]) * _PAGE_MIB
        for one, folder in found.items()
        if b"spawn_main" in (folder / "cmdline").read_bytes()
    }
