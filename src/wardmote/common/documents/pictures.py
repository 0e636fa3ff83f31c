"""Charts as pictures for Word. All of a document's at once: the fonts are then loaded once, not for each chart."""

import json
from collections.abc import Iterable
from pathlib import Path

from wardmote.common.charts import Chart
from wardmote.common.documents.glyphs import FONTS, in_main_font
from wardmote.common.documents.outline import Figure, Piece
from wardmote.common.documents.tree import ChartGrid

_TEMPLATE = Path(__file__).parent / "pictures.typ"
# 11.5 cm wide on paper, this is some 260 dots to the inch.
_PPI = 190


def pictures(pieces: Iterable[Piece]) -> dict[int, bytes]:
    """Return the charts of a document as PNG, by the identity of the chart."""
    import typst

    charts = {id(chart): chart for chart in _charts(pieces)}
    plain = [key for key, chart in charts.items() if in_main_font(chart.svg)]
    drawn: list[bytes] = []
    if plain:
        made = typst.compile(
            _TEMPLATE,
            root=_TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="png",
            ppi=_PPI,
            sys_inputs={"charts": json.dumps([list(charts[key].svg.encode()) for key in plain])},
        )
        drawn = [made] if isinstance(made, bytes) else list(made or ())
    # What the main font cannot letter, the drawing engine looks for in others.
    return {key: chart.png for key, chart in charts.items() if key not in plain} | dict(zip(plain, drawn, strict=True))


def _charts(pieces: Iterable[Piece]) -> Iterable[Chart]:
    for piece in pieces:
        if isinstance(piece, Figure):
            yield piece.block.chart
        elif isinstance(piece, ChartGrid):
            yield from (chart for _, chart in piece.charts)
