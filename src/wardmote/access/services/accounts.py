"""Suspending and restoring people, ending their sessions, and taking off a lost second factor."""

from importlib import import_module

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from wardmote.access import rules
from wardmote.access.actor import Actor
from wardmote.access.models import User
from wardmote.access.models.user import new_session_key
from wardmote.access.refusal import require
from wardmote.audit.services import record


@transaction.atomic
def suspend(*, actor: Actor, user: User, reason: str) -> None:
    """Stop somebody from signing in and end every session of theirs at its next request."""
    _require_managed(actor, user, "account.suspend")
    User.objects.filter(pk=user.pk).update(is_active=False)
    _end_all(user)
    _record(actor, "account.suspend", user, fields=["is_active"], reason=reason)


@transaction.atomic
def restore(*, actor: Actor, user: User) -> None:
    """Let a suspended person sign in again, with the password and second factor that they had."""
    _require_managed(actor, user, "account.restore")
    User.objects.filter(pk=user.pk).update(is_active=True)
    _record(actor, "account.restore", user, fields=["is_active"])


@transaction.atomic
def end_sessions(*, actor: Actor, user: User) -> None:
    """End every session of somebody: one's own, or that of a person whose account one manages."""
    if actor.user_id != user.pk:
        _require_managed(actor, user, "account.sessions_end")
    _end_all(user)
    _record(actor, "account.sessions_end", user)


@transaction.atomic
def remove_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """Take off a lost authenticator and its recovery codes. The person sets up a new one when they next sign in.

    Their identity is to be checked by telephone or in person first; `reason` says how it was.
    """
    _require_managed(actor, user, "account.second_factor_remove")
    Authenticator.objects.filter(user=user).delete()
    _end_all(user)
    _record(actor, "account.second_factor_remove", user, fields=["totp", "recovery_codes"], reason=reason)


def _require_managed(actor: Actor, user: User, action: str) -> None:
    require(rules.may_manage(actor, user.pk), actor, action, object_type="user", object_ref=str(user.pk))


def _end_all(user: User) -> None:
    """End known sessions now, and any other by changing what every session of the person is tied to."""
    User.objects.filter(pk=user.pk).update(session_key=new_session_key())
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in UserSession.objects.filter(user=user):
        store.delete(session.session_key)
        session.delete()


def _record(actor: Actor, action: str, user: User, *, fields: list[str] | None = None, reason: str = "") -> None:
    record(
        actor=actor, action=action, object_type="user", object_ref=str(user.pk), fields=fields or [], reason=reason
    )  # fmt: skip
