"""Run the service until SIGTERM or SIGINT; what was begun is finished first."""

import signal
import socket
from types import FrameType
from typing import Final

import uvicorn

from docgen.pipeline import Content
from docgen.render import PdfRenderer
from docgen.server.app import create_app
from docgen.workers import Limits

_GRACE_SECONDS: Final = 30
_IDLE_SECONDS: Final = 15
_BACKLOG: Final = 512


def listen(host: str, port: int) -> socket.socket:
    """Take an address; port 0 takes any that is free. Errors: OSError when it cannot be used.

    Connections inherit that nothing is held back: asyncio asks for it only where a socket names its
    protocol, and without it an answer's body waits 40 ms for its header to be acknowledged.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve(content: Content, limits: Limits, listening: socket.socket) -> None:
    """Answer requests until told to stop.

    Errors: BrokenInstallationError when a library or layout is missing, before anything starts.
    """
    PdfRenderer(content.layouts)  # only tried here; in a worker nobody would hear what is missing
    config = uvicorn.Config(
        create_app(content, limits),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    # uvicorn raises the signal that ended it once more; by then all is done, and done well.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ended)
    uvicorn.Server(config).run(sockets=[listening])


def _ended(number: int, frame: FrameType | None) -> None:
    pass
