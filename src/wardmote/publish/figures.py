"""How a figure is drawn and said in a report, from what was frozen of it and nothing else."""

from decimal import Decimal
from functools import lru_cache

from wardmote.common.charts import NOT_KNOWN, Chart, quarter_bars, sparkline
from wardmote.common.control_chart import xmr_chart
from wardmote.common.documents import Column, Mark, Table
from wardmote.common.periods import Month, Quarter
from wardmote.methods.change import change, message
from wardmote.methods.decimals import rounded
from wardmote.methods.direction import Polarity
from wardmote.methods.xmr import MINIMUM_POINTS, analyse
from wardmote.publish.data import Action, Figure, Point

MARKS = {
    "green": "Green", "amber": "Amber", "red": "Red", "blue": "Complete", "complete": "Complete",
    "context": "Context", "grey": "Not rated", "": "Not rated",
}  # fmt: skip
_COLOURS = {"complete": "blue", "context": "grey", "": "grey"}
_SUMMED = "sum"
# Two years, of which a sparkline shows the season twice.
SPARK_POINTS = 24


def rated(rag: str) -> Mark:
    """Return a rating as a table prints it: its word, with letter and colour. What is missing is never green."""
    return Mark(MARKS.get(rag, "Not rated"), _COLOURS.get(rag, rag))


def action_rated(action: Action) -> Mark:
    return rated("complete" if action.means == "done" else action.rag)


def headline(figure: Figure) -> str:
    """Say the figure's change in a sentence without its full stop; its figure alone where there is no comparison.

    A percentage moves by points and a small base by its counts, which the change's own words say.
    """
    moved = change(figure.value, figure.last_year_value, minimum_base=figure.minimum_base)
    plain = "%" not in figure.text and " of " not in figure.text
    if moved.difference is not None and plain and figure.comparator == "the same quarter last year":
        return message(figure.name, moved)
    if figure.change_text in ("", "not compared"):
        return f"{figure.name}: {figure.text}"
    return f"{figure.name}: {figure.text}, {figure.change_text} on {figure.comparator}"


def sentence(figure: Figure) -> str:
    """Say the figure so that it can be read alone."""
    said = f"{figure.name}: {figure.text}"
    if figure.value is not None and not figure.unit.startswith("%"):
        said += f" {figure.unit}".rstrip()
    if figure.change_text == "no change":
        said += f", the same as {figure.comparator}"
    elif figure.change_text not in ("", "not compared"):
        said += f", {figure.change_text} on {figure.comparator}: {figure.direction}"
    return f"{said}. Target: {figure.target_text}." if figure.target_text else f"{said}."


def verdict(figure: Figure) -> str:
    """Say `improved`, `remained stable` or `declined`, by the rule that is printed with the scorecard of outcomes."""
    if figure.polarity == Polarity.CONTEXT:
        return "not judged"
    if figure.variation.startswith("improvement"):
        return "improved"
    if figure.variation.startswith("concern"):
        return "declined"
    if figure.variation == "common cause":
        return "remained stable"
    return {"better": "improved", "worse": "declined", "no change": "remained stable"}.get(figure.long, "not known")


def trend(figure: Figure) -> str:
    """Say what the months show, in the words of a table."""
    words = {"common cause": "Ordinary variation", "not enough points": "Too few figures", "": "–"}
    kind, _, side = figure.variation.partition(" ")
    if kind in ("improvement", "concern", "neutral"):
        return {"improvement": "Improving", "concern": "Of concern", "neutral": "Changed"}[kind] + f" ({side})"
    return words.get(figure.variation, figure.variation)


def chart_of(figure: Figure, quarter: Quarter) -> Chart | None:
    """Draw the series with its limits where there are enough points, else the quarter's months beside last year's.

    None where there is too little to draw, or the months may not be seen.
    """
    return _control_chart(figure) if is_long(figure) else _bars(figure, quarter)


def is_long(figure: Figure) -> bool:
    """Whether there are points enough to tell a signal from ordinary variation."""
    return sum(point.value is not None for point in figure.series) >= MINIMUM_POINTS


def _control_chart(figure: Figure) -> Chart:
    steps = tuple(at for at, point in enumerate(figure.series) if point.step and at)
    found = analyse([point.value for point in figure.series], steps=steps)
    monthly = _period(figure.series[-1]).__class__ is Month
    summed = figure.aggregation == _SUMMED
    target = figure.target
    if target is not None:
        target = rounded(target / 3 if monthly and summed else target, max(figure.decimals, 1))
    words = ("worse", "better") if figure.polarity == Polarity.LESS_IS_BETTER else ("better", "worse")
    return xmr_chart(
        title=headline(figure),
        labels=[label(point) for point in figure.series],
        points=found.points,
        segments=found.segments,
        unit=unit_of(figure) + (" a month" if monthly and summed else ""),
        target=target,
        words=("high", "low") if figure.polarity == Polarity.CONTEXT else words,
        places=figure.decimals,
    )


def _bars(figure: Figure, quarter: Quarter) -> Chart | None:
    held = {point.slug: point.value for point in figure.series}
    now, then = ([held.get(month) for month in each.months] for each in (quarter, quarter.last_year()))
    both = [*now, *then]
    if any(value is None or value != int(value) for value in both):
        return None
    return quarter_bars(
        title=headline(figure),
        months=[f"{Month.parse(month).start:%B}" for month in quarter.months],
        now=[int(value) for value in now if value is not None],
        then=[int(value) for value in then if value is not None],
        now_label=str(quarter.start.year),
        then_label=str(quarter.last_year().start.year),
        unit=figure.unit,
    )


def spark_of(figure: Figure) -> Chart | None:
    """Draw the last two years as a line; None where fewer than two points are known."""
    points = figure.series[-SPARK_POINTS:]
    if sum(point.value is not None for point in points) < 2:
        return None
    return sparkline(
        name=figure.name, labels=[label(point) for point in points], values=[point.value for point in points]
    )  # fmt: skip


def series_table(figure: Figure) -> Table | None:
    """Return the figures behind a chart, a row a month (or quarter) and a column a financial year.

    A new baseline and its reason stand in the note. None where nothing may be drawn.
    """
    periods = [_period(point) for point in figure.series]
    known = [each for each in periods if each is not None]
    if len(known) < len(periods) or not known:
        return None
    years = sorted({_year(each) for each in known})
    rows: dict[str, dict[str, str]] = {}
    by_month = isinstance(known[0], Month)
    names = [f"{Month(2000, (number + 3) % 12 + 1).start:%B}" for number in range(12)]
    for name in names if by_month else [f"Quarter {number}" for number in range(1, 5)]:
        rows[name] = {}
    for point, period in zip(figure.series, known, strict=True):
        name = f"{period.start:%B}" if isinstance(period, Month) else f"Quarter {period.number}"
        rows[name][_year(period)] = number(point.value, figure.decimals)
    steps = [f"A new baseline begins in {label(point)}: {point.step}" for point in figure.series if point.step]
    return Table(
        f"{figure.name}, {'by month' if by_month else 'by quarter'}: {unit_of(figure)}",
        [Column("Month" if by_month else "Quarter", share=2), *(Column(year, numeric=True, share=1) for year in years)],
        [[name, *(held.get(year, "") for year in years)] for name, held in rows.items()],
        note=" ".join(steps),
    )


def unit_of(figure: Figure) -> str:
    """Name what is counted, where the figures stand without their sign: `% of homes made safe`."""
    return f"% {figure.unit}" if "%" in figure.text and not figure.unit.startswith("%") else figure.unit


def label(point: Point) -> str:
    """Name a point's period, short."""
    period = _period(point)
    return period.short_label if period else point.slug


def number(value: Decimal | None, places: int = 0) -> str:
    """Write a figure of a series to its decimals."""
    if value is None:
        return NOT_KNOWN
    text = f"{value:,.{places}f}".replace("-", "−")
    return text.lstrip("−") if not text.strip("−0.,") else text


def _period(point: Point) -> Month | Quarter | None:
    return _parsed(point.slug)


@lru_cache(maxsize=1024)
def _parsed(slug: str) -> Month | Quarter | None:
    for kind in (Month, Quarter):
        try:
            return kind.parse(slug)
        except ValueError:
            continue
    return None


def _year(period: Month | Quarter) -> str:
    quarter = period.quarter if isinstance(period, Month) else period
    return quarter.financial_year
