"""Where: the map, small areas and wards, hot spots, how few places hold how much, and repeat map points."""

from collections.abc import Iterator
from typing import Any

from wardmote.common.documents import Block, ChartBlock, Column, Heading, Notice, Paragraph, Table
from wardmote.common.maps import AreaMap, MapArea, choropleth
from wardmote.evidence.papers.sheet import Sheet, per, percent, used, whole

Data = dict[str, Any]
# As many as a page reads; the map and the explore page have every area.
AREAS, WARDS, NAMED = 15, 12, 4
POINTS = (
    "Police put records on the nearest of a list of anonymous map points, so a point stands for a street and what is "
    "near it. Points at supermarkets, car parks, hospitals and police stations collect what happened about them. Never "
    "read a point as an address, and compare none with another year’s list."
)


def places(sheet: Sheet) -> Iterator[Block]:
    """The section, or why there is none."""
    data = sheet.data["places"]
    if data["reason"]:
        yield Paragraph(data["reason"])
        return
    total = next(row for row in data["themes"] if row["key"] == "all_crime")
    yield Paragraph(_said(sheet, total))
    chart = area_map(sheet)
    if chart is not None and not sheet.map_apart:
        yield ChartBlock(chart, show_table=False)
    yield _areas(sheet, data)
    if data["wards"]:
        yield _wards(sheet, data)
    yield Heading(2, "Hot spots by theme")
    yield _spots(sheet, data)
    yield from _how(data)
    for row in data["points"]:
        yield from _points(sheet, row)


def _said(sheet: Sheet, total: Data) -> str:
    said = f"{total['records']:,} recorded crimes of {used(sheet.data)} lie in {total['areas']} small areas (LSOAs)."
    if total["half_areas"]:
        fifth = percent(total["top_20_share"])
        said += f" Half of them are in {total['half_areas']} areas; the busiest fifth of areas holds {fifth}."
    return said


def area_map(sheet: Sheet) -> AreaMap | None:
    """The map of recorded crime; None where no boundary is held."""
    data, geometry = sheet.data["places"], sheet.data["geometry"]
    if data["reason"] or not geometry:
        return None
    by_rate = all(row["rate"] is not None for row in data["areas"])
    areas = []
    for row in data["areas"]:
        value = row["rate"] if by_rate else row["counts"]["all_crime"]
        text = f"{per(row['rate'])} ({row['counts']['all_crime']:,} crimes)" if by_rate else whole(value)
        mark = "hot" if "all_crime" in row["hot"] else "cold" if "all_crime" in row["cold"] else ""
        areas.append(MapArea(row["code"], _named(sheet, row), value, text, geometry.get(row["code"]), mark=mark))
    unit = "recorded crimes per 1,000 residents" if by_rate else "recorded crimes"
    hot = sum(each.mark == "hot" for each in areas)
    title = f"Recorded crime by small area, {used(sheet.data)}"
    if hot:
        title += (
            f": {hot} {'areas stand' if hot > 1 else 'area stands'} out with {'their' if hot > 1 else 'its'} neighbours"
        )
    return choropleth(
        title=title,
        areas=areas,
        unit=unit,
        invented=sheet.data["scope"]["synthetic"],
        note="Residents are few in town centres, so rates there are high. Hot spots are of counts, not of rates."
        if by_rate
        else "",
    )


def _named(sheet: Sheet, row: Data) -> str:
    """An area by its number, and its ward; with the district's name where there are several districts."""
    only = sheet.data["districts"][0] + " "
    name = row["name"].removeprefix(only) if len(sheet.data["districts"]) == 1 else row["name"]
    return f"{name} ({row['ward']})" if row["ward"] else row["name"]


def _areas(sheet: Sheet, data: Data) -> Table:
    shown = data["areas"][:AREAS]
    rest = len(data["areas"]) - len(shown)
    return Table(
        f"Small areas with most recorded crime, {used(sheet.data)}",
        [
            Column("Small area", share=7),
            Column("Recorded crime", numeric=True, share=3),
            Column("Per 1,000 residents", numeric=True, share=3),
            Column("Antisocial behaviour", numeric=True, share=3),
            Column("Hot spot of", share=5),
        ],
        [
            (
                _named(sheet, row),
                sheet.cell(whole(row["counts"]["all_crime"]), row["source"]),
                per(row["rate"]),
                whole(row["counts"]["asb"]),
                _hot(data, row) or "–",
            )
            for row in shown
        ],
        note=f"The other {rest} areas are on the map and on the explore page." if rest > 0 else "",
        parts=False,
    )


def _hot(data: Data, row: Data) -> str:
    names = {each["key"]: each["name"].lower() for each in data["themes"]}
    held = [names[key] for key in row["hot"] if key not in ("all_crime", "other")]
    if "all_crime" in row["hot"]:
        held.insert(0, "all recorded crime")
    if len(held) > NAMED:
        return f"{', '.join(held[:NAMED])} and {len(held) - NAMED} more"
    return ", ".join(held)


def _wards(sheet: Sheet, data: Data) -> Table:
    several = len(sheet.data["districts"]) > 1
    return Table(
        f"Wards with most recorded crime, {used(sheet.data)}",
        [
            Column("Ward", share=6),
            Column("Small areas", numeric=True, share=2),
            Column("Recorded crime", numeric=True, share=3),
            Column("Per 1,000 residents", numeric=True, share=3),
            Column("Antisocial behaviour", numeric=True, share=3),
        ],
        [
            (
                f"{row['ward']}, {row['district']}" if several else row["ward"],
                whole(row["areas"]),
                whole(row["counts"]["all_crime"]),
                per(row["rate"]),
                whole(row["counts"]["asb"]),
            )
            for row in data["wards"][:WARDS]
        ],
        note="Small areas are put into wards as a whole, by the best fit that the Office for National Statistics "
        "gives.",
        parts=False,
    )


def _spots(sheet: Sheet, data: Data) -> Table:
    names = {row["code"]: _named(sheet, row) for row in data["areas"]}
    rows = []
    for row in data["themes"]:
        if row["reason"]:
            found = row["reason"]
        elif row["hot"]:
            held = [names[code] for code in row["hot"]]
            found = ", ".join(held[:NAMED]) + (f" and {len(held) - NAMED} more" if len(held) > NAMED else "")
        else:
            found = "none"
        half = f"{row['half_areas']} of {row['areas']}" if row["half_areas"] else "–"
        rows.append((row["name"], whole(row["records"]), half, percent(row["top_20_share"]), found))
    return Table(
        "Areas that are high together with their neighbours, and how concentrated each theme is",
        [
            Column("Theme", share=5),
            Column("Records", numeric=True, share=3),
            Column("Areas with half", numeric=True, share=3),
            Column("In busiest fifth", numeric=True, share=3),
            Column("Hot spots, strongest first", share=8),
        ],
        rows,
        parts=False,
    )


def _how(data: Data) -> Iterator[Block]:
    methods = sorted({row["method"] for row in data["themes"] if row["method"]})
    if methods:
        yield Paragraph(
            f"{methods[0]}. Neighbours are the six nearest population-weighted centres within the partnership: areas "
            "beyond its border are not looked at. An area is hot because it and those about it hold many records for "
            "this partnership, not because it is worse than elsewhere."
        )
    warnings = sorted({row["warning"] for row in data["themes"] if row["warning"]})
    if warnings:
        yield Paragraph(" ".join(dict.fromkeys(warnings)))


def _points(sheet: Sheet, row: Data) -> Iterator[Block]:
    name = row["name"].lower()
    yield Heading(2, f"Repeat map points: {name}")
    if len(row["vintages"]) > 1:
        yield Notice("The police’s list of map points changed within these months, so points are not joined across it.")
    if not row["top"]:
        yield Paragraph("No record has a map point.")
        return
    half = f" Half of it is at {row['half_points']:,} of them." if row["half_points"] else ""
    yield Paragraph(
        f"{row['records']:,} records stand on {row['points']:,} map points.{half} The {len(row['top'])} points with "
        "most "
        f"hold {percent(row['top_share'])}."
    )
    areas = {area["code"]: area["name"] for area in sheet.data["places"]["areas"]}
    yield Table(
        f"Map points with most records of {name}, {used(sheet.data)}",
        [
            Column("Map point", share=6),
            Column("Small area", share=4),
            Column("Records", numeric=True, share=3),
            Column("Mostly", share=6),
        ],
        [
            (
                point["place"] or "No name",
                areas.get(point["area"], point["area"]),
                whole(point["count"]),
                ", ".join(f"{kind.lower()} {n}" for kind, n in point["types"]) or "–",
            )
            for point in row["top"]
        ],
        note=POINTS,
        parts=False,
    )
