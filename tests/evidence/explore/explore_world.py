"""A district of 36 small areas in six wards, its police files with a month missing, and its shapes and people."""

import csv
import json
import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.evidence.conftest import row, street
from wardmote.evidence.engine import load
from wardmote.evidence.engine.reference import load_reference

SIDE = 6
NAMES = [f"Winchester {number // 6 + 1:03d}{'ABCDEF'[number % 6]}" for number in range(SIDE * SIDE)]
CODES = [f"E0100{number:04d}" for number in range(SIDE * SIDE)]
WARDS = [f"E0500{number // 6:04d}" for number in range(SIDE * SIDE)]
TYPES = ("Burglary", "Drugs", "Anti-social behaviour")
HELD = ("2024-01", "2024-02", "2024-03", "2025-01", "2025-03")
RESIDENTS = 1500
DAYS = {"Burglary": 20, "Drugs": 3}
Record = tuple[str, str, str]  # month, code, type


def records(seed: int = 7) -> list[Record]:
    """About 300 records a month, four times as many of them in one corner."""
    drawn = random.Random(seed)  # noqa: S311 - invented records, the same each time
    places = [code for number, code in enumerate(CODES) for _ in range(4 if number % 6 < 2 and number < 12 else 1)]
    return [
        (month, drawn.choice(places), drawn.choice(TYPES))
        for month in HELD
        for _ in range(300 if month < "2025" else 250)
    ]


def load_world(store: Path, inbox: Path, made: Iterable[Record]) -> None:
    """Load the records as monthly files, and the lookups, shapes, people and weights."""
    lines: dict[str, list[str]] = {}
    for number, (month, code, kind) in enumerate(made):
        identifier = "" if kind == TYPES[2] else f"{number:064x}"
        place = f"-1.31,51.{CODES.index(code):02d},On or near Street {CODES.index(code)}"
        name = NAMES[CODES.index(code)]
        line = row(number, month=month, area=name, code=code, crime_type=kind, identifier=identifier, place=place)
        lines.setdefault(month, []).append(line)
    files = [street(inbox, *each, name=f"{month}-hampshire-street.csv") for month, each in lines.items()]
    assert load(files, store).done
    reports = load_reference([*_tables(inbox), _shapes(inbox)], store)
    assert all(report.accepted for report in reports), reports


def _tables(inbox: Path) -> list[Path]:
    places = zip(CODES, NAMES, WARDS, strict=True)
    wards = [[c, n, w, f"Ward {int(w[-1]) + 1}", "E07000094", "Winchester"] for c, n, w in places]
    partnerships = [["E07000094", "Winchester", "E22000111", "Winchester", "E23000030", "Hampshire"]]
    heads = {
        "wards_2024.csv": (["LSOA21CD", "LSOA21NM", "WD24CD", "WD24NM", "LAD24CD", "LAD24NM"], wards),
        "partnerships_2024.csv": (["LAD24CD", "LAD24NM", "CSP24CD", "CSP24NM", "PFA24CD", "PFA24NM"], partnerships),
        "census2021_residents.csv": (["LSOA21CD", "total_residents"], [[code, RESIDENTS] for code in CODES]),
        "harm_2026.csv": (["crime_type", "days"], [[kind, days] for kind, days in DAYS.items()]),
    }
    made = []
    for name, (head, rows) in heads.items():
        with (inbox / name).open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([head, *rows])
        made.append(inbox / name)
    return made


def square(number: int) -> list[list[float]]:
    x, y = -1.4 + number % SIDE * 0.02, 51.0 + number // SIDE * 0.01
    return [[x, y], [x + 0.02, y], [x + 0.02, y + 0.01], [x, y + 0.01], [x, y]]


def _shapes(inbox: Path) -> Path:
    features = [
        {
            "type": "Feature", "properties": {"LSOA21CD": code, "LSOA21NM": NAMES[number]},
            "geometry": {"type": "Polygon", "coordinates": [square(number)]},
        }
        for number, code in enumerate(CODES)
    ]  # fmt: skip
    path = inbox / "boundaries_lsoa21.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def counted(made: Iterable[Record], **wanted: str) -> Counter[str]:
    """Count records by month, code or type, of those that match: the second computation."""
    by = wanted.pop("by")
    names = ("month", "code", "kind")
    rows = (dict(zip(names, each, strict=True)) for each in made)
    return Counter(each[by] for each in rows if all(each[name] == value for name, value in wanted.items()))
