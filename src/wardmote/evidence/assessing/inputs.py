"""Everything an assessment is made of, read before any of it is worked out. Plain values and answers to questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.evidence.engine.answers import AreaCounts, DistrictCount, MapPoints, Monthly, Outcomes, Quality, Stops
from wardmote.evidence.engine.reference.ethnicity import EthnicGroups


@dataclass(frozen=True)
class Person:
    """A count of people's records from a confidential room, for two periods, as it may be printed."""

    key: str
    name: str
    unit: str
    definition: str
    now: str
    before: str
    now_value: int | None
    before_value: int | None
    stock: bool = False


@dataclass(frozen=True)
class Question:
    """A closed question of a survey, as the public may read it; `figures` are empty where numbers are too small."""

    text: str
    answered: str
    options: Sequence[tuple[str, str, str]]
    figures: Sequence[tuple[str, str]]
    note: str = ""


@dataclass(frozen=True)
class SurveyHeard:
    """A survey: whom it asked and what came of it. `comments` are those that somebody ticked."""

    id: int
    title: str
    asked: str
    when: str
    response: str
    questions: Sequence[Question]
    comments: Sequence[str]


@dataclass(frozen=True)
class FileUsed:
    """A file that a figure was counted from."""

    kind: str
    name: str
    what: str
    sha256: str
    loaded: str
    synthetic: bool = False
    remarks: Sequence[str] = ()


@dataclass(frozen=True)
class Given:
    """What people gave a theme for a criterion."""

    theme: str
    criterion: str
    score: int
    reason: str
    when: str


@dataclass(frozen=True)
class Inputs:
    """`months` is the window asked for and `basis` its last months on which levels rest: twelve where all are held.

    `faulty` are months of the window whose types are scrambled as published: levels are printed with and without them,
    and whatever compares types leaves them out. `areas` and `points` are by crime type, over the usable months;
    `rivals` are counts by crime type of every district, over the same. `ethnic` are the residents of a force's area by
    ethnic group, by its short name. `residents` is the population of the partnership, `residents_as_of` its day.
    `geometry` maps a small area's code to its GeoJSON geometry. `outside` is what other rooms gave.
    """

    partnership: str
    slug: str
    districts: tuple[str, ...]
    to: str
    months: tuple[str, ...]
    basis: tuple[str, ...]
    structure: str
    made: str
    monthly: Monthly
    quality: Quality
    areas: Mapping[str, AreaCounts]
    points: Mapping[str, MapPoints]
    wards: bool = False
    outcomes: Outcomes | None = None
    stops: Sequence[Stops] = ()
    ethnic: Mapping[str, EthnicGroups] = field(default_factory=dict)
    rivals: Mapping[str, Sequence[DistrictCount]] = field(default_factory=dict)
    residents: int | None = None
    residents_as_of: str = ""
    residents_warning: str = ""
    similar: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    weights_as_of: str = ""
    weights_source: str = ""
    centres: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    geometry: Mapping[str, Any] = field(default_factory=dict)
    faulty: tuple[str, ...] = ()
    people: Sequence[Person] = ()
    people_months: Sequence[str] = ()
    force_records: int = 0
    surveys: Sequence[SurveyHeard] = ()
    outside: Mapping[str, Any] = field(default_factory=dict)
    matrix_number: int = 1
    matrix: Mapping[str, str] = field(default_factory=dict)
    matrix_reason: str = ""
    given: Sequence[Given] = ()
    files: Sequence[FileUsed] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def usable(self) -> tuple[str, ...]:
        """The months of the basis that are not faulty; all of them where none other is left."""
        return tuple(month for month in self.basis if month not in self.faulty) or self.basis
