"""One service for all tests that only ask it something."""

from collections.abc import Iterator

import pytest
from service import Service


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """A running service with one worker."""
    running = Service.start("--workers", "1")
    yield running
    running.stop()
