"""What a count was made of, for those who serve a panel."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.access.doors import needs
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.casework.frame import MARKING
from wardmote.casework.measures import CHOICES
from wardmote.casework.queries.counting import open_counted
from wardmote.common import clock
from wardmote.common.periods import Quarter, Span
from wardmote.measures.registry import find


@require_safe
@needs(Permission.CASE_VIEW_PANEL)
def counted(request: Request, key: str) -> HttpResponse:
    """The cases, referrals, actions or requests behind a number, as far as this person may see them."""
    wrong = ""
    try:
        span = Span.parse(request.GET["months"])
    except (KeyError, ValueError) as refusal:
        span = Span.over(Quarter.containing(clock.today()))
        wrong = str(refusal) if isinstance(refusal, ValueError) else ""
    partnership_id = request.actor.partnership_id or 0
    chosen = {choice: request.GET.get(choice.name, "") for choice in CHOICES}
    filters = {choice.name: value for choice, value in chosen.items() if value}
    opened = open_counted(request.actor, key, span, filters)
    narrowed = [
        (choice.label, dict(choice.options(partnership_id)).get(value, value))
        for choice, value in chosen.items() if value
    ]  # fmt: skip
    context = {
        "measure": find(key), "span": span, "as_of": min(span.end, clock.today()), "opened": opened,
        "narrowed": narrowed, "wrong": wrong, "errors": bool(wrong), "marking": MARKING,
    }  # fmt: skip
    return render(request, "casework/counted.html", context)
