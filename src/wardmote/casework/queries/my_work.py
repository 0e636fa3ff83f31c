"""What waits for one person: the first thing a practitioner sees. Each line names a reference, never a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from wardmote.access.actor import Actor
from wardmote.access.permissions import Permission
from wardmote.casework import rules
from wardmote.casework.models import CaseAction, PanelItem, ResearchRequest
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.casework.queries.referrals import TriageClock, referrals_for_triage, triage_clock
from wardmote.common import clock

# Actions due within this many days are shown before they are late.
SOON = timedelta(days=14)


@dataclass(frozen=True)
class ActionDue:
    """One of my actions: its page, what, the case's reference, due."""

    public_id: str
    what: str
    reference: str
    due_on: date
    late: bool


@dataclass(frozen=True)
class Waiting:
    """Something that waits for my answer: research to return (`request_id`) or a referral to triage (`referral`)."""

    text: str
    reference: str
    due_on: date | None = None
    request_id: int | None = None
    referral: str = ""
    late: bool = False


@dataclass(frozen=True)
class ComingToPanel:
    """A case of mine on the agenda of a meeting to come."""

    reference: str
    why: str
    meeting_on: date
    panel: str


@dataclass(frozen=True)
class MyWork:
    """The four short lists."""

    overdue: list[ActionDue]
    due: list[ActionDue]
    waiting: list[Waiting]
    coming: list[ComingToPanel]


def my_work(actor: Actor) -> MyWork:
    """Gather what waits for this person today, in a fixed number of queries."""
    today = clock.today()
    mine = [
        ActionDue(str(a.public_id), a.what, a.case.reference, a.due_on, a.due_on < today)
        for a in own_actions(actor).filter(state=CaseAction.State.ASSIGNED, due_on__lte=today + SOON)
    ]
    return MyWork(
        overdue=[action for action in mine if action.late],
        due=[action for action in mine if not action.late],
        waiting=[*_research(actor, today), *_triage(actor)],
        coming=_coming(actor, today),
    )


def own_actions(actor: Actor) -> QuerySet[CaseAction]:
    """Return the actions this person owns, in cases they are not barred from, soonest due first.

    Owning an action shows the action, not the case. It is owned for an organisation: whoever no longer acts for it, or
    whose organisation has not signed the agreement in force, no longer sees it.
    """
    agencies = [s.organisation_id for s in actor.standings_with(Permission.ACTION_DO) if s.signed]
    rows = CaseAction.unguarded.filter(
        owner=actor.user_id,
        case__partnership=actor.partnership_id,
        organisation__in=agencies if actor.second_factor and actor.active else [],
    )
    mine = rows.filter(~rules.barred(actor, case="case"))
    return mine.select_related("case", "organisation").order_by("due_on", "number")


def open_requests(actor: Actor) -> QuerySet[ResearchRequest]:
    """Return the research that this person's agency has been asked for and not yet answered."""
    agencies = [s.organisation_id for s in actor.standings_with(Permission.RESEARCH_ANSWER) if s.signed]
    rows = ResearchRequest.unguarded.filter(
        organisation__in=agencies,
        state=ResearchRequest.State.REQUESTED,
        panel_item__case__in=cases_visible_to(actor).values("pk"),
    )
    return rows.select_related("panel_item__case", "panel_item__agenda_item__meeting").order_by("requested_at", "id")


def _research(actor: Actor, today: date) -> list[Waiting]:
    found = []
    for request in open_requests(actor):
        meeting_on = request.panel_item.agenda_item.meeting.on
        found.append(
            Waiting(
                text="Say what your agency knows",
                reference=request.panel_item.case.reference,
                due_on=meeting_on,
                request_id=request.pk,
                late=meeting_on < today,
            )
        )
    return found


def _triage(actor: Actor) -> list[Waiting]:
    if not actor.may(Permission.REFERRAL_TRIAGE):
        return []
    found = []
    for referral in referrals_for_triage(actor):
        waited: TriageClock = triage_clock(referral)
        found.append(
            Waiting(
                text=f"Decide on a referral ({waited.text})",
                reference=referral.reference,
                referral=referral.reference,
                late=waited.late,
            )
        )
    return found


def _coming(actor: Actor, today: date) -> list[ComingToPanel]:
    items = (
        PanelItem.unguarded.filter(case__in=cases_visible_to(actor).values("pk"), agenda_item__meeting__on__gte=today)
        .select_related("case__panel", "agenda_item__meeting")
        .order_by("agenda_item__meeting__on", "agenda_item__position")[:10]
    )
    return [
        ComingToPanel(item.case.reference, item.why_listed, item.agenda_item.meeting.on, item.case.panel.name)
        for item in items
    ]
