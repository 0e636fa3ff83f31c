"""Reads of plans, their import, rounds and calendar. Import from the module that says it."""

from wardmote.plan.queries.pages import (
    ActionLine,
    PlanPage,
    PriorityBlock,
    plan_page,
    plans_visible_to,
    published_plans,
)

__all__ = ["ActionLine", "PlanPage", "PriorityBlock", "plan_page", "plans_visible_to", "published_plans"]
