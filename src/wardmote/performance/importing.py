"""What the rows of a file of figures say, before anything is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from wardmote.common.sheets import Row, Sheet, Workbook
from wardmote.common.states import StateRefused
from wardmote.performance.entering import Entry, check_entry, worked_out
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.periods_typed import read_number, read_period
from wardmote.performance.stretch import Period, kind_of

ACCEPTED, REJECTED, REPEATED = "accepted", "rejected", "repeated"
_HEADINGS = {
    "indicator": ("indicator", "key", "indicator key", "name", "measure", "kpi", "pi", "performance indicator"),
    "period": ("period", "month", "quarter", "year", "date", "financial year"),
    "numerator": ("numerator", "above", "above the line", "count"),
    "denominator": ("denominator", "below", "below the line", "out of", "base", "of"),
    "value": ("value", "figure", "actual", "result", "outturn", "performance"),
    "quality": ("quality", "status", "state"),
    "note": ("note", "notes", "comment", "comments"),
}
_QUALITIES = {"": "provisional", "p": "provisional", "r": "revised", "f": "final"}
NO_HEADER = "No row names the columns. One row must say Indicator and Period, and Value or Numerator."


@dataclass(frozen=True)
class Line:
    """One row of the file and what became of it. Numbers and days are written as text, so that it can be kept."""

    row: int
    sheet: str
    text: str
    state: str
    reason: str = ""
    indicator_id: int = 0
    name: str = ""
    period: str = ""
    kind: str = ""
    start: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    quality: str = ""
    note: str = ""
    started_from: int = 0
    before: str = ""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Understander:
    """Reads rows one after another; `held` gives the figure that is kept for an indicator and period."""

    indicators: Mapping[str, Indicator]
    may_enter: Mapping[int, bool]
    held: Mapping[tuple[int, str, Any], Reading]
    seen: dict[tuple[int, str, Any], Line] = field(default_factory=dict)

    def lines(self, book: Workbook) -> list[Line]:
        """Return a line for each row below a header, in the file's order. Raises ValueError when no sheet has one."""
        made: list[Line] = []
        headed = False
        for sheet in book.sheets:
            header, rows = _header(sheet)
            if header:
                headed = True
                made += [self._line(sheet.name, header, row) for row in rows]
            else:
                made += [_rejected(sheet.name, row, "No row above names the columns.") for row in sheet.rows]
        if not headed:
            raise ValueError(NO_HEADER)
        return made

    def _line(self, sheet: str, header: Mapping[str, int], row: Row) -> Line:
        given = {name: row.cells[at] if at < len(row.cells) else "" for name, at in header.items()}
        try:
            indicator = self._indicator(given["indicator"])
            period = read_period(given["period"], indicator.frequency)
            line = self._read(sheet, row, given, indicator, period)
        except (ValueError, StateRefused) as wrong:
            return _rejected(sheet, row, str(wrong))
        return self._placed(line, indicator, period)

    def _indicator(self, text: str) -> Indicator:
        found = self.indicators.get(text.strip().lower())
        if found is None:
            raise ValueError(
                f"No indicator here is called “{text[:60]}”." if text.strip() else "No indicator is named."
            )
        if not self.may_enter.get(found.pk):
            raise ValueError(f"You may not enter figures of “{found.name}”.")
        return found

    def _read(self, sheet: str, row: Row, given: Mapping[str, str], indicator: Indicator, period: Period) -> Line:
        numbers = {name: read_number(given.get(name, "")) for name in ("numerator", "denominator", "value")}
        if all(number is None for number in numbers.values()):
            raise ValueError("The row holds no figure.")
        typed = given.get("quality", "").strip().lower()
        quality = _QUALITIES.get(typed, typed)
        if quality not in Reading.Quality.values:
            raise ValueError(f"“{typed[:40]}” is not provisional, revised or final.")
        entry = Entry(
            indicator, period, numbers["numerator"], numbers["denominator"], numbers["value"], quality
        )  # fmt: skip
        check_entry(entry)
        worked_out(entry)
        return Line(
            row.number, sheet, " | ".join(row.cells), ACCEPTED, indicator_id=indicator.pk, name=indicator.name,
            period=period.label, kind=kind_of(period), start=period.start.isoformat(), quality=quality,
            note=given.get("note", "")[:500], numerator=_text(numbers["numerator"]),
            denominator=_text(numbers["denominator"]), value=_text(numbers["value"]),
        )  # fmt: skip

    def _placed(self, line: Line, indicator: Indicator, period: Period) -> Line:
        """Set a row against the rows above it and against what is held."""
        where = (indicator.pk, kind_of(period), period.start)
        earlier = self.seen.get(where)
        if earlier is not None:
            same = _figures(earlier) == _figures(line)
            reason = f"The same as row {earlier.row}." if same else f"Row {earlier.row} gives another figure for it."
            return Line(**{**line.to_dict(), "state": REPEATED if same else REJECTED, "reason": reason})
        self.seen[where] = line
        held = self.held.get(where)
        if held is None:
            return line
        before = _text(held.value) or "no figure"
        kept = {**line.to_dict(), "started_from": held.revision, "before": f"{before}, {held.quality}"}
        if _figures(line) == _kept(held, indicator):
            kept |= {"state": REPEATED, "reason": "Held already, with the same figure."}
        return Line(**kept)


def _rejected(sheet: str, row: Row, reason: str) -> Line:
    return Line(row.number, sheet, " | ".join(row.cells), REJECTED, reason)


def _header(sheet: Sheet) -> tuple[dict[str, int], Sequence[Row]]:
    """Return which column is what, and the rows below; nothing when no row names an indicator and a period."""
    for place, row in enumerate(sheet.rows[:20]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row.cells):
            said = cell.strip().lower().rstrip(":")
            name = next((name for name, words in _HEADINGS.items() if said in words and name not in found), None)
            if name:
                found[name] = at
        if {"indicator", "period"} <= set(found) and {"value", "numerator"} & set(found):
            return found, sheet.rows[place + 1 :]
    return {}, sheet.rows


def _figures(line: Line) -> tuple[str, ...]:
    return line.numerator, line.denominator, line.value, line.quality


def _kept(held: Reading, indicator: Indicator) -> tuple[str, ...]:
    """What the same figure would look like as a row of a file."""
    if indicator.denominator_text and held.denominator is not None:
        return _text(held.numerator), _text(held.denominator), "", held.quality
    return "", "", _text(held.value), held.quality


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def counts(lines: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rows there are in all and of each state: rows = accepted + rejected + repeated."""
    states = [line["state"] for line in lines]
    return {"rows": len(states)} | {state: states.count(state) for state in (ACCEPTED, REJECTED, REPEATED)}
