"""A page of many indicators asks the database no more than a page of few."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.performance.figures import other_body, put, put_series, rule, typed
from tests.performance.world import NOW, World
from wardmote.common.periods import Month
from wardmote.performance.models import Indicator, Reading
from wardmote.performance.page import QuarterPage, needs_remedy
from wardmote.performance.queries import quarter_page
from wardmote.performance.services import note_step_change, override_rag, set_target

LAST = Month(2024, 3)


def make(world: World, first: Indicator, count: int) -> None:
    """Make more indicators like the first, each with its figures, target, judgement and step, briefly."""
    held = list(first.readings.all())
    for number in range(count):
        made = typed(world, key=f"more-{number}", name=f"More {number}", rag_rule=first.rag_rule, owner=first.owner)
        Reading.objects.bulk_create(
            Reading(
                indicator=made, period_kind=each.period_kind, period_start=each.period_start, value=each.value,
                numerator=each.numerator, origin=each.origin, entered_at=each.entered_at,
            )
            for each in held
        )  # fmt: skip
        set_target(actor=None, indicator=made, due_on=NOW.end, value=Decimal(60))
        override_rag(actor=None, indicator=made, quarter=NOW, colour="amber", reason="R")
        note_step_change(actor=None, indicator=made, starts_on=Month(2023, 6).start, reason="A new system.")


def everything(page: QuarterPage) -> int:
    """Read every word of every row, as a report does."""
    said = [
        (row.sentence, row.rag_note, row.variation_text, row.assurance_text, row.similar_text, needs_remedy(row))
        for row in page.rows
    ]
    return len(said)


@pytest.mark.parametrize("who", ["public", "board", "county"])
def test_queries_do_not_grow_with_the_indicators(world: World, who: str) -> None:
    calls = typed(world, rag_rule=rule(world), owner=other_body())
    put_series(calls, LAST, *[20, 22, 19, 24] * 15)
    put(calls, NOW, 80)
    actor = None
    if who != "public":
        actor = world.actor(world.user("reader", world.north if who == "board" else world.county))
    make(world, calls, 2)
    with CaptureQueriesContext(connection) as few:
        assert everything(quarter_page(actor, world.north.pk, NOW)) == 3
    Indicator.objects.exclude(pk=calls.pk).update(name="Earlier")
    for each in Indicator.objects.exclude(pk=calls.pk):
        Indicator.objects.filter(pk=each.pk).update(key=f"earlier-{each.pk}")
    make(world, calls, 27)
    with CaptureQueriesContext(connection) as many:
        assert everything(quarter_page(actor, world.north.pk, NOW)) == 30
    assert len(many) == len(few), "\n".join(each["sql"] for each in many.captured_queries)
