from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from wardmote.access.actor import Actor
from wardmote.access.refusal import require
from wardmote.audit.services import record
from wardmote.common import clock
from wardmote.common.states import StateRefused
from wardmote.common.versions import EditConflict
from wardmote.measures.queries import check_filters
from wardmote.measures.registry import find
from wardmote.methods.change import MINIMUM_BASE
from wardmote.methods.direction import Polarity
from wardmote.methods.suppression import THRESHOLD
from wardmote.performance.models import DefinitionChange, Indicator, Reading
from wardmote.performance.rating import rule_of
from wardmote.performance.rules import may_define
from wardmote.performance.words import FIELDS

if TYPE_CHECKING:
    from wardmote.partnership.models import Organisation, Partnership
    from wardmote.performance.models import RagRule

Aggregation = Indicator.Aggregation
LATER = (
    "Figures are held that were worked out with the definition as it is. Retire this indicator and define a new one."
)
# What figures already kept were worked out by.
_FIXED = ("measure_key", "multiplier", "denominator_text", "frequency", "kind")


class Definition(TypedDict, total=False):
    """The fields of an indicator that have a default; see the model for what each means."""

    numerator_text: str
    denominator_text: str
    multiplier: Decimal
    decimals: int
    frequency: str
    aggregation: str
    lag_days: int
    comparator: str
    baseline: Decimal | None
    baseline_text: str
    tolerance: Decimal
    rag_rule: "RagRule | None"
    minimum_published: int
    confidential: bool
    owner: "Organisation | None"
    outcome: str
    public: bool
    position: int
    source: str
    plan_ref: str


def define_indicator(
    *,
    actor: Actor | None,
    partnership: "Partnership",
    key: str,
    name: str,
    definition: str,
    measure_key: str = "",
    filters: Mapping[str, str] | None = None,
    polarity: Polarity | str = Polarity.LESS_IS_BETTER,
    unit: str = "",
    minimum_base: int = MINIMUM_BASE,
    accountable: "Iterable[Organisation]" = (),
    **more: Unpack[Definition],
) -> Indicator:
    """Begin to watch something: a measure of the product or, without `measure_key`, figures that somebody types.

    `actor` None is the installation setting itself up. What is left out of unit, multiplier and aggregation is the
    measure's own. Raises Refused for somebody who may not, KeyError for a measure that nobody registered, ValueError,
    in words, for filters, a polarity or a rule that do not fit.
    """
    if actor is not None:
        decision = may_define(actor, partnership.pk)
        require(decision, actor, "indicator.define", object_type="partnership", object_ref=partnership.slug)
    given = _of_measure(measure_key, unit, dict(more))
    made = Indicator(
        partnership=partnership, key=key, name=name, definition=definition, measure_key=measure_key,
        kind=Indicator.Kind.COUNTED if measure_key else Indicator.Kind.TYPED, filters=_kept(filters),
        polarity=Polarity(polarity).value, minimum_base=minimum_base, **given,
    )  # fmt: skip
    _check(made)
    with transaction.atomic():
        made.save()
        made.accountable.set(accountable)
        record(
            actor=actor, action="indicator.define", object_type="indicator", object_ref=f"{partnership.slug}/{key}",
            fields=["name", "definition", "measure_key", "filters", "polarity", "minimum_base", *more],
        )  # fmt: skip
    return made


def _of_measure(measure_key: str, unit: str, more: dict[str, Any]) -> dict[str, Any]:
    """What a measure itself says of how its figures are made and printed, where nothing else is said."""
    if not measure_key:
        ratio = bool(more.get("denominator_text"))
        return {"unit": unit, "aggregation": Aggregation.RATIO_OF_SUMS if ratio else Aggregation.SUM} | more
    measure = find(measure_key)
    how = Aggregation.RATIO_OF_SUMS if measure.ratio else Aggregation.LAST if measure.stock else Aggregation.SUM
    own = {"unit": unit or measure.unit, "aggregation": how, "decimals": int(measure.ratio)}
    return own | {"multiplier": Decimal(measure.multiplier)} | more


def _kept(filters: Mapping[str, str] | None) -> dict[str, str]:
    return {name: value for name, value in (filters or {}).items() if value}


def _check(indicator: Indicator) -> None:
    """Raise ValueError, in words, for what does not fit together."""
    if indicator.kind == Indicator.Kind.COUNTED and find(indicator.measure_key).choices:
        check_filters(
            indicator.measure_key, partnership_id=indicator.partnership_id, filters=indicator.filters
        )  # fmt: skip
    if indicator.minimum_published < THRESHOLD:
        raise ValueError(f"The smallest count of people that is printed is {THRESHOLD} or more.")
    if indicator.tolerance < 0:
        raise ValueError("A tolerance is nought or more.")
    if indicator.multiplier <= 0:
        raise ValueError("A multiplier is more than nought.")
    if (
        indicator.aggregation == Aggregation.RATIO_OF_SUMS
        and indicator.kind == "typed"
        and not indicator.denominator_text
    ):
        raise ValueError("A ratio of sums needs words for what is below the line.")
    if indicator.rag_rule is not None:
        if indicator.rag_rule.partnership_id != indicator.partnership_id:
            raise ValueError("The rule is another partnership’s.")
        if indicator.polarity != Polarity.CONTEXT:
            rule_of(indicator.rag_rule).check(indicator.polarity)


def change_indicator(
    *, actor: Actor, indicator: Indicator, reason: str, started_from: int,
    accountable: "Iterable[Organisation] | None" = None, **fields: Any,
) -> Indicator:  # fmt: skip
    """Change what a definition says; what it said before stays, with the day and the reason.

    `fields` are the model's, `started_from` the version that was on the page. What figures already kept were worked out
    by cannot change: raises StateRefused. Raises Refused, EditConflict with both texts, and ValueError for what does
    not fit together.
    """
    decision = may_define(actor, indicator.partnership_id)
    require(decision, actor, "indicator.change", object_type="indicator", object_ref=indicator.key)
    with transaction.atomic():
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        changed = {name: value for name, value in fields.items() if getattr(held, name) != value}
        if held.version != started_from:
            theirs = {name: getattr(held, name) for name in changed}
            raise EditConflict(theirs=theirs, yours=changed, version=held.version)
        if any(name in _FIXED for name in changed) and Reading.objects.filter(indicator=held).exists():
            raise StateRefused(LATER)
        before = {name: _printed(held, name) for name in changed}
        for name, value in changed.items():
            setattr(held, name, value)
        _check(held)
        if accountable is not None:
            said = _bodies(held)
            held.accountable.set(accountable)
            if _bodies(held) != said:
                changed["accountable"], before["accountable"] = _bodies(held), said
        if not changed:
            return held
        held.version += 1
        held.save()
        after = {name: value if name == "accountable" else _printed(held, name) for name, value in changed.items()}
        _note(actor, held, reason, before, after)
        record(actor=actor, action="indicator.change", object_type="indicator", object_ref=held.key,
               fields=sorted(changed))  # fmt: skip
    return held


def retire_indicator(*, actor: Actor, indicator: Indicator, reason: str) -> Indicator:
    """Watch something no longer, from today: the quarters that are over keep it, and all its figures stay.

    Raises Refused, and StateRefused when it was retired before.
    """
    decision = may_define(actor, indicator.partnership_id)
    require(decision, actor, "indicator.retire", object_type="indicator", object_ref=indicator.key)
    with transaction.atomic():
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if held.retired_on is not None:
            raise StateRefused("This indicator was retired before.")
        held.retired_on = clock.today()
        held.version += 1
        held.save(update_fields=["retired_on", "version"])
        _note(actor, held, reason, {"retired_on": ""}, {"retired_on": _printed(held, "retired_on")})
        record(actor=actor, action="indicator.retire", object_type="indicator", object_ref=held.key,
               fields=["retired_on"])  # fmt: skip
    return held


def _note(actor: Actor, held: Indicator, reason: str, before: dict[str, str], after: dict[str, str]) -> None:
    was, now = ({FIELDS.get(name, name): said for name, said in each.items()} for each in (before, after))
    DefinitionChange.objects.create(
        indicator=held, made_on=clock.today(), reason=reason, before=was, after=now, made_by_id=actor.user_id,
        made_at=timezone.now(),
    )  # fmt: skip


def _bodies(held: Indicator) -> str:
    return ", ".join(held.accountable.order_by("name").values_list("name", flat=True))


def _printed(held: Indicator, name: str) -> str:
    """Write a field as a person reads it."""
    if name == "owner_id":
        return held.owner.name if held.owner else ""
    display = getattr(held, f"get_{name}_display", None)
    value = display() if display else getattr(held, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values())
    return str(value)
