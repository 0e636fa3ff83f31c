"""Months of a few small areas, such as those of one ward, and which small areas there are."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.evidence.engine import backends
from wardmote.evidence.engine.answers import Monthly
from wardmote.evidence.engine.questions import expressions
from wardmote.evidence.engine.questions.months import monthly
from wardmote.evidence.engine.questions.opening import Opened, answer, asked

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True)
class SmallArea:
    """An LSOA and the ward and district it lies in. `stable` is shared by codes of 2011 and 2021 on one ground."""

    code: str
    vintage: str
    name: str
    ward_code: str
    ward: str
    district: str
    stable: str


def in_areas(cube: "ir.Table", districts: Sequence[str], months: Sequence[str], codes: Sequence[str]) -> "ir.Table":
    """Return district, force, crime_type, month, n of the records in some LSOAs of `districts`."""
    rows = cube.filter(cube.district.isin(districts), expressions.during(cube, months), cube.lsoa_code.isin(codes))
    return rows.group_by("district", "force", "crime_type", "month").aggregate(n=rows.n.sum())


def monthly_of_areas(store: Path, districts: Collection[str], months: Sequence[str], codes: Collection[str]) -> Monthly:
    """Count the records in some LSOAs of `districts` by crime type and month, as `monthly` does for whole districts."""
    whole = monthly(store, districts, months)
    wanted = tuple(sorted(codes))

    def question(opened: Opened) -> Monthly:
        of = asked(opened, districts, months)
        counted: Counter[tuple[str, str]] = Counter()
        if of.held and wanted:
            rows = backends.ask(
                in_areas, {"cube": opened.cube}, districts=of.districts, months=of.stretches, codes=wanted
            )
            for district, force, crime_type, month, n in rows:
                if opened.policing.get(district) == force:
                    counted[crime_type, month] += n
        counts = {
            kind: {month: None if n is None else counted[kind, month] for month, n in row.items()}
            for kind, row in whole.counts.items()
        }
        return Monthly(whole.months, counts, whole.missing, whole.forces, whole.synthetic, 0, whole.unknown)

    return answer(store, question, whole)


def small_areas(store: Path, districts: Collection[str]) -> tuple[SmallArea, ...]:
    """Return the LSOAs of some districts in the lookups held, by code; none where no lookup is held.

    A code is told as it stands in the latest lookup that has it.
    """

    def question(opened: Opened) -> tuple[SmallArea, ...]:
        files = opened.places
        names = tuple(sorted(set(districts)))
        if not files or not names:
            return ()
        rows = backends.ask(expressions.places, {"places": files}, districts=names)
        latest = {row[0]: row for row in sorted(rows, key=lambda row: (row[0], row[7] or ""))}
        return tuple(
            SmallArea(code, years or "", name or "", ward_code or "", ward or "", district, stable or "")
            for code, years, name, ward_code, ward, district, stable, _from, _to in latest.values()
        )

    return answer(store, question, ())
