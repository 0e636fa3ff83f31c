"""The three kinds of file that the police publish each month, and what a row of each must be.

A kind knows its columns, how DuckDB reads and keeps them, and what makes a row wrong, once in SQL for files that should
be right and once in Python for the lines of those that are not (`careful`). The two must agree.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from wardmote.evidence.engine import layout

_PLACE = ("Longitude", "Latitude")
# The identifier is 64 hexadecimal digits that no compression can shorten: kept as its 32 bytes, in half the room.
_IDENTIFIER = """CASE WHEN length("Crime ID") = 64 THEN coalesce(TRY(unhex("Crime ID")), encode("Crime ID"))
    ELSE encode("Crime ID") END AS crime_id"""


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    `columns` are in the published order and `optional` those of them that a file may lack; `ending` is how its name
    ends; `kept` maps each column of the Parquet file to the column it comes from; `cells` are the columns that its cube
    counts by, with the counts; `category` is the one of them whose values are listed and `known` its known values,
    empty when any is as good; `wrong` is what makes a row wrong; `marked` is the column in which our own
    generator writes its word.
    """

    slug: str
    words: str
    ending: str
    columns: tuple[str, ...]
    optional: frozenset[str]
    kept: dict[str, str]
    cells: tuple[str, ...]
    category: str
    known: frozenset[str]
    wrong: str
    marked: str = ""

    @property
    def header(self) -> bytes:
        return ",".join(self.columns).encode()

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column for column in self.columns if column not in self.optional)

    @property
    def identified(self) -> bool:
        """True when rows begin with an identifier, by which a repeat can be told from two things alike."""
        return self.columns[0] == "Crime ID"

    @property
    def printed_force(self) -> bool:
        """True when rows print their force; otherwise the file's name must tell it."""
        return "Falls within" in self.columns

    @property
    def types(self) -> str:
        """Return the columns and their types as DuckDB's reader takes them."""
        return ", ".join(f"'{name}': '{'DOUBLE' if name in _PLACE else 'VARCHAR'}'" for name in self.columns)

    def wrong_in(self, month: str) -> str:
        """Return what makes a row of a file of `month` wrong, as SQL."""
        return self.wrong.replace("$month", f"'{month}'").replace("$before", f"'{layout.month_before(month)}'")

    @property
    def select(self) -> str:
        """Return what the Parquet file keeps of a row, as SQL."""
        return ", ".join(
            _IDENTIFIER if name == "crime_id" else f'"{column}" AS {name}' for name, column in self.kept.items()
        )


_OFF_THE_MAP = "NOT (coalesce(longitude, 0) BETWEEN -180 AND 180) OR NOT (coalesce(latitude, 0) BETWEEN -90 AND 90)"
_OF_CRIMES = {
    "crime_id": "Crime ID", "month": "Month", "reported_by": "Reported by", "falls_within": "Falls within",
    "longitude": "Longitude", "latitude": "Latitude", "location": "Location", "lsoa_code": "LSOA code",
    "lsoa_name": "LSOA name",
}  # fmt: skip

STREET = Kind(
    slug="street",
    words="a street file",
    ending="street",
    columns=(*_OF_CRIMES.values(), "Crime type", "Last outcome category", "Context"),
    # Context has been empty in every file for years, so a file without it can still be counted.
    optional=frozenset({"Context"}),
    kept={**_OF_CRIMES, "crime_type": "Crime type", "outcome": "Last outcome category", "context": "Context"},
    cells=("lsoa_code", "lsoa_name", "crime_type", "n"),
    category="crime_type",
    known=layout.CRIME_TYPES,
    wrong=f"month IS DISTINCT FROM $month OR {_OFF_THE_MAP}",
    marked="context",
)
OUTCOMES = Kind(
    slug="outcomes",
    words="an outcomes file",
    ending="outcomes",
    columns=(*_OF_CRIMES.values(), "Outcome type"),
    optional=frozenset(),
    kept={**_OF_CRIMES, "outcome": "Outcome type"},
    cells=("lsoa_code", "lsoa_name", "outcome", "n"),
    category="outcome",
    known=frozenset(),
    wrong=f"month IS DISTINCT FROM $month OR {_OFF_THE_MAP}",
)
_OF_SEARCHES = {
    "type": "Type", "date": "Date", "operation": "Part of a policing operation", "operation_name": "Policing operation",
    "latitude": "Latitude", "longitude": "Longitude", "gender": "Gender", "age": "Age range",
    "self_ethnicity": "Self-defined ethnicity", "officer_ethnicity": "Officer-defined ethnicity",
    "legislation": "Legislation", "object": "Object of search", "outcome": "Outcome",
    "linked": "Outcome linked to object of search", "clothing": "Removal of more than just outer clothing",
}  # fmt: skip
STOPS = Kind(
    slug="stops",
    words="a stop and search file",
    ending="stop-and-search",
    columns=tuple(_OF_SEARCHES.values()),
    optional=frozenset(),
    kept=_OF_SEARCHES,
    cells=(
        "type", "object", "legislation", "outcome", "linked", "self_ethnicity", "officer_ethnicity", "gender", "age",
        "n", "placed",
    ),
    category="type",
    known=frozenset(),
    wrong=f"""NOT regexp_full_match(coalesce(date, ''), '{layout.MOMENT.pattern}')
        OR TRY_CAST(date AS TIMESTAMP) IS NULL OR left(date, 7) NOT IN ($month, $before)
        OR type IS NULL OR {_OFF_THE_MAP}""",
    marked="operation_name",
)  # fmt: skip
KINDS = (STREET, OUTCOMES, STOPS)

_NAME = re.compile(
    r"^(20[0-9]{2}-(?:0[1-9]|1[0-2]))-([a-z][a-z-]{1,40}?)-("
    + "|".join(kind.ending for kind in KINDS)
    + r")\.csv(?:\.gz)?$"
)


def named(name: str) -> tuple[Kind | None, str, str]:
    """Return (kind, force, month) as the name of a file tells them, or None and two empty strings."""
    match = _NAME.match(name.casefold())
    if match is None:
        return None, "", ""
    return next(kind for kind in KINDS if kind.ending == match[3]), match[2], match[1]


def of_header(header: Collection[str], hint: Kind | None = None) -> Kind | None:
    """Return the kind that a heading line is of; None when it is none's. `hint` decides what columns leave open."""
    has = set(header)
    if len(has & set(STOPS.columns)) > max(3, len(has & set(STREET.columns))):
        return STOPS
    if not has & set(STREET.required):
        return None
    if "Outcome type" in has and "Crime type" not in has:
        return OUTCOMES
    if "Crime type" in has or "Last outcome category" in has:
        return STREET
    return hint or STREET
