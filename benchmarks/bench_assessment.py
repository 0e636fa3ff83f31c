"""The data part of a strategic assessment against the bare queries and fits that it is made of.

    python benchmarks/bench_assessment.py [--store STORE] [--rounds 5] [--json]

One district on 36 months of one force of about 430,000 invented records. Ours: everything from the store to the frozen
figures (`gather` and `assemble.whole`), with no answer kept from the round before. Bare: the same questions as
hand-written SQL on the same cube and the same rows' files, one each for what ours asks; and the fits alone: a bare
STL a theme, the forecasts, the permutations of Gi* a theme. Sides alternate in one process, warm. Processor time is
printed beside the clock's, since it suffers least from whatever else the machine does.
"""

# ruff: noqa: S608 - every word of the SQL is of this file or of the store it asks

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
AIM = 2.0
# A run is worth judging by when the anchor's slowest took at most this many times its quickest.
STEADY = 1.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(Path(folder), options.store, options.rounds)
    print(json.dumps(found) if options.json else said(found))


def run(folder: Path, store: Path | None, rounds: int) -> dict[str, Any]:
    home = folder / "home"
    home.mkdir()
    os.environ |= {"WARDMOTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "wardmote.config.settings.demo"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from questions_world import one_force

    (home / "evidence").symlink_to((store or one_force(folder)).resolve())
    sides = Sides()
    sides.ours(), sides.bare()
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(timed(sides.ours))
        theirs.append(timed(sides.bare))
    ratios = [a[0] / b[0] for a, b in zip(mine, theirs, strict=True)]
    anchors = [each[0] for each in theirs]
    return {
        "ours": statistics.median(each[0] for each in mine),
        "bare": statistics.median(anchors),
        "ratio": statistics.median(ratios),
        "spread": [min(ratios), max(ratios)],
        "processor": statistics.median(a[1] / b[1] for a, b in zip(mine, theirs, strict=True)),
        "judged": max(anchors) / min(anchors) <= STEADY,
        "parts": sides.parts,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def timed(act: Callable[[], Any]) -> tuple[float, float]:
    """Return the clock's seconds and the processor's."""
    from wardmote.evidence.engine import backends

    backends.forget()
    start, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - start, time.process_time() - busy


class Sides:
    """The assessment of one district, and what it is made of by hand."""

    def __init__(self) -> None:
        import duckdb

        from wardmote.evidence.assessing.months import window
        from wardmote.evidence.engine.questions import opening
        from wardmote.evidence.queries.files import store
        from wardmote.partnership.models import District, Partnership

        manifest = opening.manifest_of(store())
        street = manifest.of_kind("street")
        own = opening.policing(store() / manifest.cube)
        self.district = min(own)
        self.force = own[self.district]
        self.partnership = Partnership.objects.create(slug="bench", name="Bench")
        District.objects.create(partnership=self.partnership, name=self.district)
        self.to = max(month for _, month in street)
        self.months, self.year = window(self.to, 36), window(self.to, 12)
        files = {month: str(store() / street[self.force, month].parquet) for month in self.months}
        self.hand = duckdb.connect(config={"threads": 2})
        self.hand.execute("SET parquet_metadata_cache = true")
        self.hand.execute(f"CREATE VIEW cube AS FROM read_parquet('{store() / manifest.cube}')")
        self.hand.execute(f"CREATE VIEW rows36 AS FROM read_parquet({list(files.values())})")
        self.hand.execute(f"CREATE VIEW rows12 AS FROM read_parquet({[files[month] for month in self.year]})")
        self.columns = {row[0] for row in self.hand.execute("DESCRIBE rows36").fetchall()}
        self.parts: dict[str, float] = {}
        chance = random.Random(7)
        codes = [row[0] for row in self.sql("SELECT DISTINCT lsoa_code FROM cube WHERE " + self.here())]
        self.centres = {code: (chance.uniform(4e5, 5e5), chance.uniform(1e5, 2e5)) for code in codes}

    def ours(self) -> None:
        from wardmote.evidence.assessing.assemble import whole
        from wardmote.evidence.queries.assessment_inputs import gather

        start = time.perf_counter()
        inputs = gather(self.partnership, to=self.to, months=36, structure="themes")
        middle = time.perf_counter()
        whole(replace(inputs, centres=self.centres))
        self.parts = {"reading": middle - start, "working out": time.perf_counter() - middle}

    def bare(self) -> None:
        from wardmote.evidence.assessing.themes import THEMES

        types = [each for theme in THEMES for each in theme.types]
        series: dict[str, dict[str, int]] = {}
        for kind, month, n in self.sql(f"SELECT crime_type, month, sum(n) FROM cube WHERE {self.here()} GROUP BY ALL"):
            series.setdefault(kind, {})[month] = n
        met = [each for each in types if each in series]
        span = f"month BETWEEN '{self.year[0]}' AND '{self.year[-1]}'"
        areas = {}
        for kind in [None, *met]:
            held = f"crime_type = '{kind}'" if kind else "crime_type <> 'Anti-social behaviour'"
            areas[kind] = self.sql(
                f"SELECT lsoa_code, sum(n) FROM cube WHERE {self.here()} AND {span} AND {held} GROUP BY ALL ORDER BY "
                "ALL"
            )
        for kind in [None, *types]:
            held = f"crime_type = '{kind}'" if kind else "crime_type <> 'Anti-social behaviour'"
            self.sql(
                f"SELECT district, sum(n) FROM cube WHERE force = own AND {span} AND {held} GROUP BY ALL ORDER BY ALL"
            )
        self._rows()
        self._fits(series, areas)

    def _rows(self) -> None:
        """Map points of two kinds, and the soundness of 36 files."""
        name = f"lsoa_name LIKE '{self.district} ___%'"
        for held in ("<>", "="):
            self.sql(
                "SELECT longitude, latitude, location, crime_type, count(*) FROM rows12 "
                f"WHERE {name} AND crime_type {held} 'Anti-social behaviour' GROUP BY ALL"
            )
        self.sql("SELECT count(*), count(*) FILTER (lsoa_code = ''), count(*) FILTER (longitude IS NULL) FROM rows36")
        self.sql(
            "SELECT count(*) FROM (SELECT crime_id FROM rows36 WHERE crime_id <> '' GROUP BY ALL HAVING count(*) > 1)"
        )

    def _fits(self, series: dict[str, dict[str, int]], areas: dict[str | None, list[tuple[str, int]]]) -> None:
        from statsmodels.tsa.seasonal import STL

        from wardmote.evidence.assessing.places import SEED
        from wardmote.evidence.assessing.themes import THEMES
        from wardmote.methods.forecast import forecast
        from wardmote.methods.hotspots import gi_star_permuted
        from wardmote.methods.neighbours import nearest, with_self

        themes = [
            [sum(series.get(kind, {}).get(month, 0) for kind in theme.types) for month in self.months]
            for theme in THEMES
        ]
        total = [sum(column) for column in zip(*themes[:-1], strict=True)]
        for each in [total, *themes]:
            STL(each, period=12, seasonal=13).fit()
        for each in [total, themes[-1], *sorted(themes[:-1], key=sum, reverse=True)[:3]]:
            forecast(each, horizon=6)
        codes = sorted(self.centres)
        weights = with_self(nearest([self.centres[code] for code in codes], 6))
        for theme in THEMES:
            counts = dict.fromkeys(codes, 0)
            for kind in theme.types:
                for code, n in areas.get(kind, ()):
                    counts[code] += n
            gi_star_permuted([counts[code] for code in codes], weights, permutations=2 * len(codes) * 20 - 1, seed=SEED)
        gi_star_permuted(
            [dict(areas[None]).get(code, 0) for code in codes], weights, permutations=2 * len(codes) * 20 - 1, seed=SEED
        )

    def here(self) -> str:
        return (
            f"district = '{self.district}' AND force = '{self.force}' "
            f"AND month BETWEEN '{self.months[0]}' AND '{self.months[-1]}'"
        )

    def sql(self, text: str) -> list[tuple[Any, ...]]:
        return self.hand.execute(text).fetchall()


def said(found: dict[str, Any]) -> str:
    judged = "" if found["judged"] else " (not judged: the anchor varied by more than half)"
    parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in found["parts"].items())
    low, high = found["spread"]
    return (
        f"data part of an assessment   ours {found['ours']:.2f} s   bare {found['bare']:.2f} s   "
        f"ratio {found['ratio']:.2f} ({low:.2f} to {high:.2f})   processor {found['processor']:.2f}   aim "
        f"{AIM}{judged}\n"
        f"ours: {parts}; peak memory {found['peak_mb']} MB"
    )


if __name__ == "__main__":
    main()
