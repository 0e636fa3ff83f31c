"""Makes the rows of a quarter's page, and what stands behind one of them."""

from typing import TYPE_CHECKING

from wardmote.common.charts import Chart, quarter_bars, sparkline
from wardmote.common.periods import Quarter
from wardmote.methods.change import change, message
from wardmote.methods.direction import direction
from wardmote.methods.suppression import NOT_KNOWN
from wardmote.performance.counting import Counted, Reader, Reading
from wardmote.performance.page import Line, Row
from wardmote.performance.words import month_name

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator

# Two years of quarters, and so of months where months may be seen: both of the quarters compared, and their season.
QUARTERS_DRAWN = 8


def counted(indicator: "Indicator") -> Counted:
    """Return what an indicator counts."""
    return Counted.of(indicator.measure_key, indicator.filters)


def row(reader: Reader, indicator: "Indicator", quarter: Quarter) -> Row:
    """Make one indicator's row. What is withheld or incomplete is compared with nothing and drawn nowhere."""
    what, partnership_id = counted(indicator), indicator.partnership_id
    now = reader.read(what, partnership_id, quarter)
    then = reader.read(what, partnership_id, quarter.last_year())
    return Row(
        indicator=indicator,
        now=now,
        then=then,
        change=change(now.comparable, then.comparable, minimum_base=indicator.minimum_base),
        direction=direction(now.comparable, then.comparable, indicator.polarity),
        sparkline=_sparkline(reader, indicator, quarter),
        open_address=reader.open_address(what, partnership_id, quarter),
    )


def _sparkline(reader: Reader, indicator: "Indicator", quarter: Quarter) -> Chart | None:
    """Draw months where every quarter's months may be seen, else quarters; nothing when any of them is withheld."""
    quarters = [quarter]
    while len(quarters) < QUARTERS_DRAWN:
        quarters.insert(0, quarters[0].previous())
    readings = [reader.read(counted(indicator), indicator.partnership_id, each) for each in quarters]
    if any(reading.hidden for reading in readings):
        return None
    by_month = any(reading.months for reading in readings) and all(
        reading.months or reading.value is None for reading in readings
    )
    points: list[tuple[str, int | None]] = []
    for reading in readings:
        if by_month:
            points += [(month_name(month), _month(reading, month)) for month in reading.quarter.months]
        else:
            points.append((reading.quarter.label, reading.comparable))
    held = [place for place, (_, value) in enumerate(points) if value is not None]
    if len(held) < 2:
        return None
    points = points[held[0] :]
    return sparkline(
        name=indicator.name, labels=[label for label, _ in points], values=[value for _, value in points]
    )  # fmt: skip


def _month(reading: Reading, month: str) -> int | None:
    """A month of records that arrive by month is whole; one of a quarter still going on may not be."""
    return None if reading.going_on else reading.months.get(month)


def bars(of: Row) -> Chart | None:
    """Draw the quarter's months beside last year's, where they may be seen and something is held of the quarter."""
    seen = list(of.now.months.values())
    if of.now.going_on or not of.then.months or all(held is None for held in seen):
        return None
    return quarter_bars(
        title=message(of.indicator.name, of.change),
        months=[month_name(month).split()[0] for month in of.now.months],
        now=seen,
        then=list(of.then.months.values()),
        now_label=str(of.now.quarter.start.year),
        then_label=str(of.then.quarter.start.year),
        unit=of.indicator.unit,
    )


def month_lines(of: Row) -> list[Line]:
    """Return the quarter's months and its total beside last year's; only the totals where months may not be seen."""
    lines = []
    if of.now.months or of.then.months:
        pairs = zip(of.now.quarter.months, of.then.quarter.months, strict=True)
        lines = [
            Line(month_name(month).split()[0], _figure(of.now, month), _figure(of.then, before))
            for month, before in pairs
        ]
    return [*lines, Line("Quarter", of.now.text, of.then.text)]


def _figure(reading: Reading, month: str) -> str:
    figure = reading.months.get(month)
    return NOT_KNOWN if figure is None else f"{figure:,}"


def district_lines(reader: Reader, partnership: "Partnership", indicator: "Indicator", quarter: Quarter) -> list[Line]:
    """Return the districts of a county, each as its own page shows it to this reader; none for a district."""
    what = counted(indicator)
    return [
        Line(
            below.name,
            reader.read(what, below.pk, quarter).text,
            reader.read(what, below.pk, quarter.last_year()).text,
        )
        for below in partnership.districts_below.order_by("name")
    ]
