"""A budget with its Rechenweg beside one letter, and how it grows with positions and changes.

The largest case: 40 positions over 24 months, with a change of the need every few months. Exit
status 1 when it takes more than 5 ms, or grows faster than positions × slices.
"""

import argparse
import gc
import json
from pathlib import Path
from typing import Any, Final

from parts.clock import Laps, Samples, percentile

from docgen.budget import account, budget_inputs, compute_budget
from docgen.case import read_case
from docgen.pipeline import Content, State, generate, load_content

_DOCTYPE: Final = "bescheid/bewilligung"
_CASE: Final = Path(__file__).parents[1] / "examples" / "ksv-sachsen-2026.json"
_TARGET: Final = 5.0
_GROWTH: Final = 1.5
"""So many times more than proportional is taken for noise."""
_SIZES: Final = ((10, 1), (10, 8), (40, 1), (40, 8))
_LARGEST: Final = _SIZES[-1]


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    content = load_content()
    letter = _CASE.read_bytes()
    tasks = {
        f"{positions} positions, {slices} slices": _task(content, positions, slices)
        for positions, slices in _SIZES
    }
    samples: Samples = {}
    for _ in range(rounds):
        for name, task in tasks.items():
            gc.collect()
            lap = Laps(samples)
            task()
            lap(name)
        lap = Laps(samples)
        assert generate(content, _DOCTYPE, letter, ("pdf",), access=False).state is State.FERTIG
        lap("one letter (PDF)")
    print(f"Budget with Rechenweg and payments, {rounds} rounds, milliseconds")
    for name, times in samples.items():
        print(f"  {name:<28}{percentile(times, 50):9.2f}  p95 {percentile(times, 95):9.2f}")
    return _judged(samples)


def _judged(samples: Samples) -> int:
    middle = {
        size: percentile(samples[f"{size[0]} positions, {size[1]} slices"], 50) for size in _SIZES
    }
    small, largest = _SIZES[0], _LARGEST
    times = (largest[0] * largest[1]) / (small[0] * small[1])
    growth = middle[largest] / middle[small] / times
    print(f"\nLargest: {middle[largest]:.2f} ms (target {_TARGET})")
    print(f"Growth against positions × slices: {growth:.2f} (at most {_GROWTH})")
    return 0 if middle[largest] <= _TARGET and growth <= _GROWTH else 1


def _task(content: Content, positions: int, slices: int) -> Any:  # noqa: ANN401
    raw = json.dumps(_case(positions, slices)).encode()
    case = read_case(raw, content.schemas, _DOCTYPE).case
    assert case is not None

    def task() -> None:
        read = budget_inputs(case, content.carriers, content.law)
        assert read.inputs is not None, read.findings
        budget = compute_budget(read.inputs)
        assert (len(budget.slices), len(budget.payments or ())) == (slices, 24)
        for one in budget.slices:
            assert len(tuple(account(one))) > positions

    return task


def _case(positions: int, slices: int) -> dict[str, Any]:
    """One service whose costs have so many positions, and change so often within 24 months."""

    def costs(rate: int) -> list[dict[str, Any]]:
        return [
            {
                "id": f"position-{number}",
                "bezeichnung": f"Position {number}",
                "umfang": {"menge": "3.25", "einheit": "stunde", "je": "woche"},
                "satz": {"betrag": f"{rate + number}.45", "quelle": "Vereinbarung"},
            }
            for number in range(positions)
        ]

    case: dict[str, Any] = json.loads(_CASE.read_bytes())
    service = case["leistungen"][0]
    del service["umfang"], service["satz"]
    service["kosten"] = costs(10)
    months = [(2026 + (11 + step) // 12, (11 + step) % 12 + 1) for step in range(3, 24, 3)]
    changes = [
        {"ab": f"{year}-{month:02}-01", "kosten": costs(10 + index)}
        for index, (year, month) in enumerate(months[: slices - 1], start=1)
    ]
    if changes:
        service["aenderungen"] = changes
    case["leistungen"] = [service]
    case["bewilligung"] |= {"beginn": "2026-12-01", "ende": "2028-11-30"}
    return case


if __name__ == "__main__":
    raise SystemExit(main())
