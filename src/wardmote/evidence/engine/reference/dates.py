"""The day as of which a file about areas holds, where nobody says so."""

import re
from datetime import date

from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.columns import Columns

CENSUS_DAYS = {2011: date(2011, 3, 27), 2021: date(2021, 3, 21)}
# 2019, census2021, population20: four digits anywhere, or two digits right after letters at the name's beginning.
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"^[a-z_]+(\d\d)(?!\d)")
_OF_AREAS = (known.LSOA_CHANGES, known.WARDS, known.PARTNERSHIPS, known.CENTRES, known.RURALITY, known.BOUNDARIES)


def as_of(kind: str, columns: Columns, name: str, last_month: str = "") -> date | None:
    """Return the day as of which a file holds, from its columns and its name; None when neither tells.

    Counts hold as of the last month in them. A file that joins areas, or draws them, holds from 1 April of the latest
    year in its columns' names (codes of districts change on 1 April). Populations, deprivation and weights go by
    the year in the file's name, else by that of their columns: residents as of census day in 2011 and 2021 and the
    middle of any other year, the others as of 1 April.
    """
    if kind == known.AREA_COUNTS:
        return date.fromisoformat(f"{last_month}-01") if last_month else None
    printed = [int(area.year) + 2000 for area in columns.areas if area.year]
    named = year_in(name)
    if kind in _OF_AREAS:
        year = max(printed, default=named)
    else:
        # Codes of 2011 were used for ten years: they say nothing about when people were counted.
        recent = [each for each in printed if each != 2011]
        year = named or max(recent, default=0)
    if not year:
        return None
    if kind in (known.POPULATION, known.POPULATION_GROUPS, known.ETHNICITY):
        return CENSUS_DAYS.get(year, date(year, 6, 30))
    return date(year, 4, 1)


def year_in(name: str) -> int:
    """Return the year that a file's name tells, 0 when none."""
    plain = name.casefold()
    full = _YEAR.search(plain)
    if full:
        return int(full[1])
    short = _SHORT_YEAR.match(plain)
    return 2000 + int(short[1]) if short else 0
