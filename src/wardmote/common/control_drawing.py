"""The drawing behind the control chart, by hand: a page holds many, and an engine takes a hundred times as long.

Everything is placed for 600 by 330 units, of which its words are 15 high: still read where 600 become 360.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Protocol

from markupsafe import Markup, escape

from wardmote.common.drawing import FONT, INK, POINT, QUIET

WIDTH, HEIGHT = 600, 330
_TOP, _BOTTOM, _SIZE = 42, 292, 15
# A letter's width on average, of the wider of the typefaces that may be used.
_LETTER = 0.54 * _SIZE
_SVG = "http://www.w3.org/2000/svg"
_STEPS = (1, 2, 3, 4, 6, 12, 24)
_LINE = {"mean": "", "limit": "6 4", "target": "9 3 2 3"}


class Baseline(Protocol):
    """The mean and limits of the points from index `first` to `last`; None where there are too few for them."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def mean(self) -> Decimal | None: ...
    @property
    def upper(self) -> Decimal | None: ...
    @property
    def lower(self) -> Decimal | None: ...
    @property
    def trial(self) -> bool: ...


@dataclass(frozen=True)
class Mark:
    """One point as it is drawn: None is a gap; `side` is `high` or `low` for a special cause, else empty."""

    value: Decimal | None
    side: str
    word: str


@dataclass(frozen=True)
class Level:
    """A line's end at the right edge, with its words."""

    value: Decimal
    words: str


@dataclass(frozen=True)
class Picture:
    """All that is drawn. `levels` are written at the right; `targets` holds one a point, or nothing at all."""

    labels: Sequence[str]
    marks: Sequence[Mark]
    baselines: Sequence[Baseline]
    targets: Sequence[Decimal | None]
    levels: Sequence[Level]
    ticks: Sequence[tuple[Decimal, str]]
    unit: str
    note: str
    from_nought: bool


@dataclass(frozen=True)
class _Frame:
    """Where things stand: the plot's edges, and the scale."""

    left: float
    right: float
    count: int
    low: Decimal
    high: Decimal

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, index: float) -> float:
        return self.left + (index + 0.5) * self.step

    def y(self, value: Decimal) -> float:
        kept = min(max(value, self.low), self.high)
        return _BOTTOM - (_BOTTOM - _TOP) * float((kept - self.low) / (self.high - self.low))


def ticks(values: Iterable[Decimal], *, from_nought: bool, whole: bool) -> list[Decimal]:
    """Return about five round values that hold all of `values` between the first and the last."""
    held = list(values) or [Decimal(0)]
    low, high = min(held), max(held)
    if from_nought:
        low = min(low, Decimal(0))
    span = (high - low) or abs(high) or Decimal(1)
    size = Decimal(1).scaleb((span / 4).adjusted())
    step = next(size * times for times in (1, Decimal(2), Decimal("2.5"), 5, 10) if size * times >= span / 4)
    if whole:
        step = max(step.to_integral_value(ROUND_CEILING), Decimal(1))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    return [step * number for number in range(int(first), int(last) + 1)]


def control_svg(picture: Picture, title: str, alternative: str) -> Markup:
    """Draw the points in order, their mean solid and their limits dashed, each line named at its right end."""
    widest = max(len(words) for _, words in picture.ticks)
    named = max((len(level.words) for level in picture.levels), default=0)
    right = WIDTH - max(named * _LETTER + 10, _half(picture.labels[-1]), 12)
    values = [value for value, _ in picture.ticks]
    frame = _Frame(widest * _LETTER + 12, right, len(picture.marks), values[0], values[-1])
    drawn = [
        *_axes(picture, frame),
        *_baselines(picture, frame),
        *_targets(picture, frame),
        _line(picture, frame),
        *_words(picture, frame),
        *_points(picture, frame),
        *_names(picture, frame),
    ]
    return Markup(  # noqa: S704 - words escaped in _text, all else numbers of ours
        f'<svg xmlns="{_SVG}" role="img" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'focusable="false"><title>{escape(title)}</title><desc>{escape(alternative)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<g font-family="{FONT}" font-size="{_SIZE}" fill="{INK}">{"".join(drawn)}</g></svg>'
    )


def _half(label: str) -> float:
    return len(label) * _LETTER / 2 + 2


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, dash: str = "", width: float = 1) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" '
            f'stroke-width="{width}"{dashed}/>')  # fmt: skip


def _axes(picture: Picture, frame: _Frame) -> Iterable[str]:
    yield _text(2, _SIZE, picture.unit[:1].upper() + picture.unit[1:], colour=QUIET)
    yield _text(WIDTH - 2, _SIZE, picture.note, "end", QUIET) if picture.note else ""
    for value, words in picture.ticks:
        y = frame.y(value)
        yield _rule(frame.left, y, frame.right, y, "#e3e5e6")
        yield _text(frame.left - 6, y + 5, words, "end", QUIET)
    yield _rule(frame.left, _BOTTOM, frame.right, _BOTTOM, INK)
    wide = max(_half(label) for label in picture.labels) * 2 + 10
    step = next((step for step in _STEPS if step * frame.step >= wide), frame.count)
    for index in range(frame.count - 1, -1, -step):
        yield _rule(frame.x(index), _BOTTOM, frame.x(index), _BOTTOM + 5, INK)
        # Never off the left edge, as a long label of the first point would be.
        yield _text(max(frame.x(index), _half(picture.labels[index])), _BOTTOM + 22, picture.labels[index], "middle")


def _baselines(picture: Picture, frame: _Frame) -> Iterable[str]:
    for baseline in picture.baselines:
        start, end = frame.x(baseline.first - 0.5), frame.x(baseline.last + 0.5)
        for kind, value in (("mean", baseline.mean), ("limit", baseline.upper), ("limit", baseline.lower)):
            if value is not None:
                shown = max(value, Decimal(0)) if picture.from_nought else value
                yield _rule(start, frame.y(shown), end, frame.y(shown), QUIET, _LINE[kind])
        if baseline.first:
            yield _rule(start, _TOP - 8, start, _BOTTOM, INK, "2 3")
            words = "new baseline"
            # At the right edge there is no room to the right of the line.
            near_end = start + len(words) * _LETTER > frame.right
            yield _text(start + (-4 if near_end else 4), _TOP - 4, words, "end" if near_end else "start")


def _targets(picture: Picture, frame: _Frame) -> Iterable[str]:
    """The target as it was for each point: level, with a step where it changed."""
    path, pen_down = "", False
    for index, target in enumerate(picture.targets):
        if target is None:
            pen_down = False
            continue
        y = frame.y(target)
        path += f"{'L' if pen_down else 'M'}{frame.x(index - 0.5):.1f} {y:.1f}L{frame.x(index + 0.5):.1f} {y:.1f}"
        pen_down = True
    if path:
        yield f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5" stroke-dasharray="{_LINE["target"]}"/>'


def _line(picture: Picture, frame: _Frame) -> str:
    """The line through the points, broken at gaps."""
    path, pen_down = "", False
    for index, mark in enumerate(picture.marks):
        if mark.value is not None:
            path += f"{'L' if pen_down else 'M'}{frame.x(index):.1f} {frame.y(mark.value):.1f}"
        pen_down = mark.value is not None
    return f'<path d="{path}" fill="none" stroke="#7b8083" stroke-width="1.5" stroke-linejoin="round"/>' if path else ""


def _points(picture: Picture, frame: _Frame) -> Iterable[str]:
    for index, mark in enumerate(picture.marks):
        if mark.value is not None:
            yield _point(frame.x(index), frame.y(mark.value), mark.side, min(3.0, frame.step / 2))


def _point(x: float, y: float, side: str, radius: float) -> str:
    """A dot; for a special cause a triangle that points the way it goes."""
    if not side:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#505a5f"/>'
    up = -1 if side == "high" else 1
    return (f'<path d="M{x - 5:.1f} {y - up * 4:.1f}L{x + 5:.1f} {y - up * 4:.1f}L{x:.1f} {y + up * 6:.1f}Z" '
            f'fill="{POINT}" stroke="#ffffff" stroke-width="1"/>')  # fmt: skip


def _words(picture: Picture, frame: _Frame) -> Iterable[str]:
    """One word for neighbouring special points of one side, by the furthest out, clear of points and other words."""
    dots = [(frame.x(at), frame.y(mark.value)) for at, mark in enumerate(picture.marks) if mark.value is not None]
    taken: list[tuple[float, float, float]] = [(x, y + 5, 3) for x, y in dots]
    for run in _runs(picture.marks):
        known = [(index, value) for index in run if (value := picture.marks[index].value) is not None]
        high = picture.marks[run[0]].side == "high"
        index, value = (max if high else min)(known, key=lambda pair: pair[1])
        word = picture.marks[index].word
        half = len(word) * _LETTER / 2
        x = min(max(frame.x(index), frame.left + half), frame.right - half)
        y = _clear(x, frame.y(value) + (-11 if high else 22), half, taken, up=high)
        taken.append((x, y, half))
        yield _halo(x, y, word)


def _clear(x: float, y: float, half: float, taken: Sequence[tuple[float, float, float]], *, up: bool) -> float:
    """Move a word outward until it touches nothing; at the edge of the picture it must stay, whatever it touches."""
    first, edge = y, _TOP - 10 if up else _BOTTOM - 4
    while any(abs(x - other_x) < half + other and abs(y - other_y) < _SIZE for other_x, other_y, other in taken):
        y += -5 if up else 5
        if (y < edge) if up else (y > edge):
            return max(first, _TOP - 10) if up else min(first, edge)
    return y


def _halo(x: float, y: float, word: str) -> str:
    """Words over lines: white behind them, so that neither is lost."""
    edge = f'stroke="#ffffff" stroke-width="3" stroke-linejoin="round" fill="#ffffff">{escape(word)}</text>'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" {edge}' + _text(x, y, word, "middle", POINT)


def _runs(marks: Sequence[Mark]) -> Iterable[list[int]]:
    """Special points of one side with at most two others between one and the next, which one word serves."""
    run: list[int] = []
    for index, mark in enumerate(marks):
        if not mark.side:
            continue
        if run and (mark.side != marks[run[-1]].side or index - run[-1] > 3):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _names(picture: Picture, frame: _Frame) -> Iterable[str]:
    """The lines' names at the right, pushed apart where they would touch, kept inside the plot."""
    ordered = sorted(picture.levels, key=lambda level: -level.value)
    places = [frame.y(level.value) + 5 for level in ordered]
    for place in range(1, len(places)):
        places[place] = max(places[place], places[place - 1] + _SIZE + 1)
    floor = float(_BOTTOM + 5)
    for place in range(len(places) - 1, -1, -1):
        places[place] = min(places[place], floor)
        floor = places[place] - _SIZE - 1
    for level, y in zip(ordered, places, strict=True):
        yield _text(frame.right + 6, y, level.words)
