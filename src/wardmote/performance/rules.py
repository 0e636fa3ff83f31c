"""Whose figures may this person see, and who says what is watched."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.partnership.queries import get_partnership_by_id

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership
    from wardmote.performance.models import Indicator


def partnerships_in_sight(actor: Actor) -> "list[Partnership]":
    """Return the partnership one works in, the county over it, and, in a county, its districts: own first."""
    own = get_partnership_by_id(actor.partnership_id)
    if own is None:
        return []
    return [own, *([own.parent] if own.parent else []), *own.districts_below.order_by("name")]


def partnership_asked_for(actor: Actor, slug: str, *, permission: Permission, action: str) -> "Partnership":
    """Return the partnership `slug` (blank: one's own) if it is in sight; raise Refused for any other, or none."""
    decision = actor.may(permission)
    if not decision:
        raise Refused(actor, action, reason=decision.reason, object_type="partnership", object_ref=slug[:80])
    for each in partnerships_in_sight(actor):
        if not slug or each.slug == slug:
            return each
    raise Refused(actor, action, reason="not in sight from here", object_type="partnership", object_ref=slug[:80])


def query_for(actor: Actor, partnership: "Partnership") -> str:
    """Return `?for=…` for addresses of a partnership that is not the actor's own, and nothing for one's own."""
    return "" if partnership.pk == actor.partnership_id else "?" + urlencode({"for": partnership.slug})


def may_define(actor: Actor, partnership_id: int) -> Decision:
    """Those who keep the partnership's figures say what it watches."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's indicators")
    return actor.may(Permission.READING_ENTER)


def may_enter(actor: Actor, indicator: "Indicator") -> Decision:
    """Those who keep the partnership's figures, and whoever answers for the organisation that owns the indicator."""
    if actor.partnership_id != indicator.partnership_id:
        return Decision(False, "another partnership's indicators")
    keeps = actor.may(Permission.READING_ENTER)
    if keeps or indicator.owner_id is None:
        return keeps
    if any(each.organisation_id == indicator.owner_id for each in actor.standings_with(Permission.PLAN_UPDATE)):
        return actor.may(Permission.PLAN_UPDATE)
    return Decision(False, "neither keeps the figures nor answers for the owner")


def may_rate(actor: Actor, partnership_id: int) -> Decision:
    """Only whoever runs the partnership puts a judgement in place of the rule's."""
    if actor.partnership_id != partnership_id:
        return Decision(False, "another partnership's indicators")
    return actor.may(Permission.PARTNERSHIP_MANAGE)
