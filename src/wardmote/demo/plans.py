"""The demonstration's plans: written as files, brought in as a manager would, then adopted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wardmote.demo import plan_files
from wardmote.demo.cast import Cast
from wardmote.demo.people import COUNTY, OVAL, SOUTH, VALE, WINCHESTER
from wardmote.demo.plans_county import COUNTY_AGREEMENT
from wardmote.demo.plans_delivery import DELIVERY
from wardmote.demo.plans_district import DISTRICT
from wardmote.demo.plans_panel import PANEL
from wardmote.demo.plans_rests import live_with, rest
from wardmote.demo.plans_task_groups import TASK_GROUPS
from wardmote.demo.plans_types import Theme
from wardmote.plan.services.actions import change_action
from wardmote.plan.services.adopt import adopt_plan
from wardmote.plan.services.context import add_outside_priority
from wardmote.plan.services.edit import change_priority, priority_words
from wardmote.plan.services.importing import NewPlan, commit_plan_import, start_import
from wardmote.plan.words import stamp

if TYPE_CHECKING:
    from wardmote.plan.models import Plan

TITLE = "Community safety plan 2024 to 2027"
AGREEMENT = "County community safety agreement 2024 to 2027"
STARTS, ENDS, ADOPTED = date(2024, 4, 1), date(2027, 3, 31), date(2024, 3, 19)


@dataclass(frozen=True)
class Told:
    """A plan of the demonstration. `under` names the partnership and title of the plan that it serves.

    `counted` names, by an action's number, the measure that counts it and the measure's filters.
    """

    partnership: str
    manager: str
    title: str
    kind: str
    file_name: str
    write: Callable[[str, Sequence[Theme]], bytes]
    themes: Sequence[Theme]
    on: date = date(2024, 2, 20)
    ends_on: date = ENDS
    adopted_on: date | None = ADOPTED
    under: tuple[str, str] | None = None
    group: str = ""
    counted: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.partnership, self.title


_BURGLARY = ("recorded_crime", (("crime_type", "Burglary"),))
_WARNINGS = ("warnings_issued", ())
_DISTRICT_COUNTED = (("2", *_WARNINGS), ("14", *_BURGLARY))
# In the order in which they are told: a plan after the one that it serves.
PLANS = (
    Told(COUNTY, "mo", AGREEMENT, "agreement", "County agreement, final.docx", plan_files.county_file,
         COUNTY_AGREEMENT, counted=(("3.6", *_BURGLARY), ("4.2", *_WARNINGS))),
    Told(SOUTH, "mo", TITLE, "partnership", "South and Vale plan 2024-27.docx", plan_files.district_file, DISTRICT,
         under=(COUNTY, AGREEMENT), counted=_DISTRICT_COUNTED),
    Told(VALE, "mo", TITLE, "partnership", "South and Vale plan 2024-27.docx", plan_files.district_file, DISTRICT,
         under=(COUNTY, AGREEMENT), counted=_DISTRICT_COUNTED),
    # The year's progress and ratings stand in the file, so it is the one of March.
    Told(COUNTY, "mo", "Delivery plan 2024 to 2025", "delivery", "Delivery plan 2024-25 update.docx",
         plan_files.delivery_file, DELIVERY, on=date(2025, 3, 3), ends_on=date(2025, 3, 31),
         under=(COUNTY, AGREEMENT)),
    Told(WINCHESTER, "wyn", TITLE, "partnership", "OVAL actions.csv", plan_files.panel_file, PANEL, group=OVAL,
         counted=(("7", *_WARNINGS), ("8", *_BURGLARY))),
    # Most of its actions have no date yet, so it cannot be adopted.
    Told(WINCHESTER, "wyn", "Task groups’ action plan 2024 to 2027", "task_group", "Task groups 2024-27.xlsx",
         plan_files.task_group_file, TASK_GROUPS, adopted_on=None, under=(WINCHESTER, TITLE)),
)  # fmt: skip
_POLICE_PLAN = (
    "Ridgeway police and crime plan 2024 to 2028",
    ("Protecting people who are vulnerable", "Preventing crime and stepping in early", "Fewer people who offend again",
     "Organised crime and terrorism", "Justice that works for victims and witnesses",
     "Services that are fair and worth their money"),
)  # fmt: skip
_COUNTY_PLAN = (
    AGREEMENT,
    ("Tackling abuse and exploitation", "Reducing violent crime", "Targeting patterns of offending",
     "Dealing with anti-social behaviour", "Improving efficiency and effectiveness"),
)  # fmt: skip
_VIOLENCE = (
    "Serious violence duty, needs assessment of 2024",
    ("Young people before they are harmed", "Streets where violence gathers"),
)
_ITCHEN_PLAN = (
    "Itchen police and crime plan 2024 to 2028",
    ("Police whom people see", "Safer homes", "Victims first", "Fewer young people in trouble"),
)
# What each partnership's plans are asked to serve. Some of it nothing serves: the coverage page says so.
OUTSIDE = {
    COUNTY: (_POLICE_PLAN, _VIOLENCE), SOUTH: (_POLICE_PLAN, _COUNTY_PLAN), VALE: (_POLICE_PLAN, _COUNTY_PLAN),
    WINCHESTER: (_ITCHEN_PLAN,),
}  # fmt: skip


def make_plans(cast: Cast) -> "dict[tuple[str, str], Plan]":
    """Bring every plan in through the path of the pages, and return them by partnership and title."""
    for slug, documents in OUTSIDE.items():
        for document, titles in documents:
            for number, title in enumerate(titles, 1):
                add_outside_priority(
                    actor=None, partnership=cast.places.partnerships[slug], document=document, code=str(number),
                    title=title, starts_on=STARTS,
                )  # fmt: skip
    made: dict[tuple[str, str], Plan] = {}
    for told in PLANS:
        with cast.on(told.on):
            made[told.key] = _bring_in(cast, told, made)
            if told.manager == "mo":
                rest(cast, made[told.key])
        if told.adopted_on:
            with cast.on(max(told.on, told.adopted_on)):
                adopt_plan(actor=cast.play(told.manager, told.partnership), plan=made[told.key],
                           adopted_on=told.adopted_on)  # fmt: skip
                made[told.key].refresh_from_db()
    live_with(cast, made[SOUTH, TITLE])
    return made


def _bring_in(cast: Cast, told: Told, made: "dict[tuple[str, str], Plan]") -> "Plan":
    actor = cast.play(told.manager, told.partnership)
    kept = start_import(
        actor=actor, partnership=cast.places.partnerships[told.partnership], name=told.file_name,
        content=told.write(told.title, told.themes),
    )  # fmt: skip
    plan = commit_plan_import(
        actor=actor, import_id=kept.pk,
        new=NewPlan(
            title=told.title, starts_on=STARTS, ends_on=told.ends_on, kind=told.kind,
            parent=made[told.under] if told.under else None, group=cast.places.groups.get(told.group),
        ),
    )  # fmt: skip
    for ref, measure_key, filters in told.counted:
        action = plan.actions.get(ref=ref)
        change_action(actor=actor, action=action, started_from=action.version, measure_key=measure_key,
                      filters=dict(filters))  # fmt: skip
    for priority, theme in zip(plan.priorities.order_by("number"), told.themes, strict=True):
        if theme.why:
            change_priority(
                actor=actor, priority=priority, seen=stamp(priority_words(priority)), number=priority.number,
                title=priority.title, reason=theme.why, serves=priority.serves.all(),
                triangle=priority.triangle or ("business" if theme.side.startswith("BUSINESS") else ""),
            )  # fmt: skip
    return plan
