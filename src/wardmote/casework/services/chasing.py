"""Reminders of actions by e-mail. They name nobody: a reference and a link that asks for sign-in."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from wardmote.audit.services import record
from wardmote.casework.models import CaseAction, ChaserSent
from wardmote.casework.queries.actions import barred_users
from wardmote.common import clock
from wardmote.common.dates import day as write_day

BEFORE_DAYS = 3
EVERY_DAYS = 7
Kind = ChaserSent.Kind


def send_chasers(day: date | None = None) -> int:
    """Queue the chasers of `day` (today unless said) and return how many there were. Doing it again adds none.

    One goes three days before the due date; one the day after, and then one a week until the action is closed. A day on
    which this did not run is made up for on the next. Each goes to the owner alone.
    """
    day = day or clock.today()
    return sum(_chase(action, kind, day) for kind in (Kind.BEFORE, Kind.AFTER) for action in _due(kind, day))


def _due(kind: str, day: date) -> QuerySet[CaseAction]:
    """Return the actions that a chaser of this kind is owed for: in its time, and none of its time sent yet."""
    if kind == Kind.BEFORE:
        in_time = Q(due_on__gte=day, due_on__lte=day + timedelta(days=BEFORE_DAYS))
        sent = ChaserSent.unguarded.filter(kind=kind)
    else:
        in_time = Q(due_on__lt=day)
        sent = ChaserSent.unguarded.filter(kind=kind, day__gt=day - timedelta(days=EVERY_DAYS))
    return (
        CaseAction.unguarded.filter(in_time, state=CaseAction.State.ASSIGNED, owner__is_active=True)
        .exclude(pk__in=sent.values("action"))
        .order_by("pk")
    )


def _chase(action: CaseAction, kind: str, day: date) -> bool:
    """Note the chaser and queue its mail in one transaction, so that each goes once however many run this together.

    An owner who has since been kept from the case is sent nothing, not even its reference.
    """
    if action.owner_id in barred_users(action.case_id):
        return False
    from wardmote.casework.tasks import mail_chaser

    try:
        with transaction.atomic():
            ChaserSent.unguarded.create(action=action, kind=kind, day=day)
            record(actor=None, action="action.chase", object_type="action", object_ref=str(action.public_id))
            mail_chaser.enqueue(str(action.public_id), str(kind))
    except IntegrityError:
        return False
    return True


def mail_one(public_id: UUID, kind: str) -> bool:
    """Send the mail of one chaser, unless the action was closed meanwhile. Called by the background task."""
    action = (
        CaseAction.unguarded.filter(public_id=public_id, state=CaseAction.State.ASSIGNED)
        .select_related("owner", "case")
        .first()
    )
    if action is None or not action.owner.is_active:
        return False
    due = "is due" if kind == Kind.BEFORE else "was due"
    link = settings.SITE_ADDRESS + reverse("casework:action", args=[action.public_id])
    body = (
        f"Action {action.number} of {action.case.reference} {due} on {write_day(action.due_on)}.\n\n"
        f"Open it to record what was done:\n{link}\n\n"
        "You get this because the action is yours. Wardmote sends no details by e-mail.\n"
    )
    subject = f"Wardmote: an action {due} on {write_day(action.due_on)}"
    EmailMessage(subject, body, to=[action.owner.email]).send()
    return True


def queue_daily_round() -> None:
    """Make sure that the daily round is waiting to run; calling again adds none. The worker calls this at its start."""
    from wardmote.casework.tasks import queue_round_if_none_waits

    queue_round_if_none_waits()
