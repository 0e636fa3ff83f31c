"""Each LSOA's ward, district, partnership and force, in each stretch of time that the lookups held tell apart.

Rules. A lookup is used from the month it holds as of until the next of its sort begins; before the first, the first is
used. An LSOA of 2011 that is not in a lookup of LSOAs of 2021 takes what is said of the LSOA of 2021 it became, and the
other way about. A district that lies in one partnership is in it whole. Where one lies in several, its parts are taken
apart by the old district in the name of the LSOA of 2011, and each part counts as a district named after its
partnership: so a partnership is always a set of whole districts, and an LSOA is in one partnership only.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wardmote.evidence.engine.reference.forms import TEXT

FIELDS = tuple(
    (name, TEXT)
    for name in (
        "lsoa_code", "vintage", "lsoa_name", "ward_code", "ward", "lad_code", "lad", "district", "csp_code", "csp",
        "pfa_code", "pfa", "stable", "from_month", "to_month",
    )
)  # fmt: skip
FIRST_MONTH, LAST_MONTH = "0001-01", "9999-12"
_PRINTED = re.compile(r"^(.+) [0-9]{3}[A-Z]{1,2}$")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Lookup:
    """The rows of one lookup, and from when it holds."""

    as_of: date
    rows: Sequence[Row]


@dataclass
class Lookups:
    """All lookups held. `changes` has LSOAs of 2011 and 2021; `wards` place LSOAs, `partnerships` districts."""

    changes: list[Lookup] = field(default_factory=list)
    wards: list[Lookup] = field(default_factory=list)
    partnerships: list[Lookup] = field(default_factory=list)


@dataclass
class _Ground:
    """What LSOAs there are: the names in each vintage, what became what, and which are the same ground."""

    names: dict[str, dict[str, str]]
    became: dict[str, list[str]]
    stable: dict[str, str]

    def vintage(self, code: str) -> str:
        found = [vintage for vintage in ("2011", "2021") if code in self.names[vintage]]
        return "both" if len(found) == 2 else found[0] if found else ""

    def name(self, code: str) -> str:
        return self.names["2021"].get(code) or self.names["2011"].get(code, "")

    def old_district(self, code: str) -> str:
        """Return the district in the LSOA's name of 2011, or in that of the first LSOA of 2011 on its ground."""
        for each in (code, *self.became.get(code, ())):
            if each in self.names["2011"]:
                return printed(self.names["2011"][each])
        return printed(self.name(code))


def printed(lsoa_name: str) -> str:
    """Return the district that an LSOA is named after: "South Oxfordshire" of "South Oxfordshire 001A"."""
    match = _PRINTED.match(lsoa_name)
    return match[1] if match else ""


def build(lookups: Lookups) -> list[tuple[Any, ...]]:
    """Return the rows of `places` (FIELDS), by code and month; none without a lookup that places LSOAs."""
    ground = _ground(lookups)
    placing = sorted(
        [*lookups.wards, *(each for each in lookups.changes if _places(each))], key=lambda each: each.as_of
    )
    if not placing:
        return []
    lines: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    partnerships = sorted(lookups.partnerships, key=lambda each: each.as_of)
    for start in sorted({f"{each.as_of:%Y-%m}" for each in (*placing, *partnerships)}):
        lads = _each_lad(placing, start, ground)
        wards = _each_ward(lookups.wards, start)
        partners = _Partners(_by_use(partnerships, start), ground, lads)
        for code, where in lads.items():
            ward = _nearest(code, wards, ground) or ("", "")
            lines[code].append((start, *ward, *where, *partners.of(code, *where)))
    return [row for code in sorted(lines) for row in _stretches(code, lines[code], ground)]


def _stretches(code: str, told: list[tuple[Any, ...]], ground: _Ground) -> Iterable[tuple[Any, ...]]:
    """Join neighbouring stretches that say the same of `code`, and give each its first and last month."""
    kept = [each for before, each in zip([None, *told], told, strict=False) if before is None or before[1:] != each[1:]]
    firsts = [FIRST_MONTH, *(each[0] for each in kept[1:])]
    lasts = [*(_before(each[0]) for each in kept[1:]), LAST_MONTH]
    for each, first, last in zip(kept, firsts, lasts, strict=True):
        yield code, ground.vintage(code), ground.name(code), *each[1:], ground.stable[code], first, last


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year:04d}-{number - 1:02d}" if number > 1 else f"{year - 1:04d}-12"


def _places(lookup: Lookup) -> bool:
    return any(row.get("lad_code") for row in lookup.rows[:1])


def _ground(lookups: Lookups) -> _Ground:
    names: dict[str, dict[str, str]] = {"2011": {}, "2021": {}}
    became: dict[str, list[str]] = defaultdict(list)
    parent: dict[str, str] = {}
    for lookup in lookups.changes:
        for row in lookup.rows:
            old, new = row["lsoa11_code"], row["lsoa21_code"]
            names["2011"][old], names["2021"][new] = row["lsoa11_name"], row["lsoa21_name"]
            if old != new:
                became[old].append(new)
                became[new].append(old)
            _join(parent, old, new)
    for lookup in lookups.wards:
        for row in lookup.rows:
            code = row["lsoa_code"]
            names[row.get("vintage") or "2021"].setdefault(code, row["lsoa_name"])
            _join(parent, code, code)
    return _Ground(names, dict(became), {code: _root(parent, code) for code in sorted(parent)})


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def _root(parent: dict[str, str], code: str) -> str:
    """Return the smallest code on the same ground as `code`."""
    parent.setdefault(code, code)
    while parent[code] != code:
        parent[code] = parent[parent[code]]
        code = parent[code]
    return code


def _by_use(lookups: list[Lookup], month: str) -> list[Lookup]:
    begun = [each for each in lookups if f"{each.as_of:%Y-%m}" <= month]
    later = [each for each in lookups if f"{each.as_of:%Y-%m}" > month]
    return [*reversed(begun), *later]


def _each_lad(placing: list[Lookup], month: str, ground: _Ground) -> dict[str, tuple[str, str]]:
    """Return (code, name) of each LSOA's district in `month`, as printed in the lookups.

    What the lookup in force says of the same ground in the other vintage goes before what an older one says of it.
    """
    told: dict[date, dict[str, tuple[str, str]]] = {}
    for lookup in _by_use(placing, month):
        of_day = told.setdefault(lookup.as_of, {})
        for row in lookup.rows:
            for code in _codes(row):
                of_day.setdefault(code, (row["lad_code"], row["lad"]))
    found: dict[str, tuple[str, str]] = {}
    for code in ground.stable:
        where = next((hit for of_day in told.values() if (hit := _nearest(code, of_day, ground))), None)
        if where:
            found[code] = where
    return found


def _each_ward(wards: list[Lookup], month: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for lookup in _by_use(sorted(wards, key=lambda each: each.as_of), month):
        for row in lookup.rows:
            if row["ward_code"]:
                found.setdefault(row["lsoa_code"], (row["ward_code"], row["ward"]))
    return found


def _codes(row: Row) -> tuple[str, ...]:
    return (row["lsoa_code"],) if "lsoa_code" in row else (row["lsoa11_code"], row["lsoa21_code"])


def _nearest(code: str, told: Mapping[str, tuple[str, str]], ground: _Ground) -> tuple[str, str] | None:
    """Return what is told of `code`, else of the first LSOA of the other vintage on its ground."""
    return next((told[each] for each in (code, *sorted(ground.became.get(code, ()))) if each in told), None)


class _Partners:
    """Which partnership each LSOA is in, by one lookup of districts and, where it lacks one, the others."""

    def __init__(self, lookups: list[Lookup], ground: _Ground, lads: Mapping[str, tuple[str, str]]) -> None:
        self._ground = ground
        self._of_lad: dict[str, list[Row]] = {}
        for lookup in lookups:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in lookup.rows:
                found[row["lad_code"]].append(row)
            for lad, rows in found.items():
                self._of_lad.setdefault(lad, rows)
        self._parts: dict[str, dict[str, Row]] = {}
        olds: dict[str, set[str]] = defaultdict(set)
        for code, (lad, _) in lads.items():
            if len(self._of_lad.get(lad, ())) > 1:
                olds[lad].add(ground.old_district(code))
        self._parts = {lad: match_parts(names, self._of_lad[lad]) for lad, names in olds.items()}

    def of(self, code: str, lad: str, lad_name: str) -> tuple[str, str, str, str, str]:
        """Return (district, partnership code, name, force code, name)."""
        rows = self._of_lad.get(lad, [])
        if not rows:
            return lad_name, "", "", "", ""
        if len(rows) == 1:
            return lad_name, *_names(rows[0])
        part = self._parts.get(lad, {}).get(self._ground.old_district(code))
        if part is None:
            return lad_name, "", "", rows[0]["pfa_code"], rows[0]["pfa"]
        return part["csp"], *_names(part)


def _names(row: Row) -> tuple[str, str, str, str]:
    return row["csp_code"], row["csp"], row["pfa_code"], row["pfa"]


def match_parts(old_districts: Iterable[str], rows: list[Row]) -> dict[str, Row]:
    """Say in which of the partnerships `rows` of one district each old district lies.

    By the same name; by a name that the partnership's joins ("Daventry and South Northamptonshire"); and the one old
    district left over, in the one partnership left over.
    """
    found: dict[str, Row] = {}
    for old in sorted(old_districts):
        same = [row for row in rows if row["csp"] == old]
        joined = [row for row in rows if old in re.split(r", | and ", row["csp"])]
        for row in (same or joined)[:1]:
            found[old] = row
    taken = {row["csp_code"] for row in found.values()}
    left = [old for old in old_districts if old not in found]
    free = [row for row in rows if row["csp_code"] not in taken]
    if len(left) == 1 and len(free) == 1:
        found[left[0]] = free[0]
    return found
