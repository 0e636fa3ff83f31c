"""Error pages: what happened, what was kept, what to do now. Never a stack trace."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(status: int, *, template: str = "", **context: object) -> HttpResponse:
    """Return the plain error page for `status`; it depends on no session, no actor and no database."""
    return HttpResponse(render_to_string(template or f"errors/{status}.html", context), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer for what is missing and for what is not yours."""
    return page(404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(400)


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(403)


def too_many(request: HttpRequest) -> HttpResponse:
    return page(429)


def server_error(request: HttpRequest) -> HttpResponse:
    from wardmote.common.middleware import request_id

    return page(500, request_id=request_id.get())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403)
