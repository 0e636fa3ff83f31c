"""Invented outcomes and searches, laid out like the outcomes and the stop and search files of data.police.uk.

Outcomes belong to the invented crimes, by their identifiers. Neither layout has a column that could say that a row is
invented, so whoever loads them has to mark them; they stand in the folder of the invented street files.
"""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wardmote.demo.police_files import FOLDER, FORCES, SEED, Force, months_between, small_areas

_OUTCOME_COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name",
    "Outcome type",
)  # fmt: skip
_STOP_COLUMNS = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude", "Gender",
    "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation", "Object of search", "Outcome",
    "Outcome linked to object of search", "Removal of more than just outer clothing",
)  # fmt: skip
# months from the crime to its outcome, and how many outcomes in a hundred come then
_LAGS = (0, 1, 2, 4)
_LAG_WEIGHTS = (40, 30, 20, 10)
_OUTCOMES = {
    "Investigation complete; no suspect identified": 48, "Unable to prosecute suspect": 33, "Suspect charged": 8,
    "Local resolution": 5, "Offender given a caution": 2, "Further action is not in the public interest": 2,
    "Action to be taken by another organisation": 2,
}  # fmt: skip
# self-defined, as officers see it, and how many in a hundred searches
_PEOPLE = (
    ("White - English/Welsh/Scottish/Northern Irish/British", "White", 62),
    ("White - Any other White background", "White", 7),
    ("Black/African/Caribbean/Black British - Any other Black/African/Caribbean background", "Black", 6),
    ("Asian/Asian British - Any other Asian background", "Asian", 6),
    ("Mixed/Multiple ethnic groups - White and Black Caribbean", "Black", 3),
    ("Other ethnic group - Not stated", "White", 12), ("", "", 4),
)  # fmt: skip
_OBJECTS = {
    "Controlled drugs": ("Misuse of Drugs Act 1971 (section 23)", 62),
    "Stolen goods": ("Police and Criminal Evidence Act 1984 (section 1)", 17),
    "Offensive weapons": ("Police and Criminal Evidence Act 1984 (section 1)", 14),
    "Article for use in theft": ("Police and Criminal Evidence Act 1984 (section 1)", 7),
}
_ENDS = {"A no further action disposal": 70, "Arrest": 12, "Community resolution": 12, "Summons / charged by post": 6}
_AGES = {"10-17": 16, "18-24": 36, "25-34": 27, "over 34": 21}
_SEARCHES_A_RECORD = 0.035
_UNPLACED = 0.1


def write_other_files(folder: Path, *, first: str, last: str, seed: int = SEED) -> Path:
    """Write an outcomes file and a stop and search file for each force and month, beside the street files there.

    The street files of those months, and of the four before `first` as far as they are there, must have been written.
    """
    out = folder / FOLDER
    for force in FORCES:
        for month in months_between(first, last):
            start = out / month / f"{month}-{force.slug}"
            _write(Path(f"{start}-outcomes.csv"), _OUTCOME_COLUMNS, _outcomes(out, force, month, seed))
            _write(Path(f"{start}-stop-and-search.csv"), _STOP_COLUMNS, _searches(force, month, seed))
    return out


def _write(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _outcomes(out: Path, force: Force, month: str, seed: int) -> list[tuple[str, ...]]:
    rows = []
    for lag, weight in zip(_LAGS, _LAG_WEIGHTS, strict=True):
        crime_month = _earlier(month, lag)
        path = out / crime_month / f"{crime_month}-{force.slug}-street.csv"
        if not path.exists():
            continue
        chance = random.Random(f"{seed} {force.slug} {crime_month} {lag}")  # noqa: S311 - repeatable, not secret
        with open(path, encoding="utf-8", newline="") as stream:
            for crime in csv.DictReader(stream):
                if crime["Crime ID"] and chance.random() < weight / 100:
                    kept = [crime[column] for column in _OUTCOME_COLUMNS[2:-1]]
                    rows.append((crime["Crime ID"], month, *kept, _one_of(chance, _OUTCOMES)))
    return rows


def _searches(force: Force, month: str, seed: int) -> list[tuple[str, ...]]:
    chance = random.Random(f"{seed} {force.slug} {month} searches")  # noqa: S311 - repeatable, not secret
    first = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)
    rows = []
    for district in force.districts:
        areas = small_areas(district)
        for _ in range(round(chance.gauss(1, 0.15) * district.records * _SEARCHES_A_RECORD)):
            at = first + timedelta(minutes=chance.randrange(28 * 24 * 60))
            area = chance.choice(areas)
            placed = chance.random() >= _UNPLACED
            looked_for = _one_of(chance, {name: weight for name, (_, weight) in _OBJECTS.items()})
            end = _one_of(chance, _ENDS)
            self_defined, seen = chance.choices([each[:2] for each in _PEOPLE], [each[2] for each in _PEOPLE])[0]
            rows.append(
                (
                    "Person search", at.isoformat(), "False", "",
                    f"{area.latitude:.6f}" if placed else "", f"{area.longitude:.6f}" if placed else "",
                    "Male" if chance.random() < 0.87 else "Female", _one_of(chance, _AGES), self_defined, seen,
                    _OBJECTS[looked_for][0], looked_for, end,
                    "" if end.startswith("A no") else str(chance.random() < 0.8), "False",
                )
            )  # fmt: skip
    return sorted(rows, key=lambda row: row[1])


def _one_of(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _earlier(month: str, months: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - months
    return f"{number // 12}-{number % 12 + 1:02d}"
