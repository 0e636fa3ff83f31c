"""Invented months laid out like the street files of data.police.uk, for an installation that has no real ones.

Seeded: the same seed gives the same bytes. No record is real: LSOA codes are of a range that stands for no place, the
streets are called after nothing, and every row says so in the Context column, which real files leave empty.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos, exp, pi, sin, sqrt
from pathlib import Path

FOLDER = "synthetic-police-files"
SEED = 2025
_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
_POINTS_PER_AREA = 12
# Degrees of latitude from the middle of a district to its edge, and of longitude to one of latitude hereabouts.
RADIUS = 0.05
ACROSS = 1.6
_GOLDEN_ANGLE = pi * (3 - sqrt(5))


@dataclass(frozen=True)
class District:
    """A district as the files print it: records in an ordinary month, small areas, and roughly where it lies.

    `number`, from 0 to 99, makes the codes of its small areas its own.
    """

    name: str
    number: int
    records: int
    areas: int
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Force:
    """A force, and how much of its month has no location."""

    slug: str
    name: str
    no_location: float
    districts: tuple[District, ...]


FORCES = (
    Force(
        "hampshire",
        "Hampshire Constabulary",
        0.0,
        (
            District("Winchester", 1, 680, 70, -1.31, 51.06),
            District("Eastleigh", 2, 760, 77, -1.35, 50.95),
            District("Test Valley", 3, 560, 71, -1.49, 51.14),
            District("New Forest", 7, 820, 98, -1.57, 50.85),
            District("Fareham", 8, 610, 67, -1.18, 50.86),
            District("East Hampshire", 9, 480, 72, -0.98, 51.07),
        ),
    ),
    Force(
        "thames-valley",
        "Thames Valley Police",
        0.022,
        (
            District("South Oxfordshire", 4, 600, 89, -1.08, 51.66),
            District("Vale of White Horse", 5, 630, 83, -1.40, 51.63),
            District("Oxford", 6, 1500, 86, -1.26, 51.75),
            District("Cherwell", 10, 900, 93, -1.33, 51.94),
            District("West Oxfordshire", 11, 420, 68, -1.53, 51.79),
            District("West Berkshire", 12, 780, 97, -1.29, 51.41),
        ),
    ),
)

# type: share of records (per cent), how far it swings over the year, month of its peak, change a year (per cent)
_TYPES: dict[str, tuple[float, float, int, float]] = {
    "Violence and sexual offences": (35.0, 0.06, 7, 0.5),
    "Anti-social behaviour": (15.0, 0.20, 7, -6.0),
    "Other theft": (8.0, 0.05, 8, -2.0),
    "Criminal damage and arson": (8.5, 0.06, 5, -3.0),
    "Shoplifting": (9.0, 0.07, 11, 9.0),
    "Public order": (7.0, 0.10, 7, -1.0),
    "Vehicle crime": (6.0, 0.10, 11, -5.0),
    "Burglary": (5.0, 0.14, 12, -7.0),
    "Drugs": (2.2, 0.05, 5, 2.0),
    "Other crime": (1.7, 0.03, 3, 0.0),
    "Bicycle theft": (0.9, 0.30, 8, -6.0),
    "Theft from the person": (0.7, 0.12, 12, 3.0),
    "Robbery": (0.5, 0.08, 11, 0.0),
    "Possession of weapons": (0.5, 0.05, 6, 3.0),
}
_WITHOUT_ID = "Anti-social behaviour"
_OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Awaiting court outcome",
    "Local resolution",
    "Status update unavailable",
)
_OUTCOME_WEIGHTS = (44, 38, 9, 4, 5)
_STREETS = ("Amber", "Basil", "Clover", "Dill", "Fennel", "Hazel", "Indigo", "Juniper", "Larch", "Mallow", "Sorrel")
_KINDS = ("Lane", "Road", "Close", "Way", "Street")


def months_between(first: str, last: str) -> list[str]:
    """Return the months from `first` to `last`, both included, as `2025-01`."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(start, end + 1)]


def write_police_files(
    folder: Path,
    *,
    first: str = "2022-04",
    last: str = "2025-03",
    seed: int = SEED,
    scale: float = 1.0,
    forces: Sequence[Force] = FORCES,
) -> Path:
    """Write a street file for each force and month under `folder`, return the folder made; its name says synthetic.

    `scale` multiplies the number of records. A file depends on the seed, its force and its month and on no other file.
    """
    out = folder / FOLDER
    for force in forces:
        points = {district.name: _map_points(force, district, seed) for district in force.districts}
        for month in months_between(first, last):
            target = out / month / f"{month}-{force.slug}-street.csv"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_month(force, points, month, seed, scale), encoding="utf-8", newline="")
    return out


@dataclass(frozen=True)
class SmallArea:
    """An invented LSOA: its code and name, and its middle."""

    code: str
    name: str
    longitude: float
    latitude: float


def small_areas(district: District) -> list[SmallArea]:
    """Return the small areas of a district, set like the seeds of a sunflower, which is how no real district lies."""
    areas = []
    for number in range(district.areas):
        out, turn = RADIUS * 0.95 * sqrt((number + 0.5) / district.areas), number * _GOLDEN_ANGLE
        areas.append(
            SmallArea(
                # Codes from E019… on are given to nowhere.
                code=f"E019{district.number:02d}{number:03d}",
                name=f"{district.name} {number // 5 + 1:03d}{'ABCDE'[number % 5]}",
                longitude=district.longitude + ACROSS * out * cos(turn),
                latitude=district.latitude + out * sin(turn),
            )
        )
    return areas


def _map_points(force: Force, district: District, seed: int) -> tuple[list[str], list[float]]:
    """Return the fixed points of a district as CSV text, ordered by area, and the running sum of their weights."""
    chance = random.Random(f"{seed} {force.slug} {district.name}")  # noqa: S311 - repeatable, not secret
    texts, weights = [], []
    for place, area in enumerate(small_areas(district)):
        # Areas run from the middle outwards: a town lies there, with more of everything.
        busy = chance.lognormvariate(0, 0.6) * (1 + 3 * exp(-place / 8))
        for _ in range(_POINTS_PER_AREA):
            longitude = area.longitude + chance.gauss(0, 0.0035)
            latitude = area.latitude + chance.gauss(0, 0.0022)
            street = f"On or near {chance.choice(_STREETS)} {chance.choice(_KINDS)}"
            texts.append(f"{longitude:.6f},{latitude:.6f},{street},{area.code},{area.name}")
            weights.append(busy * chance.paretovariate(1.6))
    return texts, list(accumulate(weights))


def _month(force: Force, points: dict[str, tuple[list[str], list[float]]], month: str, seed: int, scale: float) -> str:
    """Return the text of one file, by area as real files are."""
    chance = random.Random(f"{seed} {force.slug} {month}")  # noqa: S311 - repeatable, not secret
    start = f",{month},{force.name},{force.name},"
    located: list[tuple[str, str, str]] = []
    for district in force.districts:
        texts, running = points[district.name]
        for crime_type, records in _volumes(district, month, chance, scale).items():
            ends = _ends(crime_type, records, chance)
            places = chance.choices(texts, cum_weights=running, k=records)
            located += [(place, crime_type, end) for place, end in zip(places, ends, strict=True)]
    located.sort(key=lambda row: row[0].rsplit(",", 2)[1:])
    rows = []
    for place, crime_type, end in located:
        if force.no_location and chance.random() < force.no_location:
            place = ",,No location,,"
        identifier = "" if crime_type == _WITHOUT_ID else f"{chance.getrandbits(256):064x}"
        rows.append(f"{identifier}{start}{place},{end}")
    return _HEADER + "".join(rows)


def _volumes(district: District, month: str, chance: random.Random, scale: float) -> dict[str, int]:
    """Return how many records of each type: season, slow change, and chance as large as the root."""
    years = int(month[:4]) - 2022 + (int(month[5:]) - 1) / 12
    volumes = {}
    for crime_type, (share, swing, peak, yearly) in _TYPES.items():
        expected = scale * district.records * share / 100 * (1 + yearly / 100) ** years
        expected *= 1 + swing * cos(2 * pi * (int(month[5:]) - peak) / 12)
        volumes[crime_type] = max(0, round(chance.gauss(expected, expected**0.5)))
    return volumes


def _ends(crime_type: str, records: int, chance: random.Random) -> list[str]:
    if crime_type == _WITHOUT_ID:
        return [f"{crime_type},,Synthetic\n"] * records
    outcomes = chance.choices(_OUTCOMES, weights=_OUTCOME_WEIGHTS, k=records)
    return [f"{crime_type},{outcome},Synthetic\n" for outcome in outcomes]
