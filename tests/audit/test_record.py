"""A row is part of its act: with it or not at all."""

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from tests.audit.conftest import write
from tests.factories.world import actor, client_for, make_world
from wardmote.audit.models import AuditRow
from wardmote.audit.services import Outcome, record
from wardmote.partnership import services
from wardmote.partnership.models import Organisation


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    before = AuditRow.objects.count()
    with pytest.raises(TransactionManagementError, match="in the transaction of its act"):
        record(actor=None, action="test.act")
    assert AuditRow.objects.count() == before


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_row_and_the_chain_goes_on():
    first = write("test.first")

    @transaction.atomic
    def fails() -> None:
        record(actor=None, action="test.fails")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    second = write("test.second")
    assert second.sequence == first.sequence + 1
    assert second.previous_hash == first.hash
    assert not AuditRow.objects.filter(action="test.fails").exists()


@pytest.mark.django_db
def test_an_act_whose_row_cannot_be_written_is_not_done(monkeypatch):
    def broken(*_, **__):
        raise DatabaseError("the trail cannot be written")

    monkeypatch.setattr(AuditRow, "save", broken)
    with pytest.raises(DatabaseError):
        services.create_organisation(actor=None, slug="new-body", name="New body", kind="council")
    assert not Organisation.objects.filter(slug="new-body").exists()


@pytest.mark.django_db
def test_a_refusal_is_written_and_the_refused_act_is_not():
    world = make_world()
    client = client_for(world.analyst)
    before = AuditRow.objects.count()
    answer = client.post("/partnership/members/add/", {"email": "new@example.org", "name": "New"})
    assert answer.status_code == 404
    row = AuditRow.objects.order_by("-sequence").first()
    assert AuditRow.objects.count() == before + 1
    assert (row.action, row.outcome, row.actor_id) == ("page.open", "refused", world.analyst.pk)
    assert row.partnership_id == world.county.pk


@pytest.mark.django_db
def test_it_names_who_for_whom_and_the_request(client):
    world = make_world()
    who = actor(world.housing)
    with transaction.atomic():
        row = record(actor=who, action="test.act", outcome=Outcome.DONE, fields=("name", "born"), reason="x" * 300)
    row.refresh_from_db()
    assert (row.actor_id, row.organisation_id, row.partnership_id) == (
        world.housing.pk, world.housing_org.pk, world.county.pk,
    )  # fmt: skip
    assert row.fields == ["name", "born"]
    assert len(row.reason) == 200


@pytest.mark.django_db
def test_the_requests_name_is_on_the_row_and_on_the_answer():
    world = make_world()
    answer = client_for(world.referrer).get("/account/people/")
    assert answer.status_code == 404
    assert AuditRow.objects.order_by("-sequence").first().request_id == answer.headers["X-Request-Id"]
