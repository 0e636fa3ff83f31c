"""The database's side of a load, and the pages that show it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests.evidence.conftest import HEADER, row, street
from tests.evidence.kinds_world import outcome, police_file, stop
from tests.factories.world import client_for, make_world
from wardmote.audit.models import AuditRow
from wardmote.common.periods import Month, Quarter, Span
from wardmote.evidence import engine
from wardmote.evidence.engine.store import Held
from wardmote.evidence.models import LoadedFile, LoadRun, RejectedLine
from wardmote.evidence.queries import months_held, store
from wardmote.evidence.queries.type_changes import type_changes
from wardmote.evidence.services import load_police_files
from wardmote.measures.queries import check_filters, count
from wardmote.measures.registry import find
from wardmote.partnership.models import District

pytestmark = pytest.mark.django_db
MIXED = [row(1), row(2), row(3, month="2024-01"), "half a <b>line</b>"]


@pytest.fixture
def world(home: Path) -> SimpleNamespace:
    return make_world()


def written() -> tuple[Any, ...]:
    return tuple(list(model.objects.order_by("pk").values()) for model in (LoadRun, LoadedFile, RejectedLine))


def test_a_load_is_written_down_with_each_rejected_line(inbox: Path, home: Path) -> None:
    report = load_police_files(actor=None, paths=[street(inbox, *MIXED)])
    file = LoadedFile.objects.get()
    assert (file.rows, file.accepted, file.rejected, file.repeated) == (4, 2, 2, 0)
    assert report.done
    assert list(file.rejected_lines.order_by("line_number").values_list("line_number", "reason")) == [
        (4, "the month is not the file's month, 2025-01"),
        (5, "the line has 1 field and the heading 12"),
    ]
    audit = AuditRow.objects.get(action="evidence.load")
    assert (audit.actor_id, audit.object_ref) == (None, str(LoadRun.objects.get().pk))


def test_loading_twice_changes_nothing(inbox: Path, home: Path) -> None:
    path = street(inbox, *MIXED)
    load_police_files(actor=None, paths=[path])
    before = written()
    again = load_police_files(actor=None, paths=[path])
    assert again.repeated == 4
    assert again.done
    assert not again.changed
    assert written() == before
    assert AuditRow.objects.count() == 1


def test_a_newer_download_replaces_and_the_older_stays_on_record(inbox: Path, home: Path) -> None:
    load_police_files(actor=None, paths=[street(inbox, *MIXED)])
    load_police_files(actor=None, paths=[street(inbox, row(1))])
    assert LoadedFile.objects.count() == 2
    assert LoadedFile.objects.get(replaced_in=None).accepted == 1


def test_a_store_that_cannot_change_leaves_the_database_alone(
    inbox: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("wardmote.evidence.engine.store.swap_in", fail)
    with pytest.raises(OSError, match="disk full"):
        load_police_files(actor=None, paths=[street(inbox, *MIXED)])
    assert written() == ([], [], [])
    assert months_held() == []


def test_what_the_store_holds_and_the_database_forgot_is_written_at_the_next_load(inbox: Path, home: Path) -> None:
    path = street(inbox, *MIXED)
    load_police_files(actor=None, paths=[path])
    RejectedLine.objects.all().delete()
    LoadedFile.objects.all().delete()
    load_police_files(actor=None, paths=[path])
    file = LoadedFile.objects.get()
    assert (file.accepted, file.rejected_lines.count()) == (2, 2)


def test_a_month_that_looks_wrong_beside_its_neighbours_is_written_down_when_they_come(inbox: Path, home: Path) -> None:
    def month(slug: str, records: int) -> Path:
        lines = [row(number, month=slug) for number in range(records)]
        return street(inbox, *lines, name=f"{slug}-hampshire-street.csv")

    load_police_files(actor=None, paths=[month("2025-03", 40)])
    assert LoadedFile.objects.get().defects == []
    for slug in ("2025-01", "2025-02", "2025-04", "2025-05", "2025-06", "2025-07"):
        load_police_files(actor=None, paths=[month(slug, 400)])
    odd = {file.month: file.defects for file in LoadedFile.objects.all() if file.defects}
    assert list(odd) == ["2025-03"]
    assert "40" in odd["2025-03"][0]


def test_a_refused_file_is_not_done_and_is_told(inbox: Path, world: SimpleNamespace) -> None:
    report = load_police_files(actor=None, paths=[street(inbox)])
    assert not report.done
    assert LoadedFile.objects.count() == 0
    page = client_for(world.analyst).get(reverse("evidence:files")).content.decode()
    assert "no rows" in page
    assert "2025-01-hampshire-street.csv" in page


def test_the_page_says_what_is_held_and_what_was_rejected(inbox: Path, world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    assert "No police files are held" in client.get(reverse("evidence:files")).content.decode()
    load_police_files(actor=None, paths=[street(inbox, *MIXED)])
    file = LoadedFile.objects.get()
    address = reverse("evidence:file", kwargs={"pk": file.pk})
    page = client.get(reverse("evidence:files")).content.decode()
    assert address in page
    assert "2 rejected" in page
    assert "Synthetic" not in page
    lines = client.get(address).content.decode()
    assert "January 2025, Hampshire Constabulary" in lines
    assert "the line has 1 field" in lines
    assert "half a &lt;b&gt;line&lt;/b&gt;" in lines


def test_synthetic_months_say_so_on_both_pages(inbox: Path, world: SimpleNamespace) -> None:
    load_police_files(actor=None, paths=[street(inbox, row(1))], synthetic=True)
    client = client_for(world.analyst)
    for address in (reverse("evidence:files"), reverse("evidence:file", kwargs={"pk": LoadedFile.objects.get().pk})):
        assert "Synthetic data" in client.get(address).content.decode()


def test_many_rejected_lines_are_paged(inbox: Path, world: SimpleNamespace) -> None:
    load_police_files(actor=None, paths=[street(inbox, row(1), *["wrong"] * 150)])
    client = client_for(world.analyst)
    address = reverse("evidence:file", kwargs={"pk": LoadedFile.objects.get().pk})
    first = client.get(address).content.decode()
    assert first.count("the line has 1 field") == 100
    assert "?after=102" in first
    assert client.get(f"{address}?after=102").content.decode().count("the line has 1 field") == 50
    assert client.get(f"{address}?after=no").status_code == 200


def test_without_the_permission_the_pages_are_not_there(inbox: Path, world: SimpleNamespace) -> None:
    load_police_files(actor=None, paths=[street(inbox, *MIXED)])
    address = reverse("evidence:file", kwargs={"pk": LoadedFile.objects.get().pk})
    assert client_for(world.analyst).get(address).status_code == 200
    assert client_for(world.referrer).get(address).status_code == 404
    assert client_for(world.referrer).get(reverse("evidence:files")).status_code == 404
    assert client_for(world.analyst).get(reverse("evidence:file", kwargs={"pk": 9_999})).status_code == 404


def test_recorded_crime_is_a_measure(inbox: Path, world: SimpleNamespace) -> None:
    District.objects.create(partnership=world.elsewhere, name="Winchester")
    quarter = Quarter.parse("2024-25-Q4")

    def counted(crime_type: str) -> Any:
        return count(
            "recorded_crime", partnership_id=world.elsewhere.pk, period=quarter, filters={"crime_type": crime_type}
        )

    assert counted("Burglary").value is None
    for number, month in enumerate(quarter.months):
        if number == 2:
            assert "March 2025" in counted("Burglary").note
            assert counted("Burglary").value is None
        street(inbox, *(row(n, month=month) for n in range(number + 1)), name=f"{month}-hampshire-street.csv")
        load_police_files(actor=None, paths=[inbox])
    assert (counted("Burglary").value, counted("Burglary").note) == (6, "")
    assert dict(counted("Burglary").by_month) == {"2025-01": 1, "2025-02": 2, "2025-03": 3}
    assert counted("Burglery").value is None
    assert "Burglery" in counted("Burglery").note
    assert counted("Robbery").value == 0
    assert store().is_dir()


def test_sixty_months_are_one_question_and_equal_the_months_asked_one_by_one(
    inbox: Path, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    District.objects.create(partnership=world.elsewhere, name="Winchester")
    for number, month in enumerate(("2023-01", "2024-06", "2025-01"), start=1):
        path = street(inbox, *[row(n, month=month) for n in range(number)], name=f"{month}-hampshire-street.csv")
        load_police_files(actor=None, paths=[path])
    asked: list[str] = []
    ask = engine.recorded_crime

    def noted(store: Path, districts: Any, crime_type: str, months: Any) -> Any:
        asked.append(crime_type)
        return ask(store, districts, crime_type, months)

    monkeypatch.setattr(engine, "recorded_crime", noted)
    filters = {"crime_type": "Burglary"}
    span = Span(Month(2020, 4), Month(2025, 3))
    whole = count("recorded_crime", partnership_id=world.elsewhere.pk, period=span, filters=filters)
    assert asked == ["Burglary"]
    assert whole.by_month == {"2023-01": 1, "2024-06": 2, "2025-01": 3}
    assert whole.value is None  # fifty-seven months are not held
    for slug in span.months:
        month = count("recorded_crime", partnership_id=world.elsewhere.pk, period=Month.parse(slug), filters=filters)
        assert month.value == whole.by_month.get(slug)


def test_crime_types_can_be_chosen_and_no_other_word(world: SimpleNamespace) -> None:
    offered = [value for value, _ in find("recorded_crime").choices[0].options(world.county.pk)]
    assert offered[0] == "All recorded crime"
    assert "Burglary" in offered
    check_filters("recorded_crime", partnership_id=world.county.pk, filters={"crime_type": "Burglary"})
    with pytest.raises(ValueError, match="“Piracy” is not a crime type"):
        check_filters("recorded_crime", partnership_id=world.county.pk, filters={"crime_type": "Piracy"})


def test_gaps_and_changed_columns_are_told_and_kinds_shown_apart(inbox: Path, world: SimpleNamespace) -> None:
    for slug in ("2024-12", "2025-03"):
        street(inbox, row(1, month=slug), name=f"{slug}-hampshire-street.csv")
    older = inbox / "2024-11-hampshire-street.csv"
    older.write_text(HEADER.removesuffix(",Context") + "\n" + row(1, month="2024-11").removesuffix(",") + "\n")
    police_file(inbox, "outcomes", outcome(1))
    police_file(inbox, "stop-and-search", stop(), stop(place=","))
    load_police_files(actor=None, paths=[inbox])
    page = client_for(world.analyst).get(reverse("evidence:files")).content.decode()
    assert "January 2025 to February 2025 (2 months)" in page
    assert "Hampshire Constabulary, December 2024: with Context." in page
    assert [page.index(f'id="{kind}"') for kind in ("street", "outcomes", "stops")] == sorted(
        page.index(f'id="{kind}"') for kind in ("street", "outcomes", "stops")
    )
    assert "50.0%" in page
    assert "Load files" in page
    reader = client_for(world.chair).get(reverse("evidence:files"))
    assert reader.status_code == 404 or "Load files" not in reader.content.decode()


def test_types_that_come_and_go_are_told_by_whole_years() -> None:
    def held(month: str, *types: str) -> Held:
        return Held("hampshire", month, "", "", False, 1, 1, 0, 0, 0, types=types)

    old = [held(f"2012-0{month}", "Burglary", "Violent crime") for month in (1, 2, 3)]
    new = [held(f"2014-0{month}", "Burglary", "Drugs") for month in (1, 2, 3)]
    assert type_changes([*old, held("2013-01", "Burglary"), *new]) == {
        "hampshire": [("2014", "with Drugs; without Violent crime")]
    }
