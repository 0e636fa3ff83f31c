"""Meetings held and members present, against a recount meeting by meeting."""

from datetime import date, time

import pytest

from tests.factories.world import actor, join, make_world, user
from wardmote.common.periods import Month, Quarter, Span
from wardmote.measures.queries import count
from wardmote.measures.registry import find
from wardmote.meetings.models import Attendance, Meeting, Series

pytestmark = pytest.mark.django_db
Q4 = Quarter(2024, 4)


@pytest.fixture
def world(db):
    w = make_world()
    w.series = Series.objects.create(
        group=w.panel, title="Panel", rule="FREQ=MONTHLY;BYDAY=-1TH", starts_on=date(2024, 1, 1)
    )
    w.deputy = user("Dale Orme", w.police, w.county, "deputy", w.panel)
    return w


def meet(world, on: date, state: str = "minutes_draft", **states: str) -> Meeting:
    meeting = Meeting.objects.create(series=world.series, on=on, starts_at=time(10), cut_off_on=on, state=state)
    for name, recorded in states.items():
        person = getattr(world, name)
        seat = person.memberships.get(group=world.panel)
        Attendance.objects.create(
            meeting=meeting, user=person, organisation=seat.organisation, capacity=seat.role, state=recorded
        )
    return meeting


def counted(world, key, period=Q4, partnership=None, **filters):
    found = count(key, partnership_id=(partnership or world.county).pk, period=period, filters=filters)
    return found.value, found.denominator


def test_only_meetings_that_took_place_are_counted(world):
    meet(world, date(2025, 1, 30))
    meet(world, date(2025, 2, 27), "minutes_approved")
    meet(world, date(2025, 3, 20), "planned")
    meet(world, date(2024, 12, 19))
    assert counted(world, "meetings_held")[0] == 2
    assert counted(world, "meetings_held", Month(2024, 12))[0] == 1
    assert counted(world, "meetings_held", group="jt")[0] == 2
    assert counted(world, "meetings_held", group="oval")[0] == 0
    assert counted(world, "meetings_held", partnership=world.elsewhere)[0] == 0
    assert not find("meetings_held").confidential
    assert ("jt", "Joint tasking") in find("meetings_held").choices[0].options(world.county.pk)


def test_attendance_is_of_the_seats_held_on_the_day(world):
    """Representative, administrator and chair hold seats; the deputy comes in somebody's place and holds none."""
    late = user("Lane Birch", world.health, world.county, "practitioner")
    join(late, world.health, world.county, "representative", world.panel, starts_on=date(2025, 2, 1))
    world.late = late
    meet(
        world, date(2025, 1, 30), representative="deputy", deputy="present", administrator="present", chair="apologies"
    )
    meet(world, date(2025, 2, 27), representative="present", administrator="present", late="present")
    expected = {date(2025, 1, 30): 3, date(2025, 2, 27): 4}
    present = {date(2025, 1, 30): 1, date(2025, 2, 27): 3}
    assert counted(world, "meeting_attendance") == (sum(present.values()), sum(expected.values()))
    assert counted(world, "meeting_attendance", Month(2025, 1)) == (1, 3)
    assert counted(world, "meeting_attendance", Month(2024, 11)) == (0, 0)
    assert find("meeting_attendance").confidential


def test_many_meetings_cost_no_more_queries(world, django_assert_num_queries):
    for month in (1, 2, 3):
        meet(world, date(2025, month, 20), chair="present")
    with django_assert_num_queries(4):
        counted(world, "meeting_attendance", Span(Month(2020, 4), Month(2025, 3)))


def test_the_list_is_opened_by_who_has_a_place_in_every_group_counted(world):
    meet(world, date(2025, 1, 30))
    opens = find("meeting_attendance").open_address
    assert opens(actor(world.chair), world.county.pk, Q4, {}) == "/meetings/"
    assert opens(actor(world.manager), world.county.pk, Q4, {}) is None
    assert opens(actor(world.stranger), world.county.pk, Q4, {}) is None
    other = Series.objects.create(group=world.oval, title="OVAL", rule="FREQ=MONTHLY", starts_on=date(2024, 1, 1))
    Meeting.objects.create(series=other, on=date(2025, 1, 9), starts_at=time(10), cut_off_on=date(2025, 1, 9),
                           state="minutes_draft")  # fmt: skip
    world.oval.partnership = world.north
    world.oval.save()
    assert opens(actor(world.chair), world.county.pk, Q4, {}) is None
    assert opens(actor(world.chair), world.county.pk, Q4, {"group": "jt"}) == "/meetings/"
