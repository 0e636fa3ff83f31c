"""Word files that went through many hands: pages that cut tables, lists beside the plan, marks on every page."""

import io
from collections.abc import Callable, Sequence

import docx
from openpyxl import Workbook

from tests.plan.reading.layouts import saved, table

HEAD = ("Ref", "Partnership actions", "Measures", "Lead agency")


def among_other_tables() -> bytes:
    """A plan between a list of contents, a budget, the answers to a survey and notes from a meeting."""
    document = docx.Document()
    table(document, [("1", "Foreword", "2"), ("2", "How we work", "3"), ("3", "Where the money goes", "5")])
    document.add_paragraph("How much there is.")
    table(
        document,
        [("Youth worker", "£12,000.00", "£12,000"), ("Outreach post", "£1,500", "12.5%"), ("All", "", "£13,500")],
    )
    document.add_paragraph("What people said.")
    answers = [
        ("", "", "Response Percent", "Response Total"),
        ("1", "Feels safe", "70.00%", "7"),
        ("2", "Does not", "30.00%", "3"),
    ]
    table(document, answers)
    document.add_paragraph("What was said of it, in the order in which it came in.")
    said = ("1.1", "More patrols on Friday nights", "Mar 2025"), ("1.2", "More lamps along the canal", "Apr 2025")
    table(document, [*said, ("1.3", "Mend the gates of the park", "May 2025")])
    document.add_paragraph("What we will do, and who.")
    rows = [("1.1", "Open the youth club late", "evenings held", "Council"), ("1.2", "Visit shops", "visits", "Police")]
    table(document, [HEAD, *rows])
    document.add_paragraph("What the panel asked for last year, and what came of it.")
    table(document, [("Panel recommendations", "Progress update"), ("Tell residents more often", "A letter went out")])
    return saved(document)


def cut_by_pages() -> bytes:
    """A table whose rest stands overleaf in fewer columns, and then in more, of which some are empty."""
    document = docx.Document()
    rows = [
        (
            "18",
            "Teach young drivers in every college of the county",
            ["drivers taught", "colleges visited in a year"],
            "Fire service",
        ),
        ("19", "Put notices into the shops", ["notice agreed for the use of"], "Town"),
    ]
    table(document, [HEAD, *rows])
    overleaf = document.add_table(rows=2, cols=3)
    first = ("which tell staff whom they can call", "shop staff who sell knives to adults", "Councils Safety Team")
    for row, texts in enumerate((first, ("", "calls answered by the safety team", ""))):
        for at, text in enumerate(texts):
            overleaf.cell(row, at).text = text
    again = document.add_table(rows=3, cols=5)
    more = (
        ("", "", "•", "calls that led to a visit at home", "TVX"),
        (
            "20",
            "Support the work of the county group on safer roads",
            "",
            "actions that are carried out in time",
            "Highways",
        ),
        (
            "21",
            "Walk with the residents of each estate in the spring",
            "•",
            "walks held in every quarter",
            "Housing trust",
        ),
    )
    for row, texts in enumerate(more):
        for at, text in enumerate(texts):
            again.cell(row, at).text = text
    return saved(document)


def marked_pages() -> bytes:
    """Protective markings as headings, parts named by plain lines or by headings with the same line beneath each."""
    document = docx.Document()
    for at, name in enumerate(("Listening", "Partnerships", "Money"), start=1):
        document.add_heading("NOT PROTECTIVELY MARKED", 1)
        if name == "Money":
            document.add_paragraph(f"Business Area {at}: {name}")
            document.add_paragraph("What was done so far")
        else:
            document.add_heading(f"Business Area {at}: {name}", 2)
            document.add_heading("What was done so far", 2)
        table(
            document,
            [HEAD, (f"{at}.1", f"Carry out part {at}", "parts", "Council"), ("", "OFFICIAL-SENSITIVE", "", "")],
        )
        document.add_paragraph(f"Page {at} of 3").style = "Heading 1"
    document.add_heading("FINAL DRAFT", 1)
    return saved(document)


def broken_names() -> bytes:
    """Priorities without joined cells, their names broken over the rows beside which the actions go on."""
    document = docx.Document()
    rows = [
        ("", "Priorities", "Areas of joint work", "Lead"),
        ("VICTIMS", "Priority 1: Harm at home", "Refuge places", "Refuge group"),
        ("", "and on the street", "Harm to the old:", ""),
        ("", "(county priorities 1, 3)", "Scams by post", "Trading standards"),
        ("", "", "Neglect", "Adults board"),
        ("", "Stalking", "Adults board", ""),
        ("OFFENDERS", "Priority 2: Re-", "Late licences", "Districts"),
        ("", "ducing fights (county", "Door staff", "Police"),
        ("plan, priority 2)", "Treatment for drinkers", "Public health", ""),
        ("COMMUNITY", "Priority 3: Anti-", "Cameras", "Districts"),
        ("", "social behaviour", "Noise", "Districts"),
    ]
    table(document, rows)
    return saved(document)


def side_by_side() -> bytes:
    """Two plans in one sheet, an empty column between them, and a title over both."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Both"
    sheet["A1"] = "Delivery plan 2025/26"
    sheet.merge_cells("A1:H1")
    left: Sequence[Sequence[object]] = [
        ("Ref", "Action", "Lead"),
        (1, "Light the park at night", "Parks"),
        (2, "Mend the fences", "Parks"),
        (3, "Cut the hedges", "Parks"),
    ]
    right = [
        ("Ref", "Action", "Owner", "By when"),
        (11, "Mark bikes", "Police", "Q3"),
        (12, "Walk the streets", "Police", "Q4"),
    ]
    for column, rows in ((1, left), (5, right)):
        for at, row in enumerate(rows, start=3):
            for place, value in enumerate(row):
                sheet.cell(at, column + place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PAGES: dict[str, Callable[[], bytes]] = {
    "among_other_tables.docx": among_other_tables,
    "cut_by_pages.docx": cut_by_pages,
    "marked_pages.docx": marked_pages,
    "broken_names.docx": broken_names,
    "side_by_side.xlsx": side_by_side,
}
