"""Counts by month, windows of months, and what is held."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardmote.evidence.engine import backends, layout
from wardmote.evidence.engine.answers import Monthly
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.expressions import ALL_CRIME
from wardmote.evidence.engine.questions.opening import STREET, Opened, answer, asked, manifest_of
from wardmote.evidence.engine.store import Held

# Printed since May 2013; a window of today has nothing to say about the types before.
_TYPES_NOW = layout.CRIME_TYPES - {"Violent crime", "Public disorder and weapons"}


@dataclass(frozen=True)
class Counts:
    """Records counted in a set of districts, month by month.

    `by_month` has only the months held by every force that polices the districts; the others are in `missing` and are
    not nought. `elsewhere` counts records of the same districts in the files of other forces (a railway, a map point
    over the border): they are left out, so that months with and without those files compare. `unknown` names districts
    that no file has ever printed.
    """

    by_month: dict[str, int]
    missing: tuple[str, ...]
    forces: tuple[str, ...]
    synthetic: bool
    elsewhere: int
    unknown: tuple[str, ...]

    @property
    def held(self) -> tuple[str, ...]:
        return tuple(self.by_month)

    @property
    def total(self) -> int | None:
        """The sum, or None when a month is missing: part of a quarter is no quarter."""
        return None if self.missing else sum(self.by_month.values())


def recorded_crime(store: Path, districts: Collection[str], crime_type: str, months: Sequence[str]) -> Counts:
    """Count the records of `crime_type` (as the files print it, or ALL_CRIME) in `districts` for each of `months`.

    A district is the name that partnerships know it by. It belongs to the force whose files hold most of its records,
    and only that force's files are counted for it. Months are written `2025-01`.
    """
    nothing = Counts({}, tuple(months), (), False, 0, tuple(sorted(set(districts))))

    def question(opened: Opened) -> Counts:
        of = asked(opened, districts, months)
        counted: Counter[str] = Counter()
        elsewhere = 0
        rows = backends.ask(expressions.by_month, {"cube": opened.cube}, districts=of.districts, crime_type=crime_type)
        held = frozenset(of.held)
        for district, force, month, n in rows:
            if month in held and opened.policing.get(district) == force:
                counted[month] += n
            elif month in held:
                elsewhere += n
        by_month = {month: counted[month] for month in of.held}
        return Counts(by_month, of.missing, of.forces, of.synthetic, elsewhere, of.unknown)

    return answer(store, question, nothing) if districts else Counts({}, tuple(months), (), False, 0, ())


def monthly(store: Path, districts: Collection[str], months: Sequence[str]) -> Monthly:
    """Count the records in `districts` by crime type and month.

    Every type that the police print today has its row, and any other that these months have. A month that is not held
    by every force of the districts is None for every type, never nought. Answered from the cube in one question.
    """
    names = tuple(sorted(set(districts)))

    def question(opened: Opened) -> Monthly:
        of = asked(opened, districts, months)
        counted: Counter[tuple[str, str]] = Counter()
        elsewhere = 0
        if of.held:
            rows = backends.ask(
                expressions.by_type_and_month, {"cube": opened.cube}, districts=of.districts, months=of.stretches
            )
            for district, force, crime_type, month, n in rows:
                if opened.policing.get(district) == force:
                    counted[crime_type, month] += n
                else:
                    elsewhere += n
        counts = _table(counted, months, of.held)
        return Monthly(tuple(months), counts, of.missing, of.forces, of.synthetic, elsewhere, of.unknown)

    nothing = Monthly(tuple(months), _table({}, months, ()), tuple(months), (), False, 0, names)
    return answer(store, question, nothing) if districts else nothing


def total(of: Monthly, crime_type: str) -> dict[str, int | None]:
    """Return the counts of one type by month, or of ALL_CRIME: every type but anti-social behaviour."""
    if crime_type != ALL_CRIME:
        return dict(of.counts.get(crime_type, {month: None if month in of.missing else 0 for month in of.months}))
    crime = [counts for name, counts in of.counts.items() if name != layout.ANTI_SOCIAL_BEHAVIOUR]
    return {month: None if month in of.missing else sum(counts[month] or 0 for counts in crime) for month in of.months}


def months_held(store: Path) -> list[Held]:
    """Return every street file that is held, by force and month."""
    street = manifest_of(store).of_kind(STREET)
    return [street[key] for key in sorted(street)]


def crime_types(store: Path) -> tuple[str, ...]:
    """Return the types that the store holds, as printed, by name."""

    def question(opened: Opened) -> tuple[str, ...]:
        return tuple(name for (name,) in backends.ask(expressions.types, {"cube": opened.cube}))

    return answer(store, question, ())


def last_month(store: Path, districts: Collection[str]) -> str | None:
    """Return the last month that every force of `districts` has a street file for; None when there is none."""

    def question(opened: Opened) -> str | None:
        every = sorted({month for _, month in opened.street})
        return max(asked(opened, districts, every).held, default=None)

    return answer(store, question, None)


def window(to_month: str, months: int) -> tuple[str, ...]:
    """Return `months` months in order, the last of them `to_month`: `("2025-03", 3)` gives January to March 2025.

    Raises ValueError for no month, or no months.
    """
    if not layout.MONTH.fullmatch(to_month) or months < 1:
        raise ValueError(f"{months} months to {to_month!r} are no window.")
    last = int(to_month[:4]) * 12 + int(to_month[5:]) - 1
    return tuple(f"{each // 12:04d}-{each % 12 + 1:02d}" for each in range(last - months + 1, last + 1))


def _table(
    counted: "Counter[tuple[str, str]] | dict[tuple[str, str], int]", months: Sequence[str], held: Collection[str]
) -> dict[str, dict[str, int | None]]:
    kept = frozenset(held)
    rows: dict[str, dict[str, int | None]] = defaultdict(dict)
    for crime_type in sorted(_TYPES_NOW | {name for name, _ in counted}):
        for month in months:
            rows[crime_type][month] = counted.get((crime_type, month), 0) if month in kept else None
    return dict(rows)
