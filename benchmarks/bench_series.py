"""Every series of one partnership, taken apart, charted and tested, against the bare decomposition alone.

    python benchmarks/bench_series.py [--rounds 9] [--json]

Both sides run in one process, alternating, on the same 15 invented series of 60 months. Ours: the seasonal pattern, the
control chart of the months and the tested change on the same month last year. The anchor: 15 bare `STL(...).fit()`
with the same windows. Processor time is printed too, since it suffers least from whatever else the machine does; what
each part of ours takes is printed to show where the time goes, with all six comparisons of a month and a forecast.
"""

import argparse
import json
import math
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

# As the product's own settings have it, for both sides.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
AIM, STRETCH = 2.0, 1.3
# A run is worth judging by when the anchor's slowest took at most this many times its quickest.
STEADY = 1.5
TYPES, LAST = 15, "2025-12"
MONTHS = [f"{year}-{month:02d}" for year in range(2021, 2026) for month in range(1, 13)]


def make_series() -> list[dict[str, int]]:
    """Make 15 series of 60 months with a level, a trend and a season of their own."""
    chance = random.Random(12)
    made = []
    for kind in range(TYPES):
        level, rise = 20 * 1.35**kind, chance.uniform(-0.2, 0.2)
        means = [
            level * (1 + rise * number / 60 + 0.2 * math.sin((number + kind) * math.pi / 6)) for number in range(60)
        ]
        made.append(
            {month: max(round(chance.gauss(mean, mean**0.5)), 0) for month, mean in zip(MONTHS, means, strict=True)}
        )
    return made


def ours(series: list[dict[str, int]]) -> None:
    for each in series:
        season(each)
        chart(each)
        last_year(each)


def bare(series: list[dict[str, int]]) -> None:
    from statsmodels.tsa.seasonal import STL

    for each in series:
        STL(list(each.values()), period=12, seasonal=13).fit()


def season(each: dict[str, int]) -> None:
    from wardmote.methods.seasonal import seasonal_pattern

    assert seasonal_pattern(list(each.values())).in_words


def chart(each: dict[str, int]) -> None:
    from wardmote.methods.xmr import analyse

    assert len(analyse(list(each.values())).points) == 60


def last_year(each: dict[str, int]) -> None:
    from wardmote.methods.changes import year_on_year

    assert year_on_year(each, LAST).change is not None


def six_comparisons(each: dict[str, int]) -> None:
    from wardmote.methods.changes import changes

    assert len(changes(each, LAST).all) == 6


def one_forecast(each: dict[str, int]) -> None:
    from wardmote.methods.forecast import forecast

    assert len(forecast(list(each.values())).points) == 6


def timed(side: Callable[[list[dict[str, int]]], None], series: list[dict[str, int]]) -> tuple[float, float]:
    """Return seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    side(series)
    return time.perf_counter() - clock, time.process_time() - processor


def part(work: Callable[[dict[str, int]], None], series: list[dict[str, int]], rounds: int) -> float:
    """Return the median milliseconds of one piece of work on one series, by the processor."""
    spent = [timed(lambda held: [work(each) for each in held] and None, series)[1] for _ in range(rounds)]
    return 1000 * statistics.median(spent) / len(series)


def measure(rounds: int) -> dict[str, object]:
    series = make_series()
    for side in (ours, bare):  # uncounted: brings the libraries into memory
        side(series)
    taken: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
    for number in range(rounds):
        pair = (("ours", ours), ("bare", bare))
        for name, side in pair if number % 2 else pair[::-1]:
            taken[name].append(timed(side, series))
    ratios = [
        [our[which] / their[which] for our, their in zip(taken["ours"], taken["bare"], strict=True)] for which in (0, 1)
    ]
    works = (season, chart, last_year, six_comparisons)
    return {
        "rounds": rounds,
        **{
            f"{name}{label}": _summary([each[which] for each in held])
            for name, held in taken.items()
            for which, label in ((0, ""), (1, "_processor"))
        },
        "ratio": _summary(ratios[0]),
        "ratio_processor": _summary(ratios[1]),
        "parts_ms_a_series": {work.__name__: part(work, series, 3) for work in works}
        | {"one_forecast": part(one_forecast, series[::7], 1)},
        "aim": AIM,
        "stretch": STRETCH,
    }


def _summary(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(max(5, options.rounds))
    if options.json:
        print(json.dumps(found, indent=1))
        return 0
    print(f"{TYPES} series of {len(MONTHS)} months, {found['rounds']} rounds, alternating, one process")
    for name in ("ours", "bare", "ours_processor", "bare_processor"):
        side = found[name]
        print(
            f"{name:14} median {1000 * side['median']:.1f} ms   ({1000 * side['min']:.1f} to {1000 * side['max']:.1f})"
        )
    for name in ("ratio", "ratio_processor"):
        print(f"{name:15} {found[name]['median']:.2f}   ({found[name]['min']:.2f} to {found[name]['max']:.2f})")
    print("milliseconds of processor a series:", {k: round(v, 2) for k, v in found["parts_ms_a_series"].items()})
    unsteady = found["bare"]["max"] / found["bare"]["min"]
    if unsteady > STEADY:
        print(f"not judged by the clock: the anchor itself varied {unsteady:.1f} times")
    met = found["ratio"]["median"] <= AIM
    print(f"aim at most {AIM}, better {STRETCH}: {'met' if met else 'NOT met'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
