"""What closed rounds froze, and where a figure is known otherwise by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from wardmote.common.periods import Quarter
from wardmote.performance.page import Row
from wardmote.plan.models import FrozenAction, FrozenFigure, ReportingRound
from wardmote.plan.queries.rounds_figures import public_rows

# A report lists what has changed since in the rounds of the year before it.
ROUNDS_LOOKED_BACK = 4


@dataclass(frozen=True)
class FrozenRound:
    """One edition of a closed round, as plain rows in the order of the plan.

    `closed_at` is None while the round is open again after this edition. `editions` says how many there are.
    """

    partnership_id: int
    quarter: Quarter
    edition: int
    editions: int
    closed_at: datetime | None
    figures: Sequence[FrozenFigure]
    actions: Sequence[FrozenAction]

    @property
    def open_again(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True)
class Revision:
    """A figure that was published and is known otherwise by now. Both texts are the public's."""

    key: str
    name: str
    quarter: Quarter
    published: str
    now: str
    difference: Decimal | None
    indicator_public: bool


def frozen(partnership_id: int, quarter: Quarter, *, edition: int | None = None) -> FrozenRound | None:
    """Return what a quarter's round froze, its last edition unless another is named; None where it never closed."""
    found = ReportingRound.objects.filter(partnership_id=partnership_id, quarter=quarter.slug).first()
    if found is None:
        return None
    editions = _editions(found)
    wanted = edition or (editions[-1] if editions else 0)
    if wanted not in editions:
        return None
    return FrozenRound(
        partnership_id=partnership_id,
        quarter=quarter,
        edition=wanted,
        editions=len(editions),
        closed_at=found.closed_at,
        figures=list(FrozenFigure.objects.filter(round=found, edition=wanted).select_related("indicator")),
        actions=list(FrozenAction.objects.filter(round=found, edition=wanted)),
    )


def frozen_quarters(partnership_id: int) -> list[Quarter]:
    """Return the quarters whose round stands closed, the newest first."""
    closed = ReportingRound.objects.filter(partnership_id=partnership_id, state=ReportingRound.State.CLOSED)
    return [Quarter.parse(slug) for slug in closed.order_by("-quarter").values_list("quarter", flat=True)]


def revisions_since(published: FrozenRound, now_rows: Iterable[Row]) -> list[Revision]:
    """Return the figures of an edition that are printed otherwise now.

    `now_rows` are rows of the same quarter as the public may see them; an indicator without one, because it was
    retired since, is passed over.
    """
    now: Mapping[int, Row] = {each.indicator.pk: each for each in now_rows}
    found = []
    for figure in published.figures:
        row = now.get(figure.indicator_id)
        if row is None or row.shown == figure.text:
            continue
        value = row.now.value
        found.append(
            Revision(
                key=figure.key,
                name=figure.name,
                quarter=published.quarter,
                published=figure.text,
                now=row.shown,
                difference=None if value is None or figure.value is None else Decimal(value) - figure.value,
                indicator_public=figure.indicator_public,
            )
        )
    return found


def revisions_of(partnership_id: int, quarter: Quarter) -> list[Revision]:
    """Return what is known otherwise by now of one quarter's published figures; nothing where it never closed."""
    published = frozen(partnership_id, quarter)
    return revisions_since(published, public_rows(partnership_id, quarter).values()) if published else []


def revisions_before(partnership_id: int, quarter: Quarter) -> list[Revision]:
    """Return the revisions of the last four closed rounds before `quarter`, the newest quarter first."""
    earlier = [each for each in frozen_quarters(partnership_id) if each < quarter][:ROUNDS_LOOKED_BACK]
    return [each for past in earlier for each in revisions_of(partnership_id, past)]


def _editions(found: ReportingRound) -> list[int]:
    kinds = (FrozenFigure, FrozenAction)
    held = [kind.objects.filter(round=found).values_list("edition", flat=True).distinct() for kind in kinds]
    return sorted({edition for each in held for edition in each})
