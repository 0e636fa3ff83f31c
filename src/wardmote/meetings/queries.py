"""Reads. Rows of meetings come from `meetings_visible_to(actor)`."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.access.roles import ROLES
from wardmote.common import clock
from wardmote.common.workdays import working_days_before
from wardmote.meetings import confidential
from wardmote.meetings.models import AgendaItem, Attendance, Meeting, MeetingSignature
from wardmote.meetings.rules import has_signed, may_see_confidential
from wardmote.partnership.queries import in_force, seats_of

if TYPE_CHECKING:
    from wardmote.partnership.models import Group

__all__ = [
    "Agenda", "Line", "Seat", "agenda_for", "attendance_of", "cut_off", "get_meeting", "has_signed", "holds_place_on",
    "meetings_visible_to", "next_meeting", "previous_meeting", "quorum_met", "signatures_of",
]  # fmt: skip
OVER = (Meeting.State.MINUTES_DRAFT, Meeting.State.MINUTES_APPROVED)


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings of the groups in which this person holds a role, earliest first."""
    groups = {s.group_id for s in actor.standings if s.group_id} if actor.active else set()
    return Meeting.objects.filter(
        series__group__in=groups, series__group__partnership=actor.partnership_id
    ).select_related("series__group", "chair")


def get_meeting(actor: Actor, meeting_id: int, *, action: str = "meeting.open") -> Meeting:
    """Return a meeting of one's own group. Raises Refused when it is missing or somebody else's."""
    meeting = meetings_visible_to(actor).filter(pk=meeting_id).first()
    if meeting is None:
        raise Refused(actor, action, reason="missing or of another group", object_type="meeting",
                      object_ref=str(meeting_id)[:20])  # fmt: skip
    return meeting


def cut_off(day: date, working_days: int) -> date:
    """Return the last day on which the list of a meeting on `day` takes new items."""
    return working_days_before(day, working_days)


def next_meeting(group: "Group | int") -> Meeting | None:
    """Return a group's next meeting that is not over, today's included."""
    return (
        Meeting.objects.filter(series__group=group, on__gte=clock.today())
        .exclude(state__in=OVER)
        .select_related("series__group")
        .order_by("on", "id")
        .first()
    )


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same group before this one."""
    return Meeting.objects.filter(series__group=meeting.group_id, on__lt=meeting.on).order_by("-on", "-id").first()


def signatures_of(meeting: Meeting) -> QuerySet[MeetingSignature]:
    return MeetingSignature.objects.filter(meeting=meeting).select_related("user", "organisation").order_by("signed_at")


def holds_place_on(group: "Group", user_id: int, day: date) -> bool:
    """Say whether a person holds any role in a group on `day`."""
    return group.memberships.filter(in_force(day), user=user_id).exists()


@dataclass(frozen=True)
class Line:
    """One line of an agenda as one person may see it. `number` counts what they see, so nothing shows as a gap."""

    number: int
    item: AgendaItem


@dataclass(frozen=True)
class Agenda:
    """An agenda as one person may see it. `withheld` says that there is a confidential part, never how long it is."""

    lines: list[Line]
    withheld: bool


def agenda_for(actor: Actor, meeting: Meeting) -> Agenda:
    """Return the items this person may know of. Case items need the confidential part and the casework room's word."""
    items = list(meeting.items.all())
    inside = bool(may_see_confidential(actor, meeting))
    cases = [item.pk for item in items if item.kind == AgendaItem.Kind.CASE]
    known = confidential.knowable(actor, cases) if inside and cases else frozenset()
    shown = [
        item for item in items
        if item.part == AgendaItem.Part.OPEN
        or (inside and (item.kind == AgendaItem.Kind.STANDING or item.pk in known))
    ]  # fmt: skip
    return Agenda([Line(number, item) for number, item in enumerate(shown, 1)], withheld=not inside)


@dataclass(frozen=True)
class Seat:
    """Somebody expected at a meeting, and what was recorded of them. `state` is empty before attendance is taken."""

    user_id: int
    name: str
    organisation_id: int
    organisation: str
    role_key: str
    state: str
    signed: bool

    @property
    def role(self) -> str:
        return ROLES[self.role_key].name

    @property
    def state_name(self) -> str:
        return Attendance.State(self.state).label if self.state else ""


def attendance_of(meeting: Meeting) -> list[Seat]:
    """Return each person with a seat on the day of the meeting, once, with attendance and signature."""
    recorded = dict(Attendance.objects.filter(meeting=meeting).values_list("user_id", "state"))
    signed = set(MeetingSignature.objects.filter(meeting=meeting).values_list("user_id", flat=True))
    found: dict[int, Seat] = {}
    for seat in seats_of(meeting.group_id, day=meeting.on):
        found.setdefault(
            seat.user_id,
            Seat(seat.user_id, seat.user.name, seat.organisation_id, seat.organisation.name, seat.role,
                 recorded.get(seat.user_id, ""), seat.user_id in signed),
        )  # fmt: skip
    return list(found.values())


def quorum_met(meeting: Meeting) -> bool:
    """Say whether as many organisations are present as the series asks for."""
    present = Attendance.objects.filter(meeting=meeting, state=Attendance.State.PRESENT)
    return present.values("organisation").distinct().count() >= meeting.series.quorum
