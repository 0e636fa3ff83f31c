"""The gates of Wardmote, each with a way of taking it away and the row of the table that must notice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wardmote.access import middleware
from wardmote.access import queries as accounts
from wardmote.access.actor import Actor, Decision
from wardmote.access.doors import Door
from wardmote.access.models import User
from wardmote.casework import rules
from wardmote.casework.models import (
    Case,
    CaseAction,
    CaseAgency,
    CaseGrant,
    PanelItem,
    Referral,
    ReferralDraft,
    ResearchRequest,
)
from wardmote.casework.queries import actions, cases, counting, referrals, research
from wardmote.casework.queries import panel as panel_queries
from wardmote.casework.services import actions as action_services
from wardmote.casework.views import case_chronology
from wardmote.common import errors
from wardmote.evidence.models import Survey
from wardmote.evidence.queries import surveys
from wardmote.meetings import queries as meeting_queries
from wardmote.meetings import rules as meeting_rules
from wardmote.meetings.models import Meeting
from wardmote.partnership import queries as partnership_queries
from wardmote.partnership import views as partnership_views
from wardmote.partnership.models import Membership, OrganisationSignature, Partnership
from wardmote.performance import queries as performance_queries
from wardmote.performance import rules as performance_rules
from wardmote.performance.views import entering as figure_pages
from wardmote.plan.models import Duty
from wardmote.plan.queries import calendar as plan_calendar
from wardmote.plan.queries import rounds_ask
from wardmote.plan.queries import sight as plan_sight
from wardmote.registers import measures

Patch = pytest.MonkeyPatch
YES = Decision(True, "mutant")
_door_of = middleware.door_of


def _yes(*args: Any, **more: Any) -> Decision:
    return YES


def _door(**changes: Any) -> Callable[[Patch], None]:
    def patch(p: Patch) -> None:
        def opened(view: Any, name: str) -> Door:
            return replace(_door_of(view, name), **changes)

        p.setattr(middleware, "door_of", opened)

    return patch


def _set(where: Any, name: str, value: Any) -> Callable[[Patch], None]:
    return lambda p: p.setattr(where, name, value)


def _visible(*, without: str) -> Callable[[Actor], Q]:
    """Return the rule for cases, written out once more, with one of its conditions left out."""

    def rule(actor: Actor) -> Q:
        def has(part: str, condition: Q) -> Q:
            return Q() if part == without else condition

        standings = [s for s in actor.standings if s.signed or without == "the agency’s signature"]
        agencies = [s.organisation_id for s in standings if rules.Permission.CASE_VIEW in s.role.permissions]
        panels = [s.group_id for s in standings if rules.Permission.CASE_VIEW_PANEL in s.role.permissions]
        circle = CaseAgency.unguarded.filter(
            has("the end of a place in the circle", Q(ended_at=None)), case=OuterRef("pk"), organisation__in=agencies
        )
        granted = CaseGrant.unguarded.filter(
            has("the end of a grant", Q(until__gt=timezone.now())), case=OuterRef("pk"), user=actor.user_id
        )
        opened = Q(Exists(circle)) | Q(panel__in=panels) | (Q(Exists(granted)) if standings else Q(pk__in=[]))
        here = has("the partnership", Q(partnership=actor.partnership_id))
        return here & opened & has("the bars", ~rules.barred(actor))

    return rule


def _any_action(actor: Actor) -> Any:
    return CaseAction.unguarded.filter(case__partnership=actor.partnership_id).select_related("case", "organisation")


def _any_triaged(actor: Actor) -> Any:
    return Referral.unguarded.filter(partnership=actor.partnership_id)


def _any_research(actor: Actor) -> Any:
    return ResearchRequest.unguarded.filter(panel_item__case__in=cases.cases_visible_to(actor).values("pk"))


def _any_case_research(actor: Actor) -> Any:
    mine = [s.organisation_id for s in actor.standings_with(rules.Permission.RESEARCH_ANSWER)]
    return ResearchRequest.unguarded.filter(organisation__in=mine)


def _any_item(actor: Actor, meeting: Meeting) -> Any:
    return PanelItem.unguarded.filter(agenda_item__meeting=meeting).select_related("case__lead_agency", "agenda_item")


def _any_meeting(actor: Actor) -> Any:
    return Meeting.objects.select_related("series__group", "chair")


def _everywhere_in_sight(p: Patch) -> None:
    """Plans and their counts each ask what is in sight; both are told everything."""
    for room in (plan_sight, performance_queries, performance_rules):
        p.setattr(room, "partnerships_in_sight", lambda actor: list(Partnership.objects.all()))


def _any_account(actor: Actor, user_id: int) -> Any:
    return accounts.Account(User.objects.get(pk=user_id), "", False, None)


def _seats_and_observers(p: Patch) -> None:
    p.setattr(meeting_rules, "SEATED", meeting_rules.SEATED | {"observer"})


def _telling_page(request: Any, exception: Any = None) -> Any:
    page = errors.page(404)
    page.content += request.path.encode()
    return page


def _touching(actor: Actor) -> Any:
    Case.unguarded.update(summary="touched")
    return Case.unguarded.filter(rules.visible(actor))


MUTANTS: dict[str, tuple[Callable[[Patch], None], str, str]] = {
    "every case is visible": (_set(rules, "visible", lambda actor: Q()), "casework:case", "GET"),
    "no bar bars": (_set(rules, "barred", lambda actor: Q(pk__in=[])), "casework:case", "GET"),
    **{
        f"the rule for cases forgets {part}": (_set(rules, "visible", _visible(without=part)), "casework:case", "GET")
        for part in (
            "the partnership", "the agency’s signature", "the end of a place in the circle", "the end of a grant",
            "the bars",
        )
    },
    "grants never end": (
        _set(rules, "timezone", SimpleNamespace(now=lambda: datetime(2000, 1, 1, tzinfo=UTC))), "casework:case", "GET",
    ),
    "doors ask for no permission": (_door(any_of=frozenset()), "plan:list", "GET"),
    "doors ask for no second factor": (_door(second_factor=False), "casework:case", "GET"),
    "doors are open to the street": (_door(public=True), "home:my_work", "GET"),
    "suspended accounts stay signed in": (
        _set(ModelBackend, "user_can_authenticate", lambda self, user: True), "home:my_work", "GET",
    ),
    "memberships never end": (
        _set(partnership_queries, "in_force", lambda day, prefix="": Q()), "casework:cases", "GET",
    ),
    "anybody who sees a case manages it": (_set(rules, "may_manage", _yes), "casework:case_bar", "GET"),
    "anybody who manages sends the form": (_set(rules, "may_manage", _yes), "casework:case_bar_lift", "POST"),
    "an unsigned organisation triages": (_set(rules, "may_triage", _yes), "casework:triage_referral", "GET"),
    "any panel’s referral is triaged": (
        _set(referrals, "triaged_referrals", _any_triaged), "casework:triage_ask", "GET",
    ),
    "anybody’s draft is one’s own": (
        _set(referrals, "own_drafts", lambda actor: ReferralDraft.unguarded.all()), "casework:referral_step", "GET",
    ),
    "anybody’s draft is kept": (
        _set(referrals, "own_drafts", lambda actor: ReferralDraft.unguarded.all()), "casework:referral_keep", "POST",
    ),
    "anybody’s referral is one’s own": (
        _set(referrals, "own_referrals", lambda actor: Referral.unguarded.all()), "casework:referral", "GET",
    ),
    "anybody’s action is one’s own": (_set(actions, "own_actions", _any_action), "casework:action", "GET"),
    "whoever sees an action closes it": (
        _set(action_services, "may_close", lambda *given: True), "casework:action_done", "POST",
    ),
    "any agency’s research is one’s own": (
        _set(research, "research_visible_to", _any_research), "casework:research", "GET",
    ),
    "research asks for no case": (
        _set(research, "research_visible_to", _any_case_research), "casework:research", "GET",
    ),
    "any agency’s entry can be corrected": (
        _set(case_chronology, "entry_to_correct", lambda actor, case, pk: case.chronology.get(pk=pk)),
        "casework:case_correct", "GET",
    ),
    "items are shown whoever may see the case": (
        _set(panel_queries, "panel_items_visible_to", _any_item), "casework:session_item", "GET",
    ),
    "nobody need sign at the meeting": (
        _set(meeting_rules, "has_signed", lambda meeting, user_id: True), "casework:session_item", "GET",
    ),
    "the organisation need not have signed": (
        _set(meeting_rules, "may_see_confidential", _yes), "casework:session_item", "GET",
    ),
    "an observer has a seat": (_seats_and_observers, "casework:session_item", "GET"),
    "any administrator prepares any panel": (_set(meeting_rules, "may_prepare", _yes), "casework:prepare", "GET"),
    "any administrator minutes any panel": (
        _set(meeting_rules, "may_minute", _yes), "casework:session_autosave", "POST",
    ),
    "attendance of any panel": (_set(meeting_rules, "may_minute", _yes), "meetings:attendance", "GET"),
    "any group’s meeting": (
        _set(meeting_queries, "meetings_visible_to", _any_meeting), "meetings:meeting", "GET",
    ),
    "any partnership’s accounts": (_set(accounts, "get_account", _any_account), "access:account", "GET"),
    "any partnership’s members": (
        _set(partnership_views.queries, "get_membership", lambda actor, pk: Membership.objects.get(pk=pk)),
        "partnership:membership_end", "GET",
    ),
    "any partnership’s signatures": (
        _set(partnership_views.queries, "get_signature", lambda actor, pk: OrganisationSignature.objects.get(pk=pk)),
        "partnership:agreement_withdraw", "GET",
    ),
    "any partnership’s plan": (
        _everywhere_in_sight, "plan:plan", "GET",
    ),
    "small numbers for everybody": (_set(measures, "may_open_counted", lambda actor: True), "performance:chart", "GET"),
    "who is barred opens what was counted": (
        _set(counting, "may_open_counted", lambda actor: True), "casework:counted", "GET",
    ),
    "any partnership’s surveys": (
        _set(surveys, "surveys_visible_to", lambda actor: Survey.objects.all()), "evidence:survey", "GET",
    ),
    "any partnership’s duty is one’s own": (
        _set(plan_calendar, "duties_of", lambda partnership: Duty.objects.all()), "plan:calendar_own_end", "POST",
    ),
    "anybody answers for any organisation": (_set(rounds_ask, "may_answer", _yes), "plan:ask", "GET"),
    "anybody enters figures": (_set(figure_pages, "may_enter", _yes), "performance:figures", "GET"),
    "refusals are not written down": (_set(middleware, "record", lambda **row: None), "casework:case", "GET"),
    "reading a case is not written down": (_set(cases, "record", lambda **row: None), "casework:case", "GET"),
    "the refusal says what was asked for": (_set(errors, "not_found", _telling_page), "casework:case", "GET"),
    "reading changes something": (
        _set(cases, "cases_visible_to", lambda actor: _touching(actor)), "casework:case", "GET",
    ),
}  # fmt: skip
