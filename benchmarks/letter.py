"""One letter measured in one run: cold, room by room, whole, and against the bare engines.

"Whole" is case bytes → proven PDF and manifest, without DOCX. "Bare" is WeasyPrint's call alone on
the same HTML with the same style, fonts and PDF variant. Rounds are interleaved, so only ratios
within one run count. The garbage collector is as Python sets it, but each measurement begins after
a full collection: otherwise one of them would pay for the garbage of another. What it costs a
worker shows in the letters written in a row. Each round runs at another depth of the stack, see
`parts/depth.py`.

Exit status 1 when whole / bare misses its target or a warm letter opens files; the other figures
are shown, not judged.
"""

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from parts.clock import Laps, Samples, percentile
from parts.depth import Depths, at_depth
from parts.process import cold_starts, opened_files, resident_mib

_AT_START: Final = resident_mib()

from parts.engines import bare_weasyprint, plain_docxtpl  # noqa: E402
from parts.rooms import DOCX_ROOMS, PDF_ROOMS, walk  # noqa: E402

from docgen.pipeline import Content, Result, State, generate, load_content  # noqa: E402

_DOCTYPE: Final = "bescheid/bewilligung"
_CASE: Final = Path(__file__).parents[1] / "examples" / "ksv-sachsen-2026.json"
_WHOLE, _BARE, _PLAIN = "whole", "bare WeasyPrint", "plain docxtpl"
_ROW: Final = "whole, in a row"
_COLLECTION: Final = "a full collection"

_FEWEST_ROUNDS: Final = 30
_WARM_UP: Final = 3

_RATIO_TARGET: Final = 1.25
_TAIL_TARGET: Final = 1.3
_DOCX_TARGET: Final = 0.6


def main() -> int:
    """Measure, print, judge."""
    options = _options()
    cold = cold_starts(_DOCTYPE, _CASE, options.cold)
    raw = _CASE.read_bytes()
    content = load_content()
    samples: Samples = {}

    def letter() -> Result:
        return generate(content, _DOCTYPE, raw, ("pdf",), access=False)

    tasks = _tasks(content, raw, letter, samples)
    for _ in range(_WARM_UP):
        for task in tasks:
            task()
    samples.clear()
    warm_memory = resident_mib()
    whole, bare, *others = tasks
    depths = Depths()
    for number in range(options.rounds):
        depth = depths()
        # Whole and bare stand side by side and take turns in going first.
        for task in (*((whole, bare) if number % 2 else (bare, whole)), *others):
            gc.collect()
            at_depth(depth, task)
    for _ in range(options.rounds):
        at_depth(depths(), _timed(samples, _ROW, letter))
    _timed(samples, _COLLECTION, gc.collect)()
    memory = (_AT_START, warm_memory, resident_mib())
    opened = opened_files(letter)

    print(f"One letter, {_CASE.name}, {options.rounds} interleaved rounds, milliseconds")
    _print_cold(cold)
    _print_warm(samples)
    is_fast = _print_ratios(samples)
    print("\nMemory (RSS, MiB)")
    for name, mib in zip(("process start", "warm", "after the run"), memory, strict=True):
        print(f"  {name:<24}{mib:9.1f}")
    print(f"\nFiles opened by one warm letter: {len(opened)} (expected 0)")
    for path in opened:
        print(f"  {path}")
    return 0 if is_fast and not opened else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=50, help="interleaved rounds (>= 30)")
    parser.add_argument("--cold", type=int, default=5, help="cold processes")
    options = parser.parse_args()
    if options.rounds < _FEWEST_ROUNDS or options.cold < 1:
        parser.error(f"at least {_FEWEST_ROUNDS} rounds and one cold process")
    return options


def _timed(samples: Samples, name: str, action: Callable[[], object]) -> Callable[[], None]:
    def task() -> None:
        lap = Laps(samples)
        action()
        lap(name)

    return task


def _tasks(
    content: Content, raw: bytes, letter: Callable[[], Result], samples: Samples
) -> list[Callable[[], None]]:
    """Give what one round consists of, whole and bare first; each notes its times."""
    walked = walk(content, _DOCTYPE, raw, Laps({}))
    result = letter()
    assert result.state is State.FERTIG, result.findings
    pdf, record = (file.data for file in result.files)
    assert (walked.pdf, walked.manifest) == (pdf, record), "the rooms go another way than generate"

    def rooms() -> None:
        walk(content, _DOCTYPE, raw, Laps(samples))

    return [
        _timed(samples, _WHOLE, letter),
        _timed(samples, _BARE, bare_weasyprint(content, walked.letter)),
        rooms,
        _timed(samples, _PLAIN, plain_docxtpl(content, walked.letter)),
    ]


def _print_cold(cold: Samples) -> None:
    print(f"\n{'Cold start':<24}{'median':>9}{'min':>9}{'max':>9}")
    for name in ("import", "load_content", "first letter", "whole process"):
        times = cold[name]
        print(f"  {name:<22}{percentile(times, 50):9.0f}{min(times):9.0f}{max(times):9.0f}")


def _print_warm(samples: Samples) -> None:
    bare = percentile(samples[_BARE], 50)
    print(f"\n{'Warm':<24}{'p25':>9}{'median':>9}{'p99':>9}{'/ bare':>9}")
    for name in (*PDF_ROOMS, _WHOLE, _BARE, _ROW, _COLLECTION, *DOCX_ROOMS, _PLAIN):
        times = samples[name]
        p25, p50, p99 = (percentile(times, percent) for percent in (25, 50, 99))
        print(f"  {name:<22}{p25:9.2f}{p50:9.2f}{p99:9.2f}{p50 / bare:9.3f}")


def _print_ratios(samples: Samples) -> bool:
    """Print the ratios that have targets; tell whether whole / bare is met.

    That is judged by the median of the ratios of each round: whatever else the machine does
    meanwhile slows down both halves of a round, while two medians may come from different times.
    """

    def ratio(name: str, other: str, percent: float = 50) -> float:
        return percentile(samples[name], percent) / percentile(samples[other], percent)

    whole, row = samples[_WHOLE], samples[_ROW]
    by_round = [one / bare for one, bare in zip(whole, samples[_BARE], strict=True)]
    decisive = percentile(by_round, 50)
    rows = (
        ("whole / bare, by round", decisive, _RATIO_TARGET),
        ("whole / bare, median", ratio(_WHOLE, _BARE), _RATIO_TARGET),
        ("whole / bare, p25", ratio(_WHOLE, _BARE, 25), _RATIO_TARGET),
        ("in a row, p99 / p50", percentile(row, 99) / percentile(row, 50), _TAIL_TARGET),
        ("DOCX / plain docxtpl", ratio(DOCX_ROOMS[0], _PLAIN), _DOCX_TARGET),
    )
    print(f"\n{'Ratio':<24}{'measured':>9}{'target':>9}")
    for name, measured, target in rows:
        verdict = "met" if measured <= target else "missed"
        print(f"  {name:<22}{measured:9.3f}   ≤ {target:<5}{verdict}")
    return decisive <= _RATIO_TARGET


if __name__ == "__main__":
    sys.exit(main())
