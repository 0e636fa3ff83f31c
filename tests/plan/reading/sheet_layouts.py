"""Plans as workbooks and CSV, as people keep them. The wording is ours; each function returns a file's bytes."""

import io
from collections.abc import Callable
from datetime import date

import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font, PatternFill


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(colour: Color | str) -> PatternFill:
    """Return a solid fill."""
    return PatternFill("solid", fgColor=colour)


def tracker() -> bytes:
    """Title rows, the header in row 5, real dates, ratings by fill, a comment, hidden parts, a row of totals."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Action plan"
    sheet["A1"] = "Safer Town Partnership"
    sheet["A2"] = "Delivery plan 2025/26"
    head = ["Ref no", "Priority", "Key action", "Success measure", "Owner", "Target date", "Progress", "RAG", "Cost £"]
    for at, name in enumerate(head, start=1):
        sheet.cell(5, at, name)
    fills = (filled("FF00B050"), filled(Color(theme=5)), filled(Color(indexed=10)), filled("FFFFEB9C"))
    dates = (date(2026, 3, 31), "31/12/2025", 46112, "Mar-26")
    for at, (fill, due) in enumerate(zip(fills, dates, strict=True), start=1):
        theme = "Violence" if at < 3 else "Theft"
        values = (at, theme, f"Do thing {at} well", f"things done {at}", "Police", due, f"Begun {at}")
        for column, value in enumerate(values, start=1):
            sheet.cell(5 + at, column, value)
        sheet.cell(5 + at, 8).fill = fill
        sheet.cell(5 + at, 9, 100 * at)
    sheet["F6"].number_format = "dd/mm/yyyy"
    sheet["C7"].comment = Comment("Wait for the grant", "")
    sheet["A10"], sheet["I10"] = "Total", 1000
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["I"].hidden = True
    return saved(book)


def wide() -> bytes:
    """A header of two rows: a name over four quarters, of which the latest filled counts."""
    book = Workbook()
    sheet = book.active
    sheet.title = "2024-25"
    for at, name in enumerate(("ID", "Activity", "Lead"), start=1):
        sheet.cell(1, at, name)
        sheet.merge_cells(start_row=1, start_column=at, end_row=2, end_column=at)
    sheet["D1"] = "RAG"
    sheet.merge_cells("D1:G1")
    for at in range(4):
        sheet.cell(2, 4 + at, f"Q{at + 1}")
    sheet.append(["A1", "Walk the routes to school", "Council", "R", "A", "G", None])
    sheet.append(["A2", "Paint the crossings", "Highways", "G", None, None, None])
    sheet.append(["A3", "Move the bus stop", "Highways", None, None, None, None])
    return saved(book)


def several_sheets() -> bytes:
    """A sheet for each priority, joined cells down the side, colours by rule, and a sheet that is no plan."""
    book = Workbook()
    book.remove(book.active)
    for name in ("Violence", "Theft"):
        sheet = book.create_sheet(name)
        sheet.append(["Objective", "No.", "What we will do", "Who", "When", "Status"])
        sheet.append(
            ["Fewer weapons" if name == "Violence" else "Fewer thefts", 1, f"Begin with {name}", "Police", "Q3", "G"]
        )
        sheet.append([None, 2, f"Go on with {name}", "Council", "Q3 2025/26", "Amber"])
        sheet.append([None, None, f"Then finish {name}", "Council", "ongoing", "on track"])
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B3:B4")
        sheet.conditional_formatting.add(
            "F2:F9", CellIsRule(operator="equal", formula=['"G"'], fill=filled("FF00FF00"))
        )
    contacts = book.create_sheet("Contacts")
    contacts.append(["Name", "Telephone"])
    contacts.append(["Front desk", "none"])
    contacts.sheet_state = "hidden"
    return saved(book)


def formulas() -> bytes:
    """Made by another writer, which keeps results: formulas with and without one, and 1.10 as the number 1.1."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Plan 2025-26")
    day = book.add_format({"num_format": "d mmm yyyy"})
    two = book.add_format({"num_format": "0.00"})
    red = book.add_format({"font_color": "#C00000"})
    sheet.write_row(0, 0, ["Ref", "Action", "Due", "KPI", "RAG status"])
    for at in range(1, 11):
        sheet.write_number(at, 0, 1.1 if at == 10 else 1 + at / 10)
        sheet.write_string(at, 1, f"Carry out part {at}")
        sheet.write_formula(at, 2, "=DATE(2025,6,30)", day, 45838)
        sheet.write_formula(at, 3, '="reach "&A2', None, "" if at == 3 else f"reach {at}0 people")
        sheet.write_string(at, 4, "●", red)
    sheet.write_number(11, 0, 2.10, two)
    sheet.write_string(11, 1, "Carry out the last part")
    book.close()
    return out.getvalue()


def uncounted() -> bytes:
    """A formula whose result was never kept, and an error."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Ref", "Action", "Lead", "Due"])
    sheet.append([1, "Count the lamps", "Highways", "=TODAY()+30"])
    sheet.append([2, "Mend the lamps", "=Lists!A1", "Mar 2026"])
    return saved(book)


def symbols() -> bytes:
    """Ratings as a Wingdings dot, and a section row that is not joined."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Theme 1: Roads", None, None, None])
    sheet.append(["Ref", "Task", "Responsible officer", "Rating"])
    sheet.append(["Safer crossings", None, None, None])
    for at, colour in enumerate(("FF00B050", "FFFFC000", "FFFF0000"), start=1):
        sheet.append([f"R{at}", f"Look after crossing {at}", "Highways", "l"])
        sheet.cell(3 + at, 4).font = Font(name="Wingdings", color=colour)
    return saved(book)


def comma() -> bytes:
    """UTF-8 with its mark, line breaks inside quotation marks, and cells that look like formulas."""
    text = (
        "Ref,Action,Measures,Lead,Due date,RAG\r\n"
        '1,"Keep the café open,\nlate","• visitors\n• incidents",Council/Police,31/03/2026,Green\r\n'
        '2,"=CMD()|calc",+1,@someone,end of September,(A)\r\n'
        "\r\n"
        ",,,,,\r\n"
    )
    return b"\xef\xbb\xbf" + text.encode()


def semicolon() -> bytes:
    """Semicolons, the encoding of older Windows programs, and a date by number."""
    rows = [
        "Nr;Activity;Timescale;Who",
        "1;Open the café – “late” hours;46112;Council",
        "2;Light the square, all of it;Q2 2025/26;Parks",
    ]
    return "\r\n".join(rows).encode("cp1252")


def tabs() -> bytes:
    """What Excel saves as Unicode text."""
    rows = ("Action No|Action|Lead|By when", "1|Sweep the yard|Parks|Ongoing", "2|Lock the gate|Parks|annually")
    return "\r\n".join(rows).replace("|", "\t").encode("utf-16")


def headless() -> bytes:
    """No header at all."""
    rows = [
        "1,Visit every shelter in the district,Mar 2026,G",
        "2,Teach safe cooking in the schools,Apr 2026,A",
        "3,Lend alarms to those who ask,May 2026,R",
    ]
    return "\n".join(rows).encode()


SHEETS: dict[str, Callable[[], bytes]] = {
    "tracker.xlsx": tracker,
    "wide.xlsx": wide,
    "several_sheets.xlsx": several_sheets,
    "formulas.xlsx": formulas,
    "uncounted.xlsx": uncounted,
    "symbols.xlsx": symbols,
    "comma.csv": comma,
    "semicolon.csv": semicolon,
    "tabs.csv": tabs,
    "headless.csv": headless,
}
