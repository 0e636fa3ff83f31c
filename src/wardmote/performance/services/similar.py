"""Groups of similar areas, and the figures of their members."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.versions import EditConflict
from wardmote.performance.entering import MOST
from wardmote.performance.models import Indicator, SimilarFigure, SimilarGroup
from wardmote.performance.rules import may_define
from wardmote.performance.stretch import Period, kind_of

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def set_similar_group(
    *, actor: Actor | None, partnership: "Partnership", name: str, method: str, own_name: str, members: Sequence[str],
    dated_on: date, includes_self: bool = True,
) -> SimilarGroup:  # fmt: skip
    """Say which areas are in a group from a day on. The group of that name before it ends the day before.

    Membership is taken as given and never assumed to be mutual. Raises Refused, and ValueError in words for a group of
    one, a name twice, or a day that is not after the group's last.
    """
    if actor is not None:
        decision = may_define(actor, partnership.pk)
        require(decision, actor, "similar_group.set", object_type="partnership", object_ref=partnership.slug)
    listed = list(dict.fromkeys([own_name, *members]))
    if len(listed) < 2:
        raise ValueError("A group has at least one other area.")
    if len(members) != len(set(members)):
        raise ValueError("An area stands in the list twice.")
    with transaction.atomic():
        last = SimilarGroup.objects.filter(partnership=partnership, name=name).order_by("dated_on").last()
        if last is not None:
            if last.dated_on >= dated_on:
                raise ValueError("This group has members from that day or a later one already.")
            SimilarGroup.objects.filter(pk=last.pk, ends_on__isnull=True).update(
                ends_on=date.fromordinal(dated_on.toordinal() - 1)
            )
        made = SimilarGroup.objects.create(
            partnership=partnership, name=name, method=method, own_name=own_name, members=listed,
            includes_self=includes_self, dated_on=dated_on,
        )  # fmt: skip
        record(actor=actor, action="similar_group.set", object_type="similar_group", object_ref=name,
               fields=["method", "own_name", "members", "includes_self", "dated_on"])  # fmt: skip
    return made


def enter_similar_figures(
    *, actor: Actor | None, group: SimilarGroup, indicator: Indicator, period: Period,
    figures: Mapping[str, Decimal], source_ref: str = "", started_from: Mapping[str, int] | None = None,
) -> list[SimilarFigure]:  # fmt: skip
    """Enter the figures of a group's members for one period, all or none; what changed becomes a further row.

    The area's own figure is never typed here: it is the indicator's. `started_from` holds the revisions that were on
    the page, left out for what nobody showed. Raises Refused, EditConflict, and ValueError in words.
    """
    if actor is not None:
        decision = may_define(actor, indicator.partnership_id)
        require(decision, actor, "similar_figure.enter", object_type="indicator", object_ref=indicator.key)
    if group.partnership_id != indicator.partnership_id:
        raise ValueError("The group is another partnership’s.")
    made = []
    with transaction.atomic():
        SimilarGroup.objects.select_for_update().get(pk=group.pk)
        for member, value in figures.items():
            if member not in group.members or member == group.own_name:
                raise ValueError(f"{member} is not another area of this group.")
            if not (value.is_finite() and 0 <= value < MOST):
                raise ValueError(f"The figure of {member} must be nought or more.")
            saved = _save(actor, group, indicator, period, member, value, source_ref, started_from)
            made += [saved] if saved else []
        if made:
            record(actor=actor, action="similar_figure.enter", object_type="indicator", object_ref=indicator.key,
                   fields=["member", "value", "source_ref"])  # fmt: skip
    return made


def _save(
    actor: Actor | None, group: SimilarGroup, indicator: Indicator, period: Period, member: str, value: Decimal,
    source_ref: str, started_from: Mapping[str, int] | None,
) -> SimilarFigure | None:  # fmt: skip
    where = {"group": group, "indicator": indicator, "period_kind": kind_of(period), "period_start": period.start}
    held = SimilarFigure.objects.filter(**where, member=member, current=True).first()
    revision = held.revision if held else 0
    if held and held.value == value:
        return None
    if started_from is not None and started_from.get(member, 0) != revision:
        raise EditConflict(theirs={member: held.value if held else None}, yours={member: value}, version=revision)
    if held:
        SimilarFigure.objects.filter(pk=held.pk).update(current=False)
    return SimilarFigure.objects.create(
        **where, member=member, value=value, revision=revision + 1, source_ref=source_ref,
        entered_by_id=actor.user_id if actor else None, entered_at=timezone.now(),
    )  # fmt: skip
