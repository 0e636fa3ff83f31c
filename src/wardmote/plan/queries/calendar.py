"""The statutory calendar of a partnership: what falls due in a financial year, and what shows that it was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused, require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.dates import plainday
from wardmote.common.periods import FinancialYear, Quarter
from wardmote.partnership.queries import get_partnership_by_id
from wardmote.plan.models import Duty, DutyEvidence, DutyNation
from wardmote.plan.models.calendar import Nation
from wardmote.plan.queries.force import plans_in_force, refresh_due_of
from wardmote.plan.rules_calendar import may_keep_calendar, may_read_calendar

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

SOON = 28
FIRST = FinancialYear(2023)


@dataclass(frozen=True)
class Occasion:
    """One day on which a duty falls due, with what shows that it was done. `due_on` None: its day is not known yet."""

    duty: Duty
    due_on: date | None
    evidence: Sequence[DutyEvidence] = ()
    withdrawn: Sequence[DutyEvidence] = ()

    @property
    def done_on(self) -> date | None:
        """The first day that the standing evidence names."""
        return min((each.done_on for each in self.evidence), default=None)

    @property
    def days_late(self) -> int:
        """Days past the due day: until it was done, or until today; none where it is not late."""
        until = self.done_on or clock.today()
        return max((until - self.due_on).days, 0) if self.due_on else 0

    @property
    def state(self) -> str:
        """One of done, late, due and unknown."""
        if self.done_on:
            return "done"
        if self.due_on is None:
            return "unknown"
        return "late" if self.days_late else "due"

    @property
    def colour(self) -> str:
        """The colour of the state's words; the words say it all."""
        soon = self.due_on is not None and self.due_on <= clock.today() + timedelta(days=SOON)
        return {"done": "green", "late": "red", "unknown": "grey"}.get(self.state, "amber" if soon else "grey")

    @property
    def text(self) -> str:
        """The state in words, as in “due in 12 days”."""
        if self.done_on:
            late = f", {_days(self.days_late)} late" if self.days_late else ""
            return f"Done on {plainday(self.done_on)}{late}"
        if self.due_on is None:
            return "Cannot be known yet"
        if self.days_late:
            return f"Late by {_days(self.days_late)}"
        left = (self.due_on - clock.today()).days
        return {0: "Due today", 1: "Due tomorrow"}.get(left, f"Due in {_days(left)}")

    @property
    def about(self) -> str:
        """Of a duty of every quarter: which quarter this one is about, the one before its due day."""
        if self.due_on is None or len(self.duty.falls) != 4:
            return ""
        before = Quarter.containing(self.due_on).previous()
        return f"for {before.start:%B} to {before.end:%B %Y}"


@dataclass(frozen=True)
class Entry:
    """One line of somebody's work: what is to be shown, the first day on which it was or is due."""

    text: str
    about: str
    due_on: date | None
    late: bool


@dataclass(frozen=True)
class PlanDate:
    """What a plan in force is next due: its yearly refresh or, in its last year, another in its place."""

    title: str
    plan_id: int
    due_on: date
    last: bool

    @property
    def text(self) -> str:
        """As in “is due its yearly refresh on 1 April 2027”."""
        if self.last:
            return f"ends on {plainday(self.due_on)}, and no adopted plan follows it yet"
        return f"is due its yearly refresh on {plainday(self.due_on)}"


@dataclass(frozen=True)
class CalendarYear:
    """A financial year of a partnership's duties, by the day they fall due; those without a day last."""

    partnership: "Partnership"
    year: FinancialYear
    nation: str
    occasions: Sequence[Occasion]
    plans: Sequence[PlanDate]

    @property
    def nation_name(self) -> str:
        return str(Nation(self.nation).label)

    def counted(self, state: str) -> int:
        """Return how many occasions are in a state."""
        return sum(each.state == state for each in self.occasions)


def calendar_year(actor: Actor, year: FinancialYear) -> CalendarYear:
    """Return a year of the partnership that somebody works in. Raises Refused for who may not read its plan."""
    partnership = get_partnership_by_id(actor.partnership_id)
    require(may_read_calendar(actor, partnership.pk if partnership else 0), actor, "calendar.view",
            object_type="calendar", object_ref=year.slug)  # fmt: skip
    if partnership is None:
        raise Refused(actor, "calendar.view", reason="no partnership", object_type="calendar")
    return statement_data(partnership, year)


def statement_data(partnership: "Partnership", year: FinancialYear) -> CalendarYear:
    """Return a year of a partnership for a document that the caller has asked leave for."""
    plans = [
        PlanDate(plan.title, plan.pk, min(due, plan.ends_on), due > plan.ends_on)
        for plan in plans_in_force(partnership.pk, clock.today()).select_related("superseded_by")
        for due in [refresh_due_of(plan)]
        if due
    ]
    return CalendarYear(
        partnership, year, nation_of(partnership.pk), occasions_of(partnership, year.start, year.end),
        sorted(plans, key=lambda each: (each.due_on, each.title)),
    )  # fmt: skip


def nation_of(partnership_id: int) -> str:
    """Return which nation's rules a partnership is under: England's unless somebody said Wales."""
    row = DutyNation.objects.filter(partnership=partnership_id).values_list("nation", flat=True).first()
    return row or Nation.ENGLAND.value


def occasions_of(partnership: "Partnership", first: date, last: date) -> list[Occasion]:
    """Return what falls due from `first` to `last`, by day, then duty; what has no day yet comes last."""
    shown: dict[tuple[int, date], list[DutyEvidence]] = {}
    rows = DutyEvidence.objects.filter(partnership=partnership, due_on__range=(first, last))
    for row in rows.select_related("added_by").defer("file").order_by("done_on", "id"):
        shown.setdefault((row.duty_id, row.due_on), []).append(row)
    found: list[Occasion] = []
    for duty in duties_of(partnership):
        days = {*due_days(duty, first, last), *(day for pk, day in shown if pk == duty.pk)}
        found += [_occasion(duty, day, shown.get((duty.pk, day), ())) for day in days]
        if not duty.falls and _in_force(duty, last):
            found.append(Occasion(duty, None))
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on or last, each.duty.position, each.duty.pk))


def duties_of(partnership: "Partnership") -> QuerySet[Duty]:
    """Return what may be asked of a partnership: by its nation's law, as a county, and by its own rules."""
    wanted = Q(partnership__isnull=True, nation__in=[nation_of(partnership.pk), Nation.BOTH])
    if not partnership.districts_below.exists():
        wanted &= ~Q(reach=Duty.Reach.COUNTY)
    return Duty.objects.filter(wanted | Q(partnership=partnership)).order_by("position", "code", "pk")


def due_days(duty: Duty, first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` on which a duty falls due while its row holds."""
    found = []
    for year in range(first.year, last.year + 1):
        if (year - duty.starts_on.year) % duty.every_years:
            continue
        for month, day in duty.falls:
            due = _day(year, month, day)
            if first <= due <= last and _in_force(duty, due):
                found.append(due)
    return sorted(found)


def days_of(duty: Duty) -> str:
    """Return the days of the year on which a duty falls due, as in “31 March and 31 July”."""
    days = [plainday(date(2024, month, day)).removesuffix(" 2024") for month, day in duty.falls]
    return " and ".join(filter(None, [", ".join(days[:-1]), *days[-1:]]))


def my_entry(actor: Actor) -> Entry | None:
    """Return one line of my work for somebody who runs the partnership, when something has to be shown soon."""
    found = due_soon(actor)
    if not found:
        return None
    late = sum(each.state == "late" for each in found)
    first = found[0]
    if len(found) == 1:
        return Entry(f"Show that it was done: {first.duty.title}", first.about, first.due_on, bool(late))
    text = f"{len(found)} of the year’s duties wait to be shown as done"
    return Entry(text, f"{late} late" if late else "", first.due_on, bool(late))


def due_soon(actor: Actor, days: int = SOON) -> list[Occasion]:
    """Return what somebody who runs the partnership has to show within `days`, or has been late for up to as long.

    Soonest due first; nothing for anybody else.
    """
    partnership = get_partnership_by_id(actor.partnership_id)
    if partnership is None or not may_keep_calendar(actor, partnership.pk):
        return []
    near = timedelta(days=days)
    found = occasions_of(partnership, clock.today() - near, clock.today() + near)
    return [each for each in found if each.state in ("due", "late")]


def get_duty(actor: Actor, duty_id: int, *, action: str) -> Duty:
    """Return a duty of the partnership that somebody runs. Raises Refused when missing or not theirs to keep."""
    partnership = get_partnership_by_id(actor.partnership_id)
    found = None
    if partnership is not None and may_keep_calendar(actor, partnership.pk):
        found = duties_of(partnership).filter(pk=duty_id).first()
    if found is None:
        raise Refused(actor, action, reason="no such duty here, or not theirs to keep", object_type="duty",
                      object_ref=str(duty_id))  # fmt: skip
    return found


def get_evidence(actor: Actor, evidence_id: int, *, action: str = "calendar.evidence") -> DutyEvidence:
    """Return evidence of the partnership that somebody works in, without its file, or refuse."""
    found = (
        DutyEvidence.objects.filter(pk=evidence_id, partnership=actor.partnership_id)
        .select_related("duty", "added_by").defer("file").first()
    )  # fmt: skip
    if found is None or not may_read_calendar(actor, found.partnership_id):
        raise Refused(actor, action, reason="no such evidence here", object_type="duty_evidence",
                      object_ref=str(evidence_id))  # fmt: skip
    return found


def fetch_evidence_file(actor: Actor, evidence_id: int) -> tuple[str, bytes]:
    """Return the name and content of the file of standing evidence, and write down that it was taken."""
    found = get_evidence(actor, evidence_id, action="calendar.file")
    if not found.file_name or found.withdrawn_at:
        raise Refused(actor, "calendar.file", reason="no file, or withdrawn", object_type="duty_evidence",
                      object_ref=str(evidence_id))  # fmt: skip
    with transaction.atomic():
        record(actor=actor, action="calendar.file", object_type="duty_evidence", object_ref=str(found.pk),
               fields=("file",))  # fmt: skip
        return found.file_name, bytes(found.file)


def _occasion(duty: Duty, due_on: date, rows: Iterable[DutyEvidence]) -> Occasion:
    standing = [row for row in rows if row.withdrawn_at is None]
    return Occasion(duty, due_on, standing, [row for row in rows if row.withdrawn_at is not None])


def _in_force(duty: Duty, day: date) -> bool:
    return duty.starts_on <= day and (duty.ends_on is None or day <= duty.ends_on)


def _day(year: int, month: int, day: int) -> date:
    """Return a day of the year; the 29th of February is the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"
