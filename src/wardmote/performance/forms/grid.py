"""A page of boxes for figures: many periods of one indicator, or many indicators of one period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from wardmote.common.states import StateRefused
from wardmote.performance.entering import Entry, check_entry, worked_out
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.periods_typed import read_number
from wardmote.performance.stretch import Period, kind_of
from wardmote.performance.typed import shape_of

BOXES = ("numerator", "denominator", "value", "quality", "note")


@dataclass
class Line:
    """One figure on the page: what is held, what stands in the boxes, and what is wrong with it.

    `was` is the revision that the person has seen. `theirs` is set where somebody else entered a figure since.
    """

    indicator: Indicator
    period: Period
    held: Reading | None
    beside: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    was: int = 0
    error: str = ""
    theirs: str = ""

    @property
    def name(self) -> str:
        """What its boxes are named by."""
        return f"{self.indicator.pk}-{kind_of(self.period)}-{self.period.start.isoformat()}"

    @property
    def ratio(self) -> bool:
        return bool(self.indicator.denominator_text)

    @property
    def boxes(self) -> Mapping[str, str]:
        """What stands in the boxes: what was typed, else what is held."""
        return self.typed or _boxes(self.held)

    @property
    def held_text(self) -> str:
        """What is held, as it is printed."""
        held = self.held
        if held is None:
            return "None yet"
        said = shape_of(self.indicator).text(held.value, held.numerator, held.denominator)
        return f"{said}, {held.get_quality_display().lower()}"


@dataclass
class Grid:
    """The page's lines. `take` reads a POST; `entries` are what changed."""

    lines: Sequence[Line]
    entries: list[Entry] = field(default_factory=list)

    @property
    def errors(self) -> list[Line]:
        return [line for line in self.lines if line.error]

    def take(self, posted: Mapping[str, str]) -> bool:
        """Read the boxes; return whether they can be saved. What did not change is not saved anew."""
        for line in self.lines:
            if f"{line.name}-was" in posted:
                self._take(line, posted)
        return not self.errors

    def _take(self, line: Line, posted: Mapping[str, str]) -> None:
        line.typed = {name: str(posted.get(f"{line.name}-{name}", "")).strip() for name in BOXES}
        was = str(posted.get(f"{line.name}-was", "0"))
        line.was = int(was) if was.isdecimal() and len(was) < 6 else 0
        if _same(line.typed, _boxes(line.held)):
            return
        if line.was != (line.held.revision if line.held else 0):
            line.theirs = line.held_text
            line.error = (
                f"Somebody entered {line.held_text} since you opened this page. Save again to put yours in its place."
            )
            line.was = line.held.revision if line.held else 0
            return
        try:
            entry = Entry(
                line.indicator, line.period, _number(line.typed["numerator"]), _number(line.typed["denominator"]),
                _number(line.typed["value"]), line.typed["quality"] or Reading.Quality.PROVISIONAL,
                line.typed["note"][:500], "", line.was,
            )  # fmt: skip
            check_entry(entry)
            worked_out(entry)
        except (ValueError, StateRefused) as wrong:
            line.error = str(wrong)
        else:
            self.entries.append(entry)


def make_grid(pairs: Iterable[tuple[Indicator, Period]]) -> Grid:
    """Return the page of these figures, each with what is held, in one question."""
    wanted = list(pairs)
    held = Reading.objects.filter(indicator__in={each.pk for each, _ in wanted}, current=True)
    held = held.filter(period_start__in={period.start for _, period in wanted})
    found = {(each.indicator_id, each.period_kind, each.period_start): each for each in held}
    lines = []
    for indicator, period in wanted:
        kept = found.get((indicator.pk, kind_of(period), period.start))
        lines.append(Line(indicator, period, kept, was=kept.revision if kept else 0))
    return Grid(lines)


def _boxes(held: Reading | None) -> dict[str, str]:
    if held is None:
        return {"numerator": "", "denominator": "", "value": "", "quality": "provisional", "note": ""}
    ratio = held.denominator is not None
    return {
        "numerator": _text(held.numerator) if ratio else "", "denominator": _text(held.denominator),
        "value": "" if ratio else _text(held.value), "quality": held.quality, "note": held.note,
    }  # fmt: skip


def _same(typed: Mapping[str, str], held: Mapping[str, str]) -> bool:
    """Whether the boxes say what is held. A quality chosen for a figure that is not there says nothing."""
    if not any(typed[name] for name in ("numerator", "denominator", "value", "note")) and not any(
        held[name] for name in ("numerator", "denominator", "value", "note")
    ):
        return True
    return all(typed[name] == held[name] for name in BOXES)


def _number(text: str) -> Decimal | None:
    return read_number(text)


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
