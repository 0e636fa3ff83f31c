"""Reminders of a round by e-mail. They say which quarter and by when, and carry a link that asks for sign-in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wardmote.access.permissions import Permission
from wardmote.access.roles import ROLES
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.dates import day as write_day
from wardmote.common.periods import Quarter
from wardmote.partnership.queries import memberships_in
from wardmote.plan.models import ReportingRound, RoundAsk
from wardmote.plan.queries.rounds_items import actions_in_force
from wardmote.plan.services.rounds import moment_on, open_due_rounds

REMIND_BEFORE_DAYS = 7
ESCALATE_AFTER_DAYS = 3
# Who speaks for an organisation; where it has neither, anybody who may answer for it is told.
_SPEAKERS = ("representative", "deputy")
_ANSWERERS = tuple(key for key, role in ROLES.items() if Permission.PLAN_UPDATE in role.permissions)
_MANAGERS = tuple(key for key, role in ROLES.items() if Permission.PARTNERSHIP_MANAGE in role.permissions)

_OPENINGS = {
    "asked": "The quarterly round of {quarter} is open. Please answer by {due}.",
    "reminded": "The quarterly round of {quarter} is waiting for your answer. It {is_due} {due}.",
    "escalated": "The quarterly round of {quarter} was due on {due}, and your organisation has not answered in full. "
    "The partnership manager has been told today.",
    "sent_back": "Your answers for {quarter} have come back with a question. Please answer by {due}.",
    "manager": "One organisation has not answered the quarterly round of {quarter}, which was due on {due}. "
    "It has been told that you know.",
}  # fmt: skip
_SUBJECTS = {
    "asked": "Wardmote: the quarterly round is open",
    "reminded": "Wardmote: the quarterly round {is_due} {due}",
    "escalated": "Wardmote: the quarterly round was due on {due}",
    "sent_back": "Wardmote: your answers for the quarter have come back",
    "manager": "Wardmote: an organisation has not answered the quarterly round",
}


def run_rounds(day: date | None = None) -> int:
    """Open what is to be opened, ask, remind and escalate on `day`; return how many messages were queued.

    Doing it again on the same day queues none.
    """
    day = day or clock.today()
    before = RoundAsk.objects.count()
    open_due_rounds(day)
    return RoundAsk.objects.count() - before + chase_rounds(day)


def queue_daily_rounds() -> None:
    """Make sure that the daily work on rounds waits to run. The worker calls this at its start."""
    from wardmote.plan.tasks import queue_if_none_waits

    queue_if_none_waits()


def chase_rounds(day: date) -> int:
    """Queue the reminders and escalations owed on `day`, and return how many."""
    waiting = RoundAsk.objects.filter(round__state=ReportingRound.State.OPEN, answered_at__isnull=True)
    return sum(_chase(pk, day) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def _chase(ask_id: int, day: date) -> int:
    """Note and queue what is owed to one organisation in one transaction, so that each goes once."""
    from wardmote.plan.tasks import mail_ask

    with transaction.atomic():
        ask = RoundAsk.objects.select_for_update().select_related("round").get(pk=ask_id)
        if ask.answered_at is not None:
            return 0
        kinds = _owed(ask, day)
        for kind in kinds:
            mail_ask.enqueue(ask.pk, kind)
        if kinds:
            record(actor=None, action=f"round.{_noted(kinds)}", object_type="round", object_ref=str(ask.round_id))
            setattr(ask, f"{_noted(kinds)}_at", moment_on(day))
            ask.save(update_fields=["reminded_at", "escalated_at"])
        return len(kinds)


def _owed(ask: RoundAsk, day: date) -> list[str]:
    """Return which messages are owed: a week before the day and on it, and once when it is three days late.

    A due day that was moved begins again from the new one.
    """
    due = ask.round.due_on
    late = due + timedelta(days=ESCALATE_AFTER_DAYS)
    if day >= late:
        return ["manager", "escalated"] if _before(ask.escalated_at, late) else []
    turning = [each for each in (due - timedelta(days=REMIND_BEFORE_DAYS), due) if each <= day]
    if turning and _before(ask.reminded_at, turning[-1]) and _before(ask.asked_at, turning[-1]):
        return ["reminded"]
    return []


def _noted(kinds: Iterable[str]) -> str:
    return "escalated" if "escalated" in kinds else "reminded"


def _before(moment: datetime | None, day: date) -> bool:
    return moment is None or timezone.localtime(moment).date() < day


def mail_one(ask_id: int, kind: str) -> bool:
    """Send one message about a round, unless it was answered or closed meanwhile. Called by the background task."""
    ask = RoundAsk.objects.filter(pk=ask_id).select_related("round", "organisation").first()
    if ask is None or ask.answered_at or ask.round.state != ReportingRound.State.OPEN:
        return False
    to = _managers(ask) if kind == "manager" else answerers(ask)
    if not to:
        return False
    due = ask.round.due_on
    words = {
        "quarter": Quarter.parse(ask.round.quarter).label,
        "due": write_day(due),
        "is_due": "was due on" if due < clock.today() else "is due on",
    }
    place = reverse("plan:round", args=[ask.round_id]) if kind == "manager" else reverse("plan:ask", args=[ask.pk])
    body = (
        f"{_OPENINGS[kind].format(**words)}\n\nOpen it here:\n{settings.SITE_ADDRESS + place}\n\n"
        "Wardmote sends no details by e-mail.\n"
    )
    for address in to:
        # One message each, so that nobody reads who else was asked.
        EmailMessage(_SUBJECTS[kind].format(**words), body, to=[address]).send()
    return True


def answerers(ask: RoundAsk) -> list[str]:
    """Return the addresses of those who answer for an organisation.

    Its representatives and deputies in the partnership, or else all who may answer for it; those whom the plan names
    for one of its actions; and the organisation's own address where that leaves nobody.
    """
    members = memberships_in(ask.round.partnership_id).filter(
        organisation_id=ask.organisation_id, user__is_active=True, role__in=_ANSWERERS
    )
    held = [(each.role, each.user.email) for each in members]
    found = [email for role, email in held if role in _SPEAKERS] or [email for _, email in held]
    found += _contacts(ask)
    return list(dict.fromkeys(email for email in found or [ask.organisation.contact_email] if email))


def _contacts(ask: RoundAsk) -> list[str]:
    actions = actions_in_force(ask.round.partnership_id, Quarter.parse(ask.round.quarter))
    named = {each.contact_id for each in actions if each.lead_id == ask.organisation_id and each.contact_id}
    members = memberships_in(ask.round.partnership_id).filter(user_id__in=named, user__is_active=True)
    return sorted({each.user.email for each in members})


def _managers(ask: RoundAsk) -> list[str]:
    members = memberships_in(ask.round.partnership_id).filter(role__in=_MANAGERS, user__is_active=True)
    return sorted({each.user.email for each in members})
