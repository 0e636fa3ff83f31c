"""A load of data about areas that is killed: the next finishes it, and nothing is doubled, lost or left lying."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.evidence.reference import samples
from wardmote.evidence.engine.reference import areas, load_reference, read_reference
from wardmote.evidence.engine.store import read_manifest

pytestmark = pytest.mark.plain
PROGRAM = (
    "import sys; from pathlib import Path; from wardmote.evidence.engine.reference import load_reference; "
    "print('go', flush=True); load_reference([Path(sys.argv[1])], Path(sys.argv[2]))"
)


@pytest.mark.parametrize("after", [0.0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4])
def test_a_load_that_was_killed_is_finished_by_the_next(inbox: Path, store: Path, after: float) -> None:
    samples.forest(inbox)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(inbox), str(store)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(after)
        os.kill(running.pid, signal.SIGKILL)
    # whatever moment it was: all of it is there, or nothing
    assert len(read_reference(store)) in (0, 7)
    load_reference([inbox], store)
    assert len(read_reference(store)) == 7
    assert areas.district_names(store, "2025-01") == ["Ash", "Elm", "Old Birch", "Saplings"]
    held = {str(path.relative_to(store)) for path in store.rglob("*.parquet")}
    assert held == read_manifest(store).files()
    assert not list(store.glob("staging-*"))
