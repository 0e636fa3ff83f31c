"""Who, beside whom, how harmful, and what people say."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wardmote.common import numbers
from wardmote.common.dates import plainday
from wardmote.common.documents import Block, Bullets, Column, Heading, Notice, Paragraph, Table
from wardmote.evidence.assessing import months
from wardmote.evidence.assessing.findings import ordinal
from wardmote.evidence.engine.forces import name_of
from wardmote.evidence.papers.sheet import Sheet, moved, per, percent, used, whole

Data = dict[str, Any]
# Of a question's statistics those that a reader of an assessment uses.
_FIGURES = ("Mean", "Standard error, as a sample", "Satisfaction", "% satisfied")


def people(sheet: Sheet) -> Iterator[Block]:
    """Counts from casework, as they may be printed."""
    data = sheet.data["people"]
    if not data["rows"]:
        yield Paragraph("No count of the partnership’s own casework is offered to assessments.")
        return
    late = data["months"]
    yield Paragraph(
        "Police files say nothing of people. These counts are of the partnership’s own casework, of everybody "
        "together; "
        "none is narrowed to a place, a group or a kind of case, so that nobody can be made out."
    )
    yield Table(
        f"Casework, {months.span(late)} beside the year before",
        [
            Column("What is counted", share=6),
            Column("Year before", numeric=True, share=3),
            Column(months.span(late), numeric=True, share=3),
            Column("Change", numeric=True, share=3),
        ],
        [
            (
                row["name"] + (" (at the end)" if row["stock"] else ""),
                row["before"],
                sheet.cell(row["now"], row["source"]),
                _change(row),
            )
            for row in data["rows"]
        ],
        note="A count of 1 to 4 is printed as “fewer than 5”, and no change is given beside it.",
        parts=False,
    )


def _change(row: Data) -> str:
    if row["percent"] is not None:
        return moved(row["percent"])
    return "–" if row["difference"] is None else numbers.signed(row["difference"]) if row["difference"] else "no change"


def comparison(sheet: Sheet) -> Iterator[Block]:
    """The group and how it was made, then each theme's rate in it."""
    data = sheet.data["comparison"]
    if data["reason"]:
        yield Paragraph(f"No comparison is given. {data['reason']}")
        return
    yield Paragraph(data["method"])
    yield Paragraph(f"The figures: {months.listed(data['variables'])}.")
    known = [row for row in data["themes"] if not row["reason"]]
    yield _rates(sheet, known)
    for row in data["themes"]:
        if row["reason"]:
            yield Paragraph(f"{row['name']}: {row['reason']}")
    total = next((row for row in known if row["key"] == "all_crime"), None)
    yield _group(sheet, data, total)


def _group(sheet: Sheet, data: Data, total: Data | None) -> Table:
    rates = {row["name"]: row for row in total["members"]} if total else {}
    own = sheet.data["partnership"]
    named = [(own, None), *((row["name"], row) for row in data["members"])]
    rows = []
    for name, row in named:
        rate = rates.get(name)
        between = f"{per(rate['low'])} to {per(rate['high'])}" if rate else "–"
        rows.append(
            (
                name,
                "–" if row is None else per(row["distance"], 2),
                "own" if row is None else name_of(row["force"]) if row["force"] else "–",
                whole(row["residents"]) if row else whole(sheet.data["levels"]["residents"]),
                per(rate["rate"]) if rate else "–",
                between,
            )
        )
    return Table(
        "The group, nearest first, with the rate of all recorded crime",
        [
            Column("Area", share=5),
            Column("Distance", numeric=True, share=2),
            Column("Force", share=4),
            Column("Residents", numeric=True, share=3),
            Column("Rate", numeric=True, share=2),
            Column("Interval", numeric=True, share=3),
        ],
        rows,
        note=f"Out of {data['compared']} districts that could be compared; {data['left_out']} were left out for want "
        "of a "
        "month, a population or a figure. A neighbour of ours need not have us for its own.",
        parts=False,
    )


def harm(sheet: Sheet) -> Iterator[Block]:
    """Counts by days of the harm index, and how rough that is."""
    data = sheet.data["harm"]
    if data["reason"]:
        yield Paragraph(f"{data['reason']} Counts are not weighed by harm.")
        return
    yield Notice(
        "Rough. The police’s headings put offences of very different harm together: one weight stands for all of them, "
        "so a share can be far out. Use it to ask questions of the force, not to answer them."
    )
    yield _weighed(sheet, data)
    left = ", ".join(f"{name} ({n:,})" for name, n in data["unweighted"])
    yield Paragraph(
        f"Weighed are {percent(data['covered'])} of recorded crimes."
        + (f" Without a weight, and left out: {left}." if left else "")
        + " Antisocial behaviour has no weight: its harm is not in this table, and is not nought."
    )


def voice(sheet: Sheet) -> Iterator[Block]:
    """What surveys say, as the public may read it."""
    surveys = sheet.data["voice"]["surveys"]
    if not surveys:
        yield Paragraph("No survey of the partnership’s ended in the last twelve months of this assessment.")
        return
    for held in surveys:
        yield Heading(2, held["title"])
        response = f" {held['response']}." if held["response"] else ""
        yield Paragraph(f"Asked: {held['asked']}. {held['when']}.{response}")
        for question in held["questions"]:
            yield from _question(sheet, held, question)
        if held["comments"]:
            yield Paragraph("In people’s own words, chosen to be published:")
            yield Bullets([f"“{text}”" for text in held["comments"]])


def _question(sheet: Sheet, held: Data, question: Data) -> Iterator[Block]:
    shown = [(name, text) for name, text in question["figures"] if name.startswith(_FIGURES)]
    figures = "; ".join(f"{name[:1].lower()}{name[1:]} {text}" for name, text in shown)
    yield Table(
        question["text"],
        [Column("Answer", share=5), Column("People", numeric=True, share=2), Column("Share", numeric=True, share=2)],
        [
            *((option, sheet.cell(count, held["source"]), part) for option, count, part in question["options"]),
            ("All who answered", question["answered"], ""),
        ],
        note=" ".join(
            each for each in (f"{figures[:1].upper()}{figures[1:]}." if figures else "", question["note"]) if each
        ),
        parts=False,
    )


def stops(sheet: Sheet) -> Iterator[Block]:
    """Stop and search of the force, with what it cannot say."""
    data = sheet.data["stops"]
    if data["reason"]:
        yield Paragraph(data["reason"])
        return
    yield Paragraph(
        "Searches are counted for the whole force: many have no place, so none are given for the partnership alone. "
        "Residents are not who is in public places when searches are made, so a ratio is a question and not a finding."
    )
    for row in data["forces"]:
        yield Heading(2, row["name"])
        missing = f" Not held: {months.spans(row['missing'])}." if row["missing"] else ""
        yield Paragraph(
            f"{row['total']:,} searches in {months.span(row['months'])}.{missing} {percent(row['unknown_share'], 1)} "
            "have no "
            f"ethnic group on record; {row['without_place']:,} have no place."
        )
        yield _searches(sheet, row)
        yield _search_rates(row)
        yield Paragraph(
            "Most often searched for: " + "; ".join(f"{name.lower()} {n:,}" for name, n in row["objects"]) + "."
        )


def _rates(sheet: Sheet, known: list[Data]) -> Table:
    """Each theme's rate beside the group's."""
    return Table(
        f"Rates per 1,000 residents beside similar areas, {used(sheet.data)}",
        [
            Column("Theme", share=6),
            Column("Rate", numeric=True, share=2),
            Column("Interval", numeric=True, share=3),
            Column("Mean", numeric=True, share=2),
            Column("Median", numeric=True, share=2),
            Column("On the mean", numeric=True, share=2),
            Column("Rank", share=3),
            Column("More than chance", share=3),
        ],
        [
            (
                row["name"],
                sheet.cell(per(row["rate"]), row["source"]),
                f"{per(row['low'])} to {per(row['high'])}",
                per(row["mean"]),
                per(row["median"]),
                moved(row["percent"]),
                f"{ordinal(row['rank'])} of {row['of']}",
                "yes" if row["outside"] else "no",
            )
            for row in known
        ],
        note="Rank 1st is the highest rate. The mean has the partnership’s own rate in it, as inspectors’ "
        "comparisons do. "
        "“More than chance”: the mean lies outside the 95% interval of the partnership’s own rate.",
        parts=False,
    )


def _weighed(sheet: Sheet, data: Data) -> Table:
    """Each theme's days of harm, with the weight of each type."""
    return Table(
        f"Counts weighed by harm, {used(sheet.data)}",
        [
            Column("Theme", share=5),
            Column("Crimes", numeric=True, share=2),
            Column("Weight, days each", share=6),
            Column("Days", numeric=True, share=3),
            Column("Share of harm", numeric=True, share=2),
        ],
        [
            (
                row["name"],
                whole(row["count"]),
                "; ".join(f"{name} {weight}" if len(row["weights"]) > 1 else weight for name, weight in row["weights"])
                or "none",
                sheet.cell(whole(row["days"]), row["source"]) if row["days"] is not None else "not weighed",
                percent(row["share"]) if row["share"] is not None else "–",
            )
            for row in data["themes"]
        ],
        note=f"Weights as of {data['as_of']}: {data['weights_source']} After Sherman, Neyroud and Neyroud (2016): "
        "the days "
        "in prison from which sentencing starts, for a first offence.",
        parts=False,
    )


def _search_rates(row: Data) -> Block:
    """One force's searches per resident of each group, beside the White group's."""
    rates = row["rates"]
    if rates["reason"]:
        return Paragraph(f"No rates, nor how groups compare: {rates['reason'][:1].lower()}{rates['reason'][1:]}")
    return Table(
        f"Searches per 1,000 residents of each group, {row['name']}, {months.span(row['months'])}",
        [
            Column("Group", share=3), Column("Residents", numeric=True, share=3), Column("Rate", numeric=True, share=2),
            Column("Beside the White group’s rate", share=5), Column("If the unrecorded were known", share=5),
        ],
        [
            (
                each["group"], f"{each['residents']:,}", per(each["rate"]) if each["rate"] is not None else "–",
                each["suppressed"] or each["ratio"] or "the group compared with",
                f"{each['least']:.1f} to {each['most']:.1f} times" if each["least"] is not None else "–",
            )
            for each in rates["rows"]
        ],
        note=f"{rates['said']} The interval is 95%. Residents as of {plainday(date.fromisoformat(rates['as_of']))}: "
        f"{rates['residents_source']}.",
        parts=False,
    )  # fmt: skip


def _searches(sheet: Sheet, row: Data) -> Table:
    """One force's searches by ethnic group."""
    return Table(
        f"Searches by the ethnic group that officers recorded, {row['name']}",
        [
            Column("Group", share=6),
            Column("Searches", numeric=True, share=2),
            Column("Led to something", numeric=True, share=2),
            Column("Interval", numeric=True, share=3),
        ],
        [
            (
                group["group"],
                sheet.cell(group["searches"], row["source"]),
                percent(group["found"][0]) if group["found"] else "–",
                f"{group['found'][1]:.0f}% to {group['found'][2]:.0f}%" if group["found"] else "–",
            )
            for group in row["groups"]
        ],
        note="“Led to something”: any outcome but no further action, with Wilson’s 95% interval.",
        parts=False,
    )
