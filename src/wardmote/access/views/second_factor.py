"""Authenticator app, recovery codes and password: each change, its audit row and its e-mail happen together or not."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import PasswordChangeView, PasswordResetFromKeyView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from wardmote.access import recording, sessions
from wardmote.access.views.sign_in import next_address


class _Whole:
    """Does all that a sent form does in one transaction."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # allauth's view comes next in line
        return answer


class SetUpAuthenticator(_Whole, ActivateTOTPView):
    """A picture to scan, the key to type, and the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["key"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        context["onward"] = next_address(self.request) or ""
        return context

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        recording.write("account.second_factor_set_up", self.request.user.pk, fields=[Authenticator.Type.TOTP.value])
        sessions.mark_second_factor(self.request, self.request.user.pk, sessions.SET_UP)
        return answer

    def get_success_url(self) -> str:
        onward = next_address(self.request)
        return super().get_success_url() + (f"?{urlencode({'next': onward})}" if onward else "")


class RemoveAuthenticator(_Whole, DeactivateTOTPView):
    """Take the app off, to set up another straight away."""


class RecoveryCodes(ViewRecoveryCodesView):
    """The codes, once, and where to go on to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["onward"] = next_address(self.request) or reverse("home:my_work")
        return context


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Make new codes; the old ones stop working."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        kind = Authenticator.Type.RECOVERY_CODES.value
        recording.write("account.recovery_codes_make", self.request.user.pk, fields=[kind])
        return answer


class ChangePassword(_Whole, PasswordChangeView):
    """A new password for the old one."""


class NewPassword(_Whole, PasswordResetFromKeyView):
    """A new password for a link from an e-mail."""
