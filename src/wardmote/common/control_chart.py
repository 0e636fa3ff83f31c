"""The control chart (XmR): a series with its mean and limits, its special causes by shape and word, its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from wardmote.common.charts import NOT_KNOWN, Chart, decimals
from wardmote.common.control_drawing import Baseline, Level, Mark, Picture, control_svg, ticks
from wardmote.common.plain_text import clean_line

Number = Decimal | int | float
_MOST_SIGNALS_TOLD = 8
# Limits from a handful of points are so wide that the chart would show nothing else.
_FEWEST_FOR_LIMITS = 6


@dataclass(frozen=True)
class _Drawn:
    """A baseline as it is drawn."""

    first: int
    last: int
    mean: Decimal | None
    upper: Decimal | None
    lower: Decimal | None
    trial: bool

    @classmethod
    def of(cls, given: Baseline) -> "_Drawn":
        enough = given.last - given.first + 1 >= _FEWEST_FOR_LIMITS
        limits = (given.upper, given.lower) if enough else (None, None)
        return cls(given.first, given.last, given.mean, *limits, given.trial)


class Signal(Protocol):
    """A rule that fires, in words: `outside the limits`."""

    @property
    def words(self) -> str: ...


class Plotted(Protocol):
    """One point of the analysis: None is a gap; `side` is `high` or `low` where a rule fires, else empty."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def special(self) -> Sequence[Signal]: ...
    @property
    def side(self) -> str: ...


def xmr_chart(
    *,
    title: str,
    labels: Sequence[str],
    points: Sequence[Plotted],
    segments: Sequence[Baseline],
    unit: str,
    target: Number | Sequence[Number | None] | None = None,
    words: tuple[str, str] = ("high", "low"),
    places: int = 0,
    from_nought: bool = True,
) -> Chart:
    """Draw what `methods.xmr.analyse` found, 600 wide: give it the `points` and `segments` of the result.

    `title` is the message. `labels` holds one a point, short: `Jan 2025`. `target` is one figure, or one a point where
    it is dated. `words` stand at special points on the high and the low side, as (“worse”, “better”). `places` are the
    decimals of a value. `from_nought`: the figure is a count or rate, so the axis begins at nought and no limit is
    drawn below it. Baselines of under six points have a mean and no limits. Raises ValueError when there are no points
    or the lengths differ.
    """
    targets = _targets(target, len(points))
    if not points or len(labels) != len(points) or len(targets) not in (0, len(points)):
        raise ValueError("a control chart needs one label a point")
    title, unit, labels = clean_line(title), clean_line(unit), [clean_line(label) for label in labels]
    words = clean_line(words[0]), clean_line(words[1])
    drawn = [_Drawn.of(segment) for segment in segments]
    writer = _Writer(points, drawn, targets, places, from_nought)
    marks = [Mark(each.value, each.side, words[each.side == "low"] if each.side else "") for each in points]
    alternative = writer.alternative(title, unit, labels, words)
    picture = Picture(labels, marks, drawn, targets, writer.levels(), writer.ticks(), unit, writer.note(), from_nought)
    table = [["Period", unit[:1].upper() + unit[1:], "Mean", "Lower limit", "Upper limit", "What it shows"]]
    table += [writer.row(index, labels[index], words) for index in range(len(points))]
    return Chart(control_svg(picture, title, alternative), title, alternative, table)


def _targets(target: Number | Sequence[Number | None] | None, count: int) -> list[Decimal | None]:
    if target is None:
        return []
    many = target if isinstance(target, Sequence) else [target] * count
    return [None if each is None else Decimal(str(each)) for each in many]


class _Writer:
    """Writes a chart's figures: in the picture, in words and in the table."""

    def __init__(
        self,
        points: Sequence[Plotted],
        segments: Sequence[Baseline],
        targets: Sequence[Decimal | None],
        places: int,
        from_nought: bool,
    ) -> None:
        self.points, self.segments, self.targets, self.from_nought = points, segments, targets, from_nought
        self.places = places
        drawn = [point.value for point in points]
        drawn += [level for each in segments for level in (each.mean, each.upper, each.lower)] + list(targets)
        self.values = [self._floor(value) for value in drawn if value is not None]
        # A mean of a handful a month says little without its tenths; one of thousands needs none.
        self.line_places = places if max(self.values, default=Decimal(0)) >= 100 else max(places, 1)

    def _floor(self, value: Decimal) -> Decimal:
        return max(value, Decimal(0)) if self.from_nought else value

    def number(self, value: Decimal | None, places: int | None = None) -> str:
        if value is None:
            return NOT_KNOWN
        return decimals(value, self.places if places is None else places)

    def line(self, value: Decimal | None) -> str:
        """A mean or limit, no lower than it is drawn."""
        return "" if value is None else self.number(self._floor(value), self.line_places)

    def ticks(self) -> list[tuple[Decimal, str]]:
        values = ticks(self.values, from_nought=self.from_nought, whole=self.places == 0)
        places = max(0, *(-int(value.normalize().as_tuple().exponent) for value in values))
        return [(value, self.number(value, places)) for value in values]

    def levels(self) -> list[Level]:
        """The lines of the latest baseline, and the latest target, by name."""
        last = self.segments[-1] if self.segments else None
        named = [("upper limit", last.upper), ("mean", last.mean), ("lower limit", last.lower)] if last else []
        lines = [Level(self._floor(value), f"{name} {self.line(value)}") for name, value in named if value is not None]
        target = self.targets[-1] if self.targets else None
        # A target is somebody's number: it is written as it was given.
        return lines if target is None else [*lines, Level(target, f"target {target.normalize():,f}".replace("-", "−"))]

    def note(self) -> str:
        """What stands above a chart whose limits are not yet to be relied on."""
        last = self.segments[-1] if self.segments else None
        return "Trial limits: few points" if last and last.trial and last.upper is not None else ""

    def row(self, index: int, label: str, words: tuple[str, str]) -> list[str]:
        point = self.points[index]
        within = next((each for each in self.segments if each.first <= index <= each.last), None)
        levels = (within.mean, within.lower, within.upper) if within else (None, None, None)
        return [label, self.number(point.value), *map(self.line, levels), _said(point, words)]

    def alternative(self, title: str, unit: str, labels: Sequence[str], words: tuple[str, str]) -> str:
        """Say what the picture says."""
        said = [f"Control chart of {unit}, {labels[0]} to {labels[-1]}. {title}."]
        said += [f"From {labels[each.first]} there is a new baseline." for each in self.segments if each.first]
        levels = "; ".join(level.words for level in self.levels())
        said.append(f"Latest lines: {levels}." if levels else "There are too few figures for lines.")
        said += [f"{self.note()}."] if self.note() else []
        told = [_span(labels, run, self.points, words) for run in _runs(self.points)]
        shown = "; ".join(told[-_MOST_SIGNALS_TOLD:])
        left_out = len(told) - _MOST_SIGNALS_TOLD
        earlier = f"{left_out} earlier ones and " if left_out > 0 else ""
        said.append(f"Special causes: {earlier}{shown}." if told else "No point is a special cause.")
        gaps = [label for label, point in zip(labels, self.points, strict=True) if point.value is None]
        if gaps:
            said.append(f"Not known: {', '.join(gaps) if len(gaps) < 7 else f'{len(gaps)} periods'}.")
        return " ".join(said)


def _said(point: Plotted, words: tuple[str, str]) -> str:
    """`worse: outside the limits; one of seven …`; nothing for an ordinary point."""
    if not point.special:
        return ""
    return f"{words[point.side == 'low']}: {'; '.join(rule.words for rule in point.special)}"


def _runs(points: Sequence[Plotted]) -> list[list[int]]:
    """Neighbouring special points that go the same way by the same rule."""
    runs: list[list[int]] = []
    for index, point in enumerate(points):
        if not point.special:
            continue
        before = points[index - 1] if runs and runs[-1][-1] == index - 1 else None
        if before is not None and (before.side, before.special[0]) == (point.side, point.special[0]):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _span(labels: Sequence[str], run: Sequence[int], points: Sequence[Plotted], words: tuple[str, str]) -> str:
    point = points[run[0]]
    when = labels[run[0]] if len(run) == 1 else f"{labels[run[0]]} to {labels[run[-1]]}"
    return f"{when} {words[point.side == 'low']} ({point.special[0].words})"
