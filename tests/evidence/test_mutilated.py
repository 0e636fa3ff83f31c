"""Whatever is done to a file: rows in = accepted + rejected + repeated, and the store agrees with the report."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.conftest import adds_up, row, state, street
from wardmote.evidence.engine import load, months_held
from wardmote.evidence.engine.report import Status

ODD_BYTES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xe2\x80\xa8",
    b"2025-02",
    b" ",
    b"\x85",
    b"'",
    b"\\",
]
edits = st.lists(
    st.tuples(st.integers(0, 6_000), st.integers(0, 60), st.sampled_from([b"", *ODD_BYTES])), min_size=0, max_size=6
)


def whole() -> list[str]:
    lines = [row(number, area=f"Winchester 00{number % 5 + 1}A") for number in range(12)]
    asb = row(identifier="", crime_type="Anti-social behaviour")
    return [*lines, lines[3], asb, asb]


@settings(max_examples=80)
@given(edits=edits, end=st.sampled_from(["\n", "\r\n"]))
def test_every_row_is_accounted_for(edits: list[tuple[int, int, bytes]], end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = street(Path(folder), *whole(), end=end)
        data = path.read_bytes()
        for at, cut, put in edits:
            data = data[:at] + put + data[at + cut :]
        path.write_bytes(data)
        store = Path(folder) / "store"
        report = load([path], store)
        adds_up(report)
        [file] = report.files
        assert file.taken or file.reason
        if file.taken:
            # As many rows as lines that hold anything, the heading left out.
            assert file.rows == sum(bool(line.strip()) for line in data.split(b"\n")[1:])
            assert [held.accepted for held in months_held(store)] == [file.accepted]
            before = state(store)
            assert load([path], store).files[0].status is Status.REPEATED
            assert state(store) == before
        else:
            assert months_held(store) == []


@settings(max_examples=20)
@given(st.lists(st.sampled_from(range(40)), max_size=25), st.booleans())
def test_the_slow_road_and_the_quick_road_agree(wrong: list[int], mark: bool) -> None:
    """One bad line sends a file down the slow road; what is counted of the others must not depend on it."""
    good = [row(number, area=f"Winchester 00{number % 9 + 1}A") for number in range(40) if number not in wrong]
    if not good:
        return
    with tempfile.TemporaryDirectory() as folder:
        quick = street(Path(folder) / "quick", *good)
        slow = street(Path(folder) / "slow", *good, row(99, month="2024-01"))
        if mark:
            slow.write_bytes(b"\xef\xbb\xbf" + slow.read_bytes())
        stores = Path(folder) / "a", Path(folder) / "b"
        load([quick], stores[0])
        load([slow], stores[1])
        cubes = [next(store.glob("cube-*")).read_bytes() for store in stores]
        assert cubes[0] == cubes[1]
