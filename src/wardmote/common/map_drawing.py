"""The drawing behind maps, by hand: outlines, hatching, marks, legend, scale. Nothing is referred to, so that several
maps stand in one page and each goes on paper as it is.

Longitude and latitude are drawn flat: x shrinks with the cosine of the middle latitude. Over one partnership that is
within a few metres of any other projection.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from wardmote.common.drawing import FONT, INK, QUIET

WIDTH, _LOWEST, _TALLEST = 600, 180, 520
GROUND, OUTLINE = "#eceeee", "#5b6469"
TOO_FEW, NO_DATA = "few", "none"
_MARGIN, _SIZE, _SMALL, _ROW = 10, 15, 12, 23
_SVG = "http://www.w3.org/2000/svg"
_METRES_A_DEGREE = 111_320
# A step between two corners shorter than this, in units of the picture, is not seen.
_UNSEEN = 0.4
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """One area as it is drawn: `kind` is the colour of its class, or TOO_FEW or NO_DATA; `mark` is hot, cold or ''."""

    code: str
    words: str
    kind: str
    mark: str
    geometry: Mapping[str, Any] | None


@dataclass(frozen=True)
class Sign:
    """One entry of the legend."""

    kind: str
    words: str


@dataclass(frozen=True)
class MapPicture:
    """All that is drawn. `signs` are the classes, `others` hatching and marks; `notes` stand under the legend."""

    shapes: Sequence[Shape]
    heading: str
    signs: Sequence[Sign]
    others: Sequence[Sign]
    notes: Sequence[str]


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    across: float
    scale: float
    left: float
    height: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self.left + (longitude - self.west) * self.across * self.scale
        return x, _MARGIN + (self.north - latitude) * self.scale


def rings(geometry: Mapping[str, Any] | None) -> list[Ring]:
    """Return all rings of a GeoJSON polygon or multipolygon. Raises ValueError for anything else."""
    if geometry is None:
        return []
    try:
        kind, coordinates = geometry["type"], geometry["coordinates"]
        polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}[kind]
        found = [[(float(point[0]), float(point[1])) for point in ring] for each in polygons for ring in each]
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError("an area of a map is a polygon or multipolygon in longitude and latitude") from error
    if not all(abs(x) <= 180 and abs(y) <= 90 for ring in found for x, y in ring):
        raise ValueError("the corners of an area are degrees of longitude and latitude")
    return [ring for ring in found if len(ring) > 2]


def map_svg(picture: MapPicture, title: str, alternative: str) -> Markup:
    """Draw the areas, then their marks, then the legend, the scale and the notes."""
    drawn = [(shape, rings(shape.geometry)) for shape in picture.shapes]
    frame = _frame([ring for _, each in drawn for ring in each])
    placed = [(shape, [_seen(ring, frame) for ring in each]) for shape, each in drawn if each]
    parts = [f'<rect x="0" y="0" width="{WIDTH}" height="{frame.height:.0f}" fill="{GROUND}"/>']
    # The areas come highest first; where outlines overlap a little, the higher figure is on top.
    parts += [_area(shape, corners) for shape, corners in reversed(placed)]
    parts += [_marked(corners) for shape, corners in placed if shape.mark]
    parts += [_sign(*inside(corners), shape.mark, 1.0) for shape, corners in placed if shape.mark]
    parts += _scale(frame)
    legend, height = _legend(picture, frame.height)
    return Markup(  # noqa: S704 - every word escaped, all else numbers and colours of ours
        f'<svg xmlns="{_SVG}" role="img" width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'focusable="false" font-family="{FONT}" font-size="{_SIZE}"><title>{escape(title)}</title>'
        f"<desc>{escape(alternative)}</desc>{''.join(parts)}{''.join(legend)}</svg>"
    )


def _frame(every: Sequence[Ring]) -> _Frame:
    points = [point for ring in every for point in ring]
    if not points:
        return _Frame(0, 0, 1, 0, 0, 60)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    across = math.cos(math.radians((south + north) / 2)) or 1e-6
    wide, high = max((east - west) * across, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - 2 * _MARGIN) / wide, (_TALLEST - 2 * _MARGIN) / high)
    height = max(_LOWEST, high * scale + 2 * _MARGIN)
    return _Frame(west, north, across, scale, (WIDTH - wide * scale) / 2, height)


def _seen(ring: Ring, frame: _Frame) -> Ring:
    """The corners in units of the picture, without those too near the last to be seen."""
    kept: Ring = []
    for corner in ring:
        x, y = frame.at(*corner)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _UNSEEN:
            kept.append((x, y))
    return kept


def _area(shape: Shape, corners: Sequence[Ring]) -> str:
    fill = {TOO_FEW: "#ffffff", NO_DATA: GROUND}.get(shape.kind, shape.kind)
    hatched = _hatching(corners, shape.kind) if shape.kind in (TOO_FEW, NO_DATA) else ""
    return (
        f'<path d="{_path(corners)}" fill="{fill}" fill-rule="evenodd" stroke="{OUTLINE}" stroke-width="0.6" '
        f'stroke-linejoin="round" data-code="{escape(shape.code)}"><title>{escape(shape.words)}</title></path>{hatched}'
    )


def _path(corners: Iterable[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in corners)


def _marked(corners: Sequence[Ring]) -> str:
    return f'<path d="{_path(corners)}" fill="none" stroke="{INK}" stroke-width="1.6" stroke-linejoin="round"/>'


def _hatching(corners: Sequence[Ring], kind: str) -> str:
    """Lines at a slant, cut at the outline: one way for too few to show, the other way and wider for no data."""
    slant, apart = (1, 4.5) if kind == TOO_FEW else (-1, 8.0)
    edges = [
        (ring[at - 1][1] + slant * ring[at - 1][0], ring[at - 1][0], y + slant * x, x)
        for ring in corners
        for at, (x, y) in enumerate(ring)
    ]
    levels = [level for start, _, end, _ in edges for level in (start, end)]
    path = ""
    for step in range(math.ceil(min(levels) / apart), math.floor(max(levels) / apart) + 1):
        level = step * apart
        crossed = sorted(
            x1 + (x2 - x1) * (level - start) / (end - start)
            for start, x1, end, x2 in edges
            if (start <= level) != (end <= level)
        )
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            path += f"M{left:.1f} {level - slant * left:.1f}L{right:.1f} {level - slant * right:.1f}"
    colour, width = (OUTLINE, 0.9) if kind == TOO_FEW else ("#8a9296", 0.9)
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>' if path else ""


def inside(corners: Sequence[Ring]) -> tuple[float, float]:
    """Return the middle of the widest stretch of the largest ring at the height of its centre: always inside."""
    ring = max(corners, key=lambda each: abs(_twice_area(each)))
    twice = _twice_area(ring)
    pairs = [(ring[at - 1], ring[at]) for at in range(len(ring))]
    if abs(twice) < 1e-9:
        return ring[0]
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * twice)
    crossed = sorted(a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) for a, b in pairs if (a[1] <= y) != (b[1] <= y))
    stretches = list(zip(crossed[::2], crossed[1::2], strict=False))
    if not stretches:
        return ring[0]
    left, right = max(stretches, key=lambda each: each[1] - each[0])
    return (left + right) / 2, y


def _twice_area(ring: Ring) -> float:
    return sum(ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1] for at in range(len(ring)))


def _sign(x: float, y: float, mark: str, size: float) -> str:
    """Hot: a black triangle that points up; cold: a white one that points down."""
    up, fill, edge = (1, INK, "#ffffff") if mark == "hot" else (-1, "#ffffff", INK)
    half, tip, foot = 6 * size, 7 * size * up, 4 * size * up
    return (
        f'<path d="M{x - half:.1f} {y + foot:.1f}L{x + half:.1f} {y + foot:.1f}L{x:.1f} {y - tip:.1f}Z" '
        f'fill="{fill}" stroke="{edge}" stroke-width="1.2" stroke-linejoin="round"/>'
    )


def _scale(frame: _Frame) -> list[str]:
    """A bar of a round length, at most a quarter of the width."""
    if not frame.scale:
        return []
    metre = frame.scale / _METRES_A_DEGREE
    lengths = (base * 10**power for power in range(1, 7) for base in (1, 2, 5))
    metres = max((each for each in lengths if each * metre <= WIDTH / 4), default=10)
    y, end = frame.height - 12, 12 + metres * metre
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"
    return [
        f'<rect x="6" y="{y - 20:.1f}" width="{end:.1f}" height="26" fill="{GROUND}" fill-opacity="0.85"/>',
        f'<path d="M12 {y - 4:.1f}V{y:.1f}H{end:.1f}V{y - 4:.1f}" fill="none" stroke="{INK}" stroke-width="1.5"/>',
        _text(12, y - 7, words, INK, _SMALL),
    ]


def _legend(picture: MapPicture, top: float) -> tuple[list[str], float]:
    """Return the legend's parts and where the picture ends: classes at the left, hatching and marks at the right."""
    y = top + 24
    parts: list[str] = []
    for line in _lines(picture.heading, 72):
        parts.append(_text(0, y, line, INK, _SIZE, bold=True))
        y += 19
    for x, signs in ((1, picture.signs), (WIDTH / 2 - 20, picture.others)):
        for row, sign in enumerate(signs):
            parts += [_swatch(x, y + row * _ROW, sign.kind), _text(x + 38, y + row * _ROW + 12, sign.words, INK, _SIZE)]
    y += max(len(picture.signs), len(picture.others)) * _ROW + 12
    for note in picture.notes:
        for line in _lines(note, 96):
            parts.append(_text(0, y, line, QUIET, _SMALL))
            y += 16
    return parts, y


def _swatch(x: float, y: float, kind: str) -> str:
    if kind in ("hot", "cold"):
        return _sign(x + 14, y + 8, kind, 1.0)
    box: Ring = [(x, y), (x + 28, y), (x + 28, y + 15), (x, y + 15)]
    return _area(Shape("", "", kind, "", None), [box]).replace(' data-code=""><title></title>', ">")


def _text(x: float, y: float, words: str, colour: str, size: int, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}"{weight}>{escape(words)}</text>'


def _lines(text: str, most: int) -> list[str]:
    """Break words into lines of at most `most` characters; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
