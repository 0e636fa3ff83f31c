from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.measures.registry import find
from wardmote.methods.change import MINIMUM_BASE
from wardmote.methods.direction import Polarity
from wardmote.performance.models import Indicator
from wardmote.performance.rules import may_define

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def define_indicator(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    key: str,
    name: str,
    definition: str,
    measure_key: str,
    filters: Mapping[str, str] | None = None,
    polarity: Polarity | str = Polarity.LESS_IS_BETTER,
    unit: str = "",
    minimum_base: int = MINIMUM_BASE,
    position: int = 0,
    source: str = "",
    plan_ref: str = "",
) -> Indicator:
    """Begin to watch a measure. `actor` None is the installation setting itself up.

    `unit` left out is the measure's own. Raises Refused for somebody who may not, KeyError for a measure that nobody
    registered, ValueError for a polarity that does not exist.
    """
    if actor is not None:
        decision = may_define(actor, partnership.pk)
        require(decision, actor, "indicator.define", object_type="partnership", object_ref=partnership.slug)
    measure = find(measure_key)
    with transaction.atomic():
        made = Indicator.objects.create(
            partnership=partnership, key=key, name=name, definition=definition, measure_key=measure_key,
            filters=dict(filters or {}), polarity=Polarity(polarity).value, unit=unit or measure.unit,
            minimum_base=minimum_base, position=position, source=source, plan_ref=plan_ref,
        )  # fmt: skip
        record(
            actor=actor,
            action="indicator.define",
            object_type="indicator",
            object_ref=f"{partnership.slug}/{key}",
            fields=["name", "definition", "measure_key", "filters", "polarity", "minimum_base", "plan_ref"],
        )
    return made
