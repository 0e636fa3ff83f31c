"""A month set beside those before it: last month, quarter, year to date, year and twelve months, or why not."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.methods.rate_ratio import dispersion
from wardmote.methods.tested_change import TestedChange, compare_counts

Series = Mapping[str, int | None]
# What χ² ÷ 11 of counts that vary by chance alone passes once in 20 times: 19.675 ÷ 11.
_CHANCE_PHI = 1.7886


@dataclass(frozen=True)
class Compared:
    """One comparison: the months on each side, their sums and the test; or None with the `reason`.

    A sum is None as soon as one of its months is missing. `season_in_it`: the two sides are different times of the
    year, so that the season may be the change.
    """

    label: str
    months: tuple[str, ...]
    months_before: tuple[str, ...]
    now: int | None
    before: int | None
    change: TestedChange | None
    reason: str
    season_in_it: bool


@dataclass(frozen=True)
class Changes:
    """Every comparison of one month. `financial_year`: April to this month against the same months of last year.

    `phi` is how many times more than chance the months before vary, by which every test was made milder.
    """

    month: str
    phi: float
    last_month: Compared
    quarter: Compared
    quarter_last_year: Compared
    financial_year: Compared
    year: Compared
    rolling_12: Compared

    @property
    def all(self) -> tuple[Compared, ...]:
        """The comparisons in the order of a table."""
        return (self.last_month, self.quarter, self.quarter_last_year, self.financial_year, self.year, self.rolling_12)


def month_on_month(series: Series, month: str, *, phi: float = 1, name: str = "The count") -> Compared:
    """Compare `month` with the one before it."""
    return _compared(series, month, 1, 1, "the month before", phi, name)


def quarter_on_quarter(series: Series, month: str, *, phi: float = 1, name: str = "The count") -> Compared:
    """Compare the three months to `month` with the three before them."""
    return _compared(series, month, 3, 3, "the three months before", phi, name)


def year_on_year(series: Series, month: str, *, phi: float = 1, name: str = "The count") -> Compared:
    """Compare `month` with the same month of last year."""
    return _compared(series, month, 1, 12, "the same month last year", phi, name)


def rolling_12(series: Series, month: str, *, phi: float = 1, name: str = "The count") -> Compared:
    """Compare the twelve months to `month` with the twelve before them. No season can mislead it."""
    return _compared(series, month, 12, 12, "the twelve months before", phi, name)


def usual_phi(series: Series, month: str) -> float | None:
    """Return how many times more than chance the 24 months before `month` vary, season and yearly level apart.

    Pearson's χ² of the table of two years by twelve calendar months, ÷ its 11 degrees of freedom; 1 where that is no
    more than chance gives once in 20. None where one of the months is missing or a calendar month has no events.
    """
    months = _run(_number(month) - 1, 24)
    held = [value for value in map(series.get, months) if value is not None]
    if len(held) < 24:
        return None
    years = [sum(held[:12]), sum(held[12:])]
    both = [first + second for first, second in zip(held[:12], held[12:], strict=True)]
    if 0 in (*years, *both):
        return None
    expected = [both[number % 12] * years[number // 12] / sum(years) for number in range(24)]
    phi = dispersion(held, expected, fitted=13)
    return phi if phi > _CHANCE_PHI else 1.0


def changes(series: Series, month: str, *, phi: float | None = None, name: str = "The count") -> Changes:
    """Make every comparison of `month` (YYYY-MM) that the series, counts by month, allows.

    A month that is not in `series`, or None there, is missing: whatever would hold it has no figure, and says which.
    Months differ in length, so the test is made on counts per day; what is printed are the counts.
    `phi` is as in `compare_counts`; left out, it is `usual_phi`, or 1 where that cannot be told.
    Raises ValueError for a month that is no month.
    """
    if phi is None:
        phi = usual_phi(series, month) or 1.0
    since_april = (_number(month) - 3) % 12 + 1
    return Changes(
        month,
        phi,
        month_on_month(series, month, phi=phi, name=name),
        quarter_on_quarter(series, month, phi=phi, name=name),
        _compared(series, month, 3, 12, "the same three months last year", phi, name),
        _compared(series, month, since_april, 12, "the same months of the financial year before", phi, name),
        year_on_year(series, month, phi=phi, name=name),
        rolling_12(series, month, phi=phi, name=name),
    )


def _compared(series: Series, month: str, length: int, back: int, label: str, phi: float, name: str) -> Compared:
    end = _number(month)
    late, early = _run(end, length), _run(end - back, length)
    now, before = _sum(series, late), _sum(series, early)
    season = back % 12 != 0
    if now is None or before is None:
        missing = [each for each in (*early, *late) if series.get(each) is None]
        return Compared(label, late, early, now, before, None, _why(missing), season)
    tested = compare_counts(
        now, before, exposure_now=_days(late), exposure_before=_days(early), phi=phi, name=name, comparator=label
    )
    return Compared(label, late, early, now, before, tested, "", season)


def _why(missing: Sequence[str]) -> str:
    if len(missing) <= 3:
        return f"No figures for {', '.join(missing)}."
    return f"No figures for {len(missing)} months, the first of them {missing[0]}."


def _sum(series: Series, months: Sequence[str]) -> int | None:
    held = [value for value in map(series.get, months) if value is not None]
    return sum(held) if len(held) == len(months) else None


def _number(month: str) -> int:
    """Months since the year nought, January 0."""
    year, dash, of_year = month.partition("-")
    if not (dash and len(year) == 4 and len(of_year) == 2 and (year + of_year).isdecimal() and 1 <= int(of_year) <= 12):
        raise ValueError(f"{month!r} is not a month such as 2026-03")
    return int(year) * 12 + int(of_year) - 1


def _run(end: int, length: int) -> tuple[str, ...]:
    return tuple(f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(end - length + 1, end + 1))


def _days(months: Sequence[str]) -> int:
    return sum(monthrange(int(month[:4]), int(month[5:]))[1] for month in months)
