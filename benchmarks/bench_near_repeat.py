"""Near repeats (Knox) against a bare k-d tree with compiled shuffles.

    python benchmarks/bench_near_repeat.py [--rounds 5] [--json]

Clustered points over two years, a table of four bands of 100 metres by four of a week, 999 shuffles. Bare:
`cKDTree.query_pairs`, a histogram, and a numba loop that shuffles the days and counts; no bands beyond, no checks, no
ratio, no p. Sides alternate within one process, compiled before the clock starts. The observed tables must be equal;
on 2,000 points they must equal all pairs. Peak memory is of a fresh process for each side.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
SIZES = (5_000, 20_000)
AIM, STRETCH, STEADY = 1.5, 1.1, 1.5
SHUFFLES, SEED = 999, 5
SPACE, TIME = (0, 100, 200, 300, 400), (0, 7, 14, 21, 28)


def made(events: int) -> tuple[Any, Any]:
    """Two thirds of the events about a hundred and fifty centres, the rest anywhere in a town."""
    import numpy as np

    draw = np.random.default_rng(1)
    centres = draw.uniform(0, 30_000, (150, 2))
    near = centres[draw.integers(0, 150, events * 2 // 3)] + draw.normal(0, 900, (events * 2 // 3, 2))
    points = np.concatenate([near, draw.uniform(0, 30_000, (events - len(near), 2))])
    return points, draw.integers(0, 730, events)


def bare_side(events: int) -> Callable[[], Any]:
    import numba
    import numpy as np
    from scipy.spatial import cKDTree

    points, days = made(events)

    @numba.njit
    def shuffled(days, first, second, bands, shuffles, seed):
        np.random.seed(seed)
        found = np.zeros((shuffles, 4, 4), dtype=np.int64)
        for shuffle in range(shuffles):
            if shuffle:
                np.random.shuffle(days)
            for pair in range(first.shape[0]):
                apart = abs(days[first[pair]] - days[second[pair]])
                if apart < 28:
                    found[shuffle, bands[pair], apart // 7] += 1
        return found

    def bare() -> Any:
        pairs = cKDTree(points).query_pairs(SPACE[-1], output_type="ndarray")
        distances = np.sqrt(((points[pairs[:, 0]] - points[pairs[:, 1]]) ** 2).sum(axis=1))
        bands = np.minimum(distances // 100, 3).astype(np.int64)
        return shuffled(days.copy(), pairs[:, 0].copy(), pairs[:, 1].copy(), bands, SHUFFLES + 1, SEED)[0].tolist()

    return bare


def ours_side(events: int) -> Callable[[], Any]:
    from wardmote.methods.near_repeat import knox

    points, days = made(events)

    def ours() -> Any:
        found = knox(points, days, space_cuts=SPACE, time_cuts=TIME, shuffles=SHUFFLES, seed=SEED)
        return [list(row) for row in found.observed]

    return ours


def all_pairs(events: int) -> list[list[int]]:
    """The table by every distance there is."""
    import numpy as np
    from scipy.spatial.distance import pdist

    points, days = made(events)
    apart, later = pdist(points), pdist(days[:, None].astype(float), "cityblock")
    return [
        [
            int(((apart >= near) & (apart < near + 100) & (later >= soon) & (later < soon + 7)).sum())
            for soon in TIME[:-1]
        ]
        for near in np.array(SPACE[:-1])
    ]


def compared(events: int, rounds: int) -> dict[str, Any]:
    sides = {"bare": bare_side(events), "ours": ours_side(events)}
    first_call, answers, taken = {}, {}, {name: [] for name in sides}
    for name, side in sides.items():
        start = time.perf_counter()
        answers[name] = side()
        first_call[name] = time.perf_counter() - start
    assert answers["bare"] == answers["ours"], answers
    for number in range(rounds):
        for name in ("bare", "ours") if number % 2 else ("ours", "bare"):
            start = time.perf_counter()
            sides[name]()
            taken[name].append(time.perf_counter() - start)
    each = sorted(our / their for our, their in zip(taken["ours"], taken["bare"], strict=True))
    return {
        "first_call": first_call,
        "seconds": {name: statistics.median(times) for name, times in taken.items()},
        "anchor_spread": max(taken["bare"]) / min(taken["bare"]),
        "ratio": statistics.median(each),
        "lowest": each[0],
        "highest": each[-1],
        "peak_mb": {name: peak(name, events) for name in sides},
    }


def peak(side: str, events: int) -> float:
    """Megabytes that a fresh process had at most when it did one side once, imports included."""
    command = [sys.executable, __file__, "--one", side, str(events)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _most_memory() -> float:
    """Megabytes. The kernel's count for getrusage would begin with the process that started this one."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        {"bare": bare_side, "ours": ours_side}[options.one[0]](int(options.one[1]))()
        print(_most_memory())
        return 0
    assert ours_side(2000)() == all_pairs(2000)
    found = {events: compared(events, max(5, options.rounds)) for events in SIZES}
    if options.json:
        print(json.dumps({"aim": AIM, "stretch": STRETCH, **found}, indent=1))
        return 0
    for events, row in found.items():
        print(f"{events:,} events, {SHUFFLES} shuffles; observed tables equal")
        for side, seconds in row["seconds"].items():
            first, memory = row["first_call"][side], row["peak_mb"][side]
            print(f"  {side:5} median {seconds:.3f} s; first call {first:.1f} s; peak memory {memory:.0f} MB")
        said = "met" if row["ratio"] <= AIM else "NOT met"
        if row["anchor_spread"] > STEADY:
            said = f"not judged: the anchor itself varied {row['anchor_spread']:.1f} times"
        print(f"  ours ÷ bare: {row['ratio']:.2f} ({row['lowest']:.2f} to {row['highest']:.2f}), ", end="")
        print(f"aim {AIM}, better {STRETCH}: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
