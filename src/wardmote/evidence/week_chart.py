"""The hours of the week as a picture: seven columns, twenty-four rows, each cell with its figure, darker for more."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from wardmote.common.charts import Chart
from wardmote.common.drawing import FONT, INK
from wardmote.common.plain_text import clean_line

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Five steps of the product's teal, the last two with white figures.
_STEPS = (("#ffffff", INK), ("#dcebee", INK), ("#a9cdd4", INK), ("#4f8f9b", "#ffffff"), ("#0b5563", "#ffffff"))
_LEFT, _TOP, _WIDE, _HIGH = 62, 26, 50, 19


def week_chart(table: Sequence[Sequence[float]], *, title: str, unit: str, decimals: int = 0) -> Chart:
    """Draw 7 rows of 24 figures, Monday 00:00 first. White is nought; the colours are fourths of the highest figure.

    Raises ValueError for a table of another size.
    """
    if len(table) != 7 or any(len(day) != 24 for day in table):
        raise ValueError("a week has 7 days of 24 hours")
    title, unit = clean_line(title), clean_line(unit)
    texts = [[f"{value:,.{decimals}f}" for value in day] for day in table]
    rows = [["Hour", *DAYS], *([f"{hour:02}:00", *(day[hour] for day in texts)] for hour in range(24))]
    top, day, hour = max((table[day][hour], -day, -hour) for day in range(7) for hour in range(24))
    busiest = f"Most {unit}: {DAYS[-day]} {-hour:02}:00 to {-hour:02}:59 with {texts[-day][-hour]}." if top else ""
    alternative = f"Table in colours of {unit} by hour and day of the week. {title}. {busiest}".strip()
    return Chart(_svg(table, texts, title, alternative), title, alternative, rows)


def _svg(table: Sequence[Sequence[float]], texts: Sequence[Sequence[str]], title: str, alternative: str) -> Markup:
    top = max(max(day) for day in table) or 1
    parts = [
        f'<text x="{_LEFT + _WIDE * place + _WIDE / 2:.0f}" y="17" font-size="14" text-anchor="middle" '
        f'fill="{INK}">{name[:3]}</text>'
        for place, name in enumerate(DAYS)
    ]
    for hour in range(24):
        y = _TOP + _HIGH * hour
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 14}" font-size="13" text-anchor="end" fill="{INK}">{hour:02}:00'
                     "</text>")  # fmt: skip
        for day in range(7):
            fill, ink = _STEPS[_step(table[day][hour], top)]
            x = _LEFT + _WIDE * day
            parts.append(
                f'<rect x="{x}" y="{y}" width="{_WIDE - 2}" height="{_HIGH - 2}" fill="{fill}" stroke="#b1b4b6"/>'
                f'<text x="{x + _WIDE / 2 - 1:.0f}" y="{y + 13}" font-size="12" text-anchor="middle" fill="{ink}">'
                f"{texts[day][hour]}</text>"
            )
    width, height = _LEFT + _WIDE * 7, _TOP + _HIGH * 24
    return Markup(  # noqa: S704 - words escaped, all else numbers of ours
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" focusable="false" font-family="{FONT}">'
        f"<title>{escape(title)}</title><desc>{escape(alternative)}</desc>{''.join(parts)}</svg>"
    )


def _step(value: float, top: float) -> int:
    """0 for nought, then fourths of the highest."""
    return 0 if value <= 0 else min(4, 1 + int(4 * value / top))
