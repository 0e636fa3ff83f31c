"""Questions about crime against hand-written SQL on the same cube; one force against the nation; DuckDB against Spark.

    python benchmarks/bench_questions.py [--one STORE] [--nation STORE] [--spark] [--rounds 7] [--json]

`--one` names a store of one force's 36 months; without it one of about 430,000 invented records is made. `--nation`
names a store of all forces; without it one is made of 42 times the first: the cube with districts and areas of other
names (43 forces' worth of rows, in the product's own order and groups), and the rows' files linked 42 times. Sides
alternate in one process, warm, and nothing that was answered before is kept for ours but its SQL; what a second reader
of the same page gets is printed as *kept*. Beside the clock's milliseconds stand the processor's, which suffer less
from whatever else the machine is doing. `--spark` starts a master and two workers on this machine and needs what
`./test spark` needs.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from questions_world import nation, one_force  # noqa: E402 - after the path

from wardmote.evidence.engine import backends  # noqa: E402 - after the path
from wardmote.evidence.engine.questions import (  # noqa: E402
    ALL_CRIME,
    by_area,
    compare,
    expressions,
    monthly,
    opening,
    recorded_crime,
    window,
)  # fmt: skip

Ask = Callable[[], Any]
# An anchor whose slowest took more than this many times its quickest is nothing to judge by.
STEADY = 1.5
A_ROUND = 5
Times = Sequence[tuple[float, float]]


class Sides:
    """The same questions, ours and by hand, about one district of one store."""

    def __init__(self, store: Path) -> None:
        import duckdb

        self.store = store
        held = opening.manifest_of(store)
        self.cube = store / held.cube
        last = max(month for _, month in held.of_kind("street"))
        self.months, self.two_years = window(last, 12), window(last, 24)
        own = opening.policing(self.cube)
        # The last force's districts are called in the nation what they are called in the one.
        self.district = min(own, key=lambda name: (len(name), name))
        self.force = own[self.district]
        self.hand = duckdb.connect(config={"threads": 2})
        self.hand.execute("SET parquet_metadata_cache = true")
        self.hand.execute(f"CREATE VIEW cube AS FROM read_parquet('{self.cube}')")

    def pairs(self) -> dict[str, tuple[Ask, Ask]]:
        """Return for each question our way and the hand-written one."""
        of, asked = self.store, {self.district}
        return {
            "month by type, 12 months": (partial(monthly, of, asked, self.months), self._by_type),
            "rolling 12 and the year before": (self._rolling, self._rolling_by_hand),
            "small areas, 12 months": (partial(by_area, of, asked, self.months, ALL_CRIME), self._areas),
            "rank among all districts": (partial(compare, of, "Burglary", self.months), self._rank),
            "this year and last of every district": (self._every, self._every_by_hand),
        }

    def _by_type(self) -> Any:
        return self._sql("SELECT crime_type, month, sum(n)", self.months, "GROUP BY ALL ORDER BY ALL")

    def _rolling(self) -> tuple[int, int]:
        counts = list(recorded_crime(self.store, {self.district}, ALL_CRIME, self.two_years).by_month.values())
        return sum(counts[12:]), sum(counts[:12])

    def _rolling_by_hand(self) -> Any:
        start = self.months[0]
        return self._sql(
            f"SELECT sum(n) FILTER (month >= '{start}'), sum(n) FILTER (month < '{start}')", self.two_years,
            "AND crime_type <> 'Anti-social behaviour'",
        )  # fmt: skip

    def _areas(self) -> Any:
        crime = "AND crime_type <> 'Anti-social behaviour'"
        areas = self._sql("SELECT lsoa_code, sum(n)", self.months, f"{crime} GROUP BY ALL ORDER BY ALL")
        without = self.hand.execute(
            f"SELECT sum(n) FROM cube WHERE lsoa_code = '' AND force = '{self.force}' "  # noqa: S608 - our own words
            f"AND month BETWEEN '{self.months[0]}' AND '{self.months[-1]}' {crime}"
        )
        return areas, without.fetchall()

    def _rank(self) -> Any:
        return self._nation("sum(n)", self.months, "AND crime_type = 'Burglary'")

    def _every(self) -> Any:
        return [compare(self.store, ALL_CRIME, months) for months in (self.two_years[:12], self.months)]

    def _every_by_hand(self) -> Any:
        start = self.months[0]
        sums = f"sum(n) FILTER (month >= '{start}'), sum(n) FILTER (month < '{start}')"
        return self._nation(sums, self.two_years, "AND crime_type <> 'Anti-social behaviour'")

    def _nation(self, what: str, months: tuple[str, ...], more: str) -> Any:
        return self.hand.execute(
            f"SELECT district, {what} FROM cube WHERE district <> '' AND force = own "  # noqa: S608 - our own words
            f"AND month BETWEEN '{months[0]}' AND '{months[-1]}' {more} GROUP BY ALL ORDER BY ALL"
        ).fetchall()

    def _sql(self, what: str, months: tuple[str, ...], more: str) -> Any:
        return self.hand.execute(
            f"{what} FROM cube WHERE district = '{self.district}' AND force = '{self.force}' "
            f"AND month BETWEEN '{months[0]}' AND '{months[-1]}' {more}"
        ).fetchall()


def timed(ask: Ask) -> tuple[float, float]:
    """Return the clock's milliseconds and the processor's."""
    start, busy = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)


def afresh(ask: Ask) -> tuple[float, float]:
    """Time a question whose answer is not kept."""
    backends.forget()
    return timed(ask)


def against_hand(sides: Sides, rounds: int) -> dict[str, dict[str, Any]]:
    """Alternate ours, by hand, and ours again with the answer kept."""
    found = {}
    for name, (ours, hand) in sides.pairs().items():
        _warm(ours, hand)
        rows = [(afresh(ours), timed(hand), timed(ours)) for _ in range(rounds * A_ROUND)]
        mine, theirs, kept = zip(*rows, strict=True)
        found[name] = _beside(mine, theirs, "ours", "by hand") | {"kept": statistics.median(each[0] for each in kept)}
    return found


def growth(one: Sides, nation: Sides, rounds: int) -> dict[str, dict[str, Any]]:
    """Alternate the same questions about one district in one force's store and in the nation's."""
    found = {}
    for name, (small, _) in one.pairs().items():
        large = nation.pairs()[name][0]
        _warm(large, small)
        rows = [(afresh(large), afresh(small)) for _ in range(rounds * A_ROUND)]
        many, few = zip(*rows, strict=True)
        found[name] = _beside(many, few, "nation", "one")
    return found


def _warm(*asks: Ask) -> None:
    for ask in asks:
        ask()


def _beside(mine: Times, theirs: Times, my: str, their: str) -> dict[str, Any]:
    """Return medians and the ratio of each round's medians, by the clock and by the processor."""
    found: dict[str, Any] = {}
    for place, unit in enumerate(("ms", "busy ms")):
        one, other = (list(_medians([each[place] for each in times])) for times in (mine, theirs))
        ratios = [a / b for a, b in zip(one, other, strict=True)]
        found |= {
            f"{my} {unit}": statistics.median(one), f"{their} {unit}": statistics.median(other),
            f"ratio of {unit}": statistics.median(ratios), f"from–to {unit}": f"{min(ratios):.2f}–{max(ratios):.2f}",
        }  # fmt: skip
        if place == 0:
            found["steady"] = max(other) / min(other) <= STEADY
    return found


def _medians(values: list[float]) -> Iterator[float]:
    for start in range(0, len(values), A_ROUND):
        yield statistics.median(values[start : start + A_ROUND])


def on_spark(stores: list[Path], rounds: int) -> list[dict[str, Any]]:
    """Put two questions to DuckDB and to Spark over more and more rows: one to the cube, one to the rows themselves."""
    from tests.evidence.spark.cluster import running

    found = []
    with tempfile.TemporaryDirectory(prefix="wm-bench-") as folder, running(Path(folder) / "spark") as master:
        for name, question, files, rows in _sizes(stores):
            took: dict[str, list[float]] = {"duckdb": [], master: []}
            answers = []
            for number in range(rounds + 1):
                for where, times in took.items():
                    os.environ[backends.VARIABLE] = where
                    backends.forget()
                    start = time.perf_counter()
                    answers.append(question(files))
                    times.append(time.perf_counter() - start)
                if number == 0:
                    first = took[master].pop(), took["duckdb"].pop()
            assert all(answer == answers[0] for answer in answers), name
            duck, spark = (statistics.median(times) for times in took.values())
            found.append({"question": name, "rows": rows, "duckdb": duck, "spark": spark, "ratio": spark / duck,
                          "first": first[0]})  # fmt: skip
        backends.close(master)
    return found


def _sizes(stores: list[Path]) -> Iterator[tuple[str, Callable[[Any], Any], tuple[Path, ...], int]]:
    for store in stores:
        manifest = opening.manifest_of(store)
        street = manifest.of_kind("street")
        months = tuple(sorted({month for _, month in street}))
        cube = (store / manifest.cube,)
        asked = partial(
            backends.ask, expressions.by_district, months=opening.stretches(months[-24:]), crime_type=ALL_CRIME
        )
        yield (
            "every district, from the cube",
            partial(_of, asked, "cube"),
            cube,
            sum(each.accepted for each in street.values()),
        )
        for share in (12, 36):
            held = [each for each in street.values() if each.month in months[-share:]]
            files = tuple(store / each.parquet for each in held)
            scan = partial(backends.ask, expressions.soundness)
            yield "every row, by month", partial(_of, scan, "street"), files, sum(each.accepted for each in held)


def _of(ask: Callable[..., Any], table: str, files: tuple[Path, ...]) -> Any:
    return ask({table: files})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", type=Path)
    parser.add_argument("--nation", type=Path)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wm-bench-") as folder:
        one = asked.one or one_force(Path(folder))
        large = asked.nation or nation(one, Path(folder))
        sides = [Sides(store) for store in (one, large)]
        found: dict[str, Any] = {
            "one force": against_hand(sides[0], asked.rounds),
            "nation": against_hand(sides[1], asked.rounds),
            "nation ÷ one force": growth(sides[0], sides[1], asked.rounds),
        }
        if asked.spark:
            found["Spark ÷ DuckDB"] = on_spark([one, large], 3)
    if asked.json:
        print(json.dumps(found, indent=1))
        return 0
    for part, rows in found.items():
        print(f"\n{part}")
        for row in rows if isinstance(rows, list) else [{"question": name, **row} for name, row in rows.items()]:
            print("  " + ", ".join(f"{key} {_plain(value)}" for key, value in row.items()))
    return 0


def _plain(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if type(value) is int else str(value)


if __name__ == "__main__":
    sys.exit(main())
