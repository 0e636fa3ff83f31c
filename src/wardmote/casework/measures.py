"""What casework lets the rest of Wardmote count: numbers leave the confidential wing here, and nothing else."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from wardmote.access.actor import Actor
from wardmote.casework.queries.counting import COUNTINGS, STOCKS, count_casework
from wardmote.casework.queries.referrals import TRIAGE_TARGET_DAYS
from wardmote.casework.rules import may_open_counted
from wardmote.casework.types import CATEGORIES, RISK_LEVELS
from wardmote.common.periods import Span, Timespan
from wardmote.measures.registry import register
from wardmote.measures.types import FilterChoice, Filters, Measure
from wardmote.partnership.queries import panels_of, partnership_tree

_NOW = "A category, risk or panel is the one it has now."
# key: name, unit, definition. What a past period's count can still change by is said in each.
_TEXTS = {
    "referrals_received": (
        "Referrals received", "referrals",
        "Referrals sent to the partnership’s panels, by the day they were sent, whatever became of them. " + _NOW,
    ),
    "referrals_in_time": (
        "Referrals decided in time", "% of referrals",
        f"Of the referrals sent in the period, those decided within {TRIAGE_TARGET_DAYS} working days. Left out: those "
        "withdrawn, and those that still have time. A past figure changes only when a referral is withdrawn later. "
        + _NOW,
    ),
    "cases_opened": ("Cases opened", "cases", "Cases opened, by the day they were opened. " + _NOW),
    "cases_open": (
        "Cases open", "cases",
        "Cases open at the end of the period: opened by its last day and not closed by then. A case that was closed "
        "and opened again counts as open throughout. " + _NOW,
    ),
    "case_actions_due": (
        "Case actions due", "actions", "Actions on cases that fell due in the period, done or not. " + _NOW,
    ),
    "case_actions_in_time": (
        "Case actions done in time", "% of actions",
        "Of the actions on cases that fell due in the period, those recorded as done by their day. Left out: those "
        "not done because circumstances changed, and those whose day is still to come. " + _NOW,
    ),
    "case_actions_overdue": (
        "Case actions overdue", "actions",
        "Actions on cases that at the end of the period were past their day and not closed. " + _NOW,
    ),
    "research_in_time": (
        "Research answered in time", "% of requests",
        "Of the requests to agencies for what they know, for panels that met in the period, those answered before the "
        "panel began. " + _NOW,
    ),
}  # fmt: skip


def _categories(partnership_id: int) -> Sequence[tuple[str, str]]:
    return CATEGORIES


def _risks(partnership_id: int) -> Sequence[tuple[str, str]]:
    return RISK_LEVELS


def _panels(partnership_id: int) -> Sequence[tuple[str, str]]:
    return [(panel.slug, panel.name) for each in partnership_tree(partnership_id) for panel in panels_of(each)]


CHOICES = (
    FilterChoice("category", "Category", _categories),
    FilterChoice("risk_level", "Risk", _risks),
    FilterChoice("panel", "Panel", _panels),
)


def _open(key: str, actor: Actor, partnership_id: int, period: Timespan, filters: Filters) -> str | None:
    if actor.partnership_id != partnership_id or not may_open_counted(actor):
        return None
    query = {"months": Span.over(period).slug} | {name: value for name, value in sorted(filters.items()) if value}
    return reverse("casework:counted", args=[key]) + "?" + urlencode(query)


def register_measures() -> None:
    """Register at start-up."""
    for key, (name, unit, definition) in _TEXTS.items():
        is_ratio = COUNTINGS[key].held is not None
        register(
            Measure(
                key=key,
                name=name,
                unit=unit,
                definition=definition,
                confidential=True,
                count=partial(count_casework, key),
                open_address=partial(_open, key),
                choices=CHOICES,
                ratio=is_ratio,
                stock=key in STOCKS,
                multiplier=100 if is_ratio else 1,
            )
        )
