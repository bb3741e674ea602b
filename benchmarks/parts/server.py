"""A real `docgen serve` for as long as something is measured."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx


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
        yield url
    finally:
        process.terminate()
        process.wait()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
