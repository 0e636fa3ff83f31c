"""A document as a small tree of plain values. Every text is cleaned on the way in, so each renderer gets the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from wardmote.common.charts import Chart
from wardmote.common.plain_text import clean_line, clean_text

COLOURS = ("red", "amber", "green", "blue", "grey")


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


class Mark(str):
    """A cell's or a line's rating in a word, printed with its letter on its colour: the colour says nothing more.

    `colour` is red, amber, green, blue (complete) or grey (not rated); any other is printed as grey.
    """

    colour: str

    def __new__(cls, text: str, colour: str) -> Self:
        made = super().__new__(cls, clean_line(text))
        made.colour = colour if colour in COLOURS else "grey"
        return made

    @property
    def letter(self) -> str:
        return "–" if self.colour == "grey" else self[:1].upper()


class Linked(str):
    """A cell's text that leads somewhere on a page of ours, to `href`; on paper it is the text alone."""

    href: str

    def __new__(cls, text: str, href: str) -> Self:
        made = super().__new__(cls, clean_line(text))
        made.href = href
        return made


@dataclass(frozen=True, init=False)
class Table:
    """A table whose first column names the row. Raises ValueError when a row has not one cell a column.

    A cell is text, a `Mark`, or `Linked`. `parts` is False where the rows are not parts of one whole, so that no total
    is looked for among them.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    parts: bool

    def __init__(
        self,
        caption: str,
        columns: Iterable[Column],
        rows: Iterable[Sequence[str]],
        note: str = "",
        *,
        parts: bool = True,
    ) -> None:
        heads, cells = tuple(columns), tuple(tuple(_cell(cell) for cell in row) for row in rows)
        if not heads or any(len(row) != len(heads) for row in cells):
            raise ValueError(f"each row of the table “{caption}” needs {len(heads)} cells, one a column")
        _set(self, caption=clean_line(caption), columns=heads, rows=cells, note=clean_line(note), parts=parts)


def _cell(text: str) -> str:
    return text if isinstance(text, Mark | Linked) else clean_line(text)


@dataclass(frozen=True, init=False)
class Line:
    """A line of a panel: words, with a mark before them where they are rated."""

    text: str
    mark: Mark | None

    def __init__(self, text: str, mark: Mark | None = None) -> None:
        _set(self, text=clean_line(text), mark=mark)


@dataclass(frozen=True, init=False)
class Panel:
    """A column of a plan on a page: its title, and lines under small headings."""

    title: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]

    def __init__(self, title: str, groups: Iterable[tuple[str, Iterable[Line]]]) -> None:
        _set(self, title=clean_line(title), groups=tuple((clean_line(name), tuple(lines)) for name, lines in groups))


@dataclass(frozen=True, init=False)
class Panels:
    """Panels side by side, at most `across` in a row. Their titles are headings of the second level, not numbered."""

    panels: tuple[Panel, ...]
    across: int

    def __init__(self, panels: Iterable[Panel], across: int = 4) -> None:
        _set(self, panels=tuple(panels), across=max(across, 1))


@dataclass(frozen=True, init=False)
class ChartGrid:
    """Small charts side by side, each under its name; their figures must stand in a table of the document."""

    charts: tuple[tuple[str, Chart], ...]
    across: int

    def __init__(self, charts: Iterable[tuple[str, Chart]], across: int = 3) -> None:
        _set(self, charts=tuple((clean_line(name), chart) for name, chart in charts), across=max(across, 1))


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
    """A new page on paper; nothing on a screen. `landscape` turns the paper from there on; None leaves it as it is."""

    landscape: bool | None = None


Block = Heading | Paragraph | Bullets | KeyFigures | Table | ChartBlock | ChartGrid | Panels | Notice | PageBreak


@dataclass(frozen=True, init=False)
class Document:
    """What a paper says, whatever it is printed as.

    `period` is written out, as in “January to March 2025 (Q4 2024/25)”; `marking` is the handling marking, printed at
    the top of every page; `made` is the moment of making (aware), the only time that enters the files, so that the
    same document gives the same bytes. `notes` become a last section. The first page should be a summary that can be
    read alone: end it with a `PageBreak`. Contents, over five pages, stand after that break. `landscape` says how the
    first page lies.
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
    landscape: bool

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
        landscape: bool = False,
    ) -> None:
        if made.tzinfo is None:
            raise ValueError("the moment of making needs a time zone")
        blocks = tuple(blocks)
        _check_levels(blocks)
        _set(self, title=clean_line(title) or "Untitled", partnership=clean_line(partnership))
        _set(self, period=clean_line(period), version=clean_line(version), marking=clean_line(marking))
        _set(self, made=made, blocks=blocks, notes=tuple(clean_line(note) for note in notes), language=language)
        _set(self, landscape=landscape)


def _check_levels(blocks: Sequence[Block]) -> None:
    """Refuse a skipped level, which a screen reader announces as something missing and PDF/UA forbids."""
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > deepest + 1:
                raise ValueError(f"heading “{block.text}” skips a level")
            deepest = block.level
        elif isinstance(block, Panels):
            if deepest == 0:
                raise ValueError("panels stand under a heading")
            deepest = max(deepest, 2)


def _set(thing: object, **values: object) -> None:
    """Fill a frozen dataclass from its own __init__."""
    for name, value in values.items():
        object.__setattr__(thing, name, value)
