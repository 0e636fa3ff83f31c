"""The page that can be read alone, and what the figures rest on."""

from collections.abc import Iterator

from wardmote.common import numbers
from wardmote.common.documents import Block, Bullets, Column, Heading, KeyFigure, KeyFigures, Notice, Paragraph, Table
from wardmote.evidence.assessing import months
from wardmote.evidence.assessing.ranking import CRITERIA
from wardmote.evidence.papers.sheet import Sheet, many, over, per, percent, whole

SYNTHETIC = (
    "Synthetic data. Figures of recorded crime in this assessment were made by Wardmote’s own generator, because no "
    "police files are loaded. They describe no real place and must not be quoted."
)
TOP = 5


def summary(sheet: Sheet) -> Iterator[Block]:
    """Findings, the themes ranked first and what is recommended of them."""
    data = sheet.data
    if data["scope"]["synthetic"]:
        yield Notice(SYNTHETIC)
    faulty = data["levels"]["faulty"]
    if faulty:
        yield Notice(
            f"The police file of {months.spans(faulty)} is faulty as published: records stand under the wrong crime "
            "types. "
            "It is in the counts, and left out of whatever compares types, places or areas."
        )
    yield KeyFigures(_figures(sheet))
    yield Heading(2, "What was found")
    yield Bullets(data["summary"]["findings"])
    yield Heading(2, "What comes first")
    wordings = {row["theme"]: row["wording"] for row in data["recommendations"]["rows"]}
    rows = [row for row in data["ranking"]["rows"] if row["rank"] is not None][: max(TOP, len(wordings))]
    unscored = [CRITERIA[key][0].lower() for key in data["ranking"]["unscored"]]
    note = f" Not scored for any theme: {months.listed(unscored)}." if unscored else ""
    yield Table(
        f"Themes by scoring matrix {data['ranking']['matrix']}, and the priorities recommended",
        [
            Column("Rank", share=2),
            Column("Theme", share=5),
            Column("Score of 5", numeric=True, share=3),
            Column("As a priority", share=8),
        ],
        [(str(row["rank"]), row["name"], per(row["score"]), wordings.get(row["key"], "–")) for row in rows],
        note=f"{data['ranking']['sensitivity']}{note}",
        parts=False,
    )


def _figures(sheet: Sheet) -> list[KeyFigure]:
    data = sheet.data
    crime, asb = sheet.theme("levels", "all_crime"), sheet.theme("levels", "asb")
    found = []
    if crime is not None:
        note = f"{per(crime['rate'])} for every 1,000 residents" if crime["rate"] is not None else ""
        found.append(KeyFigure(whole(crime["count"]), f"crimes recorded, {over(data)}", note))
    if asb is not None:
        found.append(KeyFigure(whole(asb["count"]), "incidents of antisocial behaviour", "not in the count of crimes"))
    missing = len(data["scope"]["missing"])
    held = len(data["scope"]["months"]) - missing
    found.append(
        KeyFigure(
            f"{held} of {held + missing}",
            "months of police files are held",
            "a missing month is not nought" if missing else "",
        )
    )
    return found


def scope(sheet: Sheet) -> Iterator[Block]:
    """What is held, what is odd, and what each does to what follows."""
    held = sheet.data["scope"]
    yield Paragraph(
        f"This assessment looks at {months.span(held['months'])} in {months.listed(sheet.data['districts'])}, in the "
        f"street-level files of {months.listed(held['forces']) or 'no force'}. Levels rest on {over(sheet.data)}."
    )
    rows = [
        ("Months asked for", f"{len(held['months'])}: {months.span(held['months'])}"),
        ("Months not held", f"{len(held['missing'])}: {months.spans(held['missing'])}" if held["missing"] else "none"),
        ("Months that levels rest on", f"{len(held['basis'])}: {months.span(held['basis'])}"),
        ("Police files read", numbers.whole(held["files"])),
        ("Records in those files", numbers.whole(held["force_records"])),
        ("Records in these districts, incidents too", numbers.whole(held["records"])),
        (
            "Records without a small area",
            f"{numbers.whole(held['without_area'])} ({percent(held['unplaced_share'], 1)})",
        ),
        ("Records of these districts in other forces’ files", numbers.whole(held["elsewhere"])),
        ("Crime numbers that occur more than once", numbers.whole(held["repeated_ids"])),
        ("Layouts of the files’ columns", numbers.whole(held["layouts"])),
    ]
    yield Table("What was read", [Column("What", share=3), Column("How much", share=4)], rows, parts=False)
    yield Table(
        "What to bear in mind, and what it does to the figures",
        [Column("What is so", share=5), Column("What it does", share=5)],
        [(what, effect) for what, effect in held["lines"]],
        parts=False,
    )
    if held["defects"]:
        yield Paragraph(
            f"{many(len(held['defects']), 'month or step', 'months or steps')} in these districts’ own counts "
            "stand out as faults of recording rather than of crime; they are among the lines above."
        )
