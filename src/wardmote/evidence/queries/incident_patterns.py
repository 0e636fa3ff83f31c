"""When and where own incidents happened: what the methods say of the rows of one set, and why where they cannot say.

The times are clock times in London. Everything here is for those who may use incidents; nothing of it is published.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from wardmote.common.charts import Chart, sparkline
from wardmote.common.periods import Month
from wardmote.evidence.incident_files.rows import LONGEST_FOR_TIMES
from wardmote.evidence.incident_files.times import DAY, LONDON
from wardmote.evidence.models import Incident, IncidentSet
from wardmote.evidence.week_chart import week_chart
from wardmote.methods.aoristic import Aoristic, aoristic
from wardmote.methods.concentration import Concentration, concentration
from wardmote.methods.near_repeat import Knox, knox
from wardmote.methods.week import Week, week

# Near repeats: distances in metres and days apart, left-closed; how many events are needed, and bearable on a page.
SPACE_CUTS, TIME_CUTS, SHUFFLES = (0, 1, 100, 200, 300, 400), (0, 7, 14, 21, 28), 999
FEWEST_FOR_REPEATS, MOST_FOR_REPEATS = 30, 20_000
TOP_PLACES, ROUNDED_TO = 20, 100
NO_TIMES = "No incident here has a time known to within an hour, so there is no table of exact times."
NO_SPANS = "No incident here has a time known to within seven days."
NO_PLACES = "No incident here has coordinates, so there is nothing to say of exact places."


@dataclass(frozen=True)
class Filters:
    """Which incidents of a set: of one kind, begun between two days, both included."""

    kind: str = ""
    first: date | None = None
    last: date | None = None

    def of(self, batch: IncidentSet) -> QuerySet[Incident]:
        """Return the incidents of a set that the filters let through."""
        found = batch.incidents.all()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.first:
            found = found.filter(starts_at__gte=_midnight(self.first))
        if self.last:
            found = found.filter(starts_at__lt=_midnight(self.last + DAY))
        return found


@dataclass(frozen=True)
class Event:
    """An incident as the methods take it: clock times in London without a zone, and grid metres where known."""

    begins: datetime
    ends: datetime
    at: tuple[float, float] | None

    @property
    def day(self) -> date | None:
        """The one day on which it happened; None where it may have been one of two or more."""
        last = self.ends - timedelta(microseconds=1) if self.ends > self.begins else self.begins
        return self.begins.date() if last.date() == self.begins.date() else None

    @property
    def exact(self) -> bool:
        """Whether its time is known to the hour of the clock."""
        last = self.ends - timedelta(microseconds=1) if self.ends > self.begins else self.begins
        return (last.date(), last.hour) == (self.begins.date(), self.begins.hour)


@dataclass(frozen=True)
class Times:
    """The week's hours of the exact times, and of all times as spans; each with a reason where there is none."""

    exact: Week | None
    exact_chart: Chart | None
    spans: Aoristic | None
    spans_chart: Chart | None
    too_long: int
    months: Sequence[tuple[str, int]]
    months_line: Chart | None


@dataclass(frozen=True)
class Spot:
    """An exact place with incidents: the square metre, what the file calls it most often, how many."""

    easting: int
    northing: int
    name: str
    count: int


@dataclass(frozen=True)
class Places:
    """How incidents gather in exact places; `spots` have two or more. `rounded`: they look like corners of a grid."""

    spots: Sequence[Spot]
    concentration: Concentration | None
    placed: int
    without: int
    repeat_places: int
    in_repeat_places: int
    rounded: bool


@dataclass(frozen=True)
class Repeats:
    """Near repeats, or why there is no table. `standing_out` says in words which cells are more than chance."""

    table: Knox | None
    why: str
    without_place: int
    without_day: int
    standing_out: Sequence[str] = ()


def events_of(batch: IncidentSet, filters: Filters) -> list[Event]:
    """Return the incidents chosen, in the order of their lines."""
    names = ("starts_at", "ends_at", "easting", "northing")
    return [
        Event(_clock(starts), _clock(ends), None if easting is None or northing is None else (easting, northing))
        for starts, ends, easting, northing in filters.of(batch).values_list(*names)
    ]


def times_of(events: Sequence[Event]) -> Times:
    """Return the tables of the week and the months of some incidents."""
    exact = [each.begins for each in events if each.exact]
    known = [(each.begins, each.ends) for each in events]
    first, last = (min(exact).date(), max(exact).date()) if exact else (None, None)
    whole_week = first is not None and last is not None and last - first >= timedelta(days=6)
    of_week = week(exact, first=first, last=last) if whole_week else week(exact) if exact else None
    spread = aoristic(known) if known else None
    shown = spread if spread and spread.events else None
    months = _months(events)
    return Times(
        exact=of_week,
        exact_chart=week_chart(of_week.table, title="When incidents happened, exact times", unit="incidents")
        if of_week else None,
        spans=shown,
        spans_chart=week_chart(shown.table, title="When incidents may have happened, spans shared out", decimals=1,
                               unit="incidents") if shown else None,
        too_long=sum(each.ends - each.begins > LONGEST_FOR_TIMES for each in events),
        months=months,
        months_line=sparkline(name="Incidents", labels=[name for name, _ in months],
                              values=[count for _, count in months]) if len(months) > 1 else None,
    )  # fmt: skip


def places_of(batch: IncidentSet, filters: Filters) -> Places:
    """Return the exact places with the most incidents, and how concentrated those with any are."""
    rows = list(filters.of(batch).values_list("easting", "northing", "place"))
    counts: Counter[tuple[int, int]] = Counter()
    names: dict[tuple[int, int], Counter[str]] = {}
    for easting, northing, place in rows:
        if easting is not None and northing is not None:
            spot = spot_of(easting, northing)
            counts[spot] += 1
            names.setdefault(spot, Counter())[place] += bool(place)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    placed, again = sum(counts.values()), [count for count in counts.values() if count > 1]
    coarse = sum(not (east % ROUNDED_TO or north % ROUNDED_TO) for east, north in counts)
    return Places(
        spots=[Spot(*at, _commonest(names[at]), count) for at, count in ranked[:TOP_PLACES] if count > 1],
        concentration=concentration(list(counts.values())) if counts else None, placed=placed,
        without=len(rows) - placed, repeat_places=len(again), in_repeat_places=sum(again),
        rounded=2 * coarse > len(counts),
    )  # fmt: skip


def repeats_of(events: Sequence[Event], *, seed: int) -> Repeats:
    """Return the table of near repeats of those incidents whose exact place and day are known."""
    without_place = sum(each.at is None for each in events)
    placed = [(each.at, each.day) for each in events if each.at is not None]
    used = [(at, day) for at, day in placed if day is not None]
    without_day = len(placed) - len(used)
    if not placed:
        return Repeats(None, NO_PLACES, without_place, without_day)
    if len(used) < FEWEST_FOR_REPEATS:
        why = f"Near repeats need {FEWEST_FOR_REPEATS} incidents with an exact place and a day; here are {len(used):,}."
        return Repeats(None, why, without_place, without_day)
    if len(used) > MOST_FOR_REPEATS:
        why = f"There are more than {MOST_FOR_REPEATS:,} incidents. Choose one kind, or fewer months."
        return Repeats(None, why, without_place, without_day)
    try:
        found = knox(
            [at for at, _ in used], [day for _, day in used], space_cuts=SPACE_CUTS, time_cuts=TIME_CUTS,
            shuffles=SHUFFLES, seed=seed,
        )  # fmt: skip
    except ValueError as wrong:
        return Repeats(None, f"Near repeats cannot be worked out: {wrong}.", without_place, without_day)
    return Repeats(found, "", without_place, without_day, _standing_out(found))


def incidents_at(batch: IncidentSet, filters: Filters, easting: int, northing: int) -> QuerySet[Incident]:
    """Return the incidents in one square metre, the latest first."""
    return filters.of(batch).filter(
        easting__gte=easting - 0.5, easting__lt=easting + 0.5, northing__gte=northing - 0.5,
        northing__lt=northing + 0.5,
    ).order_by("-starts_at", "line")  # fmt: skip


def kinds_of(batch: IncidentSet) -> list[tuple[str, int]]:
    """Return the kinds of a set with how many there are of each, the commonest first."""
    counts = Counter(batch.incidents.values_list("kind", flat=True))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def with_case(batch: IncidentSet, filters: Filters) -> int:
    """Return how many incidents name a case, whether or not there is such a case."""
    return filters.of(batch).exclude(case_reference="").count()


def spot_of(easting: float, northing: float) -> tuple[int, int]:
    """Return the square metre that a place lies in; `incidents_at` finds it again."""
    return math.floor(easting + 0.5), math.floor(northing + 0.5)


def _clock(moment: datetime) -> datetime:
    return moment.astimezone(LONDON).replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _commonest(names: Counter[str]) -> str:
    return max(names.items(), key=lambda each: (each[1], each[0]))[0] if names else ""


def _months(events: Sequence[Event]) -> list[tuple[str, int]]:
    """Every month from the first incident's to the last one's, with how many began in it."""
    if not events:
        return []
    counts = Counter((each.begins.year, each.begins.month) for each in events)
    month, last = Month(*min(counts)), Month(*max(counts))
    found = []
    while month <= last:
        found.append((month.label, counts[month.year, month.number]))
        month = month.next()
    return found


def _standing_out(found: Knox) -> list[str]:
    """Say which cells have clearly more pairs than the shuffles: half as many again at p of 0.05 or under."""
    said = []
    for row, apart in enumerate(found.space_bands):
        for column, days in enumerate(found.time_bands):
            ratio, observed = found.ratio[row][column], found.observed[row][column]
            if found.p[row][column] > 0.05 or observed < 5 or (ratio is not None and ratio < 1.5):
                continue
            more = f"{observed:,} pairs, and chance made none" if ratio is None else (
                f"{ratio:.1f} times as many pairs as chance would make")  # fmt: skip
            said.append(f"{apart[:1].upper()}{apart[1:]} and {days} apart: {more}.")
    return said
