"""A real installation begins with one partnership and one person who can invite the others and sees no case."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured

from wardmote.access.permissions import Permission
from wardmote.demo.build import build
from wardmote.partnership.models import Membership, Partnership
from wardmote.partnership.queries import actor_for
from wardmote.partnership.services import Problem, begin

GIVEN = {
    "partnership": "North Downs Safety Partnership", "slug": "north-downs", "districts": ["North Downs"],
    "organisation": "North Downs Council", "kind": "council", "email": "First@example.org", "name": "First Example",
}  # fmt: skip
pytestmark = pytest.mark.django_db


def test_the_first_person_is_invited_and_can_invite_others_but_sees_no_case(django_capture_on_commit_callbacks, client):
    with django_capture_on_commit_callbacks(execute=True):
        made = begin(**GIVEN)
    person = Membership.objects.filter(partnership=made).first().user
    acting = actor_for(person, partnership_id=made.pk, second_factor=True)
    assert acting.may(Permission.ACCOUNT_MANAGE)
    assert acting.may(Permission.PARTNERSHIP_MANAGE)
    assert not acting.may(Permission.CASE_VIEW)
    assert not acting.may(Permission.CASE_VIEW_PANEL)
    link = re.search(r"https?://[^/]+(/account/invitation/\S+)", mail.outbox[0].body)[1]
    assert mail.outbox[0].to == ["first@example.org"]
    assert client.get(link).status_code == 200


def test_it_begins_once():
    begin(**GIVEN)
    with pytest.raises(Problem, match="there already"):
        begin(**{**GIVEN, "slug": "second", "email": "second@example.org"})
    assert Partnership.objects.count() == 1


def test_an_unknown_kind_of_organisation_makes_nothing():
    with pytest.raises(Problem, match="not a kind of organisation"):
        begin(**{**GIVEN, "kind": "circus"})
    assert not Partnership.objects.exists()


def test_the_demonstration_is_not_put_beside_real_partnerships():
    begin(**GIVEN)
    with pytest.raises(ImproperlyConfigured, match="other partnerships"):
        build()
    assert Partnership.objects.count() == 1
