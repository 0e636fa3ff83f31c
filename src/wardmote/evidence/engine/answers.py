"""What questions to the store are answered with. Plain values; a missing month is None or listed, never nought.

Everywhere: `districts` are names as partnerships hold them; months are written `2025-01` and come in order; an area's
records are those that the area's own police force printed in it, as `recorded_crime` counts them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Monthly:
    """Counts by crime type and month. `counts[type][month]` is None for a month that is not held by every force.

    `recorded crime` is the sum of all types but anti-social behaviour; ask `total`.
    """

    months: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int | None]]
    missing: tuple[str, ...]
    forces: tuple[str, ...]
    synthetic: bool
    elsewhere: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class AreaCount:
    """Records of one small area over a window. `population` is None where none is loaded."""

    code: str
    name: str
    ward: str
    district: str
    count: int
    population: int | None = None


@dataclass(frozen=True)
class AreaCounts:
    """One row an area, areas with no record included where the lookups are loaded.

    `without_area` are records of the force in the window that have no LSOA. `missing` months make the counts of a part
    of the window only: whoever shows them says so or refuses. `remarks` are sentences to print beside the counts.
    """

    areas: tuple[AreaCount, ...]
    missing: tuple[str, ...]
    without_area: int
    synthetic: bool
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapPoint:
    """An anonymous map point on which the police put what happened near it, and how many records it holds."""

    longitude: float
    latitude: float
    location: str
    lsoa_code: str
    count: int
    types: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class MapPoints:
    """The points with most records, and the counts of all points for measures of concentration."""

    top: tuple[MapPoint, ...]
    counts: tuple[int, ...]
    missing: tuple[str, ...]
    vintages: tuple[str, ...]


@dataclass(frozen=True)
class Outcomes:
    """Last outcomes printed beside the crimes of a window, by outcome, and by month of the crime and outcome."""

    counts: Mapping[str, int]
    by_month: Mapping[str, Mapping[str, int]]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Stops:
    """Searches of one force in a window: each field's values and counts, and searches by ethnicity and outcome."""

    force: str
    months: tuple[str, ...]
    missing: tuple[str, ...]
    total: int
    by: Mapping[str, Mapping[str, int]]
    ethnicity_by_outcome: Mapping[str, Mapping[str, int]]
    without_place: int


@dataclass(frozen=True)
class Quality:
    """What a window of the store is worth for an area: what is missing, unplaced, odd."""

    months: tuple[str, ...]
    missing: tuple[str, ...]
    records: int
    without_place: int
    without_area: int
    repeated_ids: int
    files: int
    synthetic: bool
    remarks: tuple[str, ...] = ()
    layouts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class DistrictCount:
    """Records of one crime type in a district over a window, for comparison; None when a month is missing."""

    district: str
    count: int | None
    population: int | None
    force: str
    source: str
