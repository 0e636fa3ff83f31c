"""Files handed in through a page: kept, loaded in the background, told file by file; who may, and what goes wrong."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.evidence.conftest import GOOD, HEADER, row, street
from tests.evidence.kinds_world import outcome, police_file, stop, zipped
from tests.factories.world import client_for, make_world
from wardmote.audit.models import AuditRow
from wardmote.evidence.engine.store import staging
from wardmote.evidence.models import Dataset, LoadedFile, LoadJob
from wardmote.evidence.queries import store
from wardmote.evidence.services import load_jobs
from wardmote.evidence.services.load_files import load_files

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "one-time-token-of-this-test"
STREET = "2025-01-hampshire-street.csv"


@pytest.fixture
def world(home: Path) -> SimpleNamespace:
    return make_world()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def right(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def hand_in(client: Client, *files: SimpleUploadedFile) -> LoadJob | None:
    client.post(reverse("evidence:load"), {"chosen": list(files), "form_token": TOKEN})
    return LoadJob.objects.order_by("pk").last()


def page_of(client: Client, job: LoadJob) -> str:
    return client.get(reverse("evidence:load_job", kwargs={"job_id": job.pk})).content.decode()


def test_files_are_loaded_in_the_background_and_told_one_by_one(
    home: Path, tmp_path: Path, world: SimpleNamespace
) -> None:
    client = client_for(world.analyst)
    police_file(tmp_path / "in", "outcomes", outcome(1))
    police_file(tmp_path / "in", "stop-and-search", stop())
    packed = zipped(tmp_path / "month.zip", tmp_path / "in").read_bytes()
    job = hand_in(client, upload(STREET, right(*GOOD, "half a <b>line")), upload("month.zip", packed))
    assert job is not None
    assert (job.state, job.names, job.done, job.of) == ("done", [STREET, "month.zip"], 3, 3)
    assert sorted(LoadedFile.objects.values_list("kind", "accepted")) == [("outcomes", 1), ("stops", 1), ("street", 3)]
    assert set(LoadedFile.objects.values_list("loaded_by_id", flat=True)) == {world.analyst.pk}
    page = page_of(client, job)
    assert "month.zip › 2025-01/2025-01-hampshire-outcomes.csv" in page
    assert "Line 5: the line has 1 field and the heading 12" in page
    assert "half a &lt;b&gt;line" in page
    assert "hx-get" not in page
    assert list((home / "uploads").iterdir()) == []
    assert AuditRow.objects.filter(action="evidence.hand_in", actor_id=world.analyst.pk).count() == 1
    assert job.run is not None


def test_the_same_form_sent_twice_is_one_job(world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    for _ in range(2):
        hand_in(client, upload(STREET, right(*GOOD)))
    assert LoadJob.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/2025-01-hampshire-street.csv", STREET),
        (".hidden.csv", "hidden.csv"),
        ("a;b|c.csv", "a_b_c.csv"),
    ],
)
def test_a_name_from_outside_is_only_a_name(home: Path, world: SimpleNamespace, name: str, kept: str) -> None:
    folder = home / "one"
    folder.mkdir(parents=True)
    assert load_jobs._keep(load_jobs.HandedIn(name, [b"x"]), folder) == kept
    assert [path.name for path in folder.rglob("*")] == [kept]


def test_two_files_of_one_name_both_arrive_and_rival_months_are_refused(world: SimpleNamespace) -> None:
    job = hand_in(client_for(world.analyst), upload(STREET, right(row(1))), upload(STREET, right(row(2))))
    assert job is not None
    assert [file["status"] for file in job.report["files"]] == ["refused", "refused"]


def test_what_is_no_such_file_is_not_taken(world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    assert hand_in(client, upload("letter.docx", b"PK")) is None
    assert hand_in(client) is None
    page = client.post(reverse("evidence:load"), {"chosen": [upload("letter.docx", b"PK")], "form_token": "x"})
    assert "letter.docx is not a CSV, zip or GeoJSON file" in page.content.decode()


def test_a_busy_store_is_said_and_the_files_are_not_kept(home: Path, world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    with staging(store()):
        job = hand_in(client, upload(STREET, right(*GOOD)))
    assert job is not None
    assert job.state == "failed"
    assert "Another load was running" in page_of(client, job)
    assert list((home / "uploads").iterdir()) == []


def test_a_job_whose_worker_died_says_so_and_is_given_up_at_the_next(home: Path, world: SimpleNamespace) -> None:
    client = client_for(world.analyst)
    old = timezone.now() - timedelta(minutes=11)
    (home / "uploads" / "left").mkdir(parents=True)
    job = LoadJob.objects.create(
        asked_by=world.analyst, asked_at=old, beat_at=old, names=[STREET], folder="left", state="running", of=4, done=2
    )
    assert "Hand the files in again" in page_of(client, job)
    hand_in(client, upload(STREET, right(*GOOD)))
    job.refresh_from_db()
    assert job.state == "failed"
    assert list((home / "uploads").iterdir()) == []


def test_a_job_under_way_shows_numbers_and_asks_again(world: SimpleNamespace) -> None:
    now = timezone.now()
    job = LoadJob.objects.create(
        asked_by=world.analyst, asked_at=now, beat_at=now, names=[STREET], folder="x", state="running", of=4, done=2
    )
    page = page_of(client_for(world.analyst), job)
    assert "2 of 4 files" in page
    assert 'hx-trigger="every 2s"' in page
    assert "See again" in page


def test_only_who_may_load_hands_files_in(world: SimpleNamespace) -> None:
    assert client_for(world.referrer).get(reverse("evidence:load")).status_code == 404
    assert hand_in(client_for(world.referrer), upload(STREET, right(*GOOD))) is None
    job = hand_in(client_for(world.analyst), upload(STREET, right(*GOOD)))
    assert job is not None
    address = reverse("evidence:load_job", kwargs={"job_id": job.pk})
    assert client_for(world.referrer).get(address).status_code == 404
    missing = reverse("evidence:load_job", kwargs={"job_id": 9_999})
    assert client_for(world.analyst).get(missing).status_code == 404


def test_files_about_areas_come_through_the_same_door(inbox: Path, home: Path) -> None:
    street(inbox, *GOOD)
    (inbox / "harm-2024.csv").write_text("Crime type,Median days,As of\nBurglary,20,2024-04-01\n")
    (inbox / "lad24-csp24.csv").write_text("LTLA24CD,LTLA24NM,CSP24CD,CSP24NM,PFA24CD,PFA24NM\n")
    (inbox / "notes.txt").write_text("hello")
    report = load_files(actor=None, paths=[inbox])
    assert report.done
    assert report.police.accepted == 3
    told = {file.path for file in report.police.files} | {file.path for file in report.areas}
    assert {STREET, "notes.txt"} <= told
    assert Dataset.objects.count() <= len(report.areas)
