"""Maps of areas by a figure, drawn on the server: each with its message, its words, and its areas ranked in a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wardmote.common import clock
from wardmote.common.charts import NOT_KNOWN, Chart
from wardmote.common.map_classes import Classes, Number, classify, exact
from wardmote.common.map_drawing import NO_DATA, TOO_FEW, MapPicture, Shape, Sign, inside, map_svg, rings
from wardmote.common.plain_text import clean_line

MARKS = {"hot": "hot spot", "cold": "cold spot"}
_MOST_NAMED = 3
_MOST_MARKED = 8


@dataclass(frozen=True)
class MapArea:
    """One area: its figure, None where there is none, and `text`, what is printed for it.

    `geometry` is a GeoJSON polygon or multipolygon in longitude and latitude (WGS84), None where no boundary is held:
    the area is then in the table alone. `suppressed`: the figure is too small to show; its value is then not used, and
    `text` says so. `mark` is `hot` or `cold` where high or low figures lie together, else empty.
    """

    code: str
    name: str
    value: Number | None
    text: str
    geometry: Mapping[str, Any] | None
    suppressed: bool = False
    mark: str = ""


@dataclass(frozen=True)
class AreaMap(Chart):
    """A chart that is a map. `codes` are the areas' codes in the order of the table's rows; `browser` is what a page
    gives to the map that moves: classes with their colours and words, and each area's class, words and mark.
    `shapes` are the areas as GeoJSON, for a page that has no address to fetch them from."""

    codes: tuple[str, ...] = ()
    browser: Mapping[str, Any] = field(default_factory=dict)
    shapes: Mapping[str, Any] = field(default_factory=dict)


def choropleth(
    *,
    title: str,
    areas: Sequence[MapArea],
    unit: str,
    classes: int = 5,
    breaks: Sequence[Number] | None = None,
    note: str = "",
    year: int | None = None,
    invented: bool = False,
) -> AreaMap:
    """Draw areas coloured by their figure, 600 wide, with a legend in words, hatching, marks, scale and licence.

    `title` is the message; set it beside the map. `unit` heads the legend: `recorded crimes per 1,000 residents`.
    `classes`, at most five, hold about an equal number of areas each; `breaks` are the lowest values of the second and
    later classes instead. `note` stands under the legend. `year` is that of the boundaries' licence, else this one;
    `invented` ones have none, which is said. The table has every area: highest first, equal figures with one rank, then
    those too few to show and those without a figure by name. Raises ValueError for no areas, one twice, no polygon.
    """
    if not areas or len({area.code for area in areas}) != len(areas):
        raise ValueError("a map needs areas, each once")
    title, unit, note = map(clean_line, (title, unit, note))
    areas = [_clean(area) for area in areas]
    found = classify([area.value for area in areas if area.value is not None], classes, breaks)
    ordered = sorted(areas, key=_order)
    signs, others = _legend(areas, found)
    shapes = [Shape(area.code, _words(area), _kind(area, found), area.mark, area.geometry) for area in ordered]
    heading, rights = unit[:1].upper() + unit[1:], INVENTED if invented else licence(year)
    notes = [*_notes(areas, found, note), *rights]
    picture = MapPicture(shapes, heading, signs, others, notes)
    browser = {
        "heading": heading,
        "legend": [{"kind": sign.kind, "words": sign.words} for sign in (*signs, *others)],
        "areas": {shape.code: _moving(shape) for shape in shapes},
        "notes": notes,
    }
    alternative = _alternative(title, unit, ordered)
    codes = tuple(area.code for area in ordered)
    svg = map_svg(picture, title, alternative)
    return AreaMap(svg, title, alternative, _table(ordered, heading), codes, browser, _features(shapes))


def _features(shapes: Sequence[Shape]) -> dict[str, Any]:
    drawn = (shape for shape in shapes if shape.geometry is not None)
    features = [{"type": "Feature", "properties": {"code": each.code}, "geometry": each.geometry} for each in drawn]
    return {"type": "FeatureCollection", "features": features}


def _moving(shape: Shape) -> dict[str, Any]:
    """What the map that moves is told of an area; `at`: where its mark stands."""
    told: dict[str, Any] = {"words": shape.words, "kind": shape.kind, "mark": shape.mark}
    if shape.mark and shape.geometry is not None:
        told["at"] = inside(rings(shape.geometry))
    return told


INVENTED = ("The boundaries are invented: they are of no real place.",)


def licence(year: int | None = None) -> tuple[str, ...]:
    """Return what the licence of the boundaries asks to be said beside every map of them."""
    return (
        f"Contains OS data © Crown copyright and database right {year or clock.today().year}. Boundaries: Office for "
        "National Statistics, Open Government Licence v3.0.",
    )


def _clean(area: MapArea) -> MapArea:
    mark = area.mark if area.mark in MARKS else ""
    value = None if area.suppressed or area.value is None else exact(area.value)
    text = clean_line(area.text) or NOT_KNOWN
    return MapArea(clean_line(area.code), clean_line(area.name), value, text, area.geometry, area.suppressed, mark)


def _order(area: MapArea) -> tuple[int, Number, str, str]:
    """Highest first; what may not be shown is ordered by name, so that its place in the table tells nothing."""
    group = 1 if area.suppressed else 0 if area.value is not None else 2
    return group, -area.value if area.value is not None else 0, area.name, area.code


def _kind(area: MapArea, found: Classes) -> str:
    if area.value is None:
        return TOO_FEW if area.suppressed else NO_DATA
    return found.colours[found.of(area.value)]


def _words(area: MapArea) -> str:
    return f"{area.name}: {area.text}" + (f" ({MARKS[area.mark]})" if area.mark else "")


def _legend(areas: Sequence[MapArea], found: Classes) -> tuple[list[Sign], list[Sign]]:
    """The classes, highest first, and the hatching and marks that the map has; each with how many areas it is."""
    kinds = Counter(_kind(area, found) for area in areas)
    marks = Counter(area.mark for area in areas)
    classes = [
        Sign(colour, f"{words} ({_areas(kinds[colour])})")
        for colour, words in zip(found.colours, found.labels, strict=False)
    ]
    named = [(TOO_FEW, "too few to show", kinds), (NO_DATA, "no figure", kinds)]
    named += [(mark, words, marks) for mark, words in MARKS.items()]
    return classes[::-1], [
        Sign(kind, f"{words} ({_areas(count[kind])})") for kind, words, count in named if count[kind]
    ]


def _areas(count: int) -> str:
    return "1 area" if count == 1 else f"{count:,} areas"


def _notes(areas: Sequence[MapArea], found: Classes, note: str) -> list[str]:
    said = [note] if note else []
    if found.equal_parts:
        said.append("Each colour holds about as many areas as the next, but areas with equal figures share one.")
    without = sum(area.geometry is None for area in areas)
    if without:
        said.append(f"Not drawn, for want of a boundary: {_areas(without)}.")
    return said


def _table(ordered: Sequence[MapArea], heading: str) -> list[list[str]]:
    marked = any(area.mark for area in ordered)
    table = [["Rank", "Area", heading, *(["Mark"] if marked else [])]]
    values = [area.value for area in ordered]
    for area in ordered:
        alike = values.count(area.value)
        rank = "" if area.value is None else f"{values.index(area.value) + 1}{'=' if alike > 1 else ''}"
        mark = MARKS.get(area.mark, "").capitalize()
        table.append([rank, area.name, area.text, *([mark] if marked else [])])
    return table


def _alternative(title: str, unit: str, ordered: Sequence[MapArea]) -> str:
    """Say what the picture says."""
    known = [area for area in ordered if area.value is not None]
    said = [f"Map of {_areas(len(ordered))} by {unit}. {title.rstrip('.')}."]
    if known:
        highest = "; ".join(f"{area.name} {area.text}" for area in known[:_MOST_NAMED])
        said.append(f"Highest: {highest}. Lowest: {known[-1].name} {known[-1].text}.")
    else:
        said.append("No area has a figure.")
    for mark, words in MARKS.items():
        names = [area.name for area in ordered if area.mark == mark]
        if names:
            more = f" and {len(names) - _MOST_MARKED} more" if len(names) > _MOST_MARKED else ""
            said.append(f"{words.capitalize()}s: {', '.join(names[:_MOST_MARKED])}{more}.")
    few = sum(area.suppressed for area in ordered)
    nothing = len(ordered) - len(known) - few
    said += [f"Too few to show: {_areas(few)}."] if few else []
    said += [f"No figure: {_areas(nothing)}."] if nothing else []
    return " ".join(said)
