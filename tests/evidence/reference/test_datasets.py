"""The database's side of data about areas, and the page that shows it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests.evidence.conftest import row, street
from tests.evidence.reference import samples
from tests.factories.world import actor, client_for, make_world
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.evidence.engine import recorded_crime
from wardmote.evidence.models import Dataset
from wardmote.evidence.queries import store
from wardmote.evidence.services import load_police_files
from wardmote.evidence.services.datasets import load_datasets
from wardmote.partnership.models import District

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home: Path) -> SimpleNamespace:
    return make_world()


def test_what_is_loaded_is_written_down_once(inbox: Path, home: Path) -> None:
    samples.forest(inbox)
    samples.put(inbox, "wards.csv", samples.WARDS + "E010,x,E05000001,x,E07000001,Ash\n")
    load_datasets(actor=None, paths=[inbox], source="Invented")
    assert Dataset.objects.count() == 7
    wards = Dataset.objects.get(kind="wards")
    assert (wards.rows, wards.accepted, wards.rejected, wards.source) == (6, 5, 1, "Invented")
    assert wards.rejections == [[7, "not the code of an LSOA", "E010,x,E05000001,x,E07000001,Ash"]]
    assert AuditRow.objects.filter(action="evidence.load_datasets").count() == 1
    load_datasets(actor=None, paths=[inbox])
    assert Dataset.objects.count() == 7
    assert AuditRow.objects.filter(action="evidence.load_datasets").count() == 1


def test_what_is_replaced_stays_on_record(inbox: Path, home: Path) -> None:
    load_datasets(actor=None, paths=[samples.put(inbox, "c2021.csv", samples.RESIDENTS)])
    load_datasets(actor=None, paths=[samples.put(inbox, "c2021.csv", samples.RESIDENTS.replace("1000", "1005"))])
    assert list(Dataset.objects.order_by("loaded_at").values_list("replaced", flat=True)) == [True, False]


def test_a_store_that_cannot_change_leaves_the_database_alone(
    inbox: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("wardmote.evidence.engine.store.swap_in", fail)
    with pytest.raises(OSError, match="disk full"):
        load_datasets(actor=None, paths=[samples.put(inbox, "c2021.csv", samples.RESIDENTS)])
    assert not Dataset.objects.exists()


def test_what_the_database_forgot_is_written_at_the_next_load(inbox: Path, home: Path) -> None:
    load_datasets(actor=None, paths=[samples.forest(inbox)])
    Dataset.objects.all().delete()
    load_datasets(actor=None, paths=[inbox / "wards.csv"])
    assert Dataset.objects.count() == 7


def test_records_move_to_the_districts_of_the_lookups(inbox: Path, home: Path) -> None:
    lines = [row(1, area="Birchshire 001A", code="E01000003"), row(2, area="Birchshire 002A", code="E01000004")]
    load_police_files(actor=None, paths=[street(inbox / "police", *lines)])
    assert recorded_crime(store(), {"Birchshire"}, "Burglary", ["2025-01"]).total == 2
    load_datasets(actor=None, paths=[samples.forest(inbox / "areas")])
    assert recorded_crime(store(), {"Old Birch"}, "Burglary", ["2025-01"]).total == 1
    assert recorded_crime(store(), {"Saplings"}, "Burglary", ["2025-01"]).total == 1
    assert recorded_crime(store(), {"Birchshire"}, "Burglary", ["2025-01"]).unknown == ("Birchshire",)


def test_only_those_who_load_evidence_may(inbox: Path, world: SimpleNamespace) -> None:
    path = samples.put(inbox, "c2021.csv", samples.RESIDENTS)
    with pytest.raises(Refused):
        load_datasets(actor=actor(world.nurse), paths=[path])
    assert not Dataset.objects.exists()
    load_datasets(actor=actor(world.analyst), paths=[path])
    assert Dataset.objects.get().loaded_by_id == world.analyst.pk


def test_the_page_tells_what_is_held_and_what_is_missing(inbox: Path, world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    empty = client.get(reverse("evidence:datasets")).content.decode()
    assert "Nothing about areas is held yet" in empty
    District.objects.filter(partnership=world.north).delete()
    for name in ("Ash", "Birchshire", "Oak"):
        District.objects.create(partnership=world.north, name=name)
    load_datasets(actor=None, paths=[samples.forest(inbox)])
    page = client.get(reverse("evidence:datasets")).content.decode()
    assert "Residents by LSOA 2021" in page
    assert "Deprivation" in page.split("Missing")[1]
    assert "They count under Old Birch, Saplings" in page
    assert "found, in Ash and Elm (E22000001)" in page
    assert "not found in the lookups" in page
