"""Monthly series of themes out of the answer by crime type."""

from collections.abc import Collection, Sequence

from wardmote.evidence.assessing.themes import THEMES, TOTAL_KEY, TOTAL_NAME, Theme
from wardmote.evidence.engine.answers import Monthly
from wardmote.evidence.engine.questions import ALL_CRIME

Series = dict[str, int | None]
TOTAL = Theme(TOTAL_KEY, TOTAL_NAME, (ALL_CRIME,), "")


def of_theme(monthly: Monthly, theme: Theme) -> Series:
    """Return a theme's count of each month of the window, None where the month is missing."""
    if theme.key == TOTAL_KEY:
        every = [each for each in monthly.counts if each not in _asb_types()]
        return _summed(monthly, every)
    return _summed(monthly, theme.types)


def sound(series: Series, faulty: Collection[str]) -> Series:
    """Return a series without the months whose types are scrambled: as missing, so that nothing is tested on them."""
    return {month: None if month in faulty else value for month, value in series.items()}


def every_theme() -> tuple[Theme, ...]:
    """All themes after the total of crime, in their stated order."""
    return (TOTAL, *THEMES)


def total_of(series: Series, months: Sequence[str]) -> int | None:
    """Return the sum over `months`, None as soon as one of them is missing."""
    values = [series.get(month) for month in months]
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None


def _asb_types() -> set[str]:
    return {each for theme in THEMES if not theme.crime for each in theme.types}


def _summed(monthly: Monthly, types: Sequence[str]) -> Series:
    missing = set(monthly.missing)
    return {
        month: None if month in missing else sum(monthly.counts.get(each, {}).get(month) or 0 for each in types)
        for month in monthly.months
    }
