"""What a file about areas is, told by the names of its columns.

The national files name a column after the kind of area, the year of its codes and whether it holds a code or a name,
and every publisher spells that its own way: LSOA21CD, lsoa21_code, "LSOA code (2021)", LSOA 2021 Code, lad-code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LSOA_CHANGES = "lsoa_changes"
WARDS = "wards"
PARTNERSHIPS = "partnerships"
CENTRES = "centres"
POPULATION = "population"
POPULATION_GROUPS = "population_groups"
ETHNICITY = "ethnicity"
DEPRIVATION = "deprivation"
RURALITY = "rurality"
BOUNDARIES = "boundaries"
HARM = "harm"
AREA_COUNTS = "area_counts"

_LEVELS = {
    "lsoa": "lsoa", "wd": "ward", "ward": "ward", "lad": "lad", "ltla": "lad", "local_authority_district": "lad",
    "csp": "csp", "pfa": "pfa",
}  # fmt: skip
_LEVEL = "|".join(sorted(_LEVELS, key=len, reverse=True))
_AREA = re.compile(rf"^({_LEVEL})_?(?:20)?(\d\d)?_?(cd|code|nm|name)$")
_AREA_YEAR_LAST = re.compile(rf"^({_LEVEL})_(code|name)_(?:20)?(\d\d)$")
_TOTALS = ("total_population", "total_residents", "usual_residents", "residents", "population", "all_ages", "total")
# The five headings of the census, which are also those that officers record searches under.
ETHNIC_GROUPS = ("white", "black", "asian", "mixed", "other")
_HOUSEHOLDS = ("total_households", "households")
_DAYS = ("cchi_days", "harm_days", "days", "weight")
_IMD = re.compile(r"^(?:index_of_multiple_deprivation_)?imd_(decile|rank|score|average_score)(?:_where_.*)?$")
# Columns that only the police's own files have, which name LSOAs too.
_POLICE = {"crime_id", "reported_by", "falls_within", "outcome_type", "object_of_search"}
OLDEST_AGE = 90


@dataclass(frozen=True)
class Area:
    """A pair of columns that name one kind of area. `year` is that of its codes in two digits, empty when not told."""

    level: str
    year: str
    code: int
    name: int | None


class Columns:
    """The columns of one file, by what they hold: `areas` named, and where each single year of age stands (`ages`)."""

    def __init__(self, header: Sequence[str]) -> None:
        self.names = [plain(name) for name in header]
        self.areas = _areas(self.names)
        ages = _ages(self.names)
        self.ages = [ages[age] for age in sorted(ages)]

    def find(self, *names: str) -> int | None:
        """Return the place of the first of `names` that is a column."""
        return next((self.names.index(name) for name in names if name in self.names), None)

    def area(self, level: str, year: str | None = None) -> Area | None:
        """Return the area of `level`, of the latest year when there are several."""
        found = [area for area in self.areas if area.level == level and year in (None, area.year)]
        return max(found, key=lambda area: area.year, default=None)

    @property
    def total(self) -> int | None:
        return self.find(*_TOTALS)

    @property
    def households(self) -> int | None:
        return self.find(*_HOUSEHOLDS)

    @property
    def days(self) -> int | None:
        return self.find(*_DAYS)

    def imd(self, what: str) -> int | None:
        """Return the column of the index of multiple deprivation's `decile`, `rank`, `score` or `average_score`."""
        for place, name in enumerate(self.names):
            match = _IMD.match(name)
            if match and match[1] == what:
                return place
        return None


def plain(name: str) -> str:
    """Return a column's name in small letters, with one underscore for anything that is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip("\ufeff \t\r\n").casefold()).strip("_")


def recognise(header: Sequence[str]) -> str | None:
    """Return what kind of data about areas a file with these columns holds; None when it is none that we know.

    Further columns do not matter, nor does their order.
    """
    columns = Columns(header)
    if _POLICE & set(columns.names):
        return None
    return next((kind for kind, fits in _FORMS if fits(columns)), None)


def _areas(names: list[str]) -> list[Area]:
    codes: dict[tuple[str, str], int] = {}
    named: dict[tuple[str, str], int] = {}
    for place, name in enumerate(names):
        match, last = _AREA.match(name), _AREA_YEAR_LAST.match(name)
        if match:
            level, year, what = match[1], match[2] or "", match[3]
        elif last:
            level, what, year = last[1], last[2], last[3]
        else:
            continue
        (codes if what in ("cd", "code") else named).setdefault((_LEVELS[level], year), place)
    return [Area(*key, code=place, name=named.get(key)) for key, place in codes.items()]


def _ages(names: list[str]) -> dict[int, int]:
    """Return where each year of age stands; empty unless all from 0 to 90 and over are there."""
    found = {int(name): place for place, name in enumerate(names) if re.fullmatch(r"[0-9]{1,2}", name)}
    return found if set(found) == set(range(OLDEST_AGE + 1)) else {}


def _is_population(columns: Columns) -> bool:
    return columns.area("lsoa") is not None and columns.total is not None


def _is_harm(columns: Columns) -> bool:
    return columns.find("crime_type", "category") is not None and columns.days is not None


def _is_counts(columns: Columns) -> bool:
    wanted = columns.find("month"), columns.find("crime_type"), columns.find("count", "n")
    return columns.area("lad") is not None and None not in wanted


def _is_deprivation(columns: Columns) -> bool:
    by_lsoa = columns.area("lsoa") and (columns.imd("rank") is not None or columns.imd("score") is not None)
    return bool(by_lsoa or (columns.area("lad") and columns.imd("average_score") is not None))


def _is_rurality(columns: Columns) -> bool:
    return columns.area("lsoa") is not None and any(re.match(r"ruc(\d\d)?_?(cd|code)$", name) for name in columns.names)


def _is_centres(columns: Columns) -> bool:
    return columns.area("lsoa") is not None and None not in (columns.find("x"), columns.find("y"))


def _is_changes(columns: Columns) -> bool:
    return columns.area("lsoa", "11") is not None and columns.area("lsoa", "21") is not None


def _is_wards(columns: Columns) -> bool:
    return columns.area("lsoa") is not None and columns.area("lad") is not None


def _is_partnerships(columns: Columns) -> bool:
    return None not in (columns.area("lad"), columns.area("csp"))


def ethnic(columns: Columns) -> dict[str, int]:
    """Return where the residents of each ethnic group stand; empty unless there is one column for each of the five."""
    found = {
        group: [place for place, name in enumerate(columns.names) if re.match(rf"{group}(?:_|$)", name)]
        for group in ETHNIC_GROUPS
    }
    return {group: places[0] for group, places in found.items()} if all(map(_single, found.values())) else {}


def _single(places: Sequence[int]) -> bool:
    return len(places) == 1


def _is_ethnicity(columns: Columns) -> bool:
    return columns.area("lad") is not None and bool(ethnic(columns))


def _is_groups(columns: Columns) -> bool:
    return columns.area("lad") is not None and (columns.total is not None or columns.households is not None)


_FORMS = (
    (HARM, _is_harm),
    (AREA_COUNTS, _is_counts),
    (ETHNICITY, _is_ethnicity),
    (DEPRIVATION, _is_deprivation),
    (RURALITY, _is_rurality),
    (POPULATION, _is_population),
    (CENTRES, _is_centres),
    (LSOA_CHANGES, _is_changes),
    (WARDS, _is_wards),
    (PARTNERSHIPS, _is_partnerships),
    (POPULATION_GROUPS, _is_groups),
)
