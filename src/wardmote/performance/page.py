"""What the quarter's pages are made of. Everything here is already fit for its reader's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wardmote.common.charts import Chart
from wardmote.common.periods import Quarter
from wardmote.methods.change import Change
from wardmote.methods.direction import Direction
from wardmote.performance.counting import Reading
from wardmote.performance.words import change_in_words, sentence

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator


@dataclass(frozen=True)
class Row:
    """One indicator in one quarter, beside the same quarter of the year before.

    `open_address` is the page listing what was counted, only for those who may open it. `sparkline` is None where
    there is too little to draw or too little that may be seen.
    """

    indicator: "Indicator"
    now: Reading
    then: Reading
    change: Change
    direction: Direction
    sparkline: Chart | None
    open_address: str | None

    @property
    def shown(self) -> str:
        """This quarter's count as it is printed."""
        return self.now.text

    @property
    def change_text(self) -> str:
        return change_in_words(self.change)

    @property
    def direction_text(self) -> str:
        """`better`, `worse`, `up`, `down` or `no change`; `not compared` where one of the two is not known or seen."""
        return "not compared" if self.change.difference is None else self.direction.word

    @property
    def synthetic(self) -> bool:
        return self.now.synthetic or self.then.synthetic

    @property
    def open_licence(self) -> bool:
        """Whether the figures rest on records under the Open Government Licence, which asks to be named."""
        return not self.synthetic and "Open Government Licence" in f"{self.now.source}{self.then.source}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know to read the row right, each thing once."""
        said = [*self.now.notes, *self.then.notes, self._small_base, self.direction.explanation]
        return tuple(dict.fromkeys(note for note in said if note))

    @property
    def note(self) -> str:
        return " ".join(self.notes)

    @property
    def sentence(self) -> str:
        return sentence(self)

    @property
    def _small_base(self) -> str:
        """Why there is no percentage of a figure that did move from something; nothing where there is one."""
        reason = self.change.reason
        if not (reason and self.change.difference and self.change.then):
            return ""
        return f"{reason[0].upper()}{reason[1:]}: read the counts."


@dataclass(frozen=True)
class QuarterPage:
    """A partnership's quarter: one row an indicator, in the order the partnership set."""

    partnership: "Partnership"
    quarter: Quarter
    rows: Sequence[Row]
    previous: Quarter | None
    next: Quarter | None

    @property
    def synthetic(self) -> bool:
        return any(row.synthetic for row in self.rows)

    @property
    def open_licence(self) -> bool:
        return any(row.open_licence for row in self.rows)

    @property
    def missing(self) -> list[str]:
        """What the page cannot say, and why: a sentence an indicator."""
        return [
            f"{row.indicator.name}: {' '.join(reading.notes)}"
            for row in self.rows
            for reading in (row.now, row.then)
            if reading.value is None and not reading.hidden
        ]


@dataclass(frozen=True)
class Line:
    """One line of a table under a chart: a month, a quarter or a district, with its count in words."""

    name: str
    now: str
    then: str


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator in one quarter, in full. `chart` is None, and `months` empty, where months may not be seen."""

    partnership: "Partnership"
    row: Row
    chart: Chart | None
    months: Sequence[Line]
    districts: Sequence[Line]
    measure_definition: str
