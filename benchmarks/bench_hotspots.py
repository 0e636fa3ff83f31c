"""Gi* against the bare closed form, and its permutations against PySAL's esda on one thread.

    python benchmarks/bench_hotspots.py [--rounds 7] [--json]

Areas are points with their six nearest and themselves, counts are negative binomial. Bare: the formula of Ord and Getis
with SciPy's sparse product and its row sums already known. Ours is timed as pages use it (neighbourhoods worked out
once for many maps) and from a plain table of weights. Sides alternate within one process; z is compared with esda's
each time. What is compiled is compiled before the clock starts, and how long that took is printed. Peak memory is of a
fresh process for each side.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
SIZES = (500, 35_000)
CLOSED = {"aim": 3.0, "stretch": 1.5}
PERMUTED = {"aim": 1.2, "stretch": 0.5}
PERMUTATIONS, SEED, STEADY = 999, 5, 1.5


def made(areas: int) -> tuple[Any, Any]:
    """Counts of so many areas, and each with its six nearest and itself."""
    import numpy as np

    from wardmote.methods.neighbours import nearest, with_self

    draw = np.random.default_rng(1)
    counts = draw.negative_binomial(2, 0.2, areas).astype(float)
    return counts, with_self(nearest(draw.uniform(0, 1e5, (areas, 2)), 6))


def closed_sides(areas: int) -> dict[str, Callable[[], Any]]:
    """The bare formula; ours with the neighbourhoods known; ours from the weights. Each called often enough to time."""
    import numpy as np

    from wardmote.methods.hotspots import gi_star, neighbourhoods

    x, weights = made(areas)
    known = neighbourhoods(weights)
    sums, squares = weights.sum(axis=1), weights.power(2).sum(axis=1)

    def bare() -> Any:
        mean = x.mean()
        spread = np.sqrt((x**2).mean() - mean**2)
        return (weights @ x - mean * sums) / (spread * np.sqrt((areas * squares - sums**2) / (areas - 1)))

    sides = {"bare": bare, "ours": lambda: gi_star(x, known), "ours_from_weights": lambda: gi_star(x, weights)}
    times = 2000 if areas < 1000 else 100
    return {name: lambda side=side: [side() for _ in range(times)][-1] for name, side in sides.items()}


def permuted_sides(areas: int) -> dict[str, Callable[[], Any]]:
    """esda's permutations on one thread, from its own form of the weights; ours from the sparse table."""
    from esda import G_Local
    from libpysal.weights import WSP

    from wardmote.methods.hotspots import gi_star_permuted

    x, weights = made(areas)
    table = WSP(weights).to_W(silence_warnings=True)
    options = {"transform": "B", "star": True, "n_jobs": 1, "seed": SEED, "keep_simulations": False}
    return {
        "esda": lambda: G_Local(x, table, permutations=PERMUTATIONS, **options).Zs,
        "ours": lambda: gi_star_permuted(x, weights, permutations=PERMUTATIONS, seed=SEED).z,
    }


def compared(sides: dict[str, Callable[[], Any]], rounds: int) -> dict[str, Any]:
    """Time the sides in turn; the first named is the anchor. Their answers must agree."""
    names = list(sides)
    compiled, answers, taken = {}, {}, {name: [] for name in names}
    for name in names:
        start = time.perf_counter()
        answers[name] = sides[name]()
        compiled[name] = time.perf_counter() - start
    worst = max(float(abs(answers[names[0]] - answers[name]).max()) for name in names)
    assert worst < 1e-9, worst
    for number in range(rounds):
        for name in names if number % 2 else names[::-1]:
            start = time.perf_counter()
            sides[name]()
            taken[name].append(time.perf_counter() - start)
    found: dict[str, Any] = {"first_call": compiled, "z_differs_by": worst}
    found["seconds"] = {name: statistics.median(taken[name]) for name in names}
    found["anchor_spread"] = max(taken[names[0]]) / min(taken[names[0]])
    for name in names[1:]:
        each = sorted(our / their for our, their in zip(taken[name], taken[names[0]], strict=True))
        found[name] = {"ratio": statistics.median(each), "lowest": each[0], "highest": each[-1]}
    return found


def peak(kind: str, side: str, areas: int) -> float:
    """Megabytes that a fresh process had at most when it did one side once, imports and making the areas included."""
    command = [sys.executable, __file__, "--one", kind, side, str(areas)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(rounds: int) -> dict[str, Any]:
    found: dict[str, Any] = {"rounds": rounds}
    for areas in SIZES:
        found[f"closed {areas}"] = {**compared(closed_sides(areas), rounds), **CLOSED}
        found[f"permuted {areas}"] = {**compared(permuted_sides(areas), rounds), **PERMUTED}
    for kind, sides in (("closed", ("bare", "ours")), ("permuted", ("esda", "ours"))):
        found[f"{kind} {SIZES[-1]}"]["peak_mb"] = {side: peak(kind, side, SIZES[-1]) for side in sides}
    return found


def show(name: str, row: dict[str, Any]) -> None:
    anchor = next(iter(row["seconds"]))
    print(f"{name} areas; z differs by {row['z_differs_by']:.1e} at most")
    for side, seconds in row["seconds"].items():
        print(f"  {side:18} median {seconds * 1000:10.2f} ms a round; first call {row['first_call'][side]:.1f} s")
    for side in list(row["seconds"])[1:]:
        each = row[side]
        said = "met" if each["ratio"] <= row["aim"] else "NOT met"
        if row["anchor_spread"] > STEADY:
            said = f"not judged: the anchor itself varied {row['anchor_spread']:.1f} times"
        print(f"  {side} ÷ {anchor}: {each['ratio']:.2f} ({each['lowest']:.2f} to {each['highest']:.2f}), ", end="")
        print(f"aim {row['aim']}, better {row['stretch']}: {said}")
    if "peak_mb" in row:
        print("  peak memory: " + ", ".join(f"{side} {size:.0f} MB" for side, size in row["peak_mb"].items()))


def _most_memory() -> float:
    """Megabytes. The kernel's count for getrusage would begin with the process that started this one."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> int:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, side, areas = options.one
        {"closed": closed_sides, "permuted": permuted_sides}[kind](int(areas))[side]()
        print(_most_memory())
        return 0
    found = measure(max(5, options.rounds))
    if options.json:
        print(json.dumps(found, indent=1))
        return 0
    for name, row in found.items():
        if isinstance(row, dict):
            show(name, row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
