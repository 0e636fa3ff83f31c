"""A question's months: how many records in each, a year before, and what that makes over the whole period."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.common.charts import Chart
from wardmote.common.control_chart import xmr_chart
from wardmote.common.month_chart import month_chart
from wardmote.common.periods import Month
from wardmote.evidence.engine import layout
from wardmote.evidence.engine.answers import Monthly
from wardmote.evidence.engine.questions import ALL_CRIME, monthly, total
from wardmote.evidence.engine.questions.small_areas import monthly_of_areas
from wardmote.evidence.engine.reference.weights import Weights
from wardmote.evidence.exploring.asked import CHANGE, COUNT, Asked
from wardmote.evidence.exploring.figures import PLACES, UNITS, Figure, Tally, figure
from wardmote.methods.xmr import analyse

# Fewer points than this have no limits worth drawing.
FEWEST_FOR_XMR = 12


@dataclass(frozen=True)
class MonthRow:
    """One month: its figure and that of the same month a year before."""

    month: str
    now: Figure
    before: Figure
    now_count: int | None
    before_count: int | None

    @property
    def label(self) -> str:
        return Month.parse(self.month).short_label


@dataclass(frozen=True)
class Months:
    """All months asked for and the figure of those that are held. `compared` are held a year before as well."""

    rows: tuple[MonthRow, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    compared: tuple[str, ...]
    total: Tally
    forces: tuple[str, ...]
    synthetic: bool
    elsewhere: int
    unknown: tuple[str, ...]
    counts: Monthly


def months_of(store: Path, asked: Asked, residents: int | None, weights: Weights | None) -> Months:
    """Count a question's months and those a year before; a month that is not held stays unknown."""
    wanted = (*dict.fromkeys((*asked.before, *asked.months)),)
    answer = _counted(store, asked, tuple(sorted(wanted)))
    missing = frozenset(answer.missing)
    rows = []
    for month, before in zip(asked.months, asked.before, strict=True):
        now, then = tally(answer, asked, [month]), tally(answer, asked, [before])
        measure = COUNT if asked.measure == CHANGE else asked.measure
        figures = [figure(measure, _with(each, residents), weights) for each in (now, then)]
        rows.append(MonthRow(month, figures[0], figures[1], now.now, then.now))
    held = tuple(month for month in asked.months if month not in missing)
    pairs = zip(asked.months, asked.before, strict=True)
    compared = tuple(month for month, before in pairs if month not in missing and before not in missing)
    counted = compared if asked.measure == CHANGE else held
    whole = tally(answer, asked, counted)
    then = tally(answer, asked, [Month.parse(month).last_year().slug for month in compared])
    total_of = Tally(whole.by_type, then.now, whole.everything, residents)
    lacking = tuple(month for month in asked.months if month in missing)
    return Months(
        tuple(rows), held, lacking, compared, total_of, answer.forces, answer.synthetic, answer.elsewhere,
        answer.unknown, answer,
    )  # fmt: skip


def tally(answer: Monthly, asked: Asked, months: Sequence[str]) -> Tally:
    """Return what was counted over some months; nothing where there are none, or one of them is not held."""
    if not months or any(month in answer.missing for month in months):
        return Tally(None)
    kinds = kinds_of(answer, asked)
    by_type = {kind: sum(total(answer, kind)[month] or 0 for month in months) for kind in kinds}
    everything = total(answer, ALL_CRIME)
    return Tally(by_type, None, sum(everything[month] or 0 for month in months))


def kinds_of(answer: Monthly, asked: Asked) -> tuple[str, ...]:
    """Return the printed types that a question is about: of all recorded crime, every one but antisocial behaviour."""
    if ALL_CRIME not in asked.types:
        return asked.types
    return tuple(kind for kind in answer.counts if kind != layout.ANTI_SOCIAL_BEHAVIOUR)


def chart_of(asked: Asked, months: Months, title: str) -> Chart:
    """Draw the months with the year before; of a change, the counts that it is made of."""
    measure = COUNT if asked.measure == CHANGE else asked.measure
    then = [row.before.value for row in months.rows]
    return month_chart(
        title=title,
        labels=[row.label for row in months.rows],
        now=[row.now.value for row in months.rows],
        then=then if any(value is not None for value in then) else [],
        unit=f"{UNITS[measure]} a month",
        now_label=_years([row.month for row in months.rows]),
        then_label="a year before",
        places=PLACES[measure],
    )


def control_chart_of(asked: Asked, months: Months, residents: int | None, weights: Weights | None) -> Chart | None:
    """Draw the period and the year before it as a control chart; nothing where too few months are held."""
    measure = COUNT if asked.measure == CHANGE else asked.measure
    every = sorted({*asked.before, *asked.months})
    values = [figure(measure, _with(tally(months.counts, asked, [month]), residents), weights).value for month in every]
    if sum(value is not None for value in values) < FEWEST_FOR_XMR:
        return None
    found = analyse(values)
    odd = sum(bool(point.special) for point in found.points)
    said = f"{odd} of {len(every)} months are special causes" if odd else "All months lie within ordinary variation"
    return xmr_chart(
        title=f"{asked.type_name}: {said[:1].lower()}{said[1:]}",
        labels=[Month.parse(month).short_label for month in every],
        points=found.points,
        segments=found.segments,
        unit=f"{UNITS[measure]} a month",
        words=("high", "low"),
        places=PLACES[measure],
    )


def _counted(store: Path, asked: Asked, months: tuple[str, ...]) -> Monthly:
    if asked.area.codes is None:
        return monthly(store, asked.area.districts, months)
    return monthly_of_areas(store, asked.area.districts, months, asked.area.codes)


def _with(of: Tally, residents: int | None) -> Tally:
    return Tally(of.by_type, of.before, of.everything, residents)


def _years(months: Sequence[str]) -> str:
    return months[0][:4] if months[0][:4] == months[-1][:4] else "this period"
