"""Sign in as a person of the demonstration with one click. Exists only in a demonstration."""

from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from wardmote.access.doors import public
from wardmote.access.sessions import DEMONSTRATION, mark_second_factor
from wardmote.demo.people import PEOPLE


@require_POST
@public("a demonstration lets anybody be anybody invented; the page does not exist elsewhere")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the invented person named by `person`, both factors marked as the demonstration's."""
    person = next((each for each in PEOPLE if each.key == request.POST.get("person")), None)
    if not settings.DEMO or person is None:
        raise Http404
    user = get_user_model().objects.filter(email=person.email, is_active=True).first()
    if user is None or user.has_usable_password():
        # Somebody gave the account a password: it is a real one by now, and the demonstration does not open it.
        raise Http404
    onward = get_next_redirect_url(request)
    if request.user.is_authenticated:
        logout(request)
    request.sign_in_purpose = DEMONSTRATION  # type: ignore[attr-defined]  # read by the audit of sign-ins
    login(request, user)
    mark_second_factor(request, user.pk, DEMONSTRATION)
    UserSession.objects.create_from_request(request)
    return redirect(onward or "home:my_work")


def panel(request: HttpRequest) -> SafeString | None:
    """Return the choice of people for the sign-in page; nothing outside a demonstration or before it is built."""
    if not settings.DEMO:
        return None
    emails = [person.email for person in PEOPLE]
    ready = set(get_user_model().objects.filter(email__in=emails, is_active=True).values_list("email", flat=True))
    people = [person for person in PEOPLE if person.email in ready]
    if not people:
        return None
    onward = get_next_redirect_url(request) or ""
    made = render_to_string("demo/_people.html", {"people": people, "onward": onward}, request)
    return mark_safe(made)  # noqa: S308 - our own page, whose values Jinja escaped
