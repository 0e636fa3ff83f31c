from datetime import date, time

import pytest

from tests.meetings.conftest import Town
from wardmote.access.refusal import Refused
from wardmote.audit.models import AuditRow
from wardmote.meetings.queries import next_meeting, previous_meeting
from wardmote.meetings.services import create_series, plan_meetings


def test_the_last_thursday_of_each_month(town: Town) -> None:
    made = plan_meetings(actor=town.actor("administrator"), series=town.series, until=date(2027, 2, 28))
    days = [meeting.on for meeting in made if meeting.on >= date(2026, 11, 1)]
    assert days == [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28), date(2027, 2, 25)]


def test_the_cut_off_is_counted_in_working_days(town: Town) -> None:
    assert town.meeting.cut_off_on == date(2025, 3, 20)
    april = town.series.meetings.get(on=date(2025, 4, 24))
    assert april.cut_off_on == date(2025, 4, 15)  # Good Friday and Easter Monday lie between


def test_planning_again_adds_only_what_is_missing(town: Town) -> None:
    assert plan_meetings(actor=None, series=town.series, until=date(2025, 6, 30)) == []
    more = plan_meetings(actor=None, series=town.series, until=date(2025, 7, 31))
    assert [meeting.on for meeting in more] == [date(2025, 7, 31)]


@pytest.mark.parametrize("rule", [
    "FREQ=YEARLY;BYMONTH=3,7,11;BYDAY=1TU", "FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE", "FREQ=WEEKLY;BYDAY=FR",
])  # fmt: skip
def test_any_recurrence_can_be_held(town: Town, rule: str) -> None:
    series = create_series(actor=None, group_id=town.panel.pk, title="Board", rule=rule, starts_on=date(2025, 1, 1),
                           starts_at=time(9, 30))  # fmt: skip
    assert plan_meetings(actor=None, series=series, until=date(2025, 12, 31))


def test_a_board_in_march_july_and_november(town: Town) -> None:
    series = create_series(actor=None, group_id=town.panel.pk, title="Board", starts_at=time(14),
                           rule="FREQ=YEARLY;BYMONTH=3,7,11;BYDAY=1TU", starts_on=date(2025, 1, 1))  # fmt: skip
    made = plan_meetings(actor=None, series=series, until=date(2025, 12, 31))
    assert [meeting.on.month for meeting in made] == [3, 7, 11]


@pytest.mark.parametrize("rule", ["", "every Thursday", "FREQ=SECONDLY", "FREQ=MONTHLY;BYDAY=XX"])
def test_what_is_no_rule_is_refused_in_words(town: Town, rule: str) -> None:
    with pytest.raises(ValueError, match="is not a meeting rule"):
        create_series(actor=None, group_id=town.panel.pk, title="X", rule=rule, starts_on=date(2025, 1, 1),
                      starts_at=time(9))  # fmt: skip


@pytest.mark.parametrize("who", ["chair", "representative", "observer", "stranger"])
def test_only_the_groups_administrator_plans(town: Town, who: str) -> None:
    with pytest.raises(Refused):
        plan_meetings(actor=town.actor(who), series=town.series, until=date(2026, 1, 1))


def test_next_and_previous(town: Town) -> None:
    following = next_meeting(town.panel)
    assert following is not None
    assert following.on == date(2025, 3, 27)
    before = previous_meeting(following)
    assert before is not None
    assert before.on == date(2025, 2, 27)


def test_set_up_is_on_the_trail(town: Town) -> None:
    rows = AuditRow.objects.filter(object_type="series").values_list("action", "actor_id")
    assert list(rows.order_by("sequence")) == [("series.create", None), ("series.plan", None)]
