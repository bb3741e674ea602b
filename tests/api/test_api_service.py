"""How the service lives: limits, callers who leave, an end in good order, and what it tells."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cases import example, raw
from service import DOCUMENT, Service, example_bytes

from docgen.server.serve import listen

CANARY = "Kanarienvogelsang"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Service]:
    """A service of one's own, to be ended; its temporary files lie in a folder of the test's."""
    service = Service.start("--workers", "1", TMPDIR=str(tmp_path))
    yield service
    service.stop()


def lines(service: Service) -> list[dict[str, object]]:
    """Everything that was logged, as JSON."""
    return [json.loads(line) for line in service.log]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_no_part_of_an_answer_is_held_back_until_the_part_before_is_acknowledged(host: str) -> None:
    with listen(host, 0) as listening:
        port = listening.getsockname()[1]
        with socket.create_connection((host, port)), listening.accept()[0] as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.thorough
def test_what_was_begun_is_finished_before_the_service_ends(own: Service) -> None:
    [worker] = own.workers()
    before = seconds_of(worker)
    with ThreadPoolExecutor(1) as caller:
        letter = caller.submit(own.post, f"{DOCUMENT}?format=zip", example_bytes())
        while seconds_of(worker) == before:
            time.sleep(0.001)
        own.process.send_signal(signal.SIGTERM)

        assert letter.result().status_code == 200
    assert own.stop() == 0
    assert lines(own)[-1]["event"] == "beendet"


@pytest.mark.thorough
def test_a_caller_who_leaves_frees_the_worker(own: Service) -> None:
    [before] = own.workers()
    body = example_bytes()
    address = own.url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1]))) as leaving:
        head = f"POST {DOCUMENT}?format=zip HTTP/1.1\r\nHost: x\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        leaving.sendall(head.encode() + body)
        time.sleep(0.05)

    assert own.post(DOCUMENT, body).status_code == 200
    assert own.workers() != [before]
    assert [line["status"] for line in lines(own) if line["event"] == "anfrage"].count(499) == 1


@pytest.mark.thorough
def test_workers_that_are_ended_at_work_leave_nothing_behind(own: Service, tmp_path: Path) -> None:
    """Each has its own copies of the fonts; the next one clears them away."""
    for _ in range(3):
        [worker] = own.workers()
        os.kill(worker, signal.SIGKILL)
        assert own.post(DOCUMENT, example_bytes()).status_code == 200

    [folder] = tmp_path.glob("docgen-*")
    assert [int(one.name) for one in folder.iterdir()] == own.workers()
    own.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_dies_at_work_is_replaced_and_the_service_lives(own: Service) -> None:
    [worker] = own.workers()
    with ThreadPoolExecutor(1) as caller:
        before = seconds_of(worker)
        letter = caller.submit(own.post, f"{DOCUMENT}?format=zip", example_bytes())
        while seconds_of(worker) == before:
            time.sleep(0.001)
        os.kill(worker, signal.SIGKILL)  # as the system does when memory runs out

        assert letter.result().status_code == 500
        assert letter.result().json()["type"] == "urn:docgen:problem:speichergrenze"
    assert own.post(DOCUMENT, example_bytes()).status_code == 200


@pytest.mark.thorough
def test_a_worker_that_dies_while_it_waits_is_replaced_unnoticed(own: Service) -> None:
    for _ in range(2):
        [worker] = own.workers()
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.3)

        assert own.post(DOCUMENT, example_bytes()).status_code == 200


def seconds_of(process: int) -> int:
    """How long a process has worked so far, in the ticks of the system."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_no_value_of_a_case_is_told_to_anyone_but_the_caller(own: Service, tmp_path: Path) -> None:
    good, bad = example(), example()
    for case in (good, bad):
        case["person"]["nachname"] = CANARY
        case["begruendung"]["wunsch"] = {"sie": f"{CANARY} braucht feste Zeiten."}
    bad["bankverbindung"]["iban"] = CANARY
    bad["person"]["anrede"] = CANARY
    del bad["person"]["vorname"]

    written = own.post(f"{DOCUMENT}?format=zip", raw(good))
    refused = own.post(DOCUMENT, raw(bad))
    unread = own.post(DOCUMENT, raw(good)[:-3])
    lost = own.get(f"/{CANARY}")

    time.sleep(0.2)
    told = "".join(own.log) + own.get("/metrics").text
    assert CANARY not in told
    assert CANARY not in f"{written.headers} {refused.text} {unread.text} {lost.text}"
    assert '"carrier": "ksv-sachsen"' in told
    for file in tmp_path.rglob("*"):
        assert CANARY not in file.name
        assert not file.is_file() or CANARY.encode() not in file.read_bytes()


def test_each_request_has_one_line_with_its_number(own: Service) -> None:
    answer = own.post(DOCUMENT, example_bytes())

    time.sleep(0.2)
    [line] = [
        one for one in lines(own) if one.get("anfrage") == answer.headers["docgen-request-id"]
    ]
    assert (line["weg"], line["status"], line["outcome"]) == (DOCUMENT, 200, "fertig")


@pytest.mark.thorough
def test_an_address_that_is_taken_is_told_in_german(own: Service) -> None:
    port = own.url.rpartition(":")[2]
    run = subprocess.run(
        [sys.executable, "-m", "docgen", "serve", "--port", port],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert "lässt sich kein Dienst starten" in run.stderr
    assert "Traceback" not in run.stderr
