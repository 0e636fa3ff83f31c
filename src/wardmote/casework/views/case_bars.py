"""People kept from a case or from somebody in it, and people let in for a time."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.access.http import Request
from wardmote.access.refusal import Refused
from wardmote.casework import services
from wardmote.casework.forms.case import BarForm, ConfirmForm, GrantForm
from wardmote.casework.models import Case
from wardmote.casework.queries.sharing import get_managed_case, sharing_of, subjects_of
from wardmote.casework.views.case_circle import managers
from wardmote.casework.views.case_form import sharing_form
from wardmote.common import clock

_NOBODY_TOLD = "Nobody is told. It is kept in the trail of who saw and did what."


@managers
@require_http_methods(["GET", "POST"])
def bar(request: Request, reference: str) -> HttpResponse:
    """Record a conflict of interest: somebody must not see the case, or anything about a person in it."""
    case = get_managed_case(request.actor, reference)
    form = BarForm(request.POST or None, case=case, actor=request.actor, subjects=subjects_of(case))

    def act() -> None:
        given = form.cleaned_data
        common = {"actor": request.actor, "reference": reference, "user_id": given["user"], "reason": given["reason"]}
        if given["person"] == "case":
            services.bar_from_case(**common)
        else:
            services.bar_from_person_in_case(**common, person_id=UUID(given["person"]))

    return sharing_form(
        request, case, form, title="Keep somebody out", press="Keep them out", act=act, said="They are kept out now.",
        told="The person is not told. To them the case is not there: not in lists, not on agendas, not by its address. "
        "It overrides every other right they have, also as chair or administrator.",
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def lift(request: Request, reference: str, user: int) -> HttpResponse:
    """Lift a bar on the case."""
    case = get_managed_case(request.actor, reference)
    _need(request, case, any(each.user_id == user for each in sharing_of(case).bars))
    return sharing_form(
        request, case, ConfirmForm(request.POST if request.method == "POST" else None),
        title=f"Let {_name(user)} see the case again", press="Lift the bar", said="The bar is lifted.",
        told=f"They see the case again if a role, the circle or a grant gives it to them. {_NOBODY_TOLD}",
        act=lambda: services.lift_case_bar(actor=request.actor, reference=reference, user_id=user),
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def lift_person(request: Request, reference: str, person: UUID, user: int) -> HttpResponse:
    """Lift a bar on a person of the case."""
    case = get_managed_case(request.actor, reference)
    held = sharing_of(case).person_bars
    _need(request, case, any(each.user_id == user and each.person.public_id == person for each in held))
    return sharing_form(
        request, case, ConfirmForm(request.POST if request.method == "POST" else None),
        title=f"Let {_name(user)} see what concerns this person again", press="Lift the bar", said="The bar is lifted.",
        told=f"It holds for every case the person is in. {_NOBODY_TOLD}",
        act=lambda: services.lift_person_bar_in_case(
            actor=request.actor, reference=reference, person_id=person, user_id=user
        ),
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def grant(request: Request, reference: str) -> HttpResponse:
    """Let one person in until the end of a day."""
    case = get_managed_case(request.actor, reference)
    form = GrantForm(request.POST or None, case=case, actor=request.actor)
    return sharing_form(
        request, case, form, title="Let one person in for a time", press="Let them in",
        said="They can see the case now.",
        told="Wardmote tells nobody; tell the person yourself. They see the whole case until then, if their "
        "organisation has signed the information-sharing agreement.",
        act=lambda: services.grant_access(
            actor=request.actor, reference=reference, user_id=form.cleaned_data["user"],
            reason=form.cleaned_data["reason"],
            until=_end_of(form.cleaned_data["until"] - clock.today()),
        ),
    )  # fmt: skip


@managers
@require_http_methods(["GET", "POST"])
def revoke(request: Request, reference: str, user: int) -> HttpResponse:
    """End somebody's access now."""
    case = get_managed_case(request.actor, reference)
    _need(request, case, any(each.user_id == user for each in sharing_of(case).grants))
    return sharing_form(
        request, case, ConfirmForm(request.POST if request.method == "POST" else None), danger=True,
        title=f"End {_name(user)}’s access now", press="End access", said="Their access has ended.", told=_NOBODY_TOLD,
        act=lambda: services.revoke_access(actor=request.actor, reference=reference, user_id=user),
    )  # fmt: skip


def _end_of(days: timedelta) -> datetime:
    """Return the end of the day that many days away by the real clock, which alone ends a grant."""
    day = timezone.localdate() + days
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _need(request: Request, case: Case, there: bool) -> None:
    if not there:
        raise Refused(
            request.actor, "case.manage", reason="nothing to end", object_type="case", object_ref=case.reference
        )


def _name(user: int) -> str:
    return str(get_user_model().objects.values_list("name", flat=True).get(pk=user))
