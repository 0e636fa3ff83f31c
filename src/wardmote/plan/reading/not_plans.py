"""Tables without a header that are no plan, whatever stands in their columns; each with its reason in words."""

import re
from collections.abc import Sequence

from wardmote.plan.reading import contents
from wardmote.plan.reading.header_words import field_of
from wardmote.plan.reading.types import Cell, RawRow, one_line

NO_HEADER = "no row of it names its columns, as other tables of the file do, and it does not go on with one"
WEAK = "its header names neither a number, a lead nor a date, as that of the plan's other tables does"
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}|_{4,}")
_PAGE = re.compile(r"^\d{1,3}$")
_FIGURE = re.compile(r"^[-+(]?\s*[£$€]?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|k|m|bn|p)?\)?$", re.IGNORECASE)
_MONEY = re.compile(r"[£$€%]|\d,\d{3}(?!\d)|^0?\.\d{2,}$", re.IGNORECASE)
_SURVEY = re.compile(
    r"\b(?:response (?:percent|total|count)|responses? received|open[\s-]ended question|answered question|"
    r"skipped question|number of respond(?:ents|ers)|strongly (?:dis)?agree|std\.? (?:dev|error))",
    re.IGNORECASE,
)
_MOST, _LABEL = 0.6, 40
_KEY = {"ref", "leads", "due"}
_SURE, _WEAK = 0.9, 0.75


def names_action(header: Sequence[str]) -> bool:
    """Return whether a header names a column of actions."""
    return any(field_of(name)[0] == "action" for name in header)


def names_plan(header: Sequence[str]) -> bool:
    """Return whether a header surely names actions, and beside them a number, a lead or a date."""
    fields = [field_of(name) for name in header]
    surely = any(field == "action" and confidence >= _SURE for field, confidence in fields)
    return surely and bool(_KEY & {field for field, _ in fields})


def is_weak(columns: Sequence[str], confidence: Sequence[float]) -> bool:
    """Return whether a table of recommendations and the like has nothing that a plan's tables have beside actions."""
    sure = [each for column, each in zip(columns, confidence, strict=True) if column == "action"]
    return bool(sure) and max(sure) <= _WEAK and not _KEY & set(columns)


def why_never(rows: Sequence[RawRow]) -> str:
    """Return why a table without a header is never a plan: contents, figures or a survey; "" where it may be one."""
    filled = [row for row in rows if not row.blank]
    if not filled:
        return ""
    if any(_SURVEY.search(text) for row in filled for text in _texts(row) if len(text) <= _LABEL):
        return "it holds the answers to a survey"
    if _is_contents(filled):
        return "it is a list of contents"
    return "it is a table of figures" if _is_figures(filled) else ""


def _is_contents(rows: Sequence[RawRow]) -> bool:
    if any(len(_texts(row)) > 3 for row in rows):
        return False
    led = sum(bool(_LEADERS.search(row.text)) for row in rows)
    last = [_texts(row)[-1] for row in rows if len(_texts(row)) > 1]
    pages = [int(text) for text in last if _PAGE.match(text)]
    rising = len(rows) >= 3 and len(pages) >= len(rows) * _MOST and pages == sorted(pages)
    return rising or (led > 0 and led >= len(rows) * 0.3)


def _is_figures(rows: Sequence[RawRow]) -> bool:
    """Return whether columns of money, shares or large numbers stand there, and none of dates or ratings."""
    cells = [row.cells for row in rows]
    columns = [contents.column(cells, at) for at in range(max(len(row) for row in cells))]
    if any(contents.are_dates(column) or contents.are_ratings(column) for column in columns):
        return False
    return any(_are_figures(column) for column in columns[1:])


def _are_figures(cells: Sequence[Cell]) -> bool:
    texts = [one_line(cell.text) for cell in cells if cell.text]
    figures = [text for text in texts if _FIGURE.match(text)]
    return len(figures) >= max(2, len(texts) * _MOST) and any(_MONEY.search(text) for text in figures)


def _texts(row: RawRow) -> list[str]:
    return [one_line(cell.text) for cell in row.cells if cell.text and not cell.merged]
