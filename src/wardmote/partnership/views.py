"""The partnership's pages: who works together, and the agreement under which they share."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wardmote.access import queries as access_queries
from wardmote.access import services as access_services
from wardmote.access.doors import needs, signed_in
from wardmote.access.http import Request
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused
from wardmote.common import clock
from wardmote.partnership import queries, rules, services
from wardmote.partnership.forms import EndMembershipForm, MembershipForm, SignForm, WithdrawForm
from wardmote.partnership.middleware import CHOSEN
from wardmote.partnership.models import Membership, OrganisationSignature, Partnership

viewers = needs(Permission.PARTNERSHIP_VIEW)
managers = needs(Permission.PARTNERSHIP_MANAGE)


@viewers
def about(request: Request) -> HttpResponse:
    """Organisations, groups with their members, and roles held in the whole partnership."""
    here = _here(request)
    held = list(queries.memberships_in(here.pk))
    groups = [(group, [each for each in held if each.group_id == group.pk]) for group in queries.groups_of(here.pk)]
    agreement = queries.current_agreement(here.pk)
    signed = queries.signed_organisations(agreement)
    context = {
        "partnership": here,
        "organisations": [(each, each.pk in signed) for each in queries.organisations_of(here.pk)],
        "groups": groups,
        "wide": [each for each in held if each.group_id is None],
        "coming": queries.memberships_to_come(here.pk),
        "manages": bool(rules.may_manage(request.actor, here.pk)),
    }
    return render(request, "partnership/about.html", context)


@viewers
def agreement(request: Request) -> HttpResponse:
    """The version in force, what it relies on in law, and who has signed."""
    here = _here(request)
    current = queries.current_agreement(here.pk)
    signatures = list(queries.signatures_of(current)) if current else []
    signed = queries.signed_organisations(current)
    context = {
        "agreement": current,
        "gateways": list(queries.gateways_of(here.pk)) if current else [],
        "signatures": signatures,
        "unsigned": [each for each in queries.organisations_of(here.pk) if each.pk not in signed],
        "earlier": queries.earlier_agreements(here.pk),
        "overdue": current is not None and current.review_on < clock.today(),
        "manages": bool(rules.may_manage(request.actor, here.pk)),
    }
    return render(request, "partnership/agreement.html", context)


@require_POST
@signed_in()
def switch(request: Request) -> HttpResponse:
    """Work in another of one's partnerships from now on."""
    chosen = services.switched_to(
        actor=request.actor, partnership_id=request.POST.get("partnership", ""), mine=request.partnerships
    )
    request.session[CHOSEN] = chosen.pk
    messages.success(request, f"You are now working in {chosen.name}.")
    return redirect("home:my_work")


@managers
def membership_add(request: Request) -> HttpResponse:
    """Give a role to somebody who has an account, or invite them and give it at once."""
    here = _here(request)
    form = MembershipForm(request.POST or None, partnership=here)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            access_services.once(
                actor=request.actor,
                token=given.pop("form_token"),
                purpose="membership.add",
                act=lambda: str(_add(request, here, given).pk),
            )
        except services.Problem as problem:
            form.show(problem)
        else:
            messages.success(request, "The membership was added.")
            return redirect("partnership:about")
    return render(request, "partnership/membership_add.html", {"form": form})


@managers
def membership_end(request: Request, membership_id: int) -> HttpResponse:
    """Ask for the last day, and end the membership."""
    here = _here(request)
    membership = queries.get_membership(request.actor, membership_id)
    form = EndMembershipForm(request.POST or None, partnership=here)
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(actor=request.actor, membership=membership, ends_on=form.cleaned_data["ends_on"])
        except services.Problem as problem:
            form.show(problem)
        else:
            messages.success(request, f"{membership.user.name}’s membership ends.")
            return redirect("partnership:about")
    return render(request, "partnership/membership_end.html", {"form": form, "membership": membership})


@managers
def agreement_sign(request: Request) -> HttpResponse:
    """Note an organisation's signature under the version in force."""
    here = _here(request)
    current = queries.current_agreement(here.pk)
    if current is None:
        raise Refused(request.actor, "agreement.sign", reason="no agreement is in force")
    form = SignForm(request.POST or None, partnership=here, agreement=current)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            access_services.once(
                actor=request.actor,
                token=given.pop("form_token"),
                purpose="agreement.sign",
                act=lambda: str(services.sign_agreement(actor=request.actor, agreement=current, **given).pk),
            )
        except services.Problem as problem:
            form.show(problem)
        else:
            messages.success(request, f"{given['organisation'].name}’s signature was noted.")
            return redirect("partnership:agreement")
    return render(request, "partnership/agreement_sign.html", {"form": form, "agreement": current})


@managers
def agreement_withdraw(request: Request, signature_id: int) -> HttpResponse:
    """Note that an organisation withdraws from the agreement."""
    here = _here(request)
    signature: OrganisationSignature = queries.get_signature(request.actor, signature_id)
    form = WithdrawForm(request.POST or None, partnership=here)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_signature(
                actor=request.actor, signature=signature, withdrawn_on=form.cleaned_data["withdrawn_on"]
            )
        except services.Problem as problem:
            form.show(problem)
        else:
            messages.success(request, f"{signature.organisation.name}’s withdrawal was noted.")
            return redirect("partnership:agreement")
    return render(request, "partnership/agreement_withdraw.html", {"form": form, "signature": signature})


def _here(request: Request) -> Partnership:
    if request.partnership is None:
        raise Refused(request.actor, "partnership.view", reason="no partnership")
    return request.partnership


def _add(request: Request, here: Partnership, given: dict[str, Any]) -> Membership:
    """Find or invite the person and add the membership: both or neither."""
    email, name = given.pop("email"), given.pop("name")
    with transaction.atomic():
        user = access_queries.find_user(request.actor, email)
        if user is None:
            if not name:
                raise services.Problem("Enter the person’s name: this address has no account yet", field="name")
            user = access_services.invite(actor=request.actor, email=email, name=name).user
        if not user.is_active:
            raise services.Problem("This account is suspended", field="email")
        if user.pk == request.actor.user_id:
            raise services.Problem("You cannot give yourself a role. Ask another manager", field="email")
        return services.add_membership(actor=request.actor, user=user, partnership=here, **given)
