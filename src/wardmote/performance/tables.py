"""What stands behind one row: its chart, its months and its districts."""

from typing import TYPE_CHECKING

from wardmote.common.charts import Chart, quarter_bars
from wardmote.methods.change import message
from wardmote.methods.suppression import NOT_KNOWN
from wardmote.performance.page import Line, Row
from wardmote.performance.reading import Reading
from wardmote.performance.words import month_name

if TYPE_CHECKING:
    from wardmote.common.periods import Quarter
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator
    from wardmote.performance.shelf import Shelf


def bars(of: Row) -> Chart | None:
    """Draw the quarter's months beside last year's, where they may be seen and something is held of the quarter.

    Only counts are drawn as bars: a share of a whole has no bar from nought that says anything.
    """
    now, then = _counts(of.now), _counts(of.then)
    if of.now.going_on or now is None or then is None or all(held is None for held in now):
        return None
    return quarter_bars(
        title=message(of.indicator.name, of.change, of.comparator),
        months=[month_name(month).split()[0] for month in of.now.months],
        now=now,
        then=then,
        now_label=str(of.now.quarter.start.year),
        then_label=str(of.then.quarter.start.year),
        unit=of.indicator.unit,
    )


def _counts(reading: Reading) -> list[int | None] | None:
    """The months as whole numbers; None where there are none to see, or they are not counts."""
    months = list(reading.months.values())
    if not months or any(each is not None and each != int(each) for each in months):
        return None
    return [None if each is None else int(each) for each in months]


def title_of(row: Row) -> str:
    """The message of a row's chart: `Burglary fell by 12.4% on the same quarter last year`."""
    if row.shape.ratio and row.change.difference:
        return f"{row.indicator.name} {row.change.verb}: {row.change_text} on {row.comparator}"
    return message(row.indicator.name, row.change, row.comparator)


def month_lines(of: Row) -> list[Line]:
    """Return the quarter's months and its total beside last year's; only the totals where months may not be seen."""
    lines = []
    if of.now.months or of.then.months:
        pairs = zip(of.now.quarter.months, of.then.quarter.months, strict=True)
        lines = [
            Line(
                month_name(month).split()[0],
                of.now.month_texts.get(month, NOT_KNOWN),
                of.then.month_texts.get(before, NOT_KNOWN),
            )
            for month, before in pairs
        ]
    return [*lines, Line("Year" if of.now.period else "Quarter", of.now.text, of.then.text)]


def district_lines(
    shelf: "Shelf", partnership: "Partnership", indicator: "Indicator", quarter: "Quarter"
) -> list[Line]:
    """Return the districts of a county, each as its own page shows it to this reader; none for a district.

    Figures that somebody typed belong to the partnership that typed them, so those of a county have no districts.
    """
    if shelf.is_typed(indicator):
        return []
    return [
        Line(below.name, shelf.district(indicator, below.pk, quarter).text,
             shelf.district(indicator, below.pk, quarter.last_year()).text)
        for below in partnership.districts_below.order_by("name")
    ]  # fmt: skip
