"""The same file again, another telling of a month, a killed load: what is held changes wholly or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evidence.conftest import GOOD, adds_up, january, load_one, row, state, street
from wardmote.evidence.engine import load
from wardmote.evidence.engine.report import Status
from wardmote.evidence.engine.store import Busy, staging


def test_the_same_bytes_again_are_repeated_and_nothing_changes(inbox: Path, store: Path) -> None:
    path = street(inbox, *GOOD)
    load_one(path, store)
    before = state(store)
    again = load_one(path, store)
    assert (again.status, again.repeated, again.accepted) == (Status.REPEATED, 3, 0)
    renamed = load_one(path.rename(inbox / "2025-02-surrey-street.csv"), store)
    assert (renamed.status, renamed.force, renamed.month) == (Status.REPEATED, "hampshire", "2025-01")
    assert state(store) == before


def test_other_content_for_a_force_month_replaces_it_whole(inbox: Path, store: Path) -> None:
    load_one(street(inbox, *GOOD), store)
    file = load_one(street(inbox, row(7)), store)
    assert (file.status, file.replaced_rows) == (Status.REPLACED, 3)
    assert january(store) == 1
    assert january(store, "Drugs") == 0
    assert len(list((store / "months").rglob("*.parquet"))) == len(list(store.glob("cube-*"))) == 1
    back = load_one(street(inbox, *GOOD), store)
    assert back.status is Status.REPLACED
    assert january(store) == 2


def test_two_tellings_of_one_month_in_one_load_are_both_refused(inbox: Path, store: Path) -> None:
    street(inbox / "old", *GOOD)
    street(inbox / "new", row(7))
    report = load([inbox], store)
    adds_up(report)
    assert {file.status for file in report.files} == {Status.REFUSED}
    assert not report.changed
    load([inbox / "old"], store)
    before = state(store)
    assert [file.status for file in load([inbox], store).files] == [Status.REFUSED, Status.REPEATED]
    assert state(store) == before


def test_a_copy_of_a_file_in_one_load_counts_once(inbox: Path, store: Path) -> None:
    street(inbox / "a", *GOOD)
    street(inbox / "b", *GOOD)
    report = load([inbox], store)
    adds_up(report)
    assert (report.accepted, report.repeated, january(store)) == (3, 3, 2)


def test_a_refused_download_leaves_the_held_month_alone(inbox: Path, store: Path) -> None:
    load_one(street(inbox, *GOOD), store)
    before = state(store)
    assert load_one(street(inbox), store).status is Status.REFUSED
    assert state(store) == before


def test_two_loads_at_once_are_refused(inbox: Path, store: Path) -> None:
    street(inbox, *GOOD)
    with staging(store), pytest.raises(Busy):
        load([inbox], store)


@pytest.mark.parametrize("moment", ["write_cube", "replace", "manifest"])
def test_a_killed_load_leaves_the_old_state(inbox: Path, store: Path, moment: str) -> None:
    load_one(street(inbox, *GOOD), store)
    before = (store / "manifest.json").read_bytes()
    street(inbox, row(7))
    script = f"""
import os, sys
from pathlib import Path
from wardmote.evidence.engine import cubes, load, manifest, store
def die(*args, **kwargs): os._exit(9)
{{"write_cube": lambda: setattr(cubes, "write_cube", die),
  "replace": lambda: setattr(store, "sync", die),
  "manifest": lambda: setattr(manifest.json, "dump", die)}}[{moment!r}]()
load([Path(sys.argv[1])], Path(sys.argv[2]))
"""
    ended = subprocess.run([sys.executable, "-c", script, inbox, store], env={**os.environ, "PYTHONPATH": "src"})
    assert ended.returncode == 9
    assert (store / "manifest.json").read_bytes() == before
    assert january(store) == 2
    assert load([inbox], store).files[0].status is Status.REPLACED
    assert january(store) == 1
    assert not list(store.glob("staging-*"))
