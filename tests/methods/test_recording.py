"""Months that look like a fault of recording: made ones, and those of real files."""

import csv
import gzip
import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.methods.recording import HIGH, LOW, MIX, STEP, defects

pytestmark = pytest.mark.plain
MONTHS = [f"{2022 + month // 12}-{month % 12 + 1:02d}" for month in range(36)]
Table = dict[str, dict[str, int | None]]


def _made(seed: int = 1) -> Table:
    chance = random.Random(seed)  # noqa: S311 — repeatable, nothing secret
    usual = {"Burglary": 200, "Violence": 900, "Drugs": 80, "Nuisance": 400}
    return {
        kind: {month: round(chance.gauss(size, size**0.5 * 1.5)) for month in MONTHS} for kind, size in usual.items()
    }


def _found(table: Table) -> list[tuple[str, str | None, str]]:
    return [(each.month, each.type, each.kind) for each in defects(table)]


@pytest.mark.parametrize("seed", range(8))
def test_ordinary_months_are_let_be(seed: int) -> None:
    assert _found(_made(seed)) == []


def test_a_season_is_let_be() -> None:
    table = _made()
    for number, month in enumerate(MONTHS):
        table["Nuisance"][month] = 400 + 20 * abs(number % 12 - 6)
    assert _found(table) == []


def test_a_type_that_fell_out_of_one_month() -> None:
    table = _made()
    table["Burglary"][MONTHS[20]] = 12
    [found] = defects(table)
    assert (found.month, found.type, found.kind, found.value) == (MONTHS[20], "Burglary", LOW, 12)
    near = sorted(table["Burglary"][MONTHS[month]] or 0 for month in (17, 18, 19, 21, 22, 23))
    assert found.usual == (near[2] + near[3]) / 2
    assert found.in_words.startswith("Burglary: 12 in 2023-09, where the months around it have about")


def test_a_month_loaded_twice_is_too_high_in_all() -> None:
    table = _made()
    for each in table.values():
        each[MONTHS[9]] = 2 * (each[MONTHS[9]] or 0)
    found = _found(table)
    assert (MONTHS[9], None, HIGH) == found[0]
    assert {month for month, _, _ in found} == {MONTHS[9]}


def test_a_month_under_other_types_is_one_finding_with_its_parts() -> None:
    table = _made()
    month = MONTHS[15]
    table["Violence"][month] = sum(each[month] or 0 for each in table.values()) - 60
    for kind in ("Burglary", "Drugs", "Nuisance"):
        table[kind][month] = 20
    [found] = defects(table)
    assert (found.month, found.type, found.kind) == (month, None, MIX)
    assert {(part.type, part.kind) for part in found.parts} == {
        ("Burglary", LOW), ("Drugs", LOW), ("Nuisance", LOW), ("Violence", HIGH),
    }  # fmt: skip
    assert "Violence has 96% of them" in found.in_words


def test_a_level_that_changes_and_stays_is_a_step_and_not_an_odd_month() -> None:
    table = _made()
    for month in MONTHS[18:]:
        table["Violence"][month] = (table["Violence"][month] or 0) * 2
    found = _found(table)
    assert (MONTHS[18], "Violence", STEP) in found
    assert not [each for each in found if each[2] in (LOW, HIGH)]
    assert [month for month, kind, _ in found if kind == "Violence"] == [MONTHS[18]]


def test_a_type_with_no_rows_at_all_is_the_lowest_there_is() -> None:
    table = _made()
    del table["Drugs"][MONTHS[30]]
    assert _found(table) == [(MONTHS[30], "Drugs", LOW)]


def test_what_is_missing_is_not_low_and_what_is_small_is_not_judged() -> None:
    table = _made()
    table["Rare"] = {month: number % 5 for number, month in enumerate(MONTHS)}
    for each in table.values():
        each[MONTHS[12]] = None
        del each[MONTHS[13]]
    table["Violence"][MONTHS[25]] = None
    assert _found(table) == []
    assert defects({}) == ()
    assert defects({"Burglary": {"2024-01": 5}}) == ()
    with pytest.raises(ValueError, match="nought or more"):
        defects({"Burglary": {"2024-01": -5}})


_SERIES = st.dictionaries(st.sampled_from(MONTHS[:18]), st.none() | st.integers(0, 10**6))


@given(st.dictionaries(st.sampled_from(["Burglary", "Drugs", "Violence"]), _SERIES))
def test_any_table_is_judged_and_in_order(table: Table) -> None:
    found = defects(table)
    assert [each.month for each in found] == sorted(each.month for each in found)
    for each in found:
        assert each.type is None or table[each.type].get(each.month, 0) is not None
        assert each.kind == MIX or (each.value > each.usual) == (each.kind == HIGH) or each.kind == STEP


def _real(path: Path, count: str) -> dict[str, Table]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    forces: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for row in csv.DictReader(text.splitlines()):
        forces[row["force_file"]][row["crime_type"]][row["month"]] += int(row[count])
    return {force: {kind: dict(months) for kind, months in held.items()} for force, held in forces.items()}


def test_the_real_month_of_another_mix_is_found_and_little_else(real_data: Path) -> None:
    """Hampshire's August of 2025 has four fifths of its rows under one type, and 430 of anti-social behaviour.

    The others: violence in its February of 2017, the first month held, well under the level from April of that year;
    and two steps: robbery in June 2025, which other forces' files share, and drugs in the City's summer of 2019.
    """
    found = {
        (force, each.month, each.type, each.kind): each
        for force, table in _real(real_data / "COUNTS_by_force_month_type.csv", "rows").items()
        for each in defects(table)
    }
    assert set(found) == {
        ("hampshire", "2025-08", None, MIX),
        ("hampshire", "2017-02", "Violence and sexual offences", LOW),
        ("hampshire", "2025-06", "Robbery", STEP),
        ("city-of-london", "2019-07", "Drugs", STEP),
    }
    nuisance = [part for part in found["hampshire", "2025-08", None, MIX].parts if part.type == "Anti-social behaviour"]
    assert [(part.kind, part.value) for part in nuisance] == [(LOW, 430)]


def test_a_year_of_thirty_seven_forces_has_one_odd_month(real_data: Path) -> None:
    """Beside it, steps alone: robbery went up in six forces' files in the same month, June 2025."""
    path = real_data / "derived/ltla24_csp24_month_crimetype_counts_2025.csv.gz"
    found = [(force, each) for force, table in _real(path, "count").items() for each in defects(table)]
    assert [(force, each.month, each.kind) for force, each in found if each.kind != STEP] == [
        ("hampshire", "2025-08", MIX)
    ]
    steps = [(each.type, each.month) for _, each in found if each.kind == STEP]
    assert steps.count(("Robbery", "2025-06")) == 6
    assert len(steps) == 9
