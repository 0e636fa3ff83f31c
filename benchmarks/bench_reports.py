"""Reports of a year of four rounds: time and memory of each file, and the quarter's page against the empty page.

    .venv/bin/python benchmarks/bench_reports.py [--indicators 150] [--actions 200] [--rounds 3] [--json]

Prints, for the quarterly report for members as web page, Word, PDF and Excel: the median seconds from asking to bytes;
the seconds for which processors were busy with it, of both cores; and the peak memory of a fresh process that makes it,
beside that of a process that only starts. The same for gathering alone. Then the page of all indicators with their
sparklines as a ratio to the signed-in empty page of the same application, alternating in one run. Exit status 0
always: a benchmark tells, it does not judge.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SIDES = ("nothing", "gathering", "html", "docx", "pdf", "xlsx")
AIM = "aim: the page of all indicators within 5x the empty page"


def begin() -> None:
    """Start the application in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.config.settings.demo")
    import django

    django.setup()


def worker(side: str, indicators: int, actions: int, rounds: int) -> None:
    """Do one side's work in this process and print what it took, as one JSON line."""
    begin()
    made = {"build": build, "page": page}.get(side)
    found = made(indicators, actions, rounds) if made else one_report(side, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "megabytes": round(peak)}))


def build(indicators: int, actions: int, rounds: int) -> dict[str, Any]:
    from django.core.management import call_command
    from report_world import build as fill

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    started = time.perf_counter()
    fill(indicators, actions)
    return {"seconds": time.perf_counter() - started}


def one_report(side: str, rounds: int) -> dict[str, Any]:
    """Make the report afresh each time, from the database to the bytes."""
    from report_world import QUARTERS

    from wardmote.partnership.queries import get_partnership
    from wardmote.publish.data import Audience
    from wardmote.publish.gather import gather
    from wardmote.publish.services import FORMATS, make_report

    place = get_partnership("bench")
    assert place
    taken, worked, size = [], [], 0
    for _ in range(rounds if side != "nothing" else 0):
        started, busy = time.perf_counter(), time.process_time()
        if side == "gathering":
            gather(place, QUARTERS[-1])
        else:
            size = len(FORMATS[side].render(make_report("quarterly", place, QUARTERS[-1], Audience.MEMBER)))
        taken.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    if not taken:
        return {"seconds": 0, "busy": 0, "bytes": 0}
    return {"seconds": statistics.median(taken), "busy": statistics.median(worked), "bytes": size}


def page(indicators: int, actions: int, rounds: int) -> dict[str, Any]:
    """Alternate the page of all indicators and the empty page."""
    from probes import Probe
    from report_world import QUARTERS

    from wardmote.access.models import User

    probe = Probe(User.objects.get(email="board@example.invalid"))
    address = f"/performance/{QUARTERS[-1].slug}/"
    for each in (address, "/empty/"):
        probe.get(each)  # warm
    pairs = [(probe.get(address), probe.get("/empty/")) for _ in range(rounds * 5)]
    ratios = sorted(top / bottom for top, bottom in pairs)
    return {
        "page": statistics.median(top for top, _ in pairs), "empty": statistics.median(bottom for _, bottom in pairs),
        "ratio": statistics.median(ratios), "least": ratios[0], "greatest": ratios[-1],
    }  # fmt: skip


def ask(side: str, chosen: argparse.Namespace, folder: str) -> dict[str, Any]:
    """Run one side in a fresh process, so that its peak is its own."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "WARDMOTE_HOME": f"{folder}/home"}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, [HERE.parent / "src", HERE.parent, HERE]))
    command = [sys.executable, __file__, "--worker", side, "--rounds", str(chosen.rounds)]
    command += ["--indicators", str(chosen.indicators), "--actions", str(chosen.actions)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def show(report: dict[str, Any]) -> None:
    print("quarterly report for members, from asking to bytes (median seconds, peak of a fresh process)")
    for side in SIDES:
        row = report[side]
        took = f"{row['seconds']:7.2f} s  {row['busy']:7.2f} s busy"
        print(f"  {side:10} {took}  {row['megabytes']:5} MB  {row['bytes'] / 1e6:6.1f} MB of file")
    row = report["page"]
    print("page of all indicators against the signed-in empty page (milliseconds, medians)")
    print(f"  page {row['page'] * 1000:7.1f}  empty {row['empty'] * 1000:6.1f}  ratio {row['ratio']:.2f} "
          f"({row['least']:.2f}-{row['greatest']:.2f})")  # fmt: skip
    print(AIM)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indicators", type=int, default=150)
    parser.add_argument("--actions", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        worker(chosen.worker, chosen.indicators, chosen.actions, chosen.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        report = {side: ask(side, chosen, folder) for side in ("build", *SIDES, "page")}
    print(json.dumps(report)) if chosen.json else show(report)


if __name__ == "__main__":
    main()
