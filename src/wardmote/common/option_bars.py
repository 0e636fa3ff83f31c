"""Bars that lie down: how many chose each answer, or anything else with names too long to stand under a bar."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from wardmote.common import numbers
from wardmote.common.charts import Chart
from wardmote.common.drawing import FONT, INK, POINT, Shown
from wardmote.common.plain_text import clean_line

_WIDTH, _ROW, _BAR, _ROOM = 420, 50, 18, 110
_LONGEST = 54


def option_bars(*, title: str, options: Sequence[str], counts: Sequence[int | Shown], unit: str) -> Chart:
    """Draw one bar an option, from nought, each under its name and with its figure at its end.

    A count that may not be seen is drawn as its words and has no bar. Drawn by hand: no engine is needed. Raises
    ValueError when there is not one count an option.
    """
    if not options or len(options) != len(counts):
        raise ValueError("a chart of options needs one count an option")
    title, unit, names = clean_line(title), clean_line(unit), [clean_line(option) for option in options]
    values = [each if isinstance(each, int) else each.value for each in counts]
    texts = [numbers.whole(each) if isinstance(each, int) else each.text for each in counts]
    table = [["Answer", unit[:1].upper() + unit[1:]], *([name, text] for name, text in zip(names, texts, strict=True))]
    pairs = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    alternative = f"Bar chart of {unit}. {title}. {pairs}."
    return Chart(_svg(names, values, texts, title, alternative), title, alternative, table)


def _svg(
    names: Sequence[str], values: Sequence[int | None], texts: Sequence[str], title: str, alternative: str
) -> Markup:
    top = max((value for value in values if value is not None), default=0) or 1
    height = _ROW * len(names) + 4
    drawn = []
    for index, (name, value, text) in enumerate(zip(names, values, texts, strict=True)):
        y, width = index * _ROW, 0.0 if value is None else (_WIDTH - _ROOM) * value / top
        shown = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
        drawn.append(
            f'<text x="2" y="{y + 17}" font-size="15" fill="{INK}">{escape(shown)}</text>'
            f'<rect x="2" y="{y + 24}" width="{max(width, 1):.1f}" height="{_BAR}" fill="{POINT}"/>'
            f'<text x="{width + 10:.1f}" y="{y + 38}" font-size="15" font-weight="700" fill="{INK}">'
            f"{escape(text)}</text>"
        )
    return Markup(  # noqa: S704 - words escaped, all else numbers of ours
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" focusable="false" font-family="{FONT}">'
        f"<title>{escape(title)}</title><desc>{escape(alternative)}</desc>{''.join(drawn)}</svg>"
    )
