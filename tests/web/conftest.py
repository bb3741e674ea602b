"""One upload form on a real port for all tests here, and one browser to look at it."""

import shutil
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from cases import ROOT
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright
from web_pages import TODAY

from docgen.pipeline import Content, load_content
from docgen.web import web_router
from docgen.workers import Limits, Workers


@pytest.fixture(scope="session")
def content() -> Content:
    """The content of this checkout."""
    return load_content(ROOT)


@pytest.fixture(scope="session")
def address(content: Content) -> Iterator[str]:
    """Where the form is served, by a server with one worker."""
    with Workers(ROOT, Limits(workers=1)) as workers:
        app = FastAPI(openapi_url=None)
        app.include_router(web_router(content, workers, clock=lambda: TODAY))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """Somebody who asks the server without a browser."""
    with httpx.Client(base_url=address, timeout=60) as asking:
        yield asking


# While Playwright runs, no other event loop can run in this thread; hence not for the session.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium that asks nobody else."""
    options = [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        executable = shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=executable, args=options)
        yield chromium
        chromium.close()
