"""A document as a small tree of plain values. Every text is cleaned on the way in, so each renderer gets the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wardmote.common.charts import Chart
from wardmote.common.plain_text import clean_line, clean_text


@dataclass(frozen=True, init=False)
class Heading:
    """A numbered heading; level 1 to 3. Levels must not be skipped: `Document` refuses it."""

    level: int
    text: str

    def __init__(self, level: int, text: str) -> None:
        if level not in (1, 2, 3):
            raise ValueError(f"a heading has level 1, 2 or 3, not {level}")
        _set(self, level=level, text=clean_line(text))


@dataclass(frozen=True, init=False)
class Paragraph:
    """A paragraph; a newline in it is a line break."""

    text: str

    def __init__(self, text: str) -> None:
        _set(self, text=clean_text(text))


@dataclass(frozen=True, init=False)
class Bullets:
    """A list of short points."""

    items: tuple[str, ...]

    def __init__(self, items: Iterable[str]) -> None:
        _set(self, items=tuple(clean_line(item) for item in items))


@dataclass(frozen=True, init=False)
class KeyFigure:
    """One figure large enough to be seen across a room: the figure, what it counts, and what it compares with."""

    value: str
    label: str
    note: str

    def __init__(self, value: str, label: str, note: str = "") -> None:
        _set(self, value=clean_line(value), label=clean_line(label), note=clean_line(note))


@dataclass(frozen=True, init=False)
class KeyFigures:
    """Key figures side by side, at most three to a row."""

    figures: tuple[KeyFigure, ...]

    def __init__(self, figures: Iterable[KeyFigure]) -> None:
        _set(self, figures=tuple(figures))


@dataclass(frozen=True, init=False)
class Column:
    """A column of a table. `share` is its width on paper relative to its fellows: by default words 2, numbers 1."""

    title: str
    numeric: bool
    share: int

    def __init__(self, title: str, numeric: bool = False, share: int | None = None) -> None:
        _set(self, title=clean_line(title), numeric=numeric, share=share or (1 if numeric else 2))


@dataclass(frozen=True, init=False)
class Table:
    """A table whose first column names the row. Raises ValueError when a row has not one cell a column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str

    def __init__(self, caption: str, columns: Iterable[Column], rows: Iterable[Sequence[str]], note: str = "") -> None:
        heads, cells = tuple(columns), tuple(tuple(clean_line(cell) for cell in row) for row in rows)
        if not heads or any(len(row) != len(heads) for row in cells):
            raise ValueError(f"each row of the table “{caption}” needs {len(heads)} cells, one a column")
        _set(self, caption=clean_line(caption), columns=heads, rows=cells, note=clean_line(note))


@dataclass(frozen=True)
class ChartBlock:
    """A chart under its message, with its figures in a table below unless `show_table` is false."""

    chart: Chart
    show_table: bool = True


@dataclass(frozen=True, init=False)
class Notice:
    """What a reader must know first, set apart: that the figures are invented, say."""

    text: str

    def __init__(self, text: str) -> None:
        _set(self, text=clean_line(text))


@dataclass(frozen=True)
class PageBreak:
    """A new page on paper; nothing on a screen."""


Block = Heading | Paragraph | Bullets | KeyFigures | Table | ChartBlock | Notice | PageBreak


@dataclass(frozen=True, init=False)
class Document:
    """What a paper says, whatever it is printed as.

    `period` is written out, as in “January to March 2025 (Q4 2024/25)”; `marking` is the handling marking, printed at
    the top of every page; `made` is the moment of making (aware), the only time that enters the files, so that the
    same document gives the same bytes. `notes` become a last section. The first page should be a summary that can be
    read alone: end it with a `PageBreak`. Contents, over five pages, stand after that break.
    """

    title: str
    partnership: str
    period: str
    version: str
    marking: str
    made: datetime
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    language: str

    def __init__(
        self,
        *,
        title: str,
        partnership: str,
        period: str,
        version: str,
        marking: str,
        made: datetime,
        blocks: Iterable[Block],
        notes: Iterable[str] = (),
        language: str = "en-GB",
    ) -> None:
        if made.tzinfo is None:
            raise ValueError("the moment of making needs a time zone")
        blocks = tuple(blocks)
        _check_levels(blocks)
        _set(self, title=clean_line(title) or "Untitled", partnership=clean_line(partnership))
        _set(self, period=clean_line(period), version=clean_line(version), marking=clean_line(marking))
        _set(self, made=made, blocks=blocks, notes=tuple(clean_line(note) for note in notes), language=language)


def _check_levels(blocks: Sequence[Block]) -> None:
    """Refuse a skipped level, which a screen reader announces as something missing and PDF/UA forbids."""
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > deepest + 1:
                raise ValueError(f"heading “{block.text}” skips a level")
            deepest = block.level


def _set(thing: object, **values: object) -> None:
    """Fill a frozen dataclass from its own __init__."""
    for name, value in values.items():
        object.__setattr__(thing, name, value)
