"""How allauth is fitted in: closed to the uninvited, slow to guessers, in our words, and written in the audit trail."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal.ratelimit import consume  # the public one cannot give a right guess back
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from wardmote.access import recording, seeds
from wardmote.access.mail import compose, send_after_commit
from wardmote.access.models import User
from wardmote.access.sessions import set_up_within

_TOO_MANY = "Too many attempts. Wait 5 minutes, then try again."
_WRONG = "The email address or password is wrong. Check both, then try again."
# A sign-in counts as fresh proof for setting up the first authenticator for this long (seconds).
_FRESH = 300

# What allauth would say after an act, in our words; what is not here is not said.
_SAID = {
    "account/messages/password_changed.txt": "Your password has been changed. Your other sessions have ended.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
}
# What a person is told by e-mail about their account: the subject's end, and the sentence.
_NOTICES = {
    "account/email/password_changed": ("password changed", "The password of your Wardmote account was changed."),
    "account/email/password_reset": ("password changed", "The password of your Wardmote account was set anew."),
    "mfa/email/totp_activated": ("authenticator app set up", "An authenticator app was set up for your account."),
    "mfa/email/totp_deactivated": ("authenticator app removed", "The authenticator app was taken off your account."),
    "mfa/email/recovery_codes_generated": ("new recovery codes", "New recovery codes were made for your account."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and sign-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "enter_current_password": "That is not your current password.",
        "incorrect_password": "That is not your password.",
        "incorrect_code": "That code is wrong or was used before. Enter the code your app shows now.",
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up: people are invited."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Answer every sign-in as a page: no program signs in here."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess against the account and the address it comes from, and refuse one too many."""
        try:
            super().pre_authenticate(request, **credentials)
            self._here = consume(request, app="allauth.account", action="failed_here")
            if not self._here:
                raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            self._record_blocked(request, **credentials)
            raise

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        if self._here:
            self._here.rollback()

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count an account, whatever name the site is called by."""
        return f"account:{str(credentials.get('email', '')).lower()}"

    def _record_blocked(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a refusal once a window, so that a flood of guesses cannot flood the trail."""
        key = f"wardmote:blocked:{self.get_client_ip(request)}:{recording.known_user(credentials.get('email'))}"
        if cache.add(key, True, timeout=300):
            recording.sign_in_refused(credentials.get("email"), "too many guesses")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before the second factor is touched, but not while it is first set up."""
        request = self.request
        records = get_authentication_records(request, request.user)
        fresh = any(time.time() - entry["at"] < _FRESH for entry in records)
        if fresh and (not is_mfa_enabled(request.user) or set_up_within(request, _FRESH)):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("access:security")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say after an act what we have words for, and nothing else."""
        if message_template in _SAID:
            messages.add_message(request, level, _SAID[message_template])

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send the link, but not to somebody who has no password to forget: an invitation is not got round so."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """Compose allauth's one remaining message, the password link, from our template."""
        to = [email] if isinstance(email, str) else email
        return compose("new_password", to=to, subject="Wardmote: choose a new password", context=context)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person by e-mail that something about their account changed."""
        if template_prefix in _NOTICES:
            subject, sentence = _NOTICES[template_prefix]
            words = {"name": user.name, "sentence": sentence, "address": settings.SITE_ADDRESS}
            send_after_commit(compose("notice", to=[user.email], subject=f"Wardmote: {subject}", context=words))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps and recovery codes."""

    error_messages = {**DefaultMFAAdapter.error_messages, **AccountAdapter.error_messages}

    def encrypt(self, text: str) -> str:
        return seeds.encipher(text)

    def decrypt(self, encrypted_text: str) -> str:
        return seeds.decipher(encrypted_text)
