"""Memory of one worker over many letters: shown, not judged; workers make room after many turns."""

import argparse
from pathlib import Path
from typing import Final

import httpx
from parts.server import running, workers_of

_DOCTYPE: Final = "bescheid/bewilligung"
_CASE: Final = Path(__file__).parents[1] / "examples" / "ksv-sachsen-2026.json"
_JSON: Final = {"Content-Type": "application/json"}
_SETTLED: Final = 100


def main() -> None:
    """Write letters one after another and look at the worker."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, default=400, help="from 200 on")
    letters = parser.parse_args().letters
    raw = _CASE.read_bytes()
    with running(workers=1) as url, httpx.Client(base_url=url, headers=_JSON) as client:
        sizes = {}
        for number in range(1, letters + 1):
            path = f"/v1/documents/{_DOCTYPE}?format={'zip' if number % 10 == 0 else 'pdf'}"
            assert client.post(path, content=raw).is_success
            if number % _SETTLED == 0:
                sizes[number] = workers_of(url)
    print(f"One worker, {letters} letters, resident MiB")
    for number, found in sizes.items():
        print(f"  after {number:5}  " + "  ".join(f"{mib:.1f}" for mib in found.values()))
    [first, *_], [last, *_] = (list(sizes[number].values()) for number in (_SETTLED, max(sizes)))
    growth = (last - first) * 1024 / (max(sizes) - _SETTLED)
    print(f"growth {growth:.0f} KiB a letter, {last / first:.3f} in all")


if __name__ == "__main__":
    main()
