"""What a row of each kind of file about areas becomes, and why it may be rejected."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wardmote.evidence.engine.reference import columns as known
from wardmote.evidence.engine.reference.cells import Wrong, code, name, number, people, words
from wardmote.evidence.engine.reference.columns import Area, Columns

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_MOST_DAYS = 40_000
_LONG = 9
TEXT, WHOLE, NUMBER = "string", "int64", "double"


@dataclass(frozen=True)
class Form:
    """How rows of a file are read: the first `keys` of `fields` say what a row is about, `title` names the dataset."""

    kind: str
    title: str
    vintage: str
    fields: tuple[tuple[str, str], ...]
    keys: int
    parse: Callable[[list[str]], tuple[Any, ...]]


def form_of(header: list[str]) -> Form | None:
    """Return how to read a file with these columns; None when it holds no data about areas."""
    kind = known.recognise(header)
    return _MAKERS[kind](Columns(header)) if kind else None


def _area(columns: Columns, level: str, year: str | None = None) -> Area:
    area = columns.area(level, year)
    if area is None:
        raise LookupError(f"no column for {level}")
    return area


def _vintage(area: Area) -> str:
    return f"20{area.year}" if area.year else ""


def _year(area: Area) -> str:
    return f" 20{area.year}" if area.year else ""


def _changes(columns: Columns) -> Form:
    old, new = _area(columns, "lsoa", "11"), _area(columns, "lsoa", "21")
    lad, how = columns.area("lad"), columns.find("chgind")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return (
            code(cells, old), code(cells, new), name(cells, old), name(cells, new),
            words(cells[how]) if how is not None else "",
            code(cells, lad) if lad else "", name(cells, lad),
        )  # fmt: skip

    fields = ("lsoa11_code", "lsoa21_code", "lsoa11_name", "lsoa21_name", "change", "lad_code", "lad")
    return Form(known.LSOA_CHANGES, "LSOA 2011 to LSOA 2021", "", tuple((f, TEXT) for f in fields), 2, parse)


def _wards(columns: Columns) -> Form:
    lsoa, ward, lad = _area(columns, "lsoa"), columns.area("ward"), _area(columns, "lad")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return (
            code(cells, lsoa), name(cells, lsoa), code(cells, ward) if ward else "", name(cells, ward),
            code(cells, lad), name(cells, lad),
        )  # fmt: skip

    fields = ("lsoa_code", "lsoa_name", "ward_code", "ward", "lad_code", "lad")
    title = f"LSOA{_year(lsoa)} to {'ward and ' if ward else ''}district{_year(lad)}"
    return Form(known.WARDS, title, _vintage(lsoa), tuple((f, TEXT) for f in fields), 1, parse)


def _partnerships(columns: Columns) -> Form:
    lad, csp, pfa = _area(columns, "lad"), _area(columns, "csp"), columns.area("pfa")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return (
            code(cells, lad), code(cells, csp), name(cells, lad), name(cells, csp),
            code(cells, pfa) if pfa else "", name(cells, pfa),
        )  # fmt: skip

    fields = ("lad_code", "csp_code", "lad", "csp", "pfa_code", "pfa")
    title = f"District{_year(lad)} to partnership and police force"
    return Form(known.PARTNERSHIPS, title, "", tuple((f, TEXT) for f in fields), 2, parse)


def _centres(columns: Columns) -> Form:
    lsoa, x, y = _area(columns, "lsoa"), columns.find("x") or 0, columns.find("y") or 0

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return code(cells, lsoa), number(cells[x], 0, 700_000), number(cells[y], 0, 1_300_000)

    fields = (("lsoa_code", TEXT), ("x", NUMBER), ("y", NUMBER))
    return Form(known.CENTRES, f"Centres of LSOA{_year(lsoa)}", _vintage(lsoa), fields, 1, parse)


def _ages(columns: Columns, cells: list[str]) -> tuple[int | None, int | None, int | None]:
    """Return residents under 18, from 18 to 64 and of 65 and over; three None when ages are not told."""
    if not columns.ages:
        return None, None, None
    told = [cells[place] for place in columns.ages]
    digits = "".join(told)
    # a national file has three million of these cells: they are looked at one by one only when something is odd
    plain = "" not in told and digits.isdecimal() and digits.isascii() and len(max(told, key=len)) < _LONG
    counts = [int(each) for each in told] if plain else [people(each) for each in told]
    return sum(counts[:18]), sum(counts[18:65]), sum(counts[65:])


_GROUPS = (("under_18", WHOLE), ("aged_18_64", WHOLE), ("aged_65_over", WHOLE), ("households", WHOLE))


def _people(columns: Columns, cells: list[str]) -> tuple[Any, ...]:
    total, households = columns.total, columns.households
    ages = _ages(columns, cells)
    residents = people(cells[total]) if total is not None else None
    if residents is not None and ages[0] is not None and sum(each or 0 for each in ages) != residents:
        raise Wrong("the ages do not add up to the total")
    return residents, *ages, people(cells[households]) if households is not None else None


def _population(columns: Columns) -> Form:
    lsoa = _area(columns, "lsoa")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return code(cells, lsoa), *_people(columns, cells)

    fields = (("lsoa_code", TEXT), ("residents", WHOLE), *_GROUPS)
    return Form(known.POPULATION, f"Residents by LSOA{_year(lsoa)}", _vintage(lsoa), fields, 1, parse)


def _groups(columns: Columns) -> Form:
    lad = _area(columns, "lad")
    females, males = columns.find("total_females", "females"), columns.find("total_males", "males")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return (
            code(cells, lad), name(cells, lad), *_people(columns, cells),
            people(cells[females]) if females is not None else None,
            people(cells[males]) if males is not None else None,
        )  # fmt: skip

    told = [
        word
        for word, there in (
            ("residents", columns.total is not None),
            ("age", bool(columns.ages)),
            ("sex", females is not None),
            ("households", columns.households is not None),
        )
        if there
    ]
    fields = (
        ("lad_code", TEXT), ("lad", TEXT), ("residents", WHOLE), *_GROUPS, ("females", WHOLE), ("males", WHOLE),
    )  # fmt: skip
    return Form(known.POPULATION_GROUPS, f"District{_year(lad)}: {', '.join(told)}", "", fields, 1, parse)


def _ethnicity(columns: Columns) -> Form:
    lad, groups = _area(columns, "lad"), known.ethnic(columns)

    def parse(cells: list[str]) -> tuple[Any, ...]:
        counts = [people(cells[groups[group]]) for group in known.ETHNIC_GROUPS]
        if None in counts:
            raise Wrong("a group has no number of residents")
        return code(cells, lad), name(cells, lad), *counts

    fields = (("lad_code", TEXT), ("lad", TEXT), *((group, WHOLE) for group in known.ETHNIC_GROUPS))
    return Form(known.ETHNICITY, f"District{_year(lad)}: residents by ethnic group", "", fields, 1, parse)


def _deprivation(columns: Columns) -> Form:
    lsoa = columns.area("lsoa")
    area = lsoa or _area(columns, "lad")
    score = columns.imd("score" if lsoa else "average_score")
    rank, decile = columns.imd("rank"), columns.imd("decile")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        return (
            code(cells, area), name(cells, area),
            number(cells[score], 0, 100) if score is not None else None,
            people(cells[rank]) if rank is not None else None,
            int(number(cells[decile], 1, 10)) if decile is not None else None,
        )  # fmt: skip

    fields = (("code", TEXT), ("name", TEXT), ("score", NUMBER), ("rank", WHOLE), ("decile", WHOLE))
    title = f"Deprivation by {'LSOA' if lsoa else 'district'}{_year(area)}"
    return Form(known.DEPRIVATION, title, _vintage(area) if lsoa else "", fields, 1, parse)


def _rurality(columns: Columns) -> Form:
    lsoa = _area(columns, "lsoa")
    ruc = next(place for place, each in enumerate(columns.names) if re.match(r"ruc(\d\d)?_?(cd|code)$", each))
    texts = [
        place
        for place, each in enumerate(columns.names)
        if each in ("ruc", "classification", "urban_rural_flag") or re.match(r"ruc(\d\d)?_?(nm|name)$", each)
    ]

    def parse(cells: list[str]) -> tuple[Any, ...]:
        told = [words(cells[place]) for place in texts if cells[place]]
        if not told:
            raise Wrong("neither urban nor rural")
        rural = any("rural" in each.casefold() and "urban" not in each.casefold() for each in told)
        if not rural and not any("urban" in each.casefold() for each in told):
            raise Wrong("neither urban nor rural")
        return code(cells, lsoa), words(cells[ruc]), int(rural), max(told, key=len)

    fields = (("lsoa_code", TEXT), ("ruc_code", TEXT), ("rural", WHOLE), ("classification", TEXT))
    return Form(known.RURALITY, f"Rural and urban LSOA{_year(lsoa)}", _vintage(lsoa), fields, 1, parse)


def _harm(columns: Columns) -> Form:
    types, days = columns.find("crime_type", "category") or 0, columns.days or 0
    subgroup, force = columns.find("prc_subgroup", "subgroup", "offence"), columns.find("force")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        crime_type = words(cells[types])
        if not crime_type:
            raise Wrong("no crime type")
        return (
            crime_type,
            words(cells[subgroup]) if subgroup is not None else "",
            words(cells[force]) if force is not None else "",
            number(cells[days], 0, _MOST_DAYS),
        )

    by = " and group of offences" if subgroup is not None else " and police force" if force is not None else ""
    fields = (("crime_type", TEXT), ("subgroup", TEXT), ("force", TEXT), ("days", NUMBER))
    return Form(known.HARM, f"Harm weights by crime type{by}", "", fields, 3, parse)


def _counts(columns: Columns) -> Form:
    lad = _area(columns, "lad")
    month, kind, n = columns.find("month") or 0, columns.find("crime_type") or 0, columns.find("count", "n") or 0
    force = columns.find("force", "force_file")

    def parse(cells: list[str]) -> tuple[Any, ...]:
        if not _MONTH.fullmatch(cells[month]):
            raise Wrong("no month such as 2025-01")
        crime_type = words(cells[kind])
        if not crime_type:
            raise Wrong("no crime type")
        where = code(cells, lad) if cells[lad.code] else ""
        by = words(cells[force]) if force is not None else ""
        return by, cells[month], where, crime_type, name(cells, lad), people(cells[n])

    fields = (
        ("force", TEXT), ("month", TEXT), ("lad_code", TEXT), ("crime_type", TEXT), ("lad", TEXT), ("n", WHOLE),
    )  # fmt: skip
    return Form(known.AREA_COUNTS, "Recorded crime by district", "", fields, 4, parse)


_MAKERS: dict[str, Callable[[Columns], Form]] = {
    known.LSOA_CHANGES: _changes,
    known.WARDS: _wards,
    known.PARTNERSHIPS: _partnerships,
    known.CENTRES: _centres,
    known.POPULATION: _population,
    known.POPULATION_GROUPS: _groups,
    known.ETHNICITY: _ethnicity,
    known.DEPRIVATION: _deprivation,
    known.RURALITY: _rurality,
    known.HARM: _harm,
    known.AREA_COUNTS: _counts,
}
