"""The report is made for the public, whoever makes it. Three warnings stand behind it, and no file may tell."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from tests.performance.world import NOW, THEN, World, client_of
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.plan.services import add_action, add_priority, create_plan
from wardmote.publish.services import ReportError, make_quarter_report, write_quarter_report


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
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".docx":
        word = WordFile(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        headers = [paragraph.text for section in word.sections for paragraph in section.header.paragraphs]
        return " ".join([*headers, *(paragraph.text for paragraph in word.paragraphs), *cells])
    markup = re.sub(r"<style.*?</style>|<svg.*?</svg>", " ", path.read_text(), flags=re.S)
    return re.sub(r"<[^>]+>", " ", markup)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_three_files_with_the_figures_and_none_that_tells(reported: World, tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    paths = write_quarter_report("north", "2023-24-Q4", out)
    assert [path.name for path in paths] == [f"north-2023-24-Q4.{kind}" for kind in ("html", "docx", "pdf")]
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in paths)
    for path in paths:
        words = squeezed(words_of(path))
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
    file = make_quarter_report(actor=both, partnership=reported.north, quarter=NOW, kind="html")
    assert "fewer than 5" in file.content.decode()
    assert "114" not in re.sub(r"<style.*?</style>|<svg.*?</svg>", " ", file.content.decode(), flags=re.S)


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

    monkeypatch.setattr("wardmote.publish.services.quarter.record", full)
    with pytest.raises(OSError, match="no space"):
        write_quarter_report("north", "2023-24-Q4", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("slug", "quarter", "says"),
    [
        ("nowhere", "2023-24-Q4", "no partnership “nowhere”"),
        ("north", "2023-25-Q4", "is not a quarter"),
        ("north", "2031-32-Q1", "out of range"),
        ("north", "0000-01-Q4", "out of range"),
    ],
)
def test_what_was_asked_wrongly_is_said(reported: World, tmp_path: Path, slug: str, quarter: str, says: str) -> None:
    with pytest.raises(ReportError, match=says):
        write_quarter_report(slug, quarter, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_missing_is_said(reported: World, tmp_path: Path) -> None:
    del reported.crimes.months[reported.north.pk]["2024-02"]
    for path in write_quarter_report("north", "2023-24-Q4", tmp_path):
        assert "No records are held for February 2024" in squeezed(words_of(path)), path.name


def test_invented_figures_are_said_to_be(reported: World, tmp_path: Path) -> None:
    reported.crimes.synthetic = True
    for path in write_quarter_report("north", "2023-24-Q4", tmp_path):
        assert "Synthetic data" in squeezed(words_of(path)), path.name


def test_a_partnership_with_nothing_yet_still_has_a_report(reported: World, tmp_path: Path) -> None:
    for path in write_quarter_report("elsewhere", "2023-24-Q4", tmp_path):
        assert "not yet chosen indicators" in squeezed(words_of(path)), path.name


def test_only_those_who_make_reports_of_what_is_in_sight(reported: World) -> None:
    board = reported.actor(reported.user("board", reported.north))
    practitioner = reported.actor(reported.user("officer", reported.north, "practitioner"))
    assert make_quarter_report(actor=board, partnership=reported.county, quarter=NOW, kind="pdf").content[:4] == b"%PDF"
    for actor, place, kind in (
        (practitioner, reported.north, "pdf"), (board, reported.elsewhere, "pdf"), (board, reported.north, "exe"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            make_quarter_report(actor=actor, partnership=place, quarter=NOW, kind=kind)
    assert AuditRow.objects.filter(action="report.download").count() == 1


def test_the_page_and_its_downloads(reported: World) -> None:
    board = client_of(reported.user("board", reported.north))
    page = board.get("/reports/quarter/2023-24-Q4/").content.decode()
    assert "fewer than 5" in page
    assert "114" not in re.sub(r"<svg.*?</svg>", " ", page, flags=re.S)
    for kind, start in (("html", b"<!"), ("docx", b"PK"), ("pdf", b"%PDF")):
        response = board.get(f"/reports/quarter/2023-24-Q4/{kind}/")
        assert response.content.lstrip()[:4].lower().startswith(start.lower())
        assert response["Content-Disposition"] == f'attachment; filename="north-2023-24-Q4.{kind}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        if kind == "docx":
            WordFile(BytesIO(response.content))
    assert AuditRow.objects.filter(action="report.download", actor_id__isnull=False).count() == 3
    for wrong in ("2023-24-Q5/", "2023-24-Q4/exe/", "2023-24-Q4/pdf/?for=elsewhere", "2031-32-Q1/"):
        assert board.get(f"/reports/quarter/{wrong}").status_code == 404
