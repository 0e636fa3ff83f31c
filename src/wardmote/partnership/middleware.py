from collections.abc import Callable

from django.http import HttpResponse

from wardmote.access.actor import NOBODY
from wardmote.access.http import Request
from wardmote.access.sessions import second_factor_given
from wardmote.partnership.queries import actor_for, partnerships_of

CHOSEN = "wardmote_partnership"


class WhoIsActing:
    """Put on the request who acts (`request.actor`) and the partnerships they may work in (`request.partnerships`)."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor, request.partnerships, request.partnership = NOBODY, [], None
        if request.user.is_authenticated:
            request.partnerships = partnerships_of(request.user)
            chosen = request.session.get(CHOSEN)
            by_id = {partnership.pk: partnership for partnership in request.partnerships}
            request.partnership = by_id.get(chosen or 0) or next(iter(request.partnerships), None)
            request.actor = actor_for(
                request.user,
                partnership_id=request.partnership.pk if request.partnership else None,
                second_factor=second_factor_given(request),
            )
        return self.get_response(request)
