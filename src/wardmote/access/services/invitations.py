"""Asking people in: invite, send again, withdraw, accept."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wardmote.access import rules
from wardmote.access.actor import Actor
from wardmote.access.mail import compose, send_after_commit
from wardmote.access.models import Invitation, User
from wardmote.access.refusal import Refused, require
from wardmote.access.tokens import hashed, new_token
from wardmote.audit.services import record

LASTS = timedelta(days=7)


class AlreadyHasAccount(Exception):
    """The address belongs to somebody who can sign in already; they need a membership, not an invitation."""


@transaction.atomic
def invite(*, actor: Actor, email: str, name: str) -> Invitation:
    """Make an account that nobody can sign in to yet, and send its owner a link with which they can choose a password.

    The link works once, for seven days. Raises AlreadyHasAccount, or Refused without the right to invite.
    """
    require(rules.may_invite(actor), actor, "account.invite")
    email = email.strip().lower()
    user = User.objects.select_for_update().filter(email=email).first()
    if user and (user.has_usable_password() or not user.is_active):
        raise AlreadyHasAccount
    if user is None:
        user = User.objects.create_user(email=email, name=name.strip())
    return _send(actor, user, "account.invite")


@transaction.atomic
def resend(*, actor: Actor, invitation: Invitation) -> Invitation:
    """Send a new link in place of the earlier one, which stops working."""
    _require_ours(actor, invitation, "account.invite_again")
    if invitation.accepted_at:
        raise AlreadyHasAccount
    return _send(actor, invitation.user, "account.invite_again")


@transaction.atomic
def withdraw(*, actor: Actor, invitation: Invitation) -> None:
    """Make the link useless."""
    _require_ours(actor, invitation, "account.invite_withdraw")
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if open_still.update(withdrawn_at=timezone.now()):
        _record(actor, "account.invite_withdraw", invitation.user_id)


@transaction.atomic
def accept(*, token: str, password: str) -> User | None:
    """Use up the link and set the person's first password, already checked by the form.

    Returns None when the link was used, withdrawn or is too old. Of two who use it at once, one is too late.
    """
    now = timezone.now()
    live = Invitation.objects.filter(token_hash=hashed(token), accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    found = live.select_related("user").first()
    if found is None or not found.user.is_active or not live.update(accepted_at=now):
        return None
    found.user.set_password(password)
    found.user.save(update_fields=["password"])
    _record(Actor(user_id=found.user_id, name=""), "account.invite_accept", found.user_id, fields=["password"])
    return found.user


def _send(actor: Actor, user: User, action: str) -> Invitation:
    if actor.partnership_id is None:
        raise Refused(actor, action, reason="no partnership to invite to", object_type="user")
    now = timezone.now()
    Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    token = new_token()
    made = Invitation.objects.create(
        user=user,
        partnership_id=actor.partnership_id,
        invited_by_id=actor.user_id,
        token_hash=hashed(token),
        sent_at=now,
        expires_at=now + LASTS,
    )
    _record(actor, action, user.pk, fields=["email", "name"])
    link = settings.SITE_ADDRESS + reverse("access:accept_invitation", args=[token])
    words = {"name": user.name, "inviter": actor.name, "link": link, "expires": made.expires_at}
    send_after_commit(compose("invitation", to=[user.email], subject="You are invited to Wardmote", context=words))
    return made


def _require_ours(actor: Actor, invitation: Invitation, action: str) -> None:
    require(rules.may_invite(actor), actor, action)
    if invitation.partnership_id != actor.partnership_id:
        raise Refused(actor, action, reason="the invitation is another partnership's", object_type="user")


def _record(actor: Actor, action: str, user_id: int, fields: list[str] | None = None) -> None:
    record(actor=actor, action=action, object_type="user", object_ref=str(user_id), fields=fields or [])
