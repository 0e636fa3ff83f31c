"""The rules by which a partnership rates, and judgements in their place."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common.periods import Quarter
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.methods.direction import Polarity
from wardmote.methods.rag import Colour
from wardmote.methods.rag import RagRule as Arithmetic
from wardmote.performance.counting import Reader
from wardmote.performance.models import Indicator, RagOverride, RagRule
from wardmote.performance.rules import may_define, may_rate
from wardmote.performance.shelf import Shelf

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership

COLOURS = (Colour.GREEN, Colour.AMBER, Colour.RED)


def set_rag_rule(
    *, actor: Actor | None, partnership: "Partnership", name: str, family: str, amber: Decimal, red: Decimal,
    started_from: int = 0,
) -> RagRule:  # fmt: skip
    """Make a rule, or its next version; indicators rated by the version before are rated by the new one from now on.

    What was frozen keeps the version that it was frozen with. `started_from` is the version on the page, 0 for a new
    rule. Raises Refused, EditConflict, and ValueError in words for bands that make no sense, here or for an indicator
    that uses them.
    """
    if actor is not None:
        decision = may_define(actor, partnership.pk)
        require(decision, actor, "rag_rule.set", object_type="partnership", object_ref=partnership.slug)
    arithmetic = Arithmetic(family, amber, red)
    with transaction.atomic():
        versions = RagRule.objects.filter(partnership=partnership, name=name)
        held = versions.aggregate(Max("version"))["version__max"] or 0
        if held != started_from:
            now = versions.get(version=held) if held else None
            theirs = {each: getattr(now, each, None) for each in ("family", "amber", "red")}
            raise EditConflict(theirs=theirs, yours={"family": family, "amber": amber, "red": red}, version=held)
        users = Indicator.objects.filter(rag_rule__in=versions)
        for each in users.exclude(polarity=Polarity.CONTEXT):
            arithmetic.check(each.polarity)
        rated = list(users.values_list("pk", flat=True))
        made = RagRule.objects.create(
            partnership=partnership, name=name, version=held + 1, family=family, amber=amber, red=red,
            made_at=timezone.now(),
        )  # fmt: skip
        Indicator.objects.filter(pk__in=rated).update(rag_rule=made)
        record(actor=actor, action="rag_rule.set", object_type="rag_rule", object_ref=f"{name}/{made.version}",
               fields=["family", "amber", "red"])  # fmt: skip
    return made


def override_rag(
    *, actor: Actor | None, indicator: Indicator, quarter: Quarter, colour: str, reason: str
) -> RagOverride:
    """Put a judgement in place of the rule's for one quarter; a blank `colour` takes an earlier one away.

    Raises Refused; ValueError in words for another colour or without a reason; StateRefused for an indicator that is
    shown for context only, and for green where there is no figure.
    """
    if actor is not None:
        decision = may_rate(actor, indicator.partnership_id)
        require(decision, actor, "rag.override", object_type="indicator", object_ref=indicator.key)
    if colour and colour not in {each.value for each in COLOURS}:
        raise ValueError("A judgement is green, amber or red.")
    if not reason.strip():
        raise ValueError("Say why.")
    if indicator.polarity == Polarity.CONTEXT:
        raise StateRefused("This indicator is shown for context only, so it is not rated.")
    if colour == Colour.GREEN and not _held(indicator, quarter):
        raise StateRefused("There is no figure for this quarter, and what is missing is never green.")
    with transaction.atomic():
        made = RagOverride.objects.create(
            indicator=indicator, quarter=quarter.slug, colour=colour, reason=reason,
            made_by_id=actor.user_id if actor else None, made_at=timezone.now(),
        )  # fmt: skip
        record(actor=actor, action="rag.override", object_type="indicator", object_ref=indicator.key,
               fields=["colour", "reason"])  # fmt: skip
    return made


def _held(indicator: Indicator, quarter: Quarter) -> bool:
    reading = Shelf(Reader(None), [indicator], quarter).read(indicator, quarter)
    return reading.hidden or reading.value is not None
