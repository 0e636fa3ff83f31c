"""Police file load against bare DuckDB and against pandas, with peak memory; or, with --national, of the whole nation.

    python benchmarks/bench_load.py [--generator PATH] [--rounds 5] [--json]
    python benchmarks/bench_load.py --national PATH-OF-GENERATOR [--folder DIR] [--rounds 1] [--json]

All sides run in one go, alternating, each round in a fresh process that reads the same 36 invented files (about
430,000 rows, 14 districts, 1,050 small areas) and writes to an empty folder. Ours judges every row, lists what it
rejects, writes one Parquet a month, counts the cube, waits for the disk and swaps in; the anchor does one COPY of a
typed `read_csv`; pandas reads each file and writes Parquet. Two threads. The clock and the processor's seconds run
inside the process, after the imports; memory is the most that the process ever held. One new month, and 72 months
beside 36, follow.

Files are the demonstration's own, or made by the generator named, whose files hold some exact repeats each.
--national makes 1,548 files of 43 forces (18 million rows, 4.3 GB) with the generator named, unless DIR holds them.
"""

import argparse
import importlib
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
MEGABYTE = 2**20
# A round is worth judging by when the anchor's slowest took at most this many times its quickest.
STEADY = 1.5
NATIONAL_ROOM = 12 * 2**30
# Names as in the goals: load, national load, one new month, 72 months, bytes stored; what is wanted and what is better.
GOALS = {
    "G1": (1.5, 1.3),
    "G2": (1.5, 1.3),
    "G2 memory": (2.0, 1.0),
    "G3": (8.0, 5.0),
    "G4": (1.1, 1.0),
    "G5": (0.20, 0.13),
}


def make_files(folder: Path, first: str = "2022-04", last: str = "2025-03") -> Path:
    """Write months of one invented force of the size of a large county."""
    from wardmote.demo.police_files import District, Force, write_police_files

    districts = tuple(
        District(f"Made Up {number:02d}", number, 857, 75, -1.5 + number / 10, 51.0) for number in range(14)
    )
    forces = [Force("hampshire", "Hampshire Constabulary", 0.015, districts)]
    return write_police_files(folder, forces=forces, first=first, last=last)


def generated(generator: Path, folder: Path, months: int) -> Path:
    """Write the newest `months` of one force with the generator named."""
    asked = ["--out", str(folder), "--rows", "12000", "--months", str(months)]
    subprocess.run([sys.executable, str(generator), *asked], check=True, stdout=subprocess.DEVNULL)
    return folder


def ours(files: Path, out: Path) -> float:
    from wardmote.evidence.engine import load

    start = time.perf_counter()
    report = load([files], out)
    spent = time.perf_counter() - start
    assert report.rows == report.accepted + report.repeated > 0, report.as_text()[:500]
    return spent


def bare(files: Path, out: Path) -> float:
    import duckdb

    from wardmote.evidence.engine.kinds import STREET

    names = [str(path) for path in ([files] if files.is_file() else sorted(files.rglob("*.csv")))]
    out.mkdir()
    start = time.perf_counter()
    connection = duckdb.connect(config={"threads": 2})
    connection.execute(
        f"COPY (SELECT * FROM read_csv({names!r}, columns = {{{STREET.types}}}, header = true, auto_detect = false, "  # noqa: S608 - names made here
        f"delim = ',', quote = '\"', escape = '\"')) TO '{out / 'bare.parquet'}' (FORMAT parquet, COMPRESSION zstd)"
    )
    return time.perf_counter() - start


def pandas(files: Path, out: Path) -> float:
    import pandas as pd

    out.mkdir()
    start = time.perf_counter()
    for number, path in enumerate(sorted(files.rglob("*.csv"))):
        pd.read_csv(path).to_parquet(out / f"{number}.parquet", compression="zstd")
    return time.perf_counter() - start


SIDES = {"ours": ours, "bare": bare, "pandas": pandas}
# What each side needs, brought in before the clocks start.
LIBRARIES = {
    "ours": ["wardmote.evidence.engine"],
    "bare": ["duckdb", "wardmote.evidence.engine"],
    "pandas": ["pandas", "pyarrow.parquet"],
}


def one(side: str, files: Path, out: Path) -> dict[str, float]:
    """Run one side in a fresh process; return seconds inside, of the processor, and the most memory in megabytes."""
    command = [sys.executable, __file__, "--side", side, str(files), str(out)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    inside, processor, memory = map(float, printed.split())
    return {"seconds": inside, "processor": processor, "memory": memory}


def alternate(sides: list[str], files: Path, folder: Path, rounds: int, held: Path | None = None) -> dict[str, list]:
    """Measure each side `rounds` times in turn. `held` is a store that ours adds to: it gets a copy each time."""
    taken: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for number in range(rounds):
        for side in sides if number % 2 else reversed(sides):
            out = folder / f"{side}-out"
            if side == "ours" and held is not None:
                shutil.copytree(held, out)
            taken[side].append(one(side, files, out))
            shutil.rmtree(out)
    return taken


def summary(taken: dict[str, list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    found = {}
    for side, rounds in taken.items():
        seconds = [each["seconds"] for each in rounds]
        found[side] = {
            "seconds": statistics.median(seconds), "quickest": min(seconds), "slowest": max(seconds),
            "processor": statistics.median(each["processor"] for each in rounds),
            "memory": max(each["memory"] for each in rounds),
        }  # fmt: skip
    return found


def ratio(taken: dict[str, list[dict[str, float]]], over: str, under: str, what: str = "seconds") -> float:
    """Median over the rounds of one side's figure over the other's."""
    return statistics.median(a[what] / b[what] for a, b in zip(taken[over], taken[under], strict=True))


def stored(out: Path, files: Path) -> float:
    """Bytes of everything that a load keeps, per byte of CSV."""
    size = sum(path.stat().st_size for path in files.rglob("*.csv"))
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / size


def of_one_force(rounds: int, generator: Path | None) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="wardmote-bench-") as temporary:
        folder = Path(temporary)
        if generator:
            files, twice = generated(generator, folder / "36", 36), generated(generator, folder / "72", 72)
        else:
            files, twice = make_files(folder / "36"), make_files(folder / "72", first="2019-04")
        newest = max(twice.rglob("*.csv"))
        before = folder / "before"
        before.mkdir()
        for path in files.rglob("*.csv"):
            if path.name != newest.name:
                (before / path.name).symlink_to(path)
        one("ours", files, folder / "kept")  # uncounted: brings files and libraries into memory
        kept = stored(folder / "kept", files)
        one_less = folder / "one-less"
        from wardmote.evidence.engine import load

        load([path.resolve() for path in sorted(before.iterdir())], one_less)
        whole = alternate(["ours", "bare", "pandas"], files, folder, rounds)
        month = alternate(["ours", "bare"], newest, folder, rounds, held=one_less)
        double = alternate(["ours"], twice, folder, max(3, rounds // 2))
    middle = {what: statistics.median(each[what] for each in whole["ours"]) for what in ("seconds", "processor")}
    a_row = {what: statistics.median(each[what] for each in double["ours"]) / 2 for what in middle}
    figures = {
        "G1": ratio(whole, "ours", "bare"),
        "G1 by processor": ratio(whole, "ours", "bare", "processor"),
        "ours to pandas": ratio(whole, "ours", "pandas"),
        "G3": ratio(month, "ours", "bare"),
        "G3 by processor": ratio(month, "ours", "bare", "processor"),
        "G4": a_row["seconds"] / middle["seconds"],
        "G4 by processor": a_row["processor"] / middle["processor"],
        "G5": kept,
        "memory, ours to DuckDB": ratio(whole, "ours", "bare", "memory"),
    }
    return {"load": summary(whole), "new month": summary(month), "72 months": summary(double), "figures": figures}


def of_the_nation(generator: Path, folder: Path | None, rounds: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="wardmote-bench-") as temporary:
        work = Path(temporary)
        if shutil.disk_usage(work).free < NATIONAL_ROOM:
            raise SystemExit("The nation needs 12 GB of free disk.")
        files = folder or work / "nation"
        if not files.is_dir() or not any(files.iterdir()):
            asked = ["--out", str(files), "--rows", "500000", "--months", "36", "--force", "all", "--jobs", "2"]
            subprocess.run([sys.executable, str(generator), *asked], check=True, stdout=subprocess.DEVNULL)
        taken = alternate(["ours", "bare"], files, work, rounds)
    figures = {
        "G2": ratio(taken, "ours", "bare"),
        "G2 by processor": ratio(taken, "ours", "bare", "processor"),
        "G2 memory": ratio(taken, "ours", "bare", "memory"),
    }
    return {"load": summary(taken), "figures": figures}


def say(found: dict[str, dict]) -> None:
    for name, sides in found.items():
        if name == "figures":
            continue
        for side, each in sides.items():
            print(
                f"{name:10} {side:7} {each['seconds']:7.2f} s ({each['quickest']:.2f} to {each['slowest']:.2f}), "
                f"processor {each['processor']:.2f} s, memory {each['memory']:,.0f} MB"
            )
    anchor = found["load"]["bare"]
    steady = anchor["slowest"] <= STEADY * anchor["quickest"]
    for name, value in found["figures"].items():
        aim, better = GOALS.get(name, (None, None))
        told = f"   aim {aim}, better {better}: {'met' if value <= aim else 'NOT met'}" if aim else ""
        print(f"{name:24} {value:.3f}{told}")
    if not steady:
        print("not judged: the anchor itself varied more than 1.5 times; run it again on a quieter machine")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--generator", type=Path, metavar="PATH", help="a program that writes a force's files")
    parser.add_argument("--national", type=Path, metavar="GENERATOR", help="the program that writes the nation's files")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="where the nation's files are, or are to be kept")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        for library in LIBRARIES[options.side]:
            importlib.import_module(library)
        started = time.process_time()
        inside = SIDES[options.side](*options.paths)
        print(
            inside, time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
        )
        return 0
    if options.national:
        found = of_the_nation(options.national, options.folder, options.rounds or 1)
    else:
        found = of_one_force(max(5, options.rounds or 5), options.generator)
    print(json.dumps(found, indent=1)) if options.json else say(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
