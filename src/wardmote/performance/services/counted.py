"""Counting a past period and keeping what was counted, so that it can be counted again and set beside it."""

from typing import Any

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.periods import Quarter
from wardmote.common.states import StateRefused
from wardmote.performance.counting import Reader
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.rules import may_enter
from wardmote.performance.services.readings import supersede
from wardmote.performance.shelf import Shelf


def count_reading(*, actor: Actor | None, indicator: Indicator, period: Quarter) -> Reading:
    """Count a quarter now and keep it, with its filters, the day and the least number that is printed.

    What is kept is what the public may see, whoever counts: no small number of people stands in this room's tables. A
    withheld figure is kept as its words. A count of a quarter counted before is a further revision. Raises Refused,
    StateRefused for an indicator that is typed, and ValueError for a quarter that has not begun.
    """
    if actor is not None:
        decision = may_enter(actor, indicator)
        require(decision, actor, "reading.count", object_type="indicator", object_ref=indicator.key)
    if indicator.kind != Indicator.Kind.COUNTED:
        raise StateRefused(f"“{indicator.name}” is typed, so there is nothing to count.")
    if period.start > clock.today():
        raise ValueError(f"{period.label} has not begun.")
    fields = _counted(indicator, period)
    with transaction.atomic():
        held = Reading.objects.filter(
            indicator=indicator, period_kind="quarter", period_start=period.start, current=True
        ).first()
        made = supersede(
            actor=actor, indicator=indicator, kind="quarter", start=period.start,
            started_from=held.revision if held else 0, origin=Reading.Origin.COUNTED, fields=fields,
        )  # fmt: skip
        record(actor=actor, action="reading.count", object_type="indicator", object_ref=indicator.key,
               fields=["value", "filters", "cut_off"])  # fmt: skip
    return made


def _counted(indicator: Indicator, period: Quarter) -> dict[str, Any]:
    shelf = Shelf(Reader(None), [indicator], period)
    found, shape = shelf.read(indicator, period), shelf.shape(indicator)
    over = found.complete and period.end < clock.today()
    return {
        "numerator": found.numerator if shape.ratio else found.value,
        "denominator": found.denominator,
        "value": found.value,
        "quality": Reading.Quality.FINAL if over else Reading.Quality.PROVISIONAL,
        "note": found.text if found.hidden else " ".join(found.notes),
        "source_ref": found.source[:200],
        "filters": indicator.filters,
        "cut_off": clock.today(),
        "minimum_published": shape.minimum if shelf.of_people(indicator) else None,
    }
