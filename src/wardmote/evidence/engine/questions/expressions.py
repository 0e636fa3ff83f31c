"""The questions themselves: functions from tables to Ibis expressions, knowing of no engine and of no file.

`cube` is the cube of street crime (or, where said, of searches), `street` the rows of street files as they were loaded.
Columns come back in the order that each function states; rows come in no order. `months` are written as stretches,
the first and last month of each: `("2024-01", "2024-06", "2024-08", "2024-12")` is a year without its July.
"""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from wardmote.evidence.engine import layout

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Every type but anti-social behaviour, which is incidents and not recorded crime.
ALL_CRIME = "All recorded crime"
# What is known of a search.
SEARCH_FIELDS = (
    "type", "object", "legislation", "outcome", "linked", "self_ethnicity", "officer_ethnicity", "gender", "age",
)  # fmt: skip


def by_force(cube: "ir.Table") -> "ir.Table":
    """Return district, force, n: how many records each force has printed in each district, ever."""
    return cube.filter(cube.district != "").group_by("district", "force").aggregate(n=cube.n.sum())


def owners(cube: "ir.Table") -> "ir.Table":
    """Return district, own: the force that polices each district, from a cube that says so."""
    return cube.filter(cube.district != "").select("district", "own").distinct()


def types(cube: "ir.Table") -> "ir.Table":
    """Return crime_type: each type that was ever printed."""
    return cube.select("crime_type").distinct()


def of_type(rows: "ir.Table", crime_type: str) -> "ir.Table":
    """Return the rows of one type; those of every type but anti-social behaviour for ALL_CRIME."""
    if crime_type == ALL_CRIME:
        return rows.filter(rows.crime_type != layout.ANTI_SOCIAL_BEHAVIOUR)
    return rows.filter(rows.crime_type == crime_type)


def during(rows: "ir.Table", months: Sequence[str]) -> "ir.BooleanValue":
    """Return which rows are of the stretches of `months`."""
    ends = zip(months[::2], months[1::2], strict=True)
    return reduce(or_, (rows.month.between(first, last) for first, last in ends))


def by_month(cube: "ir.Table", districts: Collection[str], crime_type: str) -> "ir.Table":
    """Return district, force, month, n of the records of `crime_type` (or ALL_CRIME) in `districts`."""
    rows = of_type(cube.filter(cube.district.isin(sorted(districts))), crime_type)
    return rows.group_by("district", "force", "month").aggregate(n=rows.n.sum())


def by_type_and_month(cube: "ir.Table", districts: Sequence[str], months: Sequence[str]) -> "ir.Table":
    """Return district, force, crime_type, month, n of all records in `districts` and `months`."""
    rows = _within(cube, districts, months)
    return rows.group_by("district", "force", "crime_type", "month").aggregate(n=rows.n.sum())


def by_area(cube: "ir.Table", districts: Sequence[str], months: Sequence[str], crime_type: str) -> "ir.Table":
    """Return district, force, lsoa_code, lsoa_name, n: one row an area, under each name that it was printed with."""
    rows = of_type(_within(cube, districts, months), crime_type)
    return rows.group_by("district", "force", "lsoa_code", "lsoa_name").aggregate(n=rows.n.sum())


def without_area(cube: "ir.Table", forces: Sequence[str], months: Sequence[str], crime_type: str) -> "ir.Table":
    """Return force, n: the records of `forces` that no LSOA was printed for, which are therefore in no district."""
    rows = cube.filter(cube.lsoa_code == "", cube.force.isin(forces), during(cube, months))
    rows = of_type(rows, crime_type)
    return rows.group_by("force").aggregate(n=rows.n.sum())


def by_district(cube: "ir.Table", months: Sequence[str], crime_type: str) -> "ir.Table":
    """Return district, force, n, printed for every district: the records of `crime_type`, and of any type."""
    rows = cube.filter(cube.district != "", during(cube, months))
    counted = rows.crime_type == crime_type
    if crime_type == ALL_CRIME:
        counted = rows.crime_type != layout.ANTI_SOCIAL_BEHAVIOUR
    return rows.group_by("district", "force").aggregate(n=counted.ifelse(rows.n, 0).sum(), printed=rows.n.sum())


def points_met_again(street: "ir.Table") -> "ir.Table":
    """Return month, before, n: the map points of each month, by the month in which each was last printed before."""
    import ibis

    printed = street.filter(street.longitude.notnull())
    seen = printed.select("month", "longitude", "latitude", "location").distinct()
    point = ibis.window(group_by=["longitude", "latitude", "location"], order_by="month")
    after = seen.mutate(before=seen.month.lag().over(point))
    return after.group_by("month", "before").aggregate(n=after.count())


def by_point(
    street: "ir.Table", cube: "ir.Table", districts: Sequence[str], months: Sequence[str], force: str,
    starts: Sequence[str], crime_type: str,
) -> "ir.Table":  # fmt: skip
    """Return vintage, longitude, latitude, location, lsoa_code, crime_type, n of the map points in `districts`.

    `street` holds rows of `force` alone. `starts` are the months in which a new list of points began; a point's
    vintage is how many of them are not later than its month.
    """
    import ibis

    rows = of_type(_in_districts(street, cube, districts, months, force), crime_type)
    rows = rows.filter(rows.longitude.notnull())
    vintage = ibis.literal(0, "int64")
    for start in starts:
        vintage = vintage + (rows.month >= start).ifelse(1, 0).cast("int64")
    rows = rows.mutate(vintage=vintage)
    keys = ["vintage", "longitude", "latitude", "location", "lsoa_code", "crime_type"]
    return rows.group_by(keys).aggregate(n=rows.count())


def by_outcome(
    street: "ir.Table", cube: "ir.Table", districts: Sequence[str], months: Sequence[str], force: str, crime_type: str
) -> "ir.Table":
    """Return month, outcome, n of the records in `districts`; an outcome that was not printed is empty."""
    rows = of_type(_in_districts(street, cube, districts, months, force), crime_type)
    rows = rows.mutate(outcome=rows.outcome.fill_null(""))
    return rows.group_by("month", "outcome").aggregate(n=rows.count())


def soundness(street: "ir.Table") -> "ir.Table":
    """Return month, rows, without_place, without_area of street files."""
    return street.group_by("month").aggregate(
        rows=street.count(),
        without_place=(street.longitude.isnull() | street.latitude.isnull()).ifelse(1, 0).sum(),
        without_area=street.lsoa_code.isnull().ifelse(1, 0).sum(),
    )


def repeated_ids(street: "ir.Table") -> "ir.Table":
    """Return n: rows whose Crime ID stands on another row too, that other one not counted."""
    return street.aggregate(n=street.crime_id.count() - street.crime_id.nunique())


def searches(cube: "ir.Table", force: str, months: Sequence[str]) -> "ir.Table":
    """Return SEARCH_FIELDS, n, placed from the cube of searches: those of one force, and how many have a place."""
    rows = cube.filter(cube.force == force, during(cube, months))
    rows = rows.mutate(**{name: rows[name].fill_null("") for name in SEARCH_FIELDS})
    return rows.group_by(list(SEARCH_FIELDS)).aggregate(n=rows.n.sum(), placed=rows.placed.sum())


def _within(cube: "ir.Table", districts: Sequence[str], months: Sequence[str]) -> "ir.Table":
    return cube.filter(cube.district.isin(districts), during(cube, months))


def _in_districts(
    street: "ir.Table", cube: "ir.Table", districts: Sequence[str], months: Sequence[str], force: str
) -> "ir.Table":
    """Return the rows that the cube counts in `districts`: those of the same month, area and name."""
    counted = _within(cube, districts, months)
    counted = counted.filter(counted.force == force)
    keys = ["month", "lsoa_code", "lsoa_name"]
    rows = street.mutate(lsoa_code=street.lsoa_code.fill_null(""), lsoa_name=street.lsoa_name.fill_null(""))
    return rows.semi_join(counted.select(keys).distinct(), keys)


def places(places: "ir.Table", districts: Sequence[str]) -> "ir.Table":
    """Return lsoa_code, vintage, lsoa_name, ward_code, ward, district, stable, from_month, to_month of `districts`."""
    rows = places.filter(places.district.isin(districts))
    return rows.select(
        "lsoa_code", "vintage", "lsoa_name", "ward_code", "ward", "district", "stable", "from_month", "to_month"
    )


def areas_in(places: "ir.Table", month: str) -> "ir.Table":
    """Return lsoa_code, vintage, district of every area of the lookups in `month`."""
    rows = places.filter(places.from_month <= month, places.to_month >= month)
    return rows.select("lsoa_code", "vintage", "district").distinct()


def police_areas(places: "ir.Table") -> "ir.Table":
    """Return district, pfa: the police force area in which each district lies, by the lookups."""
    return places.filter(places.pfa.notnull(), places.pfa != "").select("district", "pfa").distinct()


def told(counts: "ir.Table", months: Sequence[str], crime_type: str) -> "ir.Table":
    """Return lad, force, month, n of counts by district that others made."""
    rows = of_type(counts.filter(during(counts, months), counts.lad != ""), crime_type)
    return rows.group_by("lad", "force", "month").aggregate(n=rows.n.sum())


def told_of(counts: "ir.Table", months: Sequence[str]) -> "ir.Table":
    """Return force, month: of which forces and months others have made counts."""
    return counts.filter(during(counts, months)).select("force", "month").distinct()
