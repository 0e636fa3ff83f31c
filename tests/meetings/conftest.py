"""One panel with a seat of each kind, and another panel whose people are strangers to it."""

from dataclasses import dataclass, field
from datetime import date, time

import pytest
from django.test import Client

from wardmote.access.actor import Actor
from wardmote.access.models import User
from wardmote.access.sessions import SET_UP
from wardmote.meetings import confidential
from wardmote.meetings.models import Meeting, Series
from wardmote.meetings.services import close_list, create_series, open_list, open_session, plan_meetings
from wardmote.partnership.models import (
    Agreement,
    Group,
    Membership,
    Organisation,
    OrganisationSignature,
    Partnership,
)
from wardmote.partnership.queries import actor_for

LONG_AGO = date(2024, 1, 1)


@dataclass
class Town:
    """A partnership with two panels; `users` by the name used in tests."""

    partnership: Partnership
    panel: Group
    agreement: Agreement
    series: Series
    meeting: Meeting
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, who: str, *, second_factor: bool = True) -> Actor:
        return actor_for(self.users[who], partnership_id=self.partnership.pk, second_factor=second_factor)

    def browse(self, who: str) -> Client:
        """Return a client signed in as `who`, second factor given."""
        client = Client()
        client.force_login(self.users[who])
        session = client.session
        session["wardmote_second_factor"] = {"user": self.users[who].pk, "how": SET_UP}
        session.save()
        return client

    def fresh(self) -> Meeting:
        return Meeting.objects.select_related("series__group").get(pk=self.meeting.pk)

    def move_on_to(self, state: str) -> Meeting:
        """Bring the meeting forward to `state` through the services."""
        steps = {"planned": open_list, "list_open": close_list, "list_closed": open_session}
        while self.fresh().state != state:
            steps[self.fresh().state](actor=self.actor("administrator"), meeting=self.fresh())
        return self.fresh()


@pytest.fixture
def town(db: None) -> Town:
    partnership = Partnership.objects.create(slug="avonmere", name="Avonmere Safer Communities")
    council = Organisation.objects.create(slug="avonmere-council", name="Avonmere Council", kind="council")
    housing = Organisation.objects.create(slug="millbrook-homes", name="Millbrook Homes", kind="housing")
    charity = Organisation.objects.create(slug="harbour-trust", name="Harbour Trust", kind="voluntary")
    partnership.organisations.set([council, housing, charity])
    panel = Group.objects.create(partnership=partnership, slug="oval", code="OVL", name="OVAL panel", kind="oval")
    other = Group.objects.create(
        partnership=partnership, slug="tasking", code="JTP", name="Tasking", kind="joint_tasking"
    )
    agreement = Agreement.objects.create(
        partnership=partnership, version="3", title="Sharing agreement", text="We share with care.\n\nWe keep it safe.",
        starts_on=LONG_AGO, review_on=date(2026, 1, 1),
    )  # fmt: skip
    for organisation in (council, housing):
        OrganisationSignature.objects.create(
            agreement=agreement, organisation=organisation, signed_on=LONG_AGO, signatory="Chief officer"
        )
    series = create_series(
        actor=None, group_id=panel.pk, title="OVAL panel", rule="FREQ=MONTHLY;BYDAY=-1TH", starts_on=date(2025, 1, 1),
        starts_at=time(10), place="Guildhall", cut_off_days=5, quorum=2,
    )  # fmt: skip
    made = plan_meetings(actor=None, series=series, until=date(2025, 6, 30))
    meeting = next(each for each in made if each.on == date(2025, 3, 27))
    found = Town(partnership, panel, agreement, series, meeting)
    people = [
        ("administrator", council, panel), ("chair", council, panel), ("representative", housing, panel),
        ("deputy", charity, panel), ("observer", charity, panel), ("stranger", council, other),
    ]  # fmt: skip
    for who, organisation, group in people:
        user = User.objects.create_user(email=f"{who}@example.org", name=who.title())
        role = "representative" if who == "stranger" else who
        Membership.objects.create(
            user=user, organisation=organisation, partnership=partnership, group=group, role=role, starts_on=LONG_AGO
        )
        found.users[who] = user
    return found


@pytest.fixture
def knows_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the casework room with a guard that vouches for every case item."""
    monkeypatch.setattr(confidential, "_guards", [lambda actor, ids: frozenset(ids)])
