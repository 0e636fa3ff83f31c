"""Comparison: the partnership's rates beside those of the areas most like it, or why they cannot be compared."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import every_theme, of_theme, total_of
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import Theme
from wardmote.evidence.engine.answers import DistrictCount
from wardmote.methods.change import change
from wardmote.methods.reasons import NotEnough
from wardmote.methods.similarity import compare_with_group, most_similar

Data = dict[str, Any]
MEMBERS = 7
# A rate under this part of the middle one is that of a place whose own force is not among the files.
FEWEST_OF_MIDDLE = 4


def comparison(inputs: Inputs) -> Data:
    """Return the group with its method, and each theme's rate in it; `reason` where there is no group."""
    rivals = {theme.key: _counts(inputs.rivals, theme) for theme in every_theme()}
    complete = _complete(inputs, rivals)
    table = {name: row for name, row in inputs.similar.items() if name in complete}
    own = inputs.partnership
    try:
        table[own] = _own(inputs)
        variables = [each for each in table[own] if sum(each in row for row in table.values()) > MEMBERS]
        found = most_similar(own, table, variables=variables, k=MEMBERS)
    except (NotEnough, ValueError) as without:
        return {"reason": _why(inputs, complete, without), "members": [], "themes": []}
    members = [name for name, _ in found.members]
    if len(members) < 2:
        return {"reason": _why(inputs, complete, None), "members": [], "themes": []}
    return {
        "reason": "",
        "months": list(inputs.usable),
        "method": (
            f"The {len(members)} districts nearest to {own} by {len(found.variables)} figures, each in standard "
            "deviations over all districts that have every month; straight distance. The group is Wardmote’s own: the "
            "groups that the police use are not public. It is not symmetric."
        ),
        "variables": list(found.variables),
        "members": [
            {"name": name, "distance": round(distance, 3), "force": complete[name].force,
             "source_name": complete[name].source, "residents": complete[name].population}
            for name, distance in found.members
        ],
        "compared": len(table),
        "left_out": len([name for name in inputs.similar if name not in complete and name not in inputs.districts]),
        "themes": [_theme(inputs, theme, rivals[theme.key], members) for theme in every_theme()],
    }  # fmt: skip


def _counts(rivals: Mapping[str, Sequence[DistrictCount]], theme: Theme) -> dict[str, DistrictCount]:
    """Sum a theme's types by district; a district that lacks a month of one of them has no sum."""
    found: dict[str, DistrictCount] = {}
    for each in theme.types:
        for row in rivals.get(each, ()):
            held = found.get(row.district)
            count = row.count if held is None else None if None in (held.count, row.count) else held.count + row.count  # type: ignore[operator]  # neither is None
            found[row.district] = DistrictCount(row.district, count, row.population, row.force, row.source)
    return found


def _complete(inputs: Inputs, rivals: Mapping[str, Mapping[str, DistrictCount]]) -> dict[str, DistrictCount]:
    """Return the districts that have residents and every month of all recorded crime, but those of the partnership."""
    total = rivals[every_theme()[0].key]
    found = {
        name: row
        for name, row in total.items()
        if row.count is not None and row.population and name not in inputs.districts
    }
    if not found:
        return {}
    # A district of which only a neighbouring force's file is held has a trickle of records, and is no comparison.
    rates = {name: (row.count or 0) / (row.population or 1) for name, row in found.items()}
    least = median(rates.values()) / FEWEST_OF_MIDDLE
    return {name: row for name, row in found.items() if rates[name] >= least}


def _own(inputs: Inputs) -> dict[str, float]:
    """Return the partnership's figures: of several districts the mean, weighed by residents where those are known."""
    held = [inputs.similar[name] for name in inputs.districts if name in inputs.similar]
    if not held or len(held) < len(inputs.districts):
        raise NotEnough("No figures on the partnership’s own districts are loaded.")
    shared = set(held[0]).intersection(*held[1:])
    if len(held) == 1:
        return dict(held[0])
    sizes = [row.get("residents") or 1.0 for row in held]
    return {
        name: sum(row[name] * size for row, size in zip(held, sizes, strict=True)) / sum(sizes)
        for name in held[0]
        if name in shared
    }


def _why(inputs: Inputs, complete: Mapping[str, object], without: Exception | None) -> str:
    if not inputs.similar:
        return (
            "Figures on districts (populations, deprivation, rural areas) are not loaded, so none are known as similar."
        )
    if len(complete) < MEMBERS:
        return "Too few districts have every month of the period, so there is no group to compare with."
    return str(without) if isinstance(without, NotEnough) else "No group of similar areas could be made."


def _theme(inputs: Inputs, theme: Theme, counts: Mapping[str, DistrictCount], members: Sequence[str]) -> Data:
    own = inputs.partnership
    mine = total_of(of_theme(inputs.monthly, theme), inputs.usable)
    count: dict[str, int | None] = {own: mine}
    residents: dict[str, int | None] = {own: inputs.residents}
    for name in members:
        # A type that no record has in a district is nought there; a month that is missing is not.
        row = counts.get(name)
        total = row.count if row else 0 if counts else None
        count[name], residents[name] = total, row.population if row else None
    base = {"key": theme.key, "name": theme.name, "source": explore(theme.types, inputs.usable, "rate")}
    try:
        found = compare_with_group(own, count, residents)
    except NotEnough as enough:
        return {**base, "reason": enough.reason, "members": []}
    above = change(found.own.rate, found.mean, minimum_base=0).percent
    return {
        **base,
        "reason": "",
        "rate": float(found.own.rate),
        "low": float(found.own.interval.lower),
        "high": float(found.own.interval.upper),
        "mean": float(found.mean),
        "median": float(found.median),
        # The highest rate is first in what people read.
        "rank": 1 + sum(each.rate > found.own.rate for each in found.members),
        "of": len(found.members),
        "percent": None if above is None else float(above),
        "band": found.band,
        "outside": found.outside,
        "members": [
            {"name": each.name, "rate": float(each.rate), "low": float(each.interval.lower),
             "high": float(each.interval.upper)}
            for each in found.members
        ],
    }  # fmt: skip
