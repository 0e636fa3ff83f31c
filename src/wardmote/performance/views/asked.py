"""What an address of this room asks for."""

from typing import TYPE_CHECKING

from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common.periods import Quarter
from wardmote.performance.queries import parse_quarter, partnership_asked_for

if TYPE_CHECKING:
    from wardmote.partnership.models import Partnership


def partnership_of(request: Request) -> "Partnership":
    """Return the partnership that `?for=` names, one's own without it. Raises Refused when it is not in sight."""
    return partnership_asked_for(
        request.actor, request.GET.get("for", ""), permission=Permission.PERFORMANCE_VIEW, action="quarter.view"
    )


def quarter_of(request: Request, slug: str) -> Quarter:
    """Return the quarter in the address. Raises Refused, which answers 404, when there is no such page."""
    try:
        return parse_quarter(slug)
    except ValueError:
        raise Refused(request.actor, "quarter.view", reason="no such quarter", object_ref=slug[:80]) from None
