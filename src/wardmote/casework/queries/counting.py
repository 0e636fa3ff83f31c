"""What casework lets be counted, and the rows behind each count for those who may open them.

One function picks the rows, whoever asks: the count picks from all, the list from those that its reader may see. Dates
are those the rows carry; what was changed since (a category, a risk, a case closed later) is counted as it is now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.audit.services import record
from wardmote.casework.models import Case, CaseAction, Referral, ResearchRequest
from wardmote.casework.queries.cases import cases_visible_to
from wardmote.casework.queries.referrals import TRIAGE_TARGET_DAYS, triaged_referrals
from wardmote.casework.rules import may_open_counted
from wardmote.common import clock
from wardmote.common.periods import Timespan
from wardmote.common.workdays import working_days_between
from wardmote.measures.counting import flow, local_day, moments, ratio, stock
from wardmote.measures.types import Count, Filters
from wardmote.partnership.queries import partnership_tree

SOURCE = "Counted from the partnership’s casework."
# What a filter narrows by, as a column of the case or of the referral.
COLUMNS = {"category": "category", "risk_level": "risk_level", "panel": "panel__slug"}
MOST_SHOWN = 200
Rows = QuerySet[Any, Any]
_CHANGED = CaseAction.State.CIRCUMSTANCES_CHANGED


@dataclass(frozen=True)
class Counting:
    """How one thing is counted. `pick` narrows rows to a period, `tally` counts them, `day` is when each happened."""

    kind: str  # referral, case, action or research
    pick: Callable[[Rows, Timespan], Rows]
    tally: Callable[[Iterable[Any], Timespan], Count]
    day: Callable[[Any], date]
    held: Callable[[Any], bool] | None = None  # of a ratio: whether one is above the line


@dataclass(frozen=True)
class Line:
    """One thing that was counted: the reference by which it is known, its own number, the day, and how it counted."""

    kind: str
    reference: str
    number: int
    key: str
    day: date
    held: bool | None


@dataclass(frozen=True)
class Opened:
    """What was counted: the lines that this person may see, how many there are of those, and the whole count."""

    lines: list[Line]
    seen: int
    count: Count


def _sent(referral: Referral) -> date:
    return local_day(referral.sent_at)


def _within_target(sent: date, day: date) -> bool:
    """Count working days only where there can be a doubt: four times as many days hold more than the target."""
    return (day - sent).days <= 4 * TRIAGE_TARGET_DAYS and working_days_between(sent, day) <= TRIAGE_TARGET_DAYS


def _triaged_in_time(referral: Referral) -> bool:
    return referral.decided_at is not None and _within_target(_sent(referral), local_day(referral.decided_at))


def _to_be_judged(referral: Referral) -> bool:
    """Decided, or waiting for longer than it should: what still has time is on neither side of the line."""
    return referral.decided_at is not None or not _within_target(_sent(referral), clock.today())


def _sent_in(rows: Rows, period: Timespan) -> Rows:
    first, after = moments(period)
    return rows.filter(sent_at__gte=first, sent_at__lt=after)


def _open_at_end(rows: Rows, period: Timespan) -> Rows:
    last = min(period.end, clock.today())
    return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=last), opened_on__lte=last)


def _overdue_at_end(rows: Rows, period: Timespan) -> Rows:
    last = min(period.end, clock.today())
    after = moments(period)[1] if period.end <= clock.today() else clock.now()
    return rows.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=after), due_on__lt=last, assigned_at__lt=after)


def _done_in_time(action: CaseAction) -> bool:
    done = action.state == CaseAction.State.DONE and action.closed_at is not None
    return bool(done and action.closed_at and local_day(action.closed_at) <= action.due_on)


def _due_and_past(rows: Rows, period: Timespan) -> Rows:
    past = Q(due_on__lt=clock.today()) | Q(state=CaseAction.State.DONE)
    return rows.filter(past, due_on__range=(period.start, period.end)).exclude(state=_CHANGED)


def _asked_for(rows: Rows, period: Timespan) -> Rows:
    last = min(period.end, clock.today() - timedelta(days=1))
    return rows.filter(panel_item__agenda_item__meeting__on__range=(period.start, last))


def _meeting_day(request: ResearchRequest) -> date:
    return request.panel_item.agenda_item.meeting.on


def _answered_in_time(request: ResearchRequest) -> bool:
    return request.state != ResearchRequest.State.REQUESTED and not request.late


def _stay_overdue(action: CaseAction) -> tuple[date, date | None]:
    """From the day after it was due, or the day it was given if that is later, until it was closed."""
    begins = max(action.due_on + timedelta(days=1), local_day(action.assigned_at))
    return begins, local_day(action.closed_at) if action.closed_at else None


COUNTINGS: dict[str, Counting] = {
    "referrals_received": Counting(
        "referral", _sent_in, lambda rows, period: flow(period, map(_sent, rows), source=SOURCE), _sent
    ),
    "referrals_in_time": Counting(
        "referral",
        lambda rows, period: _sent_in(rows, period).exclude(state=Referral.State.WITHDRAWN),
        lambda rows, period: ratio(
            period, [(_sent(each), _triaged_in_time(each)) for each in rows if _to_be_judged(each)], source=SOURCE
        ),
        _sent,
        _triaged_in_time,
    ),
    "cases_opened": Counting(
        "case",
        lambda rows, period: rows.filter(opened_on__range=(period.start, period.end)),
        lambda rows, period: flow(period, [case.opened_on for case in rows], source=SOURCE),
        lambda case: case.opened_on,
    ),
    "cases_open": Counting(
        "case",
        _open_at_end,
        lambda rows, period: stock(period, [(case.opened_on, case.closed_on) for case in rows], source=SOURCE),
        lambda case: case.opened_on,
    ),
    "case_actions_due": Counting(
        "action",
        lambda rows, period: rows.filter(due_on__range=(period.start, period.end)),
        lambda rows, period: flow(period, [action.due_on for action in rows], source=SOURCE),
        lambda action: action.due_on,
    ),
    "case_actions_in_time": Counting(
        "action",
        _due_and_past,
        lambda rows, period: ratio(period, [(each.due_on, _done_in_time(each)) for each in rows], source=SOURCE),
        lambda action: action.due_on,
        _done_in_time,
    ),
    "case_actions_overdue": Counting(
        "action",
        _overdue_at_end,
        lambda rows, period: stock(period, map(_stay_overdue, rows), source=SOURCE),
        lambda action: action.due_on,
    ),
    "research_in_time": Counting(
        "research",
        _asked_for,
        lambda rows, period: ratio(period, [(_meeting_day(each), _answered_in_time(each)) for each in rows],
                                   source=SOURCE),
        _meeting_day,
        _answered_in_time,
    ),
}  # fmt: skip
# A stock is counted at the end of each month from everything that has ever stood; the list shows the last month's.
STOCKS = ("cases_open", "case_actions_overdue")
_TO_CASE = {"referral": "", "case": "", "action": "case__", "research": "panel_item__case__"}
_NEEDED = {
    "referral": ("sent_at", "decided_at", "state"),
    "case": ("opened_on", "closed_on"),
    "action": ("due_on", "state", "assigned_at", "closed_at"),
    "research": ("state", "late", "panel_item__agenda_item__meeting__on"),
}
_RELATED = {"research": ("panel_item__agenda_item__meeting",)}


def count_casework(key: str, partnership_id: int, period: Timespan, filters: Filters) -> Count:
    """Count for a partnership and those below it. Holds no person. Two queries, however long the period."""
    of = COUNTINGS[key]
    rows = _narrowed(of.kind, _all(of.kind, partnership_tree(partnership_id)), filters)
    picked = _ever(of.kind, rows, period) if key in STOCKS else of.pick(rows, period)
    return of.tally(picked.order_by().select_related(*_RELATED.get(of.kind, ())).only(*_NEEDED[of.kind]), period)


def open_counted(actor: Actor, key: str, period: Timespan, filters: Filters) -> Opened:
    """Return what was counted in the actor's own partnership, as far as they may see it, newest first.

    The reading is written to the audit trail before anything is shown. Raises Refused for a count that is not there as
    for somebody who may not open it.
    """
    of = COUNTINGS.get(key)
    if of is None or actor.partnership_id is None or not may_open_counted(actor):
        raise Refused(actor, "count.open", reason="no such count, or not theirs to open", object_type="count",
                      object_ref=key[:40])  # fmt: skip
    rows = of.pick(_narrowed(of.kind, _seen_by(actor, of.kind), filters), period)
    with transaction.atomic():
        found = [each for each in rows.distinct() if of.kind != "referral" or not of.held or _to_be_judged(each)]
        record(actor=actor, action="count.open", object_type="count", object_ref=f"{key}/{period.slug}",
               fields=("reference", "day"))  # fmt: skip
    lines = sorted((_line(of, each) for each in found), key=lambda line: (line.day, line.reference), reverse=True)
    whole = count_casework(key, actor.partnership_id, period, filters)
    return Opened(lines[:MOST_SHOWN], len(lines), whole)


def _all(kind: str, tree: list[int]) -> Rows:
    rows: dict[str, Rows] = {
        "referral": Referral.unguarded.filter(partnership__in=tree),
        "case": Case.unguarded.filter(partnership__in=tree),
        "action": CaseAction.unguarded.filter(case__partnership__in=tree),
        "research": ResearchRequest.unguarded.filter(panel_item__case__partnership__in=tree),
    }
    return rows[kind]


def _seen_by(actor: Actor, kind: str) -> Rows:
    if kind == "referral":
        return triaged_referrals(actor)
    cases = cases_visible_to(actor)
    if kind == "case":
        return cases
    if kind == "action":
        return CaseAction.unguarded.filter(case__in=cases.values("pk")).select_related("case")
    asked = ResearchRequest.unguarded.filter(panel_item__case__in=cases.values("pk"))
    return asked.select_related("panel_item__case", "panel_item__agenda_item__meeting")


def _narrowed(kind: str, rows: Rows, filters: Filters) -> Rows:
    """Narrow by what casework knows; a filter that it does not take narrows nothing."""
    return rows.filter(**{_TO_CASE[kind] + COLUMNS[name]: value for name, value in filters.items()
                          if value and name in COLUMNS})  # fmt: skip


def _ever(kind: str, rows: Rows, period: Timespan) -> Rows:
    """Leave out what was over before the period, or came after it: neither stood at the end of any of its months."""
    first, _ = moments(period)
    if kind == "case":
        return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=period.start), opened_on__lte=period.end)
    return rows.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=first), due_on__lt=period.end)


def _line(of: Counting, each: Any) -> Line:
    held = of.held(each) if of.held else None
    if of.kind in ("referral", "case"):
        return Line(of.kind, each.reference, 0, each.reference, of.day(each), held)
    case = each.case if of.kind == "action" else each.panel_item.case
    number = each.number if of.kind == "action" else 0
    return Line(of.kind, case.reference, number, str(getattr(each, "public_id", "")), of.day(each), held)
