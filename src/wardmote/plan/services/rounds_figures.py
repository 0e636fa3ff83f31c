"""Figures typed while a round is answered."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import Refused
from wardmote.common.versions import EditConflict
from wardmote.performance.services import enter_reading
from wardmote.performance.services.readings import current_of
from wardmote.plan.queries.rounds_figures import FigureAsked
from wardmote.plan.services.rounds_answer import hold_page


@transaction.atomic
def save_figure(*, actor: Actor, ask_id: int, asked: FigureAsked, given: Mapping[str, Any]) -> None:
    """Enter one figure of an indicator that the organisation is asked for, or revise it.

    `given` has numerator, denominator, quality and started_from, the revision that the person had before them. The
    figure that stands already changes nothing. Raises Refused for what is not theirs, StateRefused for a round that is
    not open, EditConflict where a colleague entered another in between, ValueError for a figure that cannot be.
    """
    page = hold_page(actor, ask_id)
    if page.item(f"indicator-{asked.indicator.pk}") is None:
        raise Refused(actor, "reading.enter", reason="not asked of them", object_type="indicator",
                      object_ref=asked.indicator.key)  # fmt: skip
    wanted = (given["numerator"], given.get("denominator"), given["quality"])
    held = current_of(asked.indicator, asked.period)
    if held is not None and wanted == (held.numerator, held.denominator, held.quality):
        return
    try:
        enter_reading(
            actor=actor, indicator=asked.indicator, period_kind=asked.kind, period_start=asked.period.start,
            numerator=wanted[0], denominator=wanted[1], quality=wanted[2], note=held.note if held else "",
            source_ref=f"Quarterly round, {page.ask.organisation.name}", started_from_revision=given["started_from"],
        )  # fmt: skip
    except EditConflict as conflict:
        # Told apart from a conflict of words: the page shows the figure that now stands.
        conflict.theirs["period"] = asked.period.label
        raise
