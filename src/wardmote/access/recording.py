"""Sign-ins, failures, sign-outs and second factors, each written in the audit trail as the libraries tell of it."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_removed,
    authenticator_used,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from wardmote.access import sessions
from wardmote.access.actor import Actor
from wardmote.access.models import User
from wardmote.audit.services import Outcome, record


def known_user(email: object) -> int | None:
    """Return the account of an address as it was typed, or None: what was typed is never kept."""
    if not isinstance(email, str) or not email:
        return None
    return User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()


def write(action: str, user_id: int | None, *, by: Actor | None = None, **more: Any) -> None:
    """Write one row about an account, in its own transaction unless one is open. `by` is the person unless given."""
    actor = by or (Actor(user_id=user_id, name="") if user_id else None)
    with transaction.atomic():
        record(actor=actor, action=action, object_type="user", object_ref=str(user_id or ""), **more)


def sign_in_refused(email: object, reason: str) -> None:
    """Write that a sign-in failed: whose it was if the address is known, never the address or the password."""
    user_id = known_user(email)
    with transaction.atomic():
        record(
            actor=None, action="account.sign_in", outcome=Outcome.REFUSED, reason=reason,
            object_type="user", object_ref=str(user_id or ""),
        )  # fmt: skip


@receiver(user_logged_in)
def _signed_in(user: User, request: HttpRequest, **_: Any) -> None:
    write("account.sign_in", user.pk, purpose=getattr(request, "sign_in_purpose", ""))


@receiver(user_login_failed)
def _sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    sign_in_refused(credentials.get("email"), "wrong email address or password, or suspended")


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if request.session.session_key:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
    if user is not None:
        write("account.sign_out", user.pk, reason=getattr(request, "sign_out_reason", ""))


@receiver(password_changed)
def _password_changed(user: User, **_: Any) -> None:
    write("account.password_change", user.pk, fields=["password"])


@receiver(password_reset)
def _password_reset(user: User, **_: Any) -> None:
    write("account.password_reset", user.pk, fields=["password"])


@receiver(authenticator_removed)
def _second_factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    write("account.second_factor_remove", user.pk, fields=[authenticator.type])
    if authenticator.type == Authenticator.Type.TOTP:
        sessions.forget_second_factor(request)


@receiver(authenticator_used)
def _second_factor_used(user: User, authenticator: Authenticator, **_: Any) -> None:
    write("account.second_factor", user.pk, fields=[authenticator.type])


@receiver(authentication_failed)
def _second_factor_failed(user: User, authenticator: Authenticator, **_: Any) -> None:
    write("account.second_factor", user.pk, outcome=Outcome.REFUSED, reason="wrong or used code",
          fields=[authenticator.type])  # fmt: skip
