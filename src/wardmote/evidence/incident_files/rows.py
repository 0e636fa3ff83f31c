"""What each row of a file of the partnership's own incidents says. No database here.

rows = accepted + rejected + repeated, and every row that was not accepted is named with its line and the reason. The
reasons quote nothing of the row, so that they can be kept when the incidents have gone.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from wardmote.common.plain_text import clean_line
from wardmote.evidence.incident_files.columns import FIELDS, LENGTHS, Columns
from wardmote.evidence.incident_files.places import Grid, NotPlace, in_box, read_pair, to_grid
from wardmote.evidence.incident_files.times import (
    DAY,
    EARLIEST,
    LONDON,
    NotTime,
    Written,
    in_london,
    read_clock,
    read_moment,
)

LONGEST_FOR_TIMES = timedelta(days=7)


@dataclass(frozen=True)
class Read:
    """One row as it was understood; times aware, places in grid metres."""

    line: int
    starts_at: datetime
    ends_at: datetime
    place_at: Grid | None
    place: str
    kind: str
    reference: str
    case_reference: str

    @property
    def facts(self) -> tuple[object, ...]:
        """What makes two rows the same incident, but for the reference."""
        return facts_of(self.kind, self.starts_at, self.ends_at, self.place_at, self.place, self.case_reference)


def facts_of(
    kind: str, starts_at: datetime, ends_at: datetime, at: Grid | None, place: str, case_reference: str
) -> tuple[object, ...]:
    """Return what two rows are compared by; places to the decimetre, times in UTC."""
    spot = (round(at[0], 1), round(at[1], 1)) if at else None
    return kind, starts_at.astimezone(UTC), ends_at.astimezone(UTC), spot, place, case_reference


@dataclass
class FileRead:
    """What became of every row, and what to tell of the file as a whole."""

    rows: int = 0
    accepted: list[Read] = field(default_factory=list)
    rejected: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    twice: int = 0
    cut: int = 0

    @property
    def notes(self) -> list[str]:
        """What a person should know before agreeing, in sentences."""
        long = sum(each.ends_at - each.starts_at > LONGEST_FOR_TIMES for each in self.accepted)
        whole = sum(_whole_day(each) for each in self.accepted)
        without = sum(each.place_at is None for each in self.accepted)
        midnight = sum(_at_midnight(each) for each in self.accepted)
        said = [
            (self.twice, "had a time that the clock showed twice, in the night it went back: the first was taken."),
            (long, "may have happened over more than seven days: they count for places and not for times of the week."),
            (whole, "had a day and no time of day: they may have happened at any hour of it."),
            (without, "had no coordinates: they count for times and not for places."),
            (self.cut, f"had a place of more than {LENGTHS['place']} characters: it was cut off there."),
        ]
        found = [f"{number:,} of the rows accepted {words}" for number, words in said if number]
        if midnight > max(5, len(self.accepted) // 20):
            found.append(
                f"{midnight:,} of the rows accepted were at midnight exactly. Where that stands for “time not known”, "
                "take the time out of the file: midnight would look busy."
            )
        return found


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], columns: Columns, now: datetime) -> FileRead:
    """Read every row; `now` is the latest that anything can have happened. Repeats are for the caller to find."""
    found = FileRead()
    degrees: list[tuple[float, float]] = []
    waiting: list[tuple[int, Sequence[str], datetime, datetime, tuple[float, float] | None]] = []
    for line, cells in rows:
        found.rows += 1
        try:
            starts_at, ends_at, twice = _times(cells, columns, now)
            pair = read_pair(*_pair(cells, columns), grid=columns.grid)
            _check_lengths(cells, columns)
        except (NotTime, NotPlace, ValueError) as wrong:
            found.rejected.append((line, _sentence(str(wrong))))
            continue
        found.twice += twice
        found.cut += len(columns.cell(cells, "place")) > LENGTHS["place"]
        if pair and not columns.grid:
            degrees.append(pair)
        waiting.append((line, cells, starts_at, ends_at, pair))
    converted = iter(to_grid(degrees))
    for line, cells, starts_at, ends_at, pair in waiting:
        at = pair if pair is None or columns.grid else next(converted)
        if at is not None and not in_box(at):
            found.rejected.append((line, "The coordinates are outside England and Wales."))
        else:
            found.accepted.append(_made(line, cells, columns, starts_at, ends_at, at))
    found.rejected.sort()
    return found


def _made(
    line: int, cells: Sequence[str], columns: Columns, starts_at: datetime, ends_at: datetime, at: Grid | None
) -> Read:
    text = {name: clean_line(columns.cell(cells, name))[:most] for name, most in LENGTHS.items()}
    # A tenth of a metre is finer than anybody measures, and the same on every database.
    place_at = (round(at[0], 1), round(at[1], 1)) if at else None
    return Read(line, starts_at, ends_at, place_at, text["place"], text["kind"], text["reference"],
                text["case_reference"])  # fmt: skip


def _pair(cells: Sequence[str], columns: Columns) -> tuple[str, str]:
    names = ("easting", "northing") if columns.grid else ("longitude", "latitude")
    return columns.cell(cells, names[0]), columns.cell(cells, names[1])


def _check_lengths(cells: Sequence[str], columns: Columns) -> None:
    for name, most in LENGTHS.items():
        if name != "place" and len(columns.cell(cells, name)) > most:
            raise ValueError(f"{FIELDS[name][0].lower()}: more than {most} characters")


def _times(cells: Sequence[str], columns: Columns, now: datetime) -> tuple[datetime, datetime, bool]:
    """Return from, to, and whether the clock showed either twice. Raises NotTime for what makes no sense."""
    start = _written(cells, columns, "starts")
    if start is None:
        raise NotTime("there is no date")
    begins, twice = _moment(start)
    end = _written(cells, columns, "ends", day_of=start)
    if end is None:
        ends, again = (begins, False) if start.clock is not None else (_day_after(start), False)
    else:
        ends, again = _moment(end) if end.clock is not None else (_day_after(end), False)
        if ends < begins and again:
            ends, again = ends.replace(fold=1), True
    if begins.astimezone(UTC) > ends.astimezone(UTC):
        raise NotTime("it ends before it begins; where it ended on the next day, give that day")
    if begins.date() < EARLIEST:
        raise NotTime("it is before the year 2000")
    if begins > now or ends > _end_of(now):
        raise NotTime("it is in the future")
    return begins, ends, twice or again


def _written(cells: Sequence[str], columns: Columns, name: str, *, day_of: Written | None = None) -> Written | None:
    """Read the date cell and the time cell that go together; an end may leave its day to the beginning's."""
    cell, clock_cell = columns.cell(cells, name), columns.cell(cells, f"{name}_time")
    if not cell:
        if not clock_cell or day_of is None:
            return None
        clock, next_day, offset = read_clock(clock_cell)
        return Written(day_of.day, clock, next_day, offset)
    written = read_moment(cell, columns.order)
    if not clock_cell:
        return written
    clock, next_day, offset = read_clock(clock_cell)
    if written.clock not in (None, time(), clock):
        raise NotTime("the date has a time of its own, other than that of the time’s column")
    return Written(written.day, clock, next_day, offset)


def _moment(written: Written) -> tuple[datetime, bool]:
    day = written.day + DAY if written.next_day else written.day
    return in_london(day, written.clock or time(), written.offset)


def _day_after(written: Written) -> datetime:
    return datetime.combine(written.day + DAY, time(), tzinfo=LONDON)


def _end_of(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(LONDON).date() + DAY, time(), tzinfo=LONDON)


def _whole_day(read: Read) -> bool:
    begins, ends = read.starts_at, read.ends_at
    return begins.time() == time() and ends.time() == time() and ends.date() == begins.date() + DAY


def _at_midnight(read: Read) -> bool:
    return read.starts_at == read.ends_at and read.starts_at.time() == time()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if not words.endswith(".") else words


def grouped(named: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """Return the lines of each reason, the commonest reason first."""
    lines: dict[str, list[int]] = {}
    for line, reason in named:
        lines.setdefault(reason, []).append(line)
    order = Counter({reason: len(found) for reason, found in lines.items()})
    return {reason: lines[reason] for reason, _ in order.most_common()}


def ranges(lines: Iterable[int]) -> str:
    """Write line numbers shortly: `3, 7, 10 to 45`."""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{a:,}" if a == b else f"{a:,}, {b:,}" if b == a + 1 else f"{a:,} to {b:,}" for a, b in runs)
