"""What plans, rounds and indicators give a strategic assessment, and the draft priorities that are made of one."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from wardmote.access.actor import Actor, Decision
from wardmote.common import clock
from wardmote.common.periods import Month, Quarter
from wardmote.common.states import StateRefused
from wardmote.evidence.contributions import Drafts, HandOver, register
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.plan.queries.rounds import frozen
from wardmote.plan.queries.rounds_items import plans_in_force
from wardmote.plan.queries.sight import own_partnership, plan_to_write, plans_visible_to
from wardmote.plan.rules import may_write
from wardmote.plan.services.context import add_assessment
from wardmote.plan.services.write import add_priority, create_plan
from wardmote.publish.data import Action, Figure, Snapshot
from wardmote.publish.gather import from_frozen
from wardmote.publish.live import live

if TYPE_CHECKING:
    from wardmote.plan.models import Plan

Data = dict[str, Any]
YEARS = 3


def offer() -> None:
    """Register with the assessments; called at start-up."""
    register(Drafts(pestel=pestel, last_plan=last_plan, may_draft=may_draft, drafts=drafts, make=make, address=address))


def pestel(partnership_id: int, to_month: str) -> list[Data]:
    """Return the forces from outside that stand with the plans in force, in PESTEL's order."""
    return [
        {"factor": entry.get_factor_display(), "text": entry.text, "effect": entry.effect}
        for plan in plans_in_force(partnership_id, _quarter(to_month))
        for entry in plan.pestel.order_by("position")
    ]


def last_plan(partnership_id: int, to_month: str) -> Data:
    """Return how the plans in force did in the last quarter that was over: figures as fit for everybody, no texts.

    As the quarter's round froze it, or as it is known today.
    """
    quarter = _quarter(to_month)
    plans = list(plans_in_force(partnership_id, quarter))
    partnership = get_partnership_by_id(partnership_id)
    if not plans or partnership is None:
        return {}
    closed = frozen(partnership_id, quarter)
    held = from_frozen(closed) if closed is not None and not closed.open_again else live(partnership_id, quarter)
    return {
        "quarter": quarter.label,
        "version": held.version,
        "plans": [
            {"title": plan.title, "years": f"{plan.starts_on:%Y} to {plan.ends_on:%Y}",
             **_counts([each for each in held.actions if each.plan == plan.title])}
            for plan in plans
        ],
        "priorities": _priorities(held),
        "indicators": [_indicator(each) for each in held.figures],
    }  # fmt: skip


def _quarter(to_month: str) -> Quarter:
    """The last quarter that is over by the end of the month, and today."""
    month = Month.parse(to_month)
    found = month.quarter
    while found.end > month.end or found.end >= clock.today():
        found = found.previous()
    return found


def _priorities(held: Snapshot) -> list[Data]:
    found: dict[str, list[Action]] = {}
    for action in held.actions:
        found.setdefault(action.priority, []).append(action)
    return [
        {"title": title, **_counts(actions), "red": sum(each.rag == "red" for each in actions)}
        for title, actions in found.items()
    ]


def _counts(actions: Sequence[Action]) -> Data:
    return {
        "actions": len(actions),
        "done": sum(each.means == "done" for each in actions),
        "late": sum(each.late for each in actions),
    }


def _indicator(figure: Figure) -> Data:
    return {
        "key": figure.key,
        "name": figure.name,
        "text": figure.text,
        "last_year": figure.last_year_text,
        "target": figure.target_text,
        "rag": figure.rag,
        "long": figure.long,
        "variation": figure.variation,
        "plan_ref": figure.plan_ref,
    }


def may_draft(actor: Actor) -> Decision:
    """Those who run the partnership write its plans."""
    return may_write(actor, actor.partnership_id or 0)


def drafts(actor: Actor) -> list[tuple[str, str]]:
    """Return the draft plans of the actor's own partnership."""
    found = plans_visible_to(actor).filter(partnership_id=actor.partnership_id or 0, state="draft")
    return [(str(plan.pk), plan.title) for plan in found]


@transaction.atomic
def make(actor: Actor, plan_ref: str, title: str, handed: HandOver) -> list[str]:
    """Make draft priorities. Raises Refused for a plan that is not the actor's to write, StateRefused for no draft."""
    plan = _chosen(actor, plan_ref) if plan_ref else _begun(actor, title)
    if not plan.assessments.filter(title=handed.assessment, made_on=handed.made_on).exists():
        add_assessment(actor=actor, plan=plan, title=handed.assessment, made_on=date.fromisoformat(handed.made_on),
                       found=handed.findings, address=handed.address)  # fmt: skip
    last = plan.priorities.aggregate(last=Max("number"))["last"] or 0
    made = []
    for number, each in enumerate(handed.priorities, start=last + 1):
        reason = f"{each.why} From: {handed.assessment}, recommendation {each.number}."
        priority = add_priority(actor=actor, plan=plan, number=number, title=each.wording[:200], reason=reason)
        made.append(f"{plan.pk}/{priority.pk}")
    return made


def _chosen(actor: Actor, plan_ref: str) -> "Plan":
    plan = plan_to_write(actor, int(plan_ref) if plan_ref.isdecimal() else 0, "plan.add_priority")
    if plan.state != "draft":
        raise StateRefused("This plan is adopted. Recommended priorities go into a draft plan.")
    return plan


def _begun(actor: Actor, title: str) -> "Plan":
    """Begin a draft plan from the coming April, for three years; its days can be changed before it is adopted."""
    today = clock.today()
    starts = date(today.year + (today >= date(today.year, 4, 1)), 4, 1)
    try:
        with transaction.atomic():
            return create_plan(actor=actor, partnership=own_partnership(actor), title=title.strip(), starts_on=starts,
                               ends_on=date(starts.year + YEARS, 3, 31))  # fmt: skip
    except IntegrityError:
        raise StateRefused(
            "There is a plan with this title already. Choose it, or call the new one otherwise."
        ) from None


def address(reference: str) -> str:
    """Return the page of a draft priority's plan."""
    plan, _, _ = reference.partition("/")
    return reverse("plan:context", args=[int(plan)])
