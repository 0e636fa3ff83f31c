"""A line of months with the year before behind it, drawn by hand: gaps stay gaps, both lines have a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from wardmote.common.charts import NOT_KNOWN, Chart, Number, decimals
from wardmote.common.control_drawing import ticks
from wardmote.common.drawing import FONT, INK, POINT, QUIET
from wardmote.common.plain_text import clean_line

_WIDTH, _HEIGHT, _TOP, _BOTTOM, _SIZE = 600, 300, 36, 258, 15
_LETTER = 0.54 * _SIZE
_BEFORE = "#6f777b"
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class _Frame:
    left: float
    right: float
    count: int
    low: Decimal
    high: Decimal

    def x(self, index: int) -> float:
        return self.left + (index + 0.5) * (self.right - self.left) / self.count

    def y(self, value: Decimal) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * float((value - self.low) / (self.high - self.low))


def month_chart(
    *,
    title: str,
    labels: Sequence[str],
    now: Sequence[Number | None],
    then: Sequence[Number | None],
    unit: str,
    now_label: str = "this period",
    then_label: str = "a year before",
    places: int = 0,
) -> Chart:
    """Draw a figure a month, and that of the same month a year before in grey, 600 wide; None is a gap.

    `labels` are short: `Jan 2025`. `then` may be empty. The axis has nought. Raises ValueError where lengths differ.
    """
    if not labels or len(now) != len(labels) or len(then) not in (0, len(labels)):
        raise ValueError("a chart of months needs one figure a month")
    title, unit, now_label, then_label = map(clean_line, (title, unit, now_label, then_label))
    labels = [clean_line(label) for label in labels]
    lines = [[_exact(value) for value in each] for each in (now, then)]
    table = [["Month", then_label.capitalize(), now_label.capitalize()] if then else ["Month", now_label.capitalize()]]
    for index, label in enumerate(labels):
        table.append([label, *[_said(line[index], places) for line in reversed(lines) if line]])
    alternative = _alternative(title, unit, labels, lines, places)
    picture = _svg(labels, lines, (now_label, then_label), unit, places)
    named = f"<title>{escape(title)}</title><desc>{escape(alternative)}</desc>"
    svg = Markup(  # noqa: S704 - every word escaped, all else numbers of ours
        f'<svg xmlns="{_SVG}" role="img" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'focusable="false" font-family="{FONT}" font-size="{_SIZE}">{named}{picture}</svg>'
    )
    return Chart(svg, title, alternative, table)


def _exact(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _said(value: Decimal | None, places: int) -> str:
    return NOT_KNOWN if value is None else decimals(value, places)


def _alternative(
    title: str, unit: str, labels: Sequence[str], lines: Sequence[Sequence[Decimal | None]], places: int
) -> str:
    known = [(value, label) for value, label in zip(lines[0], labels, strict=True) if value is not None]
    said = [f"Line chart of {unit} by month, {labels[0]} to {labels[-1]}. {title.rstrip('.')}."]
    if known:
        low, high = min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0])
        said.append(
            f"Lowest {_said(low[0], places)} in {low[1]}, highest {_said(high[0], places)} in {high[1]}, latest "
            f"{_said(known[-1][0], places)} in {known[-1][1]}."
        )
    gaps = [label for value, label in zip(lines[0], labels, strict=True) if value is None]
    said += [f"Not known: {', '.join(gaps) if len(gaps) < 7 else f'{len(gaps)} months'}."] if gaps else []
    return " ".join(said)


def _svg(
    labels: Sequence[str],
    lines: Sequence[Sequence[Decimal | None]],
    names: tuple[str, str],
    unit: str,
    places: int,
) -> str:
    values = [value for line in lines for value in line if value is not None]
    steps = ticks(values, from_nought=True, whole=places == 0)
    words = [decimals(value, max(0, -int(value.normalize().as_tuple().exponent))) for value in steps]
    left = max(len(each) for each in words) * _LETTER + 12
    frame = _Frame(left, _WIDTH - max(len(name) for name in names) * _LETTER - 12, len(labels), steps[0], steps[-1])
    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>', _text(0, 16, unit[:1].upper() + unit[1:])]
    for value, said in zip(steps, words, strict=True):
        y = frame.y(value)
        colour = INK if value == 0 else "#e3e5e6"
        parts.append(f'<path d="M{left:.1f} {y:.1f}H{frame.right:.1f}" stroke="{colour}" stroke-width="1"/>')
        parts.append(_text(left - 6, y + 5, said, "end"))
    parts += _months(labels, frame)
    parts += [_line(lines[1], frame, _BEFORE, "5 4"), _line(lines[0], frame, POINT, "")]
    return "".join([*parts, *_names(lines, names, frame)])


def _months(labels: Sequence[str], frame: _Frame) -> list[str]:
    """As many months' names as there is room for, the last always."""
    room = (frame.right - frame.left) / frame.count
    wide = max(len(label) for label in labels) * _LETTER + 14
    step = next((each for each in (1, 2, 3, 4, 6, 12, 24, 60) if each * room >= wide), frame.count)
    half = wide / 2 - 7
    return [
        _text(max(frame.x(index), half), _BOTTOM + 24, labels[index], "middle")
        for index in range(frame.count - 1, -1, -step)
    ]


def _line(values: Sequence[Decimal | None], frame: _Frame, colour: str, dash: str) -> str:
    path, pen_down, dots = "", False, ""
    for index, value in enumerate(values):
        if value is not None:
            x, y = frame.x(index), frame.y(value)
            path += f"{'L' if pen_down else 'M'}{x:.1f} {y:.1f}"
            dots += "" if dash else f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
            lone = index + 1 == len(values) or values[index + 1] is None
            path += "h0" if lone and not pen_down else ""
        pen_down = value is not None
    if not path:
        return ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round" '
        f'stroke-linecap="round"{dashed}/>{dots}'
    )


def _names(lines: Sequence[Sequence[Decimal | None]], names: tuple[str, str], frame: _Frame) -> list[str]:
    """Each line's name where it ends, pushed apart where they would touch."""
    ends: list[tuple[float, str, str]] = []
    for line, name, colour in zip(lines, names, (POINT, QUIET), strict=True):
        last = next((value for value in reversed(line) if value is not None), None)
        if last is not None:
            ends.append((frame.y(last) + 5, name, colour))
    ends.sort()
    places = [y for y, _, _ in ends]
    apart = _SIZE + 2
    if len(places) == 2 and places[1] - places[0] < apart:
        middle = sum(places) / 2
        places = [middle - apart / 2, middle + apart / 2]
    return [_text(frame.right + 6, y, name, colour=colour) for y, (_, name, colour) in zip(places, ends, strict=True)]


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = QUIET) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
