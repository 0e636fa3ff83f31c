"""A panel on Thursday 27 March 2025 with two cases to hear."""

from dataclasses import dataclass
from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from tests.factories.world import actor, make_case, user
from wardmote.casework import services as casework
from wardmote.casework.models import Case, PanelItem, ResearchRequest
from wardmote.casework.services.minutes import capture
from wardmote.casework.services.panel import add_case, close_list_and_ask
from wardmote.meetings.models import Meeting
from wardmote.meetings.services import create_series, open_list, open_session, plan_meetings, sign_agreement


@dataclass
class Panel:
    """The world, its next meeting and the two cases."""

    world: SimpleNamespace
    meeting_id: int
    case: Case
    other: Case

    @property
    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("series__group").get(pk=self.meeting_id)

    def list_open(self) -> "Panel":
        open_list(actor=actor(self.world.administrator), meeting=self.meeting)
        return self

    def listed(self) -> "Panel":
        self.list_open()
        for case in (self.case, self.other):
            add_case(actor=actor(self.world.administrator), meeting=self.meeting, reference=case.reference, why="New")
        return self

    def asked(self) -> "Panel":
        self.listed()
        close_list_and_ask(actor=actor(self.world.administrator), meeting=self.meeting)
        return self

    def in_session(self, *signed: Any) -> "Panel":
        self.asked()
        open_session(actor=actor(self.world.administrator), meeting=self.meeting)
        for person in signed or (self.world.administrator, self.world.chair, self.world.representative):
            sign_agreement(actor=actor(person), meeting=self.meeting)
        return self

    def item(self, case: Case | None = None) -> PanelItem:
        return PanelItem.unguarded.select_related("agenda_item", "case").get(case=case or self.case)

    def request(self, organisation: Any, case: Case | None = None) -> ResearchRequest:
        return ResearchRequest.unguarded.get(panel_item__case=case or self.case, organisation=organisation)

    def capture(self, **given: Any) -> PanelItem:
        item = self.item()
        given = {"minute": "Heard.", "started_from": item.version} | given
        return capture(
            actor=actor(self.world.administrator), meeting=self.meeting, agenda_item_id=item.agenda_item_id, **given
        )

    def doer(self, person: Any) -> str:
        return f"{person.memberships.first().organisation_id}-{person.pk}"

    def bar(self, person: Any, case: Case | None = None) -> None:
        """Keep `person` from a case; the chair does it, so that the administrator can be barred too."""
        casework.bar_from_case(
            actor=actor(self.world.chair), reference=(case or self.case).reference, user_id=person.pk, reason="Related"
        )


@pytest.fixture
def panel(world: SimpleNamespace) -> Panel:
    w = world
    w.observer = user("Oakley Fenn", w.health, w.county, "observer", w.panel)
    series = create_series(actor=None, group_id=w.panel.pk, title="Joint tasking", rule="FREQ=MONTHLY;BYDAY=-1TH",
                           starts_on=date(2025, 1, 1), starts_at=time(10), place="Guildhall")  # fmt: skip
    made = plan_meetings(actor=None, series=series, until=date(2025, 5, 31))
    meeting = next(each for each in made if each.on == date(2025, 3, 27))
    return Panel(w, meeting.pk, make_case(w, circle=[w.health, w.police]), make_case(w, circle=[w.police]))
