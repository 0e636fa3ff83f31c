"""What casework is counted as, against a recount in plain loops; and who may open it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from tests.factories.world import actor, client_for, make_case, make_referral, user
from wardmote.audit.models import AuditRow
from wardmote.casework import services as casework
from wardmote.casework.models import Case, CaseAction, PanelItem, Referral, ResearchRequest
from wardmote.casework.queries.counting import COUNTINGS
from wardmote.common import clock
from wardmote.common.periods import FinancialYear, Month, Quarter, Span
from wardmote.common.workdays import working_days_between
from wardmote.measures.queries import count
from wardmote.measures.registry import find
from wardmote.meetings.models import AgendaItem, Meeting, Series
from wardmote.partnership.models import Group

pytestmark = pytest.mark.django_db
Q3, Q4 = Quarter(2024, 3), Quarter(2024, 4)
HALF = Span(Month(2024, 10), Month(2025, 3))


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour, 30), clock.now().tzinfo)


def referral_on(world, sent: date, *, decided: date | None = None, withdrawn: bool = False, category: str = "asb"):
    made = make_referral(world, category=category)
    state = "withdrawn" if withdrawn else "declined" if decided else "submitted"
    Referral.unguarded.filter(pk=made.pk).update(
        sent_at=at(sent), decided_at=at(decided) if decided else None, state=state
    )
    return made


def case_on(world, opened: date, closed: date | None = None, **more):
    made = make_case(world, **more)
    Case.unguarded.filter(pk=made.pk).update(opened_on=opened, closed_on=closed, state="closed" if closed else "open")
    Referral.unguarded.filter(case=made).update(sent_at=at(opened), decided_at=at(opened))
    return made


def action_of(
    world, case, due: date, *, state: str = "assigned", closed: date | None = None, given: date | None = None
):
    number = CaseAction.unguarded.filter(case=case).count() + 1
    return CaseAction.unguarded.create(
        case=case, number=number, organisation=world.council, owner=world.administrator, what="Visit", due_on=due,
        state=state, closed_at=at(closed) if closed else None, assigned_at=at(given or due - timedelta(days=20)),
        result="" if state == "assigned" else "Done",
    )  # fmt: skip


def counted(world, key, period=Q4, partnership=None, **filters):
    found = count(key, partnership_id=(partnership or world.county).pk, period=period, filters=filters)
    return found.value, found.denominator


def test_every_kind_of_count_is_registered_and_says_what_it_counts():
    for key in COUNTINGS:
        measure = find(key)
        assert measure.confidential
        assert measure.definition.endswith(".")
        assert {choice.name for choice in measure.choices} == {"category", "risk_level", "panel"}
    assert find("referrals_in_time").ratio
    assert find("cases_open").stock


def test_referrals_are_counted_by_the_day_they_were_sent(world):
    sent = [date(2024, 9, 30), date(2024, 10, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 24)]
    for day in sent:
        referral_on(world, day)
    for period in (Q3, Q4, HALF, FinancialYear(2024), Month(2025, 1)):
        assert counted(world, "referrals_received", period)[0] == sum(period.start <= d <= period.end for d in sent)
    by_month = count("referrals_received", partnership_id=world.county.pk, period=HALF).by_month
    assert by_month == {"2024-10": 1, "2024-11": 0, "2024-12": 1, "2025-01": 1, "2025-02": 0, "2025-03": 1}


def test_a_referral_late_in_the_evening_belongs_to_the_day_in_london(world):
    made = make_referral(world)
    Referral.unguarded.filter(pk=made.pk).update(sent_at=datetime.fromisoformat("2024-06-30T23:30:00+00:00"))
    assert counted(world, "referrals_received", Month(2024, 6))[0] == 0
    assert counted(world, "referrals_received", Month(2024, 7))[0] == 1


def test_referrals_in_time_leave_out_what_still_has_time_and_what_was_withdrawn(world):
    monday = date(2025, 3, 3)
    rows = [
        (monday, monday + timedelta(days=7), False),  # five working days: in time
        (monday, monday + timedelta(days=8), False),  # six: late
        (monday, None, False),  # waits, and is over its time
        (date(2025, 3, 20), None, False),  # waits, and has time
        (monday, monday, True),  # withdrawn
    ]
    for sent, decided, withdrawn in rows:
        referral_on(world, sent, decided=decided, withdrawn=withdrawn)
    above = below = 0
    for sent, decided, withdrawn in rows:
        waited = working_days_between(sent, decided or date(2025, 3, 24))
        if not withdrawn and (decided or waited > 5):
            below += 1
            above += bool(decided) and waited <= 5
    assert counted(world, "referrals_in_time") == (above, below) == (1, 3)


def test_cases_opened_and_open_follow_their_days_and_filters(world):
    spans = [
        (date(2024, 7, 1), None, "asb"), (date(2024, 11, 5), date(2024, 12, 31), "asb"),
        (date(2024, 12, 31), None, "hate"), (date(2025, 1, 1), date(2025, 1, 1), "asb"),
        (date(2024, 10, 1), date(2025, 2, 1), "hate"),
    ]  # fmt: skip
    for opened, closed, category in spans:
        case_on(world, opened, closed, category=category)
    for period in (Q3, Q4, HALF, Month(2025, 1)):
        for asked in ("", "asb", "hate"):
            rows = [row for row in spans if asked in ("", row[2])]
            end = min(period.end, date(2025, 3, 24))
            opened = sum(period.start <= first <= period.end for first, _, _ in rows)
            standing = sum(first <= end and (last is None or last > end) for first, last, _ in rows)
            assert counted(world, "cases_opened", period, category=asked)[0] == opened
            assert counted(world, "cases_open", period, category=asked)[0] == standing
    months = count("cases_open", partnership_id=world.county.pk, period=HALF).by_month
    assert list(months.values()) == [2, 3, 3, 3, 2, 2]


def test_a_past_period_counts_the_same_when_counted_again_later(world):
    """What happens after a period does not reach back into it."""
    with clock.told(date(2025, 1, 31)):
        case = case_on(world, date(2024, 11, 1))
        action_of(world, case, date(2024, 12, 20))
        keys = ("cases_open", "cases_opened", "case_actions_due", "case_actions_overdue", "referrals_received")
        before = {key: counted(world, key, Q3) for key in keys}
    Case.unguarded.filter(pk=case.pk).update(state="closed", closed_on=date(2025, 3, 1))
    CaseAction.unguarded.update(state="done", closed_at=at(date(2025, 3, 1)), result="Done")
    case_on(world, date(2025, 3, 2))
    assert {key: counted(world, key, Q3) for key in keys} == before
    assert before["cases_open"] == before["case_actions_overdue"] == (1, None)


def test_actions_due_in_time_and_overdue(world):
    case = case_on(world, date(2024, 10, 1))
    rows = [
        (date(2025, 1, 10), "done", date(2025, 1, 10)), (date(2025, 1, 10), "done", date(2025, 1, 11)),
        (date(2025, 1, 20), "assigned", None), (date(2025, 3, 24), "assigned", None),
        (date(2025, 3, 28), "done", date(2025, 3, 20)), (date(2025, 2, 3), "circumstances_changed", date(2025, 2, 1)),
        (date(2025, 2, 3), "agency_did_not_act", date(2025, 2, 20)), (date(2024, 12, 31), "assigned", None),
    ]  # fmt: skip
    for due, state, closed in rows:
        action_of(world, case, due, state=state, closed=closed)
    inside = [row for row in rows if Q4.start <= row[0] <= Q4.end]
    assert counted(world, "case_actions_due")[0] == len(inside) == 7
    judged = [r for r in inside if r[1] != "circumstances_changed" and (r[0] < date(2025, 3, 24) or r[1] == "done")]
    in_time = [r for r in judged if r[1] == "done" and r[2] <= r[0]]
    assert counted(world, "case_actions_in_time") == (len(in_time), len(judged)) == (2, 5)
    months = count("case_actions_overdue", partnership_id=world.county.pk, period=HALF).by_month
    assert months == {
        slug: sum(
            due < min(Month.parse(slug).end, date(2025, 3, 24))
            and (closed is None or closed > min(Month.parse(slug).end, date(2025, 3, 24)))
            for due, _, closed in rows
        )
        for slug in HALF.months
    }
    assert months["2025-03"] == 2


def test_research_is_counted_by_the_day_of_its_panel(world):
    case = case_on(world, date(2024, 10, 1))
    series = Series.objects.create(
        group=world.panel, title="Panel", rule="FREQ=MONTHLY;BYDAY=-1TH", starts_on=date(2024, 1, 1)
    )
    rows = [
        (date(2025, 1, 30), "known", False), (date(2025, 1, 30), "known", True),
        (date(2025, 1, 30), "requested", False), (date(2025, 3, 27), "known", False),
        (date(2024, 12, 19), "nothing_known", False),
    ]  # fmt: skip
    for position, (on, state, late) in enumerate(rows):
        meeting, _ = Meeting.objects.get_or_create(
            series=series, on=on, defaults={"starts_at": time(10), "cut_off_on": on}
        )
        item = AgendaItem.objects.create(
            meeting=meeting, position=position, part="confidential", kind="case", title=case.reference
        )
        listed = PanelItem.unguarded.create(agenda_item=item, case=case, why_listed="New")
        ResearchRequest.unguarded.create(
            panel_item=listed, organisation=world.police, state=state, late=late, requested_at=clock.now(),
            text="Known" if state == "known" else "",
        )  # fmt: skip
    assert counted(world, "research_in_time") == (1, 3)
    assert counted(world, "research_in_time", Q3) == (1, 1)


def test_a_county_counts_its_districts_and_nobody_elses(world):
    parts = {world.county: 1, world.north: 2, world.south: 3, world.elsewhere: 4}
    for partnership, number in parts.items():
        for _ in range(number):
            made = case_on(world, date(2025, 1, 10))
            Case.unguarded.filter(pk=made.pk).update(partnership=partnership)
    assert counted(world, "cases_opened", partnership=world.county)[0] == 1 + 2 + 3
    for below in (world.north, world.south, world.elsewhere):
        assert counted(world, "cases_opened", partnership=below)[0] == parts[below]


@pytest.mark.parametrize("key", sorted(COUNTINGS))
def test_sixty_months_cost_as_many_queries_as_one(world, key, django_assert_num_queries):
    case = case_on(world, date(2025, 1, 10))
    for _ in range(5):
        action_of(world, case, date(2025, 1, 20))
    for period in (Month(2025, 1), Span(Month(2020, 4), Month(2025, 3))):
        with django_assert_num_queries(2):
            count(key, partnership_id=world.county.pk, period=period)


def test_who_serves_the_panel_opens_what_was_counted_and_it_is_written_down(world):
    case = case_on(world, date(2025, 1, 10))
    other = case_on(world, date(2025, 1, 10), category="hate")
    action_of(world, case, date(2025, 1, 20))
    for key in COUNTINGS:
        address = find(key).open_address(actor(world.chair), world.county.pk, Q4, {"category": "neighbour"})
        page = client_for(world.chair).get(address)
        assert page.status_code == 200, key
        assert other.reference not in page.content.decode()
    assert case.reference in client_for(world.chair).get(
        find("cases_opened").open_address(actor(world.chair), world.county.pk, Q4, {})
    ).content.decode()  # fmt: skip
    assert AuditRow.objects.filter(action="count.open", object_ref="cases_open/2025-01--2025-03").exists()
    stock = find("cases_open").open_address(actor(world.chair), world.county.pk, Q4, {})
    assert "2 that were counted at the end of 24 March 2025" in client_for(world.chair).get(stock).content.decode()


def test_a_chair_of_another_panel_is_shown_no_case_that_is_not_theirs(world):
    case = case_on(world, date(2025, 1, 10))
    west = Group.objects.create(partnership=world.county, slug="west", code="WP", name="West panel", kind="oval")
    chair = user("Osier Wold", world.police, world.county, "chair", west)
    page = client_for(chair).get(reverse("casework:counted", args=["cases_opened"]) + "?months=2025-01--2025-03")
    assert "You can see 0 of the 1 that were counted" in page.content.decode()
    assert case.reference not in page.content.decode()


def test_nobody_else_opens_a_count(world):
    hidden = case_on(world, date(2025, 1, 10))
    casework.bar_from_case(
        actor=actor(world.administrator), reference=hidden.reference, user_id=world.chair.pk, reason="Kin"
    )
    address = reverse("casework:counted", args=["cases_opened"]) + "?months=2025-01--2025-03"
    for person in (world.chair, world.officer, world.manager, world.analyst, world.volunteer, world.protection):
        assert client_for(person).get(address).status_code == 404
        assert find("cases_opened").open_address(actor(person), world.county.pk, Q4, {}) is None
    assert find("cases_opened").open_address(actor(world.stranger), world.county.pk, Q4, {}) is None
    assert client_for(world.administrator).get(address).status_code == 200
    assert client_for(world.administrator).get(reverse("casework:counted", args=["nothing"])).status_code == 404


def test_months_that_are_none_are_answered_in_words(world):
    page = client_for(world.administrator).get(reverse("casework:counted", args=["cases_open"]) + "?months=spring")
    assert page.status_code == 200
    assert "“spring” is not a month" in page.content.decode()
