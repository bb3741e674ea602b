"""The service measured in one run: a request beside the same letter in process, and two at once.

"In process" is `generate` for PDF in this process. Requests and letters in process take turns, so
only ratios within one run count. "Engines" are processes that write the same letters without a
server; "bare" ones do WeasyPrint's part alone, with nothing read, proven or recorded. What counts
is the speed-up: how much more two workers write than one, against how much more two bare engines
draw than one.

Exit status 1 when a target is missed.
"""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import httpx
from parts.clock import Laps, Samples, percentile
from parts.depth import Depths, at_depth
from parts.engines import bare_weasyprint
from parts.rooms import walk
from parts.server import running

from docgen.pipeline import Content, State, generate, load_content

_DOCTYPE: Final = "bescheid/bewilligung"
_CASE: Final = Path(__file__).parents[1] / "examples" / "ksv-sachsen-2026.json"
_JSON: Final = {"Content-Type": "application/json"}
_WARM_UP: Final = 3
_CLIENTS: Final = 4

_SERVED, _ENGINES, _BARE_ENGINES = "served, workers", "engines", "bare"
_REQUEST, _IN_PROCESS = "request", "in process"
_BROKEN, _PAGE = "findings of a broken case", "the same as a page"


def main() -> int:
    """Measure, print, judge."""
    options = _options()
    raw = _CASE.read_bytes()
    content = load_content()
    samples: Samples = {}
    depths = Depths()

    def letter() -> None:
        assert generate(content, _DOCTYPE, raw, ("pdf",), access=False).state is State.FERTIG

    with running(workers=1) as url, httpx.Client(base_url=url) as client:
        for number in range(-_WARM_UP, options.rounds):
            if number == 0:
                samples.clear()
            gc.collect()
            lap = Laps(samples)
            assert client.post(f"/v1/documents/{_DOCTYPE}", content=raw, headers=_JSON).is_success
            lap(_REQUEST)
            gc.collect()
            lap = Laps(samples)
            at_depth(depths(), letter)
            lap(_IN_PROCESS)
            lap = Laps(samples)
            assert not client.post(
                f"/v1/validations/{_DOCTYPE}", content=_broken(raw, number), headers=_JSON
            ).json()["gueltig"]
            lap(_BROKEN)
            form = {"typ": _DOCTYPE, "fall": _broken(raw, number).decode()}
            lap = Laps(samples)
            page = client.post(
                "/vorschau", files={name: (None, text) for name, text in form.items()}
            )
            lap(_PAGE)
            assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    rates = {
        f"{name}, {count}": rate(count)
        for name, rate in (
            (_SERVED, lambda count: _served(raw, options.letters, count)),
            (_ENGINES, lambda count: _processes(_whole, options.letters, count)),
            (_BARE_ENGINES, lambda count: _processes(_bare, options.letters, count)),
        )
        for count in (1, 2)
    }
    return _report(samples, rates)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=50, help="requests and letters in turn")
    parser.add_argument("--letters", type=int, default=80, help="letters under load")
    return parser.parse_args()


def _broken(raw: bytes, number: int) -> bytes:
    """Give a case with a dozen errors, never the same twice."""
    case = json.loads(raw)
    case["aktenzeichen"] = f"AZ {number}"
    for name in ("person", "bankverbindung", "bewilligung"):
        for field in list(case[name])[:4]:
            case[name][field] = None
    return json.dumps(case).encode()


def _served(raw: bytes, letters: int, workers: int) -> float:
    """Give letters per second of a service with four callers."""
    with running(workers=workers) as url, httpx.Client(base_url=url, headers=_JSON) as client:

        def ask(_: int) -> None:
            assert client.post(f"/v1/documents/{_DOCTYPE}", content=raw).is_success

        with ThreadPoolExecutor(_CLIENTS) as callers:
            list(callers.map(ask, range(_CLIENTS)))
            begun = time.perf_counter()
            list(callers.map(ask, range(letters)))
            return letters / (time.perf_counter() - begun)


def _processes(work: Callable[[int], float], letters: int, count: int) -> float:
    """Give letters per second of processes that begin together."""
    with get_context("spawn").Pool(count) as pool:
        pool.map(work, [1] * count, chunksize=1)
        seconds = pool.map(work, [letters // count] * count, chunksize=1)
    return letters / max(seconds)


_content: Content | None = None


def _loaded() -> Content:
    global _content  # noqa: PLW0603  # what a process has once
    if _content is None:
        _content = load_content()
        generate(_content, _DOCTYPE, _CASE.read_bytes(), access=False)
    return _content


def _whole(letters: int) -> float:
    content, raw = _loaded(), _CASE.read_bytes()
    return _row(lambda: generate(content, _DOCTYPE, raw, ("pdf",), access=False), letters)


def _bare(letters: int) -> float:
    content = _loaded()
    draw = bare_weasyprint(content, walk(content, _DOCTYPE, _CASE.read_bytes(), Laps({})).letter)
    return _row(draw, letters)


def _row(write: Callable[[], object], letters: int) -> float:
    """Write so many in a row, at many depths; give the seconds."""
    depths = Depths()
    begun = time.perf_counter()
    for _ in range(letters):
        at_depth(depths(), write)
    return time.perf_counter() - begun


def _report(samples: Samples, rates: Mapping[str, float]) -> int:
    print(f"The service, {_CASE.name}, milliseconds")
    print(f"{'':<28}{'p25':>9}{'median':>9}{'p99':>9}")
    for name, times in samples.items():
        p25, p50, p99 = (percentile(times, percent) for percent in (25, 50, 99))
        print(f"  {name:<26}{p25:9.2f}{p50:9.2f}{p99:9.2f}")
    print("\nLetters per second, one and two at once")
    for name, rate in rates.items():
        print(f"  {name:<26}{rate:9.2f}")
    served, engines, bare = (
        rates[f"{name}, 2"] / rates[f"{name}, 1"] for name in (_SERVED, _ENGINES, _BARE_ENGINES)
    )
    print(f"\nSpeed-up: served {served:.2f}, engines {engines:.2f}, bare {bare:.2f}")
    print(f"Served / engines, two: {rates[f'{_SERVED}, 2'] / rates[f'{_ENGINES}, 2']:.3f}")
    print(f"Served / bare, two: {rates[f'{_SERVED}, 2'] / rates[f'{_BARE_ENGINES}, 2']:.3f}")
    asked, here = samples[_REQUEST], samples[_IN_PROCESS]
    by_round = [one / other for one, other in zip(asked, here, strict=True)]
    rows = (
        ("request / in process", percentile(by_round, 50), 1.1, True),
        ("request, p99 / p50", percentile(asked, 99) / percentile(asked, 50), 1.5, True),
        ("speed-up, served / bare", served / bare, 0.9, False),
        ("broken case, p99 in ms", percentile(samples[_BROKEN], 99), 20, True),
        ("its page, p99 in ms", percentile(samples[_PAGE], 99), 20, True),
    )
    print(f"\n{'Target':<28}{'measured':>9}")
    missed = 0
    for name, measured, target, at_most in rows:
        met = measured <= target if at_most else measured >= target
        missed += not met
        sign, verdict = "≤" if at_most else "≥", "met" if met else "missed"
        print(f"  {name:<26}{measured:9.3f}   {sign} {target:<5}{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
