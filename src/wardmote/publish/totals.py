"""Do the parts of a table come to its printed total? A report says so before anybody else finds out."""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from wardmote.common.csv_text import separated
from wardmote.common.documents import Block, ChartBlock, Document, Notice, Table
from wardmote.common.documents.tree import Document as Tree
from wardmote.methods.totals import TotalProblem, check_totals

# A table that somebody pastes: more is not one table of a report.
LONGEST, MOST_ROWS, MOST_COLUMNS = 500_000, 5_000, 200


class TableError(ValueError):
    """What was pasted or uploaded is no table; the words say why, for the person who did."""


def with_totals_checked(document: Document) -> Document:
    """Return the document with a notice after each table whose printed total its parts do not come to."""
    return with_blocks(document, tuple(_checked(document.blocks)))


def with_blocks(document: Document, blocks: Sequence[Block]) -> Document:
    """Return the same document with other blocks."""
    return Tree(
        title=document.title, partnership=document.partnership, period=document.period, version=document.version,
        marking=document.marking, made=document.made, blocks=blocks, notes=document.notes,
        language=document.language, landscape=document.landscape,
    )  # fmt: skip


def _checked(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Table(parts=True):
                rows: list[Sequence[str]] = [[column.title for column in block.columns], *block.rows]
                yield from (Notice(f"{block.caption}: {said(each)}") for each in check_totals(rows))
            case ChartBlock(chart=chart):
                yield from (Notice(f"{chart.title}: {said(each)}") for each in check_totals(chart.table))


def said(problem: TotalProblem) -> str:
    """Say a problem: `Total, Amount: the parts add up to 952,840; the total says 953,898, 1,058 more.`"""
    apart = abs(problem.difference)
    way = "more" if problem.difference > 0 else "less"
    return (
        f"{problem.row_label or 'Total'}, {problem.column}: the parts add up to {_plain(problem.sum)}; the total says "
        f"{_plain(problem.printed)}, {_plain(apart)} {way}."
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}".replace("-", "−")


def read_table(text: str) -> list[list[str]]:
    """Read a table as it is pasted from a spreadsheet (tabs) or as CSV (commas or semicolons).

    Raises TableError for nothing, for too much, and for what has fewer than two rows or two columns.
    """
    if len(text) > LONGEST:
        raise TableError(f"This is more than {LONGEST:,} characters. Check one table at a time.")
    lines = text.replace("\x00", "").lstrip("\ufeff").splitlines()
    text, mark = separated("\n".join(lines))
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=mark) if any(map(str.strip, row))]
    except csv.Error:
        raise TableError(
            "This could not be read as a table. Copy the cells from a spreadsheet, or save as CSV."
        ) from None
    if len(rows) < 2 or max(map(len, rows)) < 2:
        raise TableError(
            "Give a table of at least two columns: a row of headings, the parts, and a row or column of totals."
        )
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise TableError(f"Check at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns at a time.")
    return rows
