"""Figures that somebody types. Each revision is a further row; what stood before stays to be seen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.versions import EditConflict
from wardmote.performance.entering import Entry, check_entry, worked_out
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.rules import may_enter
from wardmote.performance.stretch import Period, kind_of, period_from


def enter_reading(
    *, actor: Actor | None, indicator: Indicator, period_kind: str, period_start: date,
    numerator: Decimal | None = None, denominator: Decimal | None = None, value: Decimal | None = None,
    quality: str = Reading.Quality.PROVISIONAL, note: str = "", source_ref: str = "", started_from_revision: int = 0,
    origin: str = Reading.Origin.TYPED,
) -> Reading:  # fmt: skip
    """Enter a figure for one period, or revise it; see `enter_readings`."""
    entry = Entry(indicator, period_from(period_kind, period_start), numerator, denominator, value, quality, note,
                  source_ref, started_from_revision)  # fmt: skip
    return enter_readings(actor=actor, entries=[entry], origin=origin)[0]


def enter_readings(
    *, actor: Actor | None, entries: Sequence[Entry], origin: str = Reading.Origin.TYPED
) -> list[Reading]:
    """Enter several figures, all or none; `actor` None is the installation itself.

    A ratio's value is worked out from its numerator and denominator; a figure without either says that it is known to
    be missing. Raises Refused, EditConflict where somebody entered a figure since, ValueError in words for a figure or
    a period that cannot be, and StateRefused for an indicator that is counted or was retired.
    """
    made = []
    with transaction.atomic():
        for each in entries:
            if actor is not None:
                require(may_enter(actor, each.indicator), actor, "reading.enter", object_type="indicator",
                        object_ref=each.indicator.key)  # fmt: skip
            check_entry(each)
            made.append(_save(actor, each, worked_out(each), origin))
        for indicator in {each.indicator for each in entries}:
            record(actor=actor, action="reading.enter", object_type="indicator", object_ref=indicator.key,
                   fields=["numerator", "denominator", "value", "quality", "note"])  # fmt: skip
    return made


def current_of(indicator: Indicator, period: Period) -> Reading | None:
    """Return the figure that holds for exactly this period."""
    return Reading.objects.filter(
        indicator=indicator, period_kind=kind_of(period), period_start=period.start, current=True
    ).first()


def _save(actor: Actor | None, entry: Entry, value: Decimal | None, origin: str) -> Reading:
    kind, start = kind_of(entry.period), entry.period.start
    ratio = bool(entry.indicator.denominator_text)
    fields: dict[str, Any] = {
        "numerator": entry.numerator if ratio else value, "denominator": entry.denominator if ratio else None,
        "value": value, "quality": entry.quality, "note": entry.note, "source_ref": entry.source_ref,
    }  # fmt: skip
    return supersede(
        actor=actor, indicator=entry.indicator, kind=kind, start=start, started_from=entry.started_from, origin=origin,
        fields=fields,
    )  # fmt: skip


def supersede(
    *, actor: Actor | None, indicator: Indicator, kind: str, start: date, started_from: int, origin: str,
    fields: dict[str, Any],
) -> Reading:  # fmt: skip
    """Write the next revision in place of the one that held. Raises EditConflict when that is not `started_from`."""
    held = Reading.objects.select_for_update().filter(
        indicator=indicator, period_kind=kind, period_start=start, current=True
    ).first()  # fmt: skip
    if (held.revision if held else 0) != started_from:
        raise _conflict(held, fields)
    if held is not None:
        Reading.objects.filter(pk=held.pk).update(current=False)
    try:
        with transaction.atomic():
            return Reading.objects.create(
                indicator=indicator, period_kind=kind, period_start=start, revision=started_from + 1, origin=origin,
                entered_by_id=actor.user_id if actor else None, entered_at=timezone.now(), **fields,
            )  # fmt: skip
    except IntegrityError:
        # Two who began from the same revision: the database lets one of them through.
        now = Reading.objects.filter(indicator=indicator, period_kind=kind, period_start=start).last()
        raise _conflict(now, fields) from None


def _conflict(held: Reading | None, fields: dict[str, Any]) -> EditConflict:
    theirs = {name: getattr(held, name) if held else None for name in fields}
    return EditConflict(theirs=theirs, yours=fields, version=held.revision if held else 0)
