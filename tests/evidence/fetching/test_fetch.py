"""Fetching from a site that answers as data.police.uk does, and from one that does not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from tests.evidence.fetching import police_site
from tests.evidence.fetching.police_site import World, csv_of, cut, named, once, says, serving, zipped
from wardmote.evidence.engine.fetching import POLICE_UK, FetchReport, NotFetched, fetch
from wardmote.evidence.engine.fetching.fetch import FETCHED, NONE, NOT_YET, THERE, archives_for, months_between
from wardmote.evidence.engine.fetching.web import ALLOWED_HOSTS, USER_AGENT

pytestmark = pytest.mark.plain
MONTHS = ("2025-01", "2025-02", "2025-03")


@pytest.fixture
def world() -> Iterator[World]:
    files = {named(month): csv_of(month) for month in MONTHS}
    files[named("2025-01", kind="outcomes")] = b"outcomes"
    files[named("2025-01", "kent")] = csv_of("2025-01") * 400
    files["../2025-01/escape.csv"] = b"no"
    with serving(World({"2025-03": zipped(files)})) as made:
        yield made


def get(world: World, into: Path, *, first: str = "2025-01", kinds: tuple[str, ...] = ("street",)) -> FetchReport:
    return fetch(forces=["hampshire"], first=first, last=None, into=into, kinds=kinds, site=world.site())


def statuses(report: FetchReport) -> list[str]:
    return [file.status for file in report.files]


def test_only_what_is_wanted_is_brought_and_it_is_whole(world: World, tmp_path: Path) -> None:
    report = get(world, tmp_path)
    assert statuses(report) == [FETCHED] * 3
    assert [path.read_bytes() for path in report.paths(tmp_path)] == [csv_of(month) for month in MONTHS]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        f"{month}-hampshire-street.csv" for month in MONTHS
    ]
    assert world.agents == {USER_AGENT}
    # the site is asked for the month and for the way; the rest goes to the store, in parts
    assert [path for path, _ in world.asked][:3] == [
        "/api/crime-last-updated",
        "/data/archive/2025-03.zip",
        "/store/2025-03.zip",
    ]
    assert all(span.startswith("bytes=") for span in world.bytes_asked)


def test_again_nothing_is_brought_that_is_there(world: World, tmp_path: Path) -> None:
    get(world, tmp_path)
    asked = len(world.asked)
    assert statuses(get(world, tmp_path)) == [THERE] * 3
    assert len(world.asked) - asked == 3


def test_a_month_published_anew_or_a_damaged_file_is_brought_again(world: World, tmp_path: Path) -> None:
    report = get(world, tmp_path)
    report.paths(tmp_path)[1].write_bytes(csv_of("2025-02").replace(b"Mill", b"Dell"))
    assert statuses(get(world, tmp_path)) == [THERE, FETCHED, THERE]
    assert report.paths(tmp_path)[1].read_bytes() == csv_of("2025-02")


def test_what_is_not_published_is_told_and_is_no_error(world: World, tmp_path: Path) -> None:
    report = fetch(
        forces=["hampshire"], first="2025-01", last="2025-04", into=tmp_path, kinds=("street", "stops"),
        site=world.site(),
    )  # fmt: skip
    assert statuses(report) == [FETCHED, NONE, FETCHED, NONE, FETCHED, NONE, NOT_YET, NOT_YET]
    assert "Not yet published: 2025-04 hampshire street" in report.as_text()


def test_a_newest_month_without_an_archive_comes_later(world: World, tmp_path: Path) -> None:
    world.newest = "2025-04"
    assert statuses(get(world, tmp_path)) == [FETCHED, FETCHED, FETCHED, NOT_YET]


def test_no_archive_at_all_is_told(world: World, tmp_path: Path) -> None:
    world.archives.clear()
    assert statuses(get(world, tmp_path)) == [NONE] * 3


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_site_is_asked_again_when_it_says(world: World, tmp_path: Path, status: int) -> None:
    world.trouble = [once(says(status, Retry_After="7"), nth=3)]
    assert statuses(get(world, tmp_path)) == [FETCHED] * 3
    assert world.waits == [7.0]


def test_a_site_that_names_a_moment_is_waited_for(world: World, tmp_path: Path) -> None:
    world.trouble = [once(says(503, Retry_After=formatdate(time.time() + 30, usegmt=True)), on="/api")]
    get(world, tmp_path)
    assert 20 < world.waits[0] <= 30


def test_a_site_that_stays_busy_is_left_alone_and_what_came_is_kept(world: World, tmp_path: Path) -> None:
    world.trouble = [lambda visit: len(world.asked) > 5 and says(503)(visit)]
    with pytest.raises(NotFetched, match=r"3 times\. What was fetched is kept"):
        get(world, tmp_path)
    assert world.waits == [1.0, 2.0]
    world.trouble = []
    kept = len([path for path in tmp_path.rglob("*.csv") if not path.name.startswith(".")])
    assert kept
    assert statuses(get(world, tmp_path)).count(THERE) == kept


def test_a_wait_that_is_too_long_is_told_and_not_waited(world: World, tmp_path: Path) -> None:
    world.trouble = [once(says(429, Retry_After="86400"), on="/api")]
    with pytest.raises(NotFetched, match="86,400 seconds"):
        get(world, tmp_path)
    assert world.waits == []


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_an_answer_that_breaks_off_is_asked_for_again(world: World, tmp_path: Path, nth: int) -> None:
    world.trouble = [once(cut, nth=nth)]
    assert statuses(get(world, tmp_path)) == [FETCHED] * 3


def test_a_site_that_says_nothing_is_not_waited_for_without_end(world: World, tmp_path: Path) -> None:
    world.trouble = [police_site.slow]
    with pytest.raises(NotFetched, match="could not be asked"):
        fetch(forces=["hampshire"], first="2025-01", last=None, into=tmp_path, site=world.site(timeout=0.2, tries=2))


@pytest.mark.parametrize("to", ["https://elsewhere.example/2025-03.zip", "file:///etc/passwd", "//127.0.0.1:9/x.zip"])
def test_a_redirect_to_another_host_is_not_followed(world: World, tmp_path: Path, to: str) -> None:
    world.elsewhere = to
    with pytest.raises(NotFetched, match="which is not asked"):
        get(world, tmp_path)


def test_redirects_without_end_are_left(world: World, tmp_path: Path) -> None:
    world.trouble = [lambda visit: visit.path.startswith("/data") and (visit.lead(visit.path) or True)]
    with pytest.raises(NotFetched, match="without end"):
        get(world, tmp_path)


def test_a_store_without_parts_is_told_and_the_whole_is_not_brought(world: World, tmp_path: Path) -> None:
    def whole(visit: police_site.Visit) -> bool:
        visit.answer(200, world.archives["2025-03"])
        return True

    world.trouble = [once(whole)]
    with pytest.raises(NotFetched, match="Download it with a browser"):
        get(world, tmp_path)


def test_a_part_that_is_not_the_one_asked_for_is_not_used(world: World, tmp_path: Path) -> None:
    def other(visit: police_site.Visit) -> bool:
        visit.answer(206, b"x" * 10, **{"Content-Range": "bytes 0-9/100"})
        return True

    world.trouble = [once(other, nth=2)]
    with pytest.raises(NotFetched, match="another part"):
        get(world, tmp_path)


def test_an_archive_that_changes_meanwhile_is_not_mixed(world: World, tmp_path: Path) -> None:
    def change(visit: police_site.Visit) -> bool:
        world.tag = '"two"'
        return False

    world.trouble = [once(change, nth=3)]
    with pytest.raises(NotFetched, match="published anew"):
        get(world, tmp_path)


def test_a_damaged_archive_gives_no_file(world: World, tmp_path: Path) -> None:
    data = bytearray(world.archives["2025-03"])
    place = data.find(b".csv") + 20
    data[place : place + 8] = b"\xff" * 8
    world.archives["2025-03"] = bytes(data)
    with pytest.raises(NotFetched, match="is broken"):
        get(world, tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    world.archives["2025-03"] = b"no zip file"
    with pytest.raises(NotFetched, match="no whole zip file"):
        get(world, tmp_path)


def test_an_answer_without_a_month_is_told(world: World, tmp_path: Path) -> None:
    world.newest = "soon"
    with pytest.raises(NotFetched, match="newest month"):
        get(world, tmp_path)


def test_a_fetch_that_was_killed_goes_on_where_it_was(world: World, tmp_path: Path) -> None:
    # the store answers slowly, so that the other process is in the middle when it is killed
    world.trouble = [lambda visit: visit.path.startswith("/store") and time.sleep(0.3) and False]
    program = (
        "import sys; from pathlib import Path; from wardmote.evidence.engine.fetching import Site, fetch; "
        "fetch(forces=['hampshire'], first='2025-01', last=None, into=Path(sys.argv[2]), kinds=('street',), "
        "site=Site(base=sys.argv[1], hosts=frozenset({sys.argv[1][7:]}), pause=0))"
    )
    running = subprocess.Popen([sys.executable, "-c", program, world.base, str(tmp_path)])
    deadline = time.monotonic() + 30
    while not list(tmp_path.rglob("*-street.csv")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    (tmp_path / "2025-03").mkdir(exist_ok=True)
    (tmp_path / "2025-03" / ".2025-03-hampshire-street.csv.left").write_bytes(b"half")
    world.trouble = []
    report = get(world, tmp_path)
    assert statuses(report)[0] == THERE
    assert [path.read_bytes() for path in report.paths(tmp_path)] == [csv_of(month) for month in MONTHS]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        f"{month}-hampshire-street.csv" for month in MONTHS
    ]


def test_archives_are_as_few_as_will_do() -> None:
    def chosen(newest: str, first: str, last: str) -> list[tuple[str, int]]:
        return [(name, len(months)) for name, months in archives_for(newest, months_between(first, last))]

    assert chosen("2025-03", "2024-01", "2025-03") == [("2025-03", 15)]
    assert chosen("2025-03", "2022-04", "2025-03") == [("2025-03", 36)]
    assert chosen("2025-03", "2022-03", "2025-03") == [("2025-03", 36), ("2025-02", 1)]
    assert chosen("2025-03", "2014-01", "2014-12") == [("2016-12", 12)]
    assert chosen("2025-03", "2015-01", "2021-12") == [("2017-12", 36), ("2020-12", 36), ("2023-12", 12)]


def test_only_one_address_is_asked_outside_tests() -> None:
    assert POLICE_UK.base == "https://data.police.uk"
    assert POLICE_UK.hosts == ALLOWED_HOSTS == {"data.police.uk", "policeuk-data.s3.amazonaws.com"}
    assert POLICE_UK.pause >= 0.5
