"""The fields of an action that a person gives, for adding one and for changing one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from wardmote.common.states import StateRefused
from wardmote.plan.models import PlanAction, Priority
from wardmote.plan.words import DATED

if TYPE_CHECKING:
    from wardmote.access.models import User
    from wardmote.partnership.models import Organisation
    from wardmote.performance.models import Indicator
    from wardmote.plan.models import ActionStatus, Objective, OutsidePriority, PlanImport


class Described(TypedDict, total=False):
    """What is said of an action beside its number, wording and priority. `filters` narrow what `measure_key` counts;
    a measure is words, or words with the indicator that watches them. Each of the three lists is given whole.
    """

    working_title: str
    objective: "Objective | None"
    lead: "Organisation | None"
    lead_text: str
    contact: "User | None"
    sponsor: str
    measure_key: str
    filters: Mapping[str, str]
    starts_on: date | None
    due_kind: str
    due_text: str
    due_on: date | None
    triangle: str
    public: bool
    partners: "Iterable[Organisation]"
    serves: "Iterable[OutsidePriority]"
    measures: "Iterable[str | tuple[str, Indicator | None]]"


class Added(Described, total=False):
    """What only a new action is given: how far it has come, and where in a file it stands."""

    status: "ActionStatus | None"
    status_reason: str
    source: "PlanImport | None"
    source_place: str
    source_key: str


class Changed(Described, total=False):
    """What can be changed of an action."""

    ref: str
    wording: str
    priority: Priority
    source: "PlanImport | None"
    source_place: str
    source_key: str


# Where an action stands in a file is kept with it, and is no change of the plan.
PLACE = ("source", "source_place", "source_key")
LISTS = ("partners", "serves", "measures")
PLAIN = (*(name for name in Described.__annotations__ if name not in LISTS), "ref", "wording", "priority")
ORDERS: dict[str, Callable[[Any], Any]] = {
    "partners": lambda organisation: organisation.name,
    "serves": lambda outside: (outside.document, outside.code),
}


def values_of(action: PlanAction) -> dict[str, Any]:
    """Return what an action says, field by field, lists as lists."""
    values = {name: getattr(action, name) for name in PLAIN}
    values.update({name: sorted(getattr(action, name).all(), key=order) for name, order in ORDERS.items()})
    values["measures"] = [(each.text, each.indicator) for each in action.measures.select_related("indicator")]
    return values


def settled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with the date due made consistent with its kind, and measures as pairs.

    Raises StateRefused for a kind that wants a day without one, and for an objective of another priority.
    """
    kept = dict(values)
    on = kept.get("due_on")
    kind = kept.get("due_kind") or ("day" if on else "none")
    if kind in DATED and on is None:
        raise StateRefused("Say when it is due: a day, a month or a quarter has to be named.")
    kept.update(due_kind=kind, due_on=on if kind in DATED else None, filters=dict(kept.get("filters") or {}))
    objective = kept.get("objective")
    if objective is not None and objective.priority_id != kept["priority"].pk:
        raise StateRefused("The objective belongs to another priority.")
    for name, order in ORDERS.items():
        if name in kept:
            kept[name] = sorted(kept[name], key=order)
    if "measures" in kept:
        kept["measures"] = [(each, None) if isinstance(each, str) else tuple(each) for each in kept["measures"]]
    return kept
