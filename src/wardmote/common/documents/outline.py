"""Numbers headings, tables and charts once, so that Word, PDF and page call them the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from wardmote.common.documents.tree import (
    Block,
    Bullets,
    ChartBlock,
    ChartGrid,
    Column,
    Document,
    Heading,
    KeyFigures,
    PageBreak,
    Panels,
    Paragraph,
    Table,
)


@dataclass(frozen=True)
class Contents:
    """Where contents go, if the paper is long enough to need them."""


@dataclass(frozen=True)
class Figure:
    """A chart under its numbered caption."""

    caption: str
    block: ChartBlock


Piece = Block | Figure | Contents


def pieces(document: Document) -> Iterator[Piece]:
    """Yield the blocks in order, captions and headings numbered, notes as a last section, charts with their tables."""
    heads, tables, charts, placed = [0, 0, 0], 0, 0, False
    for block in (*document.blocks, *_notes(document)):
        if isinstance(block, Heading):
            heads[block.level - 1] += 1
            heads[block.level :] = [0] * (3 - block.level)
            yield Heading(block.level, f"{'.'.join(map(str, heads[: block.level]))} {block.text}")
        elif isinstance(block, Table):
            tables += 1
            yield Table(f"Table {tables}: {block.caption}", block.columns, block.rows, block.note, parts=block.parts)
        elif isinstance(block, ChartBlock):
            charts += 1
            yield Figure(f"Chart {charts}: {block.chart.title}", block)
            if block.show_table:
                tables += 1
                yield _chart_table(block, f"Table {tables}: the figures in chart {charts}")
        elif not _empty(block):
            yield block
            if isinstance(block, PageBreak) and not placed:
                placed = True
                yield Contents()


def leading(document: Document) -> Iterator[tuple[Piece, bool]]:
    """Yield each piece, and whether it is a paragraph that leads up to a table or picture and is not parted from it."""
    before: Piece | None = None
    for piece in pieces(document):
        if before is not None:
            yield before, isinstance(before, Paragraph) and isinstance(piece, Table | Figure | ChartGrid | Panels)
        before = piece
    if before is not None:
        yield before, False


def headings(document: Document) -> list[Heading]:
    """The numbered headings, for a list of contents."""
    return [piece for piece in pieces(document) if isinstance(piece, Heading)]


def _empty(block: Block) -> bool:
    """A list of nothing is not printed: a screen reader would announce it."""
    match block:
        case Bullets(items=held) | KeyFigures(figures=held) | Panels(panels=held) | ChartGrid(charts=held):
            return not held
    return False


def _notes(document: Document) -> tuple[Block, ...]:
    return (Heading(1, "Notes"), Bullets(document.notes)) if document.notes else ()


def _chart_table(block: ChartBlock, caption: str) -> Table:
    header, *rows = block.chart.table
    columns = [Column(title, numeric=index > 0) for index, title in enumerate(header)]
    return Table(caption, columns, rows)
