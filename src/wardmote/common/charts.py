"""Charts drawn on the server as SVG, each with its message, its words for those who cannot see it, and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

from markupsafe import Markup

from wardmote.common import drawing, numbers
from wardmote.common.plain_text import clean_line

# As the rules for small numbers put it; this room stands below them.
NOT_KNOWN = "not known"
Figure = int | drawing.Shown | None
Number = int | float | Decimal


@dataclass(frozen=True)
class _Figure:
    value: int | None
    text: str


@dataclass(frozen=True)
class Chart:
    """A picture and its equals in words and figures.

    `title` is the one message; it is not drawn in the picture, so set it beside it. `table` holds a header row, then
    the rows. `svg` is safe in a page under a policy that forbids inline style, and refers to nothing outside itself.
    """

    svg: Markup
    title: str
    alternative: str
    table: list[list[str]]

    @cached_property
    def png(self) -> bytes:
        """The picture at three pixels to the point, for Word."""
        drawn: bytes = drawing.engine().svg_to_png(str(self.svg), scale=3)
        return drawn


def quarter_bars(
    *,
    title: str,
    months: Sequence[str],
    now: Sequence[Figure],
    then: Sequence[Figure],
    now_label: str,
    then_label: str,
    unit: str,
) -> Chart:
    """Draw each month of a quarter beside the same month a year before, as bars from nought.

    `title` is the message, as `methods.change.message` puts it. `now` and `then` hold one count a month; None is not
    known, and a withheld `Published` is drawn as its words and leaves the total out. Raises ValueError when the
    lengths differ.
    """
    months = [clean_line(month) for month in months]
    title, unit, now_label, then_label = map(clean_line, (title, unit, now_label, then_label))
    this_year, last_year = [_shown(figure) for figure in now], [_shown(figure) for figure in then]
    if not months or not len(months) == len(this_year) == len(last_year):
        raise ValueError("a chart of months needs one figure a month for each year")
    table = [["Month", then_label, now_label]]
    table += [[month, a.text, b.text] for month, a, b in zip(months, last_year, this_year, strict=True)]
    then_sum, now_sum = _sum(last_year), _sum(this_year)
    if then_sum is not None and now_sum is not None:
        table.append(["Total", numbers.whole(then_sum), numbers.whole(now_sum)])
    pairs = "; ".join(
        f"{row[0].lower() if row[0] == 'Total' else row[0]} {row[1]} in {then_label} and {row[2]} in {now_label}"
        for row in table[1:]
    )
    alternative = f"Bar chart of {unit} by month. {title}. {pairs}."
    picture = drawing.bars_svg(months, (last_year, this_year), (then_label, now_label), unit, title, alternative)
    return Chart(picture, title, alternative, table)


def sparkline(*, name: str, labels: Sequence[str], values: Sequence[Number | None]) -> Chart:
    """Draw a line the height of a line of text, its last point marked; None leaves a gap.

    Its scale runs from nought to the highest value. Raises ValueError when there is not one label a value.
    """
    if not values or len(labels) != len(values):
        raise ValueError("a sparkline needs one label a value")
    name, labels = clean_line(name), [_label(label) for label in labels]
    table = [["Period", name]]
    table += [
        [label, NOT_KNOWN if value is None else _plain(value)] for label, value in zip(labels, values, strict=True)
    ]
    known = [(value, label) for value, label in zip(values, labels, strict=True) if value is not None]
    title = f"{name}, {labels[0]} to {labels[-1]}"
    if not known:
        alternative = f"{title}: no figures."
    else:
        # The later of two equal months is the one people remember.
        low, high = min(reversed(known), key=_value), max(reversed(known), key=_value)
        alternative = (
            f"{title}: lowest {_plain(low[0])} in {low[1]}, highest {_plain(high[0])} in {high[1]}, "
            f"latest {_plain(known[-1][0])} in {known[-1][1]}."
        )
    return Chart(drawing.spark_svg(values, title, alternative), title, alternative, table)


@lru_cache(maxsize=1024)
def _label(text: str) -> str:
    """A page of sparklines has the same few labels a hundred times over."""
    return clean_line(text)


def _value(pair: tuple[Number, str]) -> Number:
    return pair[0]


def _plain(value: Number) -> str:
    return numbers.whole(int(value)) if value == int(value) else decimals(Decimal(str(value)), 1)


def decimals(value: Decimal, places: int) -> str:
    """Write a figure to so many decimals, halves away from nought as everywhere, and nought unsigned."""
    result = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{result if result else abs(result):,f}".replace("-", "−")


def _shown(figure: Figure) -> drawing.Shown:
    if figure is None:
        return _Figure(None, NOT_KNOWN)
    return _Figure(figure, numbers.whole(figure)) if isinstance(figure, int) else figure


def _sum(figures: Sequence[drawing.Shown]) -> int | None:
    known = [figure.value for figure in figures if figure.value is not None]
    return sum(known) if len(known) == len(figures) else None
