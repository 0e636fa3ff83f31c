"""What meetings let be counted: that they were held, and whether the members came."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.common.periods import Timespan
from wardmote.measures.counting import flow, of_parts
from wardmote.measures.registry import register
from wardmote.measures.types import Count, FilterChoice, Filters, Measure
from wardmote.meetings.models import Attendance, Meeting
from wardmote.partnership.queries import groups_of, partnership_tree, seats_over

SOURCE = "Counted from the partnership’s meetings."
HELD = (Meeting.State.IN_SESSION, Meeting.State.MINUTES_DRAFT, Meeting.State.MINUTES_APPROVED)
# Who stands in for somebody else is not expected when they come themselves.
STAND_INS = frozenset({"deputy"})


def meetings_held(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count the meetings that took place, of a partnership's groups and of those below it."""
    return flow(period, _held(partnership_id, period, filters).values_list("on", flat=True), source=SOURCE)


def attendance(partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count seats at meetings that were held, below the line, and those whose member was present, above it.

    A seat is a member's on the day of the meeting, by the dated memberships; deputies hold none. Four queries.
    """
    meetings = list(_held(partnership_id, period, filters).values_list("pk", "on", "series__group_id"))
    present = set(
        Attendance.objects.filter(
            meeting__in=[pk for pk, _, _ in meetings], state=Attendance.State.PRESENT
        ).values_list("meeting_id", "user_id")
    )  # fmt: skip
    seats: defaultdict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    for group, user, role, starts_on, ends_on in seats_over({group for _, _, group in meetings}):
        if role not in STAND_INS:
            seats[group].append((user, starts_on, ends_on))
    above: defaultdict[str, int] = defaultdict(int)
    below: defaultdict[str, int] = defaultdict(int)
    for pk, on, group in meetings:
        expected = {user for user, starts, ends in seats[group] if starts <= on and (ends is None or ends >= on)}
        below[f"{on:%Y-%m}"] += len(expected)
        above[f"{on:%Y-%m}"] += sum((pk, user) in present for user in expected)
    return of_parts(period, above, below, source=SOURCE)


def _held(partnership_id: int, period: Timespan, filters: Filters) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(
        series__group__partnership__in=partnership_tree(partnership_id), state__in=HELD,
        on__range=(period.start, period.end),
    ).order_by("on", "id")  # fmt: skip
    return found.filter(series__group__slug=filters["group"]) if filters.get("group") else found


def _groups(partnership_id: int) -> Sequence[tuple[str, str]]:
    return [(group.slug, group.name) for each in partnership_tree(partnership_id) for group in groups_of(each)]


def _open(actor: Actor, partnership_id: int, period: Timespan, filters: Filters) -> str | None:
    """The list of meetings shows those of one's own groups, so who has a place in all that were counted may open it."""
    if actor.partnership_id != partnership_id or not actor.may(Permission.PANEL_ATTEND):
        return None
    mine = {standing.group_id for standing in actor.standings_with(Permission.PANEL_ATTEND)}
    counted = _held(partnership_id, period, filters).order_by().values_list("series__group_id", flat=True).distinct()
    if not mine.issuperset(counted):
        return None
    return reverse("meetings:list")


def register_measures() -> None:
    """Register at start-up."""
    choices = (FilterChoice("group", "Group", _groups),)
    register(
        Measure(
            key="meetings_held",
            name="Meetings held",
            unit="meetings",
            definition="Meetings of the partnership’s groups that were opened, by the day they were for.",
            confidential=False,
            count=meetings_held,
            open_address=_open,
            choices=choices,
        )
    )
    register(
        Measure(
            key="meeting_attendance",
            name="Members present at meetings",
            unit="% of seats",
            definition=(
                "Of the seats at the meetings held, one for each member on the day, those whose member was recorded as "
                "present. Who sent a deputy was not present; deputies and observers hold no seat. A past figure "
                "changes only when attendance, or the dates of a membership, are put right."
            ),
            confidential=True,
            count=attendance,
            open_address=_open,
            choices=choices,
            ratio=True,
            multiplier=100,
        )
    )
