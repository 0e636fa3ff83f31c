"""The drawing behind the charts: bars by Vega-Lite, the sparkline by hand. Colours and type are settled here."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol
from xml.etree import ElementTree

from markupsafe import Markup, escape

POINT, CONTEXT, INK, QUIET = "#0b5563", "#b1b4b6", "#0b0c0c", "#484949"
FONT = "'Source Sans 3', Arial, sans-serif"
_FONT_FOLDER = Path(__file__).parent / "documents" / "fonts"
_SVG = "http://www.w3.org/2000/svg"
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_MARGIN = 120, 28, 3
_HEIGHT = 200
_CONFIG = {"font": FONT, "aria": False, "view": {"stroke": None}, "axis": {"labelFontSize": 14, "labelColor": INK}}


class Shown(Protocol):
    """A count as it may be seen: None where it may not, and what is printed for it."""

    @property
    def value(self) -> int | None: ...

    @property
    def text(self) -> str: ...


Years = tuple[Sequence[Shown], Sequence[Shown]]


def bars_svg(
    months: Sequence[str], years: Years, labels: tuple[str, str], unit: str, title: str, alternative: str
) -> Markup:
    """Draw last year's and this year's bar for each month; no legend, each bar has its figure above and year below."""
    rows = [
        {"month": index, "year": year, "value": figure.value or 0, "text": figure.text, "label": labels[year]}
        | {"words": figure.value is None}
        for year in (0, 1)
        for index, figure in enumerate(years[year])
    ]
    names = [{"month": index, "name": month} for index, month in enumerate(months)]
    # Labels are drawn as rows of data and never as axis labels, so nothing typed is read as an expression.
    layers = [
        _bar_layer(rows),
        _figure_layer([row for row in rows if not row["words"]], 15, 0),
        *_word_layers([row for row in rows if row["words"]]),
        _label_layer(rows, "label", _HEIGHT + 14, offset=True),
        _label_layer(names, "name", _HEIGHT + 37, offset=False),
        {
            "data": {"values": [{"unit": unit[:1].upper() + unit[1:] + " a month"}]},
            "mark": {"type": "text", "x": 0, "y": -28, "align": "left", "fontSize": 14, "color": QUIET},
            "encoding": {"text": {"field": "unit"}},
        },
    ]
    spec = {"width": 390, "height": _HEIGHT, "background": "#ffffff", "config": _CONFIG, "layer": layers}
    spec["padding"] = {"left": 4, "top": 4, "right": 8, "bottom": 6}
    drawn: str = engine().vegalite_to_svg(spec, allowed_base_urls=[])
    return _finished(drawn, title, alternative)


def _across(offset: bool) -> dict[str, Any]:
    axis = {"title": None, "labels": False, "ticks": False, "domainColor": INK}
    scale = {"paddingInner": 0.25, "paddingOuter": 0.1}
    across: dict[str, Any] = {"x": {"field": "month", "type": "ordinal", "scale": scale, "axis": axis}}
    if offset:
        across["xOffset"] = {"field": "year", "type": "ordinal", "scale": {"domain": [0, 1], "paddingInner": 0.06}}
    return across


def _up(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    axis = {"title": None, "tickCount": 4, "tickMinStep": 1, "grid": False, "domain": False, "ticks": False}
    scale = {"domain": [0, max((row["value"] for row in rows), default=0) or 1], "nice": True, "zero": True}
    return {"y": {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}}


def _bar_layer(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    colour = {"condition": {"test": "datum.year == 1", "value": POINT}, "value": CONTEXT}
    return {"data": {"values": rows}, "mark": "bar", "encoding": _across(True) | _up(rows) | {"color": colour}}


def _word_layers(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Words in place of a figure, stacked one above the other, since a bar is too narrow for a line of them."""
    stacks = [(row, row["text"].split()[::-1][:4]) for row in rows]
    return [
        _figure_layer([row | {"text": words[line]} for row, words in stacks if line < len(words)], 12, 13 * line)
        for line in range(max((len(words) for _, words in stacks), default=0))
    ]


def _figure_layer(rows: Sequence[dict[str, Any]], size: int, up_by: int) -> dict[str, Any]:
    """The figures above the bars; the scale is the bars' own, by which all layers are drawn."""
    mark = {"type": "text", "dy": -3 - up_by, "baseline": "bottom", "fontSize": size, "color": INK}
    up = {"y": {"field": "value", "type": "quantitative"}}
    return {"data": {"values": rows}, "mark": mark, "encoding": _across(True) | up | {"text": {"field": "text"}}}


def _label_layer(rows: Sequence[dict[str, Any]], field: str, at: int, *, offset: bool) -> dict[str, Any]:
    mark = {"type": "text", "y": at, "fontSize": 14, "color": INK}
    return {"data": {"values": rows}, "mark": mark, "encoding": _across(offset) | {"text": {"field": field}}}


@lru_cache(maxsize=1)
def engine() -> ModuleType:
    """Load the drawing engine when the first chart is drawn: it is large, and most work needs none."""
    import vl_convert

    vl_convert.register_font_directory(str(_FONT_FOLDER))
    return vl_convert


def _finished(drawn: str, title: str, alternative: str) -> Markup:
    """Name the picture for screen readers and take out what a strict page refuses."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own engine's output, from a spec of ours
    for element in root.iter():
        for attribute in ("style", "class", "role", "aria-roledescription"):
            element.attrib.pop(attribute, None)
    root.set("role", "img")
    for tag, text in (("desc", alternative), ("title", title)):
        named = ElementTree.Element(f"{{{_SVG}}}{tag}")
        named.text = text
        root.insert(0, named)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - serialised, so escaped


def spark_svg(values: Sequence[int | float | Decimal | None], title: str, alternative: str) -> Markup:
    """Draw the line by hand: two elements do not need an engine."""
    top = float(max((value for value in values if value is not None), default=0)) or 1.0
    step = (_SPARK_WIDTH - 2 * _SPARK_MARGIN) / max(len(values) - 1, 1)
    height = _SPARK_HEIGHT - 2 * _SPARK_MARGIN
    path, last, pen_down = "", "", False
    for index, value in enumerate(values):
        if value is None:
            pen_down = False
            continue
        x, y = _SPARK_MARGIN + index * step, _SPARK_MARGIN + height * (1 - float(value) / top)
        # A value between two gaps has no line: a move of nought with round ends is a dot.
        path += f"L{x:.1f} {y:.1f}" if pen_down else f"M{x:.1f} {y:.1f}h0"
        last, pen_down = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{POINT}"/>', True
    return Markup(  # noqa: S704 - words escaped, all else numbers of ours
        f'<svg xmlns="{_SVG}" role="img" width="{_SPARK_WIDTH}" height="{_SPARK_HEIGHT}" '
        f'viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}" focusable="false">'
        f"<title>{escape(title)}</title><desc>{escape(alternative)}</desc>"
        f'<path d="{path}" fill="none" stroke="#505a5f" stroke-width="1.5" '
        f'stroke-linejoin="round" stroke-linecap="round"/>{last}</svg>'
    )
