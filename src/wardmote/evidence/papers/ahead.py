"""What may come, what presses from outside, and how the last plan did."""

from collections.abc import Iterator
from typing import Any

from wardmote.common.documents import Block, Column, Heading, Mark, Paragraph, Table
from wardmote.evidence.assessing import months
from wardmote.evidence.papers.sheet import Sheet, capital, many, whole

Data = dict[str, Any]


def outlook(sheet: Sheet) -> Iterator[Block]:
    """Forecasts with their error, then forces from outside."""
    data = sheet.data["outlook"]
    yield Heading(2, "If nothing changes")
    refused = [row for row in data["forecasts"] if row["reason"]]
    for row in data["forecasts"]:
        if not row["reason"]:
            yield from _forecast(sheet, row)
    if refused:
        names = months.listed([row["name"].lower() for row in refused])
        yield Paragraph(f"No forecast of {names}. {refused[0]['reason']}")
    yield Heading(2, "Forces from outside")
    if data["pestel"]:
        yield Table(
            "Political, economic, social, technological, environmental and legal",
            [Column("Factor", share=2), Column("What", share=5), Column("What it may do here", share=5)],
            [(row["factor"], row["text"], row["effect"] or "–") for row in data["pestel"]],
            note="As kept with the partnership’s plan in force.",
            parts=False,
        )
    else:
        yield Paragraph("The plan in force holds no forces from outside.")


def _forecast(sheet: Sheet, row: Data) -> Iterator[Block]:
    yield Table(
        f"{row['name']}: the months ahead",
        [
            Column("Month", share=3),
            Column("Expected", numeric=True, share=2),
            Column("4 times in 5 between", numeric=True, share=4),
            Column("19 times in 20 between", numeric=True, share=4),
        ],
        [
            (
                months.name(month),
                sheet.cell(whole(mean), row["source"]),
                f"{whole(low80)} to {whole(high80)}",
                f"{whole(low95)} to {whole(high95)}",
            )
            for month, mean, low80, high80, low95, high95 in row["points"]
        ],
        note=row["words"],
        parts=False,
    )


def last_plan(sheet: Sheet) -> Iterator[Block]:
    """Each priority with its indicators and actions."""
    data = sheet.data["last_plan"]
    if not data:
        yield Paragraph("No plan of the partnership was in force.")
        return
    for plan in data["plans"]:
        yield Paragraph(
            f"{plan['title']}, {plan['years']}: {many(plan['actions'], 'action')}, {plan['done'] or 'none'} done and "
            f"{plan['late'] or 'none'} late."
        )
    yield Paragraph(f"As known in {data['quarter']}. {data['version']}.")
    if data["priorities"]:
        yield Table(
            "Priorities of the plan",
            [
                Column("Priority", share=7),
                Column("Actions", numeric=True, share=2),
                Column("Done", numeric=True, share=2),
                Column("Late", numeric=True, share=2),
                Column("Rated red", numeric=True, share=2),
            ],
            [
                (row["title"], whole(row["actions"]), whole(row["done"]), whole(row["late"]), whole(row["red"]))
                for row in data["priorities"]
            ],
        )
    if data["indicators"]:
        yield _indicators(data)
    else:
        yield Paragraph("No indicator was watched.")


def _indicators(data: Data) -> Table:
    """The indicators watched, with rating, direction and pattern."""
    return Table(
        f"Indicators, {data['quarter']}",
        [
            Column("Indicator", share=6),
            Column("Last year", numeric=True, share=2),
            Column("Now", numeric=True, share=2),
            Column("Target", share=3),
            Column("Rating", share=3),
            Column("On last year", share=3),
            Column("Pattern", share=4),
        ],
        [
            (
                row["name"],
                row["last_year"] or "–",
                row["text"] or "–",
                row["target"] or "–",
                Mark(row["rag"] if row["rag"] != "grey" else "not rated", row["rag"]),
                capital(row["long"] or "not compared"),
                capital(row["variation"] or "too few points"),
            )
            for row in data["indicators"]
        ],
        parts=False,
    )
