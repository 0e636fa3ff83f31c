"""What is fetched is loaded by the same door, and the command that does both."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.evidence.fetching.police_site import World, csv_of, named, serving, zipped
from wardmote.cli.main import main
from wardmote.evidence.engine.fetching import NotFetched
from wardmote.evidence.models import LoadedFile
from wardmote.evidence.services import fetching

pytestmark = pytest.mark.django_db
MONTHS = ("2025-01", "2025-02", "2025-03")


@pytest.fixture
def world(home: Path) -> Iterator[World]:
    with serving(World({"2025-03": zipped({named(month): csv_of(month) for month in MONTHS})})) as made:
        yield made


@pytest.fixture
def here(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The command, asking the site on this machine."""
    monkeypatch.setattr(fetching, "fetch_police_files", partial(fetching.fetch_police_files, site=world.site()))
    return world


def test_what_comes_is_loaded_and_what_waited_is_removed(world: World, home: Path) -> None:
    done = fetching.fetch_police_files(forces=["hampshire"], first="2025-02", kinds=["street"], site=world.site())
    assert done.loaded is not None
    assert done.loaded.accepted == 6
    assert sorted(LoadedFile.objects.values_list("month", flat=True)) == ["2025-02", "2025-03"]
    assert not (home / "fetched").exists()


def test_files_are_kept_where_asked(world: World, tmp_path: Path) -> None:
    fetching.fetch_police_files(
        forces=["hampshire"], first="2025-03", kinds=["street"], into=tmp_path / "kept", site=world.site()
    )
    assert [path.name for path in (tmp_path / "kept").rglob("*.csv")] == ["2025-03-hampshire-street.csv"]


def test_what_came_before_the_site_failed_waits_for_the_next_time(world: World, home: Path) -> None:
    world.trouble = [lambda visit: len(world.asked) > 4 and (visit.answer(500, b"") or True)]
    with pytest.raises(NotFetched):
        fetching.fetch_police_files(forces=["hampshire"], first="2025-01", kinds=["street"], site=world.site())
    assert not LoadedFile.objects.exists()
    assert list((home / "fetched").rglob("*.csv"))


def test_the_command_fetches_and_tells(here: World, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["evidence", "fetch", "--force", "hampshire", "--from", "2025-03", "--to", "2025-04", "--kinds", "street"]
    assert main(asked) == 0
    said = capsys.readouterr().out
    assert "published up to 2025-03" in said
    assert "Not yet published: 2025-04 hampshire street." in said
    assert "3 accepted" in said


@pytest.mark.parametrize(
    "more",
    [
        ["--force", "hamster", "--from", "2025-03"],
        ["--force", "hampshire", "--from", "2025-03", "--kinds", "streets"],
        ["--force", "hampshire", "--from", "2025-03", "--to", "2025-02"],
        ["--force", "hampshire", "--from", "2025-13"],
    ],
)
def test_what_makes_no_sense_is_not_asked_for(here: World, more: list[str]) -> None:
    try:
        status = main(["evidence", "fetch", *more])
    except SystemExit as stop:
        status = int(str(stop.code))
    assert status == 2
    assert here.asked == []
