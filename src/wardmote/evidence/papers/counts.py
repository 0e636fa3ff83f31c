"""How much there is, month by month, and what changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from wardmote.common import numbers
from wardmote.common.control_chart import xmr_chart
from wardmote.common.documents import Block, Bullets, ChartBlock, Column, Heading, Notice, PageBreak, Paragraph, Table
from wardmote.evidence.assessing import months
from wardmote.evidence.papers.sheet import Sheet, capital, moved, over, per, percent, whole, z_value
from wardmote.methods.xmr import TOO_FEW, analyse

Data = dict[str, Any]
_WORDS = {"less_is_better": ("worse", "better"), "context": ("high", "low")}


def levels(sheet: Sheet) -> Iterator[Block]:
    """The table of themes, their printed types, a chart each."""
    data = sheet.data["levels"]
    if data["warning"]:
        yield Notice(data["warning"])
    yield _themes(sheet, data)
    shared = [row for row in data["types"] if sum(other["theme"] == row["theme"] for other in data["types"]) > 1]
    if shared:
        yield Table(
            f"Themes of more than one crime type, {over(sheet.data)}",
            [
                Column("Crime type as the police print it", share=4),
                Column("Theme", share=3),
                Column("Count", numeric=True, share=2),
            ],
            [(row["type"], row["theme"], sheet.cell(whole(row["count"]), row["source"])) for row in shared],
            parts=False,
        )
    shared_refusals = _shared(data["themes"])
    for said in shared_refusals:
        yield Paragraph(said)
    for row in data["themes"]:
        yield Heading(2, row["name"])
        yield from _theme(sheet, row, shared_refusals)


def _shared(themes: Sequence[Data]) -> list[str]:
    """What holds for every theme, so that it is said once: that there are too few months for a signal, for a season."""
    signals = {row["signal"]["explanation"] for row in themes if row["signal"]["word"] == TOO_FEW}
    seasons = {row["season"]["reason"] for row in themes if row["season"]["reason"]}
    whole_signals = len(signals) == 1 and all(row["signal"]["word"] == TOO_FEW for row in themes)
    whole_seasons = len(seasons) == 1 and all(row["season"]["reason"] for row in themes)
    return [*(signals if whole_signals else ()), *(seasons if whole_seasons else ())]


def _themes(sheet: Sheet, data: Data) -> Table:
    year = (
        f" Residents: {numbers.whole(data['residents'])}, as of {data['residents_as_of']}." if data["residents"] else ""
    )
    part = "" if len(data["basis"]) == 12 else f" These are rates over {len(data['basis'])} months, not a year’s."
    faulty = data["faulty"]
    columns = [Column("Theme", share=6), Column("Count", numeric=True, share=2)]
    if faulty:
        columns.append(Column(f"Without {months.spans(faulty)}", numeric=True, share=3))
    columns += [
        Column("Share of crime", numeric=True, share=2),
        Column("Per 1,000", numeric=True, share=2),
        Column("Interval", numeric=True, share=3),
    ]
    without = " The share leaves faulty months out; count and rate are as published." if faulty else ""
    return Table(
        f"Recorded crime by theme, {over(sheet.data)}",
        columns,
        [
            (
                row["name"],
                sheet.cell(whole(row["count"]), row["source"]),
                *([whole(row["usable"])] if faulty else []),
                percent(row["share"]) if row["share"] is not None else "–",
                sheet.cell(per(row["rate"]), row["rate_source"] if row["rate"] is not None else None),
                f"{per(row['low'])} to {per(row['high'])}" if row["rate"] is not None else "–",
            )
            for row in data["themes"]
        ],
        note="Intervals are Byar’s, 95%: how far chance alone could move the count. Antisocial behaviour is incidents "
        f"and in no share or total of crime.{year}{part}{without}",
        parts=False,
    )


def _theme(sheet: Sheet, row: Data, shared: Sequence[str]) -> Iterator[Block]:
    season = row["season"]["words"] or row["season"]["reason"]
    said = [row["note"], *(each for each in (row["signal"]["explanation"], season) if each not in shared)]
    if any(said):
        yield Paragraph(" ".join(each for each in said if each))
    faulty = sheet.data["scope"]["faulty"]
    series = _from_first([(month, None if month in faulty else value) for month, value in row["series"]])
    if not series:
        return
    found = analyse([value for _, value in series])
    low_high = _WORDS.get(row["polarity"], _WORDS["context"])
    unit = "crimes recorded" if row["crime"] else "incidents recorded"
    yield ChartBlock(
        xmr_chart(
            title=_message(row),
            labels=[months.short(month) for month, _ in series],
            points=found.points,
            segments=found.segments,
            unit=unit,
            words=low_high,
        ),
        show_table=False,
    )


def _message(row: Data) -> str:
    """The one message over a chart: what stands out of the months, if anything does."""
    points = row["signal"]["points"]
    if row["signal"]["word"] == TOO_FEW:
        return f"{row['name']}: the months that are held, too few to tell a signal from ordinary ups and downs"
    if not points:
        return f"{row['name']}: no month stands out of its ordinary ups and downs"
    last = points[-1]
    more = f", with {len(points) - 1} more" if len(points) > 1 else ""
    return f"{row['name']}: {months.name(last['month'])} stands out on the {last['side']} side{more}"


def _from_first(series: Sequence[Sequence[Any]]) -> list[tuple[str, int | None]]:
    """A series from the first month that is held on."""
    first = next((at for at, (_, value) in enumerate(series) if value is not None), len(series))
    return [(month, value) for month, value in series[first:]]


def monthly_table(sheet: Sheet) -> Iterator[Block]:
    """Every count that the charts draw, for paper on its side."""
    rows = sheet.data["levels"]["themes"]
    table = [_from_first(row["series"]) for row in rows]
    longest = max((len(each) for each in table), default=0)
    if not longest:
        return
    yield PageBreak(landscape=True)
    yield Heading(1, "Monthly counts")
    yield Table(
        "Records by theme and month",
        [Column("Month", share=3), *(Column(row["name"], numeric=True, share=3) for row in rows)],
        [(months.short(table[0][at][0]), *(_held(each[at][1]) for each in table)) for at in range(longest)],
        note="“–”: no police file is held for the month. It is missing, and not nought.",
        parts=False,
    )


def _held(value: int | None) -> str:
    return "–" if value is None else numbers.whole(value)


def changes(sheet: Sheet) -> Iterator[Block]:
    """The comparison that stands for the trend, then every other that the files allow."""
    themes = sheet.data["changes"]["themes"]
    known = [row for row in themes if row["trend"]]
    if known:
        yield _trend(sheet, known)
    else:
        yield Paragraph("No trend on a year before can be given: too few months of both years are held.")
    keys = [key for key in themes[0]["rows"] if any(row["rows"][key].get("z") is not None for row in themes)]
    if keys:
        yield _others(sheet, themes, keys)
    lost = [themes[0]["rows"][key]["label"] for key in themes[0]["rows"] if key not in keys]
    if lost:
        yield Paragraph(
            "Not given, because a month is missing, or faulty, on one side or the other: comparisons with "
            f"{months.listed(lost)}. "
            f"Not held: {months.spans(sheet.data['scope']['missing'])}."
        )
    flagged = [line for row in themes for line in _signals(row)]
    if flagged:
        yield Heading(2, "More than chance would make it")
        yield Bullets(flagged)


def _trend(sheet: Sheet, known: Sequence[Data]) -> Table:
    rows = []
    for row in known:
        held = row["matched"] if row["trend"] == "matched" else row["rows"][row["trend"]]
        rows.append(
            (
                row["name"],
                sheet.cell(whole(held["before"]), held["source_before"]),
                sheet.cell(whole(held["now"]), held["source"]),
                numbers.signed(held["difference"]),
                moved(held["percent"]) if held["percent"] is not None else held["small_base"] or "–",
                z_value(held["z"]),
                "yes" if held["flagged"] else "no",
            )
        )
    first = known[0]["matched"] if known[0]["trend"] == "matched" else known[0]["rows"][known[0]["trend"]]
    return Table(
        f"{months.spans(first['months'])} against {first['label']}",
        [
            Column("Theme", share=6),
            Column(_years(first["months_before"]), numeric=True, share=3),
            Column(_years(first["months"]), numeric=True, share=3),
            Column("Change", numeric=True, share=3),
            Column("In per cent", numeric=True, share=3),
            Column("z", numeric=True, share=2),
            Column("More than chance", share=3),
        ],
        rows,
        note="Tested as Poisson counts: z = 2(√now − √before), allowing for months of different length and for how "
        "much "
        "a theme’s months vary by themselves; the exact E-test where a count is under 20. “More than chance” is what "
        "chance alone does less than about once in 29 comparisons.",
        parts=False,
    )


def _years(held: Sequence[str]) -> str:
    years = sorted({month[:4] for month in held})
    return years[0] if len(years) == 1 else f"{months.short(held[0])} to {months.short(held[-1])}"


def _others(sheet: Sheet, themes: Sequence[Data], keys: Sequence[str]) -> Table:
    labels = [capital(themes[0]["rows"][key]["label"]).replace("The ", "") for key in keys]
    seasons = [labels[at] for at, key in enumerate(keys) if themes[0]["rows"][key]["season"]]
    note = "An asterisk marks what is more than chance would make it."
    if seasons:
        note += f" {capital(months.listed(seasons))}: different times of the year, so a season can be the change."
    return Table(
        f"{months.name(sheet.data['to'])} beside earlier months",
        [
            Column("Theme", share=6),
            *(Column(f"On {label[:1].lower()}{label[1:]}", numeric=True, share=4) for label in labels),
        ],
        [(row["name"], *(_change(sheet, row["rows"][key]) for key in keys)) for row in themes],
        note=note,
        parts=False,
    )


def _change(sheet: Sheet, held: Data) -> str:
    if held.get("z") is None:
        return "not given"
    star = " *" if held["flagged"] else ""
    said = moved(held["percent"]) if held["percent"] is not None else f"{held['before']} to {held['now']}"
    return sheet.cell(f"{said}{star}", held["source"])


def _signals(row: Data) -> Iterator[str]:
    """The flagged comparisons of a theme in one sentence."""
    every = [*row["rows"].values(), row["matched"]]
    flagged = [held for held in every if held.get("flagged")]
    if flagged:
        parts = [
            f"{whole(held['before'])} to {whole(held['now'])} on {held['label']} ({months.spans(held['months'])})"
            for held in flagged
        ]
        yield f"{row['name']}: {'; '.join(parts)}."
