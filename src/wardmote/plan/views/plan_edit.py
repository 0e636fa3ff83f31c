"""Writing a plan: its frame, its adoption, its refresh, and what becomes of what stood in the plan before."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.plan.forms.plans import AdoptForm, CarryForm, FollowForm, PlanForm, RefreshForm, plan_held, refresh_held
from wardmote.plan.models import Plan, PlanAction
from wardmote.plan.queries.sight import get_action, own_partnership, plan_to_write
from wardmote.plan.services.adopt import adopt_plan, what_is_missing
from wardmote.plan.services.edit import change_plan, title_is_free
from wardmote.plan.services.follow import follow_plan
from wardmote.plan.services.refresh import carry_over, close_carried, refresh_plan
from wardmote.plan.services.write import create_plan
from wardmote.plan.views.asking import Asking, ask

writers = needs(Permission.PARTNERSHIP_MANAGE)
asked = require_http_methods(["GET", "POST"])
Trail = list[dict[str, str]]


def trail_of(plan: Plan | None, *more: dict[str, str]) -> Trail:
    """Return the way to a page of a plan."""
    plans = [{"text": "Plans", "href": reverse("plan:list")}]
    return [*plans, *([{"text": plan.title, "href": page_of(plan)}] if plan else []), *more]


def page_of(plan: Plan) -> str:
    return reverse("plan:plan", args=[plan.pk])


@asked
@writers
def new(request: Request) -> HttpResponse:
    """Begin a draft."""
    here = own_partnership(request.actor)

    def act(form: PlanForm) -> str:
        title_is_free(here.pk, form.given["title"])
        return page_of(create_plan(actor=request.actor, partnership=here, **form.given))

    form = PlanForm(request.POST or None, actor=request.actor, partnership=here, initial={"kind": "partnership"})
    asking = Asking(
        title="New plan", press="Begin the draft", said="The draft is begun. Add its priorities and actions.",
        purpose="plan.new", back=reverse("plan:list"), trail=trail_of(None, {"text": "New plan"}), caption=here.name,
        told="A draft is seen only by those who run the partnership, until it is adopted.",
    )  # fmt: skip
    return ask(request, asking, form, act)


@asked
@writers
def edit(request: Request, plan_id: int) -> HttpResponse:
    """Change what a plan says of itself."""
    plan = plan_to_write(request.actor, plan_id, "plan.change")

    def act(form: PlanForm) -> str:
        started_from = form.cleaned_data["version"] or 0
        change_plan(actor=request.actor, plan=plan, started_from=started_from, reason=form.why, **form.given)
        return page_of(plan)

    form = PlanForm(request.POST or None, actor=request.actor, partnership=plan.partnership, plan=plan,
                    initial=plan_held(plan))  # fmt: skip
    asking = Asking(
        title="Change the plan’s frame", press="Save", said="The plan is saved.", purpose="plan.edit",
        back=page_of(plan), trail=trail_of(plan, {"text": "Change"}), caption=plan.title,
    )  # fmt: skip
    return ask(request, asking, form, act)


@asked
@writers
def adopt(request: Request, plan_id: int) -> HttpResponse:
    """Adopt a draft, or see what is missing."""
    plan = plan_to_write(request.actor, plan_id, "plan.adopt")

    def act(form: AdoptForm) -> str:
        adopt_plan(actor=request.actor, plan=plan, adopted_on=form.cleaned_data["adopted_on"])
        return page_of(plan)

    missing, draft = what_is_missing(plan), plan.state == Plan.State.DRAFT
    more = {"plan": plan, "missing": missing, "before": plan.supersedes, "closed": bool(missing) or not draft}
    asking = Asking(
        title="Adopt the plan", press="Adopt the plan", said="The plan is adopted. From now on each change is seen.",
        purpose="plan.adopt", back=page_of(plan), trail=trail_of(plan, {"text": "Adopt"}), caption=plan.title,
        template="plan/adopt.html", more=more,
    )  # fmt: skip
    return ask(request, asking, AdoptForm(request.POST or None), act)


@asked
@writers
def refresh(request: Request, plan_id: int) -> HttpResponse:
    """Make the draft that follows an adopted plan."""
    plan = plan_to_write(request.actor, plan_id, "plan.refresh")

    def act(form: RefreshForm) -> str:
        given = form.cleaned_data
        made = refresh_plan(
            actor=request.actor, plan=plan, title=given["title"], starts_on=given["starts_on"], ends_on=given["ends_on"]
        )
        return reverse("plan:cross_walk", args=[made.pk])

    asking = Asking(
        title="Refresh the plan", press="Make the new draft", purpose="plan.refresh", back=page_of(plan),
        said="The draft holds every open action. Go through the list and close what does not go on.",
        trail=trail_of(plan, {"text": "Refresh"}), caption=plan.title,
        told=f"Every open action is carried over with its number, measures, partners and milestones still to do. "
        f"{plan.title} stays in force until the new plan is adopted and begins.",
    )  # fmt: skip
    return ask(request, asking, RefreshForm(request.POST or None, initial=refresh_held(plan)), act)


@asked
@writers
def follow(request: Request, plan_id: int) -> HttpResponse:
    """Say that a draft brought in or typed by itself is the refresh of an adopted plan."""
    plan = plan_to_write(request.actor, plan_id, "plan.follow")

    def act(form: FollowForm) -> str:
        follow_plan(actor=request.actor, plan=plan, old=form.cleaned_data["old"])
        return reverse("plan:cross_walk", args=[plan.pk])

    asking = Asking(
        title="Which plan does it follow?", press="Save", purpose="plan.follow", back=page_of(plan),
        said="Actions of one number are taken as continuing. Settle what is left of the plan before.",
        trail=trail_of(plan, {"text": "Follows"}), caption=plan.title,
        told="Actions of one number are taken to be the same. Where they are not, give the new one another first.",
    )  # fmt: skip
    return ask(request, asking, FollowForm(request.POST or None, plan=plan), act)


@asked
@writers
def carry(request: Request, plan_id: int, action_id: int) -> HttpResponse:
    """Say what becomes of one action of the plan before."""
    plan = plan_to_write(request.actor, plan_id, "plan.carry_over")
    old: PlanAction = get_action(request.actor, plan.supersedes_id or 0, action_id)

    def act(form: CarryForm) -> str:
        given = form.cleaned_data
        if given["becomes"] == "carry":
            carry_over(actor=request.actor, plan=plan, old=old)
        else:
            close_carried(actor=request.actor, plan=plan, old=old, reason=given["reason"])
        return reverse("plan:cross_walk", args=[plan.pk])

    back = reverse("plan:cross_walk", args=[plan.pk])
    asking = Asking(
        title=f"Action {old.ref}: what becomes of it?", press="Save", said=f"Action {old.ref} is settled.",
        purpose="plan.carry", back=back, caption=plan.title, told=old.wording,
        trail=trail_of(plan, {"text": "Old and new", "href": back}, {"text": f"Action {old.ref}"}),
    )  # fmt: skip
    return ask(request, asking, CarryForm(request.POST or None), act)
