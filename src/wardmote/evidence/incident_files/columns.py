"""Which column of a file of incidents is what: matched by the names at their heads, and put right by a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardmote.common.plain_text import clean_line
from wardmote.evidence.incident_files.times import Orders, orders_of

# Each field: what a page calls it, and the headings that are taken for it.
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "starts": ("Date, or date and time, from", (
        "date", "datetime", "date time", "date and time", "incident date", "occurred", "occurred on", "date from",
        "from", "start", "starts", "start date", "date occurred", "occurred from", "earliest", "call date",
        "time of call", "call time", "date of call", "created", "reported", "date reported", "committed from",
        "start datetime", "incident datetime", "date time from", "from date")),
    "starts_time": ("Time from, where it has a column of its own", (
        "time", "time from", "start time", "incident time", "time occurred", "from time", "earliest time")),
    "ends": ("Date, or date and time, to", (
        "to", "date to", "end", "ends", "end date", "until", "occurred to", "latest", "to date", "committed to",
        "end datetime", "date time to")),
    "ends_time": ("Time to, where it has a column of its own", ("time to", "end time", "to time", "latest time")),
    "easting": ("Easting", ("easting", "eastings", "east", "x", "grid e", "gridx", "x coordinate", "bng e", "osgb e")),
    "northing": ("Northing", (
        "northing", "northings", "north", "y", "grid n", "gridy", "y coordinate", "bng n", "osgb n")),
    "longitude": ("Longitude", ("longitude", "lon", "long", "lng")),
    "latitude": ("Latitude", ("latitude", "lat")),
    "place": ("Place in words", (
        "place", "address", "location", "street", "site", "where", "road", "premises", "location description")),
    "kind": ("Kind of incident", (
        "kind", "type", "incident type", "category", "class", "classification", "type of incident", "asb type",
        "nature", "description")),
    "reference": ("Reference of the incident", (
        "reference", "ref", "id", "incident number", "incident no", "incident id", "log number", "log no", "urn",
        "incident reference", "incident ref", "unique reference", "number")),
    "case_reference": ("Reference of a case", (
        "case reference", "case", "case ref", "case number", "case id", "case no", "linked case")),
}  # fmt: skip
LENGTHS = {"reference": 60, "kind": 80, "case_reference": 40, "place": 200}


@dataclass(frozen=True)
class Columns:
    """Which column, counted from 0, is taken for what; `order` says how dates of numbers are read: `dmy` or `mdy`."""

    at: Mapping[str, int]
    order: str = ""

    def cell(self, cells: Sequence[str], name: str) -> str:
        place = self.at.get(name, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    @property
    def grid(self) -> bool:
        """Whether places are easting and northing; otherwise longitude and latitude."""
        return "easting" in self.at or "northing" in self.at


def guess(header: Sequence[str]) -> dict[str, int]:
    """Match columns to fields by the names at their heads; what matches nothing is left for the person."""
    found: dict[str, int] = {}
    plain = [_plain(name) for name in header]
    for name, (_, words) in FIELDS.items():
        for word in words:
            if word in plain and plain.index(word) not in found.values():
                found[name] = plain.index(word)
                break
    if {"easting", "northing"} <= set(found):
        found.pop("longitude", None)
        found.pop("latitude", None)
    return found


def find_header(rows: Sequence[Sequence[Any]]) -> int:
    """Return which of the first rows names the columns: the one whose cells match the most fields, else the first.

    `rows` are [number, cells].
    """
    scored = [(len(guess([str(cell) for cell in cells])), -at) for at, (_, cells) in enumerate(rows[:20])]
    return -max(scored)[1] if scored else 0


def _plain(name: str) -> str:
    return re.sub(r"[\s_./()-]+", " ", clean_line(name)).strip(" :?*").casefold()


def orders(rows: Iterable[Sequence[str]], columns: Columns) -> Orders:
    """Look at every date of the file for what it says of the order of day and month."""
    return orders_of(columns.cell(cells, name) for cells in rows for name in ("starts", "ends"))


def wanting(columns: Columns, found: Orders) -> str:
    """Say what is still to be chosen before rows can be read; nothing when all is there."""
    if "starts" not in columns.at:
        return "Choose the column with the date."
    pairs = (("easting", "northing"), ("longitude", "latitude"))
    if any((one in columns.at) != (other in columns.at) for one, other in pairs):
        return "Choose both columns of the coordinates, or neither."
    if all(one in columns.at for one, _ in pairs):
        return "Choose easting and northing, or longitude and latitude, not all four."
    if "ends_time" in columns.at and "ends" not in columns.at and "starts_time" not in columns.at:
        return "Choose the column with the time from as well."
    if len(set(columns.at.values())) < len(columns.at):
        return "Choose each column for one thing only."
    return "Say whether the day or the month comes first in the dates." if found.open and not columns.order else ""
