"""The report is made for the public, whoever makes it. Three warnings stand behind it, and no file may tell."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.performance.world import NOW, THEN, World
from tests.publish.reading import words_in
from wardmote.audit.models import AuditRow
from wardmote.common import clock
from wardmote.plan.services import add_action, add_priority, create_plan
from wardmote.publish.services import ReportError, make_report_file, write_quarter_report


@pytest.fixture
def reported(world: World) -> World:
    world.indicator(world.north)
    world.indicator(world.north, "test_people", key="warnings", plan_ref="2", position=1)
    world.crimes.put(world.north, NOW, 31, 28, 22)
    world.crimes.put(world.north, THEN, 40, 30, 27)
    world.people.put(world.north, NOW, 1, 2, 0)
    world.people.put(world.north, THEN, 100, 9, 8)
    plan = create_plan(
        actor=None, partnership=world.north, title="A safer district", starts_on=date(2023, 4, 1),
        ends_on=date(2026, 3, 31), adopted_on=date(2023, 3, 20),
    )  # fmt: skip
    priority = add_priority(actor=None, plan=plan, number=1, title="Feeling safe at home")
    add_action(actor=None, priority=priority, ref="2", wording="Warn early", measure_key="test_people")
    return world


def words_of(path: Path) -> str:
    """Return the words of a report, whichever kind of file it is."""
    return words_in(path.read_bytes())


def name(form: str) -> str:
    """The name of the report of a quarter whose round was never opened, on the day the tests are held at."""
    return f"north-2023-24-Q4-quarterly-public-draft-{clock.today():%Y-%m-%d}.{form}"


def test_three_files_with_the_figures_and_none_that_tells(reported: World, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    paths = write_quarter_report("north", "2023-24-Q4", out)
    assert [path.name for path in paths] == [name(kind) for kind in ("html", "docx", "pdf")]
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in paths)
    for path in paths:
        words = words_of(path)
        for wanted in ("North district", "January to March 2024", "81", "97", "−16 (−16.5%)", "OFFICIAL", "Warn early"):
            assert wanted in words, (path.name, wanted)
        assert "fewer than 5" in words
        # The count, and every figure from which it could be had: the change on 117, its percentage.
        for telling in ("−114", "114", "97.4"):
            assert telling not in words, (path.name, telling)
        for found in re.finditer(r"Warnings", words):
            assert not re.match(r"Warnings[^.]{0,40}?\b3\b", words[found.start() : found.start() + 60]), path.name


def test_a_report_that_one_may_open_says_no_more(reported: World) -> None:
    """Somebody who may see the three on the page still makes the public's report."""
    user = reported.user("manager", reported.north, "partnership_manager")
    reported.user("officer", reported.north, "practitioner")
    both = reported.actor(user)
    for audience in ("public", "member"):
        file = make_report_file(
            actor=both, partnership=reported.north, quarter=NOW, kind="quarterly", audience=audience, form="html"
        )
        assert "fewer than 5" in words_in(file.content)
        assert "114" not in words_in(file.content)


def test_writing_is_in_the_trail_and_writing_again_replaces(reported: World, tmp_path: Path) -> None:
    write_quarter_report("north", "2023-24-Q4", tmp_path)
    write_quarter_report("north", "2023-24-Q4", tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    assert AuditRow.objects.filter(action="report.write").count() == 6


def test_without_its_audit_row_there_is_no_file(
    reported: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr("wardmote.publish.services.files.record", full)
    with pytest.raises(OSError, match="no space"):
        write_quarter_report("north", "2023-24-Q4", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("slug", "quarter", "says"),
    [
        ("nowhere", "2023-24-Q4", "no partnership “nowhere”"),
        ("north", "2023-25-Q4", "is not a quarter"),
        ("north", "2031-32-Q1", "out of range"),
        ("north", "0000-01-Q4", "is not a quarter"),
    ],
)
def test_what_was_asked_wrongly_is_said(reported: World, tmp_path: Path, slug: str, quarter: str, says: str) -> None:
    with pytest.raises(ReportError, match=says):
        write_quarter_report(slug, quarter, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_missing_is_said(reported: World, tmp_path: Path) -> None:
    del reported.crimes.months[reported.north.pk]["2024-02"]
    for path in write_quarter_report("north", "2023-24-Q4", tmp_path):
        assert "No records are held for February 2024" in words_of(path), path.name


def test_invented_figures_are_said_to_be(reported: World, tmp_path: Path) -> None:
    reported.crimes.synthetic = True
    for path in write_quarter_report("north", "2023-24-Q4", tmp_path):
        assert "Synthetic data" in words_of(path), path.name


def test_a_partnership_with_nothing_yet_still_has_a_report(reported: World, tmp_path: Path) -> None:
    for path in write_quarter_report("elsewhere", "2023-24-Q4", tmp_path):
        assert "not yet chosen indicators" in words_of(path), path.name
