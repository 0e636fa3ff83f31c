"""What an assessment comes to: findings in sentences, each from its own figures, and the priorities recommended."""

from collections.abc import Iterator
from typing import Any

from wardmote.common import numbers
from wardmote.evidence.assessing import months as words
from wardmote.evidence.assessing.themes import BY_KEY

Data = dict[str, Any]
MOST = 5
RECOMMENDED = 3


def findings(data: Data) -> list[str]:
    """Return up to five sentences: the level, what is largest or most harmful, what changed, where, beside whom."""
    said = [_level(data), _largest(data), _changed(data), _where(data), _beside(data)]
    return [each for each in said if each][:MOST]


def _level(data: Data) -> str:
    total = _row(data["levels"]["themes"], "all_crime")
    faulty = data["levels"]["faulty"]
    if total["count"] is None:
        return "No level can be given: months of police files are missing."
    when = words.span(data["levels"]["basis"])
    said = f"Police recorded {numbers.whole(total['count'])} crimes in {when}"
    if total["rate"] is not None:
        twelve = len(data["levels"]["basis"]) == 12
        part = "" if twelve else f" over those {len(data['levels']['basis'])} months"
        said += f", {total['rate']:.1f} for every 1,000 residents{part}"
    if faulty:
        verb = "is" if len(faulty) == 1 else "are"
        said += f"; {words.spans(faulty)} {verb} faulty as published and left out of what follows"
    return said + "."


def _largest(data: Data) -> str:
    held = [row for row in data["levels"]["themes"] if row["share"] is not None]
    if not held:
        return ""
    first, second = sorted(held, key=lambda row: -row["share"])[:2]
    said = (
        f"{first['name']} make{_s(first['name'])} up {first['share']:.0f}% of recorded crime and "
        f"{_lower(second['name'])} "
        f"{second['share']:.0f}%"
    )
    harm = [row for row in data["harm"]["themes"] if row["share"] is not None]
    if harm:
        said += (
            f"; weighed by harm, {_lower(harm[0]['name'])} {'are' if _s(harm[0]['name']) == '' else 'is'} "
            f"{harm[0]['share']:.0f}% of the whole"
        )
    return said + "."


def _changed(data: Data) -> str:
    moved = [trend_of(row) for row in data["changes"]["themes"] if row["key"] != "all_crime"]
    known = [row for row in moved if row]
    if not known:
        return "Whether anything rose or fell on the year before cannot be said: too few months of both years are held."
    flagged = [row for row in known if row["flagged"]]
    period = f"{words.spans(known[0]['months'])} against {known[0]['label']}"
    if not flagged:
        return f"No theme moved by more than chance in {period}."
    parts = [f"{_lower(row['name'])} {_moved(row)}" for row in sorted(flagged, key=lambda row: -abs(row["z"]))[:3]]
    more = f" ({len(flagged) - 3} more moved too)" if len(flagged) > 3 else ""
    said = words.listed(parts)
    return f"{said[:1].upper()}{said[1:]}{more}, in {period}: more than chance would make it."


def trend_of(row: Data) -> Data | None:
    """Return the comparison that stands for a theme's trend, with its name; None where there is none."""
    if not row["trend"]:
        return None
    held = row["matched"] if row["trend"] == "matched" else row["rows"][row["trend"]]
    return {**held, "name": row["name"], "key": row["key"]}


def _moved(row: Data) -> str:
    way = "rose" if row["difference"] > 0 else "fell"
    if row["percent"] is None:
        return f"{way} from {numbers.whole(row['before'])} to {numbers.whole(row['now'])}"
    return f"{way} by {abs(row['percent']):.0f}%"


def _where(data: Data) -> str:
    places = data["places"]
    if places["reason"] or not places["themes"]:
        return ""
    total = _row(places["themes"], "all_crime")
    if not total["half_areas"]:
        return ""
    said = f"Half of recorded crime is in {total['half_areas']} of {total['areas']} small areas"
    if total["hot"]:
        names = {area["code"]: area for area in places["areas"]}
        first = names[total["hot"][0]]
        near = first["ward"] or first["name"]
        many = f"{len(total['hot'])} of them stand out together with their neighbours, first about {near}"
        said += f"; {many}" if len(total["hot"]) > 1 else f"; one stands out with its neighbours, {near}"
    return said + "."


def _beside(data: Data) -> str:
    compared = data["comparison"]
    if compared["reason"]:
        return ""
    total = _row(compared["themes"], "all_crime")
    if total.get("rank") is None:
        return ""
    said = f"Among {total['of']} similar areas the rate of recorded crime is {_highest(total['rank'], total['of'])}"
    high = [
        row for row in compared["themes"]
        if row["key"] not in ("all_crime", "other") and row.get("outside") and (row.get("percent") or 0) > 0
    ]  # fmt: skip
    if high:
        top = sorted(high, key=lambda row: -row["percent"])[:2]
        named = [f"{_lower(row['name'])} ({row['percent']:+.0f}%)" for row in top]
        said += f"; above their mean by more than chance: {words.listed(named)}"
    return said + "."


def recommended(data: Data) -> list[Data]:
    """Return the themes ranked third or better as priorities, with why in a few sentences of their own figures.

    Themes that share a place are all among them: which of equals comes first is not for the alphabet to say.
    """
    rows = [row for row in data["ranking"]["rows"] if row["rank"] is not None and row["rank"] <= RECOMMENDED]
    return [
        {"number": number, "theme": row["key"], "wording": BY_KEY[row["key"]].aim, "why": why(data, row["key"])}
        for number, row in enumerate(rows, start=1)
    ]


def why(data: Data, key: str) -> str:
    """Say in a few sentences what the figures say of a theme."""
    level, ranked = _row(data["levels"]["themes"], key), _row(data["ranking"]["rows"], key)
    said = [
        f"Ranked {ordinal(ranked['rank'])} of {len(data['ranking']['rows'])} themes, with {ranked['score']:.1f} of 5."
    ]
    if level["count"] is not None:
        unit = "crimes" if level["crime"] else "incidents"
        part = f" ({level['share']:.0f}% of recorded crime)" if level["share"] is not None else ""
        said.append(f"{numbers.whole(level['usable'])} {unit} in {_when(data)}{part}.")
    moved = trend_of(_row(data["changes"]["themes"], key))
    if moved:
        chance = "more than chance" if moved["flagged"] else "no more than chance"
        said.append(
            f"It {_moved(moved)} on {moved['label']}: {chance}."
            if moved["difference"]
            else f"It did not change on {moved['label']}."
        )
    harm = next((row for row in data["harm"]["themes"] if row["key"] == key and row["share"] is not None), None)
    if harm:
        share = "Under 1%" if harm["share"] < 1 else f"{harm['share']:.0f}%"
        said.append(f"{share} of harm, by a rough index.")
    beside = next((row for row in data["comparison"]["themes"] if row["key"] == key and row.get("rank")), None)
    if beside:
        said.append(f"Rate {beside['percent']:+.0f}% on the mean of {beside['of']} similar areas.".replace("-", "−"))
    return " ".join([*said, *_spots(data, key)])


def _when(data: Data) -> str:
    """The months that types are compared over."""
    faulty = data["levels"]["faulty"]
    return words.span(data["levels"]["basis"]) + (f" without {words.spans(faulty)}" if faulty else "")


def _spots(data: Data, key: str) -> Iterator[str]:
    themes = data["places"]["themes"]
    row = next((each for each in themes if each["key"] == key), None)
    if row and row["half_areas"]:
        yield f"Half of it is in {row['half_areas']} of {row['areas']} small areas."


def _highest(rank: int, of: int) -> str:
    if rank in (1, of):
        return "the highest" if rank == 1 else "the lowest"
    return f"{ordinal(rank)} highest"


def ordinal(number: int) -> str:
    """1 as 1st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _row(rows: list[Data], key: str) -> Data:
    return next(row for row in rows if row["key"] == key)


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _s(name: str) -> str:
    """The ending of a verb after a theme's name: the names that hold several things take none."""
    return "" if " and " in name else "s"
