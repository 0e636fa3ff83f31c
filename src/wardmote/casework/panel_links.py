"""What casework offers the meetings room: which case items a person may know of, and the way to the panel's pages."""

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.casework.queries.panel import knowable_items
from wardmote.common import navigation
from wardmote.meetings import confidential, links
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.types import Meeting

_OPEN = (Meeting.State.LIST_CLOSED, Meeting.State.IN_SESSION, Meeting.State.MINUTES_DRAFT)


def register() -> None:
    """Tell the meetings room and the navigation, at start-up."""
    confidential.register(knowable_items)
    links.register(links_for)
    navigation.register(
        navigation.Place(
            order=navigation.PANELS, key="panels", text="Panels", url_name="casework:panels",
            permission=Permission.PANEL_ATTEND,
        )
    )  # fmt: skip


def links_for(actor: Actor, meeting: Meeting) -> list[links.Link]:
    """Offer the panel's pages to those whom they open to."""
    if not meeting.series.group.is_panel:
        return []
    found = []
    if meeting.state in _OPEN and meeting_rules.has_seat(actor, meeting):
        found.append(links.Link("Open the panel", reverse("casework:session", args=[meeting.pk])))
    if meeting_rules.may_prepare(actor, meeting):
        found.append(links.Link("Prepare the panel", reverse("casework:prepare", args=[meeting.pk])))
    return found
