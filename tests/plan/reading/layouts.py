"""Word files laid out as partnerships lay them out. The wording is ours; each function returns a file's bytes."""

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table, _Cell


def saved(document: Document) -> bytes:
    """Return a Word file's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Document, rows: Sequence[Sequence[object]]) -> Table:
    """Add a table; a cell that is a list becomes a Word list of bullets."""
    made = document.add_table(rows=0, cols=max(len(row) for row in rows))
    for row in rows:
        for cell, value in zip(made.add_row().cells, row, strict=False):
            if isinstance(value, list):
                bullets(cell, value)
            else:
                cell.text = str(value)
    return made


def bullets(cell: _Cell, lines: Sequence[str]) -> None:
    """Fill a cell with real list paragraphs."""
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.text = line
        paragraph.style = "List Bullet"


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour."""
    properties = cell._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'))


def by_priority() -> bytes:
    """Headings of two levels above four columns; tables that go on overleaf with the header again or with none."""
    head = ("Ref.", "Partnership actions", "Target/measures", "Lead agency")
    first = (
        "1",
        "Meet monthly about repeat callers",
        ["calls received", "cases closed"],
        "District council\nHousing trust",
    )
    second = (
        "2",
        "Run neighbourhood meetings by 31 March 2019",
        "• meetings held • people present",
        "Police / Fire service",
    )
    overleaf = ("", "and write to each caller", "\uf0b7 letters sent", "")
    document = docx.Document()
    document.add_heading("Rolling plan 2018 - 19", 0)
    document.add_heading("Our plans for 2018/19", 1)
    document.add_heading("SAFER HOMES: Working together for those at risk", 2)
    document.add_heading("Nuisance", 3)
    document.add_paragraph("Direction of travel indicators:")
    document.add_paragraph("number of calls about nuisance", style="List Bullet")
    table(document, [head, first, second])
    document.add_paragraph("")
    table(document, [overleaf, ("3", "Fit cameras", "cameras fitted", "Police")])
    document.add_heading("Abuse at home", 3)
    table(
        document,
        [head, ("4", "Fund the outreach service", "people helped", "Council (safety team)\n– on behalf of the trust")],
    )
    table(document, [head, ("5", "Review each death", "Cross referenced with ref no. 1,2 and 4", "Council, Health")])
    document.add_heading("SAFER STREETS: Acting early", 2)
    document.add_heading("Night life", 3)
    table(document, [head, ("6", "Train door staff", "staff trained – cross referenced with ref no. 3", "TBC")])
    return saved(document)


def delivery_plan() -> bytes:
    """Eight columns with a rating by colour or letter, a table without the column of links, and misread headers."""
    document = docx.Document()
    document.add_paragraph("Delivery Plan 2017/18 (as at July)")
    head = [
        "Ref.",
        "Actions",
        "Links to Strategic Priority",
        "Due Date",
        "Sponsor",
        "Lead Officer",
        "Current Status",
        "R/A/G",
    ]
    document.add_heading("Business Area 1: Engagement", 1)
    document.add_paragraph().add_run("Activity & progress update").bold = True
    rows = [
        head,
        ["1.1", "Publish a calendar of events", "2", "Mar 2018", "AB/ CD", "EF", ["A calendar exists"], ""],
        ["1.2", "Open a portal for victims", "1 - 3", "Mar", "AB", "EF/GH", ["Design begun"], "(C)"],
        ["", "", "", "2018", "", "", ["See also 1.1"], ""],
        ["1.10", "Tell residents about fraud", "", "Ongoing", "AB", "EF", "", "Red"],
    ]
    made = table(document, rows)
    for row, colour in ((1, "00B050"), (2, "00B050"), (4, "FFC000")):
        shade(made.cell(row, 7), colour)
    document.add_heading("Business Area 2: Partnerships", 1)
    document.add_paragraph().add_run("Activity & progress update").bold = True
    head = [each for each in head[:-1] if not each.startswith("Links")] + ["R/AIG"]
    rows = [
        head,
        ["2.1", "Agree the formula for the fund", "Oct 2017", "AB", "EF", "Waiting for the funding formula", ""],
        ["2.2", "Meet the chairs", "Quarterly", "AB", "EF", "Met twice", "(G)"],
    ]
    shade(table(document, rows).cell(1, 6), "FF0000")
    return saved(document)


def task_groups() -> bytes:
    """Actions whose numbers begin again in each group, under a box that names the objective and who leads."""
    document = docx.Document()
    document.add_heading("Appendix 2: Task groups", 1)
    groups = (
        ("1. Abuse at home", "One service for the county", "County council", ("Sept 2010", "", "Phase 1. Dec 2010")),
        ("2. Nuisance", "Local answers to nuisance", "Police; Fire service", ("tbc", "Ongoing", "Mar 2011")),
    )
    for heading, objective, lead, dates in groups:
        document.add_heading(heading, 2)
        box = document.add_table(rows=3, cols=2)
        box.cell(0, 0).merge(box.cell(0, 1)).text = "OBJECTIVE"
        box.cell(1, 0).merge(box.cell(1, 1)).text = objective
        box.cell(2, 0).text, box.cell(2, 1).text = "Theme lead(s)", lead
        document.add_paragraph("")
        rows = [("Action No", f"{heading[3:].upper()} Task group actions", "Target date")]
        rows += [(str(at), f"Step {at} for {heading[3:].lower()}", due) for at, due in enumerate(dates, start=1)]
        table(document, rows)
    document.add_heading("Appendix 3: Money", 1)
    table(
        document, [("District", "2009/10 allocation", "Share"), ("North", "99,167", "0.1"), ("Total", "99,167", "0.1")]
    )
    return saved(document)


def triangle() -> bytes:
    """No numbers; priorities and the sides of the triangle in cells joined down the left."""
    document = docx.Document()
    document.add_heading("Shared priorities 2014-15", 1)
    parts = (
        (
            "VICTIMS",
            "Priority 1: Abuse",
            (("Abuse at home", "Strategy group"), ("Fraud online", "Police / Crime agency")),
        ),
        ("OFFENDERS", "Priority 2: Violence", (("Night life", "Districts"), ("Weapons", "Police"))),
        ("COMMUNITY", "Priority 3: Nuisance", (("Cameras", "Districts"),)),
    )
    made = document.add_table(rows=6, cols=4)
    for at, name in enumerate(("", "Priorities", "Areas of joint work", "Lead")):
        made.cell(0, at).text = name
    row = 1
    for side, priority, works in parts:
        for at, text in ((0, side), (1, priority)):
            made.cell(row, at).merge(made.cell(row + len(works) - 1, at)).text = text
        for work, lead in works:
            made.cell(row, 2).text, made.cell(row, 3).text = work, lead
            row += 1
    return saved(document)


def bold_headings() -> bytes:
    """No heading styles: large bold type and capitals; Word's own numbers for refs, a comment and tracked changes."""
    document = docx.Document()
    for text, size in (("KEEPING PEOPLE SAFE", 16), ("Homes", 12)):
        run = document.add_paragraph().add_run(text)
        run.bold, run.font.size = True, Pt(size)
    made = table(document, [("No", "What will we do?", "How will we know?", "Who", "By when"), *[[""] * 5] * 3])
    texts = ("Visit shelters", "Teach safe cooking", "Lend alarms")
    for at, text in enumerate(texts, start=1):
        made.cell(at, 0).paragraphs[0].style = "List Number"
        made.cell(at, 1).text = text
        made.cell(at, 2).text = "first aim\nsecond aim"
        made.cell(at, 3).text = "Fire service"
        made.cell(at, 4).text = "end of September"
    document.add_comment(runs=made.cell(2, 1).paragraphs[0].runs, text="Ask the college", author="", initials="")
    changed = made.cell(3, 1).paragraphs[0]._p
    for tag, part, words in (("w:del", "w:delText", " and hoses"), ("w:ins", "w:t", " and torches")):
        wrap, run, text_part = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(part)
        text_part.text = words
        text_part.set(qn("xml:space"), "preserve")
        run.append(text_part)
        wrap.append(run)
        changed.append(wrap)
    return saved(document)


def sections_in_table() -> bytes:
    """Rows that span the table as headings, a remark, a row of totals, blank rows, a row with a number alone."""
    document = docx.Document()
    rows = [
        ("Ref", "Action", "Lead", "Timescale", "BRAG"),
        ("Priority 1: Violence", "", "", "", ""),
        ("Objective: Fewer weapons", "", "", "", ""),
        ("V1", "Collect knives", "Police", "Q3", "G"),
        ("", "", "", "", ""),
        ("V2", "Visit schools", "Police", "Q4", "B"),
        ("V3", "", "", "", ""),
        ("Ref", "Action", "Lead", "Timescale", "BRAG"),
        ("Priority 2: Theft", "", "", "", ""),
        ("T1", "Mark bicycles", "Council", "Summer", "?"),
        ("V1", "Mark vans", "Council", "31.3.26", "A"),
        ("T1", "Mark bicycles", "Council", "Summer", "A"),
        ("Note: ratings were given in June", "", "", "", ""),
        ("Total", "5", "", "", ""),
    ]
    made = table(document, rows)
    for at in (1, 2, 8, 12):
        made.cell(at, 0).merge(made.cell(at, 4))
    return saved(document)


def nested() -> bytes:
    """A plan inside a table that only lays out the page, and another in a text box."""
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Side note"
    inner = outer.cell(0, 1).add_table(rows=2, cols=3)
    for at, (name, value) in enumerate((("Ref", "1"), ("Action", "Light the underpass"), ("Owner", "Highways"))):
        inner.cell(0, at).text, inner.cell(1, at).text = name, value
    boxed = docx.Document()
    table(boxed, [("Ref", "Action", "Owner"), ("2", "Cut the hedges", "Parks")])
    paragraph = document.add_paragraph()
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent/></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    for content in box.iter(qn("w:txbxContent")):
        content.append(parse_xml(boxed.tables[0]._tbl.xml))
    paragraph._p.append(box)
    return saved(document)


def forms() -> bytes:
    """One small table for each action, with the names of the fields down the left."""
    document = docx.Document()
    document.add_heading("Priority 4: Water safety", 1)
    for at, action in enumerate(("Fence the quarry", "Teach children to float"), start=1):
        lines = [
            ("Action", action),
            ("Ref", f"W{at}"),
            ("Lead officer:", "Fire service; Schools"),
            ("By when", f"{at} June 2026"),
            ("Success measures", [f"first aim of {at}", f"second aim of {at}"]),
            ("Budget", "none"),
        ]
        table(document, lines)
        document.add_paragraph("")
    return saved(document)


LAYOUTS: dict[str, Callable[[], bytes]] = {
    "by_priority.docx": by_priority,
    "delivery_plan.docx": delivery_plan,
    "task_groups.docx": task_groups,
    "triangle.docx": triangle,
    "bold_headings.docx": bold_headings,
    "sections_in_table.docx": sections_in_table,
    "nested.docx": nested,
    "forms.docx": forms,
}
