"""What a plan file was found to hold, and how each row of it was understood. Everything here becomes plain JSON."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

# What a column can be. One that is none of these is "ignore".
FIELDS = (
    "ref",
    "action",
    "measures",
    "leads",
    "due",
    "status",
    "rag",
    "priority",
    "objective",
    "start",
    "sponsor",
    "links",
)
IGNORE = "ignore"


class CannotRead(Exception):
    """The file was not read. The message is for the person who chose it, and says what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell. `colour` is "" or red, amber, green, blue or grey; `merged`: it repeats a cell that it is joined to."""

    text: str = ""
    colour: str = ""
    bullets: list[str] = field(default_factory=list)
    note: str = ""
    merged: bool = False


@dataclass(frozen=True)
class RawRow:
    """A row as it stands; `row` is its number as a person counts it in the file (in Word, within its table)."""

    row: int
    cells: list[Cell]

    @property
    def blank(self) -> bool:
        return not any(cell.text and not cell.merged for cell in self.cells)

    @property
    def text(self) -> str:
        """The whole row on one line, each merged cell once."""
        return " | ".join(one_line(cell.text) for cell in self.cells if cell.text and not cell.merged)


@dataclass(frozen=True)
class FoundTable:
    """One table. `headings` are those above it, outermost first; `columns` the field guessed for each column.

    `confidence` is 0 to 1 for each column. `title_rows` stand above the header row and `header_rows` is how many rows
    the header takes; neither is among `rows`. `continues` is the number of the table whose rows this one goes on with.
    `box` is what a small table, or the rows above a header, name for the rows after: objective, priority, leads.
    `why` says for each column left out why it was. `places`, where a table goes on with another in more or fewer
    columns, is the column of that one for each of its own (-1: none). `left_out` is why the table is no plan, or "".
    """

    number: int
    heading: str
    headings: list[str]
    place: str
    header: list[str]
    columns: list[str]
    confidence: list[float]
    rows: list[RawRow]
    title_rows: list[str] = field(default_factory=list)
    header_rows: int = 1
    continues: int = 0
    box: dict[str, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left_out: str = ""


@dataclass(frozen=True)
class PlanFile:
    """A file that was read. `kind` is docx, xlsx or csv; `notes` say what a person should know before trusting it."""

    name: str
    kind: str
    tables: list[FoundTable]
    notes: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `from_dict` takes them back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "PlanFile":
        """Rebuild what `to_dict` gave. Raises KeyError or TypeError when it is something else."""
        return cls(**{**data, "tables": [_table(each) for each in data["tables"]]})


def _table(data: Mapping[str, Any]) -> FoundTable:
    rows = [RawRow(each["row"], [Cell(**cell) for cell in each["cells"]]) for each in data["rows"]]
    return FoundTable(**{**data, "rows": rows})


@dataclass(frozen=True)
class Due:
    """When an action is due.

    `kind` is date, month, quarter, year, ongoing, monthly, quarterly, yearly, unknown (words that were not understood)
    or none. `date` is the last day that is meant (a month's or year's last); a quarter is `2018-19-Q3`.
    """

    text: str = ""
    date: datetime.date | None = None
    quarter: str = ""
    kind: str = "none"

    def to_dict(self) -> dict[str, str]:
        """Return `{"text"}` with `date` or `quarter` where one is known."""
        found = {"text": self.text}
        if self.quarter:
            found["quarter"] = self.quarter
        elif self.date:
            found["date"] = self.date.isoformat()
        return found


@dataclass(frozen=True)
class Source:
    """Where in the file a row stands: the table's number and the row's, as a person counts them."""

    table: int
    row: int


@dataclass(frozen=True)
class PlanRow:
    """One action as understood. `printed_ref` is what stood in the file where `ref` had to be made or made unique.

    `rag` is red, amber, green, complete or ""; `rag_source` is letter, word, colour or "". `triangle` is victim,
    offender, community, business or "". `warnings` name everything that was guessed, joined or not understood.
    """

    ref: str
    action: str
    source: Source
    measures: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    due: Due = field(default_factory=Due)
    status: str = ""
    rag: str = ""
    rag_source: str = ""
    priority: str = ""
    objective: str = ""
    links: list[str] = field(default_factory=list)
    sponsor: str = ""
    start: Due = field(default_factory=Due)
    printed_ref: str = ""
    triangle: str = ""
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `due` and `start` as `Due.to_dict` gives them, with their kinds beside."""
        due, start = self.due, self.start
        return {
            **asdict(self),
            "due": due.to_dict(),
            "due_kind": due.kind,
            "start": start.to_dict(),
            "start_kind": start.kind,
        }


@dataclass(frozen=True)
class RejectedRow:
    """A row that gave no action, with the reason in words; `table` and `row` as a person counts them."""

    row: int
    table: int
    reason: str
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Understood:
    """What the rows of a file mean. `unmatched_tables` maps a table's number to why it was left out.

    `accounting` counts every row of the file once: `rows` is the sum of all the others.
    """

    rows: list[PlanRow]
    rejected: list[RejectedRow] = field(default_factory=list)
    repeated: list[RejectedRow] = field(default_factory=list)
    unmatched_tables: dict[int, str] = field(default_factory=dict)
    accounting: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return `rows`, `rejected` and the rest as plain JSON values."""
        return {
            "rows": [each.to_dict() for each in self.rows],
            "rejected": [each.to_dict() for each in self.rejected],
            "repeated": [each.to_dict() for each in self.repeated],
            "unmatched_tables": {str(number): why for number, why in self.unmatched_tables.items()},
            "accounting": dict(self.accounting),
            "notes": list(self.notes),
        }


# Which fields a person chose for the columns of a table, by the table's number.
Match = Mapping[int, Sequence[str]]


def one_line(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())
