"""Incidents go on their day or by hand; that they were there stays written."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.evidence.incidents.incident_world import PLACE, REMOVE_ON, content, read, rows, with_incidents
from tests.factories.world import actor, client_for
from wardmote.audit.models import AuditRow
from wardmote.common.formfields import new_token
from wardmote.common.states import StateRefused
from wardmote.evidence.models import Incident, IncidentDraft, IncidentSet
from wardmote.evidence.services.incident_removal import queue_daily_removal, remove_due, remove_set
from wardmote.evidence.tasks import incidents as incident_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return with_incidents()


def test_on_their_day_and_not_before_the_incidents_go_and_the_row_stays(world):
    IncidentSet.objects.filter(pk=world.far_batch.pk).update(remove_on=REMOVE_ON + timedelta(days=1))
    assert remove_due(day=REMOVE_ON - timedelta(days=1)) == 0
    assert Incident.objects.filter(batch=world.batch).count() == 41
    assert remove_due(day=REMOVE_ON) == 1
    assert not Incident.objects.filter(batch=world.batch).exists()
    assert Incident.objects.filter(batch=world.far_batch).count() == 41
    world.batch.refresh_from_db()
    assert world.batch.removed_at
    assert world.batch.removed_by is None
    assert (world.batch.rows, world.batch.accepted) == (41, 41)
    last = AuditRow.objects.filter(action="incident_set.remove").get()
    assert (last.actor_id, last.object_ref, last.fields) == (None, str(world.batch.pk), ["incidents"])
    assert remove_due(day=REMOVE_ON) == 0


def test_by_hand_it_takes_a_confirmation_and_happens_once(world):
    browser, page = client_for(world.analyst), reverse("evidence:incident_remove", args=[world.batch.pk])
    assert browser.post(page, {"form_token": new_token()}).status_code == 200
    assert Incident.objects.filter(batch=world.batch).exists()
    press = {"sure": "on", "form_token": new_token()}
    assert browser.post(page, press).status_code == 302
    assert browser.post(page, press).status_code == 302
    assert not Incident.objects.filter(batch=world.batch).exists()
    assert Incident.objects.filter(batch=world.far_batch).exists()
    shown = browser.get(reverse("evidence:incident_set", args=[world.batch.pk])).content.decode()
    assert "were removed on" in shown
    assert world.analyst.name in shown
    for name in ("incident_places", "incident_near_repeats"):
        assert browser.get(reverse(f"evidence:{name}", args=[world.batch.pk])).status_code == 404
    with pytest.raises(StateRefused):
        remove_set(actor=actor(world.analyst), set_id=world.batch.pk)
    assert AuditRow.objects.filter(action="incident_set.remove", outcome="done").count() == 1


def test_nothing_of_what_was_removed_is_left_in_any_table_or_file(world, tmp_path):
    read(world, content(*rows(prefix="D")))
    IncidentDraft.objects.update(made_at=timezone.now() - timedelta(days=2))
    remove_due(day=date(2030, 1, 1))
    assert not IncidentDraft.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            assert PLACE not in repr(cursor.fetchall()), table
    for file in settings.WARDMOTE_HOME.rglob("*"):
        if file.is_file():
            assert PLACE.encode() not in file.read_bytes(), file


def test_a_set_cannot_be_taken_away_from_under_its_incidents_nor_its_row_lost(world):
    with pytest.raises(ProtectedError):
        world.batch.delete()
    assert IncidentSet.objects.filter(pk=world.batch.pk).exists()


def test_a_draft_that_nobody_agrees_to_goes_after_a_day_and_not_before(world):
    IncidentDraft.objects.all().delete()
    old, new = read(world, content(*rows(prefix="D"))), read(world, content(*rows(prefix="E")))
    IncidentDraft.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(hours=25))
    remove_due()
    assert list(IncidentDraft.objects.all()) == [new]


def test_the_worker_queues_the_daily_removal_once_and_each_queues_the_next(world, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    queue_daily_removal()
    queue_daily_removal()
    waiting = DBTaskResult.objects.filter(task_path=incident_tasks.daily_removal.module_path)
    assert waiting.count() == 1
    IncidentSet.objects.filter(pk=world.batch.pk).update(remove_on=date(2025, 3, 24))
    assert incident_tasks.daily_removal.call() == 1
    assert waiting.count() == 2
    next_ = waiting.order_by("run_after").first()
    assert timezone.localtime(next_.run_after).time() == incident_tasks.REMOVAL_AT
