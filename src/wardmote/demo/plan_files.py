"""The demonstration's plans as the files that partnerships keep them in: Word, Excel and CSV, each in its own habit."""

import csv
import io
from collections.abc import Iterable, Sequence

import docx
import xlsxwriter
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from wardmote.demo.plans_types import Row, Theme

_FILLS = {"red": "C00000", "amber": "FFC000", "green": "00B050"}


def district_file(title: str, themes: Sequence[Theme]) -> bytes:
    """A Word plan: themes and their parts as headings, what is watched as bullets, a table under each part."""
    document = _begun(title)
    document.add_heading("Our plan for the year", 1)
    for theme in themes:
        document.add_heading(theme.title, 2)
        for part in theme.parts:
            document.add_heading(part.title, 3)
            if part.watched:
                document.add_paragraph("Direction of travel:")
            for each in part.watched:
                document.add_paragraph(each, style="List Bullet")
            table = _table(document, ("Ref.", "What we will do", "Target/measures", "Lead agency", "By when"))
            for row in part.rows:
                cells = table.add_row().cells
                cells[0].text, cells[1].text, cells[4].text = row.ref, row.action, row.due
                _bullets(cells[2], row.measures)
                cells[3].text = "\n".join(row.leads)
    return _saved(document)


def county_file(title: str, themes: Sequence[Theme]) -> bytes:
    """A Word plan in one table: the side of the triangle and the priority stand once, merged down their rows."""
    document = _begun(title)
    document.add_heading("Priorities, areas of joint work and who leads", 2)
    table = _table(document, ("", "Priorities", "Areas of joint work", "Lead", "By when"))
    sides: dict[str, list[int]] = {}
    for theme in themes:
        first = len(table.rows)
        for row in (row for part in theme.parts for row in part.rows):
            cells = table.add_row().cells
            cells[2].text, cells[3].text, cells[4].text = row.action, " / ".join(row.leads), row.due
        last = len(table.rows) - 1
        table.cell(first, 1).merge(table.cell(last, 1)).text = theme.title
        sides.setdefault(theme.side, []).extend((first, last))
    for side, rows in sides.items():
        table.cell(min(rows), 0).merge(table.cell(max(rows), 0)).text = side
    return _saved(document)


def delivery_file(title: str, themes: Sequence[Theme]) -> bytes:
    """A Word plan with a table for each business area; the last column is a colour, or a letter in brackets."""
    document = _begun(title)
    for theme in themes:
        document.add_heading(theme.title, 2)
        rows = [row for part in theme.parts for row in part.rows]
        linked = ("Links to Strategic Priority",) if any(row.links for row in rows) else ()
        header = ("Ref.", "Actions", *linked, "Due Date", "Sponsor", "Lead Officer", "Current Status", "R/A/G")
        table = _table(document, header)
        for row in rows:
            cells = table.add_row().cells
            texts = [row.ref, row.action, *([row.links] if linked else []), row.due, row.sponsor, " / ".join(row.leads)]
            for cell, text in zip(cells, texts, strict=False):
                cell.text = text
            _bullets(cells[-2], row.status)
            if row.rag in _FILLS:
                _fill(cells[-1], _FILLS[row.rag])
            else:
                cells[-1].text = row.rag
    return _saved(document)


def task_group_file(title: str, themes: Sequence[Theme]) -> bytes:
    """An Excel plan: a sheet for each group, its objective and lead above a table whose numbers begin again at 1."""
    out = io.BytesIO()
    # Without a temporary file for each sheet, and the same from one making to the next.
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for theme in themes:
        [part] = theme.parts
        sheet = book.add_worksheet(theme.title.partition(". ")[2][:31])
        sheet.set_column(1, 1, 70, wrapped)
        sheet.write(0, 0, theme.title, bold)
        sheet.write(1, 0, f"Objective: {part.title}")
        sheet.write(2, 0, f"Theme lead: {part.lead}")
        sheet.write_row(4, 0, ("Action No", "Task group actions", "Lead", "Target date"), bold)
        for at, row in enumerate(part.rows, 5):
            sheet.write_number(at, 0, int(row.ref))
            sheet.write_row(at, 1, (row.action, part.lead, row.due))
    book.set_properties({"title": title})
    book.close()
    return out.getvalue()


def panel_file(title: str, themes: Sequence[Theme]) -> bytes:
    """A CSV file as a spreadsheet saves it: a title above the header, and line breaks within cells."""
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow([title])
    write.writerow(["No", "Priority", "What will we do?", "How will we know?", "Who leads", "By when"])
    for theme in themes:
        for row in rows_of([theme]):
            measures = "\n".join(f"• {each}" for each in row.measures)
            write.writerow([row.ref, theme.title, row.action, measures, " / ".join(row.leads), row.due])
    return out.getvalue().encode("utf-8-sig")


def rows_of(themes: Iterable[Theme]) -> list[Row]:
    """Return every action of a plan in the order of its file."""
    return [row for theme in themes for part in theme.parts for row in part.rows]


def _begun(title: str) -> Document:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.add_heading(title, 0)
    return document


def _table(document: Document, header: Sequence[str]) -> Table:
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    return table


def _bullets(cell: _Cell, texts: Sequence[str]) -> None:
    for at, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.text, paragraph.style = text, "List Bullet"


def _fill(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
