"""What a report is made of. Every kind of report renders from `ReportData` and from nothing else.

It is gathered whole, with the texts that only members read, and `for_audience` is the one door to paper: what the
public may not read is taken out there, before any report sees it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from wardmote.common.dates import plainday
from wardmote.common.periods import FinancialYear, Quarter

if TYPE_CHECKING:
    from wardmote.plan.queries.calendar import CalendarYear


class Audience(StrEnum):
    """For whom a report is printed."""

    PUBLIC = "public"
    MEMBER = "member"

    @property
    def words(self) -> str:
        return "For the public" if self is Audience.PUBLIC else "For members of the partnership"


@dataclass(frozen=True)
class Texts:
    """What the lead said of a figure or an action in the round, and what will be done about it.

    `public` is their leave to print it for everybody.
    """

    short: str = ""
    full: str = ""
    public: bool = False
    remedial: str = ""
    remedial_due_on: date | None = None
    remedial_by: str = ""


NO_TEXTS = Texts()
STEP_FOR_PUBLIC = "something that the partnership knows of changed"


@dataclass(frozen=True)
class Point:
    """One period of a figure's series. `step` is why a new baseline begins here, if one does."""

    slug: str
    value: Decimal | None
    step: str = ""


@dataclass(frozen=True)
class Figure:
    """An indicator in one quarter, every figure as fit for the public. `rag` is a colour's name; `short` and `long`
    are directions in words against the quarter before and the same quarter last year."""

    key: str
    name: str
    definition: str = ""
    formula: str = ""
    unit: str = ""
    polarity: str = "context"
    aggregation: str = ""
    owner: str = ""
    outcome: str = ""
    accountable: str = ""
    plan_ref: str = ""
    value: Decimal | None = None
    text: str = ""
    last_year_value: Decimal | None = None
    last_year_text: str = ""
    previous_text: str = ""
    target_text: str = ""
    change_text: str = ""
    comparator: str = "the same quarter last year"
    short: str = ""
    long: str = ""
    rag: str = "grey"
    rag_reason: str = ""
    rag_rule: str = ""
    variation: str = ""
    assurance: str = ""
    quality: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    series: tuple[Point, ...] = ()
    target: Decimal | None = None
    minimum_base: int = 20
    decimals: int = 0
    synthetic: bool = False
    public: bool = False
    texts: Texts = NO_TEXTS

    @property
    def direction(self) -> str:
        """The direction against what the indicator is compared with."""
        return self.short if self.comparator == "the quarter before" else self.long

    @property
    def worse(self) -> bool:
        return self.direction == "worse" or self.variation.startswith("concern")

    @property
    def exception(self) -> str:
        """Why it belongs in the exception report; nothing where it does not."""
        why = [
            *(["red"] if self.rag == "red" else []),
            *([f"worse than {self.comparator.replace('the same quarter ', '')}"] if self.direction == "worse" else []),
            *(["beyond ordinary variation"] if self.variation.startswith("concern") else []),
        ]
        return " and ".join([", ".join(why[:-1]), why[-1]] if len(why) > 1 else why)


@dataclass(frozen=True)
class Action:
    """A numbered action of the plan as it stood. `means` is how far it has come: `done`, `at_risk` and so on."""

    plan: str
    priority: str
    ref: str
    wording: str
    lead: str = ""
    partners: str = ""
    sponsor: str = ""
    due: str = ""
    links: str = ""
    status: str = ""
    means: str = ""
    rag: str = ""
    late: bool = False
    public: bool = False
    texts: Texts = NO_TEXTS

    @property
    def key(self) -> tuple[str, str]:
        return self.plan, self.ref

    @property
    def over(self) -> bool:
        return self.means in ("done", "stopped")

    @property
    def exception(self) -> str:
        """Why it belongs in the exception report; nothing where it does not."""
        why = [*(["late"] if self.late else []), *(["red"] if self.rag == "red" else [])]
        return " and ".join(why)


@dataclass(frozen=True)
class Snapshot:
    """A quarter's figures and actions: frozen by the closing of its round (`edition` 1, 2, …) or live (`edition` 0)."""

    quarter: Quarter
    edition: int
    known_on: date
    figures: tuple[Figure, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def frozen(self) -> bool:
        return self.edition > 0

    @property
    def version(self) -> str:
        """As in `Edition 1, closed on 14 April 2025` and `Draft, as known on 24 March 2025`."""
        if self.frozen:
            return f"Edition {self.edition}, closed on {plainday(self.known_on)}"
        return f"Draft, as known on {plainday(self.known_on)}"

    @property
    def slug(self) -> str:
        """The version in a file's name."""
        return f"edition-{self.edition}" if self.frozen else f"draft-{self.known_on:%Y-%m-%d}"

    @property
    def synthetic(self) -> bool:
        return any(figure.synthetic for figure in self.figures)

    def figure(self, key: str) -> Figure | None:
        return next((each for each in self.figures if each.key == key), None)


@dataclass(frozen=True)
class Revision:
    """A figure that was published and is now known otherwise."""

    name: str
    quarter: Quarter
    published: str
    now: str
    edition: int
    public: bool = False


@dataclass(frozen=True)
class PlanHead:
    """A plan in force in the quarter."""

    title: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ReportData:
    """All that a report says. `before` is the quarter before it, if its round was closed; `year` the snapshots of a
    financial year's quarters that are there, for the annual report.
    """

    partnership: str
    slug: str
    made: datetime
    now: Snapshot
    before: Snapshot | None = None
    year: tuple[Snapshot, ...] = ()
    revisions: tuple[Revision, ...] = ()
    plans: tuple[PlanHead, ...] = ()
    calendar: "CalendarYear | None" = None
    audience: Audience = Audience.MEMBER

    @property
    def financial_year(self) -> FinancialYear:
        return FinancialYear(self.now.quarter.year)

    @property
    def synthetic(self) -> bool:
        return any(each.synthetic for each in (self.now, *self.year))


def for_audience(data: ReportData, audience: Audience) -> ReportData:
    """Return what this audience may read: all of it for members; for the public, public indicators and actions, their
    texts only where whoever wrote them gave leave, and no reason of a rating or a new baseline: somebody's own words.
    """
    if audience is Audience.MEMBER:
        return replace(data, audience=audience)
    now = _public(data.now)
    return replace(
        data,
        audience=audience,
        now=now,
        before=_public(data.before) if data.before else None,
        year=tuple(_public(each) for each in data.year),
        revisions=tuple(each for each in data.revisions if each.public),
    )


def _public(snapshot: Snapshot) -> Snapshot:
    figures = [
        replace(each, texts=_leave(each.texts), rag_reason="", series=tuple(map(_unsaid, each.series)))
        for each in snapshot.figures
        if each.public
    ]
    actions = [replace(each, texts=_leave(each.texts)) for each in snapshot.actions if each.public]
    return replace(snapshot, figures=tuple(figures), actions=tuple(actions))


def _unsaid(point: Point) -> Point:
    """The public is told that a new baseline begins, and not in whose words why."""
    return replace(point, step=STEP_FOR_PUBLIC) if point.step else point


def _leave(texts: Texts) -> Texts:
    """The public reads one text: the short one, or the full one where nothing short was written."""
    if not texts.public:
        return NO_TEXTS
    return replace(texts, short=texts.short or texts.full, full="")
