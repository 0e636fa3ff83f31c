"""The table as people wrote it: expected.csv and audiences.csv. Nothing here looks at the code under test."""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
METHODS = ("GET", "POST", "other")
ANSWERS = ("open", "404", "sign-in", "second-factor", "elsewhere", "closed")


@dataclass(frozen=True)
class Row:
    """What one address answers to one method. `trail` says whether an open answer must leave an audit row."""

    name: str
    method: str
    audience: str
    trail: bool


def audiences() -> dict[str, dict[str, str]]:
    """Return audience → visitor → expected answer."""
    with (HERE / "audiences.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    found = {row.pop("audience"): row for row in rows}
    assert len(found) == len(rows), "An audience stands twice in audiences.csv."
    for name, row in found.items():
        row.pop("who")
        wrong = {visitor: answer for visitor, answer in row.items() if answer not in ANSWERS}
        assert not wrong, f"audiences.csv, {name}: {wrong}"
    return found


def rows() -> list[Row]:
    """Return expected.csv, each address and method once."""
    with (HERE / "expected.csv").open(newline="") as file:
        found = [
            Row(row["name"], row["method"], row["audience"], row["trail"] == "yes") for row in csv.DictReader(file)
        ]
    keys = [(row.name, row.method) for row in found]
    twice = {key for key in keys if keys.count(key) > 1}
    assert not twice, f"Twice in expected.csv: {sorted(twice)}"
    return found
