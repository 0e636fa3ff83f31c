"""A round opens by itself, asks each lead once, and is due on a day that its manager may move."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.common.states import StateRefused
from wardmote.plan.models import Plan, ReportingRound, RoundAsk
from wardmote.plan.queries.rounds_ask import bodies_of
from wardmote.plan.queries.rounds_items import plans_in_force
from wardmote.plan.rules_rounds import may_run

# Three weeks to answer, from the day on which the round opens.
DAYS_TO_ANSWER = 21
State = ReportingRound.State


def open_due_rounds(day: date | None = None) -> list[ReportingRound]:
    """Open the rounds of the quarter that is over on `day` (today unless said), and ask whoever is not asked yet.

    A partnership has one where it has a plan that held on the quarter's last day. Doing it again adds nothing. Days on
    which this did not run are made up for, for three weeks: later, whoever runs the partnership opens it or lets it be.
    """
    day = day or clock.today()
    quarter = Quarter.containing(day).previous()
    made = _open_all(quarter, day) if (day - quarter.end).days <= DAYS_TO_ANSWER else []
    for each in ReportingRound.objects.filter(state=State.OPEN).order_by("pk"):
        ask_leads(each, day=day)
    return made


def _open_all(quarter: Quarter, day: date) -> list[ReportingRound]:
    planning = Plan.objects.filter(adopted_on__lte=quarter.end, ends_on__gte=quarter.end).values("partnership_id")
    with_plans = set(planning.values_list("partnership_id", flat=True))
    opened = set(ReportingRound.objects.filter(quarter=quarter.slug).values_list("partnership_id", flat=True))
    return [
        open_round(actor=None, partnership_id=partnership_id, quarter=quarter, day=day)
        for partnership_id in sorted(with_plans - opened)
        if plans_in_force(partnership_id, quarter).exists()
    ]


def open_round(
    *, actor: Actor | None, partnership_id: int, quarter: Quarter, day: date | None = None
) -> ReportingRound:
    """Open a quarter's round and ask each lead; the round itself where it is open already.

    `actor` None is the installation doing its daily work. Raises Refused for somebody who does not run the
    partnership, StateRefused for a quarter that is not over or that no plan was in force in.
    """
    day = day or clock.today()
    ref = f"{partnership_id}/{quarter.slug}"
    if actor is not None:
        require(may_run(actor, partnership_id), actor, "round.open", object_type="round", object_ref=ref)
    if day <= quarter.end:
        raise StateRefused(f"{quarter.label} is not over yet. Its round opens on the day after.")
    if not plans_in_force(partnership_id, quarter).exists():
        raise StateRefused(f"No adopted plan was in force at the end of {quarter.label}, so there is nobody to ask.")
    try:
        with transaction.atomic():
            made = ReportingRound.objects.create(
                partnership_id=partnership_id, quarter=quarter.slug, opened_on=day,
                due_on=day + timedelta(days=DAYS_TO_ANSWER),
            )  # fmt: skip
            record(actor=actor, action="round.open", object_type="round", object_ref=str(made.pk), fields=("due_on",))
            ask_leads(made, day=day)
    except IntegrityError:
        # Another worker opened it in the same moment.
        return ReportingRound.objects.get(partnership_id=partnership_id, quarter=quarter.slug)
    return made


def ask_leads(found: ReportingRound, *, day: date) -> int:
    """Ask every organisation that leads or owns something of the round and was not asked yet; return how many."""
    asked = set(found.asks.values_list("organisation_id", flat=True))
    new = [body for pk, body in bodies_of(found).items() if pk not in asked and body.active]
    return sum(_ask(found, body.pk, day) for body in new)


def _ask(found: ReportingRound, organisation_id: int, day: date) -> bool:
    """Note the question and queue its mail in one transaction, so that each goes once however many run this."""
    from wardmote.plan.tasks import mail_ask

    try:
        with transaction.atomic():
            made = RoundAsk.objects.create(round=found, organisation_id=organisation_id, asked_at=moment_on(day))
            record(actor=None, action="round.ask", object_type="round", object_ref=str(found.pk))
            mail_ask.enqueue(made.pk, "asked")
    except IntegrityError:
        return False
    return True


@transaction.atomic
def move_due_day(*, actor: Actor, round_id: int, due_on: date) -> ReportingRound:
    """Give the leads until another day. Raises StateRefused for a round that is not open, or a day that is past."""
    found = locked(actor, round_id, "round.move_due")
    require_open(found)
    if due_on < clock.today():
        raise StateRefused("The round cannot be due on a day that is past.")
    found.due_on = due_on
    found.save(update_fields=["due_on"])
    record(actor=actor, action="round.move_due", object_type="round", object_ref=str(found.pk), fields=("due_on",))
    return found


def locked(actor: Actor, round_id: int, action: str) -> ReportingRound:
    """Return a round for somebody who runs it, held until the transaction ends. Raises Refused for any other."""
    found = ReportingRound.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such round", object_type="round", object_ref=str(round_id)[:20])
    require(
        may_run(actor, found.partnership_id), actor, action, object_type="round", object_ref=str(round_id)
    )  # fmt: skip
    return found


def require_open(found: ReportingRound) -> None:
    """Raise StateRefused, saying where the round stands, unless it is open."""
    if found.state == State.SIGNED_OFF:
        raise StateRefused("This round is signed off, so nothing in it can be changed.")
    if found.state == State.CLOSED:
        raise StateRefused("This round is closed, so nothing in it can be changed.")


def moment_on(day: date) -> datetime:
    """Return this time of day on `day`: the daily work may be done for another day than today."""
    now = timezone.localtime(clock.now())
    return datetime.combine(day, now.timetz())
