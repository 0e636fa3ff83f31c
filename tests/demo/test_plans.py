"""The demonstration's plans come in whole, by the path of the pages, with the figures of the plans they follow."""

from collections import Counter
from datetime import date

import pytest

from wardmote.demo.cast import Cast
from wardmote.demo.people import COUNTY, SOUTH, VALE, WINCHESTER
from wardmote.demo.places import make_places
from wardmote.demo.plan_files import rows_of
from wardmote.demo.plans import AGREEMENT, PLANS, TITLE, make_plans
from wardmote.demo.plans_delivery import DELIVERY
from wardmote.demo.plans_district import DISTRICT
from wardmote.plan.models import CrossReference, Plan, PlanAction, PlanImport
from wardmote.plan.queries.coverage import coverage

MEASURES = [2, 2, 4, 5, 4, 1, 4, 2, 3, 1, 1, 3, 3, 2, 1, 2, 1, 2, 2, 1, 1, 2, 4, 1, 2, 1, 1, 3]


@pytest.fixture
def cast(db: None) -> Cast:
    made = Cast(make_places())
    make_plans(made)
    return made


def test_every_plan_arrives_whole(cast: Cast) -> None:
    found = {(each.partnership.slug, each.title): each for each in Plan.objects.select_related("partnership")}
    assert set(found) == {told.key for told in PLANS}
    for told in PLANS:
        plan = found[told.key]
        assert plan.actions.count() == len(rows_of(told.themes))
        assert (plan.adopted_on, plan.kind) == (told.adopted_on, told.kind)
        assert (plan.parent == found[told.under]) if told.under else plan.parent is None
        kept = PlanImport.objects.get(plan=plan)
        assert kept.name == told.file_name
        assert (kept.accounting["rejected"], kept.accounting["repeated"]) == (0, 0)
    assert not PlanAction.objects.filter(source=None).exists()
    assert not PlanAction.objects.filter(plan__state="adopted", lead=None).exists()
    _the_district_plan(found[SOUTH, TITLE])
    assert found[VALE, TITLE].actions.count() == 28
    _the_county_s(found[COUNTY, AGREEMENT])
    _the_delivery_plan(found[COUNTY, "Delivery plan 2024 to 2025"])
    _the_task_groups(found[WINCHESTER, "Task groups’ action plan 2024 to 2027"])
    _coverage(cast)


def _the_district_plan(plan: Plan) -> None:
    actions = {each.ref: each for each in plan.actions.all()}
    assert list(actions) == [str(number) for number in range(1, 29)]
    assert [each.measures.count() for each in actions.values()] == MEASURES
    assert plan.priorities.count() == len(DISTRICT) == 4
    points = [(each.from_action.ref, each.to_action.ref if each.to_action else each.text)
              for each in CrossReference.objects.filter(from_action__plan=plan)]  # fmt: skip
    assert sorted(points) == sorted(
        [("14", "5"), ("19", "21"), ("20", "13"), ("20", "14"), *(("26", ref) for ref in ("8", "11", "12", "16", "21"))]
    )
    assert (actions["2"].measure_key, actions["14"].measure_key) == ("warnings_issued", "recorded_crime")
    assert (actions["14"].due_kind, actions["14"].due_on) == ("day", date(2025, 9, 30))


def _the_county_s(plan: Plan) -> None:
    assert [each.actions.count() for each in plan.priorities.all()] == [9, 3, 8, 5, 3]
    sides = [each.triangle for each in plan.priorities.all()]
    assert sides == ["victim", "offender", "offender", "community", "business"]
    assert [[each.code for each in one.serves.all()] for one in plan.priorities.all()] == [
        ["1", "3", "5"], ["1", "2", "5"], ["1", "5"], ["1", "2", "4", "5"], ["6"],
    ]  # fmt: skip
    assert all(each.reason for each in plan.priorities.all())


def _the_delivery_plan(plan: Plan) -> None:
    assert [each.actions.count() for each in plan.priorities.all()] == [11, 6, 12, 4, 3, 4, 14, 4, 7]
    means = Counter(each.status.means if each.status else "" for each in plan.actions.select_related("status"))
    rated = Counter(row.rag for row in rows_of(DELIVERY))
    assert means == {"done": rated["(C)"], "under_way": rated["green"], "at_risk": rated["amber"] + rated["red"]}
    assert plan.actions.get(ref="2.4").sponsor == "Chair and deputy"
    assert [each.code for each in plan.actions.get(ref="3.9").serves.all()] == ["1", "2", "3"]


def _the_task_groups(plan: Plan) -> None:
    assert plan.state == Plan.State.DRAFT
    assert Counter(each.ref.partition(".")[0] for each in plan.actions.all()) == {"1": 13, "2": 8, "3": 13, "4": 4}


def _coverage(cast: Cast) -> None:
    """What the coverage page names is there to be named: gaps and doubles."""
    with cast.on(date(2025, 3, 24)):
        found = coverage(cast.play("mo", SOUTH))
    words = {(each.document, each.name): each.words for each in found.outside}
    assert found.gaps
    assert found.doubles
    assert set(words.values()) > {"Nobody", "1 plan"}
