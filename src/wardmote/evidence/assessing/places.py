"""Places: small areas and wards, where neighbours are high together, how few areas and map points hold how much."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wardmote.evidence.assessing.inputs import Inputs
from wardmote.evidence.assessing.series import TOTAL
from wardmote.evidence.assessing.sources import explore
from wardmote.evidence.assessing.themes import THEMES, Theme
from wardmote.evidence.engine.answers import AreaCount, AreaCounts
from wardmote.evidence.engine.questions import ALL_CRIME
from wardmote.methods.change import share
from wardmote.methods.concentration import concentration
from wardmote.methods.hotspots import hotspots
from wardmote.methods.neighbours import nearest
from wardmote.methods.rates import rate

Data = dict[str, Any]
# The draws of a map that is published can be made again by anybody.
SEED = 20_070_801
NEIGHBOURS = 6
# Below this many areas, or records in them, nothing is said to stand out.
FEWEST_AREAS, FEWEST_RECORDS = 12, 60
TOP_AREAS, TOP_POINTS = 10, 10


def places(inputs: Inputs) -> Data:
    """Return small areas with counts of each theme, wards, hot spots a theme, concentration, and repeat map points."""
    of_all = inputs.areas.get(ALL_CRIME)
    if not inputs.basis or of_all is None or not of_all.areas:
        return {"reason": "No police file held gives small areas for these months.", "areas": [], "themes": []}
    counted = {theme.key: _of_theme(inputs.areas, theme) for theme in (TOTAL, *THEMES)}
    spots = {theme.key: _spots(inputs, theme, counted[theme.key]) for theme in (TOTAL, *THEMES)}
    areas = [_area(inputs, area, counted, spots) for area in of_all.areas]
    areas.sort(key=lambda row: (-row["counts"][TOTAL.key], row["name"]))
    return {
        "reason": "",
        "areas": areas,
        "without_area": of_all.without_area,
        "wards": _wards(of_all.areas, counted),
        "themes": [_theme(inputs, theme, counted[theme.key], spots[theme.key]) for theme in (TOTAL, *THEMES)],
        "points": [_points(inputs, theme) for theme in (TOTAL, THEMES[-1]) if _has_points(inputs, theme)],
        "residents_known": all(area.population for area in of_all.areas),
    }


def _of_theme(areas: Mapping[str, AreaCounts], theme: Theme) -> dict[str, int]:
    """Return a theme's count by small area."""
    found: Counter[str] = Counter()
    for each in theme.types:
        for area in areas[each].areas if each in areas else ():
            found[area.code] += area.count
    return dict(found)


def _area(inputs: Inputs, area: AreaCount, counted: Mapping[str, Mapping[str, int]], spots: Mapping[str, Data]) -> Data:
    counts = {key: held.get(area.code, 0) for key, held in counted.items()}
    per = rate(counts[TOTAL.key], area.population)
    return {
        "code": area.code,
        "name": area.name,
        "ward": area.ward,
        "district": area.district,
        "residents": area.population,
        "counts": counts,
        "rate": None if per is None else float(per),
        "hot": [key for key, held in spots.items() if held["kinds"].get(area.code) == "hot"],
        "cold": [key for key, held in spots.items() if held["kinds"].get(area.code) == "cold"],
        "source": explore([ALL_CRIME], inputs.usable, area=f"lsoa:{area.code}"),
    }


def _wards(areas: Sequence[AreaCount], counted: Mapping[str, Mapping[str, int]]) -> list[Data]:
    """Sum small areas by ward, largest first; none where the lookup to wards is not loaded."""
    found: dict[tuple[str, str], Data] = {}
    for area in areas:
        if area.ward:
            held = found.setdefault((area.ward, area.district), {"counts": Counter(), "residents": 0, "areas": 0})
            held["counts"].update({key: counts.get(area.code, 0) for key, counts in counted.items()})
            held["residents"] = (
                None if None in (held["residents"], area.population) else held["residents"] + area.population
            )
            held["areas"] += 1
    rows = []
    for (ward, district), held in found.items():
        per = rate(held["counts"][TOTAL.key], held["residents"])
        rows.append({"ward": ward, "district": district, "areas": held["areas"], "residents": held["residents"],
                     "counts": dict(held["counts"]), "rate": None if per is None else float(per)})  # fmt: skip
    return sorted(rows, key=lambda row: (-row["counts"][TOTAL.key], row["ward"]))


def _spots(inputs: Inputs, theme: Theme, counts: Mapping[str, int]) -> Data:
    """Ask which small areas are hot or cold, by the permutations that a published map wants."""
    codes = sorted(code for code in counts if code in inputs.centres)
    values = [counts[code] for code in codes]
    if len(codes) < FEWEST_AREAS:
        reason = "The centres of small areas are not loaded." if not inputs.centres else "There are too few areas."
        return {"kinds": {}, "reason": reason, "method": "", "warning": "", "z": {}}
    if sum(values) < FEWEST_RECORDS:
        return {"kinds": {}, "reason": f"Fewer than {FEWEST_RECORDS} records: too few to compare areas.", "method": "",
                "warning": "", "z": {}}  # fmt: skip
    found = hotspots(
        codes, values, nearest([inputs.centres[code] for code in codes], min(NEIGHBOURS, len(codes) - 1)),
        published=True, seed=SEED,
    )  # fmt: skip
    return {
        "kinds": {row.code: row.kind for row in found.rows if row.kind},
        "z": {row.code: round(row.z, 3) for row in found.rows if row.kind},
        "reason": "",
        "method": found.method,
        "warning": found.warning,
    }


def _theme(inputs: Inputs, theme: Theme, counts: Mapping[str, int], spots: Data) -> Data:
    found = concentration(list(counts.values())) if counts else None
    top = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:TOP_AREAS]
    return {
        "key": theme.key,
        "name": theme.name,
        "records": sum(counts.values()),
        "areas": len(counts),
        "half_areas": found.half_places if found else None,
        "top_20_share": _top(found.top, 20) if found else None,
        "gini": found.gini if found and not found.fewer_events_than_places else None,
        "top": [[code, count] for code, count in top if count],
        "hot": [code for code in sorted(spots["z"], key=lambda code: -spots["z"][code]) if spots["z"][code] > 0],
        "cold": sum(kind == "cold" for kind in spots["kinds"].values()),
        "reason": spots["reason"],
        "method": spots["method"],
        "warning": spots["warning"],
    }  # fmt: skip


def _top(pairs: Sequence[tuple[int, float | None]], wanted: int) -> float | None:
    found = dict(pairs).get(wanted)
    return None if found is None else 100 * found


def _types_of(theme: Theme) -> Sequence[str]:
    return (ALL_CRIME,) if theme.key == TOTAL.key else theme.types


def _has_points(inputs: Inputs, theme: Theme) -> bool:
    return any(each in inputs.points for each in _types_of(theme))


def _points(inputs: Inputs, theme: Theme) -> Data:
    """The map points with most records, and how concentrated records are on points that have any."""
    answer = inputs.points[_types_of(theme)[0]]
    found = concentration(answer.counts) if answer.counts else None
    records = sum(answer.counts)
    top = answer.top[:TOP_POINTS]
    held = share(sum(point.count for point in top), records) if records else None
    return {
        "key": theme.key,
        "name": theme.name,
        "records": records,
        "points": len(answer.counts),
        "half_points": found.half_places if found else None,
        "top_share": None if held is None else float(held),
        "generalised_gini": found.generalised_gini if found else None,
        "vintages": list(answer.vintages),
        "top": [
            {"place": point.location, "area": point.lsoa_code, "count": point.count,
             "types": [[name, n] for name, n in sorted(point.types.items(), key=lambda each: (-each[1], each[0]))[:3]],
             "source": explore(_types_of(theme), inputs.usable, area=f"lsoa:{point.lsoa_code}")}
            for point in top
        ],
    }  # fmt: skip
