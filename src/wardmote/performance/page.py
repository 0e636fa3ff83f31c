"""What the quarter's pages are made of. Everything here is already fit for its reader's eyes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from wardmote.common.charts import Chart
from wardmote.common.periods import Quarter
from wardmote.methods.change import Change
from wardmote.methods.direction import Direction
from wardmote.methods.rag import Colour, Rag
from wardmote.performance.reading import Reading, Shape
from wardmote.performance.series import Series
from wardmote.performance.words import change_in_words, sentence

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator

_COLOURS = {Colour.GREEN, Colour.AMBER, Colour.RED}


class Behind(Protocol):
    """What stands behind a row and is worked out only when somebody asks."""

    def series(self, indicator: "Indicator") -> Series: ...
    def similar_text(self, row: "Row") -> str: ...
    def rag_note(self, row: "Row") -> str: ...


@dataclass(frozen=True)
class Row:
    """One indicator in one quarter as one reader may see it.

    `now`, `then` (the same quarter last year) and `previous` (the quarter before) are the figures; `change` and
    `direction` compare `now` with what the indicator is compared with, named in `compared_with`; `short` is against
    the quarter before, `long` against the same quarter last year. `rag` is the rating that holds, `rag_rule` names its
    rule; `rag_overridden` says that somebody judged otherwise, `override_reason` why (for members only).
    `open_address` is the page listing what was counted, only for those who may open it. `sparkline` is None where
    there is too little to draw or too little that may be seen.
    """

    indicator: "Indicator"
    now: Reading
    then: Reading
    previous: Reading
    change: Change
    direction: Direction
    short: Direction
    long: Direction
    sparkline: Chart | None
    open_address: str | None
    shape: Shape
    compared_with: str
    compared_text: str
    target: Decimal | None
    target_text: str
    rag: Rag
    rag_before: Colour
    rag_rule: str
    rag_overridden: bool
    override_reason: str
    baseline_text: str
    behind: Behind = field(compare=False, repr=False)

    @property
    def quarter(self) -> Quarter:
        return self.now.quarter

    @property
    def shown(self) -> str:
        """This quarter's figure as it is printed."""
        return self.now.text

    @property
    def change_text(self) -> str:
        return change_in_words(self.change, self.shape, (self.compared_text, self.now.text))

    @property
    def direction_text(self) -> str:
        """`better`, `worse`, `up`, `down` or `no change`; `not compared` where one of the two is not known or seen."""
        return "not compared" if self.change.difference is None else self.direction.word

    @property
    def comparator(self) -> str:
        """What it is compared with, in general words: `the same quarter last year`."""
        if self.indicator.comparator == "baseline":
            return self.compared_with
        if self.now.period:
            return "the year before"
        return "the quarter before" if self.indicator.comparator == "previous" else "the same quarter last year"

    @property
    def way(self) -> str:
        """Which way the figure itself went: `up`, `down`, `level` or `unknown`, for an arrow."""
        moved = self.change.difference
        if moved is None:
            return "unknown"
        return "level" if moved == 0 else "up" if moved > 0 else "down"

    @property
    def rag_text(self) -> str:
        """The rating in a word: `Red`, `Amber`, `Green`, `Context only`, `Not rated` or `No data`."""
        colour = self.rag.colour
        if colour is Colour.NO_DATA and self.now.value is not None:
            return "Not rated"
        return colour.words.capitalize()

    @property
    def rag_letter(self) -> str:
        """R, A or G; C for context only and a dash for what is not rated."""
        return self.rag.letter if self.rag.colour in _COLOURS or self.rag.colour is Colour.CONTEXT else "–"

    @cached_property
    def rag_note(self) -> str:
        """What must be known to read a change of the rating right, such as that it lies in ordinary variation."""
        return self.behind.rag_note(self)

    @property
    def quality(self) -> str:
        """`provisional`, `revised` or `final`; empty for a count and where no figure is seen."""
        return self.now.quality

    @property
    def series(self) -> Series:
        """Its months up to this quarter, with limits; empty of values where they may not be seen."""
        return self.behind.series(self.indicator)

    @property
    def variation(self) -> str:
        """`common cause`, `concern high`, … or `not enough points`; empty where months may not be seen."""
        found = self.series.variation
        return found.word if found else ""

    @property
    def variation_text(self) -> str:
        """The same in a sentence."""
        found = self.series.variation
        return found.explanation if found else ""

    @property
    def assurance(self) -> str:
        """`consistently passes`, `consistently fails`, `hit or miss`, or empty."""
        found = self.series.assurance
        return found.word if found else ""

    @property
    def assurance_text(self) -> str:
        """The same in a sentence; empty where there is no target."""
        found = self.series.assurance
        return found.explanation if found and self.target is not None else ""

    @cached_property
    def similar_text(self) -> str:
        """How it stands beside the group of similar areas, in a sentence; empty without their figures."""
        return self.behind.similar_text(self)

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
        year = f"For the year {self.now.period.short_label}." if self.now.period else ""
        said = [year, *self.now.notes, *self.then.notes, self._small_base, self.direction.explanation]
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


def needs_remedy(row: Row) -> str:
    """Return why an indicator needs a remedial action, in words: it is red, or it got worse. Nothing otherwise.

    A figure that is withheld or missing is neither. The change is against what the indicator is compared with.
    """
    if row.rag.colour is Colour.RED:
        return f"Rated red. {row.rag.reason}"
    if row.direction.word == "worse":
        return f"Worse than {row.compared_with}: {row.change_text}."
    return ""


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
    """One line of a table under a chart: a month, a quarter or a district, with its figure in words."""

    name: str
    now: str
    then: str


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator in one quarter, in full. Where months may not be seen `chart` and `control` are None."""

    partnership: "Partnership"
    row: Row
    chart: Chart | None
    months: Sequence[Line]
    districts: Sequence[Line]
    measure_definition: str
    series: Series
    control: Chart | None
    similar: "SimilarTable | None"


@dataclass(frozen=True)
class SimilarTable:
    """An indicator beside the group of similar areas: `lines` are member, figure, in the order of their figures.

    `said` is the comparison in words, `about` what the group is: method, day, asymmetry.
    """

    name: str
    period: str
    lines: Sequence[tuple[str, str]]
    said: str
    about: str
