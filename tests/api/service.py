"""A real server process to talk to, and short ways to ask it."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
from cases import EXAMPLE, ROOT

DOCUMENT: Final = "/v1/documents/bescheid/bewilligung"
VALIDATION: Final = "/v1/validations/bescheid/bewilligung"
JSON: Final = {"Content-Type": "application/json"}
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass
class Service:
    """One `docgen serve`: its process, its address, and what it logged so far."""

    process: subprocess.Popen[str]
    url: str
    log: list[str] = field(default_factory=list)
    _listener: threading.Thread = field(default_factory=threading.Thread)

    @classmethod
    def start(cls, *options: str, folder: Path = ROOT, **environment: str) -> "Service":
        """Start a server on a free port and wait until it is ready."""
        command = ["-m", "docgen", "serve", "--port", "0", *options]
        return cls._of(command, folder, environment)

    @classmethod
    def start_program(cls, program: str) -> "Service":
        """Start a server by a program of one's own that says its address as `docgen serve` does."""
        return cls._of(["-c", program], ROOT, {})

    @classmethod
    def _of(cls, command: list[str], folder: Path, environment: dict[str, str]) -> "Service":
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        address = _ADDRESS.search(said)
        assert address is not None, said
        service = cls(process, f"http://127.0.0.1:{address[1]}")
        service._listener = threading.Thread(target=service._listen, daemon=True)
        service._listener.start()
        service.wait_until_ready()
        return service

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.log.extend(iter(self.process.stderr.readline, ""))

    def wait_until_ready(self) -> None:
        """Ask until it answers."""
        for _ in range(300):
            try:
                if httpx.get(f"{self.url}/health/ready").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
            assert self.process.poll() is None, "".join(self.log)
        raise AssertionError("not ready")

    def post(
        self, path: str, body: bytes | str, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Send a body; it is called JSON unless the headers say otherwise."""
        return httpx.post(self.url + path, content=body, headers=JSON | (headers or {}), timeout=60)

    def get(self, path: str) -> httpx.Response:
        """Ask for something."""
        return httpx.get(self.url + path, timeout=60)

    def workers(self) -> list[int]:
        """Give the process ids of the workers."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = {int(number) for task in tasks for number in task.read_text().split()}
        return sorted(one for one in children if b"spawn_main" in _command(one))

    def stop(self) -> int:
        """Ask it to end, unless it has, and give its exit code; then its whole log is known."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self._listener.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return code


def example_bytes() -> bytes:
    """The example as it lies in the file."""
    return Path(EXAMPLE).read_bytes()


def _command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()
