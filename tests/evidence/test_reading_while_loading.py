"""Readers who ask while loads run: each sees what was held before or what is held after, and never an error."""

import threading
from itertools import pairwise
from pathlib import Path

import pytest

from tests.evidence.conftest import row, street
from wardmote.evidence.engine import load, months_held, recorded_crime

pytestmark = pytest.mark.plain
LOADS = 8


def test_a_reader_sees_the_old_or_the_new_and_never_an_error(inbox: Path, store: Path) -> None:
    tellings = [
        street(inbox / str(burglaries), *(row(number) for number in range(burglaries))) for burglaries in (3, 5)
    ]
    load([tellings[0]], store)
    done = threading.Event()
    failed: list[BaseException] = []

    def loading() -> None:
        try:
            for number in range(1, LOADS + 1):
                load([tellings[number % 2]], store)
        except BaseException as error:
            failed.append(error)
        finally:
            done.set()

    loader = threading.Thread(target=loading)
    loader.start()
    seen: list[int | None] = []
    while not done.is_set():
        seen.append(recorded_crime(store, {"Winchester"}, "Burglary", ["2025-01"]).total)
        assert [held.accepted for held in months_held(store)] in ([3], [5])
    loader.join()
    assert failed == []
    assert set(seen) == {3, 5}
    assert sum(one != other for one, other in pairwise(seen)) > 2
