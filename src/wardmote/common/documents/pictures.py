"""Charts as pictures for Word, many at once: the fonts are then loaded once, and not for each chart."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from wardmote.common.charts import Chart
from wardmote.common.documents.glyphs import FONTS, in_main_font
from wardmote.common.documents.outline import Figure, Piece
from wardmote.common.documents.tree import ChartGrid

_TEMPLATE = Path(__file__).parent / "pictures.typ"
# 11.5 cm wide on paper, this is some 260 dots to the inch.
_PPI = 190
# A picture takes some 3 MB until it is packed.
_AT_ONCE = 10


def pictures(pieces: Iterable[Piece]) -> dict[int, bytes]:
    """Return the charts of a document as PNG, by the identity of the chart."""
    charts = {id(chart): chart for chart in _charts(pieces)}
    plain = [key for key, chart in charts.items() if in_main_font(chart.svg)]
    drawn = [
        picture
        for start in range(0, len(plain), _AT_ONCE)
        for picture in _printed([charts[key] for key in plain[start : start + _AT_ONCE]])
    ]
    # What the main font cannot letter, the drawing engine looks for in others.
    return {key: chart.png for key, chart in charts.items() if key not in plain} | dict(zip(plain, drawn, strict=True))


def _printed(charts: Sequence[Chart]) -> list[bytes]:
    import typst

    made = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=_PPI,
        sys_inputs={"charts": json.dumps([str(chart.svg) for chart in charts])},
    )
    return [made] if isinstance(made, bytes) else list(made or ())


def _charts(pieces: Iterable[Piece]) -> Iterable[Chart]:
    for piece in pieces:
        if isinstance(piece, Figure):
            yield piece.block.chart
        elif isinstance(piece, ChartGrid):
            yield from (chart for _, chart in piece.charts)
