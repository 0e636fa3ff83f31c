"""Months whose figures look like a fault of recording: judged anew for a force when one of its months changes.

What a month is set beside are the months around it, so a file loaded later may clear or accuse one loaded before.
"""

# ruff: noqa: S608 - the path goes through `literal`, forces have matched a pattern.

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import duckdb

from wardmote.evidence.engine.manifest import STREET, Held, Key
from wardmote.evidence.engine.sql import literal
from wardmote.methods import recording


def judged(
    connection: duckdb.DuckDBPyConnection, cube: Path, months: dict[Key, Held], forces: Collection[str]
) -> dict[Key, Held]:
    """Return `months` with what is odd about the street files of `forces`, all of whose months are judged anew."""
    if not forces:
        return months
    named = ", ".join(f"'{force}'" for force in sorted(forces))
    rows = connection.execute(
        f"SELECT force, crime_type, month, sum(n) FROM {literal(cube)} WHERE force IN ({named}) GROUP BY ALL"
    ).fetchall()
    counted: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for force, crime_type, month, n in rows:
        counted[force][crime_type][month] = int(n)
    changed = dict(months)
    for force in forces:
        # Invented months are no neighbours of real ones.
        for invented in (False, True):
            held = {
                key: each for key, each in months.items() if key[:2] == (STREET, force) and each.synthetic is invented
            }
            odd, steps = _judged(counted[force], [month for *_, month in held])
            changed |= {
                key: replace(each, defects=odd.get(each.month, ()), steps=steps.get(each.month, ()))
                for key, each in held.items()
            }
    return changed


def _judged(counted: dict[str, dict[str, int]], months: list[str]) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Return what is odd and what stepped, in words by month.

    A type that a month's file does not print has none in it: the file is held.
    """
    series = {name: {month: by_month.get(month, 0) for month in months} for name, by_month in counted.items()}
    words: tuple[dict[str, list[str]], dict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for found in recording.defects(series):
        words[found.kind == recording.STEP][found.month].append(found.in_words)
    return tuple({month: tuple(said) for month, said in each.items()} for each in words)
